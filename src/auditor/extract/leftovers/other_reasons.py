"""Reasons for a score that answer another indicator's standard: several of their clauses stand in its row, none in the own one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line
from auditor.model import Award, Span, Statement
from auditor.patterns import compiled

Rows = Sequence[Sequence[Line]]

# What a question (是否存在挤占情况) and its answer (不存在挤占情况) do not share: marks, small words, and these whole words. It begins with a set of
# characters, which the engine finds fast; what they mean is sorted out afterwards.
_MARKS = "\\t-\\r \\xa0\\u2000-\\u200a\\u30000-9０-９()（）、.．:：“”已均了的"  # written out: \\s and \\d are slow in a class
_SHARED_BY_ALL = compiled(
    f"[是不存情符经自有相规本部单{_MARKS}](?:(?<=[{_MARKS}])|否(?<=是否)|存在(?<=不存在)|在(?<=存在)|况(?<=情况)|合(?<=符合)|自评(?<=经自评)"
    "|评(?<=自评)|关(?<=[有相]关)|定(?<=规定)|部门(?<=本部门)|门(?<=部门)|位(?<=单位))"
)
_STOPS = "，。；,;"
_CLAUSE = f"[{_STOPS}]"
_LEAST = 3  # clauses that stand in the other row
_SHORTEST = 4  # letters of a clause without what all clauses share
_LONGEST_NAME = 20
_MOST = 60
_SHOWN = 100


class _Row:
    """A row of a score table: the names it may go by, and the cells that may be its standard."""

    __slots__ = ("_words", "cells", "names")

    def __init__(self, names: frozenset[str], cells: Sequence[Line]) -> None:
        self.names = names
        self.cells = cells
        self._words: str | None = None

    @property
    def words(self) -> str:
        """Its standard without what all clauses share."""
        if self._words is None:
            self._words = _bare("/".join([cell.text for cell in self.cells]))
        return self._words

    @property
    def place(self) -> Span:
        """Where its standard begins."""
        cell = max(self.cells, key=lambda cell: len(cell.text))
        return cell.span(0, min(len(cell.text), _SHOWN))


def other_reason_statements(awards: Sequence[Award], tables: Mapping[int, Rows]) -> Iterator[Statement]:
    """Every account that was copied from the standard of another indicator; the related places are the account and that standard."""
    told = [award for award in awards if award.account is not None and award.names][:_MOST]
    asked = [(award, _clauses(award.account[0])) for award in told if award.account is not None]
    asked = [(award, clauses) for award, clauses in asked if len(clauses) >= _LEAST]
    if not asked:
        return
    rows = [row for table in tables.values() for row in _rows(table)]
    called: dict[str, list[_Row]] = {}
    for row in rows:
        for name in row.names:
            called.setdefault(name, []).append(row)
    names = {_bare(name) for award in told for name in award.names}
    others = [(row, shared) for row in rows if (shared := row.names & names)]
    found = [statement for award, clauses in asked if (statement := _copied(award, clauses, called, others)) is not None]
    if 2 * len(found) <= len(asked):  # else the rows of the table are shifted against their names
        yield from found


def _copied(
    award: Award, clauses: Sequence[str], called: Mapping[str, Sequence[_Row]], others: Sequence[tuple[_Row, frozenset[str]]]
) -> Statement | None:
    """An account that answers none of the rows `called` as its indicator, but one of the `others`, each given with its names."""
    own = {_bare(name) for name in award.names}
    mine = [row for name in own for row in called.get(name, ())]
    if not mine or award.account is None or any(clause in row.words for row in mine for clause in clauses):
        return None
    for row, shared in others:
        words = row.words
        if len([clause for clause in clauses if clause in words]) >= _LEAST and not _speaks_of(words, own):
            account = award.account[1]
            related = (("account", Span(account.start, min(account.end, account.start + _SHOWN))), ("rubric", row.place))
            return Statement("borrowed", award.names[0], award.places[0], 0, min(shared), related, frozenset({"other-indicator"}))
    return None


def _speaks_of(words: str, own: set[str]) -> bool:
    """Whether a row's standard is in truth that of the indicator: 管理制度是否健全 beside 管理制度健全性."""
    return any(name.rstrip("性率度") in words for name in own)


def _clauses(account: str) -> list[str]:
    """The clauses of an account without what all clauses share, each once; none if they are too few."""
    if sum(map(account.count, _STOPS)) + 1 < _LEAST:
        return []
    return list(dict.fromkeys(clause for clause in compiled(_CLAUSE).split(_bare(account)) if len(clause) >= _SHORTEST))


def _bare(text: str) -> str:
    return _SHARED_BY_ALL.sub("", text)


def _rows(table: Rows) -> Iterator[_Row]:
    for row in table:
        long = [cell for cell in row if len(cell.text) > _LONGEST_NAME]
        if not long:
            continue
        names = frozenset(_bare(cell.text) for cell in row if 2 < len(cell.text) <= _LONGEST_NAME and not cell.quantities)
        if names:
            yield _Row(names, long)
