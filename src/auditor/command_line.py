"""The commands and their options: words become a run, whatever goes wrong becomes one line and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from auditor import __version__
from auditor.arguments import HELP, Command, Option, UsageError, read
from auditor.model import AuditError, Severity
from auditor.report.sink import result, silence
from auditor.session import Options, Status, complain
from auditor.session import check as audit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def check(paths: tuple[str, ...], given: dict[str, Any]) -> Status:
    """`audit check`: audit reports."""
    lowest, notes = given.pop("min_severity"), given.pop("notes")
    minimum = Severity.NOTE if notes else Severity(lowest) if lowest else None
    given["select"], given["ignore"] = _listed(given["select"]), _listed(given["ignore"])
    if given["config"] and given["isolated"]:
        raise UsageError("--config 和 --isolated 不能同时用")
    if given["llm_budget"] is not None and not (given["llm_budget"].isdecimal() and int(given["llm_budget"])):
        raise UsageError(f"--llm-budget 应是 token 数，现在是 {given['llm_budget']}")
    return audit(paths, Options(minimum=minimum, **given))


def extract(paths: tuple[str, ...], given: dict[str, Any]) -> Status:
    """`audit extract`: show the fields or the outline of reports."""
    from auditor import commands

    if given.pop("schema"):
        return commands.show_schema(given["output"])
    if not paths:
        raise UsageError("缺少要读的文件")
    if given["outline"] and given["format"] == "json":
        raise UsageError("--outline 没有 json 格式")
    return commands.show_fields(paths, **given)


def text(paths: tuple[str, ...], given: dict[str, Any]) -> Status:
    """`audit text`: show the text of a report."""
    from auditor import commands

    return commands.show_text(*paths, **given)


def rules(_: tuple[str, ...], given: dict[str, Any]) -> Status:
    """`audit rules`: list the rules."""
    from auditor import commands

    return commands.show_rules(**given)


def explain(names: tuple[str, ...], given: dict[str, Any]) -> Status:
    """`audit explain`: show the page of a rule."""
    from auditor import commands

    return commands.show_page(*names, **given)


_PATHS = "文件或文件夹…"
_OUTPUT = Option("output", ("-o",), "写到文件；没有 -f 时按后缀定格式（.json、.txt）", "FILE")
_COLOR = Option("color", ("--color",), "用不用颜色，默认自动判断", choices=("auto", "always", "never"), default="auto")
_FORMAT = ("-f", "--format")

CHECK = Command(
    "check",
    "审查报告（默认命令，check 可以省略）。",
    check,
    (
        Option("format", _FORMAT, "输出格式，默认 terminal；json 每份报告一行", choices=("terminal", "json")),
        _OUTPUT,
        Option("select", ("--select",), "只用这些规则，可用 score-* 这样的写法，可写多次或用逗号隔开", "RULE", is_many=True),
        Option("ignore", ("--ignore",), "不用这些规则，写法同上", "RULE", is_many=True),
        Option(
            "min_severity",
            ("--min-severity",),
            "列出的最低级别：error 错误、warning 警告、note 提示",
            choices=tuple(item.value for item in reversed(Severity)),
        ),
        Option("notes", ("--notes",), "也列出提示（默认只计数）"),
        Option("explain", ("--explain",), "也列出核对成立的关系和没有核对的地方"),
        Option("include_text", ("--include-text",), "JSON 中带上全文"),
        Option("fail_on", ("--fail-on",), "有这一级别的问题时退出码为 1，默认 error", choices=("error", "warning", "note", "never")),
        Option("config", ("--config",), "配置文件，默认用最近的 audit.toml 或 pyproject.toml", "FILE"),
        Option("isolated", ("--isolated",), "不读任何配置文件"),
        Option("stdin_name", ("--stdin-name",), "标准输入在报告中的名字", "NAME"),
        _COLOR,
        Option("quiet", ("-q", "--quiet"), "每个问题只写一行"),
        Option("llm", ("--llm",), "另请语言模型通读；报告正文会送往 --llm-base-url，见 docs/llm.md"),
        Option("llm_base_url", ("--llm-base-url",), "模型服务的地址（OpenAI 兼容，如 http://127.0.0.1:11434/v1）", "URL"),
        Option("llm_model", ("--llm-model",), "模型的名称；密钥取自环境变量 OPENAI_API_KEY", "NAME"),
        Option("llm_budget", ("--llm-budget",), "一次运行最多用多少 token，默认 200000", "N"),
        Option("llm_dry_run", ("--llm-dry-run",), "只显示会送出什么、约多少 token，什么也不送"),
        Option("llm_redact", ("--llm-redact",), "送出前替换人名、电话等，答复中还原"),
    ),
    _PATHS,
    fewest=1,
)
COMMANDS = {
    command.name: command
    for command in (
        CHECK,
        Command(
            "extract",
            "读出报告的结构化字段，或章节目录。",
            extract,
            (
                Option("format", _FORMAT, "输出格式，默认 table；json 每份报告一行", choices=("table", "json")),
                _OUTPUT,
                Option("outline", ("--outline",), "只列出章节目录和行号"),
                Option("schema", ("--schema",), "输出字段的 JSON Schema，不需要文件"),
                _COLOR,
            ),
            _PATHS,
        ),
        Command(
            "text",
            "输出读取后的文本；报告中的字符位置都以它为准。",
            text,
            (Option("output", ("-o",), "写到文件", "FILE"),),
            "文件",
            fewest=1,
            most=1,
        ),
        Command(
            "rules",
            "列出全部规则。",
            rules,
            (Option("format", _FORMAT, "输出格式，默认 table", choices=("table", "json"), default="table"), _COLOR),
            most=0,
        ),
        Command("explain", "说明一条规则：为什么查、怎么查、什么时候不报。", explain, (_COLOR,), operand="规则", fewest=1, most=1),
    )
}
VERSION = Option("version", ("--version",), "显示版本")
_MEANING = """找出报告中自相矛盾的地方。

