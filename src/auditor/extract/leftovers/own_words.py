"""Words that cannot be a unit's report on its own year: a speech, a personal account, a definition in the place of a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from auditor.extract.about.national_calendar import CAMPAIGNS
from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.words import follows
from auditor.model import Section, Statement
from auditor.patterns import compiled

Rows = Sequence[Sequence[Line]]

# Each alternative begins with a character of its own: so the engine finds them fast.
_PERSONAL = (
    "以我(?:任|担任|亲自|为组长|为队长)[^，。；、]{0,8}|由我(?:任|担任|亲自)[^，。；、]{0,8}"
    "|我(?<![^，。；、：\\s]我)(?:作为|身为)(?:党组|党委|第一|主要|分管|一名|镇长|乡长|县长|局长|校长|院长|书记|主任|班子|领导)"
    "|本人(?<![^，。；、：\\s]本人)(?:始终|坚持|带头|分管|主持|严格要求|作为|身为|在(?:思想|工作|任职))|现将(?:本人|我个人)[^，。；]{0,12}(?:汇报|报告|述职)"
)
_SPEECH = "各位(?<![^。！!\\s]各位)(?:代表|委员)(?=[！!，,：:、])|请各位(?:代表|委员)(?:审议|提出)|同志们(?<![^。！!\\s]同志们)[！!：:]"
# Said by who evaluates many units, not by one of them.
_SUPERIOR = (
    "对(?:不同|各个?|全[县市区州省])[^，。；]{0,6}部[门門][^，。；]{0,24}(?:比较|对比|排名)|评价对象涉及[^，。；]{0,6}(?:行业|领域|部门)[^，。；]{0,4}[多广]"
    "|绩效(?:评价)?管理部门的队伍|各预算(?:部门|单位)(?:应当?|要|须)[^，。；]{2,30}"
)
_PROJECT = (
    "与项目负责人沟通[^，。；]{0,4}|该项目的?(?:绩效|实施|资金)[^，。；]{0,8}|本项目的?(?:绩效)?评价[^，。；]{0,6}|对项目的实施进行[^，。；]{0,6}"
    "|项目(?:整体)?评价(?:等级|结论|结果)[^，。；]{0,6}|项目相关(?:处室|人员)[^，。；]{0,8}|项目(?:单位|实施单位)负责人[^，。；]{0,6}"
)
_FEWEST_OF_PROJECT = 3
# As many hits as _PROJECT has, or more; the engine finds what begins with one character much faster.
_OF_PROJECT = compiled(
    "项目(?:(?<=该项目)的?(?:绩效|实施|资金)|(?<=本项目)(?:的?绩效)?的?评价|(?<=对项目)的实施进行|(?<=与项目)负责人沟通|(?:整体)?评价[等结]|相关[处人]|(?:实施)?单位负责人)"
)
_DEFINES = "(?:用以|用于|用来|旨在)(?:衡量|反映|考核|评价)(?:和|与|、|及)?(?:衡量|反映|考核|评价)?|反映和(?:评价|考核)"
_AWARDED = "(?:故|该(?:项|指标)|本(?:项|指标)|此项|因此|综上)[^，。；]{0,8}?(?:得|得分)\\s{0,2}\\d{1,3}(?:\\.\\d{1,2})?\\s{0,2}分"
_RESULT = "达到|完成|实现|符合|均|已|未|有效|执行|建立|制定|按照|及时|\\d\\s?[%％]|为\\s?\\d|健全|较|良好|提升|提高|存在|合理|合规"
_EVALUATED = ("经自评", "经评价")
_EVALUATED_AS = compiled("经(?:自评|评价)")
_RESULT_COLUMN = ("实际完成", "完成值", "完成情况", "得分依据", "得分理由", "评分理由", "自评情况", "实现情况")
_TARGET_COLUMN = ("指标内容", "指标值", "目标值", "绩效目标", "年度目标")
_BACKGROUND = ("背景", "概况", "依据", "立项", "沿革", "回顾")
_HEADERS = "指标|分值|得分|权重|完成|目标|标准|序号|名称|原因|备注|预算"
_LONGEST_HEADER = 20
_HEADER_ROWS = 8
_FEWEST_HEADERS = 3


def own_word_statements(
    corpus: Corpus, lines: Sequence[Line], sections: Sequence[Section], tables: Mapping[int, Rows], year: int | None, *, itself: bool
) -> Iterator[Statement]:
    """Everything of this kind; `lines` are the paragraphs of `corpus`, which has the cells, too; `itself` tells that the unit speaks of itself."""
    text = corpus.text
    own = follows(text, "我", "任担亲作身个为") or follows(text, "本", "人")
    spoken = follows(text, "各", "位") or follows(text, "志", "们")
    for trait, pattern, is_there in (("personal", _PERSONAL, own), ("speech", _SPEECH, spoken)):
        if is_there:
            yield from _joined(lines, pattern, trait, 1)
    if itself:
        yield from _views(corpus, lines, sections)
    if year is not None and (follows(text, "攻", "坚") or "康" in text):
        yield from _campaigns(corpus, sections, year)
    if "映" in text or "衡" in text:
        yield from _definitions(corpus)
        yield from _defining_cells(tables)
    in_cells = [hit.start() for hit in _EVALUATED_AS.finditer(text, corpus.end(len(lines)))] if tables else []
    evaluated = {cell.block for cell in corpus.of(in_cells) if cell.text.lstrip().startswith(_EVALUATED)}
    if evaluated:
        yield from _results_as_targets({block: rows for block, rows in tables.items() if block in evaluated})


def _views(corpus: Corpus, lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[Statement]:
    """The finance office's view in the report of a unit, and a single project's evaluation in the report on all of a unit's spending."""
    title, text = sections[0].title, corpus.text
    if "财政" not in title and _may_be_superior(text):
        yield from _joined(lines, _SUPERIOR, "superior", 1)
    if ("整体" in title or "部门支出" in title) and "项目" not in title:
        places = [hit.start() for hit in _OF_PROJECT.finditer(text, 0, corpus.end(len(lines)))]
        if len(places) >= _FEWEST_OF_PROJECT:
            yield from _joined(corpus.of(places), _PROJECT, "project", _FEWEST_OF_PROJECT)


