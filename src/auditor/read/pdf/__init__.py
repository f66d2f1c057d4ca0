"""A PDF file becomes a Document: the lines of its pages, its tables, and what could not be read of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.model import AuditError, Document, Settings, Span
from auditor.read.assembly import Assembly
from auditor.read.pdf.flow import Flow
from auditor.read.pdf.furniture import without_furniture
from auditor.read.pdf.geometry import Frame
from auditor.read.pdf.parts import Page

MEDIA_TYPE = "application/pdf"
_MOST_PAGES = 5_000
_MOST_NAMED = 20  # pages that a notice names
_INSTALL = "要识别扫描图，请安装识别组件（pip install 'auditor[ocr]'）"
_LOCKED = "PDF 设有打开密码；请用密码打开后另存为没有密码的 PDF 再审"
_DAMAGED = "PDF 文件已损坏，打不开；请重新导出或重新下载后再审"


def read(data: bytes, name: str, settings: Settings, *, path: str | None = None) -> Document:  # noqa: ARG001 - as of every reader
    """The Document of a PDF file. Raises AuditError, without the name of the file, when it is locked, damaged or holds no text."""
    pages = list(_pages(data))
    if not any(page.items for page in pages):
        raise AuditError(_nothing([page for page in pages if page.is_unread]))
    kept, running = without_furniture(pages)
    assembly = Assembly()
    flow = Flow(assembly)
    for page in kept:
        flow.page(page)
    flow.running(running)
    document = assembly.document(name, data, MEDIA_TYPE, path=path, pages=len(pages), notices=_notices(pages))
    recognised = {page.number for page in pages if page.recognised}
    return document._replace(recognised=_on_pages(document, recognised)) if recognised else document


def _pages(data: bytes) -> Iterator[Page]:
    """The pages of a file, read one after the other: no more than one is open."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_c

    from auditor.read.pdf.pages import Reader

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        is_locked = error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
        raise AuditError(_LOCKED if is_locked else _DAMAGED) from None
    reader = Reader(document, data)
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise AuditError(f"PDF 有 {count} 页，超过 {_MOST_PAGES} 页的上限；请拆分后再审")
        for number in range(1, count + 1):
            try:
                yield reader.page(number)
            except pdfium.PdfiumError:  # a damaged page; the others may be whole
                yield Page(number, Frame((0.0, 0.0, 0.0, 0.0), 0), is_damaged=True)
    finally:
        reader.close()


def _on_pages(document: Document, numbers: set[int]) -> tuple[Span, ...]:
    """The stretches of the text that stand on these pages."""
    found: list[Span] = []
    ends = [start for start, _ in document.locators[1:]] + [len(document.text)]
    for (start, locator), end in zip(document.locators, ends, strict=True):
        if locator.page in numbers:
            goes_on = found and found[-1].end == start
            found.append(Span(found.pop().start if goes_on else start, end))
    return tuple(found)


def _notices(pages: Sequence[Page]) -> list[str]:
    """What the user has to know of pages that were not read, or not well."""
    told: list[str] = []
    if unread := [page.number for page in pages if page.is_unread]:
        told.append(f"{_named(unread)}是扫描图或图片，没有文字，没有读，其中的内容都没有核对；{_INSTALL}。")
    if recognised := [page.number for page in pages if page.recognised]:
        told.append(f"{_named(recognised)}是扫描图，文字由程序识别，可能有错；据此报出的问题至多是警告，请对照原图。")
    if damaged := [page.number for page in pages if page.is_damaged]:
        told.append(f"{_named(damaged)}已损坏，没有读。")
    return told


def _nothing(unread: Sequence[Page]) -> str:
    """Why there is no text in the whole file."""
    if unread:
        return f"PDF 是扫描图或图片，没有文字；{_INSTALL}，或另存为 Word 或文本再审"
    return "PDF 里没有文字；请换成有内容的报告"


def _named(pages: list[int]) -> str:
    """Page numbers in words: 第 3、5-8 页."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    told = "、".join(str(first) if first == last else f"{first}-{last}" for first, last in runs[:_MOST_NAMED])
    return f"第 {told}{'等' if len(runs) > _MOST_NAMED else ''} 页（共 {len(pages)} 页）"
