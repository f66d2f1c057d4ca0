"""Readers that are called only where a word of theirs stands (`auditor.extract.seldom` lists them)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from auditor.extract.words import mark_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Concatenate, ParamSpec, TypeVar

    P = ParamSpec("P")
    T = TypeVar("T")

Marked = tuple[str, str]  # a word, and its character that is looked for first


def within(*words: str) -> Callable[[Callable[P, Iterable[T]]], Callable[Concatenate[str, P], Iterable[T]]]:
    """A reader of what cannot be told without one of these words: with the text in front of its arguments, it is called only if one stands there."""
    marked = tuple((word, mark_of(word)) for word in words)
    # What all begin with, 平均 of 平均分, 平均得分 and the like: where it is missing, none of them is looked for.
    first, last = min(words), max(words)
    shared = first[: next((place for place in range(len(first)) if not last.startswith(first[: place + 1])), len(first))]
    opening = ((shared, mark_of(shared)),) if len(shared) > 1 else marked

    def gated(read: Callable[P, Iterable[T]]) -> Callable[Concatenate[str, P], Iterable[T]]:
        def read_if(text: str, /, *given: P.args, **named: P.kwargs) -> Iterable[T]:
            return read(*given, **named) if stands(opening, text) and (opening is marked or stands(marked, text)) else ()

        return read_if

    return gated


def stands(words: Iterable[Marked], text: str) -> bool:
    """Whether one of the words stands in a text. One character is found many times as fast as a word."""
    for word, mark in words:  # noqa: SIM110 - paragraph after paragraph is asked, and a generator takes longer than the search
        if mark in text and word in text:
            return True
    return False
