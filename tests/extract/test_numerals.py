"""Numerals in every style read as the value they were written for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract.numbers import numerals

DIGITS = "零一二三四五六七八九"
FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def in_chinese(number: int) -> str:
    """Write a number below 10^12 in Chinese, with one 零 for every gap."""
    if number == 0:
        return "零"
    parts: list[str] = []
    for unit, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        section, number = divmod(number, size)
        if section:
            gap = bool(parts) and section < 1000
            parts.append(("零" if gap else "") + below_ten_thousand(section) + unit)
    return "".join(parts)


def below_ten_thousand(number: int) -> str:
    """Write 1 to 9999 in Chinese."""
    written, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + unit
        gap = not digit
    return written


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_numerals_round_trip(number: int) -> None:
    """A number written in Chinese reads back as itself."""
    assert Decimal(number) == numerals.parse(in_chinese(number))


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_financial_numerals_round_trip(number: int) -> None:
    """A number written with 壹贰叁 reads back as itself, also with 整 behind it."""
    assert Decimal(number) == numerals.parse(in_chinese(number).translate(FINANCIAL) + "整")


@given(st.integers(min_value=0, max_value=10**15), st.integers(min_value=0, max_value=6))
def test_arabic_numerals_round_trip(digits: int, places: int) -> None:
    """Plain, grouped and full-width digits read back with their trailing zeros."""
    number = Decimal(digits).scaleb(-places)
    for written in (f"{number:f}", f"{number:,f}", f"{number:,f}".translate(FULL_WIDTH), f"{number:f}".translate(FULL_WIDTH)):
        assert f"{number:f}" == f"{numerals.parse(written):f}"


@given(st.decimals(min_value="0.01", max_value="99999", places=2), st.sampled_from(["万", "亿", "千", "百万", "千万", "万亿"]))
def test_multipliers_round_trip(number: Decimal, multiplier: str) -> None:
    """A number before 万 or 亿 is multiplied, and its written precision with it."""
    size = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}[multiplier]
    assert (number * size, Decimal(size) / 100) == numerals.read(f"{number:f}{multiplier}")


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_negative_numerals_round_trip(number: int) -> None:
    """负 and every kind of minus make a number negative."""
    assert [Decimal(-number)] * 4 == [
        numerals.parse(written) for written in (f"负{in_chinese(number)}", f"-{number}", f"－{number}", f"−{number}")
    ]


@given(st.text(alphabet="零一二三十百千万亿点两半分之负.,，-1２ 几余", max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing made of the characters of numerals raises, and what is read has a positive step."""
    numeral = numerals.read(text)
    assert numeral is None or numeral.step > 0


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("三十五", "35", "1"),
        ("三千二百一十五万", "32150000", "10000"),
        ("壹佰贰拾万", "1200000", "10000"),
        ("1.2亿", "120000000", "10000000"),
        ("5亿1万4千6百", "500014600", "100"),
        ("25万6千", "256000", "1000"),
        ("两百零三", "203", "1"),
        ("二〇二二", "2022", "1"),
        ("一百二", "120", "10"),
        ("三万五", "35000", "1000"),
        ("一百十五", "115", "1"),
        ("一万零十二", "10012", "1"),
        ("3万5000", "35000", "1"),
        ("1千零1", "1001", "1"),
        ("一千多万", "10000000", "10000"),
        ("二十几万", "200000", "10000"),
        ("十点二三三", "10.233", "0.001"),
        ("五分之一", "0.2", "0.2"),
        ("百分之百", "1", "0.01"),
        ("仟分之贰", "0.002", "0.001"),
        ("2 615.40", "2615.40", "0.01"),
        ("1000  万", "10000000", "10000"),
        ("半", "0.5", "0.1"),
    ],
)
def test_styles(text: str, value: str, step: str) -> None:
    """Each style has its value and the place it was written to."""
    assert (Decimal(value), Decimal(step)) == numerals.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "万一",
        "万万",
        "千万",
        "十四五",
        "三五十",
        "三千五万",
        "五百三千",
        "一亿一亿",
        "12,34",
        "1.2.3",
        "1 2",
        "第三",
        "3个",
        "点",
        "负",
        "分之一",
    ],
)
def test_other_words(text: str) -> None:
    """What only looks like a numeral is none."""
    assert numerals.parse(text) is None


def test_a_numeral_of_absurd_length_is_refused() -> None:
    """Thousands of digits are no amount."""
    assert numerals.parse("1" * 5000) is None
