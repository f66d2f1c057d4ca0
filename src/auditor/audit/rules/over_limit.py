"""在职人数不应超过编制，实际数不应超过核定的限额，部分不应大于整体。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, named, of_claim
from auditor.audit.rule import rule
from auditor.audit.slips import power_between
from auditor.model import Certainty, Checked, ClaimKind, Finding

CODES = {
    "staff": "over-establishment",
    "asserted": "over-quota",
    "quota": "over-quota",
    "contract": "over-quota",
    "price": "over-quota",
    "budget": "over-quota",
    "ceiling": "over-quota",
    "subset": "part-over-whole",
    "of-which": "part-over-whole",
}
CERTAIN = frozenset({"staff", "quota", "asserted"})
FAR, HOPELESS = 3, 100  # times the limit


@rule(
    "over-limit",
    title="超过编制、限额或整体",
    category="over-limit",
    needs=(ClaimKind.LIMIT,),
    codes={
        "over-establishment": "在职人数超过编制数",
        "over-quota": "实际数超过核定数、合同价、控制价、预算或限额",
        "part-over-whole": "部分大于整体",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """在职人数不应超过编制，实际数不应超过核定的限额，部分不应大于整体。

    ## 为什么要查
    超编人数直接影响“在职人员控制率”的评分和人员经费；支付超过合同、支出超过预算而没有说明，是合规性的硬伤；
    部分比整体还大，则必有一处写错。

    ## 怎么查
    把写明的编制数与在职（在编、实有）人数比较，总数和行政、事业等分类都比；没有写编制总数的，以各类编制相加。
    把同一句或紧接着的一句里的限额与实际数比较：核定职数与实际配备数，合同价与已支付数，控制价与中标价，中标价与合同价，调整后预算与实际支出，
    “三公”等经费的预算与支出，债务限额与余额，费用标准与人均支出。
    把部分与整体比较：“其中”后紧接着的同单位的数，应种与实种，抽检与合格，发放与回收，发现与整改。
    报告自己说“未突破、未超过、控制在……以内”的，把它前面的数与所说的限额比较；写明开工、竣工日期并说在若干天工期内的，算出天数比较。
    表中有“编制、在职”或“合同金额、支付”两列的，逐行比较；项目清单、自评表里的执行数与全年（调整后）预算数逐行比较。

    ## 什么时候不报
    人数写明含编外、临聘、借调、离退休人员；表中写明执行率超过100%；写明有变更、追加、结转资金、上年遗留等原因；
    限额与实际数的口径不同（一般与专项、总额与人均）；“其中”说的不是它前面那个数；正好差十的整数次方倍的，按单位写错报告。

    ## 依据
    在职人员控制率＝在职人员数÷编制数，小于或等于100%得满分（财预〔2013〕53号共性指标）；
    预算法第十三条：各部门、各单位的支出必须以经批准的预算为依据，未列入预算的不得支出。
    """
    broken = list(facts.broken(ClaimKind.LIMIT))
    in_all = any("in-all" in item.claim.traits for item in broken)  # then each kind of staff over its part is the same finding
    asserted = {item.claim.stated.span for item in broken if "asserted" in item.claim.traits}
    for item in broken:
        if item.claim.stated.span in asserted and "asserted" not in item.claim.traits:
            continue  # the same amount over the same limit, found by their names
        trait = next((name for name in CODES if name in item.claim.traits), None)
        if trait is None or power_between(item) or (in_all and "by-kind" in item.claim.traits):
            continue
        certainty = Certainty.CERTAIN if trait in CERTAIN else _certainty(item)
        if certainty is not None:
            yield of_claim(item, CODES[trait], certainty, _message(item, trait))


def _certainty(item: Checked) -> Certainty | None:
    """Less the further an amount lies over its limit: far off, the two were read wrongly or one is in another unit."""
    stated, limit = item.verdict.stated, item.verdict.computed
    if stated is None or not limit or stated > HOPELESS * limit:
        return None
    return Certainty.LIKELY if stated <= FAR * limit else Certainty.QUERY


def _message(item: Checked, trait: str) -> str:
    claim, verdict = item.claim, item.verdict
    stated = claim.stated
    over = amount(abs(verdict.difference) if verdict.difference is not None else None, stated.quantity.unit)
    limits = [term.fact for term in verdict.reading.terms] if verdict.reading else []
    told = " + ".join(fact.quantity.text for fact in limits)
    if trait == "staff":
        return f"{named(stated, '在职人数')}为 {stated.quantity.text}，超过编制数 {told}，多出 {over}。"
    name = named(limits[0], "") if len(limits) == 1 else ""
    if CODES[trait] == "part-over-whole":
        return f"{named(stated, '部分')}为 {stated.quantity.text}，大于它所属的{name or '整体'} {told}，多出 {over}。"
    return f"{named(stated, '实际数')}为 {stated.quantity.text}，超过{name or '限额'} {told}，多出 {over}。"
