"""同一个人、地方、指标、项目，前后应当叫同一个名字。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding

# Trait of the statement → code and what is said; {0} is the name here, {1} the name there.
BRANCHES: tuple[tuple[str, str, str], ...] = (
    ("signature", "signature", "名单里是“{1}”，签字却是“{0}”。"),
    ("person", "person", "这里写“{0}”，另处写“{1}”，疑为同一个人。"),
    ("place", "place", "这里写“{0}”，另处写“{1}”，前后文相同，疑为同一个。"),
    ("body", "body", "这里写“{0}”，另处写“{1}”，疑为同一个单位，或沿用了别处的文本。"),
    ("indicator", "indicator", "正文的指标“{0}”，在评分表的同一位置叫“{1}”。"),
    ("rows", "wrong-word", "几乎相同的两条描述，一条写“{0}”，另一条写“{1}”。"),
    ("goal", "wrong-word", "绩效目标写“{0}”，同一张表的另一处写“{1}”。"),
    ("row", "wrong-word", "指标名称写“{0}”，同一行的描述或标准写“{1}”。"),
    ("word", "wrong-word", "标题写“{0}”，下面的正文写“{1}”。"),
    ("term", "wrong-word", "这里写“{0}”，另处同样的地方写“{1}”。"),
    ("form", "project", "项目名称写“{0}”，表的标题却是“{1}”。"),
    ("project", "project", "这里的项目名称是“{0}”，另一张表写“{1}”。"),
    ("code", "code", "同一个项目编码写了两个项目名称：“{0}”和“{1}”。"),
)
TWO_CODES = "同一个项目名称写了两个项目编码：{0} 和 {1}。"  # the other way round, and only worth a question


@rule(
    "name-variant",
    title="同一个名称有两种写法",
    category="name-conflict",
    codes={
        "person": "人名有两种写法",
        "signature": "签字与名单上的姓名不同",
        "place": "村、路、学校、企业等名称有两种写法",
        "body": "同一单位的名称有一个词不同，或者同一部门换了别处的地名",
        "indicator": "同一指标在正文与评分表中名称不同",
        "wrong-word": "标题与正文、指标名称与描述、两条描述之间有一个字词不同",
        "project": "同一项目在标题与表、两张表之间名称不同",
        "code": "项目编码与项目名称不是一一对应",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """同一个人、地方、指标、项目，前后应当叫同一个名字。

    ## 为什么要查
    名字写错，签字、名单就失去了证明力；同一指标两个名称，读者无法把得分与评分标准对上；项目编码与名称对不上，资金就可能记错项目。

    ## 怎么查
    - 人名：名单、“组长”“成员”“填报人”“联系人”等处的姓名，字数相同、只差读音相同或字形相近的字。名单与签字逐行核对。
    - 村、路、学校、企业：只在并列的邻项相同、或后面的词语相同时比较；多一个“庄”“家”，或差一个音同形近的字。
      村镇、隧道水库等设施、公司、事务所的名字除一个音同形近的字外全都相同、从不在一行、其中一个很少见的，相隔再远也比较。
      写明了个数的名单（“派出城东、河口、麦村管理所3个”）之外，另有一个同类的名字只差一个相近的字，也比较。
      共用一个“社区”“村”的名单（“柳荫、沙河、菱湖社区”）之外，有一个只差一个相近的字的，也比较；两份名单（一份可以是表里的一列）除一个外全都相同、这一个只差一字的，也比较。
    - 公司：只有行业一词不同（服务、科技）、角色相同、从不在一行；水厂等设施的名称多一个字，而并列的名单里只有其中一个；地名末字“寨、砦”一类。
    - 用语：前后文相同而“事务、事物”“试验、实验”不同；同一科目里两个词的次序颠倒。
    - 单位：同一地方、同一职能的单位，末尾的“队”“站”“中心”不同；同一名称的部门，只有一处换了别的县、区。
    - 指标：正文与评分表按顺序、得分、内容对上的指标，名称不同；标题与下面的正文、指标名称与同行的描述、两条几乎相同的描述，差一个音同形近的字。
    - 项目：同一编码两个名称，或同一名称两个编码；标题与表中的项目名称；两张表的项目名称差一个音同形近的字。

    ## 什么时候不报
    两个名字出现在同一份名单、同一个列举里（确是两个）；相差的是数字、方位、大小、期次；一个是另一个的简称；到别处学习、协作；通用的异体（帐、账）。
    两个字的人名、没有共同前后文的，只作提示。

    ## 依据
    评价报告质量要求：数据真实、内容完整、前后一致（财预〔2020〕10号）。
    """
    for statement in facts.statements("name"):
        for trait, code, words in BRANCHES:
            if trait in statement.traits:
                certainty = Certainty.QUERY if "weak" in statement.traits else Certainty.LIKELY
                told = TWO_CODES if trait == "code" and certainty is Certainty.QUERY else words
                message = told.format(statement.text, statement.detail)
                yield of_statement(statement, code, certainty, message, stated=f"{statement.text} / {statement.detail}")
                break
