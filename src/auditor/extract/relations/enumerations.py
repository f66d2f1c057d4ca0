"""Enumerations told in prose, cut into their items: A、B、C和D; 一是…；二是…; 《甲》《乙》.

Whether a 和 joins two items or belongs to one name, whether a comma ends a list or goes on with it, often only a reader who knows the
matter can tell. An `Enumeration` therefore says how many items there are at least and at most.
"""

from __future__ import annotations

import re
from itertools import pairwise

from auditor.patterns import compiled
from auditor.records import Record

LONGEST = 700  # characters of a list
LONGEST_ITEM = 24  # characters; longer ones are clauses
LONGEST_NAME = 12  # characters of a bare name in a further group
SHORT = 3  # characters of a keyword (决策、过程、产出)
MOST = 40  # items

_OPENING, _CLOSING = "（(“《〈【‘", "）)”》〉】’"
_NESTS = compiled(f"[{_OPENING}]")
_BRACKETS = compiled(f"[{_OPENING}{_CLOSING}]")
_ABUTTING = compiled("[”》][“《]")  # 《甲》《乙》: nothing stands between the items
_MARKER = compiled(
    "(?P<saying>[一二三四五六七八九十]{1,2})是|第(?P<ordinal>[一二三四五六七八九十]{1,2})[，、是]"
    "|[（(](?:(?P<bracket>\\d{1,2})|(?P<words>[一二三四五六七八九十]{1,2}))[）)]|(?P<circled>[①-⑳])|(?P<plain>\\d{1,2})[.、．)）](?!\\d)"
)
_BEFORE_MARKER = frozenset("。；;：:，,、 \u3000）)")
_WORDS = "一二三四五六七八九十"
_OPEN = compiled("(?<![高平中初同相对优劣])等(?![级次额于候])|如[：:]|之一|…|及其|其他|若干|为代表")
_ANOTHER = compiled("；[^，；、。：]{0,16}?\\d{1,3}\\s?[个家所名项处支][^，；、。]{0,12}[：:，,（(]")
_FEWEST = 3  # names of a list behind which another may begin
_ROOMS, _FEWEST_ROOMS = frozenset("股科室处办"), 5  # what rooms of a bureau end in
_THOUSANDS = compiled("(?<=\\d),(?=\\d{3})")
_JOINING = compiled("以及|和|及|与|并")
_CUT = compiled("[、\\x00]")
_DIGIT = compiled("\\d")
_GOES_ON = compiled("(?:以及|及|和|与|还有|另有|外加|加上)")
_TURN = compiled(
    "(?:均|都|共|总|合计|小计|目前|现|已|使|实现|其中|确保|切实|全部|涉及|覆盖|占|分别|有效|进一步|为|累计|较|比|同比|由|按|对|将|该|此|各|每|到|于)"
)


class Enumeration(Record):
    """A list: the offsets of its items, how many it may hold at least and at most, and what is known of its shape.

    `items` is the most natural cut. `alike` says that all items are of one make (one last character, all quoted, …),
    `amounts` that there are digits among them, `numbered` that they carry 一是 or 1. in sequence, `marked` that they are short and
    that nothing but 、 or ； stands between them. `end` is the offset behind the last item.
    """

    items: tuple[tuple[int, int], ...]
    least: int
    most: int
    alike: bool
    amounts: bool
    numbered: bool
    marked: bool
    end: int

    def of_rooms(self, text: str) -> Enumeration:
        """The list without 和 and 与 that stand within the name of a room (资产与基建股), where every item is a room by its last character."""
        if self.least == self.most or len(self.items) < _FEWEST_ROOMS or any(text[b - 1] not in _ROOMS for _, b in self.items):
            return self
        inner = [
            hit for a, b in self.items for hit in _JOINING.finditer(text, a, b) if hit.start() > a and text[hit.start() - 1] not in _ROOMS
        ]
        return self._replace(most=max(self.least, self.most - len(inner)), marked=False) if inner else self


# ------------------------------------------------------------------------------------------------------- numbered lists


