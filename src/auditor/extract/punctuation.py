"""Half-width punctuation between Chinese words, as many web pages have it, read as the full-width it stands for.

Each mark is replaced by one character, so that every offset stays; what is quoted to the reader comes from the document itself. Commas
and colons between digits (1,024 and 9:30) are part of a number and stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.model import Passage, Section
from auditor.patterns import compiled

BETWEEN_WORDS = compiled("(?<!\\d)[,:]|[,:](?!\\d)")
WIDE = {",": "，", ":": "："}


def widened(passage: Passage) -> Passage:
    """A paragraph with the punctuation of Chinese text."""
    text = passage.text
    wide = wide_text(text)
    return passage if wide is text else Passage(wide, passage.starts, passage.origins)


def widened_cell(passage: Passage) -> Passage:
    """A cell with the semicolons of Chinese text: its brackets and commas are those of titles and numbers, which are read either way."""
    text, starts, origins = passage.text, passage.starts, passage.origins
    return Passage(text.replace(";", "；"), starts, origins)


def widened_titles(sections: Sequence[Section]) -> Sequence[Section]:
    """The sections with their titles as the lines have them."""
    return [section if (wide := wide_text(section.title)) is section.title else section._replace(title=wide) for section in sections]


def wide_text(text: str) -> str:
    """The text itself when there is nothing to replace."""
    if "(" in text or ")" in text:
        text = text.replace("(", "（").replace(")", "）")
    if ";" in text:
        text = text.replace(";", "；")
    if "," in text or ":" in text:
        text = BETWEEN_WORDS.sub(_wide, text)
    return text


def _wide(mark: re.Match[str]) -> str:
    return WIDE[mark[0]]
