"""Places of a form that nobody filled in: XX万元, ＿＿年, （100字以内）, 指标2：……, （待补充）, #REF!."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.words import follows, places
from auditor.model import Span, Statement
from auditor.patterns import compiled

_UNIT = "(?:亿元|万元|元|%|％|年|月|日|个|人|户|项|亩|公里|平方米|次|家|处|分|名|件|台|吨|倍)"
# What a template leaves open, and what a report hides: a firm, a village, a school.
_OWN_BODY = "(?:单位|部门|局|厅|镇|乡|县|市|区|街道|项目|资金|专项|工程|办法|制度|文件|通知|指标|年度|会议|方案|号)"
_OTHER_BODY = "(?:公司|集团|平台|银行|合作社|企业|村|社区|学校|医院|中心)"
_CROSSES = f"(?<![A-Za-z0-9*×])(?:[XxＸ]{{2,6}}|[×✕]{{2,6}})(?={_UNIT}|{_OWN_BODY}|{_OTHER_BODY})|(?<!\\d)(?:19|20)[XxＸ×]{{2}}(?=\\s?年)"
_GAPS = "(?<=[为是])“[ \\u3000]{0,6}”"  # 等级为“ ”
_LINES = "[_＿]{2,}\\s{0,3}(?:亿元|万元|元|%|％|个|人|户|项|亩|公里|次|家|处|分|名|件)|(?<=[为是共达])[_＿]{3,}(?=[，。；、])"
_PROMPT = (
    "[（(](?=[^（）()\n]{0,30}?(?:字|[填列注说描阐][写列示明述]))(?:[^（）()\n]{0,24}?(?:\\d{2,4}|[一二三四五六七八九两]百)\\s?字(?:以内|之内|以上|以下|左右|内)[^（）()\n]{0,12}"
    "|(?:(?:此处|此栏|本栏|该栏|在此|此部分|本部分|此项)(?:由[^（）()\n]{0,10})?)?(?:请|应)?(?:(?:简要|如实|详细|逐项|逐条|根据|结合|按|对照|具体)[^（）()\n]{0,16}?)?"
    "(?:填写|填列|列示|(?<!应)注明|说明|描述|阐述)(?!书|会|材料|文件|[：:]|[详可]?见|如下)[^（）()\n]{0,30}"
    ")[）)]"
)
# What few forms say.
_SELDOM = (
    "[（(](?:[^（）()\n]{0,24}?(?:不超过|不少于|控制在|限)\\s?\\d{2,4}\\s?字[^（）()\n]{0,8}"
    "|请(?:(?:简要|如实|详细|逐项|根据|结合|按|对照|参照)[^（）()\n]{0,16}?)?(?:填报|填入|填全|列明|写明|简述|概述|选填|勾选|删除)[^（）()\n]{0,20}"
    '|[^（）()\n]{0,12}?(?:没有|无|如无|若无|不涉及)(?:的|则|请|可|就)?(?:直接)?填(?:写|报)?[“"]?(?:无|零|0|/|不涉及)[”"]?'
    "|(?:注[：:])?(?:此处|此栏|本栏)(?:应|需|请)?(?:写明|列明|简述|补充|插入)[^（）()\n]{0,24}"
    "|可?另附(?:页|纸|表)|可附页)[）)]"
)
# What the finance office tells those who fill in its model: 各单位可结合实际增减
_TO_ADAPT = "(?:各?(?:部门|单位)|请|可|应)(?:可|应|请|需)?(?:根据|结合|按照?)(?:本部门|本单位|自身|工作)?的?实际(?:情况)?[^，。；\\n]{0,8}?(?:解释和|自行)?(?:增减|删减|删改)"
_BY_TABLE = "[（(]按(?:照)?[^（）()\\n]{4,60}?(?:填写|填列|填报)[）)]"
_DOUBLED = "\\d\\s?%{2,3}"
_CUT_OFF = "(?<=[，。；）)])(?:并|先后|共|已|及时)?(?:组织|统一|多次)?召开(?=[。；])"
# 【填写说明：……】 and （示例：……）
_GUIDE = "[（(【\\[]\\s?(?:(?:填写|填报|编写|撰写|填表)(?:说明|要求|提示|指引|示例|须知)|示例|样例|范例)\\s?[：:][^（）()【】\\[\\]\n]{2,60}[）)】\\]]"
_INSERT = "[（(【](?:请?在?(?:此处|此|这里|下方|该处|本页)|请)(?:插入|附上?|粘贴|放置?|加入|补充|上传|添加)[^（）()\n。]{0,16}?(?:照片|图片|图|表格?|截图|附件|扫描件|材料|资料|数据)[）)】]"
_INPUT = "[（(【\\[](?:请|点击)(?:在此处?)?(?:输入|填入)[^）)】\\]\n]{0,12}[）)】\\]]"
_CLICK = "(?:请在|单击|点击)(?:或点击)?(?:此处|本栏|该栏|此栏)(?:填写|输入|插入|补充|说明|粘贴|添加)[^，。；\n）)]{0,16}"
# What the national outline of reports says under its headings: 项目概况。包括项目背景、主要内容及实施情况、资金投入和使用情况等。
_OUTLINE = "包括(?:(?:项目)?(?:立项)?背景、[^，。；\\d]{2,40}情况等?|(?:项目绩效)?总体目标和阶段性目标等?(?=。|$))"
_EMPTY = (
    "(?:\\s*(?:总体|年度|绩效|预期)目标\\s?[：:]\\s?…{1,4}|\\d{1,2}[.、．]\\s?…{1,4})\\s*"
    "|\\s*(?:[①-⑩]|\\d{1,2}[.、．])?\\s*(?:绩效)?(?:指标|目标|任务|措施|问题|建议)\\s?[1-9一二三四五六七八九]\\s{0,2}[：:.、]?\\s{0,2}(?:…{1,4}|\\.{3,12}|⋯{1,4}|。{3,9})\\s*"
)
_DOTS = "\\s*(?:…{1,4}|\\.{3,12}|⋯{1,4})\\s*"
_LABEL = "\\s*(?:[①-⑩]|\\d{1,2}[.、．])?\\s*(?:[一二三]级)?(?:绩效)?(?:指标|目标|任务|措施|问题|建议)\\s?[1-9一二三四五六七八九]\\s{0,2}[：:.、]?\\s{0,2}"
_LONGEST_EMPTY = 20
_TO_FILL = "[（(【\\[](?:此处|数据|内容|金额|具体|名称|附件)?(?:待|尚待|有待)(?:补充|核实|核对|完善|填写|填|确认|确定|定)(?:后[^（）()【】\\[\\]\n]{0,6}|数据|内容|资料)?[）)】\\]]"
# What a drafter asks of others: （投资额待财务股核对）, （请工程股补充）, 【此处补充人口数】, 【单位名称】
_ASKED = (
    "[（(【\\[](?:[^（）()【】\\[\\]\n]{0,10}?(?:待|尚待|有待)[^（）()【】\\[\\]\n]{0,8}?(?:补充|核[实对]|确认|提供|更新)"
    "|请[^（）()【】\\[\\]\n，。]{1,12}?(?:补充|核[实对]|提供|确认|更新|修改|审阅)[^（）()【】\\[\\]\n，。]{0,14}"
    "|(?:此处|这里|此段)[^（）()【】\\[\\]\n，。]{0,4}(?:补充|写|填|加|改|更新|替换|核)[^（）()【】\\[\\]\n，。]{0,14})[）)】\\]]"
    "|[【\\[](?:单位|项目|部门|年份|金额|数量|姓名|日期|乡镇|地点|公司|县区?)(?:名称|全称)?[】\\]]"
)
_WAITING = 14  # characters from a bracket on in which 待 stands if anything waits there
_BY_LEVEL = compiled("[由交向与给和经对][省市县区镇乡]$")  # 由县XX公司: the level is no part of a hidden name
_BROKEN = "#(?:REF!|N/A|VALUE!|DIV/0!|NAME\\?|NUM!|NULL!)|错误[!！]\\s?(?:未找到引用源|未定义书签|文档中没有|超链接引用无效|使用“开始”)"
_NOTES = "(?<!\\d)1[.、．][^；;=＝]{2,20}[=＝][^；;]{2,120}[；;]\\s?2[.、．]"  # 1.预算执行率=执行数/预算数，…；2.…
_WORDS_OF_FORMS = ("填写说明", "填报说明", "填表说明", "填报要求", "填表须知", "模板", "样表", "参考格式", "示例")
_ANONYMOUS = 6  # crosses before the name of a body: from then on a text hides its names, which is no slip
_CONTACT = "(?:电话|手机|传真|邮编|邮箱|联系方式)[^，。；\\n]{0,4}[：:]\\s{0,4}(?:\\d{3,4}[-－—]?)?[XxＸ]{3,11}|0\\d{2,3}[-－—][XxＸ]{4,8}"
_MOST = 30
# Trait, pattern, and pairs of which one stands in every text that has something to find: a character, and those that may follow it.
_FINDERS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("blank", _LINES, (("_", "_＿"), ("＿", "_＿"))),
    ("prompt", _PROMPT, (("字", "以之左内"), ("填", "写列"), ("列", "示"), ("注", "明"), ("说", "明"), ("描", "述"), ("阐", "述"))),
    ("prompt", _CLICK, (("请", "在"), ("击", "此本该"))),
    ("prompt", _OUTLINE, (("景", "、"), ("阶", "段"))),
    ("broken-field", _BROKEN, (("#", "RNVD"), ("错", "误"))),
    ("crosses", _CONTACT, tuple((mark, mark) for mark in "XxＸ")),
    ("blank", _GAPS, (("“", "” \u3000"),)),
)
# Trait, pattern, and words of which one stands in every such text, each found by a rare character.
_BY_WORD: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("prompt", _TO_ADAPT, ("增减", "删减", "删改")),
    ("prompt", _BY_TABLE, ("事项填写", "科目填写", "事项填列", "科目填列")),
    ("doubled", _DOUBLED, ("%%",)),
    ("cut-off", _CUT_OFF, ("召开。",)),
)
# What begins with a bracket: trait, pattern, and characters of which one stands behind a bracket of every such text.
_IN_BRACKETS: tuple[tuple[str, str, str], ...] = (
    ("prompt", _INSERT, "请在此这下该本"),
    ("prompt", _SELDOM, "请没无如若不可另简概字限此本以控注"),
    ("to-fill", f"{_TO_FILL}|{_ASKED}", "请此这待尚有数金投资面人内单项部年姓日乡地公县名具附"),
    ("guide", _GUIDE, "填编撰示样范"),
    ("prompt", _INPUT, "请点"),
)


def placeholder_statements(text: str, corpus: Corpus) -> Iterator[Statement]:
    """Every place left blank; `text` is the whole document, `corpus` its paragraphs and cells."""
    marks = [mark for mark in "XxＸ×✕" if mark in text]
    if any(follows(text, mark, mark) or follows(text, "0", mark) for mark in marks):
        yield from _crosses(corpus.holding(marks))
    for trait, pattern, pairs in _FINDERS:
        for line in corpus.holding([first for first, then in pairs if follows(text, first, then)]):
            for found in compiled(pattern).finditer(line.text):
                if not (trait == "prompt" and _is_of_form(line)):
                    yield _statement(line, found.start(), found.end(), trait)
    for trait, pattern, words in _BY_WORD:
        told = [word for word in words if places(text, word)]
        for line in corpus.holding(told) if told else ():
            yield from (_statement(line, found.start(), found.end(), trait) for found in compiled(pattern).finditer(line.text))
    yield from _in_brackets(corpus)
    if "…" in text or "..." in text:
        yield from _empty_items(corpus.lines)


def _in_brackets(corpus: Corpus) -> Iterator[Statement]:
    """Blanks that begin with a bracket, tried at every bracket."""
    text = corpus.text
    openings = sorted(place for bracket in "（(【[" for place in places(text, bracket))
    behind = {text[place + 1 : place + 2] for place in openings}
    told: set[int] = set()
    for trait, pattern, characters in _IN_BRACKETS:
        if behind.isdisjoint(characters):
            continue
        match = compiled(pattern).match
        for place in _asking(text, openings) if trait == "to-fill" else openings:
            if not match(text, place) or place in told:
                continue
            line, start = corpus.at(place)
            found = match(line.text, start)
            if found is not None and not (trait == "prompt" and _is_of_form(line)):
                told.add(place)
                yield _statement(line, start, found.end(), trait)


def _asking(text: str, openings: Sequence[int]) -> list[int]:
    """The brackets behind which something may be told as still to be done: a few looks instead of the pattern."""
    waiting: set[int] = set()
    for at in places(text, "待"):
        waiting.update(openings[bisect_right(openings, at - _WAITING) : bisect_right(openings, at)])
    return [place for place in openings if text[place + 1 : place + 2] in "请此这" or text[place] in "【[" or place in waiting]


def _crosses(lines: Sequence[Line]) -> Iterator[Statement]:
    """XX before a unit is a number never put in; before the name of a body, too, unless the whole text hides names in this way."""
    numbers: list[tuple[Line, int, int]] = []
    names: list[tuple[Line, int, int]] = []
    crosses, number = compiled(_CROSSES), compiled(f"{_UNIT}(?!度?[镇县])")
    for line in lines:
        for found in crosses.finditer(line.text):
            behind = line.text[found.end() : found.end() + 4]
            is_number = number.match(behind) is not None
            if not is_number and _is_name(line.text, found.start()):
                continue
            (numbers if is_number else names).append((line, found.start(), found.end()))
    for line, start, end in numbers[:_MOST]:
        yield _statement(line, start, min(len(line.text), end + 2), "crosses")
    for line, start, end in names if len(names) < _ANONYMOUS else ():
        yield _statement(line, start, min(len(line.text), end + 4), "crosses")


def _is_name(text: str, start: int) -> bool:
    """Whether the crosses stand behind a character that makes them part of a hidden name: 王××, 京A××."""
    if _BY_LEVEL.search(text, max(0, start - 2), start):
        return False
    return text[start - 1 : start].isalnum() and text[max(0, start - 2) : start] not in ("关于", "成立", "制定", "根据", "按照", "印发")


def _empty_items(lines: Sequence[Line]) -> Iterator[Statement]:
    """Indicators and goals that hold dots instead of words, told once with all their places."""
    empty = []
    before: Line | None = None
    for line in lines:
        if len(line.text) <= _LONGEST_EMPTY and ("…" in line.text or "..." in line.text):
            if compiled(_EMPTY).fullmatch(line.text):
                empty.append(line)
            elif before is not None and compiled(_DOTS).fullmatch(line.text) and _is_one_row(before, line):
                label = compiled(_LABEL).fullmatch(before.text)  # the number in one cell, the dots in the next
                if label or compiled(_DOTS).fullmatch(before.text):
                    empty.append(before)
        before = line
    empty = list({line.passage.span: line for line in empty}.values())
    if empty:
        first = empty[0]
        related = tuple(("item", line.passage.span) for line in empty[1:12])
        yield Statement(
            "residue", first.text.strip(), first.passage.span, first.section, str(len(empty)), related, frozenset({"empty-item"})
        )


def _is_one_row(one: Line, other: Line) -> bool:
    return one.row >= 0 and (one.block, one.row) == (other.block, other.row)


def _is_of_form(line: Line) -> bool:
    """Whether a line is an instruction that belongs to the form, to stay there: its notes are numbered, and the first defines a rate."""
    return any(word in line.text[:30] for word in _WORDS_OF_FORMS) or compiled(_NOTES).search(line.text) is not None


def _statement(line: Line, start: int, end: int, trait: str) -> Statement:
    start, end = _with_lead(line.text, start), min(end, start + 100)
    while line.text[end - 1] in "，。；：、 \n":
        end -= 1
    span = line.span(start, end)
    return Statement("residue", line.text[start:end].strip(), Span(*span), line.section, traits=frozenset({trait}))


def _with_lead(text: str, start: int) -> int:
    """The place with up to eight words before it, so that a reader sees what is blank."""
    lead = start
    while lead > 0 and start - lead < 8 and text[lead - 1] not in "，。；：、,;:\n\t （）()":
        lead -= 1
    return lead
