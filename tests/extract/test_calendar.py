"""The report's own year, other years in its place, and dates that do not exist."""

from __future__ import annotations

import pytest

from auditor.chunk import chunk
from auditor.extract import extract
from auditor.read import read_text

TITLE = "云溪镇2022年度部门整体支出绩效自评报告"


def year_of(text: str) -> int | None:
    """The year a text is about."""
    document = read_text(text, "case.txt")
    return extract(document, chunk(document)).fiscal_year


def statements(text: str, kind: str) -> list[tuple[str, str]]:
    """Trait and year of every statement of a kind, or trait and words of dates."""
    document = read_text(text, "case.txt")
    found = [statement for statement in extract(document, chunk(document)).statements if statement.kind == kind]
    return [("".join(sorted(statement.traits)), statement.detail or statement.text) for statement in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE, 2022),
        ("二〇二一年度文化站资金绩效自评报告", 2021),
        ("云溪镇２０２３年度绩效自评报告", 2023),
        ("供水项目绩效自评报告\n（2020年度）\n\n一、概况\n项目已完工。", 2020),
        ("情况说明\n\n2021年修路。2021年架桥。2021年清淤。2020年筹备。", 2021),
        ("情况说明\n\n2021年修路，2020年架桥。", None),
    ],
    ids=["title", "Chinese numerals", "full-width digits", "line under the title", "named most", "named rarely"],
)
def test_own_year(text: str, expected: int | None) -> None:
    """The year stands in the title or under it; without one the year spoken of most, if there is one."""
    assert expected == year_of(text)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("按照部署，我镇对2021年度部门整体支出进行了绩效自评。", ("object", "2021")),
        ("经自评，2021年度部门整体支出绩效等级为优。", ("object", "2021")),
        ("评价期间为2021年1月1日至2021年12月31日。", ("object", "2021")),
        ("全镇圆满完成了2021年度各项工作任务。", ("work", "2021")),
        ("2021年度绩效目标全部实现。", ("work", "2021")),
        ("2021年度预算安排资金90万元，2022年实际支出81万元，执行率90%。", ("money", "2021")),
        ("2021年1月至2月，我镇对2022年度支出开展绩效自评。", ("too-early", "2021")),
        ("2022年计划整治9个村，截至2021年12月31日，9个村已全部完成。", ("too-early", "2021")),
    ],
)
def test_another_year(sentence: str, expected: tuple[str, str]) -> None:
    """The report's object, conclusion, work, money and dates cannot belong to another year."""
    assert [expected] == statements(f"{TITLE}\n\n一、概况\n2022年人口2万。\n\n二、情况\n{sentence}\n", "year")


@pytest.mark.parametrize(
    "sentence",
    [
        "根据《云溪县2021年度绩效评价方案》，我镇对2022年度支出进行自评。",
        "支出较2021年度绩效自评时增加12万元。",
        "在完成2021年度各项任务的基础上，2022年新增渠道3公里。",
        "针对2021年度绩效自评发现的问题，已完成整改。",
        "2022年组织完成2021年度项目绩效自评12个。",
        "下一步，将对2023年度项目开展绩效自评。",
        "规划期为2020—2025年。",
        "2021年11月签订合同，2022年5月通过验收。",
    ],
    ids=["name", "comparison", "background", "last year's faults", "a year's work on another", "plan", "period", "contract"],
)
def test_years_with_a_role_of_their_own(sentence: str) -> None:
    """Names, comparisons, background and plans may carry other years."""
    assert [] == statements(f"{TITLE}\n\n一、概况\n2022年人口2万。\n\n二、情况\n{sentence}\n", "year")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("二、2021年度绩效目标完成情况", [("heading", "2021")]),
        ("二、2023年度工作安排", []),
        ("二、2021年度自评问题整改情况", []),
    ],
    ids=["own matter", "next year's plan", "last year's faults"],
)
def test_years_of_headings(heading: str, expected: list[tuple[str, str]]) -> None:
    """A heading about the report's own matters carries the report's year."""
    assert expected == statements(f"{TITLE}\n\n一、概况\n人口2万。\n{heading}\n各项工作稳步推进，群众满意。\n", "year")


def test_headings_that_compare_years() -> None:
    """The same heading under several years is a comparison."""
    text = f"{TITLE}\n\n一、2021年度支出情况\n支出90万元。\n二、2022年度支出情况\n支出95万元。\n"
    assert [] == statements(text, "year")


def test_signature_before_the_year() -> None:
    """A report cannot be signed before its year begins."""
    text = f"{TITLE}\n\n一、结论\n各项指标达到预期。\n\n云溪镇人民政府\n2021年3月20日\n"
    assert [("too-early", "2021")] == statements(text, "year")


def test_done_after_the_signature() -> None:
    """What is told as done cannot lie behind the date under the report; what is planned can."""
    text = f"{TITLE}\n\n一、进度\n泵站于2023年9月全部建成并通过验收，水闸计划于2023年12月建成。\n\n云溪镇人民政府\n2023年2月18日\n"
    assert [("not-yet", "2023")] == statements(text, "year")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至11月31日完工。", ["11月31日"]),
        ("2023年2月29日验收。", ["2023年2月29日"]),
        ("验收日期：20230931，签字齐全。", ["20230931"]),
        ("2024年2月29日验收。", []),
        ("春节前的2月29日发放。", []),
        ("项目编码20231399，验收日期：20230930。", []),
    ],
    ids=["no 31st", "no leap year", "eight digits", "leap year", "year unknown", "a code"],
)
def test_impossible_dates(text: str, expected: list[str]) -> None:
    """Dates that no calendar has, however written; codes are no dates."""
    assert expected == [words for _, words in statements(text, "impossible-date")]
