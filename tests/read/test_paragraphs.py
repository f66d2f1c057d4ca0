"""Which lines belong together: wrapped lines, sentences cut by a page break, and what must stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.model import Document, Paragraph, Passage, Settings
from auditor.read import read_file, read_text


def texts(document: Document) -> list[str]:
    """The texts of all paragraphs; the documents of this file have no tables."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def read(text: str) -> list[str]:
    """The paragraphs of a text."""
    return texts(read_text(text, "报告.txt"))


def test_a_hard_wrapped_export(fixtures: Path) -> None:
    """Wrapped lines, a number broken over two lines, and a page number in mid-sentence give logical paragraphs."""
    document = read_file(fixtures / "files" / "wrapped.txt", Settings())
    assert texts(document) == [
        "云溪县青禾镇人民政府",
        "二、部门预算执行情况",
        (
            "二零二三年青禾镇年初预算安排支出二千三百万元，年中根据上级专项资金下达情况调整为2,418.60万元，其中基本支出1,106.20万元，"
            "项目支出1,312.40万元。全年实际支出2,390.15万元，与调整后预算相比，执行率保持在较高水平，结余资金按规定全部交回财政，"
            "没有发生截留、挪用和虚列支出情况。镇财政所按季度通报各站所支出进度，对进度偏慢的项目逐一约谈，督促整改。"
        ),
        "（一）基本支出",
        (
            "人员经费按编制和实有人数核定，公用经费按定额标准核定，全年严格控制一般性支出，压减会议、培训和公务接待费用，"
            "公务用车实行定点维修和加油，费用较上年明显下降。"
        ),
        "（二）项目支出",
        "主要用于道路维修、垃圾清运、河道整治三类项目，其中道路维修项目因雨季延期，年底前尚未完成竣工决算。",
    ]


def test_a_number_broken_over_two_lines_points_at_both_parts(fixtures: Path) -> None:
    """The span of a joined number reaches from its first digit on one line to its last on the next."""
    document = read_file(fixtures / "files" / "wrapped.txt", Settings())
    paragraph = document.blocks[2]
    assert isinstance(paragraph, Paragraph)
    at = paragraph.text.index("1,312.40")
    span = paragraph.passage.locate(at, at + len("1,312.40"))
    assert document.text[span.start : span.end] == "1,3\n12.40"


def test_sentences_cut_by_page_breaks(fixtures: Path) -> None:
    """One paragraph a line: a sentence goes on behind a blank line, headings, items and labels do not."""
    document = read_file(fixtures / "files" / "page-break.txt", Settings())
    assert texts(document) == [
        "云溪县白鹤乡人民政府",
        "2023年度整体支出绩效自评报告",
        "一、基本情况",
        "（一）机构人员",
        (
            "我乡核定编制 46 名，其中行政编制 21 名、事业编制 25 名，年末实有在职人员 44 名，"
            "内设党政办公室、经济发展办公室、社会事务办公室、综合执法队四个机构。"
        ),
        "（二）收支情况",
        (
            "2023 年预算收入 1,208.50 万元，其中基本支出 760.30 万元，项目支出 448.20 万元，主要为本级支出，"
            "主要用于一般公共服务、农林水和城乡社区三类支出。"
        ),
        "绩效目标：改善镇容村貌，提升群众满意度",
        "绩效指标：农村生活垃圾无害化处理率不低于95%。",
        "二、存在问题",
        "1、部分项目前期准备不足，支出进度偏慢",
        "2、绩效指标设置不够具体，可衡量性有待提高。",
    ]


