"""When, on which basis and of whom a number is told: read from its clause, its sentence, and the headings over it.

Read only for numbers whose name turns up twice with different values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Kind, Quantity, Section
from auditor.patterns import compiled

REACH = 90  # characters of a sentence before a number
BEHIND = 24
OWN_CLAUSE = 16
LONGEST_TITLE = 30

YEAR = compiled("((?:19|20)\\d{2})\\s*(?:[-—至~到]\\s*(?:20)?\\d{2}\\s*)?年?")
OTHER_YEAR = compiled("上年|去年|上一年|前一年|同期|往年|历年|前年|[比较](?!例|重|率|值|好|大|多|高|强)|基数|原有|原来|由")
PART_YEAR = compiled(
    "(\\d{1,2})\\s*月(?:底|末|份|中旬|\\d)|([一二三四前第1-4]{1,2}季度|上半年|下半年|[前头]\\d个月|\\d\\s*[-—~至]\\s*\\d{1,2}\\s*月)"
)
AHEAD = compiled("确保|力争|年底前|年内|今年(?:要|再|将)|争取(?!到|了)|要(?=[加推抓坚做深着强])|到20\\d\\d年底?")
FEWEST_AHEAD = 2
ORDER = compiled(
    "[，。；](?:推进|加快|实施|建设|深化|完善|健全|强化|加强|提升|支持|培育|推动|开展|优化|打造|落实|扩大|深入|积极|大力|全面|扎实|持续|统筹|加大|鼓励|引导|着力|坚持|抓好|做好|建成|创建)"
)
REPORTED = compiled(
    "完成(?!20)|全年(?!目标|任务|计划|预算|工作)|增长|达到|累计|突破|已|了|荣获|获|被评为|位居|同比|实际|经自评|较上年|取得|[%％]|达标"
)
FEWEST_ORDERS = 4
AROUND = 250  # characters of a paragraph whose mood is looked at
SUMMED = compiled("累计|历年|以来|总规模|总计有|\\d年来|五年")
# What was drawn to be looked at, and what a visit looked at, of which the words behind tell the kinds: 抽查路段 12 条，其中县道 5 条.
SAMPLED = compiled(
    "抽取|抽选|选取|抽样(?!检)|随机|样本|受访|(?:抽查|抽检|抽测|走访|核查|查看|踏勘|调研)了?[^，。；\\d]{0,12}\\d[^。；]*?其中"
    "|\\d[个家户所名处条][^，。；\\d]{0,6}中[，,]|(?:抽查|抽检|抽测|(?:现场|实地)(?:核查|抽查|查看|察看|踏勘|走访))了?[^，。；]{0,40}$"
)
COSTED = compiled("(?:计划|概算|估算|批复|设计|匡算)(?:总|的总)?投资|投资(?:概算|估算|计划|匡算)|总概算")
SPENT = compiled("实际|决算|结算|支付|支出|到位|完成")
STRONG_PLAN = compiled(
    "计划|拟|将(?!近|军)|力争|争取(?!到|了|省|市|资金|上级)|确保|预计|预期|年内|年底前|明年|下年|下一年|下一步|需(?!求)|应当?(?!急|用|对)|(?<![简主重概纪摘扼])要(?!求|素)|安排部署"
)
WEAK_PLAN = compiled("推进|加快|谋划|启动|着手|协调")
DONE = compiled("完成|实现|达到|已|建成|了|新建|累计|共计|经自评|实际|取得|获得")
PAST = compiled("已(?!知)|(?:完成|实现|建成|新建|发放|取得)了|累计|经自评|实际")
TARGET = compiled("目标(?:值|为|是|：|任务为)|指标值|任务数|年度任务(?!完成)|目标任务(?:为|是|：)|任务(?:为|是|共)")
RULE = compiled("\\s*(?:[/／每]|及?以[上下内]|(?:的?[，,]?(?:扣|不得|则)|的?得)[满\\d分不零]|为?满分|的?为(?:优|良|合格))")
OF_TARGET = compiled("的(?:年度|全年|年初|既定|预期|绩效){0,2}(?:目标|任务|计划)")  # 造林1.5万亩的目标基本实现
GOAL_LINE = compiled("(?:目标任务|任务目标|工作目标|预期目标|主要任务|工作任务|年度任务)[：:]")  # of a whole paragraph
TARGET_LIST = compiled("(?:目标|任务|指标)[^，。；：\\d]{0,6}(?:为|是|如下|分解为?|包括|有)[：:，]|(?:目标|任务|指标)(?:任务)?[：:]")
ASIDE = compiled(
    "每|人均|户均|平均|单价|均价|其中|增加|减少|增长|下降|提高|同比|相当于|占|超额|超|剩余|尚余|还有|其余|余|未|未完成|不足|差|节约|例如|如：|日均|月均"
)
PART_OF = compiled("(?:包?含|内含)(?![水税沙氧糖硫量])")  # 受理 87 件（含旧存 34 件）
NEXT_TITLE = compiled("下一步|下步|打算|计划(?!.{0,6}完成)|明年|下年|改进|措施|建议|工作安排|工作思路|展望|规划|整改")
GOAL_TITLE = compiled("目标(?!.{0,8}(?:完成|实现|情况|达成|分析))|职责|职能|任务分解|(?:主要|重点|年度)[^，。；]{0,6}(?:任务|工作计划)$")
_PARTS = (
    "村(?!级|民|集|务|容|内|组|里|干|庄)|社区|街道|小区|校区|院区|学校|中学|小学|幼儿园|医院|卫生院|卫生室|公司|合作社|农场|水库"
    "|大桥|大道|公园|广场|分局|支队|大队|派出所|标段|片区|园区|项目部|基地|灌区"
)
MAY_BE_PART = compiled(_PARTS)  # looked at first: the words before it may begin at any character
PART = compiled(f"[^\\W\\da-zA-Z_]{{1,6}}?(?:{_PARTS})")
PROJECT = compiled("(?:项目|工程|专项|补助|补贴|资金|基金|经费)(?:资金|经费)?(?:绩效)?(?:自评|评价)?(?:报告|情况|表)?(?:[（(].{0,12})?$")
FUND_OF_PROJECT = compiled("[^\\W\\d]{2,14}(?:项目|专项|工程)(?:资金|经费|投资)?(?:支付|拨付|执行|使用|到位|完成)")  # 某某项目资金支付率
NAMES_PROJECT = compiled("[^\\W\\d]{4,}(?:项目|工程|专项)(?:资金|经费)?$")
OWNER = compiled(
    "^[^\\W\\d]{2,10}(?:镇|乡|村|街道|社区|学校|小学|中学|幼儿园|医院|卫生院|公司|合作社|农场|林场|分局|支队|大队|管理所|工作站|监测站|服务中心|图书馆|机关)$"
)
NO_PROJECT = compiled(
    "^(?:项目|资金|重点|工程|预算|主要|部门|专项|年度|基本|实施|各|其他|经费|三公|本年|产出|效益|[^\\W\\d]{0,3}$)|情况|分析|管理|及|和|与"
)
NO_PART = compiled(
    "^(?:[全各多本我该某农乡行自个每所]|一[个]|.*(?:农村|乡村|各村|全村|行政村|自然村|建制村|贫困村|中心村|示范村|重点村|示范社区|全社区)$)"
)


_CLAUSE, _BASIS_STOPS, _ASIDE_STOPS = Stops("，；、"), Stops("，；：。"), Stops("，；。、（(")


def period_of(line: Line, quantity: Quantity, start: int, own_year: int | None) -> str:
    """The year or part of a year that a sentence tells for a number; empty where it tells none, or the report's own."""
    text = line.text
    low = max(start, quantity.start - 24)
    clause = text[_CLAUSE.behind_last(text, low, quantity.start) : quantity.start]
    if OTHER_YEAR.search(clause):
        return "other"
    sentence = text[start : quantity.start]
    if SUMMED.search(clause):
        return "summed"
    if quantity.kind is not Kind.PERCENT and _may_sample(sentence) and SAMPLED.search(sentence):
        return "sample"
    part = PART_YEAR.search(sentence) if "月" in sentence or "季" in sentence or "半" in sentence else None
    if part is not None and part.group(1) != "12":
        return part.group()
    years = YEAR.findall(sentence) if "20" in sentence or "19" in sentence else ()
    if years and own_year is not None and int(years[-1]) != own_year:
        return str(years[-1])
    return ""


