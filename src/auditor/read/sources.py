"""What a user names on the command line becomes the list of inputs to read."""

from __future__ import annotations

import os
from collections.abc import Sequence

from auditor.records import NamedTuple

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
STANDARD_INPUT = "-"


class Input(NamedTuple):
    """One thing to read: `name` is shown to the user as given, `path` is None for standard input."""

    name: str
    path: str | None


def find(paths: Sequence[str]) -> list[Input]:
    """The inputs behind `paths`, in the order given: files, `-`, and folders with all text files in them, sorted.

    Hidden files and folders are passed over. Nothing is an error here: what is missing, unreadable or a folder without text files is
    returned as it was named, and reading it raises, so that the other inputs are still read.
    """
    found: list[Input] = []
    for name in paths:
        if name == STANDARD_INPUT:
            found.append(Input(name, None))
        elif os.path.isdir(name):
            found.extend(_in_folder(name) or [Input(name, name)])
        else:
            found.append(Input(name, name))
    return found


def _in_folder(folder: str) -> list[Input]:
    unreadable: list[str] = []
    files: list[str] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: unreadable.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files.extend(
            os.path.join(parent, name).removeprefix(os.curdir + os.sep)
            for name in names
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in TEXT_SUFFIXES
        )
    inputs = sorted(files, key=lambda path: path.split(os.sep)) + sorted(unreadable)
    return [Input(path, path) for path in inputs]
