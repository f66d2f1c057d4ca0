"""Names of one length that are the same but for one character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def one_apart(names: Iterable[str], positions: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
    """The groups of distinct names that differ in nothing but the character at one of the `positions`, by their first members.

    Nearly every name is alone, so a group is made only when it has a second member.
    """
    ordered = list(names)
    groups: dict[tuple[int, int], list[str]] = {}  # by the place of the first member, and the position
    columns = list(zip(*ordered, strict=True))
    for at in positions:
        cut = list(zip(*columns[:at], *columns[at + 1 :], strict=True))
        if len(set(cut)) == len(cut):
            continue
        first: dict[tuple[str, ...], int] = {}
        for index, rest in enumerate(cut):
            known = first.setdefault(rest, index)
            if known != index:
                groups.setdefault((known, at), [ordered[known]]).append(ordered[index])
    for key in sorted(groups):
        yield key[1], groups[key]
