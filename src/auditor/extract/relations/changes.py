"""Comparisons told in amounts and words: 较上年减少 52.6 万元, 与上年持平, 决算数大于预算数.

The two amounts compared stand right before; only words of comparison may come between them and the change.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extract.gates import marked, stands
from auditor.extract.lines import Line, like
from auditor.extract.relations.against_budget import budget_comparisons
from auditor.extract.relations.bases import DIRECTION, LEVELS, base_and_subject, direction, is_change, may_be_change, open_air, term
from auditor.extract.relations.operands import behind_last
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading
from auditor.patterns import compiled

LAST = "(?:上一?年度?|去年|前一?年度?|上年同期|去年同期|同期|基期|(?:19|20)\\d\\d\\s*年度?)"
NEUTRAL = compiled(f"(?:[，,、：:\\s]|[与同和较比]?{LAST}(?:决算|预算|支出|收入)?数?(?:相比|比较)?|同比|环比|净|新|实际|总体|共|均)*")
FLAT = compiled(
    f"[与同和较比]?{LAST}(?:当年)?(?P<of>预算执行|决算|预算|执行|支出|收入)?[数额]?(?:相比|比较)?[，,]?(?P<rough>基本|大体|大致|总体)?上?(?:持平|无变化|没有变化|无增减|保持不变|保持一致|一致|相同)"
)
COMPARED = compiled("(?:支出)?决算(?:数)?(大于|小于|等于|高于|低于|多于|少于|超过|与)(?:年初|全年|调整)?预算(?:数)?(持平|一致|相等)?")
FLAT_WORDS = marked(("持平", "无变化", "没有变化", "无增减", "保持不变", "一致", "相同"))
OPERATIONS = {
    **dict.fromkeys(("大于", "高于", "多于", "超过"), Operation.AT_LEAST),
    **dict.fromkeys(("小于", "低于", "少于"), Operation.AT_MOST),
    "等于": Operation.EQUAL,
}
WINDOW = 160
MOST_PAIRED = 6


def change_claims(line: Line) -> Iterator[Claim]:
    """The changes and comparisons of one paragraph."""
    text = line.text
    accounts = "算" in text
    if accounts and "决算" in text:
        yield from _compared(line)
    if stands(FLAT_WORDS, text):
        yield from _flat(line)
    if accounts and "预算" in text:
        yield from budget_comparisons(line)
    for quantity in line.quantities:
        if quantity.kind in LEVELS and may_be_change(line, quantity) and quantity.is_exact:
            word = DIRECTION.search(text, max(0, quantity.start - 14), quantity.start)
            if word is not None and is_change(line, quantity):
                yield from _amount(line, quantity, word.start())


def _amount(line: Line, stated: Quantity, word: int) -> Iterator[Claim]:
    """较上年减少 Δ, after this year's and last year's amount. The word of the change begins at `word`."""
    sign = direction(line, stated)
    if sign is None:
        return
    levels = _levels_before(line, stated.start, word, stated)
    pair = base_and_subject(line, levels)
    if pair is None:
        return
    base, subject = pair
    turn = -1 if sign < 0 else 1
    readings = [Reading(Operation.SUM, (*term(line, subject, turn), *term(line, base, -turn)))]
    for a in levels[-MOST_PAIRED:]:
        for b in levels[-MOST_PAIRED:]:
            if a is not b and {a, b} != {base, subject} and abs(a.value - b.value - stated.value) <= a.step + b.step + stated.step:
                readings.append(Reading(Operation.SUM, (*term(line, a), *term(line, b, -1)), (), "换用附近其他数"))
    cue = {1: "more", -1: "less", 0: "signed-amount"}[sign]
    yield Claim(ClaimKind.GROWTH, line.fact(stated), tuple(readings), (cue,), frozenset({"amount"}), source=line.source)


def _flat(line: Line) -> Iterator[Claim]:
    """与上年持平, after this year's and last year's amount."""
    for found in FLAT.finditer(line.text):
        levels = _levels_before(line, found.start(), found.start(), None)
        pair = base_and_subject(line, levels)
        if pair is None or (found.group("of") or "") not in line.text[max(0, pair[0].start - 24) : pair[0].start]:
            continue  # 与上年预算持平 says nothing of the final accounts
        traits = frozenset({"flat", "roughly"} if found.group("rough") else {"flat"})
        place = (("claim", line.span(found.start(), found.end())),)
        reading = Reading(Operation.EQUAL, term(line, pair[0]))
        yield Claim(ClaimKind.GROWTH, line.fact(pair[1]), (reading,), ("flat", found.group()), traits, place, line.source)


def _levels_before(line: Line, position: int, cue: int, change: Quantity | None) -> list[Quantity]:
    """The amounts of the sentence before a comparison; none when other words than those of comparison come between."""
    start, _ = line.sentence(position)
    start = behind_last(line.text, "；", max(start, position - WINDOW), position)
    kinds = LEVELS if change is not None else LEVELS | {Kind.PERCENT}
    levels = [q for q in line.between(start, position) if q.kind in kinds and q.high is None and (change is None or like(q, change))]
    levels = [q for q in open_air(line, levels, position) if not is_change(line, q)]
    if not levels:
        return []
    between = NEUTRAL.match(line.text, levels[-1].end, max(cue, levels[-1].end))
    return levels if between is not None and between.end() >= cue else []


def _compared(line: Line) -> Iterator[Claim]:
    """决算数大于预算数: the words against the two amounts of the same sentence."""
    for found in COMPARED.finditer(line.text):
        start, _ = line.sentence(found.start())
        amounts = [q for q in line.between(max(start, found.start() - WINDOW), found.start()) if q.kind is Kind.MONEY]
        budget = next((q for q in reversed(amounts) if "预算" in line.label(q)), None)
        final = next((q for q in reversed(amounts) if compiled("决算|支出").search(line.label(q)) and "预算" not in line.label(q)), None)
        operation = OPERATIONS.get(found.group(1), Operation.EQUAL if found.group(2) else None)
        if budget is not None and final is not None and operation is not None:
            place = (("claim", line.span(found.start(), found.end())),)
            reading = Reading(operation, term(line, budget))
            yield Claim(
                ClaimKind.GROWTH, line.fact(final), (reading,), ("compared", found.group()), frozenset({"compared"}), place, line.source
            )
