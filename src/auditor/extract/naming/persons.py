"""Persons whose name is written in two ways: in a roster, in the text, in its signature, behind 填报人.

Two names are compared only where both are told as persons of this report and where they are easily taken for one another; two that stand
side by side in one list are two persons.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line
from auditor.extract.naming.sounds import alike
from auditor.extract.naming.whole_text import OFFICE, WholeText
from auditor.model import Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

Rows = Sequence[Sequence[Line]]

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷"
    "罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁"
    "钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲家封芮储靳邴松井段富巫乌焦巴弓牧隗山谷车侯"
    "宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂"
    "濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄东欧沃利蔚越夔隆师巩聂晁勾敖融冷訾辛阚那简饶空曾母沙"
    "乜养鞠须丰巢关相查后荆红游竺权盖益桓公肖付代闫覃佟岳帅亢肇修仉苑迟原苟侍柒覃商牟佘伯佴谯年阳乃谌银楚揭展才牙矫况冼位鹿"
)
# The words before a colon that announce one person, or the members of a group.
_ALONE = compiled(
    "(?:填报|填表|填写|制表|编制|经办|联系|负责|责任|审核|复核|审批|评价|自评|报送|上报|主管|法定代表)人员?(?:姓名|签名|签字|[（(]签[字名章][）)])?\\s{0,4}$"
    "|(?:会计|出纳|分管领导|主管领导)\\s{0,4}$"
)
_MEMBERS = compiled("(?:组长|组员|成员|主任|指挥长)(?:[（(]?(?:签[字名章]|盖章|姓名)[）)]?)?\\s{0,4}$")
_GROUPED = "组长 组员 成员 主任 指挥长".split()
# 副局长何启明任副组长: an office, a name, what the person does.
_OF_OFFICE = compiled(OFFICE)
_MARKS = ("：", ":", "人\t")  # a cell of a form ends with a tab
_LONGEST_ROLE = 12
_LAST = frozenset("人员长计纳导任名字章挥）) \u3000\t")  # what such words end in
_BLANK = compiled("\\s{0,4}")
_TOLD = compiled("(?:同志)?(?:为|任|担任)(?:第一)?副?$")
_ITEMS = compiled("[^\\W\\da-zA-Z_]{2,3}(?:(?:\\s*[、，,]\\s*|\\s{1,4}|和|及)[^\\W\\da-zA-Z_]{2,3})*(?![^\\W\\da-zA-Z_])")
_NAMED = compiled("[^\\W\\da-zA-Z_]{2,3}(?![^\\W\\da-zA-Z_])")
_ITEM = compiled("[^\\s、，,和及]+")
_SENTENCE_END = compiled("[。；\\n]")
_LONGEST_LIST = 120
_LARGEST_FAMILY = 60  # names that are compared with one another
_MOST_PLACES = 8
_ROSTER = ("姓名", "签名", "签字")
_HEADERS = ("姓名", "签字", "签名", "填报人", "经办人", "联系人", "负责人", "评价人员", "成员")
_HAN = compiled("[^\\W\\da-zA-Z_]{2,4}$")
# Words that begin with a surname and are none.
_WORDS = frozenset(
    "成员 和谐 党员 高度 明确 安全 全面 平台 计划 管理 时间 经济 通知 通报 公章 单位 包括 文件 方案 任务 成立 项目 经办 程序 农村".split()
)


class Person(NamedTuple):
    """A name, its place, and the roster it stands in: two names of one roster are two persons."""

    name: str
    span: Span
    roster: tuple[str, int]


def person_names(whole: WholeText, tables: Mapping[int, Rows]) -> Iterator[Statement]:
    """Every pair of names that seem to be one person's."""
    persons: list[Person] = []
    for mark in _MARKS:
        for place in whole.places(mark):
            persons += _announced(whole, place + len(mark) - 1, place + len(mark))
    for place in whole.places("人"):  # 项目负责人李某某，
        if whole.text[place - 2 : place] in ("负责", "联系", "经办", "代表"):
            name = _NAMED.match(whole.text, place + 1)
            if name is not None and is_name(name.group()):
                persons.append(Person(name.group(), Span(*name.span()), ("alone", place)))
    for word in _GROUPED:
        for place in whole.places(word):
            persons += _told(whole, place, ("section", whole.section(place)))
    persons += _in_office(whole)
    headed = sorted(place for word in _ROSTER for place in whole.places(word))
    for block, rows in tables.items() if headed else ():
        if _holds(rows, headed):
            persons += _in_table(rows, ("table", block))
            yield from _signed_otherwise(rows, whole)
    yield from _pairs(persons, whole)


def _holds(rows: Rows, places: Sequence[int]) -> bool:
    """Whether one of `places`, which are sorted, lies in a table."""
    cells = [row for row in rows if row]
    if not cells:
        return False
    index = bisect_left(places, cells[0][0].passage.span.start)
    return index < len(places) and places[index] < cells[-1][-1].passage.span.end


def _announced(whole: WholeText, place: int, end: int) -> Iterator[Person]:
    """The names behind 填报人： or 成员：."""
    if whole.text[place - 1 : place] not in _LAST:
        return
    start = max(0, place - _LONGEST_ROLE)
    one, members = _ALONE.search(whole.text, start, place), _MEMBERS.search(whole.text, start, place)
    if one is None and members is None:
        return
    blank = _BLANK.match(whole.text, end)
    items = _ITEMS.match(whole.text, blank.end() if blank else end, end + _LONGEST_LIST)
    if items is not None:
        yield from _items(whole.text, items.start(), items.end(), ("alone", place) if one else ("section", whole.section(place)))