def marker_style(match: re.Match[str]) -> tuple[str, int]:
    """The style and the ordinal of a marker."""
    style = match.lastgroup or ""
    written = match[style]
    if style == "circled":
        return style, ord(written) - ord("①") + 1
    return style, int(written) if written.isdigit() else _in_words(written)


def ordinal(marker: str) -> int:
    """The number a heading's marker carries (（三） is 3), or 0."""
    words = "".join(character for character in marker if character in _WORDS)
    digits = "".join(character for character in marker if "0" <= character <= "9")
    if words and not digits:
        return _in_words(words)
    if digits and not words and len(digits) < 4:
        return int(digits)
    return ord(marker[0]) - ord("①") + 1 if "①" <= marker[:1] <= "⑳" else 0


def _in_words(written: str) -> int:
    """一 to 九十九; 0 for what is none of them."""
    if "十" not in written:
        return _WORDS.index(written) + 1 if len(written) == 1 else 0
    tens, _, ones = written.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return (_WORDS.index(tens) + 1 if tens else 1) * 10 + (_WORDS.index(ones) + 1 if ones else 0)


def numbered(text: str, start: int, end: int) -> Enumeration | None:
    """The list that begins at `start` with the marker of a first item, as far as its numbers run on: over sentences, up to a second 1."""
    first = _MARKER.match(text, start, end)
    if first is None or marker_style(first)[1] != 1:
        return None
    style = marker_style(first)[0]
    starts = [first.start()]
    for match in _MARKER.finditer(text, first.end(), end):
        if text[match.start() - 1] not in _BEFORE_MARKER:
            continue
        found = marker_style(match)
        if found == (style, len(starts) + 1):
            starts.append(match.start())
        elif found == (style, 1):
            end = match.start()
            break
    items = tuple((a, min(b, a + LONGEST_ITEM // 2)) for a, b in pairwise([*starts, end]))
    return Enumeration(items, len(items), len(items), alike=True, amounts=False, numbered=True, marked=True, end=end)


# --------------------------------------------------------------------------------------------------------- lists in line


def behind(text: str, start: int, end: int) -> Enumeration | None:
    """The list in `text[start:end]`, which begins at `start` and may end before `end`; None when there is none or it is open."""
    end = min(end, start + LONGEST)
    flat = _flat(text[start:end].rstrip("。；;，, "))
    if "；" in flat and _ANOTHER.match(flat, flat.index("；")) and flat.count("、", 0, flat.index("；")) + 1 >= _FEWEST:
        flat = flat[: flat.index("；")]  # 内设6个股室：……；下属单位4个：…… begins a list of its own
    if "；" in flat:
        return _of_semicolons(flat, start)
    head, *rest = _segments(flat)
    if len(_pieces(flat, *head)) < 2 and not _is_pair(flat, head):
        return _of_commas(flat, start, [head, *rest])
    items = _pieces(flat, *head)
    most = _most(flat, items)
    tail = head[1]
    goes_on = False
    for position, segment in enumerate(rest):
        if _ends_list(flat, items, segment):
            most += _further_groups(flat, rest[position:])
            break
        goes_on = True
        pieces = _pieces(flat, *segment)
        most += len(pieces) + sum(_joints(flat, piece) for piece in pieces)
        if _GOES_ON.match(flat, segment[0]):
            most -= 1 if len(pieces) == 1 and _joints(flat, pieces[0]) else 0
        tail = segment[1]
    if _OPEN.search(flat, 0, tail):
        return None
    return _enumeration(flat, start, items, most, tail, marked=not goes_on)


def before(text: str, start: int, end: int) -> Enumeration | None:
    """The list in `text[start:end]` that leads up to its number at `end` (A、B、C三个村); None when it is open."""
    flat = _flat(text[start:end].rstrip())
    if _OPEN.search(flat):
        return None
    segments = _segments(flat)
    items = _pieces(flat, *segments[-1])
    if len(items) < 2:
        return None
    most = _most(flat, items)
    for segment in segments[:-1]:
        pieces = _pieces(flat, *segment)
        most += len(pieces) + sum(_joints(flat, piece) for piece in pieces)
    return _enumeration(flat, start, items, most, len(flat), marked=True)


def _enumeration(flat: str, start: int, pieces: list[tuple[int, int]], most: int, tail: int, *, marked: bool) -> Enumeration | None:
    """The enumeration of the pieces between separators; a single 和 in the last one is cut, too."""
    items, certain = _last_cut(flat, pieces)
    if not 2 <= len(items) <= MOST:
        return None
    return Enumeration(
        tuple((start + a, start + b) for a, b in items),
        len(items) if certain else len(pieces),
        max(most, len(items)),
        alike=_alike(flat, pieces if len(pieces) > 1 else items),
        amounts=_DIGIT.search(flat, 0, tail) is not None,
        numbered=False,
        marked=marked and all(b - a <= LONGEST_ITEM for a, b in items),
        end=start + tail,
    )


def _of_semicolons(flat: str, start: int) -> Enumeration | None:
    """Items between semicolons. Where these hold lists themselves, the list may also end at the first semicolon."""
    items = _trimmed(flat, flat.split("；"))
    if len(items) < 2 or _OPEN.search(flat):
        return None
    first = _pieces(flat, *items[0])
    most = max(len(items), len(first) + sum(_joints(flat, piece) for piece in first)) if len(first) > 1 else len(items)
    if "，" in flat[items[-1][0] : items[-1][1]] and "，" not in flat[: items[0][1]]:
        items[-1] = items[-1][0], flat.index("，", items[-1][0])
    return _enumeration(flat, start, items, most, items[-1][1], marked=len(first) < 2)


def _of_commas(flat: str, start: int, segments: list[tuple[int, int]]) -> Enumeration | None:
    """Items between commas: only if they are all of one make, and none is a clause."""
    items = [segments[0]]
    for segment in segments[1:]:
        if _TURN.match(flat, segment[0]) or flat[segment[1] - 1] != flat[items[0][1] - 1]:
            break
        items.append(segment)
    if len(items) < 2 or any("、" in flat[a:b] for a, b in items) or _OPEN.search(flat, 0, items[-1][1]):
        return None
    most = len(segments) + sum(_joints(flat, item) for item in segments)
    return _enumeration(flat, start, items, most, items[-1][1], marked=False)


def _further_groups(flat: str, segments: list[tuple[int, int]]) -> int:
    """How many more things a list may hold that goes on in groups of another make: 甲办、乙办，丙中心、丁中心，执法队."""
    found = 0
    for segment in segments:
        pieces = _pieces(flat, *segment)
        names = [flat[a:b] for a, b in pieces]
        if any(len(name) > LONGEST_NAME or _TURN.match(name) or any(char.isdecimal() for char in name) for name in names):
            break
        found += len(pieces)
    return found if len(segments) > 1 or found > 1 else 0


def _ends_list(flat: str, items: list[tuple[int, int]], segment: tuple[int, int]) -> bool:
    """Whether what stands behind a comma is no item any more: a clause with a figure, with a verb, of another make or far longer."""
    clause = flat[segment[0] : segment[1]]
    if _GOES_ON.match(clause):
        return False
    if _TURN.match(clause):
        return True
    head = flat[: items[-1][1]]
    if any(character.isdecimal() for character in clause) and not any(character.isdecimal() for character in head):
        return True
    pieces = _pieces(flat, *segment)
    if len(items) > 1 and _alike(flat, items) and not any(_last(flat, piece) == _last(flat, items[0]) for piece in pieces):
        return True
    longest = max(b - a for a, b in items)
    return len(pieces) == 1 and len(clause) > 2 * longest + 1


def _segments(flat: str) -> list[tuple[int, int]]:
    return _trimmed(flat, flat.replace(",", "，").split("，")) or [(0, len(flat))]


def _trimmed(flat: str, parts: list[str]) -> list[tuple[int, int]]:
    """The offsets of consecutive parts, one separator apart, without blanks around them and without empty ones."""
    spans = []
    at = 0
    for part in parts:
        a, b = at, at + len(part)
        at = b + 1
        while a < b and flat[a] in " \u3000\t":
            a += 1
        while b > a and flat[b - 1] in " \u3000\t":
            b -= 1
        if a < b:
            spans.append((a, b))
    return spans


def _pieces(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """The offsets between enumeration commas. In 1、2号楼 the comma joins two numbers of one name."""
    pieces = []
    a = start
    for cut in _CUT.finditer(flat, start, end):
        b = cut.start()
        if flat[b] == "、" and flat[b - 1 : b].isdecimal() and flat[b + 1 : b + 2].isdecimal():
            continue
        if flat[a:b].strip():
            pieces.append((a, b))
        a = b + 1
    if flat[a:end].strip():
        pieces.append((a, end))
    return pieces


def _most(flat: str, items: list[tuple[int, int]]) -> int:
    """How many items there are if every 和 and every 1、2 joins two."""
    numbers = sum([flat.count("、", a, b) for a, b in items])
    return len(items) + numbers + sum([_joints(flat, item) for item in items])


def _joints(flat: str, piece: tuple[int, int]) -> int:
    """How many 和, 及 stand inside a piece."""
    start, end = piece
    return sum([match.start() > start for match in _JOINING.finditer(flat, start, end)])


def _is_pair(flat: str, head: tuple[int, int]) -> bool:
    """A和B with nothing else: a list of two."""
    return len(_pieces(flat, *head)) == 1 and _joints(flat, head) == 1 and head[1] - head[0] <= 2 * LONGEST_ITEM


def _last_cut(flat: str, pieces: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], bool]:
    """The pieces with A、B和C cut in three, and whether that is the only way: B and C are of one make with an A, or stand alone."""
    a, b = pieces[-1]
    joints = [match for match in _JOINING.finditer(flat, a, b) if match.start() > a]
    if len(joints) != 1 or joints[0].end() >= b:
        return pieces, not joints
    halves = [(a, joints[0].start()), (joints[0].end(), b)]
    same = {_last(flat, half) for half in halves}
    certain = len(pieces) == 1 or (len(same) == 1 and any(_last(flat, piece) in same for piece in pieces[:-1]))
    return [*pieces[:-1], *halves], certain


def _last(flat: str, piece: tuple[int, int]) -> str:
    """The last character of a piece in front of its brackets."""
    return flat[piece[0] : piece[1]].rstrip("〇 ")[-1:] or "〇"


def _alike(flat: str, items: list[tuple[int, int]]) -> bool:
    """Whether all items end in one character, are all quoted, short and equally long, or begin alike (a verb may stand in front)."""
    lengths = {b - a for a, b in items[1:]}
    if len({_last(flat, item) for item in items}) == 1 or (len(items) > 2 and len(lengths) == 1 and max(lengths) <= SHORT):
        return True
    opening = flat[items[-1][0] : items[-1][0] + 2]
    return all(flat.startswith(opening, a) for a, _ in items[1:]) and opening in flat[items[0][0] : items[0][1]]


def _flat(text: str) -> str:
    """The text with everything in brackets and quotation marks blanked out, and a NUL where 》《 separate two items."""
    flat = _blanked(text) if _NESTS.search(text) else text
    if "," in flat:
        flat = _THOUSANDS.sub("〇", flat)
    return flat.replace(";", "；")


def _blanked(text: str) -> str:
    pieces = []
    depth = start = 0
    for bracket in _BRACKETS.finditer(text):
        place = bracket.start()
        pieces.append("〇" * (place - start) if depth else text[start:place])
        start = place + 1
        if text[place] in _OPENING:
            depth += 1
            pieces.append("〇")
        else:
            pieces.append("〇" if depth else text[place])
            depth = max(0, depth - 1)
            if depth == 0 and _ABUTTING.match(text, place):
                pieces[-1] = "\x00"
    return "".join([*pieces, text[start:]]) if depth == 0 else text
