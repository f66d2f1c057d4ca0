"""What a measured indicator comes to where its own row does not say: told under its name elsewhere, or following from other numbers.

Only indicators are looked at whose printed standard turns a percentage into points. Everything found is a reading; nothing is computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.scores.standards import Row
from auditor.extract.tables.grids import cell_number
from auditor.extract.targets.judgements import clause_start
from auditor.model import Award, Bound, Fact, Kind, Operation, Quantity, Reading, RubricKind, Source, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

RATES = ("率", "度", "比例", "比重")
GRADED = frozenset({RubricKind.THRESHOLDS, RubricKind.RATE})
SENTENCE = 60  # characters of a sentence before a name that tell when and of what it is
LONGEST_CELL = 24  # characters of a cell that holds a label and its number
FEWEST_CHARACTERS = 4  # of a name that is looked for
_WASTE = str.maketrans("", "", "“”\"' 　\t\n（）()、")
_BETWEEN = compiled("(?:约|已|仅)?(?:为|是|达到?|：|:|＝|=)?\\s?")
_WHOSE = compiled('(?:^|[^\\w]|年度?|全年|本年|当年|部门|单位|我[局镇乡院校委办县市区]|本[局镇乡院校委办]|整体|总体|实现|致使?|使)[“"]?$')
_OTHER = compiled("计划|预计|力争|目标|控制在|上年|去年|上一年|同期|全[省市县国]|要求|以内|标准|应|若|低于|高于|大于|小于|≥|≤")
_NUMBERED = compiled("\\s{0,4}(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．])?\\s{0,4}")
_HEAD = compiled("[^\\W\\d]{2,20}(?=[。：:])")
_LEAST_RATE = "完成率"  # the shortest tail by which a paragraph may call its indicator
_PART = compiled("项目(?!支出\\s?\\d)|工程|专项|其中|分别")
_PART_YEAR = compiled("截[至止](?![^，。]{0,8}(?:年底|年末|12月))|(?<!\\d)(?:[1-9]|1[01])\\s?月|[上下]半年|季度|期末|监控|序时")
_YEAR = compiled("((?:19|20)\\d{2})\\s?年")
_COLUMN = compiled("(?:((?:19|20)\\d{2})年|(上年|去年)|(本年|当年|今年))度?(?:实际|部门)?(决算|预算|支出|执行)")


class Amounts(NamedTuple):
    """A row of a base table (三公经费 · 2021年决算数 · 2022年预算数 · 2022年决算数). What it does not print is None."""

    before: Fact | None = None  # spent in the year before
    budget: Fact | None = None
    spent: Fact | None = None


class Basis(NamedTuple):
    """What indicators may be computed from."""

    corpus: Corpus
    tables: Mapping[int, Sequence[Row]]
    facts: Mapping[str, Fact]
    year: int | None


def with_readings(awards: Sequence[Award], report: Basis) -> list[Award]:
    """The awards, those without a value of their own with the readings that the report offers."""
    wanted = [award for award in awards if _is_open(award)]
    if not wanted:
        return list(awards)
    called = {id(award): _called(award) for award in wanted}
    told = _told({name for names in called.values() for name in names}, report)
    base = _base(report) if any(name.endswith(_FROM_TABLES) for names in called.values() for name in names) else {}
    found = {id(award): (*_elsewhere(called[id(award)], told), *_derived(award, called[id(award)], report.facts, base)) for award in wanted}
    return [award._replace(readings=found[id(award)]) if found.get(id(award)) else award for award in awards]


def _is_open(award: Award) -> bool:
    if award.value is not None or award.standard is None or award.target is not None or not award.scores:
        return False
    rubric = award.standard.rubric
    return rubric.kind in GRADED and rubric.is_percent and any(name.endswith(RATES) for name in award.names)


def _called(award: Award) -> list[str]:
    """What the result may be called: without quotation marks, and each of two things measured together (群众或企业满意度)."""
    names = []
    for title in award.names:
        name = title.translate(_WASTE)
        if not name.endswith(RATES):
            continue
        names.append(name)
        measure = next((end for end in ("满意度", "知晓率") if name.endswith(end)), "")
        if measure:
            names += [part + measure for part in compiled("或|及|和|与").split(name.removesuffix(measure)) if part]
    return [name for name in dict.fromkeys(names) if len(name) >= FEWEST_CHARACTERS]


# ---------------------------------------------------------------------------------------------------------- told elsewhere


def _told(names: Iterable[str], report: Basis) -> dict[str, list[Fact]]:
    """The percentages that the prose gives right behind a name; none for a name that also stands for something else's or a part's."""
    found: dict[str, list[Fact]] = {}
    lines = report.corpus.paragraphs(("%", "％", "百分之"))
    headings = _headings(lines)
    written = "\n".join(line.text for line in lines)
    for name in sorted(name for name in names if name in written or name[: -len(_LEAST_RATE)] in written):
        headed: list[Fact] = []  # where a paragraph is about it
        own: list[Fact] = []
        others: list[Fact] = []
        for line in lines:
            at = line.text.find(name)
            while at >= 0:
                fact = _behind(line, at, at + len(name), name, report.year)
                if fact is not None:
                    (headed if _NUMBERED.fullmatch(line.text, 0, at) else own if _is_whole(line, at) else others).append(fact)
                at = line.text.find(name, at + 1)
        headed = headed or _under_heading(name, headings, report.year)
        if headed or own:
            found[name] = [*headed, *own, *others]
    return found


def _headings(lines: Sequence[Line]) -> dict[str, list[tuple[Line, int]]]:
    """Paragraphs by what they begin with (2.受益人口。……), each with the end of that."""
    found: dict[str, list[tuple[Line, int]]] = {}
    for line in lines:
        number = _NUMBERED.match(line.text)
        head = _HEAD.match(line.text, number.end() if number is not None else 0)
        if head is not None:
            found.setdefault(head[0], []).append((line, head.end()))
    return found


def _under_heading(name: str, headings: Mapping[str, Sequence[tuple[Line, int]]], year: int | None) -> list[Fact]:
    """The one rate of a paragraph that the indicator heads: 1.泵站完好率。共 40 座，完好 38 座，完成率95% · 2.受益面积。……完成率97.5%."""
    found: list[Fact] = []
    for length in range(2, len(name) + 1):
        tail = name[length:] if length < len(name) else name[-len(_LEAST_RATE) :]
        for line, end in headings.get(name[:length], ()) if len(tail) >= len(_LEAST_RATE) else ():
            at = line.text.find(tail, end)
            fact = _behind(line, at, at + len(tail), name, year) if at >= 0 and line.text.find(tail, at + 1) < 0 else None
            if fact is not None:
                found.append(fact)
    return found if len(found) == 1 else []


def _behind(line: Line, start: int, end: int, name: str, year: int | None) -> Fact | None:
    """The percentage that follows a name, unless it is planned or another year's."""
    behind = line.between(end, min(len(line.text), end + 12))
    if not behind or behind[0].kind is not Kind.PERCENT or behind[0].bound is not Bound.EXACT or behind[0].high is not None:
        return None
    quantity = behind[0]
    words = line.text[clause_start(line.text, start) : end] + line.text[quantity.end : quantity.end + 2]
    sentence = max(line.sentence(start)[0], start - SENTENCE)
    years = {int(found[1]) for found in _YEAR.finditer(line.text, sentence, end)}
    if (
        _PART_YEAR.search(line.text, sentence, end)
        or _BETWEEN.fullmatch(line.text, end, quantity.start) is None
        or _OTHER.search(words)
        or years - {year}
    ):
        return None
    return line.fact(quantity, name)


