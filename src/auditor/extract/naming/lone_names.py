"""Villages, towns, works and firms that are called two ways far from each other: 北辛庄村 here, 北新庄村 there.

Nothing around such names says that one thing is meant, so the names themselves must: alike in every character but one, which is taken for
the other by its sound or shape, never told in one line, and one of them seldom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.naming.one_apart import one_apart
from auditor.extract.naming.sounds import is_apart, syllable, taken
from auditor.extract.naming.whole_text import WholeText
from auditor.model import Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_ENDINGS = {"村": 3, "社区": 3, "乡": 2, "镇": 2}  # with the characters that a name must have in front
# What is built, of which a county has few: the names are short, so two characters do where both begin a clause.
_WORKS = (
    "隧道 大道 大桥 水库 泵站 电站 客运站 车站 污水处理厂 垃圾处理厂 水厂 灌区 景区 水闸 枢纽"
    " 林场 农场 广场 产业园 工业园 幼儿园 公园 码头 敬老院 卫生院 小学 中学".split()
)
_WORK_LENGTHS = (3, 2)
_FIRMS = ("有限公司", "责任公司", "合作社", "事务所")
_FIRM = compiled("[^\\W\\da-zA-Z_]{4,16}$")
_NO_NAME = "办各每全本我该两有个几多农行建然自美示贫试帮驻中心范点困重城"  # 行政村, 示范村, 中心镇
_LEADING = "在对为由到至从向与和及是有将把被等的了给经以按"  # words that stand before names and are no part of them
_SHAPES = {length: compiled(f"\n([^{_NO_NAME}{_LEADING}\n][^{_NO_NAME}\n]{{{length - 1}}})(?=\n)") for length in (2, 3)}
_NO_GROWTH = "镇乡村县市区街省站厂等级类型的及与和所处库"  # 清河镇水厂 is the town's, not another name of 清河水厂
_LISTED = 60  # characters beside a name in which others of its kind are listed
_PARTED = compiled("[、和与及]")
_SIGNED = compiled("(?:中标|成交|中选)[^。]{0,60}(?:签订|签署|合同)")
_SELDOM, _MOST_PLACES, _MOST_NAMES = 2, 4, 400
_FIRM_SHARED = 2  # characters on each side of the one that differs


class _Name(NamedTuple):
    """A name without its ending, and where all of it stands."""

    front: str
    start: int
    end: int


def lone_names(whole: WholeText) -> Iterator[Statement]:
    """Pairs of names of one thing, each pair once."""
    for ending, length in _ENDINGS.items():
        yield from _pairs(_settlements(whole, length, ending), ending, whole)
    for ending in _WORKS:
        if whole.times(ending) > 1:
            yield from _named_works(ending, whole)
    for ending in _FIRMS:
        yield from _firms(list(_named_firms(whole, ending)), whole)


def _named_works(ending: str, whole: WholeText) -> Iterator[Statement]:
    """The pairs of works of one kind, by the longer names where these make pairs."""
    long, short = (_settlements(whole, length, ending) for length in _WORK_LENGTHS)
    pairs = list(_pairs(long, ending, whole)) or list(_pairs(short, ending, whole, begun=True))
    yield from pairs or _grown(long, short, ending, whole)


def _grown(long: Sequence[str], short: Sequence[str], ending: str, whole: WholeText) -> Iterator[Statement]:
    """A name with a further character at its end (白石, 白石坪), where the one is listed among works of its kind and the other is not."""
    for name in long:
        if name[:2] not in short or is_apart(name[2]) or name[2] in _NO_GROWTH:
            continue
        first, second = _told(name, ending, whole), _told(name[:2], ending, whole)
        is_one = (_begin(first, first, whole) or _begin(second, second, whole)) and not _apart(first, second, whole)
        if is_one and _is_listed(first, ending, whole) is not _is_listed(second, ending, whole):
            yield _statement(first, second, whole)


def _is_listed(names: Sequence[_Name], ending: str, whole: WholeText) -> bool:
    """Whether a name stands in a sentence with two others of its kind."""
    for name in names:
        start = max(whole.text.rfind("。", max(0, name.start - _LISTED), name.start), name.start - _LISTED, 0)
        end = whole.text.find("。", name.end, name.end + _LISTED)
        if whole.text.count(ending, start, end if end >= 0 else name.end + _LISTED) > _SELDOM:
            return True
    return False


def _settlements(whole: WholeText, length: int, ending: str) -> list[str]:
    """The names of so many characters before an ending."""
    found = whole.names(ending, length, _SHAPES[length])
    return found if len(found) <= _MOST_NAMES else []


def _told(front: str, ending: str, whole: WholeText) -> list[_Name]:
    """A name with its ending, wherever it stands."""
    return [_Name(front, place - len(front), place + len(ending)) for place in whole.behind(front, ending)]


def _pairs(names: Sequence[str], ending: str, whole: WholeText, *, begun: bool = False) -> Iterator[Statement]:
    """The pairs that share all characters but one; `begun` demands that both names begin where no other word does."""
    for at, alike in one_apart(names, range(len(names[0]) if names else 0)):
        for index, one in enumerate(alike[1:], 1):
            for other in alike[:index]:
                if not _taken(one[at], other[at], at):
                    continue
                first, second = _told(one, ending, whole), _told(other, ending, whole)
                if ((at > 0 and not begun) or _begin(first, second, whole)) and not _apart(first, second, whole):
                    yield _statement(first, second, whole)


def _taken(one: str, other: str, at: int) -> bool:
    """Whether two characters are taken for one another; within a name also 新 for 辛, which tells no new village from an old one."""
    return taken(one, other) or (at > 0 and is_apart(one) is not is_apart(other) and "" != syllable(one) == syllable(other))


def _begin(one: Sequence[_Name], other: Sequence[_Name], whole: WholeText) -> bool:
    """Whether both names begin behind something that is no letter, so that their first character is certainly theirs."""
    return all(
        any(not (before := whole.text[name.start - 1 : name.start]).isalpha() or before in _LEADING for name in names)
        for names in (one, other)
    )


def _apart(one: Sequence[_Name], other: Sequence[_Name], whole: WholeText) -> bool:
    """Whether two names stand in one line, or both as cells of tables, or are both told so often that they must be two things'."""
    lines = {whole.line(name.start) for name in one}
    others = {whole.line(name.start) for name in other}
    if lines & others or min(len(one), len(other)) > _SELDOM:
        return True
    return any(_is_cell(line, whole) for line in lines) and any(_is_cell(line, whole) for line in others)


