"""A change explained by its opposite: 比上年减少 4.2 %，主要原因是差旅费增加.

Much that grows makes something else fall: repayments a debt, retirements the wages. So only what is of the same kind and goes by the same
name counts, told as the one reason and with no word that takes it back.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.relations.bases import direction
from auditor.extract.targets.judgements import clause_start
from auditor.extract.targets.targets import shared_run
from auditor.extract.words import places
from auditor.model import Quantity, Statement
from auditor.patterns import compiled

_REASON = compiled(
    "(?:[^\\W\\d]{0,6}[，,。；;、（(]\\s*)?(?:其|这|该项?|支出|预算|经费|费用|收入)?(?:减少|增加|变动|变化|下降|增长|差异|降低|提高|上升)?的?"
    "(?:主要|直接|根本)?(?:原因)(?:主要|均|都)?(?:是|为|系|在于|：|:|，)+(?:由于|因为?|：)?"
)
_MORE = compiled("增加|增长|上升|提高|增多|扩大|上涨|加大|增支|上调")
_LESS = compiled("减少|下降|降低|压减|压缩|缩减|减支|核减|调减|下调|削减")
_BEHIND = compiled("(?:了|所致|导致|引起|造成|较[多大]|的?(?:影响|原因|缘故))*\\s*(?=[。；;）)\n]|$)")
_SPENT = compiled("(?:经费|支出|费用|费|开支|投入|拨款|预算|工资|津补贴|补贴|补助|奖金|采购)(?:预算|支出|安排|规模|总额|数额|金额)?$")
_SPENDING = compiled("支出|经费|费用|预算|拨款|[^免收付消]费|开支|采购|补助|工资|（[类款项]）")
_OTHERWISE = compiled(
    "上年|去年|往年|以前|前年|20\\d\\d|一次性|基数|结转|结余|节约|抵|虽|但|却|其中|除|剔除|扣除|若|如|反而|转|划|调整|科目|合并|退|收入|收回|财力|其他资金|统一|另|[一二]是|[①②]|同时|相应|自筹|不再|取消|没有|无|未"
)
_GENERIC = compiled("经费|支出|费用|预算|财政|拨款|一般公共|年度|安排|开支|主要|资金|项目|工作|的|费|管理|专项")
_KINDS = ("基本支出", "项目支出", "人员", "公用", "本级", "下级", "上级", "所属")
_WORD = "原因"  # of the words for a reason the one that most reports use: to look for each takes as long
_CHANGED = frozenset("减降增升长")  # one of them is in each word for a change
_REASONED = 28  # characters before a word of a reason in which the change is told
_REACH, _CLAUSE, _SHARED, _LONGEST, _MOST = 160, 16, 2, 48, 200


def opposed_reasons(corpus: Corpus) -> Iterator[Statement]:
    """Each such reason, with the change that it is told for."""
    text = corpus.text
    for place in places(text, _WORD)[:_MOST]:
        if _CHANGED.isdisjoint(text[max(0, place - _REASONED) : place]):
            continue
        line, at = corpus.at(place)
        before = line.between(max(0, at - _REASONED), at)
        found = _REASON.match(line.text, before[-1].end) if before else None
        if found is None or found.end() < at:
            continue
        quantity = before[-1]
        way = direction(line, quantity)
        if way in (1, -1) and quantity.high is None and quantity.number:
            yield from _opposed(line, quantity, way, found.end())


def _opposed(line: Line, quantity: Quantity, way: int, start: int) -> Iterator[Statement]:
    """The words behind `start`, if they are one reason that says the opposite of a change."""
    against, along = (_LESS, _MORE) if way > 0 else (_MORE, _LESS)
    told = against.search(line.text, start, min(len(line.text), start + _LONGEST))
    behind = _BEHIND.match(line.text, told.end()) if told is not None else None
    if told is None or behind is None:
        return
    thing = line.text[start : told.start()].strip()
    low = max(line.sentence(quantity.start)[0], quantity.start - _REACH)
    subject = line.text[low : quantity.start]
    if "，" in thing or along.search(thing) or _OTHERWISE.search(thing) or not _SPENT.search(thing):
        return
    if not _SPENDING.search(subject) or not _is_of(thing, subject, line.text[:low]):
        return
    span = line.span(start, told.end())
    begin = max(low, clause_start(line.text, quantity.start, _CLAUSE))
    related = (("change", line.span(begin, quantity.end)),)
    change = line.text[begin : quantity.end].strip()
    yield Statement("at-odds", line.text[start : told.end()].strip(), span, line.section, change, related, frozenset({"reason"}))


def _is_of(thing: str, subject: str, before: str) -> bool:
    """Whether what is told as the reason is what has changed, or a part of it: they share a name beside the words of every account."""
    if any(kind in thing and kind not in subject and kind not in before for kind in _KINDS):
        return False
    own = _GENERIC.sub("|", thing)
    if not own.strip("|"):
        return True  # 经费增加
    return max(shared_run(own, _GENERIC.sub("/", subject)), shared_run(own, _GENERIC.sub("/", before[-_REACH:]))) >= _SHARED
