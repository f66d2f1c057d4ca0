"""项目清单的合计、预算数应当与说明和正文一致。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, compared, of_claim, stated
from auditor.audit.rule import rule
from auditor.audit.tolerance import digit_slip, near
from auditor.model import Certainty, Checked, ClaimKind, Finding

NEAR = Decimal("0.05")
FAR = Decimal("0.5")  # of the total: then a row was read wrongly


@rule(
    "project-list",
    title="项目清单与说明、合计不一致",
    category="target-table",
    needs=(ClaimKind.TARGET_TABLE,),
    codes={
        "amount-differs": "项目说明里写的资金与清单上的预算数不同",
        "total-differs": "清单的合计不等于各项目之和",
        "told-differs": "正文写的总金额与清单的合计不同",
        "indicators-differ": "指标总数不等于各类指标个数之和",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """项目清单的合计、预算数应当与说明和正文一致。

    ## 为什么要查
    重点项目绩效目标汇总表的说明由各单位填写，金额由财政部门汇总；预算调整以后，说明、金额、合计和正文往往只改了一处。

    ## 怎么查
    按序号读出每个项目的预算数。说明里“本项目安排资金……万元”与该项目的预算数比较；各项目之和与合计比较；
    正文“选定……个重点项目，涉及金额……亿元”与项目个数、合计比较。说明占好几行、文字错行的，一个金额可能属于上一项也可能属于下一项，
    先去掉已经相符的，只剩一种可能才比较。列出各类指标个数和指标总数的，逐行相加。

    ## 什么时候不报
    序号不连续，有的项目没有金额或有几个金额；大多数说明里的金额与预算数不同（多半说的是别的口径）；
    说明里的补助标准、上级资金、以前年度的钱、其中的一部分；差在舍入之内；正文的个数与金额都与清单不同（说的是别的项目）。

    ## 依据
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标应当与预算确定的投资额或资金量相匹配。
    """
    for item in facts.broken(ClaimKind.TARGET_TABLE):
        traits = item.claim.traits
        if "listed-amount" in traits:
            yield of_claim(item, "amount-differs", Certainty.LIKELY, f"项目说明写 {stated(item)}，清单上的预算数是 {compared(item)}。")
        elif "list-told" in traits:
            yield of_claim(item, "told-differs", Certainty.LIKELY, f"正文写涉及金额 {stated(item)}，清单合计是 {compared(item)}。")
        elif "indicator-count" in traits:
            message = f"指标总数写 {stated(item)}，各类指标个数相加为 {amount(item.verdict.computed, '')}。"
            yield of_claim(item, "indicators-differ", Certainty.CERTAIN, message)
        elif "list-total" in traits and (certainty := _certainty(item)) is not None:
            unit = item.claim.stated.quantity.unit
            message = f"清单合计 {stated(item)}，各项目相加为 {amount(item.verdict.computed, unit)}。"
            yield of_claim(item, "total-differs", certainty, message)


def _certainty(item: Checked) -> Certainty | None:
    """A total that is far off was read wrongly, or a row was."""
    stated, computed = item.verdict.stated, item.verdict.computed
    if not stated or not computed or not near(stated, computed, FAR):
        return None
    return Certainty.CERTAIN if near(stated, computed, NEAR) or digit_slip(stated, computed) else Certainty.LIKELY
