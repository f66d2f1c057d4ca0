"""Grades that a report gives with the scores they follow from, and the bands in which it prints what score earns what grade."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from auditor.extract.about.fields import GRADE
from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.scores.marks import Marks, Role
from auditor.model import Fact, Field, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_WORD = compiled("优秀|良好|不合格|不及格|合格|及格|较差|中等|一般|[优良中差](?!.?[等化势质田心期央部小型学办])")
_NUMBER = "(\\d{1,3}(?:\\.\\d{1,2})?)"
_INCLUSIVE = "\\s?(?:分|%)?\\s?(?:[（(]不?含[^（()）]{0,6}[）)])?\\s?分?"
_TWO_DIGITS = compiled("\\d{2}")
_GRADED = {"优秀": "优", "良好": "良", "中等": "中", "合格": "中", "及格": "中", "一般": "中", "较差": "差", "不合格": "差", "不及格": "差"}
_OF_TABLE = compiled(
    "(?:评分|评价|自评|得分|打分)表\\s?[（(][^（()）]{0,6}等[级次][：:为][^（()）]{1,6}[）)]\\s*$"
)  # its heading grades the whole
_LEVELS = ("等级", "级别", "等次", "档次", "结论", "评定")
_FEWEST_BANDS = 3  # grades that a sentence must set out to be a scale
_LONGEST_SCALE = 1500  # characters of a paragraph that sets one out
_LONGEST_SENTENCE = 400
_BESIDE = compiled('分?[，,]?[^，。；;,\\d]{0,8}[“"]?')  # between a score and its own grade
_FARTHEST = 24  # characters between a grade and its band
ZERO, WHOLE = Decimal(0), Decimal(100)


class Band(NamedTuple):
    """A range of scores, both ends included, and where it stands."""

    low: Decimal
    high: Decimal
    start: int
    end: int


def grade_of(word: str) -> str:
    """A grade in the words of the national scale: 优 良 中 差."""
    return _GRADED.get(word, word)


def grade_statements(corpus: Corpus, rows: Sequence[tuple[Line, Fact]], fields: Mapping[str, Field], told: Marks) -> list[Statement]:
    """Grades ("grade", with the score in `detail`) and printed bands ("grade-band", with low~high in `detail`).

    `rows` are the grade cells of tables with the score of their row.
    """
    found: list[Statement] = []
    for line in corpus.paragraphs(("优", "良", *_LEVELS)):
        text = line.text
        if "分" not in text and not _TWO_DIGITS.search(text):
            continue
        scale = list(_bands(line)) if "优" in text or "良" in text else []  # of three grades one is among these
        found += scale
        if _may_tell(text):
            found += _grades(line, fields, [band.span for band in scale], told)
    for cell, score in rows:
        if _WORD.fullmatch(cell.text.strip()):
            found.append(_grade(cell.text.strip(), cell.passage.span, cell.section, score.quantity.digits, score.span))
    return found


def _may_scale(text: str) -> bool:
    """False where a text lacks the words of two of the four grades, so that no three can be told."""
    middle, worst = "中" in text or "格" in text or "般" in text, "差" in text or "不合格" in text or "不及格" in text
    return ("优" in text) + ("良" in text) + middle + worst >= _FEWEST_BANDS


def _may_tell(text: str) -> bool:
    """Whether one of the words before a grade stands in a text: a look for each costs less than the pattern."""
    return "等级" in text or "级别" in text or "等次" in text or "档次" in text or "结论" in text or "评定" in text


def _bands(line: Line) -> Iterator[Statement]:
    """The scale that a sentence, or a run of clauses, sets out: one band for each of at least three grades."""
    words = list(_WORD.finditer(line.text)) if len(line.text) <= _LONGEST_SCALE and _may_scale(line.text) else []
    ranges = _ranges(line.text) if len({grade_of(match.group()) for match in words}) >= _FEWEST_BANDS else []
    if len(ranges) < _FEWEST_BANDS:
        return
    pairs = _paired([(match.start(), match.end()) for match in words], ranges)
    grades = {grade_of(line.text[start:end]) for (start, end), _ in pairs}
    if len(grades) < _FEWEST_BANDS:
        return
    for (start, end), band in pairs:
        first, last = min(start, band.start), max(end, band.end)
        yield Statement("grade-band", grade_of(line.text[start:end]), line.span(first, last), line.section, f"{band.low}~{band.high}")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Ranges with two ends, upwards and downwards; compiled for the few reports that print a scale."""
    between = f"{_NUMBER}{_INCLUSIVE}\\s?(?:[-－—–~～至到]{{1,2}}|[≤<＜]\\s?[^\\d≤<＜，。；、]{{0,8}}\\s?[≤<＜]|(?<!分)[，,])\\s?{_NUMBER}(?:\\s?分)?"
    upwards = f"(?:[≥＞>]|大于等于|大于或等于|不低于|高于|达到)\\s?{_NUMBER}|{_NUMBER}{_INCLUSIVE}(?:及其?|\\(含\\)|（含）)?以上"
    downwards = f"(?:[≤＜<]|小于|低于|不足|不满|不到)\\s?{_NUMBER}|{_NUMBER}{_INCLUSIVE}(?:及其?)?以下"
    return (
        compiled(between),
        compiled(upwards),
        compiled(downwards),
    )


