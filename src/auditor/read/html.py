"""A web page becomes a Document: the text that a browser shows, a block a line, and the tables on their grid.

Not read: scripts, styles, navigation and footers that are marked as such, what is hidden or struck out, and other pages or files that the page
only names; nothing is ever fetched.
"""

from __future__ import annotations

from auditor.model import AuditError, Document, Locator, Settings
from auditor.read.assembly import Assembly, GridCell
from auditor.read.web.flow import Text, flow
from auditor.read.web.markup import parse

MEDIA_TYPE = "text/html"
_LONGEST_HEADING = 80  # characters; a heading element around a longer paragraph only makes it large
_CUT = "网页的标签嵌套太深，后面的内容没有读到；请在浏览器里打开，把正文另存为文本文件（.txt）后再审"


def read(data: bytes, name: str, _settings: Settings, *, path: str | None = None) -> Document:
    """The Document of an HTML file. Raises AuditError, without the name of the file, for what is no text, too much, or empty."""
    page = parse(data)
    assembly = Assembly()
    paragraphs = tables = 0
    for item in flow(page.root) if page.root is not None else []:
        if isinstance(item, Text):
            paragraphs += 1
            assembly.line(item.text, Locator(paragraph=paragraphs), heading=item.heading and len(item.text) <= _LONGEST_HEADING)
            continue
        tables += 1
        assembly.table(
            (
                GridCell(
                    cell.text,
                    cell.row,
                    cell.column,
                    cell.row_span,
                    cell.column_span,
                    Locator(table=tables, row=cell.row + 1, column=cell.column + 1),
                )
                for cell in item.cells
            ),
            locator=Locator(table=tables),
        )
    try:
        document = assembly.document(name, data, MEDIA_TYPE, path=path, notices=(_CUT,) if page.cut else ())
    except AuditError:
        if page.cut:
            raise AuditError(_CUT) from None
        raise
    return document._replace(encoding=page.decoded.encoding, undecodable=page.decoded.undecodable)
