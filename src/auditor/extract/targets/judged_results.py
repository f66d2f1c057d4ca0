"""Results that the text praises and another place shows to fall short: 检查 1462 家次，超额完成年度目标 above a table with ≥1500.

The other place is the row of a table with the same result under a like name, or, where a target itself is called reached (受益 21.5 万人的目标已
全部实现), a result whose own completion rate says that it is a part of just that target.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.extract.lines import Line, like
from auditor.extract.targets.judgements import EXCEEDED, MET, clause_start, first_judgement, is_reverse
from auditor.extract.targets.targets import RATE_LABEL, shared_run, target_claim
from auditor.model import Bound, Claim, Indicator, Kind, Quantity, Source, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_GOALS = ("目标", "任务", "计划", "指标", "达标")
_COUNTED = frozenset({Kind.COUNT, Kind.NUMBER, Kind.PERCENT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME, Kind.OTHER})
_NAME = 2  # characters that a result and its row share
_RATE_NAME = 3  # rates are alike more often
_LEAD = 30  # characters before a number that name it
_JUDGED_WITHIN = 40
_MOST = 200
# Another's target, or one of part of the year; and a result that is no whole year's.
_OTHER_GOAL = compiled("省|市|县|区|上级|下达|序时|阶段|季度|月|合同|增长|考核|部门|政府")
_OTHER_TIME = compiled("上年|去年|同期|上半年|季度|其中|截[至止][^，。；]{0,8}(?<!1)[1-9]\\s?月|累计|计划|拟|目标|应|若|如果")
_OF_PLAN = compiled("(?:完成|占)了?(?:年度|全年|年初|既定)?(?:计划|目标|任务)(?:任务|数|值|量)?的\\s?$")
_AIM_REACHED = compiled(
    "(?:[、和][^，。；\\d]{0,16}\\d[^，。；、]{0,6})?的?(?:年度|年初|全年|既定|预期|绩效|工作){0,2}(?:目标|任务|计划)(?:任务|值)?"
    "(?:[均都已也]|已经|全部|全面|如期|圆满|顺利|按期|按时|充分){0,4}(?:实现|完成|达成|达到|落实)(?=[，。；、）)了]|$)"
)
_RESTRICTED = compiled("除|基本|部分|主要|力争|确保|为了?实现|预计|上年|去年|若|未|没有|能否|是否")


class _Part(NamedTuple):
    """A result with the completion rate that is told of it."""

    line: Line
    actual: Quantity
    rate: Quantity


def judged_result_claims(lines: Sequence[Line], records: Sequence[Indicator]) -> Iterator[Claim]:
    """Results of the text that are called met or exceeded, each against the target in its row of a table."""
    short: dict[Decimal, list[Indicator]] = {}
    for record in [record for record in records if record.source is Source.TABLE and _is_short(record)][:_MOST]:
        if record.actual is not None:
            short.setdefault(record.actual.quantity.value, []).append(record)
    for line in lines if short else ():
        if any(word in line.text for word in _GOALS):
            for index, quantity in enumerate(line.quantities):
                if quantity.value in short and quantity.bound is Bound.EXACT and quantity.high is None:
                    yield from _judged(line, index, short[quantity.value])


def _judged(line: Line, index: int, rows: Sequence[Indicator]) -> Iterator[Claim]:
    quantity, text = line.quantities[index], line.text
    following = line.quantities[index + 1].start if index + 1 < len(line.quantities) else len(text)
    end = min(line.sentence(quantity.start)[1], quantity.end + _JUDGED_WITHIN, following)
    judgement = first_judgement(text, quantity.end, end)
    if judgement is None or judgement.attitude not in (MET, EXCEEDED):
        return
    start = clause_start(text, quantity.start, _LEAD)
    words = text[start : quantity.start]
    if _OTHER_GOAL.search(text, judgement.start, judgement.end) or _OTHER_TIME.search(words):
        return
    for row in rows:
        least = _RATE_NAME if quantity.kind is Kind.PERCENT else _NAME
        if (
            row.target is None
            or row.actual is None
            or not like(row.actual.quantity, quantity)
            or row.actual.span == line.span(quantity.start, quantity.end)
        ):
            continue
        if shared_run(row.name.removesuffix(quantity.unit), words) >= least:
            told = judgement, text[judgement.start : judgement.end], line.span(judgement.start, judgement.end)
            related = (("actual", row.actual.span),)
            claim = target_claim(line.fact(quantity), row.target, told, reverse=False, related=related, source=line.source)
            if claim is not None:
                yield claim
            return


def _is_short(record: Indicator) -> bool:
    """Whether a row has a result below its target, both of them plain numbers of one kind and more being better."""
    if record.target is None or record.actual is None:
        return False
    target, actual = record.target.quantity, record.actual.quantity
    if actual.bound is not Bound.EXACT or actual.high is not None or target.high is not None or actual.kind not in _COUNTED:
        return False
    if target.bound in (Bound.AT_MOST, Bound.LESS) or is_reverse(record.name, target) or not like(actual, target):
        return False
    return 2 * actual.value > target.value > actual.value


def reached_aim_statements(lines: Sequence[Line]) -> Iterator[Statement]:
    """Targets that are called reached, of which a completion rate elsewhere says that a result is but a part."""
    parts = list(_parts(lines))
    for line in lines if parts else ():
        if "目标" not in line.text and "任务" not in line.text and "计划" not in line.text:
            continue
        for quantity in line.quantities:
            found = _AIM_REACHED.match(line.text, quantity.end) if quantity.kind in _COUNTED else None
            start = clause_start(line.text, quantity.start, _LEAD)
            if found is None or _RESTRICTED.search(line.text, start, found.end()):
                continue
            words = line.text[start : quantity.start]
            part = next((part for part in parts if part.line is not line and _is_of(part, quantity, words)), None)
            if part is not None:
                place = part.line.span(part.actual.start, part.rate.end)
                shown = part.line.text[part.actual.start : part.rate.end]
                text, span = line.text[start : found.end()], line.span(start, found.end())
                yield Statement("all-done", text, span, line.section, shown, (("actual", place),), frozenset({"values"}))


def _parts(lines: Sequence[Line]) -> Iterator[_Part]:
    """Every result with a completion rate below 100 % right behind it."""
    for line in lines:
        if "率" not in line.text and "的" not in line.text:
            continue
        for actual, rate in zip(line.quantities, line.quantities[1:], strict=False):
            if rate.kind is not Kind.PERCENT or rate.number >= 100 or actual.kind not in _COUNTED or actual.kind is Kind.PERCENT:
                continue
            between = line.text[actual.end : rate.start]
            if len(between) <= _LEAD and "。" not in between and (RATE_LABEL.search(between) or _OF_PLAN.search(between)):
                yield _Part(line, actual, rate)


def _is_of(part: _Part, target: Quantity, words: str) -> bool:
    """Whether a result is the part of a target that its completion rate says, and both share a name."""
    if not like(part.actual, target) or part.actual.value >= target.value:
        return False
    off = abs(part.actual.value * 100 - part.rate.number * target.value)
    start = clause_start(part.line.text, part.actual.start, _LEAD)
    return off <= part.rate.step * target.value and shared_run(part.line.text[start : part.actual.start], words) >= _NAME
