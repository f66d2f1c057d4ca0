"""Rates that praise denies: 项目全部按时完成 beside 项目按时完成率 91 %; 满意度达到 92 % 以上 beside a survey of 86 %; a rise called as planned that is not.

Praise by a limit (90%以上) and praise by 全部, 均 are of one thing with a rate told elsewhere if they go by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.identity.contexts import Headings
from auditor.extract.lines import Line
from auditor.extract.targets.judgements import MET, clause_start, first_judgement
from auditor.extract.targets.targets import shared_run
from auditor.model import Bound, Claim, Fact, Indicator, Kind, Quantity, Section, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_ALL = compiled("(?:全部|均|都)(?:已经|已|能|按时|足额|及时|全额|如期|按期|顺利|全部|一次性)*$")
_ENDED = compiled("(?:完毕|了|并[^，。；]{0,12})?(?=[，。；、）)]|$)")
_WHOLE = compiled(
    "^(?:年初|年度|全年|本年|计划|确定|下达|安排|实施|批复|立项|共|的|各级|各项|各类|各|所有|全部|全|等|涉及|[\\d一二三四五六七八九十两]+\\s?[个项类]?)*"
)

_OVER = compiled(
    "(?P<name>[^，。；：\\d]{0,16}(?P<measure>满意度|满意率|[^\\W\\d]{2}率))(?:均|都|已|也|总体|基本)?(?:达到?了?|超过了?|高于|保持在|稳定在|维持在|在)\\s*$"
)
_EXACT = compiled("(?P<name>[^，。；：\\d]{0,24})(?:为|达到?了?|是|：|:|仅|只有)?\\s*$")
_AIMED = compiled(
    "目标(?!任?务?[，。；]|$)|力争|确保|计划|如果|若|应|将|要求|标准|指标值|得满?分|[得扣]\\d|分值|上年|去年|往年|季度|上半年|预计|以来|除|以外|部分|个别|未"
)
_OTHER = compiled(
    "目标|力争|确保|计划|将|要求|标准|指标值|上年|去年|往年|季度|上半年|预计|20\\d\\d年|提高|上升|下降|增长|减少|降低|低于|高于|同比|其中"
)
_LISTED = compiled("(?:目标|任务|要求|指标|标准|计划)[^，。；]{0,10}?(?:为|是|：|:|如下|包括|分解|有)")
_OF_GOALS = compiled("目标(?!.{0,40}(?:完成|实现|达成|结论))|职责|职能|打算|评分标准")
_OF_SOME = compiled("(?:以上)?的(?![^，。；]{0,6}(?:目标|要求))")  # 90%以上的村有12个
_MOST_LIMITS = 3  # of one sentence: more are a list of goals
_SURVEY = compiled("问卷|调查|测评|回访|抽样")
_REPORTS = compiled("[已了均都]|经|实现|结果|调查|测评|问卷|显示|评价|自评|全年|全部|共")
_GENERIC = compiled(
    "服务对象|社会公众|公众|受益|群众|项目区|总体|平均|综合|全年|整体|全[县市区镇乡]|[\\d]+|问卷|调查|显示|结果|对|的|[个名人家]|经|测评|年度|我[县市区局校院镇街]|本"
)
_RISE = compiled("(?:提高|上升|提升|增加)(?:到|至)了?\\s*")
_FROM = compiled("由(?:上年的?|去年的?|20\\d\\d年的?|年初的?|项目实施前的?)?\\s*$")
_EVERY = ("均", "都", "全部")
_STEMS = (4, 2)  # characters of what a rate is of: 按时完成率, 到位率
_SHORTEST, _HALF, _WHOLE_RATE, _REACH = 4, 50, 100, 12
_NAME = 3  # characters that two names share beside their measure
_MOST = 60


class _Floor(NamedTuple):
    """A rate praised by a limit that it passes."""

    line: Line
    start: int
    quantity: Quantity
    name: str
    measure: str


def praised_rates(
    corpus: Corpus,
    counted: Sequence[Line],
    sections: Sequence[Section],
    records: Sequence[Indicator],
    claims: Iterable[Claim],
    year: int | None,
) -> Iterator[Statement]:
    """Each praise that a rate denies; `counted` are the paragraphs with numbers.

    What `claims` deny already is left to them.
    """
    headings = Headings(sections, year)
    yield from _all_of(corpus, headings, records)
    yield from _floors(counted, headings, records, {claim.stated.span for claim in claims if "target-told" in claim.traits})
    yield from _rises(counted, headings)


# -------------------------------------------------------------------------------------------------------------- all of it


def _all_of(corpus: Corpus, headings: Headings, records: Sequence[Indicator]) -> Iterator[Statement]:
    """项目全部按时完成 beside a row 项目按时完成率 with less than everything."""
    rates = [record for record in records if _is_whole(record)]
    for line in corpus.holding(_EVERY) if rates else ():
        if line.row >= 0:
            continue
        for record in rates:
            for length in _STEMS:
                stem, subject = record.name[-1 - length : -1], record.name[: -1 - length]
                at = line.text.find(stem) if len(subject) > 1 else -1
                told = _all_told(line, at, stem, subject) if at >= 0 else None
                if told is not None and record.actual is not None and not headings.role(line.section):
                    yield _statement(line, *told, f"{record.name} {record.actual.quantity.text}", record.actual)
                    break


def _is_whole(record: Indicator) -> bool:
    """Whether a row is of a rate that was to be 100 % and is less."""
    if record.actual is None or not record.name.endswith("率") or len(record.name) < _SHORTEST:
        return False
    actual = record.actual.quantity
    if actual.kind is not Kind.PERCENT or not actual.is_exact or not _HALF < actual.number < _WHOLE_RATE:
        return False
    return record.target is None or record.target.quantity.number == _WHOLE_RATE


def _all_told(line: Line, at: int, stem: str, subject: str) -> tuple[int, int] | None:
    """Where a clause tells that all of something was done, if it does."""
    every = _ALL.search(line.text, max(0, at - 12), at)
    behind = _ENDED.match(line.text, at + len(stem))
    if every is None or behind is None:
        return None
    start = clause_start(line.text, every.start(), 30)
    words = line.text[start : every.start()].strip()
    if _AIMED.search(line.text, max(line.sentence(at)[0], start - 20), at) or _WHOLE.sub("", words).removeprefix("的") != subject:
        return None
    return start, at + len(stem)


# ----------------------------------------------------------------------------------------------------------------- limits


def _floors(counted: Sequence[Line], headings: Headings, records: Sequence[Indicator], told: set[Span]) -> Iterator[Statement]:
    """满意度达到 90 % 以上 beside the same rate, told to be less."""
    for floor in _limits(counted, headings):
        row = next((fact for fact in _rows(floor, records)), None)
        below = row or _told(floor, counted, headings)
        if (
            below is not None
            and below.quantity.number < floor.quantity.number
            and floor.line.span(floor.quantity.start, floor.quantity.end) not in told
        ):
            end = floor.quantity.end + (2 if floor.line.text.startswith("以上", floor.quantity.end) else 0)
            # A goal that says nowhere that it is one reads like praise without a word for what was done.
            sure = (row is not None or below.what == floor.name) and _REPORTS.search(
                floor.line.text, *floor.line.sentence(floor.start)
            ) is not None
            yield _statement(floor.line, floor.start, end, f"{below.what} {below.quantity.text}", below, *(() if sure else ("loose",)))


def _limits(counted: Sequence[Line], headings: Headings) -> Iterator[_Floor]:
    for line in counted:
        for quantity in line.quantities:
            if quantity.bound is not Bound.AT_LEAST or quantity.kind is not Kind.PERCENT or quantity.high is not None:
                continue
            low = max(line.sentence(quantity.start)[0], quantity.start - 30)
            found = _OVER.search(line.text, low, quantity.start)
            stop = min(len(line.text), quantity.end + 4)
            if found is None or _OF_SOME.match(line.text, quantity.end) or _AIMED.search(line.text, low, stop):
                continue
            begin, end = line.sentence(quantity.start)
            if sum(other.bound is Bound.AT_LEAST for other in line.between(begin, end)) >= _MOST_LIMITS or _LISTED.search(
                line.text, 0, low
            ):
                continue  # goals, one after the other
            if not headings.role(line.section) and not headings.tells(line.section, _OF_GOALS):
                start = clause_start(line.text, found.start("name"), _REACH)
                yield _Floor(line, start, quantity, found["name"], found["measure"])


def _rows(floor: _Floor, records: Sequence[Indicator]) -> Iterator[Fact]:
    """The results of rows of this name. One with another target is hardly meant: another form of the same report has the same name."""
    for record in records:
        actual, target = record.actual, record.target
        if target is not None and target.quantity.value != floor.quantity.value:
            continue
        if actual is not None and actual.quantity.kind is Kind.PERCENT and actual.quantity.is_exact and _is_same(floor, record.name):
            yield actual._replace(what=record.name)


def _told(floor: _Floor, counted: Sequence[Line], headings: Headings) -> Fact | None:
    """The one value that other sentences tell for the rate."""
    found: list[Fact] = []
    survey = floor.measure.startswith("满意") and _SURVEY.search(floor.line.text, *floor.line.sentence(floor.start)) is not None
    every: list[Fact] = []
    for line in counted:
        if floor.measure not in line.text:
            continue
        for quantity in line.quantities:
            if quantity.kind is not Kind.PERCENT or not quantity.is_exact:
                continue
            low = clause_start(line.text, quantity.start, 30)
            told = _EXACT.search(line.text, low, quantity.start)
            name = told["name"] if told is not None else ""
            if floor.measure not in name[-6:] or _OTHER.search(line.text, low, quantity.start):
                continue
            if headings.role(line.section) or headings.tells(line.section, _OF_GOALS):
                continue
            every.append(line.fact(quantity, floor.measure))
            if _is_same(floor, name[: name.rindex(floor.measure) + len(floor.measure)]):
                found.append(line.fact(quantity, name.strip()))
    values = {fact.quantity.value for fact in every}
    if survey and len(values) == 1:
        return every[0]
    return found[0] if len({fact.quantity.value for fact in found}) == 1 else None


def _is_same(floor: _Floor, name: str) -> bool:
    """Whether two names are of one rate: alike but for general words, or with so much in common that what is left names no other thing."""
    if not name.endswith(floor.measure):
        return False
    one, other = _GENERIC.sub("", floor.name), _GENERIC.sub("", name)
    if one == other:
        return len(one) > len(floor.measure) or floor.name.endswith(name) or name.endswith(floor.name)
    shared = shared_run(one, other, 24)
    return shared >= len(floor.measure) + _NAME and len(one) - shared < _NAME and len(other) - shared < _NAME


# ------------------------------------------------------------------------------------------------------------------ rises


def _rises(counted: Sequence[Line], headings: Headings) -> Iterator[Statement]:
    """由 86 % 提高到 91 %，达到预期目标 beside the goal 由 86 % 提高到 92 % 以上."""
    goals: list[tuple[str, Quantity, Fact]] = []
    results: list[tuple[str, Quantity, Fact, Line, int, int]] = []
    for line in counted:
        if "由" not in line.text or not (
            "高到" in line.text or "高至" in line.text or "升到" in line.text or "升至" in line.text or "加到" in line.text
        ):
            continue
        for first, second in zip(line.quantities, line.quantities[1:], strict=False):
            if first.kind is not second.kind or first.kind is not Kind.PERCENT or not _RISE.fullmatch(line.text, first.end, second.start):
                continue
            begin = _FROM.search(line.text, max(0, first.start - 12), first.start)
            if begin is None:
                continue
            start = clause_start(line.text, begin.start(), 24)
            name = line.text[start : begin.start()].strip()
            fact = line.fact(second, name)
            if second.bound is Bound.AT_LEAST or headings.tells(line.section, _OF_GOALS):
                goals.append((name, first, fact))
            elif second.is_exact and not headings.role(line.section):
                judged = first_judgement(line.text, second.end, line.sentence(second.start)[1])
                if judged is not None and judged.attitude == MET and judged.start - second.end <= 30:
                    results.append((name, first, fact, line, start, judged.end))
    for name, base, fact, line, start, end in results:
        target = next((goal for called, first, goal in goals if first.value == base.value and shared_run(called, name) > _NAME), None)
        if target is not None and fact.quantity.number < target.quantity.number:
            shown = f"{fact.quantity.text}（目标 {target.quantity.text}）"
            related = (("actual", fact.span), ("target", target.span))
            yield Statement("all-done", line.text[start:end], line.span(start, end), line.section, shown, related, frozenset({"values"}))


def _statement(line: Line, start: int, end: int, shown: str, fact: Fact, *traits: str) -> Statement:
    related = (("actual", fact.span),)
    return Statement(
        "all-done", line.text[start:end].strip(), line.span(start, end), line.section, shown, related, frozenset({"values", *traits})
    )