def _is_whole(line: Line, start: int) -> bool:
    """Whether a rate is told of the whole that the report is about, not of a project or a kind of expenditure."""
    sentence = max(line.sentence(start)[0], start - SENTENCE)
    own = start == 0 or _WHOSE.search(line.text, max(0, start - 6), start) is not None
    return own and _PART.search(line.text, sentence, start) is None


def _elsewhere(called: Sequence[str], told: Mapping[str, Sequence[Fact]]) -> list[Reading]:
    """The one value that the document gives under the names of an award; several say nothing for sure."""
    facts = [fact for name in called for fact in told.get(name, ())]
    if len({fact.quantity.value for fact in facts}) != 1:
        return []
    return [Reading(Operation.EQUAL, (Term(facts[0]),), name="别处写明")]


# ---------------------------------------------------------------------------------------------------------------- derived


def _base(report: Basis) -> dict[str, Amounts]:
    """The rows of base tables that indicators are computed from; one that is printed twice says nothing."""
    found: dict[str, list[Amounts]] = {}
    telling = {(cell.block, cell.row) for cell in report.corpus.holding((*_ROWS, _ADDED)) if cell.row >= 0}
    for rows in report.tables.values():
        if not any(map(_may_be_base, [row for row in rows if row and (row[0].block, row[0].row) in telling])):
            continue
        heads: dict[int, str] = {}
        for row in rows:
            label = row[0].text.translate(_WASTE) if row else ""
            if added := _added(row):
                found.setdefault("预算", []).append(added)
            name = next((key for key, words in _ROWS.items() if label in words), "")
            if name:
                found.setdefault(name, []).append(_amounts(row[1:], heads, report.year))
            heads.update({cell.column: cell.text.strip() for cell in row if cell.text.strip() and not cell_number(cell)})
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


def _may_be_base(row: Row) -> bool:
    label = row[0].text if row else ""
    if len(label) > LONGEST_CELL:
        return False
    if "三公" in label or "公用" in label or "采购" in label:  # as `_ROWS` are called
        return True
    return _ADDED in "\n".join([text for cell in row if len(text := cell.text) <= LONGEST_CELL])


