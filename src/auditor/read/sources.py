"""What a user names on the command line becomes the list of inputs to read."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from auditor.read.formats import ARCHIVE_SUFFIX, is_report
from auditor.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from auditor.read.archives import Member

STANDARD_INPUT = "-"


class Input(NamedTuple):
    """One thing to read: `name` is shown to the user as given, `path` is None for standard input.

    `member` is the report in an archive that is meant, `path` then that of the archive.
    """

    name: str
    path: str | None
    member: Member | None = None


def find(paths: Sequence[str], tell: Callable[[str], None] = lambda _: None) -> list[Input]:
    """The inputs behind `paths`, in the order given: files, `-`, and folders and zip archives with all reports in them, sorted.

    Hidden files and folders are passed over; `tell` gets a line about what is passed over in an archive. Nothing is an error here: what
    is missing, unreadable, a folder or an archive without reports is returned as it was named, and reading it raises, so that the other
    inputs are still read.
    """
    found: list[Input] = []
    for name in paths:
        if name == STANDARD_INPUT:
            found.append(Input(name, None))
        elif os.path.isdir(name):
            inside = [source for path in _in_folder(name) for source in _opened(path, tell)]
            found.extend(inside or [Input(name, name)])
        else:
            found.extend(_opened(name, tell))
    return found


def _opened(path: str, tell: Callable[[str], None]) -> list[Input]:
    """The reports in an archive; anything else, and an archive without any, is itself the input."""
    if not path.lower().endswith(ARCHIVE_SUFFIX):
        return [_inside(path) or Input(path, path)]
    from auditor.read.archives import contents

    found = contents(path)
    if found is None or not found.reports:
        return [Input(path, path)]
    if told := found.told():
        tell(f"{path}：{told}")
    return [Input(f"{path}/{member.name}", path, member) for member in found.reports]


def _inside(path: str) -> Input | None:
    """The report in an archive that is called as it is shown: 包.zip/报告.docx."""
    shown = path.replace(os.sep, "/")
    at = shown.lower().find(ARCHIVE_SUFFIX + "/")
    archive = path[: at + len(ARCHIVE_SUFFIX)]
    if at < 0 or not os.path.isfile(archive):
        return None
    from auditor.read.archives import contents

    found = contents(archive)
    named = shown[len(archive) + 1 :]
    return next((Input(path, archive, member) for member in (found.reports if found else ()) if member.name == named), None)


def _in_folder(folder: str) -> list[str]:
    unreadable: list[str] = []
    files: list[str] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: unreadable.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files.extend(
            os.path.join(parent, name).removeprefix(os.curdir + os.sep)
            for name in names
            if is_report(name) or (name.lower().endswith(ARCHIVE_SUFFIX) and not name.startswith("."))
        )
    return sorted(files, key=lambda path: path.split(os.sep)) + sorted(unreadable)
