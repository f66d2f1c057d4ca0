"""What the columns of a score table mean, told by their headers: 分值, 得分, 年度指标值, 实际完成值, 评价标准 and their many synonyms.

A header is looked up with its blanks and brackets taken away. Only where a table is a score table beyond doubt and one of its columns
is still nameless, headers are compared tolerantly (指标解択说明 for 指标解释说明).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.extract.lines import Line
from auditor.patterns import compiled
from auditor.records import NamedTuple

Row = Sequence[Line]

SYNONYMS: dict[str, str] = {
    "level1": "一级指标 一级 评价因素 一级目标 评价维度 评价类别 指标类别 指标类型一级",
    "level2": "二级指标 二级 二级目标",
    "level3": "三级指标 三级 三级目标",
    "level4": "四级指标 四级",
    "name": "指标名称 绩效指标 具体指标 考核指标 评价指标 指标 评价内容 考核内容 考核项目 评价项目 评分项目 评分项 评价要素 名称 绩效指标名称 分项指标",
    "description": "指标解释 指标解释说明 指标内容 绩效指标描述 指标释义 指标含义 指标描述 指标定义 评价要点 指标内容解释",
    "rubric": "评价标准 评分标准 评分标准和评分规则 评分规则 计分标准 计分方法 计分规则 得分计算方法 指标说明 评分细则 评分办法 考核标准 评分依据标准"
    " 扣分标准 评价方法 评分方法 打分标准 评分标准及说明 计分办法 计分细则 赋分标准 评价细则",
    "target": "年度指标值 指标值 目标值 年初目标值 年初指标值 计划值 计划数 预期值 绩效指标值 预期指标值 全年目标值 年度目标值 目标标准值 目标完成值 计划指标值"
    " 绩效目标值 计划完成值 年度计划值 年初绩效目标值 预期目标值 预期目标 年初目标 年度目标 年初设定目标值 年初设定值",
    "adjusted_target": "调整指标值 调整目标值 全年目标 全年指标值",
    "actual": "实际完成值 完成值 全年完成值 全年实际值 实际值 完成数 实际完成情况 完成情况 实际指标值 全年实际完成值 实际完成数 实际完成 全年完成情况 指标完成情况"
    " 全年实际完成情况 年度完成值 指标完成值 完成指标值 年度实际完成值 实际完成指标值 本年完成值 实际完成数值 年末完成值 完成结果 实际结果 业绩值",
    "full_marks": "分值 权重 指标权重 满分 标准分 权数 设定权重 标准分值 权重分值 分值权重 满分值 指标分值 应得分 执行率权重 预算执行率权重 基准分"
    " 权重分 权重值 权值 考核分值 评价分值 指标满分 满分分值",
    "score": "得分 自评得分 自评分值 自评分 实际得分 指标得分 评分 评价得分 评定分数 考评得分 自评分数 考核得分 综合得分 评估得分 最终得分 执行率得分 预算执行率得分 单位自评得分"
    " 自评打分 打分 实得分 实得分数 单项得分 本项得分 绩效自评得分 预算单位自评得分 部门自评得分 评估分 单位评分 自查得分 自查评分 自我评分 加权得分 折算得分 加权后得分 折算后得分",
    "second_score": "核查分数 复核得分 核查得分 评审得分 复核分 复评得分 抽查得分 主管部门评分 财政复核得分 重评得分 评审得分 主管部门复核得分 财政评分",
    "deduction": "扣分 扣分值 扣减分值 扣分情况",
    "rate": "得分率 得分系数 得分比例 指标得分率 自评得分率",
    "completion_rate": "完成率 指标完成率 目标完成率 完成比例",
    "reason": "偏差原因分析及改进措施 偏差原因分析 未完成原因分析 未完成原因和改进措施 未完成原因及改进措施 偏差大或目标未完成原因分析 偏差原因 未完成原因 原因分析"
    " 偏差原因及改进措施 扣分原因 扣分要点 扣分说明 扣分理由 得分说明 评分说明 自评说明 自评依据 评分依据 评价意见 备注 评审意见 原因 未完成原因分析与改进措施"
    " 自评扣分原因 扣分原因说明 未达标原因 未完成原因及拟采取的措施 说明 偏差说明 情况说明 偏差情况说明",
    "operator": "指标性质 计算符号 指标方向 比较符号",
    "unit": "度量单位 计量单位 指标度量单位 单位",
    "kind": "指标属性 指标类型 指标性质属性",
    "grade": "等级 评价等级 绩效等级 评价级别 自评等级 评定等次 等次 绩效评价等级 自评结论 评级",
    "number": "序号 编号 行次",
    "project": "项目名称 项目 政策名称 支出方向 资金名称 专项名称",
    "initial": "年初预算数 年初预算 年初批复数 年初批复预算数 申请预算",
    "budget": "全年预算数 调整后预算数 预算数 调整后的预算 全年预算 调整预算数 预算安排数 预算安排情况 预算金额 年度预算数",
    "spent": "全年执行数 执行数 预算执行数 实际支出 支出数 资金执行情况 全年支出数 实际执行数 实际支出数 决算数",
    "execution_rate": "执行率 预算执行率 资金使用率 支出进度 预算执行进度",
    "balance": "结余 结余数 结余交回财政数 结转结余 结转结余数 资金结余",
    "core": "是否核心指标 核心指标",
}
OVERALL = frozenset("综合得分 总得分 总分 自评总分 综合评分 最终得分".split())  # beside a score of its own: that of the whole table
ROLE_OF: dict[str, str] = {word: role for role, words in SYNONYMS.items() for word in words.split()}
LEVELS = {"level1": 1, "level2": 2, "level3": 3, "level4": 4}
NAMES = frozenset({*LEVELS, "name"})
MONEY = frozenset({"initial", "budget", "spent"})
GROUPS = frozenset({"level3", "name", "target", "adjusted_target"})  # headers that a second row may divide
TARGETS = frozenset({"target", "adjusted_target"})
PARTS = frozenset({"operator", "target", "unit"})  # into which a second row divides a target
LONGEST_HEADER = 24  # characters of a header without blanks
FEWEST_HEADERS = 2
SURE_HEADERS = 4  # known headers of a row whose other cells may be compared tolerantly
LIKENESS = 83  # per cent; one wrong character in six
NAMELESS = frozenset({"", "%", "％", "分"})
EXPLANATION = "指标说明"
_BRACKETED = compiled("[（(【\\[][^（()）】\\]]{0,20}[)）】\\]]")
_SKIPPED = " 　\t\n\r\u00a0:：*、/／"
_WASTE = compiled(f"[{_SKIPPED}]+")
_STARTS = frozenset(word[0] for word in ROLE_OF).union(_SKIPPED, "（(【[")  # what a known header may begin with
_ENDS = frozenset(word[-1] for word in ROLE_OF).union(_SKIPPED, "）)】]%％")  # and end with
_SIZES = tuple((word, len(word)) for word in ROLE_OF)


def normal(header: str) -> str:
    """A header without blanks, brackets and what stands in them: 实际 完成值（B） is 实际完成值."""
    if header.isalnum():
        return header
    bare = _WASTE.sub("", header)
    if "（" in bare or "(" in bare or "【" in bare:
        bare = _BRACKETED.sub("", bare)
    return bare.rstrip("%％")


def role_of(header: str) -> str:
    """The meaning of a header, "" if it is not known to the letter."""
    if header in ROLE_OF:
        return ROLE_OF[header]
    if not header or header[0] not in _STARTS or header[-1] not in _ENDS or len(header) > 2 * LONGEST_HEADER:
        return ""
    return ROLE_OF.get(normal(header), "")


def near_role(header: str) -> str:
    """The meaning of the one known header that looks like this one, "" if none does."""
    bare = normal(header)
    if not 3 < len(bare) <= LONGEST_HEADER:
        return ""
    # `fuzz.ratio` is at most twice the shorter by the sum of both.
    shortest, longest = len(bare) * LIKENESS / (200 - LIKENESS), len(bare) * (200 - LIKENESS) / LIKENESS
    candidates = [word for word, size in _SIZES if shortest <= size <= longest and _may_be_like(bare, word)]
    if not candidates:
        return ""
    from rapidfuzz import fuzz, process  # needed for few tables, and slow to load

    found = process.extractOne(bare, candidates, scorer=fuzz.ratio, score_cutoff=LIKENESS)
    return ROLE_OF[found[0]] if found else ""


def _may_be_like(header: str, word: str) -> bool:
    """False if the two share too few characters to be alike, in whatever order: `fuzz.ratio` is at most 2 × shared / all."""
    least = LIKENESS * (len(header) + len(word))
    return 200 * sum(map(word.__contains__, header)) >= least and 200 * sum(map(header.__contains__, word)) >= least


class Layout(NamedTuple):
    """The columns of a table by meaning.

    `levels` are (level, column) of the cells that name an indicator or a group of them, from left to right. `marks` and `scores` give
    for a level the column with its own full marks or score; level 0 stands for whatever the row names last.
    """

    kind: str  # "indicators", "results", "execution", "projects"
    header: int  # index of the header row
    first: int  # the first row below the header
    roles: dict[str, int]
    levels: tuple[tuple[int, int], ...]
    marks: dict[int, int]
    scores: dict[int, int]
    width: int
    cells: dict[int, Line]  # the cell that names a column
    length: int = 0  # cells of the header row, blank ones included
    doubtful: bool = False  # the second row of the header does not lie under the first

    @property
    def numeric(self) -> tuple[int, ...]:
        """The columns that hold scores or full marks."""
        return (*self.marks.values(), *self.scores.values())

    def same_columns(self, other: Layout) -> bool:
        """Whether another header is this one printed again."""
        return self.kind == other.kind and self.roles == other.roles and self.marks == other.marks


def find_layouts(rows: Sequence[Row]) -> list[Layout]:
    """The headers of a table, in order: one with several forms in it has several."""
    layouts: list[Layout] = []
    index = 0
    while index < len(rows):
        layout = _layout(rows, index)
        if layout is not None:
            layouts.append(layout)
            index = layout.first
        else:
            index += 1
    return layouts


def _layout(rows: Sequence[Row], index: int) -> Layout | None:
    """The layout whose header begins in row `index`, None if that row is no header."""
    named = _roles(rows[index])
    if len(named) < FEWEST_HEADERS:
        return None
    named = _explained(rows[index], _tolerantly(rows[index], named))
    cells = {cell.column: cell for cell in rows[index] if cell.column in named}
    first = index + 1
    doubtful = False
    length = len(rows[index])
    if first < len(rows):
        below = _sub_header(rows[first], named)
        group = _collapsed(rows[first], below, named) if below is not None else None
        if below is not None and group is not None:
            named, cells = _widened(named, cells, rows[first], below, group)
            length += len(below) - 1
            first += 1
        elif below is not None:
            doubtful = any(named.get(column, "name") not in GROUPS for column in below) or len(rows[first]) != len(rows[index])
            if not doubtful:
                cells.update({cell.column: cell for cell in rows[first] if cell.column in below})
                named = {**named, **below}
            first += 1
    named = _overall_apart(_weighted_apart(named, cells), cells)
    kind = _kind(set(named.values()))
    return _arranged(kind, index, first, named, cells)._replace(length=length, doubtful=doubtful) if kind else None


def _weighted_apart(named: dict[int, str], cells: dict[int, Line]) -> dict[int, str]:
    """The same without scores out of a hundred each (评分（百分制）); the column that weighs them holds the scores."""
    hundred = [column for column, role in named.items() if role == "score" and "百分制" in cells[column].text]
    return {column: role for column, role in named.items() if column not in hundred} if hundred else named


def _overall_apart(named: dict[int, str], cells: dict[int, Line]) -> dict[int, str]:
    """The same with the score of the whole told from those of the rows, where both have a column."""
    scores = [column for column, role in named.items() if role == "score"]
    overall = [column for column in scores if normal(cells[column].text) in OVERALL]
    return named if len(overall) != 1 or len(scores) == 1 else {**named, overall[0]: "overall"}


def _roles(row: Row) -> dict[int, str]:
    named = {}
    for cell in row:
        text = cell.text
        if text in ROLE_OF or (text and text[0] in _STARTS and text[-1] in _ENDS):  # few cells of a table are
            role = role_of(text)
            if role:
                named[cell.column] = role
    return named


def _tolerantly(row: Row, named: dict[int, str]) -> dict[int, str]:
    """The same with the headers that are known only nearly, in a row that is a header beyond doubt and lacks an essential column."""
    found = set(named.values())
    if len(named) < SURE_HEADERS or ("score" in found and ("full_marks" in found or "rubric" in found)):
        return named
    others = {cell.column: near_role(cell.text) for cell in row if cell.column not in named and not cell.quantities}
    return {**named, **{column: role for column, role in others.items() if role and role not in found}}


def _explained(row: Row, named: dict[int, str]) -> dict[int, str]:
    """指标说明 holds the standard in some tables; beside a column of standards proper it explains the indicator."""
    told = [column for column, role in named.items() if role == "rubric"]
    loose = [cell.column for cell in row if cell.column in told and normal(cell.text) == EXPLANATION]
    if len(told) < 2 or len(loose) != 1 or "description" in named.values():
        return named
    return {**named, loose[0]: "description"}


def _sub_header(row: Row, named: dict[int, str]) -> dict[int, str] | None:
    """The second row of a header: all its cells are headers, and none names what the first row named already elsewhere."""
    filled = [cell for cell in row if cell.text.strip()]
    below = _roles(row)
    if not below or len(filled) != len(below):
        return None
    repeats = sum(1 for column, role in below.items() if named.get(column) == role)
    return below if repeats < len(below) else None


def _collapsed(row: Row, below: dict[int, str], named: dict[int, str]) -> int | None:
    """The column that a second row divides which has lost the blank cells in front: 指标性质, 指标值, 度量单位 and nothing else."""
    groups = [column for column, role in named.items() if role in TARGETS]
    whole = len(row) == len(below) > 1 and PARTS.issuperset(below.values()) and "target" in below.values()
    return groups[0] if whole and len(groups) == 1 else None


def _widened(
    named: dict[int, str], cells: dict[int, Line], row: Row, below: dict[int, str], group: int
) -> tuple[dict[int, str], dict[int, Line]]:
    """Columns and their cells with the parts of a group in its place, and what stands right of it moved by as many."""
    wider = len(below) - 1

    def place(column: int) -> int:
        return column + wider if column > group else column

    roles = {place(column): role for column, role in named.items() if column != group}
    heads = {place(column): cell for column, cell in cells.items() if column != group}
    for cell in row:
        roles[group + cell.column] = below[cell.column]
        heads[group + cell.column] = cell
    return roles, heads


def _kind(roles: Iterable[str]) -> str:
    """What a header is of: indicators with scores or results alone, the budget's execution, or projects; "" for anything else."""
    found = set(roles)
    scored = bool(found & {"full_marks", "score"})
    if not scored:
        return "results" if {"target", "actual"} <= found and found & NAMES else ""
    if found & {"level1", "level2", "level3", "level4"}:
        return "indicators"
    if "spent" in found or "budget" in found:
        return "projects" if "project" in found else "execution"
    if "name" in found or "project" in found:
        return "indicators"
    return ""


