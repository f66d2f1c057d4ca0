"""A part told with 其中 right behind its whole: 共培训 120 人，其中妇女 130 人. A part is never more than its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from auditor.extract.lines import Line, currency
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

OF_WHICH = compiled("[，,（(。；;]\\s*其中[：:，,]?")
# What may stand between a whole and a new clause of its part: how it has changed. 果园面积 25 千公顷，增加 0.5 千公顷。其中，…….
CHANGED = compiled(
    "[，,](?:同比|比上年|较上年|比去年|较去年|上年同期|净|共)*(?:增加|减少|增长|下降|提高|上升|增|减|降)了?[\\d,.]+\\s*(?:%|％|个百分点|[万亿千]?[^\\W\\d]{1,3})"
)
UNIT_AGAIN = compiled("^[（(][^（()）]{1,3}[）)]")  # 350 批次（个）
# A number that is no whole: what is left over, a change, a mean, a moment beside a sum over time.
NO_WHOLE = tuple("结余 结转 剩余 增加 减少 增长 下降 提高 降低 净增 同比 平均 人均 户均 每 上年 去年".split())
NO_PART = tuple("累计 上年 去年 往年 历年 总计 合计 共计 人均 户均 平均 每 总量 总额 总投资 保有 余额 比 较 至 到".split())
OTHER_YEAR = compiled("[^，。；、,;]*(?:上年|去年|往年|累计)")  # in the clause that goes on behind the part
MEASURED = frozenset({Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME})
NEAR = 20  # characters between whole, 其中 and part
LONGEST_NAME = 32  # characters of a part's name
FURTHER = 100  # characters before a whole that may hold another one
SHARED = 3  # characters by which a part names its whole


def part_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """The first amount behind each 其中 against the amount right before it, in one sentence and one unit."""
    for line in lines:
        if len(line.quantities) > 1 and "其中" in line.text:
            for cue in OF_WHICH.finditer(line.text):
                claim = _of_cue(line, cue)
                if claim is not None:
                    yield claim


def _of_cue(line: Line, cue: re.Match[str]) -> Claim | None:
    before = line.between(max(0, cue.start() - NEAR - 16), cue.start())
    whole = before[-1] if before else None
    end = cue.start()
    while len(before) > 1 and whole is not None and (change := CHANGED.fullmatch(line.text, before[-2].end, end)) is not None:
        before, end = before[:-1], change.start()
        whole = before[-1]
    if whole is None or (line.text[cue.start()] in "。；;" and end == cue.start()):
        return None  # a new sentence goes on about its whole only behind how that has changed
    part = next(iter(line.between(cue.end(), cue.end() + LONGEST_NAME + 16)), None)
    if part is None or not _alike(whole, part):
        return None
    gap, name = UNIT_AGAIN.sub("", line.text[whole.end : end]), line.text[cue.end() : part.start].lstrip("，,")
    if len(gap) > NEAR or len(name) > LONGEST_NAME or any(stop in gap + name for stop in "。；;，,、（(") or ")" in gap or "）" in gap:
        return None
    words = line.label(whole)
    if not words or any(word in words for word in NO_WHOLE) or any(word in name for word in NO_PART) or not name.strip():
        return None
    if OTHER_YEAR.match(line.text, part.end, part.end + NEAR):
        return None
    readings = tuple(Reading(Operation.AT_MOST, (Term(line.fact(other)),)) for other in (whole, *_named_before(line, whole, part, name)))
    return Claim(ClaimKind.LIMIT, line.fact(part), readings, ("其中",), frozenset({"of-which"}), source=line.source)


def _named_before(line: Line, whole: Quantity, part: Quantity, name: str) -> list[Quantity]:
    """Amounts further ahead that a part's words may go back to: 固定资产原值 …，净值 …，其中在用固定资产 …."""
    start, _ = line.sentence(whole.start)
    earlier = line.between(max(start, whole.start - FURTHER), whole.start)
    pairs = {name[at : at + SHARED] for at in range(len(name) - SHARED + 1)}
    summed = _running_sums(line, part)
    return [
        other for other in earlier if _alike(other, part) and (other.value in summed or any(pair in line.label(other) for pair in pairs))
    ]


def _running_sums(line: Line, part: Quantity) -> set[Decimal]:
    """What the amounts of a list add up to, the first two, the first three …: 建 12 所，年内竣工 3 所，其中甲类 7 所、乙类 5 所."""
    end = min(line.sentence(part.start)[1], part.end + FURTHER)
    sums = list(accumulate(other.value for other in line.between(part.start, end) if _alike(other, part)))
    return set(sums[1:])


def _alike(whole: Quantity, part: Quantity) -> bool:
    """Whether both are exact amounts of one unit."""
    if whole.kind not in MEASURED or whole.kind is not part.kind:
        return False
    same = whole.unit == part.unit or (whole.kind is Kind.MONEY and currency(whole) == currency(part))
    return same and all(quantity.is_exact for quantity in (whole, part))
