"""Where the words before a place begin: behind the last of some stops (commas, brackets, digits) within a window.

Nearly every extractor asks this of nearly every number, so it is one call of the pattern engine and not one search for each stop.
"""

from __future__ import annotations

from auditor.patterns import compiled, in_class


class Stops:
    """The characters at which some words end."""

    __slots__ = ("_up_to_last",)

    def __init__(self, characters: str) -> None:
        self._up_to_last = compiled(f"(?s:.*)[{in_class(characters)}]").match

    def last(self, text: str, low: int, high: int) -> int:
        """The offset of the last stop in `text[low:high]`, −1 if there is none."""
        found = self._up_to_last(text, low, high)
        return found.end() - 1 if found else -1

    def behind_last(self, text: str, low: int, high: int) -> int:
        """The offset behind the last stop in `text[low:high]`, `low` if there is none."""
        found = self._up_to_last(text, low, high)
        return found.end() if found else low

    def tail(self, text: str) -> str:
        """What follows the last stop of `text`; all of it if there is none."""
        found = self._up_to_last(text)
        return text[found.end() :] if found else text
