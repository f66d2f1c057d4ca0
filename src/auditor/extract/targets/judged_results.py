"""Results that the text praises and another place shows to fall short: 检查 860 家次，超额完成年度目标 above a table with ≥900.

The other place is the row of a table with the same result under a like name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.extract.lines import Line, like
from auditor.extract.targets.judgements import EXCEEDED, MET, clause_start, first_judgement
from auditor.extract.targets.targets import falls_short, shared_run, target_claim
from auditor.model import Claim, Indicator, Kind, Source
from auditor.patterns import compiled

_GOALS = ("目标", "任务", "计划", "指标", "达标")
COUNTED = frozenset({Kind.COUNT, Kind.NUMBER, Kind.PERCENT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME, Kind.OTHER})
_NAME = 2  # characters that a result and its row share
_RATE_NAME = 3  # rates are alike more often
_LEAD = 30  # characters before a number that name it
_JUDGED_WITHIN = 40
_MOST = 200
# Another's target, or one of part of the year; and a result that is no whole year's.
_OTHER_GOAL = compiled("省|市|县|区|上级|下达|序时|阶段|季度|月|合同|增长|考核|部门|政府")
_OTHER_TIME = compiled("上年|去年|同期|上半年|季度|其中|截[至止][^，。；]{0,8}(?<!1)[1-9]\\s?月|累计|计划|拟|目标|应|若|如果")


def judged_result_claims(lines: Sequence[Line], records: Sequence[Indicator]) -> Iterator[Claim]:
    """Results of the text that are called met or exceeded, each against the target in its row of a table."""
    short: dict[Decimal, list[Indicator]] = {}
    for record in [record for record in records if record.source is Source.TABLE and falls_short(record)][:_MOST]:
        if record.actual is not None and record.actual.quantity.kind in COUNTED:
            short.setdefault(record.actual.quantity.value, []).append(record)
    for line in lines if short else ():
        if any(word in line.text for word in _GOALS):
            for index, quantity in enumerate(line.quantities):
                if quantity.value in short and quantity.is_exact:
                    yield from _judged(line, index, short[quantity.value])


def _judged(line: Line, index: int, rows: Sequence[Indicator]) -> Iterator[Claim]:
    quantity, text = line.quantities[index], line.text
    following = line.quantities[index + 1].start if index + 1 < len(line.quantities) else len(text)
    end = min(line.sentence(quantity.start)[1], quantity.end + _JUDGED_WITHIN, following)
    judgement = first_judgement(text, quantity.end, end)
    if judgement is None or judgement.attitude not in (MET, EXCEEDED):
        return
    start = clause_start(text, quantity.start, _LEAD)
    words = text[start : quantity.start]
    if _OTHER_GOAL.search(text, judgement.start, judgement.end) or _OTHER_TIME.search(words):
        return
    for row in rows:
        least = _RATE_NAME if quantity.kind is Kind.PERCENT else _NAME
        if (
            row.target is None
            or row.actual is None
            or not like(row.actual.quantity, quantity)
            or row.actual.span == line.span(quantity.start, quantity.end)
        ):
            continue
        if shared_run(row.name.removesuffix(quantity.unit), words) >= least:
            told = judgement, text[judgement.start : judgement.end], line.span(judgement.start, judgement.end)
            related = (("actual", row.actual.span),)
            claim = target_claim(line.fact(quantity), row.target, told, reverse=False, related=related, source=line.source)
            if claim is not None:
                yield claim
            return
