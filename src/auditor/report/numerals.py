"""Find a number that a finding names inside a quote, however its thousands are set apart."""

from __future__ import annotations

from unicodedata import normalize

from auditor.model import Span
from auditor.patterns import compiled

# Digits with thousands marks, half- or full-width; a blank only before exactly three more digits (2 615.40).
_WRITTEN = compiled(r"[0-9０-９](?:[0-9０-９.,，．]|[ \u00a0](?=[0-9]{3}(?![0-9])))*")


def find_number(quote: str, number: str) -> Span | None:
    """Where `number` (3168.45) stands in `quote` (项目支出 3,168.45 万元), or None.

    A number written with the same digits is preferred to one of equal value with other trailing zeros.
    """
    wanted = _plain(number)
    if not wanted:
        return None
    if "月" in number and number in quote:  # 2023年4月31日: all of a date is meant, not its first number
        at = quote.index(number)
        return Span(at, at + len(number))
    equal = None
    for match in _WRITTEN.finditer(quote):
        written = _plain(match.group())
        span = Span(match.start(), match.start() + len(match.group().rstrip(".,，．")))
        if written == wanted:
            return span
        if equal is None and _shortest(written) == _shortest(wanted):
            equal = span
    if equal is None and not wanted[0].isdigit() and wanted in quote:  # 良, 二〇二一年
        at = quote.index(wanted)
        return Span(at, at + len(wanted))
    return equal


def _plain(number: str) -> str:
    """The digits alone: 3,168.45 万元 → 3168.45. What has no digits first stays as it is."""
    folded = normalize("NFKC", number).strip().lstrip("-−")
    match = _WRITTEN.match(folded)
    return match.group().replace(",", "").replace(" ", "").rstrip(".") if match else folded


def _shortest(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
