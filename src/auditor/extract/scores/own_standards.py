"""Rows of score tables against what their own printed standards ask for.

Full marks where the chapter on problems denies a word of the standard, where the result falls a degree short of the target's words, or
where no standard is printed; and a clause that measures another indicator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from auditor.extract.lines import Line
from auditor.extract.scores.award_texts import admitting_sections
from auditor.model import Award, Indicator, Section, Span, Statement
from auditor.patterns import compiled

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
_WORDS = "|".join(sorted({word for cluster in _CLUSTERS for word in cluster}))
_AIMS = ("绩效目标", "绩效指标")
_CLAUSE = compiled("[^。；;\\n]{6,90}")
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


@cache
def _denials() -> tuple[str, str]:
    word = f"(?P<word>{_WORDS})"
    return (
        f"(?:不够|不太|不尽|欠|尚不|不能|难以|未能|缺乏)(?:完全|充分|有效)?{word}(?:(?:、|和|与){word.replace('word', 'more')})?",
        f"{word}(?:性|程度|度)?(?:还|仍|尚)?(?:不够|不足|不强|不高|有待|欠缺|薄弱|较差)",
    )


def standard_statements(
    lines: Sequence[Line], sections: Sequence[Section], records: Sequence[Indicator], awards: Sequence[Award]
) -> Iterator[Statement]:
    """All of these, as statements of the kind "standard"; `related` are the places of the rows, `traits` tell which it is."""
    rows = [row for row in records if row.score is not None and row.full_marks is not None and row.table is not None]
    if not rows:
        return
    yield from _lowered(rows)
    yield from _blank(rows)
    yield from _foreign(rows)
    admitting = admitting_sections(sections)
    told = [line for line in lines if line.section in admitting]
    if told:
        yield from _denied(told, rows, awards)


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
    standards = {row.heading: row.rubric[0] for row in rows if row.rubric is not None}
    full = [(award, "".join(standards.get(place, "") for place in award.places)) for award in awards if _has_full(award)]
    patterns = [compiled(pattern) for pattern in _denials()]
    count = 0
    for line in told:
        if "不" not in line.text and "待" not in line.text and "难" not in line.text and "欠" not in line.text and "缺" not in line.text:
            continue
        for clause in _CLAUSE.finditer(line.text):
            words = clause[0]
            weak = [found for pattern in patterns for found in pattern.finditer(words)]
            if not weak or _HYPOTHETICAL.search(words):
                continue
            denied = {word for found in weak for word in found.groupdict().values() if word}
            by_name = [pair for pair in full if any(_is_denied(name, words, denied) for name in pair[0].names)]
            about = by_name or [
                pair
                for pair in full
                if any(word in pair[1] for word in denied) and any(_speaks_of(_topic(name)[0], words) for name in pair[0].names)
            ]
            for award, standard in about[:1] if not by_name else about:
                if (count := count + 1) > _MOST:
                    return
                places = tuple(("indicator", place) for place in award.places)
                traits = {"denied"} | ({"single"} if _SINGLE.search(words) and not _EACH.search(standard) else set())
                end = weak[0].end()
                yield Statement(
                    "standard", words.strip(), line.span(clause.start(), clause.end()), line.section, words[:end], places, frozenset(traits)
                )


def _has_full(award: Award) -> bool:
    full = award.full_marks
    return full is not None and bool(award.scores) and all(score.quantity.value == full.quantity.value for score in award.scores)


def _topic(name: str) -> tuple[str, str]:
    """What an indicator is of and the quality that it asks for: 预算编制, 科学; the quality is "" where the name tells none."""
    return (name[:-3], name[-3:-1]) if name.endswith("性") else (name, "")


def _is_denied(name: str, words: str, denied: set[str]) -> bool:
    topic, quality = _topic(name)
    cluster = next((cluster for cluster in _CLUSTERS if quality in cluster), frozenset())
    return bool(quality) and not cluster.isdisjoint(denied) and _speaks_of(topic, words)


def _speaks_of(topic: str, words: str) -> bool:
    """Whether a clause speaks of an indicator's matter."""
    if len(topic) < _SHORTEST_TOPIC:
        return False
    if topic in _AIMS:
        return "绩效" in words and topic[2:] in words
    return topic in words


def _statement(row: Indicator, trait: str, place: Span, related: Sequence[tuple[str, Span]], text: str, detail: str = "") -> Statement:
    score = [("score", row.score.span)] if row.score is not None else []
    return Statement("standard", text, place, row.section, detail or row.name, (*related, *score), frozenset({trait}))
