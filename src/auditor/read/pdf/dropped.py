"""Characters that pdfium leaves out: single ones in a font that the file does not hold and the machine does not have.

They have no shape to measure then. pdfplumber reads them from the file's own tables, and is only asked on pages where some are missing.
"""

from __future__ import annotations

import logging
from collections import Counter
from contextlib import suppress
from io import BytesIO
from statistics import median

from auditor.read.pdf.geometry import Frame
from auditor.read.pdf.parts import Glyph

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pdfplumber.pdf import PDF


class Plumber:
    """The file as pdfplumber reads it, opened when it is first needed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._file: PDF | None = None

    def glyphs(self, number: int, shown: Frame, turn: int, known: list[Glyph]) -> list[Glyph]:
        """The glyphs of page `number`, in the places of the `known` ones; these if the page cannot be read.

        `shown` is the page as a viewer shows it, `turn` that on which most glyphs stand upright.
        """
        import pdfplumber

        try:
            if self._file is None:
                logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells of each flaw in a file
                self._file = pdfplumber.open(BytesIO(self._data))
            page = self._file.pages[number - 1]
            upright = shown.turn == turn
            found: list[Glyph] = [
                (one["text"], *shown.shown((one["x0"], one["top"], one["x1"], one["bottom"]), turn))
                for one in page.chars
                if one["upright"] is upright
            ]
            page.close()
        except Exception:  # noqa: BLE001 - of a damaged file; what pdfium has read is better than nothing
            return known
        return _moved(found, known) if len(found) > sum(1 for glyph in known if glyph[0] > " ") else known

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            with suppress(Exception):  # it looks for pages again, and may find a damaged one
                self._file.close()


def _moved(found: list[Glyph], known: list[Glyph]) -> list[Glyph]:
    """The glyphs moved to where pdfium sees them: pages may begin elsewhere than in their corner."""
    once = {glyph[0]: glyph for glyph in found if glyph[0] > " "}
    often = Counter(glyph[0] for glyph in found)
    pairs = [(glyph, once[glyph[0]]) for glyph in known if often[glyph[0]] == 1 and glyph[0] in once]
    across = median(one[1] - two[1] for one, two in pairs) if pairs else 0.0
    down = median(one[4] - two[4] for one, two in pairs) if pairs else 0.0
    return [(text, left + across, top + down, right + across, bottom + down) for text, left, top, right, bottom in found]
