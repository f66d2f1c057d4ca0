"""Readers that are called only where a word of theirs stands (`auditor.extract.seldom` lists them)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from auditor.extract.words import mark_at, mark_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Concatenate, ParamSpec, TypeVar

    P = ParamSpec("P")
    T = TypeVar("T")

Marked = tuple[
    tuple[str, ...], str
]  # a word, and its character that is looked for first; or words that all begin or end with that character


def marked(words: Sequence[str]) -> tuple[Marked, ...]:
    """The words with the characters by which they are looked for, those that share a rare one at an end together."""
    ends = Counter(end for word in words for end in {word[0], word[-1]} if mark_at(end) >= 0)
    groups: dict[str, list[str]] = {}
    for word in words:
        end = max(word[-1], word[0], key=ends.__getitem__)
        groups.setdefault(end if ends[end] > 1 else word, []).append(word)
    return tuple([(tuple(group), mark_of(shared)) for shared, group in groups.items()])


def within(*words: str) -> Callable[[Callable[P, Iterable[T]]], Callable[Concatenate[str, P], Iterable[T]]]:
    """A reader of what cannot be told without one of these words: with the text in front of its arguments, it is called only if one stands there."""
    sought = marked(words)
    # What all begin with, 平均 of 平均分, 平均得分 and the like: where it is missing, none of them is looked for.
    first, last = min(words), max(words)
    shared = first[: next((place for place in range(len(first)) if not last.startswith(first[: place + 1])), len(first))]
    opening = marked((shared,)) if len(shared) > 1 else sought

    def gated(read: Callable[P, Iterable[T]]) -> Callable[Concatenate[str, P], Iterable[T]]:
        def read_if(text: str, /, *given: P.args, **named: P.kwargs) -> Iterable[T]:
            return read(*given, **named) if stands(opening, text) and (opening is sought or stands(sought, text)) else ()

        return read_if

    return gated


def stands(sought: Iterable[Marked], text: str) -> bool:
    """Whether one of the words stands in a text. One character is found many times as fast as a word."""
    for words, mark in sought:  # noqa: SIM110 - paragraph after paragraph is asked, and a generator takes longer than the search
        if mark in text and (words[0] in text if len(words) == 1 else _stands_at(text, mark, words)):
            return True
    return False


def _stands_at(text: str, mark: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words, which all begin or end with the mark, stands in a text."""
    place = text.find(mark)
    while place >= 0:
        if text.endswith(words, 0, place + 1) or text.startswith(words, place):
            return True
        place = text.find(mark, place + 1)
    return False
