"""README promises only what the program does today: its example is printed, its settings load, its options exist."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from auditor import config
from auditor.command_line import COMMANDS
from auditor.pipeline import audit_file
from auditor.report.discrepancies import View, compose

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SAMPLE = ROOT / "fixtures" / "reports" / "qinghe-2023.txt"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_example_is_what_make_demo_prints() -> None:
    """Each finding of the example stands in the report on the sample, character by character, at the width of an unknown output."""
    lines = compose(audit_file(str(SAMPLE)), View())
    printed = "".join("".join(piece.text for piece in line) + "\n" for line in lines)
    findings = _blocks("")[0].strip("\n").split("\n\n")
    assert [] == [finding for finding in findings if finding not in printed]


def test_the_settings_load(tmp_path: Path) -> None:
    """The settings shown are understood, and every one of them is set."""
    (block,) = _blocks("toml")
    file = tmp_path / config.FILE
    file.write_text(block, encoding="utf-8")
    settings = config.load(str(file))
    assert ("warning", ("admitted-shortfall",)) == (settings.fail_on, settings.ignore)
    assert {"万元": Decimal("0.01")} == settings.tolerance
    assert (("优", Decimal(90)), ("良", Decimal(80))) == settings.grade_bands


def test_the_options_exist() -> None:
    """Every long option that README shows belongs to a command; those of pip and venv stand in a line of their own."""
    lines = [line for line in README.splitlines() if "pip install" not in line]
    shown = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", "\n".join(lines)))
    known = {name for command in COMMANDS.values() for option in command.all_options for name in option.names}
    assert set() == shown - known
