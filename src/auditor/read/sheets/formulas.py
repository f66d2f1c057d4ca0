"""Formulas that many cells share: one is written out, the others say only that it is theirs, moved to their place."""

from __future__ import annotations

import re

from auditor.model.text import letters

# A reference; quoted texts and names of sheets are passed over, and so are names of functions and of columns like LOG10(.
_REFERENCE = re.compile(r"""("[^"]*"|'[^']*')|(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w(.!])""")
_COLUMNS = 16_384
_ROWS = 1_048_576
_BROKEN = "#REF!"


def column_number(letters: str) -> int:
    """The number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def moved(formula: str, rows: int, columns: int) -> str:
    """A formula as it reads in a cell so many rows further down and columns further right: what is not fixed by $ moves along."""

    def shifted(match: re.Match[str]) -> str:
        if match[1] is not None:
            return match[1]
        column = column_number(match[3]) + (0 if match[2] else columns)
        row = int(match[5]) + (0 if match[4] else rows)
        if not (1 <= column <= _COLUMNS and 1 <= row <= _ROWS):
            return _BROKEN
        return f"{match[2]}{letters(column)}{match[4]}{row}"

    return _REFERENCE.sub(shifted, formula)
