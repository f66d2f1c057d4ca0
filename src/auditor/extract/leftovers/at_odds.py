"""Words of a report that do not go with what it says elsewhere, where no number is stated for them: 不擅自调整 beside 追加较多."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.words import follows
from auditor.model import Fact, Section, Statement
from auditor.patterns import compiled

_STEADY = "不(?:得)?(?:随意|擅自|随便)(?:更改|变更|调整|追加)|不临时(?:调整|追加|变更)|(?:严禁|杜绝|避免)[^，。；]{0,6}?(?:随意|擅自)(?:调整|追加)"
_ADJUSTED = "(?:造成|导致|使得)?(?:年中)?(?:追加|调整)(?:的)?预算[^，。；]{0,4}?(?:较大|较多|偏大|频繁)|预算调整[^，。；]{0,6}?(?:较高|偏高|较大|偏大|较多|频繁)|(?:预算)?追加(?:较大|较多|频繁)"
_LONGEST_WORD = 6
_TWICE = compiled(
    "和(?:(?<=(..)和)(?=\\1)|(?<=(.{3})和)(?=\\2)|(?<=(.{4})和)(?=\\3)|(?<=(.{5})和)(?=\\4)|(?<=(.{6})和)(?=\\5))"
)  # what stands before 和 stands behind it
_RATE_HIGH = "预算调整率(?:较高|偏高|过高|较大)"
# What a heading promises in its last part → words of which the chapter holds at least one.
_PROMISES = (
    ("结果应用", ("应用", "运用", "挂钩", "公开", "安排", "依据", "参考", "反馈", "考核", "奖惩")),
    ("原因分析", ("因", "由于", "导致", "造成", "缘于", "源于", "受")),
    ("经验做法", ("经验", "做法", "坚持", "注重", "通过", "建立", "创新")),
)
_HOLDERS = ("情况", "问题", "建议", "措施", "分析", "结论", "目标", "过程", "方法", "做法", "成效", "说明", "原因", "打算", "应用")
_FEW_STAFF = "(?:在职|在编|实有|现有)(?:人员|人数|干部|职工)*(?:数|数量)?(?:不足|少于|低于|未达到?|小于)(?:核定的?)?编制(?:数|人数)?(?!的)"
_NEVER_ADDED = "(?<!部分)(?:未|没有|无|不存在)(?:发生|出现|进行|有)?(?:任何)?(?:年中|年度)?(?:预算)?追加(?:预算)?(?:事项|情况|现象|资金)?(?=[，。；、]|的)"
_SHORTEST = 60
_MOST = 12  # headings that are followed up
_LITTLE = 10  # percent of a budget that is no high rate of adjustment


def at_odds_statements(
    text: str, corpus: Corpus, lines: Sequence[Line], sections: Sequence[Section], facts: Mapping[str, Fact]
) -> Iterator[Statement]:
    """Every pair of this kind; the other place is the related one. `lines` are the paragraphs of `corpus`, `facts` the report's own amounts."""
    # One character is found much faster than two.
    if follows(text, "随", "意") or follows(text, "擅", "自") or ("临" in text and "不临时" in text):
        yield from _steady(corpus)
    if follows(text, "整", "率"):
        yield from _high_rate(corpus, facts)
    if follows(text, "编", "制"):
        yield from _denied(corpus, _FEW_STAFF, "编制", facts.get("establishment"), facts.get("staff"))
    if follows(text, "追", "加"):
        yield from _denied(corpus, _NEVER_ADDED, "追加", facts.get("budget") or facts.get("income_budget"), facts.get("adjusted_budget"))
    yield from _promised(lines, sections)
    yield from _empty(lines, sections)


def _first(corpus: Corpus, pattern: str, gate: str) -> tuple[Line, int, int] | None:
    """The first place in a paragraph, among those that hold the word `gate`."""
    wanted = compiled(pattern)
    for line in corpus.holding((gate,)):
        found = wanted.search(line.text) if line.row < 0 else None
        if found is not None:
            return line, *found.span()
    return None


def _steady(corpus: Corpus) -> Iterator[Statement]:
    """Nothing is adjusted at will, and yet the budget was adjusted much."""
    steady, adjusted = _first(corpus, _STEADY, "不"), _first(corpus, _ADJUSTED, "预算")
    if steady is not None and adjusted is not None:
        line, start, end = steady
        other, begin, stop = adjusted
        place = ("other", other.span(begin, stop))
        yield Statement(
            "at-odds", line.text[start:end], line.span(start, end), line.section, other.text[begin:stop], (place,), frozenset({"steady"})
        )


