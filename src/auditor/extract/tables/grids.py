"""Tables as grids: labels of the rows, number columns with the role that their header gives them (预算, 执行, 结余, 执行率, …).

A grid is read by the meaning of its headers, never by position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from auditor.extract.lines import Line
from auditor.extract.numbers.units import in_announced_unit
from auditor.model import Fact, Kind, Quantity, Source, Span, Table
from auditor.patterns import compiled
from auditor.records import Record

Row = Sequence[Line]

TOTAL_LABEL = compiled(
    "^(?:[一二三四五六七八九十]+、|\\d+[.、])?(?:本年|年度|全年|当年|资金|收入|支出|项目|预算|经费|部门|基本支出|项目支出)*"
    "(?:总额|合计|总计|共计|总和|小计|总数|总分)(?:数|额)?(?:[（(][^）)]*[）)])?[：:]?$"
)
HEADER_ROLES = tuple(
    (role, compiled(words))
    for role, words in (
        ("rate", "执行率|完成率|使用率|到位率|支出进度|执行进度|占比|比重|得分率|B/A|[增变][长减动](?:率|幅)|增幅|降幅|%|％"),
        ("balance", "结余|余额|未执行|剩余"),
        ("adjusted", "全年预算|调整后?预算|预算调整数|调整预算|全年\\(调整\\)预算|预算数\\(调整后\\)"),
        ("initial", "年初预算|年初批复"),
        ("budget", "预算数|预算安排|预算金额|安排金额|下达|到位|预算\\(A\\)|预算$|计划投资|安排资金"),
        ("spent", "执行数|支出数|决算数|实际支出|支付数|执行金额|支出金额|完成投资|执行情况|使用金额|支出$"),
        ("full_marks", "分值|权重|满分|标准分"),
        ("score", "得分|评分|自评分"),
    )
)


class Column:
    """The numbers of one column: row index → cell line with exactly one number. Two columns are never the same."""

    __slots__ = ("header", "heading", "index", "numbers", "role")

    def __init__(self, index: int, header: str, role: str, numbers: dict[int, Line], heading: Span | None = None) -> None:
        self.index = index
        self.header = header
        self.role = role
        self.numbers = numbers
        self.heading = heading  # the cell that names the column


FIRST_YEAR, LAST_YEAR, ONE = Decimal(1990), Decimal(2050), Decimal(1)  # to compare a number with another kind of one takes twice as long
MAX_HEADER_ROWS = 8  # rows with numbers that may still be a header: years, column numbers


class Grid(Record):
    """A table as labels and number columns."""

    labels: list[str]
    columns: list[Column]
    first: int  # the first row that holds numbers
    unit: str | None


LEVEL_HEADERS = frozenset({"一级指标", "二级指标", "三级指标"})
BLANKS_AND_BRACKETS = compiled("\\s|[（(].*")
LONGEST_LEVEL = 16  # characters of a cell that names a level: 一级指标（分）


def forms(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The forms that are printed one below the other as one table: a header of indicators begins a new one, printed again it does not.

    What stands under 全年执行数 in the block of the budget is something else in the rows of indicators below.
    """
    first = 0
    header: list[str] = []
    for index, row in enumerate(rows):
        if _names_levels(row):
            words = [_level(cell.text) for cell in row]
            if index > first and words != header:
                yield rows[first:index]
                first = index
            header = words
    yield rows[first:]


def _names_levels(row: Row) -> bool:
    """Whether a row is the header of indicators: two of its cells name levels, one of them at its left."""
    return (
        len(row) > 2
        and ("级" in row[0].text[:LONGEST_LEVEL] or "级" in row[1].text[:LONGEST_LEVEL])
        and sum(1 for cell in row if len(cell.text) <= LONGEST_LEVEL and "级" in cell.text and _level(cell.text) in LEVEL_HEADERS) > 1
    )


def _level(text: str) -> str:
    return BLANKS_AND_BRACKETS.sub("", text)


def read_grid(table: Table, rows: Sequence[Row]) -> Grid | None:
    """Labels and number columns of a table; None when it has fewer than two rows with numbers."""
    numeric = [{cell.column: cell for cell in row if cell.alone is not None} for row in rows]
    counted = [index for index, cells in enumerate(numeric) if cells]
    if len(counted) < 2:
        return None
    first = next((index for index in counted[:MAX_HEADER_ROWS] if not looks_like_header(rows[index], numeric[index].values())), None)
    if first is None:
        return None
    labels = [_row_label(row) for row in rows]
    columns = []
    for column in sorted({column for index in counted if index >= first for column in numeric[index]}):
        heads = [cell for row in rows[:first] for cell in row if cell.column == column and cell.text.strip()]
        header = " ".join(cell.text.strip() for cell in heads)
        header = header.replace("（", "(").replace("）", ")")
        numbers = {index: numeric[index][column] for index in counted if index >= first and column in numeric[index]}
        role = next((name for name, pattern in HEADER_ROLES if pattern.search(header)), "")
        columns.append(Column(column, header, role, numbers, heads[-1].passage.span if heads else None))
    return Grid(labels, columns, first, table.unit)


def cell_number(cell: Line) -> Quantity | None:
    """The quantity of a cell that holds nothing else."""
    return cell.alone


def looks_like_header(row: Row, numeric: Iterable[Line]) -> bool:
    """Whether a row with numbers, in its cells `numeric`, is still a header: years, or column numbers 1 2 3."""
    values = [quantity.number for cell in numeric if (quantity := cell.alone) is not None]
    if not values:
        return False
    first = values[0]
    if FIRST_YEAR <= first <= LAST_YEAR:
        return all(FIRST_YEAR <= value <= LAST_YEAR and value == value.to_integral_value() for value in values)
    ordinals = len(values) > 1 and (not first or first == ONE) and all(after - before == ONE for before, after in pairwise(values))
    return ordinals and not any(cell.text.strip() and cell.alone is None for cell in row)


def _row_label(row: Row) -> str:
    """The words of a row that name it: its first cell that is neither empty nor a number."""
    for cell in row:
        if cell.alone is None and (text := "".join(cell.text.split())):
            return text
    return ""


def cell_fact(grid: Grid, cell: Line, column: Column, label: str) -> Fact:
    """A cell's number as a fact, with the unit the table announces."""
    quantity = cell_number(cell)
    assert quantity is not None  # columns hold number cells only
    if quantity.kind is Kind.NUMBER:
        quantity = _with_unit(quantity, column, grid.unit)
    return Fact(quantity, cell.span(quantity.start, quantity.end), label, cell.section, source=Source.TABLE)


def _with_unit(quantity: Quantity, column: Column, unit: str | None) -> Quantity:
    if column.role in ("full_marks", "score"):
        return quantity._replace(kind=Kind.SCORE, unit="分", inherited=True)
    if column.role == "rate" or "%" in column.header:
        return quantity._replace(kind=Kind.PERCENT, unit="%", inherited=True)
    return in_announced_unit(quantity, unit)


def is_total(label: str) -> bool:
    """Whether a row's label says that it adds up others: 合计, 总计, 教育小计, 年度资金总额."""
    return TOTAL_LABEL.match(label) is not None or (len(label) <= 12 and label.endswith(("小计", "合计", "总计", "共计")))


def heading(column: Column) -> tuple[tuple[str, Span], ...]:
    """The cell that names a column, as a place worth showing beside a claim."""
    return (("header", column.heading),) if column.heading is not None else ()
