"""Lists of projects with their goals (重点项目绩效目标汇总表): a number, a name, what is to be done, an amount, who does it.

A table of long descriptions is broken by its pages and by the lines of its cells: in text taken from it the number of a row, its amount
and its name stand in the middle of the lines of its description. What holds the list together is its own count: the rows numbered 1, 2, 3,
… to the end, and one amount at each. Where a number or an amount cannot be told, nothing is said of the list as a whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.extract.lines import Line, scan_passage
from auditor.extract.numbers.units import Unit, unit_named
from auditor.extract.targets.headlines import is_headline
from auditor.model import (
    Claim,
    ClaimKind,
    Document,
    Fact,
    Kind,
    Operation,
    Paragraph,
    Passage,
    Quantity,
    Reading,
    Source,
    Span,
    Table,
    Term,
)
from auditor.patterns import compiled
from auditor.records import NamedTuple

_TOTAL = compiled("(?:合\\s*计|总\\s*计)\\s*$")
_AMOUNT = compiled("(\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,6})?|\\d{1,12}\\.\\d{1,6})(?!\\d)(?:\\s[^\\d]*)?$")
_PLAIN = compiled("\\d[\\d,]{0,14}(?:\\.\\d{1,6})?$")
_MONEY_HEAD = compiled("预算|金额|资金|经费")
_CLASS_COUNT = compiled("(?:产出|效益|效果|成本|满意度?)(?:类)?(?:指标)?(?:个数|数量?|（个）|\\(个\\))")
_ALL_COUNT = compiled("(?:绩效)?指标(?:总数|总个数|个数合计|合计|数量?合计|数)|(?:个数)?(?:合计|小计|总数)")
_NEAR = 2  # lines between the number of a row and its amount
_MOST = 4000  # lines of a list
_FEWEST = 3  # rows
_TOLD = compiled("(?<!\\d)\\d{1,4}\\s?个[^，。；\\n]{0,8}项目[，,、]?[^，。；\\n]{0,12}?(?:金额|资金|预算)[^，。；\\n\\d]{0,6}\\d")
_PAGES = compiled("表|清单|附件|名单")
_SAME_DIGITS = 3
Cells = Mapping[int, Line]  # the cells of all tables that hold numbers, by where they begin
_SISTERS = 3  # rows whose description gives their amount before another one is held against its own


class _Row(NamedTuple):
    """A row of the list: its number, and the line where this stands."""

    number: int
    line: int
    place: Span
    table: int


class _Listed(NamedTuple):
    """A list with its rows and the amount of each, the total row, and the amounts that descriptions give, by line."""

    rows: tuple[_Row, ...]
    amounts: tuple[Fact | None, ...]
    total: Fact | None
    told: tuple[tuple[int, Fact], ...]
    counts: tuple[Claim, ...]


def project_list_claims(document: Document, start: int, unit: str, cells: Cells) -> Iterator[Claim]:
    """What the list in `unit` whose header stands at `start` asserts in its total and descriptions, and what is told of it before."""
    listed = _read(document, document.text.rfind("\n", 0, start) + 1, unit, cells)
    if listed is None:
        return
    yield from _described(listed)
    yield from listed.counts
    amounts = [fact for fact in listed.amounts if fact is not None]
    if len(amounts) != len(listed.rows) or len({row.table for row in listed.rows}) < 2:
        return  # a table in one piece is read by its columns
    if listed.total is not None:
        reading = Reading(Operation.SUM, tuple(Term(fact) for fact in amounts))
        yield Claim(ClaimKind.TARGET_TABLE, listed.total, (reading,), (), frozenset({"list-total"}), source=Source.TABLE)
        yield from _told_before(document, start, listed, listed.total)


# ------------------------------------------------------------------------------------------------------------- reading


def _read(document: Document, start: int, unit: str, cells: Cells) -> _Listed | None:
    """The list that begins with the header at `start`."""
    text = document.text
    blocks = iter([(block.span, index) for index, block in enumerate(document.blocks) if isinstance(block, Table)])
    table = next(blocks, None)
    rows: list[_Row] = []
    totals: list[Fact] = []
    amounts: list[tuple[int, Fact]] = []
    told: list[tuple[int, Fact]] = []
    at = start
    head = text[start : text.find("\n", start)].split("\t")
    columns = _counted(head)
    known = unit_named(unit)
    counts: list[Claim] = []
    own_column = next((position for position, name in enumerate(head) if _MONEY_HEAD.search(name)), -1)
    for number, line in enumerate(text[start:].split("\n")[:_MOST]):
        while table is not None and table[0].end <= at:
            table = next(blocks, None)
        pieces = line.split("\t")
        first = pieces[0].strip()
        if len(pieces) > 1 and first == str(len(rows) + 1):
            block = table[1] if table is not None and table[0].start <= at else -1 - number
            rows.append(_Row(len(rows) + 1, number, Span(at, at + len(pieces[0])), block))
        if columns and len(pieces) == len(head) and first == str(len(rows)):
            counts += _indicators(pieces, at, columns)
        in_column = len(pieces) == len(head) and own_column >= 0
        for position, piece in enumerate(pieces):
            may_be = (not in_column or position == own_column) and piece.lstrip()[:1].isdecimal()
            fact = _amount(piece, at, known, cells, plain=in_column) if may_be and known is not None else None
            if fact is not None:
                (totals.append(fact) if _TOTAL.match(first) else amounts.append((number, fact)))
            elif "元" in piece or piece.rstrip().endswith(("万", "亿")):
                told += [(number, fact) for fact in _headlines(piece, at, cells)]
            at += len(piece) + 1
    if len(rows) < _FEWEST or len(totals) > 1:
        return None
    return _Listed(tuple(rows), tuple(_own_amounts(rows, amounts)), totals[0] if totals else None, tuple(told), tuple(counts))


def _counted(head: Sequence[str]) -> tuple[int, ...]:
    """The columns 产出指标个数, 效益指标个数, …, and last their total; empty without one."""
    parts = [position for position, name in enumerate(head) if _CLASS_COUNT.fullmatch(name.strip())]
    totals = [position for position, name in enumerate(head) if _ALL_COUNT.fullmatch(name.strip())]
    return (*parts, *totals) if len(parts) > 1 and len(totals) == 1 else ()


def _indicators(pieces: Sequence[str], at: int, columns: Sequence[int]) -> Iterator[Claim]:
    """The number of a project's indicators against those of its classes."""
    starts = [at + sum(len(piece) + 1 for piece in pieces[:position]) for position in columns]
    lines = [scan_passage(Passage.whole(pieces[position], start), 0, 0) for position, start in zip(columns, starts, strict=True)]
    if all(len(line.quantities) == 1 and line.text.strip().isdecimal() for line in lines):
        *parts, total = (line.fact(line.quantities[0]._replace(step=Decimal(0)), "指标个数") for line in lines)
        reading = Reading(Operation.SUM, tuple(Term(part) for part in parts))
        yield Claim(ClaimKind.TARGET_TABLE, total, (reading,), (), frozenset({"indicator-count"}), source=Source.TABLE)


