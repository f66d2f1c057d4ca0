"""Damaged files of each format are read or refused in one line; scripts/fuzz_readers.py tries more of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz_readers import FORMATS, files, outcome


@pytest.mark.parametrize("name", FORMATS)
def test_no_damaged_file_ends_in_a_traceback(name: str, tmp_path: Path) -> None:
    """Cut off, bits flipped, random bytes: fifty of each, the same on every run."""
    outcomes = [outcome(data, name, tmp_path) for data in files(name, 50, seed=0)]
    assert (len(outcomes), set(outcomes) <= {"read", "refused"}) == (50, True)
