"""Target tables: projects that are called two ways (code and name, heading and form, list and form), goals and descriptions with a slip.

Loaded only for documents that have such tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line
from auditor.extract.naming.indicator_names import first_slip, one_taken
from auditor.extract.naming.whole_text import WholeText
from auditor.extract.scores.award_pairs import is_like
from auditor.extract.targets.targets import shared_run
from auditor.model import Field, Indicator, Section, Span, Statement, TargetTable
from auditor.patterns import compiled

Rows = Sequence[Sequence[Line]]

_IDLE = compiled('[\\s“”"（）()、，,。]|项目$|经费$|资金$')
_FORM = compiled("(?:项目)?(?:支出)?(?:预算)?绩效(?:目标|自评)(?:申报)?表$")
_NUMBER = compiled("^[\\s（(]*[一二三四五六七八九十\\d]{1,3}[）)、.．\\s]+")
_SHORTEST = 4  # characters of a project's name that may be compared
_LARGEST_BUCKET = 30
_SHARED = 8  # characters that two descriptions must have in common to be compared
_LONGEST_GOAL = 40
_MOST = 200  # names that are compared


def project_names(plans: Sequence[TargetTable], sections: Sequence[Section], whole: WholeText) -> Iterator[Statement]:
    """A code with two names, a name with two codes, a form under a heading with another name."""
    yield from _codes(plans, whole)
    times = Counter(plan.section for plan in plans)
    alone = {plan.section: plan for plan in plans if times[plan.section] == 1}
    for index, plan in alone.items():
        title = _NUMBER.sub("", sections[index].title) if index < len(sections) else ""
        if plan.project_name is None or not _FORM.search(title):
            continue
        headed, named = (_IDLE.sub("", _FORM.sub("", name)) for name in (title, plan.project_name.value))
        if _differ(headed, named) and is_like(headed, named):
            start = whole.text.find(title, sections[index].span.start)
            if start >= 0:
                place = Span(start, start + len(title))
                yield whole.statement("name", plan.project_name.span, title, [("title", place)], "form")


def _codes(plans: Sequence[TargetTable], whole: WholeText) -> Iterator[Statement]:
    codes: dict[str, tuple[Field, Field]] = {}
    names: dict[str, tuple[Field, Field]] = {}
    for plan in plans:
        code, name = plan.project_code, plan.project_name
        key, words = "".join(code.value.split()) if code else "", _IDLE.sub("", name.value) if name else ""
        if code is None or name is None or not key or not words:
            continue
        known_code, known_name = codes.setdefault(key, (code, name))
        if known_name is not name and _differ(_IDLE.sub("", known_name.value), words):
            related = [("other", known_name.span), ("other", code.span), ("other", known_code.span)]
            yield whole.statement("name", name.span, known_name.value, related, "code")
        same_code, same_name = names.setdefault(words, (code, name))
        if same_code is not code and "".join(same_code.value.split()) != key:
            related = [("other", same_code.span), ("other", name.span), ("other", same_name.span)]
            yield whole.statement("name", code.span, same_code.value, related, "code", "weak")


def listed_projects(plans: Sequence[TargetTable], tables: Mapping[int, Rows], whole: WholeText) -> Iterator[Statement]:
    """Names of projects in two tables that differ in one character which is taken for the other."""
    names = [(plan.block, plan.project_name.value, plan.project_name.span) for plan in plans if plan.project_name]
    if whole.text.count("项目名称") > len(plans):
        names += [name for block, rows in tables.items() for name in _column(block, rows)]
    if not 1 < len(names) <= _MOST:
        return
    together = {(block, name) for block, name, _ in names}
    told: set[frozenset[str]] = set()
    for index, (block, name, span) in enumerate(names):
        for other_block, other, other_span in names[:index]:
            if block == other_block or len(name) != len(other) or len(name) < _SHORTEST or frozenset((name, other)) in told:
                continue
            side_by_side = (block, other) in together or (other_block, name) in together
            if not side_by_side and one_taken(name, other):
                told.add(frozenset((name, other)))
                yield whole.statement("name", span, other, [("other", other_span)], "project")


def _column(block: int, rows: Rows) -> Iterator[tuple[int, str, Span]]:
    """The names under 项目名称 in a table."""
    column = -1
    for row in rows:
        for cell in row:
            if cell.text.strip() == "项目名称":
                column = cell.column
            elif cell.column == column and len(cell.text) >= _SHORTEST:
                yield block, cell.text.strip(), cell.passage.span


def _differ(one: str, other: str) -> bool:
    """Whether two names are not one with words left out."""
    return one not in other and other not in one


def worded_descriptions(plans: Sequence[TargetTable]) -> Iterator[Statement]:
    """Rows of target tables with a word that another row with nearly the same description, or the row's own name, writes otherwise."""
    buckets: dict[str, list[tuple[str, Span, Indicator]]] = {}
    for row in (row for plan in plans for row in plan.rows):
        if row.description is None or len(row.description[0]) < _SHARED:
            continue
        text, span = row.description
        buckets.setdefault(text[-4:], []).append((text, span, row))
    told: set[tuple[str, str]] = set()
    for bucket in buckets.values():
        distinct = list({text: (text, span, row) for text, span, row in reversed(bucket)}.values())[::-1][:_LARGEST_BUCKET]
        for index, (text, span, row) in enumerate(distinct):
            for other, other_span, _ in distinct[:index]:
                if shared_run(text, other) < _SHARED:
                    continue
                slip = first_slip(text, other)
                if slip is not None and (slip.own, slip.other) not in told:
                    told.update({(slip.own, slip.other), (slip.other, slip.own)})
                    yield Statement("name", slip.own, span, row.section, slip.other, (("other", other_span),), frozenset({"word", "rows"}))


def worded_goals(plans: Sequence[TargetTable]) -> Iterator[Statement]:
    """Goals of a target table with a word that another of its goals, or its project's name, writes otherwise."""
    for plan in plans:
        goals = [goal for goal in plan.goals[:_LARGEST_BUCKET] if _SHORTEST <= len(goal.value) <= _LONGEST_GOAL]
        for index, goal in enumerate(goals):
            for other in goals[:index]:
                if len(other.value) == len(goal.value) and one_taken(goal.value, other.value):
                    related = (("goal", other.span),)
                    yield Statement("name", goal.value, goal.span, plan.section, other.value, related, frozenset({"goal"}))
                    break
            else:
                slip = first_slip(goal.value, plan.project_name.value) if plan.project_name is not None else None
                if slip is not None and plan.project_name is not None:
                    related = (("other", plan.project_name.span),)
                    yield Statement("name", slip.own, goal.span, plan.section, slip.other, related, frozenset({"goal"}))
