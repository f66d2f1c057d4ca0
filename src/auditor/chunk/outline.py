"""How headings nest.

The level of a style comes from the document. Headings are read in order; a stack holds the series that are still open, each
one numbered list of siblings. The next heading either continues an open series, which closes all series inside it, or opens
a new one inside the last item. Each choice has a cost (a gap in the numbers, another style, a series that begins at 3) and the
cheapest is taken, the innermost among equals.

A style that begins again at 1 while it is still open is either pasted text nested in the last item or a second list beside
the first. Only what follows can tell: where the outer series goes on, the new one was nested; where it never does, the two stand
side by side, unless the outer item is plainly divided by the inner one. Titles without a number are judged in the same way:
inside an item if its series goes on after them, parts of the document if not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from auditor.chunk.headings import Heading
from auditor.chunk.markers import Style, family

# Divisions by name have a fixed order; all other styles nest as the document does.
_RANKS = {Style.PART: 1, Style.CHAPTER: 2, Style.SECTION: 3, Style.ARTICLE: 4}
_COMPOUND = frozenset((Style.DECIMAL, Style.DASH))

_DEEPEST = 12  # more series than this are never open at once
_SAME_STYLE = 3  # nor more of one style; a further one is a restart
_LATEST_START = 10  # a series whose first visible number is higher is data

# Costs of a choice.
_OPEN_AT_ONE = 2
_OPEN_LATER = 7
_OPEN_IN_ITSELF = 12  # 5. inside 1. of the same style
_OTHER_STYLE = 3
_OTHER_CHILDREN = 1  # divided in a style in which no item of the series is
_OTHER_FORM = 1  # a short line among paragraphs that run on, or the reverse
_PAST_TITLE = 1
_PAST_TITLE_AND_GAP = 4
_SMALL_GAP = 4
_GAP = 8
_REPEAT = 5
_BACKWARD = 9
_IMPOSSIBLE = 99

_Number = tuple[Style, tuple[int, ...], int]  # style, prefix, ordinal

ROOT = -1
NONE = -2  # not a heading after all


class _Series:
    """Siblings numbered in one style, inside one item.

    `parent` is the heading the series stands in (or ROOT), `item` its last heading and `last` that heading's number. `rival` is the
    position on the stack of the series this one may be a second list beside: −1 for a title, which may be a part of the document,
    None where there is no doubt. `joined` is set when that doubt is resolved in favour of standing side by side.
    """

    __slots__ = ("children", "family", "first", "item", "joined", "last", "nests", "parent", "prefix", "rival", "run_ins", "size", "style")

    def __init__(self, heading: Heading, index: int, parent: int, rival: int | None) -> None:
        self.style = heading.style
        self.family = family(heading.style)
        self.prefix = heading.prefix
        self.parent = parent
        self.first = index
        self.rival = rival
        self.joined: _Series | None = None
        self.children: set[Style] = set()  # families of the series inside its items
        self.nests: set[Style] = set()  # styles that are known to nest there although they are open outside, too
        self.size = 0
        self.run_ins = 0
        self.add(heading, index)

    def add(self, heading: Heading, index: int) -> None:
        self.style = heading.style
        self.prefix = heading.prefix
        self.last = heading.ordinal
        self.item = index
        self.size += 1
        self.run_ins += heading.run_in

    def cost(self, heading: Heading) -> int:
        """What it costs to take `heading` for the next item; a large number where that is impossible."""
        cost = 0 if heading.style is self.style else _OTHER_STYLE
        if heading.style in _COMPOUND and heading.prefix != self.prefix:
            return cost + 1 if heading.ordinal == 1 and len(heading.prefix) == len(self.prefix) else _IMPOSSIBLE
        step = heading.ordinal - self.last
        if step != 1:
            cost += _REPEAT if step == 0 else _BACKWARD if step < 0 else _SMALL_GAP if step <= 3 else _GAP
        if self.run_ins == (0 if heading.run_in else self.size):
            cost += _OTHER_FORM
        return cost

    def home(self) -> int:
        """The heading in which the items of this series stand, or ROOT."""
        series = self
        while series.joined is not None:
            series = series.joined
        return series.parent


def parents(headings: Sequence[Heading]) -> list[int]:
    """For each heading the index of the one it stands in: ROOT for the top level, NONE for what turned out to be no heading."""
    stack: list[_Series] = []
    owners: list[_Series | None] = []
    known = {(heading.style, heading.prefix, heading.ordinal) for heading in headings if heading.prefix}
    for index, heading in enumerate(headings):
        following = headings[index + 1] if index + 1 < len(headings) else None
        choice = _choose(stack, heading, following, known)
        if choice is None:
            owners.append(None)
            continue
        keep, continues = choice
        _close(stack, keep, headings)
        if continues:
            stack[-1].add(heading, index)
        else:
            stack.append(_open(stack, heading, index))
        owners.append(stack[-1])
    _close(stack, 0, headings)
    return _resolve(headings, owners)


def _choose(stack: list[_Series], heading: Heading, following: Heading | None, known: Collection[_Number]) -> tuple[int, bool] | None:
    """How many open series to keep, and whether the last of them is continued (else a new one is opened in it).

    None says that `heading` is none: a number too high to begin with, or a decimal without a successor (5.12演练).
    """
    rank = _RANKS.get(heading.style)
    if rank is not None:
        return _division(stack, heading.style, rank)
    if heading.style is Style.TITLE:
        return _title(stack)
    keep, opening = _opening(stack, heading, known)
    position, continuing = _continuation(stack, heading, following)
    if continuing < opening:
        return position + 1, True
    if keep == NONE:
        return None
    same = [at for at, series in enumerate(stack[:keep], start=1) if series.style is heading.style]
    if len(same) >= _SAME_STYLE:
        return same[-1], True
    return keep, keep >= _DEEPEST


def _opening(stack: list[_Series], heading: Heading, known: Collection[_Number]) -> tuple[int, int]:
    """Inside how many open series `heading` would begin a new one (NONE: it cannot), and what that costs."""
    keep = len(stack)
    lonely = False
    if heading.style in _COMPOUND:
        keep = _above_compound(stack, heading.prefix)
        lonely = heading.ordinal > 1 and (heading.style, heading.prefix, heading.ordinal + 1) not in known
    if heading.ordinal > _LATEST_START or lonely:
        return NONE, _BACKWARD
    if heading.ordinal == 1:
        return keep, _OPEN_AT_ONE
    return keep, _OPEN_IN_ITSELF if stack and stack[-1].style is heading.style else _OPEN_LATER


def _continuation(stack: list[_Series], heading: Heading, following: Heading | None) -> tuple[int, int]:
    """The position of the open series that `heading` continues best, and what that costs.

    If `following` begins a list, that list divides `heading`, as it may divide the sisters of `heading`.
    """
    wanted = family(heading.style)
    child = family(following.style) if following is not None and following.ordinal == 1 else wanted
    best, cheapest = NONE, _IMPOSSIBLE
    families = [series.family for series in stack]
    position = len(stack)
    for _ in range(families.count(wanted)):
        position -= 1
        while families[position] is not wanted:
            position -= 1
        series = stack[position]
        cost = series.cost(heading)
        if child is not wanted and child not in series.children:
            cost += _OTHER_CHILDREN
        if Style.TITLE in families[position + 1 :]:
            cost += _PAST_TITLE if heading.ordinal == series.last + 1 else _PAST_TITLE_AND_GAP
        if cost < cheapest:
            best, cheapest = position, cost
    return best, cheapest


def _above_compound(stack: list[_Series], prefix: tuple[int, ...]) -> int:
    """How many open series stand above a series 2-1, 2-2, …: down to the innermost whose item has the number 2."""
    for position in range(len(stack) - 1, -1, -1):
        series = stack[position]
        if series.last == prefix[-1] and (series.style not in _COMPOUND or series.prefix == prefix[:-1]):
            return position + 1
    return len(stack)


def _division(stack: list[_Series], style: Style, rank: int) -> tuple[int, bool]:
    """第X部分, 章, 节, 条: beside the last of its kind, else inside the nearest greater division."""
    keep = 0
    for position, series in enumerate(stack):
        if series.style is style:
            return position + 1, True
        if _RANKS.get(series.style, 9) < rank or (series.style is Style.TITLE and position == 0):
            keep = position + 1
    return keep, False


def _title(stack: list[_Series]) -> tuple[int, bool]:
    """A title may stand anywhere; of titles within titles two levels are believed."""
    titles = [position for position, series in enumerate(stack) if series.style is Style.TITLE]
    if titles and (titles[-1] == len(stack) - 1 or len(titles) > 1 or len(stack) >= _DEEPEST):
        return titles[-1] + 1, True
    return min(len(stack), _DEEPEST), False


def _open(stack: list[_Series], heading: Heading, index: int) -> _Series:
    """A new series inside the last item, with the open series it may turn out to stand beside."""
    parent = ROOT
    if stack:
        parent = stack[-1].item
        stack[-1].children.add(family(heading.style))
    rival: int | None = None
    if not stack or heading.style in _COMPOUND or heading.ordinal > 1 or heading.style in stack[-1].nests:
        pass  # no series it could belong beside
    elif heading.style is Style.TITLE or stack[-1].style is not Style.TITLE:
        same = [position for position, series in enumerate(stack) if series.style is heading.style]
        if same:
            rival = same[-1]
        elif heading.style is Style.TITLE:
            rival = ROOT
    return _Series(heading, index, parent, rival)


def _close(stack: list[_Series], keep: int, headings: Sequence[Heading]) -> None:
    """Drop the series above the first `keep`, of which the last goes on; that settles what was in doubt."""
    while len(stack) > keep:
        series = stack.pop()
        if series.rival is None:
            continue
        if keep > max(series.rival, 0):
            stack[-1].nests.add(headings[series.first].style)
        elif series.rival == ROOT:
            series.parent = ROOT
        elif not _divides(series, stack[series.rival], headings):
            series.joined = stack[series.rival]


def _divides(series: _Series, rival: _Series, headings: Sequence[Heading]) -> bool:
    """Whether `series` plainly divides the item it stands in, though nothing after it says so."""
    outer, first = headings[series.parent], headings[series.first]
    if outer.run_in or first.style is Style.TITLE:
        return False
    return first.first == outer.body or first.led or (series.run_ins == series.size and rival.run_ins == 0)


def _resolve(headings: Sequence[Heading], owners: Sequence[_Series | None]) -> list[int]:
    """The parents, with headings left out that lead nowhere: a lone 一是, a caption between the items of a list."""
    homes = [NONE if owner is None else owner.home() for owner in owners]
    filled = {home for home in homes if home >= 0}
    dropped: set[int] = set()
    for index, (heading, owner) in enumerate(zip(headings, owners, strict=True)):
        if owner is None:
            continue
        lone = heading.style is Style.SAYING and owner.size == 1
        caption = heading.style is Style.TITLE and not heading.marked and homes[index] != ROOT and index not in filled
        if lone or (caption and not heading.marker):
            dropped.add(index)
    result: list[int] = []
    for index, own in enumerate(homes):
        home = own
        while home >= 0 and home in dropped:
            home = homes[home]
        result.append(NONE if index in dropped else home)
    return result
