"""What a report admits or lets slip in words: targets not reached, and work still going on beside a progress of 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.targets.judgements import ADMITTING, admissions, clause_start
from auditor.model import Indicator, Kind, Section, Span, Statement
from auditor.patterns import compiled

TOPIC = compiled("目标|指标|任务|计划|进度|项目|预期|工程|序时|完成率|问题|要求|原因")
NOT_MEANT = compiled(
    "如(?![期数实])|若|凡|倘|者|避免|防止|杜绝|不存在|无未|没有尚?未|无尚未|未发现|是否|之前|应当|须|不得|季度|上半年|扣|得分|标准|分为|划分|[二三四五]档|记分|计分|赋分|上年|去年|往年|以前年度|(?:对|对于|针对|督促)[^\\W\\d]{0,10}未|的[应须需要]说明"
)
# 未达标的企业 names others; 未达到规定的要求 is an admission.
OTHERS = compiled(
    "的?(?:项目|企业|单位|工程|村|户|事项|人员)|[^\\W\\d]{0,8}?的(?!目标|指标|要求|任务|计划|预期|标准|进度|效果|水平|比例|数|值|主要|原因)\\w"
)
# 未完成的，按比例计分: what is done in such a case, whether or not there is one.
CASE = compiled(
    "(?:[年度绩效]{0,4}(?:目标|指标|任务|指标值))?的[，,](?:应|须|需|要|按|则|不|扣|得|记|计|酌|以|由|视|可|一律|每|说明|填)|[^，。；]{0,8}的?(?:得|计|记)0分"
)
OWN_GOAL = compiled("[^\\W\\d]{0,12}?的(?:目标|指标|要求|任务|计划|预期|进度|效果|水平)")
# 其余 30 户顺延至下年实施; what is left of money says nothing of targets.
DEFERRED = compiled(
    "(?:其余|剩余|余下|尚余|还有|尚有)[^，。；元款资费]{0,24}?[，,]?[^，。；元款资费]{0,16}?"
    "(?:顺延|延至|延到|推迟|延期|延后|转入下|转至下|结转[至到入]?(?:下|次|20)|留待|(?:放到|移至|安排在?)(?:下年|次年|明年|20))"
)
COLUMN = compiled("原因|情况|说明|分析|备注|偏差")
PROGRESS = compiled("(?:部分|正在|尚在|仍在|继续)(?:已)?(?:推进|进行|施工|建设|在建|实施)")
FINISHED = compiled("部分(?:已)?(?:完工|完成|竣工)")
REACH = 80  # characters around an admission in which its topic is looked for
TAIL = 16  # characters behind it that are shown
BESIDE = 30  # characters between 部分已推进 and the 100 % it is said of
SHORTEST_NAME = 4  # 情况 and 产出 name no indicator
GOALS = compiled("[\\d一二两三四五六七八九十]\\s?[项个条](?:[^\\W\\d]{0,4})?(?:指标|目标|任务)")
STOPS = compiled("[，。；,;！\n]")
LEFT = ("余", "还有", "尚有")


def shortfall_statements(
    corpus: Corpus, records: Sequence[Indicator], tables: Mapping[int, Sequence[Sequence[Line]]]
) -> Iterator[Statement]:
    """Where the report itself says that something was not reached, once a paragraph, and in the cells of a table that give reasons."""
    judged = {record.claim_span.start: record for record in records if record.claim_span is not None}
    for line in corpus.paragraphs((*ADMITTING, *LEFT)):
        text = line.text
        found = admissions(text)
        if _may_defer(text):
            found = sorted([*found, *(deferred.span() for deferred in DEFERRED.finditer(text))])
        clauses = [(line.span(start, end), text[start:end]) for start, end in _admitted(line, found)] if found else []
        if clauses:
            about = [next((judged[place] for place in range(*span) if place in judged), None) for span, _ in clauses]
            first = next((index for index, record in enumerate(about) if record is not None and record.target is not None), -1)
            if first < 0:  # a chapter's first admission may be of something else than its goals
                first = next((index for index, (_, words) in enumerate(clauses) if GOALS.search(words)), 0)
            further = tuple(("context", span) for index, (span, _) in enumerate(clauses) if index != first)
            record, (span, words) = about[first], clauses[first]
            name = record.name if record is not None and len(record.name) >= SHORTEST_NAME else ""
            yield Statement("shortfall", words, span, line.section, name, _related(record) + further)
    cells: dict[int, list[Line]] = {}
    for cell in corpus.holding(ADMITTING):
        if cell.row >= 0:
            cells.setdefault(cell.block, []).append(cell)
    for block, admitting in cells.items():
        yield from _in_cells(tables[block], admitting)


def _related(record: Indicator | None) -> tuple[tuple[str, Span], ...]:
    """The places of a record that an admission is about: its heading, its result."""
    if record is None:
        return ()
    heading = ("target", record.heading)
    return (heading,) if record.actual is None else (heading, ("actual", record.actual.span))


def _admitted(line: Line, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The clauses around some places of a line that admit an own shortfall, each once."""
    behind = 0
    for start, end in places:
        if start >= behind and _is_own(line, start, end):
            begin, behind = clause_start(line.text, start), _clause_end(line.text, end)
            yield begin, behind


