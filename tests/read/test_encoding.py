"""Which encoding a file is in: every rung of the ladder, and what is no text."""

from __future__ import annotations

import pytest

from auditor.model import AuditError
from auditor.read import decode, encoding

REPORT = "云溪县青禾镇2023年度绩效自评报告\n一、基本情况\n预算数一百二十万元，执行数118.50万元，执行率98.75%。\n"
TRADITIONAL = "本鎮年度預算執行報告，財政撥款收入共計一千二百萬元，其中人員經費五百萬元，項目支出七百萬元。"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_the_encodings_of_chinese_text_files(codec: str, name: str) -> None:
    """A report comes out as it was written, with or without byte order mark."""
    decoded = decode(REPORT.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.undecodable) == (REPORT, name, 0)


@pytest.mark.parametrize("text", ["合计120万元。", "资金", "某镇𠮷家村（㙍）绩效自评"])
def test_short_and_rare_gb18030(text: str) -> None:
    """A few characters, and characters of four bytes, are enough for GB18030."""
    assert decode(text.encode("gb18030")).text == text


def test_big5_is_told_from_gb18030() -> None:
    """Big5 text passes as GB18030 without an error; its rare characters give it away."""
    assert decode(TRADITIONAL.encode("big5")) == (TRADITIONAL, "big5", 0)


@pytest.mark.parametrize(("answer", "expected"), [("big5", "big5"), ("gb18030", "gb18030"), (None, "gb18030")])
def test_the_detector_breaks_ties(monkeypatch, answer: str | None, expected: str) -> None:
    """Rare characters in either reading: the detector decides, and GB18030 stands where it does not know."""
    monkeypatch.setattr(encoding, "_detected", lambda data: answer)
    assert decode("蠻蠱釁驥鸚鱗".encode("big5")).encoding == expected


def test_the_detector_knows_big5() -> None:
    """The library behind the tie-break is asked in the right way."""
    assert encoding._detected((TRADITIONAL * 5).encode("big5")) == "big5"


@pytest.mark.parametrize("text", ["绩效评价指标完成情况说明", "资金使用情况"])
def test_utf16_without_mark_and_without_zero_bytes(text: str) -> None:
    """UTF-16 is recognised by its characters even if no byte is zero, whether or not GB18030 could read it."""
    data = text.encode("utf-16-le")
    assert (b"\0" in data, decode(data)) == (False, (text, "utf-16-le", 0))


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends(ends: str) -> None:
    """Line ends of Windows and of old Macs become line feeds."""
    assert decode(f"一{ends}二{ends}{ends}三".encode()).text == "一\n二\n\n三"


def test_damaged_utf8_stays_utf8() -> None:
    """One bad byte is shown and counted, and does not turn the whole text into mojibake."""
    data = REPORT.encode()
    decoded = decode(data[:9] + b"\xff" + data[9:])
    assert (decoded.text, decoded.encoding, decoded.undecodable) == (REPORT[:3] + "\ufffd" + REPORT[3:], "utf-8", 1)


def test_utf8_cut_off_in_a_character() -> None:
    """A download that ends in the middle of a character loses that character only."""
    decoded = decode("合计120万元。".encode()[:-1])
    assert (decoded.text, decoded.encoding, decoded.undecodable) == ("合计120万元\ufffd", "utf-8", 1)


def test_damaged_gb18030_stays_gb18030() -> None:
    """Of two damaged readings the one with less damage counts."""
    data = (REPORT * 20).encode("gb18030")
    decoded = decode(data[:40] + b"\xff" + data[40:])
    assert (decoded.encoding, decoded.text.endswith(REPORT), decoded.undecodable > 0) == ("gb18030", True, True)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "文件是空的"),
        (b"\x00\x01\x02\x03" * 50, "不是文本"),
        (bytes(range(1, 256)) * 20, "不是文本"),
        ("预算".encode("gb18030") + b"\xff\xff\xff\xff", "认不出文字编码"),
    ],
)
def test_what_is_no_text(data: bytes, complaint: str) -> None:
    """Nothing, binary data and undecodable bytes are refused in one line that says what to do."""
    with pytest.raises(AuditError) as caught:
        decode(data)
    message = str(caught.value)
    assert (complaint in message, "请" in message, "\n" in message) == (True, True, False)
