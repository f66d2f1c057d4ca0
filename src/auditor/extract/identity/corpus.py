"""All lines as one text: finding where a word stands in them costs one scan instead of one for each line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from auditor.extract.lines import Line
from auditor.extract.words import places


class Corpus:
    """Lines that are searched together."""

    __slots__ = ("_starts", "_text", "lines")

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        texts = [line.text for line in lines]
        self._text = "\n".join(texts)
        self._starts = list(accumulate([len(text) + 1 for text in texts], initial=0))[:-1]

    def holding(self, words: Iterable[str], most: int | None = None) -> list[Line]:
        """The lines in which one of the words stands, in order; at most `most` for each word."""
        starts = self._starts
        found: set[int] = set()
        for word in words:
            last, times = -1, 0
            for place in places(self._text, word):
                if place < last:
                    continue  # in the line found before
                if times == most:
                    break
                times += 1
                index = bisect_right(starts, place) - 1
                found.add(index)
                last = starts[index + 1] if index + 1 < len(starts) else len(self._text)
        return [self.lines[index] for index in sorted(found)]
