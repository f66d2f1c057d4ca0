"""The table that ends a run over several inputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.model import Outcome, Report, Severity
from auditor.records import NamedTuple
from auditor.report.adequacy import cautions
from auditor.report.layout import Line, Piece, pad, printable, shorten, width
from auditor.report.wording import SEVERITY

_COLUMNS = ("错误", "警告", "提示", "核对", "不成立", "无法判断")
_GAP = 2
_REMARK = 12  # columns: a gap and 核对不充分


class Row(NamedTuple):
    """One input: the numbers of `_COLUMNS`, and a remark. No numbers: it could not be read."""

    name: str
    counts: tuple[int, ...] = ()
    remark: str = ""


def row(name: str, report: Report) -> Row:
    """What the table says of one report. Only this is kept of it, so that a long run does not grow."""
    severities = Counter(finding.severity for finding in report.findings)
    ledger = report.ledger
    counts = (
        *(severities[item] for item in (Severity.ERROR, Severity.WARNING, Severity.NOTE)),
        len(ledger.checked),
        ledger.count(Outcome.BROKEN),
        ledger.count(Outcome.NOT_ASSESSABLE),
    )
    return Row(name, counts, "核对不充分" if cautions(report) else "")


def table(rows: Sequence[Row], columns: int) -> Iterator[Line]:
    """The table with a head, a row for each input and the totals."""
    read = [item for item in rows if item.counts]
    totals = tuple(map(sum, zip(*(item.counts for item in read), strict=True)))
    room = columns - sum(width(name) + _GAP for name in _COLUMNS) - _REMARK
    names = [shorten_left(printable(item.name), room) for item in rows]
    widest = max(map(width, [*names, f"合计 {len(read)} 份"]))
    yield (Piece(pad("文件", widest), "quiet"), *(Piece(" " * _GAP + name, "quiet") for name in _COLUMNS))
    for item, name in zip(rows, names, strict=True):
        if item.counts:
            yield (Piece(pad(name, widest)), *_numbers(item.counts), Piece(" " * _GAP + item.remark if item.remark else "", "alarm"))
        else:
            yield (Piece(pad(name, widest)), Piece(" " * _GAP), Piece(item.remark or "读不出", "error"))
    if len(read) > 1:
        yield (Piece(pad(f"合计 {len(read)} 份", widest), "section"), *_numbers(totals))


def _numbers(counts: Sequence[int]) -> Iterator[Piece]:
    styles = {name: severity.value for severity, name in SEVERITY.items()}
    for name, count in zip(_COLUMNS, counts, strict=True):
        yield Piece(f"{count:>{width(name) + _GAP}}", styles.get(name, "") if count else "quiet")


def shorten_left(text: str, columns: int) -> str:
    """The end of a path, which tells files apart, cut to `columns`."""
    if width(text) <= columns:
        return text
    return "…" + shorten(text[::-1], columns)[:-1][::-1]
