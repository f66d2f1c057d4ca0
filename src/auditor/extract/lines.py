"""Scanned lines: every paragraph and cell of a document with the quantities and dates read from it.

A line is what the claim extractors work on. Offsets in a line are offsets in its passage; `Line.span` turns them into document spans.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from operator import attrgetter

from auditor.extract.numbers import numerals
from auditor.extract.numbers.dates import scan as scan_dates
from auditor.extract.numbers.quantities import scan as scan_quantities
from auditor.extract.punctuation import widened, widened_cell
from auditor.extract.stops import Stops
from auditor.model import Cell, Date, Document, Fact, Kind, Passage, Quantity, Section, Source, Span, Table
from auditor.patterns import compiled
from auditor.records import Record, made

# Any letter but Latin, for patterns: the range 一-龥 would take ten times as long to compile.
HAN = "[^\\W\\da-zA-Z_]"
SENTENCE_END = compiled("[。！？!?]")
NUMERAL = compiled(f"[0-9０-９{numerals.DIGITS}{numerals.TENS}半翻]")  # without one of these there is neither quantity nor date
NUMERALS = compiled(f"[0-9０-９{numerals.DIGITS}{numerals.TENS}半翻]++")
MOST_NUMERALS = 20_000  # of one passage; no report has such a paragraph, and what is read of it has to fit into memory
MOST_READ = 250_000  # numbers and dates of one document, fifty times those of a long report
LONGEST_REPEATED = 24  # characters of a cell that may stand in a table many times
FEW = 12  # numbers of a passage; to look at each is faster than to halve them
DELIMITERS = '，、。；：,;:（）()“”"《》！？!?\t '
LABEL_STOPS = Stops(DELIMITERS)  # closing brackets are among them
OPENING = Stops("（(")
LEADING = compiled(
    "^(?:其中|主要为|主要是|主要包括|主要有|主要|包括|分别为|分别是|以及|和|及|与|并|还有|另|共|当年|全年|今年|本年|年末|已|累计|目前|现有|现|共有|有)+"
)
LEADING_STARTS = frozenset("其主包分以和及与并还另共当全今本年已累目现有")
TRAILING = compiled("(?:共计|合计|总计|达到|达|约为|约|为|是|共|有|近|超过|超|仅|分别|完成)+$")
TRAILING_ENDS = frozenset("计到达为约是共有近过超仅别成")
AROUND = DELIMITERS + "　①②③④⑤⑥⑦⑧⑨⑩"


_START = attrgetter("start")


class Line(Record):
    """A paragraph or cell with what was read from it. `row` and `column` are set for cells, −1 elsewhere.

    `text` is the passage's own, kept here because everything asks for it.
    """

    passage: Passage
    text: str
    quantities: Sequence[Quantity]
    dates: Sequence[Date]
    breaks: Sequence[int]  # offsets just behind sentence ends
    section: int
    block: int
    row: int = -1
    column: int = -1
    alone: Quantity | None = None  # the one quantity of a text that holds nothing else
    labels: dict[int, str] | None = None  # those asked for so far, by where their quantity begins

    @property
    def source(self) -> Source:
        """Whether the line is a cell or running text."""
        return Source.TABLE if self.row >= 0 else Source.TEXT

    def span(self, start: int, end: int) -> Span:
        """The document span of `text[start:end]`."""
        passage = self.passage
        if len(passage.starts) == 1:  # as `locate` does: nothing is asked so often
            origin = passage.origins[0]
            return made(Span, (origin + start, origin + end))
        return passage.locate(start, end)

    def sentence(self, position: int) -> tuple[int, int]:
        """The bounds of the sentence that holds `position`."""
        index = bisect_right(self.breaks, position)
        start = self.breaks[index - 1] if index else 0
        end = self.breaks[index] if index < len(self.breaks) else len(self.text)
        return start, end

    def between(self, start: int, end: int) -> Sequence[Quantity]:
        """The quantities that lie inside `start:end`."""
        quantities = self.quantities
        if not quantities or quantities[-1].start < start or quantities[0].start >= end:
            return ()
        if len(quantities) <= FEW:
            return [quantity for quantity in quantities if quantity.start >= start and quantity.end <= end]
        low, high = bisect_left(quantities, start, key=_START), bisect_left(quantities, end, key=_START)
        return [quantity for quantity in quantities[low:high] if quantity.end <= end]

    def label(self, quantity: Quantity) -> str:
        """The words before a quantity that say what it is, back to the last delimiter or number; closed brackets belong to them."""
        end = quantity.start
        known = self.labels
        if known is None:
            return self._label(end)
        label = known.get(end)
        if label is None:
            label = known[end] = self._label(end)
        return label

    def _label(self, end: int) -> str:
        text, quantities = self.text, self.quantities
        index = bisect_left(quantities, end, key=_START)
        floor = max(end - 30, quantities[index - 1].end if index else 0)
        begin = end
        while begin > floor and text[begin - 1] in " \t":  # stops, too, with nothing behind them
            begin -= 1
        while (stop := LABEL_STOPS.last(text, floor, begin)) >= 0:
            begin = stop + 1
            if text[stop] in "）)":  # 因公出国（境）费
                opening = OPENING.last(text, floor, stop)
                if opening < 0:
                    return clean_label(text[begin:end])
                begin = opening
            elif text[begin:end].strip():
                return clean_label(text[begin:end])
            else:
                begin = stop
        return clean_label(text[floor:end])

    def fact(self, quantity: Quantity, what: str | None = None) -> Fact:
        """The quantity as a fact of this line."""
        span = self.span(quantity.start, quantity.end)
        if what is None:
            what = self.label(quantity)
        return Fact(quantity, span, what, self.section, "", "", Source.TABLE if self.row >= 0 else Source.TEXT)


def clean_label(piece: str) -> str:
    """A label without connectives in front and without 为, 达到, 共 behind."""
    piece = piece.strip(AROUND)
    if piece[:1] in LEADING_STARTS:
        piece = LEADING.sub("", piece)
    return TRAILING.sub("", piece) if piece[-1:] in TRAILING_ENDS else piece


# What was read from a text: quantities, dates, sentence ends.
_Reading = tuple[Sequence[Quantity], Sequence[Date], Sequence[int]]


def _read(text: str, *, exclaims: bool = True) -> _Reading:
    """What is read from a text, which has no sentence end but full stops unless it `exclaims`."""
    breaks = _breaks(text, exclaims=exclaims)
    numeral = NUMERAL.search(text)
    if numeral is None:
        return (), (), breaks
    if len(text) > MOST_NUMERALS:
        text = text[: read_length(text)]
    first = numeral.start()
    dates = scan_dates(text, first)
    return scan_quantities(text, dates, first), dates, breaks


def _exclaims(text: str) -> bool:
    """Whether sentences may end otherwise than with a full stop."""
    return "！" in text or "？" in text or "!" in text or "?" in text


def _breaks(text: str, *, exclaims: bool) -> Sequence[int]:
    """The offsets just behind sentence ends."""
    if exclaims and _exclaims(text):
        return [match.end() for match in SENTENCE_END.finditer(text)]
    if "。" not in text:
        return ()
    ends = []
    end = text.find("。") + 1
    while end:
        ends.append(end)
        end = text.find("。", end) + 1
    return ends


def alone(text: str, quantities: Sequence[Quantity]) -> Quantity | None:
    """The one quantity of a text that holds nothing else but currency signs before it and a unit behind."""
    if len(quantities) != 1:
        return None
    quantity = quantities[0]
    start, end = quantity.start, quantity.end
    if end - start < len(text) and (text[:start].strip(" 　￥¥*") or text[end:].strip(" 　*元万%％")):
        return None
    return quantity if quantity.high is None else None


def read_length(text: str) -> int:
    """How much of a passage is read for numbers: all of it, unless it has more than anybody writes."""
    if len(text) <= MOST_NUMERALS:
        return len(text)
    beyond = next(islice(NUMERALS.finditer(text), MOST_NUMERALS, None), None)
    return len(text) if beyond is None else beyond.start()


def unread(lines: Sequence[Line], length: int) -> Iterator[Span]:
    """Where numbers were not read because there are too many: in the rest of a passage, or behind the last passage that was read.

    `length` is that of the document: a short one is not looked through.
    """
    for line in lines if length > MOST_NUMERALS else ():
        if len(line.text) > MOST_NUMERALS and (end := read_length(line.text)) < len(line.text):
            yield line.span(end, len(line.text))
    if length >= MOST_READ and sum(len(line.quantities) + len(line.dates) for line in lines) >= MOST_READ:
        yield max(line.passage.span for line in lines if line.quantities or line.dates)


def scan_passage(passage: Passage, section: int, block: int, row: int = -1, column: int = -1) -> Line:
    """Read the quantities and dates of one passage."""
    text = passage.text
    reading = _read(text)
    return Line(passage, text, *reading, section, block, row, column, alone(text, reading[0]))


def _with_stored(reading: _Reading, stored: Decimal | None) -> _Reading:
    """What was read from a cell that shows fewer places than its number has."""
    quantities, dates, breaks = reading
    if stored is None or len(quantities) != 1 or quantities[0].number == stored:
        return reading
    return (quantities[0]._replace(stored=stored),), dates, breaks


class _Reader:
    """Reads the passages of a document, as many as may be; what many cells say (nothing, 100%, 元) is read once."""

    def __init__(self, text: str) -> None:
        self._known: dict[str, tuple[_Reading, Quantity | None]] = {}
        self._left = MOST_READ
        self._exclaims = _exclaims(text)

    def cell(self, cell: Cell, section: int, block: int) -> Line:
        """A cell as a line."""
        passage, row, column, _, _, stored = cell
        text = passage.text
        if not text:
            return Line(passage, text, (), (), (), section, block, row, column)
        if ";" in text:
            passage = widened_cell(passage)
            text = passage.text
        known = self._known.get(text)
        if known is None:
            reading = self._read(text)
            known = reading, alone(text, reading[0]) if reading[0] else None
            if len(text) <= LONGEST_REPEATED:
                self._known[text] = known
        reading, only = known
        if stored is not None:
            reading = _with_stored(reading, stored.number)
            only = alone(text, reading[0])
        quantities, dates, breaks = reading
        return Line(passage, text, quantities, dates, breaks, section, block, row, column, only, {} if quantities else None)

    def passage(self, passage: Passage, section: int, block: int) -> Line:
        """A paragraph as a line."""
        passage = widened(passage)
        text = passage.text
        quantities, dates, breaks = self._read(text)
        only = alone(text, quantities) if len(quantities) == 1 else None
        return Line(passage, text, quantities, dates, breaks, section, block, -1, -1, only, {} if quantities else None)

    def _read(self, text: str) -> _Reading:
        if self._left <= 0:
            return (), (), ()
        reading = _read(text, exclaims=self._exclaims)
        self._left -= len(reading[0]) + len(reading[1])
        return reading


def scan_document(document: Document, owners: Sequence[int]) -> tuple[list[Line], dict[int, list[list[Line]]]]:
    """All paragraphs as lines, and the tables as rows of scanned cells, keyed by block index. `owners[block]` is its section."""
    lines: list[Line] = []
    tables: dict[int, list[list[Line]]] = {}
    reader = _Reader(document.text)
    for block, item in enumerate(document.blocks):
        if isinstance(item, Table):
            tables[block] = [[reader.cell(cell, owners[block], block) for cell in row] for row in item.rows]
        else:
            lines.append(reader.passage(item.passage, owners[block], block))
    return lines, tables


def section_owners(document: Document, sections: Sequence[Section]) -> list[int]:
    """For every block the index of the deepest section it belongs to."""
    owners = [0] * len(document.blocks)
    for section in sections:
        if section.index:
            for block in range(section.first, section.last):
                owners[block] = section.index
    return owners


def like(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities may stand in one sum: same kind, and for counts the same family of classifiers."""
    if a.kind is b.kind and a.unit == b.unit:
        return True
    if a.kind is not b.kind:
        return {a.kind, b.kind} == {Kind.MONEY, Kind.NUMBER} and (a.unit in LARGE or b.unit in LARGE)
    if a.kind is Kind.COUNT:
        return family(a.unit) == family(b.unit)
    if a.kind in (Kind.MONEY, Kind.OTHER):  # 万元 and 元 are one currency, 美元 is another
        return a.unit.lstrip(MULTIPLIERS) == b.unit.lstrip(MULTIPLIERS)
    if a.kind is Kind.NUMBER:
        return (a.unit in LARGE) == (b.unit in LARGE)
    return True


MULTIPLIERS = "十百千万亿"
LARGE = frozenset({"万", "亿", "千万", "百万"})
FAMILIES = (
    dict.fromkeys("人 名 位 员".split(), "persons")
    | dict.fromkeys("个 所 家 处 座 项 类 支 条".split(), "things")
    | dict.fromkeys("场 场次".split(), "events")
)


def currency(quantity: Quantity) -> str:
    """The currency of an amount: its unit without 万 and 亿."""
    return quantity.unit.lstrip(MULTIPLIERS)


def family(unit: str) -> str:
    """The family of a classifier; 个, 所, 家, 处 and 座 count the same things in practice."""
    return FAMILIES.get(unit, unit)
