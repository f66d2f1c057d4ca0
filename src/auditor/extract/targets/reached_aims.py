"""Targets called reached by their number (受益 12 万人的目标已实现), of which another place tells less.

The other place is a paragraph about the same thing with the actual number (实际受益 11.4 万人), or a result whose own completion rate says that
it is a part of just that target.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line, like
from auditor.extract.targets.judged_results import COUNTED
from auditor.extract.targets.judgements import MET, Judgement, clause_start, is_reverse
from auditor.extract.targets.targets import RATE_LABEL, shared_run, target_claim
from auditor.model import Claim, Fact, Kind, Quantity, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_REACHED = compiled(
    "的?(?:年度|全年|预期|既定|绩效|建设|总)?(目标|任务)(?:任务)?(?:均|都|也)?已?(?:经)?(?:全部|全面|如期|圆满|顺利|按期)*(?:实现|完成|达成|达到)(?=[，。；、,;]|$)"
)
_REACHED_STARTS = frozenset("的年全预既绩建总目任")
_VERBS = compiled("^(?:其中|年度|全年|计划|完成|新增|新建|确保|实现|达到|和|及|且|但|，)+|(?:达到|不低于|不少于|为|共)+$")
_PLANNED = compiled("力争|确保|如果|若|未|将|预计|基本|上年|去年|计划到|除|但仍")
_HEAD = compiled("^\\s*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．])?\\s*")
_CLAUSE = 40  # characters of a clause before a number that may name it
_LEAST_NAME = 3
_LONGEST_NAME = 16
_MOST_CALLED = 40  # targets called reached by their number
_BUT = compiled("未|没|不|上年|去年|同期|其中|截至|累计|计划|力争")
_LEAD = 30  # characters before a result that name it
_NAME = 2  # characters that a result and its target share
_OF_PLAN = compiled("(?:完成|占)了?(?:年度|全年|年初|既定)?(?:计划|目标|任务)(?:任务|数|值|量)?的\\s?$")
_AIM_REACHED = compiled(
    "(?:[、和][^，。；\\d]{0,16}\\d[^，。；、]{0,6})?的?(?:年度|年初|全年|既定|预期|绩效|工作){0,2}(?:目标|任务|计划)(?:任务|值)?"
    "(?:[均都已也]|已经|全部|全面|如期|圆满|顺利|按期|按时|充分){0,4}(?:实现|完成|达成|达到|落实)(?=[，。；、）)了]|$)"
)
_RESTRICTED = compiled("除|基本|部分|主要|力争|确保|为了?实现|预计|上年|去年|若|未|没有|能否|是否")


class _Part(NamedTuple):
    """A result with the completion rate that is told of it."""

    line: Line
    actual: Quantity
    rate: Quantity


def reached_claims(corpus: Corpus, lines: Sequence[Line]) -> Iterator[Claim]:
    """Targets called reached by their number, against the actual number of the paragraph that is about them."""
    looked = 0
    for line in corpus.paragraphs(("目标", "任务")):
        for quantity in line.quantities:
            if (
                line.text[quantity.end : quantity.end + 1] not in _REACHED_STARTS
                or quantity.high is not None
                or quantity.kind is Kind.MONEY
            ):
                continue
            found = _REACHED.match(line.text, quantity.end)
            if found is None:
                continue
            start = clause_start(line.text, quantity.start, _CLAUSE)
            name = _VERBS.sub("", line.text[start : quantity.start]).strip()
            if not _LEAST_NAME <= len(name) <= _LONGEST_NAME or _PLANNED.search(line.text, start, found.end()):
                continue
            looked += 1
            if looked > _MOST_CALLED:  # each looks through all paragraphs; no report calls so many reached
                return
            results = [
                fact
                for other in lines
                if other is not line and "实际" in other.text and name in other.text
                for fact in _actual(other, name, quantity)
            ]
            if len({fact.quantity.value for fact in results}) == 1:
                judgement = Judgement(MET, found.start(1), found.end())
                told = judgement, found[0].removeprefix("的"), line.span(quantity.start, found.end())
                target = line.fact(quantity, name)
                claim = target_claim(results[0], target, told, reverse=is_reverse(name, quantity), source=line.source)
                if claim is not None:
                    yield claim


def _actual(line: Line, name: str, target: Quantity) -> Iterator[Fact]:
    """The number behind 实际 in a paragraph that begins with the name, or in whose clause it stands."""
    headed = _HEAD.sub("", line.text[: _LONGEST_NAME * 2]).startswith(name)
    for quantity in line.quantities:
        if like(quantity, target) and quantity.is_exact:
            words = line.text[clause_start(line.text, quantity.start) : quantity.start]
            if "实际" in words and not _BUT.search(words) and (headed or name in words):
                yield line.fact(quantity, name)


def reached_aim_statements(counted: Sequence[Line]) -> Iterator[Statement]:
    """Targets that are called reached, of which a completion rate elsewhere says that a result is but a part."""
    parts = list(_parts(counted))
    for line in counted if parts else ():
        if "目标" not in line.text and "任务" not in line.text and "计划" not in line.text:
            continue
        for quantity in line.quantities:
            found = _AIM_REACHED.match(line.text, quantity.end) if quantity.kind in COUNTED else None
            start = clause_start(line.text, quantity.start, _LEAD)
            if found is None or _RESTRICTED.search(line.text, start, found.end()):
                continue
            words = line.text[start : quantity.start]
            part = next((part for part in parts if part.line is not line and _is_of(part, quantity, words)), None)
            if part is not None:
                place = part.line.span(part.actual.start, part.rate.end)
                shown = part.line.text[part.actual.start : part.rate.end]
                text, span = line.text[start : found.end()], line.span(start, found.end())
                yield Statement("all-done", text, span, line.section, shown, (("actual", place),), frozenset({"values"}))


def _parts(counted: Iterable[Line]) -> Iterator[_Part]:
    """Every result with a completion rate below 100 % right behind it."""
    for line in counted:
        if len(line.quantities) < 2 or ("率" not in line.text and "的" not in line.text):
            continue
        for actual, rate in zip(line.quantities, line.quantities[1:], strict=False):
            if rate.kind is not Kind.PERCENT or rate.number >= 100 or actual.kind not in COUNTED or actual.kind is Kind.PERCENT:
                continue
            between = line.text[actual.end : rate.start]
            if len(between) <= _LEAD and "。" not in between and (RATE_LABEL.search(between) or _OF_PLAN.search(between)):
                yield _Part(line, actual, rate)


def _is_of(part: _Part, target: Quantity, words: str) -> bool:
    """Whether a result is the part of a target that its completion rate says, and both share a name."""
    if not like(part.actual, target) or part.actual.value >= target.value:
        return False
    off = abs(part.actual.value * 100 - part.rate.number * target.value)
    start = clause_start(part.line.text, part.actual.start, _LEAD)
    return off <= part.rate.step * target.value and shared_run(part.line.text[start : part.actual.start], words) >= _NAME
