"""Numbers of indicators against the rows of the tables that print them: 设一级指标 3 个、二级指标 8 个、三级指标 16 个 beside 17 rows.

Also a list of projects with a column 产出指标个数 against the target table of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line
from auditor.model import Claim, ClaimKind, Indicator, Kind, Operation, Quantity, Reading, Span, TargetTable
from auditor.patterns import compiled

Rows = Sequence[Sequence[Line]]

_BEFORE = compiled("([一二三])级指标(?:共计?|有|为|设置?|总计|合计)?\\s{0,2}$")
_BEHIND = compiled("\\s{0,2}([一二三])级(?:绩效)?指标(?![^，。；]{0,4}(?:未|没|存在|得|扣|失|定性|不))")
_SETS = compiled("设|共|包括|包含|含|分为|分解|细化|构成|编制|由|体系")
_PART = compiled("其中|对于|部分|的\\s{0,2}$|未|没有|完成|扣|失分|涉及|新增|上年|未达|定性|定量")
_HEADER = compiled("(产出|效益|效果|满意度)(?:类)?(?:绩效)?指标(?:的)?(?:个数|数量|项数|数)?$")
_NUMBERED = compiled("[个项]?数")
_FEWEST_ROWS, _FAR, _HEADER_ROWS, _SHORTEST = 8, 3, 3, 4
_UNITS = ("个", "项", "条")


def told_indicators(lines: Sequence[Line], rows: Sequence[Indicator]) -> Iterator[Claim]:
    """The numbers of each level that the text tells, where one table alone prints indicators of three levels."""
    tables: dict[int, list[Indicator]] = {}
    for row in rows:
        if row.table is not None:
            tables.setdefault(row.table, []).append(row)
    whole = [
        found for found in tables.values() if len(found) >= _FEWEST_ROWS and all(row.level1 and row.level2 and row.level3 for row in found)
    ]
    if len(whole) != 1:
        return
    printed = _printed(whole[0])
    for line in lines:
        if "级指标" not in line.text:
            continue
        told = {level: quantity for quantity in line.quantities if (level := _level(line, quantity))}
        wrong = [level for level, quantity in told.items() if quantity.number != len(printed[level])]
        if len(wrong) != 1 or (len(told) == 1 and not _is_of_all(line, told[wrong[0]])):
            continue
        quantity, items = told[wrong[0]], printed[wrong[0]]
        if abs(int(quantity.number) - len(items)) <= _FAR:
            reading = Reading(Operation.COUNT, items=items)
            traits = frozenset({"table", "announced"})
            yield Claim(ClaimKind.COUNT, line.fact(quantity, f"{wrong[0]}级指标"), (reading,), ("表中",), traits, source=line.source)


def _printed(rows: Sequence[Indicator]) -> dict[str, tuple[Span, ...]]:
    """The first rows of the indicators of each level."""
    firsts: dict[str, dict[tuple[str, ...], Span]] = {"一": {}, "二": {}, "三": {}}
    for row in rows:
        for name, key in (("一", (row.level1,)), ("二", (row.level1, row.level2)), ("三", (row.level1, row.level2, row.level3))):
            firsts[name].setdefault(key, row.heading)
    return {name: tuple(found.values()) for name, found in firsts.items()}


def _level(line: Line, quantity: Quantity) -> str:
    """The level of the indicators that a quantity counts, or ""."""
    if quantity.kind is not Kind.COUNT or not quantity.is_exact or quantity.unit not in _UNITS:
        return ""
    found = _BEFORE.search(line.text, max(0, quantity.start - 12), quantity.start) or _BEHIND.match(line.text, quantity.end)
    return found[1] if found is not None else ""


def _is_of_all(line: Line, quantity: Quantity) -> bool:
    """Whether a sentence that counts one level speaks of all there is."""
    before = line.text[max(line.sentence(quantity.start)[0], quantity.start - 16) : quantity.start]
    return _SETS.search(before) is not None and not _PART.search(before)


def listed_indicators(tables: Mapping[int, Rows], plans: Sequence[TargetTable]) -> Iterator[Claim]:
    """The numbers in columns such as 产出指标个数 of a list of projects, against the rows of each project's target table."""
    named = {plan.project_name.value: plan for plan in plans if plan.project_name is not None and plan.rows and not plan.damaged}
    for block, rows in tables.items() if named else ():
        columns: dict[int, str] = {}
        for position, row in enumerate(rows):
            if position < _HEADER_ROWS and not columns:
                heads = {cell.column: found[1] for cell in row if (found := _HEADER.match("".join(cell.text.split()))) is not None}
                columns = heads if any(_NUMBERED.search(cell.text) for cell in row if cell.column in heads) else {}
                continue
            plan = _of_row(row, named) if columns else None
            if plan is None or plan.block == block:
                continue
            for cell in row:
                yield from _of_cell(cell, plan, columns[cell.column]) if cell.column in columns else ()


def _of_row(row: Sequence[Line], named: Mapping[str, TargetTable]) -> TargetTable | None:
    """The only target table whose project a row names."""
    names = ["".join(cell.text.split()) for cell in row]
    found = [plan for name, plan in named.items() if any(len(each) >= _SHORTEST and (each in name or name in each) for each in names)]
    return found[0] if len(found) == 1 else None


def _of_cell(cell: Line, plan: TargetTable, kind: str) -> Iterator[Claim]:
    items = tuple(row.heading for row in plan.rows if row.level1.startswith(kind))
    told = cell.quantities[0] if len(cell.quantities) == 1 else None
    if told is not None and items and told.number != len(items) and abs(told.number - len(items)) <= _FAR:
        reading = Reading(Operation.COUNT, items=items)
        traits = frozenset({"table", "announced"})
        yield Claim(ClaimKind.COUNT, cell.fact(told, f"{kind}指标"), (reading,), ("表中",), traits, source=cell.source)
