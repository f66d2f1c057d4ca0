"""The command line: commands, options, exit status, and what goes to which stream.

A stand-in for the pipeline turns marks of the text into findings, so that nothing here depends on what a rule finds.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from auditor import cli
from auditor.audit.runner import catalogue
from auditor.model import (
    Certainty,
    Document,
    Evidence,
    Extraction,
    Finding,
    Ledger,
    Report,
    RuleRun,
    Settings,
    Severity,
    Span,
)
from auditor.read import read_bytes, read_file

ROOT = Path(__file__).resolve().parent.parent
MARKS = {"错": Severity.ERROR, "疑": Severity.WARNING, "注": Severity.NOTE}
Run = Callable[..., tuple[int, str, str]]


def audit_document(document: Document, settings: Settings | None = None, *, propose: object = None) -> Report:
    """A report with a finding for each mark; 崩 crashes the audit, 坏 a rule, 断 is Ctrl-C."""
    if "崩" in document.text:
        raise ZeroDivisionError("崩")
    if "断" in document.text:
        raise KeyboardInterrupt
    findings = tuple(
        Finding(
            rule="stand-in",
            category="other",
            code="mark",
            certainty=Certainty.CERTAIN,
            severity=MARKS[char],
            message=f"有“{char}”字。",
            evidence=(Evidence("stated", Span(at, at + 1)),),
        )
        for at, char in enumerate(document.text)
        if char in MARKS
    )
    runs = (RuleRun("stand-in", "crashed", "坏了"),) if "坏" in document.text else ()
    selected = "、".join((settings or Settings()).select)
    return Report(document, (), Extraction({}, (), None, ()), findings, Ledger(1, 0, (), (*runs, RuleRun("select", "ran", selected))))


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-in in the place of the pipeline."""
    module = ModuleType("auditor.pipeline")
    module.audit_document = audit_document  # type: ignore[attr-defined]
    module.audit_file = lambda path, settings: audit_document(read_file(Path(path), settings), settings)  # type: ignore[attr-defined]
    module.audit_bytes = lambda data, name, settings: audit_document(read_bytes(data, name, settings), settings)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "auditor.pipeline", module)


