"""The identity of a finding across versions of a report: what was found and in which words, never where or when."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

from auditor.digest import sha256

_DIGITS = 32  # hexadecimal, 128 bits


def fingerprint(rule: str, code: str, quotes: Iterable[str]) -> str:
    """A hash of rule, code and quotes. Blanks and full- or half-width forms do not count."""
    parts = [rule, code, *("".join(normalize("NFKC", quote).split()) for quote in quotes)]
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
