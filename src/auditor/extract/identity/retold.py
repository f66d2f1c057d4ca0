"""Results of indicators that the text tells otherwise: 流动放映次数 22 次 in a row, 下乡开展流动放映 26 次 in a sentence.

An indicator is a row of a table, or a heading with its target and the paragraph behind it.

The row's name without what names of indicators end in has to stand right before the number, or right behind it as what is counted; words
may stand in front of it (下乡开展), and its two halves may change places (公园养护, 养护公园). What makes two quantities of one name
(a plan, another year, a part, an owner) is read from the clause, as for any two places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from auditor.extract.corpus import Corpus
from auditor.extract.identity.contexts import Headings, owners
from auditor.extract.identity.mentions import Mention, unit_of
from auditor.extract.lines import Line
from auditor.extract.words import places
from auditor.model import Claim, ClaimKind, Fact, Indicator, Kind, Operation, Quantity, Reading, Section, Source, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

_KINDS = frozenset({Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME, Kind.OTHER, Kind.PERCENT})
_MEASURED = frozenset({Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME})
_ENDING = compiled(
    "(?:[（(][^（()）]{0,12}[）)])?(?:完成|建设|实施|实际|累计|新增)?(?:数量|个数|次数|人次|人数|户数|家数|座数|总数|面积|总面积|长度|里程|规模|总量|数|量)?(?:[（(][^（()）]{0,12}[）)])?$"
)
_BEGINNING = compiled("^(?:全年|年度|本年|当年|累计|完成|实现|开展|组织|实施|新增|新建|举办)+(?=[^\\W\\d]{4})")
GAP = compiled(
    "(?:[（(][^（()）\\d]{0,10}[）)])?(?:(?:建设|改造|项目|工程|任务|活动|工作|面积|总面积|长度|里程|数量|人数|次数|总数|规模|总|数|量|培训|实际|全部|全年|累计|已|均|也|共|合计|总计"
    "|完成|实现|达到?|到|了|计|为|是|约|：)){0,4}\\s*$"
)
_BEHIND = compiled("\\s*(?:的|以上)?")
PART = compiled(
    "其中|每|人均|平均|上年|去年|同期|累计|第[一二三四\\d]|[一二三四]期|首批|剩余|新增|增加|减少|超|未|不|计划|目标|拟|将|预计|余|另"
)
_RATE = ("率", "度", "比例", "比重", "覆盖面")
_SHORTEST, _SHORTEST_MEASURED, _SHORTEST_RATE, _LONGEST = 4, 3, 5, 24
_MOST_PLACES, _MOST_RECORDS = 8, 120
_FAR = 2  # times: further apart, two numbers are hardly one
_CLAUSE = 14  # characters before the name that may tell a part


class _Row(NamedTuple):
    """A row with a result: its name, what it is called in the text, the facts it prints."""

    name: str
    core: str
    actual: Fact
    target: Fact | None
    section: int  # of an indicator told in the text; −1 for the row of a table


def retold_claims(
    corpus: Corpus,
    lines: Sequence[Line],
    sections: Sequence[Section],
    records: Sequence[Indicator],
    year: int | None,
) -> Iterator[Claim]:
    """Claims that a number of the text is the result of the row whose name it carries."""
    rows = list(_rows(records))
    if not rows:
        return
    headings = Headings(sections, year)
    end = corpus.end(len(lines))
    text = corpus.text
    for row in rows:
        told: dict[object, list[tuple[Line, Quantity]]] = {}
        agrees = False
        for name in _ways(row.core) if row.section < 0 else (row.core,):
            for place in islice(takewhile(end.__gt__, places(text, name)), _MOST_PLACES):
                line, at = corpus.at(place)
                quantity = _number(line, at, name, row) if line.section != row.section else None
                if quantity is None:
                    continue
                if quantity.value == row.actual.quantity.value:
                    agrees = True
                elif _is_result(line, quantity, at, row, headings, year):
                    told.setdefault(quantity.value, []).append((line, quantity))
            if told or agrees:
                break
        if not told and not agrees and row.section < 0 and row.core.endswith(_RATE):
            told = _parted(row, corpus, end, headings, year)
        if len(told) != 1 or agrees:
            continue
        line, quantity = next(iter(told.values()))[0]
        yield _claim(line, quantity, row)


def _parted(row: _Row, corpus: Corpus, end: int, headings: Headings, year: int | None) -> dict[object, list[tuple[Line, Quantity]]]:
    """A rate whose name stands in two parts, 居民对物业服务的满意度, and nowhere else: one place in all the text has its end."""
    head, tail = row.core[:2], row.core[-3:]
    found = list(islice(takewhile(end.__gt__, places(corpus.text, tail)), 2))
    if len(found) != 1 or len(row.core) < len(head) + len(tail):
        return {}
    line, at = corpus.at(found[0])
    low = max(line.sentence(at)[0], at - _CLAUSE)
    begin = line.text.find(head, max(low, line.text.rfind("，", low, at) + 1), at)
    quantity = _number(line, at, tail, row) if begin >= 0 else None
    if quantity is None or quantity.value == row.actual.quantity.value or not _is_result(line, quantity, begin, row, headings, year):
        return {}
    return {quantity.value: [(line, quantity)]}


def _rows(records: Sequence[Indicator]) -> Iterator[_Row]:
    """The rows with a plain result under a name that no other row gives another result."""
    known: dict[str, set[object]] = {}
    found: list[_Row] = []
    for record in records:
        actual = record.actual
        if actual is None or actual.quantity.kind not in _KINDS:
            continue
        core = core_of(record.name)
        known.setdefault(core, set()).add(actual.quantity.value)
        rate, measured = actual.quantity.kind is Kind.PERCENT, actual.quantity.kind in _MEASURED
        if not actual.quantity.is_exact or len(core) > _LONGEST:
            continue
        if len(core) < (_SHORTEST_RATE if rate else _SHORTEST_MEASURED if measured else _SHORTEST) or (rate and not core.endswith(_RATE)):
            continue
        found.append(_Row(record.name, core, actual, record.target, record.section if record.source is Source.TEXT else -1))
    return islice((row for row in found if len(known[row.core]) == 1), _MOST_RECORDS)


def core_of(name: str) -> str:
    """A row's name without what only indicators carry."""
    bare = "".join(name.split())
    return _BEGINNING.sub("", _ENDING.sub("", bare))


