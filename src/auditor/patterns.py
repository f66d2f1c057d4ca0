"""Regular expressions, compiled once and kept beside the byte code: a thousand of them would cost more than the rest of the start.

`compiled` is `re.compile` with two differences. The class `[一-龥]` is rewritten to "any letter but Latin", which means the same in these
texts and compiles ten times as fast. And the result of compiling is read from a file in `__pycache__`, made on the first run for this
version of Python and of the program, as Python does with modules. Without a writable folder nothing is kept, and nothing else changes.
See docs/decisions/0008-patterns.md.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # the engine itself, without a stub
import marshal
import os
import re
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

_HAN_CLASS = r"\[一-龥([^\]]*)\]"
_WORD: Final = "I"  # unsigned, 32 bits: what the engine counts in
_FORM = 2  # changed with what the engine is told of a pattern
_MOST = 2000  # patterns in the file; more are the rest of many updates, and it is made anew
_HAN = r"[^\W\da-zA-Z_]"
_FILE = os.path.join(os.path.dirname(__file__), "__pycache__", f"patterns.{sys.implementation.cache_tag}.bin")

# What the engine needs to rebuild a pattern: flags, code (32-bit words), number of groups, names of groups, names by index.
_Parts = tuple[int, bytes | memoryview, int, dict[str, int], tuple[str | None, ...]]
_LENGTH = 8  # bytes that tell the length of the index with which the file begins
_NUMBERS = 4  # of each pattern in the index: flags, number of groups, and where its code begins and ends behind the index


_Key = tuple[str, int]  # the pattern as written, and its flags


class _Store:
    """The kept patterns, and those that were compiled anew in this run.

    The index is a few long columns instead of a thousand small tuples, which would take as long to make as all else that is done here.
    """

    def __init__(self) -> None:
        self.kept: dict[_Key, int] = {}  # the place of each in the index
        self.new: dict[_Key, _Parts] = {}
        self.ready: dict[_Key, re.Pattern[str]] = {}
        self.plain: dict[str, re.Pattern[str]] = {}  # those without flags once more: functions ask for them all the time
        self._named: dict[int, tuple[dict[str, int], tuple[str | None, ...]]] = {}  # what only a pattern with names for its groups has
        try:
            with open(_FILE, "rb") as file:
                data = memoryview(file.read())
            first = _LENGTH + int.from_bytes(data[:_LENGTH], "little")
            magic, written, flags, numbers, named = marshal.loads(data[_LENGTH:first])  # noqa: S302 - our own file, beside the byte code, which is marshalled, too
            if magic == _magic() and len(written) < _MOST:
                self._numbers = memoryview(numbers).cast(_WORD)
                self._code, self._named = data[first:], named
                self.kept = dict(zip(zip(written, flags, strict=True), range(len(written)), strict=True))
        except (OSError, ValueError, EOFError, TypeError):
            pass  # no file yet, or half of one: compile as usual

    def parts(self, key: _Key) -> _Parts | None:
        """A kept pattern, or None."""
        place = self.kept.get(key)
        if place is None:
            return None
        flags, groups, start, end = self._numbers[_NUMBERS * place : _NUMBERS * (place + 1)]
        names, by_index = self._named.get(place) or ({}, (None,) * (groups + 1))
        return flags, self._code[start:end], groups, names, by_index

    def save(self) -> None:
        """Write the file if patterns were compiled anew. Several processes may do so at once: each renames a file of its own."""
        if not self.new or sys.dont_write_bytecode:
            return
        from array import array

        known = {**{key: parts for key in self.kept if (parts := self.parts(key)) is not None}, **self.new}
        self.new = {}
        numbers = array(_WORD)
        named = {}
        end = 0
        for place, (flags, code, groups, names, by_index) in enumerate(known.values()):
            numbers.extend((flags, groups, end, end + len(code)))
            end += len(code)
            if names:
                named[place] = names, by_index
        written, all_flags = zip(*known, strict=True)
        draft = f"{_FILE}.{os.getpid()}"
        try:
            with open(draft, "wb") as file:
                head = marshal.dumps((_magic(), written, bytes(all_flags), numbers.tobytes(), named))
                file.write(len(head).to_bytes(_LENGTH, "little") + head)
                file.writelines(parts[1] for parts in known.values())
            os.replace(draft, _FILE)
        except OSError:
            pass  # a read-only installation


def _magic() -> tuple[int, int, str]:
    return _FORM, _sre.MAGIC, sys.version  # the engine's own version number


_store = _Store()


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(pattern, flags)`; `[一-龥…]` stands for Chinese characters. Raises `re.error` as that does."""
    if not flags and (known := _store.plain.get(pattern)):
        return known
    key = (pattern, int(flags))  # a plain number: `re.RegexFlag` cannot be kept
    ready = _store.ready.get(key)
    if ready is None:
        ready = _store.ready[key] = _kept(*key) or _compile(*key)
        if not flags:
            _store.plain[pattern] = ready
    return ready


def in_class(characters: str) -> str:
    """The characters as they are written between the brackets of a class."""
    return "".join([f"\\{character}" if character in "\\[]^-&~|" else character for character in characters])


def _kept(pattern: str, flags: int) -> re.Pattern[str] | None:
    """The pattern as it was kept, or None. What the engine refuses is compiled as usual."""
    parts = _store.parts((pattern, flags))
    return parts and _built(pattern, parts)


def _built(pattern: str, parts: _Parts) -> re.Pattern[str] | None:
    """A pattern of its parts; None if the engine, which checks what it is given, refuses them."""
    all_flags, code, groups, names, by_index = parts
    try:
        return _sre.compile(pattern, all_flags, memoryview(code).cast(_WORD).tolist(), groups, names, by_index)  # type: ignore[no-any-return]
    except (RuntimeError, ValueError, TypeError):
        return None


def _compile(pattern: str, flags: int) -> re.Pattern[str]:
    quick = re.sub(_HAN_CLASS, lambda found: f"(?:{_HAN}|[{found[1]}])" if found[1] else _HAN, pattern)
    parts = _store.new[pattern, flags] = _parts(quick, flags)
    return _built(pattern, parts) or re.compile(quick, flags)


def _parts(pattern: str, flags: int) -> _Parts:
    """What `re` computes from a pattern before it hands it to the engine."""
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    from auditor.first_characters import with_first_characters

    parsed = _parser.parse(pattern, flags)
    code = with_first_characters(_compiler._code(parsed, flags), parsed, parsed.state.flags)  # noqa: SLF001 - the price, see docs/decisions/0008-patterns.md
    names: dict[str, int] = parsed.state.groupdict
    by_index: list[str | None] = [None] * parsed.state.groups
    for name, index in names.items():
        by_index[index] = name
    return int(flags | parsed.state.flags), array(_WORD, map(int, code)).tobytes(), parsed.state.groups - 1, dict(names), tuple(by_index)


def keep() -> None:
    """Keep what this run compiled. The command line calls it once, after its work."""
    _store.save()
