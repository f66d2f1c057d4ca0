"""Word files for tests, benchmarks and fuzzing: made of strings of WordprocessingML, the same bytes on every run.

    python scripts/word_files.py REPORT.txt -o REPORT.docx

A report in plain text becomes a Word file with what makes such files hard to read: headings and items numbered automatically, sentences in
several runs, tables with merged cells, a table of contents, page numbers.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from auditor.model import Cell, Document, Table
from auditor.read import read_text

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items())
_RELATION = _NAMES["r"] + "/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>
<w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="1"/>
<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="character" w:styleId="ghost"><w:name w:val="ghost"/><w:rPr><w:vanish/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="1"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="2"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
"""
_MARKERS = (
    (re.compile(r"[一二三四五六七八九十]+、"), '<w:pStyle w:val="1"/>'),
    (re.compile(r"（[一二三四五六七八九十]+）"), '<w:pStyle w:val="2"/>'),
    (re.compile(r"\d+\.(?!\d)"), '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'),
)
_CHINESE = " 一二三四五六七八九"
_PAGE = '<w:p><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t> —</w:t></w:r></w:p>'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs and other inline elements; plain text becomes a run."""
    runs = "".join(item if item.startswith("<") else run(item) for item in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def table(rows: Iterable[Iterable[str]], properties: Mapping[tuple[int, int], str] | None = None) -> str:
    """A table of cells, each text or blocks; `properties` of cells by row and place in the row."""
    written = ""
    width = 1
    for number, row in enumerate(rows):
        cells = ""
        for place, cell in enumerate(row):
            shape = '<w:tcW w:w="1400" w:type="dxa"/>' + (properties or {}).get((number, place), "")
            width = max(width, place + 1)
            cells += f"<w:tc><w:tcPr>{shape}</w:tcPr>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>"
        written += f"<w:tr>{cells}</w:tr>"
    grid = '<w:gridCol w:w="1400"/>' * width
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>'


def package(
    body: str,
    *,
    styles: str = STYLES,
    numbering: str = NUMBERING,
    parts: Mapping[str, str] | None = None,
    others: Mapping[str, bytes] | None = None,
    main: str = "document.main+xml",
    section: str = "",
) -> bytes:
    """A Word file. `parts` are further parts by name (footnotes, endnotes, settings, header1, footer2), `others` members of any kind.

    Headers and footers have their names as ids of their relations.
    """
    roots = {"styles": "styles", "numbering": "numbering", "header": "hdr", "footer": "ftr"}
    written = {"styles": styles, "numbering": numbering, **(parts or {})}
    members: dict[str, bytes] = {}
    relations = types = ""
    for name, content in written.items():
        kind = name.rstrip("0123456789")
        root = roots.get(kind, kind)
        members[f"word/{name}.xml"] = f"<w:{root} {_DECLARED}>{content}</w:{root}>".encode()
        relations += f'<Relationship Id="{name}" Type="{_RELATION}{kind}" Target="{name}.xml"/>'
        types += f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}{kind}+xml"/>'
    whole = f"<w:document {_DECLARED}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    front = f'<Relationship Id="main" Type="{_RELATION}officeDocument" Target="word/document.xml"/>'
    types += f'<Override PartName="/word/document.xml" ContentType="{_CONTENT}{main}"/>'
    types += '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types += '<Default Extension="xml" ContentType="application/xml"/>'
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}content-types">{types}</Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}relationships">{front}</Relationships>'.encode(),
            "word/document.xml": whole.encode(),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}relationships">{relations}</Relationships>'.encode(),
            **members,
            **(others or {}),
        }
    )


def archive(members: Mapping[str | ZipInfo, bytes] | Mapping[str, bytes]) -> bytes:
    """A zip archive with these members, without the time it was made."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name if isinstance(name, ZipInfo) else ZipInfo(name), content, ZIP_DEFLATED)
    return written.getvalue()


def word_of(document: Document, seed: int = 1) -> bytes:
    """A Word file with the paragraphs and tables of a document that was read from text."""
    chance = random.Random(seed)  # noqa: S311 - where to cut runs
    counts = [0, 0, 0]
    body = contents = ""
    for block in document.blocks:
        if isinstance(block, Table):
            body += _table(block)
            continue
        properties, text = _numbered(block.text, counts)
        if properties.startswith("<w:pStyle"):
            contents += paragraph(f"{block.text}\t7", properties='<w:pStyle w:val="TOC1"/>')
        body += paragraph(*_cut(text, chance), properties=properties)
    toc = f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{contents}</w:sdtContent></w:sdt>'
    return package(
        toc + body,
        parts={"footer1": _PAGE},
        section='<w:footerReference w:type="default" r:id="footer1"/>',
    )


def _numbered(text: str, counts: list[int]) -> tuple[str, str]:
    """The properties that number a paragraph and its text without the number, if counting gives the number that is written."""
    for level, (marker, properties) in enumerate(_MARKERS):
        if found := marker.match(text):
            count = counts[level] + 1
            if found[0].strip("（）、.") not in {str(count), _CHINESE[count : count + 1]}:
                return "", text
            counts[level:] = [count] + [0] * (2 - level)
            return properties, text[found.end() :].lstrip()
    return "", text


def _cut(text: str, chance: random.Random) -> list[str]:
    """The text in runs that end anywhere, also inside of numbers."""
    cuts = sorted({0, len(text), *(chance.randint(0, len(text)) for _ in range(len(text) // 15))})
    return [run(text[first:last], '<w:rFonts w:eastAsia="仿宋"/>') for first, last in pairwise(cuts)]


def _table(block: Table) -> str:
    rows: list[list[str]] = []
    shapes: dict[tuple[int, int], str] = {}
    reaching: dict[tuple[int, int], Cell] = {}  # positions that a cell further up covers
    for row in block.rows:
        number = len(rows)
        cells: list[str] = []
        for cell in row:
            above = reaching.get((cell.row, cell.column))
            shape = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
            shape += "<w:vMerge/>" if above else '<w:vMerge w:val="restart"/>' if cell.row_span > 1 else ""
            shapes[number, len(cells)] = shape
            cells.append("".join(paragraph(line) for line in ("" if above else cell.text).split("\n")))
            reaching.update({(cell.row + down, cell.column): cell for down in range(1, cell.row_span)})
        rows.append(cells)
    return table(rows, shapes)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the Word file of a report in plain text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    options.output.write_bytes(word_of(read_text(options.report.read_text(encoding="utf-8"), options.report.name)))


if __name__ == "__main__":
    main()
