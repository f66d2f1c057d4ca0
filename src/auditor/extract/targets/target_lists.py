"""Targets announced as a list (年度绩效目标为：改造水厂 6 座，管网 80 公里…), set against results told under the same names elsewhere.

A list is what stands behind 目标为, 任务如下 in one sentence, or in the short paragraphs below an announcement that ends with a colon.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line, like
from auditor.extract.stops import Stops
from auditor.extract.targets.judgements import SILENT, first_judgement, is_reverse
from auditor.extract.targets.targets import shared_run, target_claim
from auditor.extract.words import places
from auditor.model import Bound, Claim, Kind, Quantity, Section, Span
from auditor.patterns import compiled
from auditor.records import Record

_AIMS = ("目标", "任务", "指标")
_ANNOUNCED = compiled(
    f"(?:{'|'.join(_AIMS)})(?:(?:值|任务|分解|内容|情况|设定)?(?:为|是|如下|包括|有)?[：:]|(?:值|任务|分解|设定)?(?:为|是|包括)(?![期否]))"
)
_OTHER_PERIOD = compiled(
    "上年|去年|上一年|下一?年|次年|明年|十[二三四五六]五|规划|中长期|长期|三年|五年|总体目标|考核|完成情况|实现情况|得分"
)
_NO_TARGET = compiled("增长|增加|提高|下降|较|上年|去年|其中|投资|预算|资金|经费|支出|平均|人均|每|力争|20\\d\\d年|及格|得分|分值")
_VERBS = compiled(
    "(?:^(?:年度|全年|计划|实施|开展|完成|新增|新建|组织|推进|确保|实现|农村|全县|全镇|全区|全市|①|②|③|④|⑤|⑥|⑦|⑧|⑨|\\d+[.．、）)]|[（(][一二三四五六七八九\\d]+[）)]|\\s)+)"
)
_TAILS = compiled("(?:达到|不低于|不少于|不高于|不超过|控制在|大于|高于|保持|至少|任务|目标|[为达≥≤在])+$")
_OTHER_TIME = compiled("上年|去年|同期|近[二三四五两]年|分别|其中|20\\d\\d\\s?年|季度|上半年|截[至止]")
JUDGING = compiled("完成|达|实现|超|符合|满足|目标|任务|指标|未|仅|低于")  # one of these is in every judgement
_YEAR = compiled("(20\\d\\d)\\s?年")
_SCORED = compiled("得\\s?\\d|扣\\s?\\d|得分")
_OF_ALL = compiled("均|都|全部|全面|各项")
_DELIMITERS = "，。；,;（(）)、：:"
_STOPS = Stops(_DELIMITERS)
_CHAPTER = compiled(
    "(?:绩效|年度|总体|整体|工作|履职|主要|重点|预期)[^，。；]{0,8}(?:目标|任务|工作计划|指标)(?:情况|概况|内容|设[定立置])?$"
)
_CHAPTER_ENDS = ("目标", "任务", "工作计划", "指标", "情况", "概况", "内容", "设定", "设立", "设置")
_RESULTS = compiled("(?:完成|实现|达成)(?:情况|程度)|评价|自评|分析|规划|中长期|[次明]年")
_OTHER_CHAPTER = compiled("完成|实现|达成|评价|自评|分析|偏离|上年|规划|中长期|评分|体系|结果|改进|下一步|[次明]年")
_MAX_LINES = 15  # list paragraphs below an announcement
_LONGEST_ITEM = 90
_MAX_BEFORE = 30
_MAX_LISTED = 40  # targets of a document that later results may refer to
_SHORTEST = 3  # characters of a name that says what is meant
_SUBJECT_WITHIN = 70  # characters before 化解率 in which its subject (矛盾纠纷) must stand
_JUDGED_BY_MARKS = 90  # characters behind a result in which the marks it earned may stand


class Listed(Record):
    """A target of a list: its line, number, and the words that name it."""

    line: Line
    quantity: Quantity
    name: str
    characters: frozenset[str]  # of its name
    under_heading: bool = False  # told in a chapter of goals, not in an announced list


# A number told in a line, the words before it, and what gives the end of what judges it: that is asked of few.
Result = tuple[Quantity, str, Callable[[], int]]


def listed_targets(corpus: Corpus, lines: Sequence[Line], sections: Sequence[Section] = ()) -> list[Listed]:
    """The targets that a document announces as a list, or under a heading of its own, in order."""
    found: list[Listed] = []
    chapters = {
        section.index
        for section in sections
        if section.title.endswith(_CHAPTER_ENDS) and _CHAPTER.search(section.title) and not _OTHER_CHAPTER.search(section.title)
    }
    if chapters:
        chapters |= {section.index for section in sections if section.parent in chapters and not _RESULTS.search(section.title)}
    chapters.discard(0)
    heads = _announcements(corpus, len(lines))
    for index, line in enumerate(lines):
        head = heads.get(line.block)
        if head is None:
            if line.section in chapters and len(found) <= _MAX_LISTED:
                found += (item._replace(under_heading=True) for item in _items(line, 0, len(line.text)))
            continue
        end = line.sentence(head)[1]
        items = list(_items(line, head, end))
        if not items and line.text.rstrip().endswith(("：", ":")) and end - head < _MAX_BEFORE:
            for below in lines[index + 1 : index + 1 + _MAX_LINES]:
                if not 0 < len(below.text) <= _LONGEST_ITEM or not below.text.rstrip().endswith(("；", ";", "。")):
                    break
                items += _items(below, 0, len(below.text))
                if below.text.rstrip().endswith("。"):
                    break
        if len(items) > 1:
            found += items
        if len(found) > _MAX_LISTED:
            break
    return found


def _announcements(corpus: Corpus, count: int) -> dict[int, int]:
    """By paragraph, of which there are `count`, the offset behind the words that announce a list of the year's targets."""
    text = corpus.text[: corpus.end(count)]
    heads: dict[int, int] = {}
    behind = 0
    for place in sorted(place for word in _AIMS for place in places(text, word)):
        match = _ANNOUNCED.match(text, place) if place >= behind else None
        if match is not None:
            behind = match.end()
            line, at = corpus.at(place)
            stop = at + behind - place
            start = line.sentence(at)[0]
            if line.block not in heads and _OTHER_PERIOD.search(line.text, max(start, at - _MAX_BEFORE), stop) is None:
                heads[line.block] = stop
    return heads


