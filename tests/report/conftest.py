"""An invented report of an invented town, with findings and a ledger built by hand: what renderers are tested on."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.model import (
    Certainty,
    Checked,
    Claim,
    ClaimKind,
    Document,
    Evidence,
    Extraction,
    Fact,
    Field,
    Finding,
    Indicator,
    Kind,
    Ledger,
    Operation,
    Outcome,
    Paragraph,
    Passage,
    Quantity,
    Reading,
    Report,
    RuleInfo,
    RuleRun,
    Section,
    Severity,
    Span,
    Term,
    Verdict,
)

TEXT = """柳溪镇人民政府2023年度部门整体支出绩效自评报告

一、基本情况
柳溪镇人民政府核定编制42人，年末在职45人。
二、预算执行情况
（一）收支情况
2023年支出合计 1,260.50 万元，其中：基本支出 760.20 万元，项目支出 480.30 万元；年末结转 20 万元。
预算执行率为 96.5%。
（二）项目支出
道路养护 180.30 万元
垃圾清运 [bold]150.00[/bold] 万元 :100:
污水处理\t150.00\t万元
三、评价结论
自评得分 92.5 分，等级为良。
"""


def span(text: str, after: str = "") -> Span:
    """The span of the first `text` after `after` in TEXT."""
    start = TEXT.index(text, TEXT.index(after))
    return Span(start, start + len(text))


def section(index: int, level: int, marker: str, title: str, parent: int | None) -> Section:
    """A section whose heading stands in TEXT."""
    heading = span(marker + title) if marker else span(title)
    return Section(index, level, marker, title, heading, parent, 0, 0)


SECTIONS = (
    section(0, 0, "", "柳溪镇人民政府2023年度部门整体支出绩效自评报告", None),
    section(1, 1, "一、", "基本情况", 0),
    section(2, 1, "二、", "预算执行情况", 0),
    section(3, 2, "（一）", "收支情况", 2),
    section(4, 2, "（二）", "项目支出", 2),
    section(5, 1, "三、", "评价结论", 0),
)


def money(number: str, place: Span) -> Fact:
    """An amount in 万元."""
    quantity = Quantity(0, len(number), number, Decimal(number.replace(",", "")), "万元", Kind.MONEY, Decimal(10000))
    return Fact(quantity, place)


STATED = money("1,260.50", span("1,260.50 万元"))
PARTS = (money("760.20", span("760.20 万元")), money("480.30", span("480.30 万元")), money("20", span("20 万元", "结转")))
SUM = Claim(ClaimKind.SUM, STATED, (Reading(Operation.SUM, tuple(Term(part) for part in PARTS)),))
PROJECTS = Claim(ClaimKind.SUM, PARTS[1], (Reading(Operation.SUM, name="按分项目相加"),))
RATE = Claim(ClaimKind.RATIO, money("96.5", span("96.5%")), ())

FINDINGS = (
    Finding(
        rule="score-grade",
        category="grade-mismatch",
        code="band-differs",
        certainty=Certainty.LIKELY,
        severity=Severity.WARNING,
        message="自评得分 92.5 分，等级写为良；按常用标准 90 分以上为优。",
        evidence=(Evidence("stated", span("良", "等级为")), Evidence("score", span("自评得分 92.5 分"))),
        stated="良",
        computed="优",
    ),
    Finding(
        rule="sum-mismatch",
        category="sum-mismatch",
        code="sum-differs",
        certainty=Certainty.CERTAIN,
        severity=Severity.ERROR,
        message="支出合计写明 1,260.50 万元，基本支出与项目支出相加为 1240.50 万元。",
        evidence=(
            Evidence("stated", STATED.span),
            Evidence("part", span("基本支出 760.20 万元")),
            Evidence("part", span("项目支出 480.30 万元")),
            Evidence("context", span("道路养护 180.30 万元")),
        ),
        stated="1260.50",
        computed="1240.50",
        difference="20.00",
        arithmetic="760.20 + 480.30 = 1240.50 ≠ 1260.50",
        root="支出合计",
    ),
    Finding(
        rule="over-limit",
        category="over-limit",
        code="staff-over-establishment",
        certainty=Certainty.CERTAIN,
        severity=Severity.ERROR,
        message="在职 45 人，超过编制 42 人。",
        evidence=(Evidence("stated", span("在职45人")), Evidence("limit", span("编制42人"))),
        stated="45",
        computed="42",
        difference="3",
        arithmetic="45 > 42",
    ),
    Finding(
        rule="unit-error",
        category="unit-error",
        code="cell",
        certainty=Certainty.QUERY,
        severity=Severity.NOTE,
        message="垃圾清运与污水处理的金额相同。",
        evidence=(Evidence("stated", span("[bold]150.00[/bold] 万元 :100:")), Evidence("other", span("污水处理\t150.00\t万元"))),
    ),
)

CHECKED = (
    Checked(
        SUM,
        Verdict(
            Outcome.BROKEN, SUM.readings[0], Decimal("1260.50"), Decimal("1240.50"), Decimal("20.00"), "760.20 + 480.30 = 1240.50 ≠ 1260.50"
        ),
    ),
    Checked(
        PROJECTS,
        Verdict(
            Outcome.BY_ROUNDING,
            PROJECTS.readings[0],
            Decimal("480.30"),
            Decimal("480.3"),
            Decimal("0.00"),
            "180.30 + 150.00 + 150.00 = 480.30",
        ),
    ),
    Checked(RATE, Verdict(Outcome.NOT_ASSESSABLE, reason="找不到作分母的数")),
)

LEDGER = Ledger(
    numbers=14,
    numbers_in_claims=9,
    checked=CHECKED,
    rules=(
        RuleRun("over-limit", "ran"),
        RuleRun("sum-mismatch", "ran"),
        RuleRun("weight-sum", "not-applicable", "本文没有这类陈述"),
    ),
    skipped=(("“其中”后面没有数", span("垃圾清运")),),
)

INDICATOR = Indicator(
    name="在职人员控制率",
    section=1,
    heading=span("柳溪镇人民政府核定编制"),
    target=Fact(Quantity(0, 3, "42人", Decimal(42), "人", Kind.COUNT), span("42人")),
    actual=Fact(Quantity(0, 3, "45人", Decimal(45), "人", Kind.COUNT), span("45人")),
)

EXTRACTION = Extraction(
    fields={
        "title": Field("柳溪镇人民政府2023年度部门整体支出绩效自评报告", span("柳溪镇人民政府2023年度部门整体支出绩效自评报告")),
        "unit": Field("柳溪镇人民政府", span("柳溪镇人民政府")),
        "fiscal_year": Field("2023", span("2023")),
        "establishment": Field("42", span("42"), "人"),
        "staff": Field("45", span("45"), "人"),
        "total_score": Field("92.5", span("92.5"), "分"),
        "grade": Field("良", span("良", "等级为")),
    },
    kinds=("self-evaluation", "final-accounts"),
    fiscal_year=2023,
    claims=(SUM, PROJECTS, RATE),
    indicators=(INDICATOR,),
    numbers=14,
    used=9,
    skipped=LEDGER.skipped,
)

DOCUMENT = Document(
    name="柳溪镇.txt",
    path="材料/柳溪镇.txt",
    file_sha256="0" * 64,
    media_type="text/plain",
    encoding="utf-8",
    undecodable=0,
    text=TEXT,
    blocks=(Paragraph(Passage.whole(TEXT, 0)),),
)


@pytest.fixture
def report() -> Report:
    """A report with two errors, a warning and a note."""
    return Report(
        DOCUMENT, SECTIONS, EXTRACTION, FINDINGS, LEDGER, (RuleInfo("sum-mismatch", "合计不符", "sum-mismatch", ("sum-differs",)),)
    )


class Snapshots:
    """Texts that renderers are compared with. `AUDIT_UPDATE_SNAPSHOTS=1 pytest tests/report` writes them anew."""

    folder = Path(__file__).parent.parent / "snapshots"
    updating = "AUDIT_UPDATE_SNAPSHOTS" in os.environ

    def expected(self, name: str, actual: str) -> str:
        """What `name` should look like; when updating, `actual` becomes that."""
        path = self.folder / name
        if self.updating:
            path.write_text(actual, encoding="utf-8", newline="\n")
        return path.read_text(encoding="utf-8")


@pytest.fixture
def snapshots() -> Snapshots:
    """What renderers are compared with."""
    return Snapshots()