def _ranges(text: str) -> list[Band]:
    between, from_, below = _patterns()
    found = []
    for match in between.finditer(text):
        low, high = sorted((Decimal(match[1]), Decimal(match[2])))
        found.append(Band(low, high, match.start(), match.end()))
    taken = [(band.start, band.end) for band in found]
    for pattern, upwards in ((from_, True), (below, False)):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                end = Decimal(match[1] or match[2])
                found.append(Band(end if upwards else ZERO, WHOLE if upwards else end, match.start(), match.end()))
    return sorted((band for band in found if band.high <= WHOLE), key=lambda band: band.start)


def _paired(words: Sequence[tuple[int, int]], ranges: Sequence[Band]) -> list[tuple[tuple[int, int], Band]]:
    """Grades with their bands: 优（90分以上） or 90分以上为优, one order throughout."""
    before = [(word, band) for word in words for band in ranges if 0 <= band.start - word[1] <= _FARTHEST]
    behind = [(word, band) for word in words for band in ranges if 0 <= word[0] - band.end <= _FARTHEST]
    best: list[tuple[tuple[int, int], Band]] = []
    for pairs in (_nearest(before), _nearest(behind)):
        if len(pairs) > len(best) or (len(pairs) == len(best) and _distance(pairs) < _distance(best)):
            best = pairs
    return best


def _nearest(pairs: Sequence[tuple[tuple[int, int], Band]]) -> list[tuple[tuple[int, int], Band]]:
    """Every grade and every band once, the nearest first."""
    kept: list[tuple[tuple[int, int], Band]] = []
    words: set[tuple[int, int]] = set()
    bands: set[Band] = set()
    for word, band in sorted(pairs, key=lambda pair: _distance([pair])):
        if word not in words and band not in bands:
            kept.append((word, band))
            words.add(word)
            bands.add(band)
    return sorted(kept)


def _distance(pairs: Sequence[tuple[tuple[int, int], Band]]) -> int:
    return sum(min(abs(band.start - word[1]), abs(word[0] - band.end)) for word, band in pairs)


# ---------------------------------------------------------------------------------------------------------------- grades


def _grades(line: Line, fields: Mapping[str, Field], scale: Sequence[Span], told: Marks) -> Iterator[Statement]:
    """Every grade that a paragraph gives, with the total score of its sentence, or else of the report."""
    scores = [mark for mark in told.get(line.block, ()) if mark.role in (Role.TOTAL, Role.RESULT)]
    for match in GRADE.finditer(line.text):
        place = line.span(*match.span(1))
        start, end = line.sentence(match.start())
        if (
            end - start > _LONGEST_SENTENCE
            or any(band.start < place.end and place.start < band.end for band in scale)
            or _several(line, start, end, scale)
        ):
            continue
        first, last = (bisect_left(scores, bound, key=lambda mark: mark.quantity.start) for bound in (start, end))
        marks = scores[first:last]
        if len(marks) > 1:  # 甲项目得分98分，等级为“优”；乙项目得分85分，等级为“良”
            marks = [mark for mark in marks if _BESIDE.fullmatch(line.text, mark.quantity.end, match.start(1))]
        if len(marks) == 1:
            quantity = marks[0].quantity
            yield _grade(match[1], place, line.section, quantity.digits, line.span(quantity.start, quantity.end))
        elif not marks and "total_score" in fields and (fields.get("grade", Field("", place)).span == place or _OF_TABLE.search(line.text)):
            yield _grade(match[1], place, line.section, fields["total_score"].value, fields["total_score"].span)


def _several(line: Line, start: int, end: int, scale: Sequence[Span]) -> bool:
    """Whether a sentence speaks of several grades beside the scale it prints: then none of them is the report's for sure."""
    words = [
        (line.span(*found.span()), found[0]) for found in compiled("优秀|良好|不合格|合格|较差|[优良差]").finditer(line.text, start, end)
    ]
    own = {grade_of(word) for place, word in words if not any(band.start < place.end and place.start < band.end for band in scale)}
    return len(own) > 1


def _grade(word: str, place: Span, section: int, score: str, where: Span) -> Statement:
    return Statement("grade", word, place, section, score, (("score", where),))