def _ways(core: str) -> tuple[str, ...]:
    """A name, and with what is done to it at its other end."""
    return (core, core[-2:] + core[:-2], core[2:] + core[:2]) if len(core) > _SHORTEST else (core,)


def _number(line: Line, at: int, name: str, row: _Row) -> Quantity | None:
    """The number of the row's unit right behind a name, or right before it."""
    stop = at + len(name)
    behind = next(iter(line.between(stop, stop + 24)), None)
    if behind is not None and GAP.fullmatch(line.text, stop, behind.start):
        return behind if _is_like(behind, row.actual.quantity) else None
    if row.actual.quantity.kind is not Kind.COUNT:
        return None
    before = next((quantity for quantity in line.between(max(0, at - 16), at) if _BEHIND.fullmatch(line.text, quantity.end, at)), None)
    return before if before is not None and _is_like(before, row.actual.quantity) else None


def _is_like(one: Quantity, other: Quantity) -> bool:
    return one.is_exact and one.kind is other.kind and unit_of(one) == unit_of(other)


def _is_result(line: Line, quantity: Quantity, at: int, row: _Row, headings: Headings, year: int | None) -> bool:
    """Whether a number is told as what was reached, of the whole and of this year."""
    low, high = sorted((quantity.value, row.actual.quantity.value))
    if low <= 0 or high > _FAR * low:
        return False
    start = min(at, quantity.start)
    low_at = max(line.sentence(start)[0], start - _CLAUSE)
    for mark in "，；：、":
        low_at = max(low_at, line.text.rfind(mark, low_at, start) + 1)
    part = PART.search(line.text, low_at, start)
    if part is not None and not row.name.startswith(part.group()):  # 新增高标准农田 is what the indicator counts
        return False
    key = Mention(row.core, "", quantity, unit_of(quantity), quantity.value, line).key(headings, year, ())
    if key is None or key.period or key.basis == "target":
        return False
    if row.target is not None and quantity.value == row.target.quantity.value and key.basis != "actual":
        return False
    named = owners(line, low_at, start, ())
    return all(owner[-_SHORTEST:] in row.core or row.core in owner for owner in named)


def _claim(line: Line, quantity: Quantity, row: _Row) -> Claim:
    reading = Reading(Operation.EQUAL, (Term(row.actual._replace(what=row.name)),))
    traits = frozenset({"told-twice", "table"} if row.section < 0 else {"told-twice"})
    return Claim(ClaimKind.VALUE, line.fact(quantity, row.core), (reading,), (row.core, "名称、期间", ""), traits, source=line.source)
