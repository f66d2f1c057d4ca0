"""Lines become logical paragraphs: what a PDF export or a page break has cut apart is joined, and nothing else.

A join that is missed leaves two half sentences; a wrong one glues a heading to a paragraph. So a line goes on in the next one only for
a reason: the next begins like the middle of a sentence, the line ends like one, it is as full as the lines around it, or prose stops
without a stop and prose follows.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model import Paragraph
from auditor.patterns import compiled
from auditor.read.lines import Line, joined, passage
from auditor.records import made

_NUMERAL = "一二三四五六七八九十百"
# What begins a heading or an item and is therefore never glued to what stands before it.
_MARKER = compiled(
    rf"第\s{{0,2}}[{_NUMERAL}零\d]{{1,4}}\s{{0,2}}(?:部分|章|节|条|篇)"
    rf"|[{_NUMERAL}]{{1,4}}\s{{0,2}}[、．.]"
    rf"|[（(]\s{{0,2}}(?:[{_NUMERAL}]{{1,4}}|\d{{1,2}})\s{{0,2}}[）)]"
    r"|[0-9０-９]{1,2}\s{0,2}(?:[、)）]|[.．](?![0-9０-９]))"
    r"|[①-⑳⑴-⒇㈠-㈩●○◆◇■□★☆▲►➢√•·]|[—―]{2}|[*+]\s|\[bookmark:|附件\s{0,2}[\d一二三四五六七八九十：:]|各位代表"
)
_INNER_MARKER = compiled(r"[①-⑳⑴-⒇]|[（(]\d{1,2}[）)]|\d{1,2}[、)）]")
# What begins an item when the line before is finished, and is the middle of a sentence otherwise.
_SOFT_MARKER = compiled(
    rf"[{_NUMERAL}]{{1,3}}(?:是|要|则)|[其再首][次先]|\d{{1,2}}[-－]\d{{1,2}}\s|(?:附?表|图)\s{{0,2}}[\d一二三四五六七八九十]"
    r"|注[：:]"
)
# 绩效目标：… begins a paragraph of its own, also among lines of one width. (The class is "any letter but Latin": a range of Chinese
# characters takes ten times as long to compile.)
_LABEL = compiled(r"(?!其中|包括|分别)[^\W\da-zA-Z_]{2,8}[：:]")
_FINISHED = "。！？!?…"
_PAUSED = "；;：:"
_CLOSERS = "”’」』）)】］]》〉\"'"
_OPEN_ENDS = "，,、和与及或（(《〈“‘「"
_MIDDLE_STARTS = "，,、。；;：！？）)”’》〉】」％%"
_PUNCTUATION = compiled("[，,。；;：、]")
_SENTENCE = compiled("[，,。；;]")
_BODY = compiled("[。；;：]")
_NUMBER_START = compiled(r"[0-9A-Za-z.,%．，％]{1,24}")

_CUT_AMOUNT = compiled(r"[0-9] ?[百千]?[万亿]\n ?(?:元|亿|亩|人|吨|公里|平方)")  # 1320.45 万 | 元

_WIDEST_DIFFERENCE = 8  # columns by which full lines differ: a number or a bracket that did not fit went to the next line
_NARROWEST = 30  # columns; shorter lines are headings, labels, names
_LONGEST_WRAPPED = 400  # characters; no page is that wide
_NEIGHBOURS = 6  # lines before and behind that may show how wide the page is
_PROSE = 20  # characters; shorter lines are not taken for cut-off prose
_LONGEST_HEADING = 45  # characters; a heading may have commas, but is not longer
_MOST_BLANK_LINES = 4  # a sentence does not go on behind a larger hole


def begins_item(text: str) -> bool:
    """Whether a line begins with a heading number, an item number or a bullet."""
    return _MARKER.match(text) is not None


def is_finished(text: str) -> bool:
    """Whether a line ends with a full stop, closing quotes and brackets aside. A point between digits is no stop."""
    text = text.rstrip(_CLOSERS)
    if not text:
        return False
    last = text[-1]
    if last == ".":
        return len(text) == 1 or not text[-2].isdigit()
    return last in _FINISHED


def columns(text: str) -> int:
    """The width of `text` on a terminal or a page: Chinese characters take two columns."""
    return (len(text) + len(text.encode("utf-8", "replace"))) // 2


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The logical paragraphs of `lines`, which are not blank and stand in order; a table between two of them is the caller's matter."""
    result: list[Paragraph] = []
    joints = _Joints(lines)
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not joints.holds(first, index):
            if index == first + 1:
                line = lines[first]
                result.append(made(Paragraph, (passage(line), "heading" if line.heading else "")))
            else:
                result.append(Paragraph(joined(lines[first:index])))
            first = index
    return result


