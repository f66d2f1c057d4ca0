"""Sums told in prose: a total and the list that makes it up.

The list stands behind its total (其中, 包括, 由…组成, 分别为, a bracket, numbered paragraphs) or before it (共计, 合计, 以上三项合计). A list is
tried in every grouping its wording allows; what speaks for its being complete is recorded as traits, and only the rule weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice

from auditor.extract.lines import HAN, NUMERAL, Line, like
from auditor.extract.relations.alike_labels import whole_by_names
from auditor.extract.relations.alike_measures import measure_sums
from auditor.extract.relations.bases import is_threshold
from auditor.extract.relations.bracketed import bracketed_total, in_the_open
from auditor.extract.relations.change_lists import change_sums
from auditor.extract.relations.closed_sets import closed_sets
from auditor.extract.relations.counted_rows import counted_rows
from auditor.extract.relations.divided_before import divided_before_claims
from auditor.extract.relations.enumerations import ordinal
from auditor.extract.relations.itemised import itemised_claims
from auditor.extract.relations.list_words import COUNTERS, is_shared, wording, words_of_total
from auditor.extract.relations.lists import (
    MAX_ITEMS,
    ORDINALS,
    Item,
    fold,
    is_cars_and_guests,
    is_change,
    is_nearer,
    is_row,
    items_between,
    labels_divide,
    of_one_unit,
    readings,
    style_of,
    traits,
)
from auditor.extract.relations.open_sums import open_sums
from auditor.extract.relations.parallel_lists import counted_parts, second_list
from auditor.extract.relations.subsets import subset_claims
from auditor.extract.seldom import adjusted_budget, next_totals, settlement_claims
from auditor.extract.stops import Stops
from auditor.extract.words import begun
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

LIST_CUE = compiled(
    "按[一-龥]{2,8}(?:划分|分类|分为|来看|看|区分|列示|分)(?![别管析布配步期])[一-龥]{0,4}|分[一-龥]{1,6}看|从[一-龥]{1,6}看|其中|主要包括|包括|分别(?:[为是]|支出|完成|投入|安排|下达|拨付)|主要[为是]|主要有|分项(?:情况)?[为是：:]|由|构成[为是：:]|组成[：:]|具体[为是]|如下[：:]|含：|有："
)
YARDSTICK = compiled("预算|计划|目标|任务|控制|限额")
TOTAL_CUE = compiled("共计|合计|总计|总共|累计共|共")
TOTAL_STARTS = "共合总累"
TOTAL_AHEAD = compiled(f"(?:{TOTAL_CUE.pattern})(?=[^，。；、,;（(]{{0,13}}{NUMERAL.pattern})")  # with a number in the next characters
SUMMED_UP = compiled(f"(?:以上|上述|前述|这)(?:{HAN}|\\d| ){{0,10}}?(?:共计|合计|总计|累计|共){HAN}{{0,6}}$")
FILLERS = compiled("[，,：:。\\s　（(]*")
NO_PARTS = frozenset({Kind.PERCENT, Kind.POINTS, Kind.TIMES, Kind.DURATION})
CLAUSE_STOPS = Stops("。；;")
FULL_MARKS = compiled("满分|总分|分值|权重")
HUNDRED = 100
MAX_RUNS = 12  # beginnings that are tried for a list before its total
MAX_CUES = 200  # list cues of one paragraph
FEWEST_CLOSED = 3  # amounts of a list with its total
NEAR_TOTAL = 60  # characters before a total that may hold another one
OPENING = 40  # characters of a paragraph in which a total of those before it stands
ITEM = 60  # characters of a numbered item in front of a list cue
WINDOW = 1500  # characters a list may span


def sum_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """All sums that the paragraphs assert."""
    yield from itemised_claims(lines)
    yield from divided_before_claims(lines)
    several = [line for line in lines if len(line.quantities) > 1]
    text = "\n".join([line.text for line in several])
    yield from settlement_claims(text, several)
    yield from change_sums(several)
    yield from (*closed_sets(several), *counted_rows(several))
    yield from subset_claims(several)
    listed: dict[int, set[int]] = {}  # by block the places of the totals that have a list
    for line in several:
        seen = listed[line.block] = set()
        yield from _lists_behind(line, seen)
        yield from _totals_behind(line, seen)
        yield from open_sums(line, seen)
    yield from next_totals(text, several)
    yield from measure_sums(several)
    yield from adjusted_budget(text, several)
    yield from _paragraphs_before(lines, listed)


# ----------------------------------------------------------------------------------------------------- the list behind


def _lists_behind(line: Line, seen: set[int]) -> Iterator[Claim]:
    text = line.text
    for match in islice(LIST_CUE.finditer(text), MAX_CUES):
        cue = match.group().strip("：:")
        if cue.startswith("按"):
            cue = "按…分"
        end = _composed_end(line, match.end()) if cue == "由" else _scope_end(line, match)
        if end is None:
            continue
        total = _total_before(line, match.start(), match.end(), end, seen)
        if total is None:
            continue
        items = _own_items(line, total, match, items_between(line, match.end(), end, total))
        closing = _closing_total(line, items)
        items = of_one_unit(total, items[:closing])
        total = _summed(line, total, items)
        again = total.start in seen
        if not again or cue == "按…分":  # one whole may be divided in several ways
            lead = text[match.end() : items[0].quantity.start] if items else ""
            if "分别" in lead:  # 其中春季、秋季分别为…
                cue, lead = "分别", lead[: lead.index("分别")]
            claim = _claim(line, total, items, cue, text[total.end : match.end()] + lead)
            if claim is not None:
                if closing is not None:
                    claim = claim._replace(traits=claim.traits | {"total-after"})
                if again:
                    yield claim._replace(traits=claim.traits | {"divided-again"})
                    continue
                seen.add(total.start)
                second = second_list(line, total, fold(items), end, cue)
                if second is not None and second.stated.quantity.start not in seen:
                    seen.add(second.stated.quantity.start)
                    claim = claim._replace(traits=claim.traits | {"parallel"})
                    yield second
                yield claim
    if "（" in text or "(" in text:
        yield from _bracketed_lists(line, seen)


def _bracketed_lists(line: Line, seen: set[int]) -> Iterator[Claim]:
    """A total with its parts in brackets right behind it: 9.3 亿元（甲 3.8 亿元、乙 5.5 亿元）."""
    for total in line.quantities:
        if line.text[total.end : total.end + 1] in ("（", "(") and total.start not in seen:
            close = _closing(line.text, total.end)
            items = items_between(line, total.end + 1, close, total)
            claim = _claim(line, total, items, "（）", "") if close - total.end < WINDOW else None
            if claim is not None:
                seen.add(total.start)
                yield claim
                yield from counted_parts(line, total, items)


def _composed_end(line: Line, start: int) -> int | None:
    """Where the list of 由…组成 ends; None when the sentence has no 组成 behind its 由."""
    _, end = line.sentence(start)
    found = compiled("组成|构成").search(line.text, start, min(end, start + WINDOW))
    if found is None:
        return None
    return end if line.text[found.end() : found.end() + 1] in ("：", ":") else found.start()


def _total_before(line: Line, cue: int, start: int, end: int, seen: Container[int] = ()) -> Quantity | None:
    """The amount a list cue speaks of: the nearest before it that is like the list's first amount and neither a change nor a rate.

    It stands in the cue's own sentence, or in the one before when the cue opens a sentence; the totals in `seen` have a list already.
    """
    first = next((quantity for quantity in line.between(start, end) if quantity.kind not in NO_PARTS), None)
    if first is None:
        return None
    crossed = False
    counter: Quantity | None = None  # 一般、较大、重大三类，分别为: the number of names, if a total stands before it
    for quantity in reversed(line.between(max(0, cue - 80), cue)):
        gap = line.text[quantity.end : cue]
        stops = gap.count("。") + gap.count("；") + gap.count(";")
        opening = CLAUSE_STOPS.tail(gap)
        divided = line.text.startswith("按", cue) and (len(opening) <= 8 or quantity.value < first.value or quantity.start in seen)
        if stops > 1 or (stops == 1 and not FILLERS.fullmatch(opening) and not divided):
            return counter
        if quantity.kind in NO_PARTS or not like(quantity, first) or (quantity.value < first.value and stops):
            crossed = True
            continue
        if is_change(line, quantity) or is_threshold(line, quantity):
            continue
        if (
            counter is None
            and quantity.unit in COUNTERS
            and (FILLERS.fullmatch(gap) or line.text[: quantity.start].endswith(("分", "为", "成")))
        ):
            counter = quantity
            continue
        return counter if crossed and len(gap) > (80 if line.text.startswith("按", cue) else 45) else quantity
    return counter


def _own_items(line: Line, total: Quantity, cue: re.Match[str], items: list[Item]) -> list[Item]:
    """The items up to one behind a semicolon that is called what the total is called: 投资 4 亿元，分别为……；前期项目投资 2 亿元.

    从用途看 opens a list only if the list stands right behind it.
    """
    if cue.group().startswith("从") and not is_row(items, cue.end()):
        return []
    if not items or items[-1].group == items[0].group:
        return items
    name = line.label(total)
    following = (at for at, item in enumerate(items) if item.group != items[0].group and item.label and item.label == name)
    return items[: next(following, len(items))]


def _closing_total(line: Line, items: Sequence[Item]) -> int | None:
    """Where a list ends in a total of its own that it adds up to: 支出 254 万元，其中甲 148 万元、乙 96 万元，合计 244 万元."""
    if len(items) < FEWEST_CLOSED:
        return None
    last = items[-1].quantity
    if TOTAL_CUE.search(line.text, items[-2].quantity.end, last.start) is None:
        return None
    return len(items) - 1 if sum(item.quantity.value for item in items[:-1]) == last.value else None


def _summed(line: Line, total: Quantity, items: Sequence[Item]) -> Quantity:
    """The amount a list makes up: of two that stand before it (造林 31.4 万亩，超过 31 万亩的任务，其中……) the one it adds up to."""
    if not items:
        return total
    computed = sum(item.quantity.value for item in items)
    if computed == total.value:
        return total
    before = line.between(max(line.sentence(total.start)[0], total.start - NEAR_TOTAL), total.start)
    others = [other for other in reversed(before) if like(other, total) and not is_change(line, other)]
    if YARDSTICK.search(line.label(total)):  # 支出 20 万元，预算 22 万元，……。其中: what was spent, if it comes nearer
        others.sort(key=lambda other: abs(other.value - computed))
        nearest = next((other for other in others if not YARDSTICK.search(line.label(other))), total)
        return min(nearest, total, key=lambda other: abs(other.value - computed))
    return next((other for other in others if other.value == computed), total)


def _scope_end(line: Line, cue: re.Match[str]) -> int:
    """Where the list behind a cue ends at the latest: the closing bracket it stands in, or the end of its sentence.

    A numbered list goes on over sentence ends as long as the next sentence begins with a number.
    """
    text = line.text
    low = max(0, cue.start() - 12)
    bracket = max(text.rfind("（", low, cue.end()), text.rfind("(", low, cue.end()))
    if bracket >= 0 and "）" not in text[bracket : cue.start()] and ")" not in text[bracket : cue.start()]:
        return _closing(text, bracket)
    limit = min(len(text), cue.start() + WINDOW)
    _, end = line.sentence(cue.end())
    while end < limit and ORDINALS.match(text, end):
        following = line.sentence(end)[1]
        if following <= end:
            break
        end = following
    return _item_end(text, cue, min(end, limit))


def _item_end(text: str, cue: re.Match[str], end: int) -> int:
    """Where the numbered item that holds the cue ends, for ②甲 90 万元，其中：……；③: the list behind the cue goes no further."""
    low = max(0, cue.start() - ITEM)
    low = max(low, text.rfind("。", low, cue.start()) + 1)
    own = None
    for marker in ORDINALS.finditer(text, low, cue.start()):
        own = marker
    if own is not None:
        for following in ORDINALS.finditer(text, cue.end(), end):
            if (
                style_of(own.group()) == style_of(following.group())
                and ordinal(following.group()) == ordinal(own.group()) + 1
                and text[following.start() - 1] in "；;，,"
            ):
                return following.start()
    return end


def _closing(text: str, opening: int) -> int:
    """The offset of the bracket that closes the one at `opening`; the window's end when there is none."""
    depth = 0
    limit = min(len(text), opening + WINDOW)
    for position in range(opening, limit):
        if text[position] in "（(":
            depth += 1
        elif text[position] in "）)":
            depth -= 1
            if depth == 0:
                return position
    return limit


