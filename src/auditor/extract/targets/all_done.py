"""Summaries that call everything done (各项绩效目标全部完成 · 管网、泵站工程均按计划完成) beside completion rates below 100 %."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from auditor.extract.lines import Line
from auditor.extract.targets.judgements import clause_start
from auditor.model import Bound, Claim, ClaimKind, Kind, Section, Statement
from auditor.patterns import compiled

_EVERYTHING = compiled(
    "(?:全部|全面|均已?|都已?|圆满|如期)[^，。；\\d]{0,4}?(?:完成|实现|达到)了?[^，。；\\d]{0,8}?(?:各项|绩效|年度|全年|既定)[^，。；\\d]{0,8}?(?:目标|任务|指标)"
    "|(?:各项|全部|所有)[^，。；\\d]{0,12}?(?:目标|任务|指标)[^，。；\\d]{0,6}?(?:均|都|全部|全面|已)[^，。；\\d]{0,6}?(?:完成|实现|达成|达标)"
)
_NAMED = compiled("(?:均|都|全部)已?(?:按计划|按期|如期|按时|按要求|全部|全面|顺利|圆满){1,2}(?:完成|完工|建成)")
_SUMMARY_TITLE = compiled("结论|结果|汇总|总体|概述|小结|综述|摘要")
_RESTRICTED = compiled("除|之外|以外|基本|个别|部分|主要|力争|确保|如果|若|未|将|为了|预计|上年|去年|只有")
_BETWEEN = compiled("[、和与及]|以及")
_FEWEST = 2  # characters of a name
_MOST_RATES = 4
_MOST_CLAIMS = 60  # rates below 100 % that are compared
_LONGEST_LIST = 40  # characters of the names before 均按计划完成


def all_done_statements(lines: Sequence[Line], sections: Sequence[Section], claims: Iterable[Claim]) -> Iterator[Statement]:
    """Where a summary and the completion rates that `claims` hold cannot both be true; the rates are the related places."""
    short = list(islice((claim for claim in claims if _is_short(claim)), _MOST_CLAIMS))
    if not short:
        return
    for line in lines:
        if "完成" not in line.text and "实现" not in line.text and "达" not in line.text:
            continue
        everything = _EVERYTHING.search(line.text) if _is_summary(line, sections) else None
        if everything is not None and not _is_restricted(line, everything.start(), everything.end()):
            others = [claim for claim in short if not _stands_in(claim, line)]
            if others:
                yield _statement(line, everything.start(), everything.end(), others)
        for found in _NAMED.finditer(line.text):
            start = clause_start(line.text, found.start(), _LONGEST_LIST)
            names = [_bare(name) for name in _BETWEEN.split(line.text[start : found.start()])]
            meant = [
                claim
                for claim in short
                if not _stands_in(claim, line) and any(len(name) >= _FEWEST and name in _subject(claim) for name in names)
            ]
            if meant and not _is_restricted(line, start, found.end()):
                yield _statement(line, start, found.end(), meant)


def _bare(name: str) -> str:
    return name.strip().removesuffix("工程").removesuffix("项目").removesuffix("任务")


def _is_short(claim: Claim) -> bool:
    """Whether a completion rate below 100 % goes with a result below its target; of money, less may be as planned."""
    if claim.kind is not ClaimKind.COMPLETION or claim.stated.quantity.number >= 100 or not claim.readings:
        return False
    reading = claim.readings[0]
    if len(reading.terms) != 1 or len(reading.over) != 1:
        return False
    actual, target = reading.terms[0].fact.quantity, reading.over[0].fact.quantity
    reverse = any(other.name.startswith("反向") for other in claim.readings)
    return not reverse and actual.kind is not Kind.MONEY and actual.bound is Bound.EXACT and actual.value < target.value


def _subject(claim: Claim) -> str:
    """What a completion rate is of, in the words of its result and its target."""
    reading = claim.readings[0]
    return reading.terms[0].fact.what + "/" + reading.over[0].fact.what


def _is_summary(line: Line, sections: Sequence[Section]) -> bool:
    """Whether a paragraph stands right under a heading of the first level that promises a summary."""
    section = sections[line.section]
    return section.level == 1 and _SUMMARY_TITLE.search(section.title) is not None


def _is_restricted(line: Line, start: int, end: int) -> bool:
    """Whether the sentence, up to the end of the assertion, makes exceptions or speaks of plans."""
    return _RESTRICTED.search(line.text, max(line.sentence(start)[0], start - 60), end) is not None


def _stands_in(claim: Claim, line: Line) -> bool:
    place = line.passage.span
    return place.start <= claim.stated.span.start < place.end


def _statement(line: Line, start: int, end: int, short: Sequence[Claim]) -> Statement:
    related = tuple(("rate", claim.stated.span) for claim in short[:_MOST_RATES])
    rates = "、".join(claim.stated.quantity.text.strip() for claim in short[:_MOST_RATES])
    return Statement("all-done", line.text[start:end], line.span(start, end), line.section, rates, related)
