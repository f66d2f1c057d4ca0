"""得分不应高于该项分值。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.audit.awards import name, of_award
from auditor.audit.facts import Facts
from auditor.audit.rule import rule
from auditor.audit.verify import plain
from auditor.model import Award, Certainty, Finding


@rule(
    "score-range",
    title="得分高于分值",
    category="score-range",
    codes={
        "above-full-marks": "得分高于该项分值",
        "columns-doubtful": "一张表里许多得分高于分值，可能两列颠倒或错位",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """得分不应高于该项分值。

    ## 为什么要查
    得分高于分值，不是写错了，就是分值改过而得分没有改，总分也跟着错。

    ## 怎么查
    逐项比较表格里的得分与分值，正文里的“得分”与“满分”。一张表里高于分值的不多，报错误；占到三分之一以上的，多半是两列颠倒或错位，整张表只报一个警告。

    ## 什么时候不报
    加分项、附加项；分值用百分数表示的；没有写分值的。

    ## 依据
    财政部门绩效管理系统的校验规则：得分必须小于等于权重。
    """
    by_table: dict[int | None, list[tuple[Award, Decimal]]] = {}
    for award, full in facts.marked:
        if "bonus" not in award.traits:
            by_table.setdefault(award.table, []).append((award, full))
    for table, awards in by_table.items():
        above = [(award, full) for award, full in awards if _is_above(award, full)]
        if table is not None and len(above) > 1 and 3 * len(above) >= len(awards):
            message = f"这张表 {len(awards)} 项里有 {len(above)} 项得分高于分值，两列可能颠倒或错位，请核对。"
            yield of_award(above[0][0], "columns-doubtful", Certainty.LIKELY, message)
            continue
        for award, full in above:
            scores = [score for score in award.scores if score.quantity.value > full]
            message = f"{name(award)}的分值是 {plain(full)} 分，却得 {plain(scores[0].quantity.value)} 分。"
            yield of_award(award, "above-full-marks", Certainty.CERTAIN, message, scores=scores, computed=full)


def _is_above(award: Award, full: Decimal) -> bool:
    for score in award.scores:  # noqa: SIM110 - a generator takes longer than the comparison
        if score.quantity.value > full:
            return True
    return False
