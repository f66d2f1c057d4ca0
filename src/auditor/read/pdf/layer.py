"""The text layer of a page, by pdfium: its lines where the page is plain, its single glyphs where it needs a closer look."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from auditor.patterns import compiled
from auditor.read.paragraphs import columns
from auditor.read.pdf.geometry import Box, Frame, union
from auditor.read.pdf.parts import Glyph, TextLine, em_of

MOST_GLYPHS = 20_000  # of a page; the densest table on the largest paper has some eight thousand
_CHINESE = 0x4E00
_LOOKED_AT = 120  # glyphs that tell whether the fonts have shapes
_NO_HEIGHT = 0.02  # of the width; 一 has more
_SAMPLE = 40  # glyphs that tell how a page is turned
_OUTER = 6  # glyphs at either end of a page that are looked at, too
_SLANTING = -1  # no turn
_TOLERANCE = 0.03  # radians by which a line may be askew
_GAP = 1.6  # ems a line may be wider than its characters, letter-spacing aside; pdfium puts a blank into every gap
_SPACING = 1.03  # how much wider justified lines are
_MARGIN = 0.12  # of the height: where page numbers stand
_NUMBERED = compiled(r"[^\w]{0,6}(?:第\s?)?\d{1,4}(?:\s?页)?[^\w]{0,6}")
_LINE_END = "\r\n"
# Characters that pdfium makes of hyphens at line ends, and of codes without a meaning.
_TRANSLATION = {0xFFFE: "-", 0x02: "-", 0x00: None, 0xFFFF: None}
_LOST = compiled(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")


class Layer:
    """The text layer of one open page. Close it before the page."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._textpage = page.get_textpage()
        self._raw = self._textpage.raw
        self.rotation: int = page.get_rotation()
        self.frame = Frame(page.get_bbox(), self.rotation)
        self.text: str = self._textpage.get_text_range(errors="replace").translate(_TRANSLATION)
        self.count: int = self._textpage.count_chars()
        self._rect = pdfium_c.FS_RECTF()

    def close(self) -> None:
        """Free what the page holds."""
        self._textpage.close()

    @property
    def is_garbled(self) -> bool:
        """Whether the fonts of the page do not tell which characters they draw."""
        lost = len(_LOST.findall(self.text))
        return lost * 3 > len(self.text)

    @property
    def lacks_shapes(self) -> bool:
        """Whether Chinese characters have no height: their font is not in the file and not on this machine."""
        edges = [ctypes.c_double() for _ in range(4)]
        pointers = [ctypes.byref(edge) for edge in edges]
        for index in range(0, self.count, max(1, self.count // _LOOKED_AT)):
            if pdfium_c.FPDFText_GetUnicode(self._raw, index) >= _CHINESE:
                pdfium_c.FPDFText_GetCharBox(self._raw, index, *pointers)
                left, right, bottom, top = (edge.value for edge in edges)
                if min(top - bottom, right - left) < _NO_HEIGHT * max(top - bottom, right - left):
                    return True
        return not self.count

    def plain(self) -> list[TextLine] | None:
        """The lines of a page that holds running text and nothing else, None where they might not be in order or complete."""
        if any(character > "\uffff" for character in self.text):  # offsets of pdfium count such characters twice
            return None
        height = self.frame.size[1]
        found: list[TextLine] = []
        at = 0
        low = 0.0
        for raw in self.text.split(_LINE_END):
            text = raw.strip()
            if text:
                first = at + raw.index(text[0])
                line = self._line(text, first, first + len(text) - 1)
                if line is None:
                    return None
                is_number = (line.box[3] < height * _MARGIN or line.box[1] > height * (1 - _MARGIN)) and _NUMBERED.fullmatch(text)
                if not is_number:
                    if (line.box[1] + line.box[3]) / 2 < low:
                        return None
                    low = line.box[3]
                found.append(line)
            at += len(raw) + len(_LINE_END)
        found.sort(key=lambda line: line.box[1] + line.box[3])
        return found

    def _line(self, text: str, first: int, last: int) -> TextLine | None:
        """A line by its outer characters, None if it is turned or has gaps."""
        begins = pdfium_c.FPDFText_GetCharIndexFromTextIndex(self._raw, first)
        ends = pdfium_c.FPDFText_GetCharIndexFromTextIndex(self._raw, last)
        if begins < 0 or ends < begins or not self._is_upright(begins):
            return None
        left, top, right, bottom = self._box(begins)
        end = self._box(ends)
        em = em_of(text[0], right - left, bottom - top)
        if em <= 0 or not top < (end[1] + end[3]) / 2 < bottom:
            return None
        if " " in text and end[2] - left > (columns(text) / 2 * _SPACING + _GAP) * em:
            return None
        return TextLine(text, (left, min(top, end[1]), end[2], max(bottom, end[3])), em)

    def _is_upright(self, index: int) -> bool:
        turned = pdfium_c.FPDFText_GetCharAngle(self._raw, index) + math.radians(self.rotation)
        return bool(abs((turned + math.pi) % (2 * math.pi) - math.pi) < _TOLERANCE)

    def _box(self, index: int) -> Box:
        rect = self._rect
        pdfium_c.FPDFText_GetLooseCharBox(self._raw, index, rect)
        return self.frame.upright(rect.left, rect.bottom, rect.right, rect.top)

    def glyphs(self) -> tuple[Frame, list[Glyph]]:
        """All glyphs in the order of the file, on the page turned so that most of them stand upright.

        Words that stand sideways on it are one glyph each. Slanting ones, a watermark, are left out.
        """
        turns = self._turns()
        usual = turns[0] if turns else 0
        frame = self.frame._replace(turn=usual)
        return frame, list(self._glyphs(frame) if len(turns) < 2 else _whole_words(self._glyphs(frame), self._all_turns(), usual))

    def _turns(self) -> list[int]:
        """The turns that make some glyphs upright, the usual one first."""
        step = max(1, self.count // _SAMPLE)
        counted = Counter(self._turn(index) for index in range(0, self.count, step))
        # Page numbers on a page printed sideways are few; they stand first or last in the file.
        outer = {self._turn(index) for index in (*range(min(_OUTER, self.count)), *range(max(0, self.count - _OUTER), self.count))}
        found = [turn for turn, _ in counted.most_common() if turn is not None]
        return [*found, *(turn if turn is not None else _SLANTING for turn in outer | set(counted) if turn not in found)]

    def _all_turns(self) -> list[int]:
        turns = (self._turn(index) for index in range(min(self.count, MOST_GLYPHS)))
        return [_SLANTING if turn is None else turn for turn in turns]

    def _turn(self, index: int) -> int | None:
        """By how many degrees a glyph has to be turned clockwise to stand upright, None if it slants."""
        quarters = pdfium_c.FPDFText_GetCharAngle(self._raw, index) / (math.pi / 2)
        nearest = round(quarters)
        return -nearest * 90 % 360 if abs(quarters - nearest) < _TOLERANCE else None

    def _glyphs(self, frame: Frame) -> Iterator[Glyph]:
        """A glyph for each character that pdfium counts; what draws nothing is a blank."""
        code, box, rect, raw = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox, self._rect, self._raw
        upright = frame.upright
        high = 0
        for index in range(min(self.count, MOST_GLYPHS)):
            value = code(raw, index)
            if value in (10, 13):
                yield "\n", 0.0, 0.0, 0.0, 0.0
                continue
            if 0xD800 <= value < 0xDC00:  # two halves of one character
                high = value
                value = 0x20
            elif 0xDC00 <= value < 0xE000:
                value = 0x10000 + ((high & 0x3FF) << 10) + (value & 0x3FF)
            box(raw, index, rect)
            yield _TRANSLATION.get(value, chr(value)) or " ", *upright(rect.left, rect.bottom, rect.right, rect.top)


def _whole_words(glyphs: Iterable[Glyph], turns: Sequence[int], usual: int) -> Iterator[Glyph]:
    """The glyphs with those that stand sideways put together to one a word, and without those that slant."""
    word: list[Glyph] = []
    turned = usual
    for glyph, turn in zip(glyphs, turns, strict=True):
        if glyph[0] <= " ":
            yield glyph
            continue
        if word and turn != turned:
            yield _word(word)
            word = []
        turned = turn
        if turn == usual:
            yield glyph
        elif turn != _SLANTING:
            word.append(glyph)
    if word:
        yield _word(word)


def _word(glyphs: Sequence[Glyph]) -> Glyph:
    return "".join(glyph[0] for glyph in glyphs), *union([glyph[1:] for glyph in glyphs])
