"""Two dated stages of one work told clauses apart, the later stage with the earlier date: 11月15日通过验收，资金…，12月5日签订合同.

What lies between the two dates is left open; that they tell of different works is what has to be seen: another subject, a phase, a lot, a
plan. The date of the later stage must tell its year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice, pairwise

from auditor.extract.corpus import Corpus
from auditor.extract.lines import HAN, Line
from auditor.extract.numbers.dates import is_possible
from auditor.model import Date, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

ORDER = ("tender", "award", "contract", "begin", "finish", "accept", "settle")  # in which the stages of a work come
_STAGES: tuple[tuple[str, str], ...] = (
    ("tender", "(?:发布|挂出|刊登|公布)[^，。；]{0,10}?公告|公告[^，。；]{0,4}?发布|挂网(?!公示)"),
    (
        "award",
        "开标|[中定评]标(?!单位|人|[供企]|价|金额|候选)|成交(?!供|价|金)|确定[^，。；]{0,8}?(?:中标|成交|施工|承建|供应|服务)(?:单位|人|商|方)|完成[^，。；]{0,10}?(?:招标|招投标|磋商|询价|比选|采购程序)(?!文件|公告)",
    ),
    ("contract", "签订|签署|签约"),
    ("begin", "开工|动工|破土|进场|(?:开始|启动)(?:施工|建设|安装|栽植|种植|作业|供货)"),
    (
        "finish",
        (
            "竣工(?!验收|决算)|完工(?!验收)|建成|(?:安装|调试|施工|作业|栽植|建设|供货|改造|任务)[^，。；]{0,6}?(?:完毕|结束|完成)|全部(?:结束|完成)|到货|交货"
            "|完成[^，。；]{0,6}(?:施工|建设|安装|调试|改造|栽植|种植|主体)(?!招标|准备|图|方案|合同)"
        ),
    ),
    ("accept", "(?<![预初])验收(?!前|后|申请|准备)"),
    ("settle", "(?:结算|竣工决算|财务决算)(?:审[计核]|评审)"),
)
_ANY = compiled(
    "公告|挂网|[开中定评]标|成交|招标|招投标|磋商|询价|比选|采购|签|[开动竣完]工|破土|进场|建成|开始|启动|完毕|结束|完成|货|验收"
)
_PLANNED = compiled(
    "计划|预计|原定|约定|要求|应当|[拟应将须需](?=[于在]?\\s?\\d|[开竣完]工|验收)|[之以]?前(?:完成|完工|竣工|[开动]工)|期限|有效"
)
_PARTS = compiled(
    "[一二三四五六七八九十\\d]期|[首尾]期|标段|[首末次]?批(?![复准])|阶段|剩余|其余|补充|重新|再次|追加|第[一二三四五六七八九十\\d]+[次个]|分别|另[外有一]?"
    "|其他|部分|分部|单项|单体|相继|陆续|后续|变更|续签|上年|去年|以前年度|框架"
)
_SUBJECT = compiled(
    "(?:[该此本其]|上述|全部|整个|主体|改造|建设|施工|安装|采购|作业|土建)*(?:项目|工程|设备|建设|施工|作业|服务|任务|货物|合同)?(?:建设|施工|作业)?"
    "(?:[已均也并]|正式|全部|最终|实际|随后|后|又)*"
)
_LEAD = compiled(f"{HAN}{{0,24}}$")
_JOINTS = compiled("(?:[于在至]|已|均|并|正式|全部|最终|实际|随后|后|直至|截至|时间为?|日期为?|：|:)+$")
_LABEL = compiled(f"(?:实际|项目|工程|合同|正式)?{HAN}{{2,6}}(?:时间|日期|年月)")
_LABEL_ENDS = ("时间", "日期", "年月")
_LONGEST_LABEL = 12
_REACH = 130  # characters between two dates
_AHEAD = 3  # events that one is compared with
_CLAUSE = 32  # characters behind a date in which its stage is told
_KNOWN = 200  # characters before the first date in which the subject of the second may have been named
_SUFFIXES = 2  # characters by which a subject is known again


class _Event(NamedTuple):
    """A date with the stages of a work that the words behind it tell, and the subject before it."""

    date: Date
    is_dated: bool  # its year is written; else it is that of the date before, or a later one
    stages: tuple[int, ...]
    subject: str
    start: int  # of the clause
    end: int


def stage_statements(line: Line) -> Iterator[Statement]:
    """The pairs of one paragraph or cell; the earlier stage is the related place."""
    events = list(_events(line))
    for index, first in enumerate(events):
        for second in islice(events, index + 1, index + 1 + _AHEAD):
            statement = _pair(line, first, second)
            if statement is not None:
                yield statement
                return


def table_stages(tables: Mapping[int, Sequence[Sequence[Line]]], corpus: Corpus) -> Iterator[Statement]:
    """Dates under or beside the labels of stages (开工时间, 竣工时间) that one row, or one form, has in the wrong order."""
    labelled = {cell.block for cell in corpus.holding(_LABEL_ENDS) if cell.row >= 0 and _label(cell.text) >= 0}
    for rows in [rows for block, rows in tables.items() if block in labelled]:
        columns: dict[int, int] = {}
        beside: list[tuple[int, Line]] = []
        for row in rows:
            labels = {cell.column: stage for cell in row if not cell.dates and (stage := _label(cell.text)) >= 0}
            if len(labels) > 1:
                columns = labels if len(set(labels.values())) == len(labels) else {}
                continue
            told = [(columns[cell.column], cell) for cell in row if cell.column in columns]
            yield from _of_cells(told)
            beside += [(stage, cell) for label, cell in pairwise(row) if cell.dates and (stage := _label(label.text)) >= 0]
        if len({stage for stage, _ in beside}) == len(beside):
            yield from _of_cells(beside)


def _label(text: str) -> int:
    found = _LABEL.fullmatch(text.strip()) if len(text) <= _LONGEST_LABEL and text.rstrip().endswith(_LABEL_ENDS) else None
    return next((place for place, (_, words) in enumerate(_STAGES) if compiled(words).search(text)), -1) if found is not None else -1


def _of_cells(cells: Sequence[tuple[int, Line]]) -> Iterator[Statement]:
    dated = [(stage, cell, cell.dates[0]) for stage, cell in cells if len(cell.dates) == 1]
    dated = [
        item
        for item in dated
        if item[2].year and item[2].month and not item[2].end_date and item[2].end - item[2].start >= len(item[1].text.strip()) - 1
    ]
    for (stage, cell, date), (other, below, later) in combinations(sorted(dated, key=lambda item: item[0]), 2):
        if stage < other and {stage, other} != {ORDER.index("accept"), ORDER.index("settle")} and _is_before(later, date):
            traits = frozenset({f"early-{ORDER[stage]}", f"late-{ORDER[other]}"})
            place = (("date", cell.span(date.start, date.end)),)
            span = below.span(later.start, later.end)
            yield Statement("date-order", later.text, span, below.section, date.text, place, traits)
            return


def _events(line: Line) -> Iterator[_Event]:
    dates: Sequence[Date] = line.dates
    year = None
    for index, date in enumerate(dates):
        told, year = date.year is not None, date.year or year
        if year is None or date.month is None or date.end_date or date.role or not is_possible(date):
            continue
        limit = min(dates[index + 1].start if index + 1 < len(dates) else len(line.text), date.end + _CLAUSE)
        end = _clause_end(line.text, date.end, limit)
        if not _ANY.search(line.text, date.end, end):
            continue
        found = [(place, hit) for place, (_, words) in enumerate(_STAGES) if (hit := compiled(words).search(line.text, date.end, end))]
        if not found:
            continue
        lead = _LEAD.search(line.text, max(0, date.start - 26), date.start)
        before = lead.group() if lead is not None else ""
        subject = _JOINTS.sub("", before)
        yield _Event(
            date._replace(year=year),
            told,
            tuple(place for place, _ in found),
            subject,
            date.start - len(before),
            max(hit.end() for _, hit in found),
        )


def _clause_end(text: str, start: int, limit: int) -> int:
    """Where the words about a date end: at the first stop, but for one right behind the date."""
    found = compiled("[，。；;,]").search(text, start + 2, limit)
    return found.start() if found is not None else limit


def _pair(line: Line, first: _Event, second: _Event) -> Statement | None:
    text = line.text
    if second.date.start - first.date.end > _REACH or set(first.stages) & set(second.stages):
        return None
    if {*first.stages, *second.stages} >= {ORDER.index("accept"), ORDER.index("settle")}:
        return None  # in either order
    if max(first.stages) < min(second.stages):
        early, late = first, second
    elif max(second.stages) < min(first.stages):
        early, late = second, first
    else:
        return None
    if not _is_before(late.date, early.date) or not late.is_dated:
        return None
    around = max(0, first.start - 16), second.end
    if _PLANNED.search(text, *around) or _PARTS.search(text, *around) or not _is_of_one(text, first, second):
        return None
    traits = frozenset({f"early-{ORDER[early.stages[0]]}", f"late-{ORDER[late.stages[-1]]}"})
    place = ("date", line.span(early.date.start, early.end))
    return Statement(
        "date-order",
        text[late.date.start : late.end],
        line.span(late.date.start, late.end),
        line.section,
        early.date.text,
        (place,),
        traits,
    )


def _is_before(one: Date, other: Date) -> bool:
    depth = [(a, b) for a, b in ((one.year, other.year), (one.month, other.month), (one.day, other.day)) if a is not None and b is not None]
    return [a for a, _ in depth] < [b for _, b in depth]


def _is_of_one(text: str, first: _Event, second: _Event) -> bool:
    """Whether two events are told of one subject: the second has none of its own, or one that was named before."""
    between = text[first.end : second.start]
    subject = second.subject
    if compiled("[。；;]").search(between):
        behind = compiled("[。；;]").split(between)[-1]
        if behind.strip(" ，,"):
            return False  # a sentence of its own, whose subject stands clauses before its date
    elif compiled("[，,、]").split(between)[1:-1] and compiled(f"[，,]{HAN}{{2,12}}(?:项目|工程)[^的，]").search(between):
        return False
    if _SUBJECT.fullmatch(subject):
        return True
    if first.subject and not _SUBJECT.fullmatch(first.subject):
        return subject in first.subject or first.subject in subject
    return subject[:_SUFFIXES] in text[max(0, first.start - _KNOWN) : first.start]
