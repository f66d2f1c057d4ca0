"""What all tests share: where the checkout is, and the optional material beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("untimed", deadline=None)  # a busy machine is no failure
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of the project's own test data."""
    return ROOT / "fixtures"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Annotated real reports beside the checkout; a visible skip where they are absent."""
    if not (SHARED / "reports").is_dir():
        pytest.skip("shared material (../shared) is not beside this checkout")
    return SHARED
