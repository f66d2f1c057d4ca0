"""指标值应当与指标名称、描述说的是同一件事、同一个数。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.audit.facts import Facts
from auditor.audit.findings import of_claim
from auditor.audit.rule import rule
from auditor.audit.target_rows import BENEFITS, of_places, shown, unit_kind, value_of
from auditor.audit.target_sets import missing_classes
from auditor.model import Certainty, Checked, ClaimKind, Finding, Indicator, Kind, TargetTable

EXPLAINED = frozenset("ratio-anywhere question-name growth number-name duties-described fund-described works-listed".split())
REPEATED = 3  # rows whose description repeats the name before that is worth a note


@rule(
    "target-value",
    title="指标值与指标名称、描述不合",
    category="target-table",
    codes={
        "value-differs": "指标值与描述里的数不同",
        "ratio-inverted": "描述的比值颠倒",
        "name-twice": "一个指标名称有两个值",
        "other-description": "描述说的是别的指标",
        "question": "是非问句配了数值",
        "percent-of-nothing": "百分比没有分子分母",
        "description-repeats": "描述只是重复名称",
        "class-missing": "同类的表都有的指标类别，这张表没有",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """指标值应当与指标名称、描述说的是同一件事、同一个数。

    ## 为什么要查
    描述规定指标值怎么算。描述写“达到90%以上”、值写100%，年终完成95%算不算完成，就说不清了。

    ## 怎么查
    描述里给出目标数（达到、不低于、以上）而与指标值不同的；合格率、及时率的描述写成“计划与合格之比”，比值颠倒的；
    一张表里同一个名称出现两次、值或类别不同的；描述是别的指标的（使用年限的描述是及时率，降低成本的描述是受益率，及时率的描述是合规的比例）、是部门职责或资金管理要求的；
    是非问句配了数值的；效益指标写百分比却没有说谁占谁的；大半描述只是重复名称的；同一文件里其他表都有、这张表没有的指标类别。

    ## 什么时候不报
    描述里的数是增减幅度、单价、评分标准，或者不止一个；差在舍入之内；不同表中的同名指标；不同对象的满意度。
    表格有缺行、错列的，不说它少了哪一类指标。

    ## 依据
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效指标应当与绩效目标对应，指标值应当细化、可衡量。
    """
    for item in facts.broken(ClaimKind.TARGET_TABLE, "described"):
        yield _differs(item)
    for table in facts.extraction.target_tables:
        from auditor.audit.target_descriptions import inverted, other_description  # few reports have such tables

        for row in table.rows:
            finding = inverted(row) or other_description(row, table)
            if finding is not None:
                yield finding
        yield from _twice(table)
        yield from _notes(table)
    yield from missing_classes(facts.extraction.target_tables, "class-missing")


def _differs(item: Checked) -> Finding:
    claim, verdict = item.claim, item.verdict
    said = verdict.reading.terms[0].fact.quantity.text if verdict.reading is not None else ""
    certain = {"aimed", "same-topic"} <= claim.traits and claim.stated.quantity.kind is Kind.PERCENT
    message = f"指标描述写 {said}，指标值是 {claim.stated.quantity.text}，两个目标不同。"
    return of_claim(item, "value-differs", Certainty.CERTAIN if certain else Certainty.LIKELY, message)


def _twice(table: TargetTable) -> Iterator[Finding]:
    """One name with different values or under different classes."""
    named: dict[str, list[Indicator]] = {}
    for row in table.rows:
        if row.value is not None and row.kind != "satisfaction" and len(row.name) > 3 and not row.name.startswith("指标"):
            named.setdefault(row.name, []).append(row)
    for name, rows in named.items():
        first = rows[0]
        second = next((row for row in rows[1:] if value_of(row) != value_of(first) or row.kind != first.kind), None)
        if second is None:
            continue
        apart = f"值分别是{value_of(first)}和{value_of(second)}" if value_of(second) != value_of(first) else "分属两个类别"
        places = [("name", first.heading), ("name", second.heading)]
        places += [("stated", row.value[1]) for row in (first, second) if row.value is not None]
        yield of_places(places, "name-twice", Certainty.LIKELY, f"同一张表里{shown(name)}出现两次，{apart}，疑有一个名称写错。", name)


def _notes(table: TargetTable) -> Iterator[Finding]:
    """What is worth a question, once a table."""
    percent = [row for row in table.rows if unit_kind(row) is Kind.PERCENT and row.kind != "cost"]
    questions = [row for row in percent if "question-name" in row.traits and row.kind != "time"]
    empty = [row for row in percent if row.kind in BENEFITS and not row.traits & EXPLAINED]
    repeats = [row for row in table.rows if "repeats-name" in row.traits]
    if questions:
        yield _note(questions, "question", f"{_listed(questions)}是是非问句，值却是百分比，只有作为调查比例才说得通。")
    if empty:
        yield _note(empty, "percent-of-nothing", f"{_listed(empty)}的值是百分比，没有说明谁占谁的比例。")
    if len(repeats) >= REPEATED and len(repeats) * 3 >= len(table.rows) * 2:
        yield _note(
            repeats, "description-repeats", f"{len(table.rows)} 个指标中有 {len(repeats)} 个的描述只是重复名称，没有说明指标值怎样计算。"
        )


def _note(rows: Sequence[Indicator], code: str, message: str) -> Finding:
    return of_places([("name", row.heading) for row in rows], code, Certainty.QUERY, message)


def _listed(rows: Sequence[Indicator]) -> str:
    return "、".join(shown(row.name) for row in rows[:2]) + (f"等 {len(rows)} 个指标" if len(rows) > 2 else "")
