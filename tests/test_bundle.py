"""Modules whose code is kept in one file are the modules that Python would load."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import auditor

REPORT = Path(__file__).parent.parent / "fixtures" / "reports" / "qinghe-2023.txt"
FILE = f"modules.{sys.implementation.cache_tag}.bin"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program that nothing was kept of."""
    assert auditor.__file__ is not None
    return Path(shutil.copytree(Path(auditor.__file__).parent, tmp_path / "auditor", ignore=shutil.ignore_patterns("__pycache__")))


def run(program: Path, *, lazy: bool = True) -> tuple[str, bool]:
    """What the program writes of a report, and whether any of its modules came from the file."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(program.parent), "PYTHONIOENCODING": "utf-8"} | ({} if lazy else {"PYTHONDONTWRITEBYTECODE": "1"})
    script = (
        "import sys; from auditor import bundle, cli; bundle.install()\n"
        f"status = cli.run(['check', {str(REPORT)!r}, '--format', 'json', '--fail-on', 'never'])\n"
        "kept = any(type(module.__spec__.loader).__module__ == 'auditor.bundle' for name, module in sys.modules.items() if name[:8] == 'auditor.')\n"
        "bundle.keep(); sys.stderr.write(f'{kept:d}'); sys.exit(status)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, encoding="utf-8", check=True)
    return done.stdout, done.stderr == "1"


def test_the_second_start_takes_the_modules_from_the_file_and_says_the_same(program: Path) -> None:
    """The first one has made it."""
    first, kept = run(program)
    assert not kept
    assert (program / "__pycache__" / FILE).exists()
    assert run(program) == (first, True)


def test_a_changed_module_is_loaded_as_it_is_now(program: Path) -> None:
    """Changed, it is read from its source; the time after that, from the file again."""
    run(program)
    module = program / "audit" / "rules" / "stated_rate.py"
    module.write_text(module.read_text(encoding="utf-8") + "\nraise SystemExit('changed')\n", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        run(program)


def test_a_new_module_is_found(program: Path) -> None:
    """A rule that is put into the folder is loaded, and kept from then on."""
    first, _ = run(program)
    (program / "extra.py").write_text("FOUND = True\n", encoding="utf-8")
    session = program / "session.py"
    session.write_text(session.read_text(encoding="utf-8") + "\nfrom auditor.extra import FOUND\nassert FOUND\n", encoding="utf-8")
    assert [run(program), run(program)] == [(first, True), (first, True)]


def test_a_moved_or_damaged_file_is_ignored(program: Path) -> None:
    """The code remembers where its source is; half a file is as good as none."""
    first, _ = run(program)
    moved = Path(shutil.move(program, program.parent / "other" / "auditor"))
    assert run(moved) == (first, False)
    (moved / "__pycache__" / FILE).write_bytes(b"\x00broken")
    assert run(moved) == (first, False)


def test_nothing_is_written_where_python_is_to_write_no_byte_code(program: Path) -> None:
    """As with byte code itself."""
    run(program, lazy=False)
    assert not (program / "__pycache__").exists()


@pytest.mark.parametrize(
    "asked", ["import re; re.compile('a')", "from re import compile", "import re._parser", "import json", "import rich.console"]
)
def test_the_library_of_patterns_is_loaded_when_it_is_asked_for_something(asked: str) -> None:
    """Whoever asks, and in whatever way, has the library itself."""
    script = (
        "import sys; from auditor import bundle; bundle.install()\n"
        "import re as early; from auditor.extract.stops import Stops; assert type(early).__name__ == '_Later'\n"
        f"{asked}\n"
        "import re; assert re.__spec__ is not None and early.compile is re.compile and early.IGNORECASE == 2\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
