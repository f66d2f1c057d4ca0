"""Damaged files of every format: none may end in a traceback, a hang or a full memory.

    python scripts/fuzz_readers.py [FORMAT …] [--count 500] [--seed 1]

Each format gives one sound file; `damaged` cuts it off, flips bits in it, or puts random bytes into it or in its place. A reader either reads
what is left or raises AuditError. The address space of this process is bounded, each file has ten seconds.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from io import BytesIO
from pathlib import Path
from types import FrameType
from zipfile import ZipFile

from lxml.etree import fromstring, tostring

from auditor.model import AuditError, Document, Settings
from auditor.read import find, read_bytes, read_member, read_text
from pdf_files import Page, pdf, pdf_of, set_pages
from web_pages import page_of
from word_files import archive, word_of
from workbooks import workbook_of

SECONDS = 10
MEGABYTES = 500
_FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
_REPORT = _FIXTURES / "reports" / "qinghe-2023.txt"
_TABLES = _FIXTURES / "tables" / "national.txt"
_START = 4  # bytes that tell the format: kept in half of the cases, so that its reader is reached
_TABLE = "附表\n项目\t预算数\t执行数\n" + "".join(f"第{number}项\t{number}00.50\t{number}00.25\n" for number in range(60))
_NUMBERS = ("0", "-1", "1e9", "99999999999999999999", "0.0000001", "-32768", "842", "nan")


def docx(chance: random.Random) -> bytes:
    """A Word file; in most cases the damage is in one of its parts."""
    return _package(word_of(read_text(_REPORT.read_text(encoding="utf-8")[:4000], "x")), chance)


def xlsx(chance: random.Random) -> bytes:
    """A workbook, damaged likewise."""
    return _package(workbook_of(read_text(_TABLES.read_text(encoding="utf-8")[:4000], "x")), chance)


def xls(chance: random.Random) -> bytes:
    """An old workbook."""
    return damaged((_FIXTURES / "files" / "old.xls").read_bytes(), chance)


def csv(chance: random.Random) -> bytes:
    """A table with quoted cells."""
    return damaged(('项目,"金额, 万元"\n' + '"甲\n乙",12.5\n丙,"3"\n' * 40).encode(chance.choice(("utf-8", "gb18030"))), chance)


def html(chance: random.Random) -> bytes:
    """A web page; in half of the cases its elements are in disorder."""
    sound = page_of(read_text(_TABLES.read_text(encoding="utf-8")[:4000], "x"), chance.choice(("utf-8", "gb18030")))
    if chance.random() < 1 / 2:
        return damaged(sound, chance)
    pieces = sound.split(b"<")
    for _ in range(chance.choice((1, 10, 100))):
        one, two = chance.randrange(1, len(pieces)), chance.randrange(1, len(pieces))
        way = chance.randrange(3)
        if way == 0:
            pieces[one], pieces[two] = pieces[two], pieces[one]
        elif way == 1:
            pieces[one] = pieces[one].replace(b'"1"', chance.choice((b'"99999999"', b'"-1"', b'"x"', b'"0"')))
        else:
            pieces[one : one + 1] = [pieces[one]] * chance.choice((0, 2, 500))
    return b"<".join(pieces)


def _package(sound: bytes, chance: random.Random) -> bytes:
    """A file of an office program; in most cases the damage is in one of its parts, behind a sound checksum."""
    if chance.random() < 1 / 4:
        return damaged(sound, chance)
    with ZipFile(BytesIO(sound)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    chosen = chance.choice(sorted(members))
    members[chosen] = damaged(members[chosen], chance) if chance.random() < 1 / 3 else _shuffled(members[chosen], chance)
    return archive(members)


def zipped(chance: random.Random) -> bytes:
    """An archive with a Word file, a text and an archive in it; either it or what is in it is damaged."""
    outside = chance.random() < 1 / 2
    inner = archive({"里.txt": text(chance)})
    whole = archive({"报告.docx": docx(chance), "a.txt": text(chance), "内.zip": inner if outside else damaged(inner, chance)})
    return damaged(whole, chance) if outside else whole


def text(chance: random.Random) -> bytes:
    """A text file."""
    return damaged(_REPORT.read_bytes()[:4000], chance)


def pdf_file(chance: random.Random) -> bytes:
    """A PDF file with prose and a table over two pages; in most cases the damage is in what its pages draw, behind sound streams."""
    document = read_text(_REPORT.read_text(encoding="utf-8")[:1500] + "\n" + _TABLE, "x")
    if chance.random() < 1 / 3:
        return damaged(pdf_of(document, "页眉"), chance)
    pages = set_pages(document, "页眉")
    for page in pages:
        _redraw(page, chance)
    whole = pdf(pages)
    return whole if chance.random() < 2 / 3 else re.sub(rb"\d+(?= 0 R)", lambda found: _other(found[0], chance), whole)


def _other(number: bytes, chance: random.Random) -> bytes:
    """Another object of the file, now and then."""
    return number if chance.random() < 0.9 else str(chance.randrange(0, 30)).encode().rjust(len(number))[: len(number)]


def _redraw(page: Page, chance: random.Random) -> None:
    """Strokes and texts of a page doubled, dropped, moved, with other numbers in them, or many thousand times."""
    for _ in range(chance.choice((1, 5, 40))):
        way = chance.randrange(6)
        at = chance.randrange(len(page.drawn)) if page.drawn else 0
        if way == 0 or not page.drawn:
            page.drawn.append(
                chance.choice(("q", "Q", "BT", "ET", "0 0 0 0 0 0 cm", "1e9 0 0 1e9 0 0 cm", "3 Tr", "/F1 0 Tf", "(x) Tj", "f", "W n"))
            )
        elif way == 1:
            del page.drawn[at]
        elif way == 2:
            page.drawn.insert(0, page.drawn.pop(at))
        elif way == 3:
            page.drawn[at] = re.sub(r"-?\d+(?:\.\d+)?(?= )", lambda _: chance.choice(_NUMBERS), page.drawn[at], count=chance.choice((1, 9)))
        elif way == 4:
            page.rotate = chance.choice((90, 180, 270, 45, -90, 10**9))
        elif len(page.drawn) < 1_000:
            page.drawn += [page.drawn[at]] * chance.choice((10, 100, 100, 3_000))
    if chance.random() < 0.1:
        page.width, page.height = chance.choice(((0, 0), (14_400, 14_400), (1, 842), (-595, 842), (10**9, 10**9)))
    if chance.random() < 0.1:
        page.drawn += [f"{x} 0 m {x} 842 l S 0 {x} m 595 {x} l S" for x in range(0, 600, 2)]


FORMATS: dict[str, Callable[[random.Random], bytes]] = {
    "text": text,
    "docx": docx,
    "zip": zipped,
    "pdf": pdf_file,
    "xlsx": xlsx,
    "xls": xls,
    "csv": csv,
    "html": html,
}


def damaged(sound: bytes, chance: random.Random) -> bytes:
    """A file cut off, with some bits flipped, with random bytes in it, or nothing but random bytes behind its first ones."""
    kept = _START if chance.random() < 1 / 2 else 0
    way = chance.randrange(4)
    if way == 0:
        return sound[: chance.randrange(kept, len(sound))]
    changed = bytearray(sound)
    if way == 1:
        for _ in range(chance.choice((1, 2, 8, 64))):
            changed[chance.randrange(kept, len(changed))] ^= 1 << chance.randrange(8)
    elif way == 2:
        at = chance.randrange(kept, len(changed))
        changed[at : at + chance.randrange(40)] = chance.randbytes(chance.randrange(40))
    else:
        changed[kept:] = chance.randbytes(chance.randrange(2000))
    return bytes(changed)


def _shuffled(sound: bytes, chance: random.Random) -> bytes:
    """Markup whose elements are doubled, dropped, moved into one another, or have other attributes; it stays well-formed."""
    root = fromstring(sound)
    for _ in range(chance.choice((1, 3, 20))):
        elements = list(root.iter())
        one, two = chance.choice(elements), chance.choice(elements)
        way = chance.randrange(5)
        if way == 0:
            two.append(deepcopy(one))
        elif way == 1 and (above := one.getparent()) is not None:
            above.remove(one)
        elif way == 2 and one not in [two, *two.iterancestors()]:
            two.append(one)
        elif way == 3 and one.attrib:
            one.set(chance.choice(one.keys()), chance.choice(("", "-1", "99999999999", "x", "TOC", "begin", "continue", "none")))
        else:
            one.tag = two.tag
    written: bytes = tostring(root)
    return written


def files(name: str, count: int, seed: int) -> Iterator[bytes]:
    """Damaged files of a format, the same ones for the same seed."""
    for number in range(count):
        yield FORMATS[name](random.Random(f"{name} {seed} {number}"))  # noqa: S311 - which damage


def outcome(data: bytes, name: str, folder: Path) -> str:
    """What became of a file: "read" or "refused", "read" if any report in an archive is. Whatever is raised is a fault of the reader."""
    if name != "zip":
        return _tried(lambda: read_bytes(data, f"x.{name}", Settings()))
    path = folder / "x.zip"
    path.write_bytes(data)
    members = [(source.member, source.name) for source in find([str(path)]) if source.member]
    if not members:
        return _tried(lambda: read_bytes(data, "x.zip", Settings()))
    return min(_tried(partial(read_member, member, Settings(), shown)) for member, shown in members)


def _tried(read: Callable[[], Document]) -> str:
    try:
        read()
    except AuditError as error:
        return "refused in several lines" if "\n" in str(error) else "refused"
    return "read"


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"more than {SECONDS} s")


def main() -> int:
    """Try damaged files; the exit status is 1 if a reader fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"{', '.join(FORMATS)}; all by default")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - only here

    _bound_memory()
    failed = 0
    with TemporaryDirectory() as folder:
        for name in options.formats or FORMATS:
            outcomes: Counter[str] = Counter()
            for number, data in enumerate(files(name, options.count, options.seed)):
                if sys.platform != "win32":
                    signal.signal(signal.SIGALRM, _stop)
                    signal.alarm(SECONDS)
                try:
                    outcomes[outcome(data, name, Path(folder))] += 1
                except BaseException as error:  # noqa: BLE001 - every fault is told, then the next file is tried
                    failed += 1
                    print(f"{name} {options.seed} {number}: {type(error).__name__}: {error}")
                finally:
                    if sys.platform != "win32":
                        signal.alarm(0)
            print(f"{name}: {', '.join(f'{count} {what}' for what, count in sorted(outcomes.items()))}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
