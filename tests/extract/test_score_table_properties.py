"""Random score tables: whatever the levels, weights and standards, what is consistent is silent, and one changed cell is told exactly.

A table has full marks behind the names of its groups, a printed standard for each indicator, a result where the standard needs one, full
marks, a score that the standard gives, and the total of both.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.pipeline import audit_text

HEADER = ("一级指标", "二级指标", "三级指标", "评价标准", "实际完成值", "分值", "自评得分")
FIRST, SECOND, MARKS, SCORE = 0, 1, 5, 6
HALF = Decimal("0.5")
BEST = 4  # quarters of the full marks
FAR = Decimal("0.3")  # of a total

Told = list[tuple[str, str, str]]  # rule, code and stated value of every finding


@dataclass(frozen=True)
class Item:
    """An indicator: its full marks (an even number), the form of its standard, and how good it is, in quarters."""

    weight: Decimal
    form: str
    quarters: int

    @property
    def standard(self) -> str:
        """The printed standard."""
        full, half = written(self.weight), written(self.weight / 2)
        return {
            "all": "全部符合得满分，否则不得分。",
            "steps": "一项不符合扣1分，扣完为止。",
            "share": "一项不符合扣分值的四分之一，扣完为止。",
            "grades": f"优秀（{full}）；良好（{half}）；较差（0）。",
            "count": f"全部符合({full})；符合其中三项({half})；符合其中两项及以下(0)。",
            "bands": f"达标率≥90%得{full}分；80%（含）-90%得{half}分；低于80%不得分。",
            "linear": "达标率大于或等于95%的，得满分；小于或等于75%的，得0分；在75%-95%之间的，在0分和满分之间计算确定。",
            "rate": "得分=完成比例×分值。",
        }[self.form]

    @property
    def result(self) -> str:
        """The measured value, where the standard asks for one."""
        if self.form == "bands":
            return f"{(70, 70, 85, 85, 96)[self.quarters]}%"
        return f"{75 + 5 * self.quarters}%" if self.form == "linear" else ""

    @property
    def score(self) -> Decimal:
        """A score that the standard gives, for the result where there is one."""
        if self.form == "all":
            return self.weight if self.quarters >= BEST // 2 else Decimal(0)
        if self.form == "steps":
            return self.weight - (BEST - self.quarters)
        if self.form in ("grades", "count", "bands"):
            return (Decimal(0), Decimal(0), self.weight / 2, self.weight / 2, self.weight)[self.quarters]
        return self.weight * self.quarters / BEST

    @property
    def wrong(self) -> tuple[Decimal, str] | None:
        """A score that the standard cannot give, and the code of what is said of it; None where it gives any score."""
        if self.form in ("all", "grades", "count", "bands"):
            return self.weight - 1, "unreachable"
        if self.form == "steps":
            return self.weight - HALF, "unreachable"
        if self.form == "share":
            return self.weight - self.weight / 8, "unreachable"
        if self.form == "linear":
            return self.score + (1 if self.score < self.weight else -1), "score-differs"
        return None


Tree = list[list[list[Item]]]  # level 1 → level 2 → level 3
items = st.builds(
    Item,
    st.integers(2, 6).map(lambda half: Decimal(2 * half)),
    st.sampled_from(["all", "steps", "share", "grades", "count", "bands", "linear", "rate"]),
    st.sampled_from([4, 3, 2, 1, 0]),
)
trees = st.lists(st.lists(st.lists(items, min_size=2, max_size=4), min_size=1, max_size=3), min_size=2, max_size=4).filter(
    lambda tree: 2 * sum(item.score for item in leaves(tree)) >= sum(item.weight for item in leaves(tree))  # no form left blank
)


def written(number: Decimal) -> str:
    """A number without superfluous zeros."""
    return f"{number.normalize():f}"


def total_of(groups: list[list[Item]]) -> Decimal:
    """The weights of some groups together."""
    return sum((item.weight for group in groups for item in group), Decimal(0))


def table(tree: Tree) -> list[list[str]]:
    """The rows of cells of a consistent table, header and total included."""
    rows = [list(HEADER)]
    for i, groups in enumerate(tree):
        for j, group in enumerate(groups):
            for k, item in enumerate(group):
                first = f"甲类{i}组（{written(total_of(groups))}分）" if not j and not k else ""
                second = f"乙类{i}之{j}组（{written(total_of([group]))}分）" if not k else ""
                name = f"事项{'子丑寅卯'[k]}{i}{j}号达标率" if item.result else f"事项{'子丑寅卯'[k]}{i}{j}号"
                rows.append([first, second, name, item.standard, item.result, written(item.weight), written(item.score)])
    every = leaves(tree)
    scored = sum((item.score for item in every), Decimal(0))
    rows.append(["合计", "", "", "", "", written(sum((item.weight for item in every), Decimal(0))), written(scored)])
    return rows


def leaves(tree: Tree) -> list[Item]:
    """The indicators, in the order of their rows."""
    return [item for groups in tree for group in groups for item in group]


def told(rows: list[list[str]]) -> Told:
    """What is said of a table, notes included."""
    text = "部门整体支出绩效自评表\n\n" + "\n".join("\t".join(row) for row in rows) + "\n"
    return sorted((finding.rule, finding.code, finding.stated or "") for finding in audit_text(text, "x").findings)


def changed(rows: list[list[str]], row: int, column: int, value: Decimal) -> list[list[str]]:
    """The table with another number in one cell, or behind the name in it."""
    cells = [list(cells) for cells in rows]
    name, bracket, _ = cells[row][column].partition("（")
    cells[row][column] = f"{name}（{written(value)}分）" if bracket else written(value)
    return cells


def wrong_total(rows: list[list[str]]) -> Told:
    """The finding that the scores do not add up to the total row.

    None where they are far apart and the scores may be no scores: one above its full marks, or all together what is missing to them.
    """
    body = [(Decimal(cells[MARKS]), Decimal(cells[SCORE])) for cells in rows[1:-1]]
    stated, computed = Decimal(rows[-1][SCORE]), sum((score for _, score in body), Decimal(0))
    far = abs(stated - computed) > FAR * max(stated, computed)
    doubtful = any(score > marks for marks, score in body) or stated + computed == Decimal(rows[-1][MARKS])
    return [] if far and doubtful else [("score-total", "table-differs", rows[-1][SCORE])]


@settings(max_examples=30, deadline=None)
@given(tree=trees)
def test_a_consistent_table_raises_nothing(tree: Tree) -> None:
    """What adds up and follows from its standard is not reported, not even as a note."""
    assert told(table(tree)) == []


@settings(max_examples=30, deadline=None)
@given(tree=trees, data=st.data())
def test_a_score_that_its_standard_cannot_give(tree: Tree, data: st.DataObject) -> None:
    """Told by the standard, and at the total."""
    choices = [(row, item.wrong) for row, item in enumerate(leaves(tree), 1) if item.wrong is not None and item.wrong[0] != item.score]
    if not choices:
        return
    row, (score, code) = data.draw(st.sampled_from(choices))
    rows = changed(table(tree), row, SCORE, score)
    assert told(rows) == sorted([("score-rubric", code, written(score)), *wrong_total(rows)])


@settings(max_examples=20, deadline=None)
@given(tree=trees, data=st.data())
def test_another_score_that_its_standard_gives(tree: Tree, data: st.DataObject) -> None:
    """Told at the total alone."""
    choices = [
        (row, item)
        for row, item in enumerate(leaves(tree), 1)
        if item.form in ("all", "steps", "share", "grades", "count", "rate") and item.score < item.weight
    ]
    if not choices:
        return
    row, item = data.draw(st.sampled_from(choices))
    rows = changed(table(tree), row, SCORE, item.weight)
    assert told(rows) == wrong_total(rows)


@settings(max_examples=20, deadline=None)
@given(tree=trees, data=st.data())
def test_a_score_above_its_full_marks(tree: Tree, data: st.DataObject) -> None:
    """Told in its row, and at the total."""
    row, item = data.draw(st.sampled_from(list(enumerate(leaves(tree), 1))))
    rows = changed(table(tree), row, SCORE, item.weight + 1)
    assert told(rows) == sorted([("score-range", "above-full-marks", written(item.weight + 1)), *wrong_total(rows)])


@settings(max_examples=20, deadline=None)
@given(tree=trees, change=st.sampled_from([1, 3]), column=st.sampled_from([MARKS, SCORE]))
def test_a_total_that_is_none(tree: Tree, change: int, column: int) -> None:
    """A total row higher than its column is told once."""
    rows = table(tree)
    rows = changed(rows, len(rows) - 1, column, Decimal(rows[-1][column]) + change)
    code = ("weight-sum", "total-differs") if column == MARKS else ("score-total", "table-differs")
    assert told(rows) == [(*code, rows[-1][column])]


@settings(max_examples=20, deadline=None)
@given(tree=trees, data=st.data())
def test_a_weight_that_its_group_does_not_have(tree: Tree, data: st.DataObject) -> None:
    """Told at the group; the groups still add up to the total."""
    choices = [(row, item) for row, item in enumerate(leaves(tree), 1) if item.form == "rate"]
    if not choices:
        return
    row, item = data.draw(st.sampled_from(choices))
    rows = changed(table(tree), row, MARKS, item.weight + 1)
    group = next(rows[index][SECOND] for index in range(row, 0, -1) if rows[index][SECOND])
    assert told(rows) == [("weight-sum", "group-differs", marks_behind(group))]


@settings(max_examples=20, deadline=None)
@given(tree=trees, data=st.data(), column=st.sampled_from([FIRST, SECOND]))
def test_a_group_with_other_full_marks(tree: Tree, data: st.DataObject, column: int) -> None:
    """Told once, at the group, though it no longer fits the group above either; the indicators still add up to the total."""
    rows = table(tree)
    row = data.draw(st.sampled_from([index for index, cells in enumerate(rows[1:-1], 1) if cells[column]]))
    marks = Decimal(marks_behind(rows[row][column])) + 1
    assert told(changed(rows, row, column, marks)) == [("weight-sum", "group-differs", written(marks))]


def marks_behind(name: str) -> str:
    """The full marks behind a name."""
    return name.rpartition("（")[2].removesuffix("分）")
