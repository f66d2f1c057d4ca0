"""Things counted and called done to the last (15 个小区全部完工), of which another place leaves one out.

Three kinds of denial: fewer of them done, the same number told beside (15 个完成 14 个, 完成 14 个，计划 15 个); some of them told as not
done (1 个小区未能完工); one of them by the name that the first paragraph gives it (东湖里年内未能完工).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line, family
from auditor.extract.stops import Stops
from auditor.model import Bound, Kind, Quantity, Span, Statement
from auditor.patterns import compiled
from auditor.records import Record

_ALL = ("全部", "均", "都已", "全面")
_DONE_WORDS = "完成|完工|建成|办结|竣工|落实|销号|办理完毕|交付|投入使用|通过验收|整改到位"
_VERBS = frozenset(_DONE_WORDS.split("|"))
_DONE = compiled(
    f"\\s*(?:的)?([^，。；、：:\\d（(]{{0,16}}?)(?:已经|已|现已|也)?(?:全部|全面|均|都)(?:已经|已|圆满|如期|按期|按时|顺利|高质量|保质保量)*(?P<verb>{_DONE_WORDS}|[^\\W\\d的为是在属由按]{{2}})(?!率|[前后时])"
)
_WHOLE = compiled("全部|全面|均|都")  # one of them stands in each of these, and not far behind the number
_FARTHEST = 40
_RESTRICTED = compiled("除|之外|以外|基本|个别|部分|力争|确保|如果|若|将|为了|预计|上年|去年|只有|计划|要求|争取|目标[：:为是]|扣|得分|每")
_ACHIEVED = compiled("(?:实际|已|共|累计)*(?:完成|完工|建成|办结|竣工|达标|落实)了?(?:任务|目标)?\\s*$")
_OTHER_TIME = compiled("上年|去年|同期|上半年|季度|截至\\s?(?:[1-9]|1[01])\\s?月|[1-9]\\s?月底|1[01]\\s?月底|计划完成|目标|中期|当时")
_NOT_DONE = compiled(
    f"(?:仍|还|尚|至今|年内|年底前)?(?:未能?|没有|没能|尚未|无法)(?:在?年内|按期|按时|如期|及时|全部|按计划|实际)*(?:{_DONE_WORDS}|实施|启动|开工)"
)
_NOT_GATE = ("未", "没有", "没能", "无法")
_ACTS = compiled("任务|工作|项目|目标|完成|建设|改造|实施|年度|全年|确定|重点|各类|年初|全部|[的了共]")
_MEMBER = compiled("(?:[^\\W\\d]*?(?:其中|对|为|含|包括|是|完成|实施|推进|启动|改造))?([^\\W\\da-zA-Z_]{3,10})")
_NO_MEMBER = compiled("项目|工程|任务|工作|资金|小区$|以及|全部|完成|重点|老旧")
_STOPS = Stops("，；：。")
_GIVING = compiled("(?:的|了)?(?:有|为|共|仅|只有|达)?$")
_SHORT_CLAUSE = 8
_ORDINAL = compiled("(?:第?[一二三四五六七八九十\\d]{1,2}|[A-Z])(?:号|[#＃])?$")
_FEWEST, _MOST_NUMBER = 2, 500
_NAME = 2  # characters that two names share
_REACH, _LISTED = 40, 160
_MOST, _MOST_LINES = 20, 60


class _All(Record):
    """A number of things called done to the last: the words, what the things are called, the names of those that are listed."""

    line: Line
    quantity: Quantity
    noun: str
    start: int
    end: int
    members: tuple[str, ...]
    verb: str


def counted_states(corpus: Corpus) -> Iterator[Statement]:
    """Each of these assertions of a paragraph once, with the first place that denies it."""
    told = list(islice(_assertions([line for line in corpus.holding(_ALL) if line.row < 0]), _MOST))
    if not told:
        return
    doubted = [(line, found) for line in corpus.holding(_NOT_GATE, _MOST_LINES) for found in _NOT_DONE.finditer(line.text)]
    for item in told:
        denied = _fewer(item, corpus) or _undone(item, doubted)
        if denied is not None:
            line, start, end = denied
            text = item.line.text[item.start : item.end]
            related: tuple[tuple[str, Span], ...] = (("other", line.span(start, end)),)
            yield Statement("conclusion", text, item.line.span(item.start, item.end), item.line.section, line.text[start:end], related)


def _assertions(lines: Sequence[Line]) -> Iterator[_All]:
    for line in lines:
        text = line.text
        words = -1  # where the next word for all of them stands
        for quantity in line.quantities:
            if quantity.kind is not Kind.COUNT or quantity.bound is not Bound.EXACT:
                continue
            if words < quantity.end:
                found = _WHOLE.search(text, quantity.end)
                if found is None:
                    break
                words = found.start()
            if words - quantity.end > _FARTHEST or not _FEWEST <= quantity.number <= _MOST_NUMBER:
                continue
            found = _DONE.match(line.text, quantity.end)
            if found is None or _RESTRICTED.search(line.text, max(line.sentence(quantity.start)[0], quantity.start - 24), found.end()):
                continue
            noun = found[1].strip() or line.label(quantity)
            yield _All(line, quantity, noun, quantity.start, found.end(), _members(line, quantity), found["verb"])


def _members(line: Line, quantity: Quantity) -> tuple[str, ...]:
    """The names listed before the number, or before the same number told a little earlier."""
    text = line.text
    again = [
        other
        for other in line.quantities
        if other.number == quantity.number and other.unit == quantity.unit and other.start <= quantity.start
    ]
    for other in again:
        low = _STOPS.behind_last(text, max(line.sentence(other.start)[0], other.start - _LISTED), other.start)
        pieces = text[low : other.start].split("、")
        if len(pieces) < _FEWEST:
            continue
        names = [found[1] for piece in pieces if (found := _MEMBER.match(piece.strip()))]
        return tuple(name for name in names if not _NO_MEMBER.search(name))
    return ()


def _fewer(item: _All, corpus: Corpus) -> tuple[Line, int, int] | None:
    """Where the same number stands beside a smaller one that is told as done."""
    digits = item.quantity.text
    for line in corpus.holding((digits, item.quantity.digits), _MOST_LINES):
        if line is item.line or len(line.quantities) < _FEWEST:
            continue
        for whole in line.quantities:
            if whole.number != item.quantity.number or family(whole.unit) != family(item.quantity.unit):
                continue
            start, end = line.sentence(whole.start)
            start, end = max(start, whole.start - _REACH), min(end, whole.end + _REACH)
            for part in line.between(start, end):
                smaller = part.kind is Kind.COUNT and family(part.unit) == family(whole.unit) and part.number < whole.number
                if not smaller or 2 * part.number < whole.number or not _is_achieved(item, line, max(start, part.start - 10), part.start):
                    continue
                low, high = min(whole.start, part.start), max(whole.end, part.end)
                low = max(start, low - 4) if part.start < whole.start else low
                around = line.text[start:end] if line.row < 0 else line.text  # a cell speaks of one thing
                if _is_of(item.noun, around) and not _OTHER_TIME.search(line.text, start, high):
                    return line, low, high
    return None


def _is_achieved(item: _All, line: Line, low: int, high: int) -> bool:
    """Whether the words before a number tell it as done, in the words of the assertion or in those that are used for anything."""
    words = line.text[low:high].rstrip()
    return item.verb in _GIVING.sub("", words)[-_SHORT_CLAUSE:] or (item.verb in _VERBS and _ACHIEVED.search(words) is not None)


def _undone(item: _All, doubted: Sequence[tuple[Line, re.Match[str]]]) -> tuple[Line, int, int] | None:
    """Where some of the things, or one of them by its name, is told as not done."""
    for line, found in doubted:
        low = max(line.sentence(found.start())[0], found.start() - _REACH)
        if line is item.line and line.sentence(found.start()) == line.sentence(item.start):
            continue
        words = line.text[low : found.start()]
        if not found.group().endswith(item.verb) and (item.verb not in _VERBS or "落实" in (item.verb, found.group()[-2:])):
            continue  # passed, and not carried out: two steps
        if _OTHER_TIME.search(words):
            continue
        named = next((name for name in item.members if name in words), "")
        if named:
            return line, low + words.index(named), found.end()
        one = _one_of(item.noun, words) if item.verb in _VERBS else -1
        if one >= 0:
            return line, low + one, found.end()
        for part in line.between(low, found.start()):
            if part.kind is not Kind.COUNT or family(part.unit) != family(item.quantity.unit) or part.number >= item.quantity.number:
                continue
            behind = line.text[part.end : found.start()]
            if _is_of(item.noun, behind) and "；" not in behind:
                return line, part.start, found.end()
    return None


def _one_of(noun: str, words: str) -> int:
    """Where one of the things is told by its number: 3标段, 二号楼; -1 where none is."""
    bare = _ACTS.sub("", noun)
    at = words.find(bare) if len(bare) >= _NAME else -1
    found = _ORDINAL.search(words[:at]) if at > 0 else None
    return found.start() if found is not None else -1


def _is_of(noun: str, words: str) -> bool:
    """Whether the words speak of what is counted: all of its name, or two characters of what is particular to it."""
    bare = noun.strip()
    if len(bare) >= _NAME + 1 and bare in words:
        return True
    kept = _ACTS.sub(" ", bare)
    if not kept.strip():
        short = next((part for part in ("重点工作", "重点任务", "重点项目", "民生实事", "任务", "项目", "工作") if part in bare), "")
        return len(short) > _NAME and short in words
    return any(kept[at : at + _NAME] in words for at in range(len(kept) - 1) if " " not in kept[at : at + _NAME])
