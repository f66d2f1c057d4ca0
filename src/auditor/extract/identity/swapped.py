"""One amount told twice with two neighbouring digits swapped: 1,286.5 in one chapter, 1,268.5 in another.

Two numbers of five digits or more are hardly ever a swap of each other by chance: over twenty-nine public documents seven pairs were, codes
and headings of accounts among them. So little has to be known of the names, and documents that tell one name for many levels and years can be
compared, too: the words before both numbers must have a run in common, or both must stand beside the same other numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations

from auditor.digits import are_swapped
from auditor.extract.identity.topics import shared_topic
from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Bound, Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled
from auditor.records import Record

KINDS = frozenset({Kind.MONEY, Kind.NUMBER, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME, Kind.COUNT, Kind.OTHER})
FEWEST = 5  # digits, without zeros at the ends
SHORT = 3  # digits of numbers whose names must be the same, one of them within the other
MOST_VALUES = 6  # numbers of the same digits that are compared
MOST_PLACES = 24  # of one number
MOST_LOOSE = 3  # places of either number whose names are unlike, and which may speak of one thing all the same
MOST_RARE = 4  # places of the rarer number that are compared with those of the other
SHORTEST_RUN = 4  # characters that two names have in common
LONG, LONG_RUN = 7, 3  # digits of numbers that need less in common, and how much
REACH = 30  # characters before a number in which its name stands
FEWEST_SHARED, SHORTEST_SHARED = 2, 4  # numbers, and their digits, that two rows have in common
AROUND = 120  # characters on each side of a number that are its row, in running text
AGAIN = 3
SAID = 40  # characters before a number that say what its sentence is about
STOPS = Stops('，。；：！？,;:!?、\n“”"《》')
NO_NAME = compiled("[\\s\\d（）()./%％\\-—]+|其中|主要|分别|万元|亿元")
GOAL = compiled("目标|计划|任务|拟|预计")
AIMED = 16  # characters around a number that may make it a goal
NEAR = 2  # paragraphs
LISTED = compiled("^[一二三四五六七八九十]{1,2}(?=、)|、|(?:共计?|合计|为|达到?|是|共)$")
LETTERS = compiled("[^\\W\\da-zA-Z_]{2}")
CHANGE = compiled("(?:增加|减少|增长|下降|增收|减收|增支|减支|多支|少支|提高|降低|超|超出|节约|增|减|多|少|降)(?:了|约)?\\s*$")
OTHER_TIME = compiled("上年|去年|上一年|同期|往年|前年|下年|明年|累计")
YEAR = compiled("(?:19|20)\\d\\d(?=\\s*[年度])")


class Place(Record):
    """A number where it is told; `row` are the cells beside it."""

    line: Line
    quantity: Quantity
    row: Sequence[Line] = ()


def swapped_claims(lines: Sequence[Line], tables: Mapping[int, Sequence[Sequence[Line]]], fewest: int = FEWEST) -> Iterator[Claim]:
    """Claims that a number, of `fewest` digits or more, is the one told elsewhere under the same name, from which it differs by a swap of neighbours."""
    told: dict[str, list[Place]] = {}
    for line, quantity, row in _places(lines, tables, fewest):
        if digits := _digits(quantity, fewest):
            places = told.get(digits)
            if places is None:
                told[digits] = [Place(line, quantity, row)]
            elif len(places) < MOST_PLACES:
                places.append(Place(line, quantity, row))
    by_digits: dict[str, list[str]] = {}
    for digits in told:
        by_digits.setdefault("".join(sorted(digits)), []).append(digits)
    for alike in by_digits.values():
        if not 1 < len(alike) <= MOST_VALUES:
            continue
        for one, other in combinations(alike, 2):
            first, second = told[one], told[other]
            if _is_swap(one, other) and not (len(one.replace(".", "").strip("0")) < FEWEST and _together(first, second)):
                rare, usual = sorted((first, second), key=len)
                claim = next(filter(None, (_claim(place, others, usual) for place in rare[:MOST_RARE] for others in usual)), None)
                if claim is None:
                    few = ((place, others) for place in rare[:MOST_LOOSE] for others in usual[:MOST_LOOSE])
                    claim = next(filter(None, (_on_one_topic(place, others, usual) for place, others in few)), None)
                if claim is not None:
                    yield claim


def _places(
    lines: Sequence[Line], tables: Mapping[int, Sequence[Sequence[Line]]], fewest: int
) -> Iterator[tuple[Line, Quantity, Sequence[Line]]]:
    """The numbers that may be long enough, with their line and the cells beside it."""
    for line in lines:
        for quantity in line.quantities:
            if quantity.number_end - quantity.number_start >= fewest:
                yield line, quantity, ()
    for row in chain.from_iterable(tables.values()):
        for cell in row:
            if quantities := cell.quantities:
                for quantity in quantities:
                    if quantity.number_end - quantity.number_start >= fewest:
                        yield cell, quantity, row


def _together(first: Sequence[Place], second: Sequence[Place]) -> bool:
    """Whether a row or a paragraph tells both numbers: a target and its result, two years."""
    lines = {id(place.line) for place in first} | {id(place.row) for place in first if place.row}
    return any(id(place.line) in lines or id(place.row) in lines for place in second)


def _digits(quantity: Quantity, fewest: int) -> str:
    """The digits of an exact number with its decimal point, or nothing when it is too short, or may be a code."""
    kind = quantity.kind
    if kind not in KINDS or quantity.bound is not Bound.EXACT or quantity.high is not None:
        return ""
    digits = quantity.digits
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    elif kind is Kind.NUMBER and "," not in quantity.text and "，" not in quantity.text:
        return ""  # 30213 is an account
    figures = digits.replace(".", "")
    return digits if len(figures if fewest == SHORT else figures.strip("0")) >= fewest else ""


def _is_swap(one: str, other: str) -> bool:
    """Whether two numbers written with the same digits differ in two neighbours only."""
    return one.find(".") == other.find(".") and are_swapped(one.replace(".", ""), other.replace(".", ""))


def _claim(one: Place, other: Place, usual: Sequence[Place]) -> Claim | None:
    """The claim that two places tell one number, if their names say so."""
    a, b = one.quantity, other.quantity
    if one.line is other.line and one.row:
        return None
    if a.kind is not b.kind and Kind.NUMBER not in (a.kind, b.kind):
        return None
    if a.kind is b.kind and a.unit != b.unit:
        return None
    if len(a.digits.replace(".", "").strip("0")) < FEWEST:
        name = _one_name(one, other)
        return _told(one, other, name, usual) if name else None
    is_long = sum(digit.isdigit() for digit in a.digits) >= LONG
    name = _shared_name(one, other, LONG_RUN if is_long else SHORTEST_RUN) or _shared_row(one, other, 1 if is_long else FEWEST_SHARED)
    return _told(one, other, name, usual) if name else None


def _on_one_topic(one: Place, other: Place, usual: Sequence[Place]) -> Claim | None:
    """The claim of two places whose sentences, or rows, speak of one thing: worth something where arithmetic closes with one of the numbers."""
    a, b = one.quantity, other.quantity
    if a.kind is not b.kind and Kind.NUMBER not in (a.kind, b.kind):
        return None
    if (a.kind is b.kind and a.unit != b.unit) or one.line is other.line:
        return None
    if (one.row and one.row is other.row) or _times_differ(one, other) or any(GOAL.search(_around(place)) for place in (one, other)):
        return None
    topic = shared_topic(_told_of(one), _told_of(other))
    is_long = (
        len(a.digits.replace(".", "").replace(",", "").strip("0")) >= LONG
    )  # so long, two numbers are hardly a swap of each other by chance
    return _told(one, other, topic, usual, "loose") if topic or is_long else None


def _told_of(place: Place) -> str:
    """The words of a number's sentence, or of its row."""
    if place.row:
        return "|".join([cell.text for cell in place.row if not cell.quantities])
    line, quantity = place.line, place.quantity
    low, high = line.sentence(quantity.start)
    return line.text[max(low, quantity.start - SAID) : min(high, quantity.end + SAID // 2)]


def _told(one: Place, other: Place, name: str, usual: Sequence[Place], *more: str) -> Claim:
    a, b = one.quantity, other.quantity
    reading = Reading(Operation.EQUAL, (Term(_fact(other, a, name)),))
    again = tuple(("again", place.line.span(place.quantity.start, place.quantity.end)) for place in usual if place is not other)[:AGAIN]
    traits = frozenset({"told-twice", "swapped", *more})
    return Claim(ClaimKind.VALUE, _fact(one, b, name), (reading,), (name, "名称", ""), traits, again, one.line.source)


def _one_name(one: Place, other: Place) -> str:
    """The name of two short numbers, if one's is the other's or ends it, and neither row has both numbers."""
    # A heading with the goal, and what became of it.
    adjoining = not (one.row or other.row) and abs(one.line.block - other.line.block) < NEAR
    if (one.row and other.row) or adjoining or any(GOAL.search(_around(place)) for place in (one, other)):
        return ""
    first, second = (LISTED.sub("", _name(place)) for place in (one, other))
    short, long = sorted((first, second), key=len)
    moved = len(short) > SHORTEST_RUN and all(character in long for character in short)  # 养护绿地, 绿地养护
    tail = next((size for size in range(len(short), 0, -1) if long.endswith(short[-size:])), 0)
    is_tail = tail >= SHORTEST_RUN and len(one.quantity.digits.replace(".", "")) > SHORT
    run = _longest_run(first, second)
    is_half = len(run) >= SHORTEST_RUN and 2 * len(run) >= len(short)  # 危桥加固惠及村庄, 全年完成危桥加固
    if len(short) < SHORTEST_RUN or not (moved or is_tail or short in long or is_half) or _times_differ(one, other):
        return ""
    if len(long) - len(short) > SHORTEST_RUN + 2 * moved and not (is_tail or is_half):
        return ""
    for place, beside in ((one, other), (other, one)):
        if any(quantity.digits == beside.quantity.digits for cell in place.row for quantity in cell.quantities):
            return ""
        if any(quantity.digits == beside.quantity.digits for quantity in place.line.quantities):
            return ""
    return short[-tail:] if is_tail else run if is_half else short


def _fact(place: Place, beside: Quantity, name: str) -> Fact:
    """A number as a fact; one without a unit, in a table, is told in the unit of the other."""
    quantity = place.quantity
    if quantity.kind is Kind.NUMBER is not beside.kind:
        step = quantity.step * beside.factor
        quantity = quantity._replace(unit=beside.unit, kind=beside.kind, factor=beside.factor, step=step, inherited=True)
    return place.line.fact(quantity, name)


def _shared_name(one: Place, other: Place, shortest: int) -> str:
    """The run of characters that the names of two numbers have in common, if it is most of the shorter name."""
    first, second = _name(one), _name(other)
    if not first or not second or _times_differ(one, other):
        return ""
    run = _longest_run(first, second)
    return run if len(run) >= shortest and 2 * len(run) > min(len(first), len(second)) else ""


def _name(place: Place) -> str:
    """The words before a number: of its clause, or of the cell to its left that has some; nothing before a change."""
    line, start = place.line, place.quantity.start
    low = max(0, start - REACH)
    text = line.text[STOPS.behind_last(line.text, low, start) : start]
    if CHANGE.search(text):
        return ""
    if not LETTERS.search(text):
        text = next((cell.text for cell in reversed(place.row) if cell.column < line.column and LETTERS.search(cell.text)), "")
    return NO_NAME.sub("", text[-REACH:])


def _longest_run(one: str, other: str) -> str:
    """The longest run of characters that two short names have in common."""
    best = ""
    for low in range(len(one)):
        while low + len(best) < len(one) and one[low : low + len(best) + 1] in other:
            best = one[low : low + len(best) + 1]
    return best


def _around(place: Place) -> str:
    return place.line.text[max(0, place.quantity.start - AIMED) : place.quantity.end + AIMED // 2]


def _times_differ(one: Place, other: Place) -> bool:
    """Whether the clauses of two numbers tell different years."""
    first, second = (_before(place) for place in (one, other))
    if bool(OTHER_TIME.search(first)) is not bool(OTHER_TIME.search(second)):
        return True
    years, others = YEAR.findall(first), YEAR.findall(second)
    return bool(years and others and years[-1] != others[-1])


def _before(place: Place) -> str:
    return place.line.text[max(0, place.quantity.start - REACH) : place.quantity.start]


def _shared_row(one: Place, other: Place, fewest: int) -> str:
    """A name for two rows or sentences that tell the same other numbers."""
    if one.line is other.line:
        return ""
    return "同一组数" if len(_beside(one) & _beside(other)) >= fewest else ""


def _beside(place: Place) -> set[str]:
    """The other long numbers in the row of a cell, or near a number of the text."""
    line, own = place.line, place.quantity
    near = line.between(max(0, own.start - AROUND), own.end + AROUND)
    numbers = chain(near, (quantity for cell in place.row if cell is not line for quantity in cell.quantities))
    return {quantity.digits for quantity in numbers if quantity is not own and _is_telling(quantity.digits)}


def _is_telling(digits: str) -> bool:
    """Whether two rows hardly have a number in common by chance: it is long, and no year."""
    figures = digits.replace(".", "").strip("0")
    return len(figures) >= (SHORTEST_SHARED if "." in digits else FEWEST)
