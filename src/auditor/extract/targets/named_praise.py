"""Things called reached by their names, or all of a kind above a limit, beside a result that is not.

师生和家长满意度均达到预期目标 beside a row with 家长满意度 78 % of 80 %; 全面完成各项养护任务 beside 完成率 97 %; 各街道回收率均达到60%以上 above a table
with a row of 58 %.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from auditor.extract.lines import Line
from auditor.extract.tables.grids import cell_number
from auditor.extract.targets.judgements import clause_start
from auditor.extract.targets.targets import falls_short, shared_run
from auditor.model import Bound, Fact, Indicator, Kind, Quantity, Statement
from auditor.patterns import compiled

_VERB = compiled(
    "(?:均|都|全部)(?:已经|已|能)?(?:全面|圆满|顺利|如期|按期|按时|提前|较好地?)*(?:超额)?(?:完成|达到|实现|达成|超过|高于|优于|达标)了?"
    "(?:[^，。；：\\d]{0,8}?(?:目标|任务|计划|指标|预期|要求)(?:值|任务|要求)?)?(?=[，。；;）)]|$)"
)
_EVERY = compiled(
    "(?:全面|全部|圆满|如期|顺利|超额)(?:超额)?(?:完成|实现)了?[^，。；\\d]{0,12}?(?:各项|各类|所有|全部)(?P<what>[^，。；\\d]{2,8}?)(?:建设|工作|目标)*(?:任务|目标|指标)(?=[，。；;]|$)"
)
_COUNTED = compiled("等?\\s?[两二三四五六七八九十\\d]{1,2}\\s?(?:项|个|类|大|条)[^、和与及]{0,14}$")
_BETWEEN = compiled("[、和与及]|以及")
_LEAD = compiled("^(?:其中|截至[^，]{0,8}|全年|本年|年度|今年|我[县市区镇乡街道局]|全[县市区镇乡])+")
_RESTRICTED = compiled(
    "除|之外|以外|基本|个别|部分|力争|确保|如果|若|未|将|为了|预计|上年|去年|只有|计划|要求|应|需|是否|能否|季度|上半年|往年"
)
_MEASURE = compiled("[^\\W\\d]{0,1}(?:满意度|率|比例|覆盖面)$")
_GENERAL = frozenset(
    {"工作", "任务", "目标", "指标", "绩效", "年度", "项目", "重点", "考核", "主要", "目标任务", "工作任务", "绩效指标", "绩效目标"}
)
_COMMON = compiled("任务|目标|指标|工作|项目|建设|完成|数量|面积|新增|推进|实施|绩效|年度")
_LEAST = 3  # characters of a name
_SHARED = 2  # characters of a short name that an indicator's has
_LONGEST = 48  # characters of the names
_MOST = 100  # results below their targets
_SHOWN = 2
_FLOOR = compiled(
    "(?:均|都|全部)(?:已)?(?P<side>不低于|不少于|不小于|高于|超过|大于|达到?了?|保持在|稳定在|在|控制在|不高于|不超过|低于|小于)\\s?$"
)
_CEILING = ("控制在", "不高于", "不超过", "低于", "小于")
_WHOLE_ROW = compiled("合计|总计|平均|小计|全[县市区镇乡]")
_MOST_FLOORS = 40


def named_praise(lines: Sequence[Line], records: Sequence[Indicator]) -> Iterator[Statement]:
    """What is called reached by name although the indicator of that name was not; the results are the related places."""
    short = list(islice((record for record in records if len(record.name) >= _LEAST and falls_short(record)), _MOST))
    if not short:
        return
    for line in lines:
        text = line.text
        if "均" in text or "都" in text or "全部" in text:
            for found in _VERB.finditer(text):
                start = clause_start(text, found.start(), _LONGEST)
                names = _names(text[start : found.start()])
                meant = [record for record in short if any(_is_called(record, name) for name in names)]
                if meant and not _RESTRICTED.search(text, start, found.end()):
                    yield _statement(line, start, found.end(), meant)
        if "各项" in text or "所有" in text or "各类" in text:
            for found in _EVERY.finditer(text):
                what = found["what"]
                if what in _GENERAL or _RESTRICTED.search(text, max(line.sentence(found.start())[0], found.start() - 30), found.end()):
                    continue
                meant = [record for record in short if shared_run(_COMMON.sub("|", what), _COMMON.sub("/", record.name)) >= _SHARED]
                if meant:
                    yield _statement(line, found.start(), found.end(), meant)


def _names(words: str) -> list[str]:
    """The names of a list, each with the measure that only the last one may carry: 旅客和商户满意度."""
    words = _LEAD.sub("", _COUNTED.sub("", words.strip()))
    names = [name.strip() for name in _BETWEEN.split(words) if name.strip()]
    if len(names) > 1 and (measure := _MEASURE.search(names[-1])) is not None:
        names = [name if _MEASURE.search(name) else name + measure[0] for name in names]
    return [name for name in names if len(name) >= _LEAST and name not in _GENERAL]


def _is_called(record: Indicator, name: str) -> bool:
    """Whether an indicator goes by a name: one holds the other, or all characters of it in another order (水站入网, 入网供水站数)."""
    if record.name in name or (name in record.name and len(name) > _LEAST):
        return len(record.name) >= _LEAST
    whole = _MEASURE.search(name)
    if whole is not None and (not record.name.endswith(whole[0]) or not record.name.startswith(name[:_SHARED])):
        return False
    return len(name) > _LEAST and set(name) <= set(record.name)


def _statement(line: Line, start: int, end: int, short: Sequence[Indicator]) -> Statement:
    facts = [record.actual for record in short[:_SHOWN] if record.actual is not None]
    shown = "、".join(
        f"{record.name} {record.actual.quantity.text}（目标 {record.target.quantity.text}）"
        for record in short[:_SHOWN]
        if record.actual is not None and record.target is not None
    )
    related = tuple(("actual", fact.span) for fact in facts)
    return Statement("all-done", line.text[start:end], line.span(start, end), line.section, shown, related, frozenset({"values"}))


# ----------------------------------------------------------------------------------------------------------------- limits


def floor_statements(counted: Sequence[Line], tables: Mapping[int, Sequence[Sequence[Line]]]) -> Iterator[Statement]:
    """各街道回收率均达到60%以上 beside the column of a table with a value on the other side."""
    count = 0
    for line in counted if tables else ():
        for quantity in line.quantities if "均" in line.text or "都" in line.text or "全部" in line.text else ():
            if quantity.kind is not Kind.PERCENT or quantity.high is not None:
                continue
            low = max(0, quantity.start - 10)
            found = _FLOOR.search(line.text, low, quantity.start)
            if found is None or (count := count + 1) > _MOST_FLOORS:
                continue
            start = clause_start(line.text, found.start(), _LONGEST)
            name = line.text[start : found.start()].strip()
            if len(name) < _LEAST or _MEASURE.search(name) is None or _RESTRICTED.search(line.text, start, quantity.end + 4):
                continue
            ceiling = found["side"] in _CEILING or quantity.bound in (Bound.AT_MOST, Bound.LESS)
            off = _off(name, quantity, tables, ceiling=ceiling)
            if off:
                end = min(len(line.text), quantity.end + (2 if line.text.startswith(("以上", "以下", "以内"), quantity.end) else 0))
                shown = "、".join(f"{label} {fact.quantity.text}" for label, fact in off[:_SHOWN])
                related = tuple(("actual", fact.span) for _, fact in off[:_SHOWN])
                yield Statement(
                    "all-done", line.text[start:end], line.span(start, end), line.section, shown, related, frozenset({"values"})
                )


def _off(name: str, limit: Quantity, tables: Mapping[int, Sequence[Sequence[Line]]], *, ceiling: bool) -> list[tuple[str, Fact]]:
    """The values beyond a limit in the one column that is headed by the measure, with the words that label their rows."""
    columns: list[list[tuple[str, Fact]]] = []
    for rows in tables.values():
        for head in rows[:3]:
            for cell in head:
                title = cell.text.strip().removesuffix("（%）").removesuffix("(%)")
                if not _LEAST <= len(title) <= _LONGEST or not name.endswith(title):
                    continue
                columns.append([item for row in rows if (item := _value(row, cell.column)) is not None])
    if len(columns) != 1:
        return []
    return [
        (label, fact)
        for label, fact in columns[0]
        if (fact.quantity.value > limit.value if ceiling else fact.quantity.value < limit.value) and not _WHOLE_ROW.search(label)
    ]


def _value(row: Sequence[Line], column: int) -> tuple[str, Fact] | None:
    """The percentage of a row in a column, with the row's label."""
    cell = next((cell for cell in row if cell.column == column), None)
    quantity = cell_number(cell) if cell is not None else None
    label = next(
        (other.text.strip() for other in row if other.column < column and len(other.text.strip()) > 1 and cell_number(other) is None), ""
    )
    if cell is None or quantity is None or quantity.kind is not Kind.PERCENT or not label:
        return None
    return label, Fact(quantity, cell.span(quantity.start, quantity.end), label, cell.section)
