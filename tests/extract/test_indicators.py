"""Targets and results: from headings, from sentences, from table rows; and what a report admits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.chunk import chunk
from auditor.extract import extract
from auditor.extract.numbers.quantities import scan
from auditor.extract.targets.judgements import first_judgement, is_reverse
from auditor.extract.targets.targets import shared_run
from auditor.model import ClaimKind, Extraction, Operation
from auditor.read import read_text


def extraction(text: str) -> Extraction:
    """What is extracted from a text."""
    document = read_text(text, "case.txt")
    return extract(document, chunk(document))


def stated_and_operands(text: str, kind: ClaimKind) -> list[tuple[str, ...]]:
    """Stated value, result and target of every claim of a kind, by its most natural reading."""
    found: list[tuple[str, ...]] = []
    for claim in extraction(text).claims:
        if claim.kind is kind:
            reading = claim.readings[0]
            terms = [term.fact.quantity.text for term in (*reading.terms, *reading.over)]
            found.append((claim.stated.quantity.text, *terms))
    return found


# ----------------------------------------------------------------------------------------------------------------- records


def test_record_of_heading_and_paragraph() -> None:
    """The heading gives name and target, the paragraph below it result, rate and judgement."""
    text = "一、产出\n1. 新建蓄水池24座\n全年新建蓄水池21座，指标完成率87.5%。\n2. 清淤沟渠9公里\n全年清淤沟渠9.3公里，超额完成指标要求。\n"
    records = [
        (
            record.name,
            record.target and record.target.quantity.text,
            record.actual and record.actual.quantity.text,
            record.stated_rate and record.stated_rate.quantity.text,
            record.claim,
        )
        for record in extraction(text).indicators
    ]
    assert [
        ("新建蓄水池", "24座", "21座", "87.5%", None),
        ("清淤沟渠", "9公里", "9.3公里", None, "超额完成指标要求"),
    ] == records


def test_record_in_one_paragraph() -> None:
    """A heading may end at its full stop, and the result follow in the same line."""
    (record,) = extraction("1. 培训护林员80名。2022年培训护林员92名，指标完成率115%。").indicators
    assert record.target is not None
    assert record.actual is not None
    assert ("培训护林员", "80名", "92名") == (record.name, record.target.quantity.text, record.actual.quantity.text)


def test_zero_told_in_words() -> None:
    """没有发生 is a result of 0."""
    (record,) = extraction("一、质量\n1. 溃坝事故发生次数0次\n2022年度没有发生溃坝事故，达成指标要求。\n").indicators
    assert record.actual is not None
    assert Decimal(0) == record.actual.quantity.number


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "一、产出\n1. 修渠3公里\n全年修渠3公里，指标完成率100%。\n2. 架桥2座\n全年架桥2座，指标完成率100%。\n3. 植树900株\n目前苗木已经运到现场。\n",
            3,
        ),
        ("一、产出\n1. 修渠3公里\n全年修渠3公里，指标完成率100%。\n2. 植树900株\n目前苗木已经运到现场。\n", 1),
        ("一、效益\n1. 邻里关系持续改善\n走访得知，村民往来增多，邻里关系持续改善。\n", 1),
        ("一、效益\n1. 邻里关系持续改善\n走访得知，村民之间的往来逐年增多。\n", 0),
    ],
)
def test_records_without_a_judgement(text: str, names: int) -> None:
    """A heading is an indicator when several of its neighbours are, or when its text repeats what it promises."""
    assert names == len(extraction(text).indicators)


def test_every_one_told_in_words() -> None:
    """全部低于 is a result of 100 %; 未全部, or something else that is complete, is none."""
    text = "一、成本\n1. 成本低于预算的项目占比100%\n已结算的项目{}，达到指标要求。\n"
    told = ("全部低于预算", "未全部低于预算", "没有全部低于预算", "全部归档")
    results = [extraction(text.format(words)).indicators[0].actual for words in told]
    assert [Decimal(100), None, None, None] == [result and result.quantity.number for result in results]


def test_a_count_is_stronger_than_nothing() -> None:
    """没有发生 one thing does not undo two of another."""
    (record,) = extraction("一、质量\n1. 安全事故0次\n全年没有发生重大事故，发生安全事故2次，基本达成指标要求。\n").indicators
    assert record.actual is not None
    assert Decimal(2) == record.actual.quantity.number


def test_quality_is_no_part_of_a_name() -> None:
    """What an indicator promises in words (有所提升) is not its name."""
    (record,) = extraction("一、效益\n1. 村民节水意识有所提升\n村民节水意识有所提升，基本达成指标要求。\n").indicators
    assert "村民节水意识" == record.name


@pytest.mark.parametrize(
    "text",
    [
        "1. 总收入860万元，其中上级补助120万元，完成率如下。",
        "12、教育支出75万元；13、卫生支出11万元；",
    ],
    ids=["heading that goes on", "list of amounts"],
)
def test_numbers_in_a_row_are_no_record(text: str) -> None:
    """A numbered statement whose sentence goes on states no target."""
    assert () == extraction(text).indicators


# --------------------------------------------------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年计划栽植油茶640亩，实际栽植608亩，完成率95%。", [("95%", "608亩", "640亩")]),
        ("印发简报45期，目标36期，完成率125%。", [("125%", "45期", "36期")]),
        ("支出决算88.2万元，完成调整预算90.0万元的98%。", [("98%", "88.2万元", "90.0万元")]),
        ("上半年目标不限。截至6月底办结30件，完成率按月通报。", []),
        ("公路养护计划完成率98.5%，上年为97.9%。", []),
    ],
    ids=["plan and result", "result before target", "rate of an amount", "no number of a rate", "no operands"],
)
def test_completion_rates_of_sentences(text: str, expected: list[tuple[str, ...]]) -> None:
    """A rate is tied to the target and the result of its own sentence, or to nothing."""
    assert expected == stated_and_operands(text, ClaimKind.COMPLETION)


def test_rate_refers_to_a_target_of_an_earlier_section() -> None:
    """目标完成率 looks back for the only target of the same name and unit."""
    text = "一、目标\n年度目标为新增停车泊位300个。\n\n二、完成\n截至年底，已新增停车泊位270个，目标完成率90%。\n"
    assert [("90%", "270个", "300个")] == stated_and_operands(text, ClaimKind.COMPLETION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年初目标为出苗率95%以上，实际出苗率93.1%，达到目标要求。", [("93.1%", "95%")]),
        ("目标安装路灯80盏。截至6月底安装50盏，年末累计安装81盏，全面完成任务。", [("81盏", "80盏")]),
        ("出苗率目标92%，上年出苗率90.4%，本年出苗率93.1%，达到目标。", [("93.1%", "92%")]),
        ("年度目标：修建机耕桥15座、安装路灯80盏。实际修建机耕桥15座、安装路灯76盏，目标均已完成。", [("15座", "15座"), ("76盏", "80盏")]),
        ("全年计划培训300人，预计年底完成210人，力争完成全年目标。", []),
        ("计划安排资金300万元，实际支出280万元，完成全年任务。", []),
        ("计划整修渠道12公里，实际衬砌9600平方米，完成年度任务。", []),
    ],
    ids=["sentence", "half-year aside", "last year aside", "lists", "forecast", "money saved", "other unit"],
)
def test_met_targets_of_sentences(text: str, expected: list[tuple[str, ...]]) -> None:
    """A judged result stands against its own target; what is forecast, saved or measured otherwise stands against none."""
    assert expected == stated_and_operands(text, ClaimKind.TARGET)


def test_less_is_better_for_what_is_limited() -> None:
    """控制在…以内 turns the comparison round."""
    (claim,) = (claim for claim in extraction("漏损率控制在9%以内，实测漏损率9.8%，指标达标。").claims if claim.kind is ClaimKind.TARGET)
    assert Operation.AT_MOST is claim.readings[0].operation


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("安全事故起数目标为3起", True),
        ("漏损率控制在9%", True),
        ("火灾起数下降10%以上", False),
        ("投诉办结率目标95%", False),
        ("能耗下降率目标不低于4%", False),
        ("返贫率目标1%", True),
    ],
)
def test_direction(words: str, expected: bool) -> None:
    """Less is better where the limit or the last word of the name says so."""
    (quantity,) = scan(words)
    assert expected is is_reverse(words[: quantity.start], quantity)


# ------------------------------------------------------------------------------------------------------------------ tables


def test_rows_of_an_indicator_table() -> None:
    """Columns count by their headers; a unit in the header or behind the name goes to bare numbers."""
    text = "指标\t目标值\t实际值\t完成率\t完成情况\n巡护里程（公里）\t120\t90\t75%\t未完成\n宣传场次（场）\t≥20\t18\t90%\t完成\n"
    assert [("75%", "90", "120"), ("90%", "18", "20")] == stated_and_operands(text, ClaimKind.COMPLETION)
    assert [("18", "20")] == stated_and_operands(text, ClaimKind.TARGET)


def test_table_without_results_claims_nothing() -> None:
    """A table of targets alone asserts no completion."""
    assert [] == stated_and_operands("指标\t目标值\t完成率\n宣传场次（场）\t20\t90%\n培训期数（期）\t4\t100%\n", ClaimKind.COMPLETION)


# -------------------------------------------------------------------------------------------------------------- admissions


@pytest.mark.parametrize(
    "text",
    [
        "个别指标未能按期完成。",
        "距目标还差58户。",
        "形象进度滞后于年度计划。",
        "受雨水影响，堤防项目未能如期完工。",
        "全年计划8处，仅完成5处。",
    ],
)
def test_admissions(text: str) -> None:
    """What the report says it has not reached."""
    assert 1 == sum(statement.kind == "shortfall" for statement in extraction(text).statements)


@pytest.mark.parametrize(
    "text",
    [
        "指标均已完成，不存在未完成的目标。",
        "任务如未按期完成，由科室书面说明。",
        "对未达标的企业项目下达整改通知。",
        "未完成任务的按比例扣分。",
        "项目分为完成、未完成两档。",
        "走访未成年人86名，完成任务。",
    ],
    ids=["negated", "condition", "others", "rubric", "scale", "other word"],
)
def test_no_admissions(text: str) -> None:
    """Negations, conditions, rules and words about others admit nothing."""
    assert [] == [statement.text for statement in extraction(text).statements if statement.kind == "shortfall"]


def test_progress_beside_work_that_goes_on() -> None:
    """正在施工 and 进度100% in one clause; not when a semicolon parts them."""
    together = extraction("护岸砌筑正在施工，形象进度100%。").statements
    apart = extraction("二期正在施工，进度45%；一期工程进度100%。").statements
    assert (["state"], []) == ([statement.kind for statement in together], [statement.kind for statement in apart])


# ------------------------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("没有完全达到年度目标", "admitted"),
        ("超额完成目标", "exceeded"),
        ("基本完成目标", "partly"),
        ("三项目标均已完成", "met"),
        ("目标完成率85%", None),
        ("完成任务30户", None),
        ("力争完成目标", None),
    ],
)
def test_judgements(text: str, expected: str | None) -> None:
    """An admission counts before praise; forecasts, rates and 完成任务 30 户 judge nothing."""
    judgement = first_judgement(text, 0, len(text))
    assert expected == (judgement.attitude if judgement else None)


def test_shared_run() -> None:
    """The longest run of characters that two texts share."""
    assert 4 == shared_run("新建蓄水池", "全镇建蓄水池")
