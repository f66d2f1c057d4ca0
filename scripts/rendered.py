"""What tests of other formats share: texts to be rendered, and what is found in a document whatever it came from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from auditor.model import Document, Table
from auditor.pipeline import audit_document
from auditor.read import read_text

FIXTURES = Path(__file__).parent.parent / "fixtures"

Found = tuple[str, str, str, str, str]  # rule, code, severity, stated, computed


def findings(document: Document) -> list[Found]:
    """What is found, without places."""
    found = audit_document(document, strict=True).findings
    return sorted((item.rule, item.code, item.severity.value, str(item.stated), str(item.computed)) for item in found)


def texts() -> list[tuple[str, str]]:
    """Our reports and the tables of many templates, but for those whose rows have lost cells: other formats have them all."""
    return [
        (name, text) for name, text in _all() if not any(block.damage for block in read_text(text, name).blocks if isinstance(block, Table))
    ]


def _all() -> Iterator[tuple[str, str]]:
    for path in sorted((FIXTURES / "reports").glob("*.txt")):
        yield path.name, path.read_text(encoding="utf-8")
    for folder in ("tables", "target-tables"):
        for path in sorted((FIXTURES / folder).glob("*.txt")):
            for number, case in enumerate(path.read_text(encoding="utf-8").split("====")):
                yield f"{path.name}-{number}", case.partition("----\n")[2].replace("[[", "").replace("]]", "")
