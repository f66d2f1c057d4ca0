"""同一个数换一种单位再写，应当相等；金额应当写明单位。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, named, of_claim
from auditor.audit.rule import rule
from auditor.audit.slips import Slip, is_swollen, mean_slip, power_between, product_slip
from auditor.audit.verify import plain, verify
from auditor.model import Certainty, Checked, ClaimKind, Finding, Operation, Outcome

COMPUTED = (ClaimKind.SUM, ClaimKind.BALANCE, ClaimKind.RATIO, ClaimKind.GROWTH)


@rule(
    "unit-slip",
    title="单位写错、漏写或换算不符",
    category="unit-error",
    needs=(ClaimKind.UNIT, ClaimKind.LIMIT, *COMPUTED),
    codes={
        "restated-differs": "同一金额换单位后不相等",
        "unit-missing": "金额漏写单位",
        "same-digits": "同名同数的金额单位不同",
        "power-of-ten": "与算出的数恰好差十的整数次方倍",
        "points-as-percent": "百分点与百分比混用",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """同一个数换一种单位再写，应当相等；金额应当写明单位。

    ## 为什么要查
    元、万元、亿元混用是绩效表里最容易出的错，一错就是一万倍。

    ## 怎么查
    “1200万元（0.12亿元）”这样同一金额写两遍的，大写与小写并列的，换算后比较；同名的金额在两处有效数字相同而大小差十的整数次方倍的；
    一串金额里有一个漏写单位的，与上年比较的金额漏写单位的；
    合计、分项、标准乘人数、总额除以数量的平均数、比率和增减幅度里，把一个数移动整数位就恰好相符的，按单位或小数点写错报告；
    两个百分比之差写成百分之几，或者金额的增幅写成百分点的。

    ## 什么时候不报
    两个金额说的不是同一件事（年度、级次、累计与当年不同）；差在舍入之内；写的确是相对增幅；单位在前面或表头统一写明。

    ## 依据
    绩效目标表、自评表均须注明金额单位（万元或元）；百分点用于两个百分比之差。
    """
    for item in facts.claims(ClaimKind.UNIT):
        finding = _told(item)
        if finding is not None:
            yield finding
    for kind in COMPUTED:
        for item in facts.broken(kind):
            slip = facts.slip(item)
            if slip is not None:
                yield _slipped(item, slip)
    for item in facts.broken(ClaimKind.LIMIT):
        if power_between(item):
            yield of_claim(item, "power-of-ten", Certainty.LIKELY, f"{_pair(item)} 恰好差十的整数次方倍，疑为单位或小数点写错。")


def _told(item: Checked) -> Finding | None:
    """What a claim about units comes to."""
    claim, verdict = item.claim, item.verdict
    text = claim.stated.quantity.text
    other = verdict.reading.terms[0].fact.quantity if verdict.reading is not None and verdict.reading.terms else None
    broken = verdict.outcome is Outcome.BROKEN
    if "missing" in claim.traits:
        unit = other.unit if other is not None else "万元"
        finding = of_claim(item, "unit-missing", Certainty.LIKELY, f"金额 {text} 没有写单位；与它并列的金额以{unit}为单位。")
        # The other amount only lends its unit: the two are not compared.
        return finding._replace(evidence=finding.evidence[:1], computed=None, difference=None, arithmetic=None)
    if "mixed" in claim.traits:
        return of_claim(item, "points-as-percent", Certainty.QUERY, f"“{text}”把百分比和百分点混在一起写，究竟是哪一个，需要核实。")
    if "untold" in claim.traits:
        message = f"两个比率之差写成 {text}，是百分点还是相对增幅，需要核实。"
        return of_claim(item, "points-as-percent", Certainty.QUERY, message)
    if "points" in claim.traits:
        return _points(item)
    if "rate" in claim.traits and not broken:
        return of_claim(item, "points-as-percent", Certainty.LIKELY, f"两个数的增减幅度是 {amount(verdict.stated, '%')}，文中写成 {text}。")
    if "twin" in claim.traits and broken:
        certainty = Certainty.CERTAIN if "same-digits" in claim.traits else Certainty.LIKELY
        return of_claim(item, "same-digits", certainty, f"{named(claim.stated, '同一金额')}在两处有效数字相同而大小不同：{_pair(item)}。")
    if "restated" in claim.traits and broken:
        return of_claim(item, "restated-differs", Certainty.CERTAIN, f"{_pair(item)} 说的是同一金额，换算后不相等。")
    mean = mean_slip(item) if "mean" in claim.traits and broken else None
    if mean is not None:
        item = Checked(claim, verify(claim._replace(readings=(mean,))))
        number = mean.over[0].fact
        if is_swollen(item, number.quantity):
            message = f"按写明的 {text} 推算，{number.quantity.text} 多写了“{number.quantity.unit[0]}”，数量大了整数位。"
            finding = of_claim(item, "power-of-ten", Certainty.CERTAIN, message, first=number.span)
            return finding._replace(evidence=tuple(piece for piece in finding.evidence if piece.role != "current"))
        computed = amount(item.verdict.computed, claim.stated.quantity.unit)
        return of_claim(item, "power-of-ten", Certainty.CERTAIN, f"写明 {text}，按总额除以数量算得 {computed}，疑为单位写错。")
    product = product_slip(item) if "product" in claim.traits and broken else None
    if product is not None:
        item = Checked(claim, verify(claim._replace(readings=(product,))))
        told = f"写明 {text}，按标准乘数量算得 {amount(item.verdict.computed, claim.stated.quantity.unit)}"
        return of_claim(item, "power-of-ten", Certainty.CERTAIN, f"{told}，恰好差十的整数次方倍，疑为单位或小数点写错。")
    return None


def _points(item: Checked) -> Finding | None:
    """A change of rates that is their difference in points; where it is their relative change as well, only worth a question."""
    claim, stated = item.claim, item.claim.stated.quantity
    verdicts = {reading.operation: verify(claim._replace(readings=(reading,))) for reading in claim.readings}
    points = verdicts.pop(Operation.POINTS, None)
    if points is None or points.reading is None or points.outcome is not Outcome.HOLDS:
        return None
    half = stated.step / 2
    near = any(verdict.computed is not None and abs(verdict.computed - stated.number) <= half for verdict in verdicts.values())
    message = f"两个百分比之差是 {amount(points.stated, ' 个百分点')}，文中写成 {stated.text}。"
    finding = of_claim(item._replace(verdict=points), "points-as-percent", Certainty.QUERY if near else Certainty.LIKELY, message)
    # The number is right, its unit is not: there is no difference to show.
    first, second = (fact.quantity.digits for fact in (points.reading.terms[0].fact, points.reading.over[0].fact))
    return finding._replace(difference=None, arithmetic=f"{first}% − {second}% = {amount(points.stated, ' 个百分点')}")


def _pair(item: Checked) -> str:
    verdict = item.verdict
    other = verdict.reading.terms[0].fact.quantity.text if verdict.reading is not None and verdict.reading.terms else ""
    return f"{item.claim.stated.quantity.text} 与 {other}"


def _slipped(item: Checked, slip: Slip) -> Finding:
    """A broken sum, balance, rate or growth that one number with another unit would mend."""
    claim, verdict = item.claim, item.verdict
    quantity = slip.fact.quantity
    fitting = f"{plain(slip.fitting)}{quantity.unit}"
    if slip.fact is claim.stated:
        message = f"写明 {quantity.text}，按文中的数算得 {fitting}，恰好差十的整数次方倍，疑为单位或小数点写错。"
        return of_claim(item, "power-of-ten", Certainty.CERTAIN, message)
    if claim.kind in (ClaimKind.RATIO, ClaimKind.GROWTH) and verdict.reading is not None:
        operands = " 与 ".join(term.fact.quantity.text for term in (*verdict.reading.terms, *verdict.reading.over))
        message = f"按写明的 {claim.stated.quantity.text}，{operands} 有一个恰好差十的整数次方倍，疑为单位或小数点写错。"
        return of_claim(item, "power-of-ten", Certainty.CERTAIN, message, first=slip.fact.span)
    message = f"{named(slip.fact, '分项')} {quantity.text} 改为 {fitting} 则合计恰好相符，疑为单位或小数点写错。"
    finding = of_claim(item, "power-of-ten", Certainty.CERTAIN, message, first=slip.fact.span)
    return finding._replace(stated=quantity.digits, computed=plain(slip.fitting), difference=None)
