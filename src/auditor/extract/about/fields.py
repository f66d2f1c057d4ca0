"""Report fields: title, unit, county, year, staff, budget and final accounts, total score and grade, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.about.names import find_names
from auditor.extract.about.staffing import Staffing, chosen, staffing_claims
from auditor.extract.lines import Line
from auditor.extract.relations.execution_rates import execution_rate
from auditor.extract.stops import Stops
from auditor.model import Claim, ClaimKind, Fact, Field, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

Rows = Sequence[Sequence[Line]]

# Field → what the label of its amount ends in, apart from 数, 额, 合计 behind it.
AMOUNTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("income_final", ("决算收入", "收入决算", "总收入", "本年收入", "收入合计", "收入总计", "收入总额")),
    ("income_budget", ("预算收入", "收入预算", "预算安排收入")),
    (
        "final_accounts",
        ("决算支出", "支出决算", "总支出", "支出合计", "支出总计", "支出总额", "执行数", "实际支出", "实现支出", "全年支出", "本年支出"),
    ),
    ("adjusted_budget", ("调整后预算", "调整预算", "预算调整数", "调整后的预算")),
    ("full_year", ("全年预算",)),
    ("budget", ("支出预算", "预算支出", "年初预算", "预算总额", "预算资金", "预算安排", "年初批复预算")),
    ("basic_expenditure", ("基本支出",)),
    ("project_expenditure", ("项目支出",)),
    ("personnel_expenditure", ("人员经费", "人员支出")),
    ("public_expenditure", ("公用经费", "公用支出")),
)
ENDINGS = tuple(ending for _, endings in AMOUNTS for ending in endings)
BEHIND = ("合计", "总计", "总额", "数", "额")
ENDED = compiled(f"(?:{'|'.join(ENDINGS)})(?:{'|'.join(BEHIND)})?$")
BEHIND_LABEL = compiled(f"(?:{'|'.join(BEHIND)})$")
LAST = frozenset(word[-1] for word in (*ENDINGS, *BEHIND))
LEFT_OVER = ("结转", "结余")
# Amounts of something smaller or larger than the unit's own budget.
NOT_OWN = compiled(
    "三公|接待|用车|出国|培训|会议|采购|机关运行|基金|国有资本|保险|集体|农民|村民|农村|企业|合作社|债券|转移性|盘活|全市|全县|全省"
    "|每|人均|增加|减少|追加|调增|调减|超"
)
OF_SUBJECT = compiled("[（(][类款项][）)]")  # an item of the functional classification
OF_SMALL_COSTS = compiled("三公|接待|用车|出国|培训费|会议费|采购|机关运行|社会保险|国有资本")
IN_PART = compiled("一般公共|财政拨款|基本支出|项目支出|人员|公用|预算内")  # parts of the whole budget
OTHER_YEAR = compiled("上年|去年|同期|下年|明年")
YEAR = compiled("((?:19|20)\\d{2})\\s*年")
# The kinds of document that speak of the budget of one unit.
OF_ONE_UNIT = frozenset({"self-evaluation", "evaluation-report", "score-table", "final-accounts", "budget"})
SCORED_KINDS = frozenset({"self-evaluation", "evaluation-report", "score-table"})
PARTS = frozenset({"basic_expenditure", "project_expenditure", "personnel_expenditure", "public_expenditure"})
GRADE = compiled(
    '(?:等级|等次|级别|档次|结论|评定)[^\\W\\d]{0,6}?(?:为|是|：|:)?\\s*[“"‘]?(优秀|良好|合格|不合格|优|良|中|差|较差|一般)(?![^\\W\\d]{0,2}(?:以上|的标准)|[、，,]\\s*[“"‘]?[良中差])'
)
SCORED = ("得分", "总分", "评分", "绩效得", "自评得", "评价得", "最终得")
NOT_IN_ALL = ("满分", "此项", "该项", "本项", "指标得", "单项")
TOTAL_ROW = compiled("^(?:自评|综合|评价|绩效)?(?:总分|总得分|得分合计|合计得分|合计|总计|得分)(?:[（(][^）)]*[）)])?[：:]?$")
LEAST_TOTAL = 40  # a total score is out of 100
STOPS = Stops("，。；、,;：:（(）)")
LIGHT = "为是达共约 ：:"  # may stand between a label and its amount
SENTENCES = Stops("。；")


def read_fields(
    lines: Sequence[Line],
    tables: Sequence[Rows],
    kinds: Sequence[str],
    year: int | None,
    year_line: Line | None,
    year_span: tuple[int, int],
    staffing: Sequence[Staffing],
) -> tuple[dict[str, Field], dict[str, Fact]]:
    """The fields with their places, and the amounts among them as facts. `tables` are rows of scanned cells."""
    fields: dict[str, Field] = dict(find_names(lines, tables))
    facts: dict[str, Fact] = {}
    if OF_ONE_UNIT.intersection(kinds):
        facts = _amounts(lines, year)
        fields.update({name: Field(fact.quantity.digits, fact.span, fact.quantity.unit) for name, fact in facts.items()})
        if SCORED_KINDS.intersection(kinds):
            _score_and_grade(lines, tables, fields)
        limit, staff = chosen(staffing)
        if len(limit) == 1:
            facts["establishment"] = limit[0]
        if staff is not None:
            facts["staff"] = staff
        fields.update(
            {
                name: Field(facts[name].quantity.digits, facts[name].span, facts[name].quantity.unit)
                for name in ("establishment", "staff")
                if name in facts
            }
        )
    if year is not None and year_line is not None:
        fields["fiscal_year"] = Field(str(year), year_line.span(*year_span))
    return fields, facts


# --------------------------------------------------------------------------------------------------------------- amounts


def _amounts(lines: Sequence[Line], year: int | None) -> dict[str, Fact]:
    """The first fitting amount of every field; parts of the final accounts rather than of the budget."""
    found: dict[str, Fact] = {}
    of_final: set[str] = set()
    for line in lines:
        if not line.quantities:
            continue
        whole = ""  # the total that the paragraph told last: its parts follow
        for quantity in [quantity for quantity in line.quantities if quantity.kind is Kind.MONEY and quantity.high is None]:
            name = _field_of(line, quantity, year)
            if name in ("final_accounts", "budget", "adjusted_budget"):
                whole = name
            if name is None:
                continue
            better = name in PARTS and whole == "final_accounts" and name not in of_final
            if name not in found or better:
                found[name] = line.fact(quantity, name)
                if whole == "final_accounts":
                    of_final.add(name)
    full_year = found.pop("full_year", None)  # the adjusted budget, unless the report tells that one apart
    if full_year is not None:
        found.setdefault("budget" if "adjusted_budget" in found else "adjusted_budget", full_year)
    return found


def _field_of(line: Line, quantity: Quantity, year: int | None) -> str | None:
    """The field that the words before an amount name."""
    text, end = line.text, quantity.start
    while end and ((last := text[end - 1]) in LIGHT or last.isspace()):
        end -= 1
    if text[end - 1 : end] not in LAST and "结" not in text[max(0, end - 8) : end]:
        return None  # the label, which is dearer to read, ends so at most
    label = _label(line, quantity)
    if label[-1:] not in LAST and "结" not in label[-8:]:
        return None
    left_over = "结转" in label[-8:] or "结余" in label[-8:]
    if not (left_over or ENDED.search(label)):
        return None
    stem = BEHIND_LABEL.sub("", label)
    if NOT_OWN.search(label):
        return None
    around = max(0, quantity.start - 40)
    if OF_SUBJECT.search(text, around, quantity.start) or OF_SMALL_COSTS.search(
        text, SENTENCES.behind_last(text, around, quantity.start), quantity.start
    ):
        return None
    told = YEAR.findall(label)
    before = bool(told) and year is not None and int(told[-1]) != year  # the amount of another year
    if left_over:
        return _left_over(label, stem, before)
    if before or OTHER_YEAR.search(label):
        return None
    for name, endings in AMOUNTS:
        if (label.endswith(endings) or stem.endswith(endings)) and not (name in ("final_accounts", "income_final") and "预算" in label):
            return None if name not in PARTS and IN_PART.search(label) else name
    return None


def _left_over(label: str, stem: str, before: bool) -> str | None:
    """Money carried over: into the year when it is last year's, else out of it."""
    if before or "上年" in label or "年初" in label:
        return "carry_in"
    return "carry_over" if stem.removesuffix("资金").endswith(LEFT_OVER) else None


