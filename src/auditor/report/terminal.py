"""Lines in colour. Of rich only its styles are loaded, except on Windows: its console costs twice as much as an audit."""

from __future__ import annotations

import os
from collections.abc import Iterable

from rich.color import ColorSystem
from rich.style import Style

from auditor.report.layout import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_LOOK = {
    "title": "bold",
    "section": "bold cyan",
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold blue",
    "alarm": "bold reverse yellow",
    "holds": "green",
    "rule": "cyan",
    "message": "bold",
    "place-name": "dim",
    "quote": "",
    "place": "underline",
    "number": "bold reverse red",
    "arithmetic": "",
    "difference": "bold red",
    "command": "cyan",
    "quiet": "dim",
}
_STYLES = {name: Style.parse(look) for name, look in _LOOK.items()}


def show(lines: Iterable[Line], stream: TextIO) -> None:
    """Write lines in colour. Text goes out as it is: no markup, no emoji codes, and no line is broken again."""
    if os.name == "nt":
        _show_on_windows(lines, stream)
    else:
        _show(lines, stream)


def _show(lines: Iterable[Line], stream: TextIO) -> None:
    told: list[str] = []
    for line in lines:
        # All colours are among the first eight, which every terminal writes alike.
        told += (
            _STYLES[piece.style].render(piece.text, color_system=ColorSystem.STANDARD) if piece.style else piece.text for piece in line
        )
        told.append("\n")
    stream.write("".join(told))


def _show_on_windows(lines: Iterable[Line], stream: TextIO) -> None:
    """An old Windows console takes no escapes: rich finds out, and calls the system."""
    from rich.console import Console
    from rich.text import Text

    told = Text()
    for line in lines:
        for piece in line:
            told.append(piece.text, _STYLES[piece.style] if piece.style else None)
        told.append("\n")
    # A stream that is no terminal was coloured on request: which colours it can show is not known.
    known = "auto" if stream.isatty() else "standard"
    console = Console(file=stream, force_terminal=True, no_color=False, color_system=known, highlight=False)  # type: ignore[arg-type]  # rich names the literals
    console.print(told, end="", soft_wrap=True)
