"""The public names of the package, as a Python user meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import auditor

PASSAGE = "某镇2022年度部门整体支出绩效自评报告\n核定行政编制20名、事业编制30名，共计52名。\n"


def test_every_public_name_is_there() -> None:
    """`__all__` is sorted and holds nothing that is missing."""
    assert auditor.__all__ == sorted(auditor.__all__)
    assert [name for name in auditor.__all__ if not hasattr(auditor, name)] == []


def test_a_text_is_audited() -> None:
    """Findings point into the document's own text."""
    report = auditor.audit_text(PASSAGE, name="示例")
    (finding,) = report.findings
    first = finding.evidence[0].span
    assert (report.document.name, finding.rule, report.document.text[first.start : first.end]) == ("示例", "list-sum", "52名")


def test_a_file_is_audited(tmp_path: Path) -> None:
    """A path or its name."""
    path = tmp_path / "报告.txt"
    path.write_text(PASSAGE, encoding="gb18030")
    assert [finding.message for finding in auditor.audit_file(str(path)).findings] == [
        finding.message for finding in auditor.audit_text(PASSAGE).findings
    ]


def test_a_report_serialises() -> None:
    """The JSON contract, version 1."""
    told = json.loads(auditor.report_json(auditor.audit_text(PASSAGE)))
    assert (told["schema_version"], told["findings"][0]["computed"]) == ("1", "50")


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    """`AuditError` names the file and says what to do."""
    with pytest.raises(auditor.AuditError) as raised:
        auditor.audit_file(tmp_path / "没有.txt")
    assert "没有.txt" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_audit_needs_none_of_the_optional_libraries() -> None:
    """Neither model clients nor pydantic, rich, jieba or pdfplumber are imported."""
    script = (
        "import sys, auditor; auditor.report_json(auditor.audit_text('收入合计10万元。'));"
        "print(sorted({'openai', 'instructor', 'pydantic', 'rich', 'jieba', 'pdfplumber', 'charset_normalizer'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
