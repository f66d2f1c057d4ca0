"""All lines as one text: finding where a word stands in them costs one scan instead of one for each line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from auditor.extract.lines import Line
from auditor.extract.words import mark_at

# So many misses of a character, which lie no farther apart than this: then to look for the whole word is faster.
_FEW, _APART = 8, 600


class Corpus:
    """Lines that are searched together."""

    __slots__ = ("_known", "_starts", "lines", "text")

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        texts = [line.text for line in lines]
        self.text = "\n".join(texts)
        self._starts = list(accumulate([len(text) + 1 for text in texts], initial=0))[:-1]
        self._known: dict[str, list[int]] = {}

    def at(self, place: int) -> tuple[Line, int]:
        """The line that holds a place of the text, and the offset in it."""
        index = bisect_right(self._starts, place) - 1
        return self.lines[index], place - self._starts[index]

    def found(self, pattern: re.Pattern[str]) -> list[Line]:
        """The lines that hold something of a pattern, which crosses no line and begins with one character: so it is found fast."""
        return self.of([hit.start() for hit in pattern.finditer(self.text)])

    def of(self, places: Iterable[int]) -> list[Line]:
        """The lines that hold the places, which are in order; each line once."""
        found: list[Line] = []
        end = -1  # of the line found last
        for place in places:
            if place > end:
                index = bisect_right(self._starts, place) - 1
                line = self.lines[index]
                end = self._starts[index] + len(line.text)
                found.append(line)
        return found

    def end(self, count: int) -> int:
        """Where the text of the first lines ends."""
        return self._starts[count] - 1 if count < len(self._starts) else len(self.text)

    def holding(self, words: Iterable[str], most: int | None = None) -> list[Line]:
        """The lines in which one of the words stands, in order; at most `most` for each word."""
        found: set[int] = set()
        for word in words:
            found.update(self._holding(word, most))
        return [self.lines[index] for index in sorted(found)]

    def paragraphs(self, words: Iterable[str]) -> list[Line]:
        """The same for the paragraphs alone, which come before the cells."""
        return [line for line in self.holding(words) if line.row < 0]

    def _holding(self, word: str, most: int | None) -> Sequence[int]:
        """The lines in which a word stands. Several readers ask for 未 and 全部: what is asked without a limit is kept."""
        known = self._known.get(word)
        if known is None:
            known = self._where(word, most)
            if most is None:
                self._known[word] = known
        return known if most is None else known[:most]

    def _where(self, word: str, most: int | None) -> list[int]:
        text, starts = self.text, self._starts
        at = mark_at(word)
        mark = word[at] if at >= 0 else word
        at = max(at, 0)
        found: list[int] = []
        misses = 0
        place = text.find(mark, at)
        while place >= 0:
            if not text.startswith(word, place - at):
                misses += 1
                if misses == _FEW and place < _FEW * _APART:  # of 完 there is much in a report of what was 完成
                    mark, place, at = word, text.find(word, place - at + 1), 0
                else:
                    place = text.find(mark, place + 1)
                continue
            index = bisect_right(starts, place - at) - 1
            found.append(index)
            if len(found) == most or index + 1 == len(starts):
                break
            place = text.find(mark, starts[index + 1] + at)  # in the lines behind this one
        return found
