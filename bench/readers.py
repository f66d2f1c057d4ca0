"""Speed of the readers as ratios against the library that opens the format, measured in one run, interleaved, medians.

    python bench/readers.py [FORMAT …] [--rounds 15] [--file FILE]

Without a file, one of some fifty pages is made from our own fixtures. `pdf` is prose against pdfium's plain text, `pdf-tables` ruled tables
against pdfplumber's text and tables.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from auditor.model import Settings  # noqa: E402 - scripts/ had to be found first
from auditor.read import read_bytes, read_text  # noqa: E402 - the same
from pdf_files import pdf_of  # noqa: E402 - the same
from web_pages import page_of  # noqa: E402 - the same
from word_files import word_of  # noqa: E402 - the same
from workbooks import workbook_of  # noqa: E402 - the same


class Contest(NamedTuple):
    """A file, and what its library does with it."""

    data: bytes
    opened: Callable[[bytes], object]


def docx(data: bytes | None) -> Contest:
    """Opening with python-docx."""
    import docx as library  # noqa: PLC0415 - only where this format is measured

    return Contest(data or word_of(read_text(fifty_pages(), "x")), lambda data: library.Document(BytesIO(data)))


def pdf(data: bytes | None) -> Contest:
    """Plain text of all pages with pypdfium2."""
    import pypdfium2  # noqa: PLC0415 - only where this format is measured

    def plain(data: bytes) -> int:
        document = pypdfium2.PdfDocument(data)
        length = 0
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            length += len(text.get_text_range())
            text.close()
            page.close()
        document.close()
        return length

    prose = (ROOT / "fixtures" / "reports" / "qinghe-2023.txt").read_text(encoding="utf-8")
    return Contest(data or pdf_of(read_text(prose * 8, "x")), plain)


def pdf_tables(data: bytes | None) -> Contest:
    """Text and tables of all pages with pdfplumber."""
    import pdfplumber  # noqa: PLC0415 - only where this format is measured

    def found(data: bytes) -> int:
        with pdfplumber.open(BytesIO(data)) as file:
            count = 0
            for page in file.pages:
                count += len(page.extract_text()) + len(page.extract_tables())
                page.close()
            return count

    cases = (ROOT / "fixtures" / "tables" / "hunan.txt").read_text(encoding="utf-8").split("====")
    tables = [case.partition("----\n")[2].replace("[[", "").replace("]]", "") for case in cases]
    return Contest(data or pdf_of(read_text("\n".join(tables * 12), "x")), found)


def xlsx(data: bytes | None) -> Contest:
    """Opening with openpyxl, which reads the cells as it opens."""
    import openpyxl  # noqa: PLC0415 - only where this format is measured

    return Contest(data or workbook_of(read_text(fifty_pages(), "x")), lambda data: openpyxl.load_workbook(BytesIO(data)))


def calamine(data: bytes | None) -> Contest:
    """The same workbook, with the values of its cells read by python-calamine, which knows neither formats nor formulas."""
    import python_calamine as library  # noqa: PLC0415 - only where this format is measured

    def values(data: bytes) -> object:
        book = library.CalamineWorkbook.from_filelike(BytesIO(data))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    return Contest(data or workbook_of(read_text(fifty_pages(), "x")), values)


def html(data: bytes | None) -> Contest:
    """Parsing with lxml."""
    from lxml import etree  # noqa: PLC0415 - only where this format is measured

    return Contest(data or page_of(read_text(fifty_pages(), "x")), lambda data: etree.fromstring(data, etree.HTMLParser(encoding="utf-8")))


FORMATS = {"docx": docx, "pdf": pdf, "pdf-tables": pdf_tables, "xlsx": xlsx, "calamine": calamine, "html": html}


def fifty_pages() -> str:
    """Some 40,000 characters of prose with thirty tables."""
    prose = (ROOT / "fixtures" / "reports" / "qinghe-2023.txt").read_text(encoding="utf-8")
    cases = (ROOT / "fixtures" / "tables" / "hunan.txt").read_text(encoding="utf-8").split("====")
    tables = [case.partition("----\n")[2].replace("[[", "").replace("]]", "") for case in cases]
    return "\n".join(prose + "\n".join(tables[number % len(tables)] for _ in range(4)) for number in range(8))


def measure(contest: Contest, rounds: int) -> tuple[float, float]:
    """Medians in seconds: the library, and reading with ours."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        for taken, work in zip(times, (contest.opened, lambda data: read_bytes(data, "x", Settings())), strict=True):
            begin = time.perf_counter()
            work(contest.data)
            taken.append(time.perf_counter() - begin)
    opened, read = (statistics.median(taken[1:]) for taken in times)
    return opened, read


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"{', '.join(FORMATS)}; all by default")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    for name in options.formats or FORMATS:
        contest = FORMATS[name](options.file.read_bytes() if options.file else None)
        opened, read = measure(contest, options.rounds)
        text = read_bytes(contest.data, "x", Settings()).text
        print(f"{name}: {len(text)} characters, the library {opened * 1000:.1f} ms, reading {read * 1000:.1f} ms, {read / opened:.2f} ×")


if __name__ == "__main__":
    main()