def _scanned(piece: str, at: int, cells: Cells) -> Line:
    """A piece of the text with its numbers; where it is a whole cell, they are known."""
    cell = cells.get(at)
    passage = Passage.whole(piece, at)
    if cell is None or cell.text != piece:
        return scan_passage(passage, 0, 0)
    return Line(passage, piece, cell.quantities, cell.dates, cell.breaks, 0, 0, alone=cell.alone)


def _amount(piece: str, at: int, known: Unit, cells: Cells, *, plain: bool) -> Fact | None:
    """An amount that stands alone, or before the name of an office. In a column of amounts a `plain` number is one, too."""
    words = piece.strip()
    if (_PLAIN if plain else _AMOUNT).match(words) is None:
        return None
    line = _scanned(piece, at, cells)
    if not line.quantities or line.quantities[0].kind is not Kind.NUMBER or line.quantities[0].unit:
        return None
    quantity = line.quantities[0]
    quantity = quantity._replace(kind=known.kind, unit=known.name, factor=known.factor, step=quantity.step * known.factor, inherited=True)
    return line.fact(quantity, "预算")


def _headlines(piece: str, at: int, cells: Cells) -> Iterator[Fact]:
    line = _scanned(piece, at, cells)
    for quantity in line.quantities:
        if is_headline(line, quantity):
            yield line.fact(_in_yuan(quantity), "安排资金")


def _in_yuan(quantity: Quantity) -> Quantity:
    """900万, whose 元 has gone to the next line."""
    if quantity.kind is Kind.MONEY:
        return quantity
    return quantity._replace(kind=Kind.MONEY, unit=f"{quantity.unit}元", inherited=True)