def _may_defer(text: str) -> bool:
    """False where a text lacks what was left, or all words of which one must say what becomes of it."""
    return ("余" in text or "还有" in text or "尚有" in text) and (
        "延" in text or "转" in text or "推迟" in text or "留待" in text or "放到" in text or "移至" in text or "安排" in text
    )


def _clause_end(text: str, position: int) -> int:
    end = min(len(text), position + TAIL)
    stop = STOPS.search(text, position, end)
    return end if stop is None else stop.start()


def _is_own(line: Line, start: int, end: int) -> bool:
    """Whether an admission is about the report's own targets, and is no condition, negation, rule or name of others."""
    text = line.text
    low, high = line.sentence(start)
    low, high = max(low, start - REACH), min(high, end + REACH)
    begin = max(low, clause_start(text, start))
    stop = _clause_end(text, end)
    if NOT_MEANT.search(text, begin, stop) or CASE.match(text, end) or not TOPIC.search(text, low, high):
        return False
    return text[start] in "仅只" or OTHERS.match(text, end, stop) is None or OWN_GOAL.match(text, end, stop) is not None


def _in_cells(rows: Sequence[Sequence[Line]], admitting: Sequence[Line]) -> Iterator[Statement]:
    """Admissions in the columns of a table that give reasons or tell how things stand, `admitting` being the cells that may hold any."""
    headers = {cell.column: cell.text for row in reversed(rows[:3]) for cell in row if len(cell.text) <= 20 and COLUMN.search(cell.text)}
    top = rows[0][0].row if rows[0] else -1
    for cell in admitting:
        if cell.row == top or cell.column not in headers or headers[cell.column] == cell.text:
            continue
        for start, end in admissions(cell.text)[:1]:
            if NOT_MEANT.search(cell.text):
                break
            begin, stop = clause_start(cell.text, start), _clause_end(cell.text, end)
            if not OTHERS.match(cell.text, end, stop):
                yield Statement("shortfall", cell.text[begin:stop], cell.span(begin, stop), cell.section)


def state_statements(corpus: Corpus, sections: Sequence[Section]) -> Iterator[Statement]:
    """A progress of 100 % beside words that say the work goes on, with the heading that names the indicator."""
    for line in corpus.paragraphs(("进度",)):
        for quantity in line.quantities:
            if quantity.kind is not Kind.PERCENT or quantity.number != 100 or "进度" not in line.label(quantity):
                continue
            start = max(line.sentence(quantity.start)[0], quantity.start - BESIDE - 12, line.text.rfind("；", 0, quantity.start) + 1)
            for pattern, trait in ((PROGRESS, "going-on"), (FINISHED, "partly-finished")):
                found = pattern.search(line.text, start, quantity.start)
                if found is not None and quantity.start - found.end() < BESIDE:
                    related = [("stated", line.span(quantity.start, quantity.end))]
                    heading = sections[line.section]
                    if heading.index and heading.first < line.block:
                        related.append(("target", heading.span))
                    span = line.span(found.start(), found.end())
                    yield Statement("state", found.group(), span, line.section, quantity.text, tuple(related), frozenset({trait}))
                    break
