"""Numbers told of one thing in two places, where more than the name is the same: the target beside it, or the limit within its name.

* 绿化带计划 48 公里，完成 42.7 公里 in one chapter, 计划 48 公里，仅完成 41.7 公里 in another: name and target are the same.
* 收入 50 万元以上的村 9 个 and 收入 50 万元以上的村达到 10 个: the kind that is counted is told by a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

_KINDS = frozenset({Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME, Kind.OTHER})
_RESULT = compiled("[，,]\\s*(?:实际|全年|年内|当年|共|仅|只|已|累计)*(?:完成|建成|实施|实现|发放|培训|改造|新建)(?:了|改造|建设)?\\s*")
_AIMED = compiled("(?:原|年初|全年)?(?:计划|目标|任务)(?:为|是|数|建设|改造|完成|新建)?\\s*$")
_OTHER_TIME = compiled("上年|去年|同期|次年|明年|上半年|季度|截至|月底|20\\d\\d|[一二三四]期|其中")
_LIMITED = compiled(
    "([^\\W\\d]{2})\\s?(\\d[\\d.]{0,7}\\s?(?:万元|亿元|元|人|亩|岁|公里)\\s?(?:及)?以[上下]的?)([^\\W\\d]{1,4}?)(?:已)?(?:达到?了?|共?有|共|为|增加到|增至|计)?\\s?(?=(\\d{1,5})\\s?([个户家人名座]))"
)
_LIMIT = compiled("以(?<=[元人亩岁里及\\s]以)[上下]")
_CHANGED = compiled("上年|去年|目标|计划|任务|新增|增加|减少|力争|确保|其中|20\\d\\d|上半年")
_STOPS = Stops("，。；：、,;:（()）")
_SHORTEST, _REACH = 4, 24
_LONGEST = 24  # characters that stand before 以上, and behind it


def paired_results(lines: Sequence[Line]) -> Iterator[Claim]:
    """Claims that such a number is the one told first."""
    known: dict[tuple[str, str, object], tuple[Line, Quantity]] = {}
    for line in lines:
        if len(line.quantities) > 1 and ("实" in line.text or "建" in line.text or "完成" in line.text):
            for name, target, result in _with_targets(line):
                key = name, result.unit, target.value
                first = known.setdefault(key, (line, result))
                if first[1].value != result.value:
                    yield _claim(line, result, first, name)


def limited_kinds(lines: Sequence[Line]) -> Iterator[Claim]:
    """Claims that a number counted of a kind with a limit is the one told first."""
    known: dict[tuple[str, ...], tuple[Line, Quantity]] = {}
    for line in lines:
        for found in _limited(line.text) if "以" in line.text else ():
            counted = next(iter(line.between(found.start(4), found.end(5))), None)
            low = max(line.sentence(found.start())[0], found.start() - 16)
            if counted is None or not counted.is_exact or _CHANGED.search(line.text, low, found.end()):
                continue
            name = f"{found[1]}{''.join(found[2].split()).rstrip('的')}的{found[3]}"
            first = known.setdefault((name, found[5]), (line, counted))
            if first[1].value != counted.value and first[0] is not line:
                yield _claim(line, counted, first, name)


def _limited(text: str) -> Iterator[re.Match[str]]:
    """The kinds with a limit. Each is looked for around its 以上 or 以下, with a unit before it: at any two letters one might begin."""
    behind = 0
    for limit in _LIMIT.finditer(text):
        found = _LIMITED.search(text, max(behind, limit.start() - _LONGEST), limit.end() + _LONGEST)
        if found is not None:
            behind = found.end()
            yield found


def _with_targets(line: Line) -> Iterator[tuple[str, Quantity, Quantity]]:
    """The results right behind their targets, with the name before them."""
    for target, result in pairwise(line.quantities):
        if (
            target.kind is not result.kind
            or target.unit != result.unit
            or target.kind not in _KINDS
            or not (target.is_exact and result.is_exact)
        ):
            continue
        if result.start - target.end > _REACH or not _RESULT.fullmatch(line.text, target.end, result.start):
            continue
        low = max(line.sentence(target.start)[0], target.start - _REACH)
        aimed = _AIMED.search(line.text, low, target.start)
        if aimed is None or _OTHER_TIME.search(line.text, low, result.start):
            continue
        name = "".join(line.text[_STOPS.behind_last(line.text, low, aimed.start()) : aimed.start()].split())
        if len(name) >= _SHORTEST:
            yield name, target, result


def _claim(line: Line, quantity: Quantity, first: tuple[Line, Quantity], name: str) -> Claim:
    reading = Reading(Operation.EQUAL, (Term(first[0].fact(first[1], name)),))
    return Claim(ClaimKind.VALUE, line.fact(quantity, name), (reading,), (name, "名称", ""), frozenset({"told-twice"}), source=line.source)
