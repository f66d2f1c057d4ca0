"""同一层的编号应当从一开始，一个接一个。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding

# Trait of the statement → code, certainty, and what is said of the number.
BRANCHES: tuple[tuple[str, str, Certainty, str], ...] = (
    ("missing", "missing", Certainty.LIKELY, "标题编号到“{text}”，缺“{detail}”。"),
    ("repeated", "repeated", Certainty.LIKELY, "两个标题都编为“{detail}”。"),
    ("anew", "begins-anew", Certainty.LIKELY, "“{detail}”之内又从头编了“{text}”，与各章的编号相同，疑整段移自别的文稿。"),
    ("turned-over", "turned-over", Certainty.QUERY, "“{detail}”之内用“{text}二、”编号，层次颠倒，请核对是否移自别处。"),
    ("twice", "same-title", Certainty.LIKELY, "同一章里两个标题都是“{detail}”。"),
    ("list-missing", "list-missing", Certainty.LIKELY, "列举到“{text}”，缺“{detail}”。"),
    ("list-repeated", "list-repeated", Certainty.LIKELY, "列举中“{text}”出现两次。"),
    ("list-headless", "list-headless", Certainty.LIKELY, "列举只有“{text}”，没有第 1 项，也没有后面的项。"),
)


@rule(
    "heading-number",
    title="编号缺漏、重复或另起",
    category="numbering",
    codes={
        "missing": "标题编号缺一个",
        "repeated": "标题编号重复",
        "begins-anew": "一章之内又按各章的样式从头编号",
        "turned-over": "低一层的标题之内用高一层的编号",
        "same-title": "同一章里两个标题的文字相同",
        "list-missing": "段落里、段首的列举缺一项",
        "list-repeated": "段落里的列举编号重复",
        "list-headless": "列举只剩第 2 项",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """同一层的编号应当从一开始，一个接一个。

    ## 为什么要查
    编号断了，可能有一段被删掉或漏掉；编号重复或另起，多半有一段是从别的文稿整段移来的。

    ## 怎么查
    按标题的层次，逐层比较同一样式的编号：缺一个、重复一个，或者“二、”之内又有“一、二、三……”的，报警告；“3、”之内用“一、二、”的，只提示；段首的“目标1、目标2……”“表1、表2……”缺一个的，一章里两个标题文字相同的，报警告；
    段落里的“一是、二是……”“1、2、……”同样比较，单元格里的只作提示。

    ## 什么时候不报
    缺的编号在两处之间另有写法（其二、第二、表格里）；一串编号里不止一处不连的（多半是转换造成的）；下一层沿用“（一）（二）”的；
    附件、附表各自编号的；目录。

    ## 依据
    《党政机关公文格式》（GB/T 9704）：结构层次序数依次用“一、”“（一）”“1.”“（1）”标注。
    """
    for statement in facts.statements("numbering"):
        for trait, code, certainty, words in BRANCHES:
            if trait in statement.traits:
                message = words.format(
                    text=statement.text.removesuffix("、") if trait == "anew" else statement.text, detail=statement.detail
                )
                yield of_statement(statement, code, Certainty.QUERY if "cell" in statement.traits else certainty, message)
                break
