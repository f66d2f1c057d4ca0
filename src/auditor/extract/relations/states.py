"""States and grades of one thing: 16 个项目 … 竣工 6 个、在建 7 个，另有 3 个 …; 90 分以上的有 16 项、80-90 分的有 17 项."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

STATES = compiled(
    "竣工|完工|建成|投产|验收|在建|(?:正在|尚在|仍在)[一-龥]{2,6}|(?:办理|开展)?前期|未开工|未启动|未完成|办结|在办|未办结|已[一-龥]{2,4}|尚未[一-龥]{2,4}"
)
SCORE_BAND = compiled(
    "\\d\\s*分?\\s*(?:[（(]不?含[）)])?\\s*(?:以[上下]|之间)?的?(?:项目|企业|单位|部门)?(?:有|为|共)?\\s*$"
)  # 90 分以上的有
GRADES = compiled('[“"]?(?:优秀?|良好?|中|合格|不合格|差)[”"]?(?:等次|等级|档)?的?$')
LAST_PART = compiled("(?:另有|其余|剩余|余下|尚有|还有)$")


def state_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """A number of things, and in the next sentence how many of them are in which state or grade: 16 个 … 竣工 6 个、在建 7 个，另有 3 个 …"""
    for line in lines:
        for position, total in enumerate(line.quantities[:-2]):
            if total.kind is not Kind.COUNT or total.number < 3 or total.high is not None:
                continue
            parts = _states_behind(line, position, total)
            if len(parts) > 1:
                reading = Reading(Operation.SUM, tuple(Term(line.fact(part)) for part in parts))
                yield Claim(
                    ClaimKind.SUM,
                    line.fact(total),
                    (reading,),
                    ("各状态",),
                    frozenset({"labelled", "states", "conjunction"}),
                    source=line.source,
                )


def _states_behind(line: Line, position: int, total: Quantity) -> list[Quantity]:
    """The counts behind a total that a state or grade each belongs to, up to one that closes the list (另有, 其余) or the sentence's end."""
    following = line.quantities[position + 1 : position + 9]
    alike = [quantity for quantity in following if quantity.kind is Kind.COUNT and quantity.unit == total.unit]
    if len(alike) < 2 or alike[0].value > total.value:
        return []
    _, own_end = line.sentence(total.start)
    _, end = line.sentence(own_end) if own_end < len(line.text) else (0, own_end)
    parts: list[Quantity] = []
    closed = False
    for quantity in following:
        if quantity.end > end or closed:
            break
        if quantity.kind is Kind.SCORE:  # 90 分以上的 16 项
            continue
        if quantity.kind is not Kind.COUNT or quantity.unit != total.unit:
            if parts:
                break
            continue
        if quantity.value > total.value:
            break  # a number of more things is told, and the states behind it are theirs
        closed = LAST_PART.search(line.text, max(0, quantity.start - 4), quantity.start) is not None
        grade = _is_graded(line, quantity)
        if not closed and not grade and not STATES.search(line.label(quantity)):
            break
        parts.append(quantity)
    graded = len(parts) > 1 and all(_is_graded(line, part) for part in parts)
    return parts if closed or graded else []


def _is_graded(line: Line, quantity: Quantity) -> bool:
    """Whether a count is of things with one grade: “优”的 11 个, 80-90 分的有 17 项."""
    if (
        SCORE_BAND.search(line.text, max(0, quantity.start - 14), quantity.start)
        and "分" in line.text[quantity.start - 14 : quantity.start]
    ):
        return True
    return GRADES.search(line.text, max(0, quantity.start - 9), quantity.start) is not None
