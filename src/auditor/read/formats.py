"""What kind of file some bytes are, told by the bytes themselves: names lie."""

from __future__ import annotations

from auditor.model import AuditError, Document, Settings
from auditor.records import NamedTuple


class Format(NamedTuple):
    """A format that is not plain text. `title` is what a user calls it; `module` reads it, "" if nothing here can."""

    title: str
    module: str = ""
    advice: str = "请在原来的软件里另存为文本文件（.txt，UTF-8 编码）后再审"


_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF", Format("PDF 文件")),
    (b"\xd0\xcf\x11\xe0", Format("旧版 Office 文档（.doc、.xls 或 .wps）")),
    (b"{\\rtf", Format("RTF 文档")),
    (b"\x89PNG", Format("图片")),
    (b"\xff\xd8\xff", Format("图片")),
    (b"GIF8", Format("图片")),
    (b"Rar!", Format("压缩包")),
    (b"7z\xbc\xaf", Format("压缩包")),
    (b"\x1f\x8b", Format("压缩包")),
)
# What a zip archive holds tells what it is; the names stand uncompressed in its directory.
_ZIPPED: tuple[tuple[bytes, Format], ...] = (
    (b"word/", Format("Word 文档（.docx）")),
    (b"xl/", Format("Excel 工作簿（.xlsx）")),
    (b"ppt/", Format("演示文稿（.pptx）")),
)
_ARCHIVE = Format("压缩包")


def format_of(data: bytes) -> Format | None:
    """The format of a file, None for what can only be text."""
    if data.startswith(b"PK\x03\x04"):
        return next((found for folder, found in _ZIPPED if folder in data), _ARCHIVE)
    return next((found for magic, found in _MAGIC if data.startswith(magic)), None)


def read_format(found: Format, data: bytes, name: str, settings: Settings, *, path: str | None = None) -> Document:
    """The Document of a file in another format than text, by the module that reads it, which is imported only now.

    Raises AuditError, without the name of the file, when nothing reads the format or the file is damaged.
    """
    if not found.module:
        raise AuditError(f"这是{found.title}，目前不能读；{found.advice}")
    from importlib import import_module

    document: Document = import_module(found.module).read(data, name, settings, path=path)
    return document
