"""Lines of styled pieces, measured in terminal columns: what the rich report and the plain one have in common.

A Chinese character is two columns wide. Styles are words of ours (`error`, `number`); each output gives them a look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import category, east_asian_width

from auditor.patterns import compiled
from auditor.records import NamedTuple


class Piece(NamedTuple):
    """A run of characters in one style."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]

_NEVER_FIRST = frozenset("，。、；：！？）》」』】〕”’…％%,.;:!?)]}")
_NEVER_LAST = frozenset("（《「『【〔“‘([{")
_BLANKS = compiled(r"\s+")
# Terminal escapes, and marks that turn the direction of writing: text from a report must not steer a terminal.
_CONTROL = compiled("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def printable(text: str) -> str:
    """Report text on one line: runs of blanks are one blank, control characters are left out."""
    return _CONTROL.sub("", _BLANKS.sub(" ", text))


def width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def pad(text: str, columns: int) -> str:
    """The text followed by blanks up to `columns`."""
    return text + " " * (columns - width(text))


def shorten(text: str, columns: int) -> str:
    """The text cut to `columns`, with … where something is missing."""
    if width(text) <= columns:
        return text
    kept, used = [], 1
    for char in text:
        used += _columns(char)
        if used > columns:
            break
        kept.append(char)
    return "".join(kept) + "…"


def wrap(pieces: Iterable[Piece], columns: int, *, first: Sequence[Piece] = (), indent: int = 0) -> list[Line]:
    """Break pieces into lines of at most `columns`. The first line begins with `first`, the others with `indent` blanks.

    Lines break at blanks and between Chinese characters, not inside a number or before the unit that is attached to it, and closing
    punctuation does not begin a line.
    """
    chars = [(char, piece.style) for piece in pieces for char in piece.text]
    lines: list[Line] = []
    lead: Sequence[Piece] = first
    room = columns - sum(width(piece.text) for piece in first)
    begin = 0
    while True:
        end = _line_end(chars, begin, max(room, 2))
        shown = end
        while shown > begin and chars[shown - 1][0] == " ":
            shown -= 1
        lines.append((*lead, *_joined(chars[begin:shown])))
        begin = end
        while begin < len(chars) and chars[begin][0] == " ":
            begin += 1
        if begin >= len(chars):
            return lines
        lead, room = (Piece(" " * indent),) if indent else (), columns - indent


def _line_end(chars: Sequence[tuple[str, str]], begin: int, room: int) -> int:
    used, last_break = 0, 0
    for at in range(begin, len(chars)):
        if at > begin and _may_break(chars[at - 1][0], chars[at][0]):
            last_break = at
        used += _columns(chars[at][0])
        if used > room:
            return last_break or max(at, begin + 1)
    return len(chars)


def _may_break(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _NEVER_LAST or after == " ":
        return False
    if before == " ":
        return True
    return _columns(before) == 2 or (before in _NEVER_FIRST and not after.isascii())


def _joined(chars: Sequence[tuple[str, str]]) -> list[Piece]:
    pieces: list[Piece] = []
    begin = 0
    for at in range(1, len(chars) + 1):
        if at == len(chars) or chars[at][1] != chars[begin][1]:
            pieces.append(Piece("".join(char for char, _ in chars[begin:at]), chars[begin][1]))
            begin = at
    return pieces


def _columns(char: str) -> int:
    if char.isascii():
        return 1
    if east_asian_width(char) in "WF":
        return 2
    return 0 if category(char) in ("Mn", "Me", "Cf") else 1
