"""What a language model proposes of a report, grounded in its text, and how it was asked. The default run has none of it."""

from __future__ import annotations

from auditor.model.claims import Claim, Fact
from auditor.model.extraction import Indicator, Statement
from auditor.records import NamedTuple


class ModelSettings(NamedTuple):
    """How a model is asked (`[llm]` of the configuration). The key comes from the environment only: `key_variable` names it.

    `mode` is how answers are framed: "md_json" reads JSON out of prose and code fences, "json_schema" and "tools" need a server that
    enforces them. `budget` is tokens for a whole run, `answer_tokens` the most of one answer, `timeout` seconds for one call, `retries`
    what is tried again after a failure that may pass. `cache` is a file, "" the usual one; `keep_answers` turns it off.
    """

    enabled: bool = False
    base_url: str = ""
    model: str = ""
    key_variable: str = "OPENAI_API_KEY"
    mode: str = "md_json"
    budget: int = 200_000
    answer_tokens: int = 4096
    concurrency: int = 4
    timeout: int = 120
    retries: int = 2
    redact: bool = False
    dry_run: bool = False
    keep_answers: bool = True
    cache: str = ""


class ModelUse(NamedTuple):
    """What became of the model pass on one document. `missing` says in the users' language what could not be done.

    `requests` were planned, `cached` of them answered from an earlier run. `proposed` items came back; of these `ungrounded` were dropped
    because a quote or number does not stand in the text, `malformed` because they are not of the form asked for. `weighed` claims were
    verified, `told` findings rest on the model.
    """

    model: str
    host: str
    prompts: tuple[str, ...]
    requests: int = 0
    cached: int = 0
    tokens: int = 0
    proposed: int = 0
    ungrounded: int = 0
    malformed: int = 0
    missing: tuple[str, ...] = ()
    weighed: int = 0
    told: int = 0


class Proposals(NamedTuple):
    """What a model read in a report. Every quantity in it was read by the program at a place that the model quoted."""

    use: ModelUse
    facts: tuple[Fact, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