def _label(line: Line, quantity: Quantity) -> str:
    before = line.text[max(0, quantity.start - 30) : quantity.start]
    return STOPS.tail(before).strip().rstrip(LIGHT)


# ------------------------------------------------------------------------------------------------------- score and grade


def _score_and_grade(lines: Sequence[Line], tables: Sequence[Rows], fields: dict[str, Field]) -> None:
    """The first grade and the first total score, in the order in which they are told; a score of a table only if no paragraph tells one."""
    told: list[tuple[int, str, Field]] = []
    for index, line in enumerate(lines):
        grade = GRADE.search(line.text) if may_grade(line.text) else None
        if grade:
            told.append((index, "grade", Field(grade.group(1), line.span(grade.start(1), grade.end(1)))))
            break
    for index, line in enumerate(lines):
        total = _total(line) if line.quantities else None
        if total is not None:
            told.append((index, "total_score", total))
            break
    else:
        total = next(filter(None, map(_total_of_table, tables)), None)
        if total is not None:
            told.append((len(lines), "total_score", total))
    fields.update({name: field for _, name, field in sorted(told)})


def _total(line: Line) -> Field | None:
    """The first score of a paragraph that it tells as the total."""
    scores = [quantity for quantity in line.quantities if quantity.kind is Kind.SCORE and quantity.number > LEAST_TOTAL]
    for score in scores:
        before = line.text[max(0, score.start - 16) : score.start]
        if before.rstrip("为是达：: ").removesuffix("合计").endswith(SCORED) and not any(word in before for word in NOT_IN_ALL):
            return Field(score.digits, line.span(score.start, score.end), "分")
    return None


