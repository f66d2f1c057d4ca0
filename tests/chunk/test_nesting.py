"""How headings nest, one question at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.chunk import chunk, name_of, path_of, section_of
from auditor.model import Document, Paragraph, Section

Build = Callable[[str], Document]


def tree(sections: tuple[Section, ...]) -> list[str]:
    """Level and name of each heading."""
    return [f"{section.level} {name_of(section)}" for section in sections[1:]]


def nested(build: Build, *lines: str) -> list[str]:
    """The outline of a document of these lines."""
    return tree(chunk(build("\n".join(lines))))


def test_document_without_headings_is_one_section(document: Build) -> None:
    """Only the document itself comes out, with all its blocks."""
    sections = chunk(document("今年工作进展顺利。\n资金已拨付。"))
    expected = [(0, 0, 2, None)]
    assert expected == [(section.level, section.first, section.last, section.parent) for section in sections]


def test_empty_document_is_one_empty_section(document: Build) -> None:
    """A document without blocks has an outline without headings."""
    expected = [(0, 0, "")]
    assert expected == [(section.level, section.last, section.title) for section in chunk(document(""))]


def test_level_comes_from_this_document(document: Build) -> None:
    """Where 1. stands above 一、, 1. is the higher level."""
    expected = ["1 1. 甲", "2 一、乙", "2 二、丙", "1 2. 丁"]
    assert expected == nested(document, "1.甲", "一、乙", "二、丙", "2.丁")


def test_brackets_of_both_widths_are_one_series(document: Build) -> None:
    """(1) and （2） are sisters."""
    expected = ["1 (1)准备", "1 （2）实施", "1 (3）总结"]
    assert expected == nested(document, "(1) 准备", "（2）实施", "(3）总结")


def test_mixed_delimiters_are_one_series(document: Build) -> None:
    """1. continued as 2、 stays one list, although （一） under it begins with 1. again."""
    lines = ("1. 投入", "（一）目标", "1. 完整", "2. 明确", "2、过程", "（一）执行", "1. 进度", "3、产出")
    expected = ["1 1. 投入", "2 （一）目标", "3 1. 完整", "3 2. 明确", "1 2、过程", "2 （一）执行", "3 1. 进度", "1 3、产出"]
    assert expected == nested(document, *lines)


def test_pasted_list_is_nested_when_the_outer_one_goes_on(document: Build) -> None:
    """Under （二） a text with 一、 to 三、 was pasted; （三） and 二、 continue the outer lists."""
    lines = ("一、概况", "（一）职责", "（二）工作", "一、抓产业", "二、抓治理", "三、抓民生", "（三）效果", "二、问题")
    expected = ["1 一、概况", "2 （一）职责", "2 （二）工作", "3 一、抓产业", "3 二、抓治理", "3 三、抓民生", "2 （三）效果", "1 二、问题"]
    assert expected == nested(document, *lines)


def test_pasted_list_of_the_same_style_is_nested_when_the_outer_one_goes_on(document: Build) -> None:
    """二、 is followed by a pasted 一、 to 四、, then by its own sister 三、."""
    lines = ("一、概况", "二、实绩", "一、党建", "二、经济", "三、治理", "四、民生", "三、组织", "四、建议")
    expected = ["1 一、概况", "1 二、实绩", "2 一、党建", "2 二、经济", "2 三、治理", "2 四、民生", "1 三、组织", "1 四、建议"]
    assert expected == nested(document, *lines)


def test_second_list_stands_beside_the_first(document: Build) -> None:
    """After a paragraph of text （一） begins anew and （三） never comes: two lists under one heading."""
    lines = (
        "一、民生",
        "（一）医疗保障。参保率 97%，新建卫生室 1 处，巡诊 12 次。",
        "（二）社会救助。办理低保 6 户，走访困难群众 90 户。",
        "下一步，将继续努力。",
        "（一）加强组织建设。开展业务培训，提高履职能力。",
        "（二）守住底线。开展隐患排查，落实责任。",
        "二、建议",
    )
    expected = ["1 一、民生", "2 （一）医疗保障", "2 （二）社会救助", "2 （一）加强组织建设", "2 （二）守住底线", "1 二、建议"]
    assert expected == nested(document, *lines)


def test_list_right_under_a_heading_divides_it(document: Build) -> None:
    """A restart with no text between it and the heading is nested, even if nothing follows."""
    expected = ["1 一、概况", "1 二、建议", "2 一、完善制度", "2 二、加强监督"]
    assert expected == nested(document, "一、概况", "正文在此。", "二、建议", "一、完善制度", "二、加强监督")


def test_announced_list_divides_its_heading(document: Build) -> None:
    """A restart after a line that ends in a colon is nested."""
    expected = ["1 一、概况", "1 二、建议", "2 一、完善制度", "2 二、加强监督"]
    assert expected == nested(document, "一、概况", "正文在此。", "二、建议", "主要有以下两点：", "一、完善制度", "二、加强监督")


def test_numbering_of_ones_is_one_list(document: Build) -> None:
    """1. 1. 1. are sisters, not a staircase."""
    lines = [line for name in "甲乙丙丁戊" for line in (f"1. {name}", "正文在此。")]
    expected = ["1 1. 甲", "1 1. 乙", "1 1. 丙", "1 1. 丁", "1 1. 戊"]
    assert expected == nested(document, *lines)


def test_gap_and_repetition_stay_in_the_list(document: Build) -> None:
    """A missing （三） and a second （四） do not break the list."""
    lines = ("（一）甲", "（二）乙", "（四）丙", "（四）丁", "（五）戊")
    expected = ["1 （一）甲", "1 （二）乙", "1 （四）丙", "1 （四）丁", "1 （五）戊"]
    assert expected == nested(document, *lines)


def test_list_that_begins_late_is_nested(document: Build) -> None:
    """2、 under a heading opens a level: its 1、 stands inside a paragraph."""
    expected = ["1 一、职责", "2 2、监督", "2 3、服务", "1 二、编制"]
    assert expected == nested(document, "一、职责", "职责有：1、管理；", "2、监督", "3、服务", "二、编制")


def test_number_of_a_target_nests_under_the_number_it_begins_with(document: Build) -> None:
    """1-1 and 1-2 stand under 1., 2-1 under 2."""
    lines = ("1. 产出", "1-1 目标1", "1) 产值", "1-2 目标2", "1) 面积", "2. 效益", "2-1  目标1")
    expected = ["1 1. 产出", "2 1-1 目标1", "3 1)产值", "2 1-2 目标2", "3 1)面积", "1 2. 效益", "2 2-1 目标1"]
    assert expected == nested(document, *lines)


@pytest.mark.parametrize("line", ["5.12防灾减灾日演练 2 次", "3.8妇女节慰问 12 人", "25、其余资料备查", "（11）"])
def test_number_that_fits_nowhere_is_data(document: Build, line: str) -> None:
    """A decimal without a successor, a number too high to begin with and a number alone on its line are no headings."""
    expected = ["1 一、概况", "1 二、问题"]
    assert expected == nested(document, "一、概况", line, "二、问题")


def test_decimal_numbers_nest_by_their_components(document: Build) -> None:
    """1.1 stands under 1 and 1.1.1 under 1.1, where the reader knows the headings."""
    lines = ("# 1 概况", "# 1.1 职责", "# 1.1.1 法定职责", "# 1.2 编制", "# 2 收支", "# 2.1 收入")
    expected = ["1 1 概况", "2 1.1 职责", "3 1.1.1 法定职责", "2 1.2 编制", "1 2 收支", "2 2.1 收入"]
    assert expected == nested(document, *lines)


def test_divisions_by_name_have_a_fixed_order(document: Build) -> None:
    """第二章 closes what stands in 第一章, and 第二部分 closes the chapters."""
    lines = ("第一部分 制度", "第一章 总则", "一、目的", "二、依据", "第二章 管理", "一、范围", "第二部分 报告", "一、概况")
    expected = [
        "1 第一部分 制度",
        "2 第一章 总则",
        "3 一、目的",
        "3 二、依据",
        "2 第二章 管理",
        "3 一、范围",
        "1 第二部分 报告",
        "2 一、概况",
    ]
    assert expected == nested(document, *lines)


def test_second_list_stands_beside_the_first_before_a_new_division(document: Build) -> None:
    """第二章 that comes without a 第一章 closes both lists and proves nothing about them."""
    lines = ("一、收入", "正文在此。", "二、支出", "正文在此。", "一、问题", "二、建议", "第二章 附则")
    expected = ["1 一、收入", "1 二、支出", "1 一、问题", "1 二、建议", "1 第二章 附则"]
    assert expected == nested(document, *lines)


def test_title_on_the_line_below_belongs_to_the_number(document: Build) -> None:
    """第一部分 alone on its line takes the next line for its title, and both blocks are its own."""
    sections = chunk(document("第一部分\n整体绩效目标\n一、总体目标\n正文在此。"))
    expected = [("第一部分", "整体绩效目标", 0, 2), ("一、", "总体目标", 2, 4)]
    assert expected == [(section.marker, section.title, section.first, section.last) for section in sections[1:]]


def test_lone_saying_is_no_section(document: Build) -> None:
    """一是…二是… within one paragraph is text; as paragraphs of their own they are a list."""
    expected = ["1 一、措施", "1 二、问题", "2 一是制度不全", "2 二是支付偏慢"]
    assert expected == nested(
        document, "一、措施", "一是加强学习。二是完善制度。", "二、问题", "一是制度不全。应予完善。", "二是支付偏慢。应予加快。"
    )


def test_attached_form_is_a_part_of_its_own(document: Build) -> None:
    """The form after the last chapter stands beside the chapters, and what is numbered in it inside it."""
    lines = ("一、概况", "二、建议", "正文在此。", "部门整体支出绩效自评表", "五、执行中的偏差：部分目标未细化。")
    expected = ["1 一、概况", "1 二、建议", "1 部门整体支出绩效自评表", "2 五、执行中的偏差"]
    assert expected == nested(document, *lines)


def test_caption_between_chapters_is_no_section(document: Build) -> None:
    """A line that reads like a title is a caption where the chapters go on after it."""
    expected = ["1 一、收支", "1 二、问题"]
    assert expected == nested(document, "一、收支", "2023年收支决算总表", "收入\t支出", "二、问题")


def test_heading_without_number_lies_inside_the_list_that_goes_on(document: Build) -> None:
    """What the reader knows to be a heading is a section, number or not."""
    expected = ["1 （一）概况", "2 机构设置", "1 （二）职责"]
    assert expected == nested(document, "（一）概况", "# 机构设置：", "下设 3 个科室。", "（二）职责")


def test_contents_with_leaders_are_no_sections(document: Build) -> None:
    """Entries with dotted leaders are skipped wherever they stand."""
    expected = ["1 一、概况", "1 二、收支"]
    assert expected == nested(document, "一、概况……………3", "二、收支........5", "一、概况", "二、收支")


def test_contents_without_leaders_end_where_they_repeat(document: Build) -> None:
    """Under 目录 the chapters are listed once; the second time they are meant."""
    expected = ["1 第一部分 概况", "2 一、职责", "1 第二部分 决算"]
    assert expected == nested(
        document, "目  录", "第一部分 概况", "一、职责", "第二部分 决算", "第一部分  概况", "一、职责", "第二部分 决算"
    )


def test_row_of_figures_is_no_heading(document: Build) -> None:
    """房租收入 with its figures is a row of a table that was flattened."""
    expected = ["1 一、收入情况"]
    assert expected == nested(document, "一、收入情况", "二、房租收入 2,400 96.5", "三、利息收入 1,350")


def test_title_of_the_document_is_put_together(document: Build) -> None:
    """The name of the body and the line under it are the title; 附件 is not."""
    sections = chunk(document("附件2\n云河县青石镇人民政府\n2023年度部门整体支出绩效自评报告\n一、概况"))
    expected = ("云河县青石镇人民政府2023年度部门整体支出绩效自评报告", 1)
    assert expected == (sections[0].title, sections[1].level)


def test_document_without_title_has_none(document: Build) -> None:
    """The name of an office over the text is not taken for a title."""
    sections = chunk(document("云河县财政局局长\n各位代表：\n一、概况\n二、问题"))
    expected = ("", 0)
    assert expected == (sections[0].title, sections[0].span.end)


def test_title_repeated_on_each_page_begins_nothing(document: Build) -> None:
    """The title of the document and that of a form count once."""
    lines: tuple[str, ...] = (
        "2023年决算报告",
        "一、概况",
        "2023年决算报告",
        "二、问题",
        "2023年项目支出清单",
        "1、甲项目",
        "正文在此。",
        "附表1",
    )
    expected = ["1 一、概况", "1 二、问题", "1 2023年项目支出清单", "2 1、甲项目", "1 附表1"]
    assert expected == nested(document, *lines)
    lines = ("一、概况", "正文在此。", "二、问题", "2023年项目支出清单", "甲项目\t乙项目", "2023年项目支出清单", "丙项目\t丁项目")
    expected = ["1 一、概况", "1 二、问题", "1 2023年项目支出清单"]
    assert expected == nested(document, *lines)


def test_second_report_takes_the_name_above_it(document: Build) -> None:
    """The section of a second report begins with the line that names the body."""
    sections = chunk(document("评分表\n2023年评分表\n一级指标\t得分\n云河县青石镇人民政府\n2023年评价报告\n一、概况"))
    expected = [("云河县青石镇人民政府2023年评价报告", 3, 5, 1), ("概况", 5, 6, 2)]
    assert expected == [(section.title, section.first, section.last, section.level) for section in sections[1:]]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("1、计划生育服务：提高服务水平", "计划生育服务"),
        ("1、比较法。将结果与上年相比较。", "比较法"),
        ("1、完成率100%。", "完成率100%"),
        ("1、细化目标；", "细化目标"),
        ("1、抓产业，促增收", "抓产业，促增收"),
        (f"1、{'甲' * 20}，{'乙' * 30}。", "甲" * 20),
        (f"1、{'甲' * 60}", "甲" * 40),
        (f"1、{'甲' * 30}支出1,720万元，增长5%", f"{'甲' * 30}支出1,720万元"),
        (f"1、{'甲' * 33}支出1,720,300元", f"{'甲' * 33}支出1,720"),
    ],
)
def test_title_ends_at_the_first_stop(document: Build, line: str, title: str) -> None:
    """The title of a paragraph is its first clause, or about forty characters of it."""
    assert title == chunk(document(line))[1].title


def test_path_names_all_headings_above(document: Build) -> None:
    """The path leads from the top to the section; the document itself has none."""
    sections = chunk(document("三、评价情况\n（2）目标完成情况分析\n1-1目标1"))
    expected = ["", "三、评价情况", "三、评价情况 › （2）目标完成情况分析", "三、评价情况 › （2）目标完成情况分析 › 1-1 目标1"]
    assert expected == [path_of(sections, section.index) for section in sections]


def test_blocks_belong_to_the_deepest_section(document: Build) -> None:
    """Text before the first heading is the document's own, all other text its nearest heading's."""
    made = document("说明如下。\n一、概况\n正文在此。\n（一）职责\n正文在此。\n二、收支")
    expected = [0, 1, 1, 2, 2, 3]
    assert expected == section_of(chunk(made))


def test_outline_has_a_bottom(document: Build) -> None:
    """However many styles are stacked and restarted, the depth stays bounded."""
    lines = [line for name in "甲乙丙丁" for line in (f"一、{name}", "（一）子", "1、丑", "（1）寅", "①卯", "一是辰", "二是巳")]
    assert max(section.level for section in chunk(document("\n".join(lines * 20)))) <= 13


def test_offsets_hold_in_broken_passages() -> None:
    """The span of a heading that was joined from two lines reaches from the first to the second."""
    from auditor.model import Passage

    text = "一、部门基\n本情况"
    passage = Passage("一、部门基本情况", (0, 5), (0, 6))
    made = Document("x", None, "", "text/plain", None, 0, text, (Paragraph(passage),))
    expected = [(0, 9)]
    assert expected == [tuple(section.span) for section in chunk(made)[1:]]
