"""Help pages and complaints about usage, measured in terminal columns. Only help and mistakes load this module."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence

from auditor.arguments import HELP, Command, Option
from auditor.report.layout import Piece, pad, width, wrap

PROGRAM = "audit"
_FIRST_COLUMN = 30  # of a list of options, at most
_NARROWEST, _WIDEST = 50, 78  # columns of a help page
_INDENT = "  "


def complaint(message: str, command: Command | None) -> str:
    """What is wrong, below the usage of the command it concerns (None: of the program)."""
    named = f"{PROGRAM} {command.name}" if command else PROGRAM
    return f"{_usage(command)}\n用法说明：{named} {HELP.names[-1]}\n\n错误：{message}\n"


def command_page(command: Command) -> str:
    """The help of one command."""
    return _page([_usage(command), "", *_text(command.meaning), "", "选项：", *_options(command.all_options)])


def program_page(meaning: str, commands: Iterable[Command], default: Command, own: Sequence[Option]) -> str:
    """The help of the program: its commands, the options of the default command, which most users want, and its `own`."""
    listed = _columns((command.name, command.meaning) for command in sorted(commands, key=lambda command: command.name))
    return _page([_usage(None), "", *_text(meaning), "", "命令：", *listed, "", "选项：", *_options([*default.options, *own, HELP])])


def _page(lines: Iterable[str]) -> str:
    return "".join(line + "\n" for line in lines)


def _usage(command: Command | None) -> str:
    if command is None:
        return f"用法：{PROGRAM} [选项] 文件或文件夹…"
    return f"用法：{PROGRAM} {command.name} [选项] {command.operand}".rstrip()


def _text(paragraphs: str) -> Iterator[str]:
    """Indented text; its line breaks are kept, since they are set by hand."""
    for line in paragraphs.split("\n"):
        yield from _wrapped(line, _INDENT)


def _options(options: Iterable[Option]) -> Iterator[str]:
    return _columns((_form(option), option.meaning) for option in options)


def _form(option: Option) -> str:
    value = f" [{'|'.join(option.choices)}]" if option.choices else f" {option.value}" if option.value else ""
    return ", ".join(option.names) + value


def _columns(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Terms and what they mean, in two columns."""
    rows = list(rows)
    first = min(max(width(term) for term, _ in rows), _FIRST_COLUMN) + len(_INDENT)
    for term, meaning in rows:
        if width(term) > first - len(_INDENT):
            yield _INDENT + term
            term = ""  # noqa: PLW2901 - it stands on the line above
        yield from _wrapped(meaning, _INDENT + pad(term, first))


def _wrapped(text: str, lead: str) -> Iterator[str]:
    columns = max(min(shutil.get_terminal_size().columns - 2, _WIDEST), _NARROWEST)
    for line in wrap([Piece(text)], columns, first=[Piece(lead)], indent=width(lead)):
        yield "".join(piece.text for piece in line).rstrip()
