"""The text of scanned pages, by an optional library that recognises it (`pip install "auditor[ocr]"`).

Its models come with it and it works without a network. It is loaded when a page needs it, not before.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from statistics import median
from typing import Any

import pypdfium2 as pdfium

from auditor.read.paragraphs import columns
from auditor.read.pdf.geometry import Box
from auditor.read.pdf.parts import Glyph

_DOTS = 200 / 72  # for a point: as fine as a fax, and the models want no more
_LONGEST_SIDE = 3_600  # dots; larger paper is drawn coarser
_SHORTEST_RULE = 28.0  # points: no stroke of a character is as long
_SKEWED = math.radians(0.05)
_STEEPEST = math.radians(5)
_LONG_LINE = 120.0  # points; the slope of shorter lines of text says little
_LINE_END: Glyph = ("\n", 0.0, 0.0, 0.0, 0.0)
_Corners = Sequence[Sequence[float]]
Picture = Any  # an array of numpy, which comes with the optional library
_Line = tuple[_Corners, list[tuple[str, _Corners]]]  # a line with its corners, and its words with theirs


def recogniser() -> Recogniser | None:
    """What recognises text, None where it is not installed."""
    return Recogniser() if find_spec("rapidocr") and find_spec("onnxruntime") else None


class Recogniser:
    """Reads pages off their pictures. The models are loaded with the first page."""

    def __init__(self) -> None:
        self._engine: Any = None

    def read(self, page: pdfium.PdfPage) -> tuple[int, list[Glyph], list[Box]]:
        """The glyphs and rules of an open page set upright, and by how many degrees clockwise what a viewer shows was turned for that."""
        width, height = page.get_size()
        scale = min(_DOTS, _LONGEST_SIDE / max(width, height, 1.0))
        picture = page.render(scale=scale).to_numpy()
        turn = 0
        found, _ = self._lines(picture)
        if _stand(found):
            turn, picture, found = self._turned(picture)
        slope = _slope([corners for corners, _ in found], scale)
        around = (picture.shape[1] / scale / 2, picture.shape[0] / scale / 2)
        glyphs = [glyph for corners, words in found for glyph in (*_glyphs(corners, words, scale, slope, around), _LINE_END)]
        return turn, glyphs, _rules(picture, scale, slope)

    def _turned(self, picture: Picture) -> tuple[int, Picture, list[_Line]]:
        """A picture that was put in sideways, turned to where its text reads better."""
        import numpy as np

        tried = []
        for quarters, turn in ((1, 270), (3, 90)):
            turned = np.ascontiguousarray(np.rot90(picture, quarters))
            found, score = self._lines(turned, flip=False)
            tried.append((score, turn, turned, found))
        _, turn, turned, found = max(tried, key=lambda attempt: attempt[0])
        return turn, turned, found

    def _lines(self, picture: Picture, *, flip: bool = True) -> tuple[list[_Line], float]:
        """The lines of a picture, and how well they could be read. With `flip` single lines may stand on their heads."""
        if self._engine is None:
            from rapidocr import RapidOCR

            self._engine = RapidOCR(params={"Global.log_level": "critical"})
            logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        result = self._engine(picture, use_cls=flip, return_word_box=True, return_single_char_box=True)
        if result.boxes is None or result.txts is None:
            return [], 0.0
        words = result.word_results or [()] * len(result.txts)
        lines = [
            (corners, [(word[0], word[2]) for word in parts] or [(text, corners)])
            for corners, text, parts in zip(result.boxes.tolist(), result.txts, words, strict=False)
        ]
        return lines, sum(result.scores) / max(1, len(result.scores))


def _stand(lines: Sequence[_Line]) -> bool:
    """Whether most lines run up or down the picture."""
    tall = sum(1 for (left, _, low, _), words in lines if len(words) > 2 and low[1] - left[1] > 1.5 * (low[0] - left[0]))
    return tall * 2 > sum(1 for _, words in lines if len(words) > 2)


def _slope(lines: Iterable[_Corners], scale: float) -> float:
    """By how many radians the text of the page runs down."""
    slopes = [math.atan2(right[1] - left[1], right[0] - left[0]) for left, right, *_ in lines if right[0] - left[0] > _LONG_LINE * scale]
    found = median(slopes) if len(slopes) >= 3 else 0.0
    return found if _SKEWED < abs(found) < _STEEPEST else 0.0


def _glyphs(line: _Corners, words: Iterable[tuple[str, _Corners]], scale: float, slope: float, around: tuple[float, float]) -> list[Glyph]:
    """The glyphs of a line; a word that came as a whole is divided by the widths of its characters."""
    height = (line[3][1] - line[0][1] + line[2][1] - line[1][1]) / 2 / scale
    glyphs: list[Glyph] = []
    for text, corners in words:
        left, right = min(corners[0][0], corners[3][0]) / scale, max(corners[1][0], corners[2][0]) / scale
        middle = sum(corner[1] for corner in corners) / 4 / scale
        whole = columns(text) or 1
        at = left
        for character in text:
            step = (right - left) * columns(character) / whole
            x, y = at + step / 2 - around[0], middle - around[1]
            x, y = x * math.cos(slope) + y * math.sin(slope) + around[0], y * math.cos(slope) - x * math.sin(slope) + around[1]
            glyphs.append((character, x - step / 2, y - height / 2, x + step / 2, y + height / 2))
            at += step
    return glyphs


def _rules(picture: Picture, scale: float, slope: float) -> list[Box]:
    """The long straight strokes of a picture set upright, in points."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) if picture.ndim == 3 else picture
    rows, across = grey.shape
    if slope:
        turned = cv2.getRotationMatrix2D((across / 2, rows / 2), math.degrees(slope), 1.0)
        grey = cv2.warpAffine(grey, turned, (across, rows), borderValue=255)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    length = max(3, round(_SHORTEST_RULE * scale))
    found: list[Box] = []
    for shape in ((length, 1), (1, length)):
        # A stroke that is a dot askew is thickened first, or it would fall into pieces.
        thick = cv2.dilate(dark, cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if shape[1] == 1 else (3, 1)))
        strokes = cv2.morphologyEx(thick, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        count, _, boxes, _ = cv2.connectedComponentsWithStats(strokes)
        for left, top, width, height, _ in boxes[1:count].tolist():
            middle_x, middle_y = left + width / 2, top + height / 2
            if shape[1] == 1:
                found.append((left / scale, middle_y / scale, (left + width) / scale, middle_y / scale))
            else:
                found.append((middle_x / scale, top / scale, middle_x / scale, (top + height) / scale))
    return found