def _items(line: Line, start: int, end: int) -> Iterator[Listed]:
    floor = start
    for quantity in line.between(start, end):
        low = max(floor, quantity.start - _MAX_BEFORE)
        words = line.text[_STOPS.behind_last(line.text, low, quantity.start) : quantity.start]
        floor = quantity.end
        name = _core(words)
        if (
            len(name) >= _SHORTEST
            and quantity.high is None
            and quantity.kind not in (Kind.MONEY, Kind.POINTS, Kind.SCORE)
            and not _NO_TARGET.search(words)
        ):
            yield Listed(line, quantity, name, frozenset(name))


def _core(words: str) -> str:
    """The words that name a target, without verbs in front and limits behind."""
    return _TAILS.sub("", _VERBS.sub("", words.strip()).strip()).strip(_DELIMITERS + " 　")


def kinds_like(listed: Sequence[Listed]) -> frozenset[Kind]:
    """The kinds of numbers that may be like one of the listed targets: their own, and money for a bare 万."""
    kinds = {item.quantity.kind for item in listed}
    return frozenset(kinds | {Kind.MONEY} if Kind.NUMBER in kinds else kinds)


def target_of(listed: Sequence[Listed], line: Line, quantity: Quantity, words: str) -> Listed | None:
    """The only listed target that a result goes by the name of; `words` stand before the result."""
    ranked = [
        (rank, item)
        for item in listed
        if item.line is not line and like(item.quantity, quantity) and (rank := _named(item, line, quantity, words))
    ]
    if not ranked:
        return None
    best = max(rank for rank, _ in ranked)
    chosen = [item for rank, item in ranked if rank == best]
    return chosen[0] if len(chosen) == 1 else None


