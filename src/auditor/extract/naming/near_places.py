"""Places whose two names are one character apart, found by what kinds of evidence short names need.

A list of places that share their last noun (东岗、西塘、菱湖社区) is closed: a name before the same noun that is one character away from a
member stands for it. Two characters before 村 do where the second is taken for another and the first is the same; three do within one
paragraph, too, but not within one sentence. Of towns and banners with long names (呼和某尔苏木) one inner character is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from auditor.extract.naming.one_apart import one_apart
from auditor.extract.naming.sounds import is_apart, same_radical, taken
from auditor.extract.naming.whole_text import WholeText
from auditor.model import Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_NOUNS = ("村", "社区", "街道", "镇", "乡", "苏木", "嘎查", "小区")
_LISTED = compiled("(?<![^\\W\\da-zA-Z_])((?:[^\\W\\da-zA-Z_]{2,6}、){2,30})([^\\W\\da-zA-Z_]{2,4})$")
_SHORT_NOUNS = ("村", "社区", "小区")
_LONG_NOUNS = ("镇", "乡", "苏木", "嘎查")
_NO_NAME = (
    "办各每全本我该两有个几多农行建然自美示贫试帮驻中心范点困重城脱文明新老区县市省我的了在和与及等将把被对为由到至从向各余这那此某个"
)
_NO_LONG_NAME = _NO_NAME.replace("和", "")  # 呼和某尔
_LEADING = "在对为由到至从向与和及是有将把被等的了给经以按"
_SHAPES = {
    length: compiled(f"\n([^{words}{_LEADING}\n][^{words}\n]{{{length - 1}}})(?=\n)")
    for length, words in ((2, _NO_NAME), (3, _NO_NAME), (4, _NO_LONG_NAME))
}
_SENTENCES = compiled("[。；\\n]")
_REACH = 160
_LEAST = 3  # names of a list
_MOST_PLACES, _MOST_NAMES, _SELDOM = 60, 60, 2


class _Name(NamedTuple):
    """The characters before a noun, and where name and noun stand."""

    front: str
    start: int
    end: int


def near_places(whole: WholeText, told: Sequence[Statement]) -> Iterator[Statement]:
    """Each pair of names once, none of which has a place in `told`."""
    done = {statement.span for statement in told}
    done |= {span for statement in told for _, span in statement.related}
    for noun in _NOUNS:
        places = whole.places(noun)
        if len(places) < 2 and noun not in _LONG_NOUNS:
            continue
        for statement in _of_noun(noun, places, whole):
            spans = {statement.span, *(span for _, span in statement.related)}
            if not any(span.start < other.end and other.start < span.end for span in spans for other in done):
                done |= spans
                yield statement


def _of_noun(noun: str, places: Sequence[int], whole: WholeText) -> Iterator[Statement]:
    yield from _beside_list(noun, places, whole)
    if noun in _LONG_NOUNS:
        yield from _pairs(_names(4, noun, whole), range(1, 3), noun, whole)
    if noun in _SHORT_NOUNS:
        yield from _pairs(_names(3, noun, whole), range(1, 3), noun, whole)
        yield from _pairs(_names(2, noun, whole), range(1, 2), noun, whole)


def _names(length: int, noun: str, whole: WholeText) -> list[str]:
    """The fronts of so many characters, none of which is a common word's."""
    names = [front for front in whole.names(noun, length, _SHAPES[length]) if not front.isascii()]
    return names if len(names) <= _MOST_NAMES else []


def _told(front: str, noun: str, whole: WholeText) -> list[_Name]:
    """A front with its noun, wherever it stands."""
    return [_Name(front, place - len(front), place + len(noun)) for place in whole.behind(front, noun)]


