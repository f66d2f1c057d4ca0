"""What a score table asserts by its levels: full marks and scores of the indicators of a group add up to the group's, groups to the total.

A sum is claimed only if every addend has a number. In a damaged table nothing is claimed but what one row says by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.extract.scores.score_rows import Node, Total, Tree, score_fact
from auditor.extract.tables.grids import cell_number
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Source, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

EXTRA = compiled("加分|扣分|减分|附加|奖励分|倒扣|一票否决")
EXECUTED = compiled("执行率|预算执行")
WHOLE = Decimal(100)
APART = (Decimal(10), Decimal(20))  # full marks of the budget's execution, printed elsewhere
FEWEST_ASSUMED = 4  # indicators that must be there before a table without total is expected to reach 100


class Column(NamedTuple):
    """One of the two columns of numbers: how it is called, the trait of its claims, and how to read it."""

    name: str
    trait: str

    def of(self, node: Node | Total) -> Fact | None:
        """The number that a node or total has in this column."""
        if self.trait == "weights":
            return node.full if isinstance(node, Node) else node.marks
        return node.score


WEIGHTS = Column("分值", "weights")
SCORES = Column("得分", "points")


def score_table_claims(tree: Tree) -> Iterator[Claim]:
    """All sums and rates that a score table asserts."""
    yield from _printed_twice(tree)
    yield from _rates(tree)
    yield from _deducted(tree)
    if tree.damage:
        return
    claims = [claim for column in (WEIGHTS, SCORES) for claim in (*_groups(tree, column), *_totals(tree, column))]
    if not tree.cut and not any(total.marks for total in tree.totals):
        claims += _whole(tree)
    yield from (claim._replace(traits=claim.traits | {"moved"}) if tree.moved else claim for claim in claims)


def _printed_twice(tree: Tree) -> Iterator[Claim]:
    """Full marks behind a name beside those in the column of full marks."""
    for node in tree.nodes:
        if node.bracket is not None and node.marks is not None and node.bracket.quantity.kind is node.marks.quantity.kind:
            traits = {"level", "scores", "weights", "printed-twice"} | ({"moved"} if tree.damage or tree.moved else set())
            reading = Reading(Operation.SUM, (Term(node.marks),))
            yield Claim(ClaimKind.SUM, node.bracket, (reading,), (node.name, "分值"), frozenset(traits), source=Source.TABLE)


def _rates(tree: Tree) -> Iterator[Claim]:
    """得分率 of a row: its score over its full marks."""
    for node in tree.nodes:
        cells = node.cells.get("rate")
        quantity = cell_number(cells[0]) if cells else None
        if not cells or quantity is None or node.full is None or node.score is None or not node.full.quantity.number:
            continue
        if quantity.kind is Kind.NUMBER and "%" in tree.layout.cells[tree.layout.roles["rate"]].text.replace("％", "%"):
            quantity = quantity._replace(kind=Kind.PERCENT, unit="%", inherited=True)
        if quantity.kind is Kind.PERCENT and node.full.quantity.kind is node.score.quantity.kind:
            stated = Fact(quantity, cells[0].span(quantity.start, quantity.end), node.name, cells[0].section, source=Source.TABLE)
            header = tree.layout.cells[tree.layout.roles["rate"]]
            reading = Reading(Operation.QUOTIENT, (Term(node.score),), (Term(node.full),))
            traits = frozenset({"row-formula", "column"})
            yield Claim(
                ClaimKind.RATIO, stated, (reading,), (header.text.strip(),), traits, (("header", header.passage.span),), Source.TABLE
            )


def _deducted(tree: Tree) -> Iterator[Claim]:
    """扣分 of a row: its full marks less its score."""
    for node in tree.nodes:
        cells = node.cells.get("deduction")
        fact = score_fact(cells[0], "扣分") if cells else None
        if (
            fact is None
            or node.full is None
            or node.score is None
            or not fact.quantity.kind is node.full.quantity.kind is node.score.quantity.kind
        ):
            continue
        reading = Reading(Operation.SUM, (Term(node.full), Term(fact, -1)), name="满分减扣分")
        stated = node.score._replace(what=node.name)
        yield Claim(ClaimKind.SCORE_SUM, stated, (reading,), ("得分",), frozenset({"closed", "row-deduction"}), source=Source.TABLE)


def _groups(tree: Tree, column: Column) -> Iterator[Claim]:
    """Every group against what it is made of."""
    for node in tree.nodes:
        stated = column.of(node)
        if not node.children or stated is None or has_extra(node.children):
            continue
        reading = _sum(_parts(node.children, column))
        if reading is not None and _alike(stated, reading):
            yield _claim(stated, [reading], node.name, column)


def _totals(tree: Tree, column: Column) -> Iterator[Claim]:
    """The total rows against the groups, or the indicators, with and without the block of the budget's execution."""
    if has_extra(tree.nodes) or tree.cut:
        return
    for total in tree.subtotals:
        stated = column.of(total)
        inside = {id(node) for node in total.since}
        reading = _sum(_parts([node for node in total.since if id(node.parent) not in inside], column))
        if stated is not None and reading is not None and _alike(stated, reading):
            yield _claim(stated, [reading], total.label.text.strip(), column)
    for total in tree.totals:
        stated = column.of(total)
        readings = [reading for reading in total_readings(tree, column) if stated is not None and _alike(stated, reading)]
        if stated is not None and readings:
            yield _claim(stated, readings, total.label.text.strip(), column, "table-total")


