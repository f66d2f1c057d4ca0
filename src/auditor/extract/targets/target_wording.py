"""What the words of a target table mean: the class of an indicator, and the traits of its name, description and value.

A trait states a fact about the wording (the name says a number, the description is a yes/no question); whether it is wrong is for the
rules to say.
"""

from __future__ import annotations

from auditor.model import Quantity
from auditor.patterns import compiled

# Classes by the word that their label holds; the first that fits counts: 社会成本指标 is a cost, but none of the project's money.
_CLASSES: tuple[tuple[str, str], ...] = (
    ("社会成本", "outside-cost"),
    ("环境成本", "outside-cost"),
    ("成本", "cost"),
    ("满意", "satisfaction"),
    ("数量", "quantity"),
    ("质量", "quality"),
    ("时效", "time"),
    ("经济", "economic"),
    ("生态", "ecological"),
    ("环境效益", "ecological"),
    ("可持续", "lasting"),
    ("社会", "social"),
)
LEVEL1 = compiled("(?:\\d{1,2}[-.、])?(?:项目)?(?:产出|效益|效果|成效|满意度|成本|过程|履职|投入|管理)(?:类)?(?:指标|情况)?(?:[（(].*)?")
CLASS_LABEL = compiled(
    "(?:\\d{1,4}[-.、])?(?:产出|效益|项目)?(?:指标)?[-—]?(?:产出)?"
    "(?:数量|质量|时效|成本|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|环境效益|生态环境效益|可持续(?:发展)?影响|可持续发展|可持续性|"
    "(?:社会公众或)?(?:服务对象|受益对象|社会公众|群众|受益群体)?满意度?|经济|社会|生态)(?:效果)?(?:指标|效益)?(?:[（(].*)?"
)

