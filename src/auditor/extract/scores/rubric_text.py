"""The text of a printed standard made plain: one width, no blanks, list numbers as separators, and the way back to the original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

from auditor.patterns import compiled
from auditor.records import NamedTuple

LONGEST = 3000  # characters; a longer cell is no standard
# One after the other: to look for each is a small part of what `str.translate` costs.
_PLAIN = tuple(
    zip(
        "（），；：％０１２３４５６７８９．＋" + "－—–―﹣" + "～〜" + "≧≦＜＞＝×＊" + "“”＂",
        "(),;:%0123456789.+" + "-----" + "~~" + "≥≤<>=**" + '"""',
        strict=True,
    )
)


class Plain(NamedTuple):
    """A plain text and where each of its characters stood."""

    text: str
    origins: Sequence[int]
    listed: int = 0  # the items of its list

    @property
    def is_unchanged(self) -> bool:
        """Whether all characters stand where they stood."""
        return type(self.origins) is range

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of `text[start:end]`; `start < end` is required."""
        return self.origins[start], self.origins[end - 1] + 1


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Tags, and numbers that may open an item of a list. Compiled when the first standard is met."""
    return compiled("</?[a-zA-Z]{1,8}/?>"), compiled(r"(?:(?<=[;。:>\s])|^)\(?([1-9][0-9]?)[.、)]|([①-⑳])")


@cache
def _words() -> re.Pattern[str]:
    return compiled(r"\S+")


def _blanked(text: str, marks: list[tuple[int, int]]) -> str:
    """The text with blanks for tags, and `;` for the numbers of its list."""
    tags = [found.span() for found in _patterns()[0].finditer(text)] if "<" in text else []
    if not tags and not marks:
        return text
    chars = list(text)
    for start, end in tags:
        chars[start:end] = [" "] * (end - start)
    for start, end in marks:
        chars[start:end] = [";", *[" "] * (end - start - 1)]
    return "".join(chars)


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
    for written, character in _PLAIN:
        if written in text:
            text = text.replace(written, character)
    marks = list_marks(text)
    blanked = _blanked(text, marks)
    words = blanked.split()
    if len(words) == 1 and len(words[0]) == len(blanked):
        return Plain(blanked, range(len(blanked)), len(marks))
    origins = tuple(chain.from_iterable(range(*found.span()) for found in _words().finditer(blanked)))
    return Plain("".join(words), origins, len(marks))
