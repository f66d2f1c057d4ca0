"""Whether the names of a list are of one make, so that it reads as complete although no word says so.

种植类、养殖类、经营管理类; 主管网、支管网; 1号教学楼、2号教学楼; 春季学期、秋季学期: a writer who lists such names lists all there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.extract.lines import Line, like
from auditor.extract.relations.lists import Item
from auditor.model import Bound, Quantity
from auditor.patterns import compiled

CLASSES = frozenset(
    "类档级型组批期段片层部科室区村镇乡街县市校所站馆院队班厂仓库楼渠线路号季月车船"
)  # last characters that make a name one of a class
PLACES = frozenset("县区市镇乡村旗")
NUMBERED = compiled("[\\d一二三四五六七八九十①-⑩]+|[A-Za-z]|[甲乙丙丁东西南北上中下前后左右]")
OVERLAPPING = compiled("(?:老人|儿童|妇女|学生|家庭|户|人口|对象|群众|人员|党员|干部|企业|职工)$")
LONGEST = 12  # characters of a name
OPEN = compiled("其他|其余|其它|部分|主要|重点|左右")
ENDS = compiled("\\s*(?:（[^（）\\d]{0,12}）)?\\s*(?:[。；;！!）)]|$|，(?!其中|另|还|以及|和|及|与|包括))")
FEWEST = 2
JOINT = 3  # characters between two items besides the name; more is a clause of its own (，增长 1.5%)
AROUND = 160  # characters on each side in which another amount may be what the list adds up to


def whole_by_names(line: Line, total: Quantity, items: Sequence[Item]) -> Iterator[str]:
    """Traits of a list of named parts that runs to the end of its clause and whose sum is no other amount told near it."""
    labels = [item.label for item in items]
    if len(items) < FEWEST or len(set(labels)) != len(labels) or any(item.quantity.bound is not Bound.EXACT for item in items):
        return
    if not all(labels) or any(OPEN.search(label) for label in labels) or not ENDS.match(line.text, items[-1].quantity.end):
        return
    if any(item.quantity.start - before.quantity.end > len(item.label) + JOINT for before, item in pairwise(items)):
        return
    computed = sum(item.quantity.value for item in items)
    others = line.between(max(0, total.start - AROUND), min(len(line.text), items[-1].quantity.end + AROUND))
    if any(other is not total and like(other, total) and other.value == computed for other in others):
        return
    yield "to-the-end"
    if alike(labels):
        yield "alike"


def alike(labels: Sequence[str]) -> bool:
    """Whether names are numbered members of one row, or end in one word and differ in front of it."""
    if any(len(label) > LONGEST for label in labels):
        return False
    if len({NUMBERED.sub("#", label, count=1) for label in labels}) == 1:
        return True
    if all(label[-1:] in PLACES and len(label) > 2 for label in labels):  # 白石镇、东湖区
        return True
    shared = _shared_end(labels)
    if shared and OVERLAPPING.search(labels[0]):  # 高龄老人、空巢老人: one may be both
        return False
    if shared == 0 or any(len(label) == shared for label in labels):
        return False
    return shared > 1 or labels[0][-1] in CLASSES


def _shared_end(labels: Sequence[str]) -> int:
    """How many characters all names end in."""
    shortest = min(len(label) for label in labels)
    for size in range(1, shortest + 1):
        if len({label[-size] for label in labels}) != 1:
            return size - 1
    return shortest
