"""Expenses said to have stayed within their budget, and said elsewhere to have gone beyond it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.model import Statement
from auditor.patterns import compiled

KEPT = compiled(
    "(?:控制|保持)在(?:年初|全年|批复的?|核定的?|下达的?)*预算(?:数|指标|额度|范围|限额|批复)?(?:之|以)?内|(?:未|没有|无|均未|均无)(?:发生|出现|存在)?超(?:出|过)?(?:年初|全年|批复|核定)*预算(?!的?(?:支出|部分)[^，。；]{0,4}不)"
)
_BEYOND = compiled(
    "(?:超(?:出|过)?(?:了)?(?:年初|全年|批复|核定)?预算(?:数|指标)?(?:了|约|达|共|的)?\\s?\\d[\\d,.]{0,12}\\s?[万亿]?元?|超支(?:了|约|达|共)?\\s?\\d[\\d,.]{0,12}\\s?[万亿]?元?|超支了)"
)
_EXPENSE = compiled("([^\\W\\da-zA-Z_“”]{0,6}(?:经费|费用|支出|接待费|维护费|购置费|会议费|培训费|差旅费|成本))(?![^\\W\\d]{0,4}[，、和])")
PLAN = compiled("应|要求|确保|力争|将|目标|如|若|每|扣|得分|上年|去年|计划|标准|不得")
_GENERIC = compiled("^(?:各项|其他|本年|年度|全年|项目|部门|整体|总|的)*(?:经费|费用|支出|成本)$")
_REACH = 70
_SHORTEST = 3


def kept_budgets(corpus: Corpus, lines: Sequence[Line]) -> Iterator[Statement]:
    """Each assertion that is denied, with the place that denies it."""
    beyond = [(line, name, start, end) for line in corpus.holding(("超",)) if line.row < 0 for name, start, end in _beyond(line)]
    if not beyond:
        return
    for line in lines:
        for found in KEPT.finditer(line.text) if "预算" in line.text else ():
            low = max(line.sentence(found.start())[0], found.start() - _REACH)
            if PLAN.search(line.text, low, found.start()):
                continue
            names = _EXPENSE.findall(line.text, low, found.start())
            if not names or _GENERIC.fullmatch(names[-1]):
                continue
            for other, name, start, end in beyond:
                if other is not line and (names[-1].endswith(name) or name.endswith(names[-1])):
                    text, span = line.text[found.start() : found.end()], line.span(found.start(), found.end())
                    related = (("other", other.span(start, end)),)
                    yield Statement("conclusion", f"{names[-1]}{text}", span, line.section, other.text[start:end], related)
                    return


def _beyond(line: Line) -> Iterator[tuple[str, int, int]]:
    """The expenses that a line tells as beyond their budget."""
    for found in _BEYOND.finditer(line.text):
        low = max(line.sentence(found.start())[0], found.start() - 24)
        names = list(_EXPENSE.finditer(line.text, low, found.start()))
        if (
            names
            and len(names[-1][1]) >= _SHORTEST
            and not _GENERIC.fullmatch(names[-1][1])
            and not PLAN.search(line.text, low, found.end())
        ):
            yield names[-1][1], names[-1].start(1), found.end()
