"""A report gives the same findings as text, as a workbook and as .csv, at the cell; what is stored decides about what is shown."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
import xlsxwriter

from auditor.model import Document, Outcome, Report, Settings, Severity, Table
from auditor.pipeline import audit_document
from auditor.read import read_bytes, read_text
from auditor.report.places import Places
from rendered import findings, texts
from workbooks import workbook_of

ALL = [pytest.param(name, text, id=name) for name, text in texts()]


@pytest.mark.parametrize(("name", "text"), ALL)
def test_a_workbook_gives_the_findings_of_its_text(name: str, text: str) -> None:
    """Planted contradictions are found, clean reports stay silent."""
    document = read_text(text, name)
    assert findings(document) == findings(read_bytes(workbook_of(document), name, Settings()))


@pytest.mark.parametrize(("name", "text"), [case for case in ALL if "target-tables" not in str(case.id)])
def test_csv_gives_the_findings_of_its_text(name: str, text: str) -> None:
    """Also where cells hold what divides them."""
    document = read_text(text, name)
    assert findings(document) == findings(read_bytes(csv_of(document), "表.csv", Settings()))


def csv_of(document: Document) -> bytes:
    """A document as a program for workbooks would save it: paragraphs alone in their row."""
    target = io.StringIO()
    writer = csv.writer(target)
    for block in document.blocks:
        if isinstance(block, Table):
            writer.writerow([])
            writer.writerows([cell.text for cell in row] for row in block.rows)
            writer.writerow([])
        else:
            writer.writerow([block.text])
    return target.getvalue().encode("gb18030")


# --------------------------------------------------------------------------------------------------- shown and stored


def audited(rows: Sequence[Sequence[object]], code: str) -> Report:
    """The audit of a sheet; numbers have the format `code`, a pair of a formula and its result is a formula."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("自评表")
        style = book.add_format({"num_format": code})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, tuple):
                    sheet.write_formula(number, column, value[0], style, value[1])
                elif isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write(number, column, value, style)
    return audit_document(read_bytes(target.getvalue(), "表.xlsx", Settings()), strict=True)


def told(report: Report) -> list[tuple[str, str, str]]:
    """Rule, code and place of errors and warnings."""
    places = Places(report.document, report.sections)
    loud = [item for item in report.findings if item.severity is not Severity.NOTE]
    return [(item.rule, item.code, places.place(item.evidence[0].span).where) for item in loud]


SCORES: list[list[object]] = [["指标", "分值", "得分"], ["投入", 20, 18.25], ["过程", 20, 19.25], ["产出", 30, 28.25], ["效益", 30, 27.25]]


@pytest.mark.parametrize("code", ["0.0", "0", "0.00"])
def test_scores_that_only_look_wrong(code: str) -> None:
    """18.3 + 19.3 + 28.3 + 27.3 = 93.2 are shown over 93.0, which is the sum of what is stored."""
    report = audited([*SCORES, ["合计", 100, 93]], code)
    assert told(report) == []
    assert Outcome.BROKEN not in {item.verdict.outcome for item in report.ledger.checked}


def test_scores_that_are_wrong_as_stored() -> None:
    """93.5 is neither the sum of what is shown nor of what is stored."""
    assert [place for _, _, place in told(audited([*SCORES, ["合计", 100, 93.5]], "0.0"))][:1] == ["自评表!C6"]


def test_rates_of_what_is_stored() -> None:
    """4.55 ÷ 5 = 91% is right, though 4.6 ÷ 5 = 92% is what the cells show."""
    rows: list[list[object]] = [["指标", "分值", "得分", "得分率（%）"], ["甲", 5, 4.55, 91], ["乙", 5, 4.45, 89], ["丙", 5, 5, 100]]
    assert told(audited(rows, "0.0")) == []


def test_a_total_that_misses_a_row() -> None:
    """The place is the cell, the formula stands in the message."""
    rows: list[list[object]] = [
        ["项目", "预算（万元）", "调整（万元）", "决算（万元）"],
        ["人员经费", 120.5, 120.5, 118.25],
        ["公用经费", 30, 31, 28.6],
        ["其他支出", 8.4, 8.4, 7.75],
        ["合计", ("=SUM(B2:B4)", 158.9), ("=SUM(C2:C4)", 159.9), ("=SUM($D$2:D3)", 146.85)],
    ]
    report = audited(rows, "0.00")
    assert ("formula-range", "range-short", "自评表!D5") in told(report)
    message = next(item.message for item in report.findings if item.rule == "formula-range")
    assert "公式 =SUM($D$2:D3) 没有算上 D4（其他支出），算上为 154.6，差 7.75" in message
    assert {item.severity for item in report.findings if item.rule == "formula-range"} == {Severity.ERROR}


def test_row_totals_are_looked_at_alike() -> None:
    """A total column whose formula stops short in one row."""
    rows: list[list[object]] = [["项目", "一季度", "二季度", "三季度", "合计"]]
    for number, name in enumerate(("人员经费", "公用经费", "专项支出"), 2):
        short = name == "公用经费"
        end, result = ("C", 15.7) if short else ("D", 22.6)
        rows.append([name, 7.5, 8.2, 6.9, (f"=SUM(B{number}:{end}{number})", result)])
    assert ("formula-range", "range-short", "自评表!E3") in told(audited(rows, "0.00"))


def test_a_workbook_that_adds_up_is_silent() -> None:
    """Subtotals, a total of subtotals, a rate, a difference, rounding in formulas."""
    rows: list[list[object]] = [
        ["项目", "预算", "决算", "执行率", "结余"],
        ["工资", 100, 98.126, ("=C2/B2", 0.98126), ("=B2-C2", 1.874)],
        ["津贴", 20, 20, ("=C3/B3", 1), ("=B3-C3", 0)],
        ["人员小计", ("=SUM(B2:B3)", 120), ("=ROUND(SUM(C2:C3),2)", 118.13), None, ("=B4-C4", 1.87)],
        ["办公费", 12, 11.5, None, ("=B5-C5", 0.5)],
        ["水电费", 8, 7.25, None, ("=B6-C6", 0.75)],
        ["公用小计", ("=B5+B6", 20), ("=SUM(C5,C6)", 18.75), None, ("=B7-C7", 1.25)],
        ["合计", ("=B4+B7", 140), ("=SUM(C4,C7)", 136.88), None, ("=B8-C8", 3.12)],
    ]
    assert told(audited(rows, "0.00")) == []
