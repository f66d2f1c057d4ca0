"""A sheet of an .xlsx workbook, read in one pass: what its cells show and store, what is merged, what is hidden."""

from __future__ import annotations

import re

from auditor.model import AuditError, Stored
from auditor.read.sheets.formulas import column_number, moved
from auditor.read.sheets.number_formats import GENERAL, Shown, shown, shown_text
from auditor.read.sheets.package import Handlers, Package
from auditor.read.sheets.sheet import MOST_CELLS, Merged, Sheet, SheetCell, too_many_cells, uncovered
from auditor.read.sheets.workbook import SheetPart, TextCollector, Workbook, is_true

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_STYLED = 3_000_000  # cells, most of them empty: whole columns with a format
_MOST_MERGED = 20_000
_MOST_COLUMNS = 16_384
_LONGEST_FORMULA = 8192


def read_sheet(package: Package, workbook: Workbook, part: SheetPart) -> Sheet:
    """The sheet of a part. Raises AuditError when it has too many cells."""
    walk = _Walk(workbook)
    package.parse(part.part, Handlers(walk.start, walk.end, walk.text))
    cells = walk.cells
    rows = {row for row, _ in cells}
    columns = {column for _, column in cells}
    # Writers that do not calculate store nothing, or 0, and ask for a calculation on opening.
    stale = workbook.recalculates and walk.formulas and not walk.results
    if stale:
        for place in walk.formulas:
            cells.pop(place, None)
    covered = uncovered(cells, walk.merged)
    return Sheet(
        part.name,
        cells,
        walk.merged,
        part.hidden,
        frozenset(walk.hidden_rows & rows),
        frozenset(walk.hidden_columns & columns),
        walk.uncalculated + (len(walk.formulas) if stale else 0),
        walk.failed,
        covered,
    )


class _Walk:
    """Takes note of the elements of a sheet."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: list[tuple[str, dict[str, Shown]]] = [
            (code, {}) for code in workbook.formats or [GENERAL]
        ]  # with what was shown before, by what was stored
        self.cells: dict[tuple[int, int], SheetCell] = {}
        self.merged: list[Merged] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.uncalculated = self.failed = 0
        self.formulas: list[tuple[int, int]] = []  # of which the result is stored
        self.results = 0  # of these, those that are not 0
        self._shared: dict[str, tuple[str, int, int]] = {}
        self._columns: dict[str, int] = {}  # by their letters
        self._row = self._column = self._styled = 0
        self._kind = self._value = self._formula = ""
        self._style = 0
        self._has_formula = False
        self._share = ""  # the shared formula that the cell takes part in
        self._collected: list[str] | None = None
        self._inline = TextCollector()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._cell(attributes)
        elif tag == "v":
            self._collected = []
        elif tag == "f":
            self._collected = []
            self._has_formula = True
            self._share = attributes.get("si", "") if attributes.get("t") == "shared" else ""
        elif tag == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
            if is_true(attributes.get("hidden")):
                self.hidden_rows.add(self._row)
        elif tag == "col":
            if is_true(attributes.get("hidden")):
                last = min(int(attributes.get("max", "0")), _MOST_COLUMNS)
                self.hidden_columns.update(range(max(int(attributes.get("min", "1")), 1), last + 1))
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            self._inline.start(tag)

    def text(self, text: str) -> None:
        if self._collected is not None:
            self._collected.append(text)
        else:
            self._inline.add(text)

    def end(self, tag: str) -> None:
        if tag == "v" and self._collected is not None:
            self._value, self._collected = "".join(self._collected), None
        elif tag == "f" and self._collected is not None:
            self._formula, self._collected = "".join(self._collected)[:_LONGEST_FORMULA], None
        elif tag == "c":
            self._keep()
        else:
            self._inline.end(tag)

    def _cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        letters = reference.rstrip("0123456789") if reference else ""
        if reference and letters:
            column = self._columns.get(letters)
            if column is None:
                column = self._columns[letters] = (
                    column_number(letters) if letters.isascii() and letters.isalpha() and len(letters) < 4 else 1
                )
            self._column = column
            self._row = int(reference[len(letters) :])
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s") or 0)
        self._value = self._formula = self._share = ""
        self._has_formula = False
        self._styled += 1
        if self._styled > _MOST_STYLED:
            raise AuditError("工作表里设了格式的单元格太多，不像一份报告；请把报告复制到新的工作簿后再审")

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, stop = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if start and stop and len(self.merged) < _MOST_MERGED:
            self.merged.append(Merged(int(start[2]), column_number(start[1]), int(stop[2]), column_number(stop[1])))

    def _keep(self) -> None:
        """Take note of the cell that has just ended."""
        if not self._value and not self._has_formula and not self._inline.pieces:
            return
        place = self._row, self._column
        formula = self._whole_formula() if self._has_formula else ""
        if self._has_formula and not self._value and self._kind != "str":
            self.uncalculated += 1
            return
        cell = self._shown(formula)
        if formula and cell.stored is not None:
            self.formulas.append(place)
            self.results += bool(cell.stored.number)
        if cell.text:
            self.cells[place] = cell
            if len(self.cells) > MOST_CELLS:
                raise too_many_cells()

    def _shown(self, formula: str) -> SheetCell:
        kind, value = self._kind, self._value
        code, known = self._formats[self._style if 0 <= self._style < len(self._formats) else 0]
        if kind == "n" and (number := _number(value)) is not None:
            found = known.get(value)
            if found is None:
                found = known[value] = shown(number, code, from_1904=self._workbook.from_1904)
            return SheetCell(found.text, Stored(found.number, formula) if found.number is not None or formula else None)
        if kind == "s":
            index = int(value)
            text = self._workbook.texts[index] if 0 <= index < len(self._workbook.texts) else ""
        elif kind == "inlineStr":
            text = self._inline.taken()
        elif kind == "b":
            text = "TRUE" if value == "1" else "FALSE"
        else:
            self._inline.taken()
            text = value.partition("T")[0] if kind == "d" else value
            self.failed += kind == "e"
        return SheetCell(shown_text(text, code), Stored(None, formula) if formula else None)

    def _whole_formula(self) -> str:
        """The formula of a cell with its sign; of a shared one as it reads here."""
        formula = self._formula
        if self._share:
            if formula:
                self._shared[self._share] = formula, self._row, self._column
            elif self._share in self._shared:
                formula, row, column = self._shared[self._share]
                formula = moved(formula, self._row - row, self._column - column)
        return f"={formula}" if formula else ""


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None
