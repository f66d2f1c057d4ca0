"""What was awarded, told level by level in running text: 资金管理，分值15分，得分13分。（1）到位率（5分）……得5分。（2）……

The full marks prove what belongs to what: a group is added up only where the full marks of its items come to its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from auditor.extract.lines import Line
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Source, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

_NUMBER = "(\\d{1,3}(?:\\.\\d{1,2})?)\\s?分"
_FULL = compiled(f"[（(](?:满分|分值|权重)?[：:为]?{_NUMBER}[）)]|(?:分值|满分|权重|标准分)[为：:]?{_NUMBER}(?![）)])")
_AWARD = compiled(f"得分?(?:为|是|：|:)?\\s?{_NUMBER}(?=[。；，,;]|\\s*$)")
_HEAD = compiled(
    "(?:^|[。；;])\\s*(?:([一二三四五六七八九十]{1,3})、|([（(])[一二三四五六七八九十]{1,3}[）)]|(\\d{1,2})\\s?[.．、]|([（(])\\d{1,2}[）)]|([①-⑳]))?"
    "\\s?([^\\W\\d][^，。；;：:（()）\\s]{1,24})[，,：:]?$"
)
_NO_ITEM = compiled("总分|合计|共计|总计|综合|加分|扣分|附加|奖励|评[分价]标准|其中")
_HYPOTHETICAL = compiled("[每可应者]|不超过|以[上下内]|否则|最[高低]|的$|完成的|达[到标]的")
_LOOK_BACK = 36  # characters before full marks that hold marker and name
_CLAUSE = 10  # characters before an award that may make it a rule
_AT_ONCE = 8  # characters between full marks and an award that stands beside them
_FEWEST = 2


class _Item(NamedTuple):
    """A name with its full marks, and how its heading looks: items that look alike are of one level."""

    name: str
    look: tuple[int, bool]
    full: Decimal
    line: int  # its place in the sequence of lines
    start: int  # of the words with the full marks
    end: int


class _Node:
    """An item with what was awarded to it and the items under it."""

    def __init__(self, item: _Item, award: Fact | None) -> None:
        self.item = item
        self.award = award
        self.below: list[_Node] = []

    @property
    def is_whole(self) -> bool:
        """Whether the full marks of the items under it come to its own, and each tells its award."""
        return (
            len(self.below) >= _FEWEST
            and sum(node.item.full for node in self.below) == self.item.full
            and all(node.award is not None for node in self.below)
        )


def told_level_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """Every group whose award and whose items' awards are told."""
    for node in _nodes(lines):
        if node.award is None or not node.is_whole:
            continue
        ways = [_sum(node.below)]
        if any(child.is_whole for child in node.below):  # what is wrong in an item is said there
            ways.append(_sum([part for child in node.below for part in (child.below if child.is_whole else (child,))]))
        ways += [
            _sum([part for child in node.below for part in (child.below if child is wrong else (child,))])
            for wrong in node.below
            if wrong.is_whole
        ]
        yield Claim(ClaimKind.SCORE_SUM, node.award, tuple(ways), ("得分",), frozenset({"prose", "closed", "told-levels"}))


def _sum(nodes: Iterable[_Node]) -> Reading:
    return Reading(Operation.SUM, tuple(Term(node.award) for node in nodes if node.award is not None), name="下级各项")


def _nodes(lines: Sequence[Line]) -> list[_Node]:
    """All items, each under the last one before it that looks otherwise and is still open."""
    items = [item for position, line in enumerate(lines) if "分" in line.text for item in _items(line, position)]
    nodes: list[_Node] = []
    chain: list[_Node] = []
    for place, item in enumerate(items):
        following = items[place + 1] if place + 1 < len(items) else None
        node = _Node(item, _award(lines, item, following))
        looks = [open_.item.look for open_ in chain]
        if item.look in looks:
            del chain[looks.index(item.look) :]
        if chain:
            chain[-1].below.append(node)
        chain.append(node)
        nodes.append(node)
    return nodes


def _items(line: Line, position: int) -> Iterator[_Item]:
    text = line.text
    for found in _FULL.finditer(text):
        head = _HEAD.search(text[max(0, found.start() - _LOOK_BACK) : found.start()])
        if head is None or _NO_ITEM.search(head[6]) or (head.start() == 0 and found.start() > _LOOK_BACK and head[0][0] not in "。；;"):
            continue
        marker = next((group for group in range(1, 6) if head[group]), 0)
        yield _Item(head[6], (marker, found[1] is not None), Decimal(found[1] or found[2]), position, found.start(), found.end())


def _award(lines: Sequence[Line], item: _Item, following: _Item | None) -> Fact | None:
    """What stands beside the full marks, else the last award before the next item; None where a paragraph of another section comes first."""
    last = following.line if following is not None else item.line
    result: Fact | None = None
    for position in range(item.line, last + 1):
        line = lines[position]
        if line.section != lines[item.line].section and position != last:
            break
        begin = item.end if position == item.line else 0
        end = following.start if following is not None and position == following.line else len(line.text)
        for found in _AWARD.finditer(line.text, begin, end):
            if _HYPOTHETICAL.search(line.text, max(begin, found.start() - _CLAUSE), found.start()):
                continue
            result = _fact(line, found.start(1), found.end(1), item.name)
            if position == item.line and found.start() - item.end <= _AT_ONCE:
                return result
    return result


def _fact(line: Line, start: int, end: int, name: str) -> Fact:
    text = line.text[start:end]
    number = Decimal(text)
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    quantity = Quantity(start, end, text, number, "分", Kind.SCORE, step=step, number_start=start, number_end=end)
    return Fact(quantity, line.span(start, end), name, line.section, source=Source.TEXT)
