"""自评表资金栏的得分，应等于执行率乘以分值。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.awards import full_marks, of_award
from auditor.audit.execution import unearned_executions
from auditor.audit.facts import Facts
from auditor.audit.rubric import CENT
from auditor.audit.rule import rule
from auditor.audit.verify import plain
from auditor.model import Finding


@rule(
    "execution-score",
    title="预算执行的得分与执行率不符",
    category="score-rubric",
    codes={"execution-differs": "预算执行的得分不等于执行率乘以分值"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """自评表资金栏的得分，应等于执行率乘以分值。

    ## 为什么要查
    预算执行率的 10 分（有的省 20 分）不靠评价人判断，只靠一次乘法；算错了，总分跟着错，财政系统也会直接拦下。

    ## 怎么查
    认出自评表的资金栏（年初预算数、全年预算数、全年执行数、分值、执行率、得分），把写明的执行率、全年执行数除以全年预算数或年初预算数得到的比率
    都乘以分值，有一个与得分相符（四舍五入或去尾）就算相符。都不相符的：栏里印了公式“得分（分值×执行率）”、或者同一份材料的另一张表正是这样计分的，
    报错误；得分写到小数、看得出是按比例计的，以及执行率不到 90% 却得满分的，报警告；其余只提示。

    ## 什么时候不报
    执行率超过 100%；执行率在 90% 以上得满分而没有印公式的，多半是分档计分；得分高于分值（见 score-range）。

    ## 依据
    《项目支出绩效自评表》：预算执行率的得分按执行率乘以分值计算，最高不超过分值上限。
    """
    for item in unearned_executions(facts.awards):
        award, points = item.award, plain(item.points.quantize(CENT))
        full, score = full_marks(award), award.scores[0].quantity
        assert full is not None  # only these are looked at
        rate = plain(item.result.exact.quantize(CENT))
        message = f"预算执行率 {rate}%、分值 {plain(full)} 分，执行率乘以分值是 {points} 分，却得 {score.digits} 分。"
        written = f"{item.result.written} × {plain(full)} = {points} ≠ {score.digits}"
        yield of_award(award, "execution-differs", item.certainty, message, computed=item.points.quantize(CENT), arithmetic=written)
