"""Sentences that place themselves in a year without naming it wrongly: 今年是……开局之年, 二十届三中全会精神, 上年（2019年）, 为2021年打下基础."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from auditor.extract.about.national_calendar import MEETINGS, OCCASIONS
from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.words import follows
from auditor.model import Section, Span, Statement
from auditor.patterns import compiled

_THIS_YEAR = "(今年|本年度?|20\\d\\d\\s?年)[是系为]([^。；]{4,70}?之年)"
_PLAN_YEAR = "“?十([四五六七])五”?[^，。；]{0,8}?(开局|开篇|起步|收官)"
_DIGITS = "一二三四五六七"
_SESSION = "([省市县区州旗])委(?:第)?([一二三四五六七八九十]{1,3})届([一二三四五六七八九十]{1,3})次(?:全会|全体)"
_NAMED = "(上年度?|去年|上一年度?|今年|本年度?|本年)\\s?[（(](?:即)?(20\\d\\d)\\s?年度?[）)]|(20\\d\\d)\\s?年度?\\s?[（(](?:即|以下简称)?“?(上年度?|去年|上一年度?|今年|本年度?|本年)”?[）)]"
_FOUNDATION = "为(20\\d\\d)\\s?年[^，。；]{0,36}?(?:打下|奠定|夯实|打好|打牢)[^，。；]{0,10}?基础"
_PLENARY = compiled("届[二三四五六]中全会")
# A bracket behind 年度 or before 上年, 去年, 今年, 本年; each pattern begins with one character, which is found fast.
_BRACKETED = (compiled("（(?:(?<=[年度]（)|(?=[上去今本]))"), compiled("\\((?:(?<=[年度]\\()|(?=[上去今本]))"))
_RESULT_TITLE = ("完成情况", "实现情况", "成效", "结果", "绩效分析", "产出", "效益", "工作开展", "履职情况", "执行情况")
_PLAN_TITLE = ("下一步", "打算", "计划", "安排", "建议", "展望", "思路", "改进", "下年", "明年", "措施", "规划", "目标设定")


def year_text_statements(
    corpus: Corpus, lines: Sequence[Line], sections: Sequence[Section], year: int, related: tuple[tuple[str, Span], ...]
) -> Iterator[Statement]:
    """Every sentence of the `lines`, which are the first of a corpus, that belongs to a text of another year than the report's `year`.

    `related` is where the title says so.
    """
    text = corpus.text
    if follows(text, "之", "年"):
        yield from _occasions(_paragraphs(corpus, "之年"), sections, year, related)
    numbered = follows(text, "届", "二三四五六")
    if numbered or follows(text, "十", "大九"):
        plenaries = _PLENARY.finditer(text) if numbered else ()  # all of them are found in one go
        plenary = {text[max(0, hit.start() - 2) : hit.end()] for hit in plenaries}
        for words, held in MEETINGS:
            if held > year and (words in plenary if words.endswith("全会") else words in text):
                late = any(f"{later}年" in text for later in (held, held + 1))  # written when it had been held
                yield from _meeting(lines, words, held, year if not late else held - 1, related)
        if "全会" in text or "全体" in text:
            yield from _sessions(_paragraphs(corpus, "次全"))
    if any(bracketed.search(text) for bracketed in _BRACKETED):
        yield from _named_years(lines, year, related)
    if follows(text, "为", "2"):
        yield from _foundations(_paragraphs(corpus, "为20"), year, related)


def _paragraphs(corpus: Corpus, word: str) -> list[Line]:
    """The paragraphs in which a word stands."""
    return [line for line in corpus.holding((word,)) if line.row < 0]


def _occasions(lines: Sequence[Line], sections: Sequence[Section], year: int, related: tuple[tuple[str, Span], ...]) -> Iterator[Statement]:
    """今年是……之年, where the occasion tells the year: the report's own, or in a plan the next."""
    for line in lines:
        for found in compiled(_THIS_YEAR).finditer(line.text):
            meant = _meant(found[2])
            if meant is None or found[1].startswith("20"):
                continue
            place = line.span(found.start(), min(found.end(), found.start() + 110))
            heading = _heading(line, sections)
            titles = heading.title if heading is not None else ""
            results = any(word in titles for word in _RESULT_TITLE) and not any(word in titles for word in _PLAN_TITLE)
            if meant not in (year, year + 1) and "“十" not in found[2] and "五”" not in found[2]:  # report-year knows the plans
                yield Statement("text-year", found.group(), place, line.section, str(meant), related, frozenset({"occasion"}))
            elif meant == year + 1 and results and heading is not None:
                places = (("title", heading.span), *related)
                yield Statement("text-year", found.group(), place, line.section, str(meant), places, frozenset({"next-year"}))


