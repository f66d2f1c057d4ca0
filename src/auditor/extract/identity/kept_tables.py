"""“三公”经费 said to have stayed within their budget, beside a table with a row in which more was spent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.identity.kept_budgets import KEPT, PLAN
from auditor.extract.identity.money import stage_named
from auditor.extract.relations.twins import Amount
from auditor.model import Fact, Source, Statement
from auditor.patterns import compiled

_ROW = compiled("三公|因公出国|公务接待|公务用车|公车")
_OF_ONE = (compiled("接待"), compiled("用车|公车|车辆"), compiled("出国"))
_REACH, _MOST = 60, 20


def kept_tables(corpus: Corpus, amounts: Mapping[int, Sequence[Amount]]) -> Iterator[Statement]:
    """The first such assertion that a row denies."""
    over: list[tuple[str, Fact, Fact]] | None = None
    for line in corpus.holding(("三公",), _MOST):
        found = KEPT.search(line.text) if line.source is Source.TEXT else None
        if found is None:
            continue
        low = max(line.sentence(found.start())[0], found.start() - _REACH)
        said = line.text[low : found.start()]
        if "三公" not in said or PLAN.search(said):
            continue
        over = list(_over(amounts)) if over is None else over
        own = [kind for kind in _OF_ONE if kind.search(said)]
        for name, spent, budget in over:
            if not own or any(kind.search(name) for kind in own):
                shown = f"{name} {spent.quantity.text}（预算 {budget.quantity.text}）"
                related = (("actual", spent.span), ("limit", budget.span))
                yield Statement("conclusion", found.group(), line.span(*found.span()), line.section, shown, related)
                return


def _over(amounts: Mapping[int, Sequence[Amount]]) -> Iterator[tuple[str, Fact, Fact]]:
    """The rows in which more was spent than budgeted, by the one budget and the one result that a table gives for a name."""
    for cells in amounts.values():
        told: dict[str, dict[str, list[Fact]]] = {}
        for cell in cells:
            if _ROW.search(cell.name) and (stage := stage_named(cell.context)):
                told.setdefault(cell.name, {}).setdefault(stage, []).append(cell.fact)
        for name, stages in told.items():
            budgets, spent = stages.get("adjusted") or stages.get("budget") or [], stages.get("actual", [])
            if len(budgets) == len(spent) == 1 and spent[0].quantity.value > budgets[0].quantity.value:
                yield name, spent[0], budgets[0]
