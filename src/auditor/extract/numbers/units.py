"""The units of official Chinese: what each measures, its size in the base unit of its kind, and where it may stand.

Base units: 元, per cent (1 % is 1), 平方米, 米, 千克, 立方米, 秒. Counts and everything under `Kind.OTHER` have no common base: compare
them only when `Unit.base` is the same. The same holds for amounts in different currencies (元, 美元).
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from auditor.model import ONE, Kind, Quantity
from auditor.records import Record


class Unit(Record):
    """A unit, with its multiplier if it has one. `name` is how it is shown (万元), `base` the name without multiplier (元).

    `factor` turns a number into base units. `exact` says whether such numbers are counted or awarded; the others are measured or
    converted and stand for an interval.
    """

    name: str
    kind: Kind
    factor: Decimal
    exact: bool
    base: str


# Names with their factor; `a=b` is written a and shown b.
_MEASURED: dict[Kind, str] = {
    Kind.MONEY: """
        元 1  圆=元 1  元整=元 1  圆整=元 1  元正=元 1  块钱=元 1  人民币=元 1  角 0.1
        美元 1  美金=美元 1  欧元 1  港元 1  港币=港元 1  日元 1  英镑 1  韩元 1  卢布 1  澳元 1  加元 1  新台币 1  澳门元 1""",
    Kind.PERCENT: "% 1  ％=% 1  ﹪=% 1  \\%=% 1  百分比=% 1  ‰ 0.1  成 10",
    Kind.POINTS: "个百分点 1  百分点=个百分点 1  个点=个百分点 1",
    Kind.TIMES: "倍 1",
    # 15 亩 make one 公顷; the factor is cut so that sums in 亩 stay exact in base units.
    Kind.AREA: """
        平方米 1  平米=平方米 1  平方=平方米 1  ㎡=平方米 1  m²=平方米 1  m2=平方米 1  亩 666.666666667  公顷 10000  公亩 100
        平方公里 1000000  平方千米 1000000  ㎢=平方公里 1000000  km²=平方公里 1000000""",
    Kind.LENGTH: """
        米 1  延米 1  延长米=延米 1  m=米 1  公里 1000  千米 1000  km=公里 1000  华里 500  海里 1852
        厘米 0.01  公分=厘米 0.01  cm=厘米 0.01  毫米 0.001  mm=毫米 0.001""",
    Kind.WEIGHT: """
        吨 1000  t=吨 1000  吨标准煤 1000  公斤 1  千克 1  kg=公斤 1  斤 0.5  市斤=斤 0.5  克 0.001  g=克 0.001
        毫克 0.000001  mg=毫克 0.000001""",
    Kind.VOLUME: """
        立方米 1  立方 1  方 1  m³=立方米 1  m3=立方米 1  ㎥=立方米 1  标准立方米 1  升 0.001  L=升 0.001
        毫升 0.000001  ml=毫升 0.000001  mL=毫升 0.000001""",
    Kind.OTHER: """
        千瓦时 1  kWh=千瓦时 1  度 1  千瓦 1  kW=千瓦 1  瓦 0.001  兆瓦 1000  MW=兆瓦 1000  千伏安 1  千伏 1  kV=千伏 1
        ℃ 1  摄氏度=℃ 1  °C=℃ 1  分贝 1  兆 1  GB 1  TB 1024  标准箱 1  标箱=标准箱 1  人公里 1  吨公里 1  岁 1  周岁 1  级 1
        微克/立方米 1  μg/m³=微克/立方米 1  毫克/立方米 1000  mg/m³=毫克/立方米 1000  毫克/升 1  mg/L=毫克/升 1  吨/日 1  吨/天=吨/日 1""",
}
_COUNTED: dict[Kind, str] = {
    Kind.SCORE: "分 1",
    # A year has twelve months of 365/12 days, so that both 12 个月 and 365 天 are a year.
    Kind.DURATION: """
        年 31536000  周年 31536000  个季度 7884000  个月 2628000  个多月=个月 2628000  周 604800  星期 604800  个星期=星期 604800
        天 86400  日 86400  工作日 86400  个工作日=工作日 86400  自然日 86400  个自然日=自然日 86400  日历天 86400
        小时 3600  个小时=小时 3600  h=小时 3600  学时 3600  个学时=学时 3600  分钟 60  秒 1  秒钟=秒 1""",
}
_CLASSIFIERS = """
    个 人 人次 人份 册次 名 户 户次 家 家次 件 件次 次 座 座次 处 处次 项 项次 条 条次 村 村街 台 台次 台套 台班 套 辆 辆次 盏 株 棵 份 场 场次
    期 期次 批 批次 本 册 张 块 根 间 间次 幢 栋 所 所次 门 门次 篇 篇次 幅 部 支 只 头 头次 匹 口 眼 盆 桶 箱 袋 瓶 包 副
    双 组 组次 队 队次 班 班次 轮 轮次 起 例 例次 宗 笔 单 封 则 段 节 层 片 道 面 枚 颗 粒 朵 趟 趟次 车次 架 架次 艘 艘次
    频次 位 类 种 方面 部分 床 床位 学位 车位 泊位 孔 樘 羽 尾 窝 标段 社区 站 站次 列 列次 具 扇 枝 员 把 首 集 课次 乡镇 县"""

# What would make another word of a unit: 3分之一, 5 部门, 2 本级, 20个体户.
_NOT_BEFORE: dict[str, str] = {
    "分": "之别公支项类区局队店行校院管析布解工期包步级配母流片层块段摊享担为数设",
    "元": "素旦宵月件器",
    "成": "立都员功本果为绩效品交长就不",
    "方": "面案式向针法便位略",
    "级": "别",
    "度": "假",
    "年": "级度报初底末月",
    "天": "然津",
    "周": "边期",
    "个": "别性体税",
    "人": "民员",
    "名": "单称额誉义",
    "家": "庭具电园",
    "件": "数",
    "次": "要年日序产氯",
    "处": "理室置长罚级",
    "项": "目",
    "条": "件例款约",
    "村": "民庄级集委",
    "台": "账湾",
    "场": "所地馆",
    "期": "间限末",
    "批": "复准示",
    "本": "级项年次部单镇乡村县市区省报院局季月周日金地质着文",
    "张": "家",
    "块": "状",
    "根": "据本",
    "间": "隔接",
    "所": "有以需谓得属在辖列示",
    "门": "户诊窗店",
    "部": "门分署委队级位",
    "支": "出部付持行援",
    "只": "有是能要",
    "头": "条",
    "口": "径岸",
    "包": "括含联保干抓装",
    "组": "织成长建合",
    "队": "伍员长",
    "班": "子级组长",
    "起": "始来到重草源",
    "例": "如外行",
    "宗": "旨教",
    "单": "位价独项元据",
    "封": "闭",
    "段": "落",
    "节": "能约假水点省庆气电",
    "层": "级次面",
    "片": "区",
    "道": "路德",
    "面": "积向临貌对",
    "位": "于列居置",
    "类": "型似",
    "种": "植养子业粮",
    "社区": "居卫",
    "站": "点台式",
    "列": "入为支出",
    "具": "体有备",
    "员": "工会额",
    "把": "握关",
    "首": "要先席",
    "集": "体中团合成聚",
    "双": "方",
    "县": "级委政城域直",
    "升": "级至高值温",
    "克": "服",
    "兆": "瓦",
    "日": "常期报前益",
}

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

MULTIPLIERS: dict[str, Decimal] = {
    front + back: Decimal(10 ** (power + myriads))
    for front, power in (("", 0), ("十", 1), ("百", 2), ("千", 3))
    for back, myriads in (("", 0), ("万", 4), ("亿", 8), ("万亿", 12))
}
NONE = Unit("", Kind.NUMBER, ONE, exact=False, base="")

# The classifiers that make a count of a Chinese numeral; the others mostly stand in fixed words (四位一体, 一批, 三级, 二期).
_COUNTED_IN_WORDS = frozenset("个 人 人次 名 户 家 件 次 座 处 项 条 台 套 辆 份 场 所 起 例 类 种 笔 间 栋 张 方面 部分".split())
_NEVER_IN_WORDS = frozenset("方 级 度 瓦 兆 升 克 角 周 日 秒 学时 人民币".split())
_IDIOM_WITH_ONE = frozenset("次 种 类 条 人 家 场 起 方面 部分 套 件".split())  # 一次性, 一家人, 一方面


def _collect() -> dict[str, list[tuple[str, Unit, frozenset[str]]]]:
    """Units by first character, longest name first, each with the characters that must not follow."""
    by_first: dict[str, list[tuple[str, Unit, frozenset[str]]]] = {}

    def add(spelling: str, kind: Kind, factor: Decimal, exact: bool) -> None:
        written, _, shown = spelling.partition("=")
        shown = shown or written
        # A unit in Latin letters ends where the letters do: 3m, not 3min.
        blocked = _LETTERS if written[-1].isascii() and written[-1].isalnum() else frozenset(_NOT_BEFORE.get(written, ""))
        by_first.setdefault(written[0], []).append((written, Unit(shown, kind, factor, exact, shown), blocked))

    for table, exact in ((_MEASURED, False), (_COUNTED, True)):
        for kind, row in table.items():
            words = row.split()
            for spelling, factor in zip(words[::2], words[1::2], strict=True):
                add(spelling, kind, ONE if factor == "1" else Decimal(factor), exact)
    for name in _CLASSIFIERS.split():
        add(name, Kind.COUNT, ONE, True)
    for entries in by_first.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return by_first


_BY_FIRST = _collect()
_NAMES = {name: (unit, blocked) for entries in _BY_FIRST.values() for name, unit, blocked in reversed(entries)}
UNIT_STARTS = "".join(sorted(_BY_FIRST))
# By their first character: the unit of that name alone, and by the first two characters the longer ones, longest first, each with what must not follow.
_Named = tuple[Unit, frozenset[str]]
_Longer = dict[str, list[tuple[str, Unit, frozenset[str]]]]
_STARTS: dict[str, tuple[_Named | None, _Longer]] = {}
for _name in sorted(_NAMES, key=len, reverse=True):
    _longer = _STARTS.setdefault(_name[0], (_NAMES.get(_name[0]), {}))[1]
    if len(_name) > 1:
        _longer.setdefault(_name[:2], []).append((_name, *_NAMES[_name]))


def unit_at(text: str, position: int) -> tuple[Unit, int] | None:
    """The longest unit that begins at `position` of `text`, and where it ends; None if none does."""
    starting = _STARTS.get(text[position : position + 1])
    if starting is None:
        return None
    short, longer = starting
    if longer:
        for name, unit, blocked in longer.get(text[position : position + 2], ()):
            end = position + len(name)
            if text.startswith(name, position) and text[end : end + 1] not in blocked:
                return unit, end
    if short is not None and text[position + 1 : position + 2] not in short[1]:
        return short[0], position + 1
    return None


@cache
def scaled(multiplier: str, name: str) -> Unit:
    """The unit `name` (as shown; "" for none) with a multiplier before it: 万 and 元 make 万元. KeyError for an unknown pair."""
    unit = next(unit for _, unit, _ in _BY_FIRST[name[0]] if unit.name == name) if name else NONE
    factor = unit.factor * MULTIPLIERS[multiplier] if multiplier else unit.factor
    return unit._replace(name=multiplier + name, factor=factor)


@cache
def unit_named(name: str) -> Unit | None:
    """The unit of this name, with or without multiplier (万元, 亩, ％); None if there is none."""
    name = name.strip()
    for length in range(min(3, len(name)) + 1):
        multiplier, rest = name[:length], name[length:]
        if multiplier not in MULTIPLIERS:
            continue
        if not rest:
            return scaled(multiplier, "") if multiplier else None
        found = unit_at(rest, 0)
        if found is not None and found[1] == len(rest):
            return scaled(multiplier, found[0].name)
    return None


def follows_words(unit: Unit, numeral: str) -> bool:
    """Whether a Chinese numeral before `unit` makes a quantity: 三个, 两百亩, 九成; not 一次, 四级."""
    if unit.base in _NEVER_IN_WORDS:
        return False
    if unit.kind is Kind.COUNT:
        return unit.base in _COUNTED_IN_WORDS and not (numeral == "一" and unit.base in _IDIOM_WITH_ONE)
    return True


def in_announced_unit(quantity: Quantity, announced: str | None) -> Quantity:
    """A bare number in the unit announced for it (单位：万元); one with a unit of its own, or under an unknown name, as it is."""
    known = unit_named(announced) if announced and quantity.kind is Kind.NUMBER else None
    if known is None:
        return quantity
    return in_unit(quantity, known.name, known.kind, known.factor, quantity.step * known.factor)


def in_unit(quantity: Quantity, name: str, kind: Kind, factor: Decimal, step: Decimal) -> Quantity:
    """A number in a unit that is told elsewhere; not by `_replace`, which takes four times as long: most cells of a table are told so."""
    return Quantity(
        quantity.start,
        quantity.end,
        quantity.text,
        quantity.number,
        name,
        kind,
        factor,
        step,
        quantity.bound,
        quantity.high,
        quantity.number_start,
        quantity.number_end,
        inherited=True,
        stored=quantity.stored,
    )
