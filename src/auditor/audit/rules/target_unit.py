"""指标值的单位应当与指标的类型相合，指标应当放在它所属的类别下。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.rule import rule
from auditor.audit.target_measures import other_measure
from auditor.audit.target_rows import BENEFITS, KIND_NAMES, PHYSICAL, described, each_row, of_row, shown, unit_kind, value_of
from auditor.model import Certainty, Finding, Indicator, Kind

RATES_NEVER = PHYSICAL | {Kind.COUNT, Kind.DURATION}
COSTS = ("成本", "造价", "单价", "总费用")
SHARES = frozenset({Kind.PERCENT, Kind.NUMBER, Kind.SCORE, None})


@rule(
    "target-unit",
    title="指标值的单位或类别与指标不合",
    category="target-table",
    codes={
        "count-in-percent": "数量指标用百分比表示",
        "rate-in-unit": "率用平方米、元、个等单位表示",
        "other-unit": "指标值与指标描述数相同，单位不同",
        "other-measure": "时长、面积、长度、个数用别的单位表示",
        "cost-in-count": "成本、造价、单价用个数、人数表示",
        "satisfaction-in-unit": "满意度指标用时间、面积、金额等单位表示",
        "satisfaction-misplaced": "满意度放在别的类别下",
        "not-a-time": "时效指标里没有时间",
        "not-a-benefit": "效益指标写成工作内容",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """指标值的单位应当与指标的类型相合，指标应当放在它所属的类别下。

    ## 为什么要查
    “建设数量100%”“完工率2500平方米”这样的指标，年终无法填完成值，也无法评分；放错类别的指标占了位置，真正该考核的就空缺了。

    ## 怎么查
    名称说的是数量、面积、人数，值却是百分比的报错误；放在数量指标下、名称不是比率、值是百分比的报警告；描述说的是面积、人数的也报警告。
    名称以“率”结尾，值用面积、长度、金额、个数表示的报错误，用天数表示的报警告。满意度指标用小时、平方米、元表示的报错误。
    名称是时长、面积、长度、个数，值却用别的单位（开放时长18次）的报警告。描述写“不超过2.40万元”、值是 2.40 而单位是“人”的，报错误；成本、造价、单价以人、个计的报警告。
    满意度放在经济效益、数量等类别下的报错误，放在社会效益等类别下的报警告。时效指标是时限、时间，值却是百分比的报警告；时效指标说的是资金是否合规，全行没有时间的报错误；
    名称、描述和值里都没有时间也没有进度，名称又像别的类别（准确率、面积）的报警告，其余作提示。经济效益指标列的是一串工作内容的报警告。

    ## 什么时候不报
    频率、效率、利率、容积率等本来就有单位的“率”；数量指标下的完成率、覆盖率；描述里说明了怎样算比率的；
    值写成比上年增长多少的；满意度下的投诉、表扬次数；时效指标写完成、到位、拨付进度的。

    ## 依据
    《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）：数量、质量、时效、成本、效益、满意度指标各有所指。
    """
    for _, row in each_row(facts):
        finding = _told_again(row) or _satisfaction(row) or _count(row) or _rate(row) or other_measure(row) or _time(row) or _benefit(row)
        if finding is not None:
            yield finding


def _told_again(row: Indicator) -> Finding | None:
    """The number of the description in the unit of something else; a cost counted in persons."""
    if unit_kind(row) is Kind.COUNT and row.name.endswith(COSTS) and "other-unit" not in row.traits:
        message = f"{shown(row.name)}是金额，值却是{value_of(row)}，单位“{row.target.quantity.unit if row.target else ''}”。"
        return of_row(row, "cost-in-count", Certainty.LIKELY, message)
    if "other-unit" not in row.traits or row.description is None or row.target is None:
        return None
    unit = row.target.quantity.unit
    message = f"{shown(row.name)}的值是{value_of(row)}，单位“{unit}”，描述写的是{shown(row.description[0])}：数相同，单位不是一类。"
    return of_row(row, "other-unit", Certainty.CERTAIN, message, *described(row))


def _count(row: Indicator) -> Finding | None:
    """A number in per cent."""
    if unit_kind(row) is not Kind.PERCENT or row.traits & {"growth", "ratio-described", "ratio-name", "question-name"}:
        return None
    if "number-name" in row.traits:
        message = f"{shown(row.name)}是数量，值却是{value_of(row)}；数量应当用个数、面积等单位表示。"
        return of_row(row, "count-in-percent", Certainty.CERTAIN, message)
    if "number-described" in row.traits and row.description is not None:
        message = f"{shown(row.name)}的描述{shown(row.description[0])}是数量，值却是{value_of(row)}。"
        return of_row(row, "count-in-percent", Certainty.LIKELY, message, *described(row))
    if row.kind == "quantity":
        message = f"数量指标{shown(row.name)}没有可数的单位，值是{value_of(row)}；只有指完成率时才说得通。"
        return of_row(row, "count-in-percent", Certainty.LIKELY, message)
    return None


def _rate(row: Indicator) -> Finding | None:
    """A rate in a unit."""
    if "rate-name" not in row.traits or unit_kind(row) not in RATES_NEVER or "mean" in row.traits:
        return None
    certainty = Certainty.LIKELY if unit_kind(row) is Kind.DURATION else Certainty.CERTAIN
    message = f"{shown(row.name)}是比率，没有单位，值却是{value_of(row)}。"
    return of_row(row, "rate-in-unit", certainty, message)


def _satisfaction(row: Indicator) -> Finding | None:
    """Satisfaction in a unit, or under another class."""
    kind = unit_kind(row)
    belongs = row.kind == "satisfaction"
    if (belongs or "satisfaction-name" in row.traits) and "voices" not in row.traits:
        if kind in PHYSICAL or kind is Kind.DURATION:
            message = f"满意度是比例，{shown(row.name)}的值却是{value_of(row)}；这不是满意度指标。"
            return of_row(row, "satisfaction-in-unit", Certainty.CERTAIN, message)
        if kind is Kind.COUNT:
            message = f"满意度是比例，{shown(row.name)}的值却是{value_of(row)}。"
            return of_row(row, "satisfaction-in-unit", Certainty.LIKELY, message)
    if belongs or not row.kind or "satisfaction-name" not in row.traits or kind not in SHARES or row.kind_span is None:
        return None
    certainty = Certainty.LIKELY if row.kind in ("social", "lasting", "quality") else Certainty.CERTAIN
    message = f"{shown(row.name)}是满意度，却放在{KIND_NAMES.get(row.kind, '别的类别')}下。"
    return of_row(row, "satisfaction-misplaced", certainty, message, ("class", row.kind_span))


def _time(row: Indicator) -> Finding | None:
    """A time indicator without any time."""
    traits = row.traits
    if row.kind != "time" or row.target is None or unit_kind(row) is Kind.DURATION:
        return None
    if "fund-rules" in traits:
        if "timed" in traits or "finishing" in traits:
            message = f"时效指标{shown(row.name)}说的主要是资金使用是否合规，不是时间。"
            return of_row(row, "not-a-time", Certainty.LIKELY, message)
        message = f"时效指标{shown(row.name)}说的是资金用在哪里，没有时间，时效指标实际空缺。"
        return of_row(row, "not-a-time", Certainty.CERTAIN, message)
    if "deadline-name" in traits and unit_kind(row) is Kind.PERCENT:
        message = f"时效指标{shown(row.name)}说的是时间，值却是{value_of(row)}，没有写哪一天或多长时间。"
        return of_row(row, "not-a-time", Certainty.LIKELY, message)
    if traits & {"timed", "finishing"}:
        return None
    message = f"时效指标{shown(row.name)}的名称、描述和值里都没有时间或进度。"
    return of_row(row, "not-a-time", Certainty.LIKELY if "other-class-name" in traits else Certainty.QUERY, message)


def _benefit(row: Indicator) -> Finding | None:
    """An economic benefit that lists works."""
    if (
        row.kind not in BENEFITS[:1]
        or unit_kind(row) is not Kind.PERCENT
        or "works-listed" not in row.traits
        or "economic-name" in row.traits
    ):
        return None
    message = f"经济效益指标{shown(row.name)}列的是工作内容，不是经济效益，百分比也没有基数。"
    return of_row(row, "not-a-benefit", Certainty.LIKELY, message)
