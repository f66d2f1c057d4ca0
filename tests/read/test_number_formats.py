"""A number is written as the reader of the workbook sees it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.read.sheets.number_formats import _digits, _sections, exact, shown, shown_text

NEGATIVE_IN_BRACKETS = "#,##0.00_);[Red](#,##0.00)"
ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("number", "code", "expected"),
    [
        (96.75, "General", "96.75"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (1234567890123, "General", "1234567890123"),
        (12.5, "G/通用格式", "12.5"),
        (12.5, 'G/通用格式"个"', "12.5个"),
        (96.75, "0.0", "96.8"),
        (1.005, "0.00", "1.01"),
        (0.9123, "0.00%", "91.23%"),
        (0.9123, "0%", "91%"),
        (12345.678, "#,##0.00", "12,345.68"),
        (12.5, '0.00"万元"', "12.50万元"),
        (12.5, "0.00\\万\\元", "12.50万元"),
        (12.5, "0.00!万", "12.50万"),
        (-1234.5, NEGATIVE_IN_BRACKETS, "-1,234.50"),
        (-1234.5, "0.0;[Red]0.0", "-1234.5"),
        (-0.001, "0.00", "0.00"),
        (0, ACCOUNTING, "-"),
        (-20, ACCOUNTING, "-20.00"),
        (0, "0;-0;;@", ""),
        (5, ";;;", ""),
        (12345, '0!.0,"万"', "1.2万"),
        (12345678, '0.00,,"百万"', "12.35百万"),
        (12345, "#,##0,", "12"),
        (20000, '[>=10000]0!.0,"万元";0"元"', "2.0万元"),
        (800, '[>=10000]0!.0,"万元";0"元"', "800元"),
        (7, "000", "007"),
        (12345, "000-00", "123-45"),
        (12, "0.0#", "12.0"),
        (0.5, "#.##", "0.5"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (12.5, "# ?/?", "12.5"),
        (12.5, "0.00E+00", "12.5"),
        (12, "[DBNum2][$-804]G/通用格式", "12"),
        (44926, "yyyy/m/d", "2022/12/31"),
        (44926, 'yyyy"年"m"月"d"日"', "2022年12月31日"),
        (44926.75, "yyyy-mm-dd hh:mm", "2022-12-31 18:00"),
        (44926, "aaaa", "星期六"),
        (0.5, "h:mm AM/PM", "12:00 下午"),
        (1.5, "[h]:mm", "36:00"),
        (59, "m月d日", "2月28日"),
        (61, "m月d日", "3月1日"),
        (0, "yyyy/m/d", "#####"),
        (-5, "yyyy/m/d", "#####"),
        (1e300, "0.00", "1e+300"),
    ],
)
def test_shown(number: float, code: str, expected: str) -> None:
    """By the format, sign always told."""
    assert shown(number, code).text == expected


@pytest.mark.parametrize(
    ("number", "code", "expected"),
    [
        (0.912345, "0.00%", "91.2345"),
        (96.75, "0.0", "96.75"),
        (12345, '0!.0,"万"', "1.2345"),
        (12345678, "0.00,,", "12.345678"),
        (44926, "yyyy/m/d", None),
        (0, ACCOUNTING, "0"),
        (0, '0;0;"零"', None),
    ],
)
def test_the_stored_number_is_in_the_scale_that_is_shown(number: float, code: str, expected: str | None) -> None:
    """91.2345 behind 91.23%; none behind a date."""
    assert shown(number, code).number == (Decimal(expected) if expected else None)


@given(st.floats(1e-9, 1e12), st.sampled_from(["0", "0.00", "#,##0.0", "0.0%", '"共"#,##0.00"万元"', "0%;-0%;0%"]))
def test_the_usual_formats_are_no_other(number: float, code: str) -> None:
    """The short way writes what the long one does."""
    value = exact(number)
    assert shown(number, code) == _digits(_sections(code)[0], value, negated=False)


def test_dates_from_1904() -> None:
    """Workbooks of old Macs count days from another one."""
    assert shown(43464, "yyyy/m/d", from_1904=True).text == "2022/12/31"


def test_a_format_for_texts() -> None:
    """A unit behind a text."""
    assert (shown_text("12", '@"万元"'), shown_text("甲", "0.00"), shown_text("甲", "0;0;0;@")) == ("12万元", "甲", "甲")


@given(st.floats(), st.text(alphabet='0#?.,%;"@[]()yYmdhsEe+-_*\\!/G AP万>=<$¥x19', max_size=14))
def test_any_format_shows_something(number: float, code: str) -> None:
    """Whatever a file says is no reason to fail."""
    assert isinstance(shown(number, code or "General").text, str)
