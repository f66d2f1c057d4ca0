"""The report's own year, and dates that no calendar has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.numbers.dates import is_possible
from auditor.model import Date, Statement
from auditor.patterns import compiled

TITLE_NOUN = compiled("自评|评价|绩效|决算|预算|报告|总结|目标表|评分表|说明")
YEAR = "((?:19|20|１９|２０)\\d{2}|二[〇○零0Ｏ][一二三四五六七八九〇零○]{2})"
TITLE_YEAR = compiled(f"{YEAR}\\s*年(?:度)?")
COVER_YEAR = compiled(f"[（(]?\\s*{YEAR}\\s*年度?\\s*[）)]?")
CHINESE_DIGITS = {char: digit for digit, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "0": 0}
COMPACT = compiled("(?:日期|时间|日)(?:为|是|：|:)?\\s{0,2}((?:19|20)\\d{2})(\\d{2})(\\d{2})(?!\\d)")
EIGHT_DIGITS = (compiled("20\\d{6}(?!\\d)"), compiled("19\\d{6}(?!\\d)"))  # one of them stands in what is COMPACT
CODE_BEFORE = compiled("[A-Za-z][-_]?$")
CLAUSE = compiled("[，。；：]")
AIMED = compiled(f"\\s*{YEAR}\\s?年度?[，,][^。；]{{2,40}}?(?:将|拟|计划|力争)")  # how a document of goals begins
TITLE_LINES = 15
LONGEST_TITLE = 70
FEWEST = 3  # times a year must be named before it is taken for the report's own


def year_of(text: str) -> int:
    """2021 or 二〇二一 as a number."""
    return int(text) if text.isdigit() else int("".join(str(CHINESE_DIGITS[char]) for char in text))


def fiscal_year(lines: Sequence[Line]) -> tuple[int | None, Line | None, tuple[int, int]]:
    """The year the report is about, with the line and offsets it was read from: from its title, else the year it speaks of most."""
    titled = False
    for index, line in enumerate(lines[:TITLE_LINES]):
        if len(line.text) > LONGEST_TITLE:
            continue
        noun = TITLE_NOUN.search(line.text) is not None or _goes_on(lines, index)
        found = COVER_YEAR.fullmatch(line.text.strip()) if titled else None
        if found is not None:
            start = line.text.index(found.group(1))
            return year_of(found.group(1)), line, (start, start + len(found.group(1)) + 1)
        years = list(TITLE_YEAR.finditer(line.text)) if noun else []
        if (
            years
            and not line.text[: years[0].start()].endswith(("〔", "[", "（", "("))
            and len({year_of(year.group(1)) for year in years}) == 1
        ):
            return year_of(years[0].group(1)), line, years[0].span()
        titled = titled or noun
    return _of_goals(lines) or (_most_named(lines), None, (0, 0))


def _of_goals(lines: Sequence[Line]) -> tuple[int, Line, tuple[int, int]] | None:
    """The year in which the goals that a document opens with are to be reached: 总体绩效目标 / 2024年，某局将……"""
    headed = False
    for line in lines[:TITLE_LINES]:
        found = AIMED.match(line.text) if headed else None
        if found is not None:
            return year_of(found[1]), line, found.span(1)
        headed = headed or (len(line.text) <= LONGEST_TITLE and "目标" in line.text)
    return None


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the first half of a title: nothing but words, as is the next line, which ends with 报告."""
    text, below = (line.text.strip() for line in (lines[index], lines[min(index + 1, len(lines) - 1)]))
    return (
        len(below) <= LONGEST_TITLE and below.endswith("报告") and TITLE_NOUN.search(below) is not None and not CLAUSE.search(text + below)
    )


def _most_named(lines: Sequence[Line]) -> int | None:
    """The year that dates name at least twice as often as any other."""
    years = Counter(date.year for line in lines for date in line.dates if date.year is not None and not date.role and date.end_date is None)
    if not years:
        return None
    (year, count), *rest = years.most_common(2)
    return None if count < FEWEST or (rest and rest[0][1] * 2 > count) else year


def impossible_dates(lines: Sequence[Line], dated: Sequence[Line], text: str) -> Iterator[Statement]:
    """Dates that no calendar has: 11月31日, 2月30日, 13月, 验收日期 20230931; `dated` are those of the lines that have dates, `text` is all of them."""
    compact = any(run.search(text) for run in EIGHT_DIGITS)
    for line in [line for line in lines if line.dates or "日" in line.text or "时间" in line.text] if compact else dated:
        for date in line.dates:
            if not date.role and not is_possible(date) and not _in_code(line.text, date):
                yield Statement("impossible-date", date.text, line.span(date.start, date.end), line.section)
        for found in COMPACT.finditer(line.text) if compact else ():
            year, month, day = (int(part) for part in found.groups())
            start, end = found.start(1), found.end(3)
            if not is_possible(Date(start, end, line.text[start:end], year, month, day)):
                yield Statement("impossible-date", line.text[start:end], line.span(start, end), line.section)


def _in_code(text: str, date: Date) -> bool:
    """Whether letters right before a date make it part of a number such as YS-2022-11-31."""
    return CODE_BEFORE.search(text, max(0, date.start - 2), date.start) is not None
