"""What is compared with what: direction words before a number, which amount is last year's, which are changes or asides.

Chinese drops the base when it was said before, so the subject of a comparison is the nearest like amount in front that is neither a
change nor in a closed bracket.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract.lines import Line, like
from auditor.extract.stops import Stops
from auditor.model import Kind, Quantity, Term
from auditor.patterns import compiled

UP = "增长|增加|增幅|提高|上升|上涨|增收|增支|增产|提升|扩大|上浮"
DOWN = "下降|减少|降低|降幅|压减|减收|减支|减产|缩减|下浮|回落|收窄|减幅|压缩"
LEVELS = frozenset({Kind.MONEY, Kind.NUMBER, Kind.COUNT, Kind.AREA, Kind.WEIGHT, Kind.LENGTH, Kind.VOLUME, Kind.OTHER})
DIRECTION = compiled(
    f"(?:(?P<up>{UP}|[增涨](?=了|约|\\s*$))|(?P<down>{DOWN}|[减降](?=了|约|\\s*$))|(?P<signed>增减|变动))"
    "(?:了|率|幅度|比例|幅|额|数额|金额|数量?)?(?:为|达到|达|约|近|超|超过|共)?[：:]?\\s*$"
)
CHANGE = compiled(
    f"(?:{UP}|{DOWN}|[增减](?!值|长|加|少)[一-龥]{{1,3}}|增|减|降|增减|变动|[比较][一-龥\\d]{{2,8}}[多少])(?:了|额|支出|收入|资金|数|数额|金额|人数)?(?:为|约|近|共)?[：:]?\\s*$"
)
MORE = compiled("[，,]?\\s*([多少])了?约?\\s*")
MORE_ENDS = frozenset("多少了约")  # its last characters, but for blanks
DIRECTION_ENDS = frozenset("长加幅高升涨收支产大浮增降少低减落窄缩动了率度例额数量为到达约近超过共：:")  # and those of `DIRECTION`
LAST_YEAR = compiled("(?<!比)较(?!为|好|大|多|高)|比(?![较重例率值])|上年|去年|同期|年初|上一年|前一年|基期|上月|上季")
PASSED = compiled("(?:突破|跨越|跨过|越过|迈[上过入]|站上|跃上|冲破)了?$")
CLAUSE_ENDS = Stops("，。；、,;（(）)")
CLAUSES = Stops("。；，")
YEAR = compiled("((?:19|20)\\d{2})\\s*年")
YEARS = compiled("((?:19|20)\\d{2})\\s*年?(?:度)?(?=\\s*[、和与及]|\\s*年|[一-龥])")
RESPECTIVELY = compiled("分别(?:为|是|达到?|完成)?\\s*$")
FROM = compiled("[由从]")
UNTIL = compiled("到|至|为")
THIS_YEAR = compiled("20\\d\\d|今年|本年|当年|年")
BLANKS = frozenset(
    " \u3000\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f"
)
REACH = 24  # characters before an amount in which last year's may stand


def direction(line: Line, quantity: Quantity) -> int | None:
    """By the words right before a number: +1 for 增长, −1 for 下降, 0 for 增减 (the number carries its sign), None for none of them."""
    found = DIRECTION.search(line.text, max(0, quantity.start - 14), quantity.start) if may_be_change(line, quantity) else None
    if found is None:
        more = _apart_from_base(line, quantity)
        return None if more is None else 1 if more == "多" else -1
    return 1 if found.group("up") else -1 if found.group("down") else 0


def is_change(line: Line, quantity: Quantity) -> bool:
    """Whether an amount is one that was added or taken away."""
    start = quantity.start
    return CHANGE.search(line.text, max(0, start - 12), start) is not None or _apart_from_base(line, quantity) is not None


def may_be_change(line: Line, quantity: Quantity) -> bool:
    """Whether the words before a number end as those of a direction do: few do, and to look at one character is a tenth of the search."""
    return _last_before(line.text, quantity.start) in DIRECTION_ENDS


def _last_before(text: str, place: int) -> str:
    """The character in front of a place and of the blanks before it."""
    place -= 1
    while place >= 0 and text[place] in BLANKS:
        place -= 1
    return text[place] if place >= 0 else ""


def is_threshold(line: Line, quantity: Quantity) -> bool:
    """Whether an amount is a round one that was passed, and no level: 突破 600 亿元大关."""
    text = line.text
    return (
        text.startswith(("大关", "台阶", "关口"), quantity.end)
        or PASSED.search(text, max(0, quantity.start - 6), quantity.start) is not None
    )


def _apart_from_base(line: Line, quantity: Quantity) -> str | None:
    """多 or 少 between last year's amount and this one: 比上年的 170 件少了 25 件."""
    start = quantity.start
    if _last_before(line.text, start) not in MORE_ENDS:
        return None
    before = line.between(max(0, start - REACH), start)
    if not before or before[-1].kind is not quantity.kind:
        return None
    found = MORE.fullmatch(line.text, before[-1].end, start)
    return found.group(1) if found is not None and is_base(line, before[-1]) else None


