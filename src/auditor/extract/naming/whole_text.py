"""The whole text of a document, searched for words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from auditor.extract.words import Lookup, places
from auditor.model import Section, Span, Statement
from auditor.records import Record

_HAN = "[^\\W\\da-zA-Z_的和与及对在等]"
# 副局长何启明任副组长: an office, a name, what the person does. 某市渔政总队: a level, the work, the kind of body. First characters, and the rest.
_OFFICE = (
    "长任记席理",
    (
        "(?:[、兼和][^\\W\\da-zA-Z_]{1,6}[长任记席理])?([^\\W\\da-zA-Z_]{3})"
        "(?=同志|担?任(?!务)|兼任|为[^\\W\\d]{0,3}[组主]|负责|牵头|带队|主持|具体|统筹)"
    ),
)
_BODY = (
    "省市县区旗州",
    (
        f"(?={_HAN}{{3}})({_HAN}{{2,12}}?)(?=[总支大中委人局站所处院馆队])"
        "(总队|支队|大队|总站|中心|委员会|[人中]民?医院|[局站所处院馆队](?![长级里内部直领]))"
    ),
)
OFFICE, BODY = (f"[{first}]{rest}" for first, rest in (_OFFICE, _BODY))
# What is looked for in every document; which of it means something is for the modules to say that ask.
_LOOKUP = Lookup(
    "组长 组员 成员 主任 指挥长 姓名 签名 签字 人\t 小学 中学 幼儿园 水库 公园 合作社 公司 有限公司 大桥 社区 处室 整体支出 整体预算 对我"
    " 隧道 大道 泵站 电站 客运站 车站 污水处理厂 垃圾处理厂 水厂 灌区 景区 水闸 枢纽 林场 农场 广场 产业园 工业园 码头 敬老院 卫生院"
    " 全市 全县 全区 全旗 全乡 全镇 乡级 镇级 乡党委 镇党委 乡政府 镇政府".split(" "),
    (_OFFICE, _BODY),
)


class WholeText(Record):
    """A document's text, where its sections begin, and where the words stand that have been looked for."""

    text: str
    starts: tuple[int, ...]
    owners: tuple[int, ...]
    known: dict[str, list[int]]
    fronts: dict[tuple[str, int], list[str]]

    @classmethod
    def of(cls, text: str, sections: Sequence[Section]) -> WholeText:
        """The text with its sections, which are in order."""
        starts, owners = tuple([section.span.start for section in sections]), tuple([section.index for section in sections])
        return cls(text, starts, owners, _LOOKUP.places(text), {})

    def places(self, word: str) -> Sequence[int]:
        """Where a word stands."""
        known = self.known.get(word)
        if known is None:
            known = self.known[word] = places(self.text, word)
        return known

    def times(self, word: str) -> int:
        """How often a word stands."""
        return len(self.places(word))

    def before(self, word: str, length: int) -> Sequence[str]:
        """What stands in so many characters before a word, at each of its places; less where the text begins sooner."""
        known = self.fronts.get((word, length))
        if known is None:
            text = self.text
            known = self.fronts[word, length] = [text[place - length : place] for place in self.places(word)]
        return known

    def names(self, word: str, length: int, shape: re.Pattern[str]) -> list[str]:
        """What stands before a word and fits a shape between two ends of lines, each once: a pattern over all of it is a fifth of many tests."""
        fronts = "\n".join(dict.fromkeys(self.before(word, length)))
        return [front for front in shape.findall(f"\n{fronts}\n") if front.isalpha()]

    def behind(self, front: str, word: str) -> list[int]:
        """Where a word stands that has certain characters before it."""
        return [place for place, before in zip(self.places(word), self.before(word, len(front)), strict=True) if before == front]

    def section(self, place: int) -> int:
        """The section that a place belongs to."""
        index = bisect_right(self.starts, place) - 1
        return self.owners[index] if index >= 0 else 0

    def statement(self, kind: str, span: Span, detail: str, related: Sequence[tuple[str, Span]], *traits: str) -> Statement:
        """A statement on the words of a span."""
        words = self.text[span.start : span.end]
        return Statement(kind, words, span, self.section(span.start), detail, tuple(related), frozenset(traits))

    def line(self, place: int) -> tuple[int, int]:
        """The bounds of the written line that holds a place."""
        end = self.text.find("\n", place)
        return self.text.rfind("\n", 0, place) + 1, end if end >= 0 else len(self.text)
