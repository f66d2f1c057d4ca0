"""一是, 二是, … that leave one out or have one twice. The items of one list may stand in one paragraph or in several.

Lists nest: 首先 or 一要 inside 一是, 一是 inside 一是. What follows a list inside a list is not compared with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extract.corpus import Corpus
from auditor.model import Statement
from auditor.patterns import compiled
from auditor.records import Record

# Each begins with one character, which the engine finds ten times as fast as one of several: so the first begin with the second of their two.
_SECONDS = ("是(?<=[一二三四五六七八九十]是)", "要(?<=[一二三四五六七八九十]要)", "先(?<=首先)", "次(?<=[其再]次)")
_FIRSTS = ("第[一二三四五六七八九][，,是]", "其[一二三四五六七八九][，,是]")
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


class _Item(Record):
    """One of the words with its place in the text of the corpus."""

    ordinal: int
    form: str
    start: int
    end: int


class _Run:
    """The list that is being read, in one form. `nested` tells that a list began inside another."""

    __slots__ = ("last", "nested", "size")

    def __init__(self, first: _Item, *, nested: bool) -> None:
        self.last = first
        self.size = 1
        self.nested = nested


def saying_statements(corpus: Corpus, count: int) -> Iterator[Statement]:
    """What is wrong with such lists in the first lines of a corpus. 首先…… may be followed by 二是."""
    run: _Run | None = None
    for item in _items(corpus.text, corpus.end(count)):
        near = run is not None and _is_near(run.last, item, corpus)
        if item.ordinal == 1:
            run = _Run(item, nested=near and run is not None and (run.nested or run.last.ordinal == 1))
        elif run is None or not near:
            run = None
        elif item.form != run.last.form and not (run.last.form == _OTHER and item.ordinal == run.last.ordinal + 1):
            run = None  # the list around the one just read goes on
        else:
            step = item.ordinal - run.last.ordinal
            if step == 0 and run.size >= _LEAST and not run.nested:
                yield _statement(run.last, item, "list-repeated", _word(item.ordinal, item.form), corpus)
                item = item._replace(ordinal=item.ordinal + 1)  # after a second 二是 a 四是 follows rightly  # noqa: PLW2901
            elif step == _LEAST and not run.nested and not _stands_between(run.last, item, corpus):
                yield _statement(run.last, item, "list-missing", _word(item.ordinal - 1, item.form), corpus)
            elif step != 1:
                run.nested = True
            run.last = item
            run.size += 1


def _items(text: str, stop: int) -> Iterator[_Item]:
    """The words that begin the items of lists in `text[:stop]`."""
    places = [(found.start() - 1, found.end()) for pattern in _SECONDS for found in compiled(pattern).finditer(text, 0, stop)]
    places += [found.span() for pattern in _FIRSTS for found in compiled(pattern).finditer(text, 0, stop)]
    for start, end in sorted(places):
        if start and text[start - 1] not in _BEFORE:
            continue
        words = text[start : start + 2]
        # 再次荣获 is no third item, 首先要 a first one.
        if words != "再次" or text[end : end + 1] in "，,是、\n":
            yield _Item(*_SAYINGS[words], start, end)


def _is_near(first: _Item, second: _Item, corpus: Corpus) -> bool:
    """Whether two of the words stand in one paragraph, or in two of one section that are not far from one another."""
    if corpus.text.find("\n", first.end, second.start) < 0:
        return True
    (line, _), (other, _) = corpus.at(first.start), corpus.at(second.start)
    return line.section == other.section and other.passage.span.start - line.passage.span.end < _FAR


def _word(ordinal: int, form: str) -> str:
    numeral = _NUMERALS[ordinal - 1]
    return f"{form}{numeral}" if form in ("其", "第") else numeral + (form or _IS)


def _stands_between(before: _Item, item: _Item, corpus: Corpus) -> bool:
    """Whether the number that seems to be missing is written between two items in another form (其二, 二、, （二）, 第二, 另外)."""
    numeral = _NUMERALS[before.ordinal]
    other = compiled(
        f"{numeral}[是要为则、，]|[其第]{numeral}|[（(]{numeral}[）)]|其次|再次|再者|同时|另外|另一方面|此外|{before.ordinal + 1}[是、.．]"
    )
    return other.search(corpus.text, before.end, item.start) is not None


def _statement(before: _Item, item: _Item, trait: str, detail: str, corpus: Corpus) -> Statement:
    (other, begin), (line, start) = corpus.at(before.start), corpus.at(item.start)
    place = ("context", other.span(begin, item_end(other.text, begin + before.end - before.start)))
    end = start + item.end - item.start
    return Statement(
        "numbering",
        line.text[start:end],
        line.span(start, item_end(line.text, end)),
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
