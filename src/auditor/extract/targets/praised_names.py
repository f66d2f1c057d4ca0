"""What is praised by its name, against the target of one chapter and the result of another.

水库、泵站等工程全面完成年初目标 beside 加固水库 9 座 among the goals and 加固水库 8 座 among the results; 三类作业均超额完成 above three rows of
which one falls short; 项目全部按时完成 beside 项目按时完成率 91 %; 满意度达到 92 % 以上 beside a survey of 86 %.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from auditor.extract.corpus import Corpus
from auditor.extract.identity.contexts import GOAL_TITLE, Headings
from auditor.extract.identity.retold import GAP
from auditor.extract.lines import Line, like
from auditor.extract.targets.judgements import clause_start, is_reverse
from auditor.extract.targets.targets import falls_short
from auditor.extract.words import places
from auditor.model import Bound, Fact, Indicator, Kind, Section, Statement
from auditor.patterns import compiled

_WELL = "全面|圆满|如期|顺利|超额|全部|按期|按时|提前"
_PRAISE = compiled(
    f"(?:(?:[均都]|{_WELL})(?:已经|已|能)?(?:{_WELL})*完成了?"
    "(?:[^，。；：\\d]{0,6}?(?:目标|任务|计划|指标|预期)(?:任务|值|要求)?))(?=[，。；;）)]|$)"
)
_TAIL = compiled(
    "(?:等)?(?:[两二三四五六七八九十\\d]{1,2}(?:项|个|类|大|条))?(?:各项|重点|主要|建设|年度|民生)*(?:任务|工作|项目|工程|指标|目标)*$"
)
_LEAD = compiled("^(?:其中|截至[^，]{0,8}|全年|本年|年度|今年|我[县市区镇乡街道局]|全[县市区镇乡])+")
_BETWEEN = compiled("[、和与及]|以及")
_GROUP = compiled("^(?:[^\\W\\d]{0,2})?(?P<count>[两二三四五六七八九])(?:大|类|种|项|个|座|处|条)")
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_RESTRICTED = compiled(
    "除|之外|以外|基本|个别|部分|力争|确保|如果|若|未|将|为了|预计|上年|去年|只有|应|需|是否|能否|季度|上半年|往年|要求各|努力"
)
_NOT_THIS = compiled(
    "其中|每|人均|平均|上年|去年|同期|历年|以来|第[一二三四\\d]|[一二三四]期|首批|剩余|新增|减少|未|不|拟|预计|余|另|截至\\d{1,2}月|上半年|季度|20\\d\\d年至|超"
)
_AIMED = compiled("计划|目标|任务|拟|力争|确保")
_SURE_COUNT = frozenset({Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME, Kind.OTHER})
_DONE = "完成"
_BEFORE = frozenset("均都面满期利额部时前已能经")  # what stands before it in praise
_GENERAL = frozenset({"项目", "工程", "任务", "工作", "各项", "目标", "指标"})
_LEADS, _REACH, _LONGEST, _LEAST, _SUFFIX, _SHOWN = 24, 12, 48, 3, 4, 2
_MOST_PRAISED, _MOST_PLACES = 20, 12


def praised_names(
    corpus: Corpus, lines: Sequence[Line], sections: Sequence[Section], records: Sequence[Indicator], year: int | None
) -> Iterator[Statement]:
    """Each such praise, with the result that falls short; `lines` are the paragraphs, the first of the corpus."""
    headings: Headings | None = None
    goals: list[Line] = []
    aimed = _goal_sections(sections)
    end, looked = corpus.end(len(lines)), 0
    for line, at in _done(corpus):
        praise = _praise(line, at)
        if praise is None or line.section in aimed:
            continue
        looked += 1
        if looked > _MOST_PRAISED:
            return
        start, stop, words = praise
        short = _of_group(words, records)
        if not short and aimed:
            goals = goals or [each for each in lines if each.section in aimed and each.quantities]
            names = [name for name in (part.strip() for part in _BETWEEN.split(_TAIL.sub("", words))) if len(name) >= _LEAST]
            names = [name for name in names if name not in _GENERAL and any(name in each.text for each in goals)]
            headings = headings or Headings(sections, year)
            told = (_told(name, line, corpus, end, headings, goals) for name in names)
            short = list(islice((pair for pair in told if pair is not None), _SHOWN))
        if short:
            shown = "、".join(f"{actual.what} {actual.quantity.text}（目标 {target.quantity.text}）" for actual, target in short)
            related = tuple(place for actual, target in short for place in (("actual", actual.span), ("target", target.span)))
            yield Statement("all-done", line.text[start:stop], line.span(start, stop), line.section, shown, related, frozenset({"values"}))


def _done(corpus: Corpus) -> Iterator[tuple[Line, int]]:
    """Where a paragraph says 完成 as praise does."""
    text = corpus.text
    for place in places(text, _DONE):
        if text[place - 1 : place] in _BEFORE:
            line, at = corpus.at(place)
            if line.row < 0:
                yield line, at


def _goal_sections(sections: Sequence[Section]) -> frozenset[int]:
    """The sections whose own heading, or one over it, speaks of goals."""
    aimed: set[int] = set()
    for section in sections[1:]:
        title = section.title
        if section.parent in aimed or (("目标" in title or "任务" in title or "职" in title) and GOAL_TITLE.search(title)):
            aimed.add(section.index)
    return frozenset(aimed)


def _praise(line: Line, at: int) -> tuple[int, int, str] | None:
    """Where a clause that praises what was done stands, with the words for what that is; `at` is the place of 完成."""
    text = line.text
    found = next((each for each in _PRAISE.finditer(text, max(0, at - _LEADS), min(len(text), at + _LEADS)) if each.end() > at), None)
    if found is None:
        return None
    start = clause_start(text, found.start(), _LONGEST)
    words = _LEAD.sub("", text[start : found.start()].strip())
    return (start, found.end(), words) if words and not _RESTRICTED.search(text, start, found.end()) else None


def _of_group(words: str, records: Sequence[Indicator]) -> list[tuple[Fact, Fact]]:
    """Of so many rows whose names end as the praised words do, those that fall short."""
    group = _GROUP.search(words)
    if group is None:
        return []
    end = words[-_SUFFIX:]
    rows = [record for record in records if record.name.endswith(end) and record.actual is not None and record.target is not None]
    if len(end) < _SUFFIX or len(rows) != _COUNTS[group["count"]] or len({record.name for record in rows}) != len(rows):
        return []
    short = [
        (record.actual._replace(what=record.name), record.target)
        for record in rows
        if falls_short(record) and record.actual and record.target
    ]
    return short[:_SHOWN]


def _told(name: str, praise: Line, corpus: Corpus, end: int, headings: Headings, goals: Sequence[Line]) -> tuple[Fact, Fact] | None:
    """The one result and the one target that stand right behind a name in the paragraphs, if the first is less."""
    targets = [fact for each in goals if (at := each.text.find(name)) >= 0 and (fact := _behind(each, at, name)) is not None]
    results: list[Fact] = []
    for place in islice(takewhile(end.__gt__, places(corpus.text, name)), _MOST_PLACES) if targets else ():
        line, at = corpus.at(place)
        fact = _behind(line, at, name) if line is not praise and not any(line is each for each in goals) else None
        if fact is not None:
            low = clause_start(line.text, at)
            if _NOT_THIS.search(line.text, low, at):
                return None
            if not headings.role(line.section) and not _AIMED.search(line.text, low, at):
                results.append(fact)
    return _less(targets, results)


def _behind(line: Line, at: int, name: str) -> Fact | None:
    """The number right behind a name."""
    stop = at + len(name)
    quantity = next(iter(line.between(stop, stop + _REACH)), None)
    if quantity is None or quantity.kind not in _SURE_COUNT or not GAP.fullmatch(line.text, stop, quantity.start):
        return None
    return line.fact(quantity, name)


def _less(targets: Sequence[Fact], results: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    if len({fact.quantity.value for fact in targets}) != 1 or len({fact.quantity.value for fact in results}) != 1:
        return None
    target, actual = targets[0], results[0]
    if not like(actual.quantity, target.quantity) or actual.quantity.high is not None or target.quantity.high is not None:
        return None
    if actual.quantity.bound is not Bound.EXACT or is_reverse(target.what, target.quantity):
        return None
    return (actual, target) if actual.quantity.value < target.quantity.value < 2 * actual.quantity.value else None
