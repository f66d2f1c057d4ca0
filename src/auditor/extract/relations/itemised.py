"""Sums over paragraphs: one that ends with 其中： and the items behind it, one amount each.

The items are numbered (（一）人员经费 …… （二）公用经费 ……; 1、… 2、… in one paragraph or many, with longer text and lists of their own between
them) or plain lines that end with a semicolon each. A numbered list counts only when its numbers run from one without a gap. Paragraphs
without numbers, each with more text behind its amount, count when their names divide their whole (人员经费 …… / 公用经费 ……).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.lists import MAX_ITEMS, is_change, labels_divide
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

CUE = compiled("(主要)?(?:其中|如下|包括|分别[为是]|构成|组成)[^。；;]{0,6}$")
ENDS = ("：", ":", "其中", "如下")
# From the highest level of numbering to the lowest: 一、 （一） 1、 （1） ①.
STYLES = (
    compiled("([一二三四五六七八九十]{1,3})、"),
    compiled("[（(]([一二三四五六七八九十]{1,3})[）)]"),
    compiled("(\\d{1,2})(?:[、．]|\\.(?!\\d))"),
    compiled("[（(](\\d{1,2})[）)]"),
    compiled("([①②③④⑤⑥⑦⑧⑨⑩])"),
)
FIRST_IN_LINE = 2  # the styles from here on also number items within one paragraph
BOUNDARY = "。；;，,：: 　\t"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
DIGITS = "一二三四五六七八九"
NO_PARTS = frozenset({Kind.PERCENT, Kind.POINTS, Kind.TIMES, Kind.DURATION})
MOST_LINES = 80  # paragraphs a list may be spread over
LONGEST = 90  # characters of a plain item
LABEL = 40  # characters in front of the amount of a plain item
NAME = 16  # characters in front of the amount that opens a paragraph
MOST_DIVIDED = 4  # paragraphs that divide a whole by their names


class Mark(NamedTuple):
    """The number in front of an item."""

    level: int
    ordinal: int
    end: int


def itemised_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """The sum that every opening paragraph asserts with its items."""
    for index, line in enumerate(lines[:-1]):
        if line.quantities and line.text.rstrip("　 ").endswith(ENDS):
            claim = _claim(lines, index)
            if claim is not None:
                yield claim


def _claim(lines: Sequence[Line], index: int) -> Claim | None:
    line = lines[index]
    tail = line.text[-40:].rstrip("：:　 ")
    cue = CUE.search(tail)
    if cue is None:
        return None
    position = len(line.text[:-40]) + cue.start()
    wholes = [q for q in line.between(max(0, position - 80), position) if q.kind not in NO_PARTS and not is_change(line, q)]
    if not wholes:
        return None
    total = wholes[-1]
    first = mark_of(lines[index + 1].text)
    if first is None:
        terms, traits = _plain(lines, index, total), {"itemised", "labelled"}
        if len(terms) < 2:
            terms, traits = _divided(lines, index, total), {"partition", "labelled"}
    else:
        terms, traits = _numbered(lines, index, first.level, total), {"numbered", "labelled"}
    if len(terms) < 2:
        return None
    if cue.group(1):
        traits.add("partial")
    reading = Reading(Operation.SUM, tuple(terms))
    return Claim(ClaimKind.SUM, line.fact(total), (reading,), (cue.group().strip("主要"),), frozenset(traits), source=line.source)


def mark_of(text: str, start: int = 0) -> Mark | None:
    """The number that a paragraph begins with, or that stands at `start`."""
    for level, style in enumerate(STYLES):
        found = style.match(text, start)
        if found:
            return Mark(level, _ordinal(found.group(1)), found.end())
    return None


def _ordinal(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text in CIRCLED:
        return CIRCLED.index(text) + 1
    tens, ten, ones = text.rpartition("十")
    return (DIGITS.find(tens) + 1 if tens else 1) * 10 * bool(ten) + DIGITS.find(ones) + 1


def _numbered(lines: Sequence[Line], index: int, level: int, total: Quantity) -> list[Term]:
    """The first amount of every item; none when a number is missing, or an item without an amount."""
    head = mark_of(lines[index].text)
    terms: list[Term] = []
    for line in lines[index + 1 : index + 1 + MOST_LINES]:
        mark = mark_of(line.text)
        if mark is not None and (
            mark.level < level or (head is not None and mark.level == head.level) or (mark[:2] == (level, 1) and terms)
        ):
            break
        amounts = [quantity for quantity in line.quantities if like(quantity, total) and not is_change(line, quantity)]
        marks = _marks(line, level)
        for place, (ordinal, start) in enumerate(marks):
            stop = marks[place + 1][1] if place + 1 < len(marks) else len(line.text)
            amount = next((q for q in amounts if start <= q.start < stop and q.high is None), None)
            if ordinal != len(terms) + 1 or amount is None:
                return []
            terms.append(Term(line.fact(amount)))
        if len(terms) > MAX_ITEMS:
            return []
    return terms


def _marks(line: Line, level: int) -> list[tuple[int, int]]:
    """The numbers of a level in a paragraph, with where their items begin."""
    style: re.Pattern[str] = STYLES[level]
    if level < FIRST_IN_LINE:
        found = style.match(line.text)
        return [(_ordinal(found.group(1)), found.end())] if found else []
    return [
        (_ordinal(found.group(1)), found.end())
        for found in style.finditer(line.text)
        if not found.start() or line.text[found.start() - 1] in BOUNDARY
    ]


def _plain(lines: Sequence[Line], index: int, total: Quantity) -> list[Term]:
    """The amounts of plain items: short lines that all end with a semicolon but the last, behind which a number or a new paragraph begins."""
    terms: list[Term] = []
    for line in lines[index + 1 : index + 1 + MAX_ITEMS]:
        text = line.text.rstrip("　 ")
        amount = next(iter(line.quantities), None)
        if len(text) > LONGEST or mark_of(text) or amount is None or not 0 < amount.start <= LABEL or not like(amount, total):
            return terms if mark_of(text) else []
        terms.append(Term(line.fact(amount)))
        if text.endswith("。"):
            return terms
        if not text.endswith(("；", ";")):
            return []
    return []


def _divided(lines: Sequence[Line], index: int, total: Quantity) -> list[Term]:
    """The amounts of paragraphs that each open with a name and its amount, if the names are those of a whole's parts."""
    terms: list[Term] = []
    for line in lines[index + 1 : index + 1 + MOST_DIVIDED]:
        amount = next(iter(line.quantities), None)
        if amount is None or amount.start > NAME or amount.high is not None or not like(amount, total) or is_change(line, amount):
            break
        terms.append(Term(line.fact(amount)))
    return terms if len(terms) > 1 and labels_divide([term.fact.what for term in terms]) else []
