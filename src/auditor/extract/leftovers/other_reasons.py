"""Reasons for a score that answer another indicator's standard: several of their clauses stand in its row, none in the own one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from auditor.extract.lines import Line
from auditor.model import Award, Span, Statement
from auditor.patterns import compiled
from auditor.records import Record

Rows = Sequence[Sequence[Line]]

# What a question (是否存在挤占情况) and its answer (不存在挤占情况) do not share: marks, small words, and these whole words. It begins with a set of
# characters, which the engine finds fast; what they mean is sorted out afterwards.
_MARKS = "\\t-\\r \\xa0\\u2000-\\u200a\\u30000-9０-９()（）、.．:：“”已均了的"  # written out: \\s and \\d are slow in a class
_SHARED_BY_ALL = compiled(
    f"[是不存情符经自有相规本部单{_MARKS}](?:(?<=[{_MARKS}])|否(?<=是否)|存在(?<=不存在)|在(?<=存在)|况(?<=情况)|合(?<=符合)|自评(?<=经自评)"
    "|评(?<=自评)|关(?<=[有相]关)|定(?<=规定)|部门(?<=本部门)|门(?<=部门)|位(?<=单位))"
)
_LEAST = 3  # clauses that stand in the other row
_SHORTEST = 4  # letters of a clause without what all clauses share
_LONGEST_NAME = 20
_MOST = 60
_SHOWN = 100


class _Row(Record):
    """A row of a score table: the names of told indicators that it goes by, the cells that may be its standard, and their words."""

    names: frozenset[str]
    cells: Sequence[Line]
    words: str

    @property
    def place(self) -> Span:
        """Where its standard begins."""
        cell = max(self.cells, key=lambda cell: len(cell.text))
        return cell.span(0, min(len(cell.text), _SHOWN))


def other_reason_statements(awards: Sequence[Award], tables: Mapping[int, Rows]) -> Iterator[Statement]:
    """Every account that was copied from the standard of another indicator; the related places are the account and that standard."""
    told = [(award, award.account) for award in awards if award.account is not None and award.names][:_MOST]
    bared = _bared([account[0] for _, account in told])
    asked = [(award, clauses) for (award, _), account in zip(told, bared, strict=True) if len(clauses := _clauses(account)) >= _LEAST]
    if not asked:
        return
    listed = list(_rows(tables))
    written = list(dict.fromkeys([*(name for award, _ in told for name in award.names), *(name for names, _ in listed for name in names)]))
    bare = dict(zip(written, _bared(written), strict=True))
    known = {bare[name] for award, _ in told for name in award.names}
    named = [(shared, cells) for names, cells in listed if (shared := known.intersection([bare[name] for name in names]))]
    standards = _bared(["/".join([cell.text for cell in cells]) for _, cells in named])
    rows = [_Row(frozenset(names), cells, words) for (names, cells), words in zip(named, standards, strict=True)]
    found = [
        statement
        for award, clauses in asked
        if (statement := _copied(award, clauses, {bare[name] for name in award.names}, rows)) is not None
    ]
    if 2 * len(found) <= len(asked):  # else the rows of the table are shifted against their names
        yield from found


def _copied(award: Award, clauses: Sequence[str], own: set[str], rows: Sequence[_Row]) -> Statement | None:
    """An account that answers none of the rows that go by its indicator's `own` names, but another one."""
    mine = [row for row in rows if not own.isdisjoint(row.names)]
    if not mine or award.account is None or any(clause in row.words for row in mine for clause in clauses):
        return None
    for row in rows:
        words = row.words
        if len([clause for clause in clauses if clause in words]) >= _LEAST and not _speaks_of(words, own):
            account = award.account[1]
            related = (("account", Span(account.start, min(account.end, account.start + _SHOWN))), ("rubric", row.place))
            return Statement("borrowed", award.names[0], award.places[0], 0, min(row.names), related, frozenset({"other-indicator"}))
    return None


def _speaks_of(words: str, own: set[str]) -> bool:
    """Whether a row's standard is in truth that of the indicator: 管理制度是否健全 beside 管理制度健全性."""
    return any(name.rstrip("性率度") in words for name in own)


def _clauses(account: str) -> list[str]:
    """The clauses of an account without what all clauses share, each once."""
    for stop in "。；,;":
        account = account.replace(stop, "，")
    return list(dict.fromkeys([clause for clause in account.split("，") if len(clause) >= _SHORTEST]))


def _bared(texts: Sequence[str]) -> list[str]:
    """The texts without what all clauses share, all in one go: there are hundreds of short ones."""
    joined = "\0".join(texts)
    if joined.count("\0") != len(texts) - 1:
        return [_SHARED_BY_ALL.sub("", text) for text in texts]
    return _SHARED_BY_ALL.sub("", joined).split("\0")


def _rows(tables: Mapping[int, Rows]) -> Iterator[tuple[list[str], list[Line]]]:
    """The rows of tables: what may be their names, and the cells that may be their standards."""
    for row in chain.from_iterable(tables.values()):
        long = [cell for cell in row if len(cell.text) > _LONGEST_NAME]
        names = [cell.text for cell in row if 2 < len(cell.text) <= _LONGEST_NAME and not cell.quantities] if long else []
        if names:
            yield names, long
