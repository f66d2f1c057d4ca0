"""Pairs of passages that may contradict each other: what a model is asked about. They share rare words, and disagree in a sign or number.

Which pairs these are is decided here and is the same in each run; a model never sees the whole text and is never asked to look for more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.llm.excerpts import Scanned
from auditor.model import Kind, Span
from auditor.patterns import compiled
from auditor.records import NamedTuple

MOST_PAIRS = 24
_MOST_OF_ONE = 3  # pairs in which one passage takes part
_SHORTEST, _LONGEST = 8, 160  # characters of a passage
_GRAM = 3  # characters
_COMMON = 8  # passages that share a gram; what more of them share is the report's subject
_FEWEST_SHARED = 3  # grams: five characters in a row
_SAME = 0.8  # share of grams in common: a repetition
_TEXT = compiled("[\u4e00-\u9fff]+")
# Words that turn a statement round: a pair of which one side alone has them is worth a question.
_TURNS = tuple(
    compiled(words)
    for words in (
        "未|没有|没|从不|不曾|无法|无需|不足|不够|不到位|不健全|缺乏|缺失|滞后|延期|逾期|欠缺|空白",
        "停用|闲置|停工|暂停|取消|终止|尚在|正在|仍在",
        "委托|外包|第三方|购买服务",
        "首次|第一次|新开展",
        "部分|个别|少数",
    )
)
_NO_KINDS = frozenset({Kind.DATE, Kind.NUMBER, Kind.SCORE})  # of which different ones are no contradiction


class Passage(NamedTuple):
    """A sentence of the report."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.line.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        return self.line.span(self.start, self.end)


class Pair(NamedTuple):
    """Two passages, in the order of the document."""

    a: Passage
    b: Passage


def pairs(source: Scanned) -> list[Pair]:
    """The pairs most worth a question, best first."""
    found = list(_passages(source.lines))
    grams = [_grams(passage.text) for passage in found]
    holders: dict[str, list[int]] = {}
    for index, own in enumerate(grams):
        for gram in own:
            holders.setdefault(gram, []).append(index)
    shared: Counter[tuple[int, int]] = Counter()
    weights: Counter[tuple[int, int]] = Counter()
    for gram in sorted(holders):
        indexes = holders[gram]
        if len(indexes) > _COMMON:
            continue
        for position, a in enumerate(indexes):
            for b in indexes[position + 1 :]:
                shared[a, b] += 1
                weights[a, b] += 100 // len(indexes)
    ranked = []
    for (a, b), count in shared.items():
        if count < _FEWEST_SHARED or count > _SAME * min(len(grams[a]), len(grams[b])):
            continue
        odds = _at_odds(found[a], found[b])
        if odds:
            is_near = source.chapters.get(found[a].line.section) == source.chapters.get(found[b].line.section)
            ranked.append((-weights[a, b] * (odds + is_near), a, b))
    return [Pair(found[a], found[b]) for a, b in _spread(sorted(ranked))]


def _spread(ranked: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """The best pairs, none of them with a passage that takes part in many."""
    taken: Counter[int] = Counter()
    count = 0
    for _, a, b in ranked:
        if count < MOST_PAIRS and taken[a] < _MOST_OF_ONE and taken[b] < _MOST_OF_ONE:
            taken[a] += 1
            taken[b] += 1
            count += 1
            yield a, b


def _passages(lines: Sequence[Line]) -> Iterator[Passage]:
    for line in lines:
        start = 0
        for end in [*line.breaks, len(line.text)]:
            lead = len(line.text[start:end]) - len(line.text[start:end].lstrip())
            if _SHORTEST <= end - start - lead <= _LONGEST:
                yield Passage(line, start + lead, end)
            start = end


def _grams(text: str) -> frozenset[str]:
    return frozenset(run[at : at + _GRAM] for run in _TEXT.findall(text) for at in range(len(run) - _GRAM + 1))


def _at_odds(a: Passage, b: Passage) -> int:
    """How much two passages disagree: in a word that turns one of them round, or in a number of one unit; 0 if in neither."""
    turned = sum(1 for words in _TURNS if (words.search(a.text) is None) is not (words.search(b.text) is None))
    ours, theirs = _numbers(a), _numbers(b)
    return turned * 2 + any(ours[unit] != theirs[unit] for unit in ours.keys() & theirs.keys())


def _numbers(passage: Passage) -> dict[str, frozenset[str]]:
    """The numbers of a passage by their units."""
    found: dict[str, set[str]] = {}
    for quantity in passage.line.between(passage.start, passage.end):
        if quantity.kind not in _NO_KINDS:
            found.setdefault(quantity.unit, set()).add(quantity.digits)
    return {unit: frozenset(digits) for unit, digits in found.items()}
