"""Names of one length that are the same but for one character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def one_apart(names: Iterable[str], positions: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
    """The groups of distinct names that differ in nothing but the character at one of the `positions`, by their first members.

    Nearly every name is alone, so a group is made only when it has a second member.
    """
    ordered = list(names)
    groups: dict[tuple[int, int], list[str]] = {}  # by the place of the first member, and the position
    for at in positions:
        first: dict[str, int] = {}
        for index, name in enumerate(ordered):
            known = first.setdefault(name[:at] + name[at + 1 :], index)
            if known != index:
                groups.setdefault((known, at), [ordered[known]]).append(name)
    for key in sorted(groups):
        yield key[1], groups[key]