def _arranged(kind: str, header: int, first: int, named: dict[int, str], cells: dict[int, Line]) -> Layout:
    roles: dict[str, int] = {}
    for column in sorted(named):
        roles.setdefault(named[column], column)
    levels: list[tuple[int, int]] = []
    leftmost = min((column for column, role in named.items() if role in LEVELS), default=-1)
    for column in sorted(named):
        role = named[column]
        if role == "name" and column < leftmost:  # 绩效指标 printed once beside all rows, no name of theirs
            continue
        if role in LEVELS and all(level != LEVELS[role] for level, _ in levels):
            levels.append((LEVELS[role], column))
        elif role == "name" or (role == "project" and "name" not in roles):
            levels.append((max((level for level, _ in levels), default=2) + 1, column))
    levels.sort(key=lambda item: item[1])
    marks, scores = (_belonging([column for column in sorted(named) if named[column] == role], levels) for role in ("full_marks", "score"))
    return Layout(kind, header, first, roles, tuple(levels), marks, scores, max(named) + 1, cells)


def _belonging(columns: Sequence[int], levels: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The level that each column of numbers belongs to: that of the name before it, when names stand on both sides or there are several."""
    found: dict[int, int] = {}
    for column in columns:
        left = [level for level, place in levels if place < column]
        right = [level for level, place in levels if place > column]
        level = left[-1] if left and (right or len(columns) > 1) else 0
        found.setdefault(level, column)
    return found
