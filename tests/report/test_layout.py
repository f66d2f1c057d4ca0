"""Lines measured in terminal columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from auditor.report.layout import Piece, pad, printable, shorten, width, wrap


def lines(text: str, columns: int, lead: str = "", indent: int = 0) -> list[str]:
    """A text wrapped, line by line."""
    wrapped = wrap([Piece(text)], columns, first=[Piece(lead)] if lead else (), indent=indent)
    return ["".join(piece.text for piece in line) for line in wrapped]


def test_chinese_characters_are_two_columns() -> None:
    """支出 and its full-width colon take two columns each, a digit takes one."""
    assert 8 == width("支出：88")


def test_padding_counts_columns() -> None:
    """支出 padded to six columns gets two blanks."""
    assert "支出  " == pad("支出", 6)


def test_shortened_text_ends_with_an_ellipsis() -> None:
    """What does not fit is replaced by … within the width."""
    assert "预算…" == shorten("预算执行情况", 6)


def test_text_that_fits_is_not_shortened() -> None:
    """Twelve columns hold six Chinese characters."""
    assert "预算执行情况" == shorten("预算执行情况", 12)


def test_lines_break_between_chinese_characters() -> None:
    """Chinese text fills the line."""
    assert ["预算执行", "情况"] == lines("预算执行情况", 8)


def test_numbers_are_not_broken() -> None:
    """A number that does not fit goes to the next line whole, with the unit that is attached to it."""
    assert ["支出", "3,168.45万", "元"] == lines("支出3,168.45万元", 10)


def test_closing_punctuation_does_not_begin_a_line() -> None:
    """A comma takes the character before it along."""
    assert ["预算执", "行，好"] == lines("预算执行，好", 8)


def test_a_word_longer_than_the_line_is_broken() -> None:
    """Digits without end do not run out of the line."""
    assert ["12345", "678"] == lines("12345678", 5)


def test_following_lines_are_indented() -> None:
    """The first line carries the lead, the others the indent; no blank is left at a break."""
    assert ["第 4 行  预算", "  执行 情况"] == lines("预算 执行 情况", 14, "第 4 行  ", 2)


def test_an_empty_text_is_one_line() -> None:
    """Nothing to wrap still shows its lead."""
    assert ["算式"] == lines("", 20, "算式")


def test_control_characters_are_left_out() -> None:
    """Escapes, direction marks and line ends of a report do not reach the terminal."""
    assert "红色 文字" == printable("\x1b红色\r\n\t文\u202e字\ufeff")


def test_styles_survive_wrapping() -> None:
    """A styled number keeps its style on the next line."""
    wrapped = wrap([Piece("支出"), Piece("88.60", "number")], 6)
    assert [(Piece("支出"),), (Piece("88.60", "number"),)] == wrapped


@given(st.text(alphabet="预算1,.（）， a", max_size=80), st.integers(4, 40))
def test_wrapping_loses_nothing_but_blanks(text: str, columns: int) -> None:
    """All characters come out in order, and no line is wider than asked, except where punctuation may not be parted."""
    wrapped = lines(text, columns)
    assert text.replace(" ", "") == "".join(wrapped).replace(" ", "")


@given(st.text(alphabet="预算１２12ab（）％…—①≠÷×·─│ ", max_size=40))
def test_width_is_that_of_rich(text: str) -> None:
    """Our columns are the columns that rich counts."""
    assert cell_len(text) == width(text)
