"""What is called all done, beside results that fall short: 各项指标均达到目标值 above a table, 改造 420 户任务全部完成 beside 完成 315 户."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.extract.lines import Line, like
from auditor.extract.targets.judgements import clause_start
from auditor.extract.targets.targets import falls_short, shared_run
from auditor.model import Indicator, Kind, Quantity, Section, Source, Statement
from auditor.patterns import compiled

_GATE = ("各项", "全部", "所有", "全面")
_EVERY = compiled(
    "(?:各项|全部|所有)(?:年度|绩效|三级|考核|工作|评价)*(?:指标|目标|任务)[值]?(?:均|都|全部|全面|已){1,3}(?:按照?[^，。；\\d]{2,10}?(?:全面|全部|如期))?(?:圆满|顺利|如期|按期)?(?:达到|完成|实现|达成|达标)了?"
    "[^，。；\\d]{0,14}"
    "|(?:年度|绩效|整体|项目){1,4}(?:指标|目标|任务)[值]?(?:均|都|已)*(?:全部|全面)(?:圆满|顺利|如期)?(?:完成|实现|达成)"
)
_LEAD = compiled(
    "(?:20\\d\\d年?度?|年度|全年|我|本|该|全|[局校镇乡院馆中心处委街道单位部门整体支出项目绩效的]|截至年底|总体来?看|综上|[两二三四五六七八九\\d]个(?:项目|专项)|所有项目)*"
)
_IN_ALL = compiled("总体(?:上|来看|来说)?[，,]|总的来看|综上|综合来看|整体来看")
_RESTRICTED = compiled(
    "除|之外|以外|基本|个别|部分|主要|力争|确保|如果|若|未|将|为了|预计|上年|去年|只有|计划|(?<!符合)(?<!达到)要求|应|得\\d|\\d分"
)
_BY_PLAN = compiled("按照?(?:年初|年度|原定)?(?:计划|要求)")
_TITLE = compiled("结论|结果|汇总|总体|概述|小结|综述|摘要|完成情况|实现情况|完成分析|绩效情况|成效")
_WHOLE_TITLE = compiled("结论|总体|综合|概述|小结|综述|摘要")  # of a sub-chapter: 产出完成情况 speaks of its own indicators
_MOST = 2  # results that are shown
_DONE = compiled(
    "([^\\W\\d]{2,12}?)(?:的)?(?:任务|目标|工作|计划)?(?:已|均|已经|也)*(?:全部|全面|如期|圆满)(?:完成|建成|完工)(?=[，。；、]|$)"
)
_ACTS = compiled("改造|建设|新建|维修|修缮|培训|项目|工程|农村|任务|完成|整治|治理|数量|面积")
_NAME = 2  # characters that two names share
_MOST_SHORT = 100  # results below their targets that are looked for in the text
_MOST_LINES = 20


def all_reached_statements(lines: Sequence[Line], sections: Sequence[Section], records: Sequence[Indicator]) -> Iterator[Statement]:
    """Where a summary calls everything reached; the results below their targets are the related places."""
    fallen = list(islice((record for record in records if falls_short(record)), _MOST_SHORT))
    yield from _counted(lines, fallen)
    short = [record for record in fallen if record.source is Source.TABLE][:_MOST]
    if not short:
        return
    shown = "、".join(_shown(item) for item in short)
    related = tuple(("actual", item.actual.span) for item in short if item.actual is not None)
    for line in islice((line for line in lines if any(word in line.text for word in _GATE)), _MOST_LINES):
        section = sections[line.section]
        chief = section.level == 1 or section.marker.endswith("、")
        summary = (_TITLE if chief else _WHOLE_TITLE).search(section.title)
        for found in _EVERY.finditer(line.text):
            if not summary and not _IN_ALL.search(line.text, *line.sentence(found.start())):
                continue
            low = max(line.sentence(found.start())[0], found.start() - 40)
            lead = line.text[clause_start(line.text, found.start(), 24) : found.start()]
            if _LEAD.fullmatch(lead) and not _RESTRICTED.search(_BY_PLAN.sub("", line.text[low : found.end()])):
                end = max(other.end() for other in _EVERY.finditer(line.text, found.start(), line.sentence(found.start())[1]))
                span = line.span(found.start(), end)
                yield Statement("all-done", line.text[found.start() : end], span, line.section, shown, related, frozenset({"values"}))
                return


def _counted(lines: Sequence[Line], short: Sequence[Indicator]) -> Iterator[Statement]:
    """A number of things said to be done to the last, which is the target of an indicator that was not reached."""
    for line in lines if short else ():
        if "完成" not in line.text and "建成" not in line.text:
            continue
        for quantity in line.quantities:
            found = _DONE.match(line.text, quantity.end) if quantity.kind is not Kind.PERCENT else None
            if found is None or _RESTRICTED.search(line.text, max(line.sentence(quantity.start)[0], quantity.start - 20), found.end()):
                continue
            record = next((item for item in short if _is_of(item, line, quantity, found[1])), None)
            if record is not None and record.actual is not None and record.target is not None:
                text, span = line.text[quantity.start : found.end()], line.span(quantity.start, found.end())
                related = (("actual", record.actual.span), ("target", record.target.span))
                yield Statement("all-done", text, span, line.section, _shown(record), related, frozenset({"values"}))


def _is_of(record: Indicator, line: Line, quantity: Quantity, name: str) -> bool:
    """Whether a number with a name is the target of an indicator that is told in another paragraph."""
    place = line.passage.span
    if record.target is None or record.actual is None or place.start <= record.actual.span.start < place.end:
        return False
    target = record.target.quantity
    return (
        target.value == quantity.value and like(target, quantity) and shared_run(_ACTS.sub("|", record.name), _ACTS.sub("/", name)) >= _NAME
    )


def _shown(record: Indicator) -> str:
    actual, target = record.actual, record.target
    return f"{record.name} {actual.quantity.text}（目标 {target.quantity.text}）" if actual and target else record.name