def _may_be_superior(text: str) -> bool:
    """Whether a text has the rarer words of `_SUPERIOR`: to look for these costs a tenth of trying it everywhere."""
    if ("伍" in text and "门的队伍" in text) or follows(text, "象", "涉") or follows(text, "各", "预"):
        return True
    return follows(text, "对", "不各全") and (follows(text, "排", "名") or follows(text, "对", "比") or follows(text, "比", "较"))


def _joined(lines: Sequence[Line], pattern: str, trait: str, fewest: int) -> Iterator[Statement]:
    """One statement with every place, when there are enough."""
    finditer = compiled(pattern).finditer
    found = [(line, hit) for line in lines for hit in finditer(line.text)]
    if len(found) >= fewest:
        line, hit = found[0]
        related = tuple(("context", other.span(*again.span())) for other, again in found[1:6])
        yield Statement(
            "borrowed", hit.group().strip("。！! "), line.span(*hit.span()), line.section, str(len(found)), related, frozenset({trait})
        )


def _campaigns(corpus: Corpus, sections: Sequence[Section], year: int) -> Iterator[Statement]:
    """Calls for what was over before the report's year."""
    for line in corpus.holding(("脱贫攻坚", "小康")):
        if line.row >= 0:
            break
        for word, pattern, over in CAMPAIGNS:
            found = compiled(pattern).search(line.text) if year > over and word in line.text else None
            if found is None:
                continue
            start = line.sentence(found.start())[0]
            around = line.text[max(start, found.start() - 40) : found.start()]
            if "《" in around.rpartition("》")[2] or compiled("20(?:1\\d|20)\\s?年|以来|十三五|原|历年").search(around):
                continue
            if any(word in sections[line.section].title for word in _BACKGROUND):
                continue
            sure = year > over + 1
            yield Statement(
                "borrowed",
                found.group(),
                line.span(*found.span()),
                line.section,
                str(over),
                traits=frozenset({"campaign", "sure" if sure else "near"}),
            )
            break


def _definitions(corpus: Corpus) -> Iterator[Statement]:
    """A score that rests on nothing but the definition of its indicator."""
    for line in corpus.holding(("反映", "衡量")):
        if line.row >= 0:
            break
        if len(line.text) > 300 or "得" not in line.text:
            continue
        awarded = compiled(_AWARDED).search(line.text)
        defines = compiled(_DEFINES).search(line.text) if awarded else None
        if awarded is None or defines is None or defines.start() > awarded.start():
            continue
        start = line.sentence(defines.start())[0]
        clause = max(line.text.rfind("，", start, defines.start()), start)
        rest = line.text[:clause] + line.text[min(line.sentence(defines.start())[1], awarded.start()) : awarded.start()]
        if not compiled(_RESULT).search(rest) and not any(quantity.end <= awarded.start() for quantity in line.quantities):
            yield Statement(
                "borrowed",
                line.text[defines.start() : defines.end()],
                line.span(max(start, defines.start() - 60), min(awarded.end(), defines.end() + 50)),
                line.section,
                traits=frozenset({"definition"}),
            )


def _defining_cells(tables: Mapping[int, Rows]) -> Iterator[Statement]:
    for cell in _cells_under(tables, _RESULT_COLUMN):
        defines = None if cell.quantities else compiled(_DEFINES).search(cell.text)
        if defines is not None:
            yield Statement(
                "borrowed",
                defines.group(),
                cell.span(max(0, defines.start() - 60), min(len(cell.text), defines.end() + 50)),
                cell.section,
                traits=frozenset({"definition"}),
            )


def _results_as_targets(tables: Mapping[int, Rows]) -> Iterator[Statement]:
    """A result under the header of the targets, or right before the standard by which it is scored."""
    for cell in (*_cells_under(tables, _TARGET_COLUMN), *_before_standards(tables)):
        words = cell.text.strip()
        found = compiled("经(?:自评|评价)[，,]").match(words)
        if found is not None:
            start = cell.text.find(found.group())
            place = cell.span(start, min(len(cell.text), start + 40))
            yield Statement("borrowed", found.group().rstrip("，,"), place, cell.section, traits=frozenset({"result"}))


def _before_standards(tables: Mapping[int, Rows]) -> Iterator[Line]:
    for rows in tables.values():
        for row in rows:
            for cell, following in pairwise(row):
                if cell.text[:1] == "经" and compiled("得满分|不得分|扣完为止|扣分值").search(following.text):
                    yield cell


def _cells_under(tables: Mapping[int, Rows], headers: Sequence[str]) -> Iterator[Line]:
    """The long cells below a header that holds one of the words."""
    named = compiled("|".join(headers))
    for rows in tables.values():
        for position, row in enumerate(rows[:_HEADER_ROWS]):
            short = [cell for cell in row if 0 < len(cell.text) <= _LONGEST_HEADER and not cell.quantities]
            columns = {cell.column for cell in short if named.search(cell.text)}
            if columns and sum(1 for cell in short if compiled(_HEADERS).search(cell.text)) >= _FEWEST_HEADERS:
                yield from (
                    cell for below in rows[position + 1 :] for cell in below if cell.column in columns and len(cell.text) > _LONGEST_HEADER
                )
                break
