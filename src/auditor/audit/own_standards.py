"""Findings on full marks that the printed standard, or the words of the target, do not bear out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.audit.awards import is_full, name, once
from auditor.audit.facts import Facts
from auditor.model import SEVERITY_OF, Award, Certainty, Evidence, Finding, Span, Statement

MOST_AWARDS = 4


def against_words(facts: Facts, told: Sequence[Award]) -> Iterator[Finding]:
    """Full marks for a result a degree short of the target, without a standard, and beside an admitted weakness, but for awards `told` of."""
    praised = {place for award in told for place in award.places}
    for statement in facts.statements("standard"):
        if "lowered" in statement.traits:
            message = f"指标值是“{statement.detail}”，完成情况写“{statement.text}”，低了一档，却得满分。"
            yield _of(statement, "full-but-lower", Certainty.QUERY, message, "actual")
        elif "blank" in statement.traits:
            message = f"表中多数指标印了评分标准，“{statement.detail}”等 {statement.text} 项没有，却得满分，得分的依据看不出来。"
            yield _of(statement, "without-standard", Certainty.QUERY, message, "indicator")
        elif "denied" in statement.traits:
            yield from _denied(statement, facts, praised)


def _denied(statement: Statement, facts: Facts, praised: set[Span]) -> Iterator[Finding]:
    places = {place for _, place in statement.related}
    about = [award for award in facts.awards if not places.isdisjoint(award.places) and praised.isdisjoint(award.places)]
    awards = [award for award in about if is_full(award)]
    if not awards:
        return
    praised.update(place for award in awards for place in award.places)
    sure = Certainty.QUERY if "single" in statement.traits else Certainty.LIKELY
    message = f"报告承认“{statement.detail}”，{'、'.join(name(award) for award in awards[:MOST_AWARDS])}却得满分。"
    evidence = [Evidence("problem", statement.span), *_places(awards[:MOST_AWARDS])]
    yield Finding("full-despite-problem", sure, SEVERITY_OF[sure], message, tuple(once(evidence)))


def _places(awards: list[Award]) -> Iterator[Evidence]:
    for award in awards:
        yield from (Evidence("score", score.span) for score in award.scores)
        if award.standard is not None:
            yield Evidence("rubric", award.standard.passage.span)


def _of(statement: Statement, code: str, sure: Certainty, message: str, role: str) -> Finding:
    evidence = [Evidence(role, statement.span), *(Evidence(own, place) for own, place in statement.related)]
    return Finding(code, sure, SEVERITY_OF[sure], message, tuple(once(evidence)), stated=statement.text)
