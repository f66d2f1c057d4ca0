"""What the tests of readers share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.model import Table
from auditor.read import read_text


def _tables(lines: list[str]) -> list[list[list[str]]]:
    document = read_text("\n".join(lines), "样例.txt")
    found = [block for block in document.blocks if isinstance(block, Table)]
    for table in found:
        for row in table.rows:
            for cell in row:
                span = cell.passage.span
                assert cell.text == document.text[span.start : span.end]
    return [[[cell.text for cell in row] for row in table.rows] for table in found]


@pytest.fixture(scope="session")
def tables() -> Callable[[list[str]], list[list[list[str]]]]:
    """The cells of all tables in some lines; every cell stands where it says it does."""
    return _tables
