"""One run of `audit check`: every input is audited and shown, what cannot be read is named, and the exit status says how it went."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from auditor import config
from auditor.enums import IntEnum
from auditor.model import SEVERITY_RANK, AuditError, Document, ModelSettings, Report, Settings, Severity
from auditor.read import Input, find, read_bytes, read_file, read_member
from auditor.records import NamedTuple
from auditor.report import console
from auditor.report.sink import encodes_everything, result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol, TextIO

    from auditor.pipeline import Propose

    class Output(Protocol):
        """What shows the reports of a run, one after the other."""

        def show(self, name: str, report: Report) -> None:
            """Show the report of an input."""

        def skip(self, name: str) -> None:
            """Take note of an input that could not be read; standard error has said why."""

        def end(self) -> None:
            """Show what follows the last report."""


STANDARD_INPUT_NAME = "标准输入"
_FORMATS = {".json": "json", ".jsonl": "json", ".txt": "terminal", "": "terminal"}


class Status(IntEnum):
    """The exit status; of several the highest wins."""

    CLEAN = 0
    FOUND = 1
    UNREADABLE = 2  # or wrong usage
    CRASHED = 3
    INTERRUPTED = 130  # 128 + SIGINT, as shells expect


class Options(NamedTuple):
    """What the command line asks for; None and () leave the decision to the configuration, the output and the format."""

    format: str | None = None
    output: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    minimum: Severity | None = None
    explain: bool = False
    include_text: bool = False
    fail_on: str | None = None
    config: str | None = None
    isolated: bool = False
    stdin_name: str | None = None
    color: str = "auto"
    quiet: bool = False
    llm: bool = False
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_budget: str | None = None
    llm_dry_run: bool = False
    llm_redact: bool = False


def output_format(output: str | None) -> str:
    """`terminal` or `json` by the suffix of an output. Raises `AuditError` for a suffix that names neither."""
    suffix = os.path.splitext(output or "")[1].lower()
    if suffix not in _FORMATS:
        raise AuditError(f"{output}：不知道 {suffix} 是什么格式；可用 .json、.txt，或用 -f 指定格式")
    return _FORMATS[suffix]


def check(paths: Sequence[str], options: Options) -> Status:
    """Audit `paths` and show the result. Raises `AuditError` for what concerns the whole run: options, configuration, the output."""
    wanted = options.format or output_format(options.output)
    inputs = find(paths, complain)
    settings = _settings(inputs, options)
    spare_inputs(inputs, options.output)
    status = Status.CLEAN
    with result(options.output) as stream:
        output = _output(wanted, stream, options, several=len(inputs) > 1)
        for source, audited in _audited(inputs, settings, options):
            if isinstance(audited, Report):
                status = max(status, _judged(audited, options.fail_on or settings[source].fail_on))
                output.show(source.name, audited)
            else:
                complaint, failed = audited
                status = max(status, failed)
                complain(complaint)
                output.skip(source.name)
        output.end()
    return status


def complain(message: str) -> None:
    """One line on standard error."""
    from auditor.report.layout import printable

    print(f"audit: {printable(message)}", file=sys.stderr)  # noqa: T201 - this is where the program speaks


Failure = tuple[str, Status]


def _audited(inputs: Sequence[Input], settings: dict[Input, Settings], options: Options) -> Iterator[tuple[Input, Report | Failure]]:
    with ExitStack() as stack:
        bar = None
        if len(inputs) > 1 and not options.quiet and console.is_terminal(sys.stderr):
            from auditor.report.progress import ProgressBar

            bar = stack.enter_context(ProgressBar(len(inputs), sys.stderr))
        proposers: dict[ModelSettings, Propose | None] = {}
        for source in inputs:
            model = settings[source].llm
            if model not in proposers:
                alone = len(inputs) == 1 and not options.quiet and console.is_terminal(sys.stderr)
                proposers[model] = _proposer(model, shows_progress=alone) if model.enabled else None
            if bar:
                bar.begin(source.name)
            outcome = _audit(source, settings[source], options, proposers[model])
            if bar:
                bar.end()
            yield source, outcome


def _proposer(settings: ModelSettings, *, shows_progress: bool) -> Propose:
    """Who asks a language model in this run."""
    from auditor.extract.llm import proposer

    if not shows_progress:
        return proposer(settings, say=_tell)
    from auditor.report.progress import AnswerBar

    return proposer(settings, say=_tell, progress=AnswerBar(sys.stderr).show)


def _tell(message: str) -> None:
    """One line on standard error, and below it what belongs to it."""
    from auditor.report.layout import printable

    first, *rest = message.split("\n")
    complain(first)
    for line in rest:
        print(f"  {printable(line)}", file=sys.stderr)  # noqa: T201 - as above


def _audit(source: Input, settings: Settings, options: Options, propose: Propose | None) -> Report | Failure:
    from auditor.pipeline import audit_document

    try:
        return audit_document(read(source, settings, options.stdin_name or STANDARD_INPUT_NAME), settings, propose=propose)
    except AuditError as error:
        return str(error), Status.UNREADABLE
    except Exception as error:  # noqa: BLE001 - whatever it is, the other inputs are still audited
        return f"{source.name}：审查时程序出错（{_where(error)}）；请把这份报告和这一行交给维护者", Status.CRASHED


def read(source: Input, settings: Settings, stdin_name: str = STANDARD_INPUT_NAME) -> Document:
    """The Document of an input. Raises `AuditError`, with one line for the user, when it cannot be read."""
    if source.member is not None:
        return read_member(source.member, settings, source.name)
    if source.path is not None:
        return read_file(source.path, settings)
    data = sys.stdin.buffer.read(settings.max_bytes + 1)  # one more than allowed if there are too many: the reader says so
    return read_bytes(data, stdin_name, settings)


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"，{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}: {error}{place}"


def _settings(inputs: Sequence[Input], options: Options) -> dict[Input, Settings]:
    """The settings of every input: the file given, or the one nearest to the input, or nearest to the working folder."""
    _check_patterns(Settings(select=options.select, ignore=options.ignore))
    known: dict[str | None, Settings] = {None: Settings()}
    folders: dict[str, str | None] = {}

    def of_file(path: str | None) -> Settings:
        if path not in known:
            known[path] = config.load(path) if path else Settings()
            _check_patterns(known[path], f"{path}：")
        return known[path]

    def near(folder: str) -> str | None:
        if folder not in folders:
            folders[folder] = config.find(folder)
        return folders[folder]

    chosen: dict[Input, Settings] = {}
    for source in inputs:
        path: str | None = None
        if options.config:
            path = options.config
        elif not options.isolated:
            path = (near(os.path.dirname(os.path.abspath(source.path))) if source.path else None) or near(os.getcwd())
        found = of_file(path)
        chosen[source] = found._replace(
            select=options.select or found.select, ignore=options.ignore or found.ignore, llm=_model(found.llm, options)
        )
    return chosen


def _model(found: ModelSettings, options: Options) -> ModelSettings:
    """How a model is asked. Raises `AuditError` where it is to be asked and the settings do not say whom."""
    enabled = found.enabled or options.llm or options.llm_dry_run
    if not enabled:
        if options.llm_base_url or options.llm_model or options.llm_budget or options.llm_redact:
            raise AuditError("没有加 --llm，模型不会被用到；请加上 --llm，或去掉 --llm- 开头的选项")
        return found
    from auditor.extract.llm.endpoint import complaint

    model = found._replace(
        enabled=True,
        base_url=options.llm_base_url or found.base_url,
        model=options.llm_model or found.model,
        budget=int(options.llm_budget or found.budget),
        redact=options.llm_redact or found.redact,
        dry_run=options.llm_dry_run,
    )
    wrong = complaint(model)
    if wrong:
        raise AuditError(wrong)
    return model


def _check_patterns(settings: Settings, told: str = "") -> None:
    """Refuse names that fit no rule before anything is read."""
    if not settings.select and not settings.ignore:
        return
    from auditor.audit.runner import load
    from auditor.selection import chosen

    try:
        chosen(load(), settings)
    except AuditError as error:
        raise AuditError(f"{told}{error}") from None


def spare_inputs(inputs: Sequence[Input], output: str | None) -> None:
    """Raises `AuditError` when the result would overwrite an input."""
    if not output or output == "-" or not os.path.isfile(output):
        return
    if any(source.path and os.path.isfile(source.path) and os.path.samefile(source.path, output) for source in inputs):
        raise AuditError(f"{output}：是要审查的文件；-o 请换一个文件名")


def _judged(report: Report, fail_on: str) -> Status:
    if any(run.status == "crashed" for run in report.ledger.rules):
        return Status.CRASHED
    if fail_on == "never":
        return Status.CLEAN
    threshold = SEVERITY_RANK[Severity(fail_on)]
    return Status.FOUND if any(SEVERITY_RANK[finding.severity] >= threshold for finding in report.findings) else Status.CLEAN


def _output(wanted: str, stream: TextIO, options: Options, *, several: bool) -> Output:
    if wanted == "json":
        return _Json(stream, options)
    from auditor.report.discrepancies import View
    from auditor.report.run import Discrepancies, OneLiners

    coloured = console.is_coloured(options.color, stream)
    view = View(console.columns(stream), bracketed=not coloured, minimum=options.minimum or Severity.WARNING, explain=options.explain)
    if options.quiet:
        return OneLiners(stream, view, complain, coloured=coloured)
    return Discrepancies(stream, view, coloured=coloured, several=several)


class _Json:
    """One line of JSON for each report."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        self._stream, self._options = stream, options

    def show(self, name: str, report: Report) -> None:
        from auditor.report.json import render

        for missing in report.model_use.missing if report.model_use else ():
            complain(f"{name}：{missing}")

        options = self._options
        line = render(
            report,
            include_text=options.include_text,
            explain=options.explain,
            minimum=options.minimum or Severity.NOTE,
            ascii_only=not encodes_everything(self._stream),
        )
        self._stream.write(line + "\n")
        self._stream.flush()

    def skip(self, name: str) -> None:
        """No line."""

    def end(self) -> None:
        """Nothing."""