def is_base(line: Line, quantity: Quantity) -> bool:
    """Whether the words between the amount before and this one name it as last year's: 较2020年收入, 上年同期."""
    before = line.text[max(0, quantity.start - 16) : quantity.start]
    for other in line.between(max(0, quantity.start - 24), quantity.start)[-1:]:
        before = before[-max(1, quantity.start - other.end) :]
    before = CLAUSE_ENDS.tail(before)
    return LAST_YEAR.search(before) is not None and not CHANGE.search(before)


def open_air(line: Line, operands: Sequence[Quantity], position: int) -> list[Quantity]:
    """The amounts that do not stand in a bracket closed before `position`: those are asides, no subjects."""
    return [quantity for quantity in operands if not _in_closed_bracket(line.text, quantity, position)]


def _in_closed_bracket(text: str, quantity: Quantity, position: int) -> bool:
    low = max(0, quantity.start - 80)
    opening = max(text.rfind("（", low, quantity.start), text.rfind("(", low, quantity.start))
    closing = max(text.rfind("）", low, quantity.start), text.rfind(")", low, quantity.start))
    if opening <= closing:
        return False
    return text.find("）", quantity.end, position) >= 0 or text.find(")", quantity.end, position) >= 0


def base_and_subject(line: Line, levels: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Base and subject among the last two levels before a change: 由 a 到 b, one called last year's, or two years in a row."""
    if len(levels) < 2:
        return None
    first, second = levels[-2], levels[-1]
    if not like(first, second):
        return None
    between = line.text[first.end : second.start]
    before = line.text[max(0, first.start - 14) : first.start]
    if FROM.search(before) and UNTIL.search(between):
        return first, second
    first_base, second_base = is_base(line, first), is_base(line, second)
    if second_base and not first_base:
        return second, first
    if first_base and not second_base and THIS_YEAR.search(between):
        return first, second
    forward = _respectively(line, first, between)
    if forward is not None:
        return (first, second) if forward else (second, first)
    years = _year_before(line, first), _year_before(line, second)
    if years[0] and years[1] and abs(years[0] - years[1]) == 1:
        return (first, second) if years[0] < years[1] else (second, first)
    return None


def bracketed_base(line: Line, operands: Sequence[Quantity], levels: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Base and subject where last year's amount stands in a bracket right behind the last level: 145 件（上年 170 件）."""
    if not levels:
        return None
    subject = levels[-1]
    behind = [q for q in operands if subject.end <= q.start <= subject.end + 14]
    if len(behind) == 1 and like(behind[0], subject) and line.text[subject.end] in "（(" and is_base(line, behind[0]):
        return behind[0], subject
    return None


def _respectively(line: Line, first: Quantity, between: str) -> bool | None:
    """Whether two amounts of 2021 年、2022 年……分别为 a 和 b run forward in time; None if they are no such pair."""
    if between not in ("和", "、", "与", "及"):
        return None
    before = line.text[max(0, first.start - 40) : first.start]
    told = RESPECTIVELY.search(before)
    years = YEARS.findall(CLAUSES.tail(before)) if told else []
    if len(years) != 2 or abs(int(years[0]) - int(years[1])) != 1:
        return None
    return int(years[0]) < int(years[1])


def _year_before(line: Line, quantity: Quantity) -> int | None:
    found = YEAR.findall(line.text[max(0, quantity.start - 24) : quantity.start])
    return int(found[-1]) if found else None


def year_after(line: Line, subject: Quantity, change: Quantity) -> bool:
    """Whether the year that follows the year of `subject` is named between it and `change`."""
    year = _year_before(line, subject)
    later = YEAR.findall(line.text[subject.end : change.start])
    return year is not None and bool(later) and int(later[-1]) == year + 1


def term(line: Line, quantity: Quantity, sign: int = 1) -> tuple[Term, ...]:
    """One quantity as the only term of an operand."""
    return (Term(line.fact(quantity), sign),)
