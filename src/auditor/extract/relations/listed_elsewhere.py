"""Numbers of things against what is told or listed far from them.

Projects are held against the table whose totals their sentence repeats; 村 that passed at once, and 其余 …, against the 村 there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from auditor.extract.lines import Line
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Span, Term
from auditor.patterns import compiled

TOTAL_ROW = compiled("合\\s*计|总\\s*计|总\\s*额")
REST = compiled("其余的?$|其他$|剩余的?$|另外?有?$|另$")
IN_ALL = compiled("(?:辖|下辖|共有|现有|共辖|共设|设有|全[镇县市区乡街]共?有?)$")
EVERY = compiled("(?:全部|所有|全[镇县市区乡村体]|各)(?:的|\\d{1,3}个)?")
OF_SOME = compiled("抽|部分|其中|选取|新增|上年|去年|计划|试点|示范")
OF_PART = compiled("其中|[，。；、][^，。；、]{0,6}(?:新|续|未|尚)")
PROJECTS = ("项", "个", "家", "所", "户", "处", "座", "条")
FEWEST_ROWS = 3
SKIPPED_ROWS = 4
NOUN = 6  # characters of what is counted
GAP = 40  # characters between the two groups
LEAD = 120  # characters before the groups that may say whose they are
FEW = 200  # wholes of one document
PROJECT_MONEY = compiled("项目(?:支出|资金|总?投资|经费|金额|合计|执行数?)(?:合计|共计|总额|为|共|达)*$")
ALL_PROJECTS = compiled("项目(?:支出)?(?:共计?|合计|总数为|共有|有|为)?\\s?$")  # 纳入自评的项目共 9 个
MANY_DIGITS = 6  # of an amount that alone recognises a table
DIGITS = 4  # figures of an amount that recognises a table


def elsewhere_claims(lines: Sequence[Line], tables: Mapping[int, Sequence[Sequence[Line]]]) -> Iterator[Claim]:
    """All numbers of things whose list, or whose groups, stand elsewhere."""
    yield from _beside_totals(lines, tables)
    yield from _groups(lines)


# ---------------------------------------------------------------------------------------------------------- in a table


def _beside_totals(lines: Sequence[Line], tables: Mapping[int, Sequence[Sequence[Line]]]) -> Iterator[Claim]:
    """共实施项目 9 个，安排 … 万元，支出 … 万元, where both amounts are the totals of a table with numbered rows."""
    numbered = [(items, totals) for rows in tables.values() if (items := _numbered(rows)) and (totals := _total_amounts(rows))]
    if not numbered:
        return
    told: dict[Decimal, list[tuple[Line, Quantity]]] = {}
    for line in lines:
        for amount in line.quantities:
            if amount.kind is Kind.MONEY:
                told.setdefault(amount.number, []).append((line, amount))
    for items, totals in numbered:
        claims = [claim for total in totals for line, amount in told.get(total, ())[:FEW] for claim in _before(line, amount, totals, items)]
        yield from {claim.stated.span: claim for claim in claims}.values()


def _before(line: Line, amount: Quantity, totals: frozenset[Decimal], items: tuple[Span, ...]) -> Iterator[Claim]:
    """The number of projects in the sentence of an amount that is a table's total.

    Another total must stand there as well, or the amount be called what the projects cost and have figures enough to be no other.
    """
    start, end = line.sentence(amount.start)
    start, end = max(start, amount.start - LEAD), min(end, amount.end + LEAD)
    told = {other.number for other in line.between(start, end) if other.kind is Kind.MONEY and other.number in totals}
    counts = [other for other in line.between(start, amount.start) if other.kind is Kind.COUNT and other.unit in PROJECTS]
    figures = _figures(amount.number)
    plain = figures >= MANY_DIGITS and PROJECT_MONEY.search(line.label(amount)) is not None
    if not plain and len(counts) == 1 and figures >= MANY_DIGITS - 1:
        plain = ALL_PROJECTS.search(line.text, start, counts[0].start) is not None
    if not counts and figures >= MANY_DIGITS - 1:  # told in another sentence of the paragraph, and alone there
        counts = [other for other in line.quantities if other.kind is Kind.COUNT and _is_of_projects(line, other)]
        plain = len(counts) == 1
    if not (len(told) > 1 or plain) or len(counts) != 1 or counts[0].bound is not Bound.EXACT or counts[0].high is not None:
        return
    count = counts[0]
    around = line.text[max(start, count.start - NOUN * 2) : count.end + NOUN]
    if (
        "项目" not in around
        or (count.end < amount.start and "其中" in line.text[count.end : amount.start])
        or count.number > 2 * len(items)
    ):
        return
    reading = Reading(Operation.COUNT, items=items)
    traits = frozenset({"table", "announced", "plain"})
    yield Claim(ClaimKind.COUNT, line.fact(count, "项目"), (reading,), ("附表",), traits, source=line.source)


def _is_of_projects(line: Line, count: Quantity) -> bool:
    """Whether a number is of projects, all there are: 共安排……项目 12 个, 实施 12 个项目."""
    before = line.text[max(0, count.start - LEAD // 4) : count.start].rstrip()
    behind = line.text[count.end : count.end + NOUN]
    return count.unit in PROJECTS and (before.endswith("项目") or "项目" in behind) and not OF_PART.search(before)


def _numbered(rows: Sequence[Sequence[Line]]) -> tuple[Span, ...]:
    """The first two cells of the rows numbered 1, 2, 3, … of a table that numbers all of its rows and closes or opens with a total."""
    items: list[Span] = []
    totalled = False
    for position, row in enumerate(rows):
        first = row[0].text.strip() if row else ""
        if first == str(len(items) + 1):
            named = row[1] if len(row) > 1 and row[1].text else row[0]
            items.append(Span(row[0].span(0, len(row[0].text)).start, named.span(0, len(named.text)).end))
        elif _is_total(row):
            totalled = True
        elif not any("小计" in cell.text for cell in row[:3]) and (items or position >= SKIPPED_ROWS):
            return ()
    return tuple(items) if totalled and len(items) >= FEWEST_ROWS else ()


def _total_amounts(rows: Sequence[Sequence[Line]]) -> frozenset[Decimal]:
    """The amounts of a table's total row that are long enough to be recognised."""
    found = [quantity for row in rows if _is_total(row) for cell in row for quantity in cell.quantities[:1]]
    return frozenset(quantity.number for quantity in found if _figures(quantity.number) >= DIGITS)


