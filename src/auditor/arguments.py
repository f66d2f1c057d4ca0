"""What a command line may hold, as data, and the reading of one: words in, values by name out.

The forms are those of GNU programs: `--name value`, `--name=value`, `-n value`, `-nvalue`, several short ones in one word, options and
operands in any order, `--` before operands that begin with a dash, `-` as an operand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class UsageError(Exception):
    """A command line that is not understood. The message is for the user; `usage` shows it with the command it concerns."""


class Option(NamedTuple):
    """An option: its names, short ones first, and what it means. Without `value` and `choices` it is a switch."""

    key: str  # the name of its value
    names: tuple[str, ...]
    meaning: str
    value: str = ""  # what stands for its value in the help
    choices: tuple[str, ...] = ()
    default: str | None = None
    is_many: bool = False  # may be given several times

    @property
    def is_switch(self) -> bool:
        """Whether no value follows."""
        return not self.value and not self.choices

    @property
    def initial(self) -> str | bool | tuple[str, ...] | None:
        """The value where the option is not given."""
        return False if self.is_switch else () if self.is_many else self.default


HELP = Option("help", ("-h", "--help"), "显示这份帮助")


class Command(NamedTuple):
    """A command: its operands (their name, the fewest and the most) and its options. `run` gets the operands and the values of the options."""

    name: str
    meaning: str
    run: Callable[[tuple[str, ...], dict[str, Any]], int]
    options: tuple[Option, ...] = ()
    operand: str = ""
    fewest: int = 0
    most: int | None = None

    @property
    def all_options(self) -> tuple[Option, ...]:
        """The options, and the one for help that every command has."""
        return (*self.options, HELP)


Read = tuple[tuple[str, ...], "dict[str, Any]"]


def read(command: Command, words: Sequence[str]) -> Read | None:
    """The operands and the values of the options, each by its key; None where help is asked for. Raises `UsageError`."""
    known = {name: option for option in command.all_options for name in option.names}
    values: dict[str, Any] = {option.key: option.initial for option in command.options}
    operands: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            operands.extend(rest)
        elif not word:
            raise UsageError("有一个参数是空的")  # an unset variable of a script; as a path it would be the working folder
        elif not word.startswith("-") or word == "-":
            operands.append(word)
        else:
            for option, value in _given(word, rest, known):
                if option is HELP:
                    return None
                _check(option, value)
                values[option.key] = (*values[option.key], value) if option.is_many else value
    if len(operands) < command.fewest:
        raise UsageError(f"缺少参数：{command.operand}")
    if command.most is not None and len(operands) > command.most:
        raise UsageError(f"多出的参数：{' '.join(operands[command.most :])}")
    return tuple(operands), values


def _given(word: str, rest: Iterator[str], known: dict[str, Option]) -> Iterator[tuple[Option, str | bool]]:
    """The options in one word with their values; the value of the last may be the next word."""
    if word.startswith("--"):
        name, told, value = word.partition("=")
        option = _known(name, known)
        if option.is_switch and told:
            raise UsageError(f"选项 {name} 后面不带值")
        yield option, option.is_switch or (value if told else _next(name, rest))
        return
    letters = word[1:]
    while letters:
        name, letters = f"-{letters[0]}", letters[1:]
        option = _known(name, known)
        if option.is_switch:
            yield option, True
        else:
            yield option, letters or _next(name, rest)
            return


def _known(name: str, known: dict[str, Option]) -> Option:
    if name in known:
        return known[name]
    near: list[str] = []
    if name.startswith("--"):
        from difflib import get_close_matches  # only when something is misspelt

        near = get_close_matches(name, [item for item in known if item.startswith("--")], n=1)
    raise UsageError(f"没有选项 {name}" + (f"（是不是 {near[0]}？）" if near else ""))


def _next(name: str, rest: Iterator[str]) -> str:
    for word in rest:
        return word
    raise UsageError(f"选项 {name} 后面缺少值")


def _check(option: Option, value: str | bool) -> None:
    if option.choices and value not in option.choices:
        raise UsageError(f"{'、'.join(option.names)} 的值不能是“{value}”；可选：{'、'.join(option.choices)}")
