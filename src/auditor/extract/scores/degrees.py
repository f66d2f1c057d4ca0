"""The three degrees in which the national form tells the result of an indicator without a number, each with a range of its marks.

达成年度指标 earns 100 % to 80 %, 部分达成年度指标并具有一定效果 80 % to 60 %, 未达成年度指标且效果较差 60 % to 0 %.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract.lines import Line
from auditor.model import Award, Span
from auditor.patterns import compiled

_DEGREE = compiled(
    "\\s*(?P<how>部分|基本未|未能?|没有)?达成(?:年度|年初|预期|全年|既定|绩效)*(?:指标|目标)(?P<so>[^，。；\\d]{0,12})[。；]?\\s*"
)
_NOTE = ("部分达成", "80", "60")


def degree(result: tuple[str, Span] | None) -> str:
    """The trait of an award whose result is one of the three degrees, "" for any other result."""
    if result is None or "达成" not in result[0]:
        return ""
    found = _DEGREE.fullmatch(result[0].replace("\n", ""))
    if found is None:
        return ""
    if found["how"] == "部分":
        return "partly-reached"
    if found["how"]:
        return "not-reached"
    return "reached" if not found["so"] else ""


def with_degree_note(awards: list[Award], everything: Sequence[Line]) -> list[Award]:
    """The awards that are told in degrees, with the note that prints the ranges, where there is one."""
    if not any(award.traits & DEGREES for award in awards):
        return awards
    note = next((line for line in everything if all(word in line.text for word in _NOTE)), None)
    if note is None:
        return awards
    at = note.text.find(_NOTE[0])
    place = ("rubric", note.span(at, min(len(note.text), at + 60)))
    return [
        award._replace(traits=award.traits | {"degree-note"}, related=(*award.related, place)) if award.traits & DEGREES else award
        for award in awards
    ]


DEGREES = frozenset({"partly-reached", "not-reached", "reached"})
