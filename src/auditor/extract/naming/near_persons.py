"""Persons of a roster whose name the text writes with one other character: 李守恒 as a cell, 组长由镇长李守衡担任 in a sentence.

Nothing has to announce the second name but its own likeness: two of three characters are the same, and the third is taken for the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from auditor.extract.lines import Line
from auditor.extract.naming.persons import SURNAMES, is_name
from auditor.extract.naming.sounds import alike
from auditor.extract.naming.whole_text import WholeText
from auditor.model import Span, Statement
from auditor.patterns import compiled

_NO_PERSON = frozenset("镇乡村县市区局站所组科股室处院校厂场园路桥河库费率数额量度性表项类期次计")  # what ends in them is no person
_OFFICE = compiled("(?:[长任记员人师计纳管]|同志|：|:|由|、|\\t|\\n|^)\\s*$")
_ROLE = compiled(
    "\\s*(?:[（(]?(?:副?(?:[镇乡县局处科所站股院校]长|主任|书记|主席|部长|组长|组员|成员)|会计|出纳|科员|干事|干部|职员)|[^\\W\\da-zA-Z_]{1,6}(?:师|员|研究员|教授|专家|经理|助理)$)"
)
_FREE = compiled("(?:同志|担任|任|为|等|负责|[^\\w]|$)")
_LENGTH = 3
_MOST = 60


def near_persons(whole: WholeText, tables: Mapping[int, Sequence[Sequence[Line]]], told: Sequence[Statement]) -> Iterator[Statement]:
    """Each name of a table with the first place that has it otherwise; names in `told` are passed over."""
    known: dict[str, Span] = {}
    for row in chain.from_iterable(tables.values()):
        for index, cell in enumerate(row):
            if _LENGTH <= len(cell.text) <= 2 * _LENGTH and cell.text.lstrip()[:1] in SURNAMES and _is_person(row, index):
                known.setdefault("".join(cell.text.split()), cell.passage.span)
    done = {statement.text for statement in told if "person" in statement.traits}
    for name, span in islice(known.items(), _MOST):
        if name in done:
            continue
        for place in _near(name, whole):
            other = whole.text[place : place + _LENGTH]
            if other not in known:
                yield whole.statement("name", Span(place, place + _LENGTH), name, [("other", span)], "person")
                break


def _is_person(row: Sequence[Line], index: int) -> bool:
    """Whether a cell is a name beside an office: 李守恒 | 镇长."""
    name = "".join(row[index].text.split())
    if len(name) != _LENGTH or name[-1] in _NO_PERSON or not is_name(name):
        return False
    beside = [row[at].text for at in (index - 1, index + 1) if 0 <= at < len(row)]
    return any(_ROLE.match(text) for text in beside)


def _near(name: str, whole: WholeText) -> Iterator[int]:
    """Where a word stands that has one character in the place of another of the name, and is told as a person."""
    text = whole.text
    for place in whole.places(name[0]):
        other = text[place : place + _LENGTH]
        if len(other) == _LENGTH and (other[1] == name[1]) is not (other[2] == name[2]):
            is_person = _OFFICE.search(text, max(0, place - 3), place) and _FREE.match(text, place + _LENGTH)
            if is_person and all(map(alike, name, other)):
                yield place
