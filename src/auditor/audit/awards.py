"""Awards as rules see them: full marks and scores as numbers, how a result compares with its target, and findings with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from auditor.audit.rubric import CENT, is_discrete, is_endless, reachable
from auditor.audit.tolerance import HUNDRED, ZERO, Interval, computed_agrees
from auditor.audit.verify import plain
from auditor.model import (
    SEVERITY_OF,
    Award,
    Band,
    Bound,
    Certainty,
    Evidence,
    Fact,
    Finding,
    Kind,
    Outcome,
    Quantity,
    Rubric,
    RubricKind,
    Span,
    Standard,
    Step,
)

POINTS = frozenset({Kind.SCORE, Kind.NUMBER})
LONGEST = 120  # characters of a place that is pointed at
SHOWN = 8  # possible scores that are written out
PLAIN_BOUNDS = frozenset({Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST, Bound.MORE, Bound.LESS})


def full_marks(award: Award) -> Decimal | None:
    """The full marks of an award in points; None when unknown, nought, or given in per cent."""
    fact = award.full_marks
    if fact is None or fact.quantity.kind not in POINTS:
        return None
    value = fact.quantity.value
    return value if value > ZERO else None


def is_full(award: Award, full: Decimal | None = None) -> bool:
    """Whether every score of an award is its full marks, which the caller may know."""
    full = full_marks(award) if full is None else full
    if full is None or not award.scores:
        return False
    for score in award.scores:  # noqa: SIM110 - asked of each award by rule after rule, and a generator takes longer than the comparison
        if score.quantity.value != full:
            return False
    return True


def is_short(award: Award) -> bool:
    """Whether points were deducted, wherever the score is told."""
    full = full_marks(award)
    if full is None or not award.scores:
        return False
    for score in award.scores:  # noqa: SIM110 - as above
        if score.quantity.value >= full:
            return False
    return True


def name(award: Award) -> str:
    """What a message calls an award."""
    title = award.names[0].translate({ord(mark): None for mark in "“”"}) if award.names else ""
    return f"“{title}”" if 0 < len(title) <= 24 else "这项指标"


# ------------------------------------------------------------------------------------------------------ results and targets


def met(award: Award) -> bool | None:
    """Whether the result fits the target; None where they cannot be compared or the direction is not certain."""
    if award.value is None or award.target is None:
        return None
    value, target = award.value.quantity, award.target.quantity
    if not _comparable(value, target):
        return None
    if value.value == target.value:
        return target.bound not in (Bound.MORE, Bound.LESS)
    if "reverse" in award.traits or target.bound in (Bound.AT_MOST, Bound.LESS):
        return value.value < target.value
    if target.bound in (Bound.AT_LEAST, Bound.MORE):
        return value.value > target.value
    return False if value.value < target.value else None


def _comparable(value: Quantity, target: Quantity) -> bool:
    like = value.kind is target.kind and (value.kind is not Kind.COUNT or value.unit == target.unit)
    plain_words = value.bound is Bound.EXACT and target.bound in PLAIN_BOUNDS
    return like and plain_words and value.high is None and target.high is None and target.value > 0


def is_value_times_weight(award: Award) -> bool:
    """Whether the score is result × full marks, where the target was below 100 % and was reached: 98 % × 20 = 19.6 instead of 20."""
    full = full_marks(award)
    if (
        full is None
        or award.value is None
        or award.value.quantity.kind is not Kind.PERCENT
        or not is_short(award)
        or met(award) is not True
    ):
        return False
    product = award.value.quantity.value * full / HUNDRED
    return product < full and all(agree(score.quantity, product) for score in award.scores)


def national_scores(award: Award) -> list[Decimal]:
    """What the national rules give for a result short of its target: in proportion, and for reverse indicators by either official formula."""
    full = full_marks(award)
    if full is None or award.value is None or award.target is None or award.value.quantity.value <= 0:
        return []
    value, target = award.value.quantity.value, award.target.quantity.value
    if "reverse" in award.traits or award.target.quantity.bound in (Bound.AT_MOST, Bound.LESS):
        return [max(Decimal(0), full * (2 * target - value) / target), full * target / value]
    return [full * value / target]


def after_faults(award: Award, rubric: Rubric, full: Decimal) -> tuple[str, Decimal] | None:
    """How many faults are told, and what a standard that deducts for each leaves of the full marks; None where a score is just that."""
    found = _faults(award)
    if found is None:
        return None
    number, words = found
    left = max(Decimal(0), full - (full - rubric.steps[0].points.of(full)) * number)
    return (words, left) if all(score.quantity.value != left for score in award.scores) else None


def _faults(award: Award) -> tuple[Decimal, str] | None:
    """The number of faults, told in words or as what the result falls short of its target."""
    if award.faults is not None:
        return award.faults.quantity.number, f"写明有 {award.faults.quantity.text}"
    if "counts-missing" not in award.traits or award.target is None or award.value is None:
        return None
    short = award.target.quantity.number - award.value.quantity.number
    return (short, f"比目标少 {plain(short)} {award.value.quantity.unit}") if short > 0 else None


def agree(score: Quantity, exact: Decimal) -> bool:
    """Whether a score is a computed one, rounded or cut to its places."""
    return computed_agrees(score, exact).outcome is not Outcome.BROKEN


def possible_scores(standard: Standard, full: Decimal) -> str:
    """The scores a standard can give, written out from the top: 6、4.5、3、1.5、0."""
    possible = reachable(standard.rubric, full)
    if isinstance(possible, Interval):
        return told_points(possible)
    ordered = sorted((score for score in possible if score <= full), reverse=True)
    return "、".join(plain(score.quantize(CENT) if is_endless(score) else score) for score in ordered[:SHOWN]) + (
        "……" if len(ordered) > SHOWN else ""
    )


def told_points(points: Interval) -> str:
    """Points as a message writes them: 4, or 3—4."""
    low, high = (plain(end.quantize(CENT)) for end in points)
    return low if low == high else f"{low}—{high}"


def rounded(points: Decimal) -> str:
    """Computed points as a message writes them."""
    return plain(points.quantize(CENT))


def one_score(points: Interval) -> Decimal | None:
    """The only score of a range that is none."""
    return points.low if points.low == points.high else None


# ----------------------------------------------------------------------------------------------------------------- findings


def clause(standard: Standard, part: Band | Step) -> Span:
    """Where a clause of a standard stands, at most `LONGEST` characters of it."""
    span = standard.passage.locate(part.start, part.end)
    return span if span.end - span.start <= LONGEST else Span(span.end - LONGEST, span.end)


def clauses(standard: Standard | None) -> list[Span]:
    """Where the clauses of a standard stand; where it has none, its last words."""
    if standard is None:
        return []
    parts: list[Band | Step] = [*standard.rubric.bands, *standard.rubric.steps]
    if parts:
        return [clause(standard, part) for part in parts]
    whole = standard.passage.span
    return [Span(max(whole.start, whole.end - LONGEST), whole.end)] if whole.end > whole.start else []


def of_award(
    award: Award,
    code: str,
    certainty: Certainty,
    message: str,
    *,
    scores: Sequence[Fact] | None = None,
    first: Iterable[Evidence] = (),
    computed: Decimal | None = None,
    arithmetic: str | None = None,
) -> Finding:
    """A finding on an award: its scores, what it is called, its full marks, its standard, its result, its account, what else belongs to it."""
    own = award.scores if scores is None else scores
    evidence = [*first, *(Evidence("score", fact.span) for fact in own), *(Evidence("indicator", place) for place in award.places)]
    if award.full_marks is not None:
        evidence.append(Evidence("full_marks", award.full_marks.span))
    evidence += [Evidence("rubric", span) for span in clauses(award.standard)]
    for role, fact in (("actual", award.value), ("actual", award.faults), ("target", award.target)):
        if fact is not None:
            evidence.append(Evidence(role, fact.span))
    evidence += [Evidence(role, date[1]) for role, date in (("actual", award.done), ("target", award.due)) if date is not None]
    if award.account is not None:
        evidence.append(Evidence("account", award.account[1]))
    evidence += [Evidence(role, span) for role, span in award.related]
    for reading in award.readings[:1]:
        evidence += [Evidence("operand", term.fact.span) for term in (*reading.terms, *reading.over)]
    stated = own[0].quantity.value if own else None
    return Finding(
        code=code,
        certainty=certainty,
        severity=SEVERITY_OF[certainty],
        message=message,
        evidence=tuple(once(evidence)),
        stated=None if stated is None else f"{own[0].quantity.number:f}",
        computed=None if computed is None else plain(computed),
        difference=None if computed is None or stated is None else plain(abs(computed - stated)),
        arithmetic=arithmetic,
    )


def unreachable(award: Award, standard: Standard, off: Sequence[Fact], full: Decimal) -> Iterator[Finding]:
    """Scores that the standard cannot give."""
    possible = possible_scores(standard, full)
    code, sure, by, unless = "unreachable", Certainty.CERTAIN, "而按评分标准", ""
    if not is_discrete(standard.rubric):
        if standard.rubric.steps:
            code, by, unless = "unreachable-step", "按评分标准的扣分步长", "；除非按比例内插"
            sure = Certainty.QUERY if _is_near(off[0], standard, full) else Certainty.LIKELY
        elif standard.rubric.kind is RubricKind.LISTED:
            code, sure, by, unless = "unreachable-listed", Certainty.LIKELY, "评分标准所列各点相加", "；除非一点只给了部分分数"
        else:
            return
    message = f"{name(award)}得 {plain(off[0].quantity.value)} 分，{by}只能得 {possible} 分{unless}。"
    yield of_award(award, code, sure, message, scores=off, arithmetic=f"可能的得分：{possible}")


def _is_near(score: Fact, standard: Standard, full: Decimal) -> bool:
    """Whether a score in whole points, or in fewer places than the steps, is what some number of them leaves, rounded."""
    possible = reachable(standard.rubric, full)
    return not isinstance(possible, Interval) and any(agree(score.quantity, one) for one in possible)


def once(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Every place once, in order, cut to what may be pointed at."""
    kept: dict[Span, Evidence] = {}
    for piece in evidence:
        span = piece.span
        start, end = span
        if end - start > LONGEST:
            span = Span(start, start + LONGEST)
            kept.setdefault(span, Evidence(piece.role, span))
        elif end > start:
            kept.setdefault(span, piece)
    return list(kept.values())
