"""The index that rules look at: verified claims by kind, indicators, report fields and settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.audit.awards import full_marks
from auditor.audit.slips import Slip, unit_slip
from auditor.model import Award, Checked, ClaimKind, Extraction, Field, Indicator, Outcome, Settings, Statement


class Facts:
    """Everything a rule may know. Rules read it and change nothing."""

    __slots__ = ("_broken", "_by_kind", "_marked", "_slips", "_statements", "extraction", "settings")

    def __init__(self, extraction: Extraction, checked: tuple[Checked, ...], settings: Settings) -> None:
        self.extraction = extraction
        self.settings = settings
        self._by_kind: dict[ClaimKind, list[Checked]] = {}
        self._broken: dict[ClaimKind, list[Checked]] = {}
        for item in checked:
            kind = item.claim.kind
            self._by_kind.setdefault(kind, []).append(item)
            if item.verdict.outcome is Outcome.BROKEN:
                self._broken.setdefault(kind, []).append(item)
        self._marked: list[tuple[Award, Decimal]] | None = None
        self._slips: dict[int, Slip | None] = {}
        self._statements: dict[str, list[Statement]] = {}
        for statement in extraction.statements:
            self._statements.setdefault(statement.kind, []).append(statement)

    def claims(self, kind: ClaimKind) -> list[Checked]:
        """All verified claims of a kind, in the order of the document."""
        return self._by_kind.get(kind, [])

    def broken(self, kind: ClaimKind, *traits: str) -> Iterator[Checked]:
        """The broken claims of a kind that carry every one of `traits`."""
        for item in self._broken.get(kind, ()):
            if item.claim.traits.issuperset(traits):
                yield item

    def slip(self, item: Checked) -> Slip | None:
        """The slip of the unit in one of the claims. The rule for slips asks, and the rule for what they break."""
        key = id(item)  # the claims outlive this index
        if key not in self._slips:
            self._slips[key] = unit_slip(item)
        return self._slips[key]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicator records of the text and of the score tables."""
        return self.extraction.indicators

    @property
    def awards(self) -> tuple[Award, ...]:
        """The points awarded in the rows of the score tables, with the sums and scores they rest on."""
        return self.extraction.awards

    @property
    def marked(self) -> Sequence[tuple[Award, Decimal]]:
        """The awards whose full marks are known, with these."""
        if self._marked is None:
            self._marked = [(award, full) for award in self.awards if (full := full_marks(award)) is not None]
        return self._marked

    def statements(self, kind: str) -> Sequence[Statement]:
        """What the report says of itself in words, of one kind."""
        return self._statements.get(kind, ())

    @property
    def fiscal_year(self) -> int | None:
        """The year the report is about, or None where it does not say."""
        return self.extraction.fiscal_year

    def field(self, name: str) -> Field | None:
        """A report field by its glossary name (`establishment`, `total_score`, …), or None where the report says nothing."""
        return self.extraction.fields.get(name)
