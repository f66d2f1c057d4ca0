"""Whether a number in a goal and an indicator of the same project are one thing, by the words around the number.

The name without what does not tell things apart (全市, 推动, 数量) must be the words themselves: 新建公路 is not 新建农村公路.
"""

from __future__ import annotations

from auditor.extract.lines import currency, family, like
from auditor.extract.targets.target_wording import bare
from auditor.model import Kind, Quantity
from auditor.patterns import compiled

FEWEST = 4  # characters that make a name
_SWAPPED = 6  # characters of a name whose words may stand in another order
CUE = compiled(
    "(?:(?:预期|预计|力争|确保|目标|计划|应|将|需|要)?"
    "(?:不少于|不低于|达到|达|至少|不高于|不超过|突破|超过|控制在|保持在|稳定在|为|是|约|共计?|合计|：|:|[≥≧≤≦=＝]))+\\s*$"
)
_FRONT = compiled(
    "^(?:\\d{4}年度?|全年|全[市县区镇乡省州国]|本[年市县区]度?|年度|当年|今年|其中|力争|确保|预计|预期|计划|拟|将|实现|完成|推动|推进|组织|实施|促进|保障|"
    "保证|继续|拉动|带动|引导|进一步|通过|开展|各?类|累计|并|和|及|使|(?:绩效)?目标[\\d一二三四五六七八九]?|[一二三四五六七八九]是|第[一二三四五六七八九]|\\d{1,2}(?!\\d))+"
)
_BEHIND = compiled("(?:预期|目标|总?数量|总?[数量]|人次|[个家户人件场次]数|的|率?达标|应|需)+$")
_SIGNS = compiled("[\\s　“”\"'‘’《》〈〉（）()【】\\[\\]·/、.．]")
_CLAUSE_END = compiled("[，。；;,、：:（(]|$")
_OWN = compiled("的|名|个")


def core(words: str) -> str:
    """A name without what does not tell it apart."""
    words = _SIGNS.sub("", bare(words)).replace("的", "")
    while (shorter := _BEHIND.sub("", _FRONT.sub("", words))) != words:
        words = shorter
    return words


def same(name: str, words: str) -> bool:
    """Whether two cores are one name, in the same order or with two words changed over (排查前端, 前端排查)."""
    if name == words:
        return len(name) >= FEWEST
    if len(name) < _SWAPPED or len(name) != len(words):
        return False
    return any(name[cut:] + name[:cut] == words for cut in range(2, len(name) - 1))


def counted(name: str, before: str, behind: str) -> bool:
    """Whether a number stands inside a name: 新建 12 座驿站 for 新建驿站, 保障 14 个照料中心正常运营 for 运营照料中心."""
    end = _CLAUSE_END.search(behind)
    behind = (
        _OWN.sub("", _SIGNS.sub("", behind[: end.start() if end else len(behind)]), count=1)
        if behind[:1] in "的名个"
        else behind[: end.start() if end else len(behind)]
    )
    before, behind = _SIGNS.sub("", before), _SIGNS.sub("", behind)
    if len(name) < FEWEST or not behind:
        return False
    for cut in range(len(name) - 1):
        verb, thing = name[:cut], name[cut:]
        if len(thing) >= 2 and behind == thing and (core(before) == verb if verb else len(thing) >= FEWEST and not core(before)):
            return True
        if (
            verb
            and len(thing) >= 2
            and behind.startswith(thing)
            and behind.endswith(verb)
            and len(behind) - len(name) <= 2
            and not core(before)
        ):
            return True
    return False


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities count or measure the same; 万件 and 件 do."""
    if a.kind is b.kind is Kind.COUNT:
        return family(currency(a)) == family(currency(b))
    return like(a, b)