def _claim(line: Line, total: Quantity, items: Sequence[Item], cue: str, gap: str) -> Claim | None:
    """The claim that `items` make up `total`; `gap` is the wording between the total and its list."""
    if len(items) < 2 or total.high is not None:
        return None
    folded = fold(items)
    found = readings(line, items, folded)
    own = [item for item in items if item.group == items[0].group]
    if 1 < len(own) < len(items):
        alone = fold(own)
        if labels_divide([item.label for item in own]) or is_nearer(total, alone, folded):
            items, folded = own, alone  # 人员经费 a 和公用经费 b；项目支出 c: c is no part of what a and b make up
            found = *readings(line, items, folded), *found
    if not found:
        return None
    told = folded if len(folded) > 1 else items
    marks = {*traits(line, total, told), *wording(line, total, items, cue, gap)}
    if is_cars_and_guests(line, total, told):
        marks.add("partition")
    if total.kind is Kind.SCORE and total.number == HUNDRED and "even" in marks and FULL_MARKS.search(line.label(total)):
        cue = line.label(total)  # 满分 100 分，其中决策 20 分、……
        marks |= {"weights", "level", "prose"}
    if not marks & {"partial", "vague"} and total.bound is Bound.EXACT:
        marks.update(whole_by_names(line, total, told))
    return Claim(ClaimKind.SUM, line.fact(total), found, (cue,), frozenset(marks), source=line.source)


