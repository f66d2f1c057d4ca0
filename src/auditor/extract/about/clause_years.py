"""Clauses that tell the report's own matters under a year before its own: 2021年度，本单位对26个项目开展了自评 in a report on 2022.

Nothing in such a clause is impossible by itself. It is doubted only where the report's own year stands neither in the sentence nor at the
head of what follows, so that nothing is compared, and where no heading tells that the past is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.model import Date, Section, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_MOST_YEARS = 3  # years that a deadline may be off
_NEAR = 60  # characters around a sentence in which the own year makes a comparison
_OPEN = 12  # characters of a paragraph before its first year: （一）主要工作。
_LAST_MONTH = 10  # an evaluation of the whole year is not yet possible then
_PAST_TITLE = compiled(
    "背景|概况|基本情况|历史|沿革|立项|前期|以前|往年|上一?年|去年|概述|简介|依据|问题|整改|应用|建议|经验|荣誉|表彰|机构|职能|职责"
)
_WORK_TITLE = compiled(
    "(?:年度|全年|总体|主要|重点|履职)[^，。；]{0,6}?(?:工作|任务)|成效|完成情况|实现情况|履职|结果|结论|产出|效益|指标分析|绩效分析"
)
_PLAN_TITLE = compiled("下一步|下一年|下年|今后|打算|计划|安排|改进|措施|规划|思路")
_OF_REPORT = compiled("完成情况|实现情况|执行情况|自评|结论|评价|背景|概况|问题|立项|依据")
# 对26个项目开展了绩效自评, 完成项目绩效自评9个, 对所有项目进行了自评
_EVALUATED = compiled(
    "[，,]?(?:按照?[^，。；]{0,16}[，,])?[^，。；\\d]{0,20}?(?:对|完成|组织|开展|进行)了?[^，。；\\d]{0,14}?"
    "(?:\\d{1,4}\\s?个[^，。；]{0,16}?(?:自评|绩效评价)|绩效自评\\s?\\d{1,4}\\s?个|(?:所有|全部|各个?)项目[^，。；\\d]{0,8}?(?:自评|绩效评价))"
)
_WEIGHED = compiled(
    "(?:认为|认定|指出|表明|显示|评价(?:情况|结果)来?看|总体来?看|总的来?看|总的来说|综合来?看|综上(?:所述)?)[，,：:]?\\s?(?:(?:我|本|全|该)[^，。；\\d]{1,2})?$"
)
_JUDGED = compiled(
    "[，,]?(?=[^。；\\d]{0,60}?(?:依据|规范|科学|合理|完整|较好|较高|良好|显著|明显|达标|完善|健全|到位|充分|及时))"
    "(?:该|本|我|此|各)?[^，。；\\d]{0,8}?(?:项目|专项|资金|工程|部门|单位|预算|整体支出|[局委校院镇乡])[^，。；\\d]{0,12}"
)
_OVERVIEW = compiled(
    "[，,]?(?:我|本|全|各|[市县区旗镇乡])[^，。；\\d]{1,10}?[，,]?(?:紧紧|紧扣|坚持|深入|认真|全面贯彻|以[^，。；\\d]{2,20}为|牢牢|牢固|聚焦|立足|围绕|始终|主动|积极|扎实|全力|着力|克服|上下)"
    "|[，,]在[^，。；\\d]{2,40}?(?:领导|指导|关心|支持|部署)下[，,]"
    "|全年(?:共|累计|实际)?(?:完成|实施|新建|建成|开展|组织|办理|发放)[^，。；\\d]{0,12}"
)
_MONEY = compiled(
    "[，,]?(?:我|本|全|部门|单位)?[^，。；\\d]{0,8}?(?:年初预算|部门预算|预算总额|预算收入|决算总?支出|支出决算|总支出|收入总额|(?<=年初)预算(?:数|安排)?)[^，。；\\d]{0,6}\\d"
)
_MONEY_TITLE = compiled("(?:资金|预算|支出|收支|决算|整体)[^，。；]{0,10}?(?:情况|管理|使用|执行|分析)")
_RATE = compiled("执行率|其中|完成率|支出率")
_MET = compiled("(?:完成|达到|实现)了?[^，。；\\d]{0,8}(?:目标|任务|计划|指标)|完成率|100%")
_MET_TITLE = compiled("完成情况|实现情况|产出|效益|成效")
# 《关于开展2021年度……自评工作的通知》 as the ground of the evaluation of another year
_NOTICE = compiled("《[^《》\\n]{0,40}?(20\\d\\d)\\s?年度?[^《》\\n]{0,24}(?:自评|绩效评价)[^《》\\n]{0,16}通知》")
# 按照设定的2019年度目标: what the year of such goals must be
_SET_BY = compiled("(?:对照|对标|根据|按照|依据|依照|围绕|结合|紧扣|针对)[^，。；《》\\d]{0,14}$")
_AIMS_OF_YEAR = compiled(
    "(?:部门|单位|整体|支出|预算|项目|年初|设定的?|确定的?|下达的?|批复的?|[我本全].|工作|总体|绩效|重点){0,5}(?:目标|任务|指标)(?![^，。；]{0,6}(?:申报|管理|编制|考核|责任书|通知|办法|方案|意见|文件))"
)
# 2019年度举办培训14期, where all around it is the report's own year's
_COUNTED = compiled(
    "(?:共|累计|全[镇乡县区市]|新|完成|发展|组织|开展|实施|举办|办理|受理|建成|发放|培训|接待|处理|新增|改造|调处|化解)[^，。；\\d]{1,10}\\d"
)
_OPENING = compiled("\\s*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]\\s*)?[^，。；\\d]{0,6}?$")
# 2019年本所共修缮泵站6座: what opens a chapter of results in which the own year stands nowhere
_ACHIEVED = compiled(
    "(?![）)])[，,]?(?:[我本全][^，。；\\d]{1,8}?|[^，。；\\d]{0,8})[，,]?(?:共|累计|实际|全年|已|先后|新)?(?:完成|实施|新建|建成|开展|组织|办理|发放|实现|改造|举办|受理|培训|落实|投入|建设)了?[^，。；\\d]{0,12}\\d"
)
_REST_OF_NUMBER = compiled("(?<=\\d)[\\d,.]*(?:[万亿]?元|[个名人户亩处座件次项家]|公里)?")
_EXCUSED = compiled(
    "结转|结余|上年|去年|以前|往年|历年|同期|整改|审计|应用|用于|作为|参照|对比|相比|比较|增长|下降|较(?![好为高强多])|基础上|以来|已于|问题|荣获|获评"
)
_EVALUATES = compiled("[^。；]{0,40}?(?:开展|进行|组织|实施|完成)了?[^，。；\\d]{0,8}?(?:自评|绩效评价)")
_IN_ADVANCE = compiled("监控|事前|预算编制|申报|目标设|评估|试点|预评|阶段|季度|半年|期中|中期|上年|计划|部署|印发|启动")
_DEADLINE = compiled(
    "(20\\d\\d)\\s?年(?:(?:度|底|末|(?:1[0-2]|0?[1-9])\\s?月(?:底|末|份|\\d{1,2}\\s?日)?)?\\s?(?:之|以)?前(?!期)|(?<=[到至截]20\\d\\d年)\\s?(?:1[0-2]\\s?月\\s?)?[底末](?!之?以?前))"
)
_TO_BE = compiled("[，,]?[^，。；\\d]{0,12}?(?:完成|竣工|完工|建成|安装|到位|交付|投入使用|实现|达到|投产|开工|通过)")
_HAPPENED = compiled(
    "已|一期|首期|前期|上年|上一年|去年|结转|续建|累计|以来|自20\\d\\d|原[定计]|启动于|开工于|存量|评审|入库|摸底|可研|勘察|设计|招标"
)
_BORN = compiled("[^，。；\\d]{0,6}(?:出生|登记|注册|购置|参加|建[设成]的)")
_GOALS = compiled("目标|任务|计划")


class _Own(NamedTuple):
    """The report's year, how its title tells it, and the document that it is compared with."""

    year: int
    related: tuple[tuple[str, Span], ...]
    lines: Sequence[Line]
    sections: Sequence[Section]

    def titles(self, line: Line) -> list[str]:
        """The titles above a paragraph, the nearest first."""
        titles = []
        section: Section | None = self.sections[line.section] if line.section < len(self.sections) else None
        while section is not None and section.index:
            titles.append(section.title[:30])
            section = self.sections[section.parent] if section.parent is not None else None
        return titles

    def is_headed(self, line: Line, year: int) -> bool:
        """Whether a title above a paragraph, but for one that it holds itself, tells a year: （一）2022年完成情况."""
        section: Section | None = self.sections[line.section] if line.section < len(self.sections) else None
        while section is not None and section.index:
            if section.first != line.block and str(year) in section.title:
                return True
            section = self.sections[section.parent] if section.parent is not None else None
        return False

    def is_near(self, index: int, start: int, end: int) -> bool:
        """Whether the own year stands in or beside a sentence of a paragraph, or at the head of a neighbour of the same section."""
        line, own = self.lines[index], str(self.year)
        beside = self.lines[max(0, index - 1) : index + 2]
        return own in line.text[max(0, start - _NEAR) : end + _NEAR] or any(
            own in other.text[:30] for other in beside if other is not line and other.section == line.section
        )

    def is_in_section(self, index: int) -> bool:
        """Whether the own year stands anywhere in the section of a paragraph."""
        section, own = self.lines[index].section, str(self.year)
        return any(own in line.text for line in self.lines[max(0, index - 20) : index + 20] if line.section == section)

    def statement(self, line: Line, start: int, end: int, detail: int | str, trait: str) -> Statement:
        """The words as a statement on a wrong year."""
        return Statement("year", line.text[start:end], line.span(start, end), line.section, str(detail), self.related, frozenset({trait}))


