"""Old Word files go through LibreOffice; a stand-in for it shows how it is called, the real one (where installed) that it works."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from auditor.model import AuditError, Document, Settings
from auditor.read import office as module
from auditor.read import read_bytes
from word_files import package, paragraph, table

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
OLD_WORD = COMPOUND + "WordDocument\0".encode("utf-16-le")
WORD = package(paragraph("概况", properties='<w:pStyle w:val="1"/>') + table([["指标", "得分"], ["合计", "95"]]) + paragraph("完。"))
TEXT = "一、概况\n指标\t得分\n合计\t95\n完。\n"


def read(data: bytes) -> Document:
    """The document of the bytes of an old file."""
    return read_bytes(data, "报告.doc", Settings())


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a shell script in the place of LibreOffice; it finds the output folder in $out."""

    def install(script: str) -> None:
        (tmp_path / "made.docx").write_bytes(WORD)
        program = tmp_path / "soffice"
        find_out = 'while [ $# -gt 1 ]; do [ "$1" = --outdir ] && out="$2"; shift; done; mkdir -p "$out"'
        program.write_text(f"#!/bin/sh\necho \"$@\" > '{tmp_path}/called'\n{find_out}\n{script}\n", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")

    return install


@pytest.mark.parametrize(
    ("data", "suffix", "media_type"),
    [(OLD_WORD, ".doc", "application/msword"), (b"{\\rtf1 x}", ".rtf", "application/rtf")],
)
def test_an_old_file_is_converted_and_read(stand_in, tmp_path: Path, data: bytes, suffix: str, media_type: str) -> None:
    """The converter gets a file with the right suffix and a profile of its own; the document is that of the old file."""
    stand_in(f"cp '{tmp_path}/made.docx' \"$out/report.docx\"")
    document = read(data)
    called = (tmp_path / "called").read_text(encoding="utf-8")
    assert (document.text, document.media_type, document.name) == (TEXT, media_type, "报告.doc")
    assert (f"report{suffix}" in called, "-env:UserInstallation=file:///" in called, "--convert-to docx" in called) == (True, True, True)
    assert not Path(called.split()[-1]).exists()  # nothing is left behind


@pytest.mark.parametrize("script", ["exit 0", "exit 1", 'echo rubbish > "$out/report.docx"'])
def test_a_conversion_that_fails_is_told(stand_in, script: str) -> None:
    """LibreOffice ends well with rubbish, too: only what it writes counts."""
    stand_in(script)
    with pytest.raises(AuditError, match=r"报告\.doc：.*另存为 \.docx"):
        read(OLD_WORD)


def test_a_conversion_that_hangs_is_ended(stand_in, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what it has started."""
    stand_in(f"sleep 60 & echo $! > '{tmp_path}/child'; wait")
    monkeypatch.setattr(module, "_SECONDS", 1)
    with pytest.raises(AuditError, match="已停止"):
        read(OLD_WORD)
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text(encoding="utf-8").split()[2] == "Z"


def test_without_libreoffice_one_line_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install it, or save as .docx."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(module, "_USUAL_PLACES", ())
    with pytest.raises(AuditError, match=r"报告\.doc：.*请安装 LibreOffice，或在 Word、WPS 里另存为 \.docx"):
        read(OLD_WORD)


@pytest.mark.parametrize(
    ("stream", "complaint"),
    [("Workbook", "Excel"), ("PowerPoint Document", "演示文稿"), ("EncryptedPackage", "去掉密码"), ("Other", "旧版 Office")],
)
def test_other_old_files_are_told_apart(stream: str, complaint: str) -> None:
    """By the streams in them; a document that holds a sheet is still a document."""
    with pytest.raises(AuditError, match=complaint):
        read(COMPOUND + f"{stream}\0".encode("utf-16-le"))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_libreoffice_itself(tmp_path: Path, suffix: str) -> None:
    """A report saved in an old format gives the text of the new one, automatic numbers included."""
    (tmp_path / "报告.docx").write_bytes(WORD)
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", suffix]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "报告.docx")], check=True, capture_output=True, timeout=120)
    converted = read((tmp_path / f"报告.{suffix}").read_bytes())
    lines = [line for line in converted.text.replace("一? ", "一、").split("\n") if line]  # writing RTF, it loses the sign behind a number
    assert lines == TEXT.split("\n")[:-1]
