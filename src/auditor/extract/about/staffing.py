"""Establishment and staff: 核定编制 62 名 … 在职 60 人, as one total or by kind (行政编制 20 名 … 行政在职 18 人).

Staff outside the establishment (聘用, 借调, 离退休 …) must not be held against it. A firm word (在职, 在编) is only doubted when such
people are told as part of the very number; a loose one (实有, 现有) already when the sentence speaks of them at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

PERSONS = frozenset("人 名 个".split())
FIRM = ("在职", "在编", "在册")
LOOSE = ("实有", "现有", "在岗", "实际人数", "年末人数", "现员")
KINDS = ("参公", "参照公务员", "行政", "事业", "工勤", "政法专项", "离岗")
OUTSIDE = tuple(
    "编外 临聘 临时 劳务 派遣 借调 借用 退休 离休 退养 内退 合同制 聘用 聘任 公益 辅助 辅警 遗属 学生 志愿 挂职 过渡 村干部 两委".split()
)
_SPEAKS = compiled("|".join(("编制", *FIRM, *LOOSE)))
PART_OPENS = compiled("\\s*(?:[（(]\\s*(?:其中|含|包括|包含)|[，,。]?\\s*(?:其中|含|包括|包含))")
NOT_COUNTED = compiled("(?:不含|不包括|不包含|除|另有|另外|此外)[^，。；、）)]*")
STOPS = Stops("，。；：、,;:（()）")
WINDOW = 200  # characters around a loose word that may excuse it
AROUND = 30  # characters before a number that may say what it counts
# A body inside or beside the unit: its establishment is no limit for the unit's staff.
PART_OF_UNIT = compiled("下属|所属|直属|下设|下辖|内设|派驻|派出|挂靠")
BODY = compiled("[^\\W\\d]{2,14}?(?:办公室|中心|大队|支队|总队|[站所队馆校院处]|分局|指挥部|专班)(?=[^\\W\\d]{0,10}$)")


class Staffing(NamedTuple):
    """What one paragraph says: establishment and staff in all, and each by kind. `establishment` has several parts when no total is told."""

    line: Line
    establishment: tuple[Quantity, ...]
    staff: Quantity | None
    by_kind: tuple[tuple[Quantity, Quantity], ...]  # establishment, staff

    @property
    def limit(self) -> tuple[Fact, ...]:
        """The establishment as facts."""
        return tuple(self.line.fact(quantity, "编制") for quantity in self.establishment)


def read_staffing(lines: Sequence[Line]) -> list[Staffing]:
    """Every paragraph that tells an establishment or staff, in the order of the document."""
    found = []
    for line in lines:
        if line.quantities and not PERSONS.isdisjoint([quantity.unit for quantity in line.quantities]) and _SPEAKS.search(line.text):
            staffing = _of_paragraph(line)
            if staffing.establishment or staffing.staff or staffing.by_kind:
                found.append(staffing)
    return found


def chosen(found: Sequence[Staffing]) -> tuple[tuple[Fact, ...], Fact | None]:
    """The establishment and the staff of the whole unit: from the first paragraph that has both, else the first of each."""
    for staffing in found:
        if staffing.establishment and staffing.staff is not None:
            return staffing.limit, staffing.line.fact(staffing.staff, "在职人数")
    limit = next((staffing.limit for staffing in found if staffing.establishment), ())
    staff = next((staffing.line.fact(staffing.staff, "在职人数") for staffing in found if staffing.staff is not None), None)
    return limit, staff


def staffing_claims(found: Sequence[Staffing]) -> Iterator[Claim]:
    """Staff must not exceed the establishment, in all and by kind."""
    limit, staff = chosen(found)
    if limit and staff is not None:
        yield _claim(staff, limit, "in-all")
    for staffing in found:
        for quota, present in staffing.by_kind:
            line = staffing.line
            label = line.label(present)
            name = label if any(word in label for word in (*FIRM, *LOOSE)) else f"{label}在职"
            yield _claim(line.fact(present, name), (line.fact(quota),), "by-kind")


def _claim(staff: Fact, limit: tuple[Fact, ...], scope: str) -> Claim:
    reading = Reading(Operation.AT_MOST, tuple(Term(fact) for fact in limit))
    return Claim(ClaimKind.LIMIT, staff, (reading,), ("编制",), frozenset({"staff", scope}), source=staff.source)


def _of_paragraph(line: Line) -> Staffing:
    quotas: list[tuple[Quantity, frozenset[str]]] = []
    people: list[tuple[Quantity, frozenset[str]]] = []
    mentioned = "编制" in line.text
    shared = False  # whether a part of the establishment is told of a body of the unit's
    staff_sentence = -1  # where the sentence begins that has told staff: 在职 48 人，其中行政 20 人
    for quantity in line.quantities:
        if quantity.kind is not Kind.COUNT or quantity.unit not in PERSONS or quantity.high is not None:
            continue
        start, _ = line.sentence(quantity.start)
        words = _words(line, quantity, start)
        kinds = _kinds(words)
        if PART_OF_UNIT.search(words) or ("编制" in words and not quotas and people and BODY.search(words)):
            shared |= "编制" in words
            continue
        if "编制" in words:
            quotas.append((quantity, kinds))
        elif quotas and not people and compiled("(?:共计|合计|总计|共|总数)$").search(words.rstrip("为有是 ")):
            quotas.append((quantity, frozenset()))
        elif any(word in words for word in FIRM) or (mentioned and any(word in words for word in LOOSE)):
            staff_sentence = start
            firm = any(word in words for word in FIRM)
            if not _outside(words) and not _told_as_part(line, quantity) and (firm or not _spoken_of(line, quantity)):
                people.append((quantity, kinds))
        elif kinds and staff_sentence == start and not _outside(words):
            people.append((quantity, kinds))
    if shared and all(kinds for _, kinds in quotas):
        quotas = []  # the parts told are not all
    return Staffing(line, _establishment(quotas), _staff(people), tuple(_pairs(quotas, people)))


def _words(line: Line, quantity: Quantity, sentence: int) -> str:
    """The words right before a number, back to a delimiter or the number before."""
    before = line.text[max(sentence, quantity.start - AROUND) : quantity.start]
    cut = STOPS.last(before, 0, len(before))
    if cut >= 0 and not before[cut + 1 :].strip("为有是 　"):  # 编制：58 名
        cut = STOPS.last(before, 0, cut)
    return before[cut + 1 :].strip("： 　")


def _kinds(words: str) -> frozenset[str]:
    """The kinds of establishment that words name; 参公事业编制 is 参公."""
    found = frozenset(kind for kind in KINDS if kind in words)
    return frozenset({"参公"}) if found & {"参公", "参照公务员"} else found


def _told_as_part(line: Line, quantity: Quantity) -> bool:
    """Whether people outside the establishment are told as part of a number: 在岗 18 人（含借调 3 人）."""
    opening = PART_OPENS.match(line.text, quantity.end)
    if opening is None:
        return False
    _, end = line.sentence(opening.end())
    return _outside(NOT_COUNTED.sub("", line.text[opening.end() : min(end, opening.end() + 80)]))


def _spoken_of(line: Line, quantity: Quantity) -> bool:
    """Whether a number's sentence, or the next one that details it, speaks of people outside the establishment."""
    start, end = line.sentence(quantity.start)
    if line.text.startswith(("其中", "其余"), end):
        end = line.sentence(end)[1]
    return _outside(NOT_COUNTED.sub("", line.text[max(start, quantity.start - WINDOW) : min(end, quantity.end + WINDOW)]))