def clause_years(
    lines: Sequence[Line],
    dated: Sequence[Line],
    sections: Sequence[Section],
    year: int,
    related: tuple[tuple[str, Span], ...],
    *,
    aims: bool,
) -> Iterator[Statement]:
    """Such clauses of a report on `year`; `dated` are its paragraphs and cells that have dates, `related` shows where its title says so, `aims` tells that the document sets goals."""
    own = _Own(year, related, lines, sections)
    earlier = tuple(f"{year - back}" for back in range(1, _MOST_YEARS + 1))
    last, before, _ = earlier
    for index, line in enumerate(lines):
        if not line.dates:
            continue
        if last in line.text or before in line.text:
            yield from _in_paragraph(own, index)
        if "评" in line.text and f"{year}" in line.text:
            yield from _evaluated_early(own, line)
    yield from _notices(own)
    for line in dated:
        if ("前" in line.text or "底" in line.text or "末" in line.text) and any(word in line.text for word in earlier):
            yield from _deadlines(own, line, aims=aims)


def _in_paragraph(own: _Own, index: int) -> Iterator[Statement]:
    """The first clause of a paragraph that is told of a wrong year."""
    line = own.lines[index]
    titles = own.titles(line)
    if titles and _PAST_TITLE.search(titles[0]):
        return
    for date in line.dates:
        if date.month is not None or date.end_date or date.role or date.year is None or not 0 < own.year - date.year < _MOST_YEARS:
            continue
        if own.is_headed(line, date.year):
            continue
        start, end = line.sentence(date.start)
        if own.is_near(index, start, end) or _EXCUSED.search(line.text, start, min(end, date.end + _NEAR)):
            continue
        found = _told(own, index, date, titles)
        if found is not None:
            number = _REST_OF_NUMBER.match(line.text, found.end())
            end = number.end() if number is not None else found.end()
            yield own.statement(line, date.start, min(end, date.start + 110), date.year, "clause")
            return