@pytest.mark.parametrize(
    "item",
    [
        "第二部分 预算项目",
        "二、收支情况",
        "（二）收支情况",
        "(2) 收支情况",
        "2. 收支情况",
        "2、收支情况",
        "2）收支情况",
        "２．收支情况",
        "② 收支情况，较好",
        "●收支情况，较好",
        "——收支情况，较好。",
        "各位代表，情况较好。",
    ],
)
def test_nothing_is_glued_to_an_item(item: str) -> None:
    """What begins a heading or an item starts a paragraph, even behind a line that breaks off at a comma."""
    before = "全镇各项工作有序推进，资金使用规范，"
    assert read(f"{before}\n\n{item}") == [before, item]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("全年实现收入1,2", "34.5万元，增长3%。"),
        ("全镇各项工作有序推进，资金使用规范，年末", "结余12.5万元，全部交回财政。"),
        ("一是完善制度、", "强化监督"),
        ("关于2023年预算执行情况和", "2024年预算草案的报告"),
        ("完成率达到98", "%，高于目标值。"),
    ],
)
def test_reasons_to_join(before: str, after: str) -> None:
    """A line goes on in the next if that begins, or it ends, like the middle of a sentence."""
    prose = "预算执行总体平稳，支出结构持续优化，"
    assert read(f"{prose}{before}\n\n{after}") == [f"{prose}{before}{after}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("云溪县青禾镇人民政府", "2023年度绩效自评报告"),
        ("预算执行总体平稳，全部项目按期完成。", "支出结构持续优化，监督不断加强。"),
        ("（一）完善考勤制度，加强业务学习，服务能力提升", "镇党委制定学习计划，全年集中学习12次。"),
        ("预算执行总体平稳，支出包括下列四个方面的内容：", "人员经费，公用经费，项目经费。"),
        ("工作扎实推进，项目建设顺利完成（详见附件）", "资金使用规范，没有截留挪用。"),
        ("工作扎实推进，各个项目建设全部顺利完成", "附件清单"),
        ("工作扎实推进，各个项目建设全部顺利完成", "一是完善制度，二是强化监督。"),
        ("增长率为96.2%.", "全年共完成各类项目十二个，均通过验收。"),
    ],
)
def test_reasons_not_to_join(before: str, after: str) -> None:
    """Finished sentences, titles, headings without a body, lists and enumerations stay apart."""
    assert read(f"{before}\n{after}") == [before, after]


def test_a_large_hole_ends_a_sentence() -> None:
    """Behind many blank lines another part of the document begins."""
    before, after = "预算执行总体平稳，支出结构持续优化，重点项目", "资金使用规范，没有截留挪用。"
    assert read(before + "\n" * 8 + after) == [before, after]


def test_titles_of_like_width_are_no_wrapped_text() -> None:
    """A list of names of about one length is not joined."""
    names = ["云溪县道路养护服务中心项目管理办公室", "云溪县农业技术推广服务中心项目办公室", "云溪县水利工程建设服务中心项目办公室"]
    assert read("\n".join(names * 3)) == names * 3


def test_markup_is_left_out_of_the_text() -> None:
    """Heading marks, bold marks, bookmarks and tags are no part of the passage, and every character keeps its place."""
    document = read_text("## **一、绩效目标**\n[bookmark: _Toc_1]二、收支<b>总体</b>情况\n3 # 4 和 <5% 不变", "报告.txt")
    assert [(block.text, block.style) for block in document.blocks if isinstance(block, Paragraph)] == [
        ("一、绩效目标", "heading"),
        ("二、收支总体情况", ""),
        ("3 # 4 和 <5% 不变", ""),
    ]
    second = document.blocks[1]
    assert isinstance(second, Paragraph)
    assert [document.text[slice(*second.passage.locate(at, at + 1))] for at in range(8)] == list("二、收支总体情况")


def test_an_unbroken_paragraph_has_one_piece() -> None:
    """Blanks around a line are left out, blanks inside stay."""
    document = read_text("\u3000\u3000预算 收入\u30002,615.40 万元。\xa0\n", "报告.txt")
    paragraph = document.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.passage == Passage("预算 收入\u30002,615.40 万元。", (0,), (2,))


def test_page_numbers_and_repeated_headers() -> None:
    """Page numbers of any style and the header of the following pages are no paragraphs; a value in a list is no page number."""
    page = "绩效自评报告\n{0}本页说明第{0}项工作的完成情况。\n"
    text = "\f".join(page.format(number) + f"第 {number} 页 共 4 页\n" for number in range(1, 5)) + "\n12\n15\n"
    assert read(text) == ["绩效自评报告", *(f"{number}本页说明第{number}项工作的完成情况。" for number in range(1, 5)), "12", "15"]


def test_bare_page_numbers() -> None:
    """Numbers alone on a line that count up a page apart are page numbers."""
    body = "\n".join(f"第{line}类项目全部按期完成。" for line in "甲乙丙丁戊己庚辛")
    assert read("\n".join(f"{body}\n{number}" for number in range(1, 5))) == body.split("\n") * 4
