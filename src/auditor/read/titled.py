"""Tables with one cell a line whose columns have titles that are known: 一级指标, 二级指标, 三级指标, 年度指标值, 分值, 得分.

The titles say what each column holds, and so where the rows begin and end (`auditor.read.division`): although cells that were merged are
missing, blank cells are blank lines or nothing at all, and long cells go on over several lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.column_titles import PASSED_OVER, ROLE_OF, role_of
from auditor.patterns import compiled
from auditor.read.division import Division, Holds
from auditor.read.stacked import Stack

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
_NAMES = frozenset({"level1", "level2", "level3", "level4", "name", "project"})
_FUNDS = frozenset({"initial", "budget", "spent"})
_TELLING = frozenset({"full_marks", "score", "target", "actual", "spent"})  # a table of this kind has one of these
_LAST_OF_TELLING = frozenset(word[-1] for word, role in ROLE_OF.items() if role in _TELLING).union(PASSED_OVER)
_OVERALL = frozenset({"综合得分", "总得分", "总分", "自评总分", "综合评分"})  # beside a score of its own: that of the whole table
_BASIS = compiled("(?:绩效)?(?:指标值|目标值|指标)?(?:的)?(?:确定|设定|设置|制定|评分)?依据|(?:指标值|数据)来源|佐证(?:材料|资料)")
_FUND_TITLE = compiled(
    "(?:项目|年度|预算|部门)?资金(?:情况|总额|来源)?(?:[（(][^（）()]{0,12}[）)])?|预算执行情况(?:[（(][^（）()]{0,12}[）)])?"
)
_MONEY = compiled("预算|资金|支出|金额|[数额]$|万?元[）)]$")
_UNTITLED = frozenset("。！？；;：:，,")

_FEWEST_TITLES, _MOST_TITLES = 3, 16
_LONGEST_TITLE = 24
_LONGEST_UNKNOWN = 14
_FEWEST_ROWS = 2
_FEWEST_FUNDS = 2
_MOST_FAILURES = 20  # titles without a table; a text that has more is no report
_GOOD = 0.3  # of a table without anything odd each line is worth 0.5
_DROPPED_TITLE = 3.0  # what it costs to take the last title for a cell


def titled(lines: Sequence[str], free: Sequence[int]) -> Iterator[Stack]:
    """The tables whose titles stand among the lines in `free`, which are not blank and stand in order. `lines` are without outer blanks."""
    short = [number for number in free if len(lines[number]) <= _LONGEST_TITLE]
    if not any(_role(lines[number]) in _TELLING for number in short if lines[number][-1] in _LAST_OF_TELLING):
        return  # as in most texts
    roles = {number: role for number in short if (role := _role(lines[number]))}
    if len(roles) < _FEWEST_TITLES:
        return
    allowed = set(free)
    last = failures = 0
    for titles in _headers(lines, free, roles):
        if titles[0] < last:
            continue
        found = _table(lines, titles, [roles.get(title, "") for title in titles], allowed)
        if found is not None:
            last = found.last
            yield found
        elif (failures := failures + 1) > _MOST_FAILURES:
            return


def _role(text: str) -> str:
    """The meaning of a title, "" for anything else."""
    if len(text) == 1 or text[-1] in _UNTITLED:
        return ""
    return role_of(text) or ("basis" if text[-1] in "据源料" and _BASIS.fullmatch(text) else "")


def _headers(lines: Sequence[str], free: Sequence[int], roles: dict[int, str]) -> Iterator[list[int]]:
    """Lines that may be the titles of one table: known ones that follow one another, with few others between them.

    项目名称 with something else behind it is no title: the name of the project follows.
    """
    taken = -1
    for first, number in enumerate(free):
        if number <= taken or number not in roles:
            continue
        run = [number]
        unknown: list[int] = []
        for following in free[first + 1 : first + _MOST_TITLES]:
            if following - (unknown or run)[-1] > 2:  # a blank line may lie between
                break
            if following in roles:
                run += [*unknown, following]
                unknown = []
            elif roles[number] != "project" and len(unknown) <= len(run) // 3 and _may_be_title(lines[following]):
                unknown.append(following)
            else:
                break
        taken = run[-1]
        told = {roles[title] for title in run if title in roles}
        known = sum(1 for title in run if title in roles)
        if (
            known >= _FEWEST_TITLES
            and not told.isdisjoint(_TELLING)
            and (not told.isdisjoint(_NAMES) or len(told & _FUNDS) >= _FEWEST_FUNDS)
        ):
            yield run


def _may_be_title(text: str) -> bool:
    """Whether a text between known titles may be one, too."""
    return len(text) <= _LONGEST_UNKNOWN and not text[0].isdigit() and text[-1] not in _UNTITLED and any(map(str.isalpha, text))


def _table(lines: Sequence[str], titles: Sequence[int], roles: Sequence[str], allowed: set[int]) -> Stack | None:
    """The table under these titles; the last of them may belong to the first row (执行率)."""
    best: tuple[float, Stack] | None = None
    for width in range(len(titles), max(_FEWEST_TITLES, len(titles) - 2) - 1, -1):
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
        fewest = 1 if len(_FUNDS.intersection(roles)) >= _FEWEST_FUNDS else _FEWEST_ROWS
        if len(rows) >= fewest and (best is None or worth > best[0]):
            first = next(cell.start for cell in header if cell is not None)
            best = worth, Stack(first, end, (tuple(header), *rows))
            if worth > (end - first) * _GOOD:
                break  # all titles have their columns
    return best and best[1]


def _columns(texts: Sequence[str], roles: Sequence[str]) -> list[Holds]:
    """What the columns with these titles hold. Of several with names the last has those of the indicators."""
    named = [column for column, role in enumerate(roles) if role in _NAMES]
    columns = []
    for column, (text, role) in enumerate(zip(texts, roles, strict=True)):
        if role in _NAMES:
            columns.append(Holds.NAME if column == named[-1] else Holds.GROUP)
        elif role == "score" and text in _OVERALL and roles.count("score") > 1:
            columns.append(Holds.ONCE)
        elif not role:
            columns.append(Holds.NUMBER if _FUNDS.intersection(roles) and _MONEY.search(text) else Holds.OTHER)
        else:
            columns.append(_HOLDS[role])
    return columns
