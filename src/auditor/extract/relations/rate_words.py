"""What divides what, told by the words of a rate: 执行率 is spending over a budget, 结案率 cases closed over cases taken up."""

from __future__ import annotations

# What divides what, by words in the rate's name; the first that fits holds. Other rates: a word of the name itself (结案率 … 审结).
NUMERATORS: dict[str, str] = {
    "人员控制": "在职|在编|在岗|实有",
    "经费控制": "支出|决算|实际|执行",
    "控制": "支出|决算|实际|执行",
    "执行": "执行|支出|决算|支付|使用|拨付|兑付|发放",
    "支出": "支出|执行|支付|使用|拨付|兑付",
    "支付": "支付|支出|拨付|兑付|发放",
    "到位": "到位|拨付|下达|拨入|到账",
    "使用": "支出|使用|支付|执行|拨付|兑付",
    "完成": "完成|实际|建成|实现",
    "达标": "达标|合格",
    "合格": "合格|达标|通过",
    "办结": "办结|结案|办理|办复|审结",
    "结案": "结案|办结|审结",
    "化解": "化解|调解成功|成功",
    "调解": "调解成功|成功|化解",
    "覆盖": "覆盖|参加|纳入|建成|完成|实现|开展|设立",
    "回收": "回收|收回",
    "节约": "节约|节省|节支",
    "审减": "审减|核减",
    "核减": "审减|核减",
    "结余": "结余|结转",
    "有效": "有效",
}
DENOMINATORS: dict[str, str] = {
    "人员控制": "编制|核定",
    "经费控制": "预算|控制数|年初",
    "控制": "预算|控制数|年初",
    "执行": "预算|安排|到位|下达|收到|指标|资金总额|总额|收入",
    "支出": "预算|安排|到位|下达|总",
    "支付": "收到|到位|下达|安排|预算|应|总",
    "到位": "预算|计划|应|总|安排|下达",
    "使用": "到位|收入|预算|安排|下达|总",
    "完成": "任务|计划|目标|应|总|预算",
    "节约": "控制价|限价|预算|概算|估算|计划|招标",
    "审减": "送审|报审|申报",
    "核减": "送审|报审|申报",
    "结余": "预算|收入|安排|到位|总",
    "有效": "收回|回收|发放",
}
COMMON = frozenset("数人总金资项目中本年成完到度的企业工收")  # characters that tie no number to a rate


def is_named(name: str, words: str) -> bool:
    """Whether what is divided is known to be that of a rate: by the table, or by the rate's own last word (参保率 … 实际参保)."""
    return any(stem in name for stem in NUMERATORS) or name[-2:] in words
