"""各级指标的分值应当逐级相加相符，合计100分。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, of_claim, with_places
from auditor.audit.rule import rule
from auditor.audit.siblings import explained_by_part, is_share_of_group, row_is_missing
from auditor.audit.tolerance import near
from auditor.model import Certainty, Checked, ClaimKind, Finding

NEAR_MOVED = Decimal("0.25")  # where cells had to be moved under the header; what lies further off is a row read wrongly
NEAR_TOTAL = Decimal("0.3")  # what lies further off is a table read in part
NEAR_WHOLE = Decimal("0.15")  # of 100; a table further off is one of several, or a part


@rule(
    "weight-sum",
    title="指标分值相加不符",
    category="weight-sum",
    needs=(ClaimKind.SUM, ClaimKind.VALUE),
    codes={
        "group-differs": "下级指标的分值之和不等于上级指标的分值",
        "total-differs": "各项分值之和不等于合计行的分值",
        "not-hundred": "没有合计行，各项分值相加不是100分",
        "printed-twice": "指标名称后面的分值与分值列不同",
        "told-differs": "正文写的分值与评分表的分值不同",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """各级指标的分值应当逐级相加相符，合计100分。

    ## 为什么要查
    分值是打分的尺子：分值加起来不是100分，或者下级指标与上级指标不符，总分和等级就失去依据。财政部门的信息系统对此逐级校验。

    ## 怎么查
    按列的含义认出评分表的分值列（分值、权重、满分……）和指标名称后面括号里的分值（预算执行（25分）、满意度(5)），把三级指标加到二级、二级加到一级、
    一级加到合计；标题里写了分值的，同样逐级核对。正文写“满分100分，其中决策20分、过程20分……”的，把各部分相加。预算执行率单列一块（10分或20分）的，连同它一起算。名称后面的分值与分值列都有的，两者应当相同；
    正文写了一项的满分、评分表也有这一项的，两者也应当相同。

    ## 什么时候不报
    分值和得分的合计都比各项之和多，像是表里丢了一行的，以及有的行多了、少了格子的，只报警告。
    下级指标的权重是占上级的百分比（相加为100%）；有一项没有分值；表格在转换中丢了格子、行与列对不上（在“未检查”里说明）；有加分项、扣分项；分值写成百分比与写成分混在一起。

    ## 依据
    《项目支出绩效评价管理办法》（财预〔2020〕10号）：一级指标权重可以调整，总分不变；《项目支出绩效自评表》分值合计100分。
    """
    totals = list(facts.broken(ClaimKind.SUM, "level", "table-total"))
    broken = list(facts.broken(ClaimKind.SUM, "weights"))
    mended = explained_by_part([item for item in broken if "printed-twice" not in item.claim.traits and _graded(item) is not None])
    above = {item.claim.stated.span for item in mended.values()}
    for item in broken:
        if item.claim.stated.span in above and "printed-twice" not in item.claim.traits:
            continue  # its part is reported: put right, both levels hold
        graded = _graded(item)
        if graded == ("total-differs", Certainty.CERTAIN) and row_is_missing(item, totals):
            graded = "total-differs", Certainty.LIKELY
        if graded is None:
            continue
        code, certainty = graded
        claim = item.claim
        told, label = claim.stated.quantity.digits, claim.cues[0]
        if code == "printed-twice":
            message = f"“{label}”后面写明 {told} 分，分值列为 {amount(item.verdict.computed, ' 分')}。"
        elif code == "not-hundred":
            message = f"各项分值相加为 {amount(item.verdict.computed, ' 分')}，不是 100 分。"
        else:
            message = f"“{label}”分值 {told} 分，{'各项' if code == 'total-differs' else '下级指标'}分值相加为 {amount(item.verdict.computed, ' 分')}。"
        upper = mended.get(claim.stated.span)
        if upper is None:
            yield of_claim(item, code, certainty, message)
        else:
            message += f"按后者，上级“{upper.claim.cues[0]}”的 {upper.claim.stated.quantity.digits} 分也相符。"
            yield with_places(of_claim(item, code, certainty, message), [("total", upper.claim.stated.span)])
    for item in facts.broken(ClaimKind.VALUE, "told-marks"):
        told, table = item.claim.stated.quantity.text, amount(item.verdict.computed, " 分")
        message = f"“{item.claim.cues[0]}”正文写满分 {told}，评分表的分值是 {table}。"
        yield of_claim(item, "told-differs", Certainty.CERTAIN, message)


def _graded(item: Checked) -> tuple[str, Certainty] | None:
    """The code and how sure it is; None where the parse is in doubt."""
    traits, stated, computed = item.claim.traits, item.verdict.stated, item.verdict.computed
    if "level" not in traits or stated is None or computed is None:
        return None
    if "printed-twice" in traits:  # a row by itself
        return "printed-twice", Certainty.QUERY if "moved" in traits else Certainty.CERTAIN
    if is_share_of_group(item):
        return None
    if "moved" in traits and not near(stated, computed, NEAR_MOVED):
        return None
    if "prose" in traits:
        return ("total-differs", Certainty.CERTAIN) if near(stated, computed, NEAR_WHOLE) else None
    if "assumed" in traits:
        return ("not-hundred", Certainty.LIKELY) if near(stated, computed, NEAR_WHOLE) else None
    if "table-total" in traits:
        if not near(stated, computed, NEAR_TOTAL):
            return None
        return "total-differs", Certainty.LIKELY if "moved" in traits else Certainty.CERTAIN
    return "group-differs", Certainty.LIKELY if {"headings", "moved"} & traits else Certainty.CERTAIN
