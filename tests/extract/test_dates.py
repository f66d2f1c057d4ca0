"""Dates, periods and years are found where they stand, with their parts as written."""

from __future__ import annotations

import calendar
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract.numbers import dates
from auditor.model import Date

ROWS = [
    tuple(row.split("\t")[:3])
    for row in (Path(__file__).parents[2] / "fixtures" / "numbers" / "dates.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
HANZI_YEAR = str.maketrans("0123456789", "〇一二三四五六七八九")
YEARS = st.integers(min_value=1950, max_value=2049)
ALPHABET = "2021年月日号度底至到-－.上下半年第一二三四十〇季度〔〕［］8 　规划"


def notation(date: Date) -> str:
    """2022-08, XXXX-09-28, 2020/2021."""
    first = part(date.year, date.month, date.day)
    return first if date.end_date is None else f"{first}/{part(*date.end_date)}"


def part(year: int | None, month: int | None, day: int | None) -> str:
    """One end of a period, the year as XXXX if it is not told."""
    return "-".join([f"{year:04d}" if year else "XXXX", *(f"{number:02d}" for number in (month, day) if number)])


@pytest.mark.parametrize(("text", "expected", "role"), ROWS)
def test_examples(text: str, expected: str, role: str) -> None:
    """Every row of fixtures/numbers/dates.tsv is read as it says (the unit column holds the role)."""
    assert ([] if expected == "无" else [(expected, role)]) == [(notation(date), date.role) for date in dates.scan(text)]


@given(YEARS, st.integers(min_value=1, max_value=12), st.integers(min_value=1, max_value=31))
def test_days_round_trip(year: int, month: int, day: int) -> None:
    """A day reads back with its parts in every style, and exists exactly when the calendar has it."""
    styles = [
        f"{year}年{month}月{day}日",
        f"{year} 年 {month} 月 {day} 日",
        f"{year}.{month}.{day}",
        f"{year}-{month:02d}-{day:02d}",
        f"{year}/{month}/{day}",
        f"{str(year).translate(HANZI_YEAR)}年{month}月{day}日",
    ]
    exists = day <= calendar.monthrange(year, month)[1]
    for written in styles:
        (date,) = dates.scan(f"截至{written}，")
        assert (written, year, month, day, exists) == (date.text, date.year, date.month, date.day, dates.is_possible(date))


@given(YEARS, st.integers(min_value=1, max_value=30), st.sampled_from(["{}-{}年", "{}—{}年", "{}年至{}年", "{} 年到 {} 年", "{}～{}年度"]))
def test_spans_of_years_round_trip(year: int, length: int, style: str) -> None:
    """Two years joined by any dash are one date with an end."""
    (date,) = dates.scan("在" + style.format(year, year + length) + "间")
    assert (year, (year + length, None, None)) == (date.year, date.end_date)


@given(st.text(alphabet=ALPHABET, max_size=40))
def test_spans_are_sound(text: str) -> None:
    """Dates lie in order, do not overlap, and quote the text."""
    end = 0
    for date in dates.scan(text):
        assert (date.start >= end, text[date.start : date.end]) == (True, date.text)
        end = date.end


@pytest.mark.parametrize(
    ("date", "possible"),
    [
        (Date(0, 1, "", 2020, 2, 29), True),
        (Date(0, 1, "", 2021, 2, 29), False),
        (Date(0, 1, "", 1900, 2, 29), False),
        (Date(0, 1, "", None, 2, 29), True),
        (Date(0, 1, "", None, 2, 30), False),
        (Date(0, 1, "", None, 11, 31), False),
        (Date(0, 1, "", 2021, 13), False),
        (Date(0, 1, "", 2021, 0), False),
        (Date(0, 1, "", 2021), True),
        (Date(0, 1, "", 2021, 11, 1, (2021, 11, 31)), False),
        (Date(0, 1, "", 2021, 11, 1, (2021, 11, 30)), True),
    ],
)
def test_is_possible(date: Date, possible: bool) -> None:
    """A date is possible when the calendar has both its ends."""
    assert possible == dates.is_possible(date)


def test_several_dates_in_a_sentence() -> None:
    """Every date of a sentence comes out, and numbers between them do not."""
    text = "2021年完成3个项目，2022年1-6月新增5个；截至2022 年底，依据〔2020〕6号文，下半年再启动2个。"
    assert ["2021年", "2022年1-6月", "2022 年底", "〔2020〕6号", "下半年"] == [date.text for date in dates.scan(text)]


def test_a_year_behind_an_item_number() -> None:
    """The point of an item number does not hide the year behind it."""
    assert ["2021年度"] == [date.text for date in dates.scan("1.2021年度收支情况")]
