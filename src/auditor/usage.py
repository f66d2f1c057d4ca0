"""The form of the command line: a default command, Chinese usage lines, and help measured in terminal columns.

Every start of the program passes through here, so what only help and mistakes need is imported there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_FIRST_COLUMN = 30  # of a list of options, at most


class Formatter(click.HelpFormatter):
    """Help pages in which a Chinese character counts two columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        super().write_usage(prog, args, "用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """A heading with a Chinese colon."""
        self.write(f"{' ' * self.current_indent}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs; their line breaks are kept, since they are set by hand."""
        for line in text.replace("\b\n", "").splitlines():
            self._wrapped(line, " " * self.current_indent)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _FIRST_COLUMN, col_spacing: int = 2) -> None:
        """Terms and what they mean, in two columns."""
        from auditor.report.layout import pad, width

        rows = list(rows)
        first = min(max((width(term) for term, _ in rows), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, meaning in rows:
            if width(term) > first - col_spacing:
                self.write(f"{indent}{term}\n")
                lead = indent + " " * first
            else:
                lead = indent + pad(term, first)
            self._wrapped(meaning, lead)

    def _wrapped(self, text: str, lead: str) -> None:
        from auditor.report.layout import Piece, width, wrap

        for line in wrap([Piece(text)], self.width, first=[Piece(lead)], indent=width(lead)):
            self.write("".join(piece.text for piece in line).rstrip() + "\n")


class Context(click.Context):
    """A context that writes help with our formatter."""

    formatter_class = Formatter


class Command(click.Command):
    """A command with a Chinese usage line."""

    context_class = Context

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Options and arguments, in Chinese."""
        return ["[选项]", *(piece for parameter in self.get_params(ctx) for piece in parameter.get_usage_pieces(ctx))]


class Group(click.Group):
    """`audit X` is `audit check X`, unless X is a command; the help of the group shows the options of the default command, too."""

    context_class = Context
    command_class = Command
    default = "check"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command first where none is named. A mistyped command is told from a file by there being no such file."""
        first = args[0] if args else ""
        if first and first not in self.commands and first not in (*ctx.help_option_names, "--version"):
            if not first.startswith("-") and not os.path.lexists(first) and "." not in first and os.sep not in first:
                from auditor.config import suggestion

                near = suggestion(first, self.commands)
                if near:
                    ctx.fail(f"没有文件 {first}，也没有这个命令{near}")
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands, and files for the default command."""
        from click.shell_completion import CompletionItem

        found = super().shell_complete(ctx, incomplete)
        return found if incomplete.startswith("-") else [*found, CompletionItem(incomplete, type="file")]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """The usage of the default command, which is what most users want."""
        return ["[选项]", "文件或文件夹…"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Commands first, then the options of the default command."""
        self.format_commands(ctx, formatter)
        default = self.commands[self.default]
        records = [
            record for parameter in default.params if (record := parameter.get_help_record(ctx)) and isinstance(parameter, click.Option)
        ]
        own = [record for parameter in self.get_params(ctx) if (record := parameter.get_help_record(ctx))]
        with formatter.section("选项"):
            formatter.write_dl([*records, *own])
