"""Funds said to have arrived in full, and admitted elsewhere not to have: 各级资金均已足额到位 beside 尚有 30 万元未到位."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.targets.judgements import clause_start
from auditor.model import Statement
from auditor.patterns import compiled

_ARRIVED = compiled(
    "(?P<whose>[^，。；：、\\d]{0,10}?)资金(?:均|都|全部|已经|已|能够?|也)*(?:及时|按时|如期|按期|全部|足额|全额|、|和|并|按计划){1,4}(?:拨付|落实)?到位(?!率|情况|与否|后)"
)
_EVERYBODY = compiled("^(?:项目|各级|各类|各项|全部|所有|本项目|财政|配套|专项|补助|建设|及|的)*$")
_RESTRICTED = compiled("除|外|基本|力争|确保|将|应|须|如|若|未|是否|要求|得\\d|得满?分|扣|标准|上年|去年|计划|下一步|保障|争取|督促")
_LEFT, _WORD = "到位", "资金"
_REACH = 24


def arrived_statements(corpus: Corpus, shortfalls: Sequence[Statement]) -> Iterator[Statement]:
    """The first such assertion, where funds that did not arrive are among the `shortfalls`."""
    left = [item for item in shortfalls if item.kind == "shortfall" and _LEFT in item.text and (_WORD in item.text or _WORD in item.detail)]
    if not left:
        return
    for line in corpus.paragraphs((_LEFT,)):
        for found in _ARRIVED.finditer(line.text):
            start = clause_start(line.text, found.start(), _REACH)
            whose = line.text[start : found.start()] + found["whose"]
            low = max(line.sentence(found.start())[0], start - _REACH)
            if not _EVERYBODY.match(whose) or _RESTRICTED.search(line.text, low, found.end()):
                continue
            place = line.passage.span
            others = [item for item in left if not place.start <= item.span.start < place.end and not _is_of_last_year(item)]
            if others:
                related = tuple(("shortfall", item.span) for item in others[:2])
                text, span = line.text[start : found.end()], line.span(start, found.end())
                yield Statement("conclusion", text, span, line.section, others[0].text, related)
                return


def _is_of_last_year(item: Statement) -> bool:
    return "上年" in item.text or "去年" in item.text
