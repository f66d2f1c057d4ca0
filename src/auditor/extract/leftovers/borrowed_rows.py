"""Indicators that were left over from the form of another project: 路灯亮灯率 in the form on 灌渠清淤, beside a form on 路灯更新.

What such a row is about stands nowhere else in its own form, while another form of the document is named after it and has a row alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.model import Indicator, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

Rows = Sequence[Sequence[Line]]

_LABEL = "项目名称"
_GENERAL = compiled(
    "满意度?|指标|群众|农户|居民|市民|村民|学生|家长|服务对象|受益|对象|项目|工程|完成|完工|及时|按时|按期|合格|达标|率|数量|质量|验收|资金|经费|成本|费用|时间|时限|"
    "覆盖|考核|情况|程度|提高|提升|改善|改造|增加|减少|促进|保障|社会|经济|生态|环境|可持续|影响|效益|单位|人员|人数|次数|户数|工作|管理|建设|新建|补助|补贴|标准|"
    "整治|治理|维修|维护|养护|运行|运维|采购|购置|设备|设施|培训|宣传|活动|检查|服务|安全|卫生|"
    "使用|发放|拨付|支付|到位|执行|面积|长度|数$|[年度的与和及是否每]"
)
_LEAST = 2  # characters that tell what a row is about
_MOST_FORMS = 60


class _Form(NamedTuple):
    """A project's form: its name, where it begins and ends, and its indicators with what they are about."""

    name: str
    span: Span
    text: str
    rows: tuple[tuple[Indicator, frozenset[str]], ...]


def borrowed_rows(text: str, corpus: Corpus, tables: Mapping[int, Rows], rows: Sequence[Indicator]) -> Iterator[Statement]:
    """The rows of one form that are about the project of another; `rows` are the indicators of all tables."""
    labels = [cell for cell in corpus.holding((_LABEL,)) if cell.block in tables and cell.text.strip() == _LABEL]
    if len(labels) < _LEAST:
        return
    forms = _forms(text, labels, tables, rows)
    if not 1 < len({form.name for form in forms}) <= _MOST_FORMS:
        return
    for form in forms:
        for row, pairs in form.rows:
            if not pairs or any(_elsewhere(pair, row, form) for pair in pairs):
                continue
            for other in forms:
                twin = _twin(pairs, other) if other.name != form.name and _is_named_after(pairs, other.name, form.name) else None
                if twin is not None:
                    related = (("other", twin.heading), ("title", form.span))
                    yield Statement("borrowed-row", row.name, row.heading, row.section, other.name, related)
                    break


def _forms(text: str, labels: Sequence[Line], tables: Mapping[int, Rows], rows: Sequence[Indicator]) -> list[_Form]:
    lines = {(label.block, label.row) for label in labels}
    named = [
        cell
        for block in {label.block for label in labels}
        for row in tables[block]
        if row and (block, row[0].row) in lines
        for label, cell in pairwise(row)
        if label.text.strip() == _LABEL and cell.text.strip() and cell.text.strip() != _LABEL
    ]
    named.sort(key=lambda cell: cell.passage.span.start)
    found = []
    for cell, following in pairwise([*named, None]):
        assert cell is not None  # only the last is
        start, end = cell.passage.span.start, following.passage.span.start if following is not None else len(text)
        inside = [row for row in rows if start <= row.heading.start < end]
        if inside:
            last = min(end, inside[-1].heading.end + 200)
            own = tuple((row, _pairs(row.name)) for row in inside)
            found.append(_Form("".join(cell.text.split()), cell.passage.span, text[start:last], own))
    return found


def _pairs(name: str) -> frozenset[str]:
    """The neighbouring characters of what a name is about."""
    parts = _GENERAL.sub(" ", name).split()
    return frozenset(part[at : at + 2] for part in parts for at in range(len(part) - 1) if part[at : at + 2].isalpha())


def _elsewhere(pair: str, row: Indicator, form: _Form) -> bool:
    """Whether two characters stand anywhere in a form but in one row's name and description."""
    own = row.name.count(pair) + (row.description[0].count(pair) if row.description is not None else 0)
    return form.text.count(pair) > own or set(pair) <= set(form.name)


def _is_named_after(pairs: frozenset[str], other: str, own: str) -> bool:
    """Whether another project's name holds what a row is about, in whatever order."""
    return any(set(pair) <= set(other) and not set(pair) & set(own) for pair in pairs)


def _twin(pairs: frozenset[str], form: _Form) -> Indicator | None:
    """The row of a form that is about half the same or more."""
    return next((row for row, its in form.rows if len(pairs & its) * 2 >= len(pairs)), None)
