"""得分率 told in prose: the score over the full marks of the same clause."""

from __future__ import annotations

from auditor.extract.lines import Line
from auditor.extract.relations.operands import quotient, words_of
from auditor.model import Claim, ClaimKind, Kind, Quantity
from auditor.patterns import compiled


def score_rate_claim(line: Line, stated: Quantity, start: int) -> Claim | None:
    """得分率: the score over the full marks of the same clause."""
    scores = [q for q in line.between(start, stated.start) if q.kind is Kind.SCORE and q.high is None and q.number > 0]
    full = [q for q in scores if compiled("满分|分值|权重|标准分").search(words_of(line, q))]
    got = [q for q in scores if q not in full and compiled("得|评").search(words_of(line, q))]
    if len(full) != 1 or len(got) != 1 or len(scores) != 2:
        return None
    reading = quotient(line, got[0], full[0])
    return Claim(
        ClaimKind.RATIO, line.fact(stated, "得分率"), (reading,), ("rate",), frozenset({"stem", "whole", "alone"}), source=line.source
    )
