"""Scores told in prose with the account that justifies them, and what such an account amounts to.

故此项得 2 分 closes the paragraph (or the section) under the heading that names the indicator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.scores.marks import Marks, Role
from auditor.model import Award, Fact, Kind, Section, Span, Statement
from auditor.patterns import compiled
from auditor.records import Record

MOST_AWARDS = 200
LONGEST_NAME = 40
_TITLE_MARKS = compiled(
    "[（(]\\s{0,2}(?:满分|分值)?(?:为|：|:)?\\s{0,2}\\d{1,3}(?:\\.\\d{1,2})?\\s{0,2}分?(?:[，,；;、][^（()）]{1,24})?\\s{0,2}[）)]\\s{0,2}$"
)


class Told(Record):
    """A score of the prose. `start` and `end` delimit its place in `line`; `earlier` are the section's paragraphs before it.

    `account` is everything that is said before the score.
    """

    name: str
    heading: Span
    section: int
    score: Fact
    full_marks: Fact | None
    line: Line
    start: int
    end: int
    earlier: tuple[Line, ...]
    groups: tuple[str, ...]
    group_place: Span | None
    account: str


def told_awards(lines: Sequence[Line], sections: Sequence[Section], marks: Marks) -> list[Told]:
    """The scores that paragraphs under a heading of their own award, in order."""
    found: list[Told] = []
    awarding = {mark.line.section for paragraph in marks.values() for mark in paragraph if mark.role is Role.AWARD}
    by_section: dict[int, list[Line]] = {}
    for line in lines:
        if line.section in awarding and not _is_heading(line, sections[line.section]):
            by_section.setdefault(line.section, []).append(line)
    for index, own in by_section.items():
        section = sections[index]
        if not index or not section.marker or not 1 < len(section.title) <= LONGEST_NAME:
            continue
        told = _told(section, own, sections, marks)
        if told is not None:
            found.append(told)
        if len(found) > MOST_AWARDS:
            return []
    return found


def _is_heading(line: Line, section: Section) -> bool:
    """Whether a paragraph is a section's heading and nothing more."""
    if line.block > section.first:
        return False
    return not line.text[line.text.find(section.title) + len(section.title) :].strip("。：: \t")


def _told(section: Section, own: Sequence[Line], sections: Sequence[Section], marks: Marks) -> Told | None:
    """The score of a section that awards one (repeating it does no harm)."""
    awards = [mark for line in own if line.block in marks for mark in marks[line.block] if mark.role is Role.AWARD]
    if not awards or (len(awards) > 1 and len({mark.value for mark in awards}) > 1):
        return None
    mark = awards[-1]
    full = [other for other in marks[mark.line.block] if other.role is Role.FULL]
    title = section.title
    name = "".join((_TITLE_MARKS.sub("", title) if "）" in title or ")" in title else title).split()).strip("：:。，")
    groups = []
    above = section.parent
    while above:
        groups.append(sections[above].title)
        above = sections[above].parent
    start = mark.line.text.find(section.title) + len(section.title) if mark.line.block == section.first else 0
    earlier = tuple([line for line in own if line.block < mark.line.block])
    return Told(
        name,
        section.span,
        section.index,
        mark.line.fact(mark.quantity, name),
        full[0].line.fact(full[0].quantity, name) if len(full) == 1 else None,
        mark.line,
        start,
        mark.quantity.start,
        earlier,
        tuple(groups),
        sections[section.parent].span if section.parent else None,
        "".join([line.text for line in earlier]) + mark.line.text[start : mark.quantity.start],
    )


# ----------------------------------------------------------------------------------------------- what an account amounts to


@cache
def _words() -> dict[str, re.Pattern[str]]:
    """Compiled when the first account is met."""
    return {
        "harmless": compiled(
            "(?:不存在|未发生|未出现|未发现|没有发生|没有出现|无)[^，。；,;]{0,20}|不断|不仅|不超过|不低于|不少于|不可|不得|未来|较好|较为|无偿|不含|比较|除外"
        ),
        "met": compiled("符合|不存在|未发生|未发现|按规定|按要求|按时|完整|健全|全部|均已|均能|严格|规范|真实|合规|及时足额|有效执行"),
        "flaw": compiled(
            "未|不|欠|缺|没有|个别|部分|有待|尚|滞后|扣|但|虽|除|低于|存在|问题|仍|较[少低慢差弱]|仅|只|薄弱|遗漏|逾期|超过|超出|延迟|差距|减少"
        ),
        "whole": compiled("全部|全覆盖|均|都|所有|百分之百|各项|一律|无一|从未|没有|未发生"),
    }


def is_all_met(account: str) -> bool:
    """Whether an account says twice or more that something is as it should be, and nothing else."""
    words = _words()
    return len(words["met"].findall(account)) > 1 and words["flaw"].search(words["harmless"].sub("", account)) is None


def is_valueless(told: Told) -> bool:
    """Whether a rate is awarded points without any number, and without a word that stands for all of it."""
    if not told.name.endswith("率") or _words()["whole"].search(told.account):
        return False
    return not compiled("[0-9０-９]|百分之|[一二三四五六七八九十]成").search(told.account)


