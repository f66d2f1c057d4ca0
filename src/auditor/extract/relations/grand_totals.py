"""Grand totals that are equal by their nature: 收入总计 and 支出总计 of one year, both with what was carried over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.extract.lines import Line
from auditor.model import Bound, Claim, ClaimKind, Fact, Kind, Operation, Reading, Term
from auditor.patterns import compiled

GRAND = compiled("(?P<scope>[^，。；：、,;:\\s]{0,16})(?P<side>收入|支出)(?:决算|预算)?总计(?:各|均)?(?:为|是)?[：:\\s|]*(?=\\d)")
APART = ("上年", "去年", "预算", "年初", "增加", "减少", "同期", "其中")
NEAR = 300  # characters between the two, told in one paragraph or in two in a row
MOST = 100
YEAR = compiled("^(?:(?:19|20)\\d\\d\\s*年度?|本年度?|全年|年度|全口径|部门|单位|我[局镇乡街委院校]|的)*")


def grand_total_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """Every 支出总计 against the 收入总计 told right before it."""
    known: tuple[str, int, Fact] | None = None
    for line in lines:
        if "总计" not in line.text:
            continue
        for found in islice(GRAND.finditer(line.text), MOST):
            quantity = next(iter(line.between(found.end(), found.end() + 1 + NEAR)), None)
            if quantity is None or quantity.start != found.end() or quantity.kind is not Kind.MONEY or quantity.bound is not Bound.EXACT:
                continue
            before = line.text[max(0, found.start() - 8) : found.end()]
            if quantity.high is not None or any(word in before for word in APART):
                continue
            scope, fact = YEAR.sub("", found["scope"]), line.fact(quantity)
            if found["side"] == "收入":
                known = scope, fact.span.end, fact
            elif known is not None and fact.span.start - known[1] <= NEAR and (not scope or scope == known[0]):
                apart = abs(quantity.value - known[2].quantity.value)
                if any(other.value == apart for other in line.between(quantity.end, quantity.end + NEAR)):  # 结余 200 万元
                    continue
                reading = Reading(Operation.EQUAL, (Term(known[2]),))
                yield Claim(ClaimKind.BALANCE, fact, (reading,), ("总计",), frozenset({"grand-totals"}), source=line.source)
                known = None
