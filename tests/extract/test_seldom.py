"""What is read only where there is something for it to read: every entry leads to its reader, and no gate keeps anything out."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from auditor.chunk import chunk
from auditor.extract import extract, gates, on_demand, seldom
from auditor.extract.scores import grades
from auditor.extract.targets import judgements, shortfalls, target_roles, target_sentences
from auditor.model import Extraction
from auditor.patterns import compiled
from auditor.read import read_text

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
FOLDERS = sorted({path.parent for path in FIXTURES.rglob("*.txt") if path.parent.name != "numbers"})
OWN = {seldom.__name__, on_demand.__name__, gates.__name__}  # a gated entry is a function of `gates`
ENTRIES = {
    name: value
    for module in (seldom, on_demand)
    for name, value in vars(module).items()
    if inspect.isfunction(value) and value.__module__ in OWN and name != "within"
}


def extracted(text: str) -> Extraction:
    """What is read of a text."""
    document = read_text(text, "case.txt")
    return extract(document, chunk(document))


def entry(name: str) -> Callable[..., object]:
    """An entry without its gate."""
    function = ENTRIES[name]
    return inspect.getclosurevars(function).nonlocals["read"] if function.__name__ == "read_if" else function


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_leads_to_the_reader_of_its_name(name: str) -> None:
    """The module lies in `extract`, its function has the entry's name and takes the entry's arguments."""
    source = inspect.getsource(entry(name))
    package, module = source.split("    from ", 1)[1].split("\n", 1)[0].split(" as ")[0].split(" import ")
    reader = getattr(import_module(f"{package}.{module}"), name)
    assert len(inspect.signature(entry(name)).parameters) == len(inspect.signature(reader).parameters)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(FIXTURES)))
def test_a_gate_keeps_nothing_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all gates open the same is read of every fixture."""
    texts = [path.read_text(encoding="utf-8-sig", errors="replace").replace("[[", "").replace("]]", "") for path in folder.glob("*.txt")]
    gated = [extracted(text) for text in texts]
    monkeypatch.setattr(gates, "stands", lambda _words, _text: True)
    monkeypatch.setattr(target_roles, "TELLING", compiled(""))
    monkeypatch.setattr(target_sentences, "AIMED", compiled(""))
    for module, gate in ((grades, "_may_scale"), (grades, "_may_tell"), (judgements, "_may_admit"), (shortfalls, "_may_defer")):
        monkeypatch.setattr(module, gate, lambda _text: True)
    assert [extracted(text) for text in texts] == gated


def test_a_reader_is_called_only_where_one_of_its_words_stands() -> None:
    """One word is enough; the text itself is not handed on."""
    calls = []

    @gates.within("收支结余", "品迭")
    def read(line: str) -> list[str]:
        calls.append(line)
        return [line]

    assert [list(read(text, "甲")) for text in ("收入结余", "品迭后", "收支结余2万元", "")] == [[], ["甲"], ["甲"], []]
    assert calls == ["甲", "甲"]
