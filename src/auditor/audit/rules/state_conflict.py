"""同一件事不应在一处已完成、在另一处没有完成。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, of_claim, of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, ClaimKind, Finding


@rule(
    "state-conflict",
    title="同一件事的进展前后矛盾",
    category="value-conflict",
    codes={
        "rates-differ": "同一件事在两项指标里的完成率不同",
        "finished-and-not": "一处称已完工，另一处称正在建设或尚未完工",
        "finished-and-begun": "一处称已完工，另一处只说开工或今后加快建设",
        "dates-differ": "同一件事在两处写的日期不同",
        "all-done-and-not": "结论称全部完成或没有偏差，别处承认没有完成",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """同一件事不应在一处已完成、在另一处没有完成。

    ## 为什么要查
    得分以完成情况为依据；同一个工程正文说“正在施工”，评分表说“已竣工投产”，得分就没有依据。

    ## 怎么查
    两项指标的名称去掉“新建、工程、进度”一类词后相同，或者一项的说明里写着另一项的名称，或者写着同一个户数、面积的，比较完成率、进度。
    正文和表格里说“已完工、竣工投产、投入使用”的，按名称找别处对同一工程的说法：正在施工、尚未开工、只完成征地的报警告，
    只说开工或今后加快建设的作提示。同一工程的开工、竣工、验收日期在两处不同的报警告。结论说各项目标全部完成、没有偏差的，与别处承认的未完成比较；
    “12项任务全部完成”“5个小区全部完工”一类，与别处写的较小的完成数、未完成的几项、列出的名称之一未能完工比较；
    某项费用称控制在预算以内的，与别处写的超预算、与正文写的年初预算数和决算数比较；称各级资金都已足额到位的，与别处承认的没有到位比较；
    “未制定某办法”“未发生某事故”，与别处写的制定了该办法、发生几起该类事故比较，用的动词和说的事都要相同；
    完成率、工程进度写100%的，与同一句或下一句写的正在收尾、尚在施工比较；未发现违规的，与发现几起比较。

    ## 什么时候不报
    写的是计划、目标、要求；写明几月开工的（后来可以完工）；名称不同的各期、各标段；合格率、及时率、满意度；结论写明“基本”“除……外”；
    没有做的只是“部分”“个别”，做过的是上年的，评分标准里的话。

    ## 依据
    评价报告质量考核：数据前后一致、结论与事实相符。
    """
    for item in facts.broken(ClaimKind.VALUE, "rates"):
        other = item.verdict.computed
        here, there = item.claim.cues
        yield of_claim(
            item,
            "rates-differ",
            Certainty.LIKELY,
            f"“{here}”与“{there}”说的看来是同一件事，完成率一处为 {item.claim.stated.quantity.text}，另一处为 {amount(other, '%')}。",
        )
    for statement in facts.statements("thing-state"):
        sure = "going-on" in statement.traits
        code = "finished-and-not" if sure else "finished-and-begun"
        otherwise = "却说还没有完成" if sure else "只说开工或今后建设"
        message = f"“{statement.detail}”一处称“{statement.text}”，另一处{otherwise}。"
        yield of_statement(statement, code, Certainty.LIKELY if sure else Certainty.QUERY, message)
    for statement in facts.statements("event-date"):
        yield of_statement(
            statement, "dates-differ", Certainty.LIKELY, f"“{statement.detail}”的日期两处不同，这里写的是 {statement.text}。"
        )
    for statement in facts.statements("conclusion"):
        message = f"这里称“{statement.text}”，别处却写“{statement.detail}”。"
        yield of_statement(statement, "all-done-and-not", Certainty.LIKELY, message)
