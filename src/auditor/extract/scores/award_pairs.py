"""Which row of the score table a score of the prose belongs to: both tell the indicators in one order, under names that may differ."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

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
        here = above.copy()
        for index, gain in row_gains.items():
            most = above[index] + gain
            if most > here[index + 1]:  # it counts for all behind it that had less
                end = bisect_left(here, most, index + 1)
                here[index + 1 : end] = [most] * (end - index - 1)
        best.append(here)
    pairs: dict[int, int] = {}
    i, j = len(rows), len(told)
    while i and j:
        gain = gains[i - 1].get(j - 1, 0)
        if gain and best[i][j] == best[i - 1][j - 1] + gain:
            pairs[j - 1] = i - 1
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return pairs


def _gains(rows: Sequence[Entry], told: Sequence[Entry]) -> list[dict[int, int]]:
    """`likeness` of every two entries where it is above 0, in order; what differs in the score and in the end of the name is not looked at."""
    by_score: dict[Decimal | None, list[int]] = {}
    by_end: dict[str, list[int]] = {}
    for index, (name, score, _) in enumerate(told):
        by_score.setdefault(score, []).append(index)
        by_end.setdefault(name[-1:], []).append(index)
    unscored = by_score.get(None, [])
    neighbours = [_neighbours(entry.name) for entry in told]
    gains = []
    for row in rows:
        name, score, full_marks = row
        own = _neighbours(name)
        same = by_score.get(score, ()) if score is not None and (full_marks is None or score <= full_marks) else ()
        row_gains = _same_scores(name, same, told, own, neighbours)
        if score is None:
            others: Sequence[int] = range(len(told))
        else:
            others = [
                *unscored,
                *[index for index in by_end.get(name[-1:], ()) if index not in row_gains and _is_end(name, told[index].name)],
            ]
        if others:
            row_gains |= {index: gain for index in others if (gain := _likeness(row, told[index], own, neighbours[index])) > 0}
            row_gains = dict(sorted(row_gains.items()))
        gains.append(row_gains)
    return gains


def _same_scores(name: str, same: Sequence[int], told: Sequence[Entry], own: set[str], neighbours: Sequence[set[str]]) -> dict[int, int]:
    """What `_likeness` says of a row and the entries with its score, which are most of those that are looked at."""
    gains = {}
    for index in same:
        other, _, _ = told[index]
        gain = SAME_SCORE
        if name == other:
            gain += SAME_NAME if name else 0
        elif name and other:
            if name[-1] == other[-1] and _is_end(name, other):
                gain += SAME_NAME - 1
            elif _are_alike(own, neighbours[index]):
                gain += LIKE_NAME
        gains[index] = gain
    return gains


def _is_end(one: str, other: str) -> bool:
    """Whether one name is the other, or its end."""
    return one.endswith(other) or other.endswith(one)


def _likeness(row: Entry, entry: Entry, first: set[str], second: set[str]) -> int:
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
    return points + LIKE_NAME if points + LIKE_NAME > 0 and _are_alike(first, second) else points


def is_like(one: str, other: str) -> bool:
    """Whether two names share more than half of the neighbouring characters of the shorter one."""
    return _are_alike(_neighbours(one), _neighbours(other))


def _are_alike(first: set[str], second: set[str]) -> bool:
    return not first.isdisjoint(second) and 2 * len(first & second) > min(len(first), len(second))


def _neighbours(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}
