"""得分应当是印出的评分标准给得出来的分数。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.audit.awards import (
    after_faults,
    agree,
    full_marks,
    is_short,
    is_value_times_weight,
    met,
    name,
    national_scores,
    of_award,
    one_score,
    rounded,
    told_points,
    unreachable,
)
from auditor.audit.execution import conflicting_rates
from auditor.audit.facts import Facts
from auditor.audit.measured import unearned
from auditor.audit.rubric import agrees, can_give, earns, is_on_scale, lowest
from auditor.audit.rule import rule
from auditor.audit.verify import plain
from auditor.model import Award, Certainty, Finding, Operation, Rubric, RubricKind, Standard


@rule(
    "score-rubric",
    title="得分与评分标准不符",
    category="score-rubric",
    codes={
        "unreachable": "按评分标准只能得几个固定的分数，得分不在其中",
        "unreachable-listed": "所列各点的分值怎样相加都得不出这个分数",
        "unreachable-step": "按评分标准的扣分步长得不出这个分数",
        "below-lowest": "所列各点全部扣分，也扣不到这么低",
        "faults-differ": "按写明的问题个数逐个扣分，得分不符",
        "score-differs": "按评分标准和写明的数值重算，得分不符",
        "value-elsewhere": "按评分标准和别处写明的数值重算，得分不符",
        "value-derived": "按评分标准和文中的数算出的数值重算，得分不符",
        "value-times-weight": "已达到目标，却按完成值乘以分值计分",
        "implied-rate": "按得分倒推出的执行率与另一项指标倒推出的不相容",
        "not-proportional": "未达到目标，得分与按比例计分的结果不同",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """得分应当是印出的评分标准给得出来的分数。

    ## 为什么要查
    评分标准写明“一项不符合扣0.5分”“符合其中三项（2）”，得分就只能是其中几个数。得出别的分数，说明没有按标准打分。

    ## 怎么查
    把印出的评分标准读成几种形式：全有全无；每项、每个百分点扣若干分（包括“扣分值的十分之一”）；按符合项数、按优良等次、按数值区间给分；
    逐点列出分值（①……，2分；②……，1分）；两个界限之间按公式计算；分值乘以完成比率。据此算出可能的得分，不在其中的报错误（按百分点扣分的、逐点列出分值的报警告）。
    报告写明了数值（执行率、满意度）的，按标准重算，不符的报错误；这一项没有写数值、全文只有一处以同一名称写明的，也报错误；
    标准按个数扣分、这一项写明了几处问题的，逐个扣分核对，不符的报警告；
    能用文中的数按通行公式算出的（在职人员控制率、“三公”经费变动率等），不符的报警告。得分在表格里、在正文里（“故此项得7分”）都算。
    没有印出标准的，用全国通行的比例计分法核对，只提示，表下印了“按完成值与指标值的比例计分”的报警告；“完成值×分值”的常见误算报警告。

    ## 什么时候不报
    标准没有完全读懂（“酌情扣分”等）；得分是重算结果四舍五入或去尾；加分项；界限之间怎样计分没有写明。

    ## 依据
    报告自己印出的评分标准；《项目支出绩效评价管理办法》（财预〔2020〕10号）关于定量指标得分的规定。
    """
    for award, full in facts.marked:
        if not award.scores or "bonus" in award.traits:
            continue
        if award.standard is not None:
            yield from _by_standard(award, award.standard, full)
        elif "unread" not in award.traits:
            yield from _by_national_rule(award)
    for one, other, arithmetic in conflicting_rates(facts.marked):
        message = f"按印出的公式，{name(one)}的得分说明的执行率，与{name(other)}的得分说明的不相容；除非两处口径不同。"
        beside = [("other", fact.span) for fact in other.scores] + [("other", place) for place in other.places]
        award = one._replace(related=(*one.related, *beside))
        yield of_award(award, "implied-rate", Certainty.LIKELY, message, arithmetic=arithmetic)


def _by_standard(award: Award, standard: Standard, full: Decimal) -> Iterator[Finding]:
    rubric = standard.rubric
    first, *others = [score.quantity.value for score in award.scores]
    values = [first, *[value for value in others if value != first]]  # one, in most cases: the table and the text tell the same
    off = [value for value in values if value <= full and not can_give(rubric, full, value)]
    if off:
        if is_on_scale(rubric, full):
            yield from unreachable(award, standard, [score for score in award.scores if score.quantity.value in off], full)
        return
    if min(values) < (floor := lowest(rubric, full, standard.listed)):
        low = [score for score in award.scores if score.quantity.value < floor]
        message = f"{name(award)}的评分标准列了 {standard.listed} 点，全部不符合也还有 {plain(floor)} 分，却只得 {plain(low[0].quantity.value)} 分。"
        yield of_award(award, "below-lowest", Certainty.LIKELY, message, scores=low, computed=floor)
        return
    told = after_faults(award, rubric, full)
    if told is not None:
        words, left = told
        message = f"{name(award)}{words}，按评分标准逐个扣分应得 {plain(left)} 分；除非还有没写出的问题。"
        yield of_award(award, "faults-differ", Certainty.LIKELY, message, computed=left)
        return
    if award.value is None and award.readings and is_on_scale(rubric, full):
        yield from _by_other_numbers(award, rubric, full)
    if award.value is None or (award.target is not None and (rubric.kind is RubricKind.RATE or met(award) is not None)):
        return
    value = award.value.quantity
    fitting = [score for score in award.scores if score.quantity.value <= full]  # a score above the full marks is score-range's
    wrong = [score for score in fitting if agrees(score.quantity, rubric, full, value) is False]
    if wrong and is_on_scale(rubric, full):
        earned = earns(rubric, full, value.value)
        assert earned is not None  # else nothing could disagree with it
        message = f"{name(award)}为 {value.text}，按评分标准应得 {told_points(earned)} 分，却得 {plain(wrong[0].quantity.value)} 分。"
        yield of_award(award, "score-differs", Certainty.CERTAIN, message, scores=wrong, computed=one_score(earned))


def _by_other_numbers(award: Award, rubric: Rubric, full: Decimal) -> Iterator[Finding]:
    """A score against the value that the report gives elsewhere: an error where it is told, a warning where it was computed."""
    found = unearned(award, rubric, full)
    if found is None:
        return
    result, points = found
    told = result.reading is not None and result.reading.operation is Operation.EQUAL
    code, sure = ("value-elsewhere", Certainty.CERTAIN) if told else ("value-derived", Certainty.LIKELY)
    where = f"别处写明为 {result.written}" if told else f"按文中的数是 {result.written}"
    message = f"{name(award)}{where}，按评分标准应得 {told_points(points)} 分，却得 {plain(award.scores[0].quantity.value)} 分。"
    yield of_award(award, code, sure, message, computed=one_score(points), arithmetic=None if told else result.written)


def _by_national_rule(award: Award) -> Iterator[Finding]:
    if is_value_times_weight(award):
        full = full_marks(award)
        message = f"{name(award)}已达到目标，应得满分；所得分数等于完成值乘以分值，应为完成值除以目标值再乘以分值。"
        yield of_award(award, "value-times-weight", Certainty.LIKELY, message, computed=full)
    elif met(award) is False and is_short(award):
        usual = national_scores(award)
        printed = "proportional" in award.traits and len(usual) == 1  # of a reverse indicator the note does not tell the formula
        if (
            not usual
            or ("explained" in award.traits and not printed)
            or any(agree(score.quantity, exact) for exact in usual for score in award.scores)
        ):
            return
        if printed:
            message = f"{name(award)}没有达到目标，按表下说明的完成比例应得 {rounded(usual[0])} 分。"
            yield of_award(award, "not-proportional", Certainty.LIKELY, message)
        else:
            message = f"{name(award)}没有达到目标，得分与按完成比例计算的不同；请说明怎样扣分。"
            yield of_award(award, "not-proportional", Certainty.QUERY, message)
