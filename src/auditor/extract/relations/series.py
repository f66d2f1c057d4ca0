"""Values of some years in a row with the growth of each: 三年分别培训 12,500 人、13,750 人和 15,400 人，年增长率分别为 10%、12%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from auditor.extract.lines import Line, like
from auditor.extract.relations.bases import LEVELS
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

RATES = compiled(
    "(?:(?:年|同比|逐年|环比)?(?:增长率|增长速度|增幅|增速)(?:依次|分别)(?:为|是|达)?|(?:同比|逐年|环比)?(?:依次|分别)增长)\\s*(?=\\d)"
)
JOINED = compiled("\\s*(?:、|和|及|与|以及|，|,)\\s*")
RESPECTIVELY = compiled("分别|依次")
BETWEEN = 30  # characters between the last value and the words of growth
FEWEST = 2
MOST = 20  # of one paragraph, and values of one run


def series_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """The growth rates told one after the other for values told one after the other."""
    for line in lines:
        if "分别" in line.text or "依次" in line.text:
            yield from _of_line(line)


def _of_line(line: Line) -> Iterator[Claim]:
    for cue in islice(RATES.finditer(line.text), MOST):
        rates = _run(line, [q for q in line.quantities if q.start >= cue.end()], Kind.PERCENT)
        before = [q for q in line.between(line.sentence(cue.start())[0], cue.start()) if q.kind in LEVELS]
        values = list(reversed(_run(line, before[::-1], before[-1].kind))) if before else []
        if len(values) <= FEWEST - 1 or len(rates) not in (len(values), len(values) - 1) or rates[0].start != cue.end():
            continue
        if cue.start() - values[-1].end > BETWEEN or not RESPECTIVELY.search(line.text, max(0, values[0].start - BETWEEN), values[0].start):
            continue
        for (base, subject), rate in zip(pairwise(values), rates[len(rates) - len(values) + 1 :], strict=True):
            if base.number and rate.number:
                reading = Reading(Operation.GROWTH, (Term(line.fact(subject)),), (Term(line.fact(base)),))
                yield Claim(
                    ClaimKind.GROWTH, line.fact(rate, "增长率"), (reading,), ("up",), frozenset({"base", "series"}), source=line.source
                )


def _run(line: Line, quantities: Sequence[Quantity], kind: Kind) -> list[Quantity]:
    """The first quantities as far as they are exact, of one kind and joined by nothing but 、 or 和; in either direction."""
    run: list[Quantity] = []
    for quantity in quantities[:MOST]:
        if quantity.kind is not kind or not quantity.is_exact:
            break
        if run:
            first, second = sorted((run[-1], quantity), key=lambda one: one.start)
            if not JOINED.fullmatch(line.text, first.end, second.start) or not like(first, second):
                break
        run.append(quantity)
    return run
