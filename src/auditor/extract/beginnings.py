"""Patterns that are tried only where a match can begin."""

from __future__ import annotations


def beginning(characters: str, pattern: str) -> str:
    """`pattern`, whose every match begins with one of `characters`, the inside of a class (a test holds the two together).

    The engine by itself skips to a possible beginning only if all alternatives start with a plain character. Where they start with groups
    or classes it tries them one after the other at each character of a report; told how a match begins, it takes one look instead.
    """
    return f"(?=[{characters}])(?:{pattern})"
