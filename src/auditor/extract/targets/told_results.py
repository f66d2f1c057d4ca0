"""What is called reached, beside a result told elsewhere that is lower than the target.

Two forms: a result of a table told once more (全年检查 1462 家次，超额完成年度目标, where the row asks for ≥1500 家次), and a target called reached
by its number (受益 21.5 万人的目标已实现) whose paragraph has another (实际受益 20.83 万人).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.targets.judgements import EXCEEDED, MET, Judgement, clause_start, is_reverse
from auditor.extract.targets.targets import shared_run, target_claim
from auditor.model import Bound, Claim, Fact, Indicator, Kind, Quantity, Source
from auditor.patterns import compiled

_PRAISE = compiled(
    "[，,]?(?:已|均|全面|圆满|如期|顺利|按期)*(?P<over>超额完成|超过|超出)?(?:完成|达到|实现|达成)?了?(?:年初|年度|全年|预期|既定|确定|设定|下达|绩效|计划|考核|的)*(?:目标|任务|指标)(?:值|要求|数)?(?=[，。；,;、]|$)"
)
_REACHED = compiled(
    "的?(?:年度|全年|预期|既定|绩效|建设|总)?(目标|任务)(?:任务)?(?:均|都|也)?已?(?:经)?(?:全部|全面|如期|圆满|顺利|按期)*(?:实现|完成|达成|达到)(?=[，。；、,;]|$)"
)
_VERBS = compiled("^(?:其中|年度|全年|计划|完成|新增|新建|确保|实现|达到|和|及|且|但|，)+|(?:达到|不低于|不少于|为|共)+$")
_PLANNED = compiled("力争|确保|如果|若|未|将|预计|基本|上年|去年|计划到|除|但仍")
_HEAD = compiled("^\\s*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．])?\\s*")
_MOST_CALLED = 40  # targets called reached by their number
_LEAST_NAME = 3
_LONGEST_NAME = 16
_VERB = compiled("完成|达到|实现|达成|超")
_BUT = compiled("未|没|不|上年|去年|同期|其中|截至|累计|计划|力争")
_MOST = 100  # results below their targets
_SHARED = 2  # characters that the words before a number share with the indicator's name


def told_result_claims(lines: Sequence[Line], records: Sequence[Indicator]) -> Iterator[Claim]:
    """The numbers of the text that are a table's result, judged as reached right behind, against the table's target."""
    short = [record for record in records if record.source is Source.TABLE and _is_short(record)][:_MOST]
    wanted = {record.actual.quantity.value for record in short if record.actual is not None}
    for line in lines if wanted else ():
        if "目标" not in line.text and "任务" not in line.text and "指标" not in line.text:
            continue
        for quantity in line.quantities:
            if quantity.value not in wanted or quantity.high is not None or quantity.bound is not Bound.EXACT:
                continue
            found = _PRAISE.match(line.text, quantity.end)
            start = clause_start(line.text, quantity.start, 40)
            words = line.text[start : quantity.start]
            if found is None or not _VERB.search(found[0]) or _BUT.search(words):
                continue
            meant = [
                record
                for record in short
                if record.actual and like(record.actual.quantity, quantity) and record.actual.quantity.value == quantity.value
            ]
            meant = [record for record in meant if shared_run(record.name, words) >= _SHARED]
            if len(meant) == 1 and meant[0].target is not None:
                judgement = Judgement(EXCEEDED if found["over"] else MET, found.start(), found.end())
                text = line.text[found.start() : found.end()].strip("，,")
                told = judgement, text, line.span(found.end() - len(text), found.end())
                related = (("actual", meant[0].actual.span),) if meant[0].actual is not None else ()
                claim = target_claim(line.fact(quantity), meant[0].target, told, reverse=False, related=related, source=line.source)
                if claim is not None:
                    yield claim


def reached_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """Targets called reached by their number, against the actual number of the paragraph that is about them."""
    looked = 0
    for line in lines:
        if "目标" not in line.text and "任务" not in line.text:
            continue
        for quantity in line.quantities:
            found = _REACHED.match(line.text, quantity.end) if quantity.high is None and quantity.kind is not Kind.MONEY else None
            if found is None:
                continue
            start = clause_start(line.text, quantity.start, 40)
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
        if like(quantity, target) and quantity.high is None and quantity.bound is Bound.EXACT:
            words = line.text[clause_start(line.text, quantity.start) : quantity.start]
            if "实际" in words and not _BUT.search(words) and (headed or name in words):
                yield line.fact(quantity, name)


def _is_short(record: Indicator) -> bool:
    """Whether a row's result is below its target, more being better."""
    if record.target is None or record.actual is None:
        return False
    target, actual = record.target.quantity, record.actual.quantity
    if actual.high is not None or target.high is not None or actual.bound is not Bound.EXACT or not like(actual, target):
        return False
    upward = target.bound not in (Bound.AT_MOST, Bound.LESS) and not is_reverse(record.name, target)
    return upward and actual.kind not in (Kind.MONEY, Kind.DURATION) and actual.value < target.value
