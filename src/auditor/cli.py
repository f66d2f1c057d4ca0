"""The command line: options become a run, whatever goes wrong becomes one line and an exit status."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from auditor import __version__, locale, patterns
from auditor.model import AuditError, Severity
from auditor.report.sink import prepare, silence
from auditor.session import Options, Status, complain
from auditor.session import check as audit
from auditor.usage import Group

locale.install()  # before click formats its first message


def _choice(*values: str) -> click.Choice[str]:
    return click.Choice(values)


_paths = click.argument("paths", metavar="文件或文件夹…", nargs=-1, required=True)
_output = click.option("-o", "output", metavar="FILE", help="写到文件；没有 -f 时按后缀定格式（.json、.txt）")
_color = click.option("--color", type=_choice("auto", "always", "never"), default="auto", help="用不用颜色，默认自动判断")


@click.group(
    cls=Group,
    name="audit",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="找出报告中自相矛盾的地方。\n\n可给多个文件或文件夹，“-”为标准输入。与命令同名的文件请写成 ./rules。\n"
    "退出码：0 没有达到 --fail-on 的问题；1 有；2 用法不对或有文件读不出；3 规则出错。",
)
@click.version_option(__version__, prog_name="audit", message="%(prog)s %(version)s")
def command() -> None:
    """The group of commands; its help is given above, in Chinese."""


@command.command(help="审查报告（默认命令，check 可以省略）。")
@_paths
@click.option("-f", "--format", type=_choice("terminal", "json"), help="输出格式，默认 terminal；json 每份报告一行")
@_output
@click.option("--select", metavar="RULE", multiple=True, help="只用这些规则，可用 score-* 这样的写法，可写多次或用逗号隔开")
@click.option("--ignore", metavar="RULE", multiple=True, help="不用这些规则，写法同上")
@click.option(
    "--min-severity", type=_choice(*(item.value for item in reversed(Severity))), help="列出的最低级别：error 错误、warning 警告、note 提示"
)
@click.option("--notes", is_flag=True, help="也列出提示（默认只计数）")
@click.option("--explain", is_flag=True, help="也列出核对成立的关系和没有核对的地方")
@click.option("--include-text", is_flag=True, help="JSON 中带上全文")
@click.option("--fail-on", type=_choice("error", "warning", "note", "never"), help="有这一级别的问题时退出码为 1，默认 error")
@click.option("--config", metavar="FILE", help="配置文件，默认用最近的 audit.toml 或 pyproject.toml")
@click.option("--isolated", is_flag=True, help="不读任何配置文件")
@click.option("--stdin-name", metavar="NAME", help="标准输入在报告中的名字")
@_color
@click.option("-q", "--quiet", is_flag=True, help="每个问题只写一行")
def check(paths: tuple[str, ...], **given: Any) -> Status:  # noqa: ANN401 - the options, by name, of the types declared above
    """Audit reports."""
    lowest, notes = given.pop("min_severity"), given.pop("notes")
    minimum = Severity.NOTE if notes else Severity(lowest) if lowest else None
    given["select"], given["ignore"] = _listed(given["select"]), _listed(given["ignore"])
    if given["config"] and given["isolated"]:
        raise click.UsageError("--config 和 --isolated 不能同时用")
    return audit(paths, Options(minimum=minimum, **given))


@command.command(help="读出报告的结构化字段，或章节目录。")
@click.argument("paths", metavar="文件或文件夹…", nargs=-1)
@click.option("-f", "--format", type=_choice("table", "json"), help="输出格式，默认 table；json 每份报告一行")
@_output
@click.option("--outline", is_flag=True, help="只列出章节目录和行号")
@click.option("--schema", is_flag=True, help="输出字段的 JSON Schema，不需要文件")
@_color
def extract(paths: tuple[str, ...], **given: Any) -> Status:  # noqa: ANN401 - the options, by name, of the types declared above
    """Show the fields or the outline of reports."""
    from auditor import commands

    if given.pop("schema"):
        return commands.show_schema(given["output"])
    if not paths:
        raise click.UsageError("缺少要读的文件")
    if given["outline"] and given["format"] == "json":
        raise click.UsageError("--outline 没有 json 格式")
    return commands.show_fields(paths, **given)


@command.command(help="输出读取后的文本；报告中的字符位置都以它为准。")
@click.argument("path", metavar="文件")
@_output
def text(path: str, output: str | None) -> Status:
    """Show the text of a report."""
    from auditor import commands

    return commands.show_text(path, output)


@command.command(help="列出全部规则。")
@click.option("-f", "--format", type=_choice("table", "json"), default="table", help="输出格式，默认 table")
@_color
def rules(**given: Any) -> Status:  # noqa: ANN401 - the options, by name, of the types declared above
    """List the rules."""
    from auditor import commands

    return commands.show_rules(**given)


@command.command(help="说明一条规则：为什么查、怎么查、什么时候不报。")
@click.argument("rule", metavar="规则")
def explain(rule: str) -> Status:
    """Show the page of a rule."""
    from auditor import commands

    return commands.show_page(rule)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit status."""
    gc.set_threshold(50_000)  # a run is short and makes no cycles to speak of
    prepare(sys.stdout, sys.stderr)
    status = run(arguments)
    patterns.keep()
    gc.freeze()  # the system takes the memory back; walking through it once more would take a tenth of the run
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status. `arguments` are those of the process unless given."""
    try:
        status = command.main(None if arguments is None else list(arguments), prog_name="audit", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AuditError as error:
        complain(str(error))
        return Status.UNREADABLE
    except (click.Abort, KeyboardInterrupt):
        silence(sys.stdout)
        return Status.INTERRUPTED
    return int(status or 0)


def _listed(patterns: Sequence[str]) -> tuple[str, ...]:
    """`a,b` and `a` `b` alike."""
    return tuple(item for pattern in patterns for item in pattern.replace("，", ",").split(",") if item)
