"""What was awarded, told behind headings: 三、指标完成情况（自评得分 90 分） against （一）产出（自评得分 50 分） and （二）效益（自评得分 40 分）."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.extract.lines import Line
from auditor.extract.scores.score_mentions import named_title
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Section, Source, Term
from auditor.patterns import compiled

AWARD = compiled("[（(](?:自评|评价|实际)?得分?(?:为|：|:)?\\s*(\\d{1,3}(?:\\.\\d{1,2})?)\\s*分?[）)]")


def heading_award_claims(lines: Mapping[int, Line], sections: Sequence[Section]) -> Iterator[Claim]:
    """The award behind a heading against those behind the headings right under it, where each has one."""
    facts = {section.index: fact for section in sections if section.index and (fact := _award(lines, section)) is not None}
    below: dict[int, list[int]] = {}
    for section in sections:
        if section.parent in facts:
            below.setdefault(section.parent, []).append(section.index)
    for parent, children in below.items():
        if len(children) > 1 and all(child in facts for child in children):
            reading = Reading(Operation.SUM, tuple(Term(facts[child]) for child in children))
            yield Claim(ClaimKind.SCORE_SUM, facts[parent], (reading,), ("得分",), frozenset({"prose", "headings"}))


def _award(lines: Mapping[int, Line], section: Section) -> Fact | None:
    line = lines.get(section.first)
    at = line.text.find(section.title) if line is not None and "得" in section.title else -1
    found = AWARD.search(section.title) if at >= 0 else None
    if line is None or found is None:
        return None
    start, end = at + found.start(1), at + found.end(1)
    number = Decimal(found[1])
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    quantity = Quantity(start, end, found[1], number, "分", Kind.SCORE, step=step, number_start=start, number_end=end)
    return Fact(quantity, line.span(start, end), named_title(section.title), line.section, source=Source.TEXT)
