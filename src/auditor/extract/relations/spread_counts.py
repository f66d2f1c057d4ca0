"""A number of things against the places among which they are shared out: 新建驿站 10 个，分布在甲镇、乙镇、丙镇各 2 个，丁乡 3 个.

The groups must fill the rest of the sentence, or the bracket, without a word over: then nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

# Between the number and its groups: what is counted, then words for their being shared out, or a bracket.
_OPENS = compiled(
    "([^\\W\\d]{0,12})(?:[，,：:（(]\\s?(?:分别)?(?:分布|布设|布点|设立?|位|建|安装|落户|坐落|涉及)?[在于到]?[：:]?|[：:（(])\\s?"
)
_GROUP = compiled("[、，,；;和及与]?\\s?(?P<names>[^，。；,;：:（）()\\d]{2,60}?)(?P<each>各)?有?\\s?$")
_NOUN = compiled("[^\\W\\d，、各]{0,8}")
_SEPARATOR = compiled("[、，,；;和及与]")
_NAMES = compiled("、|和|与|及")
_PART = compiled("其中|等|其余|其他|另|新增|上年|计划|约|以上|含|包括|原|现|已|未|累计|每|共|合计|增|减|较|比")
_FEWEST, _MOST = 2, 200
_FAR = 3
_LONGEST = 300


def spread_counts(lines: Sequence[Line]) -> Iterator[Claim]:
    """One claim for each number that is shared out with 各 in at least one group."""
    for line in lines:
        if "各" in line.text and len(line.quantities) > _FEWEST - 1:
            yield from (
                claim
                for index, quantity in enumerate(line.quantities[:_MOST])
                if _is_plain(quantity) and (claim := _claim(line, quantity, line.quantities[index + 1 :])) is not None
            )


def _is_plain(quantity: Quantity) -> bool:
    return quantity.kind is Kind.COUNT and quantity.is_exact and quantity.factor == 1 and quantity.number > 1


def _claim(line: Line, stated: Quantity, others: Sequence[Quantity]) -> Claim | None:
    text = line.text
    opened = _OPENS.match(text, stated.end, stated.end + 40)
    if opened is None or _PART.search(opened[0]):
        return None
    start = opened.end()
    bracketed = "（" in opened[0] or "(" in opened[0]
    end = _closed(text, start) if bracketed else _ended(text, start, line.sentence(stated.start)[1])
    if end < 0 or text.find("各", start, end) < 0:
        return None
    terms: list[Term] = []
    at, groups = start, 0
    for quantity in others:
        if quantity.start >= end:
            break
        group = _GROUP.fullmatch(text, at, quantity.start)
        if (
            group is None
            or not _is_plain(quantity._replace(number=quantity.number + 1))
            or quantity.unit != stated.unit
            or _PART.search(group["names"])
        ):
            return None
        names = len(_NAMES.split(group["names"]))
        if not group["each"] and names > 1:
            return None
        terms += [Term(line.fact(quantity))] * names
        groups += 1
        noun = _NOUN.match(text, quantity.end, end)
        at = noun.end() if noun is not None else quantity.end
        if at < end and not _SEPARATOR.match(text, at):
            return None
    if at < end or groups < _FEWEST:
        return None
    total = sum(term.fact.quantity.number for term in terms)
    if abs(total - stated.number) > max(_FAR, int(stated.number) // 3):
        return None
    reading = Reading(Operation.SUM, tuple(terms), name="分述")
    return Claim(ClaimKind.COUNT, line.fact(stated), (reading,), ("各",), frozenset({"groups", "spread"}), source=line.source)


def _closed(text: str, start: int) -> int:
    """Where the bracket ends that began before `start`; −1 where it holds another one, or does not end."""
    end = min((place for mark in "）)" if (place := text.find(mark, start, start + _LONGEST)) >= 0), default=-1)
    return -1 if end >= 0 and any(text.find(mark, start, end) >= 0 for mark in "（(") else end


def _ended(text: str, start: int, end: int) -> int:
    """Where the clauses of the groups end: at a semicolon, or with the sentence."""
    end = start + len(text[start:end].rstrip("。；; \u3000"))
    return end if end - start <= _LONGEST else -1
