"""Findings with one cause share a root, so that a reviewer reads a story and not ten lines.

Three things make one cause: a disputed place that two findings have in common (a wrong number that breaks a sum and a rate), the same slip
in row after row of the target tables, and the same foreign year in several places. What only serves as a measure (the title's year,
a standard, a header) joins nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.model import SEVERITY_RANK, Finding

# Parts that a place can play in a finding because of what stands there; all others only say what it is measured by.
_DISPUTED = frozenset("stated part numerator denominator actual target score rate base current change total full_marks value".split())
_PATTERNS = frozenset({"target-table", "duplicate-text"})  # categories in which one way of filling in a form is repeated
_MOST_PLACES = 8  # a finding with more of them (a total over all scores) is not about each of them
_LONGEST = 40  # characters of a place that two findings may have in common: a paragraph holds many things


def rooted(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, in the same order; those that have their cause in common carry the same root."""
    leaders = list(range(len(findings)))
    for one, other in [*_alike(findings), *_sharing(findings)]:
        first, second = _leader(leaders, one), _leader(leaders, other)
        leaders[max(first, second)] = min(first, second)
    groups: dict[int, list[int]] = {}
    for index in range(len(findings)):
        groups.setdefault(_leader(leaders, index), []).append(index)
    roots: dict[int, str] = {}
    counts: dict[str, int] = {}
    for group in groups.values():
        if len(group) > 1:
            rule = findings[min(group, key=lambda index: (-SEVERITY_RANK[findings[index].severity], index))].rule
            counts[rule] = counts.get(rule, 0) + 1
            roots |= dict.fromkeys(group, f"{rule}-{counts[rule]}")
    return [finding._replace(root=roots[index]) if index in roots else finding for index, finding in enumerate(findings)]


def _leader(leaders: list[int], index: int) -> int:
    while leaders[index] != index:
        leaders[index] = leaders[leaders[index]]
        index = leaders[index]
    return index


def _alike(findings: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """Findings that say the same: of one pattern in a form, of one foreign year, or in the same words."""
    known: dict[tuple[str, ...], int] = {}
    for index, finding in enumerate(findings):
        keys: list[tuple[str, ...]] = [(finding.rule, finding.code, finding.message)]
        if finding.category in _PATTERNS:
            keys.append((finding.rule, finding.code, ""))
        if finding.category == "year-mismatch" and finding.stated:
            keys.append((finding.category, finding.stated))
        for key in keys:
            first = known.setdefault(key, index)
            if first != index:
                yield first, index


def _sharing(findings: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """Findings one of which is about a place that the other disputes, too."""
    places: list[tuple[int, int, int, bool]] = []
    for index, finding in enumerate(findings):
        if finding.category in _PATTERNS:  # of a row, much may be wrong that has nothing to do with the rest
            continue
        primary = True
        for place in finding.evidence if len(finding.evidence) <= _MOST_PLACES else finding.evidence[:1]:
            start, end = place.span
            if end - start <= _LONGEST and (primary or place.role in _DISPUTED):
                places.append((start, end, index, primary))
            primary = False
    places.sort()
    reach = 0  # the farthest end so far: what begins behind it shares nothing
    for at, (start, end, index, primary) in enumerate(places):
        before = at - 1 if reach > start else -1
        reach = max(reach, end)
        while before >= 0:
            first, last, owner, is_primary = places[before]
            if first <= start - _LONGEST:
                break
            if last > start and owner != index and (primary or is_primary):
                yield owner, index
            before -= 1
