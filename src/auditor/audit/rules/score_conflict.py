"""正文写的得分应当与评分表一致。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_claim
from auditor.audit.rule import rule
from auditor.model import Certainty, ClaimKind, Finding


@rule(
    "score-conflict",
    title="正文的得分与评分表不一致",
    category="value-conflict",
    needs=(ClaimKind.VALUE,),
    codes={
        "item-differs": "同一指标，正文的得分与评分表不同",
        "deduction-differs": "正文写的扣分不等于评分表的分值减得分",
        "total-differs": "正文的总分与评分表的合计不同",
        "two-totals": "总分前后写了两个数，各项相加是另一个",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """正文写的得分应当与评分表一致。

    ## 为什么要查
    正文和评分表往往由不同的人在不同的时候改，改了一处忘了另一处，读者不知道以哪个为准；“分值计算散总一致”是评价报告质量考核的内容。

    ## 怎么查
    正文在指标的标题下写“故此项得×分”，或者写“预算执行率得×分”，与评分表里同名指标的得分核对；名称不同而项数、顺序都对得上的，按顺序核对。
    正文写明“某指标扣×分”的，与评分表的分值减得分核对。正文的总分与评分表的合计核对；各项目的自评表按顺序逐份核对。总分前后写了两个数，而各项相加恰好等于其中另一个的，报错误。

    ## 什么时候不报
    评分表里没有这个名称，或者同名的有几项；评分表在转换中丢了格子；评分表是其中一个项目的；写的是初评、复核、平均、上年的得分；同一指标的扣分分几次说。

    ## 依据
    中介机构绩效评价报告质量考核评分表：“评价计分正确、分值计算散总一致、评分与评级相符”。
    """
    rivals = {item.claim.stated.span for item in facts.broken(ClaimKind.VALUE, "rival")}
    for item in facts.broken(ClaimKind.VALUE, "score"):
        claim, reading = item.claim, item.verdict.reading
        if reading is None or "told-marks" in claim.traits:
            continue
        if "rival" in claim.traits:
            told, other = claim.stated.quantity.text, reading.terms[0].fact.quantity.text
            message = f"总分一处写 {told}，另一处写 {other}；各项得分相加为后者。"
            yield of_claim(item, "two-totals", Certainty.CERTAIN, message)
            continue
        if "deducted" in claim.traits:
            full, score = (term.fact.quantity.digits for term in reading.terms)
            message = f"“{claim.cues[0]}”正文写扣 {claim.stated.quantity.text}，评分表分值 {full} 分、得 {score} 分。"
            yield of_claim(item, "deduction-differs", Certainty.LIKELY, message)
            continue
        if "total" in claim.traits and claim.stated.span in rivals:
            continue
        here, there = claim.stated.quantity.text, f"{reading.terms[0].fact.quantity.digits} 分"
        if "total" in claim.traits:
            sure = Certainty.CERTAIN if "alone" in claim.traits else Certainty.LIKELY
            yield of_claim(item, "total-differs", sure, f"正文总分写明 {here}，评分表合计为 {there}。")
        else:
            sure = Certainty.CERTAIN if "same-name" in claim.traits else Certainty.LIKELY
            yield of_claim(item, "item-differs", sure, f"“{claim.cues[0]}”正文写得 {here}，评分表为 {there}。")
