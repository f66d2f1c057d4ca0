"""正文中各项得分相加，应等于写明的总分。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, named, of_claim
from auditor.audit.rule import rule
from auditor.audit.siblings import column_certainty, explained_by_part, read_whole, row_is_missing
from auditor.audit.tolerance import near
from auditor.model import Certainty, Checked, ClaimKind, Finding, Outcome

NEAR = Decimal("0.1")  # of the total; what lies further off is a list told in part
NEAR_BESIDE = Decimal("0.35")  # where the wording ties the parts to the total
NEAR_TABLE = Decimal("0.3")  # of a table's total; what lies further off is a table read in part
WHOLE = Decimal(1)
NEAR_MOVED = Decimal("0.25")  # of a group whose rows were read with doubt
CENT = Decimal("0.01")


@rule(
    "score-total",
    title="各项得分之和与总分不符",
    category="score-sum",
    needs=(ClaimKind.SCORE_SUM, ClaimKind.SUM),
    codes={
        "sum-differs": "正文各项得分相加不等于总分",
        "last-digit": "两位小数的得分相加，末位有出入",
        "table-differs": "评分表各行相加不等于合计行",
        "level-differs": "评分表中下级指标的得分之和不等于上级指标的得分",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """正文中各项得分相加，应等于写明的总分。

    ## 为什么要查
    总分决定等级，等级与预算安排挂钩；总分与分项不符是评价报告质量考核明列的扣分项。

    ## 怎么查
    收集正文里的得分、扣分、加分：总分后面“其中”“：”或括号里的各项相加，应等于总分；满分（基础分）加加分、减扣分，应等于得分；
    散在各段的“故此项得×分”相加，应等于“总分、综合得分、自评得分”。评分表的得分逐级加到上级指标和合计行，单列的预算执行得分一起算；有扣分列的，分值减扣分应等于得分；一级指标横排的汇总表同样核对。
    评分表的合计与各项之和相差很大的，只在分值列完整相符、每行都有得分时报警告。分项里还套着分项的，各种分法都试；正文有几个不同的总分时，只拿两个总分之间的各项来比。分值不舍入。

    ## 什么时候不报
    各项相加恰好是别处写的另一个总分（见 score-conflict）；分项显然没有列全（以“等”结尾，或相加与总分相差太远）；只是评分标准、满分、历年比较、平均分里的数字；
    分项写到两位小数、只差末位的，总分比分项少写一位小数的，多半是四舍五入，只列为提示（last-digit）。

    ## 依据
    中介机构绩效评价报告质量考核评分表：“评价计分正确、分值计算散总一致、评分与评级相符”。
    """
    totals = list(facts.broken(ClaimKind.SUM, "level", "table-total"))
    weights = [item for item in facts.claims(ClaimKind.SUM) if {"level", "table-total", "weights"} <= item.claim.traits]
    levels = [item for item in facts.broken(ClaimKind.SUM, "level") if "weights" not in item.claim.traits]
    reported = [item for item in levels if any(True for _ in _of_level(item, totals, weights))]
    above = {item.claim.stated.span for item in explained_by_part(reported).values()}
    for item in levels:
        if item.claim.stated.span not in above:  # a total whose one part is put right holds: the part is reported
            yield from _of_level(item, totals, weights)
    tables = [item for item in facts.claims(ClaimKind.SUM) if "scores" in item.claim.traits and "level" not in item.claim.traits]
    for item in tables:
        certainty = column_certainty(item, tables) if item.verdict.outcome is Outcome.BROKEN else None
        if certainty is not None and item.verdict.computed is not None:
            told = item.claim.stated.quantity.digits
            message = f"评分表合计行“{item.claim.cues[1]}”列为 {told} 分，各行相加为 {amount(item.verdict.computed, ' 分')}。"
            yield of_claim(item, "table-differs", certainty, message)
    disputed = {item.claim.stated.span for item in facts.broken(ClaimKind.VALUE, "rival")}  # by another total, with which the parts side
    rows = [item for item in facts.claims(ClaimKind.SCORE_SUM) if "row-deduction" in item.claim.traits]
    meant = 2 * sum(item.verdict.outcome is Outcome.BROKEN for item in rows) <= len(rows)  # else the column means something else
    for item in facts.broken(ClaimKind.SCORE_SUM):
        if item.claim.stated.span in disputed or ("row-deduction" in item.claim.traits and not meant):
            continue
        sure = _certainty(item)
        stated, computed, reading = item.verdict.stated, item.verdict.computed, item.verdict.reading
        if sure is None or stated is None or computed is None or reading is None:
            continue
        told = f"{named(item.claim.stated, '得分')}写明 {item.claim.stated.quantity.text}"
        message = f"{told}，{reading.name or '各项'}相加为 {amount(computed, '分')}，差 {amount(abs(stated - computed), '分')}。"
        code = "last-digit" if sure is Certainty.QUERY else "sum-differs"
        yield of_claim(item, code, sure, message)


def _of_level(item: Checked, totals: Sequence[Checked], weights: Sequence[Checked]) -> Iterator[Finding]:
    """A group or total row of a score table that its indicators do not add up to."""
    claim, stated, computed = item.claim, item.verdict.stated, item.verdict.computed
    told = "prose" in claim.traits  # the table prints no total, the text does
    if stated is None or computed is None:
        return
    far = not near(stated, computed, NEAR if told else NEAR_TABLE if "table-total" in claim.traits else WHOLE)
    if far and (told or not read_whole(item, weights)):
        return
    moved = "moved" in claim.traits  # cells had to be moved under the header
    if moved and not near(stated, computed, NEAR_MOVED):
        return
    code = "table-differs" if "table-total" in claim.traits else "level-differs"
    whose = "各项" if code == "table-differs" else "下级指标"
    where = "正文总分" if told else f"评分表中“{claim.cues[0]}”得分"
    message = f"{where} {claim.stated.quantity.digits} 分，{'评分表' if told else ''}{whose}得分相加为 {amount(computed, ' 分')}。"
    if _last_digit(item):
        yield of_claim(item, "last-digit", Certainty.QUERY, message)
    else:
        yield of_claim(item, code, Certainty.LIKELY if told or moved or far or row_is_missing(item, totals) else Certainty.CERTAIN, message)


def _last_digit(item: Checked) -> bool:
    """Whether parts of two decimals miss their total by their own rounding, or the total is only written to fewer decimals (88.7 for 88.73)."""
    stated, computed, reading = item.verdict.stated, item.verdict.computed, item.verdict.reading
    if stated is None or computed is None or reading is None:
        return False
    finest = [term for term in reading.terms if term.fact.quantity.step <= CENT]
    off, step = abs(stated - computed), item.claim.stated.quantity.step
    shortened = bool(finest) and CENT < step < WHOLE and off * 2 <= step
    return shortened or (len(finest) > 1 and off * 2 <= CENT * len(finest))


def _certainty(item: Checked) -> Certainty | None:
    """How sure a broken total is; None when its parts are plainly not all told."""
    stated, computed, reading = item.verdict.stated, item.verdict.computed, item.verdict.reading
    if stated is None or computed is None or reading is None:
        return None
    traits = item.claim.traits
    if not near(stated, computed, NEAR_BESIDE if "closed" in traits else NEAR):
        return None
    if _last_digit(item):
        return Certainty.QUERY
    untold = "unspoken" in traits or ("deducted" in traits and stated < computed)
    return Certainty.LIKELY if untold and "closed" not in traits else Certainty.CERTAIN
