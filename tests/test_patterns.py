"""Patterns that are kept beside the byte code are the patterns that `re` would compile."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import patterns
from auditor.first_characters import with_first_characters


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty file to keep patterns in."""
    file = tmp_path / "patterns.bin"
    monkeypatch.setattr(patterns, "_FILE", str(file))
    monkeypatch.setattr(patterns, "_store", patterns._Store())
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return file


CASES = Path(__file__).parent.parent / "fixtures" / "rules" / "score-rubric"
TEXTS = ("2022年度预算执行率达到95.06%", "其中：基本支出 12.5 万元", "Abc_123 一二三", "")
PATTERNS = ("[一-龥]{2,6}率", "(?P<year>\\d{4})年", "其中|包括", "(?<!\\d)[一-龥“”]{0,4}?支出", "^$")
# Ways to begin: what a match starts with is told to the engine for some of them, and must not be told for others.
BEGINNINGS = (
    "(?:年|月)度?预算",
    "(?:其|本)?(?:中|年)",
    "[^，]{0,2}支出",
    "(?=[预决])(?:预算|[一-龥]算)",
    "(?=[A-Z]?)\\w{2}",
    "(?!预)[预决支](?:算|出)",
    "(?<=基)(?:本|层)",
    "\\b(?:A|年)",
    "(?:(?:一|二){0,3}|x)三",
    "(?>预|支)(?:算|出)",
    "(?i:a|B)bc",
    "(预|支)?\\1算",
    "(?:\\d|[一-三])+",
    "(?:支|)出",
    "(?:)",
    "(?s:.)算",
    "(?:[^\\d]|\\d)\\.",
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_kept_pattern_matches_as_a_new_one(pattern: str, store: Path) -> None:
    """Groups, names and flags survive the file."""
    new = patterns.compiled(pattern)
    patterns.keep()
    patterns._store = patterns._Store()
    kept = patterns.compiled(pattern)
    plain = re.compile(pattern)
    assert store.exists()
    assert patterns._store.new == {}
    for text in TEXTS:
        found = [[(match.span(), match.groupdict()) for match in each.finditer(text)] for each in (plain, new, kept)]
        assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("pattern", BEGINNINGS)
def test_a_pattern_is_found_wherever_it_would_be_without_first_characters(pattern: str, store: Path) -> None:
    """Leaving places out saves time and loses nothing."""
    for text in TEXTS:
        assert [match.span() for match in patterns.compiled(pattern).finditer(text)] == [
            match.span() for match in re.finditer(pattern, text)
        ]


@given(st.data())
def test_any_pattern_of_pieces_is_found_where_it_would_be(data: st.DataObject) -> None:
    """Alternatives, options, repeats, classes and assertions in any order, over texts of the same few characters."""
    plain = st.sampled_from(["一", "二", "[一二]", "[^一]", "\\d", ".", "(?=一)", "(?!二)", "(?<=三)", "(?<!一)", "^", "$"])
    pieces = st.recursive(
        plain,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map("".join),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
            st.tuples(inner, st.sampled_from(["?", "{1,2}", "{0,2}?"])).map(lambda parts: f"(?:{parts[0]}){parts[1]}"),
        ),
        max_leaves=6,
    )
    pattern, text = data.draw(pieces), data.draw(st.text("一二三4", max_size=8))
    assert [match.span() for match in patterns._compile(pattern, 0).finditer(text)] == [
        match.span() for match in re.finditer(pattern, text)
    ]


def test_what_begins_a_match_is_told_to_the_engine() -> None:
    """A group at the beginning hides from Python's own compiler what it starts with."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    def code(pattern: str) -> tuple[list[int], list[int]]:
        parsed = _parser.parse(pattern)
        plain = _compiler._code(parsed, 0)
        return plain, with_first_characters(plain, parsed, parsed.state.flags)

    plain, told = code("(?:(?:年|月)度|其)中")
    assert len(told) > len(plain)
    for pattern in ("预算", "[一二]年", "[^，]{0,2}支出", "(?:支|)", "(?i:(?:a|b))c"):
        plain, told = code(pattern)
        assert told == plain


def test_a_damaged_file_is_ignored(store: Path) -> None:
    """Half a file is as good as none."""
    store.write_bytes(b"\x00broken")
    patterns._store = patterns._Store()
    assert patterns.compiled("其中").search("，其中") is not None


def test_a_file_of_another_python_is_ignored(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs of another engine are not given to this one."""
    patterns.compiled("包括")
    patterns.keep()
    monkeypatch.setattr(patterns, "_magic", lambda: (0, 0, "another"))
    patterns._store = patterns._Store()
    assert patterns._store.kept == {}


def test_a_folder_that_cannot_be_written_is_no_error(monkeypatch: pytest.MonkeyPatch, store: Path) -> None:
    """A read-only installation is slower, and that is all."""
    monkeypatch.setattr(patterns, "_FILE", str(store / "no" / "such" / "folder.bin"))
    patterns.compiled("合计")
    patterns.keep()
    assert not store.exists()


def test_a_wrong_pattern_is_refused_as_usual(store: Path) -> None:
    """`re.error`, not something of our own."""
    with pytest.raises(re.error):
        patterns.compiled("(")


def test_flags_can_be_kept(store: Path) -> None:
    """A flag is kept as the number it is."""
    patterns.compiled("^其中", re.MULTILINE)
    patterns.keep()
    patterns._store = patterns._Store()
    assert [2, 5] == [match.start() for match in patterns.compiled("^其中", re.MULTILINE).finditer("合\n其中\n其中")]
    assert patterns._store.new == {}


def test_every_pattern_of_the_program_is_kept(store: Path) -> None:
    """A run in a fresh process writes the file, and the next one compiles nothing."""
    code = (
        "import sys, pathlib; from auditor import patterns; patterns._FILE = sys.argv[1]; patterns._store = patterns._Store();"
        "sys.dont_write_bytecode = False; import auditor;"
        "[auditor.audit_text(case.read_text('utf-8')) for case in sorted(pathlib.Path(sys.argv[2]).glob('*.txt'))];"
        "print(len(patterns._store.new)); patterns.keep()"
    )
    counts = []
    for seed in ("1", "2"):  # no pattern may depend on the order of a set
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", code, store, CASES], check=True, capture_output=True, env=environment)
        counts.append(int(run.stdout))
    assert (counts[0] > 100, counts[1]) == (True, 0)
