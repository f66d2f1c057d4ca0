"""The commands beside `check`: the fields and the outline of a report, its text, the rules and their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from auditor.model import AuditError, Document, Settings
from auditor.read import find
from auditor.report import console
from auditor.report.layout import Line, Piece, pad, width
from auditor.report.sink import encodes_everything, result
from auditor.session import Status, complain, output_format, read, spare_inputs

if TYPE_CHECKING:
    from auditor.report.fields import ReportFields


def show_fields(paths: Sequence[str], *, format: str | None, output: str | None, outline: bool, color: str) -> Status:  # noqa: A002
    """`audit extract`: the fields of every input, or its outline. An input that cannot be read is named, the others are shown."""
    wanted = format or ("json" if output_format(output) == "json" else "table")
    inputs = find(paths, complain)
    spare_inputs(inputs, output)
    status = Status.CLEAN
    with result(output) as stream:
        show = _outline if outline else _json if wanted == "json" else _table
        for number, source in enumerate(inputs):
            try:
                document = read(source, Settings())
            except AuditError as error:
                complain(str(error))
                status = Status.UNREADABLE
                continue
            if number and show is not _json:
                stream.write("\n")
            show(document, stream, console.is_coloured(color, stream))
            stream.flush()
    return status


def show_schema(output: str | None) -> Status:
    """`audit extract --schema`: the JSON schema of the fields."""
    from json import dumps

    from auditor.report.fields import ReportFields

    with result(output) as stream:
        stream.write(dumps(ReportFields.model_json_schema(), ensure_ascii=not encodes_everything(stream), indent=2) + "\n")
    return Status.CLEAN


def show_text(path: str, output: str | None) -> Status:
    """`audit text`: the text that all offsets refer to."""
    inputs = find([path])
    if [source.name for source in inputs] != [path]:
        raise AuditError(f"{path}：里面有 {len(inputs)} 份报告，audit text 一次读一份；请写明是哪一份，如 {inputs[0].name}")
    spare_inputs(inputs, output)
    document = read(inputs[0], Settings())
    with result(output) as stream:
        stream.write(document.text)
    return Status.CLEAN


def show_rules(format: str, color: str) -> Status:  # noqa: A002
    """`audit rules`: id, category and title of every rule."""
    from auditor.audit.runner import catalogue

    rules = catalogue()
    with result(None) as stream:
        if format == "json":
            from json import dumps

            for rule in rules:
                told = {"id": rule.id, "category": rule.category, "title": rule.title, "codes": list(rule.codes), "page": rule.page}
                stream.write(dumps(told, ensure_ascii=not encodes_everything(stream)) + "\n")
        else:
            ids = max((width(rule.id) for rule in rules), default=0)
            lines: Iterable[Line] = ((Piece(pad(rule.id, ids), "rule"), Piece(f"  {rule.title}")) for rule in rules)
            console.show(lines, stream, coloured=console.is_coloured(color, stream))
    return Status.CLEAN


def show_page(rule: str, color: str) -> Status:
    """`audit explain`: the page of a rule. Raises `AuditError`, with a suggestion, for a rule that does not exist."""
    from auditor.audit.runner import catalogue, page
    from auditor.config import suggestion
    from auditor.report import page as pages

    try:
        text = page(rule)
    except KeyError:
        near = suggestion(rule, [item.id for item in catalogue()])
        raise AuditError(f"没有规则 {rule}{near}；audit rules 列出全部规则") from None
    with result(None) as stream:
        console.show(pages.page(text, console.columns(stream)), stream, coloured=console.is_coloured(color, stream))
    return Status.CLEAN


def _outline(document: Document, stream: TextIO, coloured: bool) -> None:
    from auditor.chunk import chunk
    from auditor.report.outline import outline

    console.show(outline(document, chunk(document), console.columns(stream)), stream, coloured=coloured)


def _table(document: Document, stream: TextIO, coloured: bool) -> None:
    from auditor.report.outline import table

    console.show(table(_fields(document), console.columns(stream)), stream, coloured=coloured)


def _json(document: Document, stream: TextIO, _coloured: bool) -> None:
    from json import dumps

    stream.write(dumps(_fields(document).model_dump(mode="json"), ensure_ascii=not encodes_everything(stream)) + "\n")


def _fields(document: Document) -> ReportFields:
    """The structured fields of a document, its indicators assessed."""
    from auditor.audit.records import assess
    from auditor.pipeline import audit_document
    from auditor.report.fields import report_fields

    report = audit_document(document)
    return report_fields(report, assess(report))
