"""What a report asserts about itself, and what verification says of it."""

from __future__ import annotations

from decimal import Decimal

from auditor.enums import StrEnum
from auditor.model.numbers import Quantity
from auditor.model.text import Span
from auditor.records import Record


class Source(StrEnum):
    """Where a fact or claim was read."""

    TEXT = "text"
    TABLE = "table"
    LLM = "llm"
    OCR = "ocr"  # off a picture


class Fact(Record):
    """A quantity with its meaning: what it measures, for which period, on which basis, and where it stands."""

    quantity: Quantity
    span: Span
    what: str = ""
    section: int = 0
    period: str = ""
    basis: str = ""
    source: Source = Source.TEXT


class ClaimKind(StrEnum):
    """The relations a report asserts about itself."""

    SUM = "sum"
    COUNT = "count"
    RATIO = "ratio"
    GROWTH = "growth"
    BALANCE = "balance"
    LIMIT = "limit"
    COMPLETION = "completion"
    TARGET = "target"
    UNIT = "unit"
    YEAR = "year"
    DATE = "date"
    SCORE_SUM = "score-sum"
    VALUE = "value"  # one quantity told in two places
    TARGET_TABLE = "target-table"
    FORMULA = "formula"  # what a formula of a workbook adds up


class Operation(StrEnum):
    """How the terms of a reading are combined."""

    SUM = "sum"  # a + b + c, signs as given
    QUOTIENT = "quotient"  # a ÷ b × 100 %
    GROWTH = "growth"  # (a − b) ÷ b × 100 %
    DECLINE = "decline"  # (b − a) ÷ b × 100 %
    POINTS = "points"  # a % − b %, in percentage points
    PRODUCT = "product"  # a × b
    TIMES = "times"  # a ÷ b
    MEAN = "mean"  # the mean of the terms
    COUNT = "count"  # number of items
    AT_MOST = "at-most"  # stated ≤ a
    AT_LEAST = "at-least"  # stated ≥ a
    EQUAL = "equal"  # stated = a


class Term(Record):
    """One operand of a reading; `sign` is −1 for what is subtracted."""

    fact: Fact
    sign: int = 1


class Reading(Record):
    """One way in which the report's own words let the stated value be computed.

    `a` is the signed sum of `terms`, `b` that of `over`: 8875 ÷ (9536 − 347) has one term over two. `name` says in the users'
    language which reading it is (以调整后预算为分母). A claim holds if any of its readings does. `items` are the places of the
    things counted when the operation is COUNT.
    """

    operation: Operation
    terms: tuple[Term, ...] = ()
    over: tuple[Term, ...] = ()
    name: str = ""
    items: tuple[Span, ...] = ()


class Claim(Record):
    """A relation the report asserts. `stated` is what it says, `readings` are the ways to compute it, most natural first.

    `cues` are the words that carry the relation (其中, 合计, 完成率); `traits` are facts about the wording that a rule weighs when
    it sets certainty ("closed", "partial", "sister-holds", …).
    """

    kind: ClaimKind
    stated: Fact
    readings: tuple[Reading, ...]
    cues: tuple[str, ...] = ()
    traits: frozenset[str] = frozenset()
    related: tuple[tuple[str, Span], ...] = ()  # further places worth showing, with their role
    source: Source = Source.TEXT


class Outcome(StrEnum):
    """What verification says of a claim."""

    HOLDS = "holds"
    BY_ROUNDING = "holds_by_rounding"
    BROKEN = "broken"
    NOT_ASSESSABLE = "not_assessable"


class Verdict(Record):
    """The outcome for one claim, with the reading that decided it (the holding one, else the most natural one).

    `stated`, `computed` and `difference` are in the unit in which the report states the value; `arithmetic` writes the
    computation out. `off_by_one` marks a computed value one unit of the last written place away. `reason` says why a claim could
    not be assessed.
    """

    outcome: Outcome
    reading: Reading | None = None
    stated: Decimal | None = None
    computed: Decimal | None = None
    difference: Decimal | None = None
    arithmetic: str = ""
    off_by_one: bool = False
    reason: str = ""
