"""What indicator records amount to: recomputed rate, possible scores, verdict."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.audit.records import assess
from auditor.model import Assessment
from auditor.pipeline import audit_text


def told(target: str, result: str) -> Assessment:
    """The assessment of one of three records told in prose; the other two make a list of it."""
    text = (
        "二、绩效目标完成情况\n\n（一）数量指标\n\n1、种植树木300棵。\n\n全年种植树木330棵，指标完成率110%。\n\n"
        f"2、{target}。\n\n{result}\n\n3、清理河道20公里。\n\n全年清理河道20公里，指标完成率100%。\n"
    )
    report = audit_text(text, "x")
    assert [record.level2 for record in report.extraction.indicators] == ["数量指标"] * 3
    return assess(report)[1]


@pytest.mark.parametrize(
    ("target", "result", "rate", "verdict"),
    [
        ("维修路灯80盏", "全年维修路灯76盏，指标完成率95%。", "95.00", "rate-ok"),
        ("维修路灯80盏", "全年维修路灯76盏，指标完成率98%。", "95.00", "rate-wrong"),
        ("维修路灯80盏", "全年维修路灯84盏，完成指标要求。", "105.00", "met"),
        ("维修路灯80盏", "全年维修路灯76盏，完成指标要求。", "95.00", "below-target"),
        ("维修路灯80盏", "全年维修路灯76盏，未完成指标要求。", "95.00", "admitted-shortfall"),
        ("维修路灯80盏", "全年路灯维修工作有序开展，完成指标要求。", None, "no-actual"),
        ("安全事故0起", "全年没有发生安全事故，完成指标要求。", None, "met"),
        ("居民出行条件改善", "居民出行条件得到改善，基本达成指标要求。", None, "qualitative"),
        ("开展财务抽查3次", "对东河村、西河村、南河村的账目进行了抽查，达到了指标要求。", "100.00", "met"),
        ("开展财务抽查4次", "对东河村、西河村、南河村的账目进行了抽查，达到了指标要求。", None, "no-actual"),
        ("开展财务抽查3次", "对东河村、西河村、南河村等的账目进行了抽查，达到了指标要求。", None, "no-actual"),
        ("推进小额信贷", "全年新增小额信贷6户24万元，指标完成率100%。", None, "rate-unverifiable"),
    ],
)
def test_a_record_of_the_prose(target: str, result: str, rate: str | None, verdict: str) -> None:
    """The rate is result ÷ target wherever both are numbers; the verdict is what the audit says of the claim, or the target itself."""
    found = told(target, result)
    assert (found.recomputed_rate, found.verdict) == (Decimal(rate) if rate else None, verdict)


TABLE = (
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t评分标准\t分值\t得分\n"
    "产出指标\t数量指标\t巡查次数\t≥24次\t26次\t每少一次扣2分，扣完为止。\t10\t10\n"
    "\t质量指标\t整改率\t≥95%\t90%\t全部符合得满分；一项不符合扣1分。\t10\t9\n"
    "\t成本指标\t巡查费用\t≤8万元\t7.5万元\t得分=完成率×分值。\t10\t10\n"
    "效益指标\t社会效益指标\t隐患减少情况\t明显\t较明显\t优秀得满分；良好得4分；较差得0分。\t5\t4\n"
)


def test_a_row_of_a_score_table() -> None:
    """Possible scores by the printed standard, best first; a range where it gives any score between."""
    found = assess(audit_text(TABLE, "x"))
    assert [(item.verdict, item.recomputed_rate) for item in found] == [
        ("met", Decimal("108.33")),
        ("below-target", Decimal("94.74")),
        ("met", Decimal("93.75")),
        ("score-possible", None),
    ]
    assert [item.scores[:3] for item in found] == [(10, 8, 6), (10, 9, 8), (), (5, 4, 0)]
    assert (found[2].lowest, found[2].highest) == (Decimal(0), Decimal(10))


def test_a_table_without_scores_has_records() -> None:
    """Targets against results are read where no points are awarded; less is better where the name says so."""
    text = (
        "绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t全年实际完成值\t未完成原因和改进措施\n"
        "\t产出指标\t数量指标\t检修泵站\t12座\t12座\t\n"
        "\t\t质量指标\t设备故障率\t3%\t2%\t\n"
        "\t效益指标\t社会效益指标\t受益农户\t≥900户\t860户\t部分村组尚未通水\n"
    )
    report = audit_text(text, "x")
    assert [(record.level1, record.level3) for record in report.extraction.indicators] == [
        ("产出指标", "检修泵站"),
        ("产出指标", "设备故障率"),
        ("效益指标", "受益农户"),
    ]
    assert [item.verdict for item in assess(report)] == ["met", "met", "below-target"]
