"""Scores told in prose against the totals that name them.

Three forms: a score with the list that makes it up beside it (综合得分 91 分，其中：决策得 18 分……); full marks less what was deducted
(满分 10 分，扣 2 分，得 8 分); and a report's total with the awards scattered over its paragraphs (故此项得 7 分). Scores in tables are
read by `tables`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.extract.lines import Line
from auditor.extract.scores.marks import AWARDED, SCORED, Mark, Marks, Role
from auditor.extract.scores.rival_totals import is_same, rival_claim, rivals
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Section, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

# Behind a score: its full marks in a bracket, its grade, then the words that open its list.
_OPENS = compiled(
    "(?:[（(][^（()）]{0,16}[）)])?(?:[，,][^\\W\\d]{0,6}(?:等级|等次|级别|评级|属)[^，。；：:]{0,8})?"
    "(?P<cue>[（(]|[：:]|[，。；,]?[^\\W\\d]{0,6}(?:其中|分别[为是]|具体|包括|构成)[^，。；：:\\d]{0,10}?[：:，,]?|[，。,]?各[^\\W\\d]{1,10}[：:])"
)
_OPEN_END = compiled("[^，。；、,;]{0,6}等(?![级次额])")
_PARTLY = compiled("主要|部分(?:指标|项目)?")
_HUNDRED = compiled("百分制|满分(?:为|按|以)?100分|按100分")
_UNSPOKEN = compiled("得满分|不扣分|未扣分|不得分|未得分")
_REST_WHOLE = compiled("其[余他][^\\W\\d]{0,6}(?:不扣分|未扣分|得满分|均?满分)")
_NESTED = compiled("其中|包括|[：:]")
_WITHOUT_NAME = compiled("[此该本]项|自评|得分|得|扣")
_THIS = compiled("[此该本]项")
_OTHERS = compiled("其[余他它]|等[^级次额]?[，。项]|部分")
FEWEST_BEFORE = 3  # parts of a result that stands behind them
_MOST_PARTS = 80  # scores of a paragraph; what has more is no prose
_GAP = 60  # characters between the words that open a list and its first score
_MOST_MARKS = 800
_MOST_TOTALS = 20
_MOST_REPEATS = 5

Group = Sequence[Mark]


class _Way(NamedTuple):
    """One way to reckon a score: the marks that add up to it, those that are taken off, and what it is called."""

    added: Group
    taken: Group = ()
    name: str = ""

    @property
    def value(self) -> Decimal:
        return sum((mark.value for mark in self.added), Decimal(0)) - sum((mark.value for mark in self.taken), Decimal(0))


def score_claims(told: Marks, sections: Sequence[Section]) -> Iterator[Claim]:
    """The totals of prose scores, each with the parts it covers."""
    paragraphs = [marks for marks in told.values() if len(marks) <= _MOST_PARTS]
    several = [marks for marks in paragraphs if len(marks) > 1]  # a score alone has no parts beside it
    lists = {id(mark): ways for marks in several for mark, ways in _listed(marks)}
    totals = [mark for marks in paragraphs for mark in marks if mark.role in (Role.TOTAL, Role.RESULT)][:_MOST_TOTALS]
    for marks in several:
        for mark in marks:
            ways, traits = _told_together(mark, marks, lists.get(id(mark), []))
            if ways:
                yield _claim(mark, ways, traits, sections)
                if others := rivals(mark, (way.value for way in ways), totals):
                    yield rival_claim(mark, others)
    # What makes up a score that is itself a part does not count once more towards the report's total.
    inner = {
        id(part)
        for marks in several
        for mark in marks
        if mark.role is not Role.TOTAL
        for way in lists.get(id(mark), ())[:1]
        for part in way.added
    }
    everything = [mark for marks in paragraphs for mark in marks]
    if len(everything) <= _MOST_MARKS:
        yield from _scattered_totals(everything, inner, sections)


def _told_together(mark: Mark, marks: Group, listed: list[_Way]) -> tuple[list[_Way], frozenset[str]]:
    """The ways to reckon a score within its own paragraph, and how firmly the wording ties them to it."""
    deductions = _after_deductions(mark, marks)
    if listed:
        return [*listed, *deductions], frozenset({"closed"})
    if deductions:
        return deductions, frozenset({"deducted"}) | _exhaustive(mark, marks)
    if mark.role is Role.ALL_DEDUCTED:
        return _deductions(mark, marks), frozenset({"closed"})
    return _parts_before(mark, marks), frozenset({"closed"})


def _claim(stated: Mark, ways: Sequence[_Way], traits: frozenset[str], sections: Sequence[Section], related: Group = ()) -> Claim:
    def terms(marks: Group, sign: int) -> list[Term]:
        return [Term(mark.line.fact(mark.quantity, _label(mark, sections)), sign) for mark in marks]

    readings = tuple(Reading(Operation.SUM, (*terms(way.added, 1), *terms(way.taken, -1)), name=way.name) for way in ways)
    return Claim(
        ClaimKind.SCORE_SUM,
        stated.line.fact(stated.quantity, _title(stated)),
        readings,
        ("得分",),
        traits,
        tuple(("total", mark.line.span(mark.quantity.start, mark.quantity.end)) for mark in related),
        source=stated.line.source,
    )


def _title(stated: Mark) -> str:
    """What a stated score is called in messages: 综合得分 for 综合得."""
    if stated.role is Role.TOTAL:
        return "总分"
    if stated.role is Role.ALL_DEDUCTED:
        return "扣分"
    name = stated.line.label(stated.quantity)
    return f"{name}分" if name.endswith("得") else name


def _label(mark: Mark, sections: Sequence[Section]) -> str:
    """What a part is called: the words before it, or the heading it stands under where these only say 此项得."""
    own = mark.line.label(mark.quantity)
    name = _WITHOUT_NAME.sub("", own)
    return own if len(name) > 1 else sections[mark.line.section].title


# ------------------------------------------------------------------------------------------------- a list beside its score


def _listed(marks: Group) -> Iterator[tuple[Mark, list[_Way]]]:
    """The scores of a paragraph that a list of parts follows, with the ways to read the list."""
    for position, mark in enumerate(marks):
        if mark.role not in SCORED:
            continue
        text = mark.line.text
        opening = _OPENS.match(text, mark.quantity.end)
        if opening is None:
            lead = _led(position, marks)
            if len(lead) > 1:
                yield mark, _ways(lead, text)
            continue
        cue = opening["cue"]
        parts = _bracketed(position, marks) if cue in ("（", "(") else _following(position, marks, opening.end())
        if len(parts) > 1 and not _PARTLY.search(cue) and not _OPEN_END.match(text, parts[-1].quantity.end):
            yield mark, _ways(parts, text)


def _bracketed(position: int, marks: Group) -> list[Mark]:
    """The parts in the bracket right behind a score."""
    head = marks[position]
    parts: list[Mark] = []
    for mark in marks[position + 1 :]:
        if mark.depth <= head.depth:
            break
        if mark.role in AWARDED:
            parts.append(mark)
    return parts


def _following(position: int, marks: Group, start: int) -> list[Mark]:
    """The parts behind 其中 or a colon: to the end of the sentence, or of the paragraph where it goes on in the same way."""
    head = marks[position]
    later = marks[position + 1 :]
    if not later or later[0].quantity.start - start > _GAP:
        return []
    sentence = later[0].sentence
    parts: list[Mark] = []
    for mark in later:
        if mark.role is Role.TOTAL or (mark.role is Role.RESULT and mark.value == head.value) or mark.depth < head.depth:
            break
        if mark.sentence > sentence and len(parts) > 1:
            break
        if mark.role in AWARDED and mark.depth == head.depth:
            parts.append(mark)
    return parts


def _led(position: int, marks: Group) -> list[Mark]:
    """The parts in the sentences behind a paragraph's first sentence, which states their sum and nothing else."""
    head = marks[position]
    if any(mark.role in SCORED for mark in marks[:position]) or head.line.text[head.quantity.end : head.quantity.end + 1] not in (
        "。",
        "（",
    ):
        return []
    later = marks[position + 1 :]
    if not later or any(
        mark.role in (Role.TOTAL, Role.DEDUCTED) or mark.sentence == head.sentence for mark in later if mark.role is not Role.FULL
    ):
        return []
    return [mark for mark in later if mark.role in AWARDED and mark.depth == head.depth]


