"""All lines as one text: finding where a word stands in them costs one scan instead of one for each line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from auditor.extract.lines import Line
from auditor.extract.words import places


class Corpus:
    """Lines that are searched together."""

    __slots__ = ("_starts", "lines", "text")

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        texts = [line.text for line in lines]
        self.text = "\n".join(texts)
        self._starts = list(accumulate([len(text) + 1 for text in texts], initial=0))[:-1]

    def at(self, place: int) -> tuple[Line, int]:
        """The line that holds a place of the text, and the offset in it."""
        index = bisect_right(self._starts, place) - 1
        return self.lines[index], place - self._starts[index]

    def end(self, count: int) -> int:
        """Where the text of the first lines ends."""
        return self._starts[count] - 1 if count < len(self._starts) else len(self.text)

    def holding(self, words: Iterable[str], most: int | None = None) -> list[Line]:
        """The lines in which one of the words stands, in order; at most `most` for each word."""
        starts = self._starts
        found: set[int] = set()
        for word in words:
            last, times = -1, 0
            for place in places(self.text, word):
                if place < last:
                    continue  # in the line found before
                if times == most:
                    break
                times += 1
                index = bisect_right(starts, place) - 1
                found.add(index)
                last = starts[index + 1] if index + 1 < len(starts) else len(self.text)
        return [self.lines[index] for index in sorted(found)]
