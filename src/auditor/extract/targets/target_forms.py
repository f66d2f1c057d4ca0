"""The form above the indicators of a target table: project, budget and its sources, payment plan, numbered goals.

Every label is followed by its value, in the next cell or in the same one (年度资金总额：320 万元).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from auditor.extract.lines import Line
from auditor.extract.numbers.units import unit_named
from auditor.model import Fact, Field, Kind, Quantity, Source, Span, TargetTable
from auditor.patterns import compiled
from auditor.records import NamedTuple

Row = Sequence[Line]

_NAME = compiled("项目名称|项目\\(政策\\)名称|政策和项目名称|政策\\(项目\\)名称")
_CODE = compiled("项目(?:编码|代码|编号)")
_TOTAL = compiled(
    "(?:项目|当年度?|本年度?|年度|全年|申请|实施周?期|中期|中长期|总体|总)*(?:预算数|预算金额|预算总额|预算资金|资金总额|预算安排|总金额|金额|资金总量|总预算|年度预算|项目预算)"
)
_THIS_YEAR = compiled("当年|本年|年度|全年")
_FIRST_YEAR = compiled("(?:项目)?(?:起始|开始|实施起始|立项)(?:年度|年份|年)")
_LAST_YEAR = compiled("(?:项目)?(?:到期|终止|结束|截止|截至|完成)(?:年度|年份|年)")
_OF_YEAR = compiled("(20\\d\\d)年(?:度)?(?:财政|项目|预算|安排)*(?:资金|预算|金额)?(?:数|总额|安排)?")
_YEAR = compiled("\\s*(20\\d\\d)\\s*年?\\s*")
_FISCAL = compiled("(?:当年|本年|年度)?(?:财政(?:资金|拨款|性资金)|财政拨款资金|一般公共预算(?:拨款|资金)?|财政预算资金)")
_OTHER = compiled(
    "(?:其他|自筹|单位|社会|上年结转|结转|上年结余|事业收入|专户|财政专户管理|经营收入|上级补助|政府性基金预算?|债券|贷款)(?:资金|拨款|收入|预算拨款)?(?:小计)?"
)
_PLAN = compiled("(?:资金|预算|用款)?(?:支出|使用|用款|支付|执行|拨付)(?:进度)?计划")
_PERIOD = compiled("(?:截至)?(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月(?:底|末|份)?|第?[一二三四1-4]季度?(?:末)?|[上下]半年|全年")
_GOALS = compiled("(?:项目)?(?:年度|总体|当年度?|本年度?)*(?:绩效)?(?:总体)?目标(?:[（(].*)?|年度绩效目标|项目年度绩效目标")
_NUMBERED = compiled(
    "(?:^|[\\n；;。\\s])\\s{0,8}(?:(?:(?:绩效)?目标)?\\s?[（(]?(?:\\d{1,2}|[一二三四五六七八九])\\s?[)）.、．:：]|[①-⑨]|[一二三四五六七八九]是)\\s{0,4}(?=\\D)"
)
_OF_WHICH = compiled("^(?:其中[:：]?|其[:：])")
_BRACKET = compiled("[（(]([^（()）]{0,12})[）)]")
_ONE_HUNDREDTH = Decimal("0.01")


class _Entry(NamedTuple):
    """A label of the form and the cell that holds its value; both may be one cell."""

    label: str
    label_cell: Line
    value: Line | None
    unit: str


def read_form(rows: Sequence[Row], unit: str | None) -> TargetTable:
    """What a form says. Rows and headings of the table are for the caller to fill in."""
    entries = [entry for row in rows for entry in _entries(row)]
    unit = next((entry.unit for entry in entries if entry.unit and unit_named(entry.unit) is not None and "元" in entry.unit), None) or unit
    budget, whole, funds = _money(entries, unit)
    plan_label, plan = _plan(rows, unit)
    return TargetTable(
        block=-1,
        section=0,
        heading=Span(0, 0),
        project_name=_field(entries, _NAME),
        project_code=_field(entries, _CODE),
        budget=budget,
        fiscal_funds=next((fact for label, fact in funds if _FISCAL.fullmatch(label)), None),
        other_funds=next((fact for label, fact in funds if _OTHER.fullmatch(label)), None),
        funds=tuple(fact for _, fact in funds),
        funds_closed=any(_OTHER.fullmatch(entry.label) for entry in entries),
        plan=tuple(plan),
        plan_label=plan_label,
        goals=tuple(_goals(rows)),
        whole=whole,
        by_year=tuple(_by_year(entries, unit)),
        years=tuple(_years(entries)),
    )


def _plain(text: str) -> str:
    return compiled("[\\s　:：]").sub("", _BRACKET.sub("", _OF_WHICH.sub("", "".join(text.split()))))


def _entries(row: Row) -> Iterator[_Entry]:
    """The labels of a row with the cells behind them."""
    for position, cell in enumerate(row):
        words = cell.text
        if cell.quantities and not compiled(".*[（(].*[）)]\\s*").fullmatch(words):  # label and number in one cell
            words = words[: cell.quantities[0].start]
        label = _plain(words)
        if not 1 < len(label) <= 16:
            continue
        bracket = _BRACKET.search(words)
        following = row[position + 1] if position + 1 < len(row) else None
        yield _Entry(
            label, cell, cell if len(words) < len(cell.text) else following, bracket[1].replace("单位", "").strip("：:") if bracket else ""
        )


def _field(entries: Sequence[_Entry], pattern: re.Pattern[str]) -> Field | None:
    for entry in entries:
        if pattern.fullmatch(entry.label) and entry.value is not None and entry.value.text.strip():
            return Field(entry.value.text.strip(), entry.value.passage.span)
    return None


def _money(entries: Sequence[_Entry], unit: str | None) -> tuple[Fact | None, Fact | None, list[tuple[str, Fact]]]:
    """The budget of the year, that of the whole period, and the sources of the first. A table with a total for the year and one for the whole period has two sides."""
    totals = [(entry, fact) for entry in entries if _TOTAL.fullmatch(entry.label) and (fact := _amount(entry, unit)) is not None]
    if not totals:
        return None, None, []
    own = next((pair for pair in totals if _THIS_YEAR.search(pair[0].label)), totals[0])
    parts = []
    fiscal = False
    for entry in entries:
        is_fiscal = _FISCAL.fullmatch(entry.label) is not None
        if not (is_fiscal or _OTHER.fullmatch(entry.label)) or (is_fiscal and fiscal):
            continue
        if len(totals) > 1 and entry.label_cell.column != own[0].label_cell.column:
            continue
        fact = _amount(entry, unit)
        if fact is not None:
            fiscal = fiscal or is_fiscal
            parts.append((entry.label, fact))
    whole = next((fact for entry, fact in totals if entry is not own[0] and not _THIS_YEAR.search(entry.label)), None)
    return own[1], whole if _THIS_YEAR.search(own[0].label) else None, parts


def _by_year(entries: Sequence[_Entry], unit: str | None) -> Iterator[Fact]:
    """The amounts of single years, if these follow one another."""
    found = [(entry, match) for entry in entries if (match := _OF_YEAR.fullmatch(entry.label)) is not None]
    years = [int(match[1]) for _, match in found]
    facts = [_amount(entry, unit) for entry, _ in found]
    if len(years) > 1 and years == list(range(years[0], years[0] + len(years))):
        yield from (fact for fact in facts if fact is not None) if None not in facts else ()


def _years(entries: Sequence[_Entry]) -> Iterator[Fact]:
    """The first and the last year of the period, when each has a cell of its own."""
    for pattern in (_FIRST_YEAR, _LAST_YEAR):
        entry = next((entry for entry in entries if pattern.fullmatch(entry.label) and entry.value is not None), None)
        found = _YEAR.fullmatch(entry.value.text) if entry is not None and entry.value is not None else None
        if entry is None or entry.value is None or found is None:
            return
        start, end = found.span(1)
        quantity = Quantity(
            start, end, found[1], Decimal(found[1]), "年", Kind.NUMBER, step=Decimal(0), number_start=start, number_end=end, inherited=True
        )
        yield Fact(quantity, entry.value.span(start, end), entry.label, entry.value.section, source=Source.TABLE)


def _amount(entry: _Entry, unit: str | None) -> Fact | None:
    """The amount of an entry in the unit that its label or the table announces."""
    cell = entry.value
    if cell is None or len(cell.quantities) != 1:
        return None
    quantity = cell.quantities[0]
    around = cell.text[: quantity.start] if cell is not entry.label_cell else ""
    if around.strip(" 　￥¥") or cell.text[quantity.end :].strip(" 　。元整"):
        return None
    known = unit_named(entry.unit) if entry.unit else None
    known = known or (unit_named(unit) if unit else None)
    if quantity.kind is Kind.NUMBER and known is not None:
        quantity = quantity._replace(
            kind=known.kind, unit=known.name, factor=known.factor, step=quantity.step * known.factor, inherited=True
        )
    if quantity.kind not in (Kind.MONEY, Kind.NUMBER):
        return None
    return Fact(quantity, cell.span(quantity.start, quantity.end), entry.label, cell.section, source=Source.TABLE)


def _plan(rows: Sequence[Row], unit: str | None) -> tuple[Span | None, list[tuple[str, Fact]]]:
    """The payment plan: periods in one row and their shares in the next, or period and share side by side."""
    for index, row in enumerate(rows):
        start = next((position for position, cell in enumerate(row) if _PLAN.fullmatch(_plain(cell.text))), None)
        if start is None:
            continue
        label = row[start]
        periods = [cell for cell in row[start + 1 :] if _PERIOD.fullmatch(_plain(cell.text))]
        following = rows[index + 1] if index + 1 < len(rows) else ()
        values = [cell for cell in following if len(cell.quantities) == 1]
        if len(values) != len(periods):
            values = [after for cell, after in pairwise(row) if cell in periods and len(after.quantities) == 1]
        if len(periods) > 1 and len(values) == len(periods):
            return label.passage.span, [
                (period.text.strip(), _share(cell, label.text, unit)) for period, cell in zip(periods, values, strict=True)
            ]
        return label.passage.span, []
    return None, []


def _share(cell: Line, label: str, unit: str | None) -> Fact:
    """A share of the plan. Shares are set, not measured: 99 is not 100."""
    quantity = cell.quantities[0]
    if quantity.kind is Kind.NUMBER:
        if "%" in label or "％" in label or unit is None:
            quantity = quantity._replace(kind=Kind.PERCENT, unit="%", inherited=True)
        elif (known := unit_named(unit)) is not None:
            quantity = quantity._replace(
                kind=known.kind, unit=known.name, factor=known.factor, step=quantity.step * known.factor, inherited=True
            )
    if quantity.kind is Kind.PERCENT:
        quantity = quantity._replace(step=min(quantity.step, _ONE_HUNDREDTH))
    return Fact(quantity, cell.span(quantity.start, quantity.end), cell.text.strip(), cell.section, source=Source.TABLE)


def _goals(rows: Sequence[Row]) -> Iterator[Field]:
    """The numbered goals, each without its number; a single goal has no number and is not listed."""
    inside = False
    cells: list[Line] = []
    for row in rows:
        label = next(
            (position for position, cell in enumerate(row) if _GOALS.fullmatch(_plain(cell.text)) and len(_plain(cell.text)) <= 12), -1
        )
        if label >= 0:
            inside = True
        elif inside and row and row[0].text.strip():
            inside = False
        if inside:
            cells += [cell for cell in row[label + 1 :] if len(cell.text.strip()) > 3]
    for cell in cells:
        marks = list(_NUMBERED.finditer(cell.text))
        for position, mark in enumerate(marks):
            end = marks[position + 1].start() if position + 1 < len(marks) else len(cell.text)
            text = cell.text[mark.end() : end]
            stripped = text.strip("\n\r\t 　；;。")
            if stripped:
                start = mark.end() + text.index(stripped)
                yield Field(stripped, cell.span(start, start + len(stripped)))
