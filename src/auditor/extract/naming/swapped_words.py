"""Names and terms in which one word is another: a firm's trade, a word of the same sound, two words of an account in the other order.

None of these words is wrong by itself, so the words around must say that one thing is meant: the same firm in the same part, the same
characters on both sides, an account of the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line
from auditor.extract.naming.whole_text import WholeText
from auditor.extract.words import follows
from auditor.model import Span, Statement
from auditor.patterns import compiled

Rows = Sequence[Sequence[Line]]

_FIRM = compiled("[^\\W\\da-zA-Z_]{5,18}$")
_TRADES = frozenset(
    "服务 科技 技术 工程 建设 建筑 商贸 贸易 实业 发展 农业 环保 咨询 管理 设计 生态 园林 信息 网络 设备 机械 装备 文化 传媒 物业 置业 电子 智能 材料 供应 物流".split()
)
# The part that a firm plays, told beside its name; a firm's sister may play another.
_PARTS = tuple(
    map(
        compiled,
        (
            "中标|成交|供应商|供货|采购|承建|施工|承包|承接",
            "监理",
            "设计|勘察",
            "审计|会计|评价|咨询|第三方|造价",
            "运营|管护|保洁|物业|运维",
        ),
    )
)
_ENDS = compiled("[。；\\n]")
_BESIDE = 24  # characters beside a firm's name in which its part is told
_SHARED = 4  # characters that two firms share before the word in which they differ
_MOST_FIRMS = 60

_PAIRS = tuple(pair.split("/") for pair in "事物/事务 实验/试验 考查/考察 营利/盈利 启事/启示 界线/界限".split())
# What places are called in two characters of one sound or nearly one shape; the first of a pair is the rarer in such texts.
_LANDS = tuple(pair.split("/") for pair in "砦/寨 囤/屯 埧/坝 咀/嘴".split())
_CONTEXT, _AGREED, _ONE_SIDE = 6, 5, 4  # characters looked at on a side, the same on both, on one
_MOST_PLACES = 60
_SELDOM = 2

_ACCOUNT = compiled("[^\\W\\da-zA-Z_]{5,20}$")
_LEVELS = ("（款）", "（项）", "(款)", "(项)")
_BLOCK = 2


def swapped_words(whole: WholeText, tables: Mapping[int, Rows], told: Sequence[Statement]) -> Iterator[Statement]:
    """Firms, then words of one sound, then accounts; places of `told` are passed over."""
    if whole.times("公司") > 1:
        yield from _firms(whole)
    for one, other in _PAIRS:
        if whole.places(one) and whole.places(other):
            yield from _sounding(one, other, whole)
    for rare, usual in _LANDS:
        if rare in whole.text:
            yield from (found for found in _lands(rare, usual, whole) if not any(_touches(found, other) for other in told))
    if follows(whole.text, "款", "）)"):
        yield from _accounts(whole, tables)


def _firms(whole: WholeText) -> Iterator[Statement]:
    """Firms that differ in the word for their trade, have the same part, and never stand in one line; one of them is told once."""
    named: dict[str, dict[str, list[Span]]] = {}
    for place in whole.places("公司")[:_MOST_FIRMS]:
        end = place - len("有限") if whole.text.endswith("有限", 0, place) else place
        found = _FIRM.search(whole.text, max(0, end - 18), end) if whole.text[end - _BLOCK : end] in _TRADES else None
        if found is not None:
            name = found.group()
            span = Span(end - _BLOCK - _SHARED if len(name) > _BLOCK + _SHARED else found.start(), place + _BLOCK)
            named.setdefault(name[-_BLOCK - _SHARED : -_BLOCK], {}).setdefault(name[-_BLOCK:], []).append(span)
    for trades in named.values():
        if len(trades) == _BLOCK:
            rare, usual = sorted(trades.values(), key=len)
            lines = {whole.line(span.start) for span in usual}
            parts = _parts(rare, whole) & _parts(usual, whole)
            if len(rare) == 1 and parts and not any(whole.line(span.start) in lines for span in rare):
                yield _statement(rare[0], usual[0], "place", whole)


def _parts(places: Sequence[Span], whole: WholeText) -> set[int]:
    text = whole.text
    around = [
        _ENDS.split(text[max(0, span.start - _BESIDE) : span.start])[-1] + "。" + _ENDS.split(text[span.end : span.end + _BESIDE])[0]
        for span in places
    ]
    return {index for index, part in enumerate(_PARTS) for words in around if part.search(words)}


def _sounding(one: str, other: str, whole: WholeText) -> Iterator[Statement]:
    """Two words of one sound between the same characters, one of them seldom there."""
    rare, usual = sorted((whole.places(one), whole.places(other)), key=len)
    for place in rare[:_MOST_PLACES]:
        for again in usual[:_MOST_PLACES]:
            before, behind = _agreed(place, again, whole.text)
            if before + behind >= _AGREED and (before >= _ONE_SIDE or behind >= _ONE_SIDE or min(before, behind) >= _BLOCK):
                if whole.line(place) == whole.line(again):
                    continue
                first, second = (Span(at - before, at + len(one) + behind) for at in (place, again))
                yield _statement(first, second, "term", whole)
                return


def _lands(rare: str, usual: str, whole: WholeText) -> Iterator[Statement]:
    """A place of two characters and one of these: 青云砦 and 青云寨, never in one line."""
    text = whole.text
    for place in whole.places(rare)[:_MOST_PLACES]:
        front = text[max(0, place - _BLOCK) : place]
        again = text.find(front + usual) if len(front) == _BLOCK and front.isalpha() and not front.isascii() else -1
        if again >= 0 and min(text.count(front + rare), text.count(front + usual)) <= _SELDOM and whole.line(place) != whole.line(again):
            yield _statement(Span(place - _BLOCK, place + 1), Span(again, again + _BLOCK + 1), "place", whole)
            return


def _agreed(one: int, other: int, text: str) -> tuple[int, int]:
    """How many letters before two words of two characters, and how many behind them, are the same."""
    before = next((at for at in range(_CONTEXT) if not _same(text, one - 1 - at, other - 1 - at)), _CONTEXT)
    behind = next((at for at in range(_CONTEXT) if not _same(text, one + _BLOCK + at, other + _BLOCK + at)), _CONTEXT)
    return before, behind


def _same(text: str, one: int, other: int) -> bool:
    return min(one, other) >= 0 and text[one : one + 1] == text[other : other + 1] and text[one : one + 1].isalpha()


def _accounts(whole: WholeText, tables: Mapping[int, Rows]) -> Iterator[Statement]:
    """An account told once whose words stand in another order in all other places."""
    told: dict[str, list[Span]] = {}
    for place in sorted(place for level in _LEVELS for place in whole.places(level)):
        found = _ACCOUNT.search(whole.text, max(0, place - 20), place)
        if found is not None:
            told.setdefault(found.group(), []).append(Span(*found.span()))
    known: dict[str, dict[str, Span]] = {}
    cells = [cell for rows in tables.values() for row in rows for cell in row if _ACCOUNT.match(cell.text.strip())]
    for name, span in [*((name, spans[0]) for name, spans in told.items()), *((cell.text.strip(), cell.passage.span) for cell in cells)]:
        known.setdefault("".join(sorted(name)), {}).setdefault(name, span)
    done: set[str] = set()
    for name, spans in told.items():
        others = [(other, span) for other, span in known["".join(sorted(name))].items() if other != name]
        is_seldom = len(spans) == 1 and len(others) == 1 and (others[0][0] not in done)
        if is_seldom and _exchanged(name, others[0][0]):
            done.add(name)
            yield _statement(spans[0], others[0][1], "term", whole)


def _exchanged(one: str, other: str) -> bool:
    """Whether two words side by side, of two characters each, have changed places."""
    at = next(index for index, (first, second) in enumerate(zip(one, other, strict=True)) if first != second)
    middle = at + _BLOCK
    return one[:at] + one[middle : middle + _BLOCK] + one[at:middle] + one[middle + _BLOCK :] == other


def _touches(one: Statement, other: Statement) -> bool:
    """Whether two statements share a place."""
    places = [other.span, *(span for _, span in other.related)]
    return any(one.span.start < span.end and span.start < one.span.end for span in places)


def _statement(first: Span, second: Span, trait: str, whole: WholeText) -> Statement:
    return whole.statement("name", first, whole.text[second.start : second.end], [("other", second)], trait)
