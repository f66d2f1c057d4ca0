"""等级应当与得分所在的分数段一致。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Evidence, Finding, Span, Statement
from auditor.records import NamedTuple


class Band(NamedTuple):
    """Scores that earn a grade, both ends included; `span` is where the report prints it."""

    low: Decimal
    high: Decimal
    span: Span | None = None

    def holds(self, score: Decimal) -> bool:
        """Whether a score lies in the band."""
        return self.low <= score <= self.high


Scale = Mapping[str, Sequence[Band]]
GRADE_OF = {
    "优秀": "优",
    "良好": "良",
    "中等": "中",
    "合格": "中",
    "及格": "中",
    "一般": "中",
    "较差": "差",
    "不合格": "差",
    "不及格": "差",
}
# Whole points only: 89.5 lies between 80-89 and 90-100 and is left alone.
NATIONAL: Scale = {
    grade: (Band(Decimal(low), Decimal(high)),) for grade, low, high in (("优", 90, 100), ("良", 80, 89), ("中", 60, 79), ("差", 0, 59))
}
TOP = Decimal(100)
HALF = Decimal("0.5")


@rule(
    "grade-band",
    title="等级与得分不符",
    category="grade-mismatch",
    codes={"printed-band": "等级与文中写明的分数段不符", "usual-band": "等级与通行的（或设定的）分数段不符"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """等级应当与得分所在的分数段一致。

    ## 为什么要查
    等级是评价结论，与下一年度预算安排挂钩；得分改了而等级没有跟着改，或者等级凭印象填写，结论就站不住。

    ## 怎么查
    把“评价等级为优”与同一句的总分（没有就用全文的总分）配对，评分表里有等级列的逐行配对。文中写明了分数段（90分以上为优……）的按文中的判断，
    报错误；没有写明的，依次按设置中的 grade_bands、按90、80、60分的通行标准判断，只报警告。优与优秀、良与良好、中与合格等视为相同。

    ## 什么时候不报
    得分正好落在分数段的边界上或两段的空隙里（80-89分为良、90分以上为优，得89.5分）；一句话里提到几个等级；文中的分数段里没有这个等级。

    ## 依据
    《项目支出绩效评价管理办法》（财预〔2020〕10号）：评价结果总分一般设置为100分，等级一般划分为四档。
    """
    scale, code, sure = _scale(facts)
    for given in facts.statements("grade"):
        stated, score = GRADE_OF.get(given.text, given.text), Decimal(given.detail)
        earned = _earned(scale, stated, score)
        if earned is None or score > TOP:
            continue
        grade, band = earned
        told = "文中写明" if code == "printed-band" else "按设定的标准" if facts.settings.grade_bands else "按通行标准"
        message = f"得分 {given.detail} 分，等级写为“{given.text}”；{told} {_written(band)}为“{grade}”。"
        finding = of_statement(given, code, sure, message)
        printed = (Evidence("standard", band.span),) if band.span is not None else ()
        yield finding._replace(computed=grade, evidence=(*finding.evidence, *printed))


def _scale(facts: Facts) -> tuple[Scale, str, Certainty]:
    """The standard that holds: printed in the report, else configured, else the national one."""
    printed: dict[str, list[Band]] = {}
    for statement in facts.statements("grade-band"):
        printed.setdefault(statement.text, []).append(_band(statement))
    if printed:
        return printed, "printed-band", Certainty.CERTAIN
    if facts.settings.grade_bands:
        configured: dict[str, list[Band]] = {}
        above = TOP
        for word, low in sorted(facts.settings.grade_bands, key=lambda item: -item[1]):
            configured[GRADE_OF.get(word, word)] = [Band(low, above)]
            above = low
        return configured, "usual-band", Certainty.LIKELY
    return NATIONAL, "usual-band", Certainty.LIKELY


def _band(statement: Statement) -> Band:
    low, _, high = statement.detail.partition("~")
    return Band(Decimal(low), Decimal(high), statement.span)


def _earned(scale: Scale, stated: str, score: Decimal) -> tuple[str, Band] | None:
    """The grade that the score earns when it is not the stated one; None in gaps and for grades the scale does not know."""
    if not any(band.holds(score) for bands in scale.values() for band in bands):
        below = score.to_integral_value(ROUND_FLOOR)  # 89.1 between 80-89 and 90-100 is no 90; 89.5 may be rounded up to one
        score = below if score - below < HALF else score
    if stated not in scale or any(band.holds(score) for band in scale[stated]):
        return None
    return next(((grade, band) for grade, bands in scale.items() for band in bands if band.holds(score)), None)


def _written(band: Band) -> str:
    return f"{band.low}-{band.high} 分"
