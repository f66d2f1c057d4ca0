"""Target and result told in sentences: 计划新建 12 座，实际完成 11 座，完成率 95% · 目标为 95% 以上，实际 93%，超额完成.

Every number of a paragraph gets a role by the words before it: target, result, or neither (上年, 其中, 截至6月). A result belongs to the
target before it in the same sentence, or in the sentence before when that one holds targets only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line, like
from auditor.extract.targets.judgements import EXCEEDED, MET, Judgement, first_judgement, is_reverse
from auditor.extract.targets.target_lists import (
    JUDGING,
    Listed,
    Result,
    judged_or_alone,
    kinds_like,
    listed_claims,
    listed_targets,
    target_of,
)
from auditor.extract.targets.target_roles import (
    BEHIND,
    EACH,
    MAX_BEFORE,
    SURE_RESULT,
    SURE_TARGET,
    TARGET,
    Role,
    Slot,
    slots_of,
)
from auditor.extract.targets.targets import RATE_LABEL, completion_claim, shared_run, target_claim
from auditor.model import Bound, Claim, Fact, Kind, Quantity, Section
from auditor.patterns import compiled

JUDGED_TARGET = compiled(
    "[，,](?:已|均|全面|圆满|如期|顺利)*(?:超额完成|超过|超出|高于|优于|好于|大于|完成|达到|实现)了?(?:年初|年度|全年|预期|确定|设定|下达|的)*"
)
BRACKETED = compiled("[（(](?:年度|年初|全年)?(?:目标|计划|任务)(?:值|数|任务)?(?:为|是|：|:|≥|不低于|不少于)?")
SPENDING = compiled("安排|预算|经费|支出|支付|使用")
MEAN = compiled("[平人户亩年月日]均")
DONE_OF = compiled("(?:完成|占)了?[^\\W\\d]{0,8}?(?:预算|计划|任务|目标|指标)(?:数|值|额)?(?:为|[（(])?$")
OF_IT = compiled("[）)]?的$")
NAMELESS = compiled("[值为是≥≤><＞＜=：:达到不低高于少超过应\\s年度全]*")
ONLY_RESULT = compiled("(?:全年|年度|年末|实际|结果|完成|达到|为|是|\\s)*")
# One of these is in every paragraph that sets a target.
AIMED = compiled("目标|计划|任务|指标|要求|预期|年初|应[达降不]|控制|至少|不少于|不低于|不高于|不超过")
METRIC = compiled("满意度|[^\\W\\d]率(?:为|达|是|仅)*$")
SHORTEST_METRIC = 3  # characters of a measure that two numbers share
MAX_TARGETS = 30  # targets of earlier paragraphs that a later rate may refer to
IN_WORDS = 4  # characters that two names must share to be the same thing
MOST_RESULTS = 20_000  # numbers of a document that are compared with listed targets: no report has so many
COMPARED = 6  # numbers behind a target among which its result is looked for
JUDGED_WITHIN = 160  # characters behind a result in which it is judged
NAMED = 2  # characters in front of 完成率 that name what was done
TOO_FAR = 50  # a rate that is so many times off was not computed from these numbers


def sentence_targets(
    corpus: Corpus, lines: Sequence[Line], counted: Iterable[Line], sections: Sequence[Section] = (), year: int | None = None
) -> Iterator[Claim]:
    """Completion rates and met targets that sentences assert; `counted` are the lines with numbers."""
    earlier: list[tuple[Line, Slot]] = []
    listed = listed_targets(corpus, lines, sections)
    kinds = kinds_like(listed)
    found: list[Claim] = []
    read = 0
    for line in counted:
        if not listed and not TARGET.search(line.text) and "完成" not in line.text:
            continue
        quantities = line.quantities
        read += len(quantities)
        if read > MOST_RESULTS:
            listed = []
        block = line.block
        announced = [item for item in listed if item.line.block < block] if listed else listed
        tells = {quantity.kind for quantity in quantities}
        named = bool(announced) and not tells.isdisjoint(kinds)
        if not named and Kind.PERCENT not in tells and not AIMED.search(line.text):
            continue
        slots = slots_of(line)
        if Kind.PERCENT in tells:
            yield from _rates(line, slots, earlier, [item for item in announced if not item.under_heading] if announced else announced)
        if named:
            found += listed_claims(line, _results(line, slots, kinds), announced, year)
        targets = [slot for slot in slots if slot.role is Role.TARGET]
        if targets:
            yield from _met(line, slots)
            earlier += [(line, slot) for slot in targets if SURE_TARGET.search(slot.words)]
            del earlier[:-MAX_TARGETS]
    yield from judged_or_alone(found)


# ------------------------------------------------------------------------------------------------------------------- rates


def _rates(line: Line, slots: Sequence[Slot], earlier: Sequence[tuple[Line, Slot]], listed: Sequence[Listed]) -> Iterator[Claim]:
    """The completion rates of a paragraph, each with the target and the result told before it."""
    floor = 0
    for position, slot in enumerate(slots):
        rate = slot.quantity
        if rate.kind is not Kind.PERCENT or rate.high is not None:
            continue
        label = RATE_LABEL.search(line.text, max(0, rate.start - 14), rate.start)
        claim = None
        if label is not None:
            claim = _rate(line, slots, position, floor, earlier if len(label.group()) > 3 else ()) or _listed_rate(
                line, slots, position, floor, listed
            )
            floor = rate.end
        elif position and OF_IT.fullmatch(line.text[slots[position - 1].quantity.end : rate.start]):
            claim = _done_of(line, slots, position)
        if claim is not None:
            yield claim


def _rate(line: Line, slots: Sequence[Slot], position: int, floor: int, earlier: Sequence[tuple[Line, Slot]]) -> Claim | None:
    """A rate after target and result; the target may stand in an earlier clause, sentence or, called by its name, paragraph."""
    rate = slots[position].quantity
    start = line.sentence(max(0, line.sentence(rate.start)[0] - 1))[0]
    before = [slot for slot in slots[max(0, position - 12) : position] if slot.quantity.start >= start]
    here = [slot for slot in before if slot.quantity.start >= floor]
    actuals = [slot for slot in here if slot.role is not Role.TARGET and _divisible(slot) and not EACH.search(slot.words)]
    for actual in reversed(actuals):
        pool = [slot for slot in here if slot.role is Role.TARGET] or [slot for slot in before if slot.role is Role.TARGET]
        targets = [slot for slot in pool if like(slot.quantity, actual.quantity) and slot.quantity.number]
        if targets:
            chosen = targets[-1]
            others = [(line.fact(actual.quantity), line.fact(slot.quantity)) for slot in targets[:-1]]
            others += [
                (line.fact(slot.quantity), line.fact(chosen.quantity))
                for slot in actuals
                if slot is not actual and like(slot.quantity, chosen.quantity)
            ]
            return _completion(line, rate, actual, (line, chosen), others)
        if _is_named(line, rate, actual):  # 完成投资 28 亿元，投资完成率 37%: what was to be invested is not told
            return None
    if not actuals:
        return None
    named = [pair for pair in earlier if _same_thing(pair[1], actuals[-1])]
    return _completion(line, rate, actuals[-1], named[0], []) if len(named) == 1 else None


def _is_named(line: Line, rate: Quantity, actual: Slot) -> bool:
    """Whether a rate goes by the name of a result: 投资完成率, 完成投资."""
    label = RATE_LABEL.search(line.text, max(0, rate.start - 14), rate.start)
    name = line.text[max(0, label.start() - NAMED) : label.start()] if label is not None else ""
    return len(name) == NAMED and name.isalpha() and name in actual.words


def _listed_rate(line: Line, slots: Sequence[Slot], position: int, floor: int, listed: Sequence[Listed]) -> Claim | None:
    """A rate right after a result whose target was announced in a list."""
    start = max(floor, line.sentence(slots[position].quantity.start)[0])
    for slot in reversed(slots[max(0, position - 3) : position]):
        if slot.quantity.start >= start and slot.role in (Role.RESULT, Role.PLAIN) and _divisible(slot):
            item = target_of(listed, line, slot.quantity, slot.words)
            if item is not None:
                return _completion(line, slots[position].quantity, slot, (item.line, Slot(item.quantity, Role.TARGET, item.name)), [])
    return None


def _done_of(line: Line, slots: Sequence[Slot], position: int) -> Claim | None:
    """完成调整预算1990.0万元的99.1%: the result is the like number before."""
    rate, target = slots[position].quantity, slots[position - 1]
    if not DONE_OF.search(target.words) or not target.quantity.number:
        return None
    start = line.sentence(rate.start)[0]
    before = [
        slot for slot in slots[max(0, position - 4) : position - 1] if slot.quantity.start >= start and like(slot.quantity, target.quantity)
    ]
    return _completion(line, rate, before[-1], (line, target), []) if before else None


def _completion(line: Line, rate: Quantity, actual: Slot, target: tuple[Line, Slot], others: Sequence[tuple[Fact, Fact]]) -> Claim | None:
    goal = target[1].quantity
    if actual.quantity.bound is not Bound.EXACT or (goal.value and actual.quantity.value * 100 > rate.number * goal.value * TOO_FAR):
        return None
    reverse = is_reverse(target[1].words, goal)
    return completion_claim(line.fact(rate, "完成率"), line.fact(actual.quantity), target[0].fact(goal), reverse=reverse, others=others)


def _divisible(slot: Slot) -> bool:
    return slot.quantity.kind not in (Kind.POINTS, Kind.TIMES) and slot.quantity.high is None and not RATE_LABEL.search(slot.words)


def _same_thing(target: Slot, actual: Slot) -> bool:
    """Whether a target of an earlier paragraph is called by the words of a result."""
    return like(target.quantity, actual.quantity) and shared_run(target.words, actual.words) >= IN_WORDS


# --------------------------------------------------------------------------------------------------------------------- met


def _met(line: Line, slots: Sequence[Slot]) -> Iterator[Claim]:
    """Results that the report judges, each against the target before it."""
    for position, slot in enumerate(slots):
        if slot.role is not Role.TARGET:
            continue
        actual = _result(line, slots, position)
        if actual is None:
            claim = _met_before(line, slots, position)
            if claim is not None:
                yield claim
            continue
        end = _judged_until(line, slots, actual)
        judgement = first_judgement(line.text, slots[actual].quantity.end, end)
        if judgement is None:
            continue
        told = judgement, line.text[judgement.start : judgement.end], line.span(judgement.start, judgement.end)
        goal, result = slot.quantity, slots[actual].quantity
        reverse = is_reverse(slot.words, goal)
        if not reverse and goal.kind is Kind.MONEY and (SPENDING.search(slot.words) or SPENDING.search(slots[actual].words)):
            continue  # less spent than planned is no task missed
        claim = target_claim(line.fact(result), line.fact(goal), told, reverse=reverse, source=line.source)
        if claim is not None:
            yield claim


def _met_before(line: Line, slots: Sequence[Slot], position: int) -> Claim | None:
    """进出口额增速达到 5.3%，超额完成 6% 的目标: the result stands right before the words that judge it and name its target."""
    goal, before = slots[position], slots[position - 1] if position else None
    if before is None or before.role not in (Role.RESULT, Role.PLAIN) or not like(before.quantity, goal.quantity):
        return None
    gap = line.text[before.quantity.end : goal.quantity.start]
    if BRACKETED.fullmatch(gap) and line.text[goal.quantity.end : goal.quantity.end + 1] in ("）", ")"):
        end = _judged_until(line, slots, position)
        judgement = first_judgement(line.text, goal.quantity.end, min(end, goal.quantity.end + MAX_BEFORE))
        reverse = is_reverse(before.words, goal.quantity)
        if (
            judgement is None
            or before.quantity.bound is not Bound.EXACT
            or (goal.quantity.kind is Kind.MONEY and SPENDING.search(before.words))
        ):
            return None
        told = judgement, line.text[judgement.start : judgement.end], line.span(judgement.start, judgement.end)
        return target_claim(line.fact(before.quantity), line.fact(goal.quantity), told, reverse=reverse, source=line.source)
    if (
        before.role is not Role.RESULT
        or not JUDGED_TARGET.fullmatch(gap)
        or not BEHIND.match(line.text, goal.quantity.end)
        or before.quantity.bound is not Bound.EXACT
    ):
        return None
    judgement = Judgement(EXCEEDED if compiled("[超高优好大]").search(gap) else MET, before.quantity.end + 1, goal.quantity.start)
    told = judgement, line.text[judgement.start : judgement.end], line.span(judgement.start, judgement.end)
    reverse = is_reverse(before.words, goal.quantity)
    return target_claim(line.fact(before.quantity), line.fact(goal.quantity), told, reverse=reverse, source=line.source)


def _results(line: Line, slots: Sequence[Slot], kinds: frozenset[Kind]) -> Iterator[Result]:
    """The results of a paragraph that are of some kinds. What nothing judges is left out, but for rates."""
    judged = -1  # where the first judging word behind a result begins
    for position, slot in enumerate(slots):
        kind = slot.quantity.kind
        if kind not in kinds or slot.quantity.high is not None or (slot.role is not Role.RESULT and slot.role is not Role.PLAIN):
            continue
        if kind is not Kind.PERCENT:
            end = slot.quantity.end
            if judged < end:
                found = JUDGING.search(line.text, end)
                judged = found.start() if found is not None else len(line.text)
            if judged >= end + JUDGED_WITHIN or judged >= line.sentence(slot.quantity.start)[1]:
                continue
        if kind is Kind.OTHER or MEAN.search(slot.words) is None:  # a concentration is a mean by nature
            yield slot.quantity, slot.words, partial(_judged_until, line, slots, position)


def _result(line: Line, slots: Sequence[Slot], position: int) -> int | None:
    """The index of the number that tells what became of a target: by its words, by the target's name, in its own or the next sentence."""
    target = slots[position]
    end = line.sentence(target.quantity.start)[1]
    following = line.sentence(end)[1] if end < len(line.text) else end
    several = _has_sisters(slots, position)
    enough = max(2, min(IN_WORDS, len(_name(target).strip())))
    for start, stop in ((target.quantity.end, end), (end, following)):
        best: tuple[tuple[bool, int], int] | None = None
        for index in range(position + 1, min(len(slots), position + 1 + COMPARED)):
            slot = slots[index]
            if slot.quantity.start < start or slot.quantity.end > stop or not like(slot.quantity, target.quantity):
                continue
            if slot.role is Role.TARGET and not slot.listed:
                break
            if (MEAN.search(slot.words) is None) is not (MEAN.search(target.words) is None) and not ONLY_RESULT.fullmatch(slot.words):
                continue
            shared = shared_run(_name(target), _name(slot))
            called = shared >= enough or (shared >= SHORTEST_METRIC and METRIC.search(slot.words) is not None)
            if slot.role is Role.RESULT or (slot.role is Role.PLAIN and called):
                rank = SURE_RESULT.search(slot.words) is not None, shared
                if (not several or shared >= 2) and (best is None or rank >= best[0]):
                    best = rank, index
        if best is not None:
            return best[1]
    return _only_like(slots, position, end) if NAMELESS.fullmatch(_name(target)) else None


