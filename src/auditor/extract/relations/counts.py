"""Announced numbers of things against the things listed: 下设 9 个科室：……, A、B、C三个村, 以下五方面工作, 8个项目，见下表.

A claim is made only where the wording ties the number to the list. A list that can be cut in several ways has one reading for each
possible count; a list that ends in 等 is open, and nothing is claimed of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter

from auditor.extract.lines import Line, family, like
from auditor.extract.on_demand import named_persons
from auditor.extract.relations.enumerations import LONGEST, MOST, Enumeration, before, behind, numbered, ordinal
from auditor.extract.stops import Stops
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Section, Span
from auditor.patterns import compiled
from auditor.records import NamedTuple

# Between a number and its list: what is counted, perhaps with a bracket of its own (乡镇（街道）), then a word that opens the list.
_OPENS = "(?:[：:]|[，,]?(?:即|分别|具体|包括))"
_INTRODUCED = compiled(
    f"(?P<noun>[\\w“”]{{0,30}}?|[\\w“”]{{0,18}}?[（(][\\w、]{{1,10}}[）)](?=[^\\W\\d]{{0,6}}{_OPENS})[\\w“”]{{0,12}}?)"
    "(?=[，,即也分依具包有：:（(])(?P<cue>[，,]?(?:即|也就是|分别[是为有]|依次[是为]|具体[是为]|具体包括|包括|有)[：:]?|[：:]"
    f"|[（(](?![\\w、]{{1,10}}[）)][^\\W\\d]{{0,6}}{_OPENS})(?![^\\W\\d]{{1,6}}[）)])(?:即|分别[是为]|包括|具体[是为])?[：:]?)"
)
_ELSEWHERE = compiled("等|以下|下列|如下|上述|其中|每|之一|中[，,]?$")  # between number and list: the list is of something else, or open
_VERBS = compiled("开展|实施|进行|推进|采取|制定|完成|提出|落实")  # in 3个村开展试点：… the colon opens what was done
_NO_LIST = compiled("[含如除原另]|不含|包含|以下简称|简称|其中|见|共|约|占|合计")
_ALTERNATIVES = frozenset(
    "街道 社区 园区 开发区 管委会 办事处 居委会 林场 农场 场 所 站 中心 村 乡 镇 单位 部门 企业 片区 居 师 团 旗 区 县 市".split()
)
_TIED = compiled("(?:如下|以下|下列|下述|[：:])[^，。；]{0,2}$")
_TIED_BEFORE = compiled("(?:以下|下列|如下)[^\\W\\d]{0,2}$")
_BESIDE_TABLE = compiled("(?:[见如][^\\W\\d]{0,4}下?表\\w{0,6}|如下)[^，。；\\d]{0,6}$")
_TOTAL_ROW = compiled("合\\s*计|总\\s*计|小\\s*计|总\\s*额|平\\s*均")
_SETS_UP = compiled("[^，。；]{0,8}?(?:派出|下辖|下设|设有|内设|管辖|设|辖)")
_BRANCH = compiled("[^\\W\\d]{2,}(?:所|站|分局|中心|大队|中队|支队|分院|卫生院|分校|校区|派出所|管理处|服务处)$")
_FEWEST_SHORT, _SHORT_NAME = 2, 4  # names between the first and the last, and their characters
_SKIPPED_ROWS = 3  # header rows above the first numbered row
_CAPTION = 30  # characters of a paragraph between a sentence and its table
_MOST_COUNTS = 200  # of one paragraph; what has more is no prose
_FIRST = attrgetter("first")
_RUN_UP = 200  # characters a list may take before its number
_STOPS = Stops("；：;:（(")

Tables = Mapping[int, Sequence[Sequence[Line]]]


class _Found(NamedTuple):
    """A list that was found for a number: its items, its possible counts, the cue that ties them, traits for the rule."""

    items: tuple[Span, ...]
    least: int
    most: int
    cue: str
    traits: set[str]


def count_claims(lines: Sequence[Line], sections: Sequence[Section], tables: Tables | None = None) -> Iterator[Claim]:
    """The announced numbers that a list follows or precedes; `tables` are the scanned rows by block."""
    for index, line in enumerate(lines):
        if not line.quantities:
            continue
        counts = [position for position, quantity in enumerate(line.quantities) if quantity.kind is Kind.COUNT and _announces(quantity)]
        for position in counts[:_MOST_COUNTS]:
            quantity = line.quantities[position]
            claim = (
                _list_behind(line, position)
                or _list_before(line, position, lines[index - 1] if index else None)
                or _sections_below(line, quantity, sections)
                or (_table_below(line, quantity, lines, index, tables) if tables else None)
            )
            if claim is not None:
                yield claim


def _announces(quantity: Quantity) -> bool:
    """Whether a count may announce a list: a small whole number of things."""
    return (
        quantity.bound is Bound.EXACT
        and quantity.high is None
        and quantity.factor == 1
        and 2 <= quantity.number <= MOST
        and quantity.number == quantity.number.to_integral_value()
    )


def _claim(line: Line, quantity: Quantity, noun: str, found: _Found | None) -> Claim | None:
    """A claim with one reading for each possible count; None when number and list are too far apart to belong together."""
    if found is None:
        return None
    number = int(quantity.number)
    items, least, most = found.items, found.least, found.most
    if max(least - number, number - most) > max(3, number // 2):
        return None
    readings = [Reading(Operation.COUNT, items=items)]
    for count in range(least, most + 1):
        if count != len(items):
            other = (*items, *(items[-1],) * (count - len(items)))[:count]
            readings.append(Reading(Operation.COUNT, items=other, name="和、及所连的另作一种数法"))
    return Claim(ClaimKind.COUNT, line.fact(quantity, noun), tuple(readings), (found.cue,), frozenset(found.traits), source=line.source)


# ------------------------------------------------------------------------------------------------- a list in the sentence


def _list_behind(line: Line, position: int) -> Claim | None:
    """下设 9 个科室：…, 3 个项目（分别是…）, 四个平台，即…"""
    text, quantity = line.text, line.quantities[position]
    found = _INTRODUCED.match(text, quantity.end, min(len(text), quantity.end + 48))
    if found is None:
        return None
    noun, cue = found["noun"].strip(), found["cue"].strip("，,")
    start = found.end()
    bracketed = cue[:1] in ("（", "(")
    if any(character.isdecimal() for character in noun):
        return None
    if _ELSEWHERE.search(noun) or _NO_LIST.match(text, start) or (cue in ("：", ":") and _VERBS.search(noun)) or (cue == "有" and not noun):
        return None
    run = None if bracketed else numbered(text, start, len(text))
    if run is None and family(quantity.unit) == "persons":
        closing = text.find("）" if cue[0] == "（" else ")", start, start + LONGEST) if bracketed else -1
        run = named_persons(text, start, closing if closing >= 0 else line.sentence(start)[1])
    if run is None:
        run = _in_brackets(text, start, cue) if bracketed else behind(text, start, line.sentence(start)[1])
    if run is not None and run.least != run.most:
        run = run.of_rooms(text)
    if run is None or (_shares_list(line, position) and not run.least <= quantity.number <= run.most):
        return None
    if run.most < quantity.number and run.end >= len(text.rstrip()) and _breaks_off(text):
        return None  # the paragraph was torn apart, and the list goes on in the next
    traits = set() if cue.startswith(("有", "包括")) or cue in ("（", "(") else {"announced"}
    return _claim(line, quantity, noun, _found(line, quantity, run, cue, traits))


def _shares_list(line: Line, position: int) -> bool:
    """Whether another count stands right before this one (3个科室和2个站所：…): the list may be of both."""
    if not position:
        return False
    previous = line.quantities[position - 1]
    gap = line.text[previous.end : line.quantities[position].start]
    if "，" in gap and line.text.endswith("等", 0, previous.start):
        return False  # 甲办、乙办等6个办公室，下设5个站所：… has its own list in front
    return previous.kind is Kind.COUNT and len(gap) <= 16 and not compiled("[。；;：:（(]").search(gap)


def _found(line: Line, stated: Quantity, run: Enumeration, cue: str, traits: set[str]) -> _Found | None:
    """What the rule needs to know of a list.

    A count among its items (本部及2家分支) may stand for that many items; several make it a sum (甲镇4处、乙镇6处).
    """
    most = run.most
    if not run.numbered:
        inner = [other for other in line.between(run.items[0][0], run.end) if like(other, stated)]
        if len(inner) > 1:
            return None
        most += sum(int(other.number) - 1 for other in inner if 1 < other.number <= MOST)
    shape = {"plain": run.marked and run.least == most, "amounts": run.amounts, "numbered": run.numbered}
    traits = traits | {name for name, holds in shape.items() if holds}
    return _Found(tuple(line.span(a, b) for a, b in run.items), run.least, most, cue, traits)


def _in_brackets(text: str, start: int, cue: str) -> Enumeration | None:
    """The list in the bracket before `start`. A bracket that holds other words for what is counted (街道、社区) is none."""
    depth = 1
    for position in range(start, min(len(text), start + LONGEST)):
        depth += (text[position] in "（(") - (text[position] in "）)")
        if depth == 0:
            run = numbered(text, start, position) or behind(text, start, position)
            if run is None or run.end < position - 1:
                return None  # the bracket goes on about something else
            if len(cue) == 1 and all(text[a:b] in _ALTERNATIVES for a, b in run.items):
                return None
            return run
    return None


_PLACES = frozenset("镇乡村县市区街道")  # last characters of names of places
_OF_PLACES = frozenset("条段座处项件宗家户起台套")  # units in which no places are counted


def _list_before(line: Line, position: int, previous: Line | None) -> Claim | None:
    """A、B、C三个村: a list whose items are all of one make, right before its number. Another list claims only if the count holds."""
    text, quantity = line.text, line.quantities[position]
    at = quantity.start
    while at > 0 and text[at - 1] in " 共":
        at -= 1
    start = max(0, at - _RUN_UP, line.quantities[position - 1].end if position else 0)
    if text.find("、", start, at) < 0 and not text.endswith(("》", "”"), start, at):
        return None
    start = _STOPS.behind_last(text, max(start, line.sentence(quantity.start)[0]), at)
    if text.find("、", start, at) < 0 and not text.endswith(("》", "”"), start, at):
        return None
    if start == 0 and previous is not None and _breaks_off(previous.text):
        return None  # the list may begin in the paragraph before
    number = int(quantity.number)
    if text[start:at].endswith("等"):  # A、B、C等2家: an open list may be shorter than its number, never longer
        run = before(text, start, at - 1)
        return (
            _claim(line, quantity, "", _found(line, quantity, run, "前列", {"before"}))
            if run and run.marked and run.least > number
            else None
        )
    run = before(text, start, at)
    if run is None:
        return None
    holds = run.least <= number <= run.most
    if not holds and text[run.end - 1] in _PLACES and quantity.unit in _OF_PLACES:
        return None  # 甲镇、乙镇 3 条道路: what stands in these places, not the places
    bracketed = start and text[start - 1] in "（(" and text.startswith(("包括", "包含"), start) and run.marked and len(run.items) > 4
    if (
        not holds
        and not (bracketed and abs(number - len(run.items)) <= 2)
        and not ((run.alike or _share_noun(text, run)) and run.marked and abs(number - len(run.items)) <= 2)
    ):
        return None
    return _claim(line, quantity, "", _found(line, quantity, run, "前列", {"before"}))


def _share_noun(text: str, run: Enumeration) -> bool:
    """Whether short names share the noun of the last one: 下设东城、西城、河口、南岭市场监管所 4 个."""
    (first, *others), last = run.items[:-1], text[slice(*run.items[-1])]
    names = [text[a:b] for a, b in others]
    return (
        len(names) >= _FEWEST_SHORT
        and _SETS_UP.match(text, *first) is not None
        and all(len(name) <= _SHORT_NAME for name in names)
        and _BRANCH.search(last) is not None
    )


def _breaks_off(text: str) -> bool:
    """Whether a paragraph ends in mid-sentence; a heading does not."""
    last = text.rstrip()[-1:]
    return last in "、，和及与" or (len(text) > _CAPTION and last not in "。；：！？")


# ------------------------------------------------------------------------------------------------- a list in the outline


def _run(sections: Sequence[Section], block: int) -> list[Section]:
    """The siblings numbered 1, 2, 3, … in one style, of which the first begins with `block`; sections stand in the order of the text."""
    place = bisect_left(sections, block, key=_FIRST)
    while place < len(sections) and sections[place].first == block and not sections[place].marker:
        place += 1
    if place == len(sections) or sections[place].first != block or ordinal(sections[place].marker) != 1:
        return []
    first = sections[place]
    run = [first]
    for section in islice(sections, place + 1, None):
        if section.level < first.level:
            break
        if section.parent == first.parent and section.marker:
            if ordinal(section.marker) != len(run) + 1 or _style(section.marker) != _style(first.marker):
                break
            run.append(section)
    return run


def _style(marker: str) -> str:
    """A marker without its number; full-width and half-width forms are one style."""
    return "".join(
        "(" if c == "（" else ")" if c == "）" else c for c in marker if c not in "0123456789一二三四五六七八九十" and not "①" <= c <= "⑳"
    )


def _sections_below(line: Line, quantity: Quantity, sections: Sequence[Section]) -> Claim | None:
    """着力抓好以下三方面工作： and numbered headings or paragraphs behind it."""
    text = line.text
    reach = quantity.end + 24
    if reach < len(text) and reach < len(text.rstrip()):
        return None
    tail = text[quantity.end : reach].rstrip(" \u3000")
    if len(tail.rstrip("。：: ")) > 16 or compiled("[，。；][^，。；]{6}").search(tail):
        return None
    announced = _TIED_BEFORE.search(text, max(0, quantity.start - 10), quantity.start) is not None
    if not (announced or _TIED.search(tail)) or compiled("其中|每|等").search(tail):
        return None
    run = _run(sections, line.block + 1)
    others = sum(1 for other in line.between(*line.sentence(quantity.start)) if other.kind is Kind.COUNT) - 1
    if len(run) < 2 or (others and not announced):
        return None
    items = tuple(Span(section.span.start, min(section.span.end, section.span.start + 16)) for section in run)
    noun = compiled("[，。：:]").split(tail)[0]
    return _claim(line, quantity, noun, _Found(items, len(items), len(items), "以下", {"sections", "announced", "plain"}))


# ---------------------------------------------------------------------------------------------------- a list in a table


def _table_below(line: Line, quantity: Quantity, lines: Sequence[Line], index: int, tables: Tables) -> Claim | None:
    """8个项目，见下表 and a table whose rows are numbered: the only count of its sentence against the last number."""
    if line.block + 1 not in tables and line.block + 2 not in tables:
        return None
    start, end = line.sentence(quantity.start)
    text = line.text
    if (end < len(text) and end < len(text.rstrip())) or not _BESIDE_TABLE.search(text[quantity.end : end].rstrip("。：: \u3000")):
        return None
    if sum(1 for other in line.between(start, end) if other.kind is Kind.COUNT) > 1:
        return None
    block = line.block + 1
    if block not in tables and index + 1 < len(lines) and lines[index + 1].block == block and len(lines[index + 1].text) <= _CAPTION:
        block += 1  # the table's title or 单位：万元
    items = _numbered_rows(tables.get(block, ()))
    if not items:
        return None
    return _claim(line, quantity, "", _Found(items, len(items), len(items), "下表", {"table", "announced", "plain"}))


def _numbered_rows(rows: Sequence[Sequence[Line]]) -> tuple[Span, ...]:
    """The first cells of rows numbered 1, 2, 3, … up to the end of the table or its total; empty when the rows are not."""
    items: list[Span] = []
    for position, row in enumerate(rows):
        first = row[0].text.strip() if row else ""
        if first == str(len(items) + 1):
            items.append(row[0].span(0, len(row[0].text)))
            continue
        heading = not items and position < _SKIPPED_ROWS
        total = bool(items) and _TOTAL_ROW.search(" ".join(cell.text for cell in row[:2])) is not None
        if not (heading or total):
            return ()
    return tuple(items) if len(items) > 1 else ()
