"""写明的增减幅度应与文中的两个数相符。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, cell_named, of_claim
from auditor.audit.rule import rule
from auditor.audit.siblings import column_holds
from auditor.audit.tolerance import ZERO, near
from auditor.model import Certainty, Checked, ClaimKind, Finding, Outcome

ROUGHLY = Decimal("0.05")  # 基本持平
HARDLY = Decimal("0.01")  # 持平 of two numbers that hardly differ: a matter of rounding or of words
DIRECTIONS = {"up": ("增长", "下降"), "down": ("下降", "增长"), "more": ("增加", "减少"), "less": ("减少", "增加")}
APART = frozenset({"amount", "apart"})  # two years' amounts told in sentences of their own may be of another scope
SIDE_BY_SIDE = frozenset({"turned", "adjoining"})  # 减少 20 万元，增长 5%: one change told in two directions


@rule(
    "growth-rate",
    title="增减幅度与文中的数不符",
    category="growth-mismatch",
    needs=(ClaimKind.GROWTH,),
    codes={
        "rate-differs": "增减幅度算出来不同",
        "amount-differs": "增减额与两年的数不符",
        "direction": "方向写反",
        "not-flat": "写“持平”而两年的数不同",
        "points-differ": "百分点之差不对",
        "times-differ": "倍数不对",
        "row-differs": "表中一行的增减与两年的数不符",
        "last-digit": "只差末位一个单位",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """写明的增减幅度应与文中的两个数相符。

    ## 为什么要查
    “比上年增加多少，增长百分之几”是决算说明里出现最多的句式，数改了幅度没改、基数用错、增减写反都很常见。

    ## 怎么查
    “增加Δ，增长p%”按 Δ÷（本年数∓Δ）算，上年数就写在Δ前面的按 Δ÷上年数算；写出两年数的按（本年数−上年数）÷上年数算，增减额按两年之差核对；
    “由a提高到b，提高n个百分点”按两率之差算，两率写在别处的按率的名称和年份去找；“与上年持平”“无变化”看两年的数是否相同；表里有本年、上年、增减几列的逐行核对。
    紧挨着写“减少Δ，增长p%”，不论数对不对得上，都报方向相反。四舍五入和去尾都承认。句中其他同类的数也试作本年数，写明是上年数的试作上年数，有一种相符就不报；
    以本年数为基数算得出写明的幅度，是常见的错误，照报（写明“同口径”的也报）。

    ## 什么时候不报
    按可比口径、不变价、剔除某项后计算的，年均增长；没有写出基数的；基数为零的；“基本持平”而相差不到5%；表里多数行都对不上（说明列不是这个意思）；
    恰好差十的整数次方倍的，由 unit-slip 报告；只差末位一个单位的，只作提示。

    ## 依据
    部门决算公开文本格式：与上年相比增减金额、增减幅度及原因。
    """
    growth = facts.claims(ClaimKind.GROWTH)
    for item in growth:
        claim, verdict = item.claim, item.verdict
        if claim.traits.issuperset(SIDE_BY_SIDE):
            yield _turned(item)
            continue
        if verdict.outcome is not Outcome.BROKEN or verdict.computed is None or verdict.stated is None or facts.slip(item):
            continue
        if "column" in claim.traits:
            finding = _column(item, growth)
        elif claim.cues[0] == "compared":
            message = f"写“{claim.cues[1]}”，而{verdict.arithmetic}。"
            finding = of_claim(item, "direction", Certainty.CERTAIN, message, first=claim.related[0][1])
        elif claim.cues[0] == "flat":
            finding = _flat(item)
        else:
            finding = _change(item, verdict.computed)
        if finding is not None:
            yield finding


def _column(item: Checked, growth: Sequence[Checked]) -> Finding | None:
    """A cell of a column of changes, if most of the column holds."""
    claim, verdict = item.claim, item.verdict
    if verdict.off_by_one or not column_holds(item, growth):
        return None
    quantity = claim.stated.quantity
    message = (
        f"{cell_named(claim.stated, claim.cues[0])}为 {quantity.written}，按同行两年的数算得 {amount(verdict.computed, quantity.unit)}。"
    )
    return of_claim(item, "row-differs", Certainty.CERTAIN, message)


def _flat(item: Checked) -> Finding | None:
    """持平 beside two numbers that differ; 基本持平 leaves room for some per cent."""
    claim, verdict = item.claim, item.verdict
    message = f"写“{claim.cues[1]}”，而两个数不同：{verdict.arithmetic}。"
    certainty = Certainty.CERTAIN
    if "roughly" in claim.traits:
        if near(verdict.stated or ZERO, verdict.computed or ZERO, ROUGHLY):
            return None
        certainty = Certainty.LIKELY
    elif near(verdict.stated or ZERO, verdict.computed or ZERO, HARDLY):
        certainty = Certainty.QUERY
    return of_claim(item, "not-flat", certainty, message, first=claim.related[0][1])


def _turned(item: Checked) -> Finding:
    """An amount and its rate that are said to go in two directions."""
    word, other = DIRECTIONS[item.claim.cues[0]]
    message = f"旁边的数写{other}，这里却写“{word} {item.claim.stated.quantity.text}”，两处方向相反。"
    return of_claim(item, "direction", Certainty.CERTAIN, message)


def _change(item: Checked, computed: Decimal) -> Finding:
    """A rate, a number of points, times, or an amount of change."""
    claim, verdict = item.claim, item.verdict
    cue, quantity = claim.cues[0], claim.stated.quantity
    unit = quantity.unit if "amount" in claim.traits else {"points": " 个百分点", "times": " 倍"}.get(cue, "%")
    if cue in DIRECTIONS and computed < 0 and "change" not in claim.traits:
        word, other = DIRECTIONS[cue]
        message = f"写“{word} {quantity.text}”，按文中两个数却是{other} {amount(abs(computed), unit)}。"
        return of_claim(item, "direction", Certainty.CERTAIN, message)._replace(difference=None)  # rise and fall have none
    if "turned" in claim.traits:
        return _turned(item)
    if verdict.off_by_one:
        message = f"写明增减 {quantity.text}，算得 {amount(computed, unit)}，只差末位一个单位。"
        return of_claim(item, "last-digit", Certainty.QUERY, message)
    if "two-incomes" in claim.traits:
        return of_claim(item, "times-differ", Certainty.CERTAIN, f"比值写明 {quantity.text}，按文中的两个数算得 {amount(computed, '')}。")
    code = "amount-differs" if "amount" in claim.traits else {"points": "points-differ", "times": "times-differ"}.get(cue, "rate-differs")
    message = f"写明的增减{'额' if 'amount' in claim.traits else '幅度'}是 {quantity.text}，按文中的数算得 {amount(computed, unit)}。"
    return of_claim(item, code, Certainty.LIKELY if claim.traits.issuperset(APART) else Certainty.CERTAIN, message)
