"""Names of a report: its title, the unit it speaks for, and the county or city of that unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.model import Field, Span
from auditor.patterns import compiled

Rows = Sequence[Sequence[Line]]
Found = tuple[str, Line, int, int]  # name, line, start, end

# What names of units end in.
ENDINGS = tuple(
    "人民政府 街道办事处 办事处 委员会 管委会 法院 检察院 局 厅 中心 研究院 医院 学院 大学 中学 小学 幼儿园 图书馆 博物馆 文化馆 档案馆"
    " 管理站 服务站 工作站 管理所 联合会 协会 办公室 大队 支队 党校 管理处".split()
)
AFTER_UNIT = ("部门", "本级", "关于", "整体", "项目", "年度", "绩效", "二〇", "二○")
DECLARED = compiled("([^\\W\\d]{0,4}(?:单位|部门)(?:名称)?)\\s*[：:]\\s*(?:\\d+\\s*)?([^\\W\\d]{4,30})")
DECLARED_BY = compiled("单位(?:名称)?\\s*[：:]|部门(?:名称)?\\s*[：:]")
DECLARING = frozenset("单位名称 部门名称 填报单位 编制单位 编制部门 预算单位 主管部门 预算主管部门 评价单位 自评单位 单位 部门".split())
TITLE_ENDINGS = ("报告", "总结", "说明", "公报", "公开", "预算", "决算", "草案", "目标表", "自评表", "评分表", "绩效目标")
TITLE_SUBJECTS = ("自评", "评价", "绩效", "决算", "预算", "公报", "工作报告")
TAIL = compiled("(?:[（(][^）)]{1,6}[）)]|\\[\\d+\\])$")  # （书面）, [1]
FRONT = compiled("[#*\\s　]*(?:关于|附件\\s*\\d*\\s*[：:]?)?\\s*(?:\\d{4}\\s*年度?\\s*)?")
NUMBERED = compiled("[#\\s*]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\\d]|\\d{1,2}[、.．]|§)")
YEAR = compiled("\\d{4}\\s*年")
COUNTY = compiled("(?:[^\\W\\d]{2,3}(?:省|自治区))?(?:[^\\W\\d]{2,5}?[市州盟])?([^\\W\\d]{1,5}?[县区旗市])")
TOWN = compiled("(?:年度?|^|[县市区旗])\\s*([^\\W\\d]{2,4}?(?:镇|乡|街道))(?=整体|部门|项目|\\s|\\d)")
GOVERNED = compiled("(?:[^\\W\\d]{2}?[^\\W\\d]{0,2}[县市区旗])?[^\\W\\d]{2,4}(?:镇|乡|街道)$")
NO_NAME = frozenset("的了是在对按由及、各该我本")
CODED = compiled("\\s*\\d{3,9}\\s?([^\\W\\da-zA-Z_]{4,24}?)(?:本级|[（(]本级[）)])?\\s*")
HEAD = 12
MOST_LINES = 3000


def find_names(lines: Sequence[Line], tables: Sequence[Rows]) -> Iterator[tuple[str, Field]]:
    """The fields title, unit and county, as far as the document tells them."""
    title = _title(lines)
    if title is not None:
        yield "title", title
    unit = _unit(lines, tables)
    if unit is None:
        return
    name, line, start, end = unit
    yield "unit", Field(name, line.span(start, end))
    county = COUNTY.match(name)
    if county and county.end(1) < len(name):
        yield "county", Field(county.group(1), line.span(start + county.start(1), start + county.end(1)))


def _title(lines: Sequence[Line]) -> Field | None:
    """The title: the first short line that ends as titles do, with the line before it when the two are one title."""
    for index, line in enumerate(lines[:HEAD]):
        text = line.text.strip("#*　 ")
        if not 4 <= len(text) <= 60 or not _is_title(text):
            continue
        before = lines[index - 1].text.strip() if index else ""
        if before and _one_title(before, text):
            return Field(before + text, Span(lines[index - 1].passage.span.start, line.passage.span.end))
        offset = line.text.index(text)
        return Field(text, line.span(offset, offset + len(text)))
    return None


def _is_title(text: str) -> bool:
    """Whether a short text reads like the title of a document, not like a heading in it or a line of its table of contents."""
    if NUMBERED.match(text) or "..." in text or "……" in text or (text[0] == "第" and "部分" in text[:6]):
        return False
    return TAIL.sub("", text).endswith(TITLE_ENDINGS) and any(word in text for word in TITLE_SUBJECTS)


def _one_title(before: str, text: str) -> bool:
    """Whether two lines are one title: the first ends open (关于…, with the year), the second goes on (及…) or lacks the year."""
    if len(before) > 40 or not (before.startswith("关于") or YEAR.search(before)):
        return False
    return text[0] in "及和与暨" or not (before.endswith(TITLE_ENDINGS) or YEAR.search(text[:12]))


def _unit(lines: Sequence[Line], tables: Sequence[Rows]) -> Found | None:
    """The unit: as declared, as the title names it, else the office of the title's town, else the name that occurs most."""
    for line in lines[:40]:
        declared = DECLARED.search(line.text) if DECLARED_BY.search(line.text) else None
        if declared and declared.group(1) in DECLARING:
            return declared.group(2), line, declared.start(2), declared.end(2)
    for line in lines[:HEAD]:
        if len(line.text) <= 60:
            found = _unit_in_front(line)
            if found is not None:
                return found
    return _coded(tables) or _most_frequent(lines, tables)


