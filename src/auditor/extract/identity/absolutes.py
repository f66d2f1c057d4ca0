"""Words that leave no exception beside the exception: 完成率100% of works that are 正在收尾, 均经评审 and 个别未经评审, 未发现违规 and 违规问题2起."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Statement
from auditor.patterns import compiled

_HAN = "[^\\W\\da-zA-Z_]"
_WORKS = "施工|建设|扫尾|收尾|安装|铺设|装修|调试|开发|整治|改造|验收|实施|招标|浇筑"
_WHOLE = compiled("(?:完成率|工程进度|形象进度|建设进度|施工进度|完工率|竣工率)(?:已|均|都)?(?:达到?|为|是)?(?:了)?\\s?100\\s?[%％]")
_GOING = compiled(
    f"(?:正在|尚在|仍在|还在)(?:进行|组织|抓紧|开展)?{_HAN}{{0,6}}?(?:{_WORKS})(?:之?中|阶段)?(?!期|单位|方)|(?:尚未|还未|仍未)(?:完工|竣工|封顶|建成|交付|安装|验收)"
)
_MONEY = compiled("资金|支付|支出|拨付|预算|投资|执行|付款|款项|到位")
_ANOTHER = compiled("二期|三期|下一|其他|其余|另外|另有|新增|明年|次年|上年|去年|如|若|应|计划外|除")
_ABOUT = compiled("\\s*(?:目前|截至|现|但|不过|其中|仅|只有|部分|个别)")
_EACH = compiled(
    f"(?:各|所有|全部)(?:个|类|项|子|单项|分)*(?:项目|工程){_HAN}{{0,4}}?(?:均|都|全部)(?:已)?[^，。；：]{{0,16}}?(?:完工|竣工|完成|建成|交付)(?!率|情况|进度)"
)
_LATE = compiled(
    f"(?:平台|系统|软件|项目|工程|设备|标段|主体){_HAN}{{0,16}}?(?:尚在|仍在|还在|正在|尚未|仍未|还未)(?:{_WORKS}|封顶|完工|竣工|建成|完成)"
)
_HEDGED = compiled("除|基本|力争|确保|将|计划|要求|应|目标|预计|如|若|每|扣|得|上年|去年|拟|标准|是否")
_EVERY = compiled("(?:均|都|全部)(?:已|能)?(?:按|经|依|进行|履行|开展|实行)[^，。；：]{2,24}")
_FEW = compiled(f"(?:个别|部分|少数|少量|有的){_HAN}{{0,10}}?(?:未|没有|未能)(?:经过?|进行|履行|开展|实行|按规定|按要求)({_HAN}{{2}})")
_FAULTS = "违规|不合规|违纪|截留|挤占|挪用|虚列|套取|冒领"
_CLEAN = compiled(f"(?:未|没有)发现(?:有|存在|任何)*(?:{_FAULTS})(?:[、和]?(?:违法|{_FAULTS}))*(?:的)?(?:问题|现象|行为|情况)?")
_FOUND = compiled(f"(?:发现|查出|存在)(?!与否)[^，。；：\\d]{{0,12}}?(?:{_FAULTS})[^，。；：\\d]{{0,6}}?\\s?[1-9]\\d?\\s?[起个项笔件]")
_DENIED = compiled("未|没有|不得|不存|是否|无|如|若|每|凡|防止|避免|杜绝|上年|去年|标准|扣完")
_STOPS = Stops("，。；：、\n")
_WHOLE_WORDS = ("均", "都", "全部")
_EACH_WORDS = tuple(f"{what}{whole}" for what in ("项目", "工程") for whole in _WHOLE_WORDS)
_NOT_WORDS = ("未经", "未进行", "未按", "未履行")
_REACH, _MOST = 60, 40


def absolute_statements(corpus: Corpus, lines: Sequence[Line]) -> Iterator[Statement]:
    """Each of these with the place that denies it, both in the paragraphs `lines`."""
    if "在" in corpus.text or "尚未" in corpus.text:
        for line in corpus.holding(("100",)):
            if line.row < 0:
                yield from _under_way(line)
    whole = corpus.holding(_WHOLE_WORDS)
    if any(words in line.text for line in whole for words in _EACH_WORDS):
        yield from _each_done(lines)
    denied = corpus.holding(("未",))
    if any(words in line.text for line in denied for words in _NOT_WORDS):
        for line in whole:
            if line.row < 0:
                yield from _some_not(line)
    if any("未发现" in line.text for line in denied) or any("没有发现" in line.text for line in corpus.holding(("没有",))):
        yield from _clean(lines)


def _statement(line: Line, here: tuple[int, int], other: Line, there: tuple[int, int], *traits: str) -> Statement:
    span, related = line.span(*here), (("other", other.span(*there)),)
    kind = "at-odds" if traits else "conclusion"
    return Statement(kind, line.text[slice(*here)], span, line.section, other.text[slice(*there)], related, frozenset(traits))


def _under_way(line: Line) -> Iterator[Statement]:
    """One sentence, or the next about the same works, says that they go on."""
    for whole in islice(_WHOLE.finditer(line.text), _MOST):
        low, high = line.sentence(whole.start())
        low = max(low, line.text.rfind("；", low, whole.start()) + 1, whole.start() - _REACH)
        if _MONEY.search(line.text, max(low, whole.start() - 8), whole.end()):
            continue
        following = _ABOUT.match(line.text, high)
        end = line.sentence(high)[1] if following is not None else high
        cut = line.text.find("；", whole.end(), end)
        end = min(cut if cut >= 0 else end, whole.end() + 2 * _REACH)
        going = _GOING.search(line.text, low, end)
        if going is None or _ANOTHER.search(line.text, max(low, _STOPS.behind_last(line.text, low, going.start())), going.end()):
            continue
        yield _statement(line, whole.span(), line, going.span())
        return


def _each_done(lines: Sequence[Line]) -> Iterator[Statement]:
    """各项目均已完工 against one of them that goes on."""
    for line in lines:
        found = _EACH.search(line.text) if "均" in line.text or "都" in line.text or "全部" in line.text else None
        if found is None or _HEDGED.search(line.text, max(0, found.start() - 8), found.end()):
            continue
        for other in lines:
            late = _LATE.search(other.text) if "在" in other.text or "未" in other.text else None
            if late is not None and not _ANOTHER.search(other.text, max(0, late.start() - 8), late.end()):
                yield _statement(line, found.span(), other, late.span(), "all-but")
                return


def _some_not(line: Line) -> Iterator[Statement]:
    """均……评审 and 个别……未经评审 in one paragraph."""
    for few in islice(_FEW.finditer(line.text), _MOST):
        low, high = line.sentence(few.start())
        for every in _EVERY.finditer(line.text, low, high):
            if (
                every.end() <= few.start()
                and few[1] in every.group()
                and not _HEDGED.search(line.text, max(low, every.start() - 8), every.start())
            ):
                yield _statement(line, every.span(), line, few.span(), "all-but")
                return


def _clean(lines: Sequence[Line]) -> Iterator[Statement]:
    """未发现违规 against faults of this kind that are counted."""
    for line in lines:
        clean = _CLEAN.search(line.text) if "发现" in line.text else None
        if clean is None:
            continue
        for other in lines:
            found = _FOUND.search(other.text)
            if found is None:
                continue
            low = _STOPS.behind_last(other.text, max(0, found.start() - 20), found.start())
            if not _DENIED.search(other.text, low, min(len(other.text), found.end() + 4)):
                yield _statement(line, clean.span(), other, found.span())
                return
