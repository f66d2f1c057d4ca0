"""写明的比率应等于文中的分子除以分母。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, of_claim
from auditor.audit.rule import rule
from auditor.audit.siblings import column_holds, column_of
from auditor.model import Certainty, Checked, ClaimKind, Finding

HUNDRED, FULLEST = 100, 300  # per cent
FEW_ROWS = 2  # a budget with its 其中 row: both rows of 执行率 may be wrong


@rule(
    "stated-rate",
    title="比率与分子分母不符",
    category="ratio-mismatch",
    needs=(ClaimKind.RATIO,),
    codes={
        "rate-differs": "分子、分母都写明，算出的比率不同",
        "rate-doubtful": "按文中能找到的数，怎样算都得不到写明的比率",
        "last-digit": "只差末位一个单位",
        "mean-differs": "几个得分的平均数不符",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """写明的比率应等于文中的分子除以分母。

    ## 为什么要查
    执行率、到位率、办结率、占比都是由两个数算出来的，两个数改了而比率没有改，或者分母用错，就会不符。

    ## 怎么查
    找出比率旁边的分子和分母（按比率的名称、“总数—完成—剩余”的写法），相除后与写明的百分数比较；四舍五入和去尾都承认，
    分子分母各留末位半个单位的舍入。附近其他同类的数也都试作分子、分母，只要有一种算得出写明的数，就不报；
    写明了分母名称的（占调整后预算的、占升学人数的），只试叫这个名称的数。没有写出分子分母的，按该比率的通用公式用报告里的预算、决算、结余等数试算。
    几个得分后面写的平均得分，按这几个得分重新平均。
    表里的执行率、到位率、得分率、占比各列逐行核对，名称和数并排的（预算数、执行数、执行率）按名称核对；满意度按“满意份数÷有效份数”，基本满意算与不算都试。

    ## 什么时候不报
    附近找不到分子或分母；比率是目标、标准而不是结果；失业率、出生率等另有统计口径的；表里多数行都对不上（说明列不是这个意思）；
    分子或分母恰好差十的整数次方倍的，由 unit-slip 报告；只差末位一个单位的，只作提示。

    ## 依据
    《项目支出绩效自评表》：执行率＝全年执行数÷全年预算数；部门整体支出绩效评价共性指标体系（财预〔2013〕53号）各比率的计算公式。
    """
    ratios = facts.claims(ClaimKind.RATIO)
    for item in facts.broken(ClaimKind.RATIO):
        claim, verdict = item.claim, item.verdict
        if "mean-score" in claim.traits:
            message = f"平均得分写明 {claim.stated.quantity.text}，前面几个得分的平均数是 {amount(verdict.computed, '分')}。"
            yield of_claim(item, "mean-differs", Certainty.QUERY if verdict.off_by_one else Certainty.LIKELY, message)
            continue
        certainty = None if facts.slip(item) else _certainty(item, ratios)
        if certainty is None:
            continue
        name = f"“{claim.stated.what}”" if len(claim.stated.what) > 1 else "比率"
        message = f"{name}写明 {claim.stated.quantity.text}，按文中的数算得 {amount(verdict.computed, '%')}。"
        if verdict.off_by_one:
            message = f"{message.removesuffix('。')}，只差末位一个单位。"
        code = {Certainty.CERTAIN: "rate-differs", Certainty.LIKELY: "rate-doubtful", Certainty.QUERY: "last-digit"}[certainty]
        yield of_claim(item, code, certainty, message)


def _certainty(item: Checked, ratios: Sequence[Checked]) -> Certainty | None:
    """Certain when words or shape fix both operands, likely when the operands are the natural ones, None when the parse is in doubt."""
    traits, verdict = item.claim.traits, item.verdict
    if verdict.off_by_one:
        return Certainty.QUERY
    if (
        verdict.computed is None
        or verdict.stated is None
        or verdict.computed > 20 * verdict.stated
        or verdict.stated > 20 * verdict.computed
        or verdict.stated <= HUNDRED < FULLEST < verdict.computed  # a part is no multiple of its whole: these are two different things
    ):
        return Certainty.LIKELY if "fields" in traits else None
    if "column" in traits or ("row-formula" in traits and len(column_of(item, ratios)) > FEW_ROWS):
        return Certainty.CERTAIN if column_holds(item, ratios) else None
    if traits & {"sisters", "triple", "row-formula", "complete"} or {"stem", "whole", "alone"} <= traits:
        return Certainty.CERTAIN
    if traits & {"stem", "exclusion", "fields", "headed"} or {"share", "alone"} <= traits:
        return Certainty.LIKELY
    return None
