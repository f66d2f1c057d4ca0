"""Standards that the text prints beside the score it gives: 评分标准：每发现1项扣1分，扣完为止。……该指标自评得9分。

The paragraph begins with the indicator's name. Its score is no part of any reckoning there, so it is read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.scores.faults import faults
from auditor.extract.scores.rubrics import parse
from auditor.model import Award, Bound, Fact, Kind, RubricKind, Standard
from auditor.patterns import compiled

_CUE = compiled(
    "(?:评分|计分|评价|打分|赋分|考核)(?:标准|规则|细则|办法|方法)(?:(?:为|是|规定|如下)?\\s?[：:]|为(?=[^，。；：]{2,30}得\\d))"
)
_GIVEN = compiled(
    "(?:[此该本](?:项|指标){1,2}|[故因]此?|综合|据此|经?自评|实际|最终|评价)[^，。；,;\\d]{0,8}?(?:自评|评价|实际|应|可|最终)?(?:得分|评分|得|计|为)(?:为|是)?\\s?$"
)
_NAME = compiled(
    "\\s*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]\\s*)?([^\\W\\d][^\\d，。；：:,;（()）]{1,24}?)\\s*(?:[（(](?:满分|分值)?(\\d{1,3})分[）)])?[。：:，]"
)
_PASSED = ("合格率", "达标率")  # of samples these are one rate
_REACH = 2000  # characters of a paragraph in which a standard ends
_MOST = 200  # paragraphs
_WHOLE = 100  # percent


def told_standards(lines: Sequence[Line]) -> Iterator[Award]:
    """The awards of paragraphs that print their own standard, full marks only where they tell them."""
    count = 0
    for line in lines:
        text = line.text
        # One character is found many times as fast as a word.
        if ("：" not in text and ":" not in text and "准为" not in text) or not ("准" in text or "则" in text or "法" in text):
            continue
        cue = _CUE.search(text)
        name = _NAME.match(text) if cue is not None else None
        if cue is None or name is None or name.end(1) > cue.start() or (count := count + 1) > _MOST:
            continue
        award = _award(line, name[1], name.span(1), cue.end())
        if award is not None:
            yield award


def _award(line: Line, name: str, place: tuple[int, int], begin: int) -> Award | None:
    given = [
        quantity
        for quantity in line.quantities
        if quantity.kind is Kind.SCORE
        and quantity.start > begin
        and quantity.bound is Bound.EXACT
        and quantity.high is None
        and _GIVEN.search(line.text, max(begin, quantity.start - 24), quantity.start)
    ]
    if not given or len({quantity.value for quantity in given}) > 1:
        return None
    standard = standard_behind(line, begin, given[0].start)
    if standard is None:
        return None
    end = max([band.end for band in standard.rubric.bands] + [step.end for step in standard.rubric.steps])
    full = [
        quantity
        for quantity in line.quantities
        if quantity.kind is Kind.SCORE and quantity.end <= begin and line.text[: quantity.start].endswith(("（", "(", "满分", "分值"))
    ]
    return Award(
        (name,),
        (line.span(*place),),
        line.fact(full[0], name) if len(full) == 1 else _full(line, name, standard) if not full else None,
        (line.fact(given[0], name),),
        standard,
        _measured(line, name, standard, begin),
        account=None,
        faults=faults(standard, [(line, end, given[0].start)]),
    )


def _full(line: Line, name: str, standard: Standard) -> Fact | None:
    """Full marks as the best result of the standard earns them: 达标率100%得6分."""
    tops = [band for band in standard.rubric.bands if band.low == _WHOLE and band.points is not None and not band.points.is_share]
    marks = [each for each in line.between(tops[0].start, tops[0].end) if each.kind is Kind.SCORE] if len(tops) == 1 else []
    return line.fact(marks[0], name) if len(marks) == 1 else None


def standard_behind(line: Line, begin: int, end: int) -> Standard | None:
    """The standard behind its cue: the sentences that speak of points, up to the clause that gives the score."""
    text = line.text
    last = max(text.rfind(stop, begin, end) for stop in "。；;，,")
    if last < 0 or last > _REACH:
        return None
    stop = begin
    while stop < last:
        sentence = text.find("。", stop, last)
        following = last if sentence < 0 else sentence + 1
        if not any(word in text[stop:following] for word in "得扣"):
            break
        stop = following
    rubric = parse(" " * begin + text[begin:stop])
    return Standard(rubric, line.passage) if rubric is not None else None


def _measured(line: Line, name: str, standard: Standard, begin: int) -> Fact | None:
    """The one percentage that is told before the standard, if it measures what the standard's bands do."""
    told = [quantity for quantity in line.quantities if quantity.kind is Kind.PERCENT and quantity.end <= begin]
    if len(told) != 1 or told[0].high is not None or standard.rubric.kind not in (RubricKind.THRESHOLDS, RubricKind.RATE):
        return None
    label = line.label(told[0])
    subjects = {band.subject for band in standard.rubric.bands if band.subject}
    own = label.endswith(name) or name.endswith(label) or any(label.endswith(subject) for subject in subjects)
    own = own or (label.endswith(_PASSED) and any(subject.endswith(_PASSED) for subject in subjects))
    return line.fact(told[0], name) if label.endswith(("率", "度", "比例")) and own else None


def joined(rows: list[Award], told: Sequence[Award]) -> list[Award]:
    """Rows of the tables with the standards that the text prints for them; what the tables do not have follows."""
    by_name: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        for name in row.names:
            by_name.setdefault(name, []).append(index)
    alone = []
    for award in told:
        found = by_name.get(award.names[0], [])
        if len(found) == 1 and rows[found[0]].standard is None:
            row = rows[found[0]]
            scores = (
                (*row.scores, *award.scores)
                if not row.scores or row.scores[0].quantity.value == award.scores[0].quantity.value
                else row.scores
            )
            rows[found[0]] = row._replace(
                places=(*row.places, *award.places),
                full_marks=row.full_marks or award.full_marks,
                scores=scores,
                standard=award.standard,
                value=row.value or award.value,
                faults=award.faults,
                traits=row.traits - {"unread"},
            )
        elif not found and award.full_marks is not None:
            alone.append(award)
    return alone
