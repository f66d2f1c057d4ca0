"""The words with which a report judges a result: 未完成 · 超额完成 · 基本达到 · 完成指标要求 · 目标均已实现."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.extract.stops import Stops
from auditor.model import Kind, Quantity
from auditor.patterns import compiled
from auditor.records import NamedTuple

ADMITTED = "admitted"
EXCEEDED = "exceeded"
PARTLY = "partly"
MET = "met"
SILENT = "silent"

_GOAL = "(?:目标|指标|任务|计划|预期|要求)"
_HOW = "(?:能|够|完全|全部|全面|全|均|都|如期|如数|充分|及时|有效|真正|(?:按|在|于)[^\\W\\d]{1,6}?){0,3}"
_ADMITTED = compiled(
    f"(?:未|没有|没){_HOW}(?:完成|达到|达成|达标|实现|完工|建成|竣工|落实|开工|整改|到位|销号|验收)"
    f"|未达(?:标|到|成|{_GOAL})"
    "|[仅只](?:完成|达到|实现|建成)"
    "|有(?:一定|较大|一些|不小)?的?差距|存在(?:一定|较大|一些)?的?差距"
    f"|[距离][^\\W\\d]{{0,8}}?{_GOAL}值?(?:要求)?(?:还|尚|仍)[有存]?[在]?[^\\W\\d]{{0,3}}?差"
    "|(?:滞后|落后|慢)于(?:年初|年度|全年|序时|既定|预期)?(?:进度|计划|目标|要求)"
    f"|(?:低于|少于|不足|不及)(?:年初|年度|预期|计划|既定|设定)?的?{_GOAL}"
)
_EXCEEDED = compiled(
    "超额(?:完成|实现)|(?:超过|超出|高于|好于)了?(?:年初|预期|目标|计划|全年)|超(?:目标|预期|计划|任务)|优于(?:年初|年度)?(?:目标|预期|计划)"
)
_PARTLY = compiled("(?:基本|大体|部分)(?:上|全部|已)?(?:完成|达到|达成|达标|实现)|大部分")
_DONE_GOAL = f"了?[\\w“”、.%％≥]{{0,12}}?{_GOAL}(?:要求|任务|值|数)?"
_GOAL_DONE = "(?:要求|任务|值)?(?:[均都已也全]|全部|全面|如期|按期|按时|顺利|圆满){0,3}(?:完成|达成|达标|实现|达到)"
_ALL_DONE = "(?:全部)?完成(?=[，。；,;）)]|$)"
# Every alternative begins with a plain character, so that the engine skips to one.
_MET = compiled(
    "|".join(
        [
            *(word + _DONE_GOAL for word in "完成 达到 达成 实现 符合 满足".split()),
            *(word + _GOAL_DONE for word in "目标 指标 任务 计划 预期 要求".split()),
            "达标|达到了?预期",
            *(word + _ALL_DONE for word in "已 均 全部 全面 圆满 顺利 如期 按期 按时".split()),
        ]
    )
)
# In the texts between headings and numbers most of these are rare: to look for a word is cheaper than to look for the judgement itself.


ADMITTING = ("未", "没", "仅", "只", "差", "滞后", "落后", "慢于", "低于", "少于", "不足", "不及")  # one is in each admission


def _may_admit(text: str) -> bool:
    """False where a text lacks all words of which an admission must have one."""
    return (
        ("未" in text or "没" in text or "仅" in text or "只" in text or "差" in text)
        or ("于" in text and ("滞后" in text or "落后" in text or "慢于" in text or "低于" in text or "少于" in text))
        or "不足" in text
        or "不及" in text
    )


def _possible(text: str, *, admitting: bool = True) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The attitudes of which a text holds a word, in their order; 实现 and the like speak of a goal only beside its name."""
    if admitting and _may_admit(text):
        yield ADMITTED, _ADMITTED
    if "超" in text or ("于" in text and ("高于" in text or "好于" in text or "优于" in text)):
        yield EXCEEDED, _EXCEEDED
    if "基本" in text or "部分" in text or "大体" in text:
        yield PARTLY, _PARTLY
    if (
        "完成" in text
        or "达" in text
        or (
            ("实现" in text or "符合" in text or "满足" in text)
            and ("标" in text or "任务" in text or "计划" in text or "预期" in text or "要求" in text)
        )
    ):
        yield MET, _MET