def flows_on(before: str, after: str) -> bool:
    """Whether `after` reads as the rest of the sentence that `before` begins, whatever the layout says."""
    last = before[-1]
    if after[0] in _MIDDLE_STARTS or (last in "万亿" and _CUT_AMOUNT.search(before[-8:] + "\n" + after[:4])):
        return True
    return last in _OPEN_ENDS and not begins_item(after)


class _Joints:
    """Decides where a paragraph goes on; what the lines around look like is worked out once for each line."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        # For each line its width if it is cut off and plain text follows, else 0; −1 until asked for.
        self._widths = [-1] * len(lines)

    def holds(self, first: int, index: int) -> bool:
        """Whether the paragraph that begins at line `first` goes on from line `index - 1` into line `index`."""
        before, after = self._lines[index - 1], self._lines[index]
        indent = self._lines[first].indent
        if before.text[-1] in _FINISHED and indent < after.indent + 2 and after.text[0] not in _MIDDLE_STARTS:
            return False  # as most lines are; what is below would say so, too
        if before.heading or after.heading or after.number - before.number > _MOST_BLANK_LINES + 1:
            return False
        if flows_on(before.text, after.text):
            return True
        finished = is_finished(before.text)
        if finished and indent < after.indent + 2:
            return False
        if begins_item(after.text):
            # ①…；②…； run through one paragraph: a line may begin with one of them only because the page ended the line before.
            return not finished and _INNER_MARKER.match(after.text) is not None and self._hangs(first, index)
        if _LABEL.match(after.text):
            return False
        deeper = after.indent >= before.indent + 2
        if finished:
            # The first line of this paragraph is indented and this one is not: only the width of the page ended the line before.
            return self._hangs(first, index) and not _SOFT_MARKER.match(after.text)
        if deeper:
            return False
        # In a paragraph that has been joined once, one more line of its width is proof enough.
        return self._is_full(index - 1, needed=2 if index - 1 == first else 1) or _is_cut_prose(before.text, after.text)

    def _hangs(self, first: int, index: int) -> bool:
        """Whether line `index` stands further left than the first of the paragraph, behind a full line."""
        return self._lines[first].indent >= self._lines[index].indent + 2 and self._is_full(index - 1)

    def _is_full(self, index: int, needed: int = 2) -> bool:
        """Whether a line is as wide as at least `needed` lines around it that break off in the middle."""
        line = self._lines[index]
        if len(line.text) > _LONGEST_WRAPPED:
            return False
        width = self._width(index)
        if width < _NARROWEST:
            return False
        alike = 0
        widths = self._widths
        for other in range(max(0, index - _NEIGHBOURS), min(len(widths) - 1, index + _NEIGHBOURS + 1)):
            if other == index:
                continue
            if (near := widths[other]) < 0:
                near = widths[other] = self._open_width(other)
            if abs(near - width) <= _WIDEST_DIFFERENCE:
                alike += 1
                if alike == needed:
                    return True
        return False

    def _width(self, index: int) -> int:
        """The width of a line together with the number or word at the start of the next that would not have fitted."""
        line = self._lines[index]
        follows = _NUMBER_START.match(self._lines[index + 1].text)
        return line.indent + columns(line.text) + (len(follows[0]) if follows else 0)

    def _open_width(self, index: int) -> int:
        """The width of a line that is cut off and goes on in plain text, 0 for another."""
        text, after = self._lines[index].text, self._lines[index + 1].text
        shows = (
            len(text) <= _LONGEST_WRAPPED
            and not is_finished(text)
            and text[-1] not in _PAUSED
            and _PUNCTUATION.search(text) is not None
            and not begins_item(after)
            and not _LABEL.match(after)
            and not (begins_item(text) and not _BODY.search(text))
        )
        return self._width(index) if shows else 0


def _is_cut_prose(before: str, after: str) -> bool:
    """Whether running text stops without a stop (a page ended there) and running text follows."""
    if len(before) < _PROSE or before[-1] in _PAUSED or before[-1] in _CLOSERS or _SOFT_MARKER.match(after):
        return False
    may_be_heading = begins_item(before) and len(before) <= _LONGEST_HEADING
    if not (_BODY if may_be_heading else _SENTENCE).search(before):
        return False
    return after[-1] in "。；;：" or _SENTENCE.search(after) is not None
