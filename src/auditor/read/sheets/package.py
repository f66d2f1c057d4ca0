"""The package of an .xlsx workbook: its parts, read in a stream and within bounds.

Parts are parsed by expat, which keeps nothing: what a part may become in memory is what is made of it here. A part that declares a document type is
refused, for the standard forbids it, and with it every entity.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from auditor.model import AuditError
from auditor.records import NamedTuple

_MOST_BYTES = 200_000_000  # of all parts that are read, uncompressed; a sheet of 400,000 cells has some 20 MB
_MOST_ELEMENTS = 20_000_000  # of a part, beginnings and ends
_CHUNK = 1 << 16
_LEAD = 2048  # bytes in which the first element has begun
_PREFIXED = re.compile(rb"<[A-Za-z_][\w.-]*:")
_ENCRYPTED = 0x1  # bit of a member's flags
_DAMAGED = "工作簿已损坏，打不开；请在 Excel 或 WPS 里打开并另存为 .xlsx 后再审"
_LOCKED = "工作簿有密码；请去掉密码后再审"
_TOO_LARGE = f"工作簿解开后超过 {_MOST_BYTES // 1_000_000} MB，不像一份报告；请拆分后再审"
_BINARY = "这是二进制工作簿（.xlsb），目前不能读；请在 Excel 或 WPS 里另存为 .xlsx 后再审"

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


class Relation(NamedTuple):
    """A part that another one names: the last word of its kind, and the name of the member."""

    kind: str
    target: str


class Handlers(NamedTuple):
    """What is told of a part: names of elements and attributes come without prefixes."""

    start: Start
    end: End | None = None
    text: Callable[[str], None] | None = None


@contextmanager
def opened(data: bytes) -> Iterator[Package]:
    """The package in the bytes of a file. Raises AuditError, also from within, when it is damaged, locked or too large."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            yield Package(archive)
    except (BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, IndexError, NotImplementedError, expat.ExpatError):
        # zipfile and expat tell damage in many ways; a user can do the same about all of them.
        raise AuditError(_DAMAGED) from None


class Package:
    """The parts of a workbook; names are compared without case."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._infos = {info.filename.replace("\\", "/").lower(): info for info in archive.infolist()}
        self._left = _MOST_BYTES

    def workbook(self) -> str:
        """The name of the part that lists the sheets."""
        found = next((relation.target for relation in self.relations("").values() if relation.kind == "officeDocument"), "")
        if found.lower().endswith(".bin"):
            raise AuditError(_BINARY)
        if not self.has(found):
            raise AuditError(_DAMAGED)
        return found

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._infos

    def relations(self, source: str) -> dict[str, Relation]:
        """What a part ("" is the package itself) names inside the package, by id. What lies outside is not looked at."""
        folder = dirname(source)
        name = join(folder, "_rels", source.rpartition("/")[2] + ".rels")
        found: dict[str, Relation] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = normpath(join("/", folder, attributes.get("Target", ""))).lstrip("/")
                found[attributes.get("Id", "")] = Relation(attributes.get("Type", "").rpartition("/")[2], target)

        if self.has(name):
            self.parse(name, Handlers(start))
        return found

    def parse(self, name: str, handlers: Handlers) -> None:
        """Tell `handlers` what a part holds."""
        info = self._infos[name.lower()]
        if info.flag_bits & _ENCRYPTED:
            raise AuditError(_LOCKED)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        elements = 0
        with self._archive.open(info) as part:
            chunk = part.read(_CHUNK)
            _handle(parser, handlers, prefixed=_PREFIXED.search(chunk[:_LEAD]) is not None)
            while chunk:
                self._left -= len(chunk)
                elements += chunk.count(b"<")
                if self._left < 0 or elements > _MOST_ELEMENTS:
                    raise AuditError(_TOO_LARGE)
                parser.Parse(chunk, False)
                chunk = part.read(_CHUNK)
        parser.Parse(b"", True)


def _handle(parser: expat.XMLParserType, handlers: Handlers, *, prefixed: bool) -> None:
    """Let `handlers` be told what `parser` reads; most programs write the names of elements without prefixes."""
    start, end = handlers.start, handlers.end

    def refuse(*_: object) -> None:
        raise AuditError(_DAMAGED)

    parser.StartDoctypeDeclHandler = refuse
    if prefixed:
        parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
        parser.EndElementHandler = (lambda name: end(name.rpartition(":")[2])) if end is not None else None
    else:
        parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handlers.text
