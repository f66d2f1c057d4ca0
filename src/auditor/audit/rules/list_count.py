"""写明的个数应等于随后列出的项数。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, of_claim
from auditor.audit.rule import rule
from auditor.model import Certainty, ClaimKind, Finding

LONGEST_NOUN = 12  # characters of what is counted that a message repeats


@rule(
    "list-count",
    title="写明的个数与列出的项数不符",
    category="count-mismatch",
    needs=(ClaimKind.COUNT,),
    codes={"count-differs": "列举清楚，项数不等于写明的个数", "count-doubtful": "项数看来不等于写明的个数"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """写明的个数应等于随后列出的项数。

    ## 为什么要查
    机构、项目、任务的个数常从旧稿沿用，名单却更新过；个数不对，后面的占比、人均也跟着错。

    ## 怎么查
    找“下设9个科室：……”“3个项目（分别是……）”“以下五方面工作：”“8个项目，见下表”这样先报个数再列名单的说法，
    以及“甲村、乙村、丙村三个村”这样先列名单再报个数的说法，数出名单的项数。名单可以在同一句、后面编号的各段或带序号的表里；
    附表的合计与句中金额（两个，或一个位数够多的项目支出额）相同的，句中的项目个数也与附表的行数比较。“全部村……18个村……，其余6个村”这样分述的，与别处写明的总数比较；“优”的几个、“良”的几个，与前面写明的总数比较；
    表里各行都叫“……社区”“……村”的，行数与文中几个社区、几个村比较，文中有一处相符就算相符。
    “存在……等5个方面的问题”与“存在的问题”一章的条数比较；“分布在甲镇、乙镇各2个，丙乡1个”把各地的个数相加；正文或汇总表写的指标个数与指标表的行数比较。
    项目里的“和、及”既可能连着两项，也可能是一个名称的一部分，两种数法都试，有一种相符就算相符。

    ## 什么时候不报
    以“等”结尾的列举；个数是约数；名单切得开几种样子而其中一种相符；同一句里有几个个数，分不清名单属于哪一个；
    个数与项数相差太大（多半说的不是一回事）；先列后数而各项说法不一律。

    ## 依据
    评价报告质量考核：数据前后一致、表述准确。
    """
    for item in facts.broken(ClaimKind.COUNT):
        claim = item.claim
        if "groups" in claim.traits:
            message = (
                f"写明共 {claim.stated.quantity.text}，分述的各部分相加为 {amount(item.verdict.computed, claim.stated.quantity.unit)}。"
            )
            if "spread" in claim.traits:
                yield of_claim(item, "count-doubtful", Certainty.LIKELY, message)
            else:
                yield of_claim(item, "count-differs", Certainty.CERTAIN, message)
            continue
        plain, announced, ahead = ("plain" in claim.traits, "announced" in claim.traits, "before" in claim.traits)
        if not (announced or plain or ahead):
            continue
        certainty = Certainty.CERTAIN if plain and announced and "amounts" not in claim.traits else Certainty.LIKELY
        noun = claim.stated.what if len(claim.stated.what) <= LONGEST_NOUN else ""
        counts = sorted({len(reading.items) for reading in claim.readings})
        listed = f"{min(counts)} 项" if len(counts) == 1 else f"{min(counts)}～{max(counts)} 项（“和”“及”、逗号所连的可算一项，也可算两项）"
        where = (
            f"“{claim.cues[0]}”一章"
            if "chapter" in claim.traits and "sections" not in claim.traits
            else "表中"
            if "table" in claim.traits
            else "前面"
            if ahead
            else "随后"
        )
        message = f"写明 {claim.stated.quantity.text}{noun}，{where}列出的是 {listed}。"
        finding = of_claim(item, "count-differs" if certainty is Certainty.CERTAIN else "count-doubtful", certainty, message)
        if "table" in claim.traits:  # numbered rows: the number and the last row say it all
            finding = finding._replace(evidence=(finding.evidence[0], finding.evidence[-1]))
        yield finding
