"""The one module that talks to a model: any endpoint that speaks the protocol of OpenAI, through openai and instructor.

Whatever goes wrong becomes a `Failure`. Retries and `Retry-After` are the openai client's; an answer of the wrong form is asked for once more.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any, cast

import instructor
import openai
from instructor.core import IncompleteOutputException

from auditor.extract.llm.asking import Ask, Failure, Reply, Request
from auditor.model import ModelSettings

MODES = {"md_json": instructor.Mode.MD_JSON, "json_schema": instructor.Mode.JSON_SCHEMA, "tools": instructor.Mode.TOOLS}
_ASKED_AGAIN = 1  # times, for an answer of the wrong form
_DEEPEST = 12  # causes of an error that are followed


@asynccontextmanager
async def connected(settings: ModelSettings, key: str) -> AsyncIterator[Ask]:
    """A way to ask the model of `settings` that stays open inside the block."""
    logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)  # it would repeat a server's words on standard error
    # A redirect would send the report to a host that the user was not told of.
    network = openai.DefaultAsyncHttpxClient(follow_redirects=False, timeout=settings.timeout)
    async with openai.AsyncOpenAI(
        base_url=settings.base_url, api_key=key, timeout=settings.timeout, max_retries=settings.retries, http_client=network
    ) as plain:
        yield _Asking(plain, settings).ask


class _Asking:
    def __init__(self, plain: openai.AsyncOpenAI, settings: ModelSettings) -> None:
        self._plain, self._settings = plain, settings

    async def ask(self, request: Request) -> Reply:
        """Ask once, with all retries; never raises but when it is cancelled."""
        settings = self._settings
        spent: list[int] = []
        client = instructor.from_openai(self._plain, mode=MODES[settings.mode])
        # Counted here and not from the result: answers that are of no use cost as much, and bring no result.
        client.on("completion:response", lambda response: spent.append(_tokens(response)))
        longest = settings.timeout * (settings.retries + 1) * (_ASKED_AGAIN + 1)
        try:
            async with asyncio.timeout(longest):  # a server that sends a byte now and then never times out otherwise
                answer = await client.create(
                    model=settings.model,
                    response_model=request.form,
                    max_retries=_ASKED_AGAIN,
                    max_tokens=settings.answer_tokens,
                    temperature=0,
                    # instructor renders messages as templates: instruction and report must not be part of one.
                    messages=cast(
                        "Any",
                        [{"role": "system", "content": "{{ instruction }}"}, {"role": "user", "content": "{{ text }}"}],
                    ),
                    context={"instruction": request.prompt.instruction, "text": request.text},
                )
        except Exception as error:  # noqa: BLE001 - servers and libraries fail in more ways than can be listed; none may end the audit
            failure, detail = _told(error)
            return Reply(None, sum(spent), failure, detail)
        return Reply(answer, sum(spent))


def _tokens(response: object) -> int:
    usage = getattr(response, "usage", None)
    total = getattr(usage, "total_tokens", 0)
    return total if isinstance(total, int) else 0


def _told(error: BaseException) -> tuple[Failure, str]:
    """What kind of failure an error is. Types are looked at, never messages: those change, and may repeat what was sent."""
    chain = list(_causes(error))
    for cause in chain:
        found = _kind(cause)
        if found is not None:
            return found
    for cause in chain:
        for attempt in reversed(getattr(cause, "failed_attempts", None) or []):
            return _of_completion(attempt.completion), ""
    return Failure.OTHER, type(error).__name__


def _kind(error: BaseException) -> tuple[Failure, str] | None:
    match error:
        case openai.APITimeoutError() | TimeoutError():
            return Failure.SLOW, ""
        case openai.APIConnectionError():
            return Failure.UNREACHABLE, ""
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return Failure.REFUSED_KEY, str(error.status_code)
        case openai.NotFoundError():
            return Failure.NOT_FOUND, "404"
        case openai.RateLimitError():
            return Failure.BUSY, "429"
        case openai.InternalServerError():
            return Failure.SERVER, str(error.status_code)
        case openai.APIStatusError():
            return Failure.REJECTED, str(error.status_code)
        case openai.APIResponseValidationError():
            return Failure.MALFORMED, ""
        case IncompleteOutputException():
            return Failure.TRUNCATED, ""
    return None


def _of_completion(completion: object) -> Failure:
    """What is wrong with an answer that could not be read."""
    choices = getattr(completion, "choices", None)
    if not choices:
        return Failure.EMPTY
    message = getattr(choices[0], "message", None)
    if getattr(message, "refusal", None) or getattr(choices[0], "finish_reason", "") == "content_filter":
        return Failure.REFUSAL
    if not getattr(message, "content", None) and not getattr(message, "tool_calls", None):
        return Failure.EMPTY
    return Failure.MALFORMED


def _causes(error: BaseException) -> Iterator[BaseException]:
    current: BaseException | None = error
    for _ in range(_DEEPEST):
        if current is None:
            return
        yield current
        current = current.__cause__ or current.__context__
