"""What kind of file some bytes are, told by the bytes themselves: names lie."""

from __future__ import annotations

import os
from collections.abc import Sequence

from auditor.model import AuditError, Document, Settings
from auditor.records import NamedTuple

# Looked for in folders and archives.
SUFFIXES = frozenset(".txt .text .md .docx .docm .doc .wps .rtf .odt .pdf .htm .html .xhtml .xlsx .xlsm .xls .et .csv".split())


class Format(NamedTuple):
    """A format that is not plain text. `title` is what a user calls it; `module` reads it, "" if nothing here can."""

    title: str
    module: str = ""
    advice: str = "请在原来的软件里另存为文本文件（.txt，UTF-8 编码）后再审"


_OFFICE = "auditor.read.office"  # by way of LibreOffice
_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF", Format("PDF 文件", "auditor.read.pdf")),
    (b"{\\rtf", Format("RTF 文档", _OFFICE)),
    (b"\x89PNG", Format("图片")),
    (b"\xff\xd8\xff", Format("图片")),
    (b"GIF8", Format("图片")),
    (b"Rar!", Format("压缩包")),
    (b"7z\xbc\xaf", Format("压缩包")),
    (b"\x1f\x8b", Format("压缩包")),
)
# What a zip archive of an office program holds.
_ZIPPED: tuple[tuple[str, Format], ...] = (
    ("word/", Format("Word 文档（.docx）", "auditor.read.docx")),
    ("xl/", Format("Excel 工作簿（.xlsx）", "auditor.read.xlsx")),
    ("ppt/", Format("演示文稿（.pptx）")),
)
_CONTENT_TYPES = "[Content_Types].xml"
_OPEN_DOCUMENT = Format("OpenDocument 文档（.odt）", _OFFICE)
_FIXED_LAYOUT = Format("OFD 版式文件", advice="请另存为 .docx 或文本文件（.txt，UTF-8 编码）后再审")
ARCHIVE_SUFFIX = ".zip"
_ARCHIVE = Format("压缩包", "auditor.read.archives")
# The streams that tell what an old compound file is. A document may hold others, with theirs; its own stands first in the directory.
_COMPOUND = b"\xd0\xcf\x11\xe0"
_OLD_WORKBOOK = Format("旧版 Excel 工作簿（.xls、.et）", "auditor.read.xls")
_STREAMS: tuple[tuple[str, Format], ...] = (
    ("WordDocument", Format("旧版 Word 文档（.doc、.wps）", _OFFICE)),
    ("Workbook", _OLD_WORKBOOK),
    ("Book", _OLD_WORKBOOK),
    ("PowerPoint Document", Format("旧版演示文稿（.ppt）")),
    ("EncryptedPackage", Format("有密码的文档", advice="请去掉密码后再审")),
)
_OLD = Format("旧版 Office 文档（.doc、.xls 或 .wps）")
_WEB_PAGE = Format("网页", "auditor.read.html")
_WEB_SUFFIXES = frozenset({"htm", "html", "xhtml", "txt"})
_CSV = Format("CSV 表格", "auditor.read.csv")
_LEAD = 4096  # bytes in which a web page has begun, comments and all
_BLANK_LEAD = 512  # of them, those before the first tag


def format_of(data: bytes) -> Format | None:
    """The format of a file, None for what can only be text."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(_COMPOUND):
        found = [(at, number) for number, (name, _) in enumerate(_STREAMS) if (at := data.find((name + "\0").encode("utf-16-le"))) >= 0]
        return _STREAMS[min(found)[1]][1] if found else _OLD
    return next((found for magic, found in _MAGIC if data.startswith(magic)), None) or _marked_up(data)


def format_named(name: str) -> Format | None:
    """The format of a text that nothing but its name tells from other texts."""
    return _CSV if name.lower().endswith((".csv", ".tsv")) else None


def mistaken_for(name: str, found: Format | None) -> str:
    """What to say first of a web page under the name of a document that cannot be read, as servers send one instead; "" of other files."""
    _, dot, suffix = name.rpartition(".")
    if found is not _WEB_PAGE or not dot or suffix.lower() in _WEB_SUFFIXES:
        return ""
    return f"文件名是 .{suffix}，内容却是网页，可能没有下载到原来的文件；"


def _marked_up(data: bytes) -> Format | None:
    """Whether a text begins as a web page does, behind blanks, a byte order mark and comments; a text that only mentions a tag does not."""
    lead = data[:_LEAD]
    if b"<" not in lead[:_BLANK_LEAD]:
        return None
    import re  # loaded anyway, but not known here

    text = lead.decode("utf-16", "ignore") if lead.startswith((b"\xff\xfe", b"\xfe\xff")) else lead.decode("latin-1")
    text = re.sub(r"^(?:[\s\x00]|\ufeff|ï»¿|<!--.*?-->|<\?xml[^<>]*\?>)*", "", text, flags=re.DOTALL).lower()
    if re.match(r"<(?:!doctype\s+html|html|head|body)[\s>]", text):
        return _WEB_PAGE
    fragment = re.match(r"<(table|div|p|meta|title|style|h[1-6]|section|article|center|font)(?=[\s>/])[^<>]*>", text)
    # Markdown may begin with a tag, too, but does not end with one.
    closed = fragment is not None and (fragment[1] == "meta" or f"</{fragment[1]}>".encode() in data.lower())
    return _WEB_PAGE if closed and data.rstrip(b"\0 \t\r\n").endswith(b">") else None


def _zipped(data: bytes) -> Format:
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        # Cut off: the names still stand uncompressed before each member.
        return next((found for folder, found in _ZIPPED if folder.encode() in data), _ARCHIVE)
    return _format_of_members(names)


def is_archive(names: Sequence[str]) -> bool:
    """Whether a zip file with these members is nothing but an archive."""
    return _format_of_members(names) is _ARCHIVE


def _format_of_members(names: Sequence[str]) -> Format:
    if _CONTENT_TYPES in names:
        for folder, found in _ZIPPED:
            if any(name.startswith(folder) for name in names):
                return found
    if "META-INF/manifest.xml" in names and "content.xml" in names:
        return _OPEN_DOCUMENT
    return _FIXED_LAYOUT if "OFD.xml" in names else _ARCHIVE


def read_format(found: Format, data: bytes, name: str, settings: Settings, *, path: str | None = None) -> Document:
    """The Document of a file in another format than text, by the module that reads it, which is imported only now.

    Raises AuditError, without the name of the file, when nothing reads the format or the file is damaged.
    """
    if not found.module:
        raise AuditError(f"这是{found.title}，目前不能读；{found.advice}")
    from importlib import import_module

    document: Document = import_module(found.module).read(data, name, settings, path=path)
    return document


def is_report(name: str) -> bool:
    """Whether a file with this name is looked at where nobody has named it. Names with ~$ are locks of Word."""
    return os.path.splitext(name)[1].lower() in SUFFIXES and not os.path.basename(name).startswith((".", "~$"))
