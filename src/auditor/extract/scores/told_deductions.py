"""What the text says was taken off an indicator against its row of the score table: 资产利用率扣0.5分, where the row has 6 分 and 5.2 分."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.scores.marks import Mark, Marks, Role
from auditor.extract.scores.score_rows import Tree
from auditor.model import Claim, ClaimKind, Kind, Operation, Reading, Term
from auditor.patterns import compiled

_DEDUCTED = compiled("(?:指标)?(?:项|上|方面)?(?:共计?|合计|自评|被)?扣(?:除|减|掉|去|了|分)?(?:共计|合计|共|为)?\\s*$")
_BARE = compiled('[\\s“”"、，（）()]|^[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]')
_HEAD = compiled("\\s*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]\\s*)?([^\\W\\d]{4,16})[：:。（(]")
_SHORTEST = 4


def deduction_claims(marks: Marks, trees: Sequence[Tree]) -> Iterator[Claim]:
    """Every deduction told once of a name that one row carries, and told right behind it."""
    told = [
        mark for paragraph in marks.values() for mark in paragraph if mark.role in (Role.DEDUCTED, Role.ALL_DEDUCTED) and mark.depth == 0
    ]
    if not told:
        return
    leaves = [node for tree in trees if not tree.damage and not tree.moved for node in tree.leaves]
    leaves = [node for node in leaves if node.score is not None and node.full is not None and node.full.quantity.kind is Kind.SCORE]
    times = Counter(_BARE.sub("", node.name) for node in leaves)
    rows = {name: node for node in leaves if times[name := _BARE.sub("", node.name)] == 1 and len(name) >= _SHORTEST}
    named = [(mark, name) for mark in told if (name := _name(mark.line, mark)) in rows or (name := _headed(mark.line)) in rows]
    again = Counter(name for _, name in named)
    for mark, name in named:
        node = rows[name]
        if again[name] > 1 or node.full is None or node.score is None:
            continue
        reading = Reading(Operation.SUM, (Term(node.full._replace(what="分值")), Term(node.score._replace(what="得分"), -1)))
        yield Claim(ClaimKind.VALUE, mark.line.fact(mark.quantity, name), (reading,), (name,), frozenset({"score", "deducted"}))


def _name(line: Line, mark: Mark) -> str:
    """The words between the last stop or number and 扣, without the number of a list."""
    words = line.label(mark.quantity)
    return _BARE.sub("", _DEDUCTED.sub("", words))


def _headed(line: Line) -> str:
    """The name that a paragraph begins with: 预算执行率：…… 扣1.88分."""
    found = _HEAD.match(line.text)
    return _BARE.sub("", found[1]) if found is not None else ""
