"""Words that belong to another unit than the one whose report this is: 我局 in a town's report, 全乡 in a 镇, another town as the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.naming.sounds import is_apart, looks_like, same_word, sounds_like, syllable
from auditor.extract.naming.whole_text import WholeText
from auditor.model import Field, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

OWN_KINDS = frozenset({"self-evaluation", "score-table", "target-table"})
# What the name of a unit ends in, and the words by which such a unit speaks of itself. The first ending that fits decides.
_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("镇", frozenset({"镇"})),
    ("乡", frozenset({"乡"})),
    ("街道", frozenset({"街道", "办", "处"})),
    ("委员会", frozenset({"委", "会", "局"})),
    ("学校 小学 中学 大学 幼儿园 党校".replace(" ", "|"), frozenset({"校", "园", "院"})),
    ("学院 医院 法院 检察院 研究院 卫生院 院".replace(" ", "|"), frozenset({"院", "校"})),
    ("图书馆|博物馆|文化馆|档案馆|馆", frozenset({"馆"})),
    ("厅", frozenset({"厅"})),
    ("局", frozenset({"局", "委"})),
    ("中心", frozenset({"中心"})),
    ("联合会|协会|工会|妇联|残联|科协|工商联", frozenset({"会", "联"})),
    ("管理处|管护处|事务处", frozenset({"处"})),
    ("管理站|服务站|工作站|总站", frozenset({"站"})),
    ("管理所|服务所|研究所", frozenset({"所"})),
    ("大队|支队|总队", frozenset({"队"})),
)
_SELVES = "镇 乡 街道 局 委 校 院 厅 馆".split()
_SELVES_BEGIN = frozenset(word[0] for word in _SELVES)
_COMMISSIONED = ("托", "派", "员")  # 我委托
_OF_BUREAU = compiled("(?:[，。；、：\\s]|要求|通知|组织|经|由|向)(局(?:属|机关|党组|班子|领导)[^，。；、：\\s]{0,4})")  # 要求局属各单位
_TOWNS = frozenset({"镇", "乡", "街道"})
_TOWN = compiled("([^\\W\\da-zA-Z_]{2,4}?)(镇|乡|街道)(?:人民政府|办事处|本级|$)")
_GOVERNED = compiled(
    "(?:[^\\W\\d]{2,3}(?:省|自治区))?(?:[^\\W\\d]{2,5}?[市州盟](?=[^\\W\\d]{1,5}[县区旗市]))?([^\\W\\d]{1,5}?[县区旗市])(?=.{2})"
)
_IN_TITLE = compiled("(?:^|年度?|关于)\\s?((?:[^\\W\\d]{2,8}?[县区旗市])?[^\\W\\d]{2,4}?(?:镇|乡|街道))(?=整体|部门|项目|本级|\\s|\\d)")
_MOST = 3  # times that a stranger's word may occur and still be left over: a word told more often has another reason
_SHORTEST = 2  # characters of a town's name without 镇
_LONGEST = 12  # characters of another unit's name
_MOST_SEEN = 50  # other towns that are counted
_BOTH = (frozenset({"局", "委"}), frozenset({"委", "会", "局"}))  # bureaus that were commissions, and the other way round
_MANY = 2  # how many times as often a report calls itself one as the other
_FEWEST = 3  # times that the unit names itself: with fewer it is in doubt whose report this is
_FOR_US = compiled("对我[市县区]的?[^，。；\\s]{0,6}?(?:带来|产生|造成|经济|社会|环境|生态)[^，。；\\s]{0,12}")
_DUTY = compiled("(?:指导|负责|统筹|协调|监督|管理|拟订|编制)$")
_CLAUSE = compiled("[^，。；\\s]{2,10}")
_AUTONOMOUS = ("自治区", "内蒙古", "广西", "宁夏", "新疆", "西藏", "开发区", "新区", "管委会")
_SUBJECT = compiled("(?:^|[。；\\n]|下一?步[，,]|今后[，,]|为此[，,]|近年来[，,]|同时[，,])\\s*([^\\W\\da-zA-Z_]{2,3})$")
_OF_ITSELF = compiled(
    "(?:党委|人民政府|政府|办事处)?(?:20\\d\\d年|核定|编制|现有|内设|下设|位于|辖|共有|严格|认真|坚持|高度重视|紧紧围绕|始终|成立|全面|将)"
)
_ITSELF_BEGINS = frozenset("党人政办2核编现内下位辖共严认坚高紧始成全将")
_NO_TOWN = compiled("[该本各全我乡城村市县区两三几多每个名心点范色新型建制属有]|中心|重点|[一二三四五六七八九十]是")
_OBJECT = compiled("对([^\\W\\da-zA-Z_]{2,24}?(?:人民政府|办事处|局|委员会|中心|学校|医院|镇|乡))\\s?20\\d\\d\\s?年度?[^，。；\\n对]{0,8}$")
_EVALUATED = compiled("[^，。；\\n]{0,12}(?:评价|自评)")
_OTHER_KIND = {
    "镇": ("全乡", "乡级", "乡党委", "乡政府"),
    "乡": ("全镇", "镇级", "镇党委", "镇政府"),
    "街道": ("全镇", "全乡"),
}


_OWN_MATTER = compiled("\\s?20\\d\\d\\s?年度?[^，。；\\n]{0,16}?(?:自评|绩效|整体支出)")


class Unit(NamedTuple):
    """The unit whose report it is: its name and place, the words it may call itself by, its town's name, what its county is."""

    field: Field
    own: frozenset[str]
    town: str  # 清河镇, or "" when it is no town
    kind: str  # 镇, 乡, 街道
    county: str
    endings: tuple[str, ...]  # what the names of units of its kind end in

    @classmethod
    def of(cls, fields: Mapping[str, Field], kinds: Sequence[str]) -> Unit | None:
        """The unit of a document that reports on itself, where its name or the title says what it is."""
        field = fields.get("unit") or _titled(fields.get("title"))
        if field is None or not OWN_KINDS.intersection(kinds):
            return None
        governed = _GOVERNED.match(field.value)
        county = fields["county"].value if "county" in fields else governed[1] if governed else ""
        town = _TOWN.search(field.value, governed.end() if governed else 0)
        if town is not None:
            own = next(words for ending, words in _KINDS if ending == town[2])
            return cls(field, own, town[1] + town[2], town[2], county, ("镇", "乡", "街道", "人民政府", "办事处"))
        for endings, own in _KINDS[3:]:
            names = tuple(endings.split("|"))
            if field.value.endswith(names):
                return cls(field, own, "", "", county, names)
        return None


