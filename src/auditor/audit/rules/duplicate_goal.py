"""编号的几条绩效目标，不应是同一句话。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.rule import rule
from auditor.audit.target_rows import of_places, shown, words_only
from auditor.model import Certainty, Field, Finding


@rule(
    "duplicate-goal",
    title="几条绩效目标是同一句话",
    category="duplicate-text",
    codes={"same-sentence": "编号的几条绩效目标文字相同"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """编号的几条绩效目标，不应是同一句话。

    ## 为什么要查
    绩效目标表要求把目标分解成几条，分别对应指标。把一句话抄几遍，等于只有一条目标，指标也就没有了依据。

    ## 怎么查
    绩效目标一栏写成“1.……2.……3.……”（或“目标1：……目标2：……”）的，去掉编号、空格和标点后逐条比较；有两条以上相同的，每张表报一次警告。

    ## 什么时候不报
    目标没有编号；各条文字不同，哪怕只差一个词（可能确是两件事）。

    ## 依据
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标应当指向明确、细化量化、合理可行。
    """
    for table in facts.extraction.target_tables:
        groups: dict[str, list[Field]] = {}
        for goal in table.goals:
            groups.setdefault(words_only(goal.value), []).append(goal)
        for same in groups.values():
            if len(same) > 1:
                distinct = len(groups)
                message = f"{len(table.goals)} 条绩效目标中有 {len(same)} 条都是{shown(same[0].value)}，不同的只有 {distinct} 条。"
                yield of_places([("goal", goal.span) for goal in same], "same-sentence", Certainty.LIKELY, message, same[0].value)
