"""模型比较的两处说法，不应互相矛盾。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding


@rule(
    "model-opinion",
    title="模型认为两处说法矛盾",
    category="other",
    codes={"opinion": "两句话不能同时成立（模型的看法）"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """模型比较的两处说法，不应互相矛盾。

    ## 为什么要查
    同一件事换一种说法再写一遍，前后不一，是改稿时最难发现的矛盾；没有固定的句式，靠词语认不出来。

    ## 怎么查
    只在加 `--llm` 时才查。程序先挑出用词相近而说法相反、或数字不同的句子，成对交给模型，问能不能同时成立；模型须从两句里各摘出原文，
    并用一句话说明理由。

    ## 什么时候不报
    没有加 `--llm`；摘的不是那两句的原文；理由里有两句都没有写的数，或者不是中文；其他规则已经报出的同一处。
    只作提示，不作警告和错误：这是模型的看法，不是核算的结果，须自己核对原文。

    ## 依据
    评价报告质量考核：数据前后一致、表述准确。
    """
    for statement in facts.statements("model-opinion"):
        yield of_statement(statement, "opinion", Certainty.QUERY, f"模型认为两处说法不能同时成立：{statement.detail}。")
