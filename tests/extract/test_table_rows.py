"""Row formulas of tables: budgets and rates, years side by side, shares of a total, opening and closing balances."""

from __future__ import annotations

import pytest

from auditor.extract.lines import scan_passage
from auditor.extract.tables.grids import read_grid
from auditor.extract.tables.table_rows import row_claims
from auditor.model import Cell, Claim, Passage, Span, Table


def claims(text: str) -> list[Claim]:
    """The row formulas of a table written with one line a row and blanks between the cells; amounts are 万元."""
    rows = []
    for row, line in enumerate(text.strip().splitlines()):
        cells = line.split()
        rows.append(tuple(Cell(Passage.whole(cell, 1000 * row + 40 * column), row, column) for column, cell in enumerate(cells)))
    table = Table(tuple(rows), Span(0, 1000 * len(rows)), unit="万元")
    grid = read_grid(table, [[scan_passage(cell.passage, 0, 0, cell.row, cell.column) for cell in row] for row in rows])
    assert grid is not None
    return list(row_claims(grid))


def natural(text: str) -> list[tuple[str, str]]:
    """For every claim the stated number and its natural reading."""
    found = []
    for claim in claims(text):
        reading = claim.readings[0]
        sides = [
            " ".join(f"{'-' if term.sign < 0 else ''}{term.fact.quantity.digits}" for term in terms)
            for terms in (reading.terms, reading.over)
            if terms
        ]
        found.append((claim.stated.quantity.digits, f"{reading.operation.value} {' / '.join(sides)}"))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目 预算数 执行数 结余\n甲 20 18 2\n乙 30 30 0", [("2", "sum 20 -18"), ("0", "sum 30 -30")]),
        (
            "资金 年初预算数 全年预算数（A） 全年执行数（B） 执行率（B/A）\n总额 40 50 45 90%\n财政 40 50 45 90%",
            [("90", "quotient 45 / 50")] * 2,
        ),
        ("指标 分值 得分 得分率\n甲 20 18 90%\n乙 10 9 90%", [("90", "quotient 18 / 20"), ("90", "quotient 9 / 10")]),
        ("科目 2021年 2022年 增减（%）\n甲 20 22 10\n乙 40 30 -25", [("10", "growth 22 / 20"), ("-25", "growth 30 / 40")]),
        ("科目 上年数 本年数 增减额\n甲 20 22 2\n乙 40 30 -10", [("2", "sum 22 -20"), ("-10", "sum 30 -40")]),
        (
            "来源 金额 占比\n甲 30 60%\n乙 20 40%\n合计 50 100%",
            [("60", "quotient 30 / 50"), ("40", "quotient 20 / 50"), ("100", "quotient 50 / 50")],
        ),
        ("性质 年初结转 本年收入 本年支出 年末结转\n甲 2 30 31 1\n乙 4 10 9 5", [("1", "sum 2 30 -31"), ("5", "sum 4 10 -9")]),
    ],
)
def test_headers_tell_the_formula(text: str, expected: list[tuple[str, str]]) -> None:
    """Every row of a column with a known meaning is one claim."""
    assert expected == natural(text)


@pytest.mark.parametrize(
    "text",
    [
        "指标 目标值 实际值\n甲 20 18\n乙 30 30",
        "科目 本年数 增减率\n甲 20 10%\n乙 30 5%",
        "来源 金额 占比\n甲 30 60%\n乙 20 40%",
    ],
)
def test_no_formula_without_its_operands(text: str) -> None:
    """Two plain columns, a comparison without last year, shares without a total row."""
    assert [] == natural(text)


def test_all_rows_of_a_column_point_at_its_header() -> None:
    """The audit groups the rows of a column by that place."""
    found = claims("项目 预算数 执行数 结余\n甲 20 18 2\n乙 30 30 0")
    assert [(("header", Span(120, 122)),)] * 2 == [claim.related for claim in found]
