"""The amount that a project's own description gives it: 本项目共安排资金 320 万元.

Only the words right at the number count. What is paid for each, comes from above, was paid before or is a part is another amount.
"""

from __future__ import annotations

from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Kind, Quantity
from auditor.patterns import compiled

_CLAUSE = Stops("，。；;,！？\n")
_BEFORE = compiled("(?:资金|经费|预算|安排|申请|申报|投入|拨款)(?:总额|总量|规模)?(?:约?为|共计?|合计|总计|[：:])?\\s*$")
_BEHIND = compiled("\\s*(?:元)?(?:财政|专项|预算|项目)*(?:资金|经费)")
_GIVEN = compiled("安排|申请|申报|预算|资金|经费")
_OTHER = compiled(
    "其中|每|标准|补[助贴]|奖[励补金]|上级|中央|自治区|省|结转|上年|去年|自筹|配套|单位资金|贷款|支出|支付|执行|完成|拉动|带动|撬动|社会资本|"
    "用于|购买|余额|节约|节省|增加|减少|收入|产值|已|剩余|首[期批付]|第[一二三]|[、和及与]|不超|以内|以下|以上|人均|单价|合同|采购|招标|\\d月"
)
_ALL = compiled("项目|[共总]|合计|年度|预算|申请|申报")
_LARGE = ("元", "千元", "万元", "亿元")
_WINDOW = 30  # characters before the number


def is_headline(line: Line, quantity: Quantity) -> bool:
    """Whether an amount is what the text says the project is given."""
    if quantity.kind is not Kind.MONEY and not (quantity.kind is Kind.NUMBER and quantity.unit in ("万", "亿")):
        return False
    if not quantity.is_exact or (quantity.kind is Kind.MONEY and quantity.unit not in _LARGE):
        return False
    words = _words(line, quantity)
    if _OTHER.search(words):
        return False
    return _BEFORE.search(words) is not None or (_GIVEN.search(words) is not None and _BEHIND.match(line.text, quantity.end) is not None)


def tells_all(line: Line, quantity: Quantity) -> bool:
    """Whether a headline is of the whole project: 安排 120 万元 alone may be for one of its parts."""
    return _ALL.search(_words(line, quantity)) is not None


def _words(line: Line, quantity: Quantity) -> str:
    low = max(_CLAUSE.behind_last(line.text, 0, quantity.start), quantity.start - _WINDOW)
    return line.text[low : quantity.start]
