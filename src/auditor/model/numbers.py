"""Numbers and dates as written."""

from __future__ import annotations

from decimal import Decimal

from auditor.enums import StrEnum
from auditor.records import Record, derived

ONE = Decimal(1)  # the one object that is the factor of all units that need none


class Kind(StrEnum):
    """What a quantity measures. Quantities of different kinds are never compared."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"  # 个百分点
    TIMES = "times"  # 倍
    COUNT = "count"
    SCORE = "score"  # 分
    AREA = "area"
    LENGTH = "length"
    WEIGHT = "weight"
    VOLUME = "volume"
    DURATION = "duration"
    OTHER = "other"  # kWh, ℃, 级 …
    DATE = "date"


class Bound(StrEnum):
    """How the words around a number limit it."""

    EXACT = ""
    ABOUT = "about"  # 约 左右 上下
    NEARLY = "nearly"  # 近
    OVER = "over"  # 余 多 逾 超
    AT_LEAST = "at-least"  # ≥ 以上 不低于 不少于
    AT_MOST = "at-most"  # ≤ 以内 以下 不超过
    MORE = "more"  # ＞ 大于 高于
    LESS = "less"  # ＜ 小于 低于


class Quantity(Record):
    """A number as written, with its unit. `start` and `end` are offsets in the passage it was read from.

    `number` is in the written unit and keeps its trailing zeros (4,469.80 万元 is Decimal("4469.80")); `factor` turns it into
    base units (元, 平方米, 米, 千克, …). `step` is one unit in the last written place, in base units. `high` ends a range
    (50到100万元) in the written unit. `number_start`, `number_end` delimit the digits alone. `stored` is the number behind the written one,
    in the written unit, where the cell of a workbook shows fewer places than it holds.
    """

    start: int
    end: int
    text: str
    number: Decimal
    unit: str
    kind: Kind
    factor: Decimal = ONE
    step: Decimal = ONE
    bound: Bound = Bound.EXACT
    high: Decimal | None = None
    number_start: int = 0
    number_end: int = 0
    inherited: bool = False  # the unit stands elsewhere: over the table, or once for a list
    stored: Decimal | None = None

    @derived
    def value(self) -> Decimal:
        """The amount in base units."""
        factor = self.factor
        return self.number if factor is ONE else self.number * factor

    @property
    def is_exact(self) -> bool:
        """Whether this is one number, told without 约, 以上 and the like."""
        return self.bound is Bound.EXACT and self.high is None

    @property
    def digits(self) -> str:
        """The number as a plain decimal string, without unit."""
        text = str(self.number)  # twice as fast as the format, which is for 1E+4
        return text if "E" not in text else f"{self.number:f}"

    @property
    def written(self) -> str:
        """The digits with the unit, wherever that stands."""
        return f"{self.digits}{self.unit}"

    @property
    def shown(self) -> str:
        """The number as it stands in the text; with its unit where that stands over the table."""
        return self.written if self.inherited else self.text


class Date(Record):
    """A calendar expression. Missing parts are None; `start` and `end` are offsets in the passage it was read from."""

    start: int
    end: int
    text: str
    year: int | None
    month: int | None = None
    day: int | None = None
    end_date: tuple[int | None, int | None, int | None] | None = None  # of a range
    role: str = ""  # "document-number", "planning-period", … ; empty: a date proper
