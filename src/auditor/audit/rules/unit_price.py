"""单价（人均、户均）乘数量，应等于写明的金额。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, of_claim
from auditor.audit.rule import rule
from auditor.audit.slips import mean_slip, product_slip
from auditor.audit.tolerance import digit_slip, near
from auditor.model import Certainty, Checked, ClaimKind, Finding, Operation, Outcome

FAR = Decimal("0.4")  # what lies farther apart is another amount, not a slip
FAR_PRICED = Decimal("0.6")


@rule(
    "unit-price",
    title="单价、均值与数量、金额不符",
    category="ratio-mismatch",
    needs=(ClaimKind.UNIT,),
    codes={"amount-differs": "单价乘数量不等于写明的金额", "mean-differs": "金额除以数量不等于写明的人均、户均"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """单价（人均、户均）乘数量，应等于写明的金额。

    ## 为什么要查
    数量、单价、金额三个数写在一起，改了一个忘了另两个，一乘就知道；这类差错常常暴露别处抄错的金额。

    ## 怎么查
    两个分号之间只有一个数量、一个单价（或者人均、户均、亩均）和一个金额的，相乘、相除核对，四舍五入和去尾都承认。

    ## 什么时候不报
    写的是补助标准、计划、限价、上年数或按月、按年计的；均值说的不是那笔金额（人均增收、人均收入）；数是约数；相差太大（说的多半不是同一笔钱）；
    恰好差十的整数次方倍的，由 unit-slip 报告。

    ## 依据
    预算支出标准管理：预算＝数量×标准；政府采购验收须核对数量、单价与总价。
    """
    for item in facts.broken(ClaimKind.UNIT):
        if "unit-price" not in item.claim.traits or item.verdict.off_by_one:
            continue
        finding = _finding(item)
        if finding is not None:
            yield finding


def _finding(item: Checked) -> Finding | None:
    claim, verdict = item.claim, item.verdict
    stated, computed = verdict.stated, verdict.computed
    if stated is None or computed is None or verdict.reading is None or product_slip(item) or mean_slip(item):
        return None
    slip = digit_slip(stated, computed)
    text, told = claim.stated.quantity.text, amount(computed, claim.stated.quantity.unit)
    if verdict.reading.operation is Operation.TIMES:
        if verdict.outcome is not Outcome.BROKEN or not near(stated, computed, FAR):
            return None
        return of_claim(item, "mean-differs", Certainty.LIKELY, f"写明 {text}，按金额除以数量算得 {told}。")
    if not (slip or ("priced" in claim.traits and near(stated, computed, FAR_PRICED))):
        return None
    certainty = Certainty.CERTAIN if slip and "priced" in claim.traits else Certainty.LIKELY
    return of_claim(item, "amount-differs", certainty, f"写明 {text}，按单价乘数量算得 {told}。")
