"""The ruled lines of a page: a cheap look that tells whether there may be a table, and the lines themselves when there is.

The look goes over the objects of the page without their points.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from auditor.read.pdf.geometry import Box, Frame, union
from auditor.records import NamedTuple

_THIN = 4.0  # points; a filled rectangle as thin as this is a rule
_SHORTEST = 8.0  # points; what is shorter belongs to a character or a pattern
_STRAIGHT = 0.6  # points by which the ends of a straight rule may differ
_NO_WIDTH = 0.01
_DEEPEST = 4  # forms in forms
_MOST_OBJECTS = 50_000  # of a page that are looked at
_MOST_POINTS = 40_000
_FEWEST_RULES = 8  # of the smallest table
_MANY_POINTS = 12  # a single object that draws a whole table
_COVERING = 0.5  # of the page: a picture as large as this is a scan

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Look(NamedTuple):
    """What the objects of a page are: rules across and down, boxes, the share of the page that pictures cover, whether text is invisible.

    `dropped` counts pieces of text without width in fonts that the file does not hold: blanks, or characters that pdfium leaves out.
    """

    across: int = 0
    down: int = 0
    boxes: int = 0
    pictured: float = 0.0
    hides_text: bool = False
    dropped: int = 0
    objects: int = 0

    @property
    def is_ruled(self) -> bool:
        """Whether there may be a table: lines that cross, or boxes side by side."""
        return (self.across >= 2 and self.down >= 2) or self.boxes + min(self.across, self.down) >= 2

    @property
    def is_scan(self) -> bool:
        """Whether a picture fills the page."""
        return self.pictured >= _COVERING


def look(page: pdfium.PdfPage) -> Look:
    """A look at the objects of an open page."""
    area = page.get_bbox()
    size = max(1.0, (area[2] - area[0]) * (area[3] - area[1]))
    across = down = boxes = 0
    pictured = 0.0
    dropped = 0
    edges = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(edge) for edge in edges]
    objects = 0
    for kind, item, matrix in _objects(page):
        objects += 1
        pdfium_c.FPDFPageObj_GetBounds(item, *pointers)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            if edges[2].value - edges[0].value < _NO_WIDTH:
                dropped += pdfium_c.FPDFFont_GetIsEmbedded(pdfium_c.FPDFTextObj_GetFont(item)) == 0
            continue
        left, bottom, right, top = _moved(matrix, edges[0].value, edges[1].value, edges[2].value, edges[3].value)
        width, height = right - left, top - bottom
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictured = max(pictured, width * height / size)
        elif width >= _SHORTEST and height <= _THIN:
            across += 1
        elif height >= _SHORTEST and width <= _THIN:
            down += 1
        elif width >= _SHORTEST and height >= _SHORTEST:
            boxes += 1 if pdfium_c.FPDFPath_CountSegments(item) < _MANY_POINTS else 2
    return Look(across, down, boxes, pictured, pictured >= _COVERING and _hides_text(page), dropped, objects)


def _hides_text(page: pdfium.PdfPage) -> bool:
    """Whether most text is invisible: that of a program that has recognised a scan."""
    texts = [item for kind, item, _ in _objects(page) if kind == pdfium_c.FPDF_PAGEOBJ_TEXT]
    hidden = sum(1 for item in texts if pdfium_c.FPDFTextObj_GetTextRenderMode(item) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
    return hidden * 2 > len(texts)


def rules(page: pdfium.PdfPage, frame: Frame) -> list[Box]:
    """The straight rules of an open page on the upright page: of each its two ends as a flat box.

    The edges of backgrounds are no rules (some programs lay one behind each line of a cell), unless the page has no others.
    """
    drawn: list[Box] = []
    edges: list[Box] = []
    for kind, item, matrix in _objects(page):
        if kind != pdfium_c.FPDF_PAGEOBJ_PATH or len(drawn) + len(edges) > _MOST_POINTS:
            continue
        own = _combined(_matrix(item), matrix)
        found: list[Box] = []
        for one, two in _strokes(item):
            x0, y0 = _point(own, *one)
            x1, y1 = _point(own, *two)
            if abs(x0 - x1) <= _STRAIGHT or abs(y0 - y1) <= _STRAIGHT:
                found.append(frame.upright(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        if found:
            (drawn if _is_drawn(item, found) else edges).extend(found)
    return drawn if len(drawn) >= _FEWEST_RULES else drawn + edges


def _is_drawn(path: object, strokes: list[Box]) -> bool:
    """Whether a path is a line to the eye: it is stroked, or filled and thin."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, ctypes.byref(filled), ctypes.byref(stroked))
    left, top, right, bottom = union(strokes)
    return bool(stroked.value) or min(right - left, bottom - top) <= _THIN


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, object, Matrix]]:
    """The kinds and handles of the objects of a page, those in forms included, with the matrices of the forms."""
    seen = 0
    raw = page.raw
    get, kind_of = pdfium_c.FPDFPage_GetObject, pdfium_c.FPDFPageObj_GetType
    for index in range(min(pdfium_c.FPDFPage_CountObjects(raw), _MOST_OBJECTS)):
        item = get(raw, index)
        kind = kind_of(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            for inner in _in_form(item, _matrix(item), 1):
                seen += 1
                if seen > _MOST_OBJECTS:
                    return
                yield inner
        else:
            yield kind, item, _IDENTITY


def _in_form(form: object, matrix: Matrix, depth: int) -> Iterator[tuple[int, object, Matrix]]:
    for index in range(min(pdfium_c.FPDFFormObj_CountObjects(form), _MOST_OBJECTS)):
        item = pdfium_c.FPDFFormObj_GetObject(form, index)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            if depth < _DEEPEST:
                yield from _in_form(item, _combined(_matrix(item), matrix), depth + 1)
        else:
            yield kind, item, matrix


def _strokes(path: object) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of a path, between points in its own space."""
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    start = here = (0.0, 0.0)
    for index in range(min(pdfium_c.FPDFPath_CountSegments(path), _MOST_POINTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, at_x, at_y)
        point = (x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield here, point
        here = point
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            yield here, start
            here = start


def _matrix(item: object) -> Matrix:
    values = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, values):
        return _IDENTITY
    return values.a, values.b, values.c, values.d, values.e, values.f


def _combined(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    if outer == _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """The box, in user space, around a box that `matrix` moves."""
    if matrix == _IDENTITY:
        return left, bottom, right, top
    corners = [_point(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    return (min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners))