def _told(whole: WholeText, place: int, roster: tuple[str, int]) -> Iterator[Person]:
    """The names before 为组长, 任成员."""
    verb = _TOLD.search(whole.text, max(0, place - 7), place)
    if verb is not None:
        floor = max(0, verb.start() - _LONGEST_LIST)
        start = max(whole.text.rfind(stop, floor, verb.start()) for stop in "。；：:为由（(长\n") + 1
        yield from _items(whole.text, max(start, floor), verb.start(), roster)


def _in_office(whole: WholeText) -> Iterator[Person]:
    """The names between an office and what the person does."""
    end = 0
    for place in whole.places(OFFICE):
        told = _OF_OFFICE.match(whole.text, place) if place >= end else None
        if told is not None:
            end = told.end()
            if is_name(told[1]):
                yield Person(told[1], Span(*told.span(1)), ("office", place))


def _items(text: str, start: int, end: int, roster: tuple[str, int]) -> Iterator[Person]:
    """The names of a list; what is no name is passed over."""
    for found in _ITEM.finditer(text, start, end):
        if is_name(found.group()):
            yield Person(found.group(), Span(*found.span()), roster)


def is_name(text: str) -> bool:
    """Whether a word may be a person's name: a surname and one or two characters."""
    return len(text) in (2, 3) and text[0] in SURNAMES and text[:2] not in _WORDS and _HAN.match(text) is not None


def _in_table(rows: Rows, roster: tuple[str, int]) -> Iterator[Person]:
    """The columns of a table that hold names."""
    columns: set[int] = set()
    for row in rows:
        header = {cell.column for cell in row if len(cell.text) <= 8 and "".join(cell.text.split()) in _HEADERS}
        if header:
            columns = header
            continue
        for cell in row if columns else ():
            name = "".join(cell.text.split()) if cell.column in columns else ""
            if is_name(name):
                start = len(cell.text) - len(cell.text.lstrip())
                yield Person(name, cell.span(start, len(cell.text.rstrip())), roster)


def _signed_otherwise(rows: Rows, whole: WholeText) -> Iterator[Statement]:
    """Rows of a roster in which the signature is not the name."""
    name_column = sign_column = -1
    for row in rows:
        words = {"".join(cell.text.split()): cell.column for cell in row if len(cell.text) <= 6}
        if "姓名" in words and ("签字" in words or "签名" in words):
            name_column, sign_column = words["姓名"], words.get("签字", words.get("签名", -1))
            continue
        cells = {cell.column: cell for cell in row}
        one, other = cells.get(name_column), cells.get(sign_column)
        if one is None or other is None:
            continue
        name, signed = one.text.strip(), other.text.strip()
        if is_name(name) and is_name(signed) and name != signed:
            traits = ("signature",) if confusable(name, signed) else ("signature", "weak")
            yield whole.statement("name", other.passage.span, name, [("other", one.passage.span)], *traits)


def _pairs(persons: Sequence[Person], whole: WholeText) -> Iterator[Statement]:
    """Names that share the surname, or all but the surname."""
    places: dict[str, list[Person]] = {}
    for person in persons:
        places.setdefault(person.name, []).append(person)
    families: dict[str, list[str]] = {}
    for name in sorted(places, key=lambda name: places[name][0].span):
        families.setdefault(name[0], []).append(name)
        if len(name) > 2:
            families.setdefault(name[1:], []).append(name)
    for family in families.values():
        for index, one in enumerate(family[:_LARGEST_FAMILY]):
            for other in family[index + 1 : _LARGEST_FAMILY]:
                if (
                    confusable(one, other)
                    and not _side_by_side(places[one], places[other])
                    and not _told_together(places[one], places[other], whole)
                ):
                    yield _statement(places[one], places[other], whole)


def _statement(one: Sequence[Person], other: Sequence[Person], whole: WholeText) -> Statement:
    """The name told less often is the one that is shown first: it is more likely to be the slip."""
    rare, common = (one, other) if len(one) < len(other) else (other, one)
    related = [("other", person.span) for person in [*common, *rare[1:]]][:_MOST_PLACES]
    traits = ("person",) if len(rare[0].name) > 2 else ("person", "weak")  # 李军 and 李俊 may well be two persons
    return whole.statement("name", rare[0].span, common[0].name, related, *traits)


def _side_by_side(one: Sequence[Person], other: Sequence[Person]) -> bool:
    """Whether two names stand in one roster, so that they are two persons'."""
    return bool({person.roster for person in one} & {person.roster for person in other})


def _told_together(one: Sequence[Person], other: Sequence[Person], whole: WholeText) -> bool:
    """Whether a sentence tells both names, each behind its office: 副书记甲某某负责资金，民政所长甲某谋负责民生."""
    for mine in one[:_MOST_PLACES]:
        for theirs in other[:_MOST_PLACES]:
            first, second = sorted((mine.span, theirs.span))
            if second.start - first.end < _LONGEST_LIST and not _SENTENCE_END.search(whole.text, first.end, second.start):
                return True
    return False


def confusable(one: str, other: str) -> bool:
    """Whether two names of one length differ, and in nothing but characters that are easily taken for one another."""
    return len(one) == len(other) and one != other and all(map(alike, one, other))
