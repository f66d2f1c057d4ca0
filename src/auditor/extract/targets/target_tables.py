"""Target tables (绩效目标表): their indicator rows, found by what the header cells mean, and the form above them.

A row whose cells cannot be matched with the header is left out, and the table is marked as damaged: nothing is then inherited from the row
above, and what seems to be missing is not held against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line
from auditor.extract.numbers.units import unit_named
from auditor.extract.targets.split_names import rejoined
from auditor.extract.targets.target_forms import read_form
from auditor.extract.targets.target_headers import Header, find_header
from auditor.extract.targets.target_wording import CLASS_LABEL, LEVEL1, bare, class_of, traits_of
from auditor.extract.targets.told_again import told_again
from auditor.model import Bound, Document, Fact, Field, Indicator, Kind, Quantity, Source, Span, Table, TargetTable
from auditor.patterns import compiled

Row = Sequence[Line]

_SIGNS: tuple[tuple[str, Bound], ...] = (
    ("≥", Bound.AT_LEAST),
    ("≧", Bound.AT_LEAST),
    ("大于等于", Bound.AT_LEAST),
    ("≤", Bound.AT_MOST),
    ("≦", Bound.AT_MOST),
    ("小于等于", Bound.AT_MOST),
    (">", Bound.MORE),
    ("＞", Bound.MORE),
    ("<", Bound.LESS),
    ("＜", Bound.LESS),
)
_UNIT_IN_NAME = compiled("[（(]([^（()）]{1,6})[）)]\\s*$")
_YEARLY = compiled("每|/\\s?年|年均|[人户]均")  # a target of the whole period that is one of each year
_FORM_WITHIN = 12  # blocks between a form and its indicators when they are separate tables
_MOST_LOST = 2  # leading cells that merged cells may cost a row


def target_tables(document: Document, tables: Mapping[int, Sequence[Row]]) -> list[TargetTable]:
    """Every target table of a document, in order."""
    found: list[TargetTable] = []
    last = -1
    before: Header | None = None
    for block, rows in tables.items():
        header = find_header(rows)
        if header is None:
            continue
        index = header.row
        table = document.blocks[block]
        assert isinstance(table, Table)  # `tables` is keyed by the blocks that are
        if found and block == last + 1 and not index and header == before:
            found[-1] = _continued(found[-1], block, rows, header)
            last = block
            continue
        form, unit = read_form(rows[:index], table.unit), table.unit
        for earlier in range(block - 1, max(last, block - _FORM_WITHIN - 1), -1):
            other = document.blocks[earlier]
            if form.project_name is None and isinstance(other, Table):
                form = read_form(tables[earlier], unit or other.unit)
        found.append(_table(table, block, form, rows, header))
        last, before = block, header._replace(row=0)
    return found


def _table(table: Table, block: int, form: TargetTable, rows: Sequence[Row], header: Header) -> TargetTable:
    read, damaged = _body(rows, header, block)
    first = rows[header.row]
    heading = table.caption.span if table.caption is not None and table.caption.text.strip() else _first_place(form.project_name, first)
    return form._replace(block=block, section=first[0].section, heading=heading, rows=tuple(read), damaged=damaged)


def _continued(table: TargetTable, block: int, rows: Sequence[Row], header: Header) -> TargetTable:
    """A table with the rows of its next page, which begins with the header printed again."""
    read, damaged = _body(rows, header, block, above=table.rows[-1] if table.rows and not table.damaged else None)
    return table._replace(rows=(*table.rows, *read), damaged=table.damaged or damaged)


def _body(rows: Sequence[Row], header: Header, block: int, above: Indicator | None = None) -> tuple[list[Indicator], bool]:
    """The indicators below a header, and whether some rows could not be matched with it. `above` is the last row of the page before."""
    aligned = [_aligned(row, header.width, header.columns) for row in rows[header.first :] if any(cell.text.strip() for cell in row)]
    damaged = None in aligned
    if damaged:
        body = rejoined(rows[header.first :], header.width - 1 - header.columns["name"])
        aligned = [_aligned(row, header.width, header.columns) for row in body if any(cell.text.strip() for cell in row)]
    matched = [cells for cells in aligned if cells is not None]
    return list(_rows(matched, header.columns, block, above, inherit=not damaged)), damaged


def _first_place(name: Field | None, header: Row) -> Span:
    return name.span if name is not None else header[0].passage.span


def _aligned(row: Row, width: int, columns: dict[str, int]) -> dict[int, Line] | None:
    """The cells of a row by header position; None when they cannot be matched.

    Merged cells that were lost are those in front, one letter of a vertical heading (绩 效 指 标) may stand before the row.
    """
    cells = list(row[1:] if len(row) > 1 and len(row[0].text.strip()) == 1 and not row[0].quantities else row)
    lost = width - len(cells)
    if not 0 <= lost <= _MOST_LOST:
        return None
    placed = {position + lost: cell for position, cell in enumerate(cells)}
    name, value = placed.get(columns["name"]), placed.get(columns["value"])
    if name is None or value is None or not bare(name.text) or _is_label(bare(name.text)):
        return None
    for role, pattern in (("level1", LEVEL1), ("level2", CLASS_LABEL)):
        label = placed.get(columns.get(role, -1))
        if lost and label is not None and label.text.strip() and not pattern.fullmatch(bare(label.text)):
            return None
    return placed


def _is_label(name: str) -> bool:
    """Whether what should be a name is a class: the row has shifted. 群众满意度 is a name, 服务对象满意度指标 a class."""
    return name.endswith(("指标", "效益")) and bool(CLASS_LABEL.fullmatch(name) or LEVEL1.fullmatch(name))


def _rows(
    aligned: Sequence[dict[int, Line]], columns: dict[str, int], block: int, above: Indicator | None, *, inherit: bool
) -> Iterator[Indicator]:
    level1, level2, place = (above.level1, above.level2, above.kind_span) if above is not None else ("", "", None)
    for cells in aligned:
        first, second = _label(cells, columns, "level1"), _label(cells, columns, "level2")
        if first is not None:
            level1, level2, place = first.text.strip(), "", first.passage.span
        elif not inherit:
            level1 = ""
        if second is not None:
            level2, place = second.text.strip(), second.passage.span
        elif not inherit:
            level2, place = "", None
        yield _indicator(cells, columns, block, (level1, level2), place)


def _label(cells: dict[int, Line], columns: dict[str, int], role: str) -> Line | None:
    cell = cells.get(columns.get(role, -1))
    return cell if cell is not None and cell.text.strip() else None


def _indicator(cells: dict[int, Line], columns: dict[str, int], block: int, levels: tuple[str, str], place: Span | None) -> Indicator:
    name, value = cells[columns["name"]], cells[columns["value"]]
    described, basis = _label(cells, columns, "description"), _label(cells, columns, "basis")
    level1, level2 = levels
    quantity = _target(value, _label(cells, columns, "sign"), _label(cells, columns, "unit"), name.text)
    words = value.text if value.text.strip() else ""
    whole = cells.get(columns["period"]) if columns.get("period", columns["value"]) != columns["value"] else None
    if whole is not None and _YEARLY.search(whole.text):
        whole = None
    beside = cells.get(columns.get("period-name", columns["name"]))
    aim = (
        _target(whole, None, None, name.text) if whole is not None and beside is not None and bare(beside.text) == bare(name.text) else None
    )
    return Indicator(
        name=_spaceless(name.text),
        section=name.section,
        heading=name.passage.span,
        target=Fact(quantity, value.span(quantity.start, quantity.end), bare(name.text), name.section, source=Source.TABLE)
        if quantity
        else None,
        source=Source.TABLE,
        level1=_spaceless(level1),
        level2=_spaceless(level2),
        description=(_spaceless(described.text), described.passage.span) if described is not None else None,
        value=(_spaceless(value.text), value.passage.span) if words else None,
        table=block,
        basis=(_spaceless(basis.text), basis.passage.span) if basis is not None else None,
        kind=class_of(level2) or class_of(level1),
        kind_span=place,
        traits=traits_of(name.text, described.text if described is not None else "", words, quantity) | told_again(quantity, described),
        period=Fact(aim, whole.span(aim.start, aim.end), bare(name.text), name.section, source=Source.TABLE) if aim and whole else None,
    )


def _target(value: Line, sign: Line | None, unit: Line | None, name: str) -> Quantity | None:
    """The one number of a value cell, with the sign and the unit that stand in columns of their own or behind the name."""
    if len(value.quantities) != 1 or value.dates or value.quantities[0].high is not None:
        return None
    quantity = value.quantities[0]
    if quantity.kind is Kind.NUMBER:
        own = _UNIT_IN_NAME.search(name)
        known = (unit_named(unit.text) if unit is not None else None) or (unit_named(own[1]) if own else None)
        if known is not None:
            factor = known.factor * quantity.factor
            step = quantity.step * known.factor
            quantity = quantity._replace(kind=known.kind, unit=f"{quantity.unit}{known.name}", factor=factor, step=step, inherited=True)
    if sign is not None and quantity.bound is Bound.EXACT:
        quantity = quantity._replace(bound=next((bound for word, bound in _SIGNS if word in sign.text), Bound.EXACT))
    return quantity


def _spaceless(text: str) -> str:
    return "".join(text.split())
