"""Lines of one cell each, divided into rows: what each column holds is known, and so is what it costs when a text does not fit there.

Of all ways to divide the lines the cheapest is taken, found line by line (the usual shortest path over places in lines and columns). Cells that
were merged are missing at the beginning of a row and cost next to nothing; a number among words cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.column_titles import role_of
from auditor.enums import IntEnum
from auditor.patterns import compiled
from auditor.read.stacked import Row
from auditor.records import NamedTuple


class Holds(IntEnum):
    """What a column holds."""

    GROUP = 0  # the name of a class of indicators, merged over their rows
    NAME = 1
    VALUE = 2
    NUMBER = 3
    RATE = 4
    TEXT = 5
    REASON = 6  # text that most rows lack
    SIGN = 7
    UNIT = 8
    ORDER = 9
    ONCE = 10  # a number or a word in one row alone
    OTHER = 11  # a column whose title says nothing


_PLAIN = compiled(r"[-−]?\d[\d,，]{0,18}(?:\.\d{1,8})?\s?(?:[%％分]|个百分点)?")
_DASHES = frozenset({"-", "—", "－", "–", "——", "/", "无", "\\"})
_SIGNS = frozenset({"≥", "≤", "=", "＝", ">", "<", "＞", "＜", "≧", "≦", "定性", "正向", "反向", "正向指标", "反向指标"})
_SIGNED = "≥≤=＝><＞＜≧≦"
_VALUE = compiled(
    rf"[{_SIGNED}]|\d|^(?:[完达]成|全部|基本|部分|已|良好|优|健全|显著|有效|明显|不断|持续|逐步|稳定|合格|合规|规范|符合|满足)|[提改增]升?[高善强]"
)
_TOTAL = compiled("[^\\W\\d_]{0,6}(?:合\\s{0,4}计|总\\s{0,4}计|小\\s{0,4}计|总\\s{0,4}分)(?:[（(][^（）()]{1,8}[）)])?")
_MARKED = compiled("[^\\s]{1,30}[（(]\\s?\\d{1,3}(?:\\.\\d)?\\s?分?[）)]")
_CLASS = compiled(
    "(?:项目|部门|预算|资金)?(?:产出|效益|效果|满意度|投入|过程|管理|决策|成本|履职(?:效能|尽责|情况)?|运行(?:成本|效率)?|数量|质量|时效|经济|社会|生态|可持续"
    "|服务对象|社会公众)(?:环境|影响|发展|数量|质量|时效|成本|效益|效能|情况|或服务对象)?(?:满意度)?(?:[及和与](?:效率|效果|效益|效能|满意度|产出|管理))?(?:指标)?"
)
_CAUSE = compiled("因|由于|未|不[足够达]|影响|推[迟进]|延[期迟]|调整|较|原因|偏[低高大小差]|扣|尚|仍|下一?[年步]|疫情|加强|改进|措施")
_FORMULA = compiled("[=＝×÷]|得满?分|扣\\d|不得分")
_ITEM = compiled(r"[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．]|[①-⑳]")
_EMPTY = compiled(r"(?:三级)?指标\s?\d{1,2}\s?[：:]?\s?(?:…{1,4}|\.{3,6})?|…{1,4}")  # a row of a template that was not filled in
_ABOVE = compiled(  # what stands over a table, and so ends the one before
    r"(?:附?表|附件)\s?[\d一二三四五六七八九十]{1,3}(?:\D.{0,40})?|.{0,40}(?:目标|自评|自评价|评分|评价|指标|申报|监控)(?:情况|体系)?(?:申报|汇总|明细)?表(?:[（(].{0,12}[）)])?"
    r"|(?:项目|单位|部门)名称|主管部门|(?:实施|预算|填报|评价)(?:单位|部门)(?:[（(].{0,8}[）)])?"
)
_SENTENCE_END = frozenset("。！？；;：:")
_TITLES = frozenset({"level1", "level2", "level3", "target", "actual", "full_marks", "score", "rubric", "reason"})

_LONGEST_NUMBER, _LONGEST_ORDER, _LONGEST_UNIT = 24, 3, 8
_LONGEST_NAME, _LONGEST_GROUP, _LONGEST_VALUE = 40, 24, 60
_LONGEST_CELL = 600
_SHORTEST_TITLE = 3
_LINES_OVER = 4  # of a table
_SHORT = 12  # a reason of no more characters needs a word that gives one
_LONGEST_TABLE = 3000  # lines
_SLACK = 10.0  # by how much the rows so far may cost more than they are worth
_PATIENCE = 100  # lines after the best end of a table at which the search for a better one is given up
_DEAREST = 2.0  # what a row may cost on average
_NEVER = 1e9

# What it costs to leave out a cell of a column at the end of a row, to leave it out in the middle, and that it is a blank line.
_LACKING = {
    Holds.GROUP: (_NEVER, 0.8, 0.05),
    Holds.NAME: (_NEVER, _NEVER, _NEVER),
    Holds.VALUE: (2.0, 1.5, 0.6),
    Holds.NUMBER: (2.5, 2.5, 1.2),
    Holds.RATE: (1.0, 1.0, 0.6),
    Holds.TEXT: (0.6, 0.8, 0.0),
    Holds.REASON: (0.2, 0.3, 0.0),
    Holds.SIGN: (2.0, 0.8, 0.3),
    Holds.UNIT: (0.8, 0.5, 0.2),
    Holds.ORDER: (_NEVER, 0.3, 0.1),
    Holds.ONCE: (0.1, 0.1, 0.0),
    Holds.OTHER: (0.8, 0.8, 0.2),
}
_AT_END, _AMID, _BLANK = 0, 1, 2
_AHEAD = 0.1  # a merged cell that is missing at the beginning of a row
_PASSED = 0.3  # a blank line that is no cell
_GOES_ON, _NEXT_ITEM = 0.8, 0.3  # a line that goes on with a long cell
_PER_LINE = 0.5  # what a line that is divided is worth
_REPEATED = 0.6  # a title printed again, so that a table does not go on for the sake of its titles
_EMPTY_ROW = 0.5
_STRANGE_NAME = 1.2
_NAME_AS_TEXT = 1.5  # a known class, or a name with its full marks, among standards and reasons
_TITLE_BELOW = 4.0  # the title of a column as a cell: another header begins


class _Step(NamedTuple):
    """The cheapest way to a place in lines and columns: what it costs, where it came from, the column of the cell taken on the way (-1: none)."""

    cost: float
    line: int
    column: int
    cell: int
    is_blank: bool = False
    total: tuple[tuple[int, int], ...] = ()  # of a row that closes a group or the table: columns and lines


class Division:
    """The lines from `body` on as rows with these columns, one of which holds names.

    `lines` are without outer blanks; those that are not blank and not in `allowed` end the table. `titles` are the texts of the titles, which a later page may print again.
    """

    def __init__(self, lines: Sequence[str], body: int, columns: Sequence[Holds], allowed: set[int], titles: Sequence[str]) -> None:
        self._lines = lines
        self._body = body
        self._columns = columns
        self._allowed = allowed
        self._titles = titles
        first_title = body - len(titles)
        self._over = set(lines[max(0, first_title - _LINES_OVER) : first_title])  # printed again on a later page
        self._width = len(columns)
        self._name = columns.index(Holds.NAME)
        # What is merged over several rows: classes with their full marks, and their numbers in order.
        before = [Holds.TEXT, *columns]
        self._may_be_merged = [
            holds in (Holds.GROUP, Holds.ORDER) or (holds, left) == (Holds.NUMBER, Holds.GROUP)
            for left, holds in zip(before, columns, strict=False)
        ]
        self._numbers = [column for column, holds in enumerate(columns) if holds is Holds.NUMBER and column > self._name]
        first = [text for text in lines[body : body + 2 * self._width] if text][: self._width]
        # Names that look unlike those of the first row, where these are known classes or have their full marks behind them, are odd.
        self._classes = frozenset(column for column, text in enumerate(first) if columns[column] is Holds.GROUP and _is_class(text))
        marked = {column for column, text in enumerate(first) if columns[column] <= Holds.NAME and _MARKED.fullmatch(text)}
        self._marked = frozenset(column for column in marked if columns[column] is Holds.NAME)
        self._unmarked = frozenset(column for column in self._classes if column not in marked) if marked else frozenset()
        self._steps: list[dict[int, _Step]] = []  # for each line, by the column that comes next

    def best(self) -> tuple[list[Row], int, float]:
        """The rows, the line behind the last, and what they are worth; no rows if the lines do not fit the columns."""
        self._steps = [{0: _Step(0, -1, 0, -1)}]
        best, worth = 0, 0.0
        at = 0
        while at < min(len(self._steps), _LONGEST_TABLE) and at - best <= _PATIENCE:
            number = self._body + at
            here = self._steps[at]
            self._end_rows(here, at)
            done = here.get(0)
            if done is not None and at * _PER_LINE - done.cost >= worth:
                best, worth = at, at * _PER_LINE - done.cost
            if number >= len(self._lines):
                break
            text = self._lines[number]
            if text and (number not in self._allowed or (text not in self._over and _ABOVE.fullmatch(text))):
                break
            if text:
                self._take(text, at)
            else:
                self._pass(at)
            at += 1
        rows = list(self._rows(best))[::-1]
        if not best or self._steps[best][0].cost > _DEAREST * len(rows):
            return [], self._body, 0.0
        return rows, self._body + best, worth

    def _reach(self, line: int, column: int, step: _Step) -> None:
        """Keep a way to a place if it is the cheapest, and not so dear that nothing good can come of it."""
        if step.cost > line * _PER_LINE + _SLACK:
            return
        while len(self._steps) <= line:
            self._steps.append({})
        known = self._steps[line].get(column)
        if known is None or step.cost < known.cost:
            self._steps[line][column] = step

    def _end_rows(self, here: dict[int, _Step], at: int) -> None:
        """Rows may end at a line: whatever columns are left are missing."""
        for column in sorted(here):
            if column > self._name:
                cost = here[column].cost + sum(_LACKING[self._columns[left]][_AT_END] for left in range(column, self._width))
                known = here.get(0)
                if cost < _NEVER and (known is None or cost < known.cost):
                    here[0] = _Step(cost, at, column, -1)

    def _pass(self, at: int) -> None:
        """A blank line is a blank cell, or nothing."""
        for column, step in tuple(self._steps[at].items()):
            self._reach(at + 1, column, _Step(step.cost + _PASSED, at, column, -1))
            if column < self._width:
                cost = step.cost + _LACKING[self._columns[column]][_BLANK]
                self._reach(at + 1, column + 1, _Step(cost, at, column, column, is_blank=True))

    def _take(self, text: str, at: int) -> None:
        """All that a line can be: a cell of a column that is left, more of the last cell, a row of a kind of its own."""
        fits = [_misfit(text, holds) for holds in self._columns]
        strange = self._marked if _is_class(text) else self._classes | self._marked
        if _MARKED.fullmatch(text):
            strange = self._unmarked
        if strange:
            fits = [fit + _STRANGE_NAME * (column in strange) for column, fit in enumerate(fits)]
        extra = _TITLE_BELOW if len(text) >= _SHORTEST_TITLE and role_of(text) in _TITLES else 0.0
        for column, step in tuple(self._steps[at].items()):
            if column == 0:
                self._whole_rows(text, at, step.cost)
            skipped = extra
            for taken in range(column, self._width):
                if fits[taken] < _NEVER:
                    self._reach(at + 1, taken + 1, _Step(step.cost + skipped + fits[taken], at, column, taken))
                skipped += self._gap(column, taken)
                if skipped >= _NEVER:
                    break
            if column and self._columns[column - 1] in (Holds.TEXT, Holds.REASON) and not _PLAIN.fullmatch(text):
                more = _NEXT_ITEM if _ITEM.match(text) or len(text) > _LONGEST_NAME else _GOES_ON
                self._reach(at + 1, column, _Step(step.cost + more + extra, at, column, column - 1))

    def _gap(self, column: int, missing: int) -> float:
        """What it costs that the cell of a column is missing: little for merged ones at the beginning of a row."""
        if column == 0 and missing < self._name and self._may_be_merged[missing]:
            return _AHEAD if self._columns[missing] is Holds.GROUP else 0.0
        return _LACKING[self._columns[missing]][_AMID]

    def _whole_rows(self, text: str, at: int, cost: float) -> None:
        """Rows of a kind of their own: the titles printed again, those that were not filled in, and totals."""
        number = self._body + at
        if text == self._titles[0] and list(self._lines[number : number + len(self._titles)]) == self._titles:
            self._reach(at + len(self._titles), 0, _Step(cost + _REPEATED * len(self._titles), at, 0, -1))
        if text in self._over:
            self._reach(at + 1, 0, _Step(cost + _REPEATED, at, 0, -1))
        if _EMPTY.fullmatch(text):
            self._reach(at + 1, 0, _Step(cost + _EMPTY_ROW, at, 0, self._name))
        if not _TOTAL.fullmatch(text):
            return
        cells: list[int] = []
        end = number + 1
        while end < len(self._lines) and len(cells) < self._width:
            following = self._lines[end]
            if following and following not in _DASHES and not _PLAIN.fullmatch(following):
                break
            if following:
                cells.append(end)
            end += 1
        if cells:
            self._reach(cells[-1] + 1 - self._body, 0, _Step(cost, at, 0, -1, total=((0, number), *self._placed(cells))))

    def _placed(self, cells: Sequence[int]) -> list[tuple[int, int]]:
        """The numbers of a total in the columns they fit best, in their order, as far to the right as they can be."""
        ways: list[dict[int, tuple[float, list[tuple[int, int]]]]] = [{0: (0.0, [])}]
        for cell in cells:
            text = self._lines[cell]
            reached: dict[int, tuple[float, list[tuple[int, int]]]] = {}
            for column, (cost, places) in ways[-1].items():
                for taken in range(column + 1, self._width):
                    fit = _misfit_of_total(text, self._columns[taken])
                    if fit < _NEVER and (taken not in reached or cost + fit < reached[taken][0]):
                        reached[taken] = (cost + fit, [*places, (taken, cell)])
            ways.append(reached)
        return min(reversed(ways[-1].items()), key=lambda way: way[1][0], default=(0, (0.0, [])))[1][1]

    def _rows(self, line: int) -> Iterator[Row]:
        """The rows on the cheapest way to a line at which one ends, the last first."""
        cells: dict[int, range] = {}
        column = 0
        while line > 0 or column > 0:
            step = self._steps[line][column]
            if column == 0 and cells:
                yield self._row(cells)
                cells = {}
            number = self._body + step.line
            if step.total:
                cells = {place: range(cell, cell + 1) for place, cell in step.total}
            elif step.is_blank:
                cells[step.cell] = range(number, number)
            elif step.cell >= 0:
                cells[step.cell] = range(number, cells[step.cell].stop if step.cell in cells else number + 1)
            line, column = step.line, step.column
        if cells:
            yield self._row(cells)

    def _row(self, cells: dict[int, range]) -> Row:
        """A row with its missing cells. Numbers of which nothing says where they belong, since some are missing, stand behind all columns."""
        astray = [column for column in self._numbers if column in cells]
        if len(astray) == len(self._numbers):
            astray = []
        placed = (cells[column] if cells.get(column) and column not in astray else None for column in range(self._width))
        return (*placed, *(cells[column] for column in astray if cells[column]))


def _misfit(text: str, holds: Holds) -> float:
    """What is odd about a text in a column, `_NEVER` if it cannot stand there."""
    size = len(text)
    plain = size < _LONGEST_NUMBER and _PLAIN.fullmatch(text) is not None
    if size > _LONGEST_CELL:
        return _NEVER
    if holds in (Holds.GROUP, Holds.NAME):
        return _odd_name(text, holds is Holds.GROUP, plain)
    if plain:
        return _odd_number(text, holds)
    return _odd_words(text, holds)


def _misfit_of_total(text: str, holds: Holds) -> float:
    """What is odd about a number or a dash in a column of a row that adds up."""
    if text in _DASHES:
        return 0.2 if holds is Holds.NUMBER else 0.0
    return _odd_number(text, holds) if holds in (Holds.NUMBER, Holds.RATE) else 0.5 if holds in (Holds.VALUE, Holds.OTHER) else _NEVER


def _odd_number(text: str, holds: Holds) -> float:
    """The same of a number."""
    percent = text[-1] in "%％"
    if holds is Holds.NUMBER:
        return 0.6 if percent else 0.0
    if holds is Holds.RATE:
        return 0.0 if percent else 0.3
    if holds is Holds.ORDER:
        return 0.0 if text.isdigit() and len(text) <= _LONGEST_ORDER else _NEVER
    return {Holds.VALUE: 0.0, Holds.ONCE: 0.0, Holds.OTHER: 0.2, Holds.TEXT: 2.5, Holds.REASON: 2.5}.get(holds, _NEVER)


def _odd_words(text: str, holds: Holds) -> float:
    """The same of words, signs and dashes."""
    size = len(text)
    dash = text in _DASHES
    if holds in (Holds.NUMBER, Holds.RATE):
        return 0.2 if dash else _NEVER
    if holds is Holds.SIGN:
        return 0.0 if text in _SIGNS else _NEVER
    if holds in (Holds.UNIT, Holds.ONCE):
        return (0.0 if holds is Holds.UNIT else 0.3) if size <= _LONGEST_UNIT and text not in _SIGNS and not text[-1].isdigit() else _NEVER
    if holds is Holds.VALUE:
        return (2.0 if size > _LONGEST_VALUE else 0.0) + (0.0 if dash or _VALUE.search(text) else 0.8)
    if holds in (Holds.TEXT, Holds.REASON):
        odd = _NAME_AS_TEXT if _is_class(text) else 0.0
        if holds is Holds.TEXT:
            return odd + (0.0 if size > _SHORT else 0.5 if dash else 0.4)
        return odd + (0.0 if dash or _CAUSE.search(text) else 0.5 if size > _SHORT else 0.9)
    return 0.4 if holds is Holds.OTHER else _NEVER


def _odd_name(text: str, is_class: bool, plain: bool) -> float:
    """What is odd about a text as the name of an indicator, or of a class of them."""
    if plain or text in _DASHES or text in _SIGNS:
        return _NEVER
    odd = (2.0 if text[-1] in _SENTENCE_END else 0.0) + (2.5 if text[0] in _SIGNED else 2.0 if _FORMULA.search(text) else 0.0)
    if is_class:
        return odd + (0.0 if _is_class(text) else 2.5 if len(text) > _LONGEST_GROUP else 0.2)
    return odd + (2.0 if text.endswith("指标") and _is_class(text) else 3.0 if len(text) > _LONGEST_NAME else 0.0)


def _is_class(text: str) -> bool:
    """Whether a text is the name of a class of indicators: a known one, or one with its full marks behind it."""
    return _CLASS.fullmatch(text) is not None or _MARKED.fullmatch(text) is not None
