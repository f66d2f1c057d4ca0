"""PDF files for tests, benchmarks and fuzzing: written byte by byte, the same on every run.

    python scripts/pdf_files.py REPORT.txt -o REPORT.pdf

A report in plain text becomes a PDF file with what makes such files hard to read: lines cut by the width of the page, a header and a number
on every page, tables that go on over pages, text that breaks in their cells. The font is one that every viewer has; it is not embedded.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from auditor.model import Document, Table
from auditor.read import read_text

WIDTH, HEIGHT = 595, 842  # A4, in points
LEFT, TOP, BOTTOM = 90, 90, 760  # of the text
SIZE = 12.0
_LEADING = 20.0
_PADDING = 5.4
_COLUMN_END = "，。、；：）》”％%!！?？"  # not at the beginning of a line
_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
    ),
    (
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880"
        " /Descent -120 /CapHeight 880 /StemV 93 >>"
    ),
)


class Page:
    """A page that is drawn on; all places are counted from its upper left corner."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT, *, rotate: int = 0, turned: bool = False) -> None:
        """`rotate` is what a viewer turns the page by; on a `turned` page everything is drawn sideways, read from the right."""
        self.width, self.height, self.rotate = width, height, rotate
        self._turned = turned
        self.drawn: list[str] = []
        self.picture: tuple[int, int, bytes] | None = None

    def _place(self, x: float, y: float) -> tuple[float, float]:
        return (y, x) if self._turned else (x, self.height - y)

    def text(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        """Write a line whose characters stand between `y` and `y + size`."""
        at = self._place(x, y + 0.88 * size)
        matrix = "0 1 -1 0" if self._turned else "1 0 0 1"
        self.drawn.append(f"BT /F1 {size:g} Tf {matrix} {at[0]:g} {at[1]:g} Tm <{text.encode('utf-16-be').hex()}> Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        one, two = self._place(x0, y0), self._place(x1, y1)
        self.drawn.append(f"{one[0]:g} {one[1]:g} m {two[0]:g} {two[1]:g} l S")

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw the rules of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])

    def image(self, width: int, height: int, grey: bytes) -> None:
        """Fill the page with a picture of one byte a dot."""
        self.picture = width, height, grey
        self.drawn.append(f"q {self.width:g} 0 0 {self.height:g} 0 0 cm /Im1 Do Q")


