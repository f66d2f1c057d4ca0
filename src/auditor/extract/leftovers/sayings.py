"""一是, 二是, … that leave one out or have one twice. The items of one list may stand in one paragraph or in several.

Lists nest: 首先 or 一要 inside 一是, 一是 inside 一是. What follows a list inside a list is not compared with it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.model import Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

# It begins with a set of characters, which the engine finds fast; what they mean is sorted out afterwards.
_SAYING = "[一二三四五六七八九十首其再第](?:[是要先次]|[一二三四五六七八九][，,是])"
_BEFORE = frozenset("，。；：:;* \u3000\n")  # what stands before such words, if anything does
_NUMERALS = "一二三四五六七八九十"
_IS, _OTHER = "是", ""
_SAYINGS = (
    {"首先": (1, _OTHER), "其次": (2, _OTHER), "再次": (3, _OTHER)}
    | {f"{numeral}是": (value, _IS) for value, numeral in enumerate(_NUMERALS, start=1)}
    | {f"{numeral}要": (value, "要") for value, numeral in enumerate(_NUMERALS, start=1)}
    | {f"{word}{numeral}": (value, word) for word in "其第" for value, numeral in enumerate(_NUMERALS[:9], start=1)}
)
_FAR = 1500  # characters between two items of one list
_LEAST = 2
_SHOWN = 24


class _Item(NamedTuple):
    """One of the words with its place."""

    ordinal: int
    form: str
    line: Line
    start: int
    end: int


class _Run:
    """The list that is being read, in one form. `nested` tells that a list began inside another."""

    __slots__ = ("last", "nested", "size")

    def __init__(self, first: _Item, *, nested: bool) -> None:
        self.last = first
        self.size = 1
        self.nested = nested


def saying_statements(lines: Sequence[Line], corpus: Corpus) -> Iterator[Statement]:
    """What is wrong with such lists. 首先…… may be followed by 二是. `lines` are the first of `corpus`."""
    run: _Run | None = None
    for item in _items(corpus, len(lines)):
        near = run is not None and _is_near(run.last.line, item.line)
        if item.ordinal == 1:
            run = _Run(item, nested=near and run is not None and (run.nested or run.last.ordinal == 1))
        elif run is None or not near:
            run = None
        elif item.form != run.last.form and not (run.last.form == _OTHER and item.ordinal == run.last.ordinal + 1):
            run = None  # the list around the one just read goes on
        else:
            step = item.ordinal - run.last.ordinal
            if step == 0 and run.size >= _LEAST and not run.nested:
                yield _statement(run.last, item, "list-repeated", _word(item.ordinal, item.form))
                item = item._replace(ordinal=item.ordinal + 1)  # after a second 二是 a 四是 follows rightly  # noqa: PLW2901
            elif step == _LEAST and not run.nested and not _stands_between(run.last, item, lines):
                yield _statement(run.last, item, "list-missing", _word(item.ordinal - 1, item.form))
            elif step != 1:
                run.nested = True
            run.last = item
            run.size += 1


def _items(corpus: Corpus, count: int) -> Iterator[_Item]:
    """The words that begin the items of lists in the first lines of a corpus."""
    text = corpus.text
    line, begin, stop = None, 0, -1  # the line of the last word, and its bounds
    for found in compiled(_SAYING).finditer(text, 0, corpus.end(count)):
        start, end = found.span()
        if start and text[start - 1] not in _BEFORE:
            continue
        ordinal, form = _SAYINGS.get(found.group()[:2], (0, ""))
        # 再次荣获 is no third item, 首先要 a first one.
        if ordinal and (found.group() != "再次" or text[end : end + 1] in "，,是、\n"):
            if line is None or start >= stop:
                line, offset = corpus.at(start)
                begin = start - offset
                stop = begin + len(line.text)
            yield _Item(ordinal, form, line, start - begin, end - begin)


def _is_near(first: Line, second: Line) -> bool:
    if first is second:
        return True
    return first.section == second.section and second.passage.span.start - first.passage.span.end < _FAR


def _word(ordinal: int, form: str) -> str:
    numeral = _NUMERALS[ordinal - 1]
    return f"{form}{numeral}" if form in ("其", "第") else numeral + (form or _IS)


def _stands_between(before: _Item, item: _Item, lines: Sequence[Line]) -> bool:
    """Whether the number that seems to be missing is written between two items in another form (其二, 二、, （二）, 第二, 另外)."""
    numeral = _NUMERALS[before.ordinal]
    other = compiled(
        f"{numeral}[是要为则、，]|[其第]{numeral}|[（(]{numeral}[）)]|其次|再次|再者|同时|另外|另一方面|此外|{before.ordinal + 1}[是、.．]"
    )
    first, second = before.line, item.line
    if first is second:
        return other.search(first.text, before.end, item.start) is not None
    if other.search(first.text, before.end) or other.search(second.text, 0, item.start):
        return True
    low = bisect_right(lines, first.block, key=lambda line: line.block)
    high = bisect_left(lines, second.block, key=lambda line: line.block)
    return any(other.search(line.text) for line in lines[low:high])


def _statement(before: _Item, item: _Item, trait: str, detail: str) -> Statement:
    line = item.line
    place = ("context", before.line.span(before.start, item_end(before.line.text, before.end)))
    return Statement(
        "numbering",
        line.text[item.start : item.end],
        line.span(item.start, item_end(line.text, item.end)),
        line.section,
        detail,
        (place,),
        frozenset({trait}),
    )


def item_end(text: str, start: int) -> int:
    """The end of the first clause of an item, for a reader to recognise it by."""
    end = start
    while end < len(text) and end - start < _SHOWN and text[end] not in "，。；;\n":
        end += 1
    return end
