"""The reports in a zip archive: each is an input of its own, shown as 包.zip/报告.docx. Nothing is ever written to a disk."""

from __future__ import annotations

import zlib
from functools import lru_cache
from io import BytesIO
from lzma import LZMAError
from typing import NoReturn
from zipfile import BadZipFile, ZipFile, ZipInfo

from auditor.model import AuditError, Settings
from auditor.read.formats import ARCHIVE_SUFFIX, is_archive, is_report
from auditor.records import NamedTuple

_MOST_MEMBERS = 2000
_MOST_BYTES = 1 << 30  # of all members together, uncompressed
_MOST_NESTED = 100_000_000  # bytes of an archive inside of an archive: it is kept in memory while it is read
_NAMED = 5  # of the members that are passed over
_UNICODE, _ENCRYPTED = 0x800, 0x1  # bits of a member's flags
_DAMAGE = (BadZipFile, zlib.error, LZMAError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, IndexError)
_ADDED = (".", "~$", "__MACOSX")
_TOO_MANY = f"压缩包里的文件超过 {_MOST_MEMBERS} 个；请解开后再审"
_DAMAGED = "压缩包已损坏，打不开；请重新压缩，或解开后再审"


class Member(NamedTuple):
    """A report in an archive: its path there, and its number among the members of the archive (and of the archive inside of it)."""

    name: str
    archive: str
    place: tuple[int, ...]

    def read(self, settings: Settings) -> bytes:
        """Its bytes, one more than allowed if there are too many: the reader says so. Raises AuditError without any name."""
        try:
            return _content(_archive(self.archive, self.place[:-1]), self.place[-1], settings.max_bytes + 1)
        except _DAMAGE:
            raise AuditError("压缩包里的这个文件已损坏，解不开；请重新压缩后再审") from None


class Contents(NamedTuple):
    """What is in an archive: reports, and the names of what is passed over."""

    reports: list[Member]
    passed_over: list[str]

    def told(self) -> str:
        """One sentence about what is passed over; "" if nothing is."""
        names = self.passed_over
        if not names:
            return ""
        return f"略过 {len(names)} 个不是报告的文件：{'、'.join(names[:_NAMED])}{'等' if len(names) > _NAMED else ''}"


def contents(path: str) -> Contents | None:
    """What is in the archive with this path, None if it is no archive or one that is refused: reading it then says why."""
    _archive.cache_clear()  # the file may be another one than before
    try:
        return _contents(_archive(path, ()), path)
    except (AuditError, *_DAMAGE):
        return None


def read(data: bytes, _name: str, _settings: Settings, *, path: str | None = None) -> NoReturn:
    """Say why an archive is not read as a whole: it holds no report, is damaged or too large, or came without a name. Raises AuditError."""
    try:
        found = _contents(ZipFile(BytesIO(data)), path or "")
    except _DAMAGE:
        raise AuditError(_DAMAGED) from None
    if not found.reports:
        raise AuditError("压缩包里没有能读的报告；请放入报告，或解开后再审")
    raise AuditError(f"这是压缩包，里面有 {len(found.reports)} 份报告；请存为 .zip 文件后用 audit 审，或解开后再审")


@lru_cache(maxsize=2)
def _archive(path: str, place: tuple[int, ...]) -> ZipFile:
    """The archive with this path, or one inside of it. The members of one come in a row, so no more than these two are kept open."""
    if not place:
        return ZipFile(path)
    return ZipFile(BytesIO(_content(_archive(path, place[:-1]), place[-1], _MOST_NESTED)))


def _contents(archive: ZipFile, path: str) -> Contents:
    found = Contents([], [])
    if not is_archive(archive.namelist()):
        return found
    total = 0
    members: list[tuple[str, tuple[int, ...], ZipInfo]]
    for name, number in _listed(archive):
        if name.lower().endswith(ARCHIVE_SUFFIX):
            inner = _inner(archive, number)
            members = [(f"{name}/{inside}", (number, at), inner.infolist()[at]) for inside, at in _listed(inner)] if inner else []
            if not members:
                found.passed_over.append(name)
        else:
            members = [(name, (number,), archive.infolist()[number])]
        for shown, place, info in members:
            if is_report(shown):
                total += info.file_size
                found.reports.append(Member(shown, path, place))
            else:
                found.passed_over.append(shown)
    if total > _MOST_BYTES:
        raise AuditError(f"压缩包解开后超过 {_MOST_BYTES >> 20} MB；请解开后分批审")
    if len(found.reports) > _MOST_MEMBERS:
        raise AuditError(_TOO_MANY)
    return found


def _inner(archive: ZipFile, number: int) -> ZipFile | None:
    """The archive that is a member of another, None if it cannot be opened or is something else."""
    try:
        inner = ZipFile(BytesIO(_content(archive, number, _MOST_NESTED)))
        return inner if is_archive(inner.namelist()) and len(inner.infolist()) <= _MOST_MEMBERS else None
    except (AuditError, *_DAMAGE):
        return None


def _listed(archive: ZipFile) -> list[tuple[str, int]]:
    """The files of an archive with their numbers, by name; what systems and programs add on their own is left out."""
    infos = archive.infolist()
    if len(infos) > _MOST_MEMBERS:
        raise AuditError(_TOO_MANY)
    named = [(_name(info), number) for number, info in enumerate(infos) if not info.is_dir()]
    return sorted(item for item in named if item[0] and not any(part.startswith(_ADDED) for part in item[0].split("/")))


def _name(info: ZipInfo) -> str:
    """The name of a member for readers: in the encoding of the program that made it, without steps out of the archive."""
    name = info.orig_filename
    if not info.flag_bits & _UNICODE:  # zipfile has taken it for cp437
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."})


def _content(archive: ZipFile, number: int, most: int) -> bytes:
    """The first bytes of a member. Raises AuditError when it is locked, and what zipfile raises when it is damaged."""
    info = archive.infolist()[number]
    if info.flag_bits & _ENCRYPTED:
        raise AuditError("文件有密码；请去掉密码后再审")
    with archive.open(info) as file:
        return file.read(most)
