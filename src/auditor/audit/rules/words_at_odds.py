"""一处的说法，不应与另一处的事实相反。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding


@rule(
    "words-at-odds",
    title="说法与事实不相称",
    category="other",
    codes={
        "steady": "称不随意调整，又承认预算调整大",
        "high-rate": "称调整率较高，数额算出来却很低",
        "all-but": "称都做到了，又说有的没有做到",
        "denied": "否认的事，报告自己的两个数写明了",
        "reason": "说的原因与增减的方向相反",
        "not-empty": "称表中没有数，表里却有",
        "promise": "标题说到的内容没有写",
        "empty": "标题之下没有内容",
        "named-twice": "并列的两项是同一个词",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """一处的说法，不应与另一处的事实相反。

    ## 为什么要查
    套话容易与本单位的事实相反：一面称“不临时追加”，一面承认“追加较多”；标题写“改进措施与结果应用”，正文却没有结果应用。

    ## 怎么查
    找“不擅自变更、不临时追加”与“追加较多、预算调整率较高”；“预算调整率较高”与年初预算、调整后预算算出的比率；
    标题里“及”后面的一项在正文中有没有提到，同级标题都有内容而独缺的一个；“甲和甲”这样并列的两项，都只作提示。
    “各项目均已完工”与仍在建设的项目，同一句里“均经评审”与“个别未经评审”；“在职人员不足编制数”与编制、在职人数，
    “未发生预算追加”与年初、调整后预算，报警告。
    支出“减少，主要原因是某某经费增加”（或者相反），只有这一个原因、名称又相同的，报警告；表下注明“无某项经费，本表为空表”，
    表名正是这一项而表里有金额的，报错误。

    ## 什么时候不报
    没有写明调整大小；调整率在百分之十以上；标题之下的内容不到六十字；写的是计划、要求，“均”与“个别”说的不是同一件事；
    原因里又有上年、结转、抵消、同时等话，或者说的是另一项开支。

    ## 依据
    《项目支出绩效评价管理办法》（财预〔2020〕10号）：绩效自评应当真实、客观。
    """
    for statement in facts.statements("at-odds"):
        if "steady" in statement.traits:
            message = f"一处称“{statement.text}”，另一处承认“{statement.detail}”。"
            yield of_statement(statement, "steady", Certainty.QUERY, message)
        elif "high-rate" in statement.traits:
            message = f"称“{statement.text}”，按报告的预算数算只有 {statement.detail}%。"
            yield of_statement(statement, "high-rate", Certainty.QUERY, message, stated="较高")
        elif "all-but" in statement.traits:
            yield of_statement(statement, "all-but", Certainty.LIKELY, f"这里称“{statement.text}”，别处却写“{statement.detail}”。")
        elif "denied" in statement.traits:
            message = f"称“{statement.text}”，报告写的前后两个数却是 {statement.detail}。"
            yield of_statement(statement, "denied", Certainty.LIKELY, message)
        elif "reason" in statement.traits:
            message = f"写“{statement.detail}”，说的原因却是“{statement.text}”，方向相反。"
            yield of_statement(statement, "reason", Certainty.LIKELY, message)
        elif "not-empty" in statement.traits:
            message = f"称“{statement.text}”，表里却有 {statement.detail}。"
            yield of_statement(statement, "not-empty", Certainty.CERTAIN, message)
        elif "promise" in statement.traits:
            message = f"标题写明“{statement.text}”，正文没有说到{statement.detail}。"
            yield of_statement(statement, "promise", Certainty.QUERY, message)
        elif "empty" in statement.traits:
            yield of_statement(statement, "empty", Certainty.QUERY, f"标题“{statement.text}”之下没有内容。")
        else:
            message = f"“{statement.text}”并列的两项是同一个词，其中一项应是别的内容。"
            yield of_statement(statement, "named-twice", Certainty.QUERY, message)