def _titled(title: Field | None) -> Field | None:
    """The town that a title begins with (平川县清渡镇2023年度……)."""
    found = _IN_TITLE.search(title.value) if title is not None else None
    if title is None or found is None:
        return None
    start = title.span.start + found.start(1)
    return Field(found[1], Span(start, start + len(found[1])))


def strangers(unit: Unit, whole: WholeText) -> Iterator[Statement]:
    """What the text says that only another unit would say."""
    told: set[Span] = set()
    mine = sum(whole.times(f"我{word}") for word in unit.own)
    if (unit.town and whole.times(unit.town) >= _FEWEST) or mine + whole.times(unit.field.value) >= (_FEWEST if mine else 2 * _FEWEST):
        yield from _selves(unit, whole)
        towns = list(_other_towns(unit, whole))
        told.update(statement.span for statement in towns)
        yield from towns
        yield from _kinds(unit, whole)
    yield from _objects(unit, whole)
    yield from _levels(unit, whole)
    yield from (statement for statement in _misspelt(unit, whole) if statement.span not in told)


def _selves(unit: Unit, whole: WholeText) -> Iterator[Statement]:
    """我局 in a report of a town, told seldom."""
    found = []
    others = _seldom_own(unit, whole)
    for place in (*whole.places("我"), *whole.places("本")):
        if whole.text[place + 1 : place + 2] not in _SELVES_BEGIN:
            continue
        word = next((word for word in _SELVES if whole.text.startswith(word, place + 1)), None)
        if (
            word is None
            or (word in unit.own and (word not in others or whole.text[place] == "本"))
            or whole.text[place + 2 : place + 3] in _COMMISSIONED
            or _is_quoted(whole.text, place)
        ):
            continue
        if whole.text[place] == "本" and (not unit.town or word not in _TOWNS or _is_no_self(whole.text, place)):
            continue
        found.append(Span(place, place + 1 + len(word)))
    if unit.town:
        found += [Span(*hit.span(1)) for place in whole.places("局") if (hit := _of_bureau(whole.text, place)) is not None]
    if 0 < len(found) <= _MOST:
        yield _statement(unit, whole, "self", sorted(found))


