"""The page of a rule, which is written in Markdown, becomes lines as a reader wants them: no marks, paragraphs as wide as the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.patterns import compiled
from auditor.report.layout import Line, Piece, pad, width, wrap

_WIDEST = 100  # columns; longer lines are hard to follow
_ITEM = "- "
_HEADING = ("# ", "## ", "### ")
_CODE = compiled("`([^`]*)`")
_RULER = compiled(r"[|\s:-]+")


def page(markdown: str, columns: int) -> Iterator[Line]:
    """The lines of a page: its title, the codes it reports, its sections."""
    columns = min(columns, _WIDEST)
    for block in _blocks(markdown.splitlines()):
        first = block[0]
        if first.startswith("# "):
            yield (Piece(first[2:], "title"),)
        elif first.startswith(_HEADING):
            yield ()
            yield (Piece(first.lstrip("# "), "section"),)
        elif first.startswith("|"):
            yield ()
            yield from _table(block, columns)
            yield ()
        else:
            lead = "  • " if first.startswith(_ITEM) else ""
            yield from wrap(_pieces(_joined(block)), columns, first=(Piece(lead),) if lead else (), indent=len(lead))


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each heading, table, item and paragraph."""
    block: list[str] = []
    for before, line in pairwise(["", *map(str.rstrip, lines), ""]):
        begins = line.startswith((*_HEADING, _ITEM)) or before.startswith(_HEADING) or line.startswith("|") != before.startswith("|")
        if block and (begins or not line):
            yield block
            block = []
        if line:
            block.append(line)


def _joined(lines: Sequence[str]) -> str:
    """One paragraph; between Chinese characters a line end is no blank."""
    text = ""
    for line in lines:
        piece = line.removeprefix(_ITEM).strip()
        text += f" {piece}" if text and text[-1].isascii() and piece[0].isascii() else piece
    return text


def _table(rows: Sequence[str], columns: int) -> Iterator[Line]:
    """A table of two columns without its header, which names what is plain to see."""
    cells = [[cell.strip() for cell in row.strip("|").split("|", 1)] for row in rows if not _RULER.fullmatch(row)]
    named = [(name.strip("`"), told) for name, told in cells[1:]]
    wide = max((width(name) for name, _ in named), default=0) + 2
    for name, told in named:
        yield from wrap(_pieces(told), columns, first=(Piece("  "), Piece(pad(name, wide), "rule")), indent=wide + 2)


def _pieces(text: str) -> list[Piece]:
    """The text, what is code in the colour of rules."""
    return [Piece(part, "rule" if number % 2 else "") for number, part in enumerate(_CODE.split(text)) if part]
