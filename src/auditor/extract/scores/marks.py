"""Scores told in prose, each with its part in the reckoning: full marks, awarded, deducted, added, a total.

Scoring standards (每发现一处扣0.5分), comparisons (较上年提高3分) and means are no part of any reckoning and are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest

from auditor.enums import StrEnum
from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Bound, Kind, Quantity
from auditor.patterns import compiled
from auditor.records import Record


class Role(StrEnum):
    """What a score does in the reckoning of its report."""

    FULL = "full"  # 满分 10 分, （10分）
    BASE = "base"  # 基础分 90 分
    AWARD = "award"  # 故此项得 7 分
    TOTAL = "total"  # 总得分, 综合得分, 合计得分
    RESULT = "result"  # 自评得分: the total of a report, or a part where a list says so
    DEDUCTED = "deducted"  # 扣 2 分
    ALL_DEDUCTED = "all-deducted"  # 共扣 4 分
    ADDED = "added"  # 加分项得 5 分


AWARDED = frozenset({Role.AWARD, Role.RESULT})
SCORED = frozenset({Role.AWARD, Role.RESULT, Role.TOTAL})


class Mark(Record):
    """A score with its role. `depth` counts the brackets around it, `sentence` the sentences of its paragraph before it."""

    line: Line
    quantity: Quantity
    role: Role
    depth: int
    sentence: int

    @property
    def value(self) -> Decimal:
        """The score itself."""
        return self.quantity.value


_STANDARD = compiled("每|不得分|否则|扣完为止|一项不|低于|高于|以上得|者得|[≥≤＞＜]|大于|小于|可得|最高|最低|不足|酌情")
_RUBRIC = compiled("(?:评分|计分|赋分|打分)(?:标准|细则|办法|规则)(?:为|是|如下|：|:)|扣完为止")
_RUBRIC_REACH = 80  # characters from the words to a score they govern
_BESIDE = compiled("平均|提高|降低|下降|上升|较[上去前年\\d]|比[上去前\\d]|相差|折算|复核|上年|去年|上一年|年的|差距|标准为|系数")
_OTHER_YEAR = compiled("(?:19|20)\\d\\d年")
_DEDUCTED = compiled("(共|合计|总计|累计)?(?:被)?扣(?:除|减|掉|去|了|分)?(?:共计|合计|共|为)?$")
_DIVIDED = compiled("[，,]?(?:其中|包括|分别|[：:（(])")
_ADDED = compiled("加分项?(?:得分|得|为)?$|另?加$")
_FULL = compiled("满分|分值|权重|标准分|应得|总分值|设定|赋分|占$|共计?有?$")
_BASE = compiled("(?:基础|基准|基本|起评)分(?:值|数)?(?:为|是)?$")
_ENDING = compiled("(?:共计|合计|共)?(?:为|是|：|:|达到|达|了)*$")
_ENDINGS = frozenset("计共为是：:到达了")  # what it ends with
_TOTAL = compiled(
    "(?:总分数?|总得分|总评分|综合(?:评价|考评|评定|考核|绩效|自评)?(?:得分|评分|得)|(?:最终|总体|累计)[^\\W\\d]{0,8}(?:得分|评分|得)"
    "|(?:合计|共计|总计|一共|(?<![^\\W\\d])共)(?:总?得分|得)?)$"
)
_GIVEN = ("得分", "得", "自评分", "评分", "打分", "计分", "记", "计")
_SCALE = compiled("[，,；;。（(][^\\W\\d]{0,8}\\d{2}\\s?分?(?:[（(]不?含[）)])?分?\\s?(?:[-—－–~～至]|及?以上)")
_NOTE = compiled("\\s*(?:填表说明|说明|备?注)\\s{0,2}[：:\\d]")  # under a form: how it is to be filled in
_NOTE_STARTS = frozenset("填说备注")
_SUBJECT = compiled("自评|评价|绩效|考核|评定|评估|考评|整体|年度|项目得")
_PART = compiled(
    "指标|率|方面|满意|数量|质量|时效|成本|效益|产出|过程|决策|投入|效果|管理|部分|[此该本各小]项|基础|[^\\W\\d]类|职能|履职|共性|个性"
)
_NAME = compiled("[\\w“”]{1,16}[：:]?$")
_GRADES = compiled('(?:以[上下]|[）)分])[^\\W\\d]{0,3}为[“"]?(?:优|良|中|差|合格|不合格)')
_OF_FULL = compiled("满分|得分率|分值")
_SHARED_OUT = compiled("满分|分值|权重|指标体系|赋分|设置|百分制|总分为?100")
_LOOK_BACK = 80  # scores of a list before one of its members that may say what it is
_ALONE = frozenset("，。；、,;）)（(+＋：: 。")
_NO_SCORE = frozenset("×*xX/及段档制")
_INCLUDED = ("（含", "(含", "（不含", "(不含")  # 80分（含）至90分
_STOPS = Stops("，。；、,;：:（()）+＋")
_CONTEXT = 24  # characters of a clause that tell its role


class _Sentence:
    """The sentence that scores stand in. What it says is looked up once for all of them: a sentence may list thousands."""

    __slots__ = ("_said", "_text", "end", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._said: dict[re.Pattern[str], bool] = {}
        self.start = start
        self.end = end

    def says(self, words: re.Pattern[str]) -> bool:
        """Whether the pattern is found anywhere in the sentence."""
        said = self._said.get(words)
        if said is None:
            said = self._said[words] = words.search(self._text, self.start, self.end) is not None
        return said


Marks = Mapping[int, Sequence[Mark]]  # block index → the scores of a paragraph, where it tells any; in the order of the document


def marks_of(lines: Sequence[Line]) -> Marks:
    """The scores of all paragraphs that take part in a reckoning."""
    return {line.block: marks for line in lines if line.quantities and "分" in line.text and (marks := read_marks(line))}


def read_marks(line: Line) -> list[Mark]:
    """The scores of a paragraph that take part in a reckoning, in order."""
    text = line.text
    marks: list[Mark] = []
    depth = position = behind = 0
    sentence = _Sentence(text, 0, 0)
    for quantity in line.quantities:
        if quantity.kind is Kind.SCORE and quantity.bound is Bound.EXACT and quantity.high is None:
            if not position and (text[0] in _NOTE_STARTS or text[0].isspace()) and _NOTE.match(text):
                return []
            depth = max(0, depth + _opened(text[position : quantity.start]))
            position = quantity.start
            clause = _clause(text, max(behind, quantity.start - _CONTEXT), quantity.start)
            if quantity.start >= sentence.end:
                sentence = _Sentence(text, *line.sentence(quantity.start))
            role = _role(line, quantity, clause, sentence, marks)
            if role is not None:
                marks.append(Mark(line, quantity, role, depth, bisect_right(line.breaks, quantity.start)))
        behind = quantity.end
    if len(marks) == 1 and marks[0].role is not Role.TOTAL:
        return marks  # nothing follows, and nothing but a total can be the scale
    return [_settled(mark, following) for mark, following in zip_longest(marks, marks[1:])]


def _settled(mark: Mark, following: Mark | None) -> Mark:
    """A role that only what follows can tell.

    总分 100 分，自评得分 95 分: the first of two results in one sentence, a round hundred, is the full marks. 扣 5 分，其中……扣 2 分: the
    first deduction is the sum of those behind it. 总分 100 分，90（含）-100 分为优: a hundred with its grades behind it is the scale.
    """
    if mark.role is Role.TOTAL and mark.value == 100 and _SCALE.match(mark.line.text, mark.quantity.end):
        return mark._replace(role=Role.FULL)
    if following is None or mark.sentence != following.sentence:
        return mark
    if mark.role is Role.TOTAL and mark.value == 100 and following.role in SCORED:
        return mark._replace(role=Role.FULL)
    if mark.role is Role.DEDUCTED and following.role is Role.DEDUCTED and _DIVIDED.match(mark.line.text, mark.quantity.end):
        return mark._replace(role=Role.ALL_DEDUCTED)
    return mark


def _opened(piece: str) -> int:
    return piece.count("（") + piece.count("(") - piece.count("）") - piece.count(")")


def _clause(text: str, start: int, end: int) -> str:
    """The words right before a number, back to a delimiter or `start`."""
    return _STOPS.tail(text[start:end].rstrip(" \u3000：:")).strip()


def _role(line: Line, quantity: Quantity, clause: str, sentence: _Sentence, marks: Sequence[Mark]) -> Role | None:
    text = line.text
    start, end = sentence.start, sentence.end
    if (
        _STANDARD.search(text, max(start, quantity.start - 14), min(end, quantity.end + 6))
        or text.startswith(_INCLUDED, quantity.end)
        or text[quantity.end : quantity.end + 1] in _NO_SCORE
    ):
        return None
    if _RUBRIC.search(text, max(start, quantity.start - _RUBRIC_REACH), min(end, quantity.end + _RUBRIC_REACH)):
        return None
    if "扣" in clause and (deducted := _DEDUCTED.search(clause)):
        return Role.ALL_DEDUCTED if deducted[1] else Role.DEDUCTED
    if "加" in clause and _ADDED.search(clause):
        return Role.ADDED
    if ("基" in clause or "起" in clause) and _BASE.search(clause):
        return Role.BASE
    if _BESIDE.search(clause):
        return None
    if _in_bracket_alone(text, quantity) or _FULL.search(clause):
        return Role.FULL
    return _scored(sentence, quantity, clause, text[quantity.end : quantity.end + 1], marks)


def _in_bracket_alone(text: str, quantity: Quantity) -> bool:
    """（20分） behind a name says how many marks there are to be had."""
    return text[quantity.start - 1 : quantity.start] in ("（", "(") and text[quantity.end : quantity.end + 1] in ("）", ")")


def _scored(sentence: _Sentence, quantity: Quantity, clause: str, following: str, marks: Sequence[Mark]) -> Role | None:
    """The role of a score that is told as a result, by the words before it."""
    words = clause.removesuffix("分别为").removesuffix("分别是").removesuffix("分别")
    total = _TOTAL.search(words)
    if total is None and words == clause and clause[-1:] in _ENDINGS:
        words = clause[: _ENDING.search(clause).start()]  # type: ignore[union-attr]
        total = _TOTAL.search(words)
    if total and not compiled("[此该本]项(?!目)").search(words):
        return Role.TOTAL
    if words.endswith(_GIVEN):
        if _PART.search(words):
            return Role.AWARD
        if _SUBJECT.search(words):
            return Role.AWARD if _names_its_full_marks(marks, quantity, clause) else Role.RESULT
        if words in ("得分", "得") and quantity.number >= 60 and not sentence.says(_OF_FULL):
            return Role.RESULT
        return None if _OTHER_YEAR.search(clause) else Role.AWARD
    if following in _ALONE and (not clause or _NAME.match(clause)) and not sentence.says(_GRADES):
        return _inherited(sentence, marks)
    return None


def _names_its_full_marks(marks: Sequence[Mark], quantity: Quantity, clause: str) -> bool:
    """数量指标（15分）自评得14分: what has a bracket with its share of the hundred in front is a part."""
    if not marks or marks[-1].role is not Role.FULL or marks[-1].value >= 100:
        return False
    return quantity.start - marks[-1].quantity.end <= len(clause) + 2


def _inherited(sentence: _Sentence, marks: Sequence[Mark]) -> Role | None:
    """A bare 决策14分 is what the list it stands in says: full marks behind 满分, otherwise awarded."""
    for mark in marks[: -_LOOK_BACK - 1 : -1]:
        if mark.role in SCORED:
            return Role.AWARD
        if mark.role is Role.FULL and mark.depth == 0:
            return Role.FULL
    return Role.FULL if sentence.says(_SHARED_OUT) else Role.AWARD
