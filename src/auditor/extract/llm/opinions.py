"""What a model thinks of pairs of passages becomes statements: its opinion with both quotes, and nothing that could be computed."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract.llm.answers import OpinionItem, Opinions
from auditor.extract.llm.grounding import Ground
from auditor.extract.llm.pairs import Pair, Passage
from auditor.model import Span, Statement
from auditor.patterns import compiled

KIND = "model-opinion"
_LONGEST_REASON = 80  # characters
_CHINESE = compiled("[\u4e00-\u9fff]")
_DIGITS = compiled("[0-9]+(?:[.][0-9]+)?")


def opinions(answer: Opinions, asked: Sequence[Pair], ground: Ground) -> tuple[list[Statement], int]:
    """The contradictions a model sees, and how many of its opinions were dropped because they do not stand in the two passages."""
    found: list[Statement] = []
    dropped = 0
    seen: set[int] = set()
    for item in answer.opinions:
        if item.verdict != "矛盾":
            continue
        statement = _statement(item, asked[item.pair - 1], ground) if item.pair <= len(asked) and item.pair not in seen else None
        seen.add(item.pair)
        if statement is None:
            dropped += 1
        else:
            found.append(statement)
    return found, dropped


def _statement(item: OpinionItem, pair: Pair, ground: Ground) -> Statement | None:
    a, b = _quoted(item.quote_a, pair.a, ground), _quoted(item.quote_b, pair.b, ground)
    reason = " ".join(item.reason.split())
    if a is None or b is None or len(reason) > _LONGEST_REASON or not _CHINESE.search(reason) or "://" in reason:
        return None
    said = {number for passage in pair for number in _DIGITS.findall(passage.text.replace(",", "").replace("，", ""))}
    if not said.issuperset(_DIGITS.findall(reason.replace(",", "").replace("，", ""))):
        return None  # a number that stands in neither passage
    return Statement(KIND, pair.a.line.text[pair.a.start : pair.a.end], a, pair.a.line.section, reason.rstrip("。"), (("other", b),))


def _quoted(quote: str, passage: Passage, ground: Ground) -> Span | None:
    return ground.find(quote, passage.span)