@pytest.fixture
def run(pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in an empty folder with three files; gives exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    for name, text in {"净.txt": "一切都好。", "错.txt": "甲\n乙错了。", "疑.txt": "可疑。注意。"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def started(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = cli.run(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return started


# ------------------------------------------------------------------------------------------------------------- exit status


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["净.txt"], 0),
        (["疑.txt"], 0),
        (["错.txt"], 1),
        (["疑.txt", "--fail-on", "warning"], 1),
        (["疑.txt", "--fail-on", "note"], 1),
        (["错.txt", "--fail-on", "never"], 0),
        (["没有.txt"], 2),
        (["错.txt", "没有.txt"], 2),
        (["错.txt", "--nope"], 2),
        (["错.txt", "--fail-on", "errors"], 2),
        ([], 2),
    ],
)
def test_exit_status(run: Run, arguments: list[str], status: int) -> None:
    """0 nothing at the threshold, 1 findings, 2 wrong use or unreadable input; the highest wins."""
    assert status == run(*arguments)[0]


@pytest.mark.parametrize("arguments", [["坏.txt"], ["坏.txt", "没有.txt", "--fail-on", "never"]])
def test_a_crashed_rule_is_status_3_and_the_report_is_written(run: Run, arguments: list[str]) -> None:
    """The rest of the report still comes."""
    Path("坏.txt").write_text("坏，错。", encoding="utf-8")
    status, out, _ = run(*arguments)
    assert (3, True) == (status, "有“错”字。" in out)


def test_a_crash_in_one_input_does_not_stop_the_others(run: Run) -> None:
    """One line names the file and the mistake; the other inputs are audited."""
    Path("崩.txt").write_text("崩", encoding="utf-8")
    status, out, err = run("崩.txt", "错.txt", "-q")
    assert (3, "错.txt:2:2: 错误 stand-in 有“错”字。\n") == (status, out)
    complaint = r"audit: 崩\.txt：审查时程序出错（ZeroDivisionError: 崩，test_cli\.py:\d+）；请把这份报告和这一行交给维护者"
    assert re.fullmatch(complaint, err.splitlines()[0])


def test_an_interrupted_run_ends_quietly(run: Run) -> None:
    """Ctrl-C leaves no traceback."""
    Path("断.txt").write_text("断", encoding="utf-8")
    status, out, err = run("断.txt")
    assert (130, "", "") == (status, out, err.strip())


# --------------------------------------------------------------------------------------------------------- commands, usage


def test_check_is_the_default_command(run: Run) -> None:
    """`audit X` is `audit check X`, options before or after it."""
    expected = run("check", "错.txt", "--notes")
    assert [expected, expected] == [run("错.txt", "--notes"), run("--notes", "错.txt")]


def test_a_mistyped_command_gets_a_suggestion(run: Run) -> None:
    """It is taken for a command, since there is no such file."""
    status, out, err = run("explian", "stand-in")
    assert (2, "", True) == (status, out, err.endswith("错误：没有文件 explian，也没有这个命令（是不是 explain？）\n"))


def test_a_file_that_looks_like_a_mistyped_command_is_audited(run: Run) -> None:
    """Where there is such a file, it is a file."""
    Path("explian").write_text("错", encoding="utf-8")
    assert 1 == run("explian")[0]


def test_a_file_with_the_name_of_a_command_can_be_audited(run: Run) -> None:
    """./rules is the file."""
    Path("rules").write_text("错", encoding="utf-8")
    assert 1 == run("./rules")[0]


def test_a_missing_path_is_never_taken_for_text(run: Run) -> None:
    """A sentence in place of a file is a missing file."""
    status, out, err = run("总分错了")
    assert (2, "", "audit: 总分错了：文件不存在；请检查路径和文件名\n") == (status, out, err)


@pytest.mark.parametrize("arguments", [["--help"], ["check", "-h"], ["extract", "-h"], ["text", "-h"], ["rules", "-h"], ["explain", "-h"]])
def test_help_is_chinese(run: Run, arguments: list[str]) -> None:
    """No English words but option names, values and file names."""
    status, out, _ = run(*arguments)
    words = re.findall(r"(?<![-\w.*/])[A-Za-z]{3,}(?![-\w.*])", re.sub(r"\[[a-z|]+\]", "", out))
    known = {"audit", "check", "explain", "extract", "rules", "text", "FILE", "RULE", "NAME", "terminal", "json", "table", "JSON", "Schema"}
    known |= {"URL", "OpenAI", "token", "http", "docs"}
    assert (0, set()) == (status, set(words) - known - {"error", "warning", "note"})


def test_help_of_the_group_lists_commands_and_options(run: Run) -> None:
    """One page for the whole program."""
    out = run("--help")[1]
    assert [] == [
        word for word in ("check", "extract", "text", "rules", "explain", "--format", "--fail-on", "--version") if word not in out
    ]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["错.txt", "--fromat", "json"], "错误：没有选项 --fromat（是不是 --format？）"),
        (["错.txt", "-f", "xml"], "错误：-f、--format 的值不能是“xml”；可选：terminal、json"),
        (["check"], "错误：缺少参数：文件或文件夹…"),
        (["错.txt", "-o"], "错误：选项 -o 后面缺少值"),
        (["错.txt", "--config", "a.toml", "--isolated"], "错误：--config 和 --isolated 不能同时用"),
        (["extract"], "错误：缺少要读的文件"),
        (["extract", "错.txt", "--outline", "-f", "json"], "错误：--outline 没有 json 格式"),
    ],
)
def test_wrong_usage_is_told_in_chinese(run: Run, arguments: list[str], complaint: str) -> None:
    """On standard error, with nothing on standard output."""
    status, out, err = run(*arguments)
    assert (2, "", complaint) == (status, out, err.splitlines()[-1])


def test_an_empty_word_is_no_file(run: Run) -> None:
    """An unset variable of a script does not name the working folder."""
    status, out, err = run("错.txt", "")
    assert (2, "", "错误：有一个参数是空的") == (status, out, err.splitlines()[-1])


def test_windows_leaves_patterns_to_the_program(run: Run) -> None:
    """`*.txt` stands for the files it fits; a file of just that name, and what fits nothing, stay as they are."""
    for name in ("甲[1].txt", "甲1.txt"):
        Path(name).write_text("甲", encoding="utf-8")
    words = ["-q", "甲[1].txt", "?.txt", "*.doc", "~x"]
    assert ["-q", "甲[1].txt", "净.txt", "疑.txt", "错.txt", "*.doc", "~x"] == list(cli._expanded(words))


def test_version(run: Run) -> None:
    """Name and version on one line."""
    from auditor import __version__

    assert (0, f"audit {__version__}\n", "") == run("--version")


