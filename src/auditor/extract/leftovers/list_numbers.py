"""Numbers inside a paragraph or cell that leave one out or come twice: 1、……；2、……；4、……"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.extract.corpus import Corpus
from auditor.extract.leftovers.sayings import item_end, saying_statements
from auditor.extract.lines import Line
from auditor.model import Statement
from auditor.patterns import compiled

_INLINE = "([1-9]\\d?)\\s{0,2}[、.．](?![\\d、])"
_BEFORE_INLINE = "；;。：:！ \u3000\n\t）)"
_BRACKET = "[（(]\\s{0,2}(1\\d|[1-9])\\s{0,2}[）)](?![分、])"
_CIRCLED = "([①②③④⑤⑥⑦⑧⑨⑩⑪⑫])"
_LEAST = 3
_TWO = 2
_CIRCLED_ZERO = 0x245F  # one before ①
_SHORTEST = 40
# A list that has something wrong goes up to 2 at least. Each begins with one character, which the engine finds much faster than one of several.
_GATES = tuple(map(compiled, ("2[、.．](?![\\d、])", "3(?:[、.．](?![\\d、])|[）)])", "4[）)]")))


def list_statements(lines: Sequence[Line], corpus: Corpus) -> Iterator[Statement]:
    """What is wrong with the numbers of lists in running text; `lines` are the paragraphs of `corpus`, which has the cells, too."""
    yield from saying_statements(corpus, len(lines))
    text = corpus.text
    marked = [found.start() for gate in _GATES for found in gate.finditer(text)]
    circled = "③" in text or "④" in text
    if circled:
        marked += [found.start() for found in compiled(_CIRCLED).finditer(text)]
    for line in corpus.of(sorted(marked)):
        words = line.text
        if len(words) <= _SHORTEST:
            continue
        if "2、" in words or "2." in words or "2．" in words or "3、" in words or "3." in words:
            yield from _in_places(line, _places(words, _INLINE, _BEFORE_INLINE))
        if "3）" in words or "3)" in words or "4）" in words or "4)" in words:
            yield from _in_places(line, _places(words, _BRACKET, ""))
        if circled and ("③" in words or "④" in words):
            yield from _in_places(line, _places(words, _CIRCLED, ""))


def _places(text: str, pattern: str, stops: str) -> list[tuple[int, int, int]]:
    """The numbers of one kind in a paragraph or cell: value, start, end."""
    return [
        (_value(found[1]), found.start(), found.end())
        for found in compiled(pattern).finditer(text)
        if not stops or not (start := found.start()) or text[start - 1] in stops
    ]


def _value(mark: str) -> int:
    return int(mark) if mark.isdecimal() else ord(mark) - _CIRCLED_ZERO


def _in_places(line: Line, places: Sequence[tuple[int, int, int]]) -> Iterator[Statement]:
    """One number left out of, or twice in, a list that begins at 1 and else runs on; or a list of which only 2 is left."""
    values = [value for value, _, _ in places]
    if values == [*range(1, len(values) + 1)]:
        return
    if (
        values == [2]
        and _goes_on(line.text, places[0][1])
        and not compiled("(?<![\\d.])1\\s?[、.．]|[①一]|第一|首先|[（(]1").search(line.text, 0, places[0][1])
    ):
        yield Statement(
            "numbering",
            line.text[places[0][1] : places[0][2]],
            line.span(places[0][1], item_end(line.text, places[0][2])),
            line.section,
            "1",
            traits=frozenset({"list-headless"}),
        )
        return
    starts = [index for index, value in enumerate(values) if value == 1]
    for start, stop in pairwise([*starts, len(values)]):
        yield from _in_run(line, places[start:stop], alone=len(starts) == 1)


def _in_run(line: Line, places: Sequence[tuple[int, int, int]], *, alone: bool) -> Iterator[Statement]:
    """One list. If it is not the only one, it may stand inside another, whose number then comes twice."""
    values = [value for value, _, _ in places]
    wrong = [index for index in range(1, len(values)) if values[index] != values[index - 1] + 1]
    if len(wrong) == _TWO and wrong[1] == wrong[0] + 1 and sorted(values[index] - values[index - 1] for index in wrong) == [0, _TWO]:
        wrong = [index for index in wrong if values[index] == values[index - 1]]  # 1、2、2、4、: one number was written for the next
    if len(wrong) != 1 or len(values) < _LEAST:
        return
    first, second = places[wrong[0] - 1], places[wrong[0]]
    step = second[0] - first[0]
    before, here = (first[0], line, first[1], first[2]), (second[0], line, second[1], second[2])
    if step == _TWO and not compiled(f"(?<![\\d.]){first[0] + 1}(?![\\d%])").search(line.text, first[2], second[1]):
        yield _statement(before, here, "list-missing", _alike(first[0] + 1, line.text[second[1] : second[2]]))
    elif step == 0 and alone:
        yield _statement(before, here, "list-repeated", str(first[0]))


def _alike(value: int, mark: str) -> str:
    """A number in the form of another: 3 as ③ beside ④."""
    return chr(_CIRCLED_ZERO + value) if mark in _CIRCLED else str(value)


def _goes_on(text: str, start: int) -> bool:
    """Whether an item is not the first of a list that a colon opens: 绩效指标：供水保证率大于95%；2、…"""
    colon = max(text.rfind("：", 0, start), text.rfind(":", 0, start))
    return text[:start].rstrip()[-1:] in (";", "；") and 0 < colon < start - 4


def _statement(before: tuple[int, Line, int, int], here: tuple[int, Line, int, int], trait: str, detail: str) -> Statement:
    _, other, begin, stop = before
    _, line, start, end = here
    place = ("context", other.span(begin, item_end(other.text, stop)))
    return Statement(
        "numbering",
        line.text[start:end].strip(),
        line.span(start, item_end(line.text, end)),
        line.section,
        detail,
        (place,),
        frozenset({trait, "cell"} if line.row >= 0 else {trait}),
    )
