"""Case files become cases, and an audit is compared with what a case expects.

A case is a text file that a domain expert can write: a head of `键: 值` lines, a line `----`, and a passage in which `[[ ]]` marks the
places a finding must point at. `fixtures/rules/<rule>/` holds one case a file, `fixtures/claims/<category>.txt` many, separated by
`====`. Everything this module says is read by the expert, so it is Chinese and names the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from auditor.model import AuditError, Block, Cell, Finding, Locator, Report, RuleInfo, Severity, Span, Stored, Table
from auditor.pipeline import audit_document, audit_text
from auditor.read import read_text
from auditor.read.encoding import decode
from auditor.report.wording import SEVERITY

KEYS = ("题目", "应报", "代码", "写明", "算出", "说明", "来源", "模型")
_NOTE_IS_ENOUGH = frozenset({"admitted-shortfall"})  # what the report itself admits is never louder than a note
_RULE_LINE = re.compile(r"-{4,}|—{2,}")  # Word turns ---- into ————
_COLLECTION_LINE = re.compile(r"={4,}")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")
_OPINION_PARTS = 3
_FILE_NAME = re.compile(r"(hit|ok)-[a-z0-9]+(?:-[a-z0-9]+)*\.txt")


class CaseError(Exception):
    """A case file that cannot be understood. The message names file and line and says what is expected there."""


@dataclass(frozen=True, slots=True)
class Case:
    """A passage and what an audit must make of it.

    `name` says where the case stands, `passage` is the text that is audited, `marked` the same with its `[[ ]]`, `marks` are spans of
    `passage`. `expected` is 应报: a hit, or else a near miss. `codes` are those a finding must carry (of a near miss: which it nearly
    reaches); empty means any. `sheet` are the notes in braces that make the passage a sheet of a workbook, with the offset behind which each
    stands: `36{=SUM(B2:B4)}` is a cell that shows 36, the result of a formula, `8{文本}` one that holds no number but a text. `stated` and `computed` are None where the case leaves them open.
    """

    name: str
    title: str
    expected: bool
    passage: str
    marked: str
    marks: tuple[Span, ...] = ()
    sheet: tuple[tuple[int, str], ...] = ()
    codes: tuple[str, ...] = ()
    stated: str | None = None
    computed: str | None = None
    note: str = ""
    source: str = ""
    opinion: tuple[str, ...] = ()  # 模型: what a model says, for the rule that tells it: two quotes and a reason

    def shows(self, rule: RuleInfo) -> tuple[str, ...]:
        """The codes of `rule` for which this case is an example: those it names, or the only one there is."""
        return self.codes or (rule.codes if len(rule.codes) == 1 else ())


# ------------------------------------------------------------------------------------------------------------------- load


def load_case(path: Path) -> Case:
    """The case in a file of `fixtures/rules/<rule>/`. Raises `CaseError`."""
    name = f"{path.parent.name}/{path.name}"
    if not _FILE_NAME.fullmatch(path.name):
        raise CaseError(f"{name}：文件名应为 hit-词.txt（应报）或 ok-词.txt（不应报），只用小写字母、数字和连字符")
    case = parse_case(_read(path, name), name, required=("题目", "应报", "来源"))
    if case.expected != path.name.startswith("hit-"):
        raise CaseError(f"{name}：文件名以 hit- 开头的写“应报: 是”，以 ok- 开头的写“应报: 否”，两处现在不一致")
    return case


def load_rule_cases(folder: Path) -> tuple[Case, ...]:
    """Every case of a rule, hits first, then near misses, each sorted by file name. Raises `CaseError`."""
    return tuple(load_case(path) for path in sorted(folder.glob("*.txt")))


def load_collection(path: Path) -> tuple[Case, ...]:
    """Every case of a file of `fixtures/claims/`. Raises `CaseError`, also for two cases with one title."""
    cases: list[Case] = []
    titles: set[str] = set()
    part: list[str] = []
    start = 1
    lines = [*_read(path, path.name).split("\n"), "===="]
    for number, line in enumerate(lines, 1):
        if not _COLLECTION_LINE.fullmatch(line.strip()):
            part.append(line)
            continue
        if any(item.strip() for item in part):
            case = parse_case("\n".join(part), path.name, first_line=start)
            if case.title in titles:
                raise CaseError(f"{path.name} 第 {start} 行：题目“{case.title}”已经用过，请换一个")
            titles.add(case.title)
            cases.append(case)
        part, start = [], number + 1
    return tuple(cases)


def _read(path: Path, name: str) -> str:
    try:
        return decode(path.read_bytes()).text
    except AuditError as error:
        raise CaseError(f"{name}：{error}") from error


# ------------------------------------------------------------------------------------------------------------------ parse


def parse_case(text: str, name: str, *, first_line: int = 1, required: tuple[str, ...] = ("题目", "应报")) -> Case:
    """The case that `text` describes; `first_line` is the number of its first line in the file `name`. Raises `CaseError`."""
    lines = text.split("\n")
    border = next((index for index, line in enumerate(lines) if _RULE_LINE.fullmatch(line.strip())), None)
    if border is None:
        raise CaseError(f"{name} 第 {first_line} 行：没有找到单独成行的 ----；它把说明和正文分开")
    head = _head(lines[:border], name, first_line)
    for key in required:
        if key not in head:
            raise CaseError(f"{name} 第 {first_line} 行：缺少“{key}: ……”")
    answer, answer_line = head["应报"]
    if answer not in ("是", "否"):
        raise CaseError(f"{name} 第 {answer_line} 行：“应报”只能写 是 或 否，现在写的是“{answer}”")
    marked = "\n".join(lines[border + 1 :])
    passage, marks, sheet = _unmark(marked, name, first_line + border + 1)
    if not passage.strip():
        raise CaseError(f"{name} 第 {first_line + border} 行：---- 下面没有正文")
    if answer == "是" and not marks:
        raise CaseError(f"{name} 第 {answer_line} 行：应报的例子要用 [[ ]] 标出有问题的地方")
    if answer == "否" and marks:
        raise CaseError(f"{name} 第 {answer_line} 行：不应报的例子里不用 [[ ]]；如果应报，请写“应报: 是”")

    def value(key: str) -> str | None:
        return head[key][0] if key in head else None

    opinion = tuple(part.strip() for part in (value("模型") or "").split("｜"))
    if "模型" in head and len(opinion) != _OPINION_PARTS:
        raise CaseError(f"{name} 第 {head['模型'][1]} 行：“模型”应写成 一处原文｜另一处原文｜理由")

    return Case(
        name=name,
        title=head["题目"][0],
        expected=answer == "是",
        passage=passage,
        marked=marked.strip("\n"),
        marks=marks,
        sheet=sheet,
        codes=tuple(re.split(r"[\s、，,]+", value("代码") or "")) if "代码" in head else (),
        stated=value("写明"),
        computed=value("算出"),
        note=value("说明") or "",
        source=value("来源") or "",
        opinion=opinion if "模型" in head else (),
    )


def _head(lines: list[str], name: str, first_line: int) -> dict[str, tuple[str, int]]:
    """The lines above `----`: key → value and line number."""
    head: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines, first_line):
        if not line.strip():
            continue
        key, *rest = (part.strip() for part in re.split("[:：]", line, maxsplit=1))
        if not rest or key not in KEYS:
            raise CaseError(f"{name} 第 {number} 行：看不懂“{line.strip()}”，这里只能写：{'、'.join(KEYS)}")
        if key in head:
            raise CaseError(f"{name} 第 {number} 行：“{key}”写了两次")
        if not rest[0]:
            raise CaseError(f"{name} 第 {number} 行：“{key}”后面没有内容")
        head[key] = (rest[0], number)
    return head


def _unmark(marked: str, name: str, first_line: int) -> tuple[str, tuple[Span, ...], tuple[tuple[int, str], ...]]:
    """The passage without its marks and notes of a sheet, and where they stood."""
    pieces: list[str] = []
    marks: list[Span] = []
    sheet: list[tuple[int, str]] = []
    length = 0
    opened: int | None = None
    at = 0
    for found in re.finditer(r"\[\[|\]\]|\{(=[^{}\n]+|文本)\}", marked):
        pieces.append(marked[at : found.start()])
        length += found.start() - at
        at = found.end()
        where = _where(name, first_line, marked, found.start())
        if found[1]:
            sheet.append((length, found[1]))
        elif found[0] == "[[":
            if opened is not None:
                raise CaseError(f"{where}：[[ 里面又有 [[")
            opened = length
        elif opened is None:
            raise CaseError(f"{where}：]] 没有对应的 [[")
        elif opened == length:
            raise CaseError(f"{where}：[[ ]] 里面是空的")
        else:
            marks.append(Span(opened, length))
            opened = None
    if opened is not None:
        raise CaseError(f"{_where(name, first_line, marked, marked.rindex('[['))}：[[ 没有对应的 ]]")
    return "".join([*pieces, marked[at:]]), tuple(marks), tuple(sheet)


def _where(name: str, first_line: int, text: str, offset: int) -> str:
    return f"{name} 第 {first_line + text.count(chr(10), 0, offset)} 行"


# ------------------------------------------------------------------------------------------------------------------ audit


def audit_case(case: Case) -> Report:
    """The audit of a case's passage; one with notes of a sheet is read as a workbook would be: line 1 of the passage is row 1."""
    if case.opinion:
        from auditor.extract.llm.recorded import opinion  # few cases have one

        return audit_text(case.passage, case.name, propose=opinion(*case.opinion))
    if not case.sheet:
        return audit_text(case.passage, case.name)
    document = read_text(case.passage, case.name)
    notes = dict(case.sheet)
    locators: list[tuple[int, Locator]] = []

    def stored(cell: Cell, row: int, column: int) -> Cell:
        span = cell.passage.span
        locators.append((span.start, Locator(sheet="表", row=row, column=column)))
        note = notes.get(span.end, "")
        number = None if note == "文本" or not _NUMBER.fullmatch(cell.text) else Decimal(cell.text.replace(",", "").rstrip("%"))
        return cell if number is None and not note.startswith("=") else cell._replace(stored=Stored(number, note.removeprefix("文本")))

    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Table):
            numbers = [case.passage.count("\n", 0, row[0].passage.span.start) + 1 for row in block.rows]
            rows = zip(block.rows, numbers, strict=True)
            block = block._replace(rows=tuple(tuple(stored(cell, number, at) for at, cell in enumerate(row, 1)) for row, number in rows))  # noqa: PLW2901
        blocks.append(block)
    return audit_document(document._replace(blocks=tuple(blocks), locators=tuple(locators)))


