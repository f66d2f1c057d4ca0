"""A total score that is told twice with two values: 摘要 says 综合得分 88 分 and lists parts of 86, the conclusion says 86.

The parts side with the other total, so the two totals are at odds; nothing is wrong with the sum of the parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from auditor.extract.scores.marks import Mark, Role
from auditor.model import Claim, ClaimKind, Operation, Reading, Term
from auditor.patterns import compiled

_TOTALS = frozenset({Role.TOTAL, Role.RESULT})
_OTHER = compiled(
    "初评|初审|预评|复核|复评|(?:核查|抽查)[^，。；、]{0,4}[得评分]|平均|上年|去年|上一年|加权|折[算合]|审核|第三方|财政部?门?评|(?:提高|下降|增加|减少)了?$"
)
_YEAR = compiled("((?:19|20)\\d\\d)\\s?年")
_COMMON = compiled(
    "(?:19|20)\\d\\d年度?|本年度?|年度|[我本]?(?:单位|部门|[局委办院镇乡])|支出|整体|项目|专项|资金|预算|绩效|自我|自评|评价|评定|考评|综合|总体|最终|总|得|评|分数?|为|是|经|该|此|的"
)
_WHOLE = compiled("整体|部门")
_BEFORE = 40  # characters of the sentence before a score that say what it is
_LEAST = 40  # a total score is out of 100


def rivals(stated: Mark, sums: Iterable[Decimal], totals: Sequence[Mark]) -> list[Mark]:
    """The totals of another value that the parts of `stated` add up to."""
    values = set(sums)
    if stated.role not in _TOTALS or not _counts(stated):
        return []
    return [mark for mark in totals if mark.value in values and _counts(mark) and not _is_rounded(stated, mark)]


def _is_rounded(one: Mark, other: Mark) -> bool:
    """Whether two totals are one number to more or fewer places: 88.7 beside 88.73."""
    return abs(one.value - other.value) < max(one.quantity.step, other.quantity.step)


def is_same(one: Mark, other: Mark) -> bool:
    """Whether two totals are of one thing by their words: both the report's own, for the same year, and no project's beside the whole's."""
    before, behind = _words(one), _words(other)
    years = [set(_YEAR.findall(words)) for words in (before, behind)]
    if years[0] and years[1] and not years[0] & years[1]:
        return False
    if ("项目" in before) != ("项目" in behind) and (_WHOLE.search(before) or _WHOLE.search(behind)):
        return False
    return all(not _COMMON.sub("", mark.line.label(mark.quantity)) for mark in (one, other))


def rival_claim(stated: Mark, others: Sequence[Mark]) -> Claim:
    """That the total is what it is told to be elsewhere."""
    other, *more = others
    reading = Reading(Operation.EQUAL, (Term(other.line.fact(other.quantity, "总分")),))
    places = tuple(("other", mark.line.span(mark.quantity.start, mark.quantity.end)) for mark in more[:3])
    return Claim(
        ClaimKind.VALUE,
        stated.line.fact(stated.quantity, "总分"),
        (reading,),
        ("两处总分",),
        frozenset({"score", "rival"}),
        places,
        source=stated.line.source,
    )


def _counts(mark: Mark) -> bool:
    return mark.depth == 0 and _LEAST < mark.value <= 100 and _OTHER.search(_words(mark)) is None


def _words(mark: Mark) -> str:
    start, _ = mark.line.sentence(mark.quantity.start)
    return mark.line.text[max(start, mark.quantity.start - _BEFORE) : mark.quantity.start]
