"""Boxes on a page, and how the space of a PDF turns into the page as it is read and as it is shown.

All boxes are (left, top, right, bottom) in points, from the upper left corner down.
"""

from __future__ import annotations

from auditor.records import NamedTuple

Box = tuple[float, float, float, float]


class Frame(NamedTuple):
    """The upright page: the user space `area` (left, bottom, right, top) turned clockwise by `turn` degrees."""

    area: Box
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        left, bottom, right, top = self.area
        return (right - left, top - bottom) if self.turn % 180 == 0 else (top - bottom, right - left)

    def upright(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of user space on the upright page."""
        x0, y0, x1, y1 = self.area
        if self.turn == 0:
            return left - x0, y1 - top, right - x0, y1 - bottom
        if self.turn == 90:
            return bottom - y0, left - x0, top - y0, right - x0
        if self.turn == 180:
            return x1 - right, bottom - y0, x1 - left, top - y0
        return y1 - top, x1 - right, y1 - bottom, x1 - left

    def shown(self, box: Box, rotation: int) -> Box:
        """A box of the upright page on the page as a viewer shows it, turned clockwise by `rotation`.

        The two differ where a table was printed sideways.
        """
        width, height = self.size
        left, top, right, bottom = box
        further = (rotation - self.turn) % 360
        if further == 90:
            return height - bottom, left, height - top, right
        if further == 180:
            return width - right, height - bottom, width - left, height - top
        if further == 270:
            return top, width - right, bottom, width - left
        return box


def union(boxes: list[Box]) -> Box:
    """The smallest box around some, at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
