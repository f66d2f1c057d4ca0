"""Parts that are complete by nature: four quarters, 立项 and 未立项, the answers of a survey, assets less debts.

No word such as 其中 need tie them to their whole: the names do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.lists import is_change
from auditor.extract.relations.operands import words_before
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

QUARTERS = tuple(compiled(f"{name}季度[^，。；\\d]{{0,10}}$") for name in "一二三四")
YEAR = compiled("(?:全年|年度|合计|共计?|总计|累计)[^，。；、\\d]{0,10}$")
DENIED = compiled("^(?:未|不|非|没有?)")
ANSWER = compiled("(?:(?:非常|很|十分|比较|较为?|基本)?满意|一般|(?:非常|很|不太|较)?不(?:太)?满意|不了解|说不清|不清楚)(?:的|为|有|占)*")
ASKED = (compiled("有效"), compiled("收回|回收"), compiled("参与|受访|接受|调查了|样本"))
FEWEST = 3  # numbers of a paragraph: two parts and their whole
FEWEST_ANSWERS = 3
# What is left, by the words of the three amounts: result, whole, what is taken away, how a reader calls it.
DIFFERENCES = (
    (
        compiled("净资产(?:总额|合计|总计)?$"),
        compiled("(?<!净)资产(?:总额|合计|总计)$"),
        compiled("负债(?:总额|合计|总计)?$"),
        "资产总额−负债总额",
    ),
    (
        compiled("(?:审减|核减)(?:资金|金额|额)?$"),
        compiled("(?:送审|报审)[^，。；\\d]{0,6}$"),
        compiled("审定[^，。；\\d]{0,6}$"),
        "送审额−审定额",
    ),
    (
        compiled("(?:节约|节省)(?:财政|采购)?(?:资金|金额|额)?$"),
        compiled("(?:预算|控制价|限价)(?:金额|资金|价|额|数)?$"),
        compiled("(?:中标|成交|合同)(?:金额|价格|价|额)?$"),
        "预算或限价−成交额",
    ),
)
BESIDE = 120  # characters on each side of what is left that may hold the other two
NAME = 16  # characters in front of a number that name it


def closed_sets(lines: Sequence[Line]) -> Iterator[Claim]:
    """The wholes of each paragraph whose parts are complete by their names."""
    for line in lines:
        if len(line.quantities) < FEWEST:
            continue
        text = line.text
        if "季度" in text:
            yield from _quarters(line)
        if "未" in text or "不" in text:
            yield from _denied(line)
        if "满意" in text:
            yield from _answers(line)
        if "负债" in text or "审定" in text or "节约" in text or "节省" in text:
            yield from _differences(line)


def _sum(line: Line, whole: Quantity, parts: Sequence[Quantity], cue: str) -> Claim | None:
    if whole.high or whole.bound is not Bound.EXACT or any(part.high or part.bound is not Bound.EXACT for part in parts):
        return None
    reading = Reading(Operation.SUM, tuple(Term(line.fact(part)) for part in parts))
    return Claim(ClaimKind.SUM, line.fact(whole), (reading,), (cue,), frozenset({"partition", "labelled"}), source=line.source)


def _named(line: Line, quantity: Quantity, name: re.Pattern[str]) -> bool:
    return name.search(line.text, max(0, quantity.start - NAME), quantity.start) is not None


def _quarters(line: Line) -> Iterator[Claim]:
    """Four amounts in a row, one for each quarter, with that of the year behind or before them."""
    for position in range(len(line.quantities) - 3):
        parts = line.quantities[position : position + 4]
        if not all(_named(line, part, name) and like(part, parts[0]) for part, name in zip(parts, QUARTERS, strict=True)):
            continue
        beside = [*line.quantities[position + 4 : position + 5], *line.quantities[max(0, position - 1) : position]]
        whole = next((q for q in beside if like(q, parts[0]) and _named(line, q, YEAR) and not is_change(line, q)), None)
        claim = _sum(line, whole, parts, "四季度") if whole is not None else None
        if claim is not None:
            yield claim


def _denied(line: Line) -> Iterator[Claim]:
    """申报 15 个，立项 9 个，未立项 6 个."""
    for position in range(len(line.quantities) - 2):
        whole, done, rest = line.quantities[position : position + 3]
        if not (whole.kind is done.kind is rest.kind is Kind.COUNT and whole.unit == done.unit == rest.unit):
            continue
        name, denied = words_before(line, done), words_before(line, rest)
        same_sentence = line.sentence(whole.start) == line.sentence(rest.start)
        if len(name) > 1 and DENIED.match(denied) and denied.endswith(name[-2:]) and not DENIED.match(name) and same_sentence:
            if is_change(line, whole) or whole.value < max(done.value, rest.value):
                continue
            claim = _sum(line, whole, (done, rest), "未")
            if claim is not None:
                yield claim


def _answers(line: Line) -> Iterator[Claim]:
    """非常满意 120 人、满意 45 人、不满意 6 人 against the number of valid answers; none when another number asked fits."""
    answers = [q for q in line.quantities if q.kind is Kind.COUNT and ANSWER.fullmatch(line.label(q))]
    if len(answers) < FEWEST_ANSWERS or not any("不满意" in line.label(q) or "不太满意" in line.label(q) for q in answers):
        return
    if len({line.label(q) for q in answers}) != len(answers) or any(q.unit != answers[0].unit for q in answers):
        return
    low, high = answers[0].start - 120, answers[-1].end + 60
    asked = [q for q in line.between(max(0, low), high) if q.kind is Kind.COUNT and q not in answers]
    named = [q for words in ASKED for q in asked if words.search(words_before(line, q))]
    total = sum(answer.value for answer in answers)
    if named and all(q.value != total for q in named):
        claim = _sum(line, named[0], answers, "满意度问卷")
        if claim is not None:
            yield claim


def _differences(line: Line) -> Iterator[Claim]:
    """Result, whole and what is taken away, one of each in a sentence."""
    for result, whole, less, name in DIFFERENCES:
        for stated in line.quantities:
            if stated.kind is not Kind.MONEY or not result.search(words_before(line, stated)):
                continue
            start, end = line.sentence(stated.start)
            near = line.between(max(start, stated.start - BESIDE), min(end, stated.end + BESIDE))
            amounts = [q for q in near if like(q, stated) and q is not stated]
            wholes = [q for q in amounts if whole.search(words_before(line, q))]
            taken = [q for q in amounts if less.search(words_before(line, q))]
            if len(wholes) == len(taken) == 1 and all(q.bound is Bound.EXACT and not q.high for q in (stated, *wholes, *taken)):
                reading = Reading(Operation.SUM, (Term(line.fact(wholes[0])), Term(line.fact(taken[0]), -1)), (), name)
                yield Claim(ClaimKind.BALANCE, line.fact(stated), (reading,), (name,), frozenset(), source=line.source)
