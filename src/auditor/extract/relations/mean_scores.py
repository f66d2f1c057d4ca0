"""Mean scores behind the scores they are the mean of: 三个项目得分分别为 96.5 分、97.2 分、95.8 分，平均得分 96.5 分."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.extract.lines import Line
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

MEAN = compiled("平均(?:自评|绩效|评价)?(?:得分|分数?|评分)(?:为|是|达到?|：)?\\s*$")
JOINT = compiled("(?:分)?\\s*[、，,；和及与]\\s*[^\\W\\d]{0,14}\\s*")
OPEN = compiled("等|加权|权重|其中")
REACH = 160  # characters before a mean that hold its scores
FEWEST = 2


def mean_score_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """Every mean score right behind a list of scores, if as many things are told as there are scores."""
    for line in lines:
        if "平均" not in line.text:
            continue
        for stated in line.quantities:
            if stated.kind is Kind.SCORE and MEAN.search(line.text, max(0, stated.start - 14), stated.start):
                claim = _claim(line, stated)
                if claim is not None:
                    yield claim


def _claim(line: Line, stated: Quantity) -> Claim | None:
    start = max(line.sentence(stated.start)[0], stated.start - REACH)
    scores = [quantity for quantity in line.between(start, stated.start) if quantity.kind is Kind.SCORE]
    if len(scores) < FEWEST or OPEN.search(line.text, start, stated.start):
        return None
    if any(not q.is_exact for q in (*scores, stated)):
        return None
    if any(JOINT.fullmatch(line.text, before.end, after.start) is None for before, after in pairwise(scores)):
        return None
    counts = [q.number for q in line.between(start, scores[0].start) if q.kind is Kind.COUNT]
    if counts and counts[-1] != len(scores):
        return None
    reading = Reading(Operation.MEAN, tuple(Term(line.fact(score)) for score in scores))
    return Claim(ClaimKind.RATIO, line.fact(stated, "平均得分"), (reading,), ("平均",), frozenset({"mean-score"}), source=line.source)
