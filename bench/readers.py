"""Speed of the readers as ratios against the library that opens the format, measured in one run, interleaved, medians.

    python bench/readers.py [FORMAT …] [--rounds 15] [--file FILE]

Without a file, one of some fifty pages is made from our own fixtures. `docx` has small cells and next to no properties, `docx-report` is as
Word writes a report. `pdf` is prose against pdfium's plain text, `pdf-tables` ruled tables against pdfplumber's text and tables.

Every measurement is made in a process of its own, forked from one that has read a small file before: in one process, each finds the memory
in the disorder in which the other left it, and pays for tidying up (a tree of a hundred thousand elements: as much as parsing it again).
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import struct
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
from word_files import package, paragraph, run, table, word_of  # noqa: E402 - the same
from workbooks import workbook_of  # noqa: E402 - the same

SMALL = "一、自评结论\n全年支出100万元，其中基本支出60万元、项目支出40万元。\n指标\t分值\t得分\n投入\t50\t48\n产出\t50\t47\n"


class Contest(NamedTuple):
    """A file, a small one of the same kind, and what the library does with it."""

    data: bytes
    small: bytes
    opened: Callable[[bytes], object]


def docx(data: bytes | None) -> Contest:
    """Opening with python-docx."""
    import docx as library  # noqa: PLC0415 - only where this format is measured

    return Contest(
        data or word_of(read_text(fifty_pages(), "x")), word_of(read_text(SMALL, "x")), lambda data: library.Document(BytesIO(data))
    )


def docx_report(data: bytes | None) -> Contest:
    """The same for prose with six score tables of sixty rows and eight columns, everything with the properties that Word gives it."""
    font = '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="宋体" w:cs="宋体"/>'
    large = f'{font}<w:sz w:val="32"/><w:szCs w:val="32"/>'
    small = f'{font}<w:color w:val="000000"/><w:kern w:val="0"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
    indented = f'<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:rPr>{large}</w:rPr>'
    centred = f'<w:widowControl/><w:jc w:val="center"/><w:rPr>{small}</w:rPr>'
    border = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "left", "bottom", "right"))
    framed = f'<w:tcBorders>{border}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:vAlign w:val="center"/>'
    down = {0: '<w:vMerge w:val="restart"/>'}
    lines = (ROOT / "fixtures" / "reports" / "qinghe-2023.txt").read_text(encoding="utf-8").split("\n")
    prose = "".join(paragraph(run(line, large), properties=indented) for line in lines)
    titles = ("一级指标", "二级指标", "三级指标", "分值", "目标值", "完成值", "得分", "扣分原因")
    rows = [titles] + [("产出", "数量", f"改造农村户厕{number}组", "2", f"≥{number}座", f"{number}座", "2.00", "") for number in range(60)]
    shapes = {
        (row, column): framed + (down.get(row % 15, "<w:vMerge/>") if column < 2 and row else "")
        for row in range(61)
        for column in range(8)
    }
    scores = table([[paragraph(run(cell, small), properties=centred) for cell in row] for row in rows], shapes)
    return docx(data or package((prose + scores) * 6))


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
    return Contest(data or pdf_of(read_text(prose * 8, "x")), pdf_of(read_text(SMALL, "x")), plain)


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
    return Contest(data or pdf_of(read_text("\n".join(tables * 12), "x")), pdf_of(read_text(SMALL, "x")), found)


def xlsx(data: bytes | None) -> Contest:
    """Opening with openpyxl, which reads the cells as it opens."""
    import openpyxl  # noqa: PLC0415 - only where this format is measured

    book = workbook_of(read_text(SMALL, "x"))
    return Contest(data or workbook_of(read_text(fifty_pages(), "x")), book, lambda data: openpyxl.load_workbook(BytesIO(data)))


def calamine(data: bytes | None) -> Contest:
    """The same workbook, with the values of its cells read by python-calamine, which knows neither formats nor formulas."""
    import python_calamine as library  # noqa: PLC0415 - only where this format is measured

    def values(data: bytes) -> object:
        book = library.CalamineWorkbook.from_filelike(BytesIO(data))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    return Contest(data or workbook_of(read_text(fifty_pages(), "x")), workbook_of(read_text(SMALL, "x")), values)


def html(data: bytes | None) -> Contest:
    """Parsing with lxml."""
    from lxml import etree  # noqa: PLC0415 - only where this format is measured

    def parsed(data: bytes) -> object:
        return etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))

    return Contest(data or page_of(read_text(fifty_pages(), "x")), page_of(read_text(SMALL, "x")), parsed)


FORMATS = {"docx": docx, "docx-report": docx_report, "pdf": pdf, "pdf-tables": pdf_tables, "xlsx": xlsx, "calamine": calamine, "html": html}


def fifty_pages() -> str:
    """Some 40,000 characters of prose with thirty tables."""
    prose = (ROOT / "fixtures" / "reports" / "qinghe-2023.txt").read_text(encoding="utf-8")
    cases = (ROOT / "fixtures" / "tables" / "hunan.txt").read_text(encoding="utf-8").split("====")
    tables = [case.partition("----\n")[2].replace("[[", "").replace("]]", "") for case in cases]
    return "\n".join(prose + "\n".join(tables[number % len(tables)] for _ in range(4)) for number in range(8))


def measure(contest: Contest, rounds: int) -> tuple[float, float]:
    """Medians in seconds: the library, and reading with ours."""
    times: tuple[list[float], list[float]] = ([], [])
    works = (contest.opened, lambda data: read_bytes(data, "x", Settings()))
    for work in works:
        work(contest.small)  # what is imported and compiled only once
    gc.collect()
    gc.freeze()  # what this process holds is not looked through in the others
    for _ in range(rounds):
        for taken, work in zip(times, works, strict=True):
            taken.append(_alone(work, contest.data))
    opened, read = map(statistics.median, times)
    return opened, read


def _alone(work: Callable[[bytes], object], data: bytes) -> float:
    """The seconds of a processor that some work takes in a process of its own; a machine is hardly ever idle."""
    receiving, sending = os.pipe()
    child = os.fork()
    if not child:
        begin = time.process_time()
        result = work(data)  # kept, so that what is measured is not how it is thrown away
        os.write(sending, struct.pack("d", time.process_time() - begin))
        os._exit(result is None)
    os.waitpid(child, 0)
    (seconds,) = struct.unpack("d", os.read(receiving, 8))
    os.close(receiving)
    os.close(sending)
    return float(seconds)


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
