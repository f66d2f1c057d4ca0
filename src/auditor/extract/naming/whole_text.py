"""The whole text of a document, searched for words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from auditor.extract.words import Lookup, places
from auditor.model import Section, Span, Statement
from auditor.records import NamedTuple

# What is looked for in every document; which of it means something is for the modules to say that ask.
_LOOKUP = Lookup(
    "组长 组员 成员 主任 指挥长 姓名 签名 签字 人\t 小学 中学 幼儿园 水库 公园 合作社 公司 有限公司 大桥 社区 处室 整体支出 整体预算 对我"
    " 隧道 大道 泵站 电站 客运站 车站 污水处理厂 垃圾处理厂 水厂 灌区 景区 水闸 枢纽 林场 农场 广场 产业园 工业园 码头 敬老院 卫生院"
    " 全市 全县 全区 全旗 全乡 全镇 乡级 镇级 乡党委 镇党委 乡政府 镇政府".split(" ")
)


class WholeText(NamedTuple):
    """A document's text, where its sections begin, and where the words stand that have been looked for."""

    text: str
    starts: tuple[int, ...]
    owners: tuple[int, ...]
    known: dict[str, list[int]]

    @classmethod
    def of(cls, text: str, sections: Sequence[Section]) -> WholeText:
        """The text with its sections, which are in order."""
        starts, owners = tuple([section.span.start for section in sections]), tuple([section.index for section in sections])
        return cls(text, starts, owners, _LOOKUP.places(text))

    def places(self, word: str) -> Sequence[int]:
        """Where a word stands."""
        known = self.known.get(word)
        if known is None:
            known = self.known[word] = list(places(self.text, word))
        return known

    def times(self, word: str) -> int:
        """How often a word stands."""
        return len(self.places(word))

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
