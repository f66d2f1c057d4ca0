"""What a model read in one passage, grounded: facts, indicator records, and the claims that follow from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from auditor.extract.lines import like
from auditor.extract.llm.answers import FactItem, IndicatorItem, Number, Reading
from auditor.extract.llm.grounding import Ground, Place, within
from auditor.extract.llm.relations import IN_QUOTE, relation_claim, says
from auditor.extract.targets.judgements import Judgement, first_judgement, is_reverse
from auditor.extract.targets.targets import completion_claim, target_claim
from auditor.model import Claim, ClaimKind, Fact, Indicator, Kind, Operation, Source, Span, Term
from auditor.model import Reading as WayToCompute
from auditor.patterns import compiled
from auditor.records import NamedTuple

_TOLD_TWICE = "told-twice"  # the trait by which the rule value-conflict knows them
_AIM = compiled("目标|计划|任务")
_SAME_WORDS = "名称、期间、口径"


Meaning = tuple[str, ...]  # what, whose, period, basis and kind, in the model's words: compared, and never shown


class Grounded(NamedTuple):
    """What of an answer stands in the report; `dropped` items did not."""

    facts: tuple[tuple[Meaning, Fact], ...] = ()
    indicators: tuple[Indicator, ...] = ()
    claims: tuple[Claim, ...] = ()
    proposed: int = 0
    dropped: int = 0


def grounded(answer: Reading, ground: Ground, inside: Span) -> Grounded:
    """An answer about the passage `inside`."""
    facts = [_fact(item, ground, inside) for item in answer.facts]
    records = [_indicator(item, ground, inside) for item in answer.indicators]
    claims = [relation_claim(item, ground, inside) for item in answer.relations]
    everything: list[object] = [*facts, *records, *claims]
    return Grounded(
        tuple(fact for fact in facts if fact is not None),
        tuple(record for record, _ in filter(None, records)),
        (*(claim for claim in claims if claim is not None), *(claim for _, made in filter(None, records) for claim in made)),
        len(everything),
        sum(1 for item in everything if item is None),
    )


def value_claims(facts: Iterable[tuple[Meaning, Fact]]) -> Iterator[Claim]:
    """One quantity told twice: facts with the same meaning should have the same number. Each is compared with the one before it."""
    ordered = sorted(facts, key=lambda item: (item[0], item[1].span))
    for _, same in groupby(ordered, key=lambda item: item[0]):
        for (_, first), (_, second) in pairwise(same):
            if second.span != first.span and like(first.quantity, second.quantity):
                reading = WayToCompute(Operation.EQUAL, (Term(first),))
                cues = (second.what, _SAME_WORDS, "")
                yield Claim(ClaimKind.VALUE, second, (reading,), cues, frozenset({_TOLD_TWICE}), source=Source.LLM)


def _fact(item: FactItem, ground: Ground, inside: Span) -> tuple[Meaning, Fact] | None:
    place = ground.number(item, inside)
    if place is None:
        return None
    named = ("".join(words.split()) for words in (item.what, item.whose, item.period, item.basis))
    return (*named, place.quantity.kind.value), place.fact()._replace(period=item.period, basis=item.basis)


def _indicator(item: IndicatorItem, ground: Ground, inside: Span) -> tuple[Indicator, list[Claim]] | None:
    """A record and its claims; None when any of its parts does not stand in the report."""
    target, actual, rate = (_part(number, ground, inside) for number in (item.target, item.actual, item.rate))
    said = ground.find(item.judgement, inside) if item.judgement.strip() else None
    if actual is None or (item.target and not target) or (item.rate and not rate) or (item.judgement.strip() and not said):
        return None
    name = item.name if item.name in actual.line.text else actual.line.label(actual.quantity)
    words = _judgement(said, ground) if said else None
    record = Indicator(
        name=name,
        section=actual.line.section,
        heading=actual.span,
        target=target and target.fact(),
        actual=actual.fact(),
        stated_rate=rate and rate.fact(),
        claim=words[1] if words else None,
        claim_span=words[2] if words else None,
        source=Source.LLM,
    )
    return record, list(_claims(name, target, actual, rate, words))


def _claims(name: str, target: Place | None, actual: Place, rate: Place | None, words: _Words | None) -> Iterator[Claim]:
    """What a goal and its result assert: the rate between them, and that the goal was reached."""
    if target is None or target.span == actual.span or not like(target.quantity, actual.quantity):
        return
    reverse = is_reverse(name, target.quantity)
    if rate is not None and rate.quantity.kind is Kind.PERCENT:
        claim = completion_claim(rate.fact(), actual.fact(), target.fact(), reverse=reverse)
        yield _marked(claim, says("(?:完成|达成|实现)率", [rate, actual, target]))
    met = target_claim(actual.fact(), target.fact(), words, reverse=reverse, source=Source.LLM)
    if met is not None:
        named = _AIM.search(target.line.label(target.quantity)) and not _AIM.search(actual.line.label(actual.quantity))
        yield _marked(met, bool(named) and words is not None and says(re.escape(words[1]), [actual, target]))


def _marked(claim: Claim, in_quote: bool) -> Claim:
    return claim._replace(source=Source.LLM, traits=claim.traits | {IN_QUOTE} if in_quote else claim.traits)


def _part(number: Number | None, ground: Ground, inside: Span) -> Place | None:
    return ground.number(number, inside) if number is not None else None


_Words = tuple[Judgement, str, Span]


def _judgement(span: Span, ground: Ground) -> _Words | None:
    """What the report says of a result, in the program's own reading of the words the model points at."""
    for line in ground.lines(span):
        said = first_judgement(line.text, *within(line, span))
        if said is not None:
            return said, line.text[said.start : said.end], line.span(said.start, said.end)
    return None