def _own_amounts(rows: Sequence[_Row], amounts: Sequence[tuple[int, Fact]]) -> Iterator[Fact | None]:
    """The amount of each row: the one that stands in its line, else in the lines next to it, before those of the next row."""
    by_line: dict[int, list[Fact]] = {}
    for number, fact in amounts:
        by_line.setdefault(number, []).append(fact)
    taken = {row.line for row in rows}
    for row in rows:
        own = by_line.get(row.line, [])
        for distance in range(1, _NEAR + 1):
            if not own:
                near = [number for number in (row.line - distance, row.line + distance) if number not in taken]
                own = [fact for number in near for fact in by_line.get(number, [])]
        yield own[0] if len(own) == 1 else None


# --------------------------------------------------------------------------------------------------------------- claims


def _described(listed: _Listed) -> Iterator[Claim]:
    """The amounts in the descriptions against those of their rows.

    A description runs over the lines above and below the number of its row, so an amount between two rows may be of either: it is held
    against the one of the two that no other amount agrees with.
    """
    lines = [row.line for row in listed.rows]
    agreeing: dict[int, Fact] = {}
    left: list[tuple[list[int], Fact]] = []
    for number, fact in listed.told:
        after = bisect_left(lines, number)
        near = [index for index in ((after,) if lines[after : after + 1] == [number] else (after - 1, after)) if 0 <= index < len(lines)]
        agreed = next((index for index in near if (own := listed.amounts[index]) and _agrees(fact, own)), None)
        if agreed is None:
            left.append((near, fact))
        else:
            agreeing.setdefault(agreed, fact)
    for index, fact in agreeing.items():
        yield _is_given(fact, listed.amounts[index])
    if len(agreeing) < _SISTERS or len(agreeing) < 2 * len(left):
        return
    claimed = Counter(index for near, _ in left for index in near)
    for near, fact in left:
        free = [index for index in near if index not in agreeing and listed.amounts[index] is not None]
        if len(free) == 1 and claimed[free[0]] == 1:
            yield _is_given(fact, listed.amounts[free[0]])


def _agrees(told: Fact, own: Fact) -> bool:
    return abs(told.quantity.value - own.quantity.value) * 2 <= max(told.quantity.step, own.quantity.step)


def _is_given(told: Fact, own: Fact | None) -> Claim:
    assert own is not None  # only rows with an amount are compared
    return Claim(
        ClaimKind.TARGET_TABLE, told, (Reading(Operation.EQUAL, (Term(own),)),), (), frozenset({"listed-amount"}), source=Source.TABLE
    )


def _told_before(document: Document, start: int, listed: _Listed, total: Fact) -> Iterator[Claim]:
    """选定 16 个重点项目，涉及金额 6.20 亿元: two numbers of the list, of which one is right."""
    for block in document.blocks:
        if not isinstance(block, Paragraph) or block.span.start > start:
            continue
        for match in _TOLD.finditer(block.text):
            line = scan_passage(block.passage, 0, 0)
            begin, end = line.sentence(match.start())
            inside = line.between(match.start(), end)
            if len(inside) < 2 or inside[0].kind is not Kind.COUNT or inside[1].kind is not Kind.MONEY or "其中" in block.text[begin:end]:
                continue
            yield from _of_list(line, inside[0], inside[1], listed, total, shown=_PAGES.search(block.text, match.end(), end) is not None)


def _of_list(line: Line, count: Quantity, money: Quantity, listed: _Listed, total: Fact, *, shown: bool) -> Iterator[Claim]:
    amount = line.fact(money, "项目资金")
    sum_agrees, count_agrees = _agrees(amount, total), count.number == len(listed.rows)
    sure = sum_agrees and len(money.number.normalize().as_tuple().digits) >= _SAME_DIGITS
    if sure or (count_agrees and sum_agrees):
        reading = Reading(Operation.COUNT, items=tuple(row.place for row in listed.rows))
        traits = frozenset({"table", "announced", "plain"})
        yield Claim(ClaimKind.COUNT, line.fact(count, "项目"), (reading,), ("附表",), traits, source=line.source)
    if sum_agrees or (count_agrees and shown):
        yield Claim(ClaimKind.TARGET_TABLE, amount, (Reading(Operation.EQUAL, (Term(total),)),), (), frozenset({"list-told"}))
