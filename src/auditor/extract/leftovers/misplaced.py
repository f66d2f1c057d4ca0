"""Chapters that hold what another chapter should: plans under results, results under goals, plans under problems.

A chapter is judged as a whole, by how often it speaks of what is to come and of what was done, not by a word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from auditor.extract.lines import Line
from auditor.model import Section, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_RESULTS, _GOALS, _PROBLEMS, _OTHER = "results", "goals", "problems", ""
# One of these stands in every title that `_role` has something to say of.
_TELLING = compiled("问题|不足|困难|情况|成效|效益|目标|下一步|打算|计划|建议|措施|展望|思路|整改|应用|安排|改进|对策")
_MIXED = compiled("下一步|打算|计划|建议|措施|展望|思路|整改|应用|安排|改进|对策")
_RESULT_TITLE = compiled(
    "(?:目标|任务|指标|工作|职责|活动|履职|产出|项目)[^，。；]{0,8}?(?:完成|实现|履行|达成)情况|取得(?:的)?(?:主要)?成效|工作成效|主要成效|效益(?:指标)?(?:完成|实现)?情况"
)
_GOAL_TITLE = compiled("(?:绩效|总体|年度|整体|阶段性|分项|工作)目标(?:[、和与及][^，。；]{0,8}指标|设[立定]情况|情况|概述|任务|内容)?$")
_PROBLEM_TITLE = compiled("(?:存在|发现|面临)(?:的)?(?:主要)?(?:问题|不足|困难)|问题(?:及|和|与|、)(?:其)?原因|主要问题")

# Each alternative begins with a character of its own: so the engine finds them fast.
_CALLS = "要 将 拟 力争 确保 争取 计划 努力 着力 加快 加强 持续 深入推进 进一步 继续 全力 抓好 做好 大力 积极 坚持 扎实 推进 推动 严格 强化".split()
_AHEAD = f"[，。；：、\\s](?:我们)?(?:{'|'.join(_CALLS)})"
# 确保 and 加快 are left out: 加强巡查，确保安全 is told of the past as well.
_NOT_MEANT = "(?!军|来|领|近|于|求)"
_FIRM = (
    "力争|力求|年内(?!已)|年底前|月底前|重点[做抓][好实]以下|争取(?!到)|加紧|拟[建于投]|上半年(?:完成|启动|开工)|我们要|我们将"
    f"|要(?<=[，。；：、]要){_NOT_MEANT}|将(?<=[，。；：、]将){_NOT_MEANT}|启动(?<=[，。；：、]启动)"
)
_DONE = (
    "已(?:全部|完成|建成|经|投入|通过|达|累计|开工|清零)|完成了|实现了|荣获|获[得评批]|被评为|累计|办结|同比|比上年|较上年|全年[共累完实开]|竣工|清零"
    "|共(?:计)?\\d|新增\\d|排查\\d|组织(?:开展)?\\d|开展[^，。；]{0,12}\\d|完成[^，。；]{0,16}\\d|成效[显明]|顺利[完签通落]|得\\s?\\d|率[达为]"
)
# What no goal says: 完成 12 座 may be one. Verbs with 了 are found by it, for they begin with frequent characters.
_PAST = (
    "已(?:全部|完成|建成|经|投入|通过|达|累计|开工|清零)了?|荣获|获[评批]|获得[^，。；]{2,16}(?:称号|荣誉|表彰)|被评为|成效(?:显著|明显)"
    "|顺利(?:完成|签约|通过|落地|实现)了?|同比|比上年|较上年|得到[^，。；]{0,4}(?:提升|改善|保障|遏制)了?|全部办结|走在[^，。；]{0,8}前列|受到|圆满"
    "|了(?<=[完成现到高强升进善建展立决障动]了)"
)
# One of these stands in every chapter that tells of a problem.
_ADMITS = "|".join(
    "存在 不足 不够 有待 欠缺 薄弱 滞后 不完善 不健全 不到位 不规范 不高 不强 不全 不准 不细 偏低 较低 偏慢 较慢 偏高 较高 未能 未达 未按 难以 困难 压力 短缺 缺乏"
    " 缺少 问题是 问题： 问题: 脱节 空白 尚未 亟待 亟需 需进一步 不明显 不合理 不科学 不及时 不均衡 不足以 过低 过高 过多 单一 较少 偏少 较弱 偏弱 隐患突出".split()
)
_LEAST_PLANS = 5
_LEAST_RESULTS = 7
_LEAST_CALLS = 10
_SHORTEST = 200  # characters of a chapter that can be judged
_SHOWN = 2
_LONGEST_CLAUSE = 40


class _Chapter(NamedTuple):
    """A heading with a role and the paragraphs under it, down to the next heading with a role or of a higher level.

    `bodies` tells for each line where the words behind the heading begin, `text` is all of these words, with marks between the lines that
    no clause crosses and no clause begins with.
    """

    section: Section
    role: str
    lines: list[Line]
    bodies: list[int]
    text: str

    @classmethod
    def of(cls, section: Section, role: str, lines: list[Line]) -> _Chapter:
        """The chapter of these lines."""
        bodies = [_body(line, section) for line in lines]
        return cls(section, role, lines, bodies, "；|".join([line.text[start:] for line, start in zip(lines, bodies, strict=True)]))

    def times(self, pattern: str) -> int:
        """How often something stands in the chapter; its places are looked for only if it is often enough."""
        return len(compiled(pattern).findall(self.text))


def misplaced_statements(lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[Statement]:
    """The chapters that hold something else than their headings say; the related places are the words that show it."""
    for chapter in _chapters(lines, sections):
        if chapter.role == _RESULTS:
            yield from _plans_as_results(chapter)
        elif chapter.role == _GOALS:
            yield from _results_as_goals(chapter)
        else:
            yield from _plans_as_problems(chapter)


def _chapters(lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[_Chapter]:
    roles = _roles(sections)
    parts: dict[int, list[int]] = {}  # the sections that a chapter consists of
    for index, role in roles.items():
        if not role:
            continue
        section = sections[index]
        parts[index] = [index]
        for other in sections[index + 1 :]:
            if other.level < section.level or other.index in roles or not other.marker:
                break
            parts[index].append(other.index)
    held: dict[int, list[Line]] = {part: [] for each in parts.values() for part in each}
    for line in lines:
        if line.section in held:
            held[line.section].append(line)
    for index, each in parts.items():
        inside = [line for part in each for line in held[part]]
        if sum([len(line.text) for line in inside]) >= _SHORTEST:
            yield _Chapter.of(sections[index], roles[index], inside)


def _roles(sections: Sequence[Section]) -> dict[int, str]:
    """The roles of all sections whose titles say anything of it, by index; all titles are looked through in one go."""
    titles = [section.title for section in sections]
    starts = list(accumulate([len(title) + 1 for title in titles], initial=0))
    telling = {bisect_right(starts, hit.start()) - 1 for hit in _TELLING.finditer("\n".join(titles))}
    roles = {index: _role(titles[index]) for index in sorted(telling) if index}
    return {index: role for index, role in roles.items() if role is not None}


def _role(title: str) -> str | None:
    """What a chapter of this title holds; _OTHER where it holds several things, None where the title says nothing of it."""
    title = title.rstrip("。：: ").strip("*# ")
    if ("问题" in title or "不足" in title or "困难" in title) and _PROBLEM_TITLE.search(title):
        return _PROBLEMS
    if _MIXED.search(title):
        return _OTHER
    if ("情况" in title or "成效" in title or "效益" in title) and _RESULT_TITLE.search(title):
        return _RESULTS
    return _GOALS if "目标" in title and _GOAL_TITLE.search(title) else None


def _plans_as_results(chapter: _Chapter) -> Iterator[Statement]:
    plans = chapter.times(_FIRM)
    if plans >= _LEAST_PLANS and chapter.times(_DONE) <= plans and chapter.times(_PAST) * 4 <= plans:
        yield _statement(chapter, _FIRM, plans, "plans-as-results")


def _results_as_goals(chapter: _Chapter) -> Iterator[Statement]:
    done = chapter.times(_PAST)
    if done >= _LEAST_RESULTS and chapter.times(_FIRM) * 3 <= done:
        yield _statement(chapter, _PAST, done, "results-as-goals")


def _plans_as_problems(chapter: _Chapter) -> Iterator[Statement]:
    if compiled(_ADMITS).search(chapter.text):
        return
    calls = chapter.times(_AHEAD)
    if calls >= _LEAST_CALLS:
        firm = chapter.times(_FIRM)
        yield _statement(chapter, _FIRM if firm else _AHEAD, firm or calls, "plans-as-problems")


def _hits(chapter: _Chapter, pattern: str) -> Iterator[tuple[Line, int, int]]:
    found = compiled(pattern)
    for line, start in zip(chapter.lines, chapter.bodies, strict=True):
        for hit in found.finditer(line.text, start):
            yield line, hit.start(), hit.end()


def _body(line: Line, section: Section) -> int:
    """Where the words behind the heading begin in its own paragraph."""
    return line.text.find(section.title) + len(section.title) if line.block == section.first and section.title in line.text else 0


def _statement(chapter: _Chapter, pattern: str, times: int, trait: str) -> Statement:
    """A statement with the first places of what stands so many times in a chapter."""
    places: list[tuple[str, Span]] = []
    for line, start, end in _hits(chapter, pattern):
        span = line.span(_clause_start(line.text, start), _clause_end(line.text, end))
        if span not in (other for _, other in places):
            places.append(("item", span))
        if len(places) == _SHOWN:
            break
    words = chapter.section.title
    return Statement("misplaced", words, chapter.section.span, chapter.section.index, str(times), tuple(places), frozenset({trait}))


_STOPS = "，。；：,;\n"


def _clause_start(text: str, position: int) -> int:
    if text[position : position + 1] in _STOPS:
        return position + 1
    floor = max(0, position - _LONGEST_CLAUSE)
    while position > floor and text[position - 1] not in _STOPS:
        position -= 1
    return position


def _clause_end(text: str, position: int) -> int:
    limit = min(len(text), position + _LONGEST_CLAUSE)
    while position < limit and text[position] not in _STOPS:
        position += 1
    return position