def _pairs(names: Sequence[str], positions: range, noun: str, whole: WholeText) -> Iterator[Statement]:
    """The pairs with one character apart, not the first: taken for the other, or in a long name between two that are the same."""
    for at, alike in one_apart(names, positions):
        for one, other in combinations(alike, 2):
            inner = len(one) > positions.stop
            likely = not (is_apart(one[at]) or is_apart(other[at])) if inner else taken(one[at], other[at])
            first, second = (_told(front, noun, whole) for front in (one, other)) if likely else ([], [])
            if likely and not _apart(first, second, whole, paragraphs=len(one) == 2):
                yield _statement(first, second, whole)


def _apart(one: Sequence[_Name], other: Sequence[_Name], whole: WholeText, *, paragraphs: bool) -> bool:
    """Whether two names stand in one sentence (or paragraph), or are both told so often that they must be two things'."""
    if min(len(one), len(other)) > _SELDOM:
        return True
    for first in one:
        for second in other:
            between = whole.text[min(first.end, second.end) : max(first.start, second.start)]
            if "\n" not in between and (paragraphs or not _SENTENCES.search(between)):
                return True
            if _is_cell(first, whole) and _is_cell(second, whole):
                return True
    return False


def _is_cell(name: _Name, whole: WholeText) -> bool:
    start, end = whole.line(name.start)
    return end - start <= 12 or "\t" in whole.text[start:end] or "|" in whole.text[start:end]


def _beside_list(noun: str, places: Sequence[int], whole: WholeText) -> Iterator[Statement]:
    """Names of the noun that are on no list and one character away from one member of a list."""
    text = whole.text
    members: dict[str, Span] = {}
    for place in places[:_MOST_PLACES]:
        joint = text.rfind("、", max(0, place - 5), place)
        if joint < 0 or text.rfind("、", max(0, joint - 7), joint) < 0:  # a list has two of them before its last name
            continue
        listed = _LISTED.search(text, max(0, place - _REACH, text.rfind("，", 0, place)), place)
        if listed is None:
            continue
        at = listed.start()
        parts = listed[1].rstrip("、").split("、")
        length = len(listed[2])
        if len(parts) + 1 < _LEAST or any(part.endswith(noun) for part in parts) or any(abs(len(part) - length) > 1 for part in parts[1:]):
            continue
        for part in (*parts, listed[2]):
            if len(part) in (2, 3, 4):
                members.setdefault(part, Span(at, at + len(part)))
            at += len(part) + 1
    for length in sorted({len(member) for member in members}):
        known = [member for member in members if len(member) == length]
        strange = [front for front in _names(length, noun, whole) if front not in members]
        for front, near in _near(strange, known).items():
            ends = whole.behind(front, noun)
            if len(near) > 1 or len(ends) > _SELDOM or any(front.endswith(member) for member in members):
                continue
            starts = [end - length for end in ends]
            if any(text[start - 1 : start].isalpha() and text[start - 1] not in _LEADING for start in starts):
                continue
            yield whole.statement("name", Span(starts[0], ends[0] + len(noun)), near[0] + noun, [("other", members[near[0]])], "place")


def _near(strange: Sequence[str], listed: Sequence[str]) -> dict[str, list[str]]:
    """The names that are one character away from some of a list, where the two characters are easily taken for one another, with these."""
    near: dict[str, list[str]] = {}
    for at, alike in one_apart([*strange, *listed], range(len(listed[0]))):
        for name in alike:
            if name in strange:
                near.setdefault(name, []).extend([other for other in alike if other in listed and _is_near(name[at], other[at])])
    return {name: near[name] for name in strange if near.get(name)}


def _is_near(one: str, other: str) -> bool:
    """Whether two characters are easily taken for one another."""
    return not (is_apart(one) or is_apart(other)) and (taken(one, other) or same_radical(one, other))


def _statement(one: Sequence[_Name], other: Sequence[_Name], whole: WholeText) -> Statement:
    """The pair, the name told less often first."""
    rare, common = (one, other) if len(one) < len(other) else (other, one)
    first, second = Span(rare[0].start, rare[0].end), Span(common[0].start, common[0].end)
    related = [("other", Span(name.start, name.end)) for name in [*common, *rare[1:]]][:4]
    return whole.statement("name", first, whole.text[second.start : second.end], related, "place")
