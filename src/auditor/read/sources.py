"""What a user names on the command line becomes the list of inputs to read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from auditor.records import NamedTuple

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
STANDARD_INPUT = "-"


class Input(NamedTuple):
    """One thing to read: `name` is shown to the user as given, `path` is None for standard input."""

    name: str
    path: Path | None


def find(paths: Sequence[str]) -> list[Input]:
    """The inputs behind `paths`, in the order given: files, `-`, and folders with all text files in them, sorted.

    Hidden files and folders are passed over. Nothing is an error here: what is missing, unreadable or a folder without text files is
    returned as it was named, and reading it raises, so that the other inputs are still read.
    """
    found: list[Input] = []
    for name in paths:
        if name == STANDARD_INPUT:
            found.append(Input(name, None))
        elif Path(name).is_dir():
            found.extend(_in_folder(Path(name)) or [Input(name, Path(name))])
        else:
            found.append(Input(name, Path(name)))
    return found


def _in_folder(folder: Path) -> list[Input]:
    unreadable: list[str] = []
    files: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: unreadable.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files.extend(Path(parent, name) for name in names if not name.startswith(".") and Path(name).suffix.lower() in TEXT_SUFFIXES)
    inputs = sorted(files) + [Path(name) for name in sorted(unreadable)]
    return [Input(str(path), path) for path in inputs]
