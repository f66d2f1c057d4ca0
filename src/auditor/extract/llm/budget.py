"""Tokens: how many a text will take, and how many a run may still spend."""

from __future__ import annotations

_ASCII_PER_TOKEN = 3  # characters; a Chinese character is taken for a token of its own, which is more than most models count


def estimate(text: str) -> int:
    """How many tokens a text will take, rather too many than too few. No tokenizer: each model has its own, and they are large."""
    other = sum(1 for character in text if not character.isascii())
    return other + (len(text) - other + _ASCII_PER_TOKEN - 1) // _ASCII_PER_TOKEN


class Budget:
    """The tokens of a run. What a call may take at most is set aside before it is made, and what it took is written off behind it."""

    def __init__(self, limit: int) -> None:
        self.limit, self.spent = limit, 0
        self._reserved = 0

    def reserve(self, tokens: int) -> bool:
        """Set tokens aside; False when they are not there."""
        if self.spent + self._reserved + tokens > self.limit:
            return False
        self._reserved += tokens
        return True

    def settle(self, reserved: int, spent: int) -> None:
        """Give back what was set aside and write off what was spent."""
        self._reserved -= reserved
        self.spent += spent
