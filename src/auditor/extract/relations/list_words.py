"""What the words between a total and its list say of the list's being complete: 主要包括, 分别为, 由…组成, 从用途看, 三项."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import HAN, Line
from auditor.extract.relations.lists import Item
from auditor.extract.stops import Stops
from auditor.model import Quantity
from auditor.patterns import compiled

COMPOSED = compiled(f"组成|构成|如下|按{HAN}{{2,8}}分(?!别)")
PART_ONLY = compiled("(?<![一二三四五六七八九十两\\d个])部分")
VIEWED = compiled(f"[从分按]{HAN}{{1,8}}看")
ANNOUNCED = compiled(
    "(?:全[年镇县市区乡村部]|年度|总体|累计|各项|以上|上述|这|前述)*(?:[两二三四五六七八九十](?:项|类|者|部分|款|笔|种|级|方面|处|地|村|乡|镇|年|年度|期|批|个?季度)(?:资金|支出|费用|金额)?)?"
)
CLAUSES = Stops("，。；：,;:")
WORDS = Stops("，。；：、,;: ")
COUNTERS = frozenset({"类", "项", "种", "档", "方面", "级"})


def wording(line: Line, total: Quantity, items: Sequence[Item], cue: str, gap: str) -> Iterator[str]:
    """What the words between a total and its list say of the list's being complete."""
    if "主要" in cue or PART_ONLY.search(gap):
        yield "partial"
    if cue.startswith("分别"):
        yield "distributive"
        if _names(gap) == len(items):
            yield "named"
    if cue == "（）":
        yield "bracketed"
    if cue == "由" or COMPOSED.search(cue + gap):
        yield "composed"
    if VIEWED.search(gap):
        yield "divided"
    if any(q.unit in COUNTERS and q.number == len(items) for q in line.between(total.end, items[0].quantity.start)):
        yield "counted"


def _names(gap: str) -> int:
    """How many things 分别为 speaks of: those named before it, between enumeration commas (春季、秋季分别为)."""
    clause = CLAUSES.tail(gap)
    return len(compiled("、|和|及|以及|与").split(clause)) if clause.strip() else 0


def is_shared(words: Sequence[str] | None, parts: Sequence[str]) -> bool:
    """Whether a total with a name of its own (支出合计, 在职人员共) may be the total of these parts: they share a word with it."""
    return words is None or any(word in part for part in parts for word in words)


def words_of_total(line: Line, cue: int) -> list[str] | None:
    """The name of a total in pieces of two characters; None if it has no name of its own."""
    name = WORDS.tail(line.text[max(0, cue - 12) : cue]).removeprefix("本年").removeprefix("全年")
    if not name or ANNOUNCED.fullmatch(name) or any(char.isdigit() for char in name):
        return None
    return [name[start : start + 2] for start in range(len(name) - 1)]
