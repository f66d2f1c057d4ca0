"""表格和模板里要填的空、要删的提示，不应留在报告里。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding, Statement

# Trait of the statement → code and what is said of the place.
BRANCHES: tuple[tuple[str, str, str], ...] = (
    ("crosses", "blank", "“{}”处仍是占位的叉号，没有填上实际内容。"),
    ("blank", "blank", "“{}”处仍是空线，没有填上实际内容。"),
    ("prompt", "prompt", "“{}”是填写要求，应在填好后删去。"),
    ("guide", "prompt", "“{}”是填写说明或示例，应在填好后删去。"),
    ("to-fill", "to-fill", "“{}”说明这里还没有写完。"),
    ("doubled", "slip", "“{}”的百分号写了两遍。"),
    ("cut-off", "slip", "“{}”没有说出召开了什么，后面的文字可能丢失。"),
    ("broken-field", "broken-field", "“{}”是表格或文档软件的出错提示，原来的内容已经丢失。"),
)
MOST_PLACES = 8  # that are pointed at besides the first


@rule(
    "form-residue",
    title="模板没有填完或没有删净",
    category="residue",
    codes={
        "blank": "叉号或空线没有填",
        "prompt": "填写要求留在正文里",
        "to-fill": "注明待补充、待核实",
        "broken-field": "公式、引用出错的提示",
        "slip": "符号重复、句子没有写完",
        "empty-item": "指标、目标只有编号和省略号",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """表格和模板里要填的空、要删的提示，不应留在报告里。

    ## 为什么要查
    “XX万元”“（100字以内）”“指标2：……”这样的残留，说明这一处没有按本单位的实际填写，旁边的内容也值得再看。

    ## 怎么查
    找计量单位或单位名称前面的叉号（XX、××）和空线，没有填的联系电话，
    “（……字以内）”“（请填写……）”“（没有则填无）”“【填写说明：……】”一类的填写要求，“得分为  分”、引号里空着的等级，“（待补充）”一类的记号，
    “部门应根据实际情况增减”一类的要求，写了两遍的百分号，没有宾语的“组织召开。”，
    #REF!、“错误！未找到引用源”一类的出错提示，以及只有编号和省略号的“指标2：……”。同样的残留有几处的，只报一次，指出各处。

    ## 什么时候不报
    用叉号隐去人名、单位名的（全文有六处以上），用星号隐去的号码；尺寸中的乘号、编号里的字母；填表说明自己的文字。

    ## 依据
    各级绩效自评表、绩效目标表的填报说明：不涉及的行应删去或注明“无”，提示文字不属于正文。
    """
    told: dict[tuple[frozenset[str], str], list[Statement]] = {}
    for statement in facts.statements("residue"):
        told.setdefault((statement.traits, statement.text), []).append(statement)
    for statement, *others in told.values():
        for trait, code, words in BRANCHES:
            if trait in statement.traits:
                again = f"另有 {len(others)} 处相同。" if others else ""
                places = statement._replace(related=(*statement.related, *(("other", other.span) for other in others[:MOST_PLACES])))
                yield of_statement(places, code, Certainty.LIKELY, words.format(statement.text) + again)
                break
        else:
            message = f"有 {statement.detail} 处只有编号和省略号（如“{statement.text}”），是模板的空行。"
            yield of_statement(statement, "empty-item", Certainty.LIKELY, message)