# ------------------------------------------------------------------------------------------------------------------ inputs


def test_unreadable_inputs_are_named_and_the_others_audited(run: Run) -> None:
    """One line for each input that cannot be read, on standard error only."""
    Path("空.txt").write_bytes(b"")
    status, out, err = run("空.txt", "错.txt", "没有.txt", "-q")
    assert (2, ["空.txt", "没有.txt"], "错.txt:2:2: 错误 stand-in 有“错”字。\n") == (
        status,
        [line.removeprefix("audit: ").split("：")[0] for line in err.splitlines() if "读出" not in line],
        out,
    )


def test_a_folder_is_all_its_files(run: Run) -> None:
    """Three files, three rows in the table at the end."""
    out = run(".", "--fail-on", "never")[1]
    assert ["净.txt", "疑.txt", "错.txt"] == [line.split()[0] for line in out.splitlines()[-4:-1]]


def test_standard_input_has_a_name(run: Run) -> None:
    """“-” is standard input; --stdin-name names it."""
    told = [
        json.loads(run("-", "-f", "json", *name, stdin="错".encode())[1])["document"]["name"] for name in ([], ["--stdin-name", "柳溪.txt"])
    ]
    assert ["标准输入", "柳溪.txt"] == told


def test_standard_input_that_is_too_large_is_refused(run: Run) -> None:
    """The limit of the configuration holds there, too."""
    Path("audit.toml").write_text("max_bytes = 10", encoding="utf-8")
    status, _, err = run("-", stdin=b"1" * 11)
    assert (2, True) == (status, err.startswith("audit: 标准输入：文件超过"))


# ----------------------------------------------------------------------------------------------------------------- outputs


def test_several_inputs_are_one_line_of_json_each(run: Run) -> None:
    """In input order; what cannot be read has no line."""
    out = run("错.txt", "没有.txt", "净.txt", "--format", "json")[1]
    assert ["错.txt", "净.txt"] == [json.loads(line)["document"]["path"] for line in out.splitlines()]


def test_json_holds_notes_unless_asked_otherwise(run: Run) -> None:
    """Programs get everything; --min-severity leaves out."""
    counts = [len(json.loads(run("疑.txt", "-f", "json", *given)[1])["findings"]) for given in ([], ["--min-severity", "warning"])]
    assert [2, 1] == counts


def test_text_is_included_on_request(run: Run) -> None:
    """--include-text adds the whole text."""
    assert "甲\n乙错了。" == json.loads(run("错.txt", "-f", "json", "--include-text")[1])["document"]["text"]


@pytest.mark.parametrize(
    ("given", "listed"), [([], 1), (["--notes"], 2), (["--min-severity", "note"], 2), (["--min-severity", "error"], 0)]
)
def test_notes_are_listed_on_request(run: Run, given: list[str], listed: int) -> None:
    """By default a note is only counted."""
    assert listed == len(run("疑.txt", "-q", *given)[1].splitlines())


def test_no_colour_in_a_pipe(run: Run) -> None:
    """Escapes only on request."""
    assert (False, True) == ("\x1b" in run("错.txt")[1], "\x1b" in run("错.txt", "--color", "always")[1])


def test_the_suffix_decides_the_format(run: Run) -> None:
    """-o x.json is JSON, standard output stays empty; -o x.txt is the report."""
    first, second = run("错.txt", "-o", "x.json"), run("错.txt", "-o", "x.txt")
    assert ((1, "", ""), (1, "", ""), "错.txt", True) == (
        first,
        second,
        json.loads(Path("x.json").read_text(encoding="utf-8"))["document"]["name"],
        "有“错”字。" in Path("x.txt").read_text(encoding="utf-8"),
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["-o", "x.docx"], "x.docx：不知道 .docx 是什么格式；可用 .json、.txt，或用 -f 指定格式"),
        (["-o", "./错.txt"], "./错.txt：是要审查的文件；-o 请换一个文件名"),
        (["--config", "没有.toml"], "没有.toml：没有这个配置文件；请检查路径"),
    ],
)
def test_what_concerns_the_whole_run_ends_it(run: Run, arguments: list[str], complaint: str) -> None:
    """One line, and no input is touched."""
    assert (2, "", f"audit: {complaint}\n", "甲\n乙错了。") == (*run("错.txt", *arguments), Path("错.txt").read_text(encoding="utf-8"))


