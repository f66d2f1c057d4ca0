"""Tables called empty that hold amounts: 本部门无“三公”经费预算，故本表为空表 under a row with 12.60."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.extract.corpus import Corpus
from auditor.model import Span, Statement
from auditor.patterns import compiled

_NOTE = compiled(
    "(?:无|没有|未安排|不涉及|未发生)(?P<what>[^，。；\\n]{2,40}?)[，。；]\\s*(?:故|因此|所以|因而|因)?(?:本|此|该|上)表(?:格)?(?:为|是|系|以)?空表(?:列示|公开)?"
)
_AMOUNT = compiled("(?<![^\\s|])(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+\\.\\d{1,2})(?![^\\s|元万])")
_TITLE = compiled("^[^\\n]{0,30}[^\\W\\d][^\\n]{0,30}表(?:[（(][^\\n]{0,12}[）)])?[ \\t　]*$")
_PLAIN = compiled("[“”\"'‘’《》\\s]|本(?:部门|单位|级)|财政拨款|安排的?|预算|支出|经费|收入|资金|情况|的|有")
_BETWEEN = compiled("[、和与及]|以及")
_REACH = 2400  # characters of a table that stand above its note
_SHORTEST = 2


def empty_tables(text: str, corpus: Corpus) -> Iterator[Statement]:
    """Each such note, with the first amount of the table that it stands under, if the title of that table names what there is none of."""
    for line in corpus.holding(("空表",)):
        for found in _NOTE.finditer(line.text):
            names = [name for name in (_PLAIN.sub("", name) for name in _BETWEEN.split(found["what"])) if len(name) >= _SHORTEST]
            note = line.span(*found.span())
            body = _body(text, note.start, names)
            amount = next((hit for hit in _AMOUNT.finditer(text, *body) if Decimal(hit[0].replace(",", ""))), None) if body else None
            if amount is not None:
                place = (("actual", Span(*amount.span())),)
                yield Statement("at-odds", found[0], note, line.section, amount[0], place, frozenset({"not-empty"}))


def _body(text: str, end: int, names: list[str]) -> tuple[int, int] | None:
    """The rows between a note and the nearest title above it, if that names everything that the note denies."""
    begin = text.rfind("\n", 0, end) + 1
    low = max(0, end - _REACH)
    while names and begin > low:
        start = text.rfind("\n", 0, begin - 1) + 1
        row = text[start : begin - 1]
        if "空表" in row:
            return None
        if "表" in row and _TITLE.match(row):
            return (begin, end) if all(name in row for name in names) else None
        begin = start
    return None
