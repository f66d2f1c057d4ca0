"""Scores and full marks told outside a table: 故此项得 7 分 and the report's total against the table, full marks behind headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from auditor.extract.lines import Line
from auditor.extract.on_demand import deduction_claims
from auditor.extract.scores.marks import AWARDED, Mark, Marks, Role
from auditor.extract.scores.score_rows import MARKS_BEHIND, MARKS_END, STEPS, Node, Total, Tree
from auditor.extract.scores.score_sums import APART, EXTRA, SCORES, has_extra, total_readings
from auditor.extract.scores.told_marks import bracketed_mark_claims, complete_mark_claims, paired_mark_claims, told_mark_claims
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Section, Source, Term
from auditor.patterns import compiled

_THIS = compiled("[此该本](?:项|指标)")
_OTHER_SCORE = compiled("初评|预评|复核|复评|(?:核查|抽查)[^，。；、]{0,4}[得评分]|平均|上年|去年|加权|折[算合]|项目组")
_BY_OTHERS = compiled("委托了?(?:第三方|中介|社会)|(?:第三方|中介)机构对")
_SENTENCE = 120
_THIS_PROJECT = compiled("^[该本]项目")
_GIVEN = compiled("(?:指标)?(?:自评|评价|实际|综合|最终|应|可)?(?:得分|评分|得|评)(?:为|是)?$")
_WHOLE = compiled("整体(?:支出|绩效|预算|自评|评价)|(?:部门|单位)整体")
_FULL_BEHIND = compiled("(?:类|部分)?(?:[一二三]级)?(?:指标)?(?:设定|设置)?(?:分值|满分|权重|标准分)?(?:为|共|是)?$")
_LEAST_TOTAL = 40  # a total score is out of 100
_TOLD = frozenset({*AWARDED, Role.TOTAL})
_DEDUCTED = frozenset({Role.DEDUCTED, Role.ALL_DEDUCTED})
_FEWEST_IN_ORDER = 5  # awards that may be told in the order of the table
_LONGEST_NAME = 40
_FIRST_LEVEL = compiled("[^\\W\\d]{0,4}?(?:决策|投入|过程|产出|效益|效果|履职|管理|满意度|可持续)")
_FEWEST_FIRST = 3  # headings of the first level
_HEAD = compiled("\\s*[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]\\s*([^\\W\\d][^，。；：:（()）\\d]{1,24})[。：:（(]")


_HEADING_ENDS = frozenset({*MARKS_END, *"。：: \t\u3000"})  # of a heading with full marks behind it
_SCORING = compiled("[得评扣]")
_SCORING_WITHIN = 6  # characters before a score


def mention_claims(lines: Sequence[Line], sections: Sequence[Section], trees: Sequence[Tree], told: Marks) -> Iterator[Claim]:
    """The scores of the text as claims that the table says the same."""
    sound = [tree for tree in trees if not tree.damage]
    if sound:
        marks = [mark for paragraph in told.values() for mark in paragraph]
        yield from _items(marks, sections, sound)
        yield from _totals(marks, sound, [total for tree in trees if tree.damage for total in tree.totals if total.score is not None])
        yield from told_mark_claims(trees, told)
        if any(mark.role in _DEDUCTED for mark in marks):
            yield from deduction_claims(told, sound)
    yield from paired_mark_claims([line for line in lines if line.block in told])
    yield from bracketed_mark_claims(told)
    yield from complete_mark_claims(told)
    yield from _headings(lines, sections)


def _items(marks: Sequence[Mark], sections: Sequence[Section], trees: Sequence[Tree]) -> Iterator[Claim]:
    """Every award whose heading or words name an indicator of a table."""
    leaves = [node for tree in trees for node in tree.leaves if node.score is not None]
    times = Counter(_bare(node.name) for node in leaves)
    by_name = {_bare(node.name): node for node in leaves if times[_bare(node.name)] == 1}
    awards = [
        (mark, name)
        for before, mark in pairwise((None, *marks))
        if mark is not None and mark.role in AWARDED and (name := _subject(mark, sections) or _of_full(mark, before))
    ]
    told = Counter(name for _, name in awards)
    claimed = False
    for mark, name in awards:
        node = by_name.get(name)
        if node is not None and told[name] == 1 and not _tells_full(mark, node):
            claimed = True
            yield _equal(mark, node, name, "item", "same-name")
    if not claimed:
        yield from _in_order([mark for mark, _ in awards], leaves)


def _tells_full(mark: Mark, node: Node) -> bool:
    """总分100分，其中决策20分、……: what an indicator is worth, told without a word of scoring."""
    full = node.full
    if full is None or full.quantity.value != mark.value:
        return False
    return _SCORING.search(mark.line.text, max(0, mark.quantity.start - _SCORING_WITHIN), mark.quantity.start) is None


def _in_order(awards: Sequence[Mark], leaves: Sequence[Node]) -> Iterator[Claim]:
    """Awards under other names, but as many as the table has indicators and nearly all alike: they follow its order."""
    if len(awards) != len(leaves) or len(leaves) < _FEWEST_IN_ORDER:
        return
    alike = sum(1 for mark, node in zip(awards, leaves, strict=True) if node.score is not None and node.score.quantity.value == mark.value)
    if alike * 5 >= len(leaves) * 4:
        for mark, node in zip(awards, leaves, strict=True):
            yield _equal(mark, node, node.name, "item")


def _subject(mark: Mark, sections: Sequence[Section]) -> str:
    """The indicator that a score is awarded to: its heading for 此项, else the words before the score."""
    line = mark.line
    before = line.text[max(0, mark.quantity.start - 12) : mark.quantity.start]
    if _THIS.search(before):
        title = sections[line.section].title
        return _bare(named_title(title)) if line.section and len(title) <= _LONGEST_NAME else ""
    name = _bare(_GIVEN.sub("", line.label(mark.quantity)))
    head = _HEAD.match(line.text) if not name else None
    return _bare(head[1]) if head is not None else name


def _of_full(mark: Mark, before: Mark | None) -> str:
    """The name that the full marks right before a score carry: 管护指标分值18分，得分16分."""
    if before is None or before.role is not Role.FULL or before.line is not mark.line or before.sentence != mark.sentence:
        return ""
    return _bare(_FULL_BEHIND.sub("", before.line.label(before.quantity)))


def named_title(title: str) -> str:
    """A heading without the full marks behind it."""
    return compiled("[（(][^（()）]{0,8}\\d\\s?分?[^（()）]{0,8}[）)]\\s*$").sub("", title.strip().rstrip("。：:"))


def _bare(name: str) -> str:
    return compiled('[\\s“”"、，]|^[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]').sub("", name)


def _totals(marks: Sequence[Mark], trees: Sequence[Tree], doubtful: Sequence[Total]) -> Iterator[Claim]:
    """The report's total as the text tells it, against the total rows of the tables; `doubtful` are those of tables read in part."""
    totals = [total for tree in trees for total in tree.totals if total.score is not None]
    projects = {id(total) for tree in trees if tree.is_project for total in tree.totals}
    told = [mark for mark in marks if mark.role in (Role.TOTAL, Role.RESULT) and mark.depth == 0 and _LEAST_TOTAL < mark.value <= 100]
    told = [mark for mark in told if not (_OTHER_SCORE.search(_sentence(mark)) or _is_by_others(mark))]
    if not totals:
        yield from _summed(told, trees)
        return
    if len(totals) > 1:
        listed = list(_one_by_one(marks, [total.score for total in totals if total.score is not None]))
        yield from (claim for claim, _ in listed)
        told = [mark for mark in told if all(mark is not other for _, other in listed)]
    alone = len({mark.value for mark in told}) == 1 and len(totals) == 1 and not doubtful
    for mark in told:
        own = [total for total in totals if id(total) not in projects] if _WHOLE.search(_sentence(mark)) else totals
        if not own:
            continue
        readings = tuple(
            Reading(Operation.EQUAL, (Term(total.score._replace(what="评分表合计")),))
            for total in (*own, *doubtful)
            if total.score is not None
        )
        traits = {"score", "total"} | ({"alone"} if alone else set())
        yield Claim(ClaimKind.VALUE, mark.line.fact(mark.quantity, "总分"), readings, ("总分",), frozenset(traits))