def _may_sample(sentence: str) -> bool:
    """False where a sentence lacks all words of which a sample must have one."""
    return (
        ("其中" in sentence or "中，" in sentence or "样" in sentence)
        or ("抽" in sentence or "选" in sentence or "现场" in sentence or "实地" in sentence)
        or ("随机" in sentence or "受访" in sentence)
    )


def years_differ(one: Line | None, first: Quantity, other: Line | None, second: Quantity) -> bool:
    """Whether the sentences of two numbers name different years; a cell (None) names none."""
    if one is None or other is None:
        return False
    mine, theirs = (YEAR.findall(line.text, line.sentence(at.start)[0], at.start) for line, at in ((one, first), (other, second)))
    return bool(mine and theirs and mine[-1] != theirs[-1])


def basis_of(line: Line, quantity: Quantity, start: int) -> str:
    """Whether a number is a plan, a target, or what was reached; empty where the words leave it open."""
    text = line.text
    clause = _BASIS_STOPS.behind_last(text, start, quantity.start)
    stop = min((at for mark in "，；。" if (at := text.find(mark, quantity.end, quantity.end + BEHIND)) >= 0), default=quantity.end + 8)
    if STRONG_PLAN.search(text, start, quantity.start) or _leans_ahead(text, quantity):
        return "plan"
    if OF_TARGET.match(text, quantity.end):
        return "target"
    if TARGET.search(text, clause, stop) and not DONE.search(text, clause, quantity.start):
        return "target"
    if TARGET_LIST.search(text, start, quantity.start) or GOAL_LINE.match(text):
        return "target"
    if WEAK_PLAN.search(text, clause, quantity.start):
        return "plan"
    if DONE.search(text, clause, stop):
        return "actual"
    return "costed" if _is_costed(text, quantity) else ""


