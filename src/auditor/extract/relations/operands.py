"""What may be divided near a rate: the amounts and counts before it, the words that name them, every way to pair them.

Extraction names the natural pair of operands; all other pairs that come near the stated rate are added as further readings, so that
a rate is called broken only when nothing near it gives the stated digits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.stops import Stops
from auditor.model import Bound, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

NOT_DIVIDED = frozenset({Kind.PERCENT, Kind.POINTS, Kind.TIMES, Kind.DURATION, Kind.SCORE})
REMAINDER = compiled("剩余|其余|结余|余额|尚未|未|还有|尚余|缺|剩")
WHOLE = compiled(
    "总|应|共|全部|计划|任务|预算|下达|安排|到位|受理|收到|发放|接到|排查|登记|摸排|核定|收入|参加|申报|申请|发现|收回|抽查|抽检|调处|接访"
    "|投入|指标|立案|现有|辖|全[镇县市区乡村街]|目标人群|送检|参测|检测|监测|栽植|毕业|编制|提出|征集"
)
CLAUSE_ENDS = Stops("，。；、,;（(）)")
WORD_ENDS = Stops("，。；、,;（(）)：:0123456789")
CLAUSES = Stops("。；;，,、）")
THOUSANDS = compiled("(?<=\\d)[,，](?=\\d{3}(?!\\d))")  # no commas of the sentence
CLAUSE_REST = compiled("[^，。；、,;（(）)\\d]{0,10}")
CLAUSE = 30  # characters before a number that may name it
WHOLE_SHARE, FULLEST_SHARE = 100.0, 100.5  # per cent
MOST_PAIRED = 14  # operands that are paired with each other


def behind_last(text: str, stops: str, low: int, position: int) -> int:
    """The offset behind the last of the characters `stops` in `text[low:position]`; `low` if there is none."""
    return max(low, *(text.rfind(stop, low, position) + 1 for stop in stops))


def as_percent(quantity: Quantity) -> Quantity:
    """A rate in per cent, whatever its unit: 5.3‰ is 0.53, 九成 is 90."""
    if quantity.factor == 1:
        return quantity
    return quantity._replace(number=quantity.value, factor=quantity.factor / quantity.factor)


def divisible(line: Line, start: int, end: int) -> list[Quantity]:
    """The quantities of `start:end` that may be divided: amounts and counts, no rates, durations or ranges."""
    return [
        quantity
        for quantity in line.between(start, end)
        if quantity.kind not in NOT_DIVIDED and quantity.high is None and quantity.number > 0
    ]


def words_of(line: Line, quantity: Quantity) -> str:
    """The clause a quantity stands in, up to it, and what follows to the next delimiter."""
    text = line.text
    before = text[max(0, quantity.start - CLAUSE) : quantity.start]
    after = CLAUSE_REST.match(text, quantity.end)
    return CLAUSE_ENDS.tail(before) + (after.group() if after else "")


def words_ahead(line: Line, quantity: Quantity) -> str:
    """The clause a quantity stands in, up to it."""
    return CLAUSE_ENDS.tail(line.text[max(0, quantity.start - CLAUSE) : quantity.start])


def clause_before(line: Line, quantity: Quantity) -> str:
    """The words of the clause before a percentage, without a bracket between the name and the number (调整率（调整数/预算数）为)."""
    before = THOUSANDS.sub("", line.text[max(0, quantity.start - 70) : quantity.start])
    bare = before.rstrip("约近达到为是至：: 　")
    if bare.endswith(("）", ")")):
        opening = max(bare.rfind("（"), bare.rfind("("))
        before = bare[:opening] if opening >= 0 else before
    return CLAUSES.tail(before[-36:].rstrip("约近达为 　"))


def words_before(line: Line, quantity: Quantity) -> str:
    """The words right before a quantity, back to the last delimiter or digit, without 为, 达, 共 behind."""
    before = line.text[max(0, quantity.start - CLAUSE) : quantity.start]
    return WORD_ENDS.tail(before).strip().rstrip("为是达共约：: 　")


def quotient(line: Line, top: Quantity, bottom: Quantity, name: str = "") -> Reading:
    """One quantity over another."""
    return Reading(Operation.QUOTIENT, (Term(line.fact(top)),), (Term(line.fact(bottom)),), name)


def is_upside_down(reading: Reading, stated: Quantity) -> bool:
    """Whether a rate above 100 % is the whole over what was done of it, to the last digit."""
    if stated.number <= WHOLE_SHARE or len(reading.over) != 1:
        return False
    done, whole = reading.terms[0].fact.quantity.value, reading.over[0].fact.quantity.value
    return done < whole and abs(100 * whole - stated.number * done) <= stated.step * done / 2


def other_quotients(
    line: Line,
    pool: Sequence[Quantity],
    stated: Quantity,
    natural: Reading,
    wholes: Callable[[Quantity], bool] | None = None,
    *,
    upright: bool = False,
) -> list[Reading]:
    """Every other way to divide two like quantities, and 1 minus the remainder's share, that comes near the stated rate.

    `wholes` says which quantities may be the divisor, where the wording names it; without it all may. What is more than all of a whole is
    not the natural pair upside down where words fix both (`upright`): 计划 12 座，建成 11 座，完成率 109.09%.
    """
    told = natural.terms[0].fact.quantity, natural.over[0].fact.quantity
    turned = (told[1].value, told[0].value) if upright and stated.number > WHOLE_SHARE else None
    readings: list[Reading] = []
    seen: set[tuple[float, float]] = set()  # the same two numbers told again add nothing
    operands = [(q, float(q.value), float(q.step / q.value) + (0.0 if q.bound is Bound.EXACT else 0.1)) for q in pool[-MOST_PAIRED:]]
    bottoms = operands if wholes is None else [operand for operand in operands if wholes(operand[0])]
    rate, step = float(stated.number), 2 * float(stated.step)
    vague = 0.0 if stated.bound is Bound.EXACT else 0.1
    fullest = FULLEST_SHARE if rate <= WHOLE_SHARE else float("inf")  # no part is more than its whole
    for top, a, top_slack in operands:
        for bottom, b, bottom_slack in bottoms:
            share = 100 * a / b
            if share > fullest:
                continue
            room = step + share * (top_slack + bottom_slack + vague)  # generous: it keeps the list of readings short and never judges
            near = -room <= share - rate <= room
            rest_near = share < 100 and -room <= 100 - share - rate <= room
            if not (near or rest_near) or top is bottom or (a, b) in seen or not like(top, bottom):
                continue
            if turned is not None and (top.value, bottom.value) == turned:
                continue
            seen.add((a, b))
            if near and (top, bottom) != told:
                readings.append(quotient(line, top, bottom, "换用附近其他数"))
            if rest_near:
                whole = Term(line.fact(bottom))
                readings.append(Reading(Operation.QUOTIENT, (whole, Term(line.fact(top), -1)), (whole,), "减去另一数后再除"))
    return readings
