"""Report fields and kinds of document."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from auditor.extract.about.fields import read_fields
from auditor.extract.about.kinds import document_kinds
from auditor.extract.about.staffing import read_staffing
from auditor.extract.lines import Line, scan_passage
from auditor.model import Passage

TITLE = "巨川县青禾镇人民政府", "2023年度部门整体支出绩效自评报告"


def lines(*texts: str) -> list[Line]:
    """Paragraphs of one document, scanned."""
    found, offset = [], 0
    for block, text in enumerate(texts):
        found.append(scan_passage(Passage.whole(text, offset), 0, block))
        offset += len(text) + 1
    return found


def table(*rows: Sequence[str]) -> list[list[Line]]:
    """The scanned cells of a table."""
    return [[scan_passage(Passage.whole(text, 100 * r + 10 * c), 0, 0, r, c) for c, text in enumerate(row)] for r, row in enumerate(rows)]


def fields(*texts: str, tables: Sequence[list[list[Line]]] = (), kinds: Sequence[str] = ("self-evaluation",)) -> dict[str, str]:
    """The values of all fields of a report on 2023."""
    told = lines(*texts)
    found, _ = read_fields(told, list(tables), kinds, 2023, None, (0, 0), read_staffing(told))
    return {name: field.value for name, field in found.items()}


# ------------------------------------------------------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (("2023年度部门整体支出绩效自评报告",), "self-evaluation"),
        (("农村公路专项资金", "绩效评价报告"), "evaluation-report"),
        (("重大项目绩效目标表",), "target-table"),
        (("水利局2023年度部门决算",), "final-accounts"),
        (("水利局2023年部门预算公开",), "budget"),
        (("关于2023年预算执行情况和2024年预算草案的报告",), "budget-report"),
        (("2023年国民经济和社会发展统计公报",), "statistics"),
        (("2024年政府工作报告",), "work-report"),
        (("会议纪要",), "other"),
    ],
)
def test_a_title_names_the_kind(head: tuple[str, ...], kind: str) -> None:
    """One kind for a plain document, "other" when no word tells."""
    assert document_kinds(lines(*head), []) == (kind,)


def test_words_in_running_text_make_no_kind() -> None:
    """A self-evaluation that speaks of targets, score tables and project lists stays a self-evaluation."""
    text = lines(*TITLE, "一、年度绩效目标", "填报自评表和项目清单。", "（二）绩效目标", "二、预算执行情况")
    assert document_kinds(text, [table(("单位", "编制"), ("机关", "20"), ("中心", "9"))]) == ("self-evaluation",)


def test_tables_add_kinds_by_their_columns() -> None:
    """Scores with full marks make a score table, projects with money a project list, indicators with values a target table."""
    scores = table(("三级指标", "分值", "自评得分"), ("及时率", "10", "9"))
    projects = table(("序号", "项目名称", "预算数"), ("1", "路灯", "20"), ("2", "绿化", "9"), ("3", "管网", "8"))
    targets = table(("三级指标", "绩效指标描述", "指标值"), ("数量", "座数", "5座"))
    assert document_kinds(lines(*TITLE), [scores, projects, targets]) == ("self-evaluation", "target-table", "score-table", "project-list")


def test_a_unit_that_scores_itself_evaluates_itself() -> None:
    """评价报告 with a table of own scores is a self-evaluation."""
    scores = table(("三级指标", "评分标准", "得分"), ("自评总分", "", "95.5"))
    assert document_kinds(lines("部门整体支出绩效评价报告"), [scores]) == ("self-evaluation", "score-table")


# ------------------------------------------------------------------------------------------------------------- names


def test_title_unit_and_county() -> None:
    """The unit stands over the title and carries its county."""
    found = fields(*TITLE)
    assert [found.get(name) for name in ("title", "unit", "county")] == [
        "2023年度部门整体支出绩效自评报告",
        "巨川县青禾镇人民政府",
        "巨川县",
    ]


def test_a_title_of_two_lines_is_one() -> None:
    """The subject on the first line, the kind on the second."""
    assert fields("巨川县2023年农村公路工程", "项目绩效评价报告")["title"] == "巨川县2023年农村公路工程项目绩效评价报告"


def test_a_heading_is_no_title() -> None:
    """Numbered headings name parts of a document."""
    assert "title" not in fields("一、2023年预算执行情况")


def test_the_unit_may_be_named_only_in_the_text() -> None:
    """A title with the town alone: its government as the text names it, with the county."""
    assert fields("2023年度青禾镇整体绩效自评报告", "2023年，巨川县青禾镇人民政府推进各项工作。")["unit"] == "巨川县青禾镇人民政府"


def test_a_declared_unit_comes_first() -> None:
    """单位名称： names it."""
    assert fields("2023年度绩效自评报告", "单位名称：巨川县水务局")["unit"] == "巨川县水务局"


# ----------------------------------------------------------------------------------------------------------- amounts


def test_amounts_of_the_budget() -> None:
    """Initial and adjusted budget, final accounts and what is left, as they are told."""
    text = "2023年年初预算安排280.5万元，调整后预算为312.6万元，全年支出301.2万元，年末结转和结余11.4万元。"
    assert {name: value for name, value in fields(text).items() if "." in value} == {
        "budget": "280.5",
        "adjusted_budget": "312.6",
        "final_accounts": "301.2",
        "carry_over": "11.4",
    }


def test_parts_are_those_of_the_final_accounts() -> None:
    """The budget is told first with its parts; the parts of what was spent count."""
    budget = "2023年支出预算280.5万元，其中基本支出180.5万元、项目支出100万元。"
    final = "2023年决算支出301.2万元，其中基本支出191.2万元、项目支出110万元。"
    found = fields(budget, final)
    assert (found["basic_expenditure"], found["project_expenditure"]) == ("191.2", "110")


@pytest.mark.parametrize(
    "text",
    [
        "2023年“三公”经费支出预算为4.8万元。",
        "行政运行（项）。年初预算为86.4万元。",
        "2022年年初预算86.4万元。",
        "政府采购预算86.4万元。",
        "村集体经济总收入86.4万元。",
    ],
)
def test_amounts_of_something_else_are_no_fields(text: str) -> None:
    """Small costs, single items, other years and other people's money."""
    assert [name for name in fields(text) if name.startswith(("budget", "final", "income"))] == []


