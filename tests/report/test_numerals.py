"""Finding the number of a finding in its quote."""

from __future__ import annotations

import pytest

from auditor.report.numerals import find_number


@pytest.mark.parametrize(
    ("quote", "number", "found"),
    [
        ("项目支出 3,168.45 万元", "3168.45", "3,168.45"),
        ("共计2 615.40万元", "2615.40", "2 615.40"),
        ("得分９２．５分", "92.5", "９２．５"),
        ("4,469.80 万元", "4469.8", "4,469.80"),
        ("完成 95.0%，目标 95%", "95%", "95"),
        ("等级为良。", "良", "良"),
        ("共 35 项，合计 35.", "35", "35"),
        ("2021年12月", "2021年", "2021"),
        ("于2023年4月31日开工", "2023年4月31日", "2023年4月31日"),
    ],
)
def test_number_is_found_as_it_is_written(quote: str, number: str, found: str) -> None:
    """Thousands marks, full-width digits and trailing zeros do not hide a number."""
    span = find_number(quote, number)
    assert found == (quote[span.start : span.end] if span else None)


@pytest.mark.parametrize(("quote", "number"), [("支出 1949.82 万元", "949.82"), ("三十五项", "35"), ("", "1"), ("良", "")])
def test_no_part_of_another_number_is_found(quote: str, number: str) -> None:
    """A number that is not written in the quote is not found in it."""
    assert find_number(quote, number) is None


def test_same_digits_are_preferred_to_the_same_value() -> None:
    """Of 95.0 and 95 the one that is written like the number is taken."""
    span = find_number("95.0 与 95", "95")
    assert (7, 9) == span
