"""绩效目标里写的数应当与指标值、预算数和它自己的分项一致。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, compared, of_claim, stated
from auditor.audit.rule import rule
from auditor.model import Certainty, Checked, ClaimKind, Finding


@rule(
    "target-goal",
    title="绩效目标里的数与指标、预算不一致",
    category="target-table",
    needs=(ClaimKind.TARGET_TABLE,),
    codes={
        "goal-differs": "目标里写的数与同名指标的指标值不同",
        "amount-differs": "目标里写的资金与预算数不同",
        "parts-differ": "目标值不等于随后列出的各项之和，或者比各区之和还小",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """绩效目标里写的数应当与指标值、预算数和它自己的分项一致。

    ## 为什么要查
    总体目标是一段话，指标是一张表，常由不同的人在不同的时候修改；两处不同，年终就不知道按哪一个考核。

    ## 怎么查
    目标里“新增企业不少于40家”“新建12座驿站”这样的数，名称与同一项目的一个指标完全相同（去掉“全市、推动、数量”一类词，允许词序对调）的，
    与当年值、周期值比较；“本项目安排资金……万元”与预算数、各项资金来源比较；
    “共……项，包括：1.……2.……”和“……个指标，其中产出……个、效益……个、满意度……个”把各项相加；“……个，其中甲区……个、乙区……个、丙区……个”各区之和不应大于总数。文字转换时错行的，从前几行里找它接着的那一行。

    ## 什么时候不报
    名称只是相近的（新建公路与新建农村公路）；约数、增减幅度、人均、上年数；目标里同一名称有几个数而其中一个相符；
    只差舍入；目标写的是整个实施期、表里却没有周期值；目标与指标一个写“不低于”、一个写“不高于”；列举带“等”字。

    ## 依据
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效指标是绩效目标的细化和量化，应当与绩效目标对应。
    """
    for item in facts.broken(ClaimKind.TARGET_TABLE):
        traits = item.claim.traits
        if "goal" in traits:
            yield of_claim(item, "goal-differs", Certainty.LIKELY, _differs(item))
        elif "goal-amount" in traits:
            yield of_claim(item, "amount-differs", Certainty.LIKELY, f"目标里写的资金是 {stated(item)}，预算数是 {compared(item)}。")
        elif "parts" in traits:
            total = amount(item.verdict.computed, item.claim.stated.quantity.unit)
            yield of_claim(item, "parts-differ", Certainty.LIKELY, f"写明共 {stated(item)}，随后列出的各项相加为 {total}。")


def _differs(item: Checked) -> str:
    if "reached" in item.claim.traits:
        return f"目标一栏里“{item.claim.stated.what}”是 {stated(item)}，指标表里{_each(item)}，与哪一个都不同。"
    told = f"目标里“{item.claim.stated.what}”是 {stated(item)}，指标值是 {compared(item)}"
    readings = item.claim.readings
    if len(readings) == 1:
        return f"{told}。"
    whole = readings[1].terms[0].fact.quantity
    return f"{told}（实施周期 {whole.written}）。"


def _each(item: Checked) -> str:
    """The target and the result of an indicator."""
    quantities = [reading.terms[0].fact.quantity for reading in item.claim.readings]
    return "、".join(f"{name} {one.written}" for name, one in zip(("目标值是", "完成值是"), quantities, strict=False))
