"""Changes that make up a change: 三公经费支出减少 52 万元。其中，接待费减少 40 万元，车辆购置费增加 8 万元，运行费减少 20 万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.extract.lines import Line, like
from auditor.extract.relations.bases import direction, is_change
from auditor.extract.relations.lists import MAX_ITEMS, labels_divide
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

OF_WHICH = compiled("其中[：:，,]?|一是|主要原因[是为][：:]?|原因[是为][：:]?")
BASE = compiled("(预算)|上年|去年|同期|(?:19|20)\\d\\d\\s*年")
UNCHANGED = compiled("持平|[无未没不][^，。；\\d]{0,6}变|无增减|相同|一致")
NEAR = 40  # characters between the whole change and its list
LONGEST_LABEL = 40  # characters that name a part
MAX_CUES = 100  # of one paragraph; no report has more
WINDOW = 900
REACH = 120  # characters before the whole change in which its amount stands


def change_sums(lines: Sequence[Line]) -> Iterator[Claim]:
    """The whole change in front of each 其中 against the changes behind it."""
    for line in lines:
        if "减少" in line.text or "增加" in line.text:
            yield from _of_line(line)


def _of_line(line: Line) -> Iterator[Claim]:
    for cue in islice(OF_WHICH.finditer(line.text), MAX_CUES):
        before = reversed(line.between(max(0, cue.start() - NEAR), cue.start()))
        whole = next((quantity for quantity in before if quantity.kind is not Kind.PERCENT), None)
        if whole is None or not _exact(whole) or not is_change(line, whole) or not direction(line, whole):
            continue
        complete = _complete(line, whole, cue.end()) if cue.group().startswith("其中") else None
        claim = complete or _claim(line, whole, cue.end(), cue.group())
        if claim is not None and ("partition" in claim.traits or "原因" not in cue.group()):
            yield claim


def _claim(line: Line, whole: Quantity, start: int, cue: str) -> Claim | None:
    sign = direction(line, whole)
    base = _base(line, whole)
    end = line.sentence(start)[1] if "原因" in cue else start + WINDOW
    parts = [q for q in line.between(start, end) if like(q, whole) and is_change(line, q)][: MAX_ITEMS + 1]
    parts = [q for q in parts if _base(line, q) in (base, "")]
    signs = [direction(line, part) for part in parts]
    if not 1 < len(parts) <= MAX_ITEMS or not all(map(_exact, parts)) or not all(signs) or not sign:
        return None
    labels = _labels(line, start, parts)
    terms = tuple(Term(line.fact(part, label), one * sign) for part, label, one in zip(parts, labels, signs, strict=True) if one)
    traits = {"labelled", "changes"}
    if _one_untold(line, start, parts[-1], whole):
        traits.add("partial")
    elif labels_divide(labels):
        traits.add("partition")
    elif cue == "一是":
        traits.add("numbered")
    return Claim(ClaimKind.SUM, line.fact(whole), (Reading(Operation.SUM, terms),), (cue,), frozenset(traits), source=line.source)


def _complete(line: Line, whole: Quantity, start: int) -> Claim | None:
    """The changes of parts whose amounts add up to the whole's amount, so that all are told: 支出 60 万元，增加 5 万元。其中：甲 40 万元，增加 8 万元；乙 20 万元，减少 4 万元."""
    told = line.between(max(line.sentence(whole.start)[0], whole.start - REACH), whole.start)
    totals = [q for q in told if like(q, whole) and _exact(q) and not is_change(line, q)]
    base, sign = _base(line, whole), direction(line, whole)
    levels: list[Quantity] = []
    terms: list[Term] = []
    for low, high in _segments(line, start) if totals and sign else ():
        amounts = [q for q in line.between(low, high) if like(q, whole)]
        own = [q for q in amounts if not is_change(line, q)]
        changes = [q for q in amounts if is_change(line, q) and _base(line, q) in (base, "")]
        if not own or not all(map(_exact, (*own, *changes))) or len(changes) > 1 or (changes and changes[0].start < own[-1].end):
            return None
        if not changes and not UNCHANGED.search(line.text, own[-1].end, high):
            return None
        levels.append(own[-1])
        for change in changes:
            way = direction(line, change)
            if not way:
                return None
            terms.append(Term(line.fact(change, line.label(own[-1])), way * (sign or 1)))
        if len(levels) > 1 and any(_adds_up(levels, total) for total in totals):
            traits = frozenset({"labelled", "changes", "levels"})
            return (
                Claim(ClaimKind.SUM, line.fact(whole), (Reading(Operation.SUM, tuple(terms)),), ("其中",), traits, source=line.source)
                if terms
                else None
            )
    return None


def _segments(line: Line, start: int) -> Iterator[tuple[int, int]]:
    """The pieces of a list between semicolons and full stops."""
    end = min(len(line.text), start + WINDOW)
    while start < end:
        stop = min((at for mark in "；;。" if (at := line.text.find(mark, start, end)) >= 0), default=end)
        yield start, stop
        start = stop + 1


def _adds_up(levels: Sequence[Quantity], total: Quantity) -> bool:
    """Whether amounts make up a total, each rounded to its last place."""
    room = sum(quantity.step for quantity in (*levels, total)) / 2 if total.step != 1 else 0
    return abs(sum(level.value for level in levels) - total.value) <= room


def _one_untold(line: Line, start: int, last: Quantity, whole: Quantity) -> bool:
    """Whether a part is told with its amount and nothing of how it changed: 因公出国费 0 万元；接待费 5 万元，减少 1 万元."""
    end = min(line.sentence(last.end)[1], start + WINDOW)
    amounts = [q for q in line.between(start, end) if like(q, whole)]
    for position, amount in enumerate(amounts):
        following = amounts[position + 1].start if position + 1 < len(amounts) else end
        ended = next((at for at in range(amount.end, following) if line.text[at] in "。；"), -1)
        if ended >= 0 and not is_change(line, amount) and not UNCHANGED.search(line.text, amount.end, ended):
            return True
    return False


def _base(line: Line, change: Quantity) -> str:
    """What a change is told against: the budget, another year, or nothing of its own."""
    found = list(BASE.finditer(line.text, max(0, change.start - LONGEST_LABEL), change.start))
    return ("budget" if found[-1].group(1) else "year") if found else ""


def _exact(quantity: Quantity) -> bool:
    return quantity.is_exact and quantity.kind in (Kind.MONEY, Kind.COUNT)


def _labels(line: Line, start: int, parts: Sequence[Quantity]) -> list[str]:
    """The words between two changes, which name the second."""
    starts = [start, *(part.end for part in parts)]
    return [line.text[max(low, part.start - LONGEST_LABEL) : part.start] for low, part in zip(starts, parts, strict=False)]
