"""Points that a report says it took off, in the words that justify one score: 监理日志缺失，扣1分；变更未审批，扣1分；共扣2分.

Where the words stand: in the cell of a row that gives reasons, or behind the bracket that opens a paragraph of an evaluation report:
（2）档案完整性（满分4分，得分3分）。……
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.scores.faults import faults
from auditor.extract.scores.rubrics import parse
from auditor.extract.scores.told_standards import standard_behind
from auditor.model import Award, Fact, Kind, Quantity, RubricKind, Span, Standard
from auditor.patterns import compiled
from auditor.records import NamedTuple

_TAKEN = compiled("(共|合计|总计|累计|总共|一共)?[^，。；：,;:\\d]{0,4}扣(?:除|减|掉|去|了|分)?(?:共计|合计|共|为)?\\s?$")
_RULE = compiled("每|[如若凡]|[的者]扣|可扣|最[多高]扣|应扣|标准|规则|细则|办法|上限|酌情|否则|扣至")
_RULE_BEHIND = compiled("[，,]?(?:扣完为止|直至|为上限|封顶)")
_OTHER = compiled("上年|去年|往年|上一年|原|复核")
_CLAUSE = 24  # characters before a number that say what was done with it
_HEAD = compiled(
    "\\s*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]\\s*|[①-⑳]\\s*)?(?P<name>[^\\W\\d][^，。；：,;:（()）\\n]{1,30}?)\\s*[（(]"
    "(?:满分|分值|标准分|权重|总分)?(?:为|是|：|:)?\\s?(?P<full>\\d{1,3}(?:\\.\\d{1,2})?)\\s?分[，,；;、]\\s?"
    "(?:实际|自评|评价|最终|综合|本次)?(?:得分|得|评分)(?:为|是|：|:)?\\s?(?P<score>\\d{1,3}(?:\\.\\d{1,2})?)\\s?分[^（()）]{0,16}[）)]"
)
_STANDARD = compiled("(?:评价|评分|计分|打分|赋分|考核)(?:标准|规则|细则|办法)(?:为|是|规定|如下)?\\s?[：:]?")
_OPENS = compiled("\\s*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]|[①-⑳]|附[件表]|表\\d)")
_MOST_FOLLOWING = 3  # paragraphs without a score of their own that still speak of the same indicator
_MOST = 300


class Account(NamedTuple):
    """A score of the prose that a bracket tells with its full marks, and the paragraphs that justify it, each from an offset on."""

    name: str
    place: Span
    full: Fact
    score: Fact
    lines: tuple[tuple[Line, int], ...]


def taken_off(places: Iterable[tuple[Line, int, int]]) -> tuple[tuple[Fact, ...], Fact | None]:
    """The deductions that some words tell one by one, and their total where the words tell that, too."""
    parts: list[Fact] = []
    whole: Fact | None = None
    for line, start, end in places:
        for quantity in line.between(start, end):
            found = _taken(line, quantity, start)
            if found is None:
                continue
            if found:
                whole = line.fact(quantity, "扣分")
            else:
                parts.append(line.fact(quantity, "扣分"))
    return tuple(parts), whole


def _taken(line: Line, quantity: Quantity, floor: int) -> bool | None:
    """Whether points are taken off here (False), or told to be taken off in all (True); None for rules and other numbers."""
    if quantity.kind is not Kind.SCORE or not quantity.is_exact:
        return None
    text = line.text
    before = text[max(floor, quantity.start - _CLAUSE) : quantity.start]
    clause = compiled("[，。；：,;:]").split(before)[-1]
    found = _TAKEN.search(before)
    if found is None or _RULE.search(clause) or _RULE_BEHIND.match(text, quantity.end) or _OTHER.search(clause):
        return None
    sentence = max(floor, line.sentence(quantity.start)[0])
    if _STANDARD.search(text, sentence, quantity.start):
        return None
    return found[1] is not None


def accounts(lines: Sequence[Line]) -> Iterator[Account]:
    """The paragraphs that open with an indicator, its full marks and its score, with what they and the next ones say of it."""
    count = 0
    for index, line in enumerate(lines):
        head = _HEAD.match(line.text) if len(line.quantities) > 1 and "得" in line.text and "分" in line.text else None
        if head is None:
            continue
        count += 1
        if count > _MOST:
            return
        full, score = (next((one for one in line.quantities if one.start == head.start(key)), None) for key in ("full", "score"))
        if full is None or score is None or _HEAD.search(line.text, head.end()):
            continue
        told = [(line, head.end())]
        for below in lines[index + 1 : index + 1 + _MOST_FOLLOWING]:
            if below.section != line.section or _OPENS.match(below.text):
                break
            told.append((below, 0))
        name = head["name"].strip()
        yield Account(name, line.span(*head.span("name")), line.fact(full, name), line.fact(score, name), tuple(told))


def with_deductions(awards: Sequence[Award], lines: Sequence[Line]) -> list[Award]:
    """The awards, with what the paragraphs that justify them say was taken off, and by which standard."""
    found = list(accounts(lines))
    if not found:
        return list(awards)
    changed = list(awards)
    by_score = {score.span: index for index, award in enumerate(awards) for score in award.scores}
    by_name: dict[str, list[int]] = {}
    for index, award in enumerate(awards):
        for name in award.names:
            by_name.setdefault(name, []).append(index)
    for account in found:
        named = by_name.get(account.name, [])
        place = by_score.get(account.score.span, named[0] if len(named) == 1 else None)
        if place is None:
            changed.append(_told(Award((account.name,), (account.place,), account.full, (account.score,)), account))
        else:
            changed[place] = _told(changed[place], account)
    return changed


def _told(award: Award, account: Account) -> Award:
    standard, places = award.standard, [(line, start, len(line.text)) for line, start in account.lines]
    told = None
    for index, (line, start, stop) in enumerate(places):
        found, end = _standard(line, start)
        if found is not None:
            places[index] = line, end, stop
            told = faults(found, places[index:]) if standard is None else None
            standard = standard or found
            break
    parts, whole = taken_off(places)
    scores = award.scores if any(score.span == account.score.span for score in award.scores) else (*award.scores, account.score)
    alike = len({score.quantity.value for score in scores}) == 1
    return award._replace(
        full_marks=award.full_marks or account.full,
        scores=scores if alike else award.scores,
        standard=standard,
        taken=award.taken or parts,
        taken_in_all=award.taken_in_all or whole,
        faults=award.faults or told,
    )


def _standard(line: Line, begin: int) -> tuple[Standard | None, int]:
    """The standard that an account prints, behind its cue or as its first sentence, and where it ends."""
    text = line.text
    cue = _STANDARD.search(text, begin)
    if cue is not None and cue.start() - begin <= _CLAUSE:
        standard = standard_behind(line, cue.end(), len(text))
    else:
        stop = line.sentence(begin + 1)[1] if begin + 1 < len(text) else begin
        rubric = parse(" " * begin + text[begin:stop]) if "得" in text[begin:stop] else None
        graded = rubric is not None and rubric.kind in (RubricKind.THRESHOLDS, RubricKind.RATE) and len(rubric.bands) > 1
        standard = Standard(rubric, line.passage) if rubric is not None and graded else None
    if standard is None:
        return None, begin
    rubric = standard.rubric
    last = max([band.end for band in rubric.bands] + [step.end for step in rubric.steps])
    return standard, line.sentence(last - 1)[1]
