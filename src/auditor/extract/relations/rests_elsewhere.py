"""What is left of a task that other chapters tell: 计划建设 6 个综合体 here, 建成综合体 5 个 there, 尚有 2 个综合体未建成 in a third place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.extract.corpus import Corpus
from auditor.extract.lines import HAN, Line, like
from auditor.extract.stops import Stops
from auditor.extract.words import places
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Source, Term
from auditor.patterns import compiled

_CUES = ("尚有", "仍有", "剩余")
_LEFT = compiled("(?:尚有|仍有|剩余的?)\\s?$")
_NOT_DONE = compiled(
    f"({HAN}{{2,10}}?)(?:尚|仍|还|均|都|暂)*未(?:能|得到)?(?:按期|如期|按时|按计划)?(?:建成|完成|完工|竣工|开工|实施|投入|投用|验收|启动|改造|安装|整改|销号)"
)
_PLANNED = compiled("计划|任务|目标|应")
_DONE = compiled("(?:已|完成|建成|新建|改造|建设|安装|实施|整改|实际)")
_PLAN = compiled("计划|任务|目标|应|拟|将|尚|还|仍|剩余|其余|未")
_OTHER = compiled("上年|去年|累计|明年|次年|20\\d\\d年以来|其中|每|新增|抽|部分")
_STOPS = Stops("，。；：,;:（(")
_LIGHT = compiled("^(?:项目|工程|任务)|(?:项目|工程|任务|建设)$")
_REACH, _MOST = 30, 30


def rests_elsewhere(corpus: Corpus, lines: Sequence[Line]) -> Iterator[Claim]:
    """Claims that such a rest is the one task of its things less the one number that is done."""
    for cue in _CUES:
        for place in islice(places(corpus.text, cue), _MOST):
            if not (corpus.text[place + 2 : place + 3].isdigit() or corpus.text[place + 3 : place + 4].isdigit()):
                continue
            line, at = corpus.at(place)
            rest = next(iter(line.between(at + 2, at + 8)), None)
            if rest is None or rest.kind is not Kind.COUNT or not rest.is_exact or not _LEFT.search(line.text, at, rest.start):
                continue
            found = _NOT_DONE.match(line.text, rest.end)
            noun = _LIGHT.sub("", found[1]) if found is not None else ""
            if len(noun) < 2 or line.source is not Source.TEXT or any(like(other, rest) for other in line.quantities if other is not rest):
                continue
            told = [(other, number) for other in lines if noun in other.text for number in other.quantities if _is_one(number, rest)]
            wholes = [item for item in told if _is_task(*item, noun)]
            done = [item for item in told if _is_done(*item, noun)]
            if len({number.value for _, number in wholes}) == len({number.value for _, number in done}) == 1:
                (one, whole), (other, part) = wholes[0], done[0]
                if whole.value > part.value and rest.value < whole.value:
                    terms = Term(one.fact(whole)), Term(other.fact(part), -1)
                    reading = Reading(Operation.SUM, terms, (), "任务数−完成数")
                    yield Claim(ClaimKind.BALANCE, line.fact(rest), (reading,), (noun,), frozenset({"excepted"}), source=line.source)


def _is_one(number: Quantity, rest: Quantity) -> bool:
    return number is not rest and number.is_exact and like(number, rest)


def _clause(line: Line, number: Quantity) -> tuple[int, int]:
    low = max(line.sentence(number.start)[0], number.start - _REACH)
    return _STOPS.behind_last(line.text, low, number.start), number.start


def _names(line: Line, number: Quantity, noun: str) -> bool:
    """Whether a number counts the things of a noun: 综合体 6 个, 6 个综合体."""
    start, end = _clause(line, number)
    return noun in line.text[start:end] or line.text[number.end : number.end + len(noun) + 6].find(noun) >= 0


def _is_task(line: Line, number: Quantity, noun: str) -> bool:
    start, end = _clause(line, number)
    return _names(line, number, noun) and _PLANNED.search(line.text, start, end) is not None and not _OTHER.search(line.text, start, end)


def _is_done(line: Line, number: Quantity, noun: str) -> bool:
    start, end = _clause(line, number)
    if not _names(line, number, noun) or _OTHER.search(line.text, start, end) or _PLAN.search(line.text, start, end):
        return False
    return _DONE.search(line.text, start, end) is not None
