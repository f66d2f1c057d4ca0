"""What most reports do not hold, and the modules that read it: loaded, and called, only for a report that may.

Every module costs a start as much as reading a thousand characters, so one that few reports need has its entry here instead of an import at
its caller's head. An entry is the reader's own signature around its import: callers, type checkers and the checker of layers see what they
would see of the reader itself, under `within(word, …)`: one of the words must stand in the text that the caller hands over first, be it a
paragraph or the document. The words must be necessary, not sufficient: where none stands, the reader would find nothing. Few and telling
ones are best (城镇化率, not 均), for each is looked for. A test reads all fixtures with the gates open, and finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from auditor.extract.gates import within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from auditor.extract.corpus import Corpus
    from auditor.extract.lines import Line
    from auditor.extract.relations.twins import Amount
    from auditor.model import Award, Claim, Indicator, Section, Statement, Table

    Rows = Sequence[Sequence[Line]]


@within("得分", "（得")
def heading_award_claims(lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[Claim]:
    """What was awarded, told behind headings and behind those under them; the text handed over first are the titles."""
    from auditor.extract.scores import heading_awards

    return heading_awards.heading_award_claims({line.block: line for line in lines}, sections)


@within("分，得", "分,得", "）得", "），得", "分，自评得", "分，实际得", "分，评价得")
def told_level_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """What was awarded, told level by level in running text; the text handed over first is the document's."""
    from auditor.extract.scores import told_levels

    return told_levels.told_level_claims(lines)


@within("指标值", "目标值")
def told_value_records(lines: Sequence[Line]) -> Iterator[Indicator]:
    """Indicators told in running text by the words of the form: 指标值为 180 人，全年实际完成值 164 人."""
    from auditor.extract.targets import told_values

    return told_values.told_value_records(lines)


@within("第一产业", "城镇化率", "自然增长率", "城镇居民人均", "城镇常住居民人均")
def bulletin_claims(lines: Sequence[Line]) -> Iterable[Claim]:
    """Structures, rates and ratios of a statistical bulletin."""
    from auditor.extract.relations import populations

    return populations.bulletin_claims(lines)


@within("加上", "相抵", "轧抵", "轧差", "品迭", "抵减")
def settlement_claims(lines: Sequence[Line]) -> Iterable[Claim]:
    """Totals and balances of accounts, each told in one paragraph."""
    from auditor.extract.relations import settlements

    return settlements.settlement_claims(lines)


@within("调整后")
def adjusted_budget(lines: Sequence[Line]) -> Iterable[Claim]:
    """The adjusted budget, from the initial one and what was added."""
    from auditor.extract.relations import adjusted_budgets

    return adjusted_budgets.adjusted_budget(lines)


@within("。合计", "。共计", "。总计")
def next_totals(lines: Sequence[Line]) -> Iterable[Claim]:
    """Totals that open the sentence behind their list."""
    from auditor.extract.relations import totals_next

    return totals_next.next_totals(lines)


@within(*(f"{name}{each}" for name in ("增长率", "增长速度", "增幅", "增速") for each in ("依次", "分别")), "依次增长", "分别增长")
def series_claims(lines: Sequence[Line]) -> Iterable[Claim]:
    """Growth rates told one after the other for values told one after the other."""
    from auditor.extract.relations import series

    return series.series_claims(lines)


@within("平均得分", "平均分", "平均评分", "平均自评", "平均绩效", "平均评价")
def mean_score_claims(lines: Sequence[Line]) -> Iterable[Claim]:
    """Mean scores behind their scores."""
    from auditor.extract.relations import mean_scores

    return mean_scores.mean_score_claims(lines)


@within("任务的")
def distant_tasks(corpus: Corpus, lines: Sequence[Line]) -> Iterable[Claim]:
    """Shares of a task that another chapter sets."""
    from auditor.extract.targets import distant_tasks as tasks

    return tasks.distant_tasks(corpus, lines)


@within("分别完成", "分别达", "率分别")
def rates_of_row(corpus: Corpus, lines: Sequence[Line]) -> Iterable[Claim]:
    """Completion rates told in a row, with their targets elsewhere."""
    from auditor.extract.relations import rates_of_row as rates

    return rates.rates_of_row(corpus, lines)


@within("提高到", "提高至", "提升到", "提升至", "上升到", "上升至", "下降到", "下降至", "降低到", "降低至")
def cells_that_rise(corpus: Corpus) -> Iterable[Claim]:
    """Rates in cells that rise by per cent instead of points."""
    from auditor.extract.relations import units_told

    return units_told.cells_that_rise(corpus)


