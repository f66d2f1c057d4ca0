"""Indicator records told in prose: a numbered heading that states the target, and a text behind it that states what was reached.

The text may be the paragraph below the heading, or the rest of the heading's own paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise

from auditor.extract.corpus import Corpus
from auditor.extract.lines import DELIMITERS, Line, like
from auditor.extract.relations.bases import LAST_YEAR, UP, is_change
from auditor.extract.stops import Stops
from auditor.extract.targets.judgements import ADMITTING, Judgement, is_reverse, last_judgement
from auditor.extract.targets.listed_names import Stretch, listed_names
from auditor.extract.targets.targets import RATE_LABEL, completion_claim, shared_run, target_claim
from auditor.model import Claim, Indicator, Kind, Quantity, Section, Span
from auditor.patterns import compiled

OWN_RATE = compiled("(?:完成|达成|实现)率$")
TOTALS = compiled("共计|合计|总计|累计|总|扩大至|增加到|达到|实际完成")
DIVIDED = compiled("分别|其中|包括")
FREQUENCY = compiled("[每各](?:[年月季周日天村组户]|季度|半年)?[^，。；\\d]{0,8}$")
ALL_YEARS = compiled("(?:累计|历年|总[数量]|存量)[^，。；\\d]{0,6}$")
ASIDE = compiled("均|每|单价|其中|同比|环比|上年|去年|上一年|同期|协议|签约")
NOTHING = compiled("(?:没有|未|无)[^\\W\\d]{0,8}?(?:发生|出现|被|发现)")
EVERY_ONE = compiled("(?<![非不未])(?<!没有|未能|不能)(?:全部|全都)[^\\W\\d]{2,20}")
FULL_MARKS = compiled("[（(](?:满分|分值|权重|得分)?\\s*\\d+(?:\\.\\d+)?\\s*分?(?:[，,、；;]|[)）])")
QUALITY = compiled(
    "(?:有所|有效|持续|明显|显著|不断|稳步|逐步|进一步|得到)?(?:提升|提高|改善|好转|增强|增长|增加|上升|下降|降低|减少|优化|完善|巩固|较好|良好|规范|有效|健全|稳定|及时)$"
)
AFTER_NUMBER = compiled("^(?:及?以上|及?以下|以内|之内|左右)|\\s*[/／每](?:天|日|周|月|季度|季|年|人|户|村|亩|次)")
GROWTH = compiled(f"[增减降]|{UP}")
MAX_HEADING = 70
CLAUSES = Stops("，。；,;")
CLASS = compiled(
    "(?P<second>数量|质量|时效|(?:经济|社会|生态环境|环境)?成本|(?:经济|社会|生态|环境|生态环境)效益|可持续(?:发展)?影响|(?:社会公众或)?服务对象满意度)(?:指标)?"
    "|(?P<first>产出|效益|效果|满意度)(?:指标)?"
)
MOST_BEHIND = 3  # blocks of an indicator
MOST_GOALS = 2  # numbers of its heading
SHORTEST_BODY = 8  # characters of a text that tell nothing yet
MAX_CLASS = 24  # characters of a heading that names a class


def indicator_records(corpus: Corpus, lines_by_block: Mapping[int, Line], sections: Sequence[Section]) -> list[Indicator]:
    """The records of a document, in order. `lines_by_block` holds its paragraphs by block index."""
    admitting = {line.block for line in corpus.paragraphs(ADMITTING)}
    pairs = [(section, pair) for section in sections if (pair := _heading_and_body(lines_by_block, section)) is not None]
    told = [_record(section, *pair, admitting) for section, pair in pairs]
    groups = Counter(section.parent for (section, _), record in zip(pairs, told, strict=True) if record is not None)
    records = []
    for (section, pair), record in zip(pairs, told, strict=True):
        listed = groups[section.parent] > 1 or _is_repeated(*pair)  # an indicator, though its text judges nothing
        found = _record(section, *pair, admitting, listed=True) if record is None and listed else record
        if found is not None:
            level1, level2 = _classes(section, sections)
            records.append(found._replace(level1=level1, level2=level2, level3=found.name) if level1 or level2 else found)
    return records


def _classes(section: Section, sections: Sequence[Section]) -> tuple[str, str]:
    """The classes that the headings above an indicator name: 产出指标完成情况, then 数量指标."""
    level1 = level2 = ""
    above = section.parent
    while above:
        title = sections[above].title
        found = CLASS.search(title) if len(title) <= MAX_CLASS else None
        if found is not None:
            if found["first"]:
                level1 = level1 or found["first"] + "指标"
            else:
                level2 = level2 or found["second"] + "指标"
        above = sections[above].parent
    return level1, level2


def _is_repeated(heading: Stretch, body: Stretch) -> bool:
    """Whether the paragraph below repeats in so many words the change that its heading promises."""
    words = heading.text.strip(DELIMITERS)
    return heading.line is not body.line and len(words) > 4 and words in body.text and QUALITY.search(words) is not None


def _heading_and_body(lines_by_block: Mapping[int, Line], section: Section) -> tuple[Stretch, Stretch] | None:
    """The heading of a section without its number, and the one paragraph behind it."""
    line = lines_by_block.get(section.first)
    if line is None or not section.index or not section.marker or not section.title or len(section.title) > MAX_HEADING:
        return None
    blocks = section.last - section.first
    if not 1 <= blocks <= MOST_BEHIND:
        return None
    if blocks == MOST_BEHIND:
        third = lines_by_block.get(section.first + 2)
        if third is not None and (len(third.text) > MAX_CLASS or third.breaks) and not _tells_rate(lines_by_block.get(section.first + 1)):
            return None  # a short line behind the text may be a heading that nothing numbers: 目标4：民生保障
    text = line.text
    start = text.find(section.title)
    end = start + len(section.title)
    if start < 0 or (len(line.quantities) > MOST_GOALS and len(line.between(start, end)) > MOST_GOALS):
        return None
    if blocks == 1:
        body, begin = line, end
        if not text.startswith(("。", "；"), end):  # 收入 30 万元，其中…: a statement, no heading
            return None
    else:
        below, begin = lines_by_block.get(section.first + 1), 0
        if below is None or text[end:].strip(DELIMITERS):
            return None
        body = below
    return (Stretch(line, start, end), Stretch(body, begin, len(body.text))) if len(body.text) - begin > SHORTEST_BODY else None


def _tells_rate(line: Line | None) -> bool:
    """Whether the first paragraph below a heading says how far its goal was reached; then another may go on about it."""
    return line is not None and any(OWN_RATE.search(line.text, 0, q.start) is not None for q in line.quantities if q.kind is Kind.PERCENT)


def _record(section: Section, heading: Stretch, body: Stretch, admitting: Container[int], *, listed: bool = False) -> Indicator | None:
    """The record of a section; None if nothing says that it is one. `listed`: its neighbours are records, or it repeats its heading.

    `admitting` are the blocks that may admit anything.
    """
    words = heading.text
    if ("（" in words or "(" in words) and FULL_MARKS.search(words):  # 管护效果（满分12分，得分11分）: the marks of a criterion are no goal
        return None
    told = [quantity for quantity in heading.quantities if not _is_marks(heading.line.text, quantity)] if heading.line.quantities else ()
    target = told[-1] if told else None
    text = body.line.text
    rate = _stated_rate(body, section.title) if body.line.quantities and "率" in text else None
    judgement = last_judgement(text, body.start, body.end, admitting=body.line.block in admitting)
    if target is None and rate is None and judgement is None and not (listed and QUALITY.search(words.strip(DELIMITERS))):
        return None
    name = _name(heading, target)
    actual = _actual(body, target, name, rate) or listed_names(body, target, rate) if target is not None else _told_alone(body, rate)
    silent = rate is None and judgement is None
    if silent and not listed and (actual is None or heading.line is body.line):  # nothing but numbers in one paragraph: no record
        return None
    claim = _claim_words(body, judgement)
    return Indicator(
        name=name,
        section=section.index,
        heading=section.span,
        target=heading.line.fact(target, name) if target is not None else None,
        actual=body.line.fact(actual, name) if actual is not None else None,
        stated_rate=body.line.fact(rate, "完成率") if rate is not None else None,
        claim=claim[0] if claim else None,
        claim_span=claim[1] if claim else None,
    )


def _is_marks(text: str, quantity: Quantity) -> bool:
    """（15分） behind the name of an indicator: what it is worth, no target."""
    return (
        quantity.kind is Kind.SCORE
        and text[quantity.start - 1 : quantity.start] in ("（", "(")
        and text[quantity.end : quantity.end + 1] in ("）", ")")
    )


def _claim_words(body: Stretch, judgement: Judgement | None) -> tuple[str, Span] | None:
    if judgement is None:
        return None
    tail = compiled("(?:年初|年度)?(?:目标|指标|任务|预期|计划)?(?:要求)?").match(body.line.text, judgement.end, body.end)
    end = tail.end() if tail else judgement.end
    return body.line.text[judgement.start : end], body.line.span(judgement.start, end)


def _name(heading: Stretch, target: Quantity | None) -> str:
    """The heading without its target: without number and unit (每天 1 次), or without the change it promises (有所提升)."""
    text = heading.text
    if target is None:
        return QUALITY.sub("", text.strip(DELIMITERS))
    before, after = text[: target.start - heading.start], text[target.end - heading.start :]
    return (before + AFTER_NUMBER.sub("", after, count=1)).strip(DELIMITERS).rstrip("为达≥≤")


def _stated_rate(body: Stretch, title: str) -> Quantity | None:
    """The completion rate that a text states, the last one if there are several."""
    for quantity in reversed(body.quantities):
        if quantity.kind is Kind.PERCENT:
            before = body.line.text[max(body.start, quantity.start - 14) : quantity.start]
            found = RATE_LABEL.search(before)
            if found and (found.group()[:2] in ("指标", "目标") or not compiled("完成率|达成率|实现率").search(title)):
                return quantity
    return None


def _actual(body: Stretch, target: Quantity, name: str, rate: Quantity | None) -> Quantity | None:
    """The quantity of a text that measures what the heading names: like the target, by shared words, later ones first."""
    like_ones = [quantity for quantity in body.quantities if quantity is not rate and like(quantity, target) and quantity.high is None]
    if not GROWTH.search(name):
        like_ones = [quantity for quantity in like_ones if not _against_last_year(body.line, quantity)]
    like_ones = _of_the_year(body.line, like_ones, target, name)
    if rate is not None and target.kind is not Kind.PERCENT:  # the rate closes the sentence that gives the result
        means = ASIDE.search(name) is not None
        return _before_rate(body.line, [quantity for quantity in like_ones if quantity.end <= rate.start], rate, means=means)
    if rate is not None and not like_ones and OWN_RATE.search(name):  # the indicator is itself a completion rate
        return rate
    if target.number == 0 and not any(quantity.number for quantity in like_ones) and (none := _told(NOTHING, body, target)) is not None:
        return none
    if not like_ones and target.number == 100 and target.kind is Kind.PERCENT:
        every_one = _told(EVERY_ONE, body, target)
        return every_one if every_one is not None and shared_run(name, every_one.text) > 1 else None
    best: tuple[int, Quantity] | None = None
    for quantity in like_ones:
        words = _clause(body.line, quantity)
        score = 4 * shared_run(name, words) + (3 if TOTALS.search(words) else 0) + (6 if _same_rate(name, body.line, quantity) else 0)
        if best is None or score >= best[0]:
            best = score, quantity
    if best is None:
        return None
    score, quantity = best
    alone = len(like_ones) == 1
    return quantity if score >= 8 or (alone and target.kind is not Kind.COUNT) or (alone and quantity.number == target.number) else None


def _of_the_year(line: Line, quantities: list[Quantity], target: Quantity, name: str) -> list[Quantity]:
    """The quantities that can be the year's result: none told as so many a month, none as the total of all years, in the target's unit.

    Where nothing would be left, all are kept: the heading may mean just that.
    """
    chosen = quantities
    for unfit in (
        lambda quantity: FREQUENCY.search(line.text, max(0, quantity.start - 14), quantity.start) is not None and "每" not in name,
        lambda quantity: ALL_YEARS.search(line.text, max(0, quantity.start - 10), quantity.start) is not None and "累计" not in name,
        lambda quantity: quantity.kind is Kind.COUNT and quantity.unit != target.unit,
    ):
        chosen = [quantity for quantity in chosen if not unfit(quantity)] or chosen
    return chosen


def _against_last_year(line: Line, quantity: Quantity) -> bool:
    """Whether a quantity is how much more or less it was than last year: 同比增加 16 万元."""
    return is_change(line, quantity) and LAST_YEAR.search(_clause(line, quantity)) is not None


def _told_alone(body: Stretch, rate: Quantity | None) -> Quantity | None:
    """The result before a rate where no target was set: what the clause before it amounts to, first told (新增 6 户 24 万元，完成率…)."""
    if rate is None:
        return None
    start = body.line.sentence(rate.start)[0]
    told = [quantity for quantity in body.quantities if start <= quantity.start and quantity.end <= rate.start and quantity.high is None]
    told = [quantity for quantity in told if not _is_aside(body.line, quantity, rate.start, means=False)]
    together = all(one.end == other.start for one, other in pairwise(told))
    return told[0] if told and together and told[0].kind is not Kind.PERCENT else None


def _before_rate(line: Line, candidates: Sequence[Quantity], rate: Quantity, *, means: bool) -> Quantity | None:
    """The last result before a rate that is no part, and a mean only if `means`: what 分别, 其中 or a list divides stands before them."""
    start = line.sentence(rate.start)[0]
    divided = DIVIDED.search(line.text, start, rate.start)
    if divided is not None and any(start <= quantity.start < divided.start() for quantity in candidates):
        candidates = [quantity for quantity in candidates if quantity.start < divided.start()]
    whole = [quantity for quantity in candidates if not _is_aside(line, quantity, rate.start, means=means)]
    if not whole or (
        len(whole) > 1 and "、" in line.text[whole[-2].end : whole[-1].start] and TOTALS.search(line.label(whole[-1])) is None
    ):
        return None
    return whole[-1]


def _same_rate(name: str, line: Line, quantity: Quantity) -> bool:
    """Whether two rates go by like verbs: 办结率 and 结案率 share one of their two characters."""
    label = line.label(quantity)
    return name.endswith("率") and label.endswith("率") and bool(set(name[-3:-1]) & set(label[-3:-1]))


def _told(pattern: re.Pattern[str], body: Stretch, target: Quantity) -> Quantity | None:
    """The number that words stand for, which is the target's own: 0 for 没有发生, 100 % for 全部达到."""
    found = pattern.search(body.line.text, body.start, body.end)
    if found is None:
        return None
    start, end = found.span()
    return target._replace(start=start, end=end, text=found.group(), number_start=start, number_end=end, inherited=True)


