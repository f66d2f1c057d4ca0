"""The process: what is set before anything is loaded, the arguments, and the end.

Everything else is loaded by `main`, so that importing is done with the settings of `main`.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit status."""
    gc.set_threshold(50_000)  # a run is short and makes no cycles to speak of
    from auditor import bundle

    bundle.install()
    from auditor import patterns
    from auditor.report.sink import prepare

    prepare(sys.stdout, sys.stderr)
    status = run(_process_arguments() if arguments is None else arguments)
    patterns.keep()
    bundle.keep()
    _end(status)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit status."""
    from auditor import command_line

    return command_line.run(arguments)


def _end(status: int) -> NoReturn:
    """End the process without taking its memory apart, which is a twentieth of a run: the system takes it back at once."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # its reader is gone, it is closed, or there is none
            stream.flush()
    os._exit(status)


def _process_arguments() -> list[str]:
    """The arguments of the process. Windows leaves it to programs what `*.txt` and `~` stand for."""
    words = sys.argv[1:]
    return list(_expanded(words)) if os.name == "nt" else words


def _expanded(words: Iterable[str]) -> Iterator[str]:
    """Words with `~` and with patterns replaced by the files they fit; what is a file itself, or fits none, stays as it is."""
    from glob import glob  # one function for relative and absolute patterns, which `Path.glob` is not

    for word in words:
        named = os.path.expanduser(word)
        yield from (not os.path.lexists(named) and sorted(glob(named, recursive=True))) or (named,)
