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
    gains = _gains(rows, told)
    best = [[0] * (len(told) + 1)]
    for row_gains in gains:
        above = best[-1]
        first = next((j for j, gain in enumerate(row_gains) if gain), len(told))
        here = above[: first + 1]
        most = above[first]
        for up, corner, gain in zip(above[first + 1 :], above[first:], row_gains[first:], strict=False):
            most = max(most, up, corner + gain) if gain else max(most, up)
            here.append(most)
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


def _gains(rows: Sequence[Entry], told: Sequence[Entry]) -> list[list[int]]:
    """`likeness` of every two entries, 0 for all that is not above it: those that differ in the score and in the end of the name."""
    by_score: dict[Decimal | None, list[int]] = {}
    by_end: dict[str, list[int]] = {}
    for index, (name, score, _) in enumerate(told):
        by_score.setdefault(score, []).append(index)
        by_end.setdefault(name[-1:], []).append(index)
    unscored = by_score.get(None, [])
    everything = range(len(told))
    gains = []
    for row in rows:
        row_gains = [0] * len(told)
        if row.score is None:
            near = set(everything)
        else:
            near = {*by_score.get(row.score, ()), *unscored}
            near.update([index for index in by_end.get(row.name[-1:], ()) if index not in near and _is_end(row.name, told[index].name)])
        for index in near:
            gain = likeness(row, told[index])
            if gain > 0:
                row_gains[index] = gain
        gains.append(row_gains)
    return gains


def _is_end(one: str, other: str) -> bool:
    """Whether one name is the other, or its end."""
    return one.endswith(other) or other.endswith(one)


def likeness(row: Entry, entry: Entry) -> int:
    """How well two entries fit: names count, so do scores; a score above the full marks rules out any other name.

    All that is not above 0 is as good as 0, so names that are only like are not looked at where another score would outweigh them.
    """
    one, score, full_marks = row
    other, told, _ = entry
    points = 0
    if told is not None and score is not None:
        points = SAME_SCORE if score == told else OTHER_SCORE
    if one == other:
        return points + SAME_NAME if one else points
    if full_marks is not None and told is not None and told > full_marks:
        return IMPOSSIBLE
    if not one or not other:
        return points
    if one[-1] == other[-1] and _is_end(one, other):
        return points + SAME_NAME - 1
    return points + LIKE_NAME if points + LIKE_NAME > 0 and is_like(one, other) else points


def is_like(one: str, other: str) -> bool:
    """Whether two names share more than half of the neighbouring characters of the shorter one."""
    first, second = _neighbours(one), _neighbours(other)
    return not first.isdisjoint(second) and 2 * len(first & second) > min(len(first), len(second))


@lru_cache(maxsize=1024)
def _neighbours(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))
