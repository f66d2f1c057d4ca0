"""The part of a report that says what was not checked: numbers outside every claim, claims without a verdict, rules that did not apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.model import Checked, Outcome, Report, Span
from auditor.report.layout import Line, Piece, printable, wrap
from auditor.report.places import Places, told

_MOST_LINES = 5  # line numbers that are named for one reason


def unreported(report: Report) -> list[Checked]:
    """Broken claims that no finding tells of: the parse is in doubt, or the difference is one of rounding."""
    told = {item.span for finding in report.findings for item in finding.evidence}
    return [item for item in report.ledger.checked if item.verdict.outcome is Outcome.BROKEN and item.claim.stated.span not in told]


def unchecked(report: Report, places: Places, columns: int, *, explain: bool) -> Iterator[Line]:
    """The lines of the section 未检查. With `explain` every place is named, not only the first few."""
    ledger = report.ledger
    yield ()
    yield (Piece("未检查", "section"),)
    outside = ledger.numbers - ledger.numbers_in_claims
    share = f"（{ledger.numbers_in_claims * 100 // ledger.numbers}%）" if ledger.numbers else ""
    yield from _entry(
        "数字", f"读出 {ledger.numbers} 个，{ledger.numbers_in_claims} 个{share}参与核对，{outside} 个不在可核对的关系里", columns
    )
    unassessed = [
        (item.verdict.reason or "原因不明", item.claim.stated.span)
        for item in ledger.checked
        if item.verdict.outcome is Outcome.NOT_ASSESSABLE
    ]
    doubted = [("算出来不成立，但读法有疑或只差舍入，没有报为问题", item.claim.stated.span) for item in unreported(report)]
    most = len(unassessed) + len(ledger.skipped) + len(doubted) if explain else _MOST_LINES
    yield from _by_reason("未报出", doubted, places, columns, most)
    yield from _by_reason("无法判断", unassessed, places, columns, most)
    yield from _by_reason("未能核对", ledger.skipped, places, columns, most)
    for name, status in (("规则不适用", "not-applicable"), ("规则出错", "crashed")):
        reasons: dict[str, list[str]] = {}
        for run in ledger.rules:
            if run.status == status:
                reasons.setdefault(printable(run.reason) or "原因不明", []).append(run.rule)
        for reason, rules in reasons.items():
            yield from _entry(name, f"{reason}：{'、'.join(rules)}", columns)


def _by_reason(name: str, entries: Iterable[tuple[str, Span]], places: Places, columns: int, most: int) -> Iterator[Line]:
    reasons: dict[str, list[Span]] = {}
    for reason, span in entries:
        reasons.setdefault(reason, []).append(span)
    for reason, spans in sorted(reasons.items(), key=lambda entry: -len(entry[1])):
        located = [locator for span in spans if (locator := places.locator(span.start))]
        named = list(dict.fromkeys(told(locator) for locator in located) or dict.fromkeys(str(places.line(span.start)) for span in spans))
        where = "、".join(named[:most]) + (" 等" if len(named) > most else "")
        yield from _entry(name, f"{len(spans)} 处，{printable(reason)}（{where if located else f'第 {where} 行'}）", columns)


def _entry(name: str, text: str, columns: int) -> Iterator[Line]:
    yield from wrap([Piece(text)], columns, first=[Piece("  "), Piece(f"{name}  ", "quiet")], indent=4)