def _coded(tables: Sequence[Rows]) -> Found | None:
    """The unit that a form names in its first cell, behind the unit's code (208004某县教育局本级)."""
    for rows in tables:
        for cell in rows[0] if rows else ():
            found = CODED.fullmatch(cell.text)
            if found is not None and found[1].endswith(tuple(ENDINGS)) and not NO_NAME.intersection(found[1]) and _is_one(found[1]):
                return found[1], cell, found.start(1), found.end(1)
    return None


def _is_one(name: str) -> bool:
    """Whether a name is that of one unit: none of what 和 joins is a unit of its own."""
    return not any(part.endswith(tuple(ENDINGS)) for part in compiled("[和与]").split(name)[:-1])


def _unit_in_front(line: Line) -> Found | None:
    """The unit that a line of the head begins with, behind 关于 and the year."""
    front = FRONT.match(line.text)
    start = front.end() if front else 0
    ends = sorted({position + len(ending) for ending in ENDINGS if 2 <= (position := line.text.find(ending, start)) - start <= 24})
    for end in ends:
        name, behind = line.text[start:end], line.text[end : end + 2]
        goes_on = bool(behind) and not (behind[0] in " \t　（(" or behind[0].isdigit() or behind.startswith(AFTER_UNIT))
        if not goes_on and all("一" <= character <= "龥" for character in name) and not NO_NAME.intersection(name) and _is_one(name):
            return name, line, start, end
    return None


def _most_frequent(lines: Sequence[Line], tables: Sequence[Rows]) -> Found | None:
    """The local government or office (巨川县青山镇人民政府) that the document names most often, with its county."""
    town = next((found.group(1) for line in lines[:HEAD] if len(line.text) <= 60 and (found := TOWN.search(line.text))), "")
    cells = (cell for rows in tables for row in rows for cell in row)
    counted: Counter[str] = Counter()
    first: dict[str, Found] = {}
    for line in [*lines[:MOST_LINES], *cells]:
        for ending in ("人民政府", "办事处"):
            position = line.text.find(ending)
            while position >= 0:
                name = _place_before(line.text, position, town) + ending
                if len(name) > len(ending) + 3:
                    counted[name] += 1
                    start = position + len(ending) - len(name)
                    first.setdefault(name, (name, line, start, start + len(name)))
                position = line.text.find(ending, position + 1)
    return first[counted.most_common(1)[0][0]] if counted else None


def _place_before(text: str, end: int, town: str) -> str:
    """The place in front of 人民政府: county and town (巨川县青山镇), as far as it is written there."""
    found = GOVERNED.search(text[max(0, end - 12) : end])
    if found is None or town not in found.group():
        return ""
    name = found.group()
    return name[max(0, name.index(town) - 3) :] if town else name