def may_grade(text: str) -> bool:
    """Whether one of the words of a grade stands in a text: one character is found faster than two."""
    return (
        "级" in text
        or ("次" in text and ("等次" in text or "档次" in text))
        or ("论" in text and "结论" in text)
        or ("定" in text and "评定" in text)
    )


def _total_of_table(rows: Rows) -> Field | None:
    """The last number of the total row of a score table, whose header has a column of scores."""
    scored = any("得分" in cell.text or "评分" in cell.text for row in rows[:10] for cell in row)
    if not scored:
        return None
    for row in reversed(rows):
        label = next(("".join(cell.text.split()) for cell in row if cell.text.strip()), "")
        if not TOTAL_ROW.match(label):
            continue
        for cell in reversed(row):
            if cell.quantities:
                score = cell.quantities[-1]
                if LEAST_TOTAL < score.number <= 100:
                    return Field(score.digits, cell.span(score.start, score.end), "分")
                break
    return None


# ----------------------------------------------------------------------------------------------------------------- claims


def field_claims(facts: Mapping[str, Fact], lines: Sequence[Line], staffing: Sequence[Staffing]) -> Iterator[Claim]:
    """Relations between report fields that stand apart: staff ≤ establishment, named rates with the amounts they are made from."""
    yield from staffing_claims(staffing)
    for line in lines:
        for quantity in line.quantities:
            if quantity.kind is Kind.PERCENT and quantity.high is None:
                claim = _named_rate(line, quantity, facts) or execution_rate(line, quantity, facts)
                if claim is not None:
                    yield claim


# Rates with a formula of their own (财预〔2013〕53号 framework): their name, its wordings, and the fields that may stand on each side.
NAMED_RATES: tuple[tuple[str, re.Pattern[str], tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "结转结余率",
        compiled("(?:结转结余率|结余结转率|结转率)[^\\W\\d]{0,6}$"),
        ("carry_over",),
        ("budget", "adjusted_budget", "income_final", "final_accounts", "income_budget"),
    ),
    ("预算调整率", compiled("(?:调整率|调整数与[^\\W\\d]{0,6}预算数的比率)[^\\W\\d]{0,6}$"), (), ("budget", "income_budget")),
)
OWN_FORMULA = compiled("[（(][^）)\\d，。；]{1,24}[/／÷]")  # 5.7%（年末结余/（年初结余＋本年收入））: the report says what it divides
NO_RESULT = compiled("大于|小于|等于|低于|高于|在$|之间|目标|标准|不超过")
LABELS = {
    "budget": "年初预算",
    "income_budget": "预算收入",
    "adjusted_budget": "调整后预算",
    "income_final": "决算收入",
    "final_accounts": "决算支出",
}


def _named_rate(line: Line, quantity: Quantity, facts: Mapping[str, Fact]) -> Claim | None:
    """A rate that the report gives without operands, against every pair of its fields that the rate's formula may mean."""
    start, _ = line.sentence(quantity.start)
    before = line.text[max(start, quantity.start - 30) : quantity.start].rstrip()
    if "率" not in before or NO_RESULT.search(before[-8:]) or OWN_FORMULA.match(line.text, quantity.end):
        return None
    for rate, pattern, tops, bottoms in NAMED_RATES:
        if pattern.search(before):
            readings = [
                reading
                for name in bottoms
                if name in facts and facts[name].quantity.number
                for reading in _rate_readings(facts, tops, name)
            ]
            if readings:
                return Claim(ClaimKind.RATIO, line.fact(quantity, rate), tuple(readings), ("公式",), frozenset({"fields"}))
    return None


def _rate_readings(facts: Mapping[str, Fact], tops: Sequence[str], bottom: str) -> Iterator[Reading]:
    """The rate over one field: the named parts of it, or (for a rate of change) what it became."""
    over = (Term(facts[bottom]),)
    for top in tops:
        if top in facts:
            yield Reading(Operation.QUOTIENT, (Term(facts[top]),), over, f"以{LABELS[bottom]}为分母")
    if not tops:
        for adjusted in ("adjusted_budget", "income_final"):
            if adjusted in facts:
                other = (Term(facts[adjusted]),)
                yield Reading(Operation.GROWTH, other, over, f"{LABELS[adjusted]}比{LABELS[bottom]}")
                yield Reading(Operation.DECLINE, over, other, f"以{LABELS[adjusted]}为分母")
                yield Reading(Operation.QUOTIENT, other, over, "按全数")
