"""Scores told in prose, their roles and the totals they make up."""

from __future__ import annotations

import pytest

from auditor.extract.lines import scan_passage
from auditor.extract.scores.marks import Role, read_marks
from auditor.model import Checked, ClaimKind, Outcome, Passage
from auditor.pipeline import audit_text


def roles(text: str) -> list[Role]:
    """The roles of the scores of one paragraph, in order."""
    return [mark.role for mark in read_marks(scan_passage(Passage.whole(text, 0), 0, 0))]


def totals(text: str) -> list[Checked]:
    """The verified score totals of a text."""
    return [item for item in audit_text(text).ledger.checked if item.claim.kind is ClaimKind.SCORE_SUM]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("满分10分，扣2分，故此项得8分。", [Role.FULL, Role.DEDUCTED, Role.AWARD]),
        ("数量指标（15分）自评得14分。", [Role.FULL, Role.AWARD]),
        ("综合得分90分，其中决策18分，过程17分。", [Role.TOTAL, Role.AWARD, Role.AWARD]),
        ("满分100分，其中决策20分、过程80分。", [Role.FULL, Role.FULL, Role.FULL]),
        ("总分100分，自评得分95分。", [Role.FULL, Role.RESULT]),
        ("扣5分（资料不全扣2分、归档滞后扣3分）。", [Role.ALL_DEDUCTED, Role.DEDUCTED, Role.DEDUCTED]),
        ("基础分90分，加分项得5分，共扣2分。", [Role.BASE, Role.ADDED, Role.ALL_DEDUCTED]),
        ("共性指标得38分，合计38分。", [Role.AWARD, Role.TOTAL]),
    ],
)
def test_a_score_has_a_role(text: str, expected: list[Role]) -> None:
    """The words around a score tell what it does in the reckoning."""
    assert expected == roles(text)


@pytest.mark.parametrize(
    "text",
    [
        "每发现一处扣0.5分，扣完为止。",
        "评分标准：全部符合得5分，符合三项得3分。",
        "较2022年的87分提高3分。",
        "最高94分，最低86分。",
        "90分以上为优，80分至90分为良。",
    ],
)
def test_standards_and_comparisons_are_no_scores(text: str) -> None:
    """What explains how scores are given, or compares them, takes part in no reckoning."""
    assert [] == roles(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("综合得分90分：决策得20分，过程得25分，效益得45分。", Outcome.HOLDS),
        ("综合得分91分：决策得20分，过程得25分，效益得45分。", Outcome.BROKEN),
        ("自评得分90分。决策得20分；产出得70分（数量40分、质量30分）。", Outcome.HOLDS),
        ("决策得20分，过程得25分，产出得46分，合计得分90分。", Outcome.BROKEN),
        ("本项满分10分，因验收推迟扣2分，得7分。", Outcome.BROKEN),
        ("采用百分制，预算执行扣2分，时效扣1分，自评得分97分。", Outcome.HOLDS),
        ("共扣4分，其中支付滞后扣1分，档案不全扣2分。", Outcome.BROKEN),
        ("一、决策\n故此项得20分。\n二、产出\n故此项得70分。\n三、结论\n自评总分为90分。\n", Outcome.HOLDS),
        ("一、决策\n故此项得20分。\n二、产出\n故此项得70分。\n三、结论\n自评总分为91分。\n", Outcome.BROKEN),
    ],
)
def test_a_total_is_reckoned_from_what_the_wording_ties_to_it(text: str, expected: Outcome) -> None:
    """Lists, brackets, deductions and scattered awards make up the first total of each text."""
    assert expected is totals(text)[0].verdict.outcome


def test_each_of_two_projects_has_its_own_parts() -> None:
    """With two totals in one document only the awards between them are held against each."""
    text = "甲项目自评得分95分：执行10分，产出50分，效益35分。\n乙项目自评得分90分：执行8分，产出48分，效益34分。\n"
    assert [Outcome.HOLDS, Outcome.HOLDS] == [item.verdict.outcome for item in totals(text)]


def test_a_difference_in_the_last_of_two_places_is_only_a_note() -> None:
    """Scores written to a hundredth may each be rounded."""
    text = "综合得分88.67分：执行9.33分，产出43.33分，效益27.34分，满意度8.66分。"
    assert [("last-digit", "note")] == [(finding.code, str(finding.severity)) for finding in audit_text(text).findings]
