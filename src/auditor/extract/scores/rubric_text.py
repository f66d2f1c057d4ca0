"""The text of a printed standard made plain: one width, no blanks, list numbers as separators, and the way back to the original."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from auditor.patterns import compiled, in_class
from auditor.records import Record

LONGEST = 3000  # characters; a longer cell is no standard
_PLAIN = dict(
    zip(
        "（），；：％０１２３４５６７８９．＋" + "－—–―﹣" + "～〜" + "≧≦＜＞＝×＊" + "“”＂",
        "(),;:%0123456789.+" + "-----" + "~~" + "≥≤<>=**" + '"""',
        strict=True,
    )
)
_WRITTEN = compiled(f"[{in_class(''.join(_PLAIN))}]")  # to look for them costs a small part of what `str.translate` does


class Plain(Record):
    """A plain text and where its words stood: that at `starts[k]` of it stood at `origins[k]`."""

    text: str
    starts: Sequence[int]
    origins: Sequence[int]
    listed: int = 0  # the items of its list

    @property
    def is_unchanged(self) -> bool:
        """Whether all characters stand where they stood."""
        return len(self.starts) == 1 and not self.origins[0]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of `text[start:end]`; `start < end` is required."""
        starts, origins = self.starts, self.origins
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        return origins[first] + start - starts[first], origins[last] + end - starts[last]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Tags, and numbers that may open an item of a list. Compiled when the first standard is met."""
    return compiled("</?[a-zA-Z]{1,8}/?>"), compiled(r"(?<![^;。:>\s])\(?([1-9][0-9]?)[.、)]|([①-⑳])")


def _blanked(text: str, marks: list[tuple[int, int]]) -> str:
    """The text with blanks for tags, and `;` for the numbers of its list."""
    gaps = [(start, end, " ") for start, end in (found.span() for found in _patterns()[0].finditer(text))] if "<" in text else []
    gaps += [(start, end, ";") for start, end in marks]
    if not gaps:
        return text
    pieces: list[str] = []
    behind = 0
    for start, end, instead in sorted(gaps):  # no tag holds a number
        pieces += (text[behind:start], instead, " " * (end - start - 1))
        behind = end
    return "".join([*pieces, text[behind:]])


def may_list(text: str) -> bool:
    """False where a text lacks the first numbers of a list."""
    return ("1" in text and "2" in text) or "②" in text


def list_marks(text: str) -> list[tuple[int, int]]:
    """Where the numbers 1. 2. 3. or ①②③ of a list stand; a list counts up from 1, so 95. before a percent sign is none."""
    if not may_list(text):
        return []
    marks: list[tuple[int, int]] = []
    circled: list[tuple[int, int]] = []
    for found in _patterns()[1].finditer(text):
        counted = circled if found[2] else marks
        if (ord(found[2]) - ord("①") + 1 if found[2] else int(found[1])) == len(counted) + 1:
            counted.append(found.span())
    return marks if len(marks) > 1 else circled if len(circled) > 1 else []


def plain(text: str) -> Plain:
    """`text` in half width, without tags and blanks; the numbers of a list become `;`."""
    for written in {*_WRITTEN.findall(text)}:
        text = text.replace(written, _PLAIN[written])
    marks = list_marks(text)
    blanked = _blanked(text, marks)
    starts, origins = [], []
    length = at = 0
    words = blanked.split()
    for word in words:
        at = blanked.find(word, at)  # only blanks are before it
        starts.append(length)
        origins.append(at)
        length += len(word)
        at += len(word)
    return Plain("".join(words), starts, origins, len(marks))
