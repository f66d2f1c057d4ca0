"""One quantity told in two places: the pairs whose keys leave no difference but the value.

Candidates share the unit and the beginning or the end of their names. Names that turn up with many values are lists, not conflicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from operator import attrgetter

from auditor.extract.identity.contexts import Headings, years_differ
from auditor.extract.identity.keys import Comparison, Key, Likeness
from auditor.extract.identity.labels import alike
from auditor.extract.identity.mentions import Mention, mentions_in_cells, mentions_in_records, mentions_of, unit_of
from auditor.extract.identity.money import is_fiscal
from auditor.extract.lines import Line
from auditor.extract.relations.twins import Amount
from auditor.model import Claim, ClaimKind, Fact, Field, Indicator, Operation, Quantity, Reading, Section, Source, Term
from auditor.patterns import compiled

MOST_ALIKE = 12  # places with one name; more are a list
PART = 2  # characters with which two names of one thing begin, or end
MOST_UNTOLD = 2  # components that may be left open
FAR = 30  # times: so far apart, two numbers are not one
FLOOD = 20  # conflicts in one document: then it tells its names for several levels, and none of them is sure
PLACES = 3  # further places that a finding points at
SHORTEST_NAME = 3
OPENING = compiled("[年期]初(?!预算|安排|设定|目标|计划)")  # what there was when the year began is another amount
FEWEST_FIGURES = 3
FEWEST_ALIKE = 3  # names that two paragraphs share with other values
_SUFFIX = compiled("(?:人民政府|办事处|机关|本级|委员会)+$")
_COUNTY = compiled("^[^\\W\\d]{2,8}?[省市州县区](?=[^\\W\\d]{2})")
_CORE, _VALUE = attrgetter("core"), attrgetter("value")
NAMES = {"what": "名称", "act": "做法", "whose": "范围", "period": "期间", "basis": "口径"}


def told_twice_claims(
    lines: Sequence[Line],
    sections: Sequence[Section],
    cells: Sequence[tuple[str, Sequence[Amount]]],
    records: Sequence[Indicator],
    year: int | None,
    unit: Field | None,
    *,
    money: bool,
) -> Iterator[Claim]:
    """Claims that a number is the one told elsewhere under the same key. `cells` are the amounts of tables with their captions."""
    own = own_names(unit.value) if unit is not None else ()
    all_cells = [mention for caption, found in cells for mention in mentions_in_cells(found, caption)]
    in_cells = _of_one_form(all_cells)
    in_records = _of_one_form(mentions_in_records(records))
    tabled = [*in_cells, *in_records]
    by_name = _by_name([*mentions_of(lines, own, [mention.unit for mention in tabled], money=money), *tabled])
    aims = [(record.target, record.actual) for record in records if record.target is not None and record.actual is not None]
    reader = _Reader(Headings(sections, year), year, own, {(cell.core, cell.unit, cell.value) for cell in all_cells}, aims)
    told: set[int] = set()
    claims: list[Claim] = []
    for part, alike_ones in by_name:
        # What all call by one name is compared under the whole of it.
        if _differ(alike_ones, _VALUE) and (alike_ones[0].core == part or _differ(alike_ones, _CORE)):
            claims += reader.claims(alike_ones, told)
    if len(claims) <= FLOOD:
        yield from claims
    else:  # not silently: without a reading each is told among what could not be assessed
        yield from (claim._replace(readings=(), traits=frozenset({"told-twice", "flood"})) for claim in claims)


def _by_name(mentions: Iterable[Mention]) -> Iterator[tuple[str, list[Mention]]]:
    """The numbers of one unit whose names are one, begin alike or end alike, two and more, with what their names have in common."""
    of_units: dict[str, list[Mention]] = {}
    for mention in mentions:
        of_units.setdefault(mention.unit, []).append(mention)
    for of_unit in of_units.values():
        parts: dict[str, list[Mention]] = {}
        for mention in of_unit if len(of_unit) > 1 else ():
            core = mention.core
            parts.setdefault(core, []).append(mention)
            if len(core) > PART:
                head, tail = core[:PART], core[-PART:]
                parts.setdefault(head, []).append(mention)
                if tail != head:
                    parts.setdefault(tail, []).append(mention)
        for part, named in parts.items():
            if 1 < len(named) <= MOST_ALIKE:
                yield part, named


def _differ(mentions: Sequence[Mention], of: Callable[[Mention], object]) -> bool:
    """Whether mentions are not the same in something."""
    told = map(of, mentions)
    first = next(told)
    return any(map(first.__ne__, told))


def _of_one_form(mentions: Iterable[Mention]) -> list[Mention]:
    """Without the names that forms of several projects give several values: 资金总额, 家长满意度."""
    told = list(mentions)
    values: dict[tuple[str, str, str, frozenset[str]], set[Decimal]] = {}
    for mention in told:
        values.setdefault((mention.core, mention.stage, mention.unit, mention.whose), set()).add(mention.value)
    return [mention for mention in told if len(values[mention.core, mention.stage, mention.unit, mention.whose]) == 1]


class _Reader:
    """Compares mentions; keeps what was read of each."""

    def __init__(
        self,
        headings: Headings,
        year: int | None,
        own: tuple[str, ...],
        printed: set[tuple[str, str, Decimal]],
        aims: Iterable[tuple[Fact, Fact]],
    ) -> None:
        self._printed = printed  # what any column of a row has under its name
        self._aims = {(unit_of(target.quantity), target.quantity.value, actual.quantity.value) for target, actual in aims}
        self._headings = headings
        self._year = year
        self._own = own
        self._keys: dict[int, Key | None] = {}

    def claims(self, mentions: Sequence[Mention], told: set[int]) -> Iterator[Claim]:
        """The conflicts among mentions with like names, each name once."""
        pairs: list[tuple[Mention, Mention, Comparison]] = []
        equal: list[tuple[Mention, Mention, Likeness]] = []
        for one, other, what in _akin(mentions):
            if one.value == other.value:
                equal.append((one, other, what))
            elif (found := self._compare(one, other, what)) is not None:
                pairs.append((one, other, found))
        if not pairs:
            return
        same = [(one, other, found) for one, other, what in equal if (found := self._compare(one, other, what)) is not None]
        # A number of the text that is one of the cells of its name tells that cell, whatever the other columns say.
        told_right = {id(mention) for mention in mentions if mention.line and (mention.core, mention.unit, mention.value) in self._printed}
        told_right |= {
            id(mention) for one, other, _ in same for mention, cell in ((one, other), (other, one)) if mention.line and not cell.line
        }
        pairs = [
            (one, other, found)
            for one, other, found in pairs
            if not ((id(one) in told_right and not other.line) or (id(other) in told_right and not one.line))
        ]
        pairs += same
        for one in mentions:
            if id(one) in told:
                continue
            mine = [(first if second is one else second, found) for first, second, found in pairs if one is first or one is second]
            others = [(other, found) for other, found in mine if other.value != one.value and id(other) not in told]
            again = [other for other, _ in mine if other.value == one.value]
            if not others or not self._is_one_value([other for other, _ in others]):
                continue
            told.update(id(mention) for mention in (one, *again, *(other for other, _ in others)))
            yield _claim(one, others, again)

    def _is_one_value(self, mentions: Sequence[Mention]) -> bool:
        """Whether mentions tell one value, or one each of a list, so that their sum may be meant."""
        if len({mention.value for mention in mentions}) == 1:
            return True
        return all(
            one.line is not None and other.line is not None and self._headings.siblings(one.line.section, other.line.section)
            for one, other in combinations(mentions, 2)
        )

    def _compare(self, one: Mention, other: Mention, what: Likeness) -> Comparison | None:
        """How two mentions compare, if they may be one quantity told twice; `what` is how alike their names are."""
        here, there = one.line, other.line
        if (here is there and here is not None) or one.quantity is other.quantity or one.whole is not other.whole:
            return None
        low, high = (one.value, other.value) if one.value < other.value else (other.value, one.value)
        if low <= 0 or (high > FAR * low and not _same_figures(one.quantity, other.quantity)):
            return None
        if (here is None or here.row >= 0) and (there is None or there.row >= 0):
            return None
        if here is not None and there is not None and self._are_listed(here, there):
            return None
        if self._year is None and years_differ(here, one.quantity, there, other.quantity):
            return None  # where the report's year is known, the keys tell it from others
        first, second = self._key(one), self._key(other)
        if first is None or second is None or (first.basis != second.basis and first.basis and second.basis):
            return None
        comparison = first.compare(second, what)
        return comparison if self._is_close(one, first, other, second, comparison) else None

    def _is_close(self, one: Mention, first: Key, other: Mention, second: Key, comparison: Comparison) -> bool:
        """Whether two mentions are near enough to one another by their keys."""
        if comparison.apart or comparison.count(Likeness.UNTOLD) > MOST_UNTOLD:
            return False
        if comparison.basis is not Likeness.SAME and (self._tells_target(one, other) or self._tells_target(other, one)):
            return False
        if one.is_money and (comparison.whose is not Likeness.SAME or (is_fiscal(one.core) and not (first.basis and second.basis))):
            return False
        here, there = one.line, other.line
        return here is None or there is None or here.section != there.section or Likeness.UNTOLD not in comparison

    def _tells_target(self, told: Mention, result: Mention) -> bool:
        """Whether one number is what a row of a table aims at, the other what it reached: 亩均投资 900 元 beside ≤900 元, 870 元."""
        return told.line is not None and (told.unit, told.value, result.value) in self._aims

    def _are_listed(self, one: Line, other: Line) -> bool:
        """Whether two paragraphs are members of one list, or tell the same quantities of two like things."""
        if self._headings.siblings(one.section, other.section):
            return True
        return self._headings.namesakes(one.section, other.section) and _parallel(one, other)

    def _key(self, mention: Mention) -> Key | None:
        known = id(mention)
        if known not in self._keys:
            self._keys[known] = mention.key(self._headings, self._year, self._own)
        return self._keys[known]


def _akin(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, Likeness]]:
    """The pairs of mentions with one name, or with names that are alike; of a dozen names that begin or end alike, few are."""
    cores = dict.fromkeys([mention.core for mention in mentions])
    near = {core: {core: Likeness.SAME} for core in cores}
    for one, other in combinations(cores, 2):
        what = alike(one, other)
        if what is not Likeness.APART and _is_opening(one) is _is_opening(other):
            near[one][other] = near[other][one] = what
    for index, mention in enumerate(mentions, 1):
        kin = near[mention.core]
        for further in mentions[index:]:
            if further.core in kin:
                yield mention, further, kin[further.core]


def own_names(unit: str) -> tuple[str, ...]:
    """The names under which a unit speaks of itself, longest first: 云台县教育局, 教育局."""
    short = _SUFFIX.sub("", unit)
    town = _COUNTY.sub("", short)
    return tuple(name for name in dict.fromkeys((unit, short, town)) if len(name) >= SHORTEST_NAME)


def _parallel(one: Line, other: Line) -> bool:
    """Whether two paragraphs tell the same quantities of two things: three or more names in common, and more values apart than alike."""
    if min(len(one.quantities), len(other.quantities)) < FEWEST_ALIKE:
        return False
    told = {label: q.value for q in one.quantities if len(label := one.label(q)) > 1}
    apart = [told[label] != q.value for q in other.quantities if (label := other.label(q)) in told]
    return sum(apart) >= FEWEST_ALIKE and 2 * sum(apart) > len(apart)


def _is_opening(core: str) -> bool:
    return "初" in core and OPENING.search(core) is not None


def _same_figures(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers are written with the same figures, three or more: then one is in the wrong unit."""
    figures = a.number.normalize().as_tuple().digits
    return len(figures) >= FEWEST_FIGURES and figures == b.number.normalize().as_tuple().digits


def _claim(one: Mention, others: Sequence[tuple[Mention, Comparison]], again: Sequence[Mention]) -> Claim:
    """A number against what it should equal: the other place, or the members of a list, one by one or all together."""
    first, comparison = others[0]
    stated = one.fact
    untold = comparison.untold
    values = {mention.value for mention, _ in others}
    traits = {"told-twice", *(f"open-{name}" for name in untold)}
    if Source.TABLE in (stated.source, first.source):
        traits.add("table")
    if one.is_money:
        traits.add("money")
    readings = [Reading(Operation.EQUAL, (Term(mention.fact),)) for mention, _ in others[: len(values)]]
    if len(values) > 1:
        readings.append(Reading(Operation.SUM, tuple(Term(mention.fact) for mention, _ in others)))
    equal = "、".join(words for name, words in NAMES.items() if name not in untold)
    further = [*again, *(mention for mention, _ in others[1:])]
    related = tuple(("again", mention.span) for mention in further[:PLACES])
    cues = (one.core, equal, "、".join(NAMES[name] for name in untold))
    return Claim(ClaimKind.VALUE, stated, tuple(readings), cues, frozenset(traits), related, stated.source)
