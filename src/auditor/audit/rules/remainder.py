"""总数减去已完成数，应等于写明的剩余数。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, cell_named, named, of_claim
from auditor.audit.rule import rule
from auditor.audit.siblings import column_holds
from auditor.audit.tolerance import ZERO, digit_slip, near
from auditor.model import Certainty, Checked, ClaimKind, Finding, Outcome

NEAR = Decimal("0.05")  # how far two grand totals of one budget may lie apart


@rule(
    "remainder",
    title="剩余、结余与收支数不符",
    category="balance-mismatch",
    needs=(ClaimKind.BALANCE,),
    codes={
        "remainder-differs": "总数减完成数不等于剩余数",
        "balance-differs": "上年结转加收入减支出不等于结余",
        "stock-differs": "期初数加增加数减减少数不等于期末数",
        "row-differs": "表中一行的预算减执行不等于结余",
        "handed-back-differs": "预算减执行有余，结余交回数却对不上",
        "totals-differ": "收入总计与支出总计不相等",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """总数减去已完成数，应等于写明的剩余数。

    ## 为什么要查
    结余、剩余任务是由别的数减出来的，最容易在更新数据时漏改；结余不实还会影响结转结余率和评分。

    ## 怎么查
    同一句里先写总数（任务、预算、合同价）、再写完成数（支出、执行、办结）、再写剩余数（结余、未付、尚未完成）的，相减核对；
    写明年初数、增加数、减少数、年末数的（在职人员、库存、车辆），按“年初＋增加−减少＝年末”核对；
    报告写明上年结转、本年收入、本年支出和结余四个数的，按“上年结转＋收入−支出＝结余”核对；
    收入总计与支出总计（各含结转）应当相等；
    表里有预算、执行、结余三列，或者年初结转、收入、支出、年末结转四列的，逐行核对。

    ## 什么时候不报
    句中别的数能凑成这个差，两个总计之差另写为结余；数是约数；差在舍入之内；表里多数行都对不上（说明列不是这个意思）；恰好差十的整数次方倍的，由 unit-slip 报告。

    ## 依据
    部门决算报表勾稽关系：收入总计＝本年收入＋使用非财政拨款结余＋年初结转和结余；年末结转和结余＝收入总计−本年支出−结余分配。
    """
    balances = facts.claims(ClaimKind.BALANCE)
    for item in facts.broken(ClaimKind.BALANCE):
        claim, verdict = item.claim, item.verdict
        if "vague" in claim.traits or facts.slip(item):
            continue
        unit = claim.stated.quantity.unit
        told = f"{claim.stated.quantity.digits}{unit}"
        if "row-formula" in claim.traits:
            if not (_opening_given(item, balances) if "carried" in claim.traits else column_holds(item, balances)):
                continue
            handed_back = "handed-back" in claim.traits
            code, certainty = ("handed-back-differs", Certainty.LIKELY) if handed_back else ("row-differs", Certainty.CERTAIN)
            message = f"{cell_named(claim.stated, claim.cues[0])}为 {told}，按同行的数算得 {amount(verdict.computed, unit)}。"
        elif "grand-totals" in claim.traits:
            stated, computed = verdict.stated or ZERO, verdict.computed or ZERO
            slip = digit_slip(stated, computed)
            if not slip and not near(stated, computed, NEAR):  # of another budget
                continue
            code, certainty = "totals-differ", Certainty.CERTAIN if slip else Certainty.LIKELY
            message = f"支出总计写明 {told}，收入总计为 {amount(verdict.computed, unit)}，两个总计应当相等。"
        elif "account" in claim.traits:
            certainty = Certainty.CERTAIN if "carried" in claim.traits else Certainty.LIKELY
            code, name = "balance-differs", verdict.reading.name if verdict.reading else ""
            message = f"结余写明 {told}，按“{name}”算得 {amount(verdict.computed, unit)}。"
        elif "stock" in claim.traits:
            code, certainty = "stock-differs", Certainty.CERTAIN
            message = f"{named(claim.stated, '期末数')}写明 {told}，期初数加增加数减减少数为 {amount(verdict.computed, unit)}。"
        else:
            code, certainty = "remainder-differs", Certainty.LIKELY if "excepted" in claim.traits else Certainty.CERTAIN
            by = (verdict.reading.name if verdict.reading else "") or "总数减去已完成数"
            message = f"{named(claim.stated, '剩余数')}写明 {told}，{by}为 {amount(verdict.computed, unit)}。"
        yield of_claim(item, code, certainty, message)


def _opening_given(item: Checked, balances: Sequence[Checked]) -> bool:
    """Whether a row with opening, income, expense and closing may be judged: at least half of the table's rows balance."""
    rows = [other for other in balances if "carried" in other.claim.traits and other.claim.related == item.claim.related]
    return sum(2 for other in rows if other.verdict.outcome is not Outcome.BROKEN) >= len(rows)
