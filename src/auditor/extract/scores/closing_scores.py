"""Points taken off in the chapter on one indicator, which a sentence with the score closes: ……扣2分；……扣1分。该指标得17分.

What a chapter tells is believed to be all that was taken off only where that is so of other chapters of the same report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.scores.deductions import taken_off
from auditor.model import Award, Fact, Kind, Quantity, Section
from auditor.patterns import compiled

_CLOSES = compiled("(?:该|本|此)(?:一级|二级|三级|类|项)?(?:指标|部分)(?:得分|得)(?:为|是|：)?\\s?$")
_LEAD, _MOST_LINES, _MOST = 24, 60, 60
_FEWEST_RIGHT = 2


def with_closings(awards: Sequence[Award], lines: Sequence[Line], sections: Sequence[Section]) -> list[Award]:
    """The awards, with what the chapters that their scores close say was taken off."""
    by_score = {score.span: index for index, award in enumerate(awards) for score in award.scores}
    told: dict[int, tuple[Fact, ...]] = {}
    right = 0
    for line, score, before in _closings(lines, sections):
        place = by_score.get(line.span(score.start, score.end))
        if place is None or awards[place].full_marks is None or awards[place].taken:
            continue
        parts, whole = taken_off(before)
        if parts and whole is None:
            told[place] = parts
            right += _closes(awards[place], parts)
    if right < _FEWEST_RIGHT:
        return list(awards)
    return [award._replace(taken=told[index]) if index in told else award for index, award in enumerate(awards)]


def _closes(award: Award, parts: Sequence[Fact]) -> bool:
    """Whether what was taken off leaves the score."""
    assert award.full_marks is not None  # only such awards are asked about
    return award.full_marks.quantity.value - sum(fact.quantity.value for fact in parts) == award.scores[0].quantity.value


def _closings(lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[tuple[Line, Quantity, list[tuple[Line, int, int]]]]:
    """The sentences that close a chapter with its score, each with the words since the one before."""
    since: list[tuple[Line, int, int]] = []
    chapter, count = -1, 0
    for line in lines:
        own = _chapter(sections, line.section)
        if own != chapter:
            since, chapter = [], own
        start = 0
        for score in line.quantities:
            if score.kind is not Kind.SCORE or not _CLOSES.search(line.text, max(start, score.start - _LEAD), score.start):
                continue
            yield line, score, [*since, (line, start, score.start)]
            since, start, count = [], score.end, count + 1
            if count == _MOST:
                return
        since.append((line, start, len(line.text)))
        del since[:-_MOST_LINES]


def _chapter(sections: Sequence[Section], index: int) -> int:
    """The section of the first level that holds a line."""
    while (parent := sections[index].parent) is not None and parent:
        index = parent
    return index
