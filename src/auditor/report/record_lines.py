"""Indicator records and target tables on a terminal: a grid where the output is wide enough, else a paragraph a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.report.grid import Grid
from auditor.report.layout import Line, Piece, printable, shorten, width, wrap
from auditor.report.wording import VERDICT

if TYPE_CHECKING:
    from auditor.report.records import IndicatorFields, ReachableScores, TargetRowFields, TargetTableFields
    from auditor.report.values import FieldValue

_HEADERS = ("行", "指标", "目标", "完成", "写明完成率", "算出完成率", "分值", "得分", "可能的得分", "结论")
_TARGET_HEADERS = ("行", "指标", "指标值", "描述", "依据")
_MOST_SCORES = 6  # possible scores that are written out


def written(value: FieldValue) -> str:
    """A value with its unit."""
    return printable(f"{value.value} {value.unit}" if value.unit else value.value)


def indicator_lines(items: Sequence[IndicatorFields], columns: int) -> Iterator[Line]:
    """Every record, under the classes it belongs to."""
    rows = [_cells(item) for item in items]
    grid = Grid(_HEADERS, rows, columns)
    if grid.fits:
        yield from grid.header()
    group = ""
    for item, row in zip(items, rows, strict=True):
        above = _classes(item)
        if above != group and above:
            yield (Piece("  "), Piece(shorten(above, columns - 2), "quiet"))
        group = above
        yield from grid.row(row) if grid.fits else _paragraph(row, _HEADERS, columns)


def target_table_lines(form: TargetTableFields, columns: int) -> Iterator[Line]:
    """A target table: project, funds, plan and goals, then its rows."""
    name = printable(form.project_name.value) if form.project_name else ""
    code = f"（{printable(form.project_code.value)}）" if form.project_code else ""
    yield (Piece(shorten(f"目标表（第 {form.place.line} 行）{name}{code}", columns), "section"),)
    told = [("预算", written(form.budget))] if form.budget else []
    told += [("来源", "、".join(map(written, form.funds)))] if form.funds else []
    told += [("支出计划", "、".join(f"{printable(item.period)} {written(item.share)}" for item in form.plan))] if form.plan else []
    told += [("目标", "；".join(printable(goal.value) for goal in form.goals))] if form.goals else []
    if told:
        yield from wrap(_labelled(told), columns, indent=2)
    rows = [_target_cells(row) for row in form.rows]
    if not rows:
        return
    grid = Grid(_TARGET_HEADERS, rows, columns)
    if grid.fits:
        yield from grid.header()
    group = ""
    for item, row in zip(form.rows, rows, strict=True):
        above = _classes(item)
        if above != group and above:
            yield (Piece("  "), Piece(shorten(above, columns - 2), "quiet"))
        group = above
        yield from grid.row(row) if grid.fits else _paragraph(row, _TARGET_HEADERS, columns)


def _classes(item: IndicatorFields | TargetRowFields) -> str:
    return " › ".join(printable(level) for level in (item.level1, item.level2) if level)


def _cells(item: IndicatorFields) -> tuple[str, ...]:
    target = f"{item.comparator or ''}{written(item.target)}" if item.target else ""
    return (
        str(item.place.line),
        printable(item.name),
        target or (printable(item.target_text.text) if item.target_text else ""),
        _optional(item.actual),
        _optional(item.stated_rate),
        f"{item.recomputed_rate} %" if item.recomputed_rate else "",
        _optional(item.full_marks),
        _optional(item.score),
        _possible(item.reachable_scores),
        VERDICT.get(item.verdict or "", ""),
    )


def _target_cells(row: TargetRowFields) -> tuple[str, ...]:
    value = row.target_text.text if row.target_text else ""
    sign = row.comparator if row.comparator and not value.startswith(row.comparator) else ""
    number = f"{sign}{written(row.target)}" if row.target else ""
    return (
        str(row.place.line),
        printable(row.level3),
        number or printable(value),
        printable(row.description.text) if row.description else "",
        printable(row.basis.text) if row.basis else "",
    )


def _optional(value: FieldValue | None) -> str:
    return written(value) if value else ""


def _possible(scores: ReachableScores | None) -> str:
    if scores is None:
        return ""
    if not scores.scores:
        return f"{scores.lowest}—{scores.highest}"
    return "、".join(scores.scores[:_MOST_SCORES]) + ("……" if len(scores.scores) > _MOST_SCORES else "")


def _paragraph(row: Sequence[str], headers: Sequence[str], columns: int) -> Iterator[Line]:
    """A row as one paragraph: its name, then every cell with its header."""
    lead = f"  第 {row[0]} 行  "
    told = [(header, cell) for header, cell in zip(headers[2:], row[2:], strict=True) if cell]
    pieces = [Piece(row[1], "message"), *([Piece("  ")] if told else []), *_labelled(told)]
    yield from wrap(pieces, columns, first=[Piece(lead, "place-name")], indent=width(lead))


def _labelled(told: Sequence[tuple[str, str]]) -> list[Piece]:
    pieces: list[Piece] = []
    for label, text in told:
        pieces += [Piece(f"{'  ' if pieces else ''}{label} ", "quiet"), Piece(text)]
    return pieces