def _figures(number: Decimal) -> int:
    return len(number.normalize().as_tuple().digits)


def _is_total(row: Sequence[Line]) -> bool:
    return any(TOTAL_ROW.match(cell.text.strip()) for cell in row[:3])


# ------------------------------------------------------------------------------------------------------------ in groups


def _groups(lines: Sequence[Line]) -> Iterator[Claim]:
    """全部行政村……，18 个村……，其余 6 个村…… against the one number of 村 that the report has in all."""
    wholes: list[tuple[Line, Quantity, str]] | None = None
    for line in lines:
        if "其余" in line.text or "剩余" in line.text:
            for index, rest in enumerate(line.quantities[1:], 1):
                first = line.quantities[index - 1]
                if not _parted(line, first, rest):
                    continue
                if wholes is None:
                    wholes = list(islice(_wholes(lines), FEW))
                noun = line.text[rest.end : rest.end + 1]
                named = [(other, whole) for other, whole, what in wholes if noun and noun in what and whole.unit == rest.unit]
                if len({whole.number for _, whole in named}) == 1 and _of_every(line, first, noun):
                    other, whole = named[0]
                    parts = (Term(line.fact(first)), Term(line.fact(rest)))
                    reading = Reading(Operation.SUM, parts, name="分述")
                    yield Claim(ClaimKind.COUNT, other.fact(whole), (reading,), ("其余",), frozenset({"groups"}), source=line.source)


def _parted(line: Line, first: Quantity, rest: Quantity) -> bool:
    """Whether two counts are one group and 其余."""
    if first.kind is not Kind.COUNT or rest.kind is not Kind.COUNT or first.unit != rest.unit:
        return False
    if any(not quantity.is_exact for quantity in (first, rest)):
        return False
    gap = line.text[first.end : rest.start]
    return len(gap) <= GAP and "。" not in gap and REST.search(gap) is not None


def _of_every(line: Line, first: Quantity, noun: str) -> bool:
    """Whether the sentence speaks of all there are, and nothing less, before its first group."""
    start, _ = line.sentence(first.start)
    lead = line.text[max(start, first.start - LEAD) : first.start]
    counted = any(other.kind is Kind.COUNT for other in line.between(max(start, first.start - LEAD), first.start))
    every = EVERY.search(lead)
    return every is not None and noun in lead[every.end() : every.end() + NOUN] and not OF_SOME.search(lead) and not counted


def _wholes(lines: Sequence[Line]) -> Iterator[tuple[Line, Quantity, str]]:
    """The numbers of things that a place has in all, with the words of what they are: 辖 23 个行政村."""
    for line in lines:
        for quantity in line.quantities:
            if quantity.kind is Kind.COUNT and quantity.is_exact:
                before = line.text[max(0, quantity.start - 8) : quantity.start].rstrip()
                if IN_ALL.search(before):
                    yield line, quantity, line.text[quantity.end : quantity.end + NOUN].split("、")[0].split("，")[0]