def _only_like(slots: Sequence[Slot], position: int, end: int) -> int | None:
    """The one number of its sentence that can be the result of a target without a name: 目标值为≥90%，……利用率 87%，达到目标."""
    target = slots[position]
    found = [
        index
        for index in range(position + 1, min(len(slots), position + 1 + COMPARED))
        if slots[index].quantity.end <= end and like(slots[index].quantity, target.quantity)
    ]
    return found[0] if len(found) == 1 and slots[found[0]].role in (Role.PLAIN, Role.RESULT) else None


def _has_sisters(slots: Sequence[Slot], position: int) -> bool:
    """Whether like targets stand in one list, so that a result must carry the name of its target."""
    target = slots[position]
    near = slots[max(0, position - 1)], slots[min(len(slots) - 1, position + 1)]
    return any(
        slot is not target and slot.role is Role.TARGET and like(slot.quantity, target.quantity) and (slot.listed or target.listed)
        for slot in near
    )


def _name(slot: Slot) -> str:
    return slot.words.replace("目标", "").replace("实际", "").replace("完成", "")


def _judged_until(line: Line, slots: Sequence[Slot], actual: int) -> int:
    """How far a judgement may stand behind its result: to the sentence's end, not beyond another target or another like result."""
    result = slots[actual].quantity
    end = min(line.sentence(result.start)[1], result.end + JUDGED_WITHIN)
    for slot in slots[actual + 1 : actual + 1 + COMPARED]:
        if slot.quantity.start >= end:
            break
        if slot.role is not Role.TARGET and _is_bracketed(line.text, result.end, slot.quantity):
            continue
        if slot.role is Role.TARGET or (not slot.listed and slot.role is not Role.ASIDE and like(slot.quantity, result)):
            return slot.quantity.start - len(slot.words)
    return end


def _is_bracketed(text: str, start: int, quantity: Quantity) -> bool:
    """Whether a number stands in a bracket opened behind `start`: 51 微克（上年 56 微克），完成年度目标."""
    opening = max(text.rfind("（", start, quantity.start), text.rfind("(", start, quantity.start))
    return opening >= 0 and max(text.rfind("）", opening, quantity.start), text.rfind(")", opening, quantity.start)) < 0
