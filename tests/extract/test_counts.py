"""Announced numbers against the lists that follow or precede them."""

from __future__ import annotations

import pytest

from auditor.model import Checked, ClaimKind
from auditor.pipeline import audit_text


def counts(text: str) -> list[Checked]:
    """The verified count claims of a text."""
    return [item for item in audit_text(text).ledger.checked if item.claim.kind is ClaimKind.COUNT]


def possible(text: str) -> list[list[int]]:
    """For each claim the numbers of items it may have, smallest first."""
    return [sorted({len(reading.items) for reading in item.claim.readings}) for item in counts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("局机关内设科室4个：甲科、乙科、丙科、丁科。", [[4]]),
        ("全镇有3个村（东岗村、西岗村、南岗村）。", [[3]]),
        ("采用两种方法，即抽样法、比较法和问卷法，定量为主。", [[3]]),
        ("修订三项制度，分别是《甲办法》《乙办法》《丙细则》，执行良好。", [[3]]),
        ("清理4条河道，分别为青河、白溪、小洛水，总长12公里。", [[3]]),
        ("完成三项任务：1.修路；2.架桥；3.通水；4.通电。", [[4]]),
        ("重点做了三项工作：一是修路。已完工。二是架桥。三是通水。", [[3]]),
        ("慰问东岗村、西岗村、南岗村3个村。", [[3]]),
        ("覆盖3个乡镇（街道）：青溪镇、白塔镇、柳林镇。", [[3]]),
    ],
)
def test_a_list_is_counted(text: str, expected: list[list[int]]) -> None:
    """Separators, titles side by side and numbered items are counted; what follows the list is not."""
    assert expected == possible(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("设3个科室：综合科、党建和平安建设科、财务科。", [[3, 4]]),
        ("修缮2栋楼房，共2处，分别为1、2号楼东侧、5号楼。", [[2, 3]]),
        ("参与单位3家：协会本部及2家分支。", [[2, 3]]),
    ],
)
def test_a_list_that_can_be_cut_in_two_ways_has_two_counts(text: str, expected: list[list[int]]) -> None:
    """Whether 和 joins two items, or a comma two numbers of one name, is left open."""
    assert expected == possible(text)[: len(expected)]


@pytest.mark.parametrize(
    "text",
    [
        "走访3个企业：甲厂、乙厂等。",
        "走访十余个企业，包括甲厂、乙厂、丙厂。",
        "抽取3个乡镇（街道、园区）核查。",
        "在3个村开展试点：制定方案、落实经费、加强督导、总结经验。",
        "新建泵站12处，分别为甲镇4处、乙镇6处、丙镇2处。",
        "下设3个科室、2个站所：办公室、财务科、业务科、农技站、文化站。",
    ],
)
def test_nothing_is_claimed_of_an_open_or_foreign_list(text: str) -> None:
    """等, approximate numbers, other words for the thing, sums and lists of two numbers make no claim."""
    assert [] == possible(text)


def test_numbered_paragraphs_are_counted_as_far_as_their_numbers_run_on() -> None:
    """Paragraphs numbered 1, 2, 3 behind an announced number are its items."""
    text = "存在以下3个问题：\n1、编制不细。资料不全。\n2、进度偏慢。\n3、监督不够。\n4、宣传不足。\n"
    assert [[4]] == possible(text)


def test_rows_with_serial_numbers_are_counted_without_the_total() -> None:
    """A table behind 见下表 is counted by its serial numbers."""
    text = "全年安排3个项目，见下表：\n序号\t项目\t金额\n1\t修路\t10.0\n2\t架桥\t20.0\n合计\t\t30.0\n"
    assert [[2]] == possible(text)


def test_two_counts_before_a_numbered_list_make_no_claim() -> None:
    """馆所2处，站点3处，逐一列出如下： may announce five, so neither number is held against the list."""
    text = "开放馆所2处，站点3处，逐一列出如下：\n1.甲馆\n2.乙馆\n3.丙站\n4.丁站\n5.戊站\n"
    assert [] == possible(text)
