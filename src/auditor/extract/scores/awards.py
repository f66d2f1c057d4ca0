"""Every score with all that the report says about how it came about: its row in the table, its standard, its account in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.scores.award_pairs import Entry, pair
from auditor.extract.scores.award_texts import Told, copied_from, is_all_met, is_valueless, measured, told_awards
from auditor.extract.scores.deductions import taken_off
from auditor.extract.scores.degrees import degree
from auditor.extract.scores.faults import counts_missing, faults
from auditor.extract.scores.marks import Marks
from auditor.extract.scores.score_tables import ScoreTables
from auditor.extract.scores.standards import Row, Standards
from auditor.extract.scores.told_standards import joined, told_standards
from auditor.extract.tables.grids import cell_number
from auditor.extract.targets.judgements import is_reverse
from auditor.model import Award, Fact, Indicator, Kind, Section, Source, Span
from auditor.patterns import compiled

_PROPORTIONAL = compiled(
    "完成值(?:与|和|占)(?:年度|年初)?(?:指标值|目标值)的?比例(?:来|进行)?(?:记分|计分|计算|赋分|得分)"
)  # the form's own note
NO_REASON = frozenset({"", "无", "—", "-", "——", "/", "无偏差", "不存在偏差"})
_SOURCE = compiled("^(?:\\d{1,5}[^\\W\\d]{1,4}$|详?见|附)|^[^，。；]{0,8}(?:调查|测评|台账|系统|文件|数据|名册|证书|报告)$")
SHORT = 120  # characters of a place that is pointed at


def read_awards(
    corpus: Corpus,
    lines: Sequence[Line],
    sections: Sequence[Section],
    tables: Mapping[int, Sequence[Row]],
    tables_of_scores: ScoreTables,
    marks: Marks,
) -> list[Award]:
    """The awards of a document: those of its tables in order, then those that only the prose tells, then the fund blocks of its forms."""
    records = tables_of_scores.records
    scored = [record for record in records if record.table is not None and (record.full_marks is not None or record.score is not None)]
    blocks = {record.table for record in scored if record.table is not None}
    standards = Standards({block: tables[block] for block in sorted(blocks)})
    rows = [_of_record(record, standards) for record in scored]
    rows += [award for block in sorted(blocks) for award in _nameless(block, standards, scored)]
    rows.sort(key=lambda award: award.scores[0].span.start if award.scores else award.places[0].start)
    told = told_awards(lines, sections, marks)
    groups = {title for award in rows for title in award.group.split("/")}.difference(award.names[0] for award in rows if award.names)
    pairs = pair([_entry(award) for award in rows], [Entry(item.name, item.score.quantity.value) for item in told])
    alone: list[Award] = []
    for index, item in enumerate(told):
        position = pairs.get(index) if item.name not in groups else None  # a group's score is no row's, though the numbers be alike
        if position is None:
            alone.append(_of_prose(item, standards, blocks))
        else:
            rows[position] = _joined(rows[position], item, standards)
    alone += joined(rows, list(told_standards(lines)))
    if any(award.standard is None for award in rows) and any(_PROPORTIONAL.search(line.text) for line in corpus.paragraphs(("完成值",))):
        rows = [award._replace(traits=award.traits | {"proportional"}) if award.standard is None else award for award in rows]
    executed = [award for execution in tables_of_scores.executions if (award := execution.award()) is not None]
    return [award for award in rows if award.scores] + alone + executed


# -------------------------------------------------------------------------------------------------------------- from tables


def _of_record(record: Indicator, standards: Standards) -> Award:
    target = record.target
    reverse = target is not None and is_reverse(record.name, target.quantity)
    traits = {"reverse"} if reverse else set()
    called = f"{record.name}{record.level1}{record.level2}"
    if "加分" in called or "附加" in called:
        traits.add("bonus")
    standard = standards.of(record)
    ruled = record.reason is not None and standard is not None and standard.passage.span == record.reason[1]
    if record.reason is not None and not ruled and _explains(record.reason[0].strip().rstrip("。")):
        traits.add("explained")
    if standard is None and record.rubric is not None:
        traits.add("unread")
    value = record.actual
    if value is None and record.stated_rate is not None and record.name.endswith("率") and target is None:
        value = record.stated_rate
    if target is not None and value is None and record.full_marks is not None and record.table is not None:
        gap = _between(standards.row_at(record.table, target.span.start)[1], target, record.full_marks)
        traits.update({"blank"} if gap == "" else {"wordy"} if gap else ())
    if counts_missing(standard, target, value):
        traits.add("counts-missing")
    if record.reason is not None and record.reason[0].strip().rstrip("。") in NO_REASON - {""} and _is_met_in_words(record):
        traits.add("met-in-words")
    if told := degree(record.result):
        traits.add(told)
    reason, result = standards.place(record.reason), standards.place(record.result)
    parts, whole = taken_off(result if ruled else [*reason, *result])
    return Award(
        (record.name,),
        (record.heading,),
        record.full_marks,
        (record.score,) if record.score is not None else (),
        standard,
        value,
        target,
        reason=record.reason,
        group=f"{record.level1}/{record.level2}",
        table=record.table,
        due=record.due,
        done=record.done,
        faults=faults(standard, [*reason, *result]),
        traits=frozenset(traits),
        taken=parts,
        taken_in_all=whole,
    )


def _is_met_in_words(record: Indicator) -> bool:
    """Whether the result is told in the very words of the target, without a number: 有所提升, 有所提升."""
    if record.value is None or record.result is None or record.target is not None:
        return False
    wanted, told = record.value[0].strip(), record.result[0].strip()
    return wanted == told and len(told) > 1


def _explains(reason: str) -> bool:
    """Whether a cell gives a reason: not where it is empty, or tells only where the result is from (第三方调查, 见附件)."""
    return reason not in NO_REASON and _SOURCE.search(reason) is None


def _between(row: Row, target: Fact, marks: Fact) -> str | None:
    """What stands between the target's cell and that of the full marks; None when they are not neighbours in one row."""
    spans = [cell.passage.span for cell in row]
    inside = [index for index, span in enumerate(spans) if span.start <= target.span.start < span.end]
    behind = [index for index, span in enumerate(spans) if span.start <= marks.span.start < span.end]
    if not inside or not behind or behind[0] - inside[0] < 2:
        return None
    return "".join(cell.text.strip() for cell in row[inside[0] + 1 : behind[0]])


