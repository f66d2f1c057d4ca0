"""What bulletins compute from values of the same passage: the structure of three parts, natural growth, the ratio of two incomes.

三次产业结构为 10.5∶38.5∶51.0; 出生率 7.20‰，死亡率 8.10‰，自然增长率 −0.90‰; 城镇 38,400 元，农村 20,000 元，城乡比 1.92; 城镇化率 60%.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.extract.lines import Line, like
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

STRUCTURE = compiled("(?:结构|比例|占比|构成|比重)(?:由[^，。；]{0,40}?(?:调整|变化|优化)?[为到至]|调整为|优化为|为|是|：)\\s*(?=\\d)")
COLONS = frozenset("：:∶")
NATURAL = compiled("自然增长率(?:为|是|：)?\\s*[-－—–]?\\s*$")
MINUS = frozenset("-－—–−")
URBAN = compiled("城镇化率(?:为|达到?|是|：)?\\s*$")
INCOMES = compiled("(?:城乡|城镇与农村|农村与城镇|两者)[一-龥]{0,14}?(?:收入)?(?:之)?(?:比值?|倍差|倍数)(?:为|是|由|：)?\\s*$")
PARTS = 3
FEWEST = 2  # numbers besides the result
REACH = 420  # characters before a result in which its operands stand
WHOLE = 100
FAR = 12  # per cent of a whole that three shares may miss


def bulletin_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """The structures, rates and ratios of the paragraphs that give their operands."""
    for line in lines:
        text = line.text
        if "第三产业" in text:
            yield from _structures(line)
        if "城镇" in text and len(line.quantities) > FEWEST:
            yield from _urbanisation(line)
            yield from _income_ratios(line)
        if "自然增长率" in text:
            yield from _natural_growth(line)


def _structures(line: Line) -> Iterator[Claim]:
    """三次产业结构 a：b：c, each share against its part of the three values told before."""
    for cue in STRUCTURE.finditer(line.text):
        shares = line.between(cue.end(), cue.end() + 32)[:PARTS]
        if len(shares) < PARTS or any(line.text[a.end : b.start].strip() not in COLONS for a, b in pairwise(shares)):
            continue
        if not WHOLE - FAR < sum(share.number for share in shares) < WHOLE + FAR:
            continue
        parts = _three_sectors(line, cue.start())
        if not parts:
            continue
        over = tuple(Term(line.fact(part)) for part in parts)
        for share, part in zip(shares, parts, strict=True):
            rate = share._replace(kind=Kind.PERCENT, unit="%")
            reading = Reading(Operation.QUOTIENT, (Term(line.fact(part)),), over)
            yield Claim(
                ClaimKind.RATIO, line.fact(rate, line.label(part)), (reading,), ("结构",), frozenset({"triple"}), source=line.source
            )


def _three_sectors(line: Line, end: int) -> list[Quantity]:
    """The values of the three sectors, in their order, where each is told right behind its name."""
    parts: list[Quantity] = []
    for name in ("第一产业", "第二产业", "第三产业"):
        at = line.text.rfind(name, max(0, end - REACH), end)
        first = next(iter(line.between(at, at + 24)), None) if at >= 0 else None
        if first is None or first.kind is not Kind.MONEY or first.bound is not Bound.EXACT or (parts and not like(parts[0], first)):
            return []
        if "增加值" not in line.text[at : first.start] and "产值" not in line.text[at : first.start]:
            return []
        parts.append(first)
    return parts


def _natural_growth(line: Line) -> Iterator[Claim]:
    """Births less deaths, of the same sentence or list."""
    for quantity in line.quantities:
        if quantity.kind is not Kind.PERCENT or not NATURAL.search(line.text, max(0, quantity.start - 12), quantity.start):
            continue
        low = max(0, quantity.start - REACH)
        births, deaths = (_rate_named(line, name, low, quantity.start) for name in ("出生率", "死亡率"))
        if births is None or deaths is None:
            continue
        is_negative = quantity.number < 0 or line.text[quantity.start - 1 : quantity.start] in MINUS
        high, less = (deaths, births) if is_negative else (births, deaths)
        stated = quantity._replace(number=abs(quantity.number))
        reading = Reading(Operation.SUM, (Term(line.fact(high)), Term(line.fact(less), -1)), name="出生率与死亡率之差")
        yield Claim(
            ClaimKind.BALANCE, line.fact(stated, "自然增长率"), (reading,), ("自然增长率",), frozenset({"rates"}), source=line.source
        )


def _rate_named(line: Line, name: str, low: int, high: int) -> Quantity | None:
    """The rate told right behind a name."""
    at = line.text.rfind(name, low, high)
    if at < 0:
        return None
    found = next(iter(line.between(at, at + 14)), None)
    return found if found is not None and found.kind is Kind.PERCENT and found.bound is Bound.EXACT else None


def _urbanisation(line: Line) -> Iterator[Claim]:
    """常住人口 a 万人，其中城镇常住人口 b 万人，城镇化率 p."""
    for quantity in line.quantities:
        if quantity.kind is not Kind.PERCENT or not URBAN.search(line.text, max(0, quantity.start - 12), quantity.start):
            continue
        people = [q for q in line.between(max(0, quantity.start - 120), quantity.start) if q.kind is Kind.COUNT and q.unit.endswith("人")]
        towns = [q for q in people if compiled("城镇[一-龥]{0,4}人口[为有]?$").search(line.text, max(0, q.start - 12), q.start)]
        whole = [
            q
            for q in people
            if q not in towns
            and compiled("(?<!城镇)(?<!乡村)(?<!农村)(?:常住|总)人口[为有]?$").search(line.text, max(0, q.start - 8), q.start)
        ]
        if len(towns) == 1 and len(whole) == 1:
            reading = Reading(Operation.QUOTIENT, (Term(line.fact(towns[0])),), (Term(line.fact(whole[0])),))
            traits = frozenset({"stem", "whole", "alone"})
            yield Claim(ClaimKind.RATIO, line.fact(quantity, "城镇化率"), (reading,), ("城镇化率",), traits, source=line.source)


def _income_ratios(line: Line) -> Iterator[Claim]:
    """The income of towns over that of villages."""
    for quantity in line.quantities:
        if quantity.kind not in (Kind.NUMBER, Kind.TIMES) or not INCOMES.search(line.text, max(0, quantity.start - 32), quantity.start):
            continue
        low = max(0, quantity.start - 160)
        town, village = (_income(line, name, low, quantity.start) for name in ("城镇", "农村"))
        if town is None or village is None or not 0 < village.number < town.number:
            continue
        stated = quantity._replace(kind=Kind.TIMES)
        reading = Reading(Operation.TIMES, (Term(line.fact(town)),), (Term(line.fact(village)),))
        yield Claim(
            ClaimKind.GROWTH,
            line.fact(stated, "城乡收入比"),
            (reading,),
            ("times",),
            frozenset({"base", "two-incomes"}),
            source=line.source,
        )


def _income(line: Line, name: str, low: int, high: int) -> Quantity | None:
    """The income per head told behind 城镇 or 农村."""
    at = compiled(f"{name}(?:常住)?居民人均可?支?配?纯?收入").search(line.text, low, high)
    found = next(iter(line.between(at.end(), at.end() + 14)), None) if at else None
    return found if found is not None and found.kind is Kind.MONEY and found.bound is Bound.EXACT else None