_BRACKET = compiled("[（(][^（()）]{0,20}[）)]\\s*$")
_EDGES = " \t　，。；、：:.;,！？!?"
_RATE = compiled("(?<![频效功速利税汇费心辨积倍])率$")
_RATIO = compiled("率|比(?![赛武较选])|占(?![地用道])|百分|程度|幅度?$|覆盖面?$|达标$|合格$|进度$|完成度$|度$|%|％")
_NUMBER = compiled("(?:数量|数目|总数|面积|长度|里程|人次|场次|频次|[个人户次件台套场批家条份吨亩村项笔例篇座处所间辆棵株]数)$")
_MONEY = compiled("投入|费用|经费|造价|成本|金额|投资|支出|开支|单价|价格|资金$|预算$")
_NOT_MONEY = compiled("率|比|节约|节支|降低|下降|减少|控制|压减|完成|执行|到位|及时|使用|程度|幅度|达标|合规|增|提高|不超|未超|范围内|以内")
_MEAN = compiled("人均|户均|亩均|单位成本|单位造价|单价|平均(?:成本|费用|支出|造价|投入)|每[一]?[人户亩个平公次件台座套]")
_PAID_OUT = compiled("补助|补贴|奖励|奖补|发放|工资|薪|待遇|救助|补偿|标准")
_LESS_IS_DONE = compiled("节约|节支|节省|降低|减少|下降|压减")
_OVER = compiled("超支|超标|超(?:出|过)?(?:预算|概算|标准|限额)|(?:高于|突破)(?:预算|概算)|超额支出")
_SPENT = compiled("造价|成本|费用|单价|开支")
_OUTLAY = compiled("支出")
_TOTAL_COST = compiled("总投资|总成本|总造价|概算|合同价|合同额|合同金额|中标价?")
_QUESTION = compiled("[是受]否|能否|有无|可否|会不会")
_SATISFIED = compiled("满意(?:度|率|程度|情况)$")
_VOICES = compiled("投诉|信访|举报|差评|表扬|锦旗|问卷|回访|来访")
_TIME = compiled("[时期年月日天周季旬限前快速迟频早]|进度|准点|截至|效率|逾|当年|同步|滞后|启动|工作日|半年")
_DONE = compiled(
    "完成|完工|竣工|到位|拨付|支付|下达|执行|开工|发放|响应|办结|兑现|投用|投产|使用率|支出率|反馈|更新|上报|报送|处理|处置|交付|"
    "实施|开展|推进|办理|结案|缴|入库|公开|受理|送达|配送|整改|出动|到达|解决|采购|督办|到岗|审批|签订|清理|安装|建成"
)
_OTHER_CLASS = compiled(
    "(?:准确|合格|达标|覆盖|优良|正确|知晓|保存|成活|普及|建档|利用)(?:率|程度)|质量|数量|面积|人数|成本|造价|规范|合规"
)
_FUND_RULES = compiled(
    "专款专用|全部用于|(?:资金|经费|款项)[^，。；]{0,6}(?:用于|合规|合法)|(?:规定|指定)用途|挪用|截留|收支两条线|专账|专户管理"
)
_FUNDS = compiled("资金|经费|[税收交规]费|配套费|款|收支|预算|财务|征收|国库|账")
_FUND_WORK = compiled("(?:征收|收缴|资金|经费|专款|费)[^，。；]{0,8}(?:监督|检查|管理办法|使用管理|专款专用)|收支两条线|缴入国库")
_COMPLIANCE = compiled("规范|合规|制度|监督|合法")
_ECONOMIC = compiled(
    "经济|收入|增收|产值|税|利润|成本|节约|节支|投资|就业|消费|销售|价格|资金|财政|效益|产业|企业|费|额|商|市场|价|生产|产量|创收|收益|"
    "拉动|带动|营收|旅游|农户|损失|贷款|融资"
)
_DUTY = compiled("(?:指导|加强|负责|组织|推进|督促|协调|落实|承担|贯彻|监督|统筹|拟订|做好)")
_CLAUSE = compiled("[，,；;。]")
_LISTED = compiled("[，,；;。、]")
_GROWTH_VALUE = compiled("增长|增加|提高|提升|上升|降低|下降|减少|较上|比上|同比|增幅")
_GROWTH_NAME = compiled("(?:增长|增速|增幅|降幅|下降|减少|降低)(?:率|幅度|比例)?$")
_LOWERED = compiled("^(?:有效|切实|进一步)?(?:降低|减少|缩短|压缩|减轻|节约|节省)")
_GAINED = compiled("(?:收益|受益|获益|满意|增长|知晓|参与)(?:率|度|比例)$")
_PLANNED = compiled("计划|应(?![急届用对聘答])|总数|全部|目标|预计|预算|任务")
_REACHED = compiled("合格|实际|完成|达标|通过|验收|已|到位|及时|成功")
_RATIO_OF = compiled(
    "([^，。；：:]{2,30}?)(?:与|和|同|占|÷|/|除以)([^，。；：:与和占]{2,30}?)"
    "(?:之?比(?:例|值|率)?|的(?:比例|比率|比值|比|百分比))(?:$|[，。；（(])"
)
_CALENDAR = compiled("^(?:一?周|每周|月|全月|季度?|年|全年|一年|日|一天|全天)(?:的)?(?:时间|天数|总时间|时长)$")
_NEVER_OVER = compiled(
    "(?<!毛)(?:合格|及时|覆盖|准确|优良|达标|入学|知晓|普及|成活|公开|通过|巩固|就业|好评|保存|保有|规范)率$|满意(?:度|率)$"
)
_GOOD = compiled("(?:完成|到位|参保|修复|回收|完好)率$")
_NEGATED = compiled("[不未无非]|投诉|差错|差评|超标|违规|失")
_BAD = compiled(
    "(?:投诉|事故|差错|死亡|返贫|违规|违纪|流失|发病|失业|逾期|缺陷|误报|漏报|辍学|复发|空置|停电|故障|超标|舆情|上访)"
    "(?:事件)?(?:发生)?(?:率|次数|起数|件数|数量|人数|宗数|时间|时长)$"
)
_HANDLED = compiled(
    "处[理置罚]|查|[办审]|化解|排[除查]|帮扶|救|整改|受理|解决|减少|降低|下降|控制|[预防]防|防[止控治范]|调解|接|回访|培训|宣传|演练|保险|赔|登记|再|服务|支持|惠及|覆盖"
)
_DEADLINE = compiled("(?:时限|时间|工期|期限|日期|时点)$")
_ASPECTS = (  # what a rate may be a rate of: one that names only the first is not computed from the second
    compiled("及时|按[时期]|准[时点]|时[限间]|期[限内]|提前|逾期|规定时|按计划"),
    compiled("合格|达标|验收|优良|质量|通过"),
    compiled("满意|好评"),
    compiled("合规|合法|违规"),
    compiled("准确|正确|差错"),
)
_SPENT_TIME = compiled("(?:时间|用时|天数|时长)$")


def class_of(label: str) -> str:
    """The class that a label names (数量指标 → quantity); "" for none."""
    return next((name for word, name in _CLASSES if word in label), "")


def bare(text: str) -> str:
    """A name without white space, code in front, bracket behind and punctuation at its edges."""
    text = "".join(text.split())
    text = compiled("^\\d{5,20}[-—]").sub("", text)
    return _BRACKET.sub("", text.strip(_EDGES)).strip(_EDGES)


