"""Indicators that are called one thing in one place and another in the next: heading and text, text and score table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.naming.sounds import is_apart, looks_like, resembles, same_radical, sounds_like, syllable, taken
from auditor.extract.scores.award_pairs import is_like
from auditor.extract.targets.targets import shared_run
from auditor.model import Award, Indicator, Section, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_MEASURE = compiled("[性率度]$")
_IDLE = compiled("[性率度]$|情况$|(?:完成|实现|落实)$")
_SAME_CONTENT = 6  # characters that the account in the text and the standard in the table share
_LONGEST_TITLE = 40
_LONGEST_BODY = 1500
_SHORT_TITLE = 12
_CONTEXT = 3
_ACCOUNTS = frozenset("决算 预算 结算 核算 概算".split())  # what words like 预策 are slips for
_MOST_SEEN = 4
_OPENING = 60  # characters of a description or standard, in which it repeats the name
_LONGEST_RUN = 6
_MOST_PLACES = 8
_MOST_TOLD = 50
_SEVERAL = 3  # so many titles are indicators for certain, however little their names have in common


class Slip(NamedTuple):
    """A character of a name that stands otherwise in a text: the words around it on both sides, with their offsets."""

    own: str
    start: int
    other: str
    at: int


def first_slip(name: str, body: str, *, weak: bool = False, window: int = _CONTEXT) -> Slip | None:
    """The first character of `name` in whose place `body` has one that is taken for it, between the same neighbours.

    The weaker the likeness, the longer the run of neighbours has to be: three characters for the same sound or shape, four for a like
    sound; with `weak` also two on both sides, at whatever places, for nothing but the same radical (公路养扩里程 beside 公路养护 and 养护里程).
    """
    edges = _edges(name, body, window)
    return next(_slips(name, body, edges, weak=weak), None) if edges else None


def _slips(name: str, body: str, edges: Sequence[tuple[int, bool]], *, weak: bool) -> Iterator[Slip]:
    for at, onwards in edges:
        own = name[at]
        if not _is_han(own) or is_apart(own):
            continue
        near, far = (_behind, _before) if onwards else (_before, _behind)
        for other, here in near(name, at, body, weak).items():
            if _is_slip(own, other, here.length if here.fits else 0) or (weak and _is_stray(name, at, other, here, body, far)):
                start = 0 if onwards else here.run
                yield Slip(
                    name[at - start : at - start + 1 + here.run],
                    at - start,
                    body[here.at - start : here.at - start + 1 + here.run],
                    here.at - start,
                )


def _is_han(character: str) -> bool:
    return "一" <= character <= "龥"


def _edges(name: str, body: str, window: int) -> Sequence[tuple[int, bool]]:
    """The characters beside a run of the name that the text has, and whether the run lies behind: only these may be slips. Most names have none."""
    last = len(name) - window
    if last < 1 or (name in body):
        return ()
    has = [False] * (last + 1)
    for at in range(1, last + 2, 2):
        if name[at : at + window - 1] in body:  # else neither of the two runs that hold these characters
            has[at - 1] = name[at - 1 : at - 1 + window] in body
            if at <= last:
                has[at] = name[at : at + window] in body
    if True not in has:
        return ()
    edges = []
    for at in range(last):
        if has[at + 1]:
            if not has[at]:
                edges.append((at, True))
        elif has[at]:
            edges.append((at + window, False))
    return edges


class Seen(NamedTuple):
    """A character in the text: how many of its neighbours on one side are the name's, whether the other side fits, too, and its place.

    `length` counts the neighbour on the other side, too, where it is the name's.
    """

    fits: bool
    length: int
    run: int
    at: int


def _is_slip(own: str, other: str, length: int) -> bool:
    if length < _CONTEXT:
        return False
    return (
        looks_like(own, other)
        or (syllable(own) != "" and syllable(own) == syllable(other))
        or (length > _CONTEXT and sounds_like(own, other))
    )


def _is_stray(name: str, at: int, other: str, here: Seen, body: str, far: Callable[[str, int, str, bool], dict[str, Seen]]) -> bool:
    """Whether a character of the same radical has the name's neighbours on both sides, if at different places, and the name's own never does."""
    if not same_radical(name[at], other) or name[max(0, at - 1) : at + 3] in body:
        return False
    there = far(name, at, body, True).get(other)
    return there is not None and max(here.run, there.run) >= _CONTEXT


def _behind(name: str, at: int, body: str, weak: bool) -> dict[str, Seen]:
    """The characters that stand in `body` before what follows `name[at]` and may be meant for it."""
    found: dict[str, Seen] = {}
    mine = name[at]
    words = name[at + 1 : at + 3]
    place = body.find(words, 1) if len(words) > 1 else -1
    seen = 0
    while place > 0 and seen < _MOST_SEEN:
        character = body[place - 1]
        if resembles(mine, character, weak=weak):
            run = 2
            while run < _LONGEST_RUN and name[at + 1 + run : at + 2 + run] == body[place + run : place + run + 1] != "":
                run += 1
            own, other = name[at - 1] if at else "", body[place - 2] if place > 1 else ""
            here = Seen(_fits(own, other), run + (own == other != ""), run, place - 1)
            found[character] = max(found.get(character, here), here)
        place = body.find(words, place + 1)
        seen += 1
    return found


def _before(name: str, at: int, body: str, weak: bool) -> dict[str, Seen]:
    """The characters that stand in `body` behind what precedes `name[at]` and may be meant for it."""
    found: dict[str, Seen] = {}
    mine = name[at]
    words = name[at - 2 : at] if at > 1 else ""
    place = body.find(words) if words else -1
    seen = 0
    while 0 <= place < len(body) - 2 and seen < _MOST_SEEN:
        character = body[place + 2]
        if resembles(mine, character, weak=weak):
            run = 2
            while run < _LONGEST_RUN and at > run and place + 1 > run - 1 and name[at - run - 1] == body[place + 1 - run]:
                run += 1
            own, other = name[at + 1 : at + 2], body[place + 3 : place + 4]
            here = Seen(_fits(own, other), run + (own == other != ""), run, place + 2)
            found[character] = max(found.get(character, here), here)
        place = body.find(words, place + 1)
        seen += 1
    return found


def _fits(one: str, other: str) -> bool:
    """Whether two neighbours on the far side let two characters be one: the same character, or a word begins or ends there."""
    return one == other or not (one and other and _is_han(one) and _is_han(other))


def heading_words(corpus: Corpus, lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[Statement]:
    """Headings with a word for which the text below has another that is taken for it; one slip in several headings is told once."""
    by_block = {line.block: line for line in lines}
    told: dict[tuple[str, str], list[tuple[int, Span, Span]]] = {}
    for section in sections:
        title = section.title
        if not 4 < len(title) <= _LONGEST_TITLE or section.last <= section.first + 1 or not section.index:
            continue
        head, body = by_block.get(section.first), by_block.get(section.first + 1)
        if head is None or body is None or len(body.text) > _LONGEST_BODY:
            continue
        start = head.text.find(title)
        slip = first_slip(title, body.text, weak=True) or _wrong_stem(title, body.text)
        if slip is not None and start >= 0 and ((slip.own, slip.other) in told or len(told) < _MOST_TOLD):
            here, there = head.span(start, start + len(title)), body.span(slip.at, slip.at + len(slip.other))
            told.setdefault((slip.own, slip.other), []).append((section.index, here, there))
    for (own, other), places in told.items():
        section_index, heading, below = places[0]
        further = [span for _, *spans in places[1:] for span in spans] + list(_repeats(own, corpus))
        related = [("other", span) for span in dict.fromkeys((below, *further)) if not heading.start <= span.start < heading.end]
        yield Statement("name", own, heading, section_index, other, tuple(related[:_MOST_PLACES]), frozenset({"word"}))


def _repeats(word: str, corpus: Corpus) -> Iterator[Span]:
    """The paragraphs in which a slip stands: it has been copied along."""
    return (line.span(place := line.text.index(word), place + len(word)) for line in corpus.holding((word,)) if line.row < 0)


def _wrong_stem(title: str, body: str) -> Slip | None:
    """预策完整性 over a text that tells of 预算 again and again, and never of 预策."""
    title = title.rstrip("。：:")
    if len(title) > _SHORT_TITLE or not _MEASURE.search(title):
        return None
    stem = title[:2]
    if stem in body or stem[0] not in body:
        return None
    places = [place for place in range(len(body) - 1) if body[place] == stem[0]]
    others = {body[place + 1] for place in places}
    if len(places) > 1 and len(others) == 1:
        other = others.pop()
        account = stem[0] + other in _ACCOUNTS and same_radical(stem[1], other)
        if not is_apart(other) and (account or sounds_like(stem[1], other) or looks_like(stem[1], other)):
            return Slip(stem, 0, stem[0] + other, places[0])
    return None


def worded_rows(indicators: Sequence[Indicator]) -> Iterator[Statement]:
    """Rows of tables whose name has a word that their own description or standard writes otherwise."""
    for row in indicators:
        for text, span in filter(None, (row.description, row.rubric)):
            slip = first_slip(row.name, text[:_OPENING], window=2) if len(row.name) > _CONTEXT else None
            if slip is not None:
                yield Statement("name", slip.own, row.heading, row.section, slip.other, (("other", span),), frozenset({"row"}))
                break


def told_and_printed(awards: Sequence[Award], indicators: Sequence[Indicator]) -> Iterator[Statement]:
    """Indicators of the text that the score table has with one character which is taken for the other."""
    printed = {record.name: record for record in reversed(indicators) if record.table is not None}
    told = {award.names[0]: award for award in awards if award.account is not None and award.names}
    lone: dict[int, list[str]] = {}  # what only the table has, by length
    for name in printed:
        if name not in told:
            lone.setdefault(len(name), []).append(name)
    for own, award in told.items():
        if own in printed or len(own) <= _CONTEXT:
            continue
        for name in lone.get(len(own), ()):
            if one_taken(own, name):
                record = printed[name]
                yield Statement("name", own, award.places[0], record.section, name, (("other", record.heading),), frozenset({"indicator"}))
                break


def one_taken(one: str, other: str) -> bool:
    """Whether two names of one length differ in nothing but one character which is taken for the other."""
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and taken(*differing[0])


def renamed_indicators(awards: Sequence[Award], indicators: Sequence[Indicator]) -> Iterator[Statement]:
    """Indicators that have another name in the score table than in the text, though score, order and content are the same."""
    described = {record.heading: record for record in indicators if record.table is not None}
    told = {award.names[0] for award in awards if award.account is not None}
    printed = {record.name for record in described.values()}
    titles: list[tuple[Award, Indicator]] = []
    for award in awards:
        if len(award.names) != 2 or len(award.places) < 2:
            continue
        (own, other), (place, cell) = award.names, award.places[:2]
        record = described.get(cell)
        if len(own) == len(other) and one_taken(own, other):
            continue  # told by `told_and_printed`
        if record is None or own in printed or other in told or _is_short_form(own, other):
            continue
        if _MEASURE.search(own) and _MEASURE.search(other):
            content = (record.description or ("",))[0] + (record.rubric or ("",))[0]
            sure = award.account is not None and shared_run(award.account[0][:200], content) >= _SAME_CONTENT
            traits = frozenset({"indicator"} if sure else {"indicator", "weak"})
            yield Statement("name", own, place, record.section, other, (("other", cell),), traits)
        else:
            titles.append((award, record))
    if len(titles) >= _SEVERAL or (titles and is_like(*titles[0][0].names)):
        first = titles[0][0]
        related = [("other", place) for award, _ in titles for place in award.places[:2]][1:8]
        yield Statement(
            "name",
            first.names[0],
            first.places[0],
            titles[0][1].section,
            first.names[1],
            tuple(related),
            frozenset({"indicator", "weak", f"of-{len(titles)}"}),
        )


def _is_short_form(own: str, other: str) -> bool:
    """Whether one name is the other with words left out or in another order (制度健全性, 管理制度健全性; 结余结转率, 结转结余率)."""
    first, second = (set(_IDLE.sub("", name)) for name in (own, other))
    return first <= second or second <= first
