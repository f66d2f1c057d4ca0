"""Numbers in the goal of a project against the targets of its indicators.

The goal stands above the indicators, in cells or in lines. Printed forms set the goal of the whole period beside that of the year, and text
taken from the page mixes their lines: what continues a line may then stand two lines below. Every line that may be continued is tried,
and only words that make up the name of one indicator count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.extract.lines import MULTIPLIERS, Line, scan_passage
from auditor.extract.stops import Stops
from auditor.extract.targets.goal_names import CUE, FEWEST, comparable, core, counted, same
from auditor.extract.targets.headlines import is_headline, tells_all
from auditor.extract.targets.target_wording import bare
from auditor.model import Bound, Claim, ClaimKind, Fact, Indicator, Kind, Operation, Passage, Quantity, Reading, Source, TargetTable, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

_MOST_ROWS = 300  # indicators of one table whose goal is read
_LONGEST = 8000  # characters of a form above its indicators
_MOST_NUMBERS = 200
_REACH = 3  # lines above in which a line may begin
_VAGUE = frozenset({Bound.ABOUT, Bound.NEARLY, Bound.OVER})
_UP, _DOWN = frozenset({Bound.AT_LEAST, Bound.MORE}), frozenset({Bound.AT_MOST, Bound.LESS})
_LIMITS = _UP | _DOWN
_CLAUSE = Stops("，。；;,、：:！？")
_CUE_INSIDE = compiled("(?:不少于|不低于|至少|达到|不超过)(?=\\D)")
_PERIOD = compiled("实施期|实施周期|中长期|中期目标|规划期|到20\\d\\d年|[二三四五]年内?|20\\d\\d年?\\s?[-—~－至]+\\s?20\\d\\d|十[三四五]五")
_DIGIT = compiled("\\d")
_CELL = compiled("[^\\t|│｜┃]+")
_HEADER = compiled("[一二三]级指标|绩效指标")
_CHANGE = compiled("增长|提高|提升|下降|降低|减少|较上|比上|同比|累计|每|平均|人均|上年|去年|截至|其中")
_REACH_BEHIND = 40  # characters behind a number in which what it counts is named
_NO_NAME = compiled("[\\d，。；：%％]|比例|占比|完成率")
_LONGEST_NAME = 16  # characters of a description that is a name
# 为 12 所乡镇卫生院购置…: for whom something is bought is no part of its name.
_FOR_WHOM = compiled(
    "^\\s*(?:\\d{1,2}[.．])?(?:为|向|给|对|在)\\D{0,6}\\d+\\D{2,14}?(?=购置|购买|采购|配备|配置|配发|安装|更新|更换|新建|新增|改造|建设|修建|发放|开展|提供|培训)"
)
_FEWEST_TOLD, _NEARLY_ALL = 8, 0.85  # characters of a row that stand around a number, and how many of them
_ROUNDED = 2  # digits of a number that may be a rounded one
_PROSE = 15  # characters of a line that is no label
_HEAD = 6  # characters at the beginning of a line that may hold a unit


class _Piece(NamedTuple):
    """What stands between two line ends or tabs, and the number of its line. Only pieces with digits are scanned."""

    text: str
    number: int
    line: Line | None


class _Told(NamedTuple):
    """A number of a goal: where, and the words before it that may name it; `whole` if these begin a clause."""

    line: Line
    quantity: Quantity
    words: str
    whole: bool
    before: tuple[_Piece, ...]
    behind: tuple[_Piece, ...]


def goal_claims(text: str, table: TargetTable, start: int) -> Iterator[Claim]:
    """The numbers of the goal that an indicator of the table has, too. `start` is where the form begins.

    In a form that also prints what was reached, a number may be of that.
    """
    rows = [row for row in table.rows if row.target is not None]
    if not 0 < len(rows) <= _MOST_ROWS:
        return
    end = min(row.heading.start for row in rows)
    if not 0 <= end - start <= _LONGEST:
        return
    form = text[start:end]
    header = _HEADER.search(form)
    form = form[: header.start()] if header else form
    if "目标" not in form:
        return
    names = [_names(row) for row in rows]
    found: dict[int, list[Claim]] = {}
    pieces = _pieces(form, start, table)
    several_years = _PERIOD.search(form) is not None
    if table.whole is not None or not several_years:
        yield from _given(pieces, table)
    if several_years and not any(row.period or row.actual for row in rows):
        return  # the number may be that of the whole period
    for told in islice(_numbers(pieces), _MOST_NUMBERS):
        named = _named(told, names) or _spoken_of(told, rows)
        if len(named) == 1 and (claim := _claim(told, rows[named[0]])) is not None:
            found.setdefault(named[0], []).append(claim)
    for claims in found.values():
        holding = [claim for claim in claims if _holds(claim)]
        if len(claims) == 2 and len(holding) == 1 and not _holds(holding[0]._replace(readings=holding[0].readings[:1])):
            yield from claims  # one tells the whole period, the other the year
        else:
            yield from holding or claims  # a goal may tell parts of a whole under its name, too


def _names(row: Indicator) -> tuple[str, ...]:
    """The name of an indicator, and its description where that is no more than a fuller name: 更新车辆数量, 更新环卫车辆数量."""
    name = core(row.name)
    if row.description is None or len(row.description[0]) > _LONGEST_NAME or _NO_NAME.search(row.description[0]):
        return (name,)
    fuller = core(row.description[0])
    return (name, fuller) if len(fuller) > len(name) and set(name) <= set(fuller) else (name,)


def _pieces(form: str, start: int, table: TargetTable) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = start
    for number, written in enumerate(form.split("\n")):
        for found in _CELL.finditer(written):
            words = found.group()
            if len(words.strip()) > 1:
                passage = Passage.whole(words, at + found.start())
                pieces.append(_Piece(words, number, scan_passage(passage, table.section, table.block) if _DIGIT.search(words) else None))
        at += len(written) + 1
    return pieces


def _given(pieces: Sequence[_Piece], table: TargetTable) -> Iterator[Claim]:
    """The amount that the goal says the project is given, against the amounts of the form."""
    amounts = [fact for fact in (table.budget, table.whole, *table.funds) if fact is not None and fact.quantity.kind is Kind.MONEY]
    told = [
        piece.line.fact(quantity, "安排资金")
        for piece in pieces
        if piece.line is not None and len(piece.text) >= _PROSE and _CLAUSE.last(piece.text, 0, len(piece.text)) > 0
        for quantity in piece.line.quantities
        if quantity.kind is Kind.MONEY and is_headline(piece.line, quantity) and tells_all(piece.line, quantity)
    ]
    if table.budget is None or len(told) != 1 or table.budget not in amounts:
        return
    readings = tuple(Reading(Operation.EQUAL, (Term(fact),)) for fact in amounts)
    yield Claim(ClaimKind.TARGET_TABLE, told[0], readings, (), frozenset({"goal-amount"}), source=Source.TABLE)


def _numbers(pieces: Sequence[_Piece]) -> Iterator[_Told]:
    for index, piece in enumerate(pieces):
        line = piece.line
        if line is None:
            continue
        for quantity in line.quantities:
            if quantity.high is not None or quantity.bound in _VAGUE or quantity.inherited:
                continue
            cut = _CLAUSE.behind_last(piece.text, 0, quantity.number_start)
            words = CUE.sub("", piece.text[cut : quantity.number_start])
            before = tuple(other for other in pieces[max(0, index - 3 * _REACH) : index] if piece.number - other.number <= _REACH)
            behind = tuple(other for other in pieces[index + 1 : index + 1 + 3 * _REACH] if other.number - piece.number <= _REACH)
            yield _Told(line, quantity, words, cut > 0, before, behind)


def _named(told: _Told, rows: Sequence[tuple[str, ...]]) -> list[int]:
    """The rows whose names the words around a number make up, put together with the nearest line above that may run on into them."""
    words = _FOR_WHOM.sub("", told.words)
    names = [row[0] for row in rows]
    open_to = [index for index, name in enumerate(names) if len(name) >= FEWEST and (not _CHANGE.search(words) or _CHANGE.search(name))]
    own, measured = core(words), core(words + told.quantity.unit.lstrip(MULTIPLIERS))
    behind = told.line.text[told.quantity.end : told.quantity.end + _REACH_BEHIND]
    found = [
        index for index in open_to if any(same(name, own) or same(name, measured) or counted(name, words, behind) for name in rows[index])
    ]
    if found or told.whole:
        return found
    if len(words.strip()) >= FEWEST:
        found = [index for index in open_to if own and names[index].endswith(own)]
        if len(found) == 1:
            return found
    for other in reversed(told.before):
        if found := [index for index in open_to if _continued(names[index], words, other.text)]:
            return found
    return []


def _spoken_of(told: _Told, rows: Sequence[Indicator]) -> list[int]:
    """The one row of which nearly all characters stand around a number: 为 2100 名留守儿童配送爱心午餐, 享受爱心午餐的留守儿童人数."""
    line, quantity = told.line, told.quantity
    if quantity.kind is not Kind.COUNT or _CHANGE.search(told.words):
        return []
    start = _CLAUSE.behind_last(line.text, 0, quantity.number_start)
    stop = min((at for mark in "，。；;" if (at := line.text.find(mark, quantity.end)) >= 0), default=len(line.text))
    words = set(line.text[start:stop])
    found = []
    for index, row in enumerate(rows):
        description = row.description[0] if row.description is not None else ""
        for name in {core(row.name), core(description) if len(description) <= 2 * _LONGEST_NAME else ""}:
            telling = set(name)
            if len(telling) >= _FEWEST_TOLD and len(telling & words) >= _NEARLY_ALL * len(telling):
                found.append(index)
                break
    near = len(found) == 1 and (aim := rows[found[0]].target) is not None and _is_near(quantity, aim.quantity)
    return found if near else []


def _is_near(one: Quantity, other: Quantity) -> bool:
    low, high = sorted((one.value, other.value))
    return low > 0 and high <= 2 * low


def _continued(name: str, words: str, above: str) -> bool:
    """Whether a line above runs on into the words before a number."""
    if words.strip():
        return same(name, core(_CLAUSE.tail(above.rstrip()) + words.lstrip()))
    if same(name, core(CUE.sub("", _CLAUSE.tail(above.rstrip())))):
        return True
    return any(same(name, core(CUE.sub("", _CLAUSE.tail(above[: cue.end()])))) for cue in _CUE_INSIDE.finditer(above))


def _claim(told: _Told, row: Indicator) -> Claim | None:
    """The number told against the targets of the row, if they can be compared."""
    assert row.target is not None  # only such rows are looked at
    aims = [aim for aim in (row.target, row.period, row.actual) if aim is not None]
    stated = _in_unit(told, row.target.quantity)
    if stated is None or any(aim.quantity.bound in _VAGUE for aim in aims):
        return None
    if {stated.bound, row.target.quantity.bound} & _UP and {stated.bound, row.target.quantity.bound} & _DOWN:
        return None
    fact = _plainly(told.line.fact(stated, bare(row.name)), coarse=stated.factor > row.target.quantity.factor)
    readings = tuple(Reading(Operation.EQUAL, (Term(_alike(aim, stated)),)) for aim in aims)
    traits = frozenset({"goal", *({"reached"} if row.actual else ())})
    related = (("name", row.heading), *((("actual", row.actual.span),) if row.actual is not None else ()))
    return Claim(ClaimKind.TARGET_TABLE, fact, readings, (), traits, related, Source.TABLE)


def _in_unit(told: _Told, aim: Quantity) -> Quantity | None:
    """The number in the unit of the target; a unit that has gone to another line is looked for there."""
    quantity = told.quantity
    if quantity.kind is not Kind.NUMBER or quantity.unit:
        if comparable(quantity, aim) and quantity.kind is not Kind.NUMBER:
            return quantity
        if aim.kind is Kind.NUMBER and not aim.unit and quantity.kind is Kind.COUNT:
            return quantity
    if told.line.text[quantity.end :].strip():
        return None
    for piece in told.behind:
        joined = told.line.text[quantity.start : quantity.end].rstrip() + piece.text[:_HEAD]
        line = scan_passage(Passage.whole(joined, 0), 0, 0)
        if line.quantities and line.quantities[0].end > quantity.end - quantity.start:
            full = line.quantities[0]
            if full.kind is not Kind.NUMBER and comparable(full, aim):
                return quantity._replace(kind=full.kind, unit=full.unit, factor=full.factor, step=full.step, inherited=True)
    return None


def _alike(aim: Fact, stated: Quantity) -> Fact:
    """A target in the unit of the number told, when it has none of its own."""
    quantity = aim.quantity
    if quantity.kind is Kind.NUMBER and stated.kind is Kind.COUNT:
        aim = aim._replace(quantity=quantity._replace(kind=stated.kind, unit=stated.unit, inherited=True))
    return _plainly(aim, coarse=quantity.factor > stated.factor)


def _plainly(fact: Fact, *, coarse: bool) -> Fact:
    """The number itself, whatever limits it: what is aimed at is exact. A number in larger units than the other's may be rounded."""
    quantity = fact.quantity
    bound = Bound.EXACT if quantity.bound in _LIMITS else quantity.bound
    rounded = coarse and len(quantity.number.as_tuple().digits) >= _ROUNDED
    return fact._replace(quantity=quantity._replace(bound=bound, step=quantity.step if rounded else quantity.step * 0))


def _holds(claim: Claim) -> bool:
    stated = claim.stated.quantity
    aims = [reading.terms[0].fact.quantity for reading in claim.readings]
    return any(2 * abs(aim.value - stated.value) <= max(aim.step, stated.step) for aim in aims)