def traits_of(name: str, description: str, value: str, target: Quantity | None) -> frozenset[str]:
    """The facts about an indicator's wording that a rule may weigh."""
    written = name
    name, description, value = bare(name), bare(description), "".join(value.split())
    both = f"{name}。{description}"
    found = {
        "rate-name": bool(_RATE.search(name)),
        "ratio-name": bool(_RATIO.search(name)),
        "number-described": bool(_NUMBER.search(description)) and not _RATIO.search(both),
        "deadline-name": bool(_DEADLINE.search(name)) and not _RATIO.search(description),
        "aspect-differs": bool(_RATE.search(name)) and bool(_RATIO.search(description)) and _of_other_aspect(name, description),
        "number-name": bool(_NUMBER.search(name)),
        "ratio-described": bool(_RATIO.search(description)) and description != name,
        "rate-described": bool(_RATE.search(description)),
        "money-name": bool(_MONEY.search(name)) and not _NOT_MONEY.search(name),
        "mean-name": bool(_MEAN.search(name)) and not _NOT_MONEY.search(name),
        "mean": bool(_MEAN.search(written + description))
        or "标准" in name
        or bool(target is not None and compiled("/|每|人").match(value[target.end :])),
        "paid-out": bool(_PAID_OUT.search(both)),
        "saving": bool(_LESS_IS_DONE.search(both)),
        "over-name": bool(_OVER.search(name)),
        "spent-name": bool(_SPENT.search(name)) and not _NOT_MONEY.search(name),
        "outlay-name": bool(_OUTLAY.search(name)) and not _NOT_MONEY.search(name),
        "total-cost": bool(_TOTAL_COST.search(both)),
        "question-name": bool(_QUESTION.search(name)),
        "question-described": bool(_QUESTION.search(description)),
        "satisfaction-name": bool(_SATISFIED.search(name)),
        "voices": bool(_VOICES.search(both)),
        "timed": bool(_TIME.search(both + value)),
        "finishing": bool(_DONE.search(both)),
        "fund-rules": bool(_FUND_RULES.search(name)),
        "fund-described": bool(_FUND_WORK.search(description)) and not _FUNDS.search(name) and not _COMPLIANCE.search(name),
        "economic-name": bool(_ECONOMIC.search(name)),
        "works-listed": len([piece for piece in _LISTED.split(name) if len(piece) > 2]) >= 3,
        "duties-described": _duties(description) and not _NUMBER.search(name),
        "growth": bool(_GROWTH_VALUE.search(value) or _GROWTH_NAME.search(name)),
        "other-class-name": bool(_OTHER_CLASS.search(name)),
        "ratio-anywhere": bool(_RATIO.search(both) or name.endswith("感")),
        "repeats-name": bool(description) and description == name,
        "gain-for-loss": bool(_LOWERED.search(name) and _GAINED.search(description)),
        "ratio-inverted": _inverted(description),
        "calendar-ratio": _of_calendar(description),
        "never-over": bool(_NEVER_OVER.search(name)) and not _NEGATED.search(name),
        "good": bool(_NEVER_OVER.search(name) or _GOOD.search(name)) and not _NEGATED.search(name),
        "bad": bool(_BAD.search(name)) and not _HANDLED.search(name),
    }
    return frozenset(trait for trait, holds in found.items() if holds)


def _of_other_aspect(name: str, description: str) -> bool:
    """Whether a rate of one aspect is described as the rate of another: 供水达标率, 按期抢修的处数占报修处数的比率."""
    named = {index for index, aspect in enumerate(_ASPECTS) if aspect.search(name)}
    told = {index for index, aspect in enumerate(_ASPECTS) if aspect.search(description)}
    return bool(named and told) and named.isdisjoint(told)


def _duties(description: str) -> bool:
    """Whether a description is a list of an office's duties, at least three clauses that begin with a duty's verb, without a number."""
    clauses = [clause.strip() for clause in _CLAUSE.split(description) if clause.strip()]
    return sum(1 for clause in clauses if _DUTY.match(clause)) >= 3 and not compiled("\\d|[率比]").search(description)


def _inverted(description: str) -> bool:
    """Whether a ratio is planned ÷ reached, the wrong way round."""
    for match in _RATIO_OF.finditer(description):
        top, bottom = match[1], match[2]
        if (
            _PLANNED.search(top)
            and _REACHED.search(bottom)
            and not _PLANNED.search(bottom)
            and not compiled("实际|合格|达标|通过|已").search(top)
        ):
            return True
    return False


def _of_calendar(description: str) -> bool:
    """Whether a ratio is time spent ÷ a week, a month or a year."""
    return any(_SPENT_TIME.search(match[1]) and _CALENDAR.match(match[2]) for match in _RATIO_OF.finditer(description))
