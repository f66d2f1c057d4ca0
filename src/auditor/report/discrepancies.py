"""The discrepancy report as lines of styled pieces: what the document is, what contradicts what, and what was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from auditor.model import SEVERITY_RANK, Checked, Finding, Outcome, Report, Severity
from auditor.patterns import compiled
from auditor.records import NamedTuple
from auditor.report.adequacy import cautions
from auditor.report.excerpts import Excerpt, of_finding, of_span
from auditor.report.layout import Line, Piece, pad, printable, shorten, width, wrap
from auditor.report.places import PATH_SEPARATOR, Places
from auditor.report.stories import Story, stories
from auditor.report.unchecked import unchecked, unreported
from auditor.report.wording import CLAIM_KIND, DOCUMENT_KIND, OUTCOME, SEVERITY

NARROWEST, WIDEST = 40, 160  # columns
_AMOUNT = compiled(r"[\d,.]+ ?([^\W\d_]+)")
_MOST_PLACES = 12  # of one finding
_INDENT = 4
_SHORTEST_HEADING = 12  # columns; a heading cut shorter says nothing


class View(NamedTuple):
    """What of a report is shown, and how wide. `bracketed` marks disputed numbers with [[ ]], for outputs without colour."""

    columns: int = 100
    bracketed: bool = True
    minimum: Severity = Severity.WARNING
    explain: bool = False

    @property
    def line(self) -> int:
        """The columns that are used."""
        return min(max(self.columns, NARROWEST), WIDEST)

    @property
    def context(self) -> int:
        """How many characters are shown on each side of a place."""
        return self.line // 5

    def shows(self, finding: Finding) -> bool:
        """Whether a finding is severe enough."""
        return SEVERITY_RANK[finding.severity] >= SEVERITY_RANK[self.minimum]


def compose(report: Report, view: View) -> Iterator[Line]:
    """All lines of a report."""
    places = Places(report.document, report.sections)
    yield from _header(report, view)
    yield from _summary(report, view)
    for caution in cautions(report):
        yield from wrap([Piece(caution, "alarm")], view.line, first=[Piece("注意：", "alarm")], indent=6)
    yield from _findings(report, places, view)
    if view.explain:
        yield from _claims(report, places, view)
    yield from unchecked(report, places, view.line, explain=view.explain)
    if report.model_use is not None:
        from auditor.report.model_use import model_lines  # only where a model was asked

        yield from model_lines(report.model_use, view.line)
    yield from _further(report, view)


def quiet(report: Report, view: View) -> Iterator[Line]:
    """One line for each finding: file, line, column, severity, rule, message."""
    places = Places(report.document, report.sections)
    for finding in _ordered(report.findings, view):
        place = places.place(places.tight(finding.evidence[0].span))
        yield (
            Piece(f"{printable(report.document.path or report.document.name)}:{place.line}:{place.column}: "),
            Piece(SEVERITY[finding.severity], finding.severity.value),
            Piece(f" {finding.rule} ", "quiet"),
            Piece(printable(finding.message)),
        )


def _header(report: Report, view: View) -> Iterator[Line]:
    fields, extraction = report.extraction.fields, report.extraction
    title = printable(fields["title"].value) if "title" in fields else ""
    yield from wrap([Piece(title or printable(report.document.name), "title")], view.line)
    kinds = "、".join(DOCUMENT_KIND.get(kind, kind) for kind in extraction.kinds)
    described = [
        ("文件", printable(report.document.path or report.document.name)),
        ("单位", printable(fields["unit"].value) if "unit" in fields else "未找到"),
        ("年度", str(extraction.fiscal_year) if extraction.fiscal_year else "未找到"),
        ("类型", kinds or "未认出"),
        ("总分", printable(fields["total_score"].value) if "total_score" in fields else ""),
        ("等级", printable(fields["grade"].value) if "grade" in fields else ""),
    ]
    yield from _flow([[Piece(f"{name} ", "quiet"), Piece(value)] for name, value in described if value], view)


def _summary(report: Report, view: View) -> Iterator[Line]:
    counts = Counter(finding.severity for finding in report.findings)
    severities = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    found = [[Piece(f"{SEVERITY[item]} {counts[item]}", item.value if counts[item] else "quiet")] for item in severities]
    hidden = sum(1 for finding in report.findings if not view.shows(finding))
    if hidden:
        found[-1].append(Piece(f"（{hidden} 条未列出，{_how_to_show(view)}）", "quiet"))
    outcomes = Counter(item.verdict.outcome for item in report.ledger.checked)
    tally = "，".join(
        f"{OUTCOME[outcome]} {outcomes[outcome]}" for outcome in Outcome if outcomes[outcome] or outcome is not Outcome.BY_ROUNDING
    )
    yield from _flow([*found, [Piece("核对 ", "quiet"), Piece(f"{len(report.ledger.checked)} 处关系：{tally}")]], view)
    yield (Piece("─" * view.line, "quiet"),)


def _how_to_show(view: View) -> str:
    return "加 --notes 列出" if view.minimum is Severity.WARNING else "加 --min-severity note 列出"


def _flow(items: Iterable[Sequence[Piece]], view: View) -> Iterator[Line]:
    """Items side by side, three blanks apart, as many as fit on a line."""
    line: list[Piece] = []
    used = 0
    for item in items:
        size = sum(width(piece.text) for piece in item)
        if line and used + 3 + size > view.line:
            yield tuple(line)
            line, used = [], 0
        if line:
            line.append(Piece("   "))
            used += 3
        if size > view.line:
            yield from wrap(item, view.line, indent=_INDENT)
        else:
            line += item
            used += size
    if line:
        yield tuple(line)


def _ordered(findings: Iterable[Finding], view: View) -> list[Finding]:
    return sorted(
        filter(view.shows, findings), key=lambda finding: (finding.evidence[0].span.start, -SEVERITY_RANK[finding.severity], finding.rule)
    )


def _findings(report: Report, places: Places, view: View) -> Iterator[Line]:
    findings = _ordered(report.findings, view)
    if not findings:
        yield ()
        hidden = "错误和警告" if view.minimum is not Severity.ERROR else "错误"
        yield (Piece("没有发现自相矛盾的地方。" if not report.findings else f"没有{hidden}。", "holds"),)
        return
    for path, group in groupby(stories(findings), key=lambda story: places.path(story.lead.evidence[0].span.start)):
        yield ()
        yield _section_line(path, view)
        for position, story in enumerate(group):
            if position:
                yield ()
            yield from _story(story, path, places, view)


def _story(story: Story, path: Sequence[str], places: Places, view: View) -> Iterator[Line]:
    """A finding with those that have the same cause: the same slip again in a line each, all others in full."""
    yield from _finding(story.lead, path, places, view)
    if story.alike:
        yield (Piece(" " * _INDENT), Piece(f"同类还有 {len(story.alike)} 处：", "quiet"))
    for finding in story.alike:
        if view.explain:
            yield from _finding(finding, path, places, view)
            continue
        where = f"第 {places.place(places.tight(finding.evidence[0].span)).line} 行  "
        lead = [Piece(" " * _INDENT), Piece(where, "place-name"), Piece(SEVERITY[finding.severity], finding.severity.value), Piece("  ")]
        yield from wrap([Piece(printable(finding.message))], view.line, first=lead, indent=_INDENT * 2)
    if story.others:
        yield (Piece(" " * _INDENT), Piece("缘由相同的还有：", "quiet"))
    for finding in story.others:
        yield from _finding(finding, path, places, view)


def _section_line(path: Sequence[str], view: View) -> Line:
    text = _path(path, view.line - 6)
    return (Piece("── ", "quiet"), Piece(text, "section"), Piece(" " + "─" * (view.line - width(text) - 4), "quiet"))


def _path(path: Sequence[str], room: int) -> str:
    """A path of headings in at most `room` columns. The innermost heading says most: those above it are cut or left out first."""
    headings = [printable(heading) for heading in path] or ["正文开头"]
    whole = PATH_SEPARATOR.join(headings)
    if width(whole) <= room:
        return whole
    *above, last = headings
    last = shorten(last, room * 2 // 3 if above else room)
    left = room - width(last)
    each = left // max(len(above), 1) - width(PATH_SEPARATOR)
    if each >= _SHORTEST_HEADING:
        return PATH_SEPARATOR.join([*(shorten(heading, each) for heading in above), last])
    each = left - width(PATH_SEPARATOR) * 2 - 1
    kept = [shorten(above[0], each)] if len(above) > 1 and each >= _SHORTEST_HEADING else []
    return PATH_SEPARATOR.join([*kept, *(["…"] if above else []), last])


def _finding(finding: Finding, path: Sequence[str], places: Places, view: View) -> Iterator[Line]:
    head = (Piece(SEVERITY[finding.severity], finding.severity.value), Piece(" "), Piece(finding.rule, "rule"), Piece("  "))
    by_model = [Piece("（由模型读出，请核对原文）", "quiet")] if finding.source.value == "llm" else []
    yield from wrap([Piece(printable(finding.message), "message"), *by_model], view.line, first=head, indent=_INDENT)
    excerpts = of_finding(finding, places, view.context, bracketed=view.bracketed)
    most = len(excerpts) if view.explain else _MOST_PLACES
    yield from _excerpts(excerpts[:most], path, places, view)
    if len(excerpts) > most:
        yield (Piece(" " * _INDENT), Piece(f"另有 {len(excerpts) - most} 处，加 --explain 列出", "quiet"))
    if finding.arithmetic:
        yield from wrap(_arithmetic(finding), view.line, first=[Piece(" " * _INDENT), Piece("算式  ", "quiet")], indent=_INDENT + 6)


def _arithmetic(finding: Finding) -> list[Piece]:
    pieces = [Piece(printable(finding.arithmetic or ""), "arithmetic")]
    if finding.difference and "差" not in (finding.arithmetic or ""):
        pieces += [Piece("，差 "), Piece(printable(finding.difference).lstrip("-−") + _unit(finding.arithmetic or ""), "difference")]
    return pieces


def _unit(arithmetic: str) -> str:
    """The unit of the difference between two amounts in different units, that of the first; "" where all is in one."""
    first, _, second = arithmetic.partition(" ≠ ")
    one, other = _AMOUNT.fullmatch(first), _AMOUNT.fullmatch(second)
    return one[1] if one and other and one[1] != other[1] else ""


def _excerpts(excerpts: Sequence[Excerpt], path: Sequence[str], places: Places, view: View) -> Iterator[Line]:
    numbers = max((width(str(excerpt.place.line)) for excerpt in excerpts), default=1)
    places_wide = max((width(excerpt.place.where) for excerpt in excerpts), default=0)
    roles = min(max((width(excerpt.roles) for excerpt in excerpts), default=0), 16)
    for excerpt in excerpts:
        place = excerpt.place
        where = (pad(place.where, places_wide) if place.locator else f"第 {place.line:>{numbers}} 行") + "  "
        role = pad(shorten(excerpt.roles, roles), roles) + "  " if roles else ""
        lead = [Piece(" " * _INDENT), Piece(where, "place-name"), Piece(role, "quiet")]
        indent = sum(width(piece.text) for piece in lead)
        pieces = list(excerpt.pieces)
        other = places.path(excerpt.place.start)
        if other != tuple(path):
            pieces.append(Piece(f" 〔{_path(_beyond(other, path), view.line * 2 // 5)}〕", "quiet"))
        yield from wrap(pieces, view.line, first=lead, indent=indent)


def _beyond(path: Sequence[str], common: Sequence[str]) -> Sequence[str]:
    """The part of a path that another one does not share; the whole path if that is all of it."""
    shared = next((at for at, (one, other) in enumerate(zip(path, common, strict=False)) if one != other), min(len(path), len(common)))
    return path[shared:] or path


def _claims(report: Report, places: Places, view: View) -> Iterator[Line]:
    """Every claim that holds, and those that do not but that no finding tells of, in the order of the document."""
    held = [item for item in report.ledger.checked if item.verdict.outcome in (Outcome.HOLDS, Outcome.BY_ROUNDING)]
    for title, items in (("核对成立的关系", held), ("不成立、但没有报出的关系", unreported(report))):
        if not items:
            continue
        yield ()
        yield (Piece(f"{title}（{len(items)} 处）", "section"),)
        for item in sorted(items, key=lambda item: item.claim.stated.span):
            yield from _claim(item, places, view)


def _claim(item: Checked, places: Places, view: View) -> Iterator[Line]:
    excerpt = of_span(item.claim.stated.span, places, view.context // 2)
    lead = [Piece("  "), Piece(f"{excerpt.place.where}  ", "place-name"), Piece(f"{CLAIM_KIND[item.claim.kind]}  ", "quiet")]
    verdict = item.verdict
    reading = f"（{printable(verdict.reading.name)}）" if verdict.reading and verdict.reading.name else ""
    rounded = f"  {OUTCOME[verdict.outcome]}" if verdict.outcome is Outcome.BY_ROUNDING else ""
    told = [Piece("  "), Piece(printable(verdict.arithmetic), "arithmetic"), Piece(reading + rounded, "quiet")]
    yield from wrap([*excerpt.pieces, *told], view.line, first=lead, indent=_INDENT * 2)


def _further(report: Report, view: View) -> Iterator[Line]:
    rules = sorted({finding.rule for finding in report.findings if view.shows(finding)})
    if rules:
        yield ()
        yield from wrap([Piece("规则怎么查、什么时候不报：", "quiet"), Piece(f"audit explain {rules[0]}", "command")], view.line)
