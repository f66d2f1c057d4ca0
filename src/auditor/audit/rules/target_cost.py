"""成本指标应当是不超过预算的金额，方向是越低越好。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, of_claim
from auditor.audit.rule import rule
from auditor.audit.target_rows import DOWNWARD, UPWARD, bound, budgeted, each_row, of_row, shown, unit_kind, value_of
from auditor.audit.tolerance import power_of_ten
from auditor.model import Certainty, Checked, ClaimKind, Finding, Indicator, Kind, Outcome, Severity, TargetTable

WAN = 4  # 万元 and 元 are four powers of ten apart


@rule(
    "target-cost",
    title="成本指标与预算、单位或方向不合",
    category="target-table",
    codes={
        "over-budget": "成本指标的金额大于预算数",
        "unit-slip": "成本指标与预算数恰好差一万倍",
        "cost-in-percent": "金额类的成本指标用百分比表示",
        "wrong-direction": "成本指标写成越高越好",
        "price-differs": "成本指标的标准与资金用途写的标准不同",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """成本指标应当是不超过预算的金额，方向是越低越好。

    ## 为什么要查
    成本指标用来约束花钱。写成“100%”就无法与预算比较，写成“≥”就成了花得越多越好，金额大于预算则钱从哪里来没有交代。

    ## 怎么查
    成本类指标的金额与预算数比较，大于预算数的、恰好差一万倍的（元与万元混淆）报警告；
    成本指标的标准（每人、每户多少元）与资金用途里写的不同，而数量乘以用途里的标准恰好是预算数的，报警告；
    名称是费用、造价、投入、人均成本，或者问“是否超预算”，值却是百分比的；造价、费用、是否超标之类的指标写“≥”“大于”的，报告方向反了。

    ## 什么时候不报
    成本控制率、节约率、完成率一类的比率；单位成本、人均、补助和工资标准（与预算总额没有大小关系，“不低于”也是常见写法）；
    用“≤100%”表示不超过预算的。总投资、概算、合同价大于当年预算的只作提示（可能跨年度安排）。

    ## 依据
    《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）：成本指标应当反映预算资金所要控制的成本。
    """
    for item in facts.claims(ClaimKind.TARGET_TABLE):
        if "unit-price" in item.claim.traits and item.verdict.outcome is Outcome.BROKEN:
            other = item.claim.readings[0].terms[0].fact.quantity.text
            message = f"成本指标的标准是 {item.claim.stated.quantity.text}，资金用途写的是 {other}；按后者乘以数量恰好是预算数。"
            yield of_claim(item, "price-differs", Certainty.LIKELY, message)
        if "cost" in item.claim.traits:
            finding = _amount(item)
            if finding is not None:
                yield finding
    for table, row in each_row(facts):
        if row.kind == "cost" and row.target is not None:
            yield from _row(table, row)


def _amount(item: Checked) -> Finding | None:
    """What the comparison with the budget comes to."""
    claim, verdict = item.claim, item.verdict
    if verdict.reading is None:
        return None
    budget = verdict.reading.terms[0].fact.quantity
    shift = power_of_ten(claim.stated.quantity.value, budget.value)
    told, limit = claim.stated.quantity.text, budget.written
    if shift == WAN or (shift == -WAN and "only-cost" in claim.traits):
        message = f"成本指标 {told} 与预算数 {limit} 恰好差一万倍，疑为元与万元写错。"
        arithmetic = f"{told} = {limit} × 10000" if shift == WAN else f"{told} × 10000 = {limit}"
        return of_claim(item, "unit-slip", Certainty.LIKELY, message)._replace(arithmetic=arithmetic, difference=None)
    if verdict.outcome is not Outcome.BROKEN:
        return None
    over = amount(abs(verdict.difference) if verdict.difference is not None else None, claim.stated.quantity.unit)
    message = f"成本指标 {told}，预算数只有 {limit}，差 {over} 没有说明来源。"
    if "whole-project" in claim.traits:
        return of_claim(item, "over-budget", Certainty.QUERY, message, severity=Severity.NOTE)
    return of_claim(item, "over-budget", Certainty.LIKELY, message)


def _row(table: TargetTable, row: Indicator) -> Iterator[Finding]:
    """The direction of a cost, else its unit."""
    traits, percent = row.traits, unit_kind(row) is Kind.PERCENT
    name = shown(row.name)
    if bound(row) in UPWARD:
        certainty = None
        if "over-name" in traits:
            certainty = Certainty.CERTAIN
        elif traits & {"spent-name", "outlay-name"} and not traits & {"saving", "paid-out"}:
            certainty = Certainty.CERTAIN if "spent-name" in traits and not percent else Certainty.LIKELY
        if certainty is not None:
            message = f"成本指标{name}的值是{value_of(row)}：成本应当越低越好，写成下限就成了花得越多越好。"
            yield of_row(row, "wrong-direction", certainty, message, *budgeted(table))
            return
    if not percent or bound(row) in DOWNWARD or "ratio-described" in traits:
        return
    if "mean-name" in traits:
        message = f"{name}是人均或单位金额，值却是{value_of(row)}，百分比不能表示金额。"
        yield of_row(row, "cost-in-percent", Certainty.CERTAIN, message, *budgeted(table))
    elif "over-name" in traits and traits & {"question-name", "question-described"}:
        message = f"成本指标问{name}，值是{value_of(row)}：照字面就是要超出，也没有金额可与预算数比较。"
        yield of_row(row, "cost-in-percent", Certainty.LIKELY, message, *budgeted(table))
    elif "money-name" in traits and "rate-name" not in traits:
        message = f"成本指标{name}说的是金额，值却是{value_of(row)}，无法与预算数比较。"
        yield of_row(row, "cost-in-percent", Certainty.LIKELY, message, *budgeted(table))
