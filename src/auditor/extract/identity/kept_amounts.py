"""An expense said to be kept within its budget, beside its two amounts in the text: 公用经费未突破预算, 预算 81.2 万元 and 决算 83.5 万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.identity.kept_budgets import KEPT, PLAN
from auditor.extract.lines import Line
from auditor.extract.targets.judgements import clause_start
from auditor.extract.words import places
from auditor.model import Fact, Kind, Statement
from auditor.patterns import compiled

_EXPENSE = compiled(
    "(?:日常|机关|人员)?(公用经费|人员经费|运行经费|公务接待费|运行维护费|会议费|培训费|差旅费|办公费|印刷费|工会经费|劳务费|维修费)"
)
_CUE = compiled(
    "(?P<budget>年初(?:批复|支出|部门|安排)*预算|批复[^，。；\\d]{0,6}预算|预算批复|预算安排)|(?:调整后|调整)[^，。；\\d]{0,4}预算|追加|上年|去年"
    "|决算|实际支出|全年支出|实际发生|支出完成|执行数"
)
_OTHER = compiled("调整|追加|上年|去年|结转|同比|人均|每|较|比20")
_GAP = compiled("(?:支出|决算数?|预算数?|合计|共计?|为|是|：)*\\s*")
_MOST, _REACH, _FAR = 12, 40, 240


def kept_amounts(corpus: Corpus, lines: Sequence[Line]) -> Iterator[Statement]:
    """The first such assertion that the one budget and the one result told for the expense deny."""
    for line in corpus.paragraphs(("控制在",)):
        found = KEPT.search(line.text)
        low = max(line.sentence(found.start())[0], clause_start(line.text, found.start(), _REACH)) if found is not None else 0
        named = _EXPENSE.search(line.text, low, found.start()) if found is not None else None
        if found is None or named is None or PLAN.search(line.text, low, found.start()) or "调整" in found.group():
            continue
        budgets, spent = _amounts(corpus, lines, named[1])
        if len({fact.quantity.value for fact in budgets}) != 1 or len({fact.quantity.value for fact in spent}) != 1:
            continue
        budget, actual = budgets[0], spent[0]
        if budget.quantity.value < actual.quantity.value < 2 * budget.quantity.value:
            shown = f"{named[1]} {actual.quantity.text}（预算 {budget.quantity.text}）"
            related = (("actual", actual.span), ("limit", budget.span))
            text, span = line.text[named.start() : found.end()], line.span(named.start(), found.end())
            yield Statement("conclusion", text, span, line.section, shown, related)
            return


def _amounts(corpus: Corpus, lines: Sequence[Line], name: str) -> tuple[list[Fact], list[Fact]]:
    """What the paragraphs tell as the budget of an expense, and what as its result, right behind its name."""
    budgets: list[Fact] = []
    spent: list[Fact] = []
    end = corpus.end(len(lines))
    for place in places(corpus.text, name)[:_MOST]:
        if place >= end:
            break
        line, at = corpus.at(place)
        quantity = next(iter(line.between(at + len(name), at + len(name) + 24)), None)
        if quantity is None or quantity.kind is not Kind.MONEY or not quantity.is_exact:
            continue
        if not _GAP.fullmatch(line.text, at + len(name), quantity.start) or _OTHER.search(line.text, clause_start(line.text, at), at):
            continue
        cues = list(_CUE.finditer(line.text, max(0, at - _FAR), at))
        if cues and not _OTHER.search(cues[-1][0]):
            (budgets if cues[-1]["budget"] else spent).append(line.fact(quantity, name))
    return budgets, spent
