"""Limits told beside what they limit, in sentences and in tables."""

from __future__ import annotations

import pytest

from auditor.extract.about.staffing import chosen, read_staffing, staffing_claims
from auditor.extract.lines import Line, scan_passage
from auditor.extract.relations.parts import part_claims
from auditor.extract.relations.quotas import quota_claims, table_quota_claims
from auditor.model import Cell, Claim, Passage, Span, Table


def line(text: str) -> Line:
    """One paragraph, scanned."""
    return scan_passage(Passage.whole(text, 0), 0, 0)


def told(claim: Claim) -> tuple[str, str]:
    """What is limited and the limit, as written."""
    return claim.stated.quantity.text, " + ".join(term.fact.quantity.text for term in claim.readings[0].terms)


@pytest.mark.parametrize(
    ("text", "limited", "limit"),
    [
        ("核定中层干部职数9名，实际配备11名。", "11名", "9名"),
        ("监理合同价86.0万元，至年底已拨付91.5万元。", "91.5万元", "86.0万元"),
        ("监理合同价86.0万元（不含税）。至年底，已拨付91.5万元。", "91.5万元", "86.0万元"),
        ("招标控制价420万元，成交价436万元。", "436万元", "420万元"),
        ("调整后预算为318.6万元，全年实际支出322.9万元。", "322.9万元", "318.6万元"),
        ("公务接待费预算4.2万元，决算5.1万元。", "5.1万元", "4.2万元"),
        ("一般债务限额2.10亿元，一般债务余额2.16亿元。", "2.16亿元", "2.10亿元"),
        ("应检车辆310台，实检326台。", "326台", "310台"),
        ("抽查企业58家，合格61家。", "61家", "58家"),
        ("发放调查问卷150份，回收158份。", "158份", "150份"),
    ],
)
def test_a_limit_binds_the_amount_behind_it(text: str, limited: str, limit: str) -> None:
    """Whatever the limit is called, the like amount behind it that the words say is limited by it must not exceed it."""
    assert [told(claim) for claim in quota_claims([line(text)])] == [(limited, limit)]


@pytest.mark.parametrize(
    "text",
    [
        "监理合同价86.0万元，经变更增加12.0万元，已拨付91.5万元。",
        "一般债务限额2.10亿元，专项债务余额3.05亿元。",
        "调整后预算为318.6万元，动用上年结转资金6.0万元，实际支出322.9万元。",
        "应收租金86.0万元，实收91.5万元。",
        "发现隐患58处，整改61处，含上年遗留3处。",
        "接待标准每人每餐50元，全年支出4.2万元。",
        "监理合同价86.0万元；设计费已支付91.5万元。",
    ],
)
def test_what_is_explained_or_of_another_sort_is_no_limit(text: str) -> None:
    """A change of contract, carried-over money, another kind of debt, arrears: nothing is claimed."""
    assert list(quota_claims([line(text)])) == []


def test_a_denied_excuse_is_no_excuse() -> None:
    """无变更 says that there was none."""
    assert [told(claim) for claim in quota_claims([line("监理合同价86.0万元，未发生变更，已拨付91.5万元。")])] == [("91.5万元", "86.0万元")]


def test_limits_in_a_table_are_compared_row_by_row() -> None:
    """A column of establishment beside one of staff makes one claim a row."""
    rows = [["单位", "编制数", "在职人数"], ["机关", "20", "18"], ["中心", "12", "14"]]
    cells = [[scan_passage(Passage.whole(text, 10 * r + c), 0, 0, r, c) for c, text in enumerate(row)] for r, row in enumerate(rows)]
    table = Table(tuple(tuple(Cell(cell.passage, cell.row, cell.column) for cell in row) for row in cells), Span(0, 30))
    assert [told(claim) for claim in table_quota_claims(table, cells)] == [("18", "20"), ("14", "12")]


# ------------------------------------------------------------------------------------------------------------ 其中


def test_the_first_part_is_held_against_its_whole() -> None:
    """其中 right behind a number, in one sentence and one unit."""
    assert [told(claim) for claim in part_claims([line("共走访住户240户，其中低保户251户、残疾人家庭30户。")])] == [("251户", "240户")]


@pytest.mark.parametrize(
    "text",
    [
        "收支相抵结余36万元，其中基本支出180万元。",
        "走访240人，其中慰问310人次。",
        "年内新增26家。其中累计308家。",
        "投资比上年增加20万元，其中人员经费增加30万元。",
    ],
)
def test_what_is_no_whole_has_no_part(text: str) -> None:
    """What is left over, another unit, a sum over years, a change: no claim."""
    assert list(part_claims([line(text)])) == []


# ------------------------------------------------------------------------------------------------------------ staff


def staff(*texts: str) -> list[tuple[str, str]]:
    """The claims about staff that some paragraphs make."""
    return [told(claim) for claim in staffing_claims(read_staffing([line(text) for text in texts]))]


def test_establishment_without_a_total_is_the_sum_of_its_kinds() -> None:
    """行政 22 and 事业 36 make 58."""
    assert staff("核定行政编制22名、事业编制36名，年末在编人员59人。") == [("59人", "22名 + 36名")]


def test_each_kind_of_staff_has_its_own_limit() -> None:
    """In all and by kind, where the paragraph tells both."""
    text = "编制50名，其中行政编制20名、事业编制30名。在职48人，其中行政23人、事业25人。"
    assert sorted(staff(text)) == [("23人", "20名"), ("25人", "30名"), ("48人", "50名")]


@pytest.mark.parametrize(
    "text",
    ["编制15名，在岗18人（含借调3人）。", "编制58名，实有63人，其中编外聘用11人。", "编制45名，在职及离退休人员71人。"],
)
def test_people_outside_the_establishment_do_not_count(text: str) -> None:
    """Staff told together with such people is not held against the establishment."""
    assert staff(text) == []


def test_people_told_beside_do_not_excuse() -> None:
    """退休人员 22 人 in the same sentence leaves 在职 41 人 as it is."""
    assert staff("核定编制36名，在职人员41人，退休人员22人。") == [("41人", "36名")]


def test_establishment_and_staff_may_stand_apart() -> None:
    """The first of each when no paragraph has both."""
    assert staff("（一）核定编制45名。", "（二）年末在职人员48人。") == [("48人", "45名")]


def test_the_paragraph_with_both_is_chosen() -> None:
    """An annex office told first does not lend its establishment to the whole unit."""
    limit, present = chosen(read_staffing([line("下属站编制9名。"), line("全局编制80名，在职78人。")]))
    assert ([fact.quantity.text for fact in limit], present.quantity.text if present else None) == (["80名"], "78人")
