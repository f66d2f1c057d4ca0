"""Which kind of rubric the clauses of a standard make: thresholds of a value, all or nothing, grades, points that add up."""

from __future__ import annotations

from decimal import Decimal

from auditor.extract.scores.rubric_conditions import Condition, degree
from auditor.model import Band, Points, Rubric, RubricKind, Step
from auditor.patterns import compiled

FULL = Points(Decimal(1), is_share=True)
NOTHING = Points(Decimal(0))
# What says how well, how much or on which level, not what else: the best of such results counts.
_RESULT = compiled("[0-9]|[国省市县]级|以[上下内]|[第前][一二三]|[一二三]等|每|各|任[一何]|满分|分值|权重|总分")
Bands = list[tuple[Condition, Band]]


def one_short(bands: Bands) -> Step | None:
    """全部符合(6)；其中一项不符合(4): what one item costs; more of them may cost as much again."""
    if len(bands) != 2 or bands[0][0].kind != "all" or not all(is_amount(band) for _, band in bands):
        return None
    condition, less = bands[1]
    full, left = bands[0][1].points, less.points
    if full is None or left is None or condition.low != 1 or left.amount >= full.amount:
        return None
    return Step(Points(full.amount - left.amount, is_off=True), less.start, less.end, is_repeated=False)


def is_amount(band: Band) -> bool:
    """Whether a clause gives a number of points."""
    return band.points is not None and band.top is None and not band.points.is_share and band.points.amount > 0


def thresholds(bands: Bands, steps: list[Step], *, capped: bool, linear: bool, product: bool) -> Rubric | None:
    """Bands of the value. Everything must be percent or nothing; 否则不得分 is the rest."""
    values = [condition for condition, _ in bands if condition.kind == "value"]
    units = {condition.unit in ("%", "个百分点") for condition in values if condition.unit or condition.low or condition.high}
    if len(units) > 1:
        return None
    for condition, band in bands:
        if condition.kind != "value" and not (band.points == NOTHING or (band.points == FULL and condition.kind in ("all", "free"))):
            return None
    best = any(condition.kind == "value" and band.points == FULL for condition, band in bands)
    kept = tuple(
        band for condition, band in bands if condition.kind == "value" or band.points == NOTHING or (band.points == FULL and not best)
    )
    return Rubric(
        RubricKind.THRESHOLDS,
        kept,
        tuple(steps),
        capped,
        linear,
        is_percent=units == {True} or (not units and any(step.size for step in steps)),
        is_product=product,
    )


def by_words(bands: Bands, own: tuple[Band, ...], kinds: set[str]) -> Rubric | None:
    """All or nothing, grades or a list, as the words of the clauses tell; None where they do not."""
    if len(own) < 2 or any(band.points is None for band in own):
        return None
    zeros = [condition for condition, band in bands if band.points == NOTHING]
    rest = [(condition, band) for condition, band in bands if band.points != NOTHING]
    if len(rest) == 1 and len(zeros) >= 1 and rest[0][1].top is None:
        return Rubric(RubricKind.ALL_OR_NOTHING, own) if all(_denies(zero, rest[0][0]) for zero in zeros) else None
    if kinds <= {"word", "otherwise", "all"} and "word" in kinds:
        return Rubric(RubricKind.GRADES, own)
    return Rubric(RubricKind.GRADES, own) if _are_degrees(bands) else listed_amounts(bands)


def _are_degrees(bands: Bands) -> bool:
    """Whether all clauses are degrees of one thing: 依据充分得2分，基本充分得1分，不充分不得分."""
    found = [degree(condition.label) for condition, _ in bands]
    qualities = {quality for _, quality in found}
    about = {subject for subject, _ in found} - {""}
    return len(qualities) == 1 and "" not in qualities and len(about) < 2 and len({band.points for _, band in bands}) == len(bands)


def listed_amounts(bands: Bands) -> Rubric | None:
    """Points for one thing and the next, without numbers: 制度健全得2分；执行有效得1分. Degrees and results do not add up."""
    if not all(is_amount(band) and condition.kind == "free" for condition, band in bands):
        return None
    labels = {condition.label.strip(",;。:的、") for condition, _ in bands}
    found = [degree(label) for label in labels]
    bare = {quality for subject, quality in found if not subject} - {""}  # 基本健全 beside 制度健全
    if len(labels) < len(bands) or any(quality in bare for subject, quality in found if subject) or any(map(_RESULT.search, labels)):
        return None
    return Rubric(RubricKind.LISTED, tuple(band for _, band in bands))


def _denies(zero: Condition, full: Condition) -> bool:
    """Whether nothing lies between two conditions: 否则, 不符合, or 未 with the very words of the other (按时报送 / 未按时报送)."""
    if zero.label == "超":
        return compiled("不超|未超|以内|没有超|控制在").search(full.label) is not None
    if any(word in zero.label and word not in full.label for word in ("重大", "严重", "较大", "多次")):
        return False
    if compiled("无|未|不存在|没有").search(full.label) and compiled("^[,;。]?(?:如果?|若|凡)?(?:有|发现|出现|存在|发生)").search(
        zero.label
    ):
        return True  # 无截留挪用得满分，发现截留挪用的不得分
    if zero.kind == "free":
        refused = compiled("(?:未|不|没有)([^,;。的]{2,})").search(full.label)
        return refused is not None and refused.group(1) in zero.label
    if full.kind == "otherwise" or zero.kind not in ("otherwise", "word", "not-all", "all"):
        return False
    if zero.kind != "otherwise" or any(word in zero.label for word in ("否则", "反之", "不符合", "不满足")):
        return True
    denied = compiled("(?:未能|未|不|没有)([^,;。的]{2,})").search(zero.label)
    if denied is None:
        return False
    words, whole = denied.group(1), full.label.strip(",;:。")
    return words == whole or (words[0] in "按如及经" and words in whole)  # 未公开 denies less than 按规定公开 asks
