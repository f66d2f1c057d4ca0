"""Faults that a chapter on problems admits, beside the full marks of the indicator that measures just such faults.

验收时发现厚度不足，已返工 beside 质量达标率 at full marks; 超批复概算 12 万元 beside 成本控制; 账实不符 beside 资产管理规范性. A fault counts for the
indicators of its class; for an indicator of one thing (小区改造完工率) only if the fault is of that thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Award, Span, Statement
from auditor.patterns import compiled
from auditor.records import Record


class Class(Record):
    """A class of indicators: its name, a word of each of its faults, what its indicators are called and are not, and the faults themselves."""

    name: str
    words: tuple[str, ...]
    indicator: re.Pattern[str]
    other: re.Pattern[str]
    fault: re.Pattern[str]


@cache
def _classes() -> tuple[tuple[Class, ...], re.Pattern[str]]:
    """The classes, and a word of any fault. Compiled when the first chapter on problems is met."""
    behind = "(?!结算|决算|审计|支付|报账)"
    undone = (
        "(?:未能?|没有|尚未|无法)(?:按期|按时|如期|及时|年内|按计划|在年内|当年|全部){0,2}"
        f"(?:完工|竣工|完成|开工|建成|投用|投入使用|交付|验收|实施){behind}"
    )
    late = (
        f"{undone}|跨年(?:度)?(?:实施|施工|完成)|(?:工期|(?:工程|施工|建设|项目|实施)进度)[^，。；]{{0,6}}(?:滞后|延误|拖延|缓慢)"
        "|(?:推迟|延期|逾期|延迟)[^，。；\\d]{0,6}(?:完工|竣工|完成|开工|交付|验收)"
    )
    money = "(?:概算|预算|投资|造价|控制价)(?!编制|的?风险|的?可能)"
    not_done = ("未", "没有", "无法")
    classes = (
        Class(
            "时效",
            (*not_done, "跨年", "滞后", "延误", "拖延", "缓慢", "推迟", "延期", "逾期", "延迟"),
            compiled("及时|按时|按期|时效|完工"),
            compiled("[支拨付款]|资金|预算|公开|公示|发放|办结|响应|报送|申报|编报|整改"),
            compiled(late),
        ),
        Class(
            "完成",
            not_done,
            compiled("(?:任务|工作|项目|工程|计划|建设|改造|目标)[^，。]{0,4}(?:完成率|完工率|实现率)"),
            compiled("预算|支出"),
            compiled(undone),
        ),
        Class(
            "质量",
            ("质量", "返工", "不合格", "未通过", "裂", "渗漏", "脱落", "塌陷", "沉降", "起砂", "不足"),
            compiled("质量|验收合格|验收通过|合格率|优良率"),
            compiled("水质|空气|环境质量|服务质量|教学质量|信息质量|资料|编制质量"),
            compiled(
                "质量(?:问题|缺陷|隐患|不达标|不合格|通病)|返工|验收(?:不合格|未通过)|未通过[^，。；]{0,6}验收"
                "|开裂|渗漏|脱落|塌陷|沉降|起砂|厚度不足|强度不足"
            ),
        ),
        Class(
            "成本",
            ("超",),
            compiled("成本(?:控制|节约)|概算|造价|投资控制|超支|成本(?:指标|情况)$"),
            compiled("公用|三公|人均|运行"),
            compiled(
                f"超(?:过|出)?了?(?:批复|项目|工程|投资|合同|计划|年初|原|初步设计|控制)*{money}|超概(?!算?的?风险)(?!算?的?可能)|超支(?!的?风险)"
            ),
        ),
        Class(
            "资产",
            ("账", "资产", "设备"),
            compiled("资产[^，。]{0,8}(?:规范|安全|完整|管理)"),
            compiled("率|负债"),
            compiled(
                "账[实账卡证表物][^，。；]{0,3}不(?:相)?[符一]"
                "|(?:资产|设备)[^，。；]{0,12}(?:未(?:及时|按规定)?(?:入账|登记|盘点|建卡|录入)|闲置|盘亏|毁损|底数不清)"
            ),
        ),
        Class(
            "资金",
            ("挪用", "截留", "挤占", "虚列", "套取", "白条", "超范围", "超标准", "不全", "不齐", "不完整", "不规范", "不合规", "违规"),
            compiled("(?:资金|经费)(?:的)?(?:使用|管理|支出)?(?:的)?(?:合规|规范|安全|合法)"),
            compiled("$^"),
            compiled(
                "挪用|截留|挤占|虚列|套取|白条|超范围|超标准(?:列支|支出|发放|报销)"
                "|(?:附件|凭证|票据|手续|发票)[^，。；]{0,4}不(?:全|齐|完整|规范|合规)|违规(?:支出|使用|列支|发放)"
            ),
        ),
    )
    return classes, compiled("|".join({word: word for group in classes for word in group.words}))


_STOPS = Stops("。；;\n")
_DENIED = compiled(
    "不存在|未发现|没有发现|无|避免|防止|杜绝|严禁|力争|确保|如果|若|应当|将(?=进一步|继续|加强|完善|严格|加快|通过)|要求|往年|上年|去年|以前年度"
    "|整改(?:到位|完毕|完成)"
)
_OTHER_WORK = compiled("(?:结算|决算|审计|支付|手续|审批|招标|拨付)[^，。；]{0,4}$")  # that is late, not the work itself
_SINGLE = compiled("个别|部分|少数|有的|有些|一些|某些|现象|时有|偶有|偶尔|存在[^，。；]{0,6}情况")  # cases that nobody counted
_COUNTED = compiled("\\d")
_BEFORE = 16  # characters before a fault that may deny it
_REACH = 120  # of its sentence, either side
_GENERAL = compiled(
    "项目|工程|任务|工作|目标|计划|年度|完成|完工|及时|按时|按期|时效|指标|质量|合格|达标|验收|建设|实施|成本|控制|产出|重点|各项|进度|节约|履职|通过|有效|"
    "优良|情况|资产|管理|资金|经费|使用|支出|规范|安全|合规|合法|完整|概算|造价|投资|总|[率性的度“”]"
)
_TITLE_LINES, _LONGEST_TITLE = 3, 120
_FEWEST = 2  # characters of a thing
_MOST_FAULTS = 40
_LONGEST_FAULT = 100


def fault_statements(lines: Sequence[Line], admitted: Sequence[Line], awards: Sequence[Award]) -> Iterator[Statement]:
    """The faults that concern indicators in the paragraphs that admit some; `related` are the places of those ("indicator"), `detail` is the class.

    The places of indicators of the very thing that the fault names come again as "thing". `traits`: "single" (个别, 时有发生) and "counted"
    (a number tells how many, how much).
    """
    if not awards or not admitted:
        return
    classes, any_word = _classes()
    title = "".join(line.text for line in lines[:_TITLE_LINES])[:_LONGEST_TITLE]  # what the whole report is about, no indicator is of alone
    count = 0
    for line in admitted:
        text = line.text
        if any_word.search(text) is None:
            continue
        for group in classes:
            for word in group.words:  # most lines hold none of these, and a generator takes longer than to look for them
                if word in text:
                    break
            else:
                continue
            behind = 0
            for found in group.fault.finditer(text):
                start, end = _clause(text, found.start(), found.end())
                if found.start() < behind or _is_denied(text, start, found):
                    continue
                behind = end
                places = _measuring(awards, group, title + text[start:end])
                if places and (count := count + 1) <= _MOST_FAULTS:
                    start = max(start, found.end() - _LONGEST_FAULT)
                    stop = min(end, start + _LONGEST_FAULT)
                    words = text[start:stop]
                    traits = [trait for trait, sign in (("single", _SINGLE), ("counted", _COUNTED)) if sign.search(words)]
                    yield Statement("fault", words.strip(), _tight(line, start, stop), line.section, group.name, places, frozenset(traits))


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or the part up to a semicolon, that holds a fault."""
    low = _STOPS.behind_last(text, max(0, start - _REACH), start)
    stops = [at for stop in "。；;" if (at := text.find(stop, end, end + _REACH)) >= 0]
    return low, min(stops, default=min(len(text), end + _REACH))


def _is_denied(text: str, start: int, found: re.Match[str]) -> bool:
    low = max(start, found.start() - _BEFORE)
    return _DENIED.search(text, low, found.end()) is not None or _OTHER_WORK.search(text, low, found.start()) is not None


def _measuring(awards: Sequence[Award], group: Class, words: str) -> tuple[tuple[str, Span], ...]:
    """The places of the awards for what a class of faults concerns."""
    found = []
    for award in awards:
        names = [name for name in award.names[:2] if group.indicator.search(name) and not group.other.search(name)]
        things = [thing for name in names if len(thing := _GENERAL.sub("", name)) >= _FEWEST]
        own = any(thing[at : at + _FEWEST] in words for thing in things for at in range(len(thing) - _FEWEST + 1))
        if own or len(things) < len(names):  # of a thing that the fault names, or of everything
            found += [(role, place) for place in award.places for role in (("indicator", "thing") if own else ("indicator",))]
    return tuple(dict.fromkeys(found))


def _tight(line: Line, start: int, end: int) -> Span:
    while start < end and line.text[start].isspace():
        start += 1
    return line.span(start, end)