def _seldom_own(unit: Unit, whole: WholeText) -> frozenset[str]:
    """局 for a commission and 委 for a bureau, where the report calls itself the other throughout: 我局 many times, 我委 once."""
    if unit.own not in _BOTH:
        return frozenset()
    usual = unit.field.value[-1].replace("会", "委")
    rare = "局" if usual == "委" else "委"
    times = whole.times(f"我{usual}")
    return frozenset({rare}) if times >= _FEWEST and times > _MANY * whole.times(f"我{rare}") else frozenset()


def _of_bureau(text: str, place: int) -> re.Match[str] | None:
    """局属各单位, 局党组: what only a bureau has, named without saying whose."""
    return _OF_BUREAU.search(text, max(0, place - 2), place + 7) if text[place + 1 : place + 2] in "属机党班领" else None


def _is_no_self(text: str, place: int) -> bool:
    """Whether 本 is part of a word, or stands before 乡镇, which is any town."""
    return text[place - 1] in "基根成资样版文" or text[place + 1 : place + 3] in ("乡镇", "乡村", "镇街", "镇村", "镇乡")


def _objects(unit: Unit, whole: WholeText) -> Iterator[Statement]:
    """对…局2023年度部门整体支出进行评价 in the report of another unit; the finance bureau evaluates all others."""
    if "财政" in unit.field.value:
        return
    for place in (*whole.places("整体支出"), *whole.places("整体预算")):
        found = _OBJECT.search(whole.text, max(0, place - 60), place)
        if found is None or _EVALUATED.match(whole.text, place + 4) is None:
            continue
        name = compiled("^[本我该全]").sub("", found[1])
        short = compiled("^(?:[^县市区]{1,6}[县市区])?").sub("", name)
        same_kind = short.endswith(unit.endings)  # a bureau may evaluate what belongs to it
        if same_kind and len(short) > 2 and short not in unit.field.value and not unit.field.value.endswith(short[-4:]):
            yield _statement(unit, whole, "object", [Span(*found.span(1))])


def _levels(unit: Unit, whole: WholeText) -> Iterator[Statement]:
    """对我市产生的影响, 统筹全区供水: words of a city's or district's department in a report of a town in a county."""
    if not unit.town or not unit.county:
        return
    own = unit.county[-1]
    found = [
        Span(*match.span())
        for place in whole.places("对我")
        if (match := _FOR_US.match(whole.text, place)) is not None and whole.text[place + 2] != own
    ]
    if 0 < len(found) <= _MOST:
        yield _statement(unit, whole, "level", found)
    duties = []
    for level in "市县区旗":
        for place in whole.places("全" + level) if level != own else ():
            verb = _DUTY.search(whole.text, max(0, place - 2), place)
            clause = _CLAUSE.match(whole.text, place + 2)
            if verb is not None and clause is not None:
                duties.append(Span(verb.start(), clause.end()))
    if duties and not any(word in whole.text for word in _AUTONOMOUS):
        yield _statement(unit, whole, "level", sorted(duties)[:_MOST])


def _kinds(unit: Unit, whole: WholeText) -> Iterator[Statement]:
    """全乡 in a 镇, 全镇 in a 乡, 处室 in either: at most a question."""
    if not unit.town:
        return
    found = [
        Span(place, place + len(word))
        for word in _OTHER_KIND[unit.kind]
        for place in whole.places(word)
        if whole.text[place - 1 : place] not in ("城", "乡", "村") and whole.text[place + len(word) : place + len(word) + 1] != "镇"
    ]
    if 0 < len(found) <= _MOST:
        yield _statement(unit, whole, "kind", sorted(found))
    rooms = [Span(place, place + 2) for place in whole.places("处室")]
    if 0 < len(rooms) <= _MOST:
        yield _statement(unit, whole, "rooms", rooms)


