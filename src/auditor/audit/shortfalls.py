"""What a report admits, set against the scores it gives itself."""

from __future__ import annotations

from auditor.audit.awards import full_marks, is_full
from auditor.audit.facts import Facts
from auditor.model import Award, Rubric, RubricKind, Span, Statement

FEWEST_OUTPUTS = 3  # with fewer output indicators "all of them" says little
MOST_PLACES = 4
GOALS = ("绩效目标", "绩效指标", "目标任务", "产出指标", "个别目标", "个别指标", "部分目标", "部分指标")


def admitted_problems(facts: Facts) -> tuple[list[Statement], list[Award]]:
    """Admitted problems, each once, and the awards about the same subjects that have full marks all the same."""
    problems: dict[str, Statement] = {}
    places: set[Span] = set()
    if not facts.statements("problem"):
        return [], []
    full = {place for award, most in facts.marked if is_full(award, most) for place in award.places}
    for problem in facts.statements("problem"):
        about = full.intersection(place for role, place in problem.related if role == "indicator")
        if about:
            problems.setdefault(problem.text, problem)
            places |= about
    return list(problems.values()), [award for award in facts.awards if not places.isdisjoint(award.places) and is_full(award)]


def admitted_faults(facts: Facts) -> list[tuple[Statement, list[Award]]]:
    """Admitted faults with the awards that measure such faults and have full marks; each award once, with the first fault."""
    found = []
    told: set[Span] = set()
    for fault in facts.statements("fault"):
        places = {place for role, place in fault.related if role == "indicator"}
        awards = [award for award in facts.awards if is_full(award) and places.intersection(award.places) and not told & set(award.places)]
        if awards:
            told.update(place for award in awards for place in award.places)
            found.append((fault, awards[:MOST_PLACES]))
    return found


def is_plain(fault: Statement, award: Award) -> bool:
    """Whether an admitted fault is at odds with the full marks of an indicator that measures such faults.

    It is where the printed standard takes points off for every single one, where the indicator is of the very thing, and where the fault
    is told with a number while the indicator has no result of its own: 质量合格率 100% may well stand after 个别路段返工.
    """
    if award.standard is not None and _costs(award.standard.rubric):
        return True
    places = {place for role, place in fault.related if role == "thing"}
    if not places.isdisjoint(award.places):
        return "single" not in fault.traits
    return award.value is None and "counted" in fault.traits and "single" not in fault.traits


def _costs(rubric: Rubric) -> bool:
    """Whether a standard gives full marks only where nothing is wrong."""
    return rubric.kind is RubricKind.ALL_OR_NOTHING or any(step.size is None and step.points.is_off for step in rubric.steps)


def outputs_at_full_marks(facts: Facts) -> tuple[list[Statement], list[Award]]:
    """Where goals are admitted to be missed although every output indicator has full marks: the admissions and those awards."""
    outputs = [award for award in facts.awards if "产出" in award.group and award.scores]
    known = [award for award in outputs if full_marks(award) is not None]
    if len(known) < FEWEST_OUTPUTS or not all(is_full(award) for award in known):
        return [], []
    admitted = [
        statement for statement in facts.statements("shortfall") if any(goal in statement.text + statement.detail for goal in GOALS)
    ]
    return admitted[:MOST_PLACES], known
