"""写明的扣分应等于分值减得分。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.audit.awards import name, of_award
from auditor.audit.facts import Facts
from auditor.audit.rule import rule
from auditor.audit.tolerance import ZERO
from auditor.audit.verify import plain
from auditor.model import Award, Certainty, Evidence, Finding


@rule(
    "score-deduction",
    title="扣分说明与得分不符",
    category="score-rubric",
    codes={
        "more-taken": "写明的扣分比分值减得分多",
        "less-taken": "写明的扣分比分值减得分少",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """写明的扣分应等于分值减得分。

    ## 为什么要查
    “一是……扣1分；二是……扣1分”写明了扣分，得分却只少1.5分，说明得分改过而说明没有改，或者扣分漏记。

    ## 怎么查
    评价报告的段落以“指标名称（满分5分，得分3.5分）”开头的，把本段写明的扣分相加；评分表的原因、说明栏写了“扣×分”的，同样相加。
    分值减去扣分应等于得分；写了“共扣”“合计扣”的，逐项之和、合计扣分有一个相符就不报。
    写明的扣分多于实际扣分，或者写了合计扣分的，报错误；写明的扣分少于实际扣分的，可能没有逐项写全，报警告。

    ## 什么时候不报
    评分标准里的扣分（“每发现一处扣1分”）；扣分超过分值、得分为 0 的；加分项；上年的扣分；没有写明扣几分的。

    ## 依据
    《项目支出绩效评价管理办法》（财预〔2020〕10号）：绩效评价报告应当依据充分、分析透彻、逻辑清晰、客观公正。
    """
    for award, full in facts.marked:
        if not (award.taken or award.taken_in_all) or not award.scores or "bonus" in award.traits:
            continue
        found = _differs(award, full)
        if found is not None:
            yield found


def _differs(award: Award, full: Decimal) -> Finding | None:
    """The finding on an award none of whose scores is what the told deductions leave."""
    parts = sum((fact.quantity.value for fact in award.taken), ZERO)
    told = {parts} if award.taken else set()
    if award.taken_in_all is not None:
        told.add(award.taken_in_all.quantity.value)
    off = full - award.scores[0].quantity.value
    if off < 0 or len({score.quantity.value for score in award.scores}) > 1:
        return None  # score-range, score-conflict
    if off in told or (off == full and max(told) >= full):
        return None
    taken = award.taken_in_all.quantity.value if award.taken_in_all is not None else parts
    if taken > full:
        return None
    listed = " + ".join(fact.quantity.digits for fact in award.taken) or plain(taken)
    sure = award.taken_in_all is not None or taken > off
    code = "more-taken" if taken > off else "less-taken"
    unless = "" if sure else "；除非扣分没有逐项写全"
    message = f"{name(award)}满分 {plain(full)} 分，写明共扣 {plain(taken)} 分，应得 {plain(full - taken)} 分，却得 {plain(full - off)} 分{unless}。"
    places = [*award.taken, *([award.taken_in_all] if award.taken_in_all is not None else [])]
    first = [Evidence("score", award.scores[-1].span), *(Evidence("deducted", fact.span) for fact in places)]
    arithmetic = f"{plain(full)} − {listed if len(award.taken) < 2 else f'（{listed}）'} = {plain(full - taken)} ≠ {plain(full - off)}"
    certainty = Certainty.CERTAIN if sure else Certainty.LIKELY
    return of_award(award, code, certainty, message, first=first, computed=full - taken, arithmetic=arithmetic)
