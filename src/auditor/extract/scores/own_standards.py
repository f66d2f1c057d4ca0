"""Rows of score tables against what their own printed standards ask for.

Full marks where the chapter on problems denies a word of the standard, where the result falls a degree short of the target's words, or
where no standard is printed; and a clause that measures another indicator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Award, Indicator, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

# Words for one quality: a report that calls something 不够精准 denies that it is 科学.
_QUALITIES = (
    "科学 合理 准确 精准 精确 严谨",
    "明确 清晰 具体 细化 量化 衡量 清楚 精细 细致",
    "规范 合规 严格 严谨",
    "健全 完善 完整 系统",
    "及时 按时 按期",
    "有效 到位",
)
_CLUSTERS = tuple(frozenset(words.split()) for words in _QUALITIES)
_CLUSTER_OF = {word: cluster for cluster in reversed(_CLUSTERS) for word in cluster}
_NO_WORDS: frozenset[str] = frozenset()
_WORDS = frozenset(" ".join(_QUALITIES).split())
_FILLERS, _JOINTS = ("完全", "充分", "有效"), ("、", "和", "与")
_WEAK = compiled("不(?:够|太|尽|能|足|强|高)|难以|未能|缺乏|欠|有待|薄弱")
_BEHIND = ("不够", "不太", "不尽", "不能", "难以", "未能", "缺乏", "欠")  # what is denied stands behind
_BEFORE = ("不够", "不足", "不强", "不高", "有待", "薄弱")  # or before
_AIMS = ("绩效目标", "绩效指标")
_STOPS = Stops("。；;\n")
_REACH = 90  # characters of a sentence, either side
_SINGLE = compiled("个别|少数|有的|有些|一些|某些|偶")
_EACH = compiled("每|[一1]\\s?[项处个]|否则|发现|不[得给]分|全部|均")
_HYPOTHETICAL = compiled("要求|应当|如果|避免|防止|杜绝|不存在|未发现|确保|进一步|上年|去年|往年|以前")
_SHORTEST_TOPIC = 4
_MOST = 40
_LOWERED = ("较", "较为", "比较", "基本", "初步", "部分", "有所")
_STANDARDS = 3  # rows of a table with a standard that make the blank ones stand out
_RATES = compiled(
    "[“”]?((?:“?三公”?经费|公用经费|在职人员|财政供养人员|政府采购|结转结余|预算执行|预算调整|预算完成)[^，。；\\d]{0,4}?率)[^，。；\\d]{0,8}?(?:大于|小于|超过|高于|低于|达到|[≤≥＞＜<>])"
)
_SPENDING = compiled("资金|支出|支付|预算|成本|执行|经费|三公|厉行|节约|控制|人员|编制|采购|结转|结余")


class _Topic(NamedTuple):
    """What a name of an award says: of what it is (预算编制), and the words for the quality it asks for."""

    words: str
    qualities: frozenset[str]
    award: int


def standard_statements(admitted: Sequence[Line], records: Sequence[Indicator], awards: Sequence[Award]) -> Iterator[Statement]:
    """All of these, as statements of the kind "standard", `admitted` being what the chapter on problems says; `related` are the places of the rows, `traits` tell which it is."""
    rows = [row for row in records if row.score is not None and row.full_marks is not None and row.table is not None]
    if not rows:
        return
    yield from _lowered(rows)
    yield from _blank(rows)
    yield from _foreign(rows)
    if admitted:
        yield from _denied(admitted, rows, awards)


def _is_full(row: Indicator) -> bool:
    return row.score is not None and row.full_marks is not None and row.score.quantity.value == row.full_marks.quantity.value


def _lowered(rows: Sequence[Indicator]) -> Iterator[Statement]:
    """明显 as the target, 较明显 as the result, and full marks."""
    for row in rows:
        if row.value is None or row.result is None or row.target is not None or not _is_full(row):
            continue
        wanted, result = row.value[0].strip(), row.result[0].strip()
        if result in {word + wanted for word in _LOWERED} and not wanted.startswith(_LOWERED):
            yield _statement(row, "lowered", row.result[1], [("target", row.value[1])], result, wanted)


def _blank(rows: Sequence[Indicator]) -> Iterator[Statement]:
    """Rows with full marks and no standard in a table that prints one nearly everywhere."""
    for table in dict.fromkeys(row.table for row in rows):
        own = [row for row in rows if row.table == table]
        blank = [row for row in own if row.rubric is None or not row.rubric[0].strip()]
        if blank and len(own) - len(blank) >= max(_STANDARDS, len(blank)) and all(map(_is_full, blank)):
            first, *others = blank
            yield _statement(first, "blank", first.heading, [("indicator", row.heading) for row in others], str(len(blank)))


def _foreign(rows: Sequence[Indicator]) -> Iterator[Statement]:
    """A clause of a standard that measures a rate of spending or staff, where the indicator is of another matter."""
    for row in rows:
        if row.rubric is None or "率" not in row.rubric[0] or _SPENDING.search(row.name + (row.description[0] if row.description else "")):
            continue
        found = _RATES.search(row.rubric[0])
        if found is not None:
            yield _statement(row, "foreign", row.rubric[1], [("name", row.heading)], found[1])


def _denied(told: Sequence[Line], rows: Sequence[Indicator], awards: Sequence[Award]) -> Iterator[Statement]:
    """Admitted weaknesses that deny the quality after which an indicator is called, or a word of its standard."""
    topics: list[_Topic] | None = None
    standards: dict[Span, str] = {}
    count = 0
    for line in told:
        text = line.text
        behind = 0
        for weak in _WEAK.finditer(text):
            denied = _words_denied(text, weak.group(), weak.start(), weak.end()) if weak.start() >= behind else ()
            if not denied:
                continue
            start = _STOPS.behind_last(text, max(0, weak.start() - _REACH), weak.start())
            end = behind = min(
                (at for stop in "。；;\n" if (at := text.find(stop, weak.end(), weak.end() + _REACH)) >= 0),
                default=min(len(text), weak.end() + _REACH),
            )
            words = text[start:end]
            if _HYPOTHETICAL.search(words):
                continue
            if topics is None:
                standards = {row.heading: row.rubric[0] for row in rows if row.rubric is not None}
                topics = _topics(awards)
            for award, standard in _measuring(topics, awards, standards, words, denied):
                if (count := count + 1) > _MOST:
                    return
                places = tuple(("indicator", place) for place in award.places)
                traits = {"denied"} | ({"single"} if _SINGLE.search(words) and not _EACH.search(standard) else set())
                while text[start].isspace():
                    start += 1
                told_words = text[start : weak.end() + max(map(len, denied))] if weak.group() in _BEHIND else text[start : weak.end()]
                yield Statement(
                    "standard", words.strip(), line.span(start, end), line.section, told_words.rstrip("，、 "), places, frozenset(traits)
                )


def _words_denied(text: str, weak: str, start: int, end: int) -> Sequence[str]:
    """The qualities, words of two characters, that a word of weakness denies: 不够细化、量化; 规范性有待加强."""
    if weak in _BEHIND:
        at = end + 2 if text[end : end + 2] in _FILLERS else end
        if text[at : at + 2] in _WORDS:
            more = text[at + 3 : at + 5]
            return (text[at : at + 2], more) if text[at + 2 : at + 3] in _JOINTS and more in _WORDS else (text[at : at + 2],)
    if weak in _BEFORE:
        before = text[max(0, start - 6) : start].rstrip("性程度还仍尚")[-2:]
        return (before,) if before in _WORDS else ()
    return ()


def _topics(awards: Sequence[Award]) -> list[_Topic]:
    """The topics of the names of all awards that are long enough to be told by."""
    return [
        _Topic(name[:-3], _CLUSTER_OF.get(name[-3:-1], _NO_WORDS), index) if name.endswith("性") else _Topic(name, _NO_WORDS, index)
        for index, award in enumerate(awards)
        for name in award.names
        if len(name) >= (_SHORTEST_TOPIC + 3 if name.endswith("性") else _SHORTEST_TOPIC)
    ]


def _measuring(
    topics: Sequence[_Topic], awards: Sequence[Award], standards: Mapping[Span, str], words: str, denied: Sequence[str]
) -> Sequence[tuple[Award, str]]:
    """The awards with full marks for just that, with their standards: by their names, else one by its standard."""
    told = [topic for topic in topics if (topic.words in words or topic.words in _AIMS) and _speaks_of(topic.words, words)]
    full = {index for index in {topic.award for topic in told} if _has_full(awards[index])}
    about = {index: "".join([standards.get(place, "") for place in awards[index].places]) for index in sorted(full)}
    named = {topic.award for topic in told if not topic.qualities.isdisjoint(denied)}
    by_name = [(awards[index], standard) for index, standard in about.items() if index in named]
    return by_name or [(awards[index], standard) for index, standard in about.items() if any(word in standard for word in denied)][:1]


def _has_full(award: Award) -> bool:
    full = award.full_marks
    return full is not None and bool(award.scores) and all(score.quantity.value == full.quantity.value for score in award.scores)


def _speaks_of(topic: str, words: str) -> bool:
    """Whether a clause speaks of an indicator's matter."""
    if topic in _AIMS:
        return "绩效" in words and topic[2:] in words
    return topic in words


def _statement(row: Indicator, trait: str, place: Span, related: Sequence[tuple[str, Span]], text: str, detail: str = "") -> Statement:
    score = [("score", row.score.span)] if row.score is not None else []
    return Statement("standard", text, place, row.section, detail or row.name, (*related, *score), frozenset({trait}))