def _is_costed(text: str, quantity: Quantity) -> bool:
    """Whether a paragraph that opens with what a project was to cost has told nothing yet of what it did: 概算总投资 900 万元……。亩均投资 ……."""
    if quantity.kind is not Kind.MONEY or ("投资" not in text and "概算" not in text):
        return False
    low = max(0, quantity.start - AROUND)
    found = COSTED.search(text, low, quantity.start)
    return found is not None and SPENT.search(text, found.end(), quantity.start) is None


def is_aside(line: Line, quantity: Quantity) -> bool:
    """Whether the words right before or behind a number make it a mean, a change, a rest or a share of something."""
    text = line.text
    low = max(0, quantity.start - 12)
    low = _ASIDE_STOPS.behind_last(text, low, quantity.start)
    return (
        PART_OF.match(text, low) is not None
        or ASIDE.search(text, low, quantity.start) is not None
        or RULE.match(text, quantity.end) is not None
    )


def _leans_ahead(text: str, quantity: Quantity) -> bool:
    """Whether the text around a number promises more than it reports: 确保, 力争, or one order after another and hardly a result."""
    low, high = max(0, quantity.start - AROUND), quantity.end + AROUND
    ahead, orders = len(AHEAD.findall(text, low, high)), len(ORDER.findall(text, low, high))
    if ahead < FEWEST_AHEAD and orders < FEWEST_ORDERS:
        return False
    reported = len(REPORTED.findall(text, low, high))
    return (ahead >= FEWEST_AHEAD and 2 * ahead > reported) or (orders >= FEWEST_ORDERS and orders > 3 * reported)


def is_past(line: Line, quantity: Quantity) -> bool:
    """Whether the words right before a number tell what has been done: 已建成, 完成了."""
    return PAST.search(line.text, max(0, quantity.start - OWN_CLAUSE), quantity.start) is not None


