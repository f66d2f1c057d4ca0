"""Settings from a file: the nearest `audit.toml`, else `[tool.auditor]` of a `pyproject.toml`.

select = ["score-*"]
ignore = ["admitted-shortfall"]
fail_on = "warning"
max_bytes = 52428800

[grade_bands]
"优" = 90

[tolerance]
"万元" = 0.01

[llm]
enabled = true
base_url = "http://127.0.0.1:11434/v1"
model = "qwen3"
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from decimal import Decimal

from auditor.model import AuditError, ModelSettings, Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FILE, PROJECT_FILE, TABLE = "audit.toml", "pyproject.toml", "auditor"
FAIL_ON = ("error", "warning", "note", "never")


def find(folder: str) -> str | None:
    """The configuration file that counts for `folder`: its own or that of the nearest folder above; None if there is none."""
    below = None
    while folder != below:
        own, project = os.path.join(folder, FILE), os.path.join(folder, PROJECT_FILE)
        if os.path.isfile(own):
            return own
        if os.path.isfile(project) and _has_table(project):
            return project
        below, folder = folder, os.path.dirname(folder)
    return None


def load(path: str) -> Settings:
    """The settings of a file. Raises `AuditError` for a file that cannot be read and for every key or value that is not understood."""
    table = _table(path)
    unknown = [key for key in table if key not in _READ]
    if unknown:
        raise AuditError(f"{path}：没有设置项 {unknown[0]}{suggestion(unknown[0], _READ)}；可用：{'、'.join(_READ)}")
    values = {}
    for key, value in table.items():
        try:
            values[key] = _READ[key](value)
        except ValueError as error:
            raise AuditError(f"{path}：{key} {error}") from None
    return Settings(**values)


def suggestion(word: str, known: Iterable[str]) -> str:
    """（是不是 ignore？） if `word` is nearly one of `known`, otherwise nothing."""
    from difflib import get_close_matches  # only when something is misspelt

    near = get_close_matches(word, list(known), n=1)
    return f"（是不是 {near[0]}？）" if near else ""


def _has_table(project: str) -> bool:
    """Whether a pyproject.toml speaks of the auditor; most do not, and need not be parsed."""
    try:
        if f"tool.{TABLE}".encode() not in _content(project):
            return False
        return TABLE in _parsed(project).get("tool", {})
    except (OSError, AuditError):
        return False  # somebody else's file: its mistakes are not ours to report


def _table(path: str) -> dict[str, Any]:
    table = _parsed(path)
    if os.path.basename(path) == PROJECT_FILE:
        table = table.get("tool", {}).get(TABLE, {})
    if not isinstance(table, dict):
        raise AuditError(f"{path}：tool.{TABLE} 应是一个表；请写成 [tool.{TABLE}]")
    return table


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _parsed(path: str) -> dict[str, Any]:
    import tomllib  # most runs have no configuration

    try:
        text = _content(path).decode("utf-8-sig")  # Notepad writes a mark at the beginning
        return tomllib.loads(text, parse_float=Decimal)
    except FileNotFoundError:
        raise AuditError(f"{path}：没有这个配置文件；请检查路径") from None
    except OSError as error:
        raise AuditError(f"{path}：配置文件读不了（{error.strerror}）；请检查权限") from None
    except UnicodeDecodeError:
        raise AuditError(f"{path}：配置文件不是 UTF-8 编码；请另存为 UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise AuditError(f"{path}：配置文件{_position(str(error))}写法不对；文字和中文键名都要加引号") from None


def _position(message: str) -> str:
    """The place in an English message of tomllib: … (at line 3, column 5)."""
    import re

    found = re.search(r"at line (\d+), column (\d+)", message)
    return f"第 {found[1]} 行第 {found[2]} 列" if found else "末尾"


def _patterns(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError('应是规则名的列表，如 ["list-sum", "score-*"]')
    return tuple(value)


def _threshold(value: object) -> str:
    if value not in FAIL_ON:
        near = suggestion(str(value), FAIL_ON)
        raise ValueError(f"应是 {'、'.join(FAIL_ON)} 之一，现在是 {value}{near}")
    return str(value)


def _bands(value: object) -> tuple[tuple[str, Decimal], ...]:
    bands = _numbers(value, '应是“等级 = 最低分”的表，如 [grade_bands] 下写 "优" = 90')
    if len(set(bands.values())) < len(bands):
        raise ValueError("有两个等级的最低分相同")
    return tuple(sorted(bands.items(), key=lambda band: -band[1]))


def _tolerance(value: object) -> dict[str, Decimal]:
    return _numbers(value, '应是“单位 = 允许的差”的表，如 [tolerance] 下写 "万元" = 0.01')


def _numbers(value: object, wanted: str) -> dict[str, Decimal]:
    if not isinstance(value, dict):
        raise ValueError(wanted)  # noqa: TRY004 - a mistake of the user's, like the others
    numbers = {}
    for key, number in value.items():
        if isinstance(number, bool) or not isinstance(number, int | Decimal) or not Decimal(number).is_finite() or number < 0:
            raise ValueError(f"中 {key} 的值应是不小于 0 的数，现在是 {number}")
        numbers[key] = Decimal(number)
    return numbers


def _size(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"应是字节数，如 52428800，现在是 {value}")
    return value


_MODEL_KEYS = {
    "enabled": "enabled",
    "base_url": "base_url",
    "model": "model",
    "api_key_env": "key_variable",
    "mode": "mode",
    "budget": "budget",
    "answer_tokens": "answer_tokens",
    "concurrency": "concurrency",
    "timeout": "timeout",
    "retries": "retries",
    "redact": "redact",
    "cache": "cache",
}
_MODES = ("md_json", "json_schema", "tools")


def _model(value: object) -> ModelSettings:
    """`[llm]`: every key has the type of what it sets; `cache` is a path, or false."""
    if not isinstance(value, dict):
        raise ValueError("应是一个表，如 [llm] 下写 enabled = true")  # noqa: TRY004 - a mistake of the user's, like the others
    settings = ModelSettings()
    for key, given in value.items():
        if key not in _MODEL_KEYS:
            secret = "；密钥只从环境变量读" if "key" in key else ""
            raise ValueError(f"里没有设置项 {key}{suggestion(key, _MODEL_KEYS)}{secret}；可用：{'、'.join(_MODEL_KEYS)}")
        if key == "cache" and isinstance(given, bool):
            settings = settings._replace(keep_answers=given)
            continue
        field = _MODEL_KEYS[key]
        wanted = type(getattr(settings, field))
        least = 0 if key == "retries" else 1
        if type(given) is not wanted or (wanted is int and given < least) or (key == "mode" and given not in _MODES):
            kinds = {bool: "true 或 false", int: f"不小于 {least} 的整数", str: "文字"}
            raise ValueError(f"中 {key} 应是{' '.join(_MODES) if key == 'mode' else kinds[wanted]}，现在是 {given}")
        settings = settings._replace(**{field: given})
    return settings


_READ: dict[str, Callable[[object], Any]] = {
    "select": _patterns,
    "ignore": _patterns,
    "fail_on": _threshold,
    "grade_bands": _bands,
    "tolerance": _tolerance,
    "max_bytes": _size,
    "llm": _model,
}
