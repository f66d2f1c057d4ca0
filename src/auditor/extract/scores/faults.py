"""How many faults a report tells of what a standard deducts for one by one: 缺少2项制度 beside 每少1项扣1分."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.extract.lines import Line
from auditor.model import Fact, Kind, RubricKind, Standard
from auditor.patterns import compiled

_EACH = compiled("(?:每|任[一何]|各)[^,，。；;扣]{0,14}?(?:1|１|一)?\\s?(项|处|个|次|起|例|条|笔|户|人|家|天|日|份|期|件|宗)")
_LESS = compiled("每(?:减?少|缺少?|差|低|未完成)")
_TOLD = compiled("(?:发现|存在|缺少|缺|少|发生|出现|遗漏|逾期|延迟|延期|超期|推迟|有)(?:了|的)?[^\\W\\d]{0,6}$")
_FAULT = compiled(
    "[^\\W\\d]{0,10}?(?:不符合|不规范|不完整|不及时|不到位|不一致|未|缺|问题|违规|漏|错|滞后|差错|逾期|没有|损坏|破损|缺失|堵塞|隐患|闲置)"
)
_OPEN = compiled("等|如|例如|部分|个别|其中|整改|以上|多|均未发现")
_SHORT = 80  # characters of words that tell all there is to tell


def faults(standard: Standard | None, places: Iterable[tuple[Line, int, int]]) -> Fact | None:
    """The one number of faults that the places tell, in the things that the standard counts; None where they leave it open."""
    unit = _unit(standard)
    if not unit:
        return None
    found: list[Fact] = []
    for line, start, end in places:
        told = [quantity for quantity in line.between(start, end) if quantity.kind in (Kind.COUNT, Kind.DURATION)]
        if not told:
            continue
        words = line.text[start:end]
        if len(told) > 1 or len(words) > _SHORT or _OPEN.search(words):
            return None
        quantity = told[0]
        before, behind = line.text[start : quantity.start], line.text[quantity.end : end]
        is_fault = _TOLD.search(before) is not None or _FAULT.match(behind) is not None
        if quantity.unit != unit or not quantity.is_exact or not is_fault:
            return None
        found.append(line.fact(quantity, "问题"))
    return found[0] if len({fact.quantity.value for fact in found}) == 1 else None


def counts_missing(standard: Standard | None, target: Fact | None, value: Fact | None) -> bool:
    """Whether a standard deducts for each thing that the result falls short of the target: 每少1期扣1分 for 12 期 and 10 期."""
    if standard is None or target is None or value is None or target.quantity.unit != value.quantity.unit:
        return False
    unit = _unit(standard)
    step = standard.rubric.steps[0] if unit else None
    return step is not None and unit == value.quantity.unit and _LESS.search(standard.passage.text[step.start : step.end]) is not None


def _unit(standard: Standard | None) -> str:
    """What a standard counts: 处 of 每发现一处扣1分; "" where it deducts in another way, too."""
    if standard is None or standard.rubric.kind is not RubricKind.DEDUCTION or len(standard.rubric.steps) != 1:
        return ""
    step = standard.rubric.steps[0]
    found = _EACH.search(standard.passage.text[step.start : step.end]) if step.is_repeated and step.size is None else None
    return found[1] if found is not None else ""