def owners(line: Line, start: int, end: int, own: tuple[str, ...]) -> frozenset[str]:
    """The villages, schools, firms and works that a stretch of text names, but for the unit itself."""
    if not MAY_BE_PART.search(line.text, start, end):
        return frozenset()
    names = (found.group().lstrip("在对为和与及向由从") for found in PART.finditer(line.text, start, end))
    return frozenset(name for name in names if not NO_PART.match(name) and not any(name in one or one in name for one in own))


class Headings:
    """What the headings over a line say: its chapter, and whether they speak of goals or of next year."""

    def __init__(self, sections: Sequence[Section], year: int | None) -> None:
        self._sections = sections
        self._year = year
        self._roles: dict[int, str] = {}
        self._projects: dict[int, frozenset[str]] = {}
        self._listed: frozenset[int] | None = None

    def _path(self, index: int) -> list[int]:
        """The sections over a line, the innermost first."""
        path = []
        while index:
            path.append(index)
            index = self._sections[index].parent or 0
        return path

    def role(self, index: int) -> str:
        """What headings of next steps ("plan"), or of goals and duties ("goal"), make of the numbers under them; else empty."""
        if index not in self._roles:
            self._roles[index] = self._role(index)
        return self._roles[index]

    def _role(self, index: int) -> str:
        titles = [self._sections[step].title for step in self._path(index)]
        if any(NEXT_TITLE.search(title) or self._is_ahead(title) for title in titles):
            return "plan"
        return "goal" if titles and GOAL_TITLE.search(titles[0]) else ""

    def tells(self, index: int, words: re.Pattern[str]) -> bool:
        """Whether one of the headings over a line has some words."""
        return any(words.search(self._sections[step].title) for step in self._path(index))

    def _is_ahead(self, title: str) -> bool:
        """Whether a title gives a year behind the report's own."""
        return self._year is not None and any(int(year) > self._year for year in YEAR.findall(title))

    def project(self, index: int) -> frozenset[str]:
        """The project, place or branch whose section a line stands in, by the nearest title that names one."""
        known = self._projects.get(index)
        if known is None:
            known = self._projects[index] = self._project(index)
        return known

    def _project(self, index: int) -> frozenset[str]:
        for step in self._path(index):
            title = self._sections[step].title
            named = PROJECT.search(title) and (not NO_PROJECT.search(title) or step in self._in_lists())
            if len(title) <= LONGEST_TITLE and (named or OWNER.search(title) or FUND_OF_PROJECT.match(title)):
                return frozenset({title})
        return frozenset()

    def _in_lists(self) -> frozenset[int]:
        """The sections that are headed by a project like the next one of the same list: 与 and 管理 are parts of names there."""
        if self._listed is None:
            found: set[int] = set()
            before: dict[tuple[int | None, int], int] = {}
            for index, section in enumerate(self._sections):
                place = (section.parent, section.level)
                if index and len(section.title) <= LONGEST_TITLE and NAMES_PROJECT.search(section.title):
                    if place in before and self._sections[before[place]].title != section.title:
                        found |= {index, before[place]}
                    before[place] = index
            self._listed = frozenset(found)
        return self._listed

    def whole(self, index: int) -> frozenset[str]:
        """The project whose section a line stands in; of a report with sections for several, all of them for what stands elsewhere."""
        return self.project(index) or (frozenset({"各项目"}) if self._in_lists() else frozenset())

    def is_heading(self, line: Line, position: int) -> bool:
        """Whether a place of a line belongs to a numbered heading, not to the text behind it."""
        section = self._sections[line.section]
        if not section.index or section.first != line.block:
            return False
        at = line.text.find(section.title)
        return at >= 0 and position < at + len(section.title) and len(section.title) < len(line.text) + 1

    def siblings(self, one: int, other: int) -> bool:
        """Whether two sections are members of one list below the chapters."""
        first, second = self._sections[one], self._sections[other]
        return one != other and first.parent == second.parent and first.level > 1 and second.level > 1

    def namesakes(self, one: int, other: int) -> bool:
        """Whether two sections stand beside each other and their titles end alike: 城镇道路建设资金, 农村道路建设资金."""
        first, second = self._sections[one], self._sections[other]
        return one != other and first.parent == second.parent and first.title[-2:] == second.title[-2:] and first.title != second.title
