"""Words of a command line are read as GNU programs read them."""

from __future__ import annotations

import pytest

from auditor.arguments import Command, Option, UsageError, read

COMMAND = Command(
    "pick",
    "拣。",
    lambda _operands, _values: 0,
    (
        Option("form", ("-f", "--form"), "形", choices=("round", "flat"), default="flat"),
        Option("name", ("--name",), "名", "NAME"),
        Option("leave", ("-x", "--leave"), "去", "WORD", is_many=True),
        Option("all", ("-a", "--all"), "全"),
        Option("quiet", ("-q",), "静"),
    ),
    "物",
    fewest=1,
    most=2,
)
INITIAL = {"form": "flat", "name": None, "leave": (), "all": False, "quiet": False}


@pytest.mark.parametrize(
    ("words", "operands", "values"),
    [
        ("甲", "甲", {}),
        ("甲 -", "甲 -", {}),
        ("--form round 甲", "甲", {"form": "round"}),
        ("甲 --form=round 乙", "甲 乙", {"form": "round"}),
        ("-fround 甲", "甲", {"form": "round"}),
        ("-qaf round 甲", "甲", {"form": "round", "all": True, "quiet": True}),
        ("甲 -x 丙 --leave=丁 -x戊", "甲", {"leave": ("丙", "丁", "戊")}),
        ("甲 --name 子 --name 丑", "甲", {"name": "丑"}),
        ("甲 --name=a=b", "甲", {"name": "a=b"}),
        ("甲 --name=", "甲", {"name": ""}),
        ("甲 --name -q", "甲", {"name": "-q"}),
        ("甲 --name --", "甲", {"name": "--"}),
        ("-q -- -a --", "-a --", {"quiet": True}),
    ],
)
def test_operands_and_values(words: str, operands: str, values: dict[str, object]) -> None:
    """Options and operands in any order and in every form; of a repeated option the last value counts, unless it may be given often."""
    assert (tuple(operands.split()), {**INITIAL, **values}) == read(COMMAND, words.split())


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("", "缺少参数：物"),
        ("甲 乙 丙 丁", "多出的参数：丙 丁"),
        ("甲 --from round", "没有选项 --from（是不是 --form？）"),
        ("甲 --zzz", "没有选项 --zzz"),
        ("甲 -qz", "没有选项 -z"),
        ("甲 --form", "选项 --form 后面缺少值"),
        ("甲 -qf", "选项 -f 后面缺少值"),
        ("甲 --all=1", "选项 --all 后面不带值"),
        ("甲 -f square", "-f、--form 的值不能是“square”；可选：round、flat"),
    ],
)
def test_what_is_not_understood(words: str, complaint: str) -> None:
    """One sentence, with a suggestion where there is one near."""
    with pytest.raises(UsageError) as refused:
        read(COMMAND, words.split())
    assert complaint == str(refused.value)


@pytest.mark.parametrize("words", ["-h", "--help", "甲 -h", "-qh", "甲 乙 丙 --help"])
def test_help_may_be_asked_for_anywhere(words: str) -> None:
    """Nothing else is looked at then."""
    assert read(COMMAND, words.split()) is None
