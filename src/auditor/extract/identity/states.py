"""One named thing in two states: 已完工 in one place, 正在施工 or still to be begun in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

FINISHED_WORDS = ("完工", "竣工", "投产", "投入使用", "投入运营", "投入运行", "投用", "建成", "通车", "交付使用", "通过验收")
FINISHED = compiled(
    "(?:已|全部|均|全面|年内|顺利|如期|按期|按时|完成|正式|建设){0,3}(?:完工(?:并投入使用)?|竣工(?:投产|验收|通车|并投入使用|交付)?|建成(?:投产|投用|投入使用|通车)?|投产(?:达效)?|投入(?:使用|运营|运行)|投用|通车|交付使用|通过验收)"
)
NOT_FINISHED = compiled(
    "未|没有|尚|确保|力争|争取|将|拟|计划|预计|预期|目标|要求|部分|基本|如|若|待|即将|有望|后续|后(?:期|$)|前$|推动|促进|加快|时间|比例|率|一期(?!工程已)|第[一二三]"
)
BEHIND_FINISHED = compiled("[后前率面]|时间|日期|验收率|的?(?:目标|计划|项目(?!已)|条件|标准)|资料|结算|并未|决算")
GOING_ON = compiled(
    "正在(?:施工|建设|进行|推进|实施|办理|装修|安装|招标|收尾)|(?:顺利|有序|抓紧|加紧|加快|持续)(?:施工|推进)(?:建设)?|施工建设|尚未(?:完工|竣工|建成|开工|投入使用|启动)"
    "|(?:进度|完成率)(?:为|达到?|已达|约)?\\d{1,2}(?:\\.\\d{1,2})?[%％]"
    "|未(?:完工|竣工|建成|开工|投入使用)|在建(?!工程款)|仍在|完成(?:占地|征地|前期|土地|场地)[^，。；]{0,6}(?:协调|手续|工作|平整|清表)|主体(?:已)?封顶|主体(?:结构|工程)?(?:已)?完成\\d{1,2}(?:\\.\\d)?[%％]|处于[^，。；]{0,6}阶段|停工"
)
BEGUN = compiled("(?:已)?开工建设|(?:已)?开工|启动建设|开始建设")
EARLIER = compiled("(?<!1)\\d月|1[01]月|季度|上半年|年初|[前去上]年|此前|当时|期间|过程中")
GOAL = compiled("目标|计划|确保")
GOES_ON = ("尚未", "仍", "还", "目前", "正在", "至今", "未", "只", "仅")
DENIED = ("未", "没有", "尚未", "待", "未能", "未正式")
NEXT = compiled("加快|推进|抓紧|加紧|启动")
SPLIT = compiled("[、，；。：,;:\n（）()]|以及|和(?!平|谐|睦)|及(?!时)|与")
NAME_END = compiled("(?:等.{0,14}|[一二三四五六七八九十两\\d]{1,3}[个条座项处](?:.{0,8})?)$")
NAME_DATED = compiled("(?:已|均)?[于在](?:20\\d\\d\\s?年)?(?:\\d{1,2}\\s?月)?(?:\\d{1,2}\\s?日|[底份初末])?$")
NAME_EDGES = compiled(
    "^(?:其中|今年来?|目前|截至.{0,10}|推进|全面推进|完成|实施|加快|强力推进|新建|续建|我[镇县局院校]|全力)+|(?:工程|项目|建设|道路|已|均|全部|年内|的|正|顺利|现)+$"
)
LISTING = 70  # characters before a state that may list the things it is of
SHORTEST, LONGEST = 4, 16
MOST_NAMES, MOST_LINES, MOST_PLACES = 200, 12, 3
COMMON = compiled(
    "^(?:重点|道路|民生|各类|基础设施|配套|全部|主体|一期|二期|三期|厂房|设备|该|本|此|上述|高标准|农村|村内|城市|县城|乡镇|附属)"
)
_LISTED, _CLAUSE = Stops("，；：:"), Stops("，；：")


class _State(NamedTuple):
    line: Line
    start: int
    end: int


def thing_states(corpus: Corpus) -> Iterator[Statement]:
    """Things that one place calls finished and another not, in paragraphs and cells."""
    finished: dict[str, _State] = {}
    for line in corpus.holding(FINISHED_WORDS):
        for name, state in _finished(line):
            if len(finished) < MOST_NAMES:
                finished.setdefault(name, state)
    told: dict[tuple[int, int], list[tuple[str, _State, _State, str]]] = {}
    for name, done in finished.items():
        for line in corpus.holding((name,), MOST_LINES):
            found = _unfinished(line, name, done)
            if found is not None:
                told.setdefault((id(done.line), done.end), []).append((name, done, *found))
                break
    for group in told.values():
        yield _statement(group)


def _statement(group: Sequence[tuple[str, _State, _State, str]]) -> Statement:
    """The things that one clause calls finished and other places not."""
    strong = [entry for entry in group if entry[3] == "going-on"]
    shown = [*strong, *(entry for entry in group if entry not in strong)]
    _, done, _, trait = shown[0]
    places = dict.fromkeys(state.line.span(state.start, state.end) for _, _, state, _ in shown)
    return Statement(
        "thing-state",
        done.line.text[done.start : done.end],
        done.line.span(done.start, done.end),
        done.line.section,
        "、".join(name for name, *_ in shown),
        tuple(("other", place) for place in list(places)[:MOST_PLACES]),
        frozenset({trait}),
    )


def _finished(line: Line) -> Iterator[tuple[str, _State]]:
    """The names of the things that a line calls finished."""
    for found in FINISHED.finditer(line.text):
        low, _ = line.sentence(found.start())
        low = _LISTED.behind_last(line.text, max(low, found.start() - LISTING), found.start())
        if NOT_FINISHED.search(line.text, low, found.end()) or BEHIND_FINISHED.match(line.text, found.end()):
            continue
        if line.text[found.end() : found.end() + 1] not in ("", "。", "，", "；", "、", "并", "\n"):
            continue
        for name, start in _names(line.text, low, found.start()):
            yield name, _State(line, start, found.end())  # the names behind this one belong to it, too


def _names(text: str, low: int, high: int) -> Iterator[tuple[str, int]]:
    """The things of a list, with the place where each begins."""
    position = low
    for piece in SPLIT.split(text[low:high]):
        name = NAME_EDGES.sub("", NAME_END.sub("", NAME_DATED.sub("", piece.strip(' “”"'))))
        start = text.find(piece, position, high)
        position = max(position, start + len(piece))
        if SHORTEST <= len(name) <= LONGEST and not COMMON.match(name) and not any(char.isdigit() for char in name[:4]):
            yield name, start


def _clause_end(text: str, at: int, high: int) -> int:
    """Where a clause ends, with the clause behind it if that has no subject of its own: 因征地受阻，尚未开工."""
    end = min((found for stop in "，；。" if (found := text.find(stop, at, high)) >= 0), default=high)
    if text.startswith("，", end) and text.startswith(GOES_ON, end + 1):
        end = min((found for stop in "，；。" if (found := text.find(stop, end + 1, high)) >= 0), default=high)
    return end


def _unfinished(line: Line, name: str, done: _State) -> tuple[_State, str] | None:
    """Where a line tells another state of a thing, and how strongly it speaks against its being finished."""
    if line is done.line:
        return None
    at = line.text.find(name)
    first, high = line.sentence(at)
    low = _CLAUSE.behind_last(line.text, first, at)
    done_here = FINISHED.search(line.text, at, high)
    if done_here is not None and not line.text.endswith(DENIED, at, done_here.start()):
        return None  # first this, then that
    if EARLIER.search(line.text, first, min(high, at + LISTING)):
        return None
    clause_end = _clause_end(line.text, at, min(high, at + LISTING))
    going = GOING_ON.search(line.text, at, clause_end)
    if going is not None:
        return _State(line, at, going.end()), "going-on"
    begun = BEGUN.search(line.text, at, clause_end)
    if begun is not None and not GOAL.search(line.text, low, at):
        return _State(line, at, begun.end()), "begun"
    planned = NEXT.search(line.text, low, at)
    building = line.text.find("建设", at, clause_end)
    if planned is not None and building > 0:
        start = planned.start() if building - planned.start() < LISTING else at
        return _State(line, start, building + 2), "planned"
    return None
