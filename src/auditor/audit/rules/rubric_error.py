"""印出的评分标准自己应当说得通。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.audit.awards import clause, name, of_award, once
from auditor.audit.facts import Facts
from auditor.audit.rubric import bare, excess, foreign_bands, gaps, listed_sum, overdraft, overlaps
from auditor.audit.rule import rule
from auditor.audit.verify import plain
from auditor.model import SEVERITY_OF, Award, Band, Certainty, Evidence, Finding, RubricKind, Standard, Step


@rule(
    "rubric-error",
    title="评分标准自相矛盾",
    category="rubric-error",
    codes={
        "exceeds-full-marks": "标准给的分数高于该项分值",
        "overdrawn": "按标准扣分会超过该项分值，又没有写“扣完为止”",
        "listed-differs": "所列各点的分值相加不等于该项分值",
        "other-indicator": "标准里的界限写的是另一项指标",
        "gap": "两个区间之间的数值没有规定怎样计分",
        "overlap": "同一数值落在两个区间里，分数不同",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """印出的评分标准自己应当说得通。

    ## 为什么要查
    标准最高给3分、这一项却只有2分，得2分就说不清是满分还是扣了分；标准错了，按它打的分都没有依据。

    ## 怎么查
    标准里的最高分与该项分值比较，逐点列出的分值（①……，2分；②……，1分）相加与该项分值比较；列出的各点乘以每点扣分与分值比较（没有写“扣完为止”才报）；
    区间的主语与指标名称比较，写成表中另一项指标的报错误；管理一类指标的标准里写着经费、人员、采购的控制率、执行率的报警告；按数值分档的，看各档之间有没有空档、重叠（只提示）。

    ## 什么时候不报
    所列各点是几个档次，最高的一档就是该项分值；标准另用百分制、等次分（优秀（100））；扣分有“扣完为止”；两档之间写明按公式、按比例计算；整数写法的相邻两档（80-89、90-100）。

    ## 依据
    报告自己印出的分值和评分标准。
    """
    yield from _foreign(facts)
    titles: frozenset[str] | None = None
    for award, full in facts.marked:
        standard = award.standard
        if standard is None:
            continue
        above = excess(standard.rubric, full)
        if above is not None:
            part, points = above
            given = "最高给" if isinstance(part, Band) else "一次扣"
            sure = isinstance(part, Band)
            if points < 5 * full:  # else the standard counts on another scale
                message = f"{name(award)}的分值是 {plain(full)} 分，评分标准{given} {plain(points)} 分。"
                code, certainty = ("exceeds-full-marks", Certainty.CERTAIN) if sure else ("overdrawn", Certainty.LIKELY)
                yield _on_clauses(award, code, certainty, message, standard, [part])
            continue
        taken = overdraft(standard.rubric, full, standard.listed)
        if taken is not None:
            each = plain(taken / standard.listed)
            message = f"{name(award)}的分值是 {plain(full)} 分，所列 {standard.listed} 点每点扣 {each} 分，共可扣 {plain(taken)} 分，又没有写“扣完为止”。"
            sums = f"{standard.listed} × {each} = {plain(taken)} > {plain(full)}"
            yield _on_clauses(award, "overdrawn", Certainty.LIKELY, message, standard, [standard.rubric.steps[0]], sums)
        whole = listed_sum(standard.rubric, full)
        if whole is not None:
            message = f"{name(award)}的分值是 {plain(full)} 分，评分标准所列各点的分值相加为 {plain(whole)} 分。"
            yield _on_clauses(award, "listed-differs", Certainty.LIKELY, message, standard, standard.rubric.bands)
        foreign = foreign_bands(standard.rubric, award.names)
        if foreign and titles is None:
            titles = _titles(facts.awards)
        for band in [band for band, subject in foreign if subject in (titles or ())]:
            message = f"{name(award)}的评分标准里有一档写的是“{band.subject}”，这是另一项指标。"
            yield _on_clauses(award, "other-indicator", Certainty.CERTAIN, message, standard, [band])
        if standard.rubric.kind is not RubricKind.THRESHOLDS:
            continue
        for gap in gaps(standard.rubric):
            message = f"{name(award)}的评分标准没有规定 {plain(gap.low)}%—{plain(gap.high)}% 之间怎样计分。"
            yield _on_clauses(award, "gap", Certainty.QUERY, message, standard, gap.parts)
        for one, other in overlaps(standard.rubric):
            message = f"{name(award)}的评分标准有两档重叠，同一数值可得不同的分数。"
            yield _on_clauses(award, "overlap", Certainty.QUERY, message, standard, [one, other])


def _foreign(facts: Facts) -> Iterator[Finding]:
    """Standards that measure what is no matter of their indicator."""
    doubted = Certainty.LIKELY
    for statement in facts.statements("standard"):
        if "foreign" in statement.traits:
            message = f"“{statement.detail}”的评分标准里有“{statement.text}”，这是另一类指标，疑贴错了标准。"
            evidence = [Evidence("rubric", statement.span), *(Evidence(role, place) for role, place in statement.related)]
            yield Finding("other-indicator", doubted, SEVERITY_OF[doubted], message, tuple(once(evidence)), stated=statement.text)


def _titles(awards: Sequence[Award]) -> frozenset[str]:
    """What the indicators are called."""
    return frozenset([bare(title) for award in awards for title in award.names])


def _on_clauses(
    award: Award,
    code: str,
    certainty: Certainty,
    message: str,
    standard: Standard,
    parts: Sequence[Band | Step],
    arithmetic: str | None = None,
) -> Finding:
    """A finding whose first places are clauses of the standard."""
    first = [Evidence("rubric", clause(standard, part)) for part in parts]
    return of_award(award, code, certainty, message, first=first, arithmetic=arithmetic)