def test_a_budget_report_has_no_unit_budget() -> None:
    """What a whole city takes in is not the budget of one unit."""
    assert "budget" not in fields("全年支出预算280.5亿元。", kinds=("budget-report",))


# ---------------------------------------------------------------------------------------------------- score and staff


@pytest.mark.parametrize("text", ["自评总分为93.5分。", "综合得分93.5分，等级为优。", "整体支出绩效得93.5分。"])
def test_the_total_score_in_words(text: str) -> None:
    """The score of the whole report."""
    assert fields(text)["total_score"] == "93.5"


@pytest.mark.parametrize("text", ["满分100分。", "故此项得分45分。", "预算执行得分9分。"])
def test_other_scores_are_not_the_total(text: str) -> None:
    """Full marks and the score of one item."""
    assert "total_score" not in fields(text)


def test_the_total_score_in_a_table() -> None:
    """The last number of the total row."""
    assert fields(tables=[table(("指标", "分值", "得分"), ("产出", "60", "55"), ("合计", "100", "92.5"))])["total_score"] == "92.5"


def test_the_grade_is_the_one_awarded() -> None:
    """A scale that lists all grades awards none of them."""
    assert fields("评价等级为优、良、中、差四档。", "本次自评等级为“良”。")["grade"] == "良"


def test_establishment_and_staff() -> None:
    """The total of each."""
    found = fields("核定编制62名，其中行政编制20名、事业编制42名，年末实有60人。")
    assert (found["establishment"], found["staff"]) == ("62", "60")