def _one_by_one(marks: Sequence[Mark], scores: Sequence[Fact]) -> Iterator[tuple[Claim, Mark]]:
    """What tells the totals of all forms in their order, one sentence or all paragraphs together: all but one must be alike."""
    sentences: dict[tuple[int, int], list[Mark]] = {}
    alone: list[Mark] = []
    for mark in marks:
        if mark.role in _TOLD and mark.depth == 0 and _LEAST_TOTAL < mark.value <= 100:
            sentences.setdefault((id(mark.line), mark.sentence), []).append(mark)
    if all(len(group) == 1 for group in sentences.values()):
        alone = [mark for (mark,) in sentences.values() if _THIS_PROJECT.search(mark.line.label(mark.quantity))]
    for group in (*sentences.values(), alone):
        if len(group) != len(scores) or _OTHER_SCORE.search(_sentence(group[0])):
            continue
        pairs = list(zip(group, scores, strict=True))
        alike = sum(1 for mark, score in pairs if mark.value == score.quantity.value)
        if alike < max(2, len(pairs) - 1):
            continue
        for mark, score in pairs:
            reading = Reading(Operation.EQUAL, (Term(score._replace(what="评分表合计")),))
            traits = frozenset({"score", "total"})
            yield Claim(ClaimKind.VALUE, mark.line.fact(mark.quantity, "总分"), (reading,), ("总分",), traits), mark


