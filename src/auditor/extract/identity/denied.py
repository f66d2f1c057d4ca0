"""What one place says was done and another says was not: 出台了管理办法 and 未出台管理办法, 未发生事故 and 发生1起事故.

No list says what may be done: the verb behind 未 and the words behind the verb have to stand together in the affirming clause, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Statement
from auditor.patterns import compiled

_HAN = "[^\\W\\da-zA-Z_]"
_NOT = compiled(
    f"(?:未|没有|尚未|未能)(?:及时|按规定|按要求|单独|统一|有效)?((?!发生|出现|收到|接到|产生|造成|按|能|来|有|见|达|完|知|经|到|成|必|对|在|及|将|把|被){_HAN}{{2}})(?:了|过)?([“《]?{_HAN}{{4,16}}[”》]?)"
)
_NEGATED = compiled(
    "未|没|不|无(?!障)|尚|缺|应|需|要求|拟|将|计划|下一步|建议|加强|进一步|健全|准备|争取|待|如|若|是否|避免|防止|上年|去年|除"
)
_HEDGED = compiled(
    "部分|个别|有的|少数|少量|一些|某些|其余|其他|新增|上年|去年|如|若|是否|扣|得分|不得|每|得\\d|凡|的[，。；]|前|之前|\\d[个项户家处]|要求|应|导致的"
)
_ZERO = compiled(
    f"(?:未|没有|无|从未)(?:再)?(?:发生|出现|收到|接到|产生)(?:过|一起|1起|任何|一例|一次|1例|1次)*((?:{_HAN}(?!等)){{2,14}}?)(?=[，。；、]|$|等)|实现(?:全年)?({_HAN}{{2,10}})零发生|零(投诉|事故|上访|信访|违纪|伤亡|差错|举报)(?=[，。；、]|$)"
)
_HAPPENED = compiled(
    f"(?:发生|出现|收到|接到|产生|造成)(?<![未无]..)(?<!没有..)了?({_HAN}{{0,8}}?)(?:[1-9]\\d{{0,3}}|[一二三四五六七八九十两])\\s?[起例次件宗人个]({_HAN}{{2,14}})"
)
_RECEIVED = compiled(f"(?:发生|出现|收到|接到|产生)(?<![未无]..)(?<!没有..)了?({_HAN}{{2,10}}?)([1-9]\\d{{0,3}})\\s?[起例次件宗人个]")
_OTHER_YEAR = compiled("上年|去年|同期|下降|减少|历年|累计|以来|截至|此前|20\\d\\d年以")
_NONE = compiled("零(?:投诉|事故|上访|信访|违纪|伤亡|差错|举报|发生)")
_EVENTS = ("发生", "出现", "收到", "接到", "产生")
_EVENT = compiled("|".join(_EVENTS))
_KINDS = compiled("安全|生产|责任|重大|较大|一般|特大|以上|有效|群体性?|[、的]|因|质量|相关|有关|各类")
_ALL = compiled(f"(?:全部|全额|足额)(?:已|按时|及时|按期)*({_HAN}{{2}})(?=到位|完毕|并|完成|[，。；、]|$)")
_SOME = compiled(f"(?:尚未|未能?|没有)(?:及时|按期|按时|完全)?({_HAN}{{2}})")
_LEFT = compiled("(?:有|中)[^，。；]{0,10}?\\d")
_PLANNED = compiled("计划|预计|目标|要求|如|若|每|扣")
_EXCEPT = compiled("除|外|基本|个别|部分|力争|确保|将|计划|要求|上年|去年|应")
_COMMON = compiled("[已均都的了和及与等，。；、：\\d（）()]|资金|项目|工程|全部|完成|工作|任务|经费")
_STOPS = Stops("，。；：、\n")
_MOST, _LEAST, _REACH = 40, 4, 18


def denied_statements(corpus: Corpus) -> Iterator[Statement]:
    """Each denial of a paragraph with the first that affirms what it denies, then what never happened with where it did."""
    wanted = _paragraphs(corpus, ("未", "没有"))
    if wanted:
        yield from _not_done(wanted, corpus)
        yield from _all_done(wanted, corpus)
    none = [line for line in corpus.found(_NONE) if line.row < 0]
    if wanted or none:
        yield from _happened(corpus, none, denied=bool(wanted))


def _paragraphs(corpus: Corpus, words: Iterable[str]) -> list[Line]:
    """The paragraphs in which one of the words stands."""
    return [line for line in corpus.holding(words) if line.row < 0]


def _not_done(wanted: Sequence[Line], corpus: Corpus) -> Iterator[Statement]:
    denials = [(line, found) for line in wanted for found in _NOT.finditer(line.text)]
    for line, found in denials[:_MOST]:
        low = _STOPS.behind_last(line.text, max(0, found.start() - 24), found.start())
        if _HEDGED.search(line.text, low, min(len(line.text), found.end() + 8)):
            continue
        verb, thing = found[1], found[2].strip("“”《》")
        for other in _paragraphs(corpus, (thing[:_LEAST],)):
            if verb not in other.text:
                continue
            place = _affirmed(other, verb, thing, found.start() if other is line else -1)
            if place is not None:
                span = line.span(found.start(), found.end())
                yield Statement(
                    "conclusion", other.text[slice(*place)], other.span(*place), other.section, found.group(), (("other", span),)
                )
                break


def _affirmed(line: Line, verb: str, thing: str, own: int) -> tuple[int, int] | None:
    """Where a line says that the verb was done to the thing, and denies nothing."""
    at = line.text.find(thing)
    while at >= 0:
        low = _STOPS.behind_last(line.text, max(0, at - _REACH), at)
        words = line.text[low:at]
        begin = words.rfind(verb)
        stop = at + len(thing)
        if (
            begin >= 0
            and own < 0
            and not _NEGATED.search(line.text, max(0, low - 6), stop)
            and not _HEDGED.search(line.text, low, stop + 6)
        ):
            return low + begin, stop
        at = line.text.find(thing, at + 1)
    return None


def _all_done(wanted: Sequence[Line], corpus: Corpus) -> Iterator[Statement]:
    """资金已全部发放 against 尚有12户资金未发放: the same verb, and the same thing in both clauses."""
    whole: list[tuple[Line, re.Match[str]]] | None = None
    denials = [(line, found) for line in wanted for found in _SOME.finditer(line.text)]
    for line, found in denials:
        low = _STOPS.behind_last(line.text, max(0, found.start() - 28), found.start())
        words = line.text[low : found.end()]
        if not _LEFT.search(words) or _OTHER_YEAR.search(words) or _PLANNED.search(words):
            continue
        if whole is None:  # looked for once there is something to hold against it
            told = _paragraphs(corpus, ("全部", "全额", "足额"))
            whole = [(line, done) for line in told for done in _ALL.finditer(line.text)][:_MOST]
        for other, done in whole:
            start = max(other.sentence(done.start())[0], done.start() - 40)
            said = other.text[start : done.end()]
            if done[1] != found[1] or other is line or _EXCEPT.search(said):
                continue
            if any(thing in words for thing in _things(other.text[start : done.start()])):
                begin = _STOPS.behind_last(other.text, start, done.start())
                span, here = other.span(begin, done.end()), line.span(low, found.end())
                yield Statement("conclusion", other.text[begin : done.end()], span, other.section, words, (("other", here),))
                return


def _things(words: str) -> set[str]:
    """The pairs of characters that may name a thing, without those of any clause."""
    bare = _COMMON.sub(" ", words)
    return {bare[at : at + 2] for at in range(len(bare) - 1) if bare[at : at + 2].isalpha()}


def _happened(corpus: Corpus, none: Sequence[Line], *, denied: bool) -> Iterator[Statement]:
    """未发生……事故, or 零事故 in one of the lines `none`, against 发生1起……事故."""
    denials = [line for line in _paragraphs(corpus, ("未", "没有", "无", "零")) if _EVENT.search(line.text)] if denied else []
    zeros = [
        (line, found, _KINDS.sub("", found[1] or found[2] or found[3]))
        for line in {id(line): line for line in (*denials, *none)}.values()
        for found in _ZERO.finditer(line.text)
    ]
    zeros = [entry for entry in zeros if len(entry[2]) > 1][:_MOST]
    if not zeros:
        return
    for line in _paragraphs(corpus, _EVENTS):
        for found in chain(_HAPPENED.finditer(line.text), _RECEIVED.finditer(line.text)):
            low, high = line.sentence(found.start())
            if _OTHER_YEAR.search(line.text, max(low, found.start() - 20), min(high, found.end() + 8)):
                continue
            kind = _KINDS.sub("", found[1] + found[2])
            for other, zero, thing in zeros:
                if thing in kind and _graver(zero.group(), found.group()):
                    span, text = other.span(*zero.span()), zero.group()
                    yield Statement("conclusion", text, span, other.section, found.group(), (("other", line.span(*found.span())),))
                    return


def _graver(denied: str, told: str) -> bool:
    """Whether what is told is no lesser kind than what is denied: 未发生重大事故 goes with one 一般事故."""
    return all(word in told for word in ("重大", "较大", "以上", "责任", "有效", "群体") if word in denied)
