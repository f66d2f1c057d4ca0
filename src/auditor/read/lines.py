"""A raw line becomes its content: outer blanks and markup are left out, and every character remembers where it stood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.model import Passage
from auditor.patterns import compiled
from auditor.records import Record


class Line(Record):
    """The content of one line. `text` begins at `origin` of the document unless markup was cut out of it.

    `cuts` then holds, for each piece, where it begins in `text` and in the document. `end` is the document offset just behind the raw
    line, `indent` the width of the blanks before the content in columns, `heading` whether the line carries a Markdown heading mark.
    """

    number: int
    text: str
    origin: int
    end: int
    indent: int = 0
    cuts: tuple[tuple[int, int], ...] = ()
    heading: bool = False


# Everything str.strip() takes, and the invisible characters that web pages and Word leave behind.
BLANKS = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f"
BLANKS += "\u205f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

_HEADING = compiled(r"#{1,6}(?=[\s*])|#{2,6}(?!#)")
_MARKUP = compiled(
    r"(?i)\*\*|\[bookmark:[^\[\]]{0,200}\]"
    r"|</?(?:p|br|div|span|b|strong|em|i|u|sub|sup|font|td|tr|th|table|tbody|center)\b[^<>]{0,200}>"
)
_MOST_CUTS = 400  # a line with more marks than this is no marked-up text; it is taken as it stands

_LINE_ENDS = "\f\v\u2028\u2029"  # each one character, like "\n": treated as line ends without moving any offset


def split(text: str) -> list[str]:
    """The raw lines of `text`; a form feed ends a line, too. Offsets are kept: each line end is one character."""
    for end in _LINE_ENDS:
        if end in text:
            text = text.replace(end, "\n")
    return text.split("\n")


def has_marks(text: str) -> bool:
    """Whether a text has characters that may be marks of Markdown or HTML."""
    return "*" in text or "<" in text or "[" in text or "#" in text


def content(raw: str, start: int, number: int = 0) -> Line:
    """The content of the raw line (or cell) that begins at `start` of the document."""
    text = raw.strip(BLANKS)
    return stripped(raw, text, start, number) if text else Line(number, "", start, start + len(raw))


def stripped(raw: str, text: str, start: int, number: int) -> Line:
    """As `content`, where the raw line is known without its outer blanks, and something is left."""
    end = start + len(raw)
    blanks = raw.index(text[0]) if len(text) < len(raw) else 0
    indent = blanks + raw.count("\u3000", 0, blanks) if blanks else 0
    line = Line(number, text, start + blanks, end, indent, (), False)
    return _without_markup(line) if text[0] == "#" or "*" in text or "<" in text or "[" in text else line


def is_its_content(raw: str) -> bool:
    """Whether a cell is, for certain, without outer blanks and markup; asked first, for it is quick. Of all blanks, only " " is printable."""
    return raw.isprintable() and raw[0] not in " #" and raw[-1] != " " and not ("*" in raw or "<" in raw or "[" in raw)


def _without_markup(line: Line) -> Line:
    text = line.text
    heading = _HEADING.match(text)
    at = heading.end() if heading else 0
    kept: list[tuple[int, int]] = []
    for count, mark in enumerate(_MARKUP.finditer(text, at)):
        if count == _MOST_CUTS:
            return line
        kept.append((at, mark.start()))
        at = mark.end()
    kept.append((at, len(text)))
    if not heading and len(kept) == 1:
        return line
    kept = _trimmed(text, kept)
    if not kept:
        return line._replace(text="", heading=False)
    starts: list[tuple[int, int]] = []
    length = 0
    for first, last in kept:
        starts.append((length, line.origin + first))
        length += last - first
    return line._replace(
        text="".join([text[first:last] for first, last in kept]),
        origin=starts[0][1],
        cuts=tuple(starts) if len(starts) > 1 else (),
        heading=heading is not None,
    )


def _trimmed(text: str, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces without empty ones and without blanks at the two outer ends."""
    kept = [piece for piece in kept if piece[0] < piece[1]]
    while kept:
        first, last = kept[0]
        blank = len(text[first:last]) - len(text[first:last].lstrip(BLANKS))
        kept[0] = (first + blank, last)
        if kept[0][0] < last:
            break
        del kept[0]
    while kept:
        first, last = kept[-1]
        kept[-1] = (first, first + len(text[first:last].rstrip(BLANKS)))
        if first < kept[-1][1]:
            break
        del kept[-1]
    return kept


def passage(line: Line) -> Passage:
    """The passage of a single line."""
    if not line.cuts:
        return Passage(line.text, (0,), (line.origin,))
    starts, origins = zip(*line.cuts, strict=True)
    return Passage(line.text, starts, origins)


def joined(lines: Sequence[Line], breaks: Iterable[int] = ()) -> Passage:
    """The passage of several lines in a row. Behind the lines whose index is in `breaks` the line end stays in the text."""
    if len(lines) == 1:
        return passage(lines[0])
    kept = set(breaks)
    texts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for index, line in enumerate(lines):
        for start, origin in line.cuts or ((0, line.origin),):
            if not origins or origin - origins[-1] != length + start - starts[-1]:  # else it goes on where the piece before ends
                starts.append(length + start)
                origins.append(origin)
        texts.append(line.text)
        length += len(line.text)
        if index in kept:
            if line.end - origins[-1] != length - starts[-1]:
                starts.append(length)
                origins.append(line.end)
            texts.append("\n")
            length += 1
    return Passage("".join(texts), tuple(starts), tuple(origins))
