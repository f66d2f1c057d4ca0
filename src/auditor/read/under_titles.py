"""What stands under known titles, one cell a line, as a table.

The titles say what each column holds, and so where the rows begin and end (`auditor.read.division`): although cells that were merged are
missing, blank cells are blank lines or nothing at all, and long cells go on over several lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.patterns import compiled
from auditor.read.division import Division, Holds
from auditor.read.stacked import Stack
from auditor.read.titled import FEWEST_FUNDS, FEWEST_TITLES, FUNDS, NAMES

_HOLDS = {
    "description": Holds.TEXT,
    "rubric": Holds.TEXT,
    "basis": Holds.TEXT,
    "target": Holds.VALUE,
    "adjusted_target": Holds.VALUE,
    "actual": Holds.VALUE,
    "full_marks": Holds.NUMBER,
    "score": Holds.NUMBER,
    "second_score": Holds.NUMBER,
    "deduction": Holds.NUMBER,
    "initial": Holds.NUMBER,
    "budget": Holds.NUMBER,
    "spent": Holds.NUMBER,
    "balance": Holds.NUMBER,
    "rate": Holds.RATE,
    "completion_rate": Holds.RATE,
    "execution_rate": Holds.RATE,
    "reason": Holds.REASON,
    "operator": Holds.SIGN,
    "unit": Holds.UNIT,
    "kind": Holds.UNIT,
    "core": Holds.UNIT,
    "grade": Holds.ONCE,
    "number": Holds.ORDER,
}
_OVERALL = frozenset({"综合得分", "总得分", "总分", "自评总分", "综合评分"})  # beside a score of its own: that of the whole table
_FUND_TITLE = compiled(
    "(?:项目|年度|预算|部门)?资金(?:情况|总额|来源)?(?:[（(][^（）()]{0,12}[）)])?|预算执行情况(?:[（(][^（）()]{0,12}[）)])?"
)
_MONEY = compiled("预算|资金|支出|金额|[数额]$|万?元[）)]$")
_FEWEST_ROWS = 2
_GOOD = 0.3  # of a table without anything odd each line is worth 0.5
_DROPPED_TITLE = 3.0  # what it costs to take the last title for a cell


def table_under(lines: Sequence[str], titles: Sequence[int], roles: Sequence[str], allowed: set[int]) -> Stack | None:
    """The table under these titles; the last of them may belong to the first row (执行率)."""
    best: tuple[float, Stack] | None = None
    for width in range(len(titles), max(FEWEST_TITLES, len(titles) - 2) - 1, -1):
        texts = [lines[title] for title in titles[:width]]
        columns = _columns(texts, roles[:width])
        header: list[range | None] = [range(title, title + 1) for title in titles[:width]]
        if Holds.NAME not in columns:  # the titles of a block of funds stand behind its own title
            columns.insert(0, Holds.NAME)
            before = titles[0] - 1
            while before >= 0 and not lines[before]:
                before -= 1
            own = before in allowed and _FUND_TITLE.fullmatch(lines[before]) is not None
            header.insert(0, range(before, before + 1) if own else None)
        rows, end, worth = Division(lines, titles[width - 1] + 1, columns, allowed, texts).best()
        worth -= _DROPPED_TITLE * (len(titles) - width)
        fewest = 1 if len(FUNDS.intersection(roles)) >= FEWEST_FUNDS else _FEWEST_ROWS
        if len(rows) >= fewest and (best is None or worth > best[0]):
            first = next(cell.start for cell in header if cell is not None)
            best = worth, Stack(first, end, (tuple(header), *rows))
            if worth > (end - first) * _GOOD:
                break  # all titles have their columns
    return best and best[1]


def _columns(texts: Sequence[str], roles: Sequence[str]) -> list[Holds]:
    """What the columns with these titles hold. Of several with names the last has those of the indicators."""
    named = [column for column, role in enumerate(roles) if role in NAMES]
    columns = []
    for column, (text, role) in enumerate(zip(texts, roles, strict=True)):
        if role in NAMES:
            columns.append(Holds.NAME if column == named[-1] else Holds.GROUP)
        elif role == "score" and text in _OVERALL and roles.count("score") > 1:
            columns.append(Holds.ONCE)
        elif not role:
            columns.append(Holds.NUMBER if FUNDS.intersection(roles) and _MONEY.search(text) else Holds.OTHER)
        else:
            columns.append(_HOLDS[role])
    return columns
