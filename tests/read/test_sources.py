"""What a user names becomes inputs; what cannot be read is told in one line each."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.model import AuditError, Settings
from auditor.read import Input, find, read_bytes, read_file


def test_files_folders_and_standard_input(tmp_path: Path) -> None:
    """Folders give their reports sorted, hidden ones and other formats aside; all else stays as named and in order."""
    for name in ("b.txt", "a.md", "c.TEXT", "d.docx", "e.mp4", "~$d.docx", ".hidden.txt", "sub/e.txt", ".git/f.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("报告", encoding="utf-8")
    expected = [
        Path("missing.txt"),
        *(tmp_path / name for name in ("a.md", "b.txt", "c.TEXT", "d.docx", "sub/e.txt")),
        None,
        tmp_path / "d.docx",
    ]
    found = find(["missing.txt", str(tmp_path), "-", str(tmp_path / "d.docx")])
    assert ([item.path and Path(item.path) for item in found], found[6].name) == (expected, "-")


def test_files_of_the_working_folder_are_named_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """“.” and “./x” are only how one came there; files sort by folder, so that those of one folder stay together."""
    monkeypatch.chdir(tmp_path)
    for name in ("b/e.txt", "b-a/f.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("报告", encoding="utf-8")
    names = [[Path(item.name).as_posix() for item in find([given])] for given in (".", "./b")]
    assert [["b/e.txt", "b-a/f.txt", "c.txt"], ["b/e.txt"]] == names


def test_a_folder_without_reports_stays_and_is_refused(tmp_path: Path) -> None:
    """The folder itself is returned, so that reading it can say what is wrong."""
    assert find([str(tmp_path)]) == [Input(str(tmp_path), str(tmp_path))]
    with pytest.raises(AuditError, match="没有能读的报告"):
        read_file(tmp_path, Settings())


def test_a_missing_file(tmp_path: Path) -> None:
    """The complaint names the file."""
    with pytest.raises(AuditError, match=r"没有\.txt：文件不存在；请"):
        read_file(tmp_path / "没有.txt", Settings())


@pytest.mark.parametrize(
    ("error", "complaint"),
    [
        (PermissionError(13, "Permission denied"), "没有读取权限"),
        (OSError(5, "Input/output error"), "读取失败（Input/output error）"),
        (ValueError("embedded null byte"), "不是有效的路径"),
    ],
)
def test_a_file_that_the_system_refuses(monkeypatch, error: Exception, complaint: str) -> None:
    """Whatever the system says, the user gets one line that names the file and says what to do."""

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(AuditError) as caught:
        read_file("报告.txt", Settings())
    message = str(caught.value)
    assert ("报告.txt" in message, complaint in message, "请" in message) == (True, True, True)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    """The limit counts bytes; a file of exactly that size is read."""
    file = tmp_path / "报告.txt"
    file.write_bytes("一二".encode())
    assert read_file(file, Settings(max_bytes=6)).text == "一二"
    with pytest.raises(AuditError, match="超过"):
        read_file(file, Settings(max_bytes=5))


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....word/document.xml", "docx"),
        (b"PK\x03\x04....xl/workbook.xml", "xlsx"),
        (b"PK\x03\x04....other", "压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
        (b"\x89PNG\r\n", "图片"),
        (b"", "空的"),
        (b" \n\t\n", "只有空白"),
        (b"\x00\x01\x02" * 9, "不是文本"),
    ],
)
def test_what_is_no_report(data: bytes, complaint: str) -> None:
    """Every complaint is one line: the name, what is wrong, what to do."""
    with pytest.raises(AuditError) as caught:
        read_bytes(data, "报告", Settings())
    message = str(caught.value)
    assert (message.startswith("报告："), complaint in message, "请" in message, "\n" in message) == (True, True, True, False)
