"""报告里不应有别的文稿的话：讲话稿、述职报告、往年的任务、指标的定义。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding


@rule(
    "borrowed-text",
    title="像是别的文稿里的文字",
    category="residue",
    codes={
        "personal": "以个人口吻叙述",
        "speech": "对会议讲话的口吻",
        "past-campaign": "把已经结束的工作写成要做的事",
        "definition": "以指标的定义代替结果",
        "other-indicator": "以另一个指标的标准作为得分理由",
        "other-project": "一个项目的表里是另一个项目的指标",
        "superior-view": "财政部门的口吻",
        "project-template": "整体支出的报告里是单个项目评价的文字",
        "result-as-target": "目标栏里写的是自评结果",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """报告里不应有别的文稿的话：讲话稿、述职报告、往年的任务、指标的定义。

    ## 为什么要查
    自评报告常由工作报告、述职材料、往年稿子拼成。没有改掉的口吻和任务，说明那一段不是为这份报告写的，内容可能属于别的年度或个人。

    ## 怎么查
    只看自评报告和评价报告：“由我任组长”“本人分管”一类的个人口吻；“各位代表”“请予审议”一类的会议口吻；
    报告年度之前已经结束的全国性工作（如脱贫攻坚战、全面建成小康社会）仍写成“坚决打赢”“确保”；
    得分只用“用以反映……”这样的指标定义作依据；得分理由有三条以上出自另一个指标的标准，而与自己的标准没有一条相同；评分表目标栏里写着“经自评……”；
    一个项目的表里有一行指标，说的事在这张表里别处没有，却是同一文件里另一个项目的，那张表里也有相似的一行；
    单位的自评用了财政部门评价各部门的话，整体支出的自评用了单个项目评价的话（都只作提示）。

    ## 什么时候不报
    政府工作报告、预算报告；文件名称中的这些词；回顾以前年度的句子；定义之后另外写明了结果的。

    ## 依据
    《项目支出绩效评价管理办法》（财预〔2020〕10号）：绩效自评应当真实、客观，评价依据应当充分。脱贫攻坚战于2021年2月宣布取得全面胜利。
    """
    for statement in facts.statements("borrowed"):
        traits, text = statement.traits, statement.text
        if "personal" in traits:
            yield of_statement(statement, "personal", Certainty.LIKELY, f"“{text}”是个人的口吻，疑从述职或讲话材料中移来。")
        elif "speech" in traits:
            yield of_statement(statement, "speech", Certainty.LIKELY, f"“{text}”是对会议讲话的口吻，疑从工作报告中移来。")
        elif "campaign" in traits:
            message = f"“{text}”这项工作到 {statement.detail} 年已经结束，{facts.fiscal_year} 年度的报告仍写成要做的事，疑沿用以前的文本。"
            yield of_statement(statement, "past-campaign", Certainty.LIKELY if "sure" in traits else Certainty.QUERY, message)
        elif "definition" in traits:
            yield of_statement(statement, "definition", Certainty.LIKELY, f"这里只有指标的定义（“{text}……”），没有实际结果。")
        elif "other-indicator" in traits:
            message = f"“{text}”的得分理由逐条对应的是“{statement.detail}”的评分标准，与本指标的标准无关。"
            yield of_statement(statement, "other-indicator", Certainty.LIKELY, message)
        elif "superior" in traits:
            message = f"“{text}”是财政部门评价各单位的口吻，不像本单位自评的话，请核对是否照搬模板。"
            yield of_statement(statement, "superior-view", Certainty.QUERY, message)
        elif "project" in traits:
            message = f"整体支出的自评里有 {statement.detail} 处是单个项目评价的文字（如“{text}”），请核对是否照搬模板。"
            yield of_statement(statement, "project-template", Certainty.QUERY, message)
        else:
            yield of_statement(statement, "result-as-target", Certainty.QUERY, f"目标栏里写着“{text}……”，是自评结果，不是目标。")
    for statement in facts.statements("borrowed-row"):
        message = f"指标“{statement.text}”说的是“{statement.detail}”的事，这张表里别处没有，疑从那个项目的表里移来。"
        yield of_statement(statement, "other-project", Certainty.LIKELY, message)