def _summed(told: Sequence[Mark], trees: Sequence[Tree]) -> Iterator[Claim]:
    """The report's one total against the only score table, which prints none."""
    readings = total_readings(trees[0], SCORES) if len(trees) == 1 and len({mark.value for mark in told}) == 1 else []
    if not readings or has_extra(trees[0].nodes) or any(term.fact.quantity.kind is not Kind.SCORE for term in readings[0].terms):
        return
    for mark in told[:1]:
        traits = frozenset({"scores", "level", "table-total", "prose"})
        yield Claim(ClaimKind.SUM, mark.line.fact(mark.quantity, "总分"), tuple(readings), ("正文总分", "得分"), traits)


def _sentence(mark: Mark) -> str:
    start, end = mark.line.sentence(mark.quantity.start)
    return mark.line.text[max(start, mark.quantity.start - 40) : min(end, mark.quantity.end + 10)]


def _is_by_others(mark: Mark) -> bool:
    """Whether the sentence tells the result of an evaluation that others were asked for, beside the report's own."""
    start, _ = mark.line.sentence(mark.quantity.start)
    return _BY_OTHERS.search(mark.line.text, max(start, mark.quantity.start - _SENTENCE), mark.quantity.start) is not None


def _equal(mark: Mark, node: Node, name: str, *traits: str) -> Claim:
    assert node.score is not None  # the caller's nodes have one
    reading = Reading(Operation.EQUAL, (Term(node.score._replace(what=name)),))
    related = (("indicator", node.cell.passage.span),) if len(node.cell.text) <= _LONGEST_NAME else ()
    return Claim(ClaimKind.VALUE, mark.line.fact(mark.quantity, name), (reading,), (name,), frozenset({"score", *traits}), related)


# -------------------------------------------------------------------------------------------------------------- headings


def _headings(lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[Claim]:
    """Full marks behind a heading against those behind the headings under it: 过程指标（40分）, （一）预算执行（25分）."""
    marked = [section for section in sections if section.title[-1:] in _HEADING_ENDS and section.parent is not None and section.index]
    if not marked:
        return
    by_block = {line.block: line for line in lines}
    facts = {section.index: fact for section in marked if (fact := _heading_marks(by_block, section)) is not None}
    parents = {section.parent for section in marked if section.index in facts}
    below: dict[int, list[Section]] = {}
    for section in [section for section in sections if section.parent in parents] if parents else ():
        if section.parent is not None and section.index:
            below.setdefault(section.parent, []).append(section)
    for parent, children in below.items():
        parts = [facts[child.index] for child in children if child.index in facts]
        if parent not in facts and len(parts) == len(children):
            yield from _whole_of_headings(parts, by_block, children[0])
        if parent not in facts or len(parts) != len(children) or len(parts) < 2 or any(EXTRA.search(child.title) for child in children):
            continue
        reading = Reading(Operation.SUM, tuple(Term(fact) for fact in parts))
        stated = facts[parent]
        yield Claim(ClaimKind.SUM, stated, (reading,), (stated.what, "分值"), frozenset({"scores", "weights", "level", "headings"}))


def _heading_marks(lines: dict[int, Line], section: Section) -> Fact | None:
    """The full marks behind a heading: at the end of its paragraph, or before the sentences that follow (1.整体效能（20分）。自评得分19分。)."""
    line = lines.get(section.first)
    if line is None:
        return None
    title = section.title.rstrip("。：: ")
    at = line.text.find(title)
    found = MARKS_BEHIND.search(title) if at >= 0 and len(title) <= 2 * _LONGEST_NAME else None
    if found is None or not found.start() or found.group(2) != "分":
        return None
    start, end = (at + place for place in found.span(1))
    number = Decimal(found.group(1))
    step = STEPS[len(found.group(1).partition(".")[2])]
    quantity = Quantity(start, end, found.group(1), number, "分", Kind.SCORE, step=step, number_start=start, number_end=end)
    return Fact(quantity, line.span(start, end), named_title(section.title), line.section, source=Source.TEXT)


def _whole_of_headings(facts: Sequence[Fact], lines: dict[int, Line], first: Section) -> Iterator[Claim]:
    """Headings of the first level (决策、过程、产出、效益) with their full marks: they come to a hundred."""
    line = lines.get(first.first)
    at = line.text.find(first.title) if line is not None else -1
    if line is None or at < 0 or len(facts) < _FEWEST_FIRST or not all(_FIRST_LEVEL.match(fact.what) for fact in facts):
        return
    whole = Quantity(at, at + len(first.title), first.title, Decimal(100), "分", Kind.SCORE, inherited=True)
    stated = Fact(whole, line.span(at, at + len(first.title)), "分值", line.section, source=Source.TEXT)
    terms = tuple(Term(fact) for fact in facts)
    apart = (
        Reading(Operation.SUM, (*terms, Term(stated._replace(quantity=whole._replace(number=number)))), name=f"预算执行率{number}分另计")
        for number in APART
    )
    traits = frozenset({"scores", "weights", "level", "headings", "assumed", "table-total"})
    yield Claim(ClaimKind.SUM, stated, (Reading(Operation.SUM, terms), *apart), ("分值", "分值"), traits)
