"""Whether so little of a document could be read or checked that silence must not be taken for a clean report."""

from __future__ import annotations

from auditor.model import Outcome, Report

_FEW_CHECKED = 10  # per cent of the numbers: below this most of the report was only looked at
_ENOUGH_TO_JUDGE = 20  # numbers; a share of fewer says nothing


def cautions(report: Report) -> list[str]:
    """Sentences that a reader must not miss, gravest first; none for a report that was read and checked well."""
    return [
        *report.document.notices,
        *_reading(report),
        *_checking(report),
        *_crashes(report),
        *(report.model_use.missing if report.model_use else ()),
    ]


def _reading(report: Report) -> list[str]:
    document = report.document
    if not document.undecodable:
        return []
    first = document.text.find("\ufffd")
    where = f"，第一处在第 {document.text.count(chr(10), 0, first) + 1} 行" if first >= 0 else ""
    return [f"有 {document.undecodable} 个字无法识别{where}。编码可能判断有误，这些字附近的内容没有核对。"]


def _checking(report: Report) -> list[str]:
    ledger = report.ledger
    assessed = len(ledger.checked) - ledger.count(Outcome.NOT_ASSESSABLE)
    if not ledger.numbers:
        return ["没有读出任何数字，几乎没有什么可以核对。没有报出问题，不等于没有问题。"]
    if not assessed:
        return [f"读出 {ledger.numbers} 个数字，但没有一处关系可以核对。没有报出问题，不等于没有问题。"]
    if ledger.numbers >= _ENOUGH_TO_JUDGE and ledger.numbers_in_claims * 100 < ledger.numbers * _FEW_CHECKED:
        return [f"读出 {ledger.numbers} 个数字，只有 {ledger.numbers_in_claims} 个参与核对，其余的没有核对过。"]
    return []


def _crashes(report: Report) -> list[str]:
    crashed = [run.rule for run in report.ledger.rules if run.status == "crashed"]
    return [f"有 {len(crashed)} 条规则运行出错，没有查完：{'、'.join(crashed)}。"] if crashed else []