def _named(item: Listed, line: Line, quantity: Quantity, words: str) -> int:
    """How many characters name the target in the words before a result; 0 when they do not."""
    name = item.name
    if name in words:
        return len(name)
    if name.endswith(("率", "度")) and len(name) > _SHORTEST + 1:  # 受理纠纷 214 起，化解 209 起，化解率…
        tail = next(
            (name[-length:] for length in range(len(name) - 2, 2, -1) if words.strip().rstrip("为达到是").endswith(name[-length:])), ""
        )
        start = max(line.sentence(quantity.start)[0], quantity.start - _SUBJECT_WITHIN)
        subject = bool(tail) and name[: -len(tail)] in line.text[start : quantity.start]
        if subject or not name.endswith("浓度"):  # PM2.5 年均浓度, PM2.5 平均浓度
            return len(name) if subject else 0
    characters = item.characters
    if 3 * len(characters.intersection(words)) < 2 * len(characters):
        return 0
    shared = shared_run(name, words)
    if len(name) > _SHORTEST and shared > 1 and characters.issubset(words):  # 公厕改造, 改造公厕
        return len(name) - 1
    return shared if shared > _SHORTEST and 3 * shared >= 2 * len(name) else 0


def listed_claims(line: Line, results: Iterable[Result], listed: Sequence[Listed], year: int | None = None) -> Iterator[Claim]:
    """Results of a line against the listed targets they are named by.

    Without a judgement only rates are claims: of things done there may be several parts.
    """
    text = line.text
    named = [
        (quantity, end, item)
        for quantity, words, judged_until in results
        if (item := target_of(listed, line, quantity, words)) is not None
        and (JUDGING.search(text, quantity.end, end := judged_until()) or quantity.kind is Kind.PERCENT)
    ]
    for index, (quantity, end, item) in enumerate(named):
        if quantity.bound is not Bound.EXACT or _is_of_another_year(line, quantity, year):
            continue
        judgement = first_judgement(line.text, quantity.end, end)
        following = named[index + 1][0].start if index + 1 < len(named) else end
        if judgement is not None and following < judgement.start and not _OF_ALL.search(line.text, judgement.start - 4, judgement.end):
            judgement = None  # it is said of the next one
        if judgement is None and (quantity.kind is not Kind.PERCENT or not _is_of_the_year(line, quantity)):
            continue
        told = (
            (judgement, line.text[judgement.start : judgement.end], line.span(judgement.start, judgement.end))
            if judgement is not None
            else None
        )
        reverse = is_reverse(item.name, item.quantity)
        claim = target_claim(line.fact(quantity), item.line.fact(item.quantity, item.name), told, reverse=reverse, source=line.source)
        if claim is not None:
            scored = (
                told is None and _SCORED.search(line.text, quantity.end, min(len(line.text), quantity.end + _JUDGED_BY_MARKS)) is not None
            )
            yield claim._replace(traits=claim.traits | {"scored"}) if scored else claim


def _is_of_another_year(line: Line, quantity: Quantity, year: int | None) -> bool:
    """Whether the last year told before a result in its sentence is not the report's."""
    start = max(line.sentence(quantity.start)[0], quantity.start - _SUBJECT_WITHIN)
    told = [int(found[1]) for found in _YEAR.finditer(line.text, start, quantity.start)] if "20" in line.text else []
    return bool(told) and year is not None and told[-1] != year


def _is_of_the_year(line: Line, quantity: Quantity) -> bool:
    """Whether no words of its sentence give a result to another time or to a part."""
    start = max(line.sentence(quantity.start)[0], quantity.start - _SUBJECT_WITHIN)
    return _OTHER_TIME.search(line.text, start, quantity.start) is None


def judged_or_alone(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims that the report judges, and the silent ones whose target has no other silent result: of several, some are parts."""
    silent = Counter(_target_place(claim) for claim in claims if SILENT in claim.traits)
    return (claim for claim in claims if SILENT not in claim.traits or silent[_target_place(claim)] == 1)


def _target_place(claim: Claim) -> Span:
    return claim.readings[0].terms[0].fact.span
