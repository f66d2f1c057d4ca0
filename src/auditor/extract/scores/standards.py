"""The printed standard of an indicator, with its place: from its own cell, from the explanation it was merged into, or from a stray sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line
from auditor.extract.scores.rubric_conditions import MEASURES
from auditor.extract.scores.rubrics import listed_points, parse
from auditor.extract.tables.grids import cell_number
from auditor.model import Indicator, Passage, Rubric, RubricKind, Span, Standard
from auditor.patterns import compiled

Row = Sequence[Line]
MOST_PIECES = 12  # rows over which a cell may be continued
_MEASURED = compiled("率|度|比例|比重|占比")  # what ends the name of a measure
_RULE = compiled("得满分|不得分|扣完为止|得分\\s?[=＝]|(?:每|发现|出现|存在|有|缺)[^，。；扣]{0,4}[一1１][^，。；扣]{0,8}扣")
_FEWEST_CELLS = 3  # of a row without a name: standard, full marks, score
_FEWEST = 12  # characters of a cell that may hold a standard merged into something else


class Standards:
    """The standards that the score tables of a document print."""

    def __init__(self, tables: Mapping[int, Sequence[Row]]) -> None:
        self._tables = tables
        # By where they begin: no two that hold something begin at one place.
        self._cells = {cell.passage.origins[0]: cell for rows in tables.values() for row in rows for cell in row if cell.text}
        self._used: set[Span] = set()
        self._starts = {block: [row[0].passage.origins[0] if row else -1 for row in rows] for block, rows in tables.items()}
        self._written: dict[int, tuple[str, Sequence[Line]]] = {}
        self._strays: dict[int, list[Standard]] = {}
        self._rubrics: dict[str, Rubric | None] = {}  # by their text: rows of one table often print the same standard

    def _rubric(self, text: str) -> Rubric | None:
        if text not in self._rubrics:
            self._rubrics[text] = parse(text)
        return self._rubrics[text]

    def row_at(self, block: int, position: int) -> tuple[int, Row]:
        """The row of a table that holds a place of the document, with its index."""
        index = max(0, bisect_right(self._starts[block], position) - 1)
        return index, self._tables[block][index]

    def of(self, record: Indicator) -> Standard | None:
        """The standard of an indicator: its rubric, or its explanation where a damaged table merged the two."""
        for words in (record.rubric, record.description):
            passage = self._passage(record, words)
            if passage is None or (words is record.description and not _is_of_points(passage.text)):
                continue
            rubric = self._rubric(passage.text)
            if rubric is not None:
                self._used.add(passage.span)
                listed = listed_points(passage.text) if rubric.kind is not RubricKind.THRESHOLDS else 0
                if not listed and words is record.rubric and record.description is not None:
                    listed = listed_points(record.description[0])
                return Standard(rubric, passage, listed)
        return self._beside(record)

    def _beside(self, record: Indicator) -> Standard | None:
        """A standard in the column for remarks: 5%以内得满分，每超过1个百分点扣0.5分. A remark that tells what was taken off is none."""
        passage = self._passage(record, record.reason) if record.rubric is None else None
        if passage is None or _RULE.search(passage.text) is None:
            return None
        rubric = self._rubric(passage.text)
        return Standard(rubric, passage) if rubric is not None and (rubric.bands or rubric.kind is RubricKind.RATE) else None

    def place(self, words: tuple[str, Span] | None) -> list[tuple[Line, int, int]]:
        """The whole of the cell that `words` were read from; nothing where they run over several."""
        cell = self._cells.get(words[1].start) if words is not None else None
        return [(cell, 0, len(cell.text))] if cell is not None and words is not None and "\n" not in words[0] else []

    def _passage(self, record: Indicator, words: tuple[str, Span] | None) -> Passage | None:
        """The cell that `words` were read from, joined with the cells below that continue it."""
        if words is None or record.table is None:
            return None
        text, span = words
        cell = self._cells.get(span.start)
        if cell is None:
            return None
        if len(cell.text.strip()) == len(text):
            return cell.passage
        pieces = [cell.passage]
        index, _ = self.row_at(record.table, span.start)
        for row in self._tables[record.table][index + 1 : index + 1 + MOST_PIECES]:
            pieces += [below.passage for below in row if below.column == cell.column and below.text.strip()]
            if len(pieces) > text.count("\n"):
                break
        joined = _joined(pieces)
        return joined if "".join(joined.text.split()) == "".join(text.split()) else None

    def nameless(self, block: int, known: Sequence[int]) -> Iterator[tuple[Line, Line, Standard]]:
        """Rows that lost their name: full marks and score behind a standard. `known` are the places of scores that have one."""
        named = {self.row_at(block, position)[0] for position in known}
        for index, row in enumerate(self._tables[block]):
            if index in named or len(row) < _FEWEST_CELLS:
                continue
            filled = [cell for cell in row if cell.text.strip()]
            if len(filled) < _FEWEST_CELLS:
                continue
            *front, marks, score = filled
            if cell_number(marks) is None or cell_number(score) is None or any(cell_number(cell) is not None for cell in front):
                continue
            rubric = self._rubric(front[-1].text)
            if rubric is not None:
                self._used.add(front[-1].passage.span)
                yield marks, score, Standard(rubric, front[-1].passage, listed_points(front[-1].text))

    def stray(self, block: int, name: str) -> Standard | None:
        """The one sentence of a cell that sets thresholds for what `name` measures, where several rows ran together."""
        if not name.endswith(MEASURES):
            return None
        found = [standard for standard in self._all_strays(block) if all(name.endswith(subject) for subject in _subjects(standard))]
        return found[0] if len(found) == 1 else None

    def _all_strays(self, block: int) -> list[Standard]:
        if block not in self._strays:
            self._strays[block] = [
                Standard(rubric, cell.passage)
                for cell in self.written(block)[1]
                if len(cell.text) >= _FEWEST and _is_of_points(cell.text) and cell.passage.span not in self._used
                for start, end in _sentences(cell.text)
                if _MEASURED.search(cell.text, start, end)
                and (rubric := parse(" " * start + cell.text[start:end])) is not None
                and any(band.subject for band in rubric.bands)
            ]
        return self._strays[block]

    def written(self, block: int) -> tuple[str, Sequence[Line]]:
        """All that is written in a table, and its cells."""
        known = self._written.get(block)
        if known is None:
            cells = [cell for row in self._tables.get(block, ()) for cell in row]
            known = self._written[block] = "\n".join([cell.text for cell in cells]), cells
        return known


def _is_of_points(text: str) -> bool:
    """Whether a text speaks of points, given or taken off."""
    return "扣" in text or "得分" in text or "得满分" in text


def _subjects(standard: Standard) -> set[str]:
    return {band.subject for band in standard.rubric.bands if band.subject}


def _joined(pieces: Sequence[Passage]) -> Passage:
    """Cells one below another as one passage, with a line end between."""
    text = ""
    starts: list[int] = []
    origins: list[int] = []
    for piece in pieces:
        text += "\n" if text else ""
        starts += [len(text) + start for start in piece.starts]
        origins += piece.origins
        text += piece.text
    return Passage(text, tuple(starts), tuple(origins))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in compiled("[。\n]|$").finditer(text):
        if stop.start() > start:
            yield start, stop.start()
        start = stop.end()
