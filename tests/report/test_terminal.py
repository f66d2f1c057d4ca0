"""The discrepancy report as people see it."""

from __future__ import annotations

import io
import re

import pytest

from auditor.model import Evidence, Finding, Locator, Report, RuleRun, Severity, Span
from auditor.report import plain, terminal
from auditor.report.adequacy import cautions
from auditor.report.discrepancies import View, compose, quiet
from auditor.report.layout import width
from auditor.report.summary import row, shorten_left, table

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def shown(report: Report, view: View) -> str:
    """The plain report."""
    return plain.text(compose(report, view))


def coloured(report: Report, view: View) -> str:
    """The report with its escapes."""
    stream = io.StringIO()
    terminal.show(compose(report, view), stream)
    return stream.getvalue()


def test_snapshots_are_not_being_rewritten(snapshots) -> None:
    """A run that rewrites what it compares with tests nothing."""
    assert snapshots.updating is False


@pytest.mark.parametrize("columns", [80, 160])
def test_report_looks_as_it_did(report: Report, snapshots, columns: int) -> None:
    """The report at two widths, without notes and without claims that hold."""
    actual = shown(report, View(columns))
    assert snapshots.expected(f"report-{columns}.txt", actual) == actual


def test_explained_report_looks_as_it_did(report: Report, snapshots) -> None:
    """With notes and with the claims that hold."""
    actual = shown(report, View(80, minimum=Severity.NOTE, explain=True))
    assert snapshots.expected("report-explained-80.txt", actual) == actual


def test_coloured_report_looks_as_it_did(report: Report, snapshots) -> None:
    """Colours and emphasis on a terminal."""
    actual = coloured(report, View(80, bracketed=False))
    assert snapshots.expected("report-coloured-80.txt", actual) == actual


def test_colour_changes_no_character(report: Report) -> None:
    """Without its escapes the coloured report is the plain one: markup and emoji codes of a report stay words."""
    view = View(80, bracketed=False, minimum=Severity.NOTE, explain=True)
    stripped = ANSI.sub("", coloured(report, view))
    assert [line.rstrip() for line in stripped.splitlines()] == shown(report, view).splitlines()


def test_windows_gets_the_same_colours(report: Report) -> None:
    """The console of rich, which old consoles of Windows need, writes what we write."""
    view, stream = View(80, bracketed=False), io.StringIO()
    terminal._show_on_windows(compose(report, view), stream)
    assert coloured(report, view) == stream.getvalue()


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 160])
def test_no_line_is_wider_than_the_terminal(report: Report, columns: int) -> None:
    """Every line fits, Chinese characters counted double."""
    lines = shown(report, View(columns, minimum=Severity.NOTE, explain=True)).splitlines()
    assert [] == [line for line in lines if width(line) > columns]


def test_findings_stand_in_the_order_of_the_document(report: Report) -> None:
    """Rules are free to report in any order; readers go from top to bottom."""
    text = shown(report, View(100))
    assert ["over-limit", "sum-mismatch", "score-grade"] == re.findall(r"^(?:错误|警告) ([a-z-]+)", text, re.MULTILINE)


def test_hidden_notes_are_counted(report: Report) -> None:
    """Notes are not listed by default, but nobody is left to think there are none."""
    assert "提示 1（1 条未列出，加 --notes 列出）" in shown(report, View(100))


def test_report_without_findings_says_so(report: Report) -> None:
    """A clean report has a sentence of its own, after the ledger has been counted."""
    assert "没有发现自相矛盾的地方。" in shown(report._replace(findings=()), View(100))


def test_report_with_notes_only_does_not_claim_to_be_clean(report: Report) -> None:
    """Where notes are hidden the report only says that there are no errors and warnings."""
    notes = tuple(item for item in report.findings if item.severity is Severity.NOTE)
    text = shown(report._replace(findings=notes), View(100))
    assert ("没有错误和警告。" in text, "没有发现自相矛盾" in text) == (True, False)


def test_quiet_is_one_line_for_each_finding(report: Report) -> None:
    """File, line, column, severity, rule and message, in the order of the document."""
    assert [
        "材料/柳溪镇.txt:4:18: 错误 over-limit 在职 45 人，超过编制 42 人。",
        "材料/柳溪镇.txt:7:11: 错误 sum-mismatch 支出合计写明 1,260.50 万元，基本支出与项目支出相加为 1240.50 万元。",
        "材料/柳溪镇.txt:14:16: 警告 score-grade 自评得分 92.5 分，等级写为良；按常用标准 90 分以上为优。",
    ] == plain.text(quiet(report, View())).splitlines()


def test_escapes_in_a_message_do_not_reach_the_terminal(report: Report) -> None:
    """A report that holds terminal escapes cannot colour or clear the screen."""
    finding: Finding = report.findings[0]._replace(message="\x1b[2J清屏\x07")
    assert "\x1b" not in shown(report._replace(findings=(finding,)), View(100))


@pytest.mark.parametrize(
    ("arithmetic", "difference", "told"),
    [
        ("86.50元 ≠ 86.50万元", "864913.5", "86.50元 ≠ 86.50万元，差 864913.5元"),
        ("1.86亿元 ≠ 1860万元", "1.674", "1.86亿元 ≠ 1860万元，差 1.674亿元"),
        ("96.3分 ≠ 98.4分", "2.1", "96.3分 ≠ 98.4分，差 2.1"),
        ("30 + 20 = 50 ≠ 51", "1", "30 + 20 = 50 ≠ 51，差 1"),
    ],
)
def test_a_difference_between_two_units_says_which(report: Report, arithmetic: str, difference: str, told: str) -> None:
    """It is told in that of the first."""
    finding = report.findings[0]._replace(arithmetic=arithmetic, difference=difference)
    lines = shown(report._replace(findings=(finding,)), View(160)).splitlines()
    assert f"    算式  {told}" in lines


