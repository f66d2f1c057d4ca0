"""Awards: what the text says of a score is joined to the row of the table it is about, and to no other."""

from __future__ import annotations

from auditor.pipeline import audit_text

REPORT = """一、决策情况
1.目标管理。目标基本明确。该指标得 5 分。
2.经费安排。经费测算依据不够充分，分配较为合理。该指标得 4 分。

附件：绩效评价评分表
一级指标	二级指标	三级指标	分值	评分标准	得分
决策	目标管理	目标合理性	6	酌情计分	5
	经费安排	测算科学性	3	酌情计分	2
		分配合理性	3	酌情计分	2
产出	产出质量	路灯亮灯率	5	酌情计分	4
"""


def test_score_of_a_group_is_no_rows() -> None:
    """The score of 经费安排, a group of the table, does not become that of a row with the same number."""
    names = [award.names for award in audit_text(REPORT).extraction.awards]
    assert ("路灯亮灯率",) in names
    assert ("经费安排",) in names