def total_readings(tree: Tree, column: Column) -> list[Reading]:
    """The ways to add up a whole table, most natural first; none if an addend is missing."""
    sums = [_parts(tree.roots, column), _parts(tree.leaves, column), _subtotals(tree, column)]
    found: list[Reading] = []
    execution = column.of(tree.execution) if tree.execution is not None else None
    inside = any(EXECUTED.search(node.name) for node in tree.nodes)
    for facts in sums:
        if facts is None:
            continue
        ways = [facts] if execution is None else [facts, [execution, *facts]] if inside else [[execution, *facts], facts]
        for way in ways:
            reading = _sum(way)
            if reading is not None and reading not in found:
                found.append(reading)
    return found


def _subtotals(tree: Tree, column: Column) -> list[Fact] | None:
    """The subtotal rows, where every indicator stands above one of them."""
    facts = [fact for total in tree.subtotals if (fact := column.of(total)) is not None]
    covered = sum(len(total.since) for total in tree.subtotals)
    return facts if len(facts) == len(tree.subtotals) > 1 and covered == len(tree.nodes) else None


def _whole(tree: Tree) -> Iterator[Claim]:
    """A table that prints no total of its full marks: they should come to 100, the budget's execution included."""
    cells = tree.layout.cells
    columns = (*sorted(tree.layout.marks.values()), *(column for _, column in tree.layout.levels))
    head = next((cells[column] for column in columns if column in cells), None)
    readings = total_readings(tree, WEIGHTS)
    if head is None or not readings or len(tree.leaves) < FEWEST_ASSUMED or has_extra(tree.nodes):
        return
    kind = readings[0].terms[0].fact.quantity.kind
    text = head.text.strip()
    offset = head.text.find(text)

    def points(number: Decimal) -> Fact:
        quantity = Quantity(offset, offset + len(text), text, number, "分" if kind is Kind.SCORE else "%", kind, inherited=True)
        return Fact(quantity, head.passage.span, "分值", head.section, source=Source.TABLE)

    apart = (
        []
        if tree.execution is not None
        else [
            reading._replace(terms=(*reading.terms, Term(points(number))), name=f"预算执行率{number}分另计")
            for number in APART
            for reading in readings[:1]
        ]
    )
    stated = points(WHOLE)
    if _alike(stated, readings[0]):
        yield _claim(stated, [*readings, *apart], "分值", WEIGHTS, "assumed", "table-total")


# --------------------------------------------------------------------------------------------------------------- addends


def _parts(nodes: Sequence[Node], column: Column) -> list[Fact] | None:
    """The numbers of some nodes; of a group that has none those of what it is made of. None if one is missing."""
    facts: list[Fact] = []
    for node in nodes:
        own = column.of(node)
        below = _parts(node.children, column) if own is None and node.children else None
        if own is not None:
            facts.append(own)
        elif below is not None:
            facts += below
        else:
            return None
    return facts


def _sum(facts: Sequence[Fact] | None) -> Reading | None:
    return Reading(Operation.SUM, tuple(Term(fact) for fact in facts)) if facts else None


def _alike(stated: Fact, reading: Reading) -> bool:
    """Whether total and addends are all points, or all per cent."""
    return all(term.fact.quantity.kind is stated.quantity.kind for term in reading.terms)


def has_extra(nodes: Sequence[Node]) -> bool:
    """Bonus and penalty points: the sum then follows a rule of its own."""
    return any(EXTRA.search(node.name) for node in nodes)


def _claim(stated: Fact, readings: Sequence[Reading], label: str, column: Column, *traits: str) -> Claim:
    named = frozenset({"scores", "level", *traits, *({"weights"} if column is WEIGHTS else ())})
    return Claim(ClaimKind.SUM, stated._replace(what=label), tuple(readings), (label, column.name), named, source=Source.TABLE)
