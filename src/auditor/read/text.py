"""A text file becomes a Document: decoded, divided into logical paragraphs and tables, every character mapped to its place."""

from __future__ import annotations

import hashlib
from itertools import accumulate
from pathlib import Path

from auditor.model import AuditError, Block, Document, Paragraph, Passage, Settings
from auditor.read.encoding import decode
from auditor.read.lines import BLANKS, Line, content, split
from auditor.read.pages import furniture
from auditor.read.paragraphs import paragraphs
from auditor.read.regions import find_regions
from auditor.read.tables import build_table

# Lines and cells up to which a text is taken apart. That is some ten thousand pages; what is behind is hardly a report, and is kept in
# large pieces, so that memory stays in proportion to the file.
_FINEST_PARTS = 400_000
_COARSE_PIECE = 1 << 16  # characters

_FOREIGN_FORMATS = (
    (b"%PDF", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档（.doc、.xls 或 .wps）"),
    (b"{\\rtf", "RTF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
)
_ZIPPED_FORMATS = ((b"word/", "Word 文档（.docx）"), (b"xl/", "Excel 工作簿（.xlsx）"), (b"ppt/", "演示文稿（.pptx）"))


def read_text(
    text: str,
    name: str,
    *,
    path: str | None = None,
    sha256: str | None = None,
    encoding: str | None = None,
    undecodable: int = 0,
) -> Document:
    """The Document of a text that is already decoded.

    Line ends become line feeds; all offsets refer to the normalised text, which is `Document.text`. `sha256` is that of the file,
    by default of the text in UTF-8.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    fine = _fine_length(text)
    blocks = _blocks(text[:fine])
    if fine < len(text):
        blocks += _coarse_blocks(text, fine)
    return Document(
        name=name,
        path=path,
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type="text/markdown" if name.lower().endswith(".md") else "text/plain",
        encoding=encoding,
        undecodable=undecodable,
        text=text,
        blocks=tuple(blocks),
    )


def read_file(path: Path, settings: Settings) -> Document:
    """The Document of a text file.

    Raises AuditError, in one line that names the file, for whatever cannot be read: missing, a folder, no permission, too large, empty,
    no text, another format.
    """
    try:
        if path.is_dir():
            next(path.iterdir(), None)  # no permission is another complaint than no text files
            raise AuditError(f"{path}：文件夹里没有可读的文本文件（.txt、.md）；请指定报告文件，或把报告另存为文本放进去")
        with path.open("rb") as file:
            data = file.read(settings.max_bytes + 1)  # also where the size is unknown beforehand, as of a pipe
    except FileNotFoundError:
        raise AuditError(f"{path}：文件不存在；请检查路径和文件名") from None
    except PermissionError:
        raise AuditError(f"{path}：没有读取权限；请修改权限，或复制到可读的位置后再试") from None
    except OSError as error:
        raise AuditError(f"{path}：读取失败（{error.strerror or error}）；请检查文件后再试") from None
    except ValueError:
        raise AuditError(f"{str(path)!r}：不是有效的路径；请检查文件名") from None
    return read_bytes(data, path.name, settings, path=str(path))


def read_bytes(data: bytes, name: str, settings: Settings, *, path: str | None = None) -> Document:
    """The Document of the bytes of a text file or of standard input. Raises AuditError as `read_file` does."""
    shown = path or name
    if len(data) > settings.max_bytes:
        limit = f"{settings.max_bytes / 1024 / 1024:g} MB"
        raise AuditError(f"{shown}：文件超过 {limit} 的上限；请拆分后再审，或在 audit.toml 里调大 max_bytes")
    foreign = _foreign_format(data)
    if foreign:
        raise AuditError(f"{shown}：这是{foreign}，目前只能读文本；请在原来的软件里另存为文本文件（.txt，UTF-8 编码）后再审")
    try:
        decoded = decode(data)
    except AuditError as error:
        raise AuditError(f"{shown}：{error}") from None
    if not decoded.text.strip(BLANKS):
        raise AuditError(f"{shown}：文件里只有空白，没有文字；请换成有内容的报告")
    return read_text(
        decoded.text,
        name,
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        undecodable=decoded.undecodable,
    )


def export(document: Document) -> str:
    """The text that all offsets refer to."""
    return document.text


def _foreign_format(data: bytes) -> str | None:
    for magic, title in _FOREIGN_FORMATS:
        if data.startswith(magic):
            return title
    if data.startswith(b"PK\x03\x04"):
        return next((title for folder, title in _ZIPPED_FORMATS if folder in data), "压缩包")
    return None


def _fine_length(text: str) -> int:
    """How much of `text`, up to a line end, has no more than the finest parts."""
    if text.count("\n") + text.count("\t") + text.count("|") <= _FINEST_PARTS:
        return len(text)
    parts = 0
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        parts += 1 + text.count("\t", at, end) + text.count("|", at, end)
        if parts > _FINEST_PARTS:
            return at
        at = end
    return at


def _coarse_blocks(text: str, at: int) -> list[Block]:
    """The rest of a huge text in large pieces, line ends and tabs included."""
    blocks: list[Block] = []
    while at < len(text):
        end = min(len(text), at + _COARSE_PIECE)
        end = text.rfind("\n", at, end) + 1 or text.find("\n", end) + 1 or len(text)
        line = text[at:end].rstrip(BLANKS)
        blank = len(line) - len(line.lstrip(BLANKS))
        if line:
            blocks.append(Paragraph(Passage.whole(line[blank:], at + blank)))
        at = end
    return blocks


def _blocks(text: str) -> list[Block]:
    lines = split(text)
    starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    passed_over = furniture(lines, _after_form_feeds(text, starts))
    blocks: list[Block] = []
    at = 0
    shift = 0  # page furniture does not count as distance between lines
    for region in [*find_regions(lines, passed_over), None]:
        prose: list[Line] = []
        for number in range(at, region.first if region else len(lines)):
            if number in passed_over:
                shift += 1
            elif (raw := lines[number]) and (line := content(raw, starts[number], number - shift)).text:
                prose.append(line)
        above = paragraphs(prose)
        blocks.extend(above)
        if region:
            table = build_table(lines, starts, region, passed_over, above)
            if table:
                blocks.append(table)
            at = region.last
    return blocks


def _after_form_feeds(text: str, starts: list[int]) -> frozenset[int]:
    """The numbers of the lines that begin a page."""
    if "\f" not in text:
        return frozenset()
    return frozenset(number for number, start in enumerate(starts) if start and text[start - 1] == "\f")
