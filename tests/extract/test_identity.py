"""Which numbers are one quantity: names, keys, and the cost of comparing."""

from __future__ import annotations

import time

import pytest

from auditor.extract.identity.keys import Key, Likeness
from auditor.extract.identity.labels import alike, is_vague, named, trimmed
from auditor.extract.identity.money import WHOLE, stage_named, whole_of
from auditor.pipeline import audit_text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("全年共完成河堤加固长度", "河堤加固"),
        ("我局2022年发放良种补贴资金", "发放良种补贴资金"),
        ("其中：", "："),
        ("", ""),
    ],
)
def test_light_words_are_taken_off_the_ends(written: str, expected: str) -> None:
    """What any name may carry does not tell one name from another."""
    assert trimmed(written) == expected


def test_an_action_is_parted_from_its_object() -> None:
    """What was done is a component of its own."""
    assert [tuple(named(name)) for name in ("新建候车亭", "候车亭维修", "候车亭")] == [
        ("候车亭", "新建"),
        ("候车亭", "维修"),
        ("候车亭", ""),
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("退化草原修复", "退化草原修复", Likeness.SAME),
        ("草原修复退化", "退化草原修复", Likeness.SAME),
        ("候车亭建设任务", "候车亭", Likeness.SAME),
        ("村级候车亭", "候车亭", Likeness.UNTOLD),
        ("小学教师", "中学教师", Likeness.APART),
    ],
)
def test_names_are_one_whatever_light_words_and_order_they_have(one: str, other: str, expected: Likeness) -> None:
    """A name within a longer one leaves open whether they are one."""
    assert alike(one, other) is expected


def test_names_that_any_chapter_may_use_are_vague() -> None:
    """发现隐患 stands in every chapter on inspections."""
    assert [is_vague(name) for name in ("发现隐患", "立案查处", "调解矛盾纠纷")] == [True, True, False]


def test_a_key_is_apart_in_any_component() -> None:
    """Another owner, period, basis or action makes another quantity; what is not told leaves the component open."""
    key = Key("候车亭", "新建", frozenset({"东岭村"}), "", "actual", "things")
    others = {
        "same": key._replace(whose=frozenset({"青山镇东岭村"})),
        "act": key._replace(act="维修"),
        "whose": key._replace(whose=frozenset({"西岭村"})),
        "period": key._replace(period="2021"),
        "target": key._replace(basis="target"),
    }
    assert {name: key.compare(other, Likeness.SAME).apart for name, other in others.items()} == {
        "same": False,
        "act": True,
        "whose": True,
        "period": True,
        "target": True,
    }
    assert key.compare(key._replace(act="", basis=""), Likeness.SAME).untold == ("act", "basis")


def test_stages_and_wholes_of_money() -> None:
    """A name of nothing but stages is the whole; a column's header names its stage."""
    assert [whole_of(core) for core in ("资金支出总额", "决算收入", "项目支出", "人员经费")] == [WHOLE, "收入总额", "", ""]
    headers = ("年初预算数", "预算数（调整后）", "全年执行数", "到位资金", "执行率")
    assert [stage_named(header) for header in headers] == ["budget", "adjusted", "actual", "received", ""]


@pytest.mark.parametrize("unit", ["新建候车亭12座，", "清源水厂扩建工程已完工，", "候车亭工程于2022年3月1日开工，", "决算支出12.5万元，"])
def test_time_is_linear_in_the_size_of_the_text(unit: str) -> None:
    """Four times the text takes at most about four times the time."""

    def seconds(times: int) -> float:
        start = time.process_time()
        audit_text("一、情况\n" + "\n".join([unit * 10] * times))
        return time.process_time() - start

    seconds(10)
    small, large = min(seconds(40) for _ in range(3)), min(seconds(160) for _ in range(3))
    assert large < 12 * small


def test_a_flood_of_conflicts_is_told_in_the_ledger() -> None:
    """A report that tells most of its names with two values is not compared, and the ledger says so."""
    things = (
        "护林 河堤 村道 危桥 渠道 山塘 路灯 井盖 果园 大棚 机井 水窖 围栏 草场 鱼塘 仓库 货架 冷库 地窖 泵站 茶园 菜棚 猪舍 羊圈".split()
    )
    first, second = ("\n".join(f"全年完成{name}加固{start + at}处。" for at, name in enumerate(things)) for start in (31, 68))
    report = audit_text(f"青山县农业局2022年度部门整体支出绩效自评报告\n一、履职情况\n{first}\n二、产出情况\n{second}\n")
    reasons = [item.verdict.reason for item in report.ledger.checked]
    assert [finding.rule for finding in report.findings if finding.rule == "value-conflict"] == []
    assert len(things) == sum("没有比较" in reason for reason in reasons)
