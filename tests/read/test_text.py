"""A text becomes a Document: its facts about the file, and what becomes of huge and odd texts."""

from __future__ import annotations

import hashlib
from pathlib import Path

from auditor.model import Document, Paragraph, Passage, Settings, Span
from auditor.read import export, read_bytes, read_file, read_text, text


def test_what_a_document_knows_of_its_file(tmp_path: Path) -> None:
    """Name, path, digest of the bytes, encoding; the text has line feeds only."""
    file = tmp_path / "报告.txt"
    data = "一、概况\r\n合计10万元。\r\n".encode("gb18030")
    file.write_bytes(data)
    document = read_file(file, Settings())
    assert document == Document(
        name="报告.txt",
        path=str(file),
        file_sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        encoding="gb18030",
        undecodable=0,
        text="一、概况\n合计10万元。\n",
        blocks=document.blocks,
    )


def test_standard_input_has_no_path() -> None:
    """Bytes from elsewhere carry the name they are given."""
    document = read_bytes("合计10万元。".encode(), "-", Settings())
    assert (document.name, document.path, export(document)) == ("-", None, "合计10万元。")


def test_undecodable_characters_are_counted_and_kept() -> None:
    """What cannot be decoded stays visible in the text."""
    document = read_bytes("合计10万元，情况".encode() + b"\xff" + "良好。".encode(), "-", Settings())
    assert (document.undecodable, document.text) == (1, "合计10万元，情况\ufffd良好。")


def test_windows_line_ends_change_nothing() -> None:
    """The blocks of a text do not depend on its line ends."""
    one, two = read_text("一、概况\n\t甲\t1\n\t乙\t2\n", "x"), read_text("一、概况\r\n\t甲\t1\r\n\t乙\t2\r\n", "x")
    assert (one.blocks, one.text) == (two.blocks, two.text)


def test_an_empty_text_is_an_empty_document() -> None:
    """Blank text has no blocks; only files are refused for it."""
    assert [read_text(blank, "x").blocks for blank in ("", " \n\u3000\n")] == [(), ()]


def test_a_form_feed_ends_a_line() -> None:
    """A page break stands in the text, in no passage."""
    document = read_text("第一页完。\f第二页完。", "x")
    assert [(block.span, block.text) for block in document.blocks if isinstance(block, Paragraph)] == [
        (Span(0, 5), "第一页完。"),
        (Span(6, 11), "第二页完。"),
    ]


def test_the_end_of_a_huge_text_is_kept_in_large_pieces(monkeypatch) -> None:
    """Behind the finest parts nothing is lost: the pieces begin and end with lines and map to the text."""
    monkeypatch.setattr(text, "_FINEST_PARTS", 5)
    monkeypatch.setattr(text, "_COARSE_PIECE", 40)
    source = "".join(f"第{number}句完。\n" for number in range(20))
    document = read_text(source, "x")
    passages = [block.passage for block in document.blocks if isinstance(block, Paragraph)]
    assert [document.text[slice(*passage.span)] for passage in passages] == [passage.text for passage in passages]
    assert "\n".join(passage.text for passage in passages) == source.strip()
    assert [passage.text.count("\n") for passage in passages[:7]] == [0, 0, 0, 0, 0, 5, 4]


def test_marks_without_end_are_taken_as_they_stand() -> None:
    """A line of thousands of marks is no marked-up text and stays one piece."""
    line = "甲**" * 5000 + "乙"
    paragraph = read_text(line, "x").blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.passage == Passage(line, (0,), (0,))
