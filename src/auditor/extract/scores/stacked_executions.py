"""The fund block of a form whose cells came out one below the other, or as one line of words: 资金总额 / 150 / 150 / 139.5 / 10 / 93% / 9.3.

No table is left of it to read; the full marks, the rate and the score stand side by side in every such form, below a header with 执行率.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.scores.score_rows import Node, Tree
from auditor.extract.words import places
from auditor.model import Fact, Kind, Quantity, Source
from auditor.patterns import compiled

_MARKS, _RATE, _POINTS = "[12]0)(?:\\.0{1,2})?", "\\d{1,3}(?:\\.\\d{1,4})?[%％]", "\\d{1,2}(?:\\.\\d{1,4})?)(?=\\s|$)"
_SCORED = compiled(
    f"(?<=\\s)(?:(?P<marks>{_MARKS}\\s{{1,4}}{_RATE}\\s{{1,4}}(?P<score>{_POINTS}|{_RATE}\\s{{1,4}}(?P<marks_behind>{_MARKS}\\s{{1,4}}(?P<score_behind>{_POINTS})"
)
_HEADER = "执行率"
_REACH = 300  # characters between the header of the block and the row that is scored
_LONGEST = 40  # characters of what is scored, and one behind


def read_stacked_executions(corpus: Corpus, count: int, trees: Sequence[Tree]) -> None:
    """Give the trees that lack it the block of the budget's execution that stands before them in the first `count` lines of a corpus."""
    blocks = list(_blocks(corpus, count))
    floor = 0
    for tree in trees:
        start = min((cell.passage.span.start for cell in tree.layout.cells.values()), default=0)
        above = [node for node in blocks if floor <= node.cell.passage.span.start < start]
        floor = start
        if above and tree.execution is None and not tree.cut:
            tree.execution = above[-1]


def _blocks(corpus: Corpus, count: int) -> list[Node]:
    found = []
    for hit in _hits(corpus.text, corpus.end(count)):
        names = ("marks", "score") if hit["marks"] else ("marks_behind", "score_behind")
        marks, score = (_points(*corpus.at(hit.start(name))) for name in names)
        if marks is not None and score is not None and score.quantity.number <= marks.quantity.number:
            line, _ = corpus.at(hit.start(names[0]))
            node = Node(1, "预算执行", line, line.row)
            node.marks, node.score = marks, score
            found.append(node)
    return found


def _hits(text: str, end: int) -> Iterator[re.Match[str]]:
    """What looks like a scored row within reach of the header before it."""
    behind = 0  # the last stretch that was searched
    for place in places(text, _HEADER):
        start, stop = max(behind, place + len(_HEADER)), min(end, place + _REACH)
        for hit in _SCORED.finditer(text, start, min(end, stop + _LONGEST)):
            if hit.start() > stop:
                break
            yield hit
            behind = hit.end()
        behind = max(behind, stop + 1)


def _points(line: Line, at: int) -> Fact | None:
    """The bare number at a place of a line, as points."""
    quantity: Quantity | None = next((q for q in line.quantities if q.start == at and q.kind in (Kind.NUMBER, Kind.SCORE)), None)
    if quantity is None:
        return None
    points = quantity._replace(unit="分", kind=Kind.SCORE, inherited=True)
    return Fact(points, line.span(points.start, points.end), "预算执行", line.section, source=Source.TABLE)