def _parts_before(total: Mark, marks: Group) -> list[_Way]:
    """The parts of a total that stands behind them in the same paragraph."""
    before = [mark for mark in marks if mark.quantity.start < total.quantity.start]
    if total.role is Role.RESULT:  # only behind a list in its own sentence
        parts = [mark for mark in before if mark.sentence == total.sentence]
        whole = len(parts) >= FEWEST_BEFORE and all(mark.role is Role.AWARD and mark.depth == total.depth for mark in parts)
        return _ways(parts, total.line.text) if whole and not _OTHERS.search(total.line.text) else []
    if total.role is not Role.TOTAL:
        return []
    last = max((position for position, mark in enumerate(before) if mark.role is Role.TOTAL), default=-1)
    parts = [mark for mark in before[last + 1 :] if mark.role in AWARDED and mark.depth == total.depth]
    return _ways(parts, total.line.text) if len(parts) > 1 else []


def _ways(parts: list[Mark], text: str) -> list[_Way]:
    """A list flat, and with the parts of its parts left out: behind 其中 up to the next semicolon, or where they add up."""
    ways = [_Way(parts, name="各项")]
    folded = []
    position = 0
    while position < len(parts):
        part = parts[position]
        folded.append(part)
        position += 1
        gap = text[part.quantity.end : parts[position].quantity.start] if position < len(parts) else ""
        nested = _NESTED.search(gap) is not None and "；" not in gap
        while nested and position < len(parts) and "；" not in text[parts[position - 1].quantity.end : parts[position].quantity.start]:
            position += 1
    if 1 < len(folded) < len(parts):
        ways.insert(0, _Way(folded, name="同级各项"))
    return ways


