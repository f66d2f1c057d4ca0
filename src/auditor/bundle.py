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
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import SourceFileLoader  # by way of `importlib.machinery` these would cost 0.05 of a start

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from io import FileIO
    from types import CodeType, ModuleType

_FOLDER = os.path.dirname(os.path.abspath(__file__))
_FILE = os.path.join(_FOLDER, "__pycache__", f"modules.{sys.implementation.cache_tag}.bin")
_HEADER = 16  # bytes of a file of byte code before the code: a magic number, flags, and the time and size of the source
_LENGTH = 8  # bytes that tell the length of the index with which the file begins
_PREFIX = "auditor."
_FORM = 3  # changed with what an entry holds

# Time and size of the source, its path, where Python would keep its code, and where the code begins and ends in the file.
_Entry = tuple[int, int, str, str, int, int]


class _Loader(SourceFileLoader):
    """Loads a module as always, but for where its code comes from."""

    def __init__(self, name: str, path: str, finder: _Finder) -> None:
        super().__init__(name, path)
        self._finder = finder

    def get_code(self, fullname: str) -> CodeType:
        """The code of the module."""
        return marshal.loads(self._finder.code(fullname))  # type: ignore[no-any-return]  # noqa: S302 - our own file, as all byte code


class _Finder:
    """Finds the modules whose code is kept.

    Of the file no more is read at once than its index, and a module's code when it is wanted: memory that is touched for the first time
    costs more than reading.
    """

    def __init__(self) -> None:
        self.missed = False  # a module was not found here, or had changed
        self.kept: dict[str, _Entry] = {}
        self._file: FileIO | None = None
        self._first = 0  # where code begins
        try:
            file = open(_FILE, "rb", buffering=0)  # noqa: SIM115 - open as long as modules are loaded
            length, whole = int.from_bytes(file.read(_LENGTH), "little"), os.fstat(file.fileno()).st_size
            made_by, index = marshal.loads(file.read(min(length, whole)))  # noqa: S302 - as above
            if made_by == _maker() and _LENGTH + length + max(entry[-1] for entry in index.values()) == whole:
                self.kept, self._file, self._first = index, file, _LENGTH + length
        except (OSError, ValueError, EOFError, TypeError):
            pass  # no file yet, or half of one

    def code(self, name: str) -> bytes:
        """The marshalled code of a module that is kept."""
        *_, start, end = self.kept[name]
        assert self._file is not None  # something is kept
        if hasattr(os, "pread"):  # processes that were forked share the place where a file is read
            return os.pread(self._file.fileno(), end - start, self._first + start)
        self._file.seek(self._first + start)
        return self._file.read(end - start)

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:  # noqa: ARG002
        """The module `name` if it is ours and kept; None leaves it to Python."""
        if not name.startswith(_PREFIX):
            return None
        entry = self.kept.get(name)
        if entry is not None:
            time, size, source, cached, *_ = entry
            if _state(source) == (time, size):
                spec = ModuleSpec(name, _Loader(name, source, self), origin=source)
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
        codes = {name: (entry[:4], self.code(name)) for name, entry in self.kept.items()}
        for name, module in tuple(sys.modules.items()):
            if name.startswith(_PREFIX) and (found := _read(module.__spec__)) is not None:
                codes[name] = found
        index: dict[str, _Entry] = {}
        end = 0
        for name, (told, code) in codes.items():
            index[name] = (*told, end, end + len(code))
            end += len(code)
        draft = f"{_FILE}.{os.getpid()}"
        if self._file is not None:
            self._file.close()  # Windows replaces no file that is open
        self.kept, self._file, self.missed = {}, None, False
        try:
            with open(draft, "wb") as file:
                head = marshal.dumps((_maker(), index))
                file.write(len(head).to_bytes(_LENGTH, "little") + head)
                file.writelines(code for _, code in codes.values())
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


def _read(spec: ModuleSpec | None) -> tuple[tuple[int, int, str, str], bytes] | None:
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
    return (*state, spec.origin, spec.cached), data[_HEADER:]


_finder = _Finder()


class _Later(type(sys)):  # type: ignore[misc]  # the type of modules, without loading `types`
    """Stands for a module until something is asked of it."""

    __name__: str

    def __getattr__(self, name: str) -> object:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
            __import__(self.__name__)
        module = sys.modules[self.__name__]
        self.__dict__.update(vars(module))
        return getattr(module, name)


def install() -> None:
    """Take modules from the file from now on. The command line calls it first of all.

    `re` is loaded when it is asked for something: our patterns are kept as the engine's own code, and a hundred modules name it in annotations alone.
    """
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
        sys.modules.setdefault("re", _Later("re"))


def keep() -> None:
    """Keep the modules that this run loaded. The command line calls it once, after its work."""
    if _finder in sys.meta_path:
        _finder.save()
