"""Which row of the score table a score of the prose belongs to: both tell the indicators in one order, under names that may differ."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from auditor.records import NamedTuple

SAME_NAME = 5
LIKE_NAME = 3
SAME_SCORE = 4
OTHER_SCORE = -3
IMPOSSIBLE = -9
MOST = 40_000  # cells of the alignment


class Entry(NamedTuple):
    """What is known of an indicator on one side; a row that lost its name has the name ""."""

    name: str
    score: Decimal | None
    full_marks: Decimal | None = None


def pair(rows: Sequence[Entry], told: Sequence[Entry]) -> dict[int, int]:
    """The best pairing that keeps both orders: index in `told` → index in `rows`. A pair needs a like name or the same score."""
    if len(rows) * len(told) > MOST:
        return {}
    gains = [[likeness(row, entry) for entry in told] for row in rows]
    best = [[0] * (len(told) + 1)]
    for row_gains in gains:
        above, here = best[-1], [0]
        for j, gain in enumerate(row_gains):
            here.append(max(above[j + 1], here[j], above[j] + gain))
        best.append(here)
    pairs: dict[int, int] = {}
    i, j = len(rows), len(told)
    while i and j:
        gain = gains[i - 1][j - 1]
        if gain > 0 and best[i][j] == best[i - 1][j - 1] + gain:
            pairs[j - 1] = i - 1
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return pairs


def likeness(row: Entry, entry: Entry) -> int:
    """How well two entries fit: names count, so do scores; a score above the full marks rules out any other name."""
    one, other = row.name, entry.name
    named = bool(one) and one == other
    if row.full_marks is not None and entry.score is not None and entry.score > row.full_marks and not named:
        return IMPOSSIBLE
    points = 0
    if named:
        points = SAME_NAME
    elif one and other:
        if one.endswith(other) or other.endswith(one):
            points = SAME_NAME - 1
        elif is_like(one, other):
            points = LIKE_NAME
    if row.score is not None and entry.score is not None:
        points += SAME_SCORE if row.score == entry.score else OTHER_SCORE
    return points


def is_like(one: str, other: str) -> bool:
    """Whether two names share more than half of the neighbouring characters of the shorter one."""
    first, second = _neighbours(one), _neighbours(other)
    return not first.isdisjoint(second) and 2 * len(first & second) > min(len(first), len(second))


@lru_cache(maxsize=1024)
def _neighbours(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))