# ---------------------------------------------------------------------------------------------------------------- compare


def compare_with_rule(case: Case, rule: RuleInfo, report: Report) -> list[str]:
    """What `report` makes of the case otherwise than expected of `rule`; empty when all is well.

    A hit is exactly one finding of the rule, whose first evidence is one of the marks and whose evidence covers every mark. A near
    miss is no finding of the rule, and no error or warning of any other.
    """
    own = [finding for finding in report.findings if finding.rule == rule.id]
    problems = _crashes(report)
    if not case.expected:
        unwanted = [finding for finding in report.findings if finding in own or finding.severity is not Severity.NOTE]
        return problems + [f"不应报，却报了{_told(finding, report)}" for finding in unwanted]
    if len(rule.codes) > 1 and len(case.codes) != 1:
        problems.append(f"这条规则有多个代码，应报的例子要写明是哪一个：{'、'.join(rule.codes)}")
    if not own:
        return [*problems, f"应报 1 处，一处也没有报{_silence(rule, report)}"]
    if len(own) > 1:
        return [*problems, f"应报 1 处，却报了 {len(own)} 处：{'；'.join(_told(finding, report) for finding in own)}"]
    return problems + _differences(case, own[0], report)


def compare_with_category(case: Case, category: str, report: Report) -> list[str]:
    """What `report` makes of the case otherwise than expected of all rules of `category`; empty when all is well.

    A hit is at least one error or warning of the category at a mark, and none of any category that touches no mark. A near miss is
    no error and no warning at all.
    """
    loud = [finding for finding in report.findings if finding.severity is not Severity.NOTE]
    problems = _crashes(report)
    if not case.expected:
        return problems + [f"不应报，却报了{_told(finding, report)}" for finding in loud]
    enough = report.findings if category in _NOTE_IS_ENOUGH else loud
    if not any(finding.category == category and _touches(finding, case.marks) for finding in enough):
        problems.append(f"{_quoted(case)} 没有报 {category}")
    return problems + [f"别处不应报，却报了{_told(finding, report)}" for finding in loud if not _touches(finding, case.marks)]


