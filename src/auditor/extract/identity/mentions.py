"""The numbers of a document that have a name, each with what is needed to tell which quantity it is.

Names are read for every number, cheaply; the rest of a key only for names that turn up again with another value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import ne

from auditor.extract.identity.contexts import REACH, Headings, basis_of, is_aside, is_past, owners, period_of
from auditor.extract.identity.keys import Key
from auditor.extract.identity.labels import BEFORE, BEHIND, is_specific, is_vague, named, read_label, trimmed
from auditor.extract.identity.money import ATTRACTED, WHOLE, funds_named, is_fiscal, is_money_name, stage_named, stage_of, whole_of
from auditor.extract.lines import Line, currency, family
from auditor.extract.relations.twins import Amount
from auditor.model import Bound, Fact, Indicator, Kind, Quantity, Source, Span
from auditor.patterns import compiled
from auditor.records import Record

_KINDS = frozenset({Kind.MONEY, Kind.PERCENT, Kind.SCORE, Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME, Kind.OTHER})
_MEASURED = frozenset({Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME, Kind.OTHER})
_VAGUE_UNITS = frozenset("个 人 名 位 次 人次 件 项 家 户 处 场 场次 期 条 份 类 种 批 次数 起".split())
_IN_ALL = compiled("(?:辖|下设|内设|共设|设有|共有|现有|全[镇乡县市区院校局系统街道]{1,2}共?有?)\\s*$")
_OF_ALL = compiled("\\s*(行政村|建制村|自然村|村民小组|村(?![民组级庄])|社区|科室|股室|内设机构|党支部|基层党组织|教学班|卫生室)")
_FIRST_OF_ALL = frozenset(" 行建自村社科股内党基教卫")
WHOLE_UNIT = "whole"
_SAME_NOUN = {"行政村": "村", "建制村": "村"}
TOTAL_SCORE = "总分"
_TOTAL_SCORE = compiled(
    "(?:整体|部门|单位|支出|绩效|项目支出|年度|自评|综合|评价|最终|总体|总|结果|评定|工作)*(?:自评|综合|评价|最终|整体|绩效|总)(?:自评|绩效)?(?:总?得?分|评分)"
)
_DATED = compiled("([^\\W\\d]{2,16})20\\d\\d年度?")
# 白石镇 1 处, 东湖区 14 个: of what the place has so many, the words before say.
_PLACE_ENDS = frozenset("县镇乡旗道区市")
_PLACE = compiled("[^\\W\\d]{1,6}(?:[县镇乡旗]|街道|(?<![小社园校景库灾矿牧林厂营片辖范护务聚业发能])区|(?<![超城])市)")
_LEAST_TOTAL, _FULL_MARKS = 40, 100
_SHORTEST_VAGUE = 3
_SHORTEST_RATE = 5
_SHORT_RATE = compiled("(?!完成|达成|执行|支付|增长|到位)[^\\W\\d]{2,3}率")
_MOST_BEFORE, _LONGEST_OWNER = 3, 8
_RATE = compiled("[率度例重面]")  # one of them is in each of these
_RATES = ("率", "满意度", "进度", "比例", "比重", "程度", "覆盖面")


class Mention(Record):
    """A named number of the text (`line`) or of a table (`cell`)."""

    core: str
    act: str
    quantity: Quantity
    unit: str  # the family in which it can be compared
    value: Decimal
    line: Line | None = None
    cell: Fact | None = None
    stage: str = ""
    whose: frozenset[str] = frozenset()
    whole: bool = False  # one of the few numbers that a unit has in all: its villages, its offices

    @property
    def fact(self) -> Fact:
        """The number with its name and place."""
        if self.cell is not None:
            return self.cell._replace(what=self.core)
        assert self.line is not None  # one of the two is given
        label = self.line.label(self.quantity)
        shown = label.lstrip("年度计内 ")
        return self.line.fact(self.quantity, (shown if self.core in shown else self.core).lstrip("、，"))

    @property
    def span(self) -> Span:
        """Where the number stands."""
        if self.cell is not None:
            return self.cell.span
        assert self.line is not None  # one of the two is given
        return self.line.span(self.quantity.start, self.quantity.end)

    @property
    def source(self) -> Source:
        """Whether it stands in a table or in running text."""
        if self.cell is not None:
            return self.cell.source
        assert self.line is not None  # one of the two is given
        return self.line.source

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.quantity.kind is Kind.MONEY

    def key(self, headings: Headings, year: int | None, own: tuple[str, ...]) -> Key | None:
        """Which quantity it is; None for a mean, a change, a heading, or a plan for the years to come."""
        line, quantity = self.line, self.quantity
        if line is None:
            return Key(self.core, self.act, self.whose, "", self.stage, self.unit)
        role = headings.role(line.section)
        if role == "plan" or headings.is_heading(line, quantity.start):
            return None
        low = max(line.sentence(quantity.start)[0], quantity.start - REACH)
        period = period_of(line, quantity, low, year)
        if self.is_money and is_fiscal(self.core):
            stage, told_here, funds = stage_of(line, quantity)
            if self.core in (WHOLE, "收入总额") and (not told_here or ATTRACTED.search(line.text, *line.sentence(quantity.start))):
                return None
            return Key(self.core, self.act, funds | headings.project(line.section), period, stage, self.unit)
        if is_aside(line, quantity) or (is_vague(self.act + self.core) and not self.whole):
            return None
        basis = basis_of(line, quantity, low)
        if basis == "plan":
            return None
        project = headings.whole(line.section) if quantity.kind is Kind.PERCENT else headings.project(line.section)
        whose = owners(line, max(low, quantity.start - 40), quantity.start, own) | project
        if self.is_money:
            whose |= funds_named(line.text[max(low, quantity.start - 20) : quantity.start])
        if role == "goal" and not is_past(line, quantity):  # goals are written as 完成 and 达到, too
            basis = "target"
        return Key(self.core, self.act, whose, period, basis, self.unit)


def mentions_of(lines: Iterable[Line], own: tuple[str, ...], tabled: Iterable[str], *, money: bool) -> Iterator[Mention]:
    """The named numbers of the paragraphs, but for those whose unit nothing else is told in; `tabled` are the units of what tables tell."""
    told = list(_comparable(lines, _KINDS if money else _KINDS - {Kind.MONEY}))
    times = Counter([*tabled, *[unit for *_, unit in told]])
    for line, index, unit in told:
        if times[unit] < 2:
            continue
        text, quantities = line.text, line.quantities
        quantity = quantities[index]
        if unit == WHOLE_UNIT:
            noun = _in_all(line, quantity)
            yield Mention(_SAME_NOUN.get(noun, noun), "", quantity, unit, quantity.value, line, whole=True)
            continue
        kind = quantity.kind
        low = quantities[index - 1].end if index else 0
        high = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
        core, act = read_label(text, low, quantity.start, quantity.end, high, own, money=kind is Kind.MONEY)
        if kind is Kind.MONEY:
            core = whole_of(core) or core
        elif kind is Kind.PERCENT or kind is Kind.SCORE:
            core, act = _told_in_full(line, index, core, act, own)
        if _is_name(core, quantity):
            yield Mention(core, act, quantity, unit, quantity.value, line)


def _comparable(lines: Iterable[Line], kinds: frozenset[Kind]) -> Iterator[tuple[Line, int, str]]:
    """The numbers of which another place may tell, by their index in the line, with the family of their unit."""
    for line in lines:
        text = line.text
        for index, quantity in enumerate(line.quantities):
            kind = quantity.kind
            if kind not in kinds or quantity.bound is not Bound.EXACT or quantity.high is not None:
                continue
            if kind is Kind.MONEY:
                yield line, index, currency(quantity)
                continue
            end = quantity.end
            if text[end : end + 1] in _FIRST_OF_ALL and _in_all(line, quantity):
                yield line, index, WHOLE_UNIT
                continue
            # A look at a rate or score before its name is read: of most of them no other place can tell.
            if kind is Kind.PERCENT and not _RATE.search(text, max(0, quantity.start - BEFORE), end + BEHIND):
                continue
            if kind is Kind.SCORE and not _LEAST_TOTAL < quantity.number < _FULL_MARKS:
                continue
            yield line, index, unit_of(quantity)


def _told_in_full(line: Line, index: int, core: str, act: str, own: tuple[str, ...]) -> tuple[str, str]:
    """The name of a rate with whose it is, or of a total score by its one name."""
    if line.quantities[index].kind is Kind.SCORE:
        return TOTAL_SCORE if _TOTAL_SCORE.fullmatch(_without_unit(core, own)) else "", act
    if not _SHORT_RATE.fullmatch(core):
        return core, act
    owner, act = _rate_of(line, line.quantities, index, own)
    return owner + core, act


def _rate_of(line: Line, quantities: Sequence[Quantity], index: int, own: tuple[str, ...]) -> tuple[str, str]:
    """Whose rate a short one is, and of how many: 排查矛盾纠纷 287 起，化解 276 起，化解率 96.2 % tells that of 矛盾纠纷.

    Two rates that are told of two numbers are two rates.
    """
    first = index
    low = line.sentence(quantities[index].start)[0]
    while first and quantities[first - 1].start >= low and index - first < _MOST_BEFORE:
        first -= 1
    whole = quantities[first]
    if first == index or whole.kind is not Kind.COUNT or "其中" in line.text[low : whole.start]:
        return "", ""
    name = read_label(line.text, low, whole.start, whole.end, quantities[first + 1].start, own, money=False)[0]
    return (name, whole.digits) if 1 < len(name) <= _LONGEST_OWNER else ("", "")


def _without_unit(core: str, own: Sequence[str]) -> str:
    """A name without the unit and the year before it, where the unit's name is written with one character wrong."""
    found = _DATED.match(core)
    if found is None or not any(len(name) == len(found[1]) and sum(map(ne, name, found[1])) == 1 for name in own):
        return core
    return core[found.end() :]


