"""What all tests share: where the checkout is, and the optional material beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


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