# ------------------------------------------------------------------------------------------------------------- deductions


def _after_deductions(stated: Mark, marks: Group) -> list[_Way]:
    """Full or base marks, more what was added, less what was deducted: in one sentence, or of a hundred in one paragraph."""
    if stated.role not in SCORED:
        return []
    sentence = [mark for mark in marks if mark.sentence == stated.sentence]
    given = [mark for mark in sentence if mark.role in SCORED]
    bases = [mark for mark in sentence if mark.role in (Role.FULL, Role.BASE)]
    if len(bases) == 1 and len(given) == 1 and bases[0].quantity.start < stated.quantity.start:
        return _reckoned(bases[0], sentence)
    if stated.role is Role.AWARD or any(mark.role in SCORED and mark is not stated for mark in marks):
        return []
    bases = [mark for mark in marks if mark.role in (Role.FULL, Role.BASE)]
    if len(bases) > 1 or any(mark.value < 60 for mark in bases):
        return []
    base = bases[0] if bases else _hundred(stated.line)
    return _reckoned(base, marks) if base is not None and base.quantity.start < stated.quantity.start else []


def _reckoned(base: Mark, marks: Group) -> list[_Way]:
    added = [mark for mark in marks if mark.role is Role.ADDED]
    taken = [mark for mark in marks if mark.role is Role.DEDUCTED]
    all_taken = [mark for mark in marks if mark.role is Role.ALL_DEDUCTED]
    ways = [_Way([base, *added], chosen, "满分减扣分") for chosen in (taken, all_taken) if chosen]
    return ways or ([_Way([base, *added], (), "基础分加加分")] if added else [])


def _hundred(line: Line) -> Mark | None:
    """百分制 stands for full marks of 100."""
    found = _HUNDRED.search(line.text)
    if found is None:
        return None
    start, end = found.span()
    quantity = Quantity(start, end, found[0], Decimal(100), "分", Kind.SCORE, number_start=start, number_end=end)
    return Mark(line, quantity, Role.FULL, 0, 0)


def _exhaustive(stated: Mark, marks: Group) -> frozenset[str]:
    """Whether the deductions are told in full: in the sentence of the score, or with 其余不扣分."""
    here = all(mark.sentence == stated.sentence for mark in marks if mark.role is Role.DEDUCTED)
    return frozenset({"closed"}) if here or _REST_WHOLE.search(stated.line.text) else frozenset()


def _deductions(total: Mark, marks: Group) -> list[_Way]:
    """共扣 4 分，其中……扣 1 分，……扣 3 分."""
    parts = [mark for mark in marks if mark.role is Role.DEDUCTED and mark.sentence == total.sentence]
    if len(parts) < 2 or _OPEN_END.match(total.line.text, parts[-1].quantity.end):
        return []
    return [_Way(parts, name="各项扣分")]