def _notices(own: _Own) -> Iterator[Statement]:
    """The notice by which the evaluation was ordered, when it orders that of an earlier year only."""
    cited = [
        (line, found)
        for line in own.lines
        if "》" in line.text and "评" in line.text and "《" in line.text
        for found in _NOTICE.finditer(line.text)
    ]
    if cited and all(0 < own.year - int(found[1]) <= _MOST_YEARS for _, found in cited):
        line, found = cited[0]
        if not _PAST_TITLE.search("/".join(own.titles(line)).replace("依据", "")):
            yield own.statement(line, found.start(), min(found.end(), found.start() + 110), found[1], "clause")


def _opened(own: _Own, index: int, date: Date, titles: Sequence[str]) -> re.Match[str] | None:
    """The words behind the year with which a paragraph opens, when they tell of the year's work, its money or its goals."""
    line, above = own.lines[index], "/".join(titles)
    end = line.sentence(date.start)[1]
    # 年度总体工作 may stand under 基本情况
    if _WORK_TITLE.search(above) and not _PLAN_TITLE.search(above) and (found := _OVERVIEW.match(line.text, date.end, end)):
        return found
    if _WORK_TITLE.search(titles[0] if titles else "") and not _PLAN_TITLE.search(above) and not own.is_in_section(index):
        found = _ACHIEVED.match(line.text, date.end, end)
        if found is not None:
            return found
    if _MONEY_TITLE.search(above) and not own.is_in_section(index) and _RATE.search(line.text, date.end, end):
        return _MONEY.match(line.text, date.end, end)
    if _MET_TITLE.search(above) and not _PLAN_TITLE.search(above) and not own.is_in_section(index):
        return _MET.search(line.text, date.end, min(end, date.end + _NEAR))
    return None


