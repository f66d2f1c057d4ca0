"""Printed standards and the scores they are applied to."""

from __future__ import annotations

from decimal import Decimal

from auditor.enums import StrEnum
from auditor.model.claims import Fact, Reading
from auditor.model.text import Passage, Span
from auditor.records import Record


class Points(Record):
    """Marks as a standard writes them: 2 分, 分值的三分之一 (a share, 1 `over` 3), 扣 1 分 (off the full marks)."""

    amount: Decimal
    is_share: bool = False
    is_off: bool = False
    over: Decimal = Decimal(1)

    def of(self, full_marks: Decimal) -> Decimal:
        """The marks of an item that is worth `full_marks`."""
        amount = self.amount * full_marks / self.over if self.is_share else self.amount
        return full_marks - amount if self.is_off else amount


class RubricKind(StrEnum):
    """The ways in which a printed standard turns a result into marks."""

    ALL_OR_NOTHING = "all-or-nothing"  # 全部符合得满分，否则不得分
    DEDUCTION = "deduction"  # 一项不符合扣1分
    COUNT = "count"  # 符合其中三项(2)
    GRADES = "grades"  # 优秀(5)；良好(3)
    THRESHOLDS = "thresholds"  # ≥95%得满分，≤85%得0分
    RATE = "rate"  # 得分=完成比例×分值
    LISTED = "listed"  # ①…，2分；②…，1分: points that add up


class Band(Record):
    """One clause of a standard: what earns which points.

    `low` and `high` limit the value (percent in THRESHOLDS, points met in COUNT); None is no limit. `points` are None where marks are
    interpolated between the neighbours; `top` ends a range of points (80%—60%). `start` and `end` are offsets in the standard's text.
    """

    points: Points | None
    start: int
    end: int
    label: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    top: Points | None = None
    subject: str = ""  # what the clause says it measures: 预算完成率


class Step(Record):
    """Points taken off for each item (`size` None) or for each `size` percentage points, counted from `base` where one is named.

    Points that are not `is_off` are given for each item. `above` tells whether what exceeds the base costs points (每超过), or what falls
    short of it (每降低); None where the words do not say.
    """

    points: Points
    start: int
    end: int
    size: Decimal | None = None
    base: Decimal | None = None
    is_repeated: bool = True  # 每项, 每次; False: 未公开的扣1分
    above: bool | None = None


class Rubric(Record):
    """A printed standard (评价标准). Only standards that were understood as a whole become one."""

    kind: RubricKind
    bands: tuple[Band, ...] = ()
    steps: tuple[Step, ...] = ()
    is_capped: bool = False  # 扣完为止
    is_linear: bool = False  # interpolated between two thresholds
    is_percent: bool = True  # the thresholds are percentages
    is_product: bool = False  # what lies between the thresholds earns the value times the full marks, not a share of the way between
    part: str = ""  # what a part of a step counts as: "step" (不足5%的按5%计), "nothing" (不足1个百分点的不扣), "" where it is not said


class Standard(Record):
    """A rubric with its place. `listed` is the number of points that rubric or explanation list (1.…；2.…), 0 if none."""

    rubric: Rubric
    passage: Passage
    listed: int = 0


class Award(Record):
    """A score with everything the report says about how it came about, wherever it says it: in the table, in the text, in both.

    `names` are what the indicator is called (names differ between text and table), `places` where; `scores` are where the score is
    stated, the table first. `value` is the measured result, `account` the prose about it, `reason` the cell for deviations. `traits`:
    "bonus" (加分), "reverse" (less is better), "explained" (a reason for deviations is given), "unread" (its standard was not understood),
    "execution" (the fund block of a form) with "formula" where it prints 得分（执行率×分值）, "blank" and "wordy" (the result's cell
    holds nothing, or words only), "counts-missing" (its standard deducts for each thing
    short of the target), and of the account "all-met", "valueless" (a rate without any number) and "copied" (it repeats the
    definition).
    """

    names: tuple[str, ...]
    places: tuple[Span, ...]
    full_marks: Fact | None
    scores: tuple[Fact, ...]
    standard: Standard | None = None
    value: Fact | None = None
    target: Fact | None = None
    account: tuple[str, Span] | None = None
    reason: tuple[str, Span] | None = None
    group: str = ""  # the titles above it: 数量指标/产出指标
    group_place: Span | None = None  # the nearest of them, where it is a heading of the text
    table: int | None = None
    related: tuple[tuple[str, Span], ...] = ()
    traits: frozenset[str] = frozenset()
    readings: tuple[Reading, ...] = ()  # how the result follows from other numbers of the report, where its row does not tell it
    due: tuple[str, Span] | None = None  # a target that is a date (2023-06-30, its last day), and the date of the result
    done: tuple[str, Span] | None = None
    faults: Fact | None = None  # how many of what its standard deducts for one by one
    taken: tuple[Fact, ...] = ()  # the deductions that the words on this score tell one by one, and in all
    taken_in_all: Fact | None = None
