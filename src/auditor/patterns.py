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
_MOST = 2000  # patterns in the file; more are the rest of many updates, and it is made anew
_HAN = r"[^\W\da-zA-Z_]"
_FILE = os.path.join(os.path.dirname(__file__), "__pycache__", f"patterns.{sys.implementation.cache_tag}.bin")

# What the engine needs to rebuild a pattern: flags, code (32-bit words), number of groups, names of groups, names by index.
_Parts = tuple[int, bytes | memoryview, int, dict[str, int], tuple[str | None, ...]]
_LENGTH = 8  # bytes that tell the length of the index with which the file begins; in the index, code is told by its place behind it


_Key = tuple[str, int]  # the pattern as written, and its flags


class _Store:
    """The kept patterns, and those that were compiled anew in this run."""

    def __init__(self) -> None:
        self.kept: dict[_Key, _Parts] = {}
        self.new: dict[_Key, _Parts] = {}
        self.ready: dict[_Key, re.Pattern[str]] = {}
        self.plain: dict[str, re.Pattern[str]] = {}  # those without flags once more: functions ask for them all the time
        try:
            with open(_FILE, "rb") as file:
                data = memoryview(file.read())
            first = _LENGTH + int.from_bytes(data[:_LENGTH], "little")
            magic, index = marshal.loads(data[_LENGTH:first])  # noqa: S302 - our own file, beside the byte code, which is marshalled, too
            if magic == _magic() and len(index) < _MOST:
                code = data[first:]
                self.kept = {key: (flags, code[start:end], *names) for key, (flags, start, end, *names) in index.items()}
        except (OSError, ValueError, EOFError, TypeError):
            pass  # no file yet, or half of one: compile as usual

    def save(self) -> None:
        """Write the file if patterns were compiled anew. Several processes may do so at once: each renames a file of its own."""
        if not self.new or sys.dont_write_bytecode:
            return
        self.kept, self.new = {**self.kept, **self.new}, {}
        index = {}
        end = 0
        for key, (flags, code, *names) in self.kept.items():
            index[key] = (flags, end, end + len(code), *names)
            end += len(code)
        draft = f"{_FILE}.{os.getpid()}"
        try:
            with open(draft, "wb") as file:
                head = marshal.dumps((_magic(), index))
                file.write(len(head).to_bytes(_LENGTH, "little") + head)
                file.writelines(parts[1] for parts in self.kept.values())
            os.replace(draft, _FILE)
        except OSError:
            pass  # a read-only installation


def _magic() -> tuple[int, str]:
    return _sre.MAGIC, sys.version  # the engine's own version number


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
    """The pattern as it was kept, or None. The engine checks what it is given; what it refuses is compiled as usual."""
    parts = _store.kept.get((pattern, flags))
    if parts is None:
        return None
    all_flags, code, groups, names, by_index = parts
    try:
        return _sre.compile(pattern, all_flags, memoryview(code).cast(_WORD).tolist(), groups, names, by_index)  # type: ignore[no-any-return]
    except (RuntimeError, ValueError, TypeError):
        return None


def _compile(pattern: str, flags: int) -> re.Pattern[str]:
    quick = re.sub(_HAN_CLASS, lambda found: f"(?:{_HAN}|[{found[1]}])" if found[1] else _HAN, pattern)
    result = re.compile(quick, flags)
    _store.new[pattern, flags] = _parts(quick, flags)
    return result


def _parts(pattern: str, flags: int) -> _Parts:
    """What `re` computes from a pattern before it hands it to the engine."""
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    code = _compiler._code(parsed, flags)  # noqa: SLF001 - the price, see docs/decisions/0008-patterns.md
    names: dict[str, int] = parsed.state.groupdict
    by_index: list[str | None] = [None] * parsed.state.groups
    for name, index in names.items():
        by_index[index] = name
    return int(flags | parsed.state.flags), array(_WORD, map(int, code)).tobytes(), parsed.state.groups - 1, dict(names), tuple(by_index)


def keep() -> None:
    """Keep what this run compiled. The command line calls it once, after its work."""
    _store.save()
