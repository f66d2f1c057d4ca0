"""满分要有达到目标的依据，扣分要有没有做到的依据。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.awards import full_marks, is_full, is_short, is_value_times_weight, met, name, of_award, once
from auditor.audit.facts import Facts
from auditor.audit.own_standards import against_words
from auditor.audit.rubric import evaluate
from auditor.audit.rule import rule
from auditor.audit.shortfalls import admitted_faults, admitted_problems, is_plain, outputs_at_full_marks
from auditor.audit.verify import plain
from auditor.model import SEVERITY_OF, Award, Certainty, Evidence, Finding

OF_VALUE = frozenset({"copied", "blank", "valueless", "wordy"})  # what is said of the result where its value is not told
MOST_SHOWN = 6  # scores that are pointed at where all are meant


@rule(
    "unsupported-score",
    title="得分没有依据",
    category="unsupported-score",
    codes={
        "full-but-short": "没有达到目标，却得满分",
        "full-but-late": "晚于时限完成，却得满分",
        "full-despite-problem": "承认这方面有问题，却得满分",
        "full-despite-fault": "承认出过这类问题（误期、返工、超概算、账实不符），考核它的指标却得满分",
        "full-but-lower": "完成情况比指标值低一档（明显、较明显），却得满分",
        "without-standard": "别的指标都印了评分标准，这一项没有，却得满分",
        "full-despite-shortfall": "承认有目标没有完成，产出指标却全部满分",
        "without-value": "比率指标没有数值，照抄定义或空着，却得分",
        "value-not-told": "比率指标没有写出数值",
        "deducted-but-met": "已达到目标，却扣了分，没有写原因",
        "deducted-without-fault": "自评文字逐条写符合，却扣了分",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """满分要有达到目标的依据，扣分要有没有做到的依据。

    ## 为什么要查
    没有达到目标而得满分、达到目标而扣分，复核时都要改。财政系统对前一种直接拦截，对后一种必须填写原因。

    ## 怎么查
    完成值没有达到目标值、完成日期晚于时限而得满分；“存在的问题”里说的正是这项指标（“绩效指标设置不够科学”与“绩效指标科学性”满分）；
    承认“编制不够精准”而“编制科学性”满分，承认难以量化而标准要求量化的；完成情况比指标值低一档（明显、较明显）、别的指标都印了标准而这一项没有，却得满分（只提示）；
    “存在的问题”里写了误期、返工、超概算、账实不符、挪用一类的事实，考核这类事的指标（时效、质量、成本、资产管理、资金使用）却得满分
    （标准写明有一处就扣分的、考核的正是那件事的、写明了数量而指标没有写出完成值的，报警告；其余只提示）；
    承认有绩效目标没有完成，产出指标却个个满分；名称是“……率”的指标照抄定义、没有数值就得分，或者完成值一栏空着就得满分；
    达到目标却扣分，偏差原因又是空的；完成情况与指标值写得一样、偏差原因写“无”，却扣了分；自评文字逐条写“符合”“不存在”，却没有得满分。都报警告。

    ## 什么时候不报
    写了偏差原因的；方向看不出的（成本、时限等没有写≤）；比率用“全部”“均”等说明的；重算不符的（见 score-rubric）。

    ## 依据
    《项目支出绩效评价管理办法》（财预〔2020〕10号）：未完成绩效目标的应当扣分，偏离目标的应当说明原因。
    """
    full_of = {id(award): full for award, full in facts.marked}
    for award in facts.awards:
        if id(award) in full_of and "bonus" not in award.traits:
            if award.value is not None and award.target is not None:
                yield from _against_target(award)
            if award.due is not None:
                yield from _against_deadline(award)
            if "met-in-words" in award.traits and is_short(award) and award.standard is None:
                message = f"{name(award)}的完成情况与指标值写得一样，偏差原因写“无”，却扣了分。"
                yield of_award(award, "deducted-but-met", Certainty.LIKELY, message, computed=full_marks(award))
        if not award.traits.isdisjoint(OF_VALUE):
            yield from _without_value(award)
        if "all-met" in award.traits and is_short(award) and award.value is None:
            message = f"{name(award)}的自评文字逐条写“符合”“不存在”，没有一处说到扣分的事实，却没有得满分。"
            yield of_award(award, "deducted-without-fault", Certainty.LIKELY, message, computed=full_marks(award))
    problems, praised = admitted_problems(facts)
    if problems:
        said = "”“".join(problem.text for problem in problems)
        message = f"报告承认“{said}”，{'、'.join(name(award) for award in praised)}却得满分。"
        yield _on_all("full-despite-problem", message, [Evidence("problem", problem.span) for problem in problems], praised)
    yield from against_words(facts, praised)
    for fault, awards in admitted_faults(facts):
        plainly = [award for award in awards if is_plain(fault, award)]
        sure = Certainty.LIKELY if plainly else Certainty.QUERY
        named = "、".join(name(award) for award in plainly or awards)
        message = f"“存在的问题”里说“{fault.text}”，考核{fault.detail}的{named}却得满分；除非不在考核范围之内。"
        yield _on_all("full-despite-fault", message, [Evidence("problem", fault.span)], plainly or awards, sure)
    shortfalls, outputs = outputs_at_full_marks(facts)
    if shortfalls:
        message = f"报告承认“{shortfalls[0].text}”，产出指标却全部得满分（{len(outputs)} 项）；除非没有完成的目标不在这些指标之内。"
        groups = [award.group_place for award in outputs if award.group_place is not None]
        told = [place for statement in shortfalls for place in (statement.span, *(span for _, span in statement.related))]
        places = [Evidence("claim", place) for place in told] + [Evidence("indicator", place) for place in groups]
        yield _on_all("full-despite-shortfall", message, places, [] if groups else outputs[:MOST_SHOWN])


def _against_target(award: Award) -> Iterator[Finding]:
    fits = met(award)
    if award.value is None or award.target is None or fits is None or "explained" in award.traits:
        return
    actual, target, full = award.value.quantity.text, award.target.quantity.text, full_marks(award)
    if not fits and is_full(award) and not _earned(award):
        message = f"{name(award)}的目标是 {target}，完成 {actual}，没有达到目标，却得满分 {plain(full) if full else ''} 分。"
        yield of_award(award, "full-but-short", Certainty.LIKELY, message)
    elif fits and is_short(award) and award.account is None and not is_value_times_weight(award) and award.standard is None:
        message = f"{name(award)}的目标是 {target}，完成 {actual}，已达到目标，却扣了分，也没有写原因。"
        yield of_award(award, "deducted-but-met", Certainty.LIKELY, message, computed=full)


def _against_deadline(award: Award) -> Iterator[Finding]:
    if award.due is None or award.done is None or award.done[0] <= award.due[0] or not is_full(award) or "explained" in award.traits:
        return
    message = f"{name(award)}的时限是 {award.due[0]}，{award.done[0]} 才完成，晚于时限，却得满分。"
    yield of_award(award, "full-but-late", Certainty.LIKELY, message)


def _earned(award: Award) -> bool:
    """Whether the printed standard gives full marks for this very result: ≥95%得满分, though the target was 98 %."""
    full = full_marks(award)
    if award.standard is None or full is None or award.value is None:
        return False
    earned = evaluate(award.standard.rubric, full, award.value.quantity.value)
    return earned is not None and earned >= full


def _without_value(award: Award) -> Iterator[Finding]:
    if not any(score.quantity.value > 0 for score in award.scores):
        return
    if "copied" in award.traits and award.value is None:
        message = f"{name(award)}的自评只是照抄指标的定义，没有写出数值，却得分。"
        yield of_award(award, "without-value", Certainty.LIKELY, message)
    elif "blank" in award.traits and is_full(award):
        yield of_award(award, "without-value", Certainty.LIKELY, f"{name(award)}的目标是数值，完成值一栏空着，却得满分。")
    elif award.value is None and ("valueless" in award.traits or ("wordy" in award.traits and is_full(award))):
        yield of_award(award, "value-not-told", Certainty.QUERY, f"{name(award)}没有写出数值，得分的依据看不出来。")


def _on_all(code: str, message: str, first: list[Evidence], awards: list[Award], sure: Certainty = Certainty.LIKELY) -> Finding:
    """A finding on what the report admits, and on several awards at once."""
    scores = [Evidence("score", score.span) for award in awards for score in award.scores]
    return Finding(code, sure, SEVERITY_OF[sure], message, tuple(once([*first, *scores])))