_ADDED = "追加预算"
# The indicators whose formulas are known, by what their terms are read from: the last two of the first from both.
_FROM_TABLES = ("三公经费变动率", "三公经费控制率", "公用经费控制率", "政府采购执行率", "预算调整率", "预算控制率")
_FROM_FACTS = ("预算完成率", "支付进度率", "结转结余率")
_ROWS: Mapping[str, frozenset[str]] = {
    "三公": frozenset({"三公经费", "三公经费合计", "三公经费支出", "三公经费总额"}),
    "公用": frozenset({"公用经费", "公用经费合计", "日常公用经费", "公用支出"}),
    "采购": frozenset({"政府采购金额", "政府采购", "政府采购支出"}),
}


def _added(row: Row) -> Amounts | None:
    """部门整体支出预算调整 · 年初预算 6400 · 追加预算 820: what was added, with the initial budget."""
    told: dict[str, Fact] = {}
    for cell in row:
        if len(cell.quantities) == 1 and len(cell.text) <= LONGEST_CELL:
            label = cell.label(cell.quantities[0])
            told.update({key: cell.fact(cell.quantities[0], key) for key in ("年初预算", _ADDED) if label.startswith(key)})
    return Amounts(budget=told["年初预算"], spent=told[_ADDED]) if len(told) == 2 else None


def _amounts(cells: Sequence[Line], heads: Mapping[int, str], year: int | None) -> Amounts:
    amounts = Amounts()
    for cell in cells:
        quantity = cell_number(cell)
        head = _COLUMN.match(heads.get(cell.column, ""))
        if quantity is None or head is None or quantity.kind not in (Kind.NUMBER, Kind.MONEY):
            continue
        fact = Fact(quantity, cell.span(quantity.start, quantity.end), cell.text, cell.section, source=Source.TABLE)
        age = (year or 0) - int(head[1]) if head[1] else 1 if head[2] else 0
        if head[4] == "预算":
            amounts = amounts._replace(budget=fact) if not age else amounts
        elif age in (0, 1):
            amounts = amounts._replace(spent=fact) if not age else amounts._replace(before=fact)
    return amounts


def _derived(award: Award, called: Sequence[str], facts: Mapping[str, Fact], base: Mapping[str, Amounts]) -> list[Reading]:
    """What the usual formula of an indicator gives; several readings where its terms are used in several ways."""
    name = next((name for name in called if name.endswith("率")), "")
    if name.endswith(("在职人员控制率", "财政供养人员控制率")):
        return _pairs(Operation.QUOTIENT, [(facts.get("staff"), facts.get("establishment"))])
    if not name.endswith((*_FROM_TABLES, *_FROM_FACTS)):
        return []
    three, public, bought = (base.get(key, Amounts()) for key in ("三公", "公用", "采购"))
    ways: dict[str, list[Reading]] = {
        "三公经费变动率": _pairs(Operation.GROWTH, [(three.spent, three.before), (three.budget, three.before)]),
        "三公经费控制率": _pairs(Operation.QUOTIENT, [(three.spent, three.budget)]),
        "公用经费控制率": _pairs(Operation.QUOTIENT, [(public.spent, public.budget)]),
        "政府采购执行率": _pairs(Operation.QUOTIENT, [(bought.spent, bought.budget)]),
    }
    ways.update(_of_budget(facts, base.get("预算", Amounts()), award))
    return next((readings for title, readings in ways.items() if name.endswith(title)), [])


def _of_budget(facts: Mapping[str, Fact], table: Amounts, award: Award) -> dict[str, list[Reading]]:
    """Rates of the unit's whole budget. What may be left out of an adjustment (政策、不可抗力) the report does not tell."""
    budget, adjusted, final, left = (facts.get(key) for key in ("budget", "adjusted_budget", "final_accounts", "carry_over"))
    income = facts.get("income_final")
    spent = _pairs(Operation.QUOTIENT, [(final, adjusted), (final, budget), (final, income)]) if adjusted is not None else []
    bases = [(left, base) for base in (adjusted, income, final, budget)] if adjusted is not None else []
    ways = {"预算完成率": spent, "支付进度率": spent, "结转结余率": _pairs(Operation.QUOTIENT, bases)}
    words = award.standard.passage.text if award.standard is not None else ""
    if not compiled("政策|不可抗力|上级|临时|突发").search(words):
        changed = _pairs(Operation.QUOTIENT, [(table.spent, table.budget)]) + _pairs(Operation.GROWTH, [(adjusted, budget)])
        ways.update({"预算调整率": changed, "预算控制率": changed})
    return ways


def _pairs(operation: Operation, pairs: Sequence[tuple[Fact | None, Fact | None]]) -> list[Reading]:
    return [
        Reading(operation, (Term(one),), (Term(other),), "按文中的数计算")
        for one, other in pairs
        if one is not None and other is not None and _alike(one.quantity, other.quantity)
    ]


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.kind is other.kind and other.value > 0 and one.high is None and other.high is None
