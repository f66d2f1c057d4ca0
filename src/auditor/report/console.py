"""What an output is: how wide, whether in colour, and which of the two ways of writing lines it gets."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from auditor.report.layout import Line

_UNKNOWN_WIDTH = 100


def is_terminal(stream: TextIO) -> bool:
    """Whether a stream is a terminal that can move its cursor."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def is_coloured(choice: str, stream: TextIO) -> bool:
    """Whether lines go out in colour: as chosen (`always`, `never`); with `auto` by NO_COLOR, FORCE_COLOR and the stream."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or is_terminal(stream)


def columns(stream: TextIO) -> int:
    """The width of an output: COLUMNS, that of the terminal, or of the terminal behind a pipe (`| less`)."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) > 0:
        return int(given)
    for candidate in (stream, sys.stderr) if stream is sys.stdout else ():
        try:
            return os.get_terminal_size(candidate.fileno()).columns or _UNKNOWN_WIDTH
        except (OSError, ValueError, AttributeError):  # no terminal, closed, or not a file at all
            continue
    return _UNKNOWN_WIDTH


def show(lines: Iterable[Line], stream: TextIO, *, coloured: bool) -> None:
    """Write lines, in colour or plain. Only colour loads rich."""
    if coloured:
        from auditor.report import terminal

        terminal.show(lines, stream)
    else:
        from auditor.report import plain

        plain.show(lines, stream)