def test_nothing_remains_of_an_output_that_failed(run: Run) -> None:
    """Ctrl-C while a file is being written leaves the folder as it was."""
    Path("断.txt").write_text("断", encoding="utf-8")
    before = sorted(Path().iterdir())
    run("断.txt", "-o", "x.json")
    assert before == sorted(Path().iterdir())


# ----------------------------------------------------------------------------------------------------------- configuration


def test_the_configuration_beside_the_input_counts(run: Run) -> None:
    """Not only that of the working folder."""
    Path("甲").mkdir()
    Path("甲/audit.toml").write_text('fail_on = "never"', encoding="utf-8")
    Path("甲/错.txt").write_text("错", encoding="utf-8")
    assert (0, 1, 1) == (run("甲/错.txt")[0], run("甲/错.txt", "错.txt")[0], run("甲/错.txt", "--isolated")[0])


def test_the_command_line_goes_before_the_configuration(run: Run) -> None:
    """--fail-on wins over fail_on."""
    Path("audit.toml").write_text('fail_on = "never"', encoding="utf-8")
    assert (0, 1) == (run("错.txt")[0], run("错.txt", "--fail-on", "error")[0])


def test_rules_are_selected_by_name(run: Run) -> None:
    """--select replaces the selection of the configuration; several names may be joined by commas."""
    one, two = (item.id for item in catalogue()[:2])
    Path("audit.toml").write_text(f'select = ["{one}"]', encoding="utf-8")
    told = [
        json.loads(run("净.txt", "-f", "json", *given)[1])["ledger"]["rules"][-1]["reason"] for given in ([], ["--select", f"{one},{two}"])
    ]
    assert [one, f"{one}、{two}"] == told


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_refused_with_a_suggestion(run: Run, option: str) -> None:
    """A misspelt name is no reason to check nothing."""
    name = catalogue()[0].id
    status, out, err = run("错.txt", option, name + "x")
    assert (2, "", True, True) == (status, out, name + "x" in err, f"是不是 {name}？" in err)


def test_an_unknown_rule_in_the_configuration_names_the_file(run: Run) -> None:
    """The user is led to the file that has to be changed."""
    Path("audit.toml").write_text('ignore = ["no-such-rule"]', encoding="utf-8")
    status, _, err = run("错.txt")
    assert (2, True) == (status, err.startswith(f"audit: {Path('audit.toml').absolute()}：没有规则 no-such-rule"))


# ---------------------------------------------------------------------------------------------------------- other commands


def test_text_is_what_offsets_refer_to(run: Run) -> None:
    """Line ends of any kind come out as LF; nothing is added at the end."""
    Path("窗.txt").write_bytes("甲\r\n乙".encode("gbk"))
    assert (0, "甲\n乙", "") == run("text", "窗.txt")


def test_text_of_a_folder_is_refused(run: Run) -> None:
    """One file at a time; which ones there are is told."""
    name = min(path.name for path in Path().iterdir() if path.suffix == ".txt")
    status, out, err = run("text", ".")
    assert (2, "", True) == (status, out, err.endswith(f"份报告，audit text 一次读一份；请写明是哪一份，如 {name}\n"))


def test_outline_is_the_tree_of_sections(run: Run) -> None:
    """Line numbers and indented headings."""
    Path("纲.txt").write_text("柳溪镇报告\n\n一、概况\n（一）人员\n说明。\n（二）经费\n说明。\n二、结论\n说明。\n", encoding="utf-8")
    status, out, _ = run("extract", "纲.txt", "--outline")
    assert (0, [" 3  一、概况", " 4    （一）人员", " 6    （二）经费", " 8  二、结论"]) == (
        status,
        [" " + line.lstrip(" ") if line[:1] != " " else line for line in out.splitlines() if re.match(r" *\d", line)],
    )


def test_fields_are_one_line_of_json_for_each_input(run: Run) -> None:
    """What cannot be read is named, the others come."""
    status, out, err = run("extract", "净.txt", "没有.txt", "错.txt", "-f", "json")
    assert (2, ["净.txt", "错.txt"], 1) == (status, [json.loads(line)["name"] for line in out.splitlines()], len(err.splitlines()))


def test_schema_needs_no_file(run: Run) -> None:
    """The schema of the fields is JSON."""
    status, out, _ = run("extract", "--schema")
    assert (0, "ReportFields") == (status, json.loads(out)["title"])