def _meant(words: str) -> int | None:
    """The year of an occasion, or None."""
    for pattern, year in OCCASIONS:
        if compiled(pattern).search(words):
            return year
    found = compiled(_PLAN_YEAR).search(words)
    if found is None or "谋划" in words or "迈" in words:
        return None
    first = 2001 + 5 * (_DIGITS.index(found[1]) + 1)
    return first + 4 if found[2] == "收官" else first


def _heading(line: Line, sections: Sequence[Section]) -> Section | None:
    """The nearest heading above a paragraph that says what kind of chapter it is in."""
    section = sections[line.section] if line.section < len(sections) else None
    while section is not None and section.index:
        if any(word in section.title for word in (*_RESULT_TITLE, *_PLAN_TITLE)):
            return section
        section = sections[section.parent] if section.parent is not None else None
    return None


def _meeting(lines: Sequence[Line], words: str, held: int, year: int, related: tuple[tuple[str, Span], ...]) -> Iterator[Statement]:
    """The spirit of a meeting that was held after the report's year; in the year after it a report may still be written."""
    if held == year + 1 and words != "党的二十大精神":
        return
    for line in lines:
        start = line.text.find(words)
        if start >= 0:
            trait = "meeting" if held > year + 1 else "meeting-near"
            yield Statement("text-year", words, line.span(start, start + len(words)), line.section, str(held), related, frozenset({trait}))
            return


def _sessions(lines: Sequence[Line]) -> Iterator[Statement]:
    """Two terms of one party committee in one report."""
    seen: dict[str, tuple[str, Line, int, int]] = {}
    told: set[str] = set()
    for line in lines:
        for found in compiled(_SESSION).finditer(line.text):
            level, term = found[1], found[2]
            first = seen.setdefault(level, (term, line, found.start(), found.end()))
            if first[0] != term and level not in told:
                told.add(level)
                place = ("other", first[1].span(first[2], first[3]))
                yield Statement(
                    "text-year",
                    found.group(),
                    line.span(*found.span()),
                    line.section,
                    first[1].text[first[2] : first[3]],
                    (place,),
                    frozenset({"sessions"}),
                )


def _named_years(lines: Sequence[Line], year: int, related: tuple[tuple[str, Span], ...]) -> Iterator[Statement]:
    """上年（2019年）: which year the words mean and which they name. 上年 may be seen from the year in which the report is written."""
    for line in lines:
        if "年" not in line.text or ("（" not in line.text and "(" not in line.text):
            continue
        for found in compiled(_NAMED).finditer(line.text):
            words, told = (found[1], found[2]) if found[1] else (found[4], found[3])
            seen_from = int(told) + (0 if words[0] in "今本" else 1)
            start, end = line.sentence(found.start())
            low, high = (
                bisect_left(line.dates, place, key=lambda date: date.start)
                for place in (max(start, found.start() - 120), min(end, found.end() + 120))
            )
            others = {date.year for date in line.dates[low:high] if not found.start() <= date.start < found.end()}
            if seen_from not in (year, year + 1) and seen_from not in others:
                yield Statement("text-year", found.group(), line.span(*found.span()), line.section, told, related, frozenset({"named"}))


def _foundations(lines: Sequence[Line], year: int, related: tuple[tuple[str, Span], ...]) -> Iterator[Statement]:
    """为2021年……打下基础 in the goals of 2021: the year before says so."""
    for line in lines:
        if "基础" not in line.text:
            continue
        for found in compiled(_FOUNDATION).finditer(line.text):
            if int(found[1]) <= year:
                trait = "foundation" if int(found[1]) == year else "foundation-past"
                end = min(found.end(), found.start() + 110)
                yield Statement(
                    "text-year", found.group(), line.span(found.start(), end), line.section, found[1], related, frozenset({trait})
                )