def _other_towns(unit: Unit, whole: WholeText) -> Iterator[Statement]:
    """Another town as the subject of a sentence by which a town describes itself."""
    seen: set[str] = set()
    for place in whole.places(unit.kind) if unit.town else ():
        end = place + len(unit.kind)
        if whole.text[end : end + 1] not in _ITSELF_BEGINS or _OF_ITSELF.match(whole.text, end) is None:
            continue
        found = _SUBJECT.search(whole.text, max(0, place - 9), place)
        name = found[1] + unit.kind if found is not None else ""
        if found is None or name in seen or len(seen) >= _MOST_SEEN or _NO_TOWN.search(found[1]):
            continue
        seen.add(name)
        if not name.endswith(unit.town) and not unit.town.endswith(name) and whole.text.count(name) <= _MOST:
            yield _statement(unit, whole, "town", [Span(found.start(1), place + len(unit.kind))])


def _misspelt(unit: Unit, whole: WholeText) -> Iterator[Statement]:
    """The unit's own name, or its county's, with one character that is taken for another."""
    governed = _GOVERNED.match(unit.field.value)
    bare = unit.field.value[governed.end() :] if governed else unit.field.value
    names = {unit.town: len(unit.kind)} if unit.town else {bare: 1} if _SHORTEST < len(bare) <= _LONGEST else {}
    if len(unit.county) > _SHORTEST and unit.field.value.startswith(unit.county):
        names[unit.county] = 1
    for name, ending in names.items():
        found = list(_near(name, len(name) - ending, whole)) if len(name) - ending >= _SHORTEST else []
        if 0 < len(found) <= _MOST:
            statement = _statement(unit, whole, "name", sorted(found))
            yield statement._replace(related=(*_rightly(name, statement.span, whole), *statement.related))


def _rightly(name: str, wrong: Span, whole: WholeText) -> list[tuple[str, Span]]:
    """Where the right name stands before the same words as the wrong one, so that a reader may set them side by side."""
    behind = compiled("[一-龥]{0,8}").match(whole.text, wrong.end)
    words = behind.group() if behind is not None else ""
    for length in range(len(words), 1, -1):
        place = whole.text.find(name + words[:length])
        if place >= 0:
            return [("other", Span(place, place + len(name) + length))]
    return []


def _near(name: str, length: int, whole: WholeText) -> Iterator[Span]:
    """Where a name stands with another character in one of its first places."""
    for at in range(length):
        head, tail = name[:at], name[at + 1 :]
        for place in whole.places(tail):
            start = place - 1 - at
            if start < 0 or whole.text[start : place - 1] != head:
                continue
            other = whole.text[place - 1]
            if _taken(name[at], other, at) or (
                at and length > _SHORTEST and _is_own_matter(name[at], other, start + len(name), whole.text)
            ):
                yield Span(start, start + len(name))


def _is_own_matter(one: str, other: str, end: int, text: str) -> bool:
    """Whether a name of three characters, one of them another, stands before what the report itself is about: 某某镇2023年度……自评得分."""
    if one == other or is_apart(one) or is_apart(other) or same_word(one, other) or not "一" <= other <= "龥":
        return False
    return _OWN_MATTER.match(text, end) is not None


def _taken(one: str, other: str, at: int) -> bool:
    if one == other or same_word(one, other) or not "一" <= other <= "龥":
        return False
    if is_apart(one) or is_apart(other):  # 南西县 for 南溪县: inside a name a direction is but a sound
        return at > 0 and is_apart(one) is not is_apart(other) and "" != syllable(one) == syllable(other)
    return looks_like(one, other) or sounds_like(one, other)


def _is_quoted(text: str, place: int) -> bool:
    """Whether a place stands in quotation marks or in a title."""
    before = text[max(0, place - 60) : place]
    return before.rfind("“") > before.rfind("”") or before.rfind("《") > before.rfind("》")


def _statement(unit: Unit, whole: WholeText, trait: str, spans: Sequence[Span]) -> Statement:
    related = [("other", span) for span in spans[1:]]
    if whole.text[unit.field.span.start : unit.field.span.end] == unit.field.value:  # a title may be broken over two lines
        related.append(("unit", unit.field.span))
    return whole.statement("stranger", spans[0], unit.field.value, related, trait)