# ---------------------------------------------------------------------------------------------------- scattered awards


def _scattered_totals(marks: Group, inner: set[int], sections: Sequence[Section]) -> Iterator[Claim]:
    """The report's totals with the awards of its paragraphs; a total that is repeated is one claim."""
    totals: dict[Decimal, list[Mark]] = {}
    for mark in marks:
        if mark.role in (Role.TOTAL, Role.RESULT):
            totals.setdefault(mark.value, []).append(mark)
    if len(totals) > _MOST_TOTALS:
        return
    lines = {id(mark.line): mark.line for mark in marks}.values()
    traits = frozenset({"prose", "unspoken"} if any(_UNSPOKEN.search(line.text) for line in lines) else {"prose"})
    for same in totals.values():
        stated = next((mark for mark in same if mark.role is Role.TOTAL), same[0])
        ways = _scattered(stated, same, marks, inner)
        others = rivals(stated, (way.value for way in ways), [mark for group in totals.values() for mark in group])
        if others and all(way.value != stated.value for way in ways):  # the awards are the other total's
            theirs = {mark.value for mark in others}
            ways = [way for way in ways if way.value not in theirs]
            if alike := [mark for mark in others if is_same(stated, mark)]:
                yield rival_claim(stated, alike)
        if ways:
            yield _claim(stated, ways, traits, sections, [mark for mark in same if mark is not stated])


def _scattered(stated: Mark, same: Group, marks: Group, inner: set[int]) -> list[_Way]:
    """A total with the awards before it, behind it, or all; the nearest first.

    Where a total of another value stands in the document (several projects, a review by another office), only the awards between it
    and this one can accuse; the other groups may still make the total hold.
    """
    own = {id(mark.line) for mark in same}
    choices = [(frozenset({Role.AWARD}), frozenset({Role.TOTAL, Role.RESULT}))]
    if stated.role is Role.TOTAL:
        choices.append((AWARDED, frozenset({Role.TOTAL})))
    ways: list[_Way] = []
    for parts, totals in choices:
        awards = _once([mark for mark in marks if mark.role in parts and id(mark.line) not in own])
        others = [mark for mark in marks if mark.role in totals and mark.value != stated.value]
        rivals = [_place(mark) for mark in others]
        theirs = {id(mark.line) for mark in others if mark.role is Role.RESULT}  # what one paragraph reckons is not another's
        awards = [mark for mark in awards if id(mark.line) not in theirs]
        for group in ([mark for mark in awards if id(mark) not in inner], awards) if inner else (awards,):
            for total in same[:_MOST_REPEATS]:
                ways += _around(total, group, rivals)
    found: list[_Way] = []
    for way in ways:
        if all(way.added != other.added for other in found):
            found.append(way)
    return sorted(found, key=lambda way: abs(way.value - stated.value))


def _around(total: Mark, awards: list[Mark], rivals: Sequence[int]) -> Iterator[_Way]:
    """The groups of awards that a total may cover."""
    place = _place(total)
    placed = [(_place(mark), mark) for mark in awards]
    low = max((at for at in rivals if at < place), default=-1)
    high = min((at for at in rivals if at > place), default=placed[-1][0] + 1 if placed else 0)
    groups = [
        ([mark for at, mark in placed if low < at < place], "前文各项"),
        ([mark for at, mark in placed if place < at < high], "后文各项"),
        ([mark for at, mark in placed if low < at < high], "全文各项"),
    ]
    if rivals:
        everything = _Way(awards, name="全文各项")
        groups += [(awards, "全文各项")] if everything.value == total.value else []
    for group, name in groups:
        if len(group) > 1:
            yield _Way(group, name=name)


def _place(mark: Mark) -> int:
    return mark.line.span(mark.quantity.start, mark.quantity.end).start


def _once(awards: list[Mark]) -> list[Mark]:
    """A paragraph that repeats its score (得 0 分 … 故此项得 0 分) awards it once."""
    kept: list[Mark] = []
    seen: set[tuple[int, Decimal]] = set()
    for mark in awards:
        key = id(mark.line), mark.value
        before = mark.line.text[max(0, mark.quantity.start - 8) : mark.quantity.start]
        if key not in seen or not _THIS.search(before):
            kept.append(mark)
        seen.add(key)
    return kept
