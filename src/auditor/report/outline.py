"""What `audit extract` shows on a terminal: the tree of sections, and the fields as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.report.layout import Line, Piece, pad, printable, shorten, wrap
from auditor.report.places import Places
from auditor.report.record_lines import indicator_lines, target_table_lines, written
from auditor.report.wording import DOCUMENT_KIND, FIELD

if TYPE_CHECKING:
    from auditor.model import Document, Section
    from auditor.report.fields import ReportFields
    from auditor.report.values import FieldValue

_NAME = 12  # columns of a field's name


def outline(document: Document, sections: Sequence[Section], columns: int) -> Iterator[Line]:
    """The tree of sections: line number, and the heading indented by its level."""
    places = Places(document, sections)
    digits = len(str(document.text.count("\n") + 1))
    for section in sections:
        if section.level == 0:
            yield (Piece(shorten(printable(section.title or document.name), columns), "title"),)
            continue
        indent = "  " * (section.level - 1)
        heading = shorten(printable(places.heading(section)), max(columns - digits - 2 - len(indent), 10))
        yield (Piece(f"{places.line(section.span.start):>{digits}}  ", "quiet"), Piece(indent + heading))


def table(fields: ReportFields, columns: int) -> Iterator[Line]:
    """The fields of a report, one a line, with their lines in the text; then the indicators."""
    yield (Piece(fields.name, "title"),)
    for name, label in FIELD.items():
        yield from wrap([_value(fields, name)], columns, first=[Piece("  "), Piece(pad(label, _NAME + 2), "quiet")], indent=_NAME + 4)
    if fields.indicators:
        yield ()
        yield (Piece(f"指标（{len(fields.indicators)} 项）", "section"),)
        yield from indicator_lines(fields.indicators, columns)
    for form in fields.target_tables:
        yield ()
        yield from target_table_lines(form, columns)


def _value(fields: ReportFields, name: str) -> Piece:
    if name == "kinds":
        return Piece("、".join(DOCUMENT_KIND.get(kind, kind) for kind in fields.kinds.values)) if fields.kinds else _nothing()
    if name == "fiscal_year":
        return Piece(str(fields.fiscal_year.value)) if fields.fiscal_year else _nothing()
    value: FieldValue | None = getattr(fields, name)
    return Piece(f"{written(value)}（第 {value.place.line} 行）") if value else _nothing()


def _nothing() -> Piece:
    return Piece("文中没有", "quiet")
