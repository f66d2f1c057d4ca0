"""Villages, roads, schools and companies that are called two ways where the words around say that one thing is meant.

Two names are compared only where they are nearly one and stand beside the same neighbour in a list (高坡村、王庄村…; 高坡村、王家庄村…) or before the
same words (王庄村篮球场, 王家庄村篮球场). Two that ever stand in one line are two things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.naming.sounds import is_apart, taken
from auditor.extract.naming.whole_text import WholeText
from auditor.model import Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple, Record

_ENDINGS = ("村", "社区", "小学", "中学", "幼儿园", "水库", "公园", "合作社", "公司", "大桥", "路")
_SETTLEMENTS = ("村", "社区")
_WHOLE = compiled("(?:股份)?(?:有限)?(?:责任)?$")  # what may stand before 公司 and is no part of the name
_FRONT = compiled("(?:(?![的了在对为是和与及等将把])[^\\W\\da-zA-Z_]){1,5}$")
_BEHIND = compiled("[^\\W\\da-zA-Z_]{0,8}")
_NUMBERED = compiled("\\s{0,8}[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]")
_SETTLED = frozenset("庄家店屯营寨沟堡铺坊楼")  # what the name of a village may gain or lose
_NO_NAME = frozenset("农乡政然新范困各全每镇本该两有个中城等江驻返")  # 农村, 行政村, 示范村
_WORDS_ON = frozenset("民级里内镇庄委干容集务史规屯企医部支两组居落改域")  # 村民, 村级
_RUN = 3  # words behind two names that are the same
_LARGEST_GROUP = 12  # more names before the same words: a list of everything there is
_MOST_PLACES = 8
_MOST_TOLD = 50
_FREQUENT = 3  # two names told so often each are two things


class Name(Record):
    """A name as far as it is certain: its front, which may begin with characters that are no part of it, its ending, the words behind it."""

    front: str
    ending: str
    behind: str
    end: int


class Variant(NamedTuple):
    """Two names of one place in two lists or before the same words; `one` and `other` are as much of them as has to be shown."""

    one: str
    other: str
    places: tuple[Span, Span]
    is_sure: bool


def listed_names(whole: WholeText) -> Iterator[Statement]:
    """Pairs of names of one thing, each pair once."""
    told: dict[frozenset[str], list[Variant]] = {}
    for ending in _ENDINGS:
        for key, places in _groups(whole.text, ending, whole.places(ending)).items():
            if len(places) == 1:
                continue
            names = [name for place in places if (name := _name(whole.text, place, ending)) is not None]
            if key[0] == ">":
                names = [name for name in names if len(name.behind) >= _RUN]
            for variant in _variants(names, whole, by_words=key[0] == ">"):
                told.setdefault(frozenset(variant[:2]), []).append(variant)
    for pair, variants in list(told.items())[:_MOST_TOLD]:
        if not _apart(pair, whole):
            yield _statement(variants, whole)


def _groups(text: str, ending: str, places: Sequence[int]) -> dict[str, list[int]]:
    """The places of an ending under the words behind it, and under its neighbours in a list; most of them stay alone."""
    groups: dict[str, list[int]] = {}
    for place in places:
        end = place + len(ending)
        behind = text[end : end + _RUN]
        if ending == "村" and (text[place - 1 : place] in _NO_NAME or behind[:1] in _WORDS_ON):
            continue
        opening = text.rfind("、", max(0, place - 8), place)
        if opening > _RUN:
            groups.setdefault("<" + text[opening - _RUN : opening], []).append(place)
        if behind[:1] == "、":
            groups.setdefault("|" + text[end + 1 : end + 1 + _RUN], []).append(place)
        elif len(behind) == _RUN and behind.isalpha() and (ending != "路" or opening >= 0):
            groups.setdefault(">" + behind, []).append(place)
    return groups


def _name(text: str, place: int, ending: str) -> Name | None:
    """The name whose ending stands at a place."""
    end, stop = place + len(ending), place
    opening = text.rfind("、", max(0, place - 8), place)
    if ending == "公司":
        whole = _WHOLE.search(text, max(0, place - 6), place)
        stop = whole.start() if whole else place
    front = _FRONT.search(text, max(0, opening + 1, stop - 5), stop)
    behind = _BEHIND.match(text, end)
    return Name(front.group(), text[stop:end], behind.group() if behind else "", end) if front is not None else None


def _variants(names: Sequence[Name], whole: WholeText, *, by_words: bool) -> Iterator[Variant]:
    """The pairs of a group that are nearly one name. `by_words`: the same words follow; else they have a neighbour in common."""
    distinct = {name.front: name for name in reversed(names)}
    if not 1 < len(distinct) <= _LARGEST_GROUP:
        return
    ordered = list(distinct.values())[::-1]
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            sizes = differing(one.front, other.front, settled=one.ending in _SETTLEMENTS)
            if sizes is not None and not (by_words and _is_row(whole, one.end) and _is_row(whole, other.end)):
                spans = [Span(name.end - len(name.ending) - size, name.end) for name, size in zip((one, other), sizes, strict=True)]
                first, second = (name.front[-size:] + name.ending for name, size in zip((one, other), sizes, strict=True))
                yield Variant(first, second, (spans[0], spans[1]), by_words or _shared(one.behind, other.behind))


def differing(one: str, other: str, *, settled: bool) -> tuple[int, int] | None:
    """How many characters from the end on have to be shown of two fronts that are nearly one; None when they are not.

    They are when one has a 庄 or 家 more (王庄村, 王家庄村), or when the first difference from the end is between two characters
    that are taken for one another, and what stands before it is the same or nothing.
    """
    if settled:
        for shorter, longer, sizes in ((one, other, (2, 3)), (other, one, (3, 2))):
            if len(shorter) > 1 and len(longer) > 2 and _gained(shorter[-2:], longer[-3:]):
                return sizes
    size = next((size for size in range(1, min(len(one), len(other)) + 1) if one[-size] != other[-size]), 0)
    if not size:
        return None
    before = one[-size - 1 : -size], other[-size - 1 : -size]
    if (before[0] != before[1] and (size == 1 or all(before))) or not taken(one[-size], other[-size]):
        return None
    shown = size + 1 if before[0] == before[1] and all(before) else size
    return shown, shown


def _gained(shorter: str, longer: str) -> bool:
    """Whether three characters are two with one in the middle or at the end that names of villages gain or lose."""
    if longer[2] in _SETTLED and longer[:2] == shorter:
        return True
    return longer[1] in _SETTLED and longer[0] + longer[2] == shorter and not is_apart(shorter[0])


def _is_row(whole: WholeText, place: int) -> bool:
    """Whether a place stands in a row of a table or an item of a list: in another row stands another thing."""
    start, end = whole.line(place)
    return "\t" in whole.text[start:end] or _NUMBERED.match(whole.text, start, end) is not None


def _shared(one: str, other: str) -> bool:
    """Whether the words behind two names have a run in common (篮球场建设, 村口篮球场)."""
    return any(one[start : start + _RUN] in other for start in range(len(one) - _RUN + 1))


def _apart(pair: frozenset[str], whole: WholeText) -> bool:
    """Whether two names stand in one line, or are both told so often that they must be two things'."""
    first, second = (list(whole.places(name)) for name in pair)
    lines = {whole.line(place) for place in first}
    return min(len(first), len(second)) >= _FREQUENT or any(whole.line(place) in lines for place in second)


def _statement(variants: Sequence[Variant], whole: WholeText) -> Statement:
    """The pair with every place at which it was met."""
    places = list(dict.fromkeys(place for variant in variants for place in variant.places))
    related = [("other", place) for place in places[1:]][:_MOST_PLACES]
    traits = ("place",) if any(variant.is_sure for variant in variants) else ("place", "weak")
    return whole.statement("name", places[0], variants[0].other, related, *traits)
