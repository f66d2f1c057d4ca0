"""What the parts of an .xlsx workbook say beside its sheets: which there are, the texts that cells share, the formats of numbers."""

from __future__ import annotations

import re

from auditor.model import AuditError
from auditor.read.sheets.number_formats import BUILT_IN, GENERAL
from auditor.read.sheets.package import Handlers, Package
from auditor.records import NamedTuple

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_TEXT = 50_000_000  # characters of shared texts
_RELATION_ID = re.compile(r"(?:[\w.-]+:)?id", re.IGNORECASE)


class SheetPart(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


class Workbook(NamedTuple):
    """A workbook without its cells. `formats` are the formats of numbers by style; `recalculates` says that stored results are not meant to be seen."""

    sheets: list[SheetPart]
    texts: list[str]
    formats: list[str]
    from_1904: bool
    recalculates: bool


def read_workbook(package: Package) -> Workbook:
    """What the workbook's own parts say."""
    name = package.workbook()
    relations = package.relations(name)
    sheets: list[SheetPart] = []
    told = {"from_1904": False, "recalculates": False}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation_id = next((value for key, value in attributes.items() if key != "sheetId" and _RELATION_ID.fullmatch(key)), "")
            relation = relations.get(relation_id)
            if relation is not None and relation.kind == "worksheet" and package.has(relation.target):
                sheets.append(SheetPart(attributes.get("name", ""), relation.target, attributes.get("state", "visible") != "visible"))
        elif tag == "workbookPr":
            told["from_1904"] = is_true(attributes.get("date1904"))
        elif tag == "calcPr":
            told["recalculates"] = is_true(attributes.get("fullCalcOnLoad"))

    package.parse(name, Handlers(start))
    if not sheets:
        raise AuditError("工作簿里没有工作表；请在 Excel 或 WPS 里打开检查后再审")
    parts = {relation.kind: relation.target for relation in relations.values() if package.has(relation.target)}
    texts = _shared_texts(package, parts["sharedStrings"]) if "sharedStrings" in parts else []
    formats = _formats(package, parts["styles"]) if "styles" in parts else []
    return Workbook(sheets, texts, formats, told["from_1904"], told["recalculates"])


def is_true(value: str | None) -> bool:
    """Whether an attribute says yes."""
    return value in {"1", "true", "on"}


def unescaped(text: str) -> str:
    """Text with the characters that XML cannot hold."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class TextCollector:
    """Puts the pieces of a text together: runs with formats of their own, without how it sounds."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._inside = False
        self._sounds = 0

    def start(self, tag: str) -> None:
        """An element begins."""
        if tag == "t":
            self._inside = not self._sounds
        elif tag == "rPh":
            self._sounds += 1

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._sounds -= 1

    def add(self, text: str) -> None:
        """Characters, of the text or not."""
        if self._inside:
            self.pieces.append(text)

    def taken(self) -> str:
        """The text since the last one."""
        text = unescaped("".join(self.pieces))
        self.pieces.clear()
        return text


def _shared_texts(package: Package, name: str) -> list[str]:
    texts: list[str] = []
    collector = TextCollector()
    length = 0

    def end(tag: str) -> None:
        nonlocal length
        collector.end(tag)
        if tag == "si":
            texts.append(collector.taken())
            length += len(texts[-1]) + 1
            if length > _MOST_TEXT:
                raise AuditError("工作簿里的文字太多，不像一份报告；请拆分后再审")

    package.parse(name, Handlers(lambda tag, _: collector.start(tag), end, collector.add))
    return texts


def _formats(package: Package, name: str) -> list[str]:
    """The format of numbers of every style, by its index."""
    own: dict[int, str] = {}
    used: list[int] = []
    inside = [""]  # the list that styles are told in: those of cells, or the named ones

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            own[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", GENERAL)
        elif tag in {"cellXfs", "cellStyleXfs", "dxfs"}:
            inside[0] = tag
        elif tag == "xf" and inside[0] == "cellXfs":
            used.append(int(attributes.get("numFmtId", "0")))

    package.parse(name, Handlers(start))
    return [own.get(number) or BUILT_IN.get(number, GENERAL) for number in used]
