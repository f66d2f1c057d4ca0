"""Full marks that the text tells of a group or indicator against those of the score table: 产出类指标满分35分, where the table has 30."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from auditor.extract.lines import Line
from auditor.extract.scores.marks import Mark, Marks, Role
from auditor.extract.scores.score_rows import Tree
from auditor.model import Bound, Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

_WORDS = "(?:类|方面)?(?:的?(?:一级|二级|三级)?指标)?(?:设置|设定)?的?(?:满分|分值|权重|标准分|总分|应得分|占)?(?:值)?(?:共计?|为|是)?$"
_NAME = compiled(f'^(?:其中|包括|[（(]?[一二三四五六七八九十\\d]{{1,3}}[）)、.．])|[\\s“”"、，]|{_WORDS}')
_GROUP = compiled("(?:类|方面)?(?:(?:一级|二级|三级)?指标)$")
_SHORTEST = 2
_PAIRED = compiled("[，,]?(?:自评|实际|评价)?得(?:分)?(?:为)?")
_TOTAL = compiled("总分|满分|合计|共计|综合|总计")
_PARTLY = compiled("其余|其他|等(?![级次])|主要")
# 四个一级指标构成 says that the list is whole, 满分100分 what it comes to.
_WHOLE = compiled("(?<!\\d)100\\s?分|百分制|[三四五六3456]\\s?[个大项][^，。；]{0,8}(?:维度|方面|部分|指标|板块)")
_NEXT = compiled("\\s?[）)](?:[、，,；;和及与]|以及){1,2}\\s?[^\\W\\d]{2,16}[（(]\\s?")
_FEWEST_PAIRS = 3
_ROW = compiled("[、，,；;和及与]{1,2}\\s?[^\\W\\d]{2,12}\\s?")
_SETS = (
    ("执行", "产出", "效益|效果", "满意"),
    ("决策|投入", "过程|管理", "产出", "效益|效果"),
    ("产出", "效益|效果", "满意", "执行"),
    ("产出", "效益|效果", "满意"),
    ("成本", "产出", "效益|效果", "满意"),
    ("执行", "成本", "产出", "效益|效果", "满意"),
)  # in order, each complete by itself (with the execution's ten marks apart)
_NEAR = 4  # characters between a label and its number


def told_mark_claims(trees: Sequence[Tree], told: Marks) -> Iterator[Claim]:
    """Every name whose full marks the text tells once, and the tables tell alike."""
    printed: dict[str, list[Fact]] = {}
    for tree in trees:
        if tree.damage or tree.moved:
            return
        for node in tree.nodes:
            if node.full is not None and node.full.quantity.kind is Kind.SCORE:
                printed.setdefault(_bare(node.name), []).append(node.full)
    if not printed:
        return
    named: dict[str, list[Fact]] = {}
    for marks in told.values():
        for mark in marks:
            if mark.role is Role.FULL and mark.depth <= 1 and (name := _bare(mark.line.label(mark.quantity))) in printed:
                named.setdefault(name, []).append(mark.line.fact(mark.quantity, name))
    for name, facts in named.items():
        columns = printed[name]
        if len({fact.quantity.value for fact in columns}) == 1 and len({fact.quantity.value for fact in facts}) == 1:
            readings = (Reading(Operation.EQUAL, (Term(columns[0]._replace(what=name)),)),)
            others = tuple(("full_marks", fact.span) for fact in columns[1:3])
            yield Claim(ClaimKind.VALUE, facts[0], readings, (name,), frozenset({"score", "told-marks"}), others)


def paired_mark_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """产出20分得19分、成本10分得10分……: the full marks of a list that tells them beside the scores come to a hundred."""
    for line in lines:
        if "分得" not in line.text and "分，得" not in line.text and "分自评得" not in line.text:
            continue
        scores = [quantity for quantity in line.quantities if quantity.kind is Kind.SCORE]
        lists: dict[int, list[Fact]] = {}
        for full, score in pairwise(scores):
            if _PAIRED.fullmatch(line.text, full.end, score.start) and score.bound is full.bound is Bound.EXACT:
                label = line.label(full)
                if label and not _TOTAL.search(label):
                    lists.setdefault(line.sentence(full.start)[0], []).append(line.fact(full, label))
        for start, facts in lists.items():
            between = line.text[facts[0].quantity.end : facts[-1].quantity.start]
            if len(facts) >= _FEWEST_PAIRS and "其中" not in between and not _PARTLY.search(line.text, start, line.sentence(start)[1]):
                yield _hundred(line, facts)


def bracketed_mark_claims(told: Marks) -> Iterator[Claim]:
    """由业务（55分）、内控（25分）……三部分构成，满分100分: the full marks in the brackets of one list come to a hundred."""
    for marks in told.values():
        if len(marks) < _FEWEST_PAIRS:
            continue
        full = [mark for mark in marks if mark.role is Role.FULL and mark.depth == 1]
        lists: list[list[Mark]] = []
        for mark in full if len(full) >= _FEWEST_PAIRS else ():
            before = lists[-1][-1] if lists else None
            if before is not None and _NEXT.fullmatch(mark.line.text, before.quantity.end, mark.quantity.start):
                lists[-1].append(mark)
            else:
                lists.append([mark])
        for group in lists:
            line, start, end = group[0].line, *group[0].line.sentence(group[0].quantity.start)
            if len(group) >= _FEWEST_PAIRS and _WHOLE.search(line.text, start, end) and not _PARTLY.search(line.text, start, end):
                yield _hundred(line, [line.fact(mark.quantity, line.label(mark.quantity)) for mark in group])


def complete_mark_claims(told: Marks) -> Iterator[Claim]:
    """资金执行10分、产出指标50分、效益指标30分、满意度指标10分: names that share out a hundred by the national forms, in one row."""
    for marks in told.values():
        if len(marks) < _FEWEST_PAIRS:
            continue
        full = [mark for mark in marks if mark.role is Role.FULL and mark.depth == 0]
        lists: list[list[Mark]] = []
        for mark in full if len(full) >= _FEWEST_PAIRS else ():
            before = lists[-1][-1] if lists else None
            if before is not None and _ROW.fullmatch(mark.line.text, before.quantity.end, mark.quantity.start):
                lists[-1].append(mark)
            else:
                lists.append([mark])
        for group in lists:
            line = group[0].line
            labels = [line.label(mark.quantity) for mark in group]
            if any(len(labels) == len(names) and all(map(_is_called, labels, names)) for names in _SETS):
                yield _hundred(line, [line.fact(mark.quantity, label) for mark, label in zip(group, labels, strict=True)])


def _is_called(label: str, words: str) -> bool:
    """Whether a label holds one of the words between the strokes."""
    return any(word in label for word in words.split("|"))


def _hundred(line: Line, facts: Sequence[Fact]) -> Claim:
    """The list as a claim that its full marks are a hundred, or ninety where the budget's execution has ten of its own."""
    first = facts[0]
    what = first.what
    at = line.text.find(what, max(0, first.quantity.start - len(what) - _NEAR), first.quantity.start + 1)
    at = max(0, at) if at >= 0 else first.quantity.start

    def points(number: int) -> Fact:
        text = line.text[at : first.quantity.end]
        quantity = Quantity(at, first.quantity.end, text, Decimal(number), "分", Kind.SCORE, inherited=True)
        return Fact(quantity, line.span(at, first.quantity.end), "分值", line.section, source=line.source)

    terms = tuple(Term(fact) for fact in facts)
    readings = (Reading(Operation.SUM, terms), Reading(Operation.SUM, (*terms, Term(points(10))), name="预算执行率10分另计"))
    traits = frozenset({"scores", "weights", "level", "assumed", "table-total"})
    return Claim(ClaimKind.SUM, points(100), readings, ("分值", "分值"), traits, source=line.source)


def _bare(name: str) -> str:
    bare = _GROUP.sub("", _NAME.sub("", name))
    return bare if len(bare) >= _SHORTEST else ""
