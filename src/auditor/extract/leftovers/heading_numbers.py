"""Numbers of headings and lists that leave one out, come twice, or begin anew inside a chapter.

The outline has settled what stands in what; here only siblings are compared. A number that seems to be missing is looked for in the text
between its neighbours first: it may stand in a table, in a paragraph, or in another form.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from auditor.extract.lines import Line
from auditor.model import Section, Span, Statement
from auditor.patterns import compiled
from auditor.records import Record

_NUMERALS = {
    numeral: value
    for value, numeral in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十".split(), start=1)
}
_CHINESE = ["", *_NUMERALS]
_MARKER = "([（(]?)\\s{0,3}(第?)\\s{0,3}(?:([一二三四五六七八九十]{1,3})|(\\d{1,2}))\\s{0,3}([）)]?)([、.．是，,章节]|部分)?"
_SAYING = "一是"  # a list of paragraphs, not of headings
# How the number 2 of a series is written where it is no heading: in a paragraph, in a cell, with another stop.
_ANYWHERE = {
    "一、": "(?:^|[。；;\\s])二\\s{0,3}[、.．，,）)]",
    "（一）": "[（(]\\s{0,3}二\\s{0,3}[）)]|(?:^|[。；;\\s])二\\s{0,3}[）)、]",
    "1、": "(?:^|[。；;：:\\s])2\\s{0,3}[、.．，,）)](?!\\d)",
    "（1）": "(?<!\\d)2\\s{0,3}[）)]",
    _SAYING: "二[是要为则、，]|[其第]二|其次|再者|同时|另外|另一方面|此外",
}
_LEAST = 3  # siblings that make a series
_TWO = 2
_MOST_GAP = 2  # more than one number missing is a list read wrongly
_COMPOUND = "(\\d{1,2}(?:[-－.．]\\d{1,2})*)[-－.．](\\d{1,2})[、.．]?"  # 2-1, 3.1.2
_TOP = "一、"
_SECOND = "（一）"
_MOST = 20


class _Item(Record):
    """A heading with its number and the form of it: 一、 （一） 1、 （1） 第一章."""

    section: Section
    form: str
    ordinal: int


def heading_statements(lines: Sequence[Line], cells: Sequence[Line], sections: Sequence[Section]) -> Iterator[Statement]:
    """What is wrong with the numbers of headings."""
    series: dict[tuple[int, str], list[_Item]] = {}
    for section in sections[1:]:
        number = _number(section.marker)
        if number is not None and (section.title or number[0].endswith("-")):
            series.setdefault((section.parent or 0, number[0]), []).append(_Item(section, *number))
    everything = _Everything(lines, cells if any(len(items) >= _LEAST for items in series.values()) else ())
    for items in series.values():
        if [item.ordinal for item in items] == [*range(1, len(items) + 1)]:
            continue  # as nearly all are
        for run in _runs(items):
            yield from _in_series(run, everything, sections)
    yield from _begun_anew(series, sections)
    yield from _turned_over(series, lines, sections)


class _Everything:
    """Paragraphs and cells, put in order when a number is missing and looked for in them."""

    __slots__ = ("_cells", "_in_order", "_lines")

    def __init__(self, lines: Sequence[Line], cells: Sequence[Line]) -> None:
        self._lines = lines
        self._cells = cells
        self._in_order: list[Line] | None = None

    @property
    def in_order(self) -> Sequence[Line]:
        """All of them by their blocks."""
        if self._in_order is None:
            self._in_order = sorted((*self._lines, *self._cells), key=lambda line: line.block)
        return self._in_order


def _item(section: Section) -> _Item | None:
    number = _number(section.marker)
    if number is None:
        return None
    form, ordinal = number
    return _Item(section, form, ordinal) if section.title or form.endswith("-") else None


@lru_cache(maxsize=512)  # the markers of all reports are few
def _number(marker: str) -> tuple[str, int] | None:
    """The form and the value of a number before a heading."""
    marker = marker.strip()
    compound = compiled(_COMPOUND).fullmatch(marker) if marker[:1].isdecimal() else None
    if compound is not None:
        return f"{compound[1]}-", int(compound[2])
    found = compiled(_MARKER).fullmatch(marker)
    if found is None:
        return None
    _, ordinal, chinese, arabic, closing, behind = found.groups()
    value = _NUMERALS.get(chinese, 0) if chinese else int(arabic)
    if not value:
        return None
    numeral = "一" if chinese else "1"
    if ordinal:
        return f"第{numeral}{behind}", value
    if behind == "是":
        return _SAYING, value
    return f"（{numeral}）" if closing else f"{numeral}、", value


def _runs(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """The series, parted where they begin anew at 1."""
    run: list[_Item] = []
    for item in items:
        if item.ordinal == 1 and run:
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _in_series(run: Sequence[_Item], everything: _Everything, sections: Sequence[Section]) -> Iterator[Statement]:
    """The one number that a series leaves out or has twice. With more than one the list is read wrongly, or no list."""
    few = run[0].form == _TOP or (run[0].form == _SECOND and run[-1].ordinal == _LEAST)  # （一）、（三） and nothing else
    if len(run) < (_LEAST if not few else _TWO) or run[0].ordinal != 1:
        return
    wrong = [index for index, (first, second) in enumerate(pairwise(run)) if second.ordinal != first.ordinal + 1]
    steps = [run[index + 1].ordinal - run[index].ordinal for index in wrong]
    if len(wrong) == _TWO and wrong[1] == wrong[0] + 1 and sorted(steps) == [0, _MOST_GAP]:
        wrong, steps = [wrong[steps.index(0)]], [0]  # 一、二、二、四: one number was written for the next
    if len(wrong) != 1:
        return
    first, second = run[wrong[0]], run[wrong[0] + 1]
    places = (("context", _short(first.section.span)),)
    kind = "list-" if first.form == _SAYING else ""
    if steps == [0] and first.section.title != second.section.title and not _is_of_another_list(second, sections):
        yield _statement(second.section, f"{kind}repeated", second.section.marker, places)
    elif steps == [_MOST_GAP] and not _stands_between(first.form, first.ordinal + 1, first.section, second.section, everything.in_order):
        yield _statement(second.section, f"{kind}missing", _written(first.form, first.ordinal + 1), places)


def _is_of_another_list(item: _Item, sections: Sequence[Section]) -> bool:
    """Whether a number stands between its neighbours in another form: 2) …, 3、…, 4) …: one list in two styles."""
    index, around = item.section.index, []
    for neighbour in (sections[index - 1], sections[index + 1] if index + 1 < len(sections) else None):
        other = _item(neighbour) if neighbour is not None and neighbour.index else None
        if other is None or other.form == item.form:
            return False
        around.append((other.form, other.ordinal))
    return around == [(around[0][0], item.ordinal - 1), (around[0][0], item.ordinal + 1)]


def _stands_between(form: str, ordinal: int, first: Section, second: Section, lines: Sequence[Line]) -> bool:
    """Whether the number is written anywhere between two headings, though not as a heading; `lines` are in the order of their blocks."""
    chinese = _CHINESE[ordinal] if ordinal < len(_CHINESE) else str(ordinal)
    number = compiled(
        _ANYWHERE.get(form, form.replace("一", "\\s?二\\s?").replace("1", "\\s?2\\s?")).replace("二", chinese).replace("2", str(ordinal))
    )
    return any(number.search(line.text) is not None for line in _between(first, second, lines))


def _between(first: Section, second: Section, lines: Sequence[Line]) -> Iterator[Line]:
    """The paragraphs and cells from one heading up to the next."""
    low = bisect_left(lines, first.first, key=lambda line: line.block)
    high = bisect_right(lines, second.first, key=lambda line: line.block)
    return (line for line in lines[low:high] if line.block < second.first or line.passage.span.start < second.span.start)


def _begun_anew(series: dict[tuple[int, str], list[_Item]], sections: Sequence[Section]) -> Iterator[Statement]:
    """一、二、三、 inside chapter 二、: a text with chapters of its own was pasted there."""
    for (parent, form), items in series.items():
        if form != _TOP or not parent or len(items) < _MOST_GAP:
            continue
        chapter: Section | None = sections[parent]
        while chapter is not None and chapter.index and _form(chapter) != form:
            chapter = sections[chapter.parent] if chapter.parent is not None and chapter.marker else None
        if chapter is None or not chapter.index:
            continue
        outer = series.get((chapter.parent or 0, form), [])
        numbers = [item.ordinal for item in items]
        if numbers[:2] != [1, 2] or len(outer) < _LEAST or outer[-1].section is chapter:
            continue
        behind = bisect_right(outer, items[-1].section.index, key=lambda item: item.section.index)
        if behind == len(outer):
            continue
        following = outer[behind].section
        places = [
            ("context", _short(chapter.span)),
            *(("item", _short(item.section.span)) for item in items[1:6]),
            ("context", _short(following.span)),
        ]
        yield _statement(
            items[0].section, "anew", f"{chapter.marker}{chapter.title[:20]}", tuple(places), "".join(item.section.marker for item in items)
        )


def _turned_over(series: dict[tuple[int, str], list[_Item]], lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[Statement]:
    """一、……。二、…… within the paragraph under 3、: the greater number inside the lesser."""
    lone = [
        items[0].section
        for (parent, form), items in series.items()
        if form == _TOP and parent and len(items) == 1 and items[0].ordinal == 1
    ]
    for section in lone[:_MOST]:
        parent = sections[section.parent or 0]
        if _form(parent) in ("1、", "（1）") and any("二、" in line.text for line in lines if line.block == section.first):
            yield _statement(section, "turned-over", parent.marker, (("context", _short(parent.span)),))


def _form(section: Section) -> str:
    item = _item(section)
    return item.form if item is not None else ""


def _written(form: str, ordinal: int) -> str:
    """A number in the form of its series."""
    if form.endswith("-"):
        return f"{form}{ordinal}"
    return form.replace("一", _CHINESE[ordinal]) if "一" in form and ordinal < len(_CHINESE) else form.replace("1", str(ordinal))


def _short(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + 100))


def _statement(section: Section, trait: str, detail: str, related: tuple[tuple[str, Span], ...], text: str = "") -> Statement:
    return Statement("numbering", text or section.marker, _short(section.span), section.index, detail, related, frozenset({trait}))