def _is_aside(line: Line, quantity: Quantity, position: int, *, means: bool) -> bool:
    """Whether a quantity is a mean, or stands in a bracket that is closed before `position`."""
    if not means and ASIDE.search(line.label(quantity)):
        return True
    after = line.text[quantity.end : min(position, quantity.end + 200)]
    closing, opening = after.find("）"), after.find("（")
    return closing >= 0 and (opening < 0 or closing < opening)


def _clause(line: Line, quantity: Quantity) -> str:
    before = line.text[max(0, quantity.start - 40) : quantity.start]
    after = line.text[quantity.end : quantity.end + 12]
    stops = [after.find(stop) for stop in "，。；,;" if stop in after]
    words = CLAUSES.tail(before)
    listed = words.rfind("、")
    if listed > 0 and any(
        other.end <= quantity.start - len(words) + listed and other.start >= quantity.start - len(words) and like(other, quantity)
        for other in line.between(max(0, quantity.start - 40), quantity.start)
    ):
        words = words[listed + 1 :]  # 新打机井9眼、维修旧机井15眼
    return words + (after[: min(stops)] if stops else after)


def indicator_claims(records: Sequence[Indicator]) -> Iterator[Claim]:
    """Completion rates and met targets that the records assert."""
    for record in records:
        if record.target is None or record.actual is None:
            continue
        reverse = is_reverse(record.name, record.target.quantity)
        if record.stated_rate is not None and record.stated_rate.span != record.actual.span:
            yield completion_claim(record.stated_rate, record.actual, record.target, reverse=reverse)
        if record.stated_rate is None or record.claim is not None:
            claim = target_claim(record.actual, record.target, _judged(record), reverse=reverse, related=(("target", record.target.span),))
            if claim is not None:
                yield claim


def _judged(record: Indicator) -> tuple[Judgement, str, Span] | None:
    """The judgement of a record with its words and place."""
    if record.claim is None or record.claim_span is None:
        return None
    judgement = last_judgement(record.claim, 0, len(record.claim))
    return None if judgement is None else (judgement, record.claim, record.claim_span)
