"""报告说的应当是本单位。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding

# Trait of the statement → code, certainty, and what is said; {0} are the words, {1} the unit.
BRANCHES: tuple[tuple[str, str, Certainty, str], ...] = (
    ("self", "other-self", Certainty.LIKELY, "本单位是“{1}”，这里自称“{0}”，疑沿用别的单位的文本。"),
    ("object", "other-subject", Certainty.LIKELY, "本单位是“{1}”，这里的评价对象却是“{0}”。"),
    ("town", "other-subject", Certainty.LIKELY, "本单位是“{1}”，这一句的主语却是“{0}”。"),
    ("name", "own-name", Certainty.LIKELY, "本单位是“{1}”，这里写成“{0}”。"),
    ("level", "other-level", Certainty.LIKELY, "本单位是“{1}”，“{0}”是上级部门的口吻，疑沿用模板。"),
    ("kind", "other-kind", Certainty.QUERY, "本单位是“{1}”，这里写“{0}”。"),
    ("rooms", "other-kind", Certainty.QUERY, "本单位是“{1}”，内设机构不叫“{0}”。"),
)


@rule(
    "other-unit",
    title="写的是别的单位",
    category="residue",
    codes={
        "other-self": "自称与单位的类别不符（乡镇写“我局”）",
        "other-subject": "评价对象或主语是另一个单位",
        "own-name": "本单位的名称写错一个字",
        "other-level": "上级部门的口吻（乡镇写“对我市产生的影响”）",
        "other-trade": "通篇没有说到的另一个行业、另一个项目",
        "other-kind": "另一类单位的用语（镇写“全乡”“处室”）",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """报告说的应当是本单位。

    ## 为什么要查
    自评报告常借用别的单位的稿子，单位、口吻没有改全，说明相应内容可能不是本单位的。

    ## 怎么查
    由标题、填报单位认出本单位和它的类别（镇、乡、街道、局、学校……），再找：自称不符（镇写“我局”“我乡”）；评价对象、句子主语是另一个乡镇或部门；
    本单位名称差一个音同形近的字；乡镇写“对我市产生……影响”“统筹全区……”；镇写“全乡”“处室”；
    “该……项目”所指的项目别处没有一个词说到过；通篇说一个行业的报告里，只有一句是另一个行业的话（农业资金写“教师队伍”）；
    通篇写“我旗”“全区”的报告里，有一两处“我县”“县政府”。

    ## 什么时候不报
    认不出本单位，或报告很少说到自己；上级、排名（全市第一、全县前列）；引号、书名号里的话；所在县级市、区的“我市”“我区”；撤县设区以前的事；乡镇、财政部门和统筹多个行业的资金不看行业；
    出现多次（可能另有缘故）。

    ## 依据
    绩效自评由预算单位对本单位的支出作出（财预〔2020〕10号）。
    """
    for statement in facts.statements("stranger"):
        for trait, code, certainty, words in BRANCHES:
            if trait in statement.traits:
                message = words.format(statement.text, statement.detail)
                yield of_statement(statement, code, certainty, message, stated=statement.text)
                break
    for statement in facts.statements("other-trade"):
        if "pointed" in statement.traits:
            message = f"“{statement.text}”像是前面说过的项目，报告别处却没有说到“{statement.detail}”，疑沿用别的项目的文本。"
        else:
            told, own = statement.detail.split("、")
            message = f"报告说的是{own}方面的工作，只有这一句说到{told}，疑沿用别的项目的文本。"
        yield of_statement(statement, "other-trade", Certainty.LIKELY, message, stated=statement.text)
