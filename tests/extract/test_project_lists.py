"""Lists of projects whose long descriptions a page has broken."""

from __future__ import annotations

from auditor.model import ClaimKind, Outcome, Report
from auditor.pipeline import audit_text

LINES = (
    "单位：万元\n序号\t项目名称\t绩效目标描述\t预算金额\t实施单位\n合  计\t{total}\n"
    "本项目安排资金{a}万元，主要用于灌区渠道清淤，改善灌溉条件，\n灌区清淤\n1\t保障春灌用水，提高渠道输水能力。\t2,340.00 \t水利局\n工程\n"
    "本项目2025年度共安排{b}万元资金，用于校舍加固和操场维修，\n校舍维修\n2\t改善办学条件，消除安全隐患。\t1,180.50 \t教育局\n改造项目\n"
    "申请财政资金446万元，用于更新社区卫生服务中心设备，提升\n社区卫生\n{third}服务能力，方便群众就近就医。\t446.00 \t卫健局\n服务提升\n"
    "预算资金760万元，养护县乡道路，及时修补坑槽。\n4\t道路养护\t保持路况良好，处置率达到95%以上。\t760.00 \t交通局\n"
)


def read(*, total: str = "4,726.50", a: str = "2340", b: str = "1180.5", third: str = "3\t") -> Report:
    """The report on the list with some numbers changed."""
    return audit_text(LINES.format(total=total, a=a, b=b, third=third))


def claims(report: Report, trait: str) -> list[tuple[str, Outcome]]:
    """The claims with a trait and how they fare."""
    return [
        (item.claim.stated.quantity.text, item.verdict.outcome)
        for item in report.ledger.checked
        if item.claim.kind is ClaimKind.TARGET_TABLE and trait in item.claim.traits
    ]


def test_the_list_is_put_together() -> None:
    """Every row has its amount, the total is their sum, and each description gives the amount of its row."""
    report = read()
    assert claims(report, "list-total") == [("4,726.50", Outcome.HOLDS)]
    assert [outcome for _, outcome in claims(report, "listed-amount")] == [Outcome.HOLDS] * 4


def test_an_amount_between_two_rows() -> None:
    """The amount that agrees with neither row belongs to the one whose own is not told."""
    assert ("1810.5万元", Outcome.BROKEN) in claims(read(b="1810.5"), "listed-amount")


def test_two_amounts_that_agree_with_no_row() -> None:
    """With two of four amounts astray the descriptions are of something else."""
    assert [outcome for _, outcome in claims(read(a="9000", b="8000"), "listed-amount")] == [Outcome.HOLDS] * 2


def test_a_lost_number() -> None:
    """A row that has lost its number leaves the list open: no sum is claimed."""
    assert claims(read(third=""), "list-total") == []
