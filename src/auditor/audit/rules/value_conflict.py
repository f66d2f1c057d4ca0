"""同一个量在几处应当是同一个数。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import named, of_claim
from auditor.audit.rule import rule
from auditor.model import Certainty, Checked, ClaimKind, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from auditor.audit.witnesses import Witnesses

MOST_OPEN = 1  # components left open that a warning bears


@rule(
    "value-conflict",
    title="同一个量前后不一致",
    category="value-conflict",
    needs=(ClaimKind.VALUE,),
    codes={
        "table-differs": "正文与附表的同一金额不同",
        "value-differs": "同一个量在两处数值不同",
        "value-doubtful": "看来是同一个量，两处数值不同",
        "one-closes": "看来是同一个量，两处数值不同，只有一个与报告里的算式相符",
        "digits-swapped": "名称相同的两个数，只有相邻两位数字颠倒",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """同一个量在几处应当是同一个数。

    ## 为什么要查
    正文、指标说明和附表往往由不同的人在不同的时候写成，改了一处忘了另一处；相隔几页的两个数，逐字读也不容易发现。

    ## 怎么查
    给每个有名称的数定出五项：说的是什么、谁的（村、校、项目、资金来源）、哪个期间、什么口径（年初预算、调整后、到位、执行、目标、完成）、
    什么单位。名称去掉“全年共、完成、面积、数量”一类虚词，认得常见的简称和语序。五项都相同而数值不同的报告；正文与附表的金额，
    期间、口径都写明的，报错误；表中完成值低于目标，正文说到完成情况时却写着目标值的，指标表的完成值在正文里紧跟着同一名称写成另一个数的，正文重复自评表的指标名而数写错一位、写反两位的，结论的满意度与唯一一次问卷算出的不同的，报警告；其余报警告；两项没有写明的，只作提示。报告里写出哪些项看作相同，哪些没有写明。

    一张表里有两行以上正文都说对了，另一行的名称后面却是行里没有的数，报警告；目标表写明的项目预算与正文紧跟项目名称的金额也比较。

    五位以上的数在别处只差相邻两位颠倒，名称有大半相同，或者旁边的数相同，无论哪种文件都报警告：这样的巧合极少。三四位的数名称相同才报，预算报告等除外。
    部门预决算说明里“某某（项）”的数，与各表同名科目的行都不同、又只错一位或写反两位的，报警告；同一条说明里一个科目写了两个预算数、其余各条前后相同的，报错误；同一财政拨款数的增减额写了三处以上、一处不同的，报警告。
    名称不尽相同、口径没有写明的，看报告自己的算式：两个数里只有一个能与别处的数相加、相除得出写明的结果，报警告。

    名称和计划数都相同而完成数不同，“收入某数以上的村”这样同一档的个数不同，报警告。

    ## 什么时候不报
    只差舍入；年初预算与调整后、到位与支出、目标与完成；同一个算式里的部分与总数；累计与当年，上年、部分月份；另一个村、另一个项目；其中、人均、增减额；
    同一张清单里并列的各项；今后的计划；预算报告、统计公报和政府工作报告（同名的数太多；数字颠倒除外）。

    ## 依据
    评价报告质量考核：数据前后一致、表述准确。
    """
    witnesses: Witnesses | None = None
    for item in facts.broken(ClaimKind.VALUE, "told-twice"):
        open_ones = sum(1 for trait in item.claim.traits if trait.startswith("open-"))
        if "loose" in item.claim.traits or open_ones > MOST_OPEN:
            witnesses = witnesses or _witnesses(facts)
            if witnesses.parts(item):
                continue
            arithmetic = witnesses.for_one(item)
            if arithmetic:
                yield of_claim(item, "one-closes", Certainty.LIKELY, f"{_message(item)}其中一个与别处相符：{arithmetic}。")
            elif "loose" not in item.claim.traits:
                yield of_claim(item, "value-doubtful", Certainty.QUERY, _message(item))
        elif "target-told" in item.claim.traits:
            yield of_claim(item, "value-differs", Certainty.LIKELY, _target_told(item))
        elif "note" in item.claim.traits:
            yield of_claim(item, "value-differs", Certainty.CERTAIN, _message(item))
        elif "swapped" in item.claim.traits:
            yield of_claim(item, "digits-swapped", Certainty.LIKELY, _swapped(item))
        elif open_ones == 0 and item.claim.traits >= {"table", "money"}:
            yield of_claim(item, "table-differs", Certainty.CERTAIN, _message(item))
        else:
            yield of_claim(item, "value-differs", Certainty.LIKELY, _message(item))


def _witnesses(facts: Facts) -> Witnesses:
    """What the arithmetic of the report says; asked where names alone do not decide."""
    from auditor.audit.witnesses import Witnesses

    return Witnesses(facts)


def _message(item: Checked) -> str:
    claim, reading = item.claim, item.verdict.reading
    other = reading.terms[0].fact.quantity.shown if reading is not None else ""
    _, equal, left_open = claim.cues
    told = f"{named(claim.stated, '同一个量')}一处为 {claim.stated.quantity.shown}，另一处为 {other}"
    return f"{told}；两处{equal}相同" + (f"，{left_open}没有都写明。" if left_open else "。")


def _target_told(item: Checked) -> str:
    other = item.verdict.reading.terms[0].fact.quantity.shown if item.verdict.reading is not None else ""
    return f"{named(item.claim.stated, '同一个量')}在正文里写 {item.claim.stated.quantity.shown}，与目标值相同；表中的完成值是 {other}。"


def _swapped(item: Checked) -> str:
    claim, reading = item.claim, item.verdict.reading
    other = reading.terms[0].fact.quantity.shown if reading is not None else ""
    return f"{named(claim.stated, '同一个量')}一处为 {claim.stated.quantity.shown}，另一处为 {other}，只有相邻两位数字颠倒。"