def _differences(case: Case, finding: Finding, report: Report) -> list[str]:
    problems = []
    if case.codes and finding.code not in case.codes:
        problems.append(f"“代码”应为 {'、'.join(case.codes)}，却是 {finding.code}")
    if not any(_overlap(finding.evidence[0].span, mark) for mark in case.marks):
        problems.append(f"问题应指到 {_quoted(case)}，却指到 “{_quote(report, finding.evidence[0].span)}”")
    for mark in case.marks:
        if not any(_overlap(item.span, mark) for item in finding.evidence):
            problems.append(f"[[{case.passage[mark.start : mark.end]}]] 没有被指到")
    for key, wanted, actual in (("写明", case.stated, finding.stated), ("算出", case.computed, finding.computed)):
        if wanted is not None and _plain(wanted) != _plain(actual or ""):
            problems.append(f"“{key}”应为 {wanted}，却是 {actual or '空'}")
    return problems


def _crashes(report: Report) -> list[str]:
    return [f"规则 {run.rule} 运行出错：{run.reason}" for run in report.ledger.rules if run.status == "crashed"]


def _silence(rule: RuleInfo, report: Report) -> str:
    """Why a rule said nothing, where the ledger knows."""
    reasons = [run.reason for run in report.ledger.rules if run.rule == rule.id and run.status == "not-applicable"]
    return f"（规则不适用：{reasons[0]}）" if reasons else ""


def _told(finding: Finding, report: Report) -> str:
    return f"{SEVERITY[finding.severity]} {finding.rule} “{_quote(report, finding.evidence[0].span)}”：{finding.message}"


def _quoted(case: Case) -> str:
    return " 或 ".join(f"[[{case.passage[mark.start : mark.end]}]]" for mark in case.marks)


def _quote(report: Report, span: Span) -> str:
    return report.document.text[span.start : span.end]


def _plain(number: str) -> str:
    """A number as it is compared: without blanks and thousands separators, trailing zeros kept."""
    return re.sub(r"[\s,，]", "", number)


def _touches(finding: Finding, marks: tuple[Span, ...]) -> bool:
    return any(_overlap(item.span, mark) for item in finding.evidence for mark in marks)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