def _high_rate(corpus: Corpus, facts: Mapping[str, Fact]) -> Iterator[Statement]:
    """A rate of adjustment called high although the amounts give a low one."""
    budget, adjusted = facts.get("budget") or facts.get("income_budget"), facts.get("adjusted_budget")
    told = _first(corpus, _RATE_HIGH, "调整率") if budget is not None and adjusted is not None else None
    if told is None or budget is None or adjusted is None or not budget.quantity.value:
        return
    change = abs(adjusted.quantity.value - budget.quantity.value) * 100
    if 0 < change < _LITTLE * budget.quantity.value:
        line, start, end = told
        places = (("base", budget.span), ("current", adjusted.span))
        yield Statement(
            "at-odds",
            line.text[start:end],
            line.span(start, end),
            line.section,
            f"{change / budget.quantity.value:.2f}",
            places,
            frozenset({"high-rate"}),
        )


def _denied(corpus: Corpus, pattern: str, gate: str, low: Fact | None, high: Fact | None) -> Iterator[Statement]:
    """What words deny and two amounts of the report show: that the second is more than the first."""
    if low is None or high is None or high.quantity.value <= low.quantity.value:
        return
    told = _first(corpus, pattern, gate)
    if told is not None:
        line, start, end = told
        places = (("base", low.span), ("current", high.span))
        detail = f"{low.quantity.text}、{high.quantity.text}"
        yield Statement("at-odds", line.text[start:end], line.span(start, end), line.section, detail, places, frozenset({"denied"}))


def _promised(lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[Statement]:
    """A heading 甲及乙 whose chapter never speaks of 乙."""
    titles = "\n".join([section.title for section in sections])
    made = [(promise, words) for promise, words in _PROMISES if promise in titles]
    promising = [(section, promise, words) for section in sections[1:] for promise, words in made if promise in section.title]
    for section, promise, words in promising[:_MOST]:
        if not compiled("[及和与、]").search(section.title):
            continue
        last = next((other.first for other in sections[section.index + 1 :] if other.level <= section.level), None)
        body = [line for line in lines if section.first <= line.block and (last is None or line.block < last)]
        told = "".join(line.text for line in body).replace(section.title, "", 1)
        if len(told) >= _SHORTEST and not any(word in told for word in words):
            yield Statement("at-odds", section.title, section.span, section.index, promise, (), frozenset({"promise"}))


def _empty(lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[Statement]:
    """A heading with nothing under it, beside sisters that all have."""
    bare = [section for section in sections if section.last - section.first == 1 and _is_bare(section)]
    if not bare or {section.parent for section in sections}.issuperset([section.index for section in bare]):
        return
    length: dict[int, int] = {}
    for line in lines:
        length[line.section] = length.get(line.section, 0) + len(line.text)
    families: dict[int | None, list[Section]] = {}
    for section in sections[1:]:
        families.setdefault(section.parent, []).append(section)
    for sisters in families.values():
        marked = [section for section in sisters if section.marker]
        empty = [
            section
            for section in marked
            if _is_bare(section) and section.index not in families and length.get(section.index, 0) <= len(section.title) + 12
        ]
        full = [
            section
            for section in marked
            if section.index in families or section.last - section.first > 1 or length.get(section.index, 0) > _SHORTEST
        ]
        if len(empty) == 1 and len(full) > 1 and len(full) + 1 == len(marked):
            section = empty[0]
            yield Statement("at-odds", section.title, section.span, section.index, traits=frozenset({"empty"}))


def _is_bare(section: Section) -> bool:
    """Whether a heading that promises words stands alone in its block."""
    return section.last - section.first == 1 and section.index > 0 and section.marker != "" and section.title.endswith(_HOLDERS)


def twice_statements(corpus: Corpus) -> Iterator[Statement]:
    """质量和质量: one of the two was to be another word."""
    text = corpus.text
    for found in _TWICE.finditer(text):
        at = found.start()
        for length in range(_LONGEST_WORD, 1, -1):
            if _is_twice(text, at, length):
                word = text[at + 1 : at + 1 + length]
                line, start = corpus.at(at - length)
                place = line.span(start, start + 1 + 2 * length)
                yield Statement("at-odds", f"{word}和{word}", place, line.section, word, traits=frozenset({"twice"}))
                break


def _is_twice(text: str, at: int, length: int) -> bool:
    """Whether the word of `length` characters behind `at` stands before it, too, and ends there."""
    word = text[at + 1 : at + 1 + length]
    return word.isalpha() and text.endswith(word, 0, at) and not text[at + 1 + length : at + 2 + length].isalnum()
