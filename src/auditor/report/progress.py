"""The progress of what takes long: a run over several inputs, the answers of a model."""

from __future__ import annotations

from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from auditor.report.layout import printable, shorten


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

    def advance(self, by: int) -> None:
        """Show that so many more are done."""
        self._progress.advance(self._task, by)

    def end(self) -> None:
        """Take the bar away, so that a result can be printed."""
        self._progress.advance(self._task)
        self._progress.stop()


class AnswerBar:
    """How many answers of a model are in, on standard error; it comes with the first and goes with the last."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: ProgressBar | None = None
        self._done = 0

    def show(self, done: int, total: int) -> None:
        """Show that `done` of `total` are in."""
        if self._bar is None:
            self._bar, self._done = ProgressBar(total, self._stream), 0
            self._bar.begin("模型答复")
        self._bar.advance(done - self._done)
        self._done = done
        if done == total:
            self._bar.end()
            self._bar = None
