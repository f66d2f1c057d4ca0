"""Full marks that the text tells of a group or indicator against those of the score table: 决策类指标满分20分, where the table has 15."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.scores.marks import Marks, Role
from auditor.extract.scores.score_rows import Tree
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Reading, Term
from auditor.patterns import compiled

_WORDS = "(?:类|方面)?(?:的?(?:一级|二级|三级)?指标)?(?:设置|设定)?的?(?:满分|分值|权重|标准分|总分|应得分|占)?(?:值)?(?:共计?|为|是)?$"
_NAME = compiled(f'^(?:其中|包括|[（(]?[一二三四五六七八九十\\d]{{1,3}}[）)、.．])|[\\s“”"、，]|{_WORDS}')
_GROUP = compiled("(?:类|方面)?(?:(?:一级|二级|三级)?指标)$")
_SHORTEST = 2


def told_mark_claims(trees: Sequence[Tree], told: Marks) -> Iterator[Claim]:
    """Every name whose full marks the text tells once, and the tables tell alike."""
    printed: dict[str, list[Fact]] = {}
    for tree in trees:
        if tree.damage or tree.moved:
            return
        for node in tree.nodes:
            if node.full is not None and node.full.quantity.kind is Kind.SCORE:
                printed.setdefault(_bare(node.name), []).append(node.full)
    if not printed:
        return
    named: dict[str, list[Fact]] = {}
    for marks in told.values():
        for mark in marks:
            if mark.role is Role.FULL and mark.depth <= 1 and (name := _bare(mark.line.label(mark.quantity))) in printed:
                named.setdefault(name, []).append(mark.line.fact(mark.quantity, name))
    for name, facts in named.items():
        columns = printed[name]
        if len({fact.quantity.value for fact in columns}) == 1 and len({fact.quantity.value for fact in facts}) == 1:
            readings = (Reading(Operation.EQUAL, (Term(columns[0]._replace(what=name)),)),)
            others = tuple(("full_marks", fact.span) for fact in columns[1:3])
            yield Claim(ClaimKind.VALUE, facts[0], readings, (name,), frozenset({"score", "told-marks"}), others)


def _bare(name: str) -> str:
    bare = _GROUP.sub("", _NAME.sub("", name))
    return bare if len(bare) >= _SHORTEST else ""
