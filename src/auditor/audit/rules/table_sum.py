"""表中合计行应等于它所合计的各行之和。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, named, of_claim
from auditor.audit.rule import rule
from auditor.audit.siblings import coded_certainty, column_certainty, row_certainty
from auditor.model import Certainty, ClaimKind, Finding, Outcome


@rule(
    "table-sum",
    title="表中合计与各行之和不符",
    category="sum-mismatch",
    needs=(ClaimKind.SUM,),
    codes={"total-differs": "合计行与各行之和不符", "total-doubtful": "合计行与各行之和不符，但表的结构不能完全确定"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """表中合计行应等于它所合计的各行之和。

    ## 为什么要查
    表格往往由几个人分头填写，合计行靠手工加总；改了一行没有改合计，就会前后不符。

    ## 怎么查
    认出“合计、总计、小计、总额”等行，把它上面（或下面）到上一个合计为止的各行逐列相加；“其中”行、下级科目、下级编号不重复计入。
    一列对不上而同一合计行的另一列对得上，或这一列每行都有数而且差额很小，才报告。

    ## 什么时候不报
    得分率、均值等行的合计列；有的行缺数，各列都对不上（多半是表在转换中错位），或者差在舍入之内。

    ## 依据
    部门决算报表的表内勾稽关系：合计等于各项之和；《项目支出绩效自评表》“年度资金总额”等于各来源资金之和。
    """
    claims = [item for item in facts.claims(ClaimKind.SUM) if "table-total" in item.claim.traits and "scores" not in item.claim.traits]
    for item in claims:
        if item.verdict.outcome is not Outcome.BROKEN or item.verdict.computed is None or item.verdict.stated is None:
            continue
        across = "row-total" in item.claim.traits
        coded = "coded" in item.claim.traits
        certainty = (
            row_certainty(item, claims)
            if across
            else coded_certainty(item, claims)
            if coded
            else column_certainty(item, [other for other in claims if "row-total" not in other.claim.traits])
        )
        if certainty is None:
            continue
        claim, verdict = item.claim, item.verdict
        header = f"“{claim.cues[1]}”列" if claim.cues[1] else "本列"
        unit = claim.stated.quantity.unit
        message = (
            f"表中{named(claim.stated, '合计')}行{header}为 {claim.stated.quantity.digits}{unit}，"
            f"{'同行各列' if across else '下级科目' if coded else '各行'}相加为 {amount(verdict.computed, unit)}，"
            f"差 {amount(abs(verdict.difference or Decimal(0)), unit)}。"
        )
        yield of_claim(item, "total-differs" if certainty is Certainty.CERTAIN else "total-doubtful", certainty, message)
