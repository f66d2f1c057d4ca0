"""Numbers of a table or a survey that the text tells again under the same name with another value.

维修面积 3720 平方米 in a row, 维修面积 3270 平方米 in a sentence; a survey that comes to 95.8 % beside a conclusion with 92 %.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.digits import is_slip
from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line, like
from auditor.extract.on_demand import satisfaction_claim
from auditor.model import Claim, ClaimKind, Fact, Indicator, Kind, Operation, Quantity, Reading, Section, Source, Term
from auditor.patterns import compiled

TOLD = compiled("(?:[（(][^（()）]{0,8}[）)])?\\s*(?:共计?|合计|总计|达到?|为|是|约?：)?\\s*")
OTHER_TIME = compiled("上年|去年|同期|20\\d\\d年|累计|计划|目标|预计|拟|将|其中|每|平均")
SATISFIED = compiled(
    "^(?:总体|综合|整体|平均)?(?:社会公众|公众|人民群众|群众|服务对象|社会|居民|受益对象|受益群众)?(?:对象)?(?:的)?(?:总体|综合|整体|平均)?满意[度率]$"
)
RESULT = compiled("达到?|为|是")
CONCLUSION = compiled("结论|结果|成效|综合评价|总体评价|评价情况")
SURVEYED = compiled("(?:根据|依据|按照|从|经|据)[^，。；\\d]{0,8}(?:问卷|调查|测评|抽样)[^，。；\\d]{0,6}(?:结果|显示|统计|看|来看)?[，,]")
SHORTEST, FEWEST_FIGURES = 4, 3
SAID = 40  # characters of a sentence before a rate
MOST_LINES, MOST_RECORDS = 6, 80


def echo_claims(corpus: Corpus, sections: Sequence[Section], records: Sequence[Indicator]) -> Iterator[Claim]:
    """Claims that a number of the text is the one of the table's row, or of the survey, whose name it carries."""
    yield from _rows(corpus, [record for record in records if record.source is Source.TABLE][:MOST_RECORDS])
    yield from _surveys([line for line in corpus.holding(("满意",)) if line.row < 0], sections)


# ---------------------------------------------------------------------------------------------------------- rows of tables


def _rows(corpus: Corpus, records: Sequence[Indicator]) -> Iterator[Claim]:
    """The results of rows against sentences that repeat the row's name, where the two numbers differ by a slip of the pen."""
    facts = [(record.name, record.actual) for record in records if record.actual is not None and len(record.name) >= SHORTEST]
    known: dict[str, set[object]] = {}
    for record in records:
        known.setdefault(record.name, set()).update(fact.quantity.value for fact in (record.target, record.actual) if fact is not None)
    for name, actual in facts:
        if len(_digits(actual.quantity)) < FEWEST_FIGURES or not actual.quantity.is_exact:
            continue
        for line in corpus.holding((name,), MOST_LINES):
            told = _told(line, name) if line.row < 0 else None
            if told is not None and like(told, actual.quantity) and told.value not in known[name] and _is_slip(told, actual.quantity):
                yield _claim(line.fact(told, name), actual._replace(what=name), name, "table")


def _told(line: Line, name: str) -> Quantity | None:
    """The number right behind a name, told for no other time and no part."""
    at = line.text.find(name)
    found = TOLD.match(line.text, at + len(name))
    start = found.end() if found is not None else at + len(name)
    quantity = next(iter(line.between(start, start + 24)), None)
    if quantity is None or quantity.start != start or not quantity.is_exact:
        return None
    low = max(line.sentence(at)[0], line.text.rfind("，", 0, at) + 1, at - 16)
    return None if OTHER_TIME.search(line.text, low, at) else quantity


def _is_slip(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers of as many digits differ in one of them, or in two neighbours that are swapped."""
    return one.factor == other.factor and is_slip(_digits(one), _digits(other))


def _digits(quantity: Quantity) -> str:
    return quantity.digits.replace(",", "").replace(".", "")


# --------------------------------------------------------------------------------------------------------------- surveys


def _surveys(lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[Claim]:
    """The satisfaction of a conclusion against that of the one survey the report tells of."""
    counted: list[Fact] = []
    concluded: list[Fact] = []
    for line in lines:
        for before, rate in pairwise((None, *line.quantities)):
            assert rate is not None  # only the first of the pairs begins with none
            if rate.kind is not Kind.PERCENT or not rate.is_exact:
                continue
            low = max(before.end if before is not None else 0, rate.start - 16)
            if not SATISFIED.match(line.label(rate)):
                continue
            if satisfaction_claim(line, rate) is not None:
                counted.append(line.fact(rate))
            elif RESULT.search(line.text, low, rate.start) and _is_concluded(line, rate, sections):
                concluded.append(line.fact(rate))
    values = {fact.quantity.number for fact in counted}
    if len(values) == 1 and len(concluded) == 1 and not _rounded(concluded[0].quantity, counted[0].quantity):
        yield _claim(concluded[0], counted[0], "满意度")


def _is_concluded(line: Line, rate: Quantity, sections: Sequence[Section]) -> bool:
    """Whether a rate is told as what the survey came to: in a conclusion, or by a sentence that says so."""
    low = max(line.sentence(rate.start)[0], rate.start - SAID)
    return CONCLUSION.search(sections[line.section].title) is not None or SURVEYED.search(line.text, low, rate.start) is not None


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Whether two rates are one, written to fewer places."""
    return one.number == other.number or abs(one.number - other.number) < max(one.step, other.step)


def _claim(stated: Fact, other: Fact, name: str, *traits: str) -> Claim:
    reading = Reading(Operation.EQUAL, (Term(other),))
    return Claim(ClaimKind.VALUE, stated, (reading,), (name, "名称", ""), frozenset({"told-twice", *traits}), source=stated.source)