_NOT_SAID = compiled("预计|力争|确保|计划|拟|将|争取|为了|有望|保证|应当|须|如果|若|倘|是否|能否")
_GOES_ON = compiled("率|情况|进度|比例|时间|[数量值]?(?:的|[ 　（(：:为]{0,2}[0-9])")
_STOPS = Stops("，。；：,;:！!（(）)\n")


class Judgement(NamedTuple):
    """What is said of a result: `attitude` is admitted, exceeded, partly or met; the words are `text[start:end]`."""

    attitude: str
    start: int
    end: int


def first_judgement(text: str, start: int, end: int) -> Judgement | None:
    """The first judgement in `text[start:end]`; an admission counts before praise, 基本完成 before 完成."""
    for attitude, pattern in _possible(text[start:end]):
        for found in pattern.finditer(text, start, end):
            if _is_said(text, found, attitude):
                return Judgement(attitude, found.start(), found.end())
    return None


def last_judgement(text: str, start: int, end: int, *, admitting: bool = True) -> Judgement | None:
    """The last judgement in `text[start:end]`, by the same order: a paragraph closes with what it says of its target.

    `admitting` is false where the text is known to lack all words of admissions.
    """
    for attitude, pattern in _possible(text[start:end], admitting=admitting):
        said = [found for found in pattern.finditer(text, start, end) if _is_said(text, found, attitude)]
        if said:
            return Judgement(attitude, said[-1].start(), said[-1].end())
    return None


def admissions(text: str) -> list[tuple[int, int]]:
    """Where a text admits that something was not reached; whose it is and whether it is meant, the caller judges."""
    return [found.span() for found in _ADMITTED.finditer(text)] if _may_admit(text) else []


def clause_start(text: str, position: int, reach: int = 24) -> int:
    """Where the clause that holds `position` begins, at most `reach` characters before it."""
    return _STOPS.behind_last(text, max(0, position - reach), position)


def _is_said(text: str, found: re.Match[str], attitude: str) -> bool:
    """Whether a judgement is asserted: no forecast, no condition, and for 完成任务 no number or noun behind it (完成任务 30 户)."""
    if _NOT_SAID.search(text, clause_start(text, found.start()), found.start()):
        return False
    return attitude != MET or _GOES_ON.match(text, found.end()) is None


# ------------------------------------------------------------------------------------------------ the direction of a target

_LESS_IS_BETTER = compiled(
    "(?:事故|故障|返贫|投诉|违规|违纪|违法|上访|发病|死亡|伤亡|发案|案件发生|超标|缺陷|差错|错误|漏损|损耗|逾期|失业|辍学|空置|流失|火灾|灾害|通报|能耗|浓度"
    "|成本|造价|费用|单价|时限|时长|时间|周期)(?:发生)?(?:率|比率|比例|占比|起数|次数|件数|例数|人数|数量|数|值)?(?:目标|指标)?(?:控制)?$"
)
_LESS_WORDS = compiled("控制(?:在|为|到)|降(?:至|到)|不超过|不高于")


def is_reverse(name: str, target: Quantity) -> bool:
    """Whether less is better: the target's own limit says so (以内, 不高于), else the name (返贫率, 事故起数, 成本).

    `name` are the words before the number, 漏损率控制在 or 安全事故起数目标为.
    """
    bound = target.bound.value
    if bound in ("at-most", "less"):
        return True
    if bound in ("at-least", "more") or target.kind is Kind.SCORE:
        return False
    if target.number == 0 and target.kind is Kind.COUNT and target.high is None:
        return True  # none of them: there is no less
    plain = name.rstrip("目标值指计划为是任务：: 　控制在降至到")
    return _LESS_WORDS.search(name) is not None or _LESS_IS_BETTER.search(plain) is not None