def _is_name(core: str, quantity: Quantity) -> bool:
    kind = quantity.kind
    if kind is Kind.MONEY:
        return is_specific(core) and is_money_name(core)
    if kind is Kind.SCORE:
        return core == TOTAL_SCORE and _LEAST_TOTAL < quantity.number < _FULL_MARKS  # 总分 100 分 is mostly what there is to be had
    if kind is Kind.PERCENT:
        return len(core) >= _SHORTEST_RATE and core.endswith(_RATES) and not core.startswith("占")  # 占总额的比重: whose, nobody says
    if not is_specific(core) or (len(core) < _SHORTEST_VAGUE and quantity.unit in _VAGUE_UNITS):
        return False
    return kind is not Kind.COUNT or core[-1] not in _PLACE_ENDS or not _PLACE.fullmatch(core)


def _in_all(line: Line, quantity: Quantity) -> str:
    """Of what a unit has so many in all: 辖 20 个行政村, 全镇 20 个村, 下设 9 个科室; empty for any other number."""
    found = _OF_ALL.match(line.text, quantity.end)
    if found is None or not _IN_ALL.search(line.text, max(0, quantity.start - 8), quantity.start):
        return ""
    return found[1]


def unit_of(quantity: Quantity) -> str:
    """The family of units in which a quantity can be compared."""
    kind = quantity.kind
    if kind is Kind.COUNT:
        return family(quantity.unit)
    if kind is Kind.MONEY:
        return currency(quantity)
    return f"{kind.value} {quantity.unit.lstrip('万亿')}" if kind is Kind.OTHER else kind.value


def mentions_in_cells(cells: Sequence[Amount], caption: str) -> Iterator[Mention]:
    """The amounts of a table whose unit is announced, by row and column; its caption may name the fund."""
    for cell in cells:
        stage = stage_named(cell.context)
        if not stage:
            continue
        core, _ = named(trimmed(cell.name))
        core = whole_of(core) or core
        if is_specific(core) and (core == WHOLE or is_money_name(core)):
            quantity, funds = cell.fact.quantity, funds_named(caption + cell.context + cell.name)
            yield Mention(core, "", quantity, unit_of(quantity), quantity.value, None, cell.fact, stage, funds)


def mentions_in_records(records: Iterable[Indicator]) -> Iterator[Mention]:
    """Targets and results in the rows of score tables."""
    for record in records:
        for fact, stage in ((record.target, "target"), (record.actual, "actual")):
            if fact is None or record.source is not Source.TABLE or fact.quantity.kind not in _KINDS:
                continue
            core, act = named(trimmed(record.name))
            quantity = fact.quantity
            if quantity.is_exact and _is_name(core, quantity):
                yield Mention(core, act, quantity, unit_of(quantity), quantity.value, None, fact, stage)
