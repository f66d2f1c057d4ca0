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

_NUMERAL = "一二三四五六七八九十百"
# What begins a heading or an item and is therefore never glued to what stands before it.
_MARKER = compiled(
    rf"第\s{{0,2}}[{_NUMERAL}零\d]{{1,4}}\s{{0,2}}(?:部分|章|节|条|篇)"
    rf"|[{_NUMERAL}]{{1,4}}\s{{0,2}}[、．.]"
    rf"|[（(]\s{{0,2}}(?:[{_NUMERAL}]{{1,4}}|\d{{1,2}})\s{{0,2}}[）)]"
    r"|[0-9０-９]{1,2}\s{0,2}(?:[、)）]|[.．](?![0-9０-９]))"
    r"|[①-⑳⑴-⒇㈠-㈩●○◆◇■□★☆▲►➢√•·]|[—―]{2}|[*+]\s|\[bookmark:|附件\s{0,2}[\d一二三四五六七八九十：:]|各位代表"
)
_ROUND = "①⑳⑴⒇㈠㈩"  # the ends of ranges of numbers in circles and brackets
_MARKER_STARTS = frozenset(f"第{_NUMERAL}（(0123456789０１２３４５６７８９●○◆◇■□★☆▲►➢√•·—―*+[附各").union(
    *(map(chr, range(ord(first), ord(last) + 1)) for first, last in zip(_ROUND[::2], _ROUND[1::2], strict=True))
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
_LABEL_PLACE = slice(2, 9)  # where its colon stands
_FINISHED = "。！？!?…"
_PAUSED = "；;：:"
_CLOSERS = "”’」』）)】］]》〉\"'"
_LAST = frozenset(_FINISHED + _CLOSERS + ".")  # of a line that may be finished
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
    return text[:1] in _MARKER_STARTS and _MARKER.match(text) is not None


def is_finished(text: str) -> bool:
    """Whether a line ends with a full stop, closing quotes and brackets aside. A point between digits is no stop."""
    if text[-1:] not in _LAST:  # as nearly all that go on
        return False
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
                result.append(Paragraph(passage(line), "heading" if line.heading else ""))
            else:
                result.append(Paragraph(joined(lines[first:index])))
            first = index
    return result


def _begins_label(text: str) -> bool:
    """Whether a line begins with a label and its colon."""
    near = text[_LABEL_PLACE]
    return ("：" in near or ":" in near) and _LABEL.match(text) is not None


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
        self._texts = [line.text for line in lines]
        self._indents = [line.indent for line in lines]
        # For each line its width if it is cut off and plain text follows, else 0; −1 until asked for.
        self._widths = [-1] * len(lines)

    def holds(self, first: int, index: int) -> bool:
        """Whether the paragraph that begins at line `first` goes on from line `index - 1` into line `index`."""
        before, after = self._texts[index - 1], self._texts[index]
        indent = self._indents[index]
        hanging = self._indents[first] >= indent + 2
        if not hanging and before[-1] in _FINISHED and after[0] not in _MIDDLE_STARTS:
            return False  # as most lines are; what is below would say so, too
        one, two = self._lines[index - 1], self._lines[index]
        if one.heading or two.heading or two.number - one.number > _MOST_BLANK_LINES + 1:
            return False
        if flows_on(before, after):
            return True
        finished = is_finished(before)
        if finished and not hanging:
            return False
        if begins_item(after):
            # ①…；②…； run through one paragraph: a line may begin with one of them only because the page ended the line before.
            return hanging and not finished and _INNER_MARKER.match(after) is not None and self._is_full(index - 1)
        if _begins_label(after):
            return False
        if finished:
            # The first line of this paragraph is indented and this one is not: only the width of the page ended the line before.
            return self._is_full(index - 1) and not _SOFT_MARKER.match(after)
        if indent >= self._indents[index - 1] + 2:
            return False
        # In a paragraph that has been joined once, one more line of its width is proof enough.
        return self._is_full(index - 1, needed=2 if index - 1 == first else 1) or _is_cut_prose(before, after)

    def _is_full(self, index: int, needed: int = 2) -> bool:
        """Whether a line is as wide as at least `needed` lines around it that break off in the middle."""
        if len(self._texts[index]) > _LONGEST_WRAPPED:
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
        follows = _NUMBER_START.match(self._texts[index + 1])
        return self._indents[index] + columns(self._texts[index]) + (len(follows[0]) if follows else 0)

    def _open_width(self, index: int) -> int:
        """The width of a line that is cut off and goes on in plain text, 0 for another."""
        text, after = self._texts[index], self._texts[index + 1]
        shows = (
            len(text) <= _LONGEST_WRAPPED
            and not is_finished(text)
            and text[-1] not in _PAUSED
            and _PUNCTUATION.search(text) is not None
            and not begins_item(after)
            and not _begins_label(after)
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