def test_rules_are_listed(run: Run) -> None:
    """Every rule of the catalogue, as text and as JSON."""
    expected = [item.id for item in catalogue()]
    text, lines = run("rules")[1], run("rules", "-f", "json")[1]
    assert (expected, expected) == (
        [line.split()[0] for line in text.splitlines()],
        [json.loads(line)["id"] for line in lines.splitlines()],
    )


def test_a_rule_is_explained(run: Run) -> None:
    """The page of a rule has its four headings."""
    out = run("explain", catalogue()[0].id)[1]
    headings = ["为什么要查", "怎么查", "什么时候不报", "依据"]
    assert headings == [line for line in out.splitlines() if line in headings]


def test_an_unknown_rule_is_not_explained(run: Run) -> None:
    """A suggestion, if there is one near."""
    name = catalogue()[0].id
    assert (2, "", f"audit: 没有规则 {name}x（是不是 {name}？）；audit rules 列出全部规则\n") == run("explain", name + "x")


# -------------------------------------------------------------------------------------------------------- a process of its own


def process(*arguments: str, environment: dict[str, str] | None = None, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own."""
    command = [sys.executable, *python, "-m", "auditor", *arguments]
    return subprocess.run(command, capture_output=True, env={**os.environ, **(environment or {})}, check=False, timeout=60)


# What a start must not pay for: each of these costs as much as ten modules of ours, or more. Standard library: `NamedTuple` is in
# auditor.records, `sha256` in auditor.digest, the encoder of `json` in auditor.report.json, types for annotations are imported under `if TYPE_CHECKING:`; the rest is imported where
# it is needed. docs/decisions/0009-start.md
HEAVY = frozenset(
    "charset_normalizer click instructor jieba lxml openai pdfplumber pydantic pyexpat pypdfium2 rapidfuzz rich xlrd zipfile "
    "argparse ast asyncio csv dataclasses datetime difflib email gettext hashlib inspect json locale logging pathlib platform tempfile tomllib typing uuid".split()
)


@pytest.mark.parametrize(("given", "shown"), [(["--format", "json"], '"name": "报告.txt"'), ([], "未检查"), (["-q"], "")])
def test_a_start_loads_nothing_heavy(tmp_path: Path, given: list[str], shown: str) -> None:
    """Start-up is measured: a report with sums, scores, dates and a table loads only what it uses."""
    path = tmp_path / "报告.txt"
    path.write_text((ROOT / "fixtures" / "reports" / "qinghe-2023.txt").read_text(encoding="utf-8"), encoding="utf-8")
    done = process(str(path), *given, python=("-X", "importtime"))
    loaded = {line.split("|")[-1].strip() for line in done.stderr.decode().splitlines() if line.startswith("import time:")}
    assert (True, True, frozenset()) == ("auditor.pipeline" in loaded, shown in done.stdout.decode(), HEAVY & loaded)
    assert [] == [name for name in loaded if name.startswith("auditor.extract.llm")]


def test_colour_loads_the_styles_of_rich_alone(tmp_path: Path) -> None:
    """Its console would double the price of drawing."""
    path = tmp_path / "报告.txt"
    path.write_text("支出合计10万元，其中：甲4万元，乙5万元。\n", encoding="utf-8")
    done = process(str(path), "--color", "always", python=("-X", "importtime"))
    assert (True, os.name == "nt") == (b"rich.style" in done.stderr, b"rich.console" in done.stderr)


def test_a_gbk_console_ends_nothing(tmp_path: Path) -> None:
    """What GBK cannot show is replaced; the run goes to its end."""
    path = tmp_path / "报告.txt"
    path.write_text("差−3 📈", encoding="utf-8")
    done = process("text", str(path), environment={"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"})
    assert (0, "差-3 ?", b"") == (done.returncode, done.stdout.decode("gbk"), done.stderr)


def test_a_reader_that_goes_away_ends_nothing(tmp_path: Path) -> None:
    """`audit text x | head`: no traceback, no status of its own."""
    path = tmp_path / "报告.txt"
    path.write_text("支出。\n" * 100_000, encoding="utf-8")
    with subprocess.Popen([sys.executable, "-m", "auditor", "text", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.readline()
        started.stdout.close()
        err = started.stderr.read()
    assert (0, b"") == (started.returncode, err)


def test_the_program_starts_from_a_checkout(tmp_path: Path) -> None:
    """`python cli.py` works without an installation."""
    done = subprocess.run([sys.executable, str(ROOT / "cli.py"), "--version"], capture_output=True, check=False, cwd=tmp_path, timeout=60)
    assert (0, b"audit ") == (done.returncode, done.stdout[:6])
