"""Lines in colour, and the progress of a long run: all that needs rich."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text
from rich.theme import Theme

from auditor.report.layout import Line, printable, shorten

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
_THEME = Theme({f"audit.{name}": style for name, style in _LOOK.items()})


def show(lines: Iterable[Line], stream: TextIO) -> None:
    """Write lines in colour. Text goes out as it is: no markup, no emoji codes, and no line is broken again."""
    told = Text()
    for line in lines:
        for piece in line:
            told.append(piece.text, f"audit.{piece.style}" if piece.style else None)
        told.append("\n")
    # A stream that is no terminal was coloured on request: which colours it can show is not known.
    known = "auto" if stream.isatty() else "standard"
    console = Console(file=stream, theme=_THEME, force_terminal=True, no_color=False, color_system=known, highlight=False)  # type: ignore[arg-type]  # rich names the literals
    console.print(told, end="", soft_wrap=True)


class ProgressBar:
    """The progress of a run over several inputs, on standard error; it leaves nothing behind."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._progress = Progress(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}", markup=False),
            console=Console(file=stream),
            transient=True,
        )
        self._task = self._progress.add_task("", total=total)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._progress.stop()

    def begin(self, name: str) -> None:
        """Show the bar while `name` is being audited."""
        self._progress.update(self._task, description=shorten(printable(name), 40))
        self._progress.start()

    def end(self) -> None:
        """Take the bar away, so that a result can be printed."""
        self._progress.advance(self._task)
        self._progress.stop()
