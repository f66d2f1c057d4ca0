"""Public bodies whose name changes in one word: 某市渔政总队 and 某市渔政总站, 某县农业局 and another county's 农业局.

A body is read with its county or city in front, so that the stations of towns are no variants of the county's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.naming.sounds import looks_like, sounds_like
from auditor.extract.naming.whole_text import BODY, WholeText
from auditor.model import Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_BODY = compiled(BODY)
_TWINS = frozenset("局院馆处")  # 某市水利局 and 某市水利院 are two bodies
_LEARNT = compiled(
    "学习|考察|参观|借鉴|对标|观摩|对口|协作|帮扶|援|邻|兄弟|先进|联合|共建|与$|同$|和$|跨|交流|签订|委托|承担|中标|推广|做法|经验"
)
_NO_PLACE = frozenset("和由在为及与对将应需向从到是有全该本我各按等经报的请被把据照会使让给以并或送交于归属受级国内外其此")
_MOST, _SELDOM, _OFTEN = 400, 1, 2
_AROUND = 16


class _Body(NamedTuple):
    place: str
    level: str
    work: str
    kind: str
    start: int
    end: int


def near_bodies(whole: WholeText, told: Sequence[Statement]) -> Iterator[Statement]:
    """Bodies with another last word than the same place's, then bodies of another place than the report's."""
    done = {statement.span for statement in told}
    bodies = [body for body in _bodies(whole) if not any(span.start < body.end and body.start < span.end for span in done)]
    yield from _kinds(bodies, whole)
    yield from _places(bodies, whole)
    yield from _levels(bodies, whole)


def _bodies(whole: WholeText) -> list[_Body]:
    text = whole.text
    found = []
    end = 0
    for at in whole.places(BODY):
        match = _BODY.match(text, at) if at >= end else None
        if match is None:
            continue
        end = match.end()
        start = at - 2
        place = text[max(0, start) : start + 2]
        if len(place) == 2 and place.isalpha() and not place.isascii() and _NO_PLACE.isdisjoint(place):
            found.append(_Body(place, match[0][0], match[1], match[2], start, end))
            if len(found) >= _MOST:
                break
    return found


def _kinds(bodies: Sequence[_Body], whole: WholeText) -> Iterator[Statement]:
    """One work of one place under two kinds of body, one of them told once."""
    groups: dict[tuple[str, str, str], dict[str, list[_Body]]] = {}
    for body in bodies:
        stem, kind = body.work, body.kind
        if kind[0] in "总支大" and len(kind) > 1:
            stem, kind = stem + kind[0], kind[1:]
        if len(stem) >= 3 and kind not in _TWINS:
            groups.setdefault((body.place, body.level, stem), {}).setdefault(kind, []).append(body)
    for kinds in groups.values():
        if len(kinds) != 2:
            continue
        rare, usual = sorted(kinds.values(), key=len)
        if len(rare) == _SELDOM and not _one_line(rare, usual, whole):
            yield _statement(rare[0], usual[0], whole)


def _places(bodies: Sequence[_Body], whole: WholeText) -> Iterator[Statement]:
    """A body that one place has throughout the report, told once under another place of the same level."""
    groups: dict[tuple[str, str, str], dict[str, list[_Body]]] = {}
    for body in bodies:
        groups.setdefault((body.level, body.work, body.kind), {}).setdefault(body.place, []).append(body)
    for places in groups.values():
        if len(places) != 2:
            continue
        rare, usual = sorted(places.values(), key=len)
        if len(rare) > _SELDOM or _one_line(rare, usual, whole):
            continue
        body = rare[0]
        text = whole.text
        around = text[max(0, body.start - _AROUND) : body.start] + " " + text[body.end : body.end + _AROUND]
        if text.count(body.place) > text.count(body.place + body.level):
            continue  # a word before 市教育局, not a place
        near = any(
            one != its and (looks_like(one, its) or sounds_like(one, its)) for one, its in zip(body.place, usual[0].place, strict=True)
        )
        mine = sum(1 for other in bodies if other.place == usual[0].place)
        if mine <= (_SELDOM if near else _OFTEN) or any(other.place == body.place for other in bodies if other is not body):
            continue
        if not _LEARNT.search(around):
            statement = _statement(body, usual[0], whole)
            yield statement._replace(traits=frozenset({"place"})) if near else statement


def _levels(bodies: Sequence[_Body], whole: WholeText) -> Iterator[Statement]:
    """某县民政局, told once, where it is 某市民政局 everywhere else; a city that speaks of its counties may have one of its own name."""
    groups: dict[tuple[str, str, str], dict[str, list[_Body]]] = {}
    for body in bodies:
        groups.setdefault((body.place, body.work, body.kind), {}).setdefault(body.level, []).append(body)
    for levels in groups.values():
        if len(levels) != len("县市"):
            continue
        rare, usual = sorted(levels.values(), key=len)
        body, text = rare[0], whole.text
        if len(rare) > _SELDOM or len(usual) < _OFTEN or text.count(body.place + body.level) > len(rare) or _one_line(rare, usual, whole):
            continue
        sisters = {
            found
            for found in compiled("[一-龥]{2}(?<![全本我该各])[县旗](?!级|域|直|城|乡|区|委|政)").findall(text)
            if found[:2] != body.place
        }
        if "省" not in (body.level, usual[0].level) and not sisters:
            yield _statement(body, usual[0], whole)


def _one_line(rare: Sequence[_Body], usual: Sequence[_Body], whole: WholeText) -> bool:
    lines = {whole.line(body.start) for body in rare}
    return any(whole.line(body.start) in lines for body in usual)


def _statement(rare: _Body, usual: _Body, whole: WholeText) -> Statement:
    other = Span(usual.start, usual.end)
    return whole.statement("name", Span(rare.start, rare.end), whole.text[other.start : other.end], [("other", other)], "body")
