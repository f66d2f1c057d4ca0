"""Lines as plain text: for pipes, files and terminals without colour."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.report.layout import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def show(lines: Iterable[Line], stream: TextIO) -> None:
    """Write lines without styles."""
    stream.write(text(lines))


def text(lines: Iterable[Line]) -> str:
    """Lines as a text that ends with a line end."""
    return "".join("".join(piece.text for piece in line).rstrip() + "\n" for line in lines)
