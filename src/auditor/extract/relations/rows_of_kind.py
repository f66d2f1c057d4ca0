"""Numbers of places against the table that lists them: 惠及8个社区 above a table of seven rows, each of them a 社区.

The rows tell what they are by the noun that all their names end in. One number of that noun in the text is enough to settle the matter;
where none is the table's, the only one there is, or the one that points at the table, is held against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Span
from auditor.patterns import compiled

_TOTAL = compiled("合\\s*计|总\\s*计|小\\s*计|总\\s*额|平\\s*均")
_POINTS = compiled("[见如][^\\W\\d]{0,6}表|下表|附表|清单|明细")
_NAME = compiled("[^\\W\\da-zA-Z_]{2,14}$")
_NOUN = compiled(
    "(?:村|社区|[镇乡]|街道|苏木|嘎查|学校|[小中]学|幼儿园|医院|卫生院|[站所]|中心|公司|企业|合作社|水库|标段|小区|项目|工程)$"
)
_PART = compiled("其中|新增|抽|选取|部分|上年|试点|示范|计划|剩余|其余|未|另|重点|贫困|每|首批|第")
_LEAST, _MOST, _FAR = 4, 60, 2
_SKIPPED = 3  # header rows


def rows_of_kind(lines: Sequence[Line], tables: Mapping[int, Sequence[Sequence[Line]]]) -> Iterator[Claim]:
    """One claim for each table whose rows are all of one kind and whose number the text tells otherwise."""
    for rows in tables.values():
        listed = _listed(rows)
        if listed is None:
            continue
        noun, items = listed
        told = [(line, quantity) for line in lines if noun in line.text for quantity in line.quantities if _is_count(line, quantity, noun)]
        if not told or any(quantity.number == len(items) for _, quantity in told):
            continue
        pointing = [entry for entry in told if _points(*entry)]
        chosen = pointing or (told if len({quantity.number for _, quantity in told}) == 1 else [])
        if not chosen:
            continue
        line, quantity = chosen[0]
        if abs(int(quantity.number) - len(items)) <= _FAR and not _PART.search(
            line.text, max(line.sentence(quantity.start)[0], quantity.start - 10), quantity.start
        ):
            reading = Reading(Operation.COUNT, items=items)
            traits = frozenset({"table", "announced"})
            yield Claim(ClaimKind.COUNT, line.fact(quantity, noun), (reading,), ("表中",), traits, source=line.source)


def _listed(rows: Sequence[Sequence[Line]]) -> tuple[str, tuple[Span, ...]] | None:
    """The noun in which all names of a table's first column of names end, and the cells; None where they do not, or one stands twice."""
    if not _LEAST < len(rows) <= _MOST:
        return None
    for column in (0, 1):
        names: list[Line] = []
        for position, row in enumerate(rows):
            cell = next((cell for cell in row if cell.column == column), None)
            text = cell.text.strip() if cell is not None else ""
            if cell is None or not text or _TOTAL.search(" ".join(other.text for other in row[:2])):
                continue
            if not _NAME.match(text) or not any(other.quantities for other in row):
                if names or position >= _SKIPPED:
                    names = []
                    break
                continue
            names.append(cell)
        texts = [cell.text.strip() for cell in names]
        found = _NOUN.search(texts[0]) if texts else None
        found = found if found is not None and all(text.endswith(found.group()) for text in texts) else None
        if len(names) >= _LEAST and found is not None and len(set(texts)) == len(texts):
            return found.group(), tuple(cell.passage.span for cell in names)
    return None


def _is_count(line: Line, quantity: Quantity, noun: str) -> bool:
    """Whether a number is one of the noun: 8个社区, 8 个行政村."""
    if quantity.kind is not Kind.COUNT or not quantity.is_exact:
        return False
    behind = line.text[quantity.end : quantity.end + 6].strip()
    at = behind.find(noun)
    return 0 <= at <= len("行政") and not behind[at + len(noun) :].startswith(("民", "级", "集", "干", "组"))


def _points(line: Line, quantity: Quantity) -> bool:
    start, end = line.sentence(quantity.start)
    return _POINTS.search(line.text, max(start, quantity.start - 30), min(end, quantity.end + 40)) is not None
