"""Cheap tests whether a whole text can hold something: to look for one character is fifty times as fast as to look for two."""

from __future__ import annotations


def follows(text: str, first: str, then: str) -> bool:
    """Whether anywhere in `text` the character `first` is followed by one of the characters `then`."""
    at = text.find(first)
    while at >= 0:
        if text[at + 1 : at + 2] in then and at + 1 < len(text):
            return True
        at = text.find(first, at + 1)
    return False