def test_long_paths_are_cut_to_the_line(report: Report) -> None:
    """Of a deep path the outermost and the innermost heading are left, cut where needed; every line still fits."""
    deep = tuple(
        section._replace(title=section.title + "及其他有关情况的说明" * 3) if section.level else section for section in report.sections
    )
    lines = shown(report._replace(sections=deep), View(60)).splitlines()
    assert [] == [line for line in lines if width(line) > 60]


def test_many_places_are_not_all_listed(report: Report) -> None:
    """A finding with a hundred places shows twelve and says how many there are; --explain shows all."""
    text = "\n".join(f"第{number}项 5 元" for number in range(100))
    places = tuple(replace_span(report.findings[0].evidence[0], at.start()) for at in re.finditer("第", text))
    finding = report.findings[0]._replace(evidence=places, stated=None)
    many = report._replace(document=report.document._replace(text=text), sections=(), findings=(finding,))
    listed = [len(re.findall(r"^    第 +\d+ 行", shown(many, View(100, explain=explain)), re.MULTILINE)) for explain in (False, True)]
    assert ("另有 88 处，加 --explain 列出" in shown(many, View(100)), listed) == (True, [12, 100])


def replace_span(item: Evidence, start: int) -> Evidence:
    """The same evidence at another place."""
    return item._replace(span=Span(start, start + 3))


def test_a_well_read_report_needs_no_caution(report: Report) -> None:
    """Nine of fourteen numbers in claims is enough."""
    assert [] == cautions(report)


def test_undecodable_characters_are_said_loudly(report: Report) -> None:
    """How many characters could not be read, and where the first one stands."""
    document = report.document._replace(text=report.document.text.replace("项目支出", "项\ufffd支出"), undecodable=2)
    assert ["有 2 个字无法识别，第一处在第 7 行。编码可能判断有误，这些字附近的内容没有核对。"] == cautions(
        report._replace(document=document)
    )


def test_a_report_without_numbers_is_not_called_clean(report: Report) -> None:
    """No numbers: silence means nothing."""
    ledger = report.ledger._replace(numbers=0, numbers_in_claims=0, checked=())
    assert ["没有读出任何数字，几乎没有什么可以核对。没有报出问题，不等于没有问题。"] == cautions(report._replace(ledger=ledger))


def test_a_report_without_assessable_claims_is_not_called_clean(report: Report) -> None:
    """Numbers, but no claim that could be judged."""
    ledger = report.ledger._replace(checked=report.ledger.checked[2:])
    assert ["读出 14 个数字，但没有一处关系可以核对。没有报出问题，不等于没有问题。"] == cautions(report._replace(ledger=ledger))


def test_few_numbers_in_claims_is_said_loudly(report: Report) -> None:
    """Nine of a thousand numbers were checked."""
    ledger = report.ledger._replace(numbers=1000)
    assert ["读出 1000 个数字，只有 9 个参与核对，其余的没有核对过。"] == cautions(report._replace(ledger=ledger))


def test_a_crashed_rule_is_said_loudly(report: Report) -> None:
    """A rule that did not get to its end is named at the top, its error below."""
    ledger = report.ledger._replace(rules=(RuleRun("weight-sum", "crashed", "KeyError: 'x'"),))
    text = shown(report._replace(ledger=ledger), View(100))
    assert ("注意：有 1 条规则运行出错，没有查完：weight-sum。" in text, "规则出错  KeyError: 'x'：weight-sum" in text) == (True, True)


def test_broken_claims_without_a_finding_are_told(report: Report) -> None:
    """A claim that does not hold, but that no rule reports, is not passed over in silence."""
    told = shown(report._replace(findings=report.findings[2:]), View(100))
    assert "未报出  1 处，算出来不成立，但读法有疑或只差舍入，没有报为问题（第 7 行）" in told


def test_summary_table_looks_as_it_did(report: Report, snapshots) -> None:
    """A row for each input, what could not be read, what was hardly checked, and the totals."""
    poor = report._replace(findings=(), ledger=report.ledger._replace(numbers=1000))
    rows = [row("材料/柳溪镇.txt", report), row("材料/" + "很长的文件夹名/" * 8 + "末页.txt", poor), row("a.txt", report)]
    rows.append(rows[0]._replace(name="坏.txt", counts=(), remark=""))
    actual = plain.text(table(rows, 80))
    assert snapshots.expected("summary-80.txt", actual) == actual


def test_the_end_of_a_long_path_is_kept() -> None:
    """Files are told apart by their names, not by the folders they share."""
    assert "…/末页.txt" == shorten_left("很长的文件夹名/末页.txt", 10)


def test_places_of_other_formats_are_told_in_their_own_words(report: Report) -> None:
    """A finding in a workbook names cells, not lines of the export; what the reader noticed stands above the findings."""
    text = report.document.text
    located = ((0, Locator(sheet="自评表", row=1, column=1)), (text.index("2023年支出合计"), Locator(sheet="自评表", row=7, column=2)))
    document = report.document._replace(locators=located, notices=("工作表“旧表”是隐藏的，已一并审查。",))
    told = shown(report._replace(document=document), View(100))
    assert ("自评表!B7" in told, "注意：工作表“旧表”是隐藏的，已一并审查。" in told, "第 7 行" in told) == (True, True, False)
