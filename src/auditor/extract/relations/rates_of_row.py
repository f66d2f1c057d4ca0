"""Completion rates told in a row, the targets somewhere else: 甲 63、乙 42、丙 47，分别完成计划的 105%、105% 和 94%.

The amounts stand in front of their rates, one for each; each target is the amount behind the same name in a sentence that plans. They are
compared only if one rate of the row, at least, is what its target gives: so it is known that these are the targets meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line, like
from auditor.extract.relations.operands import NOT_DIVIDED, quotient
from auditor.extract.relations.paired_rates import rates_in_row
from auditor.extract.words import places
from auditor.model import Claim, ClaimKind, Kind, Quantity, Term
from auditor.patterns import compiled

CUE = compiled(
    "(?:分别(?:完成|达到?|占|为)了?(?:年初|全年|年度|当年|目标)?(?:计划|目标|任务|指标|预算)(?:任务|数|值|量)?的?"
    "|完成(?:率|比例|进度)(?:依次|分别)(?:为|达到?|是)?)\\s*(?=\\d)"
)
PLANNED = compiled("计划|目标|任务|应当?|拟|年初|安排|预期|指标")
VERB = compiled("^(?:全年|实际|累计|已|共)*(?:建成|完成|实现)+(?=[^\\W\\d]{2})")  # 建成厂房 is 厂房 in a plan
DONE = compiled("实际|完成(?!目标|任务|计划)|实现|已|上年|去年|下一?年|明年")
JOINT = 4  # characters between two amounts, or the last one and the cue, besides names
AMOUNT = 24  # characters behind a name in which its amount ends
REACH = 120  # characters of a sentence in front of a target that may say that it is planned
SHORTEST, MOST_PLACES = 2, 12


def rates_of_row(corpus: Corpus, lines: Sequence[Line]) -> Iterator[Claim]:
    """The completion rates of every row, each against the target of its name."""
    end = corpus.end(len(lines))
    for found in CUE.finditer(corpus.text, 0, end):
        line, start = corpus.at(found.start())
        yield from _of_row(corpus, end, line, start, start + len(found.group()))


def _of_row(corpus: Corpus, end: int, line: Line, start: int, rates_start: int) -> Iterator[Claim]:
    first = next(iter(line.between(rates_start, len(line.text))), None)
    if first is None or first.start != rates_start or first.kind is not Kind.PERCENT:
        return
    row = rates_in_row(line, first)
    done = _amounts(line, start, len(row))
    if len(row) < SHORTEST or not done or row[0] is not first:
        return
    targets = [_target(corpus, end, line, amount) for amount in done]
    pairs = [(rate, line.fact(amount), target) for rate, amount, target in zip(row, done, targets, strict=True) if target is not None]
    if not any(_holds(rate, amount.quantity, target.fact.quantity) for rate, amount, target in pairs):
        return
    for rate, amount, target in pairs:
        reading = quotient(line, amount.quantity, target.fact.quantity)._replace(over=(target,))
        yield Claim(
            ClaimKind.COMPLETION, line.fact(rate, f"{amount.what}完成率"), (reading,), ("done-of",), frozenset({"row"}), source=line.source
        )


def _amounts(line: Line, end: int, count: int) -> Sequence[Quantity]:
    """The last `count` amounts before the rates, each behind a name of its own with nothing else between them."""
    amounts = [q for q in line.between(line.sentence(end)[0], end) if q.kind is not Kind.PERCENT][-count:]
    names = [line.label(amount) for amount in amounts]
    plain = all(amount.is_exact and amount.number > 0 and amount.kind not in NOT_DIVIDED for amount in amounts)
    if len(amounts) < count or not plain or len(set(names)) < count or min(map(len, names)) < SHORTEST:
        return ()
    gaps = [two.start - one.end - len(name) for (one, two), name in zip(pairwise(amounts), names[1:], strict=True)]
    return amounts if max(*gaps, end - amounts[-1].end) <= JOINT else ()


def _target(corpus: Corpus, end: int, line: Line, done: Quantity) -> Term | None:
    """The one amount that is planned under the name of what was done; None where there are several, or none."""
    name = VERB.sub("", line.label(done))
    found: dict[Decimal, Term] = {}
    for place in islice((at for at in places(corpus.text, name) if at < end), MOST_PLACES):
        other, at = corpus.at(place)
        behind = next(iter(other.between(at + len(name), at + len(name) + AMOUNT)), None)
        if behind is None or other.text[at + len(name) : behind.start].strip(" 　为：") or not like(behind, done) or behind is done:
            continue
        before = other.text[max(other.sentence(at)[0], at - REACH) : at]
        if behind.is_exact and behind.number > 0 and PLANNED.search(before) and not DONE.search(before):
            found.setdefault(behind.value, Term(other.fact(behind, name)))
    return next(iter(found.values())) if len(found) == 1 else None


def _holds(rate: Quantity, done: Quantity, target: Quantity) -> bool:
    """Whether a rate is what was done over the target, but for its last digit."""
    return abs(100 * done.value - rate.number * target.value) <= rate.step * target.value
