"""Configuration files."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from auditor.config import find, load
from auditor.model import AuditError, Settings


def written(folder: Path, text: str, name: str = "audit.toml") -> Path:
    """The path of a file with this text."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_becomes_a_setting(tmp_path: Path) -> None:
    """Numbers are read as written, grade bands from the highest down."""
    path = written(
        tmp_path,
        """
        select = ["sum-*", "over-limit"]
        ignore = ["sum-mismatch"]
        fail_on = "warning"
        max_bytes = 1000
        [grade_bands]
        "良" = 80
        "优" = 90.50
        [tolerance]
        "万元" = 0.01
        """,
    )
    assert Settings(
        select=("sum-*", "over-limit"),
        ignore=("sum-mismatch",),
        fail_on="warning",
        grade_bands=(("优", Decimal("90.50")), ("良", Decimal(80))),
        tolerance={"万元": Decimal("0.01")},
        max_bytes=1000,
    ) == load(str(path))


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    """Without keys the defaults hold."""
    assert Settings() == load(str(written(tmp_path, "")))


def test_a_mark_at_the_beginning_is_passed_over(tmp_path: Path) -> None:
    """Notepad writes a byte order mark."""
    assert "never" == load(str(written(tmp_path, '\ufefffail_on = "never"'))).fail_on


def test_pyproject_has_a_table_of_ours(tmp_path: Path) -> None:
    """Only [tool.auditor] counts there."""
    path = written(tmp_path, 'fail_on = 3\n[tool.auditor]\nfail_on = "note"', "pyproject.toml")
    assert "note" == load(str(path)).fail_on


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('ingore = ["a"]', "没有设置项 ingore（是不是 ignore？）；可用：select、ignore、fail_on、grade_bands、tolerance、max_bytes、llm"),
        ("xyz = 1", "没有设置项 xyz；可用：select、ignore、fail_on、grade_bands、tolerance、max_bytes、llm"),
        ('fail_on = "errors"', "fail_on 应是 error、warning、note、never 之一，现在是 errors（是不是 error？）"),
        ('select = "sum-mismatch"', 'select 应是规则名的列表，如 ["list-sum", "score-*"]'),
        ("ignore = [1]", 'ignore 应是规则名的列表，如 ["list-sum", "score-*"]'),
        ("max_bytes = 0", "max_bytes 应是字节数，如 52428800，现在是 0"),
        ("max_bytes = true", "max_bytes 应是字节数，如 52428800，现在是 True"),
        ('max_bytes = "50 MB"', "max_bytes 应是字节数，如 52428800，现在是 50 MB"),
        ("grade_bands = 90", 'grade_bands 应是“等级 = 最低分”的表，如 [grade_bands] 下写 "优" = 90'),
        ('[grade_bands]\n"优" = 90\n"良" = 90', "grade_bands 有两个等级的最低分相同"),
        ('[tolerance]\n"万元" = -1', "tolerance 中 万元 的值应是不小于 0 的数，现在是 -1"),
        ('[tolerance]\n"万元" = nan', "tolerance 中 万元 的值应是不小于 0 的数，现在是 NaN"),
        ("[tolerance]\n万元 = 1", "配置文件第 2 行第 1 列写法不对；文字和中文键名都要加引号"),
        ("select = [", "配置文件末尾写法不对；文字和中文键名都要加引号"),
    ],
)
def test_a_mistake_is_told_in_one_line(tmp_path: Path, text: str, complaint: str) -> None:
    """The line names the file, what is wrong and what would be right."""
    path = written(tmp_path, text)
    with pytest.raises(AuditError) as raised:
        load(str(path))
    assert f"{path}：{complaint}" == str(raised.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """TOML is UTF-8; GBK gets the advice to save it anew."""
    path = tmp_path / "audit.toml"
    path.write_bytes('[tolerance]\n"万元" = 1'.encode("gbk"))
    with pytest.raises(AuditError, match="不是 UTF-8 编码；请另存为 UTF-8"):
        load(str(path))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A file named with --config has to exist."""
    with pytest.raises(AuditError, match="没有这个配置文件；请检查路径"):
        load(str(tmp_path / "没有.toml"))


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    """A folder without a file of its own takes that of the nearest folder above."""
    written(tmp_path, "")
    near = written(tmp_path / "甲", "")
    (tmp_path / "甲" / "乙").mkdir()
    assert str(near) == find(str(tmp_path / "甲" / "乙"))


def test_audit_toml_goes_before_pyproject(tmp_path: Path) -> None:
    """In one folder audit.toml wins."""
    written(tmp_path, "[tool.auditor]", "pyproject.toml")
    own = written(tmp_path, "")
    assert str(own) == find(str(tmp_path))


@pytest.mark.parametrize("text", ["[project]\nname = 'x'", "# tool.auditor", "[tool.auditor", "tool.auditor-x = 1"])
def test_a_pyproject_of_somebody_else_is_passed_over(tmp_path: Path, text: str) -> None:
    """A project file without our table, or one that is broken, is not ours; the search goes on above."""
    own = written(tmp_path, "")
    written(tmp_path / "甲", text, "pyproject.toml")
    assert str(own) == find(str(tmp_path / "甲"))
