"""The places of a finding as excerpts: places that stand close together in a line are shown together, each with its emphasis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from auditor.model import Evidence, Finding, Span
from auditor.records import NamedTuple
from auditor.report.layout import Piece, printable
from auditor.report.numerals import find_number
from auditor.report.places import Place, Places
from auditor.report.wording import ROLE

_STRONG = frozenset("。；;！？!?\n")
_LONGEST_EMPHASIS = 24  # characters; emphasis on a whole sentence emphasises nothing
_WEAK = frozenset("，,、：:\t")


class Mark(NamedTuple):
    """A stretch to be shown in a style."""

    span: Span
    style: str


class Excerpt(NamedTuple):
    """What a finding shows of one stretch of the document: where it stands, which parts it plays, and its words."""

    place: Place
    roles: str
    pieces: tuple[Piece, ...]


def of_finding(finding: Finding, places: Places, context: int, *, bracketed: bool) -> list[Excerpt]:
    """The excerpts of a finding: the one with the primary place first, the others in the order of the document.

    `context` is how many characters may be shown on each side of a place; `bracketed` sets the disputed number in [[ ]], for outputs
    without colour.
    """
    tight = [
        Evidence(item.role, places.tight(item.span, finding.stated if position == 0 else None))
        for position, item in enumerate(finding.evidence)
    ]
    primary = tight[0].span
    clusters = _clusters(tight, places, context)
    clusters.sort(key=lambda cluster: primary not in [item.span for item in cluster])
    number = find_number(places.quote(primary), finding.stated) if finding.stated else None
    disputed = Span(primary.start + number.start, primary.start + number.end) if number else primary
    if disputed.end - disputed.start > _LONGEST_EMPHASIS:
        disputed = Span(primary.start, primary.start)
    return [_excerpt(cluster, places, context, tight[0], disputed, bracketed=bracketed) for cluster in clusters]


def of_span(span: Span, places: Places, context: int) -> Excerpt:
    """The excerpt of a single place."""
    tight = places.tight(span)
    return Excerpt(places.place(tight), "", tuple(_words(tight, [Mark(tight, "place")], places, context, bracketed=False)))


def _clusters(evidence: Iterable[Evidence], places: Places, context: int) -> list[list[Evidence]]:
    clusters: list[list[Evidence]] = []
    reach = line = -1
    for item in sorted(evidence, key=lambda item: item.span):
        if places.line(item.span.start) == line and item.span.start - reach <= 2 * context:
            clusters[-1].append(item)
            reach = max(reach, item.span.end)
        else:
            clusters.append([item])
            reach, line = item.span.end, places.line(item.span.start)
    return clusters


def _excerpt(cluster: Sequence[Evidence], places: Places, context: int, primary: Evidence, disputed: Span, *, bracketed: bool) -> Excerpt:
    whole = Span(cluster[0].span.start, max(item.span.end for item in cluster))
    marks = [Mark(item.span, "place") for item in cluster]
    if primary in cluster:
        marks.append(Mark(disputed, "number"))
    named = [*([primary] if primary in cluster else []), *cluster]
    roles = "、".join(dict.fromkeys(ROLE[item.role] for item in named if item.role in ROLE))
    return Excerpt(places.place(whole), roles, tuple(_words(whole, marks, places, context, bracketed=bracketed)))


def _words(whole: Span, marks: Sequence[Mark], places: Places, context: int, *, bracketed: bool) -> Iterable[Piece]:
    """The words of an excerpt from the clause before the first mark to the clause after the last one; later marks lie over earlier ones."""
    first, last = places.line_span(places.line(whole.start)), places.line_span(places.line(max(whole.start, whole.end - 1)))
    begin, cut_before = _left(places.quote(Span(max(first.start, whole.start - context - 1), whole.start)), context)
    end, cut_after = _right(places.quote(Span(whole.end, min(last.end, whole.end + context + 1))), context)
    shown = Span(whole.start - begin, whole.end + end)
    top = marks[-1].span  # never cut by the edges of what it lies over
    edges = sorted({shown.start, shown.end, *(edge for mark in marks for edge in mark.span if not top.start < edge < top.end)})
    if cut_before:
        yield Piece("…", "quiet")
    for start, stop in pairwise(edges):
        style = next((mark.style for mark in reversed(marks) if mark.span.start <= start and stop <= mark.span.end), "quote")
        text = printable(places.quote(Span(start, stop)))
        if start == shown.start:
            text = text.lstrip()
        if stop == shown.end:
            text = text.rstrip()
        yield Piece(f"[[{text}]]" if style == "number" and bracketed and text else text, style)
    if cut_after:
        yield Piece("…", "quiet")


def _left(before: str, context: int) -> tuple[int, bool]:
    """How many characters before a place are shown, and whether words are missing before them.

    `before` has one character more than may be shown if the line has.
    """
    for back in range(1, min(len(before), context) + 1):
        if before[-back] in _STRONG:
            return back - 1, False
    if len(before) <= context:
        return len(before), False
    weak = [at for at in range(1, len(before)) if before[at] in _WEAK]
    return (len(before) - weak[0] - 1 if weak else context), True


def _right(after: str, context: int) -> tuple[int, bool]:
    """The same for the characters after a place; closing punctuation is shown."""
    for at in range(min(len(after), context)):
        if after[at] in _STRONG:
            return at + 1, False
    if len(after) <= context:
        return len(after), False
    weak = [at for at in range(context) if after[at] in _WEAK]
    return (weak[-1] if weak else context), True