@within("分均", "级均", "分都", "级都")
def every_row(lines: Sequence[Line], tables: Mapping[int, Rows]) -> Iterable[Statement]:
    """Scores and grades told of all projects at once: 得分均在 90 分以上, 等级均为优."""
    from auditor.extract.targets import every_row as every

    return every.every_row(lines, tables)


@within("挪用", "超标准", "截留", "虚列", "套取", "滞留", "冒领")
def clean_hands(corpus: Corpus, lines: Sequence[Line], sections: Sequence[Section]) -> Iterable[Statement]:
    """Money said to be free of a fault that another chapter tells."""
    from auditor.extract.identity import clean_hands as hands

    return hands.clean_hands(corpus, lines, sections)


@within("尚有", "仍有", "剩余")
def rests_elsewhere(corpus: Corpus, lines: Sequence[Line]) -> Iterable[Claim]:
    """What is left of a task that other chapters tell."""
    from auditor.extract.relations import rests_elsewhere as rests

    return rests.rests_elsewhere(corpus, lines)


@within("三公")
def kept_tables(corpus: Corpus, amounts: Mapping[int, Sequence[Amount]]) -> Iterable[Statement]:
    """“三公”经费 said to be within their budget, beside a row that is not."""
    from auditor.extract.identity import kept_tables as tables

    return tables.kept_tables(corpus, amounts)


@within("（项）", "(项)")
def account_rows(lines: Sequence[Line], tables: Mapping[int, Rows]) -> Iterable[Claim]:
    """Amounts of accounts in notes against the rows of their names."""
    from auditor.extract.identity import account_rows as accounts

    return accounts.account_rows(lines, tables)


@within("（项）", "(项)")
def note_claims(lines: Sequence[Line]) -> Iterable[Claim]:
    """Budgets of accounts that one note tells twice."""
    from auditor.extract.identity import budget_notes

    return budget_notes.note_claims(lines)


@within("财政拨款", "一般公共预算")
def told_changes(lines: Sequence[Line]) -> Iterable[Claim]:
    """Changes of one amount, told in several places; for budgets and final accounts."""
    from auditor.extract.identity import budget_notes

    return budget_notes.told_changes(lines)


@within("收支结余")
def surplus_claims(line: Line) -> Iterable[Claim]:
    """收支结余 against income and expenditure."""
    from auditor.extract.relations import surpluses

    return surpluses.surplus_claims(line)


@within("空表")
def empty_tables(text: str, corpus: Corpus) -> Iterable[Statement]:
    """Tables called empty that hold amounts; the text handed over first is the document's, too."""
    from auditor.extract.leftovers import empty_tables as empty

    return empty.empty_tables(text, corpus)


@within("控制在年初", "控制在预算", "控制在批复", "控制在核定", "控制在全年")
def kept_amounts(corpus: Corpus, lines: Sequence[Line]) -> Iterable[Statement]:
    """Expenses called kept within a budget whose amounts the text tells."""
    from auditor.extract.identity import kept_amounts as amounts

    return amounts.kept_amounts(corpus, lines)


@within("超预算", "超支", "超出")
def kept_budgets(corpus: Corpus, lines: Sequence[Line]) -> Iterable[Statement]:
    """Expenses called kept within a budget that another place tells as exceeded."""
    from auditor.extract.identity import kept_budgets as budgets

    return budgets.kept_budgets(corpus, lines)


@within("总分", "总得分", "总评分", "综合得分", "得分合计", "合计得分", "总成绩")
def side_by_side_claims(table: Table, rows: Rows) -> Iterable[Claim]:
    """Scores of many, one a row, with their totals."""
    from auditor.extract.scores import score_columns

    return score_columns.side_by_side_claims(table, rows)


@within("执行率")
def paired_claims(table: Table, rows: Rows) -> Iterable[Claim]:
    """Labels and numbers side by side in one row."""
    from auditor.extract.tables import paired_cells

    return paired_cells.paired_claims(table, rows)


@within("指标得", "部分得")
def with_closings(awards: Sequence[Award], lines: Sequence[Line], sections: Sequence[Section]) -> Iterable[Award]:
    """Awards with the deductions of the chapters that they close: 该指标得 17 分."""
    from auditor.extract.scores import closing_scores

    return closing_scores.with_closings(awards, lines, sections)
