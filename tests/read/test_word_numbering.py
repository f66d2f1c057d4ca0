"""Automatic numbers are those that Word prints."""

from __future__ import annotations

import pytest
from lxml.etree import fromstring

from auditor.model import Settings
from auditor.read import read_bytes
from auditor.read.word.numbering import Numbering
from auditor.read.word.numerals import printed
from auditor.read.word.styles import Properties, Styles
from word_files import package, paragraph

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(at: int, form: str, pattern: str, start: int = 1, more: str = "") -> str:
    """The definition of a level."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def definition(name: int, *levels: str, more: str = "") -> str:
    """A definition of levels."""
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def use(number: int, name: int, override: str = "") -> str:
    """A list that uses a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{name}"/>{override}</w:num>'


def labels(numbering: str, *items: tuple[int, int], styles: str = "") -> list[str]:
    """The labels of paragraphs in these lists, at these levels."""
    known = Styles(fromstring(f"<w:styles {W}>{styles}</w:styles>"))
    counted = Numbering(fromstring(f"<w:numbering {W}>{numbering}</w:numbering>"), known)
    return [counted.label(Properties(number=str(number), level=at), "") for number, at in items]


THREE = (level(0, "chineseCountingThousand", "%1、"), level(1, "decimal", "%1.%2"), level(2, "decimalEnclosedCircle", "%3"))


def test_deeper_levels_begin_anew() -> None:
    """A level shows the count of those above; one that has not come yet shows its start."""
    items = ((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2))
    assert labels(definition(1, *THREE) + use(1, 1), *items) == ["一、", "一.1 ", "一.2 ", "①", "二、", "二.1 ", "①"]
    assert labels(definition(1, *THREE) + use(1, 1), (1, 1)) == ["一.1 "]


def test_a_legal_level_shows_digits() -> None:
    """`isLgl`: 1.1 under 一、."""
    legal = level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    assert labels(definition(1, THREE[0], legal) + use(1, 1), (1, 0), (1, 1)) == ["一、", "1.1 "]


def test_a_level_may_go_on_counting() -> None:
    """`lvlRestart` 0: never anew; 1: only after a heading of the first level."""
    for restart, expected in (("0", ["1)", "2)", "3)"]), ("1", ["1)", "2)", "1)"])):
        third = level(2, "decimal", "%3）", more=f'<w:lvlRestart w:val="{restart}"/>')
        items = ((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2))
        found = labels(definition(1, THREE[0], THREE[1], third) + use(1, 1), *items)
        assert [found[at].replace("）", ")") for at in (2, 4, 6)] == expected


def test_lists_of_one_definition_count_together_unless_one_starts_anew() -> None:
    """`startOverride` counts once, where its list begins; a list may change a whole level."""
    anew = use(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    changed = use(3, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1.")}</w:lvlOverride>')
    items = ((1, 0), (4, 0), (2, 0), (2, 0), (1, 0), (3, 0))
    assert labels(definition(1, *THREE) + use(1, 1) + use(4, 1) + anew + changed, *items) == ["一、", "二、", "五、", "六、", "七、", "H. "]


def test_a_definition_may_be_that_of_a_style() -> None:
    """`numStyleLink` leads to a style, the style to a list."""
    style = '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    linked = definition(2, more='<w:numStyleLink w:val="L"/>')
    assert labels(definition(1, *THREE) + linked + use(1, 1) + use(2, 2), (2, 0), (1, 0), styles=style) == ["一、", "二、"]


def test_bullets_never_look_like_a_minus() -> None:
    """A dash before a number would change it."""
    shapes = [labels(definition(1, level(0, "bullet", sign)) + use(1, 1), (1, 0))[0] for sign in ("●", "-", "\uf06c", "")]
    assert shapes == ["●", "•", "•", "•"]


def test_a_number_never_runs_into_the_text() -> None:
    """1. before 5公里 is no 1.5公里, though the file says that nothing stands between them."""
    close = definition(1, level(0, "decimal", "%1.", more='<w:suff w:val="nothing"/>')) + use(1, 1)
    data = package(paragraph("5公里", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'), numbering=close)
    assert read_bytes(data, "x", Settings()).text == "1. 5公里\n"


def test_a_style_finds_its_level_by_name() -> None:
    """A style without a level has the one that names it; the paragraph itself may take another, or none."""
    style = '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    derived = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="T"/><w:basedOn w:val="S"/></w:style>'
    named = level(1, "decimal", "（%2）", more='<w:pStyle w:val="S"/>')
    known = Styles(fromstring(f"<w:styles {W}>{style}{derived}</w:styles>"))
    counted = Numbering(fromstring(f"<w:numbering {W}>{definition(1, THREE[0], named)}{use(1, 1)}</w:numbering>"), known)
    found = [counted.label(given, "T") for given in (Properties(), Properties(level=0), Properties(number="0"), Properties())]
    assert found == ["（1）", "一、", "", "（1）"]


def test_a_hostile_definition_is_bounded() -> None:
    """Patterns without end, counts below nothing."""
    found = labels(definition(1, level(0, "ideographDigital", "%1" * 10_000, start=-5)) + use(1, 1), (1, 0))[0]
    assert found == "〇" * 30


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chineseCountingThousand", "一 十 十一 二十 一百零五 一百一十 三千零二十"),
        ("chineseCounting", "一 十 十一 二十 一〇五 一一〇 三〇二〇"),
        ("ideographDigital", "一 一〇 一一 二〇 一〇五 一一〇 三〇二〇"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾壹 贰拾 壹佰零伍 壹佰壹拾 叁仟零贰拾"),
        ("ideographTraditional", "甲 癸 甲 癸 戊 癸 癸"),
        ("decimalEnclosedCircleChinese", "① ⑩ ⑪ ⑳ 105 110 3020"),
        ("decimalFullWidth", "１ １０ １１ ２０ １０５ １１０ ３０２０"),
        ("decimalZero", "01 10 11 20 105 110 3020"),
        ("upperRoman", "I X XI XX CV CX MMMXX"),
        ("lowerLetter", "a j k t aaaaa fffff dddddddddddddddddddddddddddddd"),
        ("whatever", "1 10 11 20 105 110 3020"),
    ],
)
def test_number_formats(form: str, expected: str) -> None:
    """As Word prints them; letters are repeated behind z, at most thirty times."""
    assert " ".join(printed(number, form) for number in (1, 10, 11, 20, 105, 110, 3020)) == expected
