"""One quantity told in two places: the pairs whose keys leave no difference but the value.

Candidates share the unit and the beginning or the end of their names. Names that turn up with many values are lists, not conflicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from auditor.extract.identity.contexts import Headings
from auditor.extract.identity.keys import Comparison, Key, Likeness
from auditor.extract.identity.labels import alike
from auditor.extract.identity.mentions import Mention, mentions_in_cells, mentions_in_records, mentions_of
from auditor.extract.identity.money import is_fiscal
from auditor.extract.lines import Line
from auditor.extract.relations.twins import Amount
from auditor.model import Claim, ClaimKind, Indicator, Operation, Reading, Section, Source, Term

MOST_ALIKE = 12  # places with one name; more are a list
MOST_UNTOLD = 2  # components that may be left open
FAR = 30  # times: so far apart, two numbers are not one
PLACES = 3  # further places that a finding points at
# Documents that tell the same names for many levels, funds and years.
OF_MANY = frozenset({"budget-report", "statistics", "work-report"})
OF_FUNDS = frozenset({"final-accounts", "budget"})
OWN = frozenset({"self-evaluation", "evaluation-report", "score-table"})
NAMES = {"what": "名称", "act": "做法", "whose": "范围", "period": "期间", "basis": "口径"}


def told_twice_claims(
    lines: Sequence[Line],
    sections: Sequence[Section],
    cells: Sequence[Amount],
    records: Sequence[Indicator],
    kinds: Sequence[str],
    year: int | None,
) -> Iterator[Claim]:
    """Claims that a number is the one told elsewhere under the same key."""
    if OF_MANY.intersection(kinds):
        return
    money = not OF_FUNDS.intersection(kinds)
    if not money and not OWN.intersection(kinds):
        return
    by_name: dict[tuple[str, str], list[Mention]] = {}
    for mention in (*mentions_of(lines, money=money), *mentions_in_cells(cells if money else ()), *mentions_in_records(records)):
        for part in {mention.core, mention.core[:2], mention.core[-2:]}:
            by_name.setdefault((mention.unit, part), []).append(mention)
    reader = _Reader(Headings(sections), year)
    told: set[int] = set()
    for alike_ones in by_name.values():
        if 1 < len(alike_ones) <= MOST_ALIKE:
            values = {mention.quantity.value for mention in alike_ones}
            if len(values) > 1:
                yield from reader.claims(alike_ones, told)


class _Reader:
    """Compares mentions; keeps what was read of each."""

    def __init__(self, headings: Headings, year: int | None) -> None:
        self._headings = headings
        self._year = year
        self._keys: dict[int, Key | None] = {}

    def claims(self, mentions: Sequence[Mention], told: set[int]) -> Iterator[Claim]:
        """The conflicts among mentions with like names, each name once."""
        pairs = [(one, other, found) for one, other in combinations(mentions, 2) if (found := self._compare(one, other)) is not None]
        for one in mentions:
            if id(one) in told:
                continue
            mine = [(first if second is one else second, found) for first, second, found in pairs if one is first or one is second]
            others = [(other, found) for other, found in mine if other.quantity.value != one.quantity.value and id(other) not in told]
            again = [other for other, _ in mine if other.quantity.value == one.quantity.value]
            if not others or not self._is_one_value([other for other, _ in others]):
                continue
            told.update(id(mention) for mention in (one, *again, *(other for other, _ in others)))
            yield _claim(one, others, again)

    def _is_one_value(self, mentions: Sequence[Mention]) -> bool:
        """Whether mentions tell one value, or one each of a list, so that their sum may be meant."""
        if len({mention.quantity.value for mention in mentions}) == 1:
            return True
        return all(
            one.line is not None and other.line is not None and self._headings.siblings(one.line.section, other.line.section)
            for one, other in combinations(mentions, 2)
        )

    def _compare(self, one: Mention, other: Mention) -> Comparison | None:
        """How two mentions compare, if they may be one quantity told twice."""
        a, b = one.quantity, other.quantity
        if one.quantity is other.quantity or (one.line is other.line and one.line is not None) or one.whole is not other.whole:
            return None
        if max(a.value, b.value) > FAR * min(a.value, b.value) or min(a.value, b.value) <= 0:
            return None
        if one.line is None and other.line is None:
            return None
        what = alike(one.core, other.core)
        if what is Likeness.APART:
            return None
        first, second = self._key(one), self._key(other)
        if first is None or second is None:
            return None
        comparison = first.compare(second, what)
        if comparison.apart or len(comparison.untold) > MOST_UNTOLD:
            return None
        if one.is_money and (comparison.whose is not Likeness.SAME or (is_fiscal(one.core) and not (first.basis and second.basis))):
            return None
        if one.line is not None and other.line is not None:
            together = one.line.section == other.line.section
            if self._headings.siblings(one.line.section, other.line.section) or (together and comparison.untold):
                return None
        return comparison

    def _key(self, mention: Mention) -> Key | None:
        known = id(mention)
        if known not in self._keys:
            self._keys[known] = mention.key(self._headings, self._year)
        return self._keys[known]


def _claim(one: Mention, others: Sequence[tuple[Mention, Comparison]], again: Sequence[Mention]) -> Claim:
    """A number against what it should equal: the other place, or the members of a list, one by one or all together."""
    first, comparison = others[0]
    untold = comparison.untold
    values = {mention.quantity.value for mention, _ in others}
    traits = {"told-twice", *(f"open-{name}" for name in untold)}
    if Source.TABLE in (one.fact.source, first.fact.source):
        traits.add("table")
    if one.is_money:
        traits.add("money")
    readings = [Reading(Operation.EQUAL, (Term(mention.fact),)) for mention, _ in others[: len(values)]]
    if len(values) > 1:
        readings.append(Reading(Operation.SUM, tuple(Term(mention.fact) for mention, _ in others)))
    equal = "、".join(words for name, words in NAMES.items() if name not in untold)
    further = [*again, *(mention for mention, _ in others[1:])]
    related = tuple(("again", mention.fact.span) for mention in further[:PLACES])
    cues = (one.core, equal, "、".join(NAMES[name] for name in untold))
    return Claim(ClaimKind.VALUE, one.fact, tuple(readings), cues, frozenset(traits), related, one.fact.source)
