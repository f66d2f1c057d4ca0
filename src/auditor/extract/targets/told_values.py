"""Indicators told in running text by the words of the form: 救助人次指标值为不低于 180 人次，全年实际完成值 164 人次."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.extract.lines import Line, like
from auditor.extract.targets.judgements import first_judgement, is_reverse
from auditor.model import Indicator, Kind
from auditor.patterns import compiled

TARGET = compiled(
    "(?:^|[，。；：、（）])(?:第?[一二三四五六七八九十\\d]{1,2}[、.是])?(?P<name>[^，。；：\\d]{3,40}?)(?:年初|年度|全年|绩效|预期|计划|设定|的)*(?:指标|目标)值"
    "(?:为|是|：)?(?:≥|不低于|不少于|大于等于|大于|达到|至少)?\\s*$"
)
RESULT = compiled(
    "[，、；]?(?:全年|年度|年末|当年|本年)?(?:实际)?(?:完成|实现)?(?:值|数)(?:为|是|：)?\\s*|[，、；]?(?:全年|年度)?实际(?:完成|实现|达到)(?:为|是|：)?\\s*"
)
LESS = compiled(  # of these less may be better, or as good
    "成本|费用|单价|造价|标准|金额|投资|支出|预算|天数|时间|时限|工期|使用|用量|排放|[能消]耗|投诉|信访|上访|事故|[死伤]亡|[发立]案|延误|违[规法纪]"
    "|病|流失|[损漏]|减|降|控制|风险|隐患|拥堵|返[贫工修]|闲置|积压|库存|负债|债务"
)
RATE = compiled("[，、；]?[^，。；\\d]{0,6}率")
LONGEST_NAME = 56  # characters before a target that hold its name


def told_value_records(lines: Sequence[Line]) -> Iterator[Indicator]:
    """The indicators of the paragraphs whose target and result stand side by side, each called so."""
    for line in lines:
        if "值" not in line.text:
            continue
        for target, actual in pairwise(line.quantities):
            if not like(target, actual) or target.kind is Kind.SCORE or not actual.is_exact or target.high is not None:
                continue
            if not RESULT.fullmatch(line.text, target.end, actual.start):
                continue
            named = TARGET.search(line.text, max(0, target.start - LONGEST_NAME), target.start)
            if named is None:
                continue
            name = named["name"]
            end = line.sentence(actual.end)[1]
            if (
                is_reverse(name, target)
                or LESS.search(name)
                or RATE.match(line.text, actual.end)
                or first_judgement(line.text, actual.end, end)
            ):
                continue  # less is better, or the sentence goes on to judge the result
            heading = line.span(*named.span("name"))
            yield Indicator(name, line.section, heading, line.fact(target, name), line.fact(actual, name), level3=name)
