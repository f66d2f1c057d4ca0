"""写明的完成率应等于实际完成值除以目标值。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, of_claim
from auditor.audit.rule import rule
from auditor.audit.verify import plain
from auditor.model import Certainty, Checked, ClaimKind, Finding


@rule(
    "completion-rate",
    title="完成率与目标值、完成值不符",
    category="completion-rate",
    needs=(ClaimKind.COMPLETION,),
    codes={
        "rate-differs": "完成值除以目标值不等于写明的完成率",
        "target-overwritten": "目标值与完成值相同，完成率却不是100%",
        "last-digit": "只差末位一个单位",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """写明的完成率应等于实际完成值除以目标值。

    ## 为什么要查
    完成率是指标得分的依据。目标值被实际数覆盖、完成率沿用旧数，都会使得分失去依据。

    ## 怎么查
    目标可以写在标题里、同一句里、表格的目标值一栏里，也可以写成“完成预算×万元的×%”。用完成值除以目标值，与写明的完成率比较，四舍五入和去尾都承认；反向指标按两种官方公式都试。
    目标值与完成值一模一样而完成率不是100%的，说明目标值很可能被实际数覆盖，并给出按完成率倒推的目标值。

    ## 什么时候不报
    没有数值目标；完成值是约数；达到目标后按100%封顶的；只差末位一个单位的，只作提示（目标值与完成值相同时除外）。

    ## 依据
    《项目支出绩效评价管理办法》（财预〔2020〕10号）：定量指标按实际完成值与目标值的比例计分。
    """
    for item in facts.broken(ClaimKind.COMPLETION):
        claim, verdict = item.claim, item.verdict
        if verdict.computed is None or verdict.reading is None:
            continue
        stated = claim.stated.quantity
        if "overwritten" in claim.traits:
            certainty = Certainty.LIKELY if verdict.off_by_one else Certainty.CERTAIN
            yield of_claim(
                item,
                "target-overwritten",
                certainty,
                f"目标值与完成值都是 {verdict.reading.terms[0].fact.quantity.text}，完成率应为 100%，却写 {stated.text}；{_implied(item)}",
            )
        elif verdict.off_by_one:
            yield of_claim(
                item, "last-digit", Certainty.QUERY, f"完成率写明 {stated.text}，算得 {amount(verdict.computed, '%')}，只差末位一个单位。"
            )
        else:
            message = f"完成率写明 {stated.text}，按完成值除以目标值算得 {amount(verdict.computed, '%')}；{_implied(item)}"
            yield of_claim(item, "rate-differs", Certainty.CERTAIN, message)


def _implied(item: Checked) -> str:
    """The target that the stated rate would imply, in the target's unit."""
    verdict, rate = item.verdict, item.claim.stated.quantity.number
    if verdict.reading is None or not rate:
        return ""
    actual = verdict.reading.terms[0].fact.quantity
    implied = (actual.number * 100 / rate).quantize(Decimal("0.01"))
    return f"按写明的完成率倒推，目标值约为 {plain(implied)}{actual.unit}。"
