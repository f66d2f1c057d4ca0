"""One row told again: the amount of a named project in a list, in another table, and in the text behind its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.identity.money import stage_named
from auditor.extract.lines import Line
from auditor.extract.relations.twins import Amount
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Source, Term
from auditor.patterns import compiled

TELLING = compiled(
    "(?:工程|项目|专项|资金|经费|补助)*(?:[（(][^（()）]{0,10}[）)])?[，,]?(?:(?P<actual>(?:全年|累计|实际|已|共|本年|当年)*(?:支出|执行|支付|使用)(?:数|资金|金额)?)"
    "|(?P<budget>年初预算(?:数|安排|资金)?)|(?P<adjusted>(?:调整后|全年)预算数?)|(?P<received>(?:实际)?到位(?:资金)?))(?:共|为|是|：|计)*\\s*"
)
NO_ROW = compiled("合计|总计|小计|其他|其中|资金|预算|支出|收入|经费$|费用?$|[\\d一二三四五六七八九十]+$")
SHORTEST = 4
MOST_ROWS, MOST_LINES = 300, 8


def row_claims(corpus: Corpus, tables: Mapping[int, Sequence[Amount]]) -> Iterator[Claim]:
    """Claims that a row's amount is the one told elsewhere for the same name and stage; `tables` are amounts by table."""
    rows: dict[tuple[str, str], list[tuple[int, Amount]]] = {}
    for block, cells in tables.items():
        for cell in cells:
            stage = stage_named(cell.context)
            if stage and len(cell.name) >= SHORTEST and not NO_ROW.search(cell.name):
                rows.setdefault((cell.name, stage), []).append((block, cell))
    alike = _tables_alike(rows.values())
    for (name, stage), places in list(rows.items())[:MOST_ROWS]:
        blocks = [block for block, _ in places]
        if len(set(blocks)) < len(blocks):
            continue  # one table has the name twice: two things
        first = places[0][1].fact
        if len(places) == 2 and (blocks[0], blocks[1]) in alike:
            yield _claim(first, places[1][1].fact, name)
        for line in corpus.holding((name,), MOST_LINES):
            told = _told(line, name, stage) if line.row < 0 else None
            if told is not None:
                yield _claim(line.fact(told, name), first, name)


def _tables_alike(rows: Iterable[Sequence[tuple[int, Amount]]]) -> set[tuple[int, int]]:
    """The pairs of tables that agree in at least half of the rows they share: the others are of two levels, or two years."""
    same: Counter[tuple[int, int]] = Counter()
    shared: Counter[tuple[int, int]] = Counter()
    for places in rows:
        if len(places) == 2:
            (one, first), (other, second) = places
            shared[one, other] += 1
            same[one, other] += first.fact.quantity.value == second.fact.quantity.value
    return {pair for pair, number in shared.items() if same[pair] * 2 >= number}


def _told(line: Line, name: str, stage: str) -> Quantity | None:
    """The amount that a line tells for a name at a stage, with nothing else between them."""
    at = line.text.find(name)
    found = TELLING.match(line.text, at + len(name))
    if found is None or found.lastgroup != stage:
        return None
    for quantity in line.between(found.end(), found.end() + 24)[:1]:
        if quantity.start == found.end() and quantity.kind is Kind.MONEY and quantity.is_exact:
            return quantity
    return None


def _claim(stated: Fact, other: Fact, name: str) -> Claim:
    reading = Reading(Operation.EQUAL, (Term(other._replace(what=name)),))
    traits = frozenset({"told-twice", "table", "money"})
    return Claim(
        ClaimKind.VALUE, stated._replace(what=name), (reading,), (name, "名称、期间、口径", ""), traits, source=stated.source or Source.TEXT
    )
