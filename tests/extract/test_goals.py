"""Goals above target tables: which number is which indicator, what the year has to do with the whole period, names broken by a page."""

from __future__ import annotations

import pytest

from auditor.extract.targets.goal_names import core, counted, same
from auditor.model import ClaimKind, Outcome, Report
from auditor.pipeline import audit_text

HEADER = "一级指标\t二级指标\t三级指标\t实施周期指标值\t当年度指标值\n"
FORM = "项目名称\t河道治理\n资金需求\t总金额（万元）\t900.00\t当年度金额（万元）\t300.00\n"


def claims(report: Report, trait: str) -> list[tuple[str, Outcome]]:
    """What the claims with a trait are about, and how they fare."""
    return [
        (item.claim.stated.quantity.text, item.verdict.outcome)
        for item in report.ledger.checked
        if item.claim.kind is ClaimKind.TARGET_TABLE and trait in item.claim.traits
    ]


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        ("新增注册企业数量", "推动新增注册企业", True),
        ("11120209001-疏浚河道长度（公里）", "全区疏浚河道的长度", True),
        ("入户走访老人数量", "走访老人入户", False),
        ("隐患企业排查数量", "排查隐患企业", True),
        ("新建农村公路里程", "新建公路里程", False),
        ("培训人数", "全年培训", False),
    ],
)
def test_one_name(one: str, other: str, holds: bool) -> None:
    """What does not tell things apart is left out, two words may change places, nothing else may differ."""
    assert same(core(one), core(other)) is holds


@pytest.mark.parametrize(
    ("name", "before", "behind", "holds"),
    [
        ("新建驿站数量", "新建", "驿站，方便群众", True),
        ("新建驿站数量", "今年新建", "驿站管理房。", False),
        ("新建驿站数量", "改建", "驿站。", False),
        ("运营驿站数量", "保障", "驿站正常运营。", True),
        ("驿站数量", "", "驿站", False),
    ],
)
def test_a_number_inside_a_name(name: str, before: str, behind: str, holds: bool) -> None:
    """新建 12 座驿站 tells the number of 新建驿站, but not of 新建驿站管理房."""
    assert counted(core(name), before, behind) is holds


def test_a_number_two_lines_below_its_name() -> None:
    """Where the lines of two columns are mixed, a number at the beginning of a line belongs to the nearest name left open."""
    goal = "本年度疏浚村级河道不少于\n总\t建成完整的水系，提高防洪能力，改善沿河村庄的\n38条，修建生态护岸不少于6\n体\t生产生活条件。\n公里。\n"
    rows = "产出指标\t数量指标\t疏浚村级河道数量\t≥120条\t≥38条\n产出指标\t数量指标\t修建生态护岸长度\t≥20公里\t≥5公里\n"
    report = audit_text(FORM + "实施期目标\t当年度目标\n" + goal + HEADER + rows)
    assert claims(report, "goal") == [("38条", Outcome.HOLDS)]


def test_the_year_within_the_period() -> None:
    """What adds up is compared, rates and what is to fall are not."""
    rows = (
        "产出指标\t数量指标\t疏浚村级河道数量\t≥20条\t≥38条\n\t质量指标\t验收合格率\t≥90%\t≥95%\n"
        "效益指标\t社会效益指标\t内涝积水点数量\t≤3处\t≤9处\n\t社会效益指标\t受益村庄数量\t≥60个\t≥20个\n"
    )
    report = audit_text(FORM + HEADER + rows)
    assert claims(report, "year-target") == [("38条", Outcome.BROKEN), ("20个", Outcome.HOLDS)]
    assert claims(report, "year-amount") == [("300.00", Outcome.HOLDS)]


def test_a_name_broken_by_the_page() -> None:
    """Both halves of a name around its row are put together; the halves of the next row stay with it."""
    rows = (
        "产出指标\t数量指标\t疏浚河道数量\t≥20条\t≥8条\n支持沿河乡镇开展河道保洁和\n1-产出指标\t11-数量指标\t≥40个\t≥12个\n巡查的村庄数量\n"
        "效\n建成水质自动监测\n2-效益指标\t22-社会效益指标\t≥9座\t≥3座\n站点数量\n"
        "3-满意度指标\t31-服务对象满意度\t村民满意度\t≥90%\t≥90%\n"
    )
    table = audit_text(FORM + HEADER + rows).extraction.target_tables[0]
    assert [(row.name, row.target.quantity.text if row.target else "", row.level2) for row in table.rows] == [
        ("疏浚河道数量", "8条", "数量指标"),
        ("支持沿河乡镇开展河道保洁和巡查的村庄数量", "12个", "11-数量指标"),
        ("建成水质自动监测站点数量", "3座", "22-社会效益指标"),
        ("村民满意度", "90%", "31-服务对象满意度"),
    ]
    assert table.damaged


def test_a_form_for_several_years_is_not_held_against_one() -> None:
    """A goal that speaks of several years says nothing of the indicators of one."""
    text = (
        "项目名称\t河道治理\n年度资金总额（万元）\t300.00\n总体目标\t2023—2025年安排资金900万元，疏浚村级河道120条。\n"
        "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t疏浚村级河道数量\t≥38条\n满意度指标\t满意度\t群众满意度\t≥90%\n"
    )
    assert claims(audit_text(text), "goal") == claims(audit_text(text), "goal-amount") == []