def measured(told: Told) -> Fact | None:
    """The percentage that an account gives for the indicator itself: 预算执行率达到 96%."""
    found = []
    for line in (*told.earlier, told.line):
        for quantity in line.quantities:
            if quantity.kind is not Kind.PERCENT or quantity.high is not None or (line is told.line and quantity.start >= told.end):
                continue
            label = compiled('[“”"\\s]|本年度|部门|本年|我单位|单位|全年|年度').sub("", line.label(quantity))
            own = compiled('[“”"\\s]|本年度|部门|本年|年度').sub("", told.name)
            if len(label) > 2 and label.endswith(("率", "度", "比例")) and (own.endswith(label) or label.endswith(own)):
                found.append(line.fact(quantity, told.name))
    values = {fact.quantity.number for fact in found}
    return found[0] if len(values) == 1 else None


def copied_from(told: Told, tables: Iterable[tuple[str, Sequence[Line]]]) -> tuple[Line, int, int] | None:
    """The cell that an account repeats for a whole clause, and where; the tables are given by all that is written in them and their cells."""
    for clause in compiled("[，。；：,;]").split(told.account):
        words = clause.strip()
        if len(words) < 14:
            continue
        for cell in [cell for written, cells in tables if words in written for cell in cells]:
            at = cell.text.find(words)
            if at >= 0:
                return cell, at, at + len(words)
    return None


# ------------------------------------------------------------------------------------------------------ admitted problems

_FURTHER = compiled("改进措施|整改措施|下一步")
_CLAUSE = compiled("[^，。；：,;\n]{4,60}")
_MEASURES = compiled("措施|建议|下一步")
_SHORTEST_NAME = 4
_OPENING = compiled("(?:存在(?:的)?(?:主要)?问题|出现的偏差)[^。；]{0,8}[：:]")


@cache
def _weak() -> re.Pattern[str]:
    return compiled(
        "有待|(?:不够|不太|欠|尚不|还不|仍不|不)(?:全面|科学|完整|准确|规范|健全|完善|合理|及时|合规|到位|真实|清晰|细化|明确|高|强|均衡)|不足|较慢|较低|偏低|偏慢|滞后|缺乏|缺失|薄弱|欠缺|亟需|亟待|需(?:要)?(?:进一步)?(?:提高|加强|完善|提升)"
    )


def problem_statements(corpus: Corpus, admitted: Sequence[Line], awards: Sequence[Award]) -> Iterator[Statement]:
    """The clauses of a report's chapter on problems that call something of its own weak: 指标设置不够细化.

    `admitted` are the paragraphs of that chapter. `related` are the places of the awards for just that ("indicator").
    """
    opened = [(line, opening) for line in corpus.paragraphs(("问题", "偏差")) if (opening := _OPENING.search(line.text))]
    told = {line.block: (line, None) for line in admitted} | {line.block: (line, opening) for line, opening in opened}
    names = [(place, name, name[:2]) for place, award in enumerate(awards) for name in award.names if len(name) >= _SHORTEST_NAME]
    weakness = _weak().search
    for _, (line, opening) in sorted(told.items()):
        text = line.text
        position = opening.end() if opening else 0
        stop = _FURTHER.search(text, position) if "措施" in text or "下一步" in text else None
        end = stop.start() if stop else len(text)
        if weakness(text, position, end) is None:
            continue
        for clause in _CLAUSE.finditer(text[position:end]):
            weak = weakness(clause.group())
            if weak is not None:
                start = position + clause.start()
                problem = clause[0]
                about = dict.fromkeys([place for place, name, opens in names if opens in problem and _is_about(name, problem, weak)])
                related = tuple(("indicator", place) for award in about for place in awards[award].places)
                yield Statement("problem", clause.group(), line.span(start, position + clause.end()), line.section, related=related)


def admitted_lines(lines: Sequence[Line], sections: Sequence[Section]) -> list[Line]:
    """The paragraphs of sections under a heading that names problems, but for those on the measures against them."""
    named: set[int] = set()
    admitting: set[int] = set()
    for section in sections[1:]:  # what a section stands in comes before it
        title = section.title
        own = "问题" in title or "不足" in title or "偏差" in title or "偏离" in title
        if own or section.parent in named:
            named.add(section.index)
            if own or not _MEASURES.search(title):
                admitting.add(section.index)
    return [line for line in lines if line.section in admitting] if admitting else []


def _is_about(name: str, problem: str, weak: re.Match[str]) -> bool:
    """Whether a problem is about what an indicator measures.

    档案管理工作规范性有待加强 holds the characters of 档案管理规范性 in order; 预算编制不够准确 denies what 预算编制准确性 affirms.
    """
    if _holds(problem[: weak.end()], name):
        return True
    quality = name[-3:-1] if name.endswith("性") else ""
    return bool(quality) and weak.group().endswith(quality) and len(name) > 5 and _holds(problem[: weak.start()], name[:-3])


def _holds(text: str, name: str) -> bool:
    """Whether the characters of `name` stand in `text` in order, with little between them."""
    at = text.find(name[:2])
    if at < 0:
        return False
    start = at
    for char in name:
        at = text.find(char, at)
        if at < 0:
            return False
        at += 1
    return at - start <= len(name) + 6
