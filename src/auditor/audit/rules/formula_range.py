"""工作簿里的合计公式应把该加的都加上，显示的应是它算出的数。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, of_claim
from auditor.audit.rule import rule
from auditor.audit.tolerance import near
from auditor.model import Certainty, Checked, ClaimKind, Finding

CLOSE = Decimal("0.2")  # a total typed in that differs by more is hardly the sum of these rows
LONGEST_LABELS = 40  # characters of labels in a message


@rule(
    "formula-range",
    title="合计公式漏了行列，或者显示的不是算出的数",
    category="sum-mismatch",
    needs=(ClaimKind.FORMULA,),
    codes={
        "range-short": "合计公式没有把该加的单元格都算进去",
        "typed-over": "同一行（列）的合计都是公式，这一格是手工填的数，与各项之和不符",
        "text-number": "公式的范围里有存为文本的数，没有算进合计",
        "not-recalculated": "公式所列的单元格相加，不等于它显示的数",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """工作簿里的合计公式应把该加的都加上，显示的应是它算出的数。

    ## 为什么要查
    评分表、收支表多用 Excel 填报。在合计上面插一行、把公式改成数、从别处粘贴成“文本格式”的数，都会让合计悄悄少算，打印出来看不出来。

    ## 怎么查
    只看加总的公式（SUM、逐格相加、外面套 ROUND 的也认）。范围比同一行其他合计的公式短，或者与合计之间还隔着同类的行，漏掉的行不是“其中”、
    比率、上年数、另一个合计，把它们算进去又与显示的数不符，才报告。一格是手工填的数，同一行（列）至少两个合计是范围相同的公式，与同样范围的各项之和不符，报告。
    公式范围里有存为文本的数，报告。公式显示的数与所列单元格之和不符，报告。

    ## 什么时候不报
    按单元格里存的数（不是显示的舍入数）相加相符；漏掉的是零或空格；公式引用别的工作表；手工填的数与各项之和相差两成以上（多半不是合计）。

    ## 依据
    合计等于各项之和。引文是单元格，公式写在说明里。
    """
    for item in facts.broken(ClaimKind.FORMULA):
        traits, verdict = item.claim.traits, item.verdict
        if verdict.stated is None or verdict.computed is None:
            continue
        formula, left_out, labels = item.claim.cues[:3]
        which = f"{left_out}（{labels}）" if 1 < len(labels) <= LONGEST_LABELS else left_out
        if "short-range" in traits:
            certainty = Certainty.CERTAIN if "siblings" in traits else Certainty.LIKELY
            yield of_claim(item, "range-short", certainty, _told(item, f"公式 {formula} 没有算上 {which}，算上为"))
        elif "typed-over" in traits:
            if near(verdict.stated, verdict.computed, CLOSE):
                yield of_claim(item, "typed-over", Certainty.LIKELY, _told(item, f"是填的数；旁边的合计是公式（如 {formula}），照此相加为"))
        elif "text-number" in traits:
            yield of_claim(
                item, "text-number", Certainty.CERTAIN, _told(item, f"公式 {formula} 没有算上 {left_out}，那里的数存成了文本，算上为")
            )
        else:
            yield of_claim(item, "not-recalculated", Certainty.LIKELY, _told(item, f"公式 {formula} 所列单元格相加为"))


def _told(item: Checked, what: str) -> str:
    """What the cell shows, `what` it would be, and the difference."""
    claim, verdict = item.claim, item.verdict
    label, header = claim.cues[3:5]
    unit = claim.stated.quantity.unit
    place = f"“{label}”行" * (0 < len(label) <= LONGEST_LABELS) + f"“{header}”列" * (0 < len(header) <= LONGEST_LABELS)
    shown = f"表中{place}为 {claim.stated.quantity.digits}{unit}，"
    return f"{shown}{what} {amount(verdict.computed, unit)}，差 {amount(abs(verdict.difference or Decimal(0)), unit)}。"
