"""Everything the rules may look at."""

from __future__ import annotations

from auditor.model.claims import Claim, Fact, Source
from auditor.model.standards import Award
from auditor.model.text import Span
from auditor.records import NamedTuple, Record


class Indicator(Record):
    """One indicator record: a target, what was reached, and what the report says of it. Missing parts are None."""

    name: str
    section: int
    heading: Span
    target: Fact | None = None
    actual: Fact | None = None
    stated_rate: Fact | None = None
    claim: str | None = None  # the words of the completion claim (完成指标要求)
    claim_span: Span | None = None
    full_marks: Fact | None = None
    score: Fact | None = None
    source: Source = Source.TEXT
    level1: str = ""  # 产出指标
    level2: str = ""  # 数量指标
    level3: str = ""  # the indicator itself, or the group of those of the fourth level
    description: tuple[str, Span] | None = None  # 绩效指标描述, 指标解释
    value: tuple[str, Span] | None = None  # the target cell as written (≥98百分比)
    rubric: tuple[str, Span] | None = None  # 评价标准, as written
    reason: tuple[str, Span] | None = None  # 偏差原因分析
    result: tuple[str, Span] | None = None  # the result's cell as written (缺少2项制度)
    table: int | None = None  # index of the table's block
    basis: tuple[str, Span] | None = None  # 指标值确定依据
    kind: str = ""  # what its class measures: quantity, quality, time, cost, economic, social, ecological, lasting, satisfaction
    kind_span: Span | None = None  # where the class is printed
    traits: frozenset[str] = frozenset()  # facts about the wording of name and description that a rule weighs
    due: tuple[str, Span] | None = None  # a target that is a date, as its last day (2023-06-30), and the first day of the result's
    done: tuple[str, Span] | None = None
    period: Fact | None = None  # the target of the whole period, beside that of the year


class Statement(Record):
    """Something the report says of itself in words, without a number to compute.

    `kind` is "shortfall" (个别目标未能按期完成), "year" (the report's object with a year that is not its own), "impossible-date" or
    "state" (部分已推进 beside 进度100%). `detail` is what a rule needs beside the words: the year as digits, the other place's words.
    """

    kind: str
    text: str
    span: Span
    section: int
    detail: str = ""
    related: tuple[tuple[str, Span], ...] = ()
    traits: frozenset[str] = frozenset()


class Field(Record):
    """A report field: its value as written, and where it stands."""

    value: str
    span: Span
    unit: str = ""


class TargetTable(NamedTuple):
    """A target table (绩效目标表): what a project is given, when it is paid, what it is to reach.

    `funds` are the sources that together make `budget`, `plan` the cumulative payment plan (period as written, share or amount), `goals`
    the numbered goals without their numbers, `whole` the amount of the whole period beside the year's, `by_year` what each of its years is given, `years` the first and the last year
    of the period. What the table does not print is None or empty.
    """

    block: int
    section: int
    heading: Span
    project_name: Field | None = None
    project_code: Field | None = None
    budget: Fact | None = None
    fiscal_funds: Fact | None = None
    other_funds: Fact | None = None
    funds: tuple[Fact, ...] = ()
    funds_closed: bool = False  # whether the form has a place for every source: one that is blank is nothing
    plan: tuple[tuple[str, Fact], ...] = ()
    plan_label: Span | None = None
    goals: tuple[Field, ...] = ()
    rows: tuple[Indicator, ...] = ()
    whole: Fact | None = None
    by_year: tuple[Fact, ...] = ()
    years: tuple[Fact, ...] = ()
    damaged: bool = False  # rows that could not be read, so what seems to be missing may have been lost


class Extraction(NamedTuple):
    """What `extract` hands to `audit`: everything the rules may look at."""

    fields: dict[str, Field]
    kinds: tuple[str, ...]
    fiscal_year: int | None
    claims: tuple[Claim, ...]
    indicators: tuple[Indicator, ...] = ()
    statements: tuple[Statement, ...] = ()
    numbers: int = 0  # quantities read in the document
    used: int = 0  # of these, how many take part in a claim
    skipped: tuple[tuple[str, Span], ...] = ()  # relations seen but not turned into a claim: reason, place
    target_tables: tuple[TargetTable, ...] = ()
    awards: tuple[Award, ...] = ()
