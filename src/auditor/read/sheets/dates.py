"""Dates and times as a workbook shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from auditor.read.sheets.tokens import Token

_LAST_DAY = 2_958_465  # 9999-12-31
_WEEKDAYS = "一二三四五六日"
_UNSHOWN = "#####"  # what programs show for a date before the first one
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - dates in workbooks belong to no zone
_AFTER_1900 = 60  # the 29th of February 1900, which there was not; before it, days count from one later
_FROM_1904 = 1462


def moment(number: float, *, from_1904: bool) -> datetime | None:
    """The date and time of a stored number; None for what is none."""
    number += _FROM_1904 if from_1904 else 0
    if not 0 <= number <= _LAST_DAY + 1:
        return None
    days = number + 1 if number < _AFTER_1900 else number
    return _EPOCH + timedelta(seconds=round(days * 86_400))


def written(number: float, tokens: Sequence[Token], *, from_1904: bool) -> str:
    """A date or time, token by token."""
    when = moment(number, from_1904=from_1904)
    days = any(token.kind == "date" and token.text[0] in "yde" for token in tokens)
    if when is None or (days and number < 1 and not from_1904):  # an empty cell that a formula refers to is the day 0 of January 1900
        return _UNSHOWN
    seconds = round(number * 86_400)
    halves = any(token.kind == "half" for token in tokens)
    parts = []
    for index, token in enumerate(tokens):
        if token.kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
            parts.append(f"{seconds // unit:0{len(token.text)}d}")
        elif token.kind == "half":
            parts.append(("上午", "下午")[when.hour >= 12])
        elif token.kind == "date":
            parts.append(_part(when, token.text, minutes=token.text[0] == "m" and _is_minutes(tokens, index), halves=halves))
        elif token.kind == "literal":
            parts.append(token.text)
    return "".join(parts).strip()


def _part(when: datetime, letters: str, *, minutes: bool, halves: bool) -> str:
    kind, length = letters[0], len(letters)
    if kind == "y":
        return f"{when.year:04d}" if length > 2 else f"{when.year % 100:02d}"
    if kind == "e":
        return str(when.year)
    if kind == "m" and not minutes:
        return f"{when.month}月" if length > 2 else f"{when.month:0{length}d}"
    if kind == "a" or (kind == "d" and length > 2):
        return ("" if letters == "aaa" else "星期") + _WEEKDAYS[when.weekday()]
    if kind == "b":
        return ""
    hour = (when.hour + 11) % 12 + 1 if halves else when.hour
    value = {"d": when.day, "h": hour, "m": when.minute, "s": when.second}[kind]
    return f"{value:0{min(length, 2)}d}"


def _is_minutes(tokens: Sequence[Token], index: int) -> bool:
    """Whether an m stands behind hours or before seconds."""
    units = [(at, token.text[0].lower()) for at, token in enumerate(tokens) if token.kind in {"date", "elapsed"}]
    place = next(place for place, (at, _) in enumerate(units) if at == index)
    before = units[place - 1][1] if place else ""
    behind = units[place + 1][1] if place + 1 < len(units) else ""
    return before == "h" or behind == "s"
