"""A model pass that asks nobody: its answers are given beforehand. For cases and tests of what happens behind an answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from auditor.extract.llm.answers import Answer, OpinionItem, Opinions, Reading
from auditor.extract.llm.asking import Ask, Failure, Reply, Request
from auditor.extract.llm.proposals import PAIRS_AT_ONCE, Proposer
from auditor.model import ModelSettings

_NOBODY = ModelSettings(enabled=True, base_url="http://localhost/v1", model="recorded", keep_answers=False)


def proposer(respond: Callable[[Request], Answer | None]) -> Proposer:
    """A proposer to whose requests `respond` gives the answers; None is a failure."""

    async def ask(request: Request) -> Reply:
        answer = respond(request)
        return Reply(answer, failure=None if answer is not None else Failure.EMPTY)

    @asynccontextmanager
    async def connect(_settings: ModelSettings, _key: str) -> AsyncIterator[Ask]:
        yield ask

    return Proposer(_NOBODY, say=lambda _: None, connect=connect)


def opinion(quote_a: str, quote_b: str, reason: str) -> Proposer:
    """A model that sees one contradiction, wherever the program asks about the two places."""

    def respond(request: Request) -> Answer:
        if request.form is Reading:
            return Reading(relations=[])
        pairs = range(1, PAIRS_AT_ONCE + 1)
        return Opinions(
            opinions=[OpinionItem(pair=pair, verdict="矛盾", quote_a=quote_a, quote_b=quote_b, reason=reason) for pair in pairs]
        )

    return proposer(respond)