def _told(own: _Own, index: int, date: Date, titles: Sequence[str]) -> re.Match[str] | None:
    """The words behind a year that make it the year of the report's own matters."""
    line = own.lines[index]
    start, end = line.sentence(date.start)
    before = line.text[max(start, date.start - 24) : date.start]
    opens = _OPENING.fullmatch(before) is not None
    above = "/".join(titles)
    if date.year == own.year - 1 and opens and start < _OPEN and str(own.year) not in line.text:
        found = _opened(own, index, date, titles)
        if found is not None:
            return found
    if _PAST_TITLE.search(above):
        return None
    if _SET_BY.search(before) and (found := _AIMS_OF_YEAR.match(line.text, date.end, end)):
        return found
    if date.year == own.year - 1 and before.endswith(("，", "；", ",")) and _WORK_TITLE.search(above) and not _PLAN_TITLE.search(above):
        found = _COUNTED.match(line.text, date.end, end)
        if found is not None:
            return found
    if opens or before.endswith(("，", ",")):
        found = _EVALUATED.match(line.text, date.end, end)
        if found is not None:
            return found
    return _JUDGED.match(line.text, date.end, end) if _WEIGHED.search(before) else None


def _evaluated_early(own: _Own, line: Line) -> Iterator[Statement]:
    """An evaluation of the whole year that is dated within that year: 2023年3月，……对2023年度预算执行情况开展自评."""
    for first, second in zip(line.dates, line.dates[1:], strict=False):
        if first.year != own.year or second.year != own.year or first.month is None or second.month is not None or first.end_date:
            continue
        end = line.sentence(first.start)[1]
        if first.month > _LAST_MONTH or second.start >= end or not line.text[second.start : second.end].endswith("度"):
            continue
        found = _EVALUATES.match(line.text, second.end, end)
        if found is not None and not _IN_ADVANCE.search(line.text, line.sentence(first.start)[0], found.end()):
            yield own.statement(line, first.start, min(found.end(), first.start + 110), own.year, "too-soon")


def _deadlines(own: _Own, line: Line, *, aims: bool) -> Iterator[Statement]:
    """What a goal is to have reached by a time that lies before the goal's own year."""
    above = own.titles(line)
    aimed = next((at for at, title in enumerate(above) if "目标" in title), len(above))
    titles = "/".join(above[: aimed + 1])  # 概况 above 绩效目标 says nothing of the goals
    if _OF_REPORT.search(titles) or not (aims or _GOALS.search(titles)):
        return
    for found in _DEADLINE.finditer(line.text):
        start, end = line.sentence(found.start())
        done = _TO_BE.match(line.text, found.end(), end)
        if not 0 < own.year - int(found[1]) <= _MOST_YEARS or done is None or _BORN.match(line.text, found.end()):
            continue
        if str(own.year) in line.text[done.end() : end] or _HAPPENED.search(
            line.text, max(start, found.start() - 40), min(end, done.end() + 12)
        ):
            continue  # staged, or told of what was before
        yield own.statement(line, found.start(), done.end(), found[1], "deadline")
