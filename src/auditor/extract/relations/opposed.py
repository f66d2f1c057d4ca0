"""One change told in two directions: 较上年减少 1.2 万元，增长 6 %.

The two words stand side by side, so that they speak of the same change whether or not the amounts before and after it are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor.extract.lines import Line
from auditor.extract.relations.bases import DOWN, LEVELS, UP, direction, is_change
from auditor.model import Claim, ClaimKind, Kind, Quantity
from auditor.patterns import compiled

SIDE_BY_SIDE = compiled(
    "[，,、；;\\s（(]*(?:(?:同比|环比|[与同和较比]?(?:上一?年度?|去年|上年同期|去年同期|(?:19|20)\\d\\d\\s*年度?)(?:决算|预算|支出|收入)?数?(?:相比)?)[，,]?)?"
    f"(?:净|共|约)?(?:{UP}|{DOWN}|[增降减])(?:了|率|幅度?|比例)?(?:为|达到?|约|近)?\\s*"
)
FARTHEST = 24  # characters between the two numbers
WORDS = 12  # characters before a number that may hold the word of its direction


def opposed_claims(line: Line) -> Iterator[Claim]:
    """Every rate whose direction is the other one than that of the amount beside it."""
    for first, second in pairwise(line.quantities):
        if first.kind is second.kind or second.start - first.end > FARTHEST:
            continue
        rate, amount = (second, first) if second.kind is Kind.PERCENT else (first, second)
        if rate.kind is not Kind.PERCENT or amount.kind not in LEVELS or not (_is_plain(rate) and _is_plain(amount)):
            continue
        if not SIDE_BY_SIDE.fullmatch(line.text, first.end, second.start) or not is_change(line, first):
            continue
        signs = direction(line, first), direction(line, second)
        if signs in ((1, -1), (-1, 1)):
            cue = "up" if direction(line, rate) == 1 else "down"
            start = max(line.sentence(amount.start)[0], amount.start - WORDS)
            place = ("change", line.span(max(start, _word(line, amount, start)), amount.end))
            yield Claim(ClaimKind.GROWTH, line.fact(rate), (), (cue,), frozenset({"turned", "adjoining", "change"}), (place,), line.source)


def _is_plain(quantity: Quantity) -> bool:
    return quantity.high is None and quantity.number > 0


def _word(line: Line, quantity: Quantity, start: int) -> int:
    """Where the word of a number's direction begins."""
    found = compiled(f"{UP}|{DOWN}|[增涨减降]").search(line.text, start, quantity.start)
    return found.start() if found is not None else quantity.start
