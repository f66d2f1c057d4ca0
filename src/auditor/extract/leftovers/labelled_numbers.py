"""Numbers behind a word at the head of paragraphs that leave one out: 目标1：……, 目标2：……, 目标4：……; and a heading that bears the number of the one it stands under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from auditor.extract.lines import HAN, Line
from auditor.model import Section, Statement
from auditor.patterns import compiled

_CHINESE = "一二三四五六七八九十"
_LABEL = compiled(
    f"\\s{{0,4}}({HAN}{{2,4}}|附?[表图])\\s?(?:([1-9]\\d?)|([{_CHINESE}]))(?:\\s?[：:、.．]|(?:(?<=[表图件录].)|(?<=[表图件录]..))(?:\\s|$))"
)
_LEAST = 3
_SHORTEST, _LONGEST = 4, 24  # characters of a heading
_HOLDERS = (
    "情况",
    "分析",
    "管理",
    "建设",
    "完成",
    "措施",
    "问题",
    "说明",
    "指标",
    "成效",
    "结论",
    "组织",
    "过程",
    "方法",
    "目标",
    "建议",
    "效益",
    "职责",
    "机构",
)
_GAP = 2
_SHOWN = 40
_PATTERNS = {"（一）": compiled(f"[（(]\\s?([{_CHINESE}])\\s?[）)]"), "1、": compiled("([1-9])\\s?[、.．]")}


def labelled_statements(text: str, lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[Statement]:
    """The number that such a series leaves out, when it stands nowhere else in the text."""
    series: dict[str, list[tuple[int, Line, int, int]]] = {}
    match = _LABEL.match
    for line, found in [(line, found) for line in lines if (found := match(line.text)) is not None]:
        value = int(found[2]) if found[2] else _CHINESE.index(found[3]) + 1
        series.setdefault(found[1] + ("1" if found[2] else "一"), []).append((value, line, found.start(1), found.end()))
    for label, items in series.items():
        starts = [index for index, item in enumerate(items) if item[0] == 1]
        for start, stop in pairwise([*starts, len(items)]):
            yield from _in_run(text, label[:-1], items[start:stop], chinese=label.endswith("一"))
    yield from _of_other_style(sections)
    yield from _named_twice(sections)


def _in_run(text: str, label: str, run: Sequence[tuple[int, Line, int, int]], *, chinese: bool) -> Iterator[Statement]:
    wrong = [(first, second) for first, second in pairwise(run) if second[0] != first[0] + 1]
    if len(run) < _LEAST or len(wrong) != 1 or wrong[0][1][0] != wrong[0][0][0] + _GAP:
        return
    first, (value, line, start, end) = wrong[0]
    missing = _CHINESE[value - 2] if chinese else str(value - 1)
    if compiled(f"{label}\\s?{missing}(?!\\d)").search(text):
        return
    other = first[1]
    place = ("context", other.span(first[2], min(len(other.text), first[3] + _SHOWN)))
    yield Statement(
        "numbering",
        line.text[start:end].strip(" ：:、.．\u3000\t"),
        line.span(start, min(len(line.text), end + _SHOWN)),
        line.section,
        f"{label}{missing}",
        (place,),
        frozenset({"list-missing"}),
    )


def _of_other_style(sections: Sequence[Section]) -> Iterator[Statement]:
    """（三） behind 1. and 2. under （三）: it was to go on with their numbers."""
    lone: dict[int, list[Section]] = {}  # by what they stand under
    for section in sections:
        if section.parent and _number(section.marker, "（一）"):
            lone.setdefault(section.parent, []).append(section)
    for index in sorted(lone):
        parent, child = sections[index], lone[index][0]
        before = _ordinal(parent, "1、")
        if len(lone[index]) != 1 or not before or _ordinal(child, "（一）") != before + 1 or parent.parent is None:
            continue
        outer, sisters = sections[parent.parent], _children(sections, parent.parent)
        if _ordinal(outer, "（一）") != before + 1 or [_ordinal(sister, "1、") for sister in sisters] != list(range(1, before + 1)):
            continue
        aunts = [_ordinal(aunt, "（一）") for aunt in _children(sections, outer.parent or 0)]
        if before + 1 in aunts and aunts == list(range(1, len(aunts) + 1)):
            places = tuple(("context", sister.span._replace(end=min(sister.span.end, sister.span.start + 100))) for sister in sisters[-1:])
            span = child.span
            yield Statement(
                "numbering",
                child.marker.strip(),
                span._replace(end=min(span.end, span.start + 100)),
                child.index,
                child.marker.strip(),
                (("context", outer.span._replace(end=min(outer.span.end, outer.span.start + 100))), *places),
                frozenset({"repeated"}),
            )


def _children(sections: Sequence[Section], index: int) -> list[Section]:
    """The sections right under one."""
    return [section for section in sections[1:] if (section.parent or 0) == index]


def _named_twice(sections: Sequence[Section]) -> Iterator[Statement]:
    """Two sisters of one level with the same words behind different numbers."""
    seen: dict[tuple[int, str], Section] = {}
    titles = [section.title.strip(" ：:。") for section in sections]
    told = [(section, title) for section, title in zip(sections, titles, strict=True) if _SHORTEST <= len(title) <= _LONGEST]
    if len({title for _, title in told}) == len(told):
        return
    for section, title in told:
        if not section.index or not section.marker or not title.endswith(_HOLDERS):
            continue
        first = seen.setdefault((section.parent or 0, title), section)
        number = _ordinal(section, "（一）") or _ordinal(section, "1、")
        if first is not section and number > (_ordinal(first, "（一）") or _ordinal(first, "1、")) > 0:
            yield Statement("numbering", title, section.span, section.index, title, (("context", first.span),), frozenset({"twice"}))


def _ordinal(section: Section, form: str) -> int:
    """The number of a heading in one style, 0 when it has another."""
    return _number(section.marker, form)


@lru_cache(maxsize=512)  # the markers of all reports are few
def _number(marker: str, form: str) -> int:
    found = _PATTERNS[form].fullmatch(marker.strip())
    if found is None:
        return 0
    return int(found[1]) if found[1].isdecimal() else _CHINESE.index(found[1]) + 1
