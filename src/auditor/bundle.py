"""The byte code of the program's own modules in one file: finding and reading two hundred files is a twelfth of a start.

Python goes on finding modules itself; only where this very file holds the code of a source that has not changed since (the same time, to the
nanosecond, and the same size, in the same folder) it is taken from here. What is missing or stale comes from its own file as always, and
the command line then writes the file anew. Without a writable folder nothing is kept, and nothing else changes.
See docs/decisions/0009-start.md.
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType

_FOLDER = os.path.dirname(os.path.abspath(__file__))
_FILE = os.path.join(_FOLDER, "__pycache__", f"modules.{sys.implementation.cache_tag}.bin")
_HEADER = 16  # bytes of a file of byte code before the code: a magic number, flags, and the time and size of the source
_LENGTH = 8  # bytes that tell the length of the index with which the file begins
_PREFIX = "auditor."
_FORM = 2  # changed with what an entry holds

# Time and size of the source, its path, where Python would keep its code, and the code, of which nothing is copied or decoded before it is
# needed.
_Entry = tuple[int, int, str, str, bytes | memoryview]


class _Loader(SourceFileLoader):
    """Loads a module as always, but for where its code comes from."""

    def __init__(self, name: str, path: str, code: bytes | memoryview) -> None:
        super().__init__(name, path)
        self._kept = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - it has one module
        """The code of the module."""
        return marshal.loads(self._kept)  # type: ignore[no-any-return]  # noqa: S302 - as above


class _Finder:
    """Finds the modules whose code is kept."""

    def __init__(self) -> None:
        self.missed = False  # a module was not found here, or had changed
        self.kept: dict[str, _Entry] = {}
        try:
            with open(_FILE, "rb") as file:
                data = memoryview(file.read())
            first = _LENGTH + int.from_bytes(data[:_LENGTH], "little")
            made_by, index = marshal.loads(data[_LENGTH:first])  # noqa: S302 - our own file, as all byte code
            if made_by == _maker():
                code = data[first:]
                self.kept = {name: (*told, code[start:end]) for name, (*told, start, end) in index.items()}
        except (OSError, ValueError, EOFError, TypeError):
            pass  # no file yet, or half of one

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:  # noqa: ARG002
        """The module `name` if it is ours and kept; None leaves it to Python."""
        if not name.startswith(_PREFIX):
            return None
        entry = self.kept.get(name)
        if entry is not None:
            time, size, source, cached, code = entry
            if _state(source) == (time, size):
                spec = ModuleSpec(name, _Loader(name, source, code), origin=source)
                spec.has_location = True
                spec.cached = cached  # or Python would put the path together once more
                if source.endswith("__init__.py"):
                    spec.submodule_search_locations = [os.path.dirname(source)]
                return spec
        self.missed = True
        return None

    def save(self) -> None:
        """Write the file if a module was missed. Several processes may do so at once: each renames a file of its own."""
        if not self.missed or sys.dont_write_bytecode:
            return
        for name, module in tuple(sys.modules.items()):
            entry = _read(module.__spec__) if name.startswith(_PREFIX) else None
            if entry is not None:
                self.kept[name] = entry
        index: dict[str, tuple[int, int, str, str, int, int]] = {}
        end = 0
        for name, (time, size, source, cached, code) in self.kept.items():
            index[name] = time, size, source, cached, end, end + len(code)
            end += len(code)
        draft = f"{_FILE}.{os.getpid()}"
        try:
            with open(draft, "wb") as file:
                head = marshal.dumps((_maker(), index))
                file.write(len(head).to_bytes(_LENGTH, "little") + head)
                file.writelines(entry[-1] for entry in self.kept.values())
            os.replace(draft, _FILE)
        except OSError:
            pass  # a read-only installation


def _maker() -> tuple[int, str, str]:
    """What must be the same when the file is read: its form, the version of Python, and the place of the sources, which code remembers."""
    return _FORM, sys.version, _FOLDER


def _state(source: str) -> tuple[int, int] | None:
    try:
        status = os.stat(source)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _read(spec: ModuleSpec | None) -> _Entry | None:
    """The code that Python has kept of a module; None if it was taken from here, or if what is kept is not of the source as it is."""
    if spec is None or type(spec.loader) is not SourceFileLoader or spec.origin is None or spec.cached is None:
        return None
    state = _state(spec.origin)
    try:
        with open(spec.cached, "rb") as file:
            data = file.read()
    except OSError:
        return None
    words = [int.from_bytes(data[at : at + 4], "little") for at in (4, 8, 12)]  # flags, time, size
    if state is None or words != [0, state[0] // 10**9 & 0xFFFFFFFF, state[1] & 0xFFFFFFFF]:
        return None
    return (*state, spec.origin, spec.cached, data[_HEADER:])


_finder = _Finder()


def install() -> None:
    """Take modules from the file from now on. The command line calls it first of all."""
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)


def keep() -> None:
    """Keep the modules that this run loaded. The command line calls it once, after its work."""
    if _finder in sys.meta_path:
        _finder.save()