def pdf(pages: Iterable[Page], *, locked: bool = False) -> bytes:
    """The file of these pages; `locked` asks for a password that nobody knows."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", *_FONT]
    bodies = [text.encode() for text in objects]
    kids: list[int] = []

    def add(body: bytes) -> int:
        bodies.append(body)
        return len(bodies)

    def stream(content: bytes, entries: str = "") -> int:
        packed = zlib.compress(content, 9)
        return add(b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), entries.encode(), packed))

    for page in pages:
        content = stream("\n".join(page.drawn).encode())
        picture = ""
        if page.picture:
            width, height, grey = page.picture
            entries = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8"
            picture = f"/XObject << /Im1 {stream(grey, entries)} 0 R >>"
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width:g} {page.height:g}] /Rotate {page.rotate}"
                f" /Resources << /Font << /F1 3 0 R >> {picture} >> /Contents {content} 0 R >>".encode()
            )
        )
    bodies[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    trailer = ""
    if locked:
        key = f"<{'28' * 32}>"
        trailer = f"/Encrypt {add(f'<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>'.encode())} 0 R /ID [<00> <00>]"
    return _file(bodies, trailer)


def _file(bodies: Sequence[bytes], trailer: str) -> bytes:
    written = bytearray(b"%PDF-1.4\n%\xe4\xb8\xad\n")
    starts: list[int] = []
    for number, body in enumerate(bodies, 1):
        starts.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    written += b"".join(b"%010d 00000 n \n" % start for start in starts)
    written += f"trailer << /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(written)


def width_of(text: str, size: float = SIZE) -> float:
    """The width of a line in points: Latin characters are half as wide as Chinese ones."""
    return sum(0.5 if " " <= character <= "~" else 1.0 for character in text) * size


def wrapped(text: str, room: float, size: float = SIZE, first: float = 0.0) -> list[str]:
    """The lines of a paragraph: full ones, numbers undivided, no closing mark at the beginning; `first` is the indent of the first."""
    lines: list[str] = []
    line = ""
    for word in _words(text):
        used = width_of(line, size) + (first if not lines else 0.0)
        if line and used + width_of(word, size) > room and word[0] not in _COLUMN_END:
            lines.append(line)
            line = ""
        line += word
        while width_of(line, size) > room + size:  # a word wider than the page
            cut = int(room / size)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for character in text:
        latin = character.isascii() and not character.isspace()
        if words and latin and words[-1][-1].isascii() and not words[-1][-1].isspace():
            words[-1] += character
        else:
            words.append(character)
    return words


def _set(text: str, room: float, size: float) -> list[str]:
    """The lines of a cell."""
    return [line for part in text.split("\n") for line in wrapped(part, room, size)]


def _column(texts: Iterable[str]) -> float:
    """How wide a column has to be, in ems: its text may break, but not its numbers."""
    widest = 2.5
    for text in texts:
        widest = max(widest, min(width_of(text, 1), 12), *(width_of(word, 1) for word in _words(text) or [""]))
    return widest


class Press:
    """Sets a report page by page."""

    def __init__(self, header: str = "", *, numbered: bool = True, repeat_header: bool = True) -> None:
        self.pages: list[Page] = []
        self._header, self._numbered, self._repeat = header, numbered, repeat_header
        self._new_page()

    def _new_page(self) -> None:
        page = Page()
        self.pages.append(page)
        self._y = float(TOP)
        if self._header:
            page.text(LEFT + 100, 40, self._header, 9)
        if self._numbered:
            page.text(WIDTH / 2 - 20, HEIGHT - 50, f"— {len(self.pages)} —", 10)

    def paragraph(self, text: str, *, centred: bool = False) -> None:
        """Set a paragraph with its first line indented, or a title."""
        room = WIDTH - 2 * LEFT
        indent = 0.0 if centred else 2 * SIZE
        for number, line in enumerate(wrapped(text, room, first=indent)):
            if self._y + _LEADING > BOTTOM:
                self._new_page()
            x = LEFT + (room - width_of(line)) / 2 if centred else LEFT + (indent if number == 0 else 0)
            self.pages[-1].text(x, self._y, line)
            self._y += _LEADING

    def table(self, rows: Sequence[Sequence[str]], size: float = 9.0) -> None:
        """Set a table with rules; cells that are too narrow for their text break it, and a page break divides the table between rows."""
        count = max(len(row) for row in rows)
        filled = [[*row, *[""] * (count - len(row))] for row in rows]
        room = WIDTH - 2 * LEFT + 60
        wanted = [_column(row[column] for row in filled) for column in range(count)]
        size = min(size, (room - 2 * _PADDING * count) / sum(wanted))  # in small print rather than with numbers in two
        wanted = [ems * size + 2 * _PADDING for ems in wanted]
        xs = [float(LEFT - 30)]
        for one in wanted:
            xs.append(xs[-1] + one)
        begun = False
        ys = [self._y]
        for number, row in enumerate(filled):
            cells = [_set(text, xs[column + 1] - xs[column] - 2 * _PADDING, size) for column, text in enumerate(row)]
            height = max(map(len, cells)) * size * 1.3 + 6
            if self._y + height > BOTTOM:
                if begun:
                    self.pages[-1].grid(xs, ys)
                self._new_page()
                ys = [self._y]
                if begun and self._repeat:
                    self._row(xs, ys, [_set(text, xs[i + 1] - xs[i] - 2 * _PADDING, size) for i, text in enumerate(filled[0])], size)
            begun = True
            self._row(xs, ys, cells, size)
            if number == len(filled) - 1:
                self.pages[-1].grid(xs, ys)
        self._y += _LEADING

    def _row(self, xs: Sequence[float], ys: list[float], cells: Sequence[Sequence[str]], size: float) -> None:
        for column, lines in enumerate(cells):
            for number, line in enumerate(lines):
                self.pages[-1].text(xs[column] + _PADDING, self._y + 3 + number * size * 1.3, line, size)
        self._y += max(map(len, cells)) * size * 1.3 + 6
        ys.append(self._y)

    def blank_page(self) -> None:
        """Leave a page empty, as before an appendix."""
        self.pages.append(Page())
        self._new_page()


def set_pages(document: Document, header: str = "", *, repeat_header: bool = True) -> list[Page]:
    """The pages of a report that came as text."""
    press = Press(header, repeat_header=repeat_header)
    for number, block in enumerate(document.blocks):
        if isinstance(block, Table):
            press.table([[cell.text for cell in row] for row in block.rows])
        else:
            for line in block.text.split("\n"):
                press.paragraph(line, centred=number == 0)
    return press.pages


def pdf_of(document: Document, header: str = "", *, repeat_header: bool = True) -> bytes:
    """The PDF file of a report that came as text."""
    return pdf(set_pages(document, header, repeat_header=repeat_header))


def main() -> None:
    """Write the PDF file of a text file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--header", default="")
    arguments = parser.parse_args()
    document = read_text(arguments.report.read_text(encoding="utf-8"), arguments.report.name)
    arguments.output.write_bytes(pdf_of(document, arguments.header))


if __name__ == "__main__":
    main()
