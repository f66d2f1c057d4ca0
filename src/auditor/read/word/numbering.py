"""Automatic numbers: what Word prints before a heading or an item, counted from the definitions, for it stands nowhere in the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lxml.etree import _Element as Element

from auditor.read.word.names import ALTERNATIVES, CHOICE, FALLBACK, VAL, is_on, w, whole
from auditor.read.word.numerals import printed
from auditor.read.word.styles import Properties, Styles
from auditor.records import NamedTuple

_LEVELS = 9
_LONGEST_PATTERN = 60  # characters; all that a program lets one enter
_BULLETS = frozenset("●○◆◇■□★☆▲△►➢√·•※")  # kept as they are; others may be a minus, or a picture from a font of symbols
_BULLET = "•"


class _Level(NamedTuple):
    """One level of a list. `pattern` has %1 … %9 for the counts; `restart` is the level (from 1) that begins it anew, None for any above."""

    start: int
    form: str
    pattern: str
    style: str
    legal: bool
    restart: int | None


@dataclass(frozen=True, slots=True)
class _List:
    """What a `w:num` refers to: a definition, and what it changes in it."""

    definition: str
    starts: Mapping[int, int]
    levels: Mapping[int, _Level]


class Numbering:
    """The numbers of one document. `label` has to be asked for every paragraph, in order: it counts."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        self._levels = cache(self._levels_of)
        if root is None:
            return
        linked: dict[str, str] = {}  # a definition that is another one's, by way of a style
        for element in root.iterchildren(w("abstractNum")):
            name = element.get(w("abstractNumId"), "")
            self._definitions[name] = {whole(level.get(w("ilvl"))): _level(level) for level in element.iterchildren(w("lvl"))}
            if (link := element.find(w("numStyleLink"))) is not None:
                linked[name] = link.get(VAL, "")
        for element in root.iterchildren(w("num")):
            self._lists[element.get(w("numId"), "")] = _list(element)
        for name, style in linked.items():
            target = self._lists.get(styles.traits(style).number or "")
            if target and target.definition not in linked:
                self._lists |= {
                    number: _List(target.definition, item.starts, item.levels)
                    for number, item in self._lists.items()
                    if item.definition == name
                }

    def label(self, properties: Properties, style: str) -> str:
        """The number of the next paragraph, with a blank behind it where it could run into the text; "" if it has none."""
        found = self._place(properties, style)
        if found is None:
            return ""
        number, at = found
        item = self._lists[number]
        levels = self._levels(number)
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._count(number, item, levels, at)
        if level.form == "bullet":
            return level.pattern if level.pattern in _BULLETS else _BULLET
        label = level.pattern
        for other in range(_LEVELS):
            if (mark := f"%{other + 1}") in label:
                shown = levels.get(other, level)
                count = counts.get(other, item.starts.get(other, shown.start))
                label = label.replace(mark, printed(count, "decimal" if level.legal else shown.form))
        label = label.strip()
        return label + " " if label and label[-1].isascii() else label

    def _place(self, properties: Properties, style: str) -> tuple[str, int] | None:
        """The list and the level of a paragraph: its own, else those of its style."""
        number, level = properties.number, properties.level
        if number is None:
            traits = self._styles.traits(style)
            number = traits.number
            if number is not None and level is None:
                level = traits.level if traits.level is not None else self._level_of_style(number, {style, traits.numbered_by})
        return (number, level or 0) if number is not None and number in self._lists else None

    def _level_of_style(self, number: str, styles: set[str]) -> int:
        """The level that a list keeps for a style."""
        return next((at for at, level in self._levels(number).items() if level.style in styles), 0)

    def _levels_of(self, number: str) -> Mapping[int, _Level]:
        """The levels of a list with its own changes."""
        item = self._lists.get(number)
        return {**self._definitions.get(item.definition, {}), **item.levels} if item else {}

    def _count(self, number: str, item: _List, levels: Mapping[int, _Level], at: int) -> dict[int, int]:
        """Count one more on a level, and begin the deeper ones anew. Lists of one definition count together."""
        counts = self._counts.setdefault(item.definition, {})
        if number not in self._begun:
            self._begun.add(number)
            for other in item.starts:
                counts.pop(other, None)
        start = item.starts.get(at, levels[at].start)
        counts[at] = counts[at] + 1 if at in counts else start
        for other in [other for other in counts if other > at]:
            restart = levels[other].restart if other in levels else None
            if restart is None or at < restart:
                del counts[other]
        return counts


def _list(element: Element) -> _List:
    definition = element.find(w("abstractNumId"))
    starts: dict[int, int] = {}
    levels: dict[int, _Level] = {}
    for override in element.iterchildren(w("lvlOverride")):
        at = whole(override.get(w("ilvl")))
        if (start := override.find(w("startOverride"))) is not None:
            starts[at] = max(0, whole(start.get(VAL), 1))
        if (level := override.find(w("lvl"))) is not None:
            levels[at] = _level(level)
    return _List(definition.get(VAL, "") if definition is not None else "", starts, levels)


def _level(element: Element) -> _Level:
    def value(name: str, default: str = "") -> str:
        found = element.find(w(name))
        return default if found is None else found.get(VAL, default)

    legal = element.find(w("isLgl"))
    restart = element.find(w("lvlRestart"))
    return _Level(
        max(0, whole(value("start"), 0)),
        _form(element),
        value("lvlText")[:_LONGEST_PATTERN],
        value("pStyle"),
        legal is not None and is_on(legal.get(VAL)),
        whole(restart.get(VAL)) if restart is not None else None,
    )


def _form(element: Element) -> str:
    """The format of a level; of one that only newer programs know, the plain one stored beside it."""
    form = element.find(w("numFmt"))
    if form is None and (stored := element.find(ALTERNATIVES)) is not None:
        form = stored.find(f"{FALLBACK}/{w('numFmt')}")
        if form is None:
            form = stored.find(f"{CHOICE}/{w('numFmt')}")
    return form.get(VAL, "decimal") if form is not None else "decimal"