# ----------------------------------------------------------------------------------------------------- the total behind


def _totals_behind(line: Line, seen: set[int]) -> Iterator[Claim]:
    """A total that follows its parts: 行政编制 22 名、事业编制 36 名，共计 58 名."""
    text = line.text
    for match in islice(begun(TOTAL_AHEAD, TOTAL_STARTS, text), MAX_CUES):
        total = next(iter(line.between(match.end(), match.end() + 14)), None)
        if total is None or total.start in seen or total.high is not None:
            continue
        lead = text[match.end() : total.start]
        if any(stop in lead for stop in "，。；、,;（("):
            continue
        start = max(line.sentence(match.start())[0], match.start() - 300)
        before = line.between(start, match.start())
        words = words_of_total(line, match.start())
        if len(before) < 2 or not is_shared(words, [text[start : before[-1].start]]):  # to read the parts takes long
            continue
        every = items_between(line, start, match.start(), total)
        items = in_the_open(line, every, match.start())
        if len(items) < 2 or not is_shared(words, [item.label for item in items]):
            continue
        runs = [items[first:] for first in range(len(items) - 1)][-MAX_RUNS:]
        natural = next((run for run in runs if run[0].group == run[-1].group), runs[0])
        ordered = [natural, *(run for run in runs if run is not natural)]
        folded = fold(natural)
        if 1 < len(folded) < len(natural):
            ordered.append(folded)
        if len(every) > len(items):
            ordered.append(every)
        sums = tuple(
            Reading(
                Operation.SUM, tuple(Term(line.fact(item.quantity, item.label)) for item in run), name="列举起于后几项" if position else ""
            )
            for position, run in enumerate(ordered)
        )
        marks = {*traits(line, total, natural), "total-after-gong" if match.group() == "共" else "total-after"}
        seen.add(total.start)
        second = bracketed_total(line, total, items, every)
        if second is not None:
            seen.add(second.stated.quantity.start)
            marks.add("parallel")
            yield second
        yield Claim(ClaimKind.SUM, line.fact(total), sums, (match.group(),), frozenset(marks), source=line.source)