可给多个文件或文件夹，“-”为标准输入。与命令同名的文件请写成 ./rules。
退出码：0 没有达到 --fail-on 的问题；1 有；2 用法不对或有文件读不出；3 规则出错。"""


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit status."""
    command: Command | None = None
    try:
        if not arguments or arguments[0] in HELP.names:
            return _show_program_page(asked=bool(arguments))
        if arguments[0] in VERSION.names:
            return _show(f"audit {__version__}\n")
        command, words = _command(arguments)
        given = read(command, words)
        return command.run(*given) if given else _show_page(command)
    except UsageError as error:
        from auditor.usage import complaint

        sys.stderr.write(complaint(str(error), command))
        return Status.UNREADABLE
    except AuditError as error:
        complain(str(error))
        return Status.UNREADABLE
    except KeyboardInterrupt:
        silence(sys.stdout)
        return Status.INTERRUPTED


def _command(words: Sequence[str]) -> tuple[Command, Sequence[str]]:
    """The command and the words that follow it; `audit X` is `audit check X` where X is no command.

    A mistyped command is told from a file by there being no such file. Raises `UsageError` for one.
    """
    first = words[0]
    if first in COMMANDS:
        return COMMANDS[first], words[1:]
    if not first.startswith("-") and not os.path.lexists(first) and "." not in first and os.sep not in first:
        from auditor.config import suggestion

        near = suggestion(first, COMMANDS)
        if near:
            raise UsageError(f"没有文件 {first}，也没有这个命令{near}")
    return CHECK, words


def _show_program_page(*, asked: bool) -> Status:
    """The help of the program; where nothing was asked it is a complaint."""
    from auditor.usage import program_page

    page = program_page(_MEANING, COMMANDS.values(), CHECK, (VERSION,))
    if asked:
        return _show(page)
    sys.stderr.write(page)
    return Status.UNREADABLE


def _show_page(command: Command) -> Status:
    from auditor.usage import command_page

    return _show(command_page(command))


def _show(text: str) -> Status:
    with result(None) as stream:
        stream.write(text)
    return Status.CLEAN


def _listed(patterns: Sequence[str]) -> tuple[str, ...]:
    """`a,b` and `a` `b` alike."""
    return tuple(item for pattern in patterns for item in pattern.replace("，", ",").split(",") if item)
