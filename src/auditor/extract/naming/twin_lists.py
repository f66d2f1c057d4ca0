"""Two lists of the same things that differ in one member: 白水镇、青龙镇、石桥乡、云岭乡 in a sentence, 云峰乡 in the rows of the table.

All members but one are the same, three or more of them, and each list has one name that the other lacks, of one make with it: then one of
the two is a slip, whatever the characters are that differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from auditor.extract.lines import Line
from auditor.extract.naming.whole_text import WholeText
from auditor.model import Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_ENDS = "村|社区|镇|乡|街道|苏木|嘎查|学校|小学|中学|幼儿园|医院|卫生院|站|所|局|中心|公司|合作社|水库|大桥|公园|小区|项目|工程"
_NAME = compiled(f"[^\\W\\da-zA-Z_]{{1,14}}?(?:{_ENDS})(?![^\\W\\d]{{0,2}}(?:{_ENDS}))")
_END = compiled(_ENDS)
_LEAD = compiled("^(?:分别为|分别是|包括|其中|涉及|覆盖|即|为|是|有|对|在|由|含|我[镇县乡]|全[镇县乡])+")
_FIRST = compiled(f"[^\\W\\da-zA-Z_]{{1,14}}?(?:{_ENDS})(?=[^，。；：、\\n]{{0,10}}$)")
_ONLY_ENDS = compiled(f"(?:{_ENDS})+$")
_BROKEN = compiled("[。；：\\n]")
_CELL = compiled(f"[^\\W\\da-zA-Z_]{{1,14}}(?:{_ENDS})$")
_DISTINCT = frozenset("一二三四五六七八九十东西南北中上下前后新老大小")
_LAST = frozenset(end[-1] for end in _ENDS.split("|"))
_LEAST, _MOST_LISTS = 3, 40
_REACH = 14 + max(map(len, _ENDS.split("|")))  # characters in which a name ends
_LONGEST = 24  # characters of a name with its number


class _List(NamedTuple):
    """The names of a list or column with their places."""

    names: dict[str, Span]
    text: bool


def twin_lists(
    whole: WholeText, lines: Sequence[Line], tables: Mapping[int, Sequence[Sequence[Line]]], told: Sequence[Statement]
) -> Iterator[Statement]:
    """Each pair of names that stand for one another in two lists, once; none of those in `told`."""
    lists = [*_columns(tables), *_told(lines)][:_MOST_LISTS]
    done = {statement.span for statement in told} | {span for statement in told for _, span in statement.related}
    for one, other in combinations(lists, 2):
        if abs(len(one.names) - len(other.names)) > 0 or not (one.text or other.text):
            continue
        missing = [name for name in one.names if not _holds(other.names, name)]
        if len(missing) != 1 or len(one.names) - 1 < _LEAST:
            continue
        strange = next((name for name in other.names if not _holds(one.names, name)), "")
        if not _is_one(missing[0], strange):
            continue
        here, there = one.names[missing[0]], other.names[strange]
        if here not in done and there not in done:
            done |= {here, there}
            yield whole.statement("name", there, missing[0], [("other", here)], "place")


def _holds(names: dict[str, Span], name: str) -> bool:
    """Whether a list has a name; the first of a sentence may have words in front."""
    first = next(iter(names))
    return name in names or first.endswith(name) or name.endswith(first)


def _is_one(name: str, other: str) -> bool:
    """Whether two names may be one with a slip: one character apart, which tells no two things apart."""
    if len(name) != len(other):
        return False
    apart = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
    return len(apart) == 1 and not _DISTINCT.intersection(apart[0])


def _columns(tables: Mapping[int, Sequence[Sequence[Line]]]) -> Iterator[_List]:
    """The first columns of tables as far as their cells are names."""
    for rows in tables.values():
        names: dict[str, Span] = {}
        for row in rows:
            for cell in row[:2]:
                text = cell.text.strip()
                if text[-1:] in _LAST and _CELL.match(text) and not _ONLY_ENDS.match(text):
                    names.setdefault(text, cell.passage.span)
                    break
        if len(names) > _LEAST:
            yield _List(names, text=False)


def _named(piece: str) -> re.Match[str] | None:
    """The name that a piece begins with; a look for its last word costs a third of trying it."""
    return _NAME.match(piece) if _END.search(piece, 1, _REACH) else None


def _told(lines: Sequence[Line]) -> Iterator[_List]:
    """The lists of names in sentences; numbers may stand behind the names."""
    for line in lines:
        if "、" not in line.text or line.text.count("、") < _LEAST:
            continue
        pieces = line.text.split("、")
        if not any(map(_named, pieces[_LEAST::_LEAST])):  # names in a row have one of every third piece
            continue
        found = [_named(piece) for piece in pieces]
        if not any(map(all, zip(found[1:], found[2:], found[3:], strict=False))):  # behind the first name of a list
            continue
        names: dict[str, Span] = {}
        at = 0
        for index, piece in enumerate(pieces):
            name = found[index] if names else None
            if name is None:
                if len(names) > _LEAST:
                    yield _List(names, text=True)
                names = {}
                behind = found[index + 1 : index + 1 + _LEAST]
                first = _FIRST.search(piece, max(0, len(piece) - 30)) if len(behind) == _LEAST and all(behind) else None
                if first is not None:
                    bare = _LEAD.sub("", first.group())
                    names[bare] = line.span(at + first.end() - len(bare), at + first.end())
            else:
                names.setdefault(name.group(), line.span(at + name.start(), at + name.end()))
                if _BROKEN.search(piece, name.end()) or len(piece) > _LONGEST:
                    if len(names) > _LEAST:
                        yield _List(names, text=True)
                    names = {}
            at += len(piece) + 1
        if len(names) > _LEAST:
            yield _List(names, text=True)