# --------------------------------------------------------------------------------------------- the list in other paragraphs


def _paragraphs_before(lines: Sequence[Line], listed: Mapping[int, Container[int]]) -> Iterator[Claim]:
    """以上三项合计 T behind numbered paragraphs, one amount each; the totals in `listed` have a list already."""
    for index, line in enumerate(lines):
        if not line.quantities or line.quantities[0].start > OPENING:
            continue
        total = line.quantities[0] if line.quantities[0].kind is not Kind.COUNT or len(line.quantities) == 1 else line.quantities[1]
        if total.start <= OPENING and total.start not in listed.get(line.block, ()) and SUMMED_UP.search(line.text[: total.start]):
            claim = _summed_up(lines, index, total)
            if claim is not None:
                yield claim


def _summed_up(lines: Sequence[Line], index: int, total: Quantity) -> Claim | None:
    """A total with the first amounts of the numbered paragraphs before it."""
    line = lines[index]
    terms: list[Term] = []
    for other in reversed(lines[max(0, index - MAX_ITEMS) : index]):
        if not BEGINS_ITEM.match(other.text):
            break
        first = next((quantity for quantity in other.quantities if like(quantity, total) and not is_change(other, quantity)), None)
        if first is None:
            break
        terms.insert(0, Term(other.fact(first)))
    announced = compiled("([两二三四五六七八九十]|\\d{1,2})\\s*(?:项|类|部分|款|笔)").search(line.text[: total.start])
    if len(terms) < 2:
        return None
    marks = {"total-after", "labelled"} | ({"counted"} if announced else set())
    reading = Reading(Operation.SUM, tuple(terms))
    return Claim(ClaimKind.SUM, line.fact(total), (reading,), ("以上",), frozenset(marks), source=line.source)


BEGINS_ITEM = compiled(
    "[①②③④⑤⑥⑦⑧⑨⑩]|[（(](?:\\d{1,2}|[一二三四五六七八九十]{1,2})[）)]|(?:\\d{1,2}|[一二三四五六七八九十]{1,2})[、.．]|[一二三四五六七八九十]是"
)
