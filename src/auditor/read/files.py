"""A file or some bytes become a Document, by the reader that fits their content."""

from __future__ import annotations

import os

from auditor.model import AuditError, Document, Settings
from auditor.read.formats import format_named, format_of, mistaken_for, read_format
from auditor.read.text import read_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from auditor.read.archives import Member


def read_file(path: str | os.PathLike[str], settings: Settings) -> Document:
    """The Document of a file.

    Raises AuditError, in one line that names the file, for whatever cannot be read: missing, a folder, no permission, too large, empty,
    no text, damaged, a format that nothing here reads.
    """
    path = os.fspath(path)
    try:
        if os.path.isdir(path):
            os.listdir(path)  # no permission is another complaint than no files
            raise AuditError(f"{path}：文件夹里没有能读的报告（.txt、.docx、.doc 等）；请指定报告文件，或把报告放进去")
        with open(path, "rb") as file:
            data = file.read(settings.max_bytes + 1)  # also where the size is unknown beforehand, as of a pipe
    except (FileNotFoundError, NotADirectoryError):
        raise AuditError(f"{path}：文件不存在；请检查路径和文件名") from None
    except PermissionError:
        raise AuditError(f"{path}：没有读取权限；请修改权限，或复制到可读的位置后再试") from None
    except OSError as error:
        raise AuditError(f"{path}：读取失败（{error.strerror or error}）；请检查文件后再试") from None
    except ValueError:
        raise AuditError(f"{path!r}：不是有效的路径；请检查文件名") from None
    return read_bytes(data, os.path.basename(path), settings, path=path)


def read_member(member: Member, settings: Settings, name: str) -> Document:
    """The Document of a report in an archive, named `name`. Raises AuditError as `read_file` does."""
    try:
        data = member.read(settings)
    except AuditError as error:
        raise AuditError(f"{name}：{error}") from None
    return read_bytes(data, member.name.rpartition("/")[2], settings, path=name)


def read_bytes(data: bytes, name: str, settings: Settings, *, path: str | None = None) -> Document:
    """The Document of the bytes of a file or of standard input. Raises AuditError as `read_file` does."""
    shown = path or name
    if len(data) > settings.max_bytes:
        limit = f"{settings.max_bytes / 1024 / 1024:g} MB"
        raise AuditError(f"{shown}：文件超过 {limit} 的上限；请拆分后再审，或在 audit.toml 里调大 max_bytes")
    found = format_of(data) or format_named(name)
    try:
        return read_format(found, data, name, settings, path=path) if found else read_plain(data, name, path=path)
    except AuditError as error:
        raise AuditError(f"{shown}：{mistaken_for(name, found)}{error}") from None
