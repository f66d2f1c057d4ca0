"""How two numbers written with as many digits differ: by one digit, or by two neighbours that changed places.

These are the slips of somebody who copies a number. Whether a slip is a contradiction is for the audit to say.
"""

from __future__ import annotations


def are_swapped(one: str, other: str) -> bool:
    """Whether two strings of digits differ in two neighbours only, which stand in the other order."""
    at = _first_apart(one, other)
    return at >= 0 and one[at] != one[at + 1 : at + 2] and one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]


def is_slip(one: str, other: str) -> bool:
    """Whether two strings of digits differ in one digit, or in two neighbours that are swapped."""
    at = _first_apart(one, other)
    return at >= 0 and (one[at + 1 :] == other[at + 1 :] or are_swapped(one, other))


def _first_apart(one: str, other: str) -> int:
    """Where two strings of one length first differ; −1 where they do not, or are of two lengths."""
    if len(one) != len(other):
        return -1
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), -1)
