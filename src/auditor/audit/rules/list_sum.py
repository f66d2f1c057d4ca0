"""正文中列举的各项相加，应等于写明的总数。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, named, of_claim
from auditor.audit.list_gaps import NEAR_WHEN_CLOSED, NEAR_WHEN_TOLD, tells_itself
from auditor.audit.rule import rule
from auditor.audit.siblings import sister_holds
from auditor.audit.tolerance import digit_slip, near
from auditor.model import Certainty, Checked, ClaimKind, Finding, Kind, Outcome

# Wordings that close a list: nothing may be missing from it.
CLOSED = frozenset({"counted", "partition", "total-after", "composed", "numbered", "itemised"})
# Wordings that make a complete list likely.
LEANING = frozenset({"conjunction", "bracketed", "distributive", "total-after-gong", "named-total", "named", "residual", "divided"})
NEAR = Decimal("0.02")
SISTERS = 300  # lists on each side that may speak for one; no report has more
ASIDE = 80  # characters between two amounts of one part


@rule(
    "list-sum",
    title="列举各项之和与总数不符",
    category="sum-mismatch",
    needs=(ClaimKind.SUM,),
    codes={"sum-differs": "列举完整，相加不等于总数", "list-near": "列举看来完整，相加与总数相差很小"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """正文中列举的各项相加，应等于写明的总数。

    ## 为什么要查
    总数与分项对不上，是抽查绩效自评报告时最常见的硬伤：要么分项漏列、抄错，要么总数没有随分项更新。

    ## 怎么查
    找出“其中、包括、分别为、由……组成、共计、合计”等说法所连的总数和各项，统一单位后相加；各项按书写的末位各留半个单位的舍入。
    列举里还套着列举的，按各种可能的分法都试一遍，有一种相符就算相符。
    只有列举写明是完整的（有“共计”、项数与所报个数或“两大类”“三大奖”相同、是公认的二分法、编号连续，或同一报告里同样的列举恰好相加），
    而且差额不大或像是写错一位数字，才报告。同一列举里项目数和金额各加各的，一个加得上，另一个也应加得上；整齐列到句末的，各项之和大于总数、
    以“其他”收尾或只差一两个的，报警告；名称成类（“……类”“……管网”，编号连续）而只差一位数字、相邻两位写反的，也报警告。
    没有词连着、而一个分句里的数只差一位数字就是几项和总数的，报警告。同一单位的几类东西列到分句末，比写明的个数只少一个，或者比它还多的，也报警告。“几处中甲镇几处、乙镇几处”各部分之和比总数还大的也报。同一总数的几种分法都加。“三公”经费等增减额按正负相加；各项金额加得上总额的，各项的增减额也应加得上总的增减额。

    ## 什么时候不报
    “主要包括”“等”这样不完整的列举；差额大到更像是另一种口径；差在舍入之内；总数小于最大的一项（说明没有读对）。

    ## 依据
    财政部门对评价报告的质量考核把“计算散总一致”列为扣分项；部门决算表内各项与合计须相等（财决01表勾稽关系）。
    """
    claims = [item for item in facts.claims(ClaimKind.SUM) if "table-total" not in item.claim.traits]
    for position, item in enumerate(claims):
        if item.verdict.outcome is not Outcome.BROKEN or "vague" in item.claim.traits or item.claim.stated.quantity.kind is Kind.SCORE:
            continue
        certainty = None if facts.slip(item) else _certainty(item, claims[max(0, position - SISTERS) : position + SISTERS])
        if certainty is None:
            continue
        claim, verdict = item.claim, item.verdict
        unit = claim.stated.quantity.unit
        message = (
            f"{named(claim.stated, '总数')}写明 {claim.stated.quantity.text}，所列各项相加为 {amount(verdict.computed, unit)}，"
            f"差 {amount(abs(verdict.difference or Decimal(0)), unit)}。"
        )
        code = "sum-differs" if certainty is Certainty.CERTAIN else "list-near"
        yield of_claim(item, code, certainty, message)


def _certainty(item: Checked, claims: list[Checked]) -> Certainty | None:
    """How sure a broken list is, by what closes it and how near it comes; None when it is better left alone."""
    claim, verdict = item.claim, item.verdict
    stated, computed = verdict.stated, verdict.computed
    if stated is None or computed is None or verdict.reading is None:
        return None
    if "levels" in claim.traits:  # changes of parts whose amounts do add up: none is missing
        return Certainty.CERTAIN
    largest = max(term.fact.quantity.value for term in verdict.reading.terms)
    if claim.stated.quantity.value < largest:
        return None
    sister = sister_holds(item, claims) or _parallel_holds(item, claims)
    slip = digit_slip(stated, computed)
    closed = bool(CLOSED & claim.traits)
    counted_kind = claim.stated.quantity.kind is Kind.COUNT
    if claim.traits & {"among", "open"}:  # of a few things, some may be told; of an open clause the numbers alone speak
        return Certainty.LIKELY if "open" in claim.traits else Certainty.CERTAIN if computed > stated else None
    if "partial" in claim.traits:
        return Certainty.CERTAIN if sister and near(stated, computed, NEAR) else None
    closed = closed or ("distributive" in claim.traits and counted_kind)
    if closed and (near(stated, computed, NEAR_WHEN_CLOSED) or slip or (counted_kind and near(stated, computed, Decimal("0.2")))):
        return Certainty.CERTAIN
    if sister and (near(stated, computed, NEAR_WHEN_CLOSED if "parallel" in claim.traits else NEAR) or slip):
        return Certainty.CERTAIN
    if claim.traits & {"states", "distributive"} and "labelled" in claim.traits and near(stated, computed, NEAR_WHEN_TOLD):
        return Certainty.LIKELY
    if LEANING & claim.traits and (near(stated, computed, NEAR) or slip):
        return Certainty.LIKELY
    return Certainty.LIKELY if tells_itself(item, stated, computed) else None


def _parallel_holds(item: Checked, claims: list[Checked]) -> bool:
    """Whether the other amounts of the same parts, told in the same list, do add up."""
    if "parallel" not in item.claim.traits:
        return False
    own = item.claim.readings[0].terms
    others = (other for other in claims if other is not item and "parallel" in other.claim.traits)
    return any(
        other.verdict.outcome is not Outcome.BROKEN
        and len(other.claim.readings[0].terms) == len(own)
        and abs(other.claim.readings[0].terms[0].fact.span.start - own[0].fact.span.start) < ASIDE
        for other in others
    )
