"""Printed standards (评价标准) as rubrics: all or nothing, deductions, bands, thresholds, rates.

A standard is read from one consequence (得满分, 得2分, 扣0.5分, 不得分) to the next; what stands between is its condition. Where any
part that gives or takes points is not understood, there is no rubric: nothing can then be said to be impossible.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from auditor.extract.numbers import numerals
from auditor.extract.scores.rubric_conditions import Condition, read_condition
from auditor.extract.scores.rubric_kinds import FULL, NOTHING, by_words, is_amount, one_short, thresholds
from auditor.extract.scores.rubric_text import LONGEST, Plain, list_marks, may_list, plain
from auditor.extract.stops import Stops
from auditor.model import Band, Points, Rubric, RubricKind, Step
from auditor.patterns import compiled
from auditor.records import Record

HUNDRED = Decimal(100)
_N = r"[0-9]{1,5}(?:\.[0-9]{1,4})?"
_C = "[一二两三四五六七八九十]"
_EACH = "每(?P<percent>[^,;。]{0,8}(?:%|百分点))?(?:有|完成|符合|达到|满足|开展|建立|做到|制定|落实)?(?:(?:1|一)?(?:项|个|条|处|次|点))?[^,;。均都]{0,10},?$"
_ITEM = "(?:该|本|其|此)?(?:项|指标){0,2}"
_TWO_ITEMS = f"[^0-9;。:]{{2}}{_N}分[;,、][^0-9;。:]{{2,24}}{_N}分(?:[;。,、]|$)"
_THINGS = "(?:项|处|次|个|例|条|起|人|天|日|点|期|场|份|家|户|台|套|篇|批|所|村|名|件|宗|辆|笔)"
_TWO_BRACKETS = f"\\({_N}分\\);[^;]{{2,40}}\\({_N}分\\)(?:[;。]|$)"
_MOST_NAMED = 12  # things that earn the same points each
_SENTENCES = compiled("[;。]")
_STOPS = Stops(";。:")
_REST = compiled("扣|加分|一半|半分|折算|[*]分值|[得计]分(?!率|分析|表|要点|情况|:)")
_MARKS = "(?:权重分值|权重分|分值|权重|满分|标准分|总分|得分|分)?"


class Clause(Record):
    """A consequence with its condition. `points` are None for 在0分和满分之间."""

    sort: str
    condition: Condition | None
    points: Points | None
    start: int
    end: int
    before: str  # the words of the condition
    top: Points | None = None


@cache
def _tokens() -> re.Pattern[str]:
    """Every consequence. Compiled when the first standard is met: alternations of Chinese words are slow to compile.

    Each alternative begins with its first characters, outside of its group, and looks back at which of them it was: so the engine passes
    over it at once where another character stands.
    """
    whole = f"(?:满分|全分|全部分值?|全部分数|{_ITEM}(?:标准分|分值|权重分?)(?![*的÷/]))"
    return compiled(
        f"不(?P<part_step>[足到满够]{_N}(?:%|个百分点)的?,?(?:均|都)?(?:按(?:照)?{_N}(?:%|个百分点)(?:计算|计扣|计|扣分?|算)))"
        f"|不(?P<part_nothing>[足到满够]{_N}(?:%|个百分点)的?,?(?:均|都)?(?:不扣分?|不予扣分|不计|忽略不计))"
        "|[在0](?P<between>(?:(?<=0)|(?<=在)0)分?(?:和|到|至|-|与)满分之间[^;。得扣]{0,16})"
        "|得(?P<formula>分(?:值)?=[^;。]{1,200})"
        "|[直至扣](?P<cap>(?:(?<=直)[至到]扣|(?<=至)扣|(?<=扣))(?:完|光|尽|满)[^,;。扣得(]{0,10})"
        "|[扣相对](?P<same>(?<=扣)(?:除|减)?(?:相应|对应)的?(?:分值|分数|分)|(?<!扣)应扣(?:减|除)?分)"
        f"|扣(?P<off>(?:除|减|掉|去)?{_ITEM}{_MARKS}的?(?:"
        f"(?P<of>[0-9]{{1,3}}|{_C}{{1,3}})分之(?P<part>[0-9]{{1,3}}|{_C}{{1,3}})|(?P<off_percent>{_N})%"
        f"|(?P<off_low>{_N}|{_C})(?:(?:-|~|至|到)(?P<off_high>{_N}))?分))"
        "|[率度目指计采按](?P<rate>(?:(?<=[率度])|(?<=[目指])标值|(?<=计)划[值数])(?:[*]100%)?(?:[*]|乘以)(?:该项|本项|该|指标)?(?:分值|权重分?|满分|标准分)(?:[得计]分)?"
        "|(?<=采)用完成?比[率例]法计?分?"
        "|(?<=按)(?:照)?[^,;。按]{0,20}?比[例率](?:[^,;。按]{0,6}?(?:计算得分|[计得评打给折]分?)|扣(?:减|除)?分?|换算)"
        "|(?<=按)(?:照)?[^,;。按]{0,12}率(?:乘以|[*])(?:该项|本项|该|指标)?(?:分值|权重分?|满分|标准分)(?:来|进行)?(?:计算)?[计得](?:算得)?分?)"
        "|[得计给](?P<half>(?:该项|本项|指标)?(?:分值|权重|满分)?的?一半(?:分值|分)?)"
        f"|[得按计给](?P<share>(?:该|本)?{_ITEM}(?:分值|权重分?|满分|标准分)?的?(?P<share_low>{_N})%(?:(?:-|~|至)(?P<share_high>{_N})%)?(?:的?(?:分值|权重分?|满分))?(?:[计得]分)?)"
        f"|[不可应得计为给记赋打满](?P<full>(?<=不)予?扣分|(?:(?<=[可应])[得计为给记赋打]|(?<=[得计为给记赋打])){whole}|(?<=满)分(?=[,;。)]|$))"
        "|[不得计为记给零0](?P<zero>(?<=不)予?[得计给记]分|(?:(?<=[得计为记给])(?<![0-9.].)(?:零分|0分)|(?<=[零0])(?<![0-9.].)分)(?!和|到|至|-|~))"
        f"|[可应得计为给记赋打评](?P<amount>(?:(?<=[可应])[得计为给记赋打评]|(?<=[得计为给记赋打评]))分?:?(?P<low>{_N})(?:(?:-|~|至|到)(?P<high>{_N}))?分)"
        f"|[(](?P<bracket>(?P<mark>{_N})分?\\))"
        "|[酌视适斟具加](?P<judged>(?<=[酌视])情|(?<=适)当|(?<=斟)酌|(?<=具)体测算|(?<=加)分)"
        "|[0-9](?P<item>(?<![0-9.~至到每扣共-].)[0-9]{0,4}(?:\\.[0-9]{1,4})?分(?=[,;。)、]|$))"
    )


def parse(text: str) -> Rubric | None:
    """The rubric that a printed standard states, or None when it is none or not understood as a whole."""
    if len(text) > LONGEST or not ("得" in text or "扣" in text or "分" in text or "(" in text or "（" in text):
        return None
    clean = plain(text)
    clauses = _clauses(clean)
    if not clauses:
        return None
    for clause in clauses:
        if clause.sort == "judged" or clause.condition is None:
            return None
    rubric = _assemble(clauses, clean.text, clean.listed)
    return None if rubric is None else _back(rubric, clean)


def listed_points(text: str) -> int:
    """How many points a text lists (1.…；2.…); 0 when it lists none. An item that sets the deduction is none of them."""
    if len(text) > LONGEST or not may_list(text):
        return 0
    text = text.replace("；", ";").replace("：", ":")
    marks = list_marks(text)
    ends = [start for start, _ in marks[1:]] + [len(text)]
    heads = [_SENTENCES.split(text[end:stop].strip(), 1)[0] for (_, end), stop in zip(marks, ends, strict=False)]
    return len([head for head in heads if not ("扣" in head or "得满分" in head or "不得分" in head)])


def _clauses(clean: Plain) -> list[Clause]:
    clauses: list[Clause] = []
    text = clean.text
    behind = 0
    listed: bool | None = None  # looked for where it matters
    for found in _tokens().finditer(text):
        sort = found.lastgroup or ""  # the outermost group, which closes last
        start, end = found.span()
        each = text.rfind("每", behind, start) if sort == "off" else -1
        condition = read_condition(text, behind, start if each < 0 else each)
        if sort == "bracket" and (condition is None or condition.kind in ("free", "otherwise")) and not _is_last(clean, behind, found):
            continue  # a number in brackets behind a name: 预算编制（10分）
        before = text[behind:start]
        if sort == "item":
            if listed is None:
                listed = clean.listed > 1 or compiled(_TWO_ITEMS).search(text) is not None
            if not _is_earned(condition, before, listed=listed):
                continue  # the full marks of the item: 满分5分
        points, top = _points(found, sort)
        clauses.append(Clause(sort, condition, points, _opening(text, behind, start), end, before, top))
        behind = end
    return [] if _has_rest(text, clauses) else clauses


def _is_last(clean: Plain, behind: int, found: re.Match[str]) -> bool:
    """Whether a number in brackets closes an item of a numbered list: ①按程序申请设立（1分）②材料齐全（1分）."""
    text = clean.text
    opened = clean.listed > 1 and text.rfind(";", behind, found.start()) >= 0
    opened = opened or (not clean.listed and compiled(_TWO_BRACKETS).search(text) is not None)
    return opened and "分" in found[0] and (found.end() == len(text) or text[found.end()] in ";。")


def _is_earned(condition: Condition | None, before: str, *, listed: bool) -> bool:
    """Whether bare points (90%以上，5分) are what a result earns: behind a value or a word, each time, or in a list."""
    if condition is None or before.endswith(("分值", "满分", "权重", "总分", "标准分", "共计", "合计", "最高", "上限")):
        return False
    return listed or condition.kind not in ("free", "otherwise") or compiled(_EACH).search(before) is not None


def _opening(text: str, behind: int, start: int) -> int:
    """Where a clause begins: behind the last one and its punctuation, but no earlier than its own sentence."""
    begin = _STOPS.behind_last(text, behind, start)
    while begin < start and text[begin] in ",;。.、的者)":
        begin += 1
    return begin


def _has_rest(text: str, clauses: list[Clause]) -> bool:
    """Whether points are given or taken in words that no clause covers."""
    rest = "".join(clause.before for clause in clauses) + (text[clauses[-1].end :] if clauses else "")
    return _REST.search(rest) is not None


def _points(found: re.Match[str], sort: str) -> tuple[Points | None, Points | None]:
    if sort == "full":
        return FULL, None
    if sort == "half":
        return Points(Decimal(1), is_share=True, over=Decimal(2)), None
    if sort == "zero":
        return NOTHING, None
    if sort == "item":
        return Points(Decimal(found[0].removesuffix("分"))), None
    if sort == "amount":
        low = Points(Decimal(found["low"]))
        return (low, Points(Decimal(found["high"]))) if found["high"] else (low, None)
    if sort == "bracket":
        return Points(Decimal(found["mark"])), None
    if sort == "share":
        low = Points(Decimal(found["share_low"]) / HUNDRED, is_share=True)
        return (low, Points(Decimal(found["share_high"]) / HUNDRED, is_share=True)) if found["share_high"] else (low, None)
    return (_off(found) if sort == "off" else None), None


def _off(found: re.Match[str]) -> Points | None:
    """What is taken off: 扣1分, 扣分值的二分之一, 扣2%; None where it is a range."""
    if found["off_percent"]:
        return Points(Decimal(found["off_percent"]) / HUNDRED, is_share=True, is_off=True)
    if found["part"]:
        of, part = _number(found["of"]), _number(found["part"])
        return None if not of or part is None else Points(part, is_share=True, is_off=True, over=of)
    number = _number(found["off_low"])
    return None if number is None or found["off_high"] else Points(number, is_off=True)


def _number(text: str) -> Decimal | None:
    """A number in digits, as nearly all are, or in words."""
    return Decimal(text) if text[0] in "0123456789" else numerals.parse(text)


# ---------------------------------------------------------------------------------------------------------------- assemble


class _Parts:
    """What the clauses of a standard come to, collected one by one."""

    __slots__ = ("bands", "capped", "gains", "linear", "part", "product", "rate", "steps")

    def __init__(self) -> None:
        self.bands: list[tuple[Condition, Band]] = []
        self.steps: list[Step] = []
        self.gains: list[Step] = []
        self.linear = self.capped = self.rate = self.product = False
        self.part = ""

    def take(self, clause: Clause, condition: Condition, text: str) -> bool:
        """Add a clause; False where it is not understood."""
        if clause.sort == "half" and condition.kind != "value":
            return False  # 部分符合得一半: of one thing, not of all
        if clause.sort == "cap":
            self.capped = True
        elif clause.sort == "same":
            pass  # 缺一项扣相应分值: what the list says already
        elif clause.sort in ("part_step", "part_nothing"):
            self.part = clause.sort.removeprefix("part_")
        elif clause.sort in ("formula", "rate"):
            return self._formula(clause, text[clause.start : clause.end])
        elif clause.sort == "off" and (condition.kind != "value" or "每" in clause.before):  # 低于90%的，每低1%扣1分
            step = _step(clause, condition if condition.kind == "value" else None)
            if step is None:
                return False
            self.steps.append(step)
        elif clause.sort in ("amount", "item") and clause.top is None and clause.points is not None and clause.before.endswith("各"):
            return self._each_named(clause, condition)
        elif clause.sort in ("amount", "item") and (each := compiled(_EACH).search(clause.before)) is not None:
            if each["percent"] or clause.top is not None or clause.points is None:
                return False
            self.gains.append(Step(clause.points, min(clause.start, clause.end - 1), clause.end))
        else:
            self.linear = self.linear or clause.sort == "between"
            if clause.points is None and clause.sort != "between":
                return False
            self.bands.append((condition, _band(clause, condition)))
        return True

    def _each_named(self, clause: Clause, condition: Condition) -> bool:
        """信息真实、准确、完整各得1分: as many points as things are named."""
        named = compiled("[;。:]").split(clause.before.removesuffix("各"))[-1].strip(",")
        parts = compiled("[、和及与,]").split(named)
        self.bands += [(Condition("free", part, at=condition.at), _band(clause, condition)) for part in parts]
        return 1 < len(parts) <= _MOST_NAMED

    def _formula(self, clause: Clause, words: str) -> bool:
        """得分=X率×分值, 得分=X率×8分, 按比例计分; what is left of the whole (1−偏差率) is no rate."""
        scale = compiled(f"[*]({_N})分?$|=({_N})分?[*]").search(words.rstrip(",)"))
        self.product = self.product or compiled("率(?:[*]|乘)(?!.*率-|[(])").search(words) is not None
        if "max" in words.lower() or "最大" in words or "之间" in clause.before:
            self.linear = True
            return True
        if clause.sort == "formula" and compiled("(?<![0-9])(?:100%|1)-").search(words):
            return False
        if clause.sort == "formula" and not any(mark in words for mark in ("分值", "权重", "满分", "标准分")):
            if scale is None:
                return False
            points = Points(Decimal(scale[1] or scale[2]))
            self.bands.append((Condition("all"), Band(points, min(clause.start, clause.end - 1), clause.end)))
        self.rate = True
        return True


def _assemble(clauses: list[Clause], text: str, listed: int) -> Rubric | None:
    parts = _Parts()
    for clause in clauses:
        assert clause.condition is not None  # `parse` has refused the others
        if not parts.take(clause, clause.condition, text):
            return None
    if parts.gains:
        refused = all(band.points == NOTHING and not (band.low or band.high) for _, band in parts.bands)  # 每项1分，不符合不得分
        others = not refused or parts.steps or parts.linear or parts.rate
        return None if others else Rubric(RubricKind.LISTED, (), tuple(parts.gains))
    rubric = _decide(parts, listed)
    if rubric is not None and rubric.kind is RubricKind.LISTED and not listed:
        told = all(any(verb in text[band.start : band.end] for verb in "得计给") for band in rubric.bands)
        rubric = rubric._replace(is_linear=not told)  # 编制合理2分；分配合理2分: a part of a thing may earn a part of its points
    return rubric._replace(part=parts.part) if rubric is not None and parts.part else rubric


def _band(clause: Clause, condition: Condition) -> Band:
    start = clause.start if condition.kind != "word" else condition.at
    return Band(
        clause.points,
        min(start, clause.end - 1),
        clause.end,
        condition.label,
        condition.low,
        condition.high,
        condition.low_open,
        condition.high_open,
        clause.top,
        condition.subject,
    )


def _step(clause: Clause, limit: Condition | None = None) -> Step | None:
    if clause.points is None:
        return None
    before = clause.before
    each = before.rfind("每")
    counted = before[each:] if each >= 0 else ""
    size = None
    above = None
    if counted:
        found = compiled(f"({_N}|{_C})(?:个)?(%|百分点)").search(counted) if "%" in counted or "百分点" in counted else None
        if found:
            size = _number(found.group(1))
        elif compiled("[0-9]").search(counted) and not compiled(f"[1一]{_THINGS}").search(counted):
            return None  # 每超过3天: a unit of its own
        above = True if compiled("[超高增多升]").search(counted) else False if compiled("[降低少减差]").search(counted) else None
    base = None
    named = compiled(f"以({_N})%为(?:标准|基准|基数|起点)").search(before) if "%为" in before else None
    if named:
        base = Decimal(named.group(1))
    elif limit is not None:
        base = limit.low if limit.high is None else limit.high
    repeated = each >= 0 or compiled("各扣?$|[一1](?:项|处|次|个|条|例|起|点)|任[一何]|其中").search(before) is not None
    return Step(clause.points, min(clause.start, clause.end - 1), clause.end, size, base, repeated, above)


def _decide(parts: _Parts, listed: int) -> Rubric | None:
    bands, steps, capped, linear, rate = parts.bands, parts.steps, parts.capped, parts.linear, parts.rate
    kinds = {condition.kind for condition, _ in bands}
    own = tuple(band for _, band in bands)
    if "value" in kinds:
        return thresholds(bands, steps, capped=capped, linear=linear or rate, product=parts.product)
    # 符合要求计5分，有一项不符合扣1分: the marks to start from may be written as a number.
    one = len(own) < 2 or len({band.points for band in own if band.points != NOTHING}) < 2
    one = one and all(band.top is None for band in own)
    if steps:
        kind = RubricKind.THRESHOLDS if any(step.size is not None for step in steps) else RubricKind.DEDUCTION
        return Rubric(kind, own, tuple(steps), capped) if one and not rate and not linear else None
    if rate or linear:
        whole = rate and one and all(band.points != NOTHING for band in own)
        return Rubric(RubricKind.RATE, own, (), capped) if whole else None
    if kinds == {"all", "not-all"} and (each := one_short(bands)) is not None:
        return Rubric(RubricKind.DEDUCTION, own[:1], (each,), is_capped=True)
    if kinds & {"count"} and kinds <= {"count", "all", "otherwise", "not-all"}:
        return Rubric(RubricKind.COUNT, own) if len(own) > 1 else None
    if listed and len(own) == listed and all(is_amount(band) for band in own) and not kinds & {"word", "all"}:
        return Rubric(RubricKind.LISTED, own)
    return by_words(bands, own, kinds)


def _back(rubric: Rubric, clean: Plain) -> Rubric:
    """The rubric with offsets in the text as it was written."""
    if clean.is_unchanged:
        return rubric
    bands, steps = [], []
    for band in rubric.bands:
        start, end = clean.origin(band.start, band.end)
        bands.append(band._replace(start=start, end=end))
    for step in rubric.steps:
        start, end = clean.origin(step.start, step.end)
        steps.append(step._replace(start=start, end=end))
    return rubric._replace(bands=tuple(bands), steps=tuple(steps))
