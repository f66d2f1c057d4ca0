"""称已完成、已达标的，完成值不应低于目标值。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.awards import is_short
from auditor.audit.facts import Facts
from auditor.audit.findings import of_claim, of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Checked, ClaimKind, Finding, Kind, Span

AHEAD = 40  # characters from a result to the words that expect more of it
NEAR = 160  # characters between a result and what admits that it is too low


@rule(
    "below-target",
    title="完成值未达到目标值",
    category="below-target",
    codes={
        "met-but-short": "称完成或达标，完成值却未达到目标值",
        "exceeded-but-short": "称超额完成，完成值却未达到目标值",
        "short": "完成值未达到目标值，报告没有说明",
        "all-met-but-short": "总结称全部完成，别处的完成率不足100%，或表中有没达到的目标",
        "still-going-on": "进度写100%，同一句却说仍在推进",
        "partly-finished": "进度写100%，同一句却说部分完工",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """称已完成、已达标的，完成值不应低于目标值。

    ## 为什么要查
    “完成指标要求”“超出预期”是评分的结论，数值却没有达到目标，结论就没有依据。

    ## 怎么查
    把完成值与目标值按指标的方向比较：多数指标越大越好；成本、事故、返贫率、“控制在……以内”的越小越好。
    报告称完成、达标、超额而数值未达到的报错误；报告没有下结论、也没有承认未完成的报警告。
    目标列成一串（“年度绩效目标为：……”“任务分解如下：”）的，按名称与别处的完成值核对；评分时已扣分的只作提示。
    总结称全部完成、“某某均按计划完成”“甲、乙均达到目标”，别处写的完成率不足100%、完成值低于目标值的，报错误；
    “各乡镇成活率均达到85%以上”，表中这一列有低于85%的，“满意度达到90%以上”而同名的满意度别处更低的，
    “项目全部按时完成”而按时完成率不足100%的，“由86%提高到91%，达到目标”而目标更高的，也报错误；名称不全同的报警告。
    进度写100%，同一句又说“部分已推进”的，也报警告。

    ## 什么时候不报
    报告自己承认未完成（见 admitted-shortfall）；写了完成率的（见 completion-rate）；“基本达到”的；目标与完成值单位不同的；
    完成值是约数的；支出少于计划安排的资金；紧接着写了原因的、已扣分的只作提示；完成值是年中的数、后面写着预计能够完成的（见 part-year）。

    ## 依据
    《项目支出绩效评价管理办法》（财预〔2020〕10号）：未完成绩效目标的须说明原因和改进措施。
    """
    told: list[Span] = []  # words that a target and its result deny already
    for item in facts.broken(ClaimKind.TARGET):
        claim, verdict = item.claim, item.verdict
        if verdict.reading is None or claim.traits & {"admitted", "partly"}:
            continue
        target = verdict.reading.terms[0].fact.quantity.text
        actual = claim.stated.quantity.text
        told += [span for role, span in claim.related if role == "claim"] if claim.traits & {"exceeded", "met"} else []
        if "exceeded" in claim.traits:
            yield of_claim(
                item, "exceeded-but-short", Certainty.CERTAIN, f"目标是 {target}，实际是 {actual}，未达到目标，报告却称“{claim.cues[0]}”。"
            )
        elif "met" in claim.traits:
            yield of_claim(
                item, "met-but-short", Certainty.CERTAIN, f"目标是 {target}，实际是 {actual}，未达到目标，报告却称“{claim.cues[0]}”。"
            )
        elif (claim.stated.quantity.kind is Kind.PERCENT or "reverse" not in claim.traits) and not _is_interim(item, facts):
            known = not claim.traits.isdisjoint({"scored", "reasoned"}) or _is_known(
                item, facts
            )  # marks were taken off, or it is admitted elsewhere
            certainty = Certainty.QUERY if known else Certainty.LIKELY
            message = "请核对评分和原因说明是否与此一致" if known else "报告没有说明未完成的原因"
            yield of_claim(item, "short", certainty, f"目标是 {target}，实际只有 {actual}，{message}。")
    for statement in facts.statements("all-done"):
        if any(statement.span.start <= span.start and span.end <= statement.span.end for span in told):
            continue
        told.append(statement.span)
        short = f"别处却有没达到的：{statement.detail}" if "values" in statement.traits else f"报告别处写的完成率却是 {statement.detail}"
        certainty = Certainty.LIKELY if "loose" in statement.traits else Certainty.CERTAIN
        yield of_statement(statement, "all-met-but-short", certainty, f"这里称“{statement.text}”，{short}。")
    for statement in facts.statements("state"):
        if "going-on" in statement.traits:
            yield of_statement(statement, "still-going-on", Certainty.LIKELY, f"进度写 {statement.detail}，同一句却说“{statement.text}”。")
        else:
            yield of_statement(
                statement,
                "partly-finished",
                Certainty.QUERY,
                f"进度写 {statement.detail}，同一句却说“{statement.text}”；若指“工程这部分”已完工则不矛盾。",
            )


def _is_interim(item: Checked, facts: Facts) -> bool:
    """Whether a result is one of part of the year, or is followed by what is expected at its end: then part-year tells it."""
    span = item.claim.stated.span
    places = [
        place for statement in facts.statements("part-year") for place in (statement.span, *(other for _, other in statement.related))
    ]
    return any(place.start - AHEAD <= span.start <= place.end for place in places)


def _is_known(item: Checked, facts: Facts) -> bool:
    """Whether the report knows of a result below its target: it took marks off for it, or admits it close by."""
    actual, span = item.claim.stated.quantity, item.claim.stated.span
    for award in facts.awards:
        value = award.value.quantity if award.value is not None else None
        if (
            value is not None
            and value.kind is actual.kind
            and abs(value.value - actual.value) < max(value.step, actual.step)
            and is_short(award)
        ):
            return True
    return any(abs(statement.span.start - span.start) < NEAR for statement in facts.statements("shortfall"))
