"""Changes whose two amounts stand in other sentences, each under its year: 2019 年会议费 8.2 万元。2020 年……。会议费较上年减少 1.7 万元.

An amount is known by its name, without the words that say no more than that it is an amount (经费, 支出, 合计), and by the one year that
its sentence gives. Every pair of values told of the two years is a reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.bases import LEVELS, direction, is_base, is_change, open_air
from auditor.extract.relations.operands import CLAUSE_ENDS, words_before
from auditor.model import Claim, ClaimKind, Fact, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

TOLD = compiled(
    '(?P<name>[一-龥“”"（）()]{2,24}?)(?:支出|决算|预算|经费|费用)?[数额]?[较比与同]'
    "(?:(?P<last>上一?年|去年|上年同期|去年同期)|(?P<year>(?:19|20)\\d{2})\\s*年)度?(?:的|同期|决算|预算|支出|[数额]|相比|比较|，|,){0,3}(?:净|共|实际)?[增减下上降提节]"
)
COMPARED = compiled("较[上去12]|比[上去12]|与[上去12]|同[上去12]")  # stands in all that is told so, and is found sooner
YEAR = compiled("(?<![\\d〔\\[（(])((?:19|20)\\d{2})\\s*年(?!初|末|底|来|以|\\d{1,2}月)")
WASTE = compiled(
    '(?:19|20)\\d{2}\\s*年度?|其中|支出|决算|预算|经费|费用|费|金额|总额|总计|合计|共计|总|安排|实际|财政拨款|全年|年度?|[数额“”"为是共达约本当全 ：:（）()]'
)
OF_OTHERS = compiled("上年|去年|同期|累计|人均|平均|其他")
NEAREST = 40  # lines before a change in which its amounts may stand
MOST_VALUES = 3  # of one name and year; more are a list of places
SHORTEST = 2  # characters of a name

Values = dict[tuple[str, int], list[tuple[int, Fact]]]  # name and year: the amounts told, each with the number of its line


def years_apart(lines: Sequence[Line]) -> Iterator[Claim]:
    """The changes in amount with no level beside them, against the levels of both years that the lines before tell."""
    known: Values | None = None
    for index, line in enumerate(lines):
        text = line.text
        if not line.quantities or ("较" not in text and "比" not in text and "与" not in text) or not COMPARED.search(text):
            continue
        for stated in line.quantities:
            if stated.kind not in LEVELS or not stated.is_exact or not is_change(line, stated):
                continue
            told = _told(line, stated)
            if told is None:
                continue
            known = _values(lines) if known is None else known
            claim = _claim(line, index, stated, told, known)
            if claim is not None:
                yield claim


def _told(line: Line, stated: Quantity) -> tuple[str, int | None] | None:
    """The name of what changed, and the year it is compared with (None: last year); None when an amount stands beside the change."""
    start = max(line.sentence(stated.start)[0], stated.start - 60)
    if not COMPARED.search(line.text, start, stated.start):
        return None
    found = max(TOLD.finditer(line.text, start, stated.start), key=lambda match: match.end(), default=None)
    if found is None or stated.start - found.end() > 6:
        return None
    clause = CLAUSE_ENDS.behind_last(line.text, start, found.start("name"))
    if any(not is_change(line, q) and like(q, stated) for q in line.between(max(start, clause - 30), stated.start)):
        return None
    return _bare(found.group("name")), int(found.group("year")) if found.group("year") else None


def _bare(name: str) -> str:
    return WASTE.sub("", name)


def _values(lines: Sequence[Line]) -> Values:
    """Every amount of money or number that is told under a name in a sentence of one year."""
    values: Values = {}
    for number, line in enumerate(lines):
        if not YEAR.search(line.text):
            continue
        for quantity in open_air(line, line.quantities, len(line.text)):
            if quantity.kind not in LEVELS or not quantity.is_exact or is_change(line, quantity):
                continue
            start, _ = line.sentence(quantity.start)
            years = {int(year) for year in YEAR.findall(line.text, start, quantity.start)}
            label = line.label(quantity)
            if len(years) != 1 or is_base(line, quantity) or OF_OTHERS.search(label):
                continue
            name = _bare(label) or _bare(words_before(line, quantity))  # “三公”经费预算总计: a label ends at a quotation mark
            if len(name) >= SHORTEST:
                values.setdefault((name, years.pop()), []).append((number, line.fact(quantity)))
    return values


def _claim(line: Line, index: int, stated: Quantity, told: tuple[str, int | None], known: Values) -> Claim | None:
    name, base_year = told
    if len(name) < SHORTEST:
        return None
    years = sorted((year for other, year in known if other == name), reverse=True)
    if base_year is None:
        base_year = years[1] if len(years) == 2 and years[0] - years[1] == 1 else 0
    now, before = (
        [fact for number, fact in known.get((name, year), []) if 0 <= index - number <= NEAREST] for year in (base_year + 1, base_year)
    )
    sign = direction(line, stated)
    now, before = ([fact for fact in facts if like(fact.quantity, stated)] for facts in (now, before))
    if not sign or not 0 < len(now) <= MOST_VALUES or not 0 < len(before) <= MOST_VALUES:
        return None
    readings = tuple(Reading(Operation.SUM, (Term(this, sign), Term(last, -sign))) for this in now for last in before)
    cue = "more" if sign > 0 else "less"
    return Claim(ClaimKind.GROWTH, line.fact(stated), readings, (cue,), frozenset({"amount", "apart"}), source=line.source)
