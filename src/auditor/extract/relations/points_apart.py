"""Changes of a rate in percentage points, with the two rates told elsewhere: 合格率较 2021 年提高 2.1 个百分点.

The rate is found by its name, last time's by its year as well (2021 年、2022 年合格率分别为 87.5% 和 89.1%). Every pair of values told
under the name is a reading, so that a rate which is told for several places is not taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.relations.bases import direction
from auditor.extract.relations.operands import behind_last
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

APART = compiled(
    "([一-龥]{2,12}(?:率|占比|比重|比例|满意度))[虽也又已均还]?然?[较比与同]((?:19|20)\\d{2})\\s*年度?(?:的|相比|同期)?[，,]?[一-龥]{2,8}$"
)
YEAR = compiled("(?<!\\d)((?:19|20)\\d{2})\\s*年")
JOINED = compiled("\\s*(?:和|、|与|及|，|,)\\s*")
TOLD = compiled("(?:分别)?(?:已|就)?(?:为|达到?|是|有|：|:)?\\s*$")
WISH = compiled("目标|不低于|不高于|不少于|力争|确保|计划|到20|要求|应|标准|平均|以上")
MOST_NAMES = 50  # names looked for in one report
NOW = 9999  # a value without a year is the report's own
MOST_LINES = 40  # lines that tell a rate of one name; more are a list of places

Values = list[tuple[int | None, Fact]]  # each with the year that its clause gives


def points_apart(lines: Sequence[Line]) -> Iterator[Claim]:
    """The changes in points whose rates stand in other sentences or paragraphs, each against all values told of the rate."""
    known: dict[str, Values] = {}  # the values told under each name, looked up once
    for line in lines:
        for stated in line.quantities:
            if stated.kind is Kind.POINTS and stated.is_exact:
                claim = _claim(lines, line, stated, known)
                if claim is not None:
                    yield claim


def _claim(lines: Sequence[Line], line: Line, stated: Quantity, known: dict[str, Values]) -> Claim | None:
    start, _ = line.sentence(stated.start)
    found = APART.search(line.text, max(start, stated.start - 44), stated.start)
    sign = direction(line, stated)
    if found is None or not sign or any(q.kind is Kind.PERCENT for q in line.between(max(start, stated.start - 90), stated.start)):
        return None
    name, year = found.group(1), int(found.group(2))
    if name not in known and len(known) < MOST_NAMES:
        known[name] = _values(lines, name)
    told = known.get(name, [])
    bases = [fact for when, fact in told if when == year]
    later = sorted((item for item in told if item[0] is None or item[0] > year), key=lambda item: -(item[0] or NOW))
    subjects = [fact for _, fact in later]
    if not bases or not subjects:
        return None
    readings = [
        Reading(Operation.POINTS, (Term(subject),), (Term(base),))
        if sign > 0
        else Reading(Operation.POINTS, (Term(base),), (Term(subject),))
        for base in bases
        for subject in subjects
    ]
    return Claim(
        ClaimKind.GROWTH, line.fact(stated, "百分点"), tuple(readings), ("points",), frozenset({"base", "apart"}), source=line.source
    )


def _values(lines: Sequence[Line], subject: str) -> Values:
    """The percentages told under a name, each with the year that its clause gives. The name may be shorter or longer in other places."""
    values: Values = []
    holders = [line for line in lines if subject[-3:] in line.text]
    for line in holders if len(holders) <= MOST_LINES else ():
        for index, rate in enumerate(line.quantities):
            if rate.kind is not Kind.PERCENT or not rate.is_exact:
                continue
            name = _name_end(line, rate)
            if name is None:
                continue
            clause = behind_last(line.text, "，。；,;（(", max(0, name - 40), name)
            label = YEAR.sub("", line.text[clause:name]).lstrip("、和与及 \n度全区县市镇乡我该本")
            if WISH.search(line.text, clause, rate.start) or not (label.endswith(subject) or (len(label) > 2 and subject.endswith(label))):
                continue
            years = [int(year) for year in YEAR.findall(line.text, clause, name)]
            run = _run(line, index)
            if len(years) > 1 and len(run) == len(years):
                values.extend((when, line.fact(quantity)) for when, quantity in zip(years, run, strict=True))
            elif len(years) < 2 and len(run) == 1:
                values.append((years[0] if years else None, line.fact(rate)))
            if len(values) > MOST_LINES:
                return []
    return values


def _name_end(line: Line, rate: Quantity) -> int | None:
    """Where the name of a rate ends, if nothing but 为, 达到, 分别为 stands between the name and the number."""
    floor = max(0, rate.start - 8)
    found = TOLD.search(line.text, floor, rate.start)
    end = found.start() if found is not None else rate.start
    return end if end > floor and line.text[end - 1] in "率比重例度" else None


def _run(line: Line, index: int) -> Sequence[Quantity]:
    """The percentages joined to the one at `index`: 87.5% 和 89.1%."""
    run = [line.quantities[index]]
    for quantity in line.quantities[index + 1 : index + 6]:
        if quantity.kind is not Kind.PERCENT or not JOINED.fullmatch(line.text, run[-1].end, quantity.start):
            break
        run.append(quantity)
    return run
