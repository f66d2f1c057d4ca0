"""Targets that the text tells as what was reached, while the table has a lower result: 新修渠道 65 公里 beside ≥65 公里, 58.5 公里.

Only rows whose result falls short are looked for, and only at the value of their target: whoever writes the text copies the target.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, takewhile

from auditor.extract.corpus import Corpus
from auditor.extract.identity.contexts import Headings
from auditor.extract.identity.mentions import Mention, unit_of
from auditor.extract.identity.retold import GAP, PART, core_of
from auditor.extract.lines import Line
from auditor.extract.words import places
from auditor.model import Bound, Claim, ClaimKind, Fact, Indicator, Operation, Quantity, Reading, Section, Source, Term
from auditor.patterns import compiled

_RESULTS = compiled("完成|成效|效益|效果|成绩|产出|实现|分析|结论|总结|概述|总体情况")
_AIMS = compiled("目标|计划|任务|要求|指标值|应|力争|确保|≥|不低于|不少于|拟|预期")
_DONE = compiled("达到?了?|完成|实现|建成|新建|修建|改造|建立|保持|为")
_ACCOUNT = compiled("已|实际完成|完成了|建成了?")
_SATISFIED = "满意度"
_SHORTEST, _OF_SATISFACTION = 4, 5  # characters of a name, and of the end of one that tells whose satisfaction it is
_MOST_ROWS, _MOST_PLACES, _CLAUSE = 30, 6, 20


def told_targets(
    corpus: Corpus,
    lines: Sequence[Line],
    accounts: Sequence[Line],
    sections: Sequence[Section],
    short: Sequence[Indicator],
    records: Sequence[Indicator],
    year: int | None,
) -> Iterator[Claim]:
    """Claims that such a number is the result of its row; `short` are the rows of `records` whose results fall short.

    `accounts` are the cells that tell results in words.
    """
    headings = Headings(sections, year)
    end = corpus.end(len(lines))
    results = {fact.quantity.value for record in records if (fact := record.actual) is not None and _differs(record)}
    names = [core_of(record.name) for record in records if record.source is Source.TABLE]
    for record in islice(short, _MOST_ROWS):
        actual, target = record.actual, record.target
        if actual is None or target is None or record.source is not Source.TABLE:
            continue
        name = _name(core_of(record.name), names)
        accounted = next(_accounted(accounts, name, record), None) if name else None
        if accounted is not None:
            yield _claim(*accounted, record.name, actual)
            continue
        for place in islice(takewhile(end.__gt__, places(corpus.text, name)), _MOST_PLACES) if name else ():
            line, at = corpus.at(place)
            quantity = _number(line, at + len(name), target.quantity)
            if quantity is not None and _is_result(line, quantity, at, actual, headings, results, year):
                yield _claim(line, quantity, record.name, actual)
                break


def _accounted(accounts: Sequence[Line], name: str, record: Indicator) -> Iterator[tuple[Line, Quantity]]:
    """The target told as done in the cell that sums up the results of the row's own form."""
    assert record.target is not None  # only such rows are asked about
    for cell in accounts:
        at = cell.text.find(name)
        quantity = _number(cell, at + len(name), record.target.quantity) if at >= 0 and cell.block == record.table else None
        if quantity is None or not _ACCOUNT.search(cell.text, max(cell.sentence(at)[0], at - 2 * _CLAUSE), at):
            continue
        if not PART.search(cell.text, max(0, at - 4), at) and not _AIMS.search(cell.text, max(0, at - _CLAUSE), at):
            yield cell, quantity


def _differs(record: Indicator) -> bool:
    return record.target is not None and record.actual is not None and record.target.quantity.value != record.actual.quantity.value


def _name(core: str, names: Sequence[str]) -> str:
    """What a row is called in the text: its name, or whose satisfaction it is, if that is told of no other row."""
    short = core[-_OF_SATISFACTION:] if core.endswith(_SATISFIED) else core
    return short if len(short) >= _SHORTEST and sum(short in name for name in names) == 1 else ""


def _number(line: Line, stop: int, target: Quantity) -> Quantity | None:
    """The number right behind a name, if it is the target's value."""
    found = next(iter(line.between(stop, stop + _CLAUSE)), None)
    if (
        found is None
        or found.kind is not target.kind
        or unit_of(found) != unit_of(target)
        or found.value != target.value
        or found.high is not None
    ):
        return None
    return found if GAP.fullmatch(line.text, stop, found.start) and found.bound in (Bound.EXACT, Bound.AT_LEAST, Bound.OVER) else None


def _is_result(line: Line, quantity: Quantity, at: int, actual: Fact, headings: Headings, results: set[Decimal], year: int | None) -> bool:
    """Whether a number is told as what was reached: under a heading of results, among other results, or with a verb of doing."""
    start = max(line.sentence(at)[0], at - _CLAUSE)
    for mark in "，；：、":
        start = max(start, line.text.rfind(mark, start, at) + 1)
    if PART.search(line.text, start, at) or _AIMS.search(line.text, start, quantity.end + 2):
        return False
    if any(other.value == actual.quantity.value for other in line.quantities):
        return False  # both are told here
    key = Mention(actual.what or line.text[at : at + _SHORTEST], "", quantity, unit_of(quantity), quantity.value, line).key(
        headings, year, ()
    )
    role = headings.role(line.section)
    if key is None and quantity.bound is Bound.EXACT:
        return False
    if role or (key is not None and (key.period or key.basis in ("plan", "target"))):
        return False
    low, high = line.sentence(quantity.start)
    among = any(other.value in results for other in line.between(low, high))
    done = _DONE.search(line.text, max(start, at - 4), quantity.start) is not None
    return headings.tells(line.section, _RESULTS) and (among or done)


def _claim(line: Line, quantity: Quantity, name: str, actual: Fact) -> Claim:
    reading = Reading(Operation.EQUAL, (Term(actual._replace(what=name)),))
    traits = frozenset({"told-twice", "table", "target-told"})
    floor = quantity._replace(step=Decimal(0)) if quantity.bound is not Bound.EXACT else quantity  # 95 % 以上 is not reached by 94.7 %
    return Claim(ClaimKind.VALUE, line.fact(floor, name), (reading,), (name, "名称、期间", ""), traits, source=line.source)