def _is_cell(line: tuple[int, int], whole: WholeText) -> bool:
    start, end = line
    return end - start <= 12 or "\t" in whole.text[start:end]


def _named_firms(whole: WholeText, ending: str) -> Iterator[_Name]:
    for place in whole.places(ending):
        found = _FIRM.search(whole.text, max(0, place - 16), place)
        if found is not None:
            yield _Name(found.group(), found.start(), place + len(ending))


def _firms(names: Sequence[_Name], whole: WholeText) -> Iterator[Statement]:
    """Firms whose names differ in one character, with two or more that are the same on each side of it."""
    buckets: dict[str, list[_Name]] = {}
    for name in names[:_MOST_NAMES]:
        buckets.setdefault(name.front[-_FIRM_SHARED:], []).append(name)
    told: set[tuple[str, str]] = set()
    for alike in buckets.values():
        for index, one in enumerate(alike[1:], 1):
            for other in alike[max(0, index - _MOST_PLACES) : index]:
                size = _differing(one.front, other.front)
                pair = (one.front[-size:], other.front[-size:])
                if not size or pair in told:
                    continue
                told.add(pair)
                places = [Span(name.start + max(0, len(name.front) - size - _FIRM_SHARED), name.end) for name in (one, other)]
                sure = whole.line(one.start) != whole.line(other.start) or _SIGNED.search(whole.text, other.end, one.end + 8)
                if not _PARTED.fullmatch(whole.text[other.end : places[0].start].strip()):
                    traits = ("place",) if sure else ("place", "weak")
                    second = whole.text[places[1].start : places[1].end]
                    yield whole.statement("name", places[0], second, [("other", places[1])], *traits)


def _differing(one: str, other: str) -> int:
    """How many characters from the end on the one character stands in which two names differ; 0 if they differ otherwise."""
    size = next((at for at in range(1, min(len(one), len(other)) + 1) if one[-at] != other[-at]), 0)
    if size <= _FIRM_SHARED or not _taken(one[-size], other[-size], 1):
        return 0
    before = one[: len(one) - size][-_FIRM_SHARED:], other[: len(other) - size][-_FIRM_SHARED:]
    length = min(len(before[0]), len(before[1]))  # 豫诚 may be told with 河南 before it, and without
    return size if length and before[0][-length:] == before[1][-length:] else 0


def _statement(one: Sequence[_Name], other: Sequence[_Name], whole: WholeText) -> Statement:
    """The pair, the name told less often first."""
    rare, common = (one, other) if len(one) < len(other) else (other, one)
    first, second = Span(rare[0].start, rare[0].end), Span(common[0].start, common[0].end)
    related = [("other", Span(name.start, name.end)) for name in [*common, *rare[1:]]][:_MOST_PLACES]
    return whole.statement("name", first, whole.text[second.start : second.end], related, "place")
