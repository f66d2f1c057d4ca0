"""The reports in a zip archive are inputs of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipInfo

import pytest

from auditor.model import AuditError, Settings
from auditor.read import Input, archives, find, read_bytes, read_file, read_member
from word_files import archive, package, paragraph

WORD = package(paragraph("综合得分95分。"))
REPORT = "全年支出95万元。".encode()


class OldName(ZipInfo):
    """A member whose name is written as Chinese Windows does, without saying so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name in zipfile
        return self.filename.encode("gbk"), 0


def zipped(folder: Path, members: dict, name: str = "包.zip") -> Path:
    """A zip file in a folder."""
    path = folder / name
    path.write_bytes(archive(members))
    return path


def texts(inputs: Sequence[Input], folder: Path) -> dict[str, str]:
    """The text of each input by its name in the folder."""
    return {
        str(Path(source.name).relative_to(folder)): read_member(source.member, Settings(), source.name).text
        for source in inputs
        if source.member
    }


def test_each_report_is_an_input(tmp_path: Path) -> None:
    """Sorted, with the name of the archive before theirs; archives inside are opened, once; the rest is told."""
    inner = archive({"里.txt": REPORT, "更深.zip": archive({"x.txt": REPORT}), "图.png": b"x"})
    members = {"b/报告.docx": WORD, "a.txt": REPORT, "内.zip": inner, "照片.jpg": b"x", ".hidden.txt": b"x", "~$报告.docx": b"x", "b/": b""}
    told: list[str] = []
    path = zipped(tmp_path, {**members, "__MACOSX/._a.txt": b"x"})
    inputs = find([str(path)], told.append)
    assert texts(inputs, tmp_path) == {
        "包.zip/a.txt": "全年支出95万元。",
        "包.zip/b/报告.docx": "综合得分95分。\n",
        "包.zip/内.zip/里.txt": "全年支出95万元。",
    }
    assert told == [f"{path}：略过 3 个不是报告的文件：内.zip/图.png、内.zip/更深.zip、照片.jpg"]
    assert {source.path for source in inputs} == {str(path)}


def test_one_report_of_an_archive_may_be_named(tmp_path: Path) -> None:
    """As it is shown; also one in an archive inside. What is not there is a file that does not exist."""
    path = zipped(tmp_path, {"a.txt": REPORT, "b/报告.docx": WORD, "内.ZIP": archive({"里.txt": REPORT})})
    for name, text in {"b/报告.docx": "综合得分95分。\n", "内.ZIP/里.txt": "全年支出95万元。"}.items():
        assert texts(find([f"{path}/{name}"]), tmp_path) == {f"包.zip/{name}": text}
    (missing,) = find([f"{path}/没有.txt"])
    with pytest.raises(AuditError, match="文件不存在"):
        read_file(str(missing.path), Settings())


def test_a_folder_may_hold_archives(tmp_path: Path) -> None:
    """They are opened in their place among the files."""
    zipped(tmp_path, {"甲.txt": REPORT}, "b.zip")
    for name in ("a.docx", "c.txt", "~$a.docx"):
        (tmp_path / name).write_bytes(WORD)
    assert [source.name.removeprefix(f"{tmp_path}/") for source in find([str(tmp_path)])] == ["a.docx", "b.zip/甲.txt", "c.txt"]


def test_names_are_decoded_and_stay_inside(tmp_path: Path) -> None:
    """Names in GBK, with the separators of Windows, with steps out of the archive."""
    members = {OldName("../自评\\报告.txt"): REPORT, ZipInfo("/etc/绝对.txt"): REPORT}
    path = zipped(tmp_path, members)
    assert [source.name for source in find([str(path)])] == [f"{path}/etc/绝对.txt", f"{path}/自评/报告.txt"]


def test_a_document_named_zip_is_that_document(tmp_path: Path) -> None:
    """What it holds decides."""
    path = tmp_path / "报告.zip"
    path.write_bytes(WORD)
    assert find([str(path)]) == [Input(str(path), str(path))]


def test_a_word_file_stored_in_an_archive_does_not_make_it_one(tmp_path: Path) -> None:
    """The names inside of the member stand readable in the archive."""
    assert [source.name for source in find([str(zipped(tmp_path, {"a.docx": WORD}))])] == [f"{tmp_path}/包.zip/a.docx"]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (archive({"照片.jpg": b"x"}), "没有能读的报告"),
        (archive({}), "没有能读的报告"),
        (archive({"a.txt": REPORT})[:-30], "已损坏"),
        (archive({"a.txt": REPORT, "b.txt": REPORT}), "里面有 2 份报告"),
        (archive({f"{n}.txt": b"" for n in range(2001)}), "超过 2000 个"),
    ],
)
def test_an_archive_as_a_whole_is_told_in_one_line(tmp_path: Path, data: bytes, complaint: str) -> None:
    """Nothing in it, damaged, too much, or from standard input."""
    with pytest.raises(AuditError, match=f"包.zip：.*{complaint}.*请"):
        read_bytes(data, "包.zip", Settings())


@pytest.mark.parametrize("data", [b"PK\x03\x04 rubbish", archive({"a.jpg": b"x"}), b""])
def test_an_archive_without_reports_stays_as_named(tmp_path: Path, data: bytes) -> None:
    """Reading it then says what is wrong."""
    path = tmp_path / "包.zip"
    path.write_bytes(data)
    assert find([str(path)]) == [Input(str(path), str(path))]


def test_a_member_that_is_damaged_or_locked_is_told(tmp_path: Path) -> None:
    """The others are still read."""
    damaged = bytearray(archive({"a.txt": REPORT * 50, "b.txt": REPORT}))
    damaged[40:44] = b"\xff\xff\xff\xff"
    path = tmp_path / "包.zip"
    path.write_bytes(bytes(damaged))
    first, second = find([str(path)])
    assert texts([second], tmp_path) == {"包.zip/b.txt": "全年支出95万元。"}
    with pytest.raises(AuditError, match=r"包.zip/a.txt：.*已损坏"):
        texts([first], tmp_path)
    locked = bytearray(archive({"a.txt": REPORT}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(locked))
    with pytest.raises(AuditError, match=r"包.zip/a.txt：.*密码"):
        texts(find([str(path)]), tmp_path)


def test_a_bomb_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One member is read up to the limit of files; all together must not say that they are huge."""
    path = zipped(tmp_path, {"a.txt": b"1" * 1_000_000})
    source = find([str(path)])[0]
    assert source.member
    with pytest.raises(AuditError, match=r"包.zip/a.txt：文件超过"):
        read_member(source.member, Settings(max_bytes=1000), source.name)
    monkeypatch.setattr(archives, "_MOST_BYTES", 1000)
    assert find([str(path)]) == [Input(str(path), str(path))]
    with pytest.raises(AuditError, match="解开后超过"):
        read_bytes(path.read_bytes(), "包.zip", Settings())
