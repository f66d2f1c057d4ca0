"""The same words twice: a paragraph that stands in two places, and rows of a table whose goals or results are word for word the same.

Only what is told of two different things is meant: a form repeats the report it belongs to, standards and rules repeat themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line
from auditor.model import Section, Span, Statement
from auditor.patterns import compiled

Rows = Sequence[Sequence[Line]]

_LONG = 45  # letters of a sentence that nobody writes twice by chance
_ITEM_LONG = 20  # letters of a member of a list
_SISTERS = 10  # paragraphs between two members of one list
_MARKS = frozenset("（(一二三四五六七八九十123456789①②③④⑤⑥⑦⑧⑨")
_MARKER = "(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\\d{1,2})[）)]?[、.．）)是]?|[①-⑨])\\s?"
_SAYING = "\\s*(?:[一二三四五六七八九]是要?|第[一二三四五六七八九][，,、]?|[（(]?[一二三四五六七八九\\d][）)、.．])"
_NUMERALS = frozenset("一二三四五六七八九第")  # besides these a member of a list begins with what is no letter
_TWO = 2
_ROW_LONG = 14  # letters of a goal
_RESULT_LONG = 24
_SHOWN = 80
_MOST = 12
_RULE = "得满分|扣\\d|分值|满分|不得分|评价标准|计算公式|×100|是指|反映和|根据《|按照《|依据《|中华人民共和国|本表|填写|习近平新时代|指导思想|主要原因|主要包括"
_NO_LETTER = compiled("[\\W_]+")
_GOAL_COLUMN = compiled("目标|实施内容|项目内容|工作内容|主要内容|资金用途|建设内容")
_RESULT_COLUMN = compiled("完成情况|实现情况|存在问题|存在的问题|原因|改进措施|效益|成效")
_NAME_COLUMN = compiled("名称|指标|项目")
_LONGEST_HEADER = 20


def repeat_statements(lines: Sequence[Line], sections: Sequence[Section], tables: Mapping[int, Rows]) -> Iterator[Statement]:
    """Every passage that stands twice; the place where it stands first is the related one."""
    told = list(_paragraphs(lines, sections))
    yield from told
    yield from _sentences(lines)
    yield from _items(lines, sections, {statement.span for statement in told})
    for rows in tables.values():
        yield from _rows(rows)


def _paragraphs(lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[Statement]:
    """Sentences of paragraphs that stand under two headings of one chapter, or twice under one heading."""
    seen: dict[str, tuple[Line, int, int]] = {}
    told: set[tuple[int, int]] = set()
    for line in lines:
        text = line.text
        if len(text) < _LONG:
            continue
        start = 0
        for end in (*line.breaks, len(text)):
            if end - start >= _LONG:
                words = text[start:end].replace(" ", "").strip("。 \u3000")
                first = seen.get(words)
                if first is None:
                    seen[words] = (line, start, end)
                elif first[0] is not line and len(words) >= _LONG and "，" in words and _is_copied(first, line, start, sections):
                    pair = (first[0].block, line.block)
                    if pair not in told:
                        told.add(pair)
                        yield _statement(first, line, start, end, _place(first[0], line))
                        if len(told) > _MOST:
                            return
            start = end


def _items(lines: Sequence[Line], sections: Sequence[Section], told: set[Span]) -> Iterator[Statement]:
    """Two members of one list that are word for word the same: shorter than what is never written twice by chance, but side by side."""
    seen: dict[str, tuple[int, Line, int]] = {}
    match = compiled(_MARKER).match
    for index, line in enumerate(lines):
        text = line.text
        marker = match(text) if len(text) >= _ITEM_LONG and text[0] in _MARKS and "，" in text else None
        if marker is None:
            continue
        words = line.text[marker.end() :].strip("。；; ")
        if len(words) < _ITEM_LONG or "，" not in words:
            continue
        first = seen.get(words)
        if first is None or index - first[0] > _SISTERS:
            seen[words] = (index, line, marker.end())
        elif line.passage.span not in told and _is_copied((first[1], 0, 0), line, 0, sections):
            statement = _statement((first[1], first[2], len(first[1].text)), line, marker.end(), len(line.text), "same-section")
            if statement.span not in told:
                yield statement


def _sentences(lines: Sequence[Line]) -> Iterator[Statement]:
    """Two sentences of one paragraph that are the same but for their numbers: 一是……。三是……"""
    match = compiled(_SAYING).match
    for line in lines:
        if len(line.breaks) < _TWO or len(line.text) < _TWO * _ITEM_LONG:
            continue
        text = line.text
        seen: dict[str, tuple[int, int]] = {}
        start = 0
        for end in line.breaks:
            if end - start >= _ITEM_LONG:
                marker = match(text, start, end) if text[start] in _NUMERALS or not text[start].isalpha() else None
                begin = marker.end() if marker is not None else start
                words = text[begin:end].strip("。；; ")
                first = seen.get(words)
                if first is None:
                    seen[words] = begin, end
                elif len(words) >= _ITEM_LONG and "，" in words and not compiled(_RULE).search(words):
                    yield _statement((line, *first), line, begin, end, "same-section")
                    break
            start = end


def _place(first: Line, second: Line) -> str:
    return "same-section" if first.section == second.section else "sections"


def _is_copied(first: tuple[Line, int, int], line: Line, start: int, sections: Sequence[Section]) -> bool:
    """Whether a sentence was copied: both places lie in one chapter, and it is no rule of the form."""
    if _chapter(sections, first[0].section) != _chapter(sections, line.section):
        return False
    return compiled(_RULE).search(line.text, start, min(len(line.text), start + 200)) is None


def _chapter(sections: Sequence[Section], index: int) -> int:
    """The section of the first level that holds section `index`."""
    while index and sections[index].level > 1:
        index = sections[index].parent or 0
    return index


def _statement(first: tuple[Line, int, int], line: Line, start: int, end: int, trait: str) -> Statement:
    other, begin, stop = first
    while line.text[start : start + 1].isspace():
        start += 1
    while other.text[begin : begin + 1].isspace():
        begin += 1
    shown = min(end, start + _SHOWN)
    place = ("other", other.span(begin, min(stop, begin + _SHOWN)))
    return Statement(
        "repeat", line.text[start:shown], line.span(start, shown), line.section, str(end - start), (place,), frozenset({trait})
    )


def _rows(rows: Rows) -> Iterator[Statement]:
    """Rows of one table, each with a name of its own, that hold the same long text in a column of goals or results."""
    header = next((row for row in rows[:4] if len(row) > 2 and any(_named(cell, _NAME_COLUMN) for cell in row)), None)
    if header is None:
        return
    columns = {cell.column: _ROW_LONG for cell in header if _named(cell, _GOAL_COLUMN)}
    columns |= {cell.column: _RESULT_LONG for cell in header if _named(cell, _RESULT_COLUMN)}
    names = {cell.column for cell in header if _named(cell, _NAME_COLUMN)} - set(columns)
    if not columns or not names:
        return
    seen: dict[tuple[int, str], list[Line]] = {}
    labels: dict[int, str] = {}
    for row in rows:
        for cell in row:
            if cell.column in names:
                labels.setdefault(cell.row, cell.text.strip())
            elif cell.column in columns and len(cell.text) >= columns[cell.column]:
                words = _NO_LETTER.sub("", cell.text)
                if len(words) >= columns[cell.column]:
                    seen.setdefault((cell.column, words), []).append(cell)
    for same in seen.values():
        if len({labels.get(cell.row, "") for cell in same}) == len(same) > 1:
            yield _of_rows(same, [labels.get(cell.row, "") for cell in same])


def _named(cell: Line, words: re.Pattern[str]) -> bool:
    return len(cell.text) <= _LONGEST_HEADER and words.search(cell.text) is not None


def _of_rows(same: Sequence[Line], labels: Sequence[str]) -> Statement:
    first, *others = same
    related = tuple(("other", _cut(cell)) for cell in others[:6])
    return Statement(
        "repeat",
        "、".join(label for label in labels if label)[:60],
        _cut(first),
        first.section,
        str(len(same)),
        related,
        frozenset({"rows"}),
    )


def _cut(cell: Line) -> Span:
    return cell.span(0, min(len(cell.text), _SHOWN)) if cell.text else cell.passage.span
