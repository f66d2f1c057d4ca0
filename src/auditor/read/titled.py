"""Tables with one cell a line whose columns have titles that are known: 一级指标, 二级指标, 三级指标, 年度指标值, 分值, 得分.

Here their titles are found; what stands under them is read by `auditor.read.under_titles`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.column_titles import PASSED_OVER, ROLE_OF, role_of
from auditor.patterns import compiled
from auditor.read.stacked import Stack

NAMES = frozenset({"level1", "level2", "level3", "level4", "name", "project"})
FUNDS = frozenset({"initial", "budget", "spent"})
_TELLING = frozenset({"full_marks", "score", "target", "actual", "spent"})  # a table of this kind has one of these
_LAST_OF_TELLING = frozenset(word[-1] for word, role in ROLE_OF.items() if role in _TELLING).union(PASSED_OVER)
_BASIS = compiled("(?:绩效)?(?:指标值|目标值|指标)?(?:的)?(?:确定|设定|设置|制定|评分)?依据|(?:指标值|数据)来源|佐证(?:材料|资料)")
_UNTITLED = frozenset("。！？；;：:，,")

FEWEST_TITLES, _MOST_TITLES = 3, 16
_LONGEST_TITLE = 24
_LONGEST_UNKNOWN = 14
FEWEST_FUNDS = 2
_MOST_FAILURES = 20  # titles without a table; a text that has more is no report


def titled(lines: Sequence[str], free: Sequence[int]) -> Iterator[Stack]:
    """The tables whose titles stand among the lines in `free`, which are not blank and stand in order. `lines` are without outer blanks."""
    short = [number for number in free if len(lines[number]) <= _LONGEST_TITLE]
    if not any(_role(lines[number]) in _TELLING for number in short if lines[number][-1] in _LAST_OF_TELLING):
        return  # as in most texts
    roles = {number: role for number in short if (role := _role(lines[number]))}
    if len(roles) < FEWEST_TITLES:
        return
    from auditor.read.under_titles import table_under  # few texts have such tables

    allowed = set(free)
    last = failures = 0
    for titles in _headers(lines, free, roles):
        if titles[0] < last:
            continue
        found = table_under(lines, titles, [roles.get(title, "") for title in titles], allowed)
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
        if known >= FEWEST_TITLES and not told.isdisjoint(_TELLING) and (not told.isdisjoint(NAMES) or len(told & FUNDS) >= FEWEST_FUNDS):
            yield run


def _may_be_title(text: str) -> bool:
    """Whether a text between known titles may be one, too."""
    return len(text) <= _LONGEST_UNKNOWN and not text[0].isdigit() and text[-1] not in _UNTITLED and any(map(str.isalpha, text))
