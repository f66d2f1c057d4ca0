"""A plan for the next year among the year's results: 全年抽检 900 批次……力争2024年6月底前实现第二处站点建成.

Only vows count (力争, 争取), or 确保 for a later year: what is planned of a work that goes on (二期计划2024年启动) is part of its state, and what is
to make good for a shortfall is its remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.model import Section, Statement
from auditor.patterns import compiled

_GATE = ("力争", "力求", "争取", "确保", "下半年", "年内", "年底前", "季度", "年将", "年计划", "年拟", "将")
_VOW = compiled(
    "(力争|力求|争取(?!到|了|省|市|上级|资金|项目|各|中央|国家)|确保)(?:于|在|到|至)?"
    "(?:(20\\d\\d)\\s?年[^，。；]{0,30}|(明年|次年|下一?年度?)[^，。；]{0,30}|(?:今年)?(?:年底前?|年内|年末前?)[^，。；]{0,24})"
)
# What the rest of the year is to bring: 下半年将启动……, 计划年底前开工.
_REST = compiled(
    "(?:(?<!上)下半年|第?[三四]季度|年内|年底前|年底之前|今年年底)[，,]?[^，。；\\d]{0,10}?(?<![已即])(?:将(?!其|各|全|有|[^，。；]{1,14}(?:纳入|作为|列入|移交|转为|用于))|力争|确保|争取(?!到|了)|[拟要](?=[^求素]))[^，。；]{2,30}"
    "|(?<![即已])(?:将(?!其|[^，。；]{1,14}(?:纳入|作为|列入|移交|转为|用于))|力争|争取|计划|拟)(?:于|在|到)?(?:下半年|第?[三四]季度|年内|年底前|年底之前|今年年底)[^，。；]{2,24}"
)
# 2023年将重点推进……, 今年计划新建……, told of the report's own year.
_OWN_YEAR = compiled(
    "(?:今年|本年度?|(20\\d\\d)\\s?年度?)[，,]?(?:[我本全][^，。；\\d]{1,5}?[，,]?)?(?:还|也)?"
    "(?:将(?=重点|继续|进一步|全力|加快|推进|启动|实施|开展|建设|新建|着力|加大|积极|大力|组织|持续)|(?:计划|拟|力争|预计)(?=[^，。；\\d]{0,6}(?:新建|建设|实施|开展|启动|改造|推进|投入|完成|举办|引进)))[^，。；]{2,30}"
)
_ACHIEVED = compiled("完成(?:率|了|情况)?\\s?[\\d率了]|实际|已|均|如期|全部|达到|超额|任务数|下达|批复|目标")
_DONE = compiled("完成|实现|建成|达到|覆盖|投产|投入|通车|突破|竣工|启动|提升|提高|到位")
_RESULTS = compiled("(?:完成|实现|履行|达成)情况|成效|履职效能|绩效分析|完成分析|指标分析|产出|效益|结论")
_ELSEWHERE = compiled(
    "下一步|下步|打算|计划|建议|措施|改进|问题|不足|应用|展望|思路|安排|目标(?!.{0,8}(?:完成|实现|情况|达成|分析))|整改|原因"
)
_REMEDY = compiled(
    "未|尚|滞后|因|由于|下一步|下一阶段|今后|接下来|问题|不足|整改|差距|偏差|完成“|“|要求|提出|部署|规划|目标是|协议|合同|续建|二期|在建"
)
_NO_REST = compiled("未|尚|滞后|因|由于|今后|问题|不足|整改|差距|偏差|要求|提出|部署|目标[是为]|协议|合同|会议|原[计定]|已|实际|监控")
_LEAD = 60  # characters before a vow that may excuse it
_MOST = 3


def stray_plans(text: str, lines: Sequence[Line], sections: Sequence[Section], year: int | None) -> Iterator[Statement]:
    """One vow in every chapter of results, of a report on `year`."""
    if year is None or not any(word in text for word in _GATE):
        return
    told: set[int] = set()
    for line in lines:
        if len(told) >= _MOST or not any(word in line.text for word in _GATE):
            continue
        for found in _VOW.finditer(line.text):
            own = found[2] is None and found[3] is None
            if line.section in told or (found[1] == "确保" and own) or (found[2] is not None and int(found[2]) < year):
                continue
            start = line.sentence(found.start())[0]
            if not (own or _DONE.search(found.group())) or _REMEDY.search(line.text, max(start, found.start() - _LEAD), found.end()):
                continue
            if _is_of_results(sections, line):
                told.add(line.section)
                yield _statement(line, found)
        for found in (*_REST.finditer(line.text), *_OWN_YEAR.finditer(line.text)) if line.section not in told else ():
            start, end = line.sentence(found.start())
            around = max(start, found.start() - _LEAD), min(end, found.end() + _LEAD)
            if found.re is _OWN_YEAR and ((found[1] and int(found[1]) != year) or _ACHIEVED.search(line.text, start, end)):
                continue
            if not _NO_REST.search(line.text, *around) and _is_of_results(sections, line):
                told.add(line.section)
                yield _statement(line, found)
                break


def _statement(line: Line, found: re.Match[str]) -> Statement:
    return Statement("misplaced", found.group(), line.span(*found.span()), line.section, "", (), frozenset({"stray-plan"}))


def _is_of_results(sections: Sequence[Section], line: Line) -> bool:
    """Whether the nearest heading that says what its chapter holds promises results."""
    section: Section | None = sections[line.section] if line.section < len(sections) else None
    while section is not None and section.index:
        if _ELSEWHERE.search(section.title):
            return False
        if _RESULTS.search(section.title):
            return True
        section = sections[section.parent] if section.parent is not None else None
    return False
