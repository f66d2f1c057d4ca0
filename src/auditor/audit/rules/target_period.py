"""当年的目标、金额不应大于整个实施期的，到期不应早于起始。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, of_claim
from auditor.audit.rule import rule
from auditor.model import Certainty, Checked, ClaimKind, Finding, Severity

CODES = {
    "year-target": "year-over-period",
    "year-amount": "year-amount-over-whole",
    "years": "ends-before-start",
    "by-year": "years-differ",
}

UNSURE = frozenset({"year-target", "by-year"})


@rule(
    "target-period",
    title="当年的目标或金额大于整个实施期",
    category="target-table",
    needs=(ClaimKind.TARGET_TABLE,),
    codes={
        "year-over-period": "当年度指标值大于实施周期指标值",
        "year-amount-over-whole": "当年度金额大于实施期总金额",
        "ends-before-start": "到期年度早于起始年度",
        "years-differ": "总金额不等于各年度金额之和",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """当年的目标、金额不应大于整个实施期的，到期不应早于起始。

    ## 为什么要查
    跨年度项目的目标表把实施周期与当年度并排填写，两栏分别从不同的文件抄来；当年比几年合计还多，必有一栏写错。

    ## 怎么查
    一行里同时有“实施周期指标值”和“当年度指标值”的，逐年累加的指标（个数、金额、面积、长度）当年不应大于周期；
    同时有总金额和当年度金额的，当年不应大于总数；逐年列出金额的，各年之和应等于总数；起始年度、到期年度分格填写的，到期不应早于起始。

    ## 什么时候不报
    比率、均值、单价、标准、时长、满意度；写“≤”的和越低越好的（投诉、事故、能耗、排放）；余额、存量、在岗人数一类的时点数；
    总金额空白或为 0；差在舍入之内。质量、时效指标只作提示。

    ## 依据
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：中长期目标与年度目标应当衔接。
    """
    for item in facts.broken(ClaimKind.TARGET_TABLE):
        trait = next((name for name in CODES if name in item.claim.traits), None)
        if trait is None or item.verdict.reading is None:
            continue
        if "doubted" in item.claim.traits:
            yield of_claim(item, CODES[trait], Certainty.QUERY, _message(item, trait), severity=Severity.NOTE)
        else:
            yield of_claim(item, CODES[trait], Certainty.LIKELY if trait in UNSURE else Certainty.CERTAIN, _message(item, trait))


def _message(item: Checked, trait: str) -> str:
    claim = item.claim
    assert item.verdict.reading is not None  # the caller has looked
    if trait == "by-year":
        total = amount(item.verdict.computed, claim.stated.quantity.unit)
        return f"总金额 {claim.stated.quantity.written}，各年度金额相加为 {total}。"
    stated, other = claim.stated.quantity, item.verdict.reading.terms[0].fact.quantity
    own, whole = stated.written, other.written
    if trait == "years":
        return f"到期年度 {own} 早于起始年度 {whole}。"
    if trait == "year-amount":
        return f"当年度金额 {own} 大于实施期总金额 {whole}。"
    return f"“{claim.stated.what}”当年度目标 {own} 大于整个实施周期的目标 {whole}。"
