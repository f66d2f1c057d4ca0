"""Where results go."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from auditor.model import AuditError
from auditor.report import console
from auditor.report.sink import encodes_everything, prepare, result


def test_a_file_is_written(tmp_path: Path) -> None:
    """The result stands in the file, and nothing else in the folder."""
    with result(str(tmp_path / "结果.txt")) as stream:
        stream.write("好\n")
    assert {"结果.txt": "好\n"} == {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}


def test_after_an_error_the_old_file_is_still_there(tmp_path: Path) -> None:
    """Half a result never replaces a whole one."""
    path = tmp_path / "结果.txt"
    path.write_text("旧", encoding="utf-8")
    with suppress(RuntimeError), result(str(path)) as stream:
        stream.write("半")
        raise RuntimeError
    assert {"结果.txt": "旧"} == {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Writing through a symbolic link changes the file behind it."""
    (tmp_path / "真.txt").write_text("旧", encoding="utf-8")
    (tmp_path / "链.txt").symlink_to("真.txt")
    with result(str(tmp_path / "链.txt")) as stream:
        stream.write("新")
    assert (True, "新") == ((tmp_path / "链.txt").is_symlink(), (tmp_path / "真.txt").read_text(encoding="utf-8"))


def test_a_device_is_written_directly() -> None:
    """/dev/null is not replaced by a file."""
    with result(os.devnull) as stream:
        stream.write("无")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(("name", "complaint"), [("没有/结果.txt", "请先建好"), ("", "是文件夹；-o 后面请写文件名")])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str, complaint: str) -> None:
    """A missing folder and a folder in place of a file are told in one line."""
    with pytest.raises(AuditError, match=complaint), result(str(tmp_path / name)):
        pass


def test_standard_output_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a path, and for -, the result goes to standard output."""
    for path in (None, "-"):
        with result(path) as stream:
            stream.write("好\n")
    assert "好\n好\n" == capsys.readouterr().out


def test_characters_that_cannot_be_encoded_end_nothing() -> None:
    """A GBK stream shows a minus as a hyphen and a picture as a question mark."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="gbk", newline="\n")
    prepare(stream)
    stream.write("差 −3 › 📈")
    stream.flush()
    assert "差 -3 > ?" == raw.getvalue().decode("gbk")


@pytest.mark.parametrize(("encoding", "whole"), [("utf-8", True), ("utf-16", True), ("gbk", False), ("ascii", False)])
def test_only_unicode_streams_carry_everything(encoding: str, whole: bool) -> None:
    """JSON is escaped for any other stream."""
    assert whole is encodes_everything(io.TextIOWrapper(io.BytesIO(), encoding=encoding))


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_is_chosen_by_option_environment_and_stream(monkeypatch, choice, environment, terminal, expected) -> None:
    """The option wins over the environment, NO_COLOR over FORCE_COLOR, the environment over the stream."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    assert expected is console.is_coloured(choice, stream)


def test_width_is_that_of_columns(monkeypatch) -> None:
    """COLUMNS decides where it is set to a number; an output that is no terminal is 100 wide."""
    monkeypatch.setenv("COLUMNS", "72")
    given = console.columns(sys.stdout)
    monkeypatch.setenv("COLUMNS", "宽")
    assert (72, 100) == (given, console.columns(io.StringIO()))
