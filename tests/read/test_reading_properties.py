"""Laws that hold for every text: passages quote the document, nothing is lost, wrapping is undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model import Document, Paragraph, Passage, Settings, Span, Table
from auditor.read import decode, read_file, read_text

LETTERS = "预算执行情况较好项目资金使用规范道路绿化"
MARKS = [*"，。；、：0123456789.%（）-", " ", "\n", "\n", "\n\n", "\t", "|", "#", "**", "<p>", "</p>", "\u3000", "\f", "\r"]
MARKUP = st.lists(st.sampled_from([*LETTERS, *MARKS]), max_size=200).map("".join)
SNIPPETS = st.lists(
    st.sampled_from(
        [
            *(
                "预算执行情况较好，",
                "资金使用规范",
                "。",
                "1,234.56万元",
                "\n",
                "\n\n",
                "\t",
                "\n\t",
                "|",
                "\n|",
                "|---|",
                "# ",
                "**",
                "<b>",
                "</b>",
            ),
            *(
                "\u3000\u3000",
                "\f",
                "\r\n",
                "— 3 —\n",
                "[bookmark: a]",
                "一、",
                "（一）",
                "单位：万元\n",
                "附表1\n",
                "\t甲\t1\n",
                "\t乙\n",
                "12\n",
            ),
        ]
    ),
    max_size=60,
).map("".join)


def passages(document: Document) -> Iterator[Passage]:
    """All passages in the order of the blocks."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.passage
        else:
            for row in block.rows:
                for cell in row:
                    yield cell.passage


def pieces(passage: Passage) -> Iterator[tuple[Span, str]]:
    """The document span and the text of each unbroken piece."""
    ends = (*passage.starts[1:], len(passage.text))
    for start, end, origin in zip(passage.starts, ends, passage.origins, strict=True):
        yield Span(origin, origin + end - start), passage.text[start:end]


def assert_maps(document: Document) -> None:
    """Every piece quotes the document, in order and without overlap, and every character is found where `locate` says."""
    last = 0
    for passage in passages(document):
        assert passage.starts[0] == 0
        assert list(passage.starts) == sorted(set(passage.starts))
        for span, text in pieces(passage):
            assert document.text[span.start : span.end] == text
            assert span.start >= last
            last = span.end
        for at in range(0, len(passage.text), 7):
            span = passage.locate(at, at + 1)
            assert document.text[span.start : span.end] == passage.text[at]
    for block in document.blocks:
        if isinstance(block, Table):
            filled = [cell for row in block.rows for cell in row if cell.text]
            assert block.span == (filled[0].passage.span.start, filled[-1].passage.span.end)
            if block.caption:
                assert all(document.text[span.start : span.end] == text for span, text in pieces(block.caption))


@settings(deadline=None)
@given(MARKUP | SNIPPETS)
def test_every_passage_quotes_the_document(text: str) -> None:
    """Whatever the text, the map of each passage is right."""
    assert_maps(read_text(text, "x"))


@settings(deadline=None)
@given(MARKUP.map(lambda text: text.translate(str.maketrans("", "", "\t|\f-0123456789"))))
def test_nothing_is_lost(text: str) -> None:
    """Without tables and page numbers, every Chinese character of the text stands in exactly one passage."""
    read = Counter(character for passage in passages(read_text(text, "x")) for character in passage.text if character in LETTERS)
    assert read == Counter(character for character in text if character in LETTERS)


@settings(deadline=None)
@given(SNIPPETS)
def test_line_ends_do_not_matter(text: str) -> None:
    """Windows line ends give the same blocks at the same places."""
    text = text.replace("\r", "")
    assert read_text(text.replace("\n", "\r\n"), "x").blocks == read_text(text, "x").blocks


PHRASES = st.sampled_from(
    [
        *("加强预算执行管理", "全年实现收入2,615.40万元", "支出结构持续优化", "重点保障民生项目", "完成道路硬化12.5公里", "惠及周边群众"),
        *("没有截留挪用", "按季度通报支出进度", "项目通过竣工验收", "满意度达到98.6%", "公用经费较上年下降3.2%", "资金全部到位"),
    ]
)
PARAGRAPHS = st.lists(st.lists(PHRASES, min_size=14, max_size=30).map(lambda phrases: "，".join(phrases) + "。"), min_size=1, max_size=4)
BREAKS = st.sampled_from(["\n", "\n", "\n", "\n\n", "\n \n", "\f", "\n\n— 7 —\n\n", "\r\n"])


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of `text` on a page of `width` columns; a Chinese character takes two."""
    line, columns = "", 0
    for character in text:
        needed = 1 if character < "\u0100" else 2
        if columns + needed > width:
            yield line
            line, columns = "", 0
        line, columns = line + character, columns + needed
    yield line


@settings(deadline=None)
@given(PARAGRAPHS, st.integers(34, 90), st.booleans(), st.data())
def test_wrapping_is_undone(paragraphs: list[str], width: int, indented: bool, data: st.DataObject) -> None:
    """Paragraphs wrapped to the width of a page, with page breaks anywhere, come back as they were; every character at its place."""
    lines: list[str] = []
    for paragraph in paragraphs:
        *full, last = wrapped("\u3000\u3000" * indented + paragraph, width)
        lines.extend(line + data.draw(BREAKS) for line in full)
        lines.append(last + "\n")
    document = read_text("".join(lines), "x")
    assert [passage.text for passage in passages(document)] == paragraphs
    assert_maps(document)


@settings(deadline=None)
@given(PARAGRAPHS, st.lists(st.floats(0.35, 0.65), min_size=4, max_size=4))
def test_a_page_break_in_a_sentence_is_undone(paragraphs: list[str], places: list[float]) -> None:
    """One paragraph a line, each cut once by a page break where no sentence ends."""
    cut: list[str] = []
    for paragraph, place in zip(paragraphs, places, strict=False):
        at = int(len(paragraph) * place)
        cut.append(f"{paragraph[:at]}\n\n{paragraph[at:]}")
    document = read_text("\n\n".join(cut), "x")
    assert [passage.text for passage in passages(document)] == paragraphs


@settings(deadline=None)
@given(PARAGRAPHS, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]))
def test_encodings_round_trip(paragraphs: list[str], codec: str) -> None:
    """A report survives every encoding that Chinese editors write."""
    text = "\n".join(paragraphs)
    assert decode(text.encode(codec)).text == text


def test_real_documents_map(shared: Path) -> None:
    """The law holds for all documents beside the checkout."""
    files = sorted((shared / "reports").glob("*.txt")) + sorted((shared / "wild").glob("*.txt"))
    for file in files:
        assert_maps(read_file(file, Settings()))
    assert len(files) > 5
