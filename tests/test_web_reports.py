"""A report gives the same findings as text and as a web page."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.model import Settings
from auditor.read import read_bytes, read_file, read_text
from rendered import findings, texts
from web_pages import page_of


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
@pytest.mark.parametrize(("name", "text"), [pytest.param(name, text, id=name) for name, text in texts()])
def test_a_page_gives_the_findings_of_its_text(name: str, text: str, charset: str) -> None:
    """Planted contradictions are found, clean reports stay silent, whatever stands around the text."""
    document = read_text(text, name)
    assert findings(document) == findings(read_bytes(page_of(document, charset), name, Settings()))


def wild_pages() -> list[str]:
    """Public pages beside the checkout."""
    folder = Path(__file__).parents[2] / "shared" / "wild"
    return sorted(path.stem for path in folder.glob("*.html")) or ["-"]


@pytest.mark.parametrize("name", wild_pages())
def test_real_pages_give_the_findings_of_their_text(shared: Path, name: str) -> None:
    """Public reports that came as pages."""
    folder = shared / "wild"
    assert findings(read_file(folder / f"{name}.txt", Settings())) == findings(read_file(folder / f"{name}.html", Settings()))