def _nameless(block: int, standards: Standards, scored: Sequence[Indicator]) -> list[Award]:
    known = [record.score.span.start for record in scored if record.table == block and record.score is not None]
    found = []
    for marks, score, standard in standards.nameless(block, known):
        full, own = _points(marks), _points(score)
        if full is not None and own is not None:
            found.append(Award((), (), full, (own,), standard, table=block))
    return found


def _points(cell: Line) -> Fact | None:
    quantity = cell_number(cell)
    if quantity is None or quantity.kind not in (Kind.NUMBER, Kind.SCORE):
        return None
    points = quantity._replace(kind=Kind.SCORE, unit="分", inherited=True)
    return Fact(points, cell.span(quantity.start, quantity.end), "", cell.section, source=Source.TABLE)


def _entry(award: Award) -> Entry:
    return Entry(
        award.names[0] if award.names else "",
        award.scores[0].quantity.value if award.scores else None,
        award.full_marks.quantity.value if award.full_marks is not None else None,
    )


# --------------------------------------------------------------------------------------------------------------- from prose


def _joined(award: Award, item: Told, standards: Standards) -> Award:
    """A row with what the text says of it. The text's name comes first: damaged tables lose and shift names."""
    standard = award.standard
    if standard is None and award.table is not None and not award.scores:
        standard = standards.stray(award.table, item.name)
    own = _of_prose(item, standards, {award.table} if award.table is not None else set())
    return award._replace(
        names=(*own.names, *(name for name in award.names if name not in own.names)),
        places=(*own.places, *award.places),
        full_marks=award.full_marks or own.full_marks,
        scores=(*award.scores, *own.scores),
        standard=standard,
        value=award.value or own.value,
        account=own.account,
        group=f"{own.group}/{award.group}",
        group_place=own.group_place,
        related=own.related,
        faults=award.faults or faults(standard, [(item.line, item.start, item.end)] if not item.earlier else []),
        traits=award.traits | own.traits,
    )


def _of_prose(item: Told, standards: Standards, blocks: set[int]) -> Award:
    traits: set[str] = set()
    related: list[tuple[str, Span]] = []
    if is_all_met(item.account):
        traits.add("all-met")
    if is_valueless(item):
        traits.add("valueless")
        copy = copied_from(item, [standards.written(block) for block in sorted(blocks)])
        if copy is not None:
            traits.add("copied")
            cell, start, end = copy
            related.append(("definition", cell.span(start, min(end, start + SHORT))))
    start = max(0, item.end - SHORT + 20)
    return Award(
        (item.name,),
        (item.heading,),
        item.full_marks,
        (item.score,),
        value=measured(item),
        account=(item.account, item.line.span(start, item.end)) if item.end > start else None,
        group="/".join(item.groups),
        group_place=item.group_place,
        related=tuple(related),
        traits=frozenset(traits),
    )