def _outside(words: str) -> bool:
    """Whether words name people outside the establishment."""
    return any(word in words for word in OUTSIDE)


def _establishment(quotas: Sequence[tuple[Quantity, frozenset[str]]]) -> tuple[Quantity, ...]:
    """The establishment in all: the total that is told, else the parts."""
    totals = [quantity for quantity, kinds in quotas if not kinds]
    if totals:
        return (max(totals, key=lambda quantity: quantity.number),)
    kinds = [kinds for _, kinds in quotas]
    return tuple(quantity for quantity, _ in quotas) if len(set(kinds)) == len(kinds) else ()


def _staff(people: Sequence[tuple[Quantity, frozenset[str]]]) -> Quantity | None:
    """The staff in all: the first number without a kind, or the one that all the others add up to."""
    totals = [quantity for quantity, kinds in people if not kinds]
    if not totals:
        return None
    largest = max(totals, key=lambda quantity: quantity.number)
    return largest if 2 * largest.number == sum(quantity.number for quantity in totals) else totals[0]


def _pairs(
    quotas: Sequence[tuple[Quantity, frozenset[str]]], people: Sequence[tuple[Quantity, frozenset[str]]]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Establishment and staff of one kind, where each is told once."""
    for kinds in {kinds for _, kinds in quotas if kinds}:
        quota = [quantity for quantity, other in quotas if other == kinds]
        present = [quantity for quantity, other in people if other == kinds]
        if len(quota) == len(present) == 1:
            yield quota[0], present[0]
