"""定性指标的得分应在完成档次对应的区间之内。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.audit.awards import name, of_award
from auditor.audit.facts import Facts
from auditor.audit.rule import rule
from auditor.audit.tolerance import HUNDRED
from auditor.audit.verify import plain
from auditor.model import Certainty, Finding

RANGES = {
    "partly-reached": ("部分达成并具有一定效果", Decimal(60), Decimal(80)),
    "not-reached": ("未达成且效果较差", Decimal(0), Decimal(60)),
    "reached": ("达成", Decimal(80), HUNDRED),
}


@rule(
    "score-degree",
    title="得分与完成档次不符",
    category="score-rubric",
    codes={"out-of-range": "得分不在完成档次对应的分值区间之内"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """定性指标的得分应在完成档次对应的区间之内。

    ## 为什么要查
    自评表的填表说明把定性指标分为三档：达成年度指标得分值的 100%—80%，部分达成并具有一定效果得 80%—60%，未达成且效果较差得 60%—0%。
    写着“部分达成”而得满分的九成以上，是最常见的填报差错。

    ## 怎么查
    完成情况一栏写的恰好是三档之一的，看得分是否在对应的区间内（区间两端都算在内）。表下印了这条说明的报错误，没有印的报警告。

    ## 什么时候不报
    完成情况写了别的内容；这一项自己印了评分标准；加分项；分值不明。

    ## 依据
    《项目支出绩效自评表》填报说明：定性指标根据指标完成情况分为三档，分别按照该指标对应分值区间 100-80%（含）、80-60%（含）、60-0% 合理确定分值。
    """
    for award, full in facts.marked:
        if award.standard is not None or "bonus" in award.traits:
            continue
        for trait in award.traits & RANGES.keys():
            degree, low, high = RANGES[trait]
            least, most = full * low / HUNDRED, full * high / HUNDRED
            off = [score for score in award.scores if not least <= score.quantity.value <= most]
            if off and off[0].quantity.value <= full:
                share = plain((off[0].quantity.value / full * HUNDRED).quantize(Decimal("0.1")))
                message = (
                    f"{name(award)}的完成情况是“{degree}”，按填报说明应得分值的 {plain(low)}%—{plain(high)}%"
                    f"（{plain(least)}—{plain(most)} 分），却得 {plain(off[0].quantity.value)} 分。"
                )
                sure = Certainty.CERTAIN if "degree-note" in award.traits else Certainty.LIKELY
                arithmetic = f"{plain(off[0].quantity.value)} ÷ {plain(full)} = {share}%"
                yield of_award(award, "out-of-range", sure, message, scores=off, arithmetic=arithmetic)
