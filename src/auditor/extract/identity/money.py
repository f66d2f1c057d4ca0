"""Which amount of a budget's life a number is: told first for the whole, then carried on to its parts (其中：…，包括…)."""

from __future__ import annotations

import re

from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Quantity
from auditor.patterns import compiled

REACH = 220  # characters of a paragraph that the stage of an amount may stand before it
BEFORE_STAGE = 20  # characters before the stage that may name whose it is
NEAR, WIDEST = 50, 14  # characters looked at first; of a word that may lie across their edge
OWN = 30  # characters in which the label itself tells the stage

_STAGE = compiled(
    "(?=[调追变全预年批申计概决支执累总资实已使本收开到拨下])"  # the first characters, looked at before the words
    "(?:"
    "(?P<adjusted>(?:调整|追加|变更)后的?(?:预算)?|调整预算|预算调整数|全年预算|(?:预算)?调整为)"
    "|(?P<budget>年初|预算安排|预算收入|收入预算|支出预算|预算支出|预算总额|批复|申请|计划投入|计划投资|概算|预算(?!执行|资金支出|单位|管理|绩效|内|拨款|科目|完成))"
    "|(?P<actual>决算|支出完成|执行数|累计支出|支出总额|总支出|支出合计|资金支出|实际支出|实际收入|实际使用|实际执行|实际完成|已支付|支付|年度?[^，。；：、\\d预算]{0,10}?支出(?!预算|安排|计划)|使用资金|本年支出|本年收入|收入完成|开支)"
    "|(?P<received>到位|拨入|收到|下达|拨付))"
)
# Where money comes from, and whose it is: what makes two amounts of one name two amounts.
_FUNDS = (
    "财政拨款|一般公共|政府性基金|基金预算|国有资本|专户|上级|中央|省级|市级|县级|区级|自筹|其他资金|结转|本级|社会资金|专项|追加|调增|调减|三公|单位资金"
    "|全市|全县|全区|全省|开发区|园区|机关|下属|所属"
)
# None of them begins like another, so at each place there is one at most; they may overlap, 政府性基金预算, so that one character alone is taken.
_FUND = compiled(f"[财一政基国专上中省市县区自其结本社追调三单全开园机下所](?<=(?=({_FUNDS})).)")
_WHOLE = compiled(
    "(?:年初|全年|年度|当年|本年度?|部门|单位|整体|项目|财政|实际|累计|已|安排|批复|下达|到位|调整后|调整|追加后|预算|决算|执行|支付|使用|支出|资金|经费|总额|数额|数|总|额|合计|共|完成|的|为|情况){1,9}"
)
_INCOME = compiled("收入")
_MONEY = compiled(
    "资金|经费|支出|收入|投资|预算|决算|总额|补助|补贴|债务|产值|资产|结余|税收|税|存款|造价|合同|费|款|价|额|值|金|贷|贴|奖|薪|租"
)
WHOLE = "资金总额"
ATTRACTED = compiled("招商|引资|签约|洽谈|引进|外资|内资")  # of others' money: 签约9个，到位资金3亿元
_STOPS = Stops("，。；、（(：:")


def stage_of(line: Line, quantity: Quantity) -> tuple[str, bool, frozenset[str]]:
    """The stage of an amount, whether its own clause tells it, and the funds it is told to come from."""
    text = line.text
    low = max(0, quantity.start - REACH)
    near = max(0, quantity.start - NEAR)
    found = _last_stage(text, near, quantity.start) or _last_stage(text, low, min(near + WIDEST, quantity.start))
    if found is None:
        return "", False, frozenset()
    clause = _STOPS.behind_last(text, low, quantity.start)
    return (
        found.lastgroup or "",
        found.start() >= max(clause, quantity.start - OWN),
        funds_named(text[max(low, min(found.start(), clause) - BEFORE_STAGE) : quantity.start]),
    )


def _last_stage(text: str, low: int, high: int) -> re.Match[str] | None:
    found = None
    for found in _STAGE.finditer(text, low, high):  # noqa: B007 - the last one is meant
        pass
    return found


def stage_named(header: str) -> str:
    """The stage that the header of a column names."""
    if "调整" in header or "全年预算" in header:
        return "adjusted"
    if "预算" in header and "执行" not in header and "完成" not in header:
        return "budget"
    if any(word in header for word in ("执行", "决算", "支出", "实际")) and "率" not in header:
        return "actual"
    return "received" if "到位" in header else ""


def funds_named(text: str) -> frozenset[str]:
    """The funds that a label or header names."""
    return frozenset(_FUND.findall(text))


def whole_of(core: str) -> str:
    """What a name of nothing but stages is the whole of; empty for any other name."""
    if core in ("基本支出", "项目支出"):
        return ""
    if not core or _WHOLE.fullmatch(core.replace("收入", "", 1)):
        return "收入总额" if _INCOME.search(core) else WHOLE
    return ""


def is_money_name(core: str) -> bool:
    """Whether a name is one of an amount."""
    return len(core) > 2 and not core.startswith(("加上", "减", "扣除", "加")) and _MONEY.search(core) is not None


def is_fiscal(core: str) -> bool:
    """Whether a name is one of the budget's: budgeted, received, spent, so that only its stage tells which amount is meant."""
    return core.endswith(("支出", "收入", "经费", "预算", "决算", "拨款", "总额", "资金", "结余", "结转")) and "资产" not in core
