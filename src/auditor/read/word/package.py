"""The package of a Word document: the parts with text, and nothing else of what it may hold.

python-docx, which knows this format best, loads every part that a package names, and gives up where one is missing (pictures that point to
`NULL` are common in files that have been through several programs), where the document may hold macros, and on the strict form of the
standard. A package is a zip archive of XML files with lists of what relates to what, so the few parts that are read are taken from it here:
pictures, macros and outside links never come in, and what does is bounded. See docs/decisions/0012-word-files.md.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile

from lxml.etree import LxmlError, XMLParser, fromstring
from lxml.etree import _Element as Element

from auditor.model import AuditError
from auditor.records import NamedTuple

_MOST_BYTES = 40_000_000  # of the parts with text together, uncompressed: some thousand pages
_MOST_TAGS = 1_000_000  # in them; what is empty takes no bytes in the archive, and some hundred in memory
_MOST_PARTS = 400  # headers and footers mostly: three of each for a section
_LEAD = 10_000  # bytes; where the root of a part says which form of the standard it has
_DAMAGED = "Word 文档已损坏，打不开；请在 Word 或 WPS 里打开并另存为 .docx 后再审"
_LOCKED = "Word 文档有密码；请去掉密码后再审"
_ENCRYPTED = 0x1  # bit of a member's flags

_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _TRANSITIONAL + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _TRANSITIONAL + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _TRANSITIONAL + b"officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", _TRANSITIONAL + b"drawingml/2006/"),
)
# Kinds of parts, by the last word of their relation, which is the same in both forms of the standard.
_MAIN = "officeDocument"
_SINGLE = frozenset({"styles", "numbering", "settings", "footnotes", "endnotes"})
_BESIDE = frozenset({"header", "footer"})
_PARSER = XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


class Package(NamedTuple):
    """The roots of the parts that are read; None for what the document does not have. `beside` are headers and footers by relation."""

    document: Element
    styles: Element | None
    numbering: Element | None
    settings: Element | None
    footnotes: Element | None
    endnotes: Element | None
    beside: dict[str, Element]


def open_package(data: bytes) -> Package:
    """The package in the bytes of a file. Raises AuditError when it is damaged, locked or too large."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _package(_Members(archive))
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, LxmlError, SyntaxError):
        # zipfile and lxml tell damage in many ways; a user can do the same about all of them.
        raise AuditError(_DAMAGED) from None


def _package(members: _Members) -> Package:
    main = next((found.target for found in members.relations("") if found.kind == _MAIN), None)
    if main is None:
        raise AuditError(_DAMAGED)
    related = [found for found in members.relations(main) if found.kind in _BESIDE or found.kind in _SINGLE]
    if len(related) > _MOST_PARTS:
        raise AuditError(f"Word 文档的页眉、页脚超过 {_MOST_PARTS} 个，不像一份报告；请删去后再审")
    single = {found.kind: members.root(found.target) for found in related if found.kind in _SINGLE}
    return Package(
        members.root(main),
        single.get("styles"),
        single.get("numbering"),
        single.get("settings"),
        single.get("footnotes"),
        single.get("endnotes"),
        {found.id: members.root(found.target) for found in related if found.kind in _BESIDE},
    )


class _Relation(NamedTuple):
    id: str
    kind: str
    target: str  # the name of a member


class _Members:
    """The members of the archive, read up to a common limit; names are compared without case, as Word does."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._infos = {info.filename.replace("\\", "/").lower(): info for info in archive.infolist()}
        self._left = _MOST_BYTES
        self._tags_left = _MOST_TAGS

    def root(self, name: str) -> Element:
        """The root of a part."""
        return fromstring(self._read(name), _PARSER)

    def _read(self, name: str) -> bytes:
        info = self._infos[name.lower()]
        if info.flag_bits & _ENCRYPTED:
            raise AuditError(_LOCKED)
        with self._archive.open(info) as member:
            content = member.read(self._left + 1)
        self._left -= len(content)
        self._tags_left -= content.count(b"<")
        if self._left < 0 or self._tags_left < 0:
            raise AuditError("Word 文档解开后太大，不像一份报告；请拆分后再审")
        if b"<!DOCTYPE" in content:  # the standard forbids it, and what grows in reading begins with it
            raise AuditError(_DAMAGED)
        if b"purl.oclc.org/ooxml" in content[:_LEAD]:
            for strict, transitional in _STRICT:
                content = content.replace(strict, transitional)
        return content

    def relations(self, source: str) -> Iterator[_Relation]:
        """What a part (the package itself if it is "") relates to inside the package, as far as it is there."""
        folder = dirname(source)
        name = join(folder, "_rels", source.rpartition("/")[2] + ".rels")
        if name.lower() not in self._infos:
            return
        for relation in self.root(name):
            target = normpath(join("/", folder, relation.get("Target", ""))).lstrip("/")
            if relation.get("TargetMode") != "External" and target.lower() in self._infos:
                yield _Relation(relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target)
