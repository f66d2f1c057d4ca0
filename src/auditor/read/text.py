"""A text file becomes a Document: decoded, divided into logical paragraphs and tables, every character mapped to its place."""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate

from auditor import digest
from auditor.model import AuditError, Block, Document, Paragraph, Passage
from auditor.read.encoding import decode
from auditor.read.lines import BLANKS, Line, split, stripped
from auditor.read.pages import furniture
from auditor.read.paragraphs import paragraphs
from auditor.read.regions import find_regions
from auditor.read.tables import build_table

# Lines and cells up to which a text is taken apart. That is some ten thousand pages; what is behind is hardly a report, and is kept in
# large pieces, so that memory stays in proportion to the file.
_FINEST_PARTS = 400_000
_COARSE_PIECE = 1 << 16  # characters


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
    if there is one.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    fine = _fine_length(text)
    blocks = blocks_of(text[:fine])
    if fine < len(text):
        blocks += _coarse_blocks(text, fine)
    return Document(
        name=name,
        path=path,
        file_sha256=sha256 or "",
        media_type="text/markdown" if name.lower().endswith(".md") else "text/plain",
        encoding=encoding,
        undecodable=undecodable,
        text=text,
        blocks=tuple(blocks),
    )


def read_plain(data: bytes, name: str, *, path: str | None = None) -> Document:
    """The Document of the bytes of a text file. Raises AuditError, without the name of the file, when they are no text or only blanks."""
    decoded = decode(data)
    if not decoded.text.strip(BLANKS):
        raise AuditError("文件里只有空白，没有文字；请换成有内容的报告")
    return read_text(
        decoded.text,
        name,
        path=path,
        sha256=digest.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        undecodable=decoded.undecodable,
    )


def export(document: Document) -> str:
    """The text that all offsets refer to."""
    return document.text


def _fine_length(text: str) -> int:
    """How much of `text`, up to a line end, has no more than the finest parts."""
    if len(text) <= _FINEST_PARTS or text.count("\n") + text.count("\t") + text.count("|") <= _FINEST_PARTS:
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


def blocks_of(text: str, origin: int = 0, headings: Collection[int] = ()) -> list[Block]:
    """The paragraphs and tables of a stretch of text that begins at `origin` of the document.

    `headings` are the numbers of the lines (from 0, in this stretch) that the file itself calls headings; they are joined with nothing.
    """
    lines = split(text)
    starts = list(accumulate([len(line) + 1 for line in lines[:-1]], initial=origin))
    texts = [line.strip(BLANKS) for line in lines]
    passed_over = furniture(lines, texts, _after_form_feeds(text, starts))
    blocks: list[Block] = []
    at = 0
    shift = 0  # page furniture does not count as distance between lines
    for region in [*find_regions(text, lines, texts, passed_over), None]:
        prose: list[Line] = []
        for number in range(at, region.first if region else len(lines)):
            inner = texts[number]
            if not inner:
                continue
            if number in passed_over:
                shift += 1
            elif (line := stripped(lines[number], inner, starts[number], number - shift)).text:
                prose.append(line._replace(heading=True) if number in headings else line)
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
    return frozenset(number for number, start in enumerate(starts) if number and text[start - starts[0] - 1] == "\f")
