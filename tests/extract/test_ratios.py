"""Rates, shares and satisfaction in prose: which numbers are divided by which, and where nothing is claimed."""

from __future__ import annotations

import pytest

from auditor.extract.lines import scan_passage
from auditor.extract.relations.ratios import ratio_claims
from auditor.model import Claim, ClaimKind, Passage, Reading


def claims(*paragraphs: str) -> list[Claim]:
    """The claims of some paragraphs, one block each."""
    lines = [scan_passage(Passage.whole(text, 1000 * block), 0, block) for block, text in enumerate(paragraphs)]
    return list(ratio_claims(lines))


def written(reading: Reading) -> str:
    """A quotient as plain text."""

    def side(terms: tuple) -> str:
        return "".join(f"{'-' if term.sign < 0 else '+'}{term.fact.quantity.digits}" for term in terms).lstrip("+")

    return f"{side(reading.terms)}/{side(reading.over)}"


def natural(*paragraphs: str) -> list[tuple[str, str]]:
    """For every claim the stated percentage and its natural reading."""
    return [(claim.stated.quantity.text, written(claim.readings[0])) for claim in claims(*paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年受理投诉150件，办结141件，办结率94%。", ("94%", "141/150")),
        ("全年收案150件，审结141件，结案率94%。", ("94%", "141/150")),
        ("全年预算数80万元，执行数76万元，预算执行率为95%。", ("95%", "76/80")),
        ("核定编制40名，年末在职38人，在职人员控制率95%。", ("95%", "38/40")),
        ("设备采购控制价200万元，成交价190万元，节约资金10万元，资金节约率5%。", ("5%", "10/200")),
        ("年初预算400万元，年中追加60万元，调整后预算460万元，预算调整率（调整数/年初预算数）为15%。", ("15%", "460-400/400")),
        ("体检合格率为90%（参检200人，合格180人）。", ("90%", "180/200")),
        ("满分20分，评价得分18分，得分率90%。", ("90%", "18/20")),
        ("培训任务200人，已培训180人，剩余20人，培训率90%。", ("90%", "180/200")),
    ],
)
def test_a_rate_takes_the_numbers_that_its_name_calls_for(text: str, expected: tuple[str, str]) -> None:
    """Synonyms of the verb, formulas in brackets, operands behind the rate, a whole that is done plus remainder."""
    assert [expected] == natural(text)


def test_a_rate_after_an_exclusion_divides_by_what_is_left() -> None:
    """The excluded are the former remainder less the one told after 刨除."""
    text = "任务200人，已接种180人，剩余20人，接种率90%（刨除外出人员，剩余12人，接种率93.75%）。"
    assert [("90%", "180/200"), ("93.75%", "180/200-20+12")] == natural(text)


@pytest.mark.parametrize(
    "text",
    [
        "全年办结141件，办结率达到95%以上的目标。",
        "培训3期，参训200人，群众满意率98%。",
        "失业人员再就业80人，新增就业400人，城镇登记失业率3.1%。",
        "税收60亿元，同比增长5%，增长率高于全市。",
        "资金到位率100%，项目开工率95%。",
    ],
)
def test_no_rate_without_operands_of_its_own(text: str) -> None:
    """Targets, statistics of another base, and rates without numbers are no claims."""
    assert [] == natural(text)


def test_the_percentage_of_an_amount_belongs_to_the_subject() -> None:
    """完成年初预算 X 的 p% says what part of X the sentence's subject is, and is a claim about completion."""
    found = claims("本年支出840万元，完成年初预算800万元的105%。")
    assert [(ClaimKind.COMPLETION, "840/800")] == [(claim.kind, written(claim.readings[0])) for claim in found]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("总支出500万元，其中基本支出300万元，占60%；项目支出200万元，占40%。",), [("60%", "300/500"), ("40%", "200/500")]),
        (("接待费合计20万元。其中公务接待5万元，占25%；外事接待15万元。",), [("25%", "5/20")]),
        (("教育支出90万元，占本年支出360万元的25%。",), [("25%", "90/360")]),
        (("全镇现有水田面积800亩。", "机械化插秧600亩，占全镇水田面积的75%。"), [("75%", "600/800")]),
        (("总预算500万元，上半年支出100万元，累计支出占比50%。",), []),
        (("甲乙两村各有60亩和40亩，分别占60%和40%。",), []),
        (("2021年末床位总数300张。2020年末护理床位60张，占床位总数的24%。",), []),
    ],
)
def test_a_share_takes_the_whole_it_names(paragraphs: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    """The head of the list, the whole named or told between 占 and 的, also a paragraph before; never of another year or subject."""
    assert expected == natural(*paragraphs)


def test_satisfaction_divides_the_satisfied_by_the_valid_answers() -> None:
    """Kinds of satisfied answers are added; with all answers told the survey is complete."""
    (claim,) = claims("收回有效问卷200份，其中非常满意120份，满意60份，不满意20份，满意度90%。")
    assert ["120+60/200", "120/200"] == [written(reading) for reading in claim.readings]
    assert "complete" in claim.traits


def test_per_mille_is_a_tenth_of_a_per_cent() -> None:
    """The stated value is brought to per cent; its text stays as written."""
    (claim,) = claims("检测样品2000批次，不合格10批次，不合格率5‰。")
    assert ("5‰", "0.5") == (claim.stated.quantity.text, claim.stated.quantity.digits)


def test_other_pairs_are_readings_only_when_they_come_near() -> None:
    """The budget that gives the stated rate is a further reading; pairs that give quite another rate are not listed."""
    (claim,) = claims("项目预算100万元，到位80万元，支出76万元，资金使用率95%。")
    assert ["76/80"] == [written(reading) for reading in claim.readings]
