"""What belongs to the page and not to the text: page numbers, running headers and footers, told by where they stand and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.patterns import compiled
from auditor.read.pdf.parts import Item, Page, PageTable, TextLine
from auditor.read.regions import is_title
from auditor.records import NamedTuple

_ZONE = 0.13  # of the height of the page, above and below the text
_MOST_LINES = 2  # of a header or a footer
_FEWEST_PAGES = 3
_SHARE = 3  # a running header stands on at least a third of the pages: odd and even ones, and chapters, have their own
_LONGEST = 60  # characters
_DIGITS = compiled(r"\d+")
PAGE_NUMBER = compiled(
    r"[-—–－·•―\s]{0,6}(?:第\s{0,3})?\d{1,4}(?:\s{0,3}页)?(?:\s{0,3}[,，/]?\s{0,3}共?\s{0,3}\d{1,4}\s{0,3}页?)?[-—–－·•―\s]{0,6}"
)


class Running(NamedTuple):
    """A line of a header or footer, where it first stands."""

    line: TextLine
    page: Page
    part: str


def without_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[Running]]:
    """The pages without page numbers and running lines, and each wording of those lines once."""
    edges = {page.number: _edges(page) for page in pages if page.items}
    counts = Counter(key for found in edges.values() for key in {_key(part, line) for part, line in found.values()})
    kept: list[Page] = []
    running: dict[tuple[str, str], Running] = {}
    for page in pages:
        dropped: set[int] = set()
        for index, (part, line) in edges.get(page.number, {}).items():
            text = line.text.strip()
            is_number = PAGE_NUMBER.fullmatch(text) is not None
            often = counts[_key(part, line)]
            if is_number and (often > 1 or not text.isdigit() or int(text) == page.number):
                dropped.add(index)
            elif not is_number and often >= _FEWEST_PAGES and often * _SHARE >= len(edges):
                dropped.add(index)
                running.setdefault((part, text), Running(line, page, part))
        kept.append(page._replace(items=tuple(item for index, item in enumerate(page.items) if index not in dropped)) if dropped else page)
    return kept, list(running.values())


def _key(part: str, line: TextLine) -> tuple[str, str]:
    return part, _DIGITS.sub("0", "".join(line.text.split()))


def _edges(page: Page) -> dict[int, tuple[str, TextLine]]:
    """The outer lines of a page that may belong to it, by their index among its items."""
    height = page.frame.size[1]
    lines = [(index, item) for index, item in enumerate(page.items) if isinstance(item, TextLine)]
    top = sorted((pair for pair in lines if pair[1].box[3] <= height * _ZONE), key=lambda pair: pair[1].box[1])
    bottom = sorted((pair for pair in lines if pair[1].box[1] >= height * (1 - _ZONE)), key=lambda pair: -pair[1].box[1])
    found = {index: ("页眉", line) for index, line in top[:_MOST_LINES] if _may_run(line) and not _heads_table(page.items, index)}
    return found | {index: ("页脚", line) for index, line in bottom[:_MOST_LINES] if _may_run(line) and index not in found}


def _may_run(line: TextLine) -> bool:
    return len(line.text) <= _LONGEST and "单位：" not in line.text and "单位:" not in line.text


def _heads_table(items: Sequence[Item], index: int) -> bool:
    """Whether a line is the title of the table under it."""
    line = items[index]
    below = items[index + 1 : index + 4]
    return isinstance(line, TextLine) and is_title(line.text.strip()) and any(isinstance(item, PageTable) for item in below)
