"""Offices and villages of a closed list that another place calls otherwise: 城东、河口、麦村管理所 here, 麦屯管理所 there.

The list says what there is. A name of the same kind that is not on it, and is one character away from a name that is, stands for that name:
by its sound or shape, by the part of a character that both share, or by one word for a settlement in the place of another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.extract.naming.sounds import is_apart, same_radical, taken
from auditor.extract.naming.whole_text import WholeText
from auditor.model import Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_KIND = "[一-龥]{0,14}?(?:所|站|队|村|社区|卫生院|学校|法庭|分局|中心|街道|[镇乡])"
# 城东、河口、麦村管理所9个, 城关、石佛、杨楼5个派出所
_LAST = compiled("、([一-龥]{2,18}?)(?:等)?\\s?\\d{1,2}\\s?$")
_COUNTED = compiled(f"个({_KIND})?")
_SETTLED = frozenset("庄家店屯营寨沟堡铺坊楼村湾")
_SHORTEST, _LONGEST = 2, 4  # characters of a name
_LEAST = 3  # names of a list
_MOST_NAMES, _MOST_PLACES = 30, 40
_REACH = 160  # characters of a list that are read
_LEADING = frozenset("在对为由到至从向与和及是有将把被等的了给经以按新改扩")
_KIND_ENDS = compiled("(?:所|站|队|村|社区|卫生院|学校|法庭|分局|中心|街道|[镇乡])$")


class _List(NamedTuple):
    """The names of a list with their places, and what all of them are."""

    names: dict[str, Span]
    kind: str


def listed_offices(whole: WholeText) -> Iterator[Statement]:
    """Every name that is one character away from one of a list, each once."""
    told: set[str] = set()
    text = whole.text
    for place in whole.places("个"):
        if not text[max(0, place - 2) : place].strip()[-1:].isdecimal():
            continue
        last = _LAST.search(text, max(0, place - 24), place)
        behind = _COUNTED.match(text, place)
        listed = _list(text, last.start(), last[1], behind[1]) if last is not None and behind is not None else None
        for statement in _strange(listed, whole) if listed is not None else ():
            if statement.text not in told:
                told.add(statement.text)
                yield statement


def _list(text: str, at: int, last: str, kind: str | None) -> _List | None:
    """The list whose last name stands behind the 、 at `at`; None when it is no list of names."""
    low = max(text.rfind(mark, max(0, at - _REACH), at) for mark in "，。；：\n（(")
    parts = text[low + 1 : at].split("、")
    length = Counter(len(part) for part in parts[1:]).most_common(1)[0][0] if len(parts) > 1 else len(parts[0])
    if kind is None:
        name, kind = last[:length], last[length:]
        if not _KIND_ENDS.search(kind):
            return None
    else:
        name = last
    if len(parts) + 1 < _LEAST or not _SHORTEST <= length <= _LONGEST:
        return None
    parts[0] = parts[0][-length:]  # 派出城东
    names: dict[str, Span] = {}
    place = at
    for part in (name, *reversed(parts)):
        if not _SHORTEST <= len(part) <= _LONGEST or not part.isalpha():
            return None
        place = place - len(part) if names else at + 1
        names[part] = Span(place, place + len(part))
        place -= 1
    return _List(names, kind) if len(names) <= _MOST_NAMES else None


def _strange(listed: _List, whole: WholeText) -> Iterator[Statement]:
    """Names before the list's kind that are not on it."""
    lengths = {len(name) for name in listed.names}
    text = whole.text
    for count, place in enumerate(whole.places(listed.kind)):
        if count >= _MOST_PLACES or any(text.endswith(name, 0, place) for name in listed.names):
            if count >= _MOST_PLACES:
                return
            continue
        for length in lengths:
            name = text[place - length : place]
            before = text[place - length - 1 : place - length]
            if len(name) != length or not name.isalpha() or (before.isalpha() and before not in _LEADING) or text.count(name) > 1:
                continue
            near = [other for other in listed.names if _is_near(name, other)]
            if len(near) == 1:
                here, there = Span(place - length, place + len(listed.kind)), listed.names[near[0]]
                yield whole.statement("name", here, near[0] + listed.kind, [("other", there)], "place")


def _is_near(one: str, other: str) -> bool:
    """Whether two names are one character apart, and the two characters are taken for one another."""
    if len(one) != len(other):
        return False
    differing = [(own, its) for own, its in zip(one, other, strict=True) if own != its]
    if len(differing) != 1 or is_apart(differing[0][0]) or is_apart(differing[0][1]):
        return False
    own, its = differing[0]
    return taken(own, its) or same_radical(own, its) or (own in _SETTLED and its in _SETTLED)
