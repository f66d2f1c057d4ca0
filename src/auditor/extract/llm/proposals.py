"""The model pass over one document: what is asked, what comes back, what of it stands in the report, and what could not be done.

A `Proposer` serves a whole run: it holds the budget and the cache, and says once what goes where before anything is sent. It raises nothing
but the mistakes of its own declaration: whatever fails becomes a line in `ModelUse.missing`.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, suppress

from auditor.digest import sha256
from auditor.extract.llm import prompts
from auditor.extract.llm.answers import Answer, Opinions, Reading
from auditor.extract.llm.asking import FATAL, Ask, Failure, Reply, Request
from auditor.extract.llm.budget import Budget
from auditor.extract.llm.cache import Cache, key, usual_path
from auditor.extract.llm.endpoint import host, is_local
from auditor.extract.llm.excerpts import Excerpt, Scanned, excerpts, scanned
from auditor.extract.llm.grounding import Ground
from auditor.extract.llm.opinions import opinions
from auditor.extract.llm.pairs import Pair, pairs
from auditor.extract.llm.readings import Grounded, grounded, value_claims
from auditor.extract.llm.redaction import Redaction
from auditor.model import Document, ModelSettings, ModelUse, Proposals, Section, Statement
from auditor.records import NamedTuple

RELATIONS, CONTRADICTIONS = "relations", "contradictions"
PAIRS_AT_ONCE = 6
_MOST_SLOW = 3  # answers that did not come in time; then no further one will

Connect = Callable[[ModelSettings, str], AbstractAsyncContextManager[Ask]]
Say = Callable[[str], None]
Progress = Callable[[int, int], None]


class _Question(NamedTuple):
    """A request, and what its answer is about: a passage, or pairs of sentences."""

    request: Request
    excerpt: Excerpt | None = None
    asked: tuple[Pair, ...] = ()


class Proposer:
    """Asks a model about documents. `say` gets what the user must know, `progress` the number of answers that are in and wanted."""

    def __init__(self, settings: ModelSettings, *, say: Say, progress: Progress | None = None, connect: Connect | None = None) -> None:
        self._settings, self._say, self._connect = settings, say, connect
        self._progress: Progress = progress or (lambda *_: None)
        self._budget = Budget(settings.budget)
        self._cache = Cache((settings.cache or usual_path()) if settings.keep_answers else None)
        self._key = os.environ.get(settings.key_variable, "") if settings.key_variable else ""
        self._told = False
        self._stopped: Failure | None = None
        self._slow = 0

    def __call__(self, document: Document, sections: Sequence[Section]) -> Proposals | None:
        """What the model proposes of a document; None where nothing was to be sent."""
        try:
            return self._propose(document, sections)
        except ImportError as error:
            return Proposals(self._use()._replace(missing=(f"模型辅助没有运行：没有装好 {error.name or error}",)))
        except Exception as error:  # noqa: BLE001 - the audit is complete without a model, whatever went wrong
            return Proposals(self._use()._replace(missing=(f"模型辅助没有运行：{Failure.OTHER}（{type(error).__name__}）",)))

    def _propose(self, document: Document, sections: Sequence[Section]) -> Proposals | None:
        source = scanned(document, sections)
        redaction = Redaction(document.text) if self._settings.redact else None
        questions = _questions(source, redaction)
        if self._settings.dry_run:
            self._show(document, questions, redaction)
            return None
        replies: dict[int, Reply] = {}
        kept = self._kept(questions, replies)
        rest = [index for index in range(len(questions)) if index not in replies]
        if rest:
            self._ask(document, questions, rest, replies)
        use = self._use()._replace(requests=len(questions), cached=kept, tokens=sum(reply.tokens for reply in replies.values()))
        return _proposals(source, questions, replies, redaction, use)

    def _use(self) -> ModelUse:
        versions = []
        for name in (RELATIONS, CONTRADICTIONS):
            with suppress(OSError, ValueError):
                versions.append(prompts.load(name).version)
        return ModelUse(self._settings.model, host(self._settings.base_url), tuple(versions))

    # ------------------------------------------------------------------------------------------------------------- asking

    def _kept(self, questions: Sequence[_Question], replies: dict[int, Reply]) -> int:
        """Answers of earlier runs; how many there are."""
        for index, question in enumerate(questions):
            text = self._cache.find(self._key_of(question.request))
            answer = _kept_answer(question.request, text) if text is not None else None
            if answer is not None:
                replies[index] = Reply(answer)
        return len(replies)

    def _key_of(self, request: Request) -> str:
        return key(self._settings.model, request.prompt.identity, request.text)

    def _ask(self, document: Document, questions: Sequence[_Question], rest: Sequence[int], replies: dict[int, Reply]) -> None:
        """Ask what is not known yet. Ctrl-C ends the asking, not the audit: what is in until then is used."""
        if self._stopped is None and not self._key and self._settings.key_variable and not is_local(self._settings.base_url):
            self._say(f"模型辅助没有运行：环境变量 {self._settings.key_variable} 没有设置")
            self._stopped = Failure.REFUSED_KEY
        if self._stopped is None:
            if not self._told:
                self._told = True
                self._say(self._announcement(document, [questions[index] for index in rest]))
            with suppress(KeyboardInterrupt):
                _run(self._all(questions, rest, replies))
            self._progress(len(questions), len(questions))
        failure = Failure.CANCELLED if self._stopped is None or self._stopped is Failure.CANCELLED else Failure.STOPPED
        for index in rest:
            if index not in replies:
                replies[index] = Reply(None, failure=failure)
                self._stopped = self._stopped or failure

    def _announcement(self, document: Document, questions: Sequence[_Question]) -> str:
        tokens = sum(question.request.tokens for question in questions)
        hidden = "人名和号码已替换" if self._settings.redact else "原文照送；加 --llm-redact 替换人名和电话"
        return (
            f"模型辅助：{document.name} 的正文（{len(questions)} 段，约 {tokens} token）将送往 {host(self._settings.base_url)}"
            f"（模型 {self._settings.model}），本次运行的其他报告也一样；{hidden}"
        )

    async def _all(self, questions: Sequence[_Question], rest: Sequence[int], replies: dict[int, Reply]) -> None:
        connect = self._connect or _connected()
        gate = asyncio.Semaphore(self._settings.concurrency)
        async with connect(self._settings, self._key or "none") as ask:

            async def one(index: int) -> None:
                async with gate:
                    replies[index] = await self._answer(questions[index].request, ask)
                self._progress(min(len(replies), len(questions) - 1), len(questions))

            tasks = [asyncio.create_task(one(index)) for index in rest]
            try:
                await asyncio.gather(*tasks)
            except asyncio.CancelledError:  # Ctrl-C
                self._stopped = Failure.CANCELLED
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, request: Request, ask: Ask) -> Reply:
        """One answer, if there is money for it and nothing has happened that makes asking useless."""
        if self._stopped is not None:
            return Reply(None, failure=Failure.STOPPED)
        most = request.tokens + self._settings.answer_tokens
        if not self._budget.reserve(most):
            return Reply(None, failure=Failure.BUDGET)
        reply = Reply(None)
        try:
            reply = await ask(request)
        finally:
            # A server that counts nothing is charged what the question was thought to take.
            self._budget.settle(most, reply.tokens or (request.tokens if reply.answer else 0))
        self._slow += reply.failure is Failure.SLOW
        if reply.failure in FATAL or self._slow >= _MOST_SLOW:
            self._stopped = reply.failure
        if reply.answer is not None:
            self._cache.keep(self._key_of(request), json.dumps([reply.answer.model_dump(mode="json"), reply.answer.malformed]))
        return reply

    # ------------------------------------------------------------------------------------------------------------ dry run

    def _show(self, document: Document, questions: Sequence[_Question], redaction: Redaction | None) -> None:
        """Everything that would be sent, word for word."""
        tokens = sum(question.request.tokens for question in questions)
        known = sum(1 for question in questions if self._cache.find(self._key_of(question.request)) is not None)
        where = host(self._settings.base_url) or "（没有设地址）"
        hidden = f"，替换人名和号码 {redaction.count} 个" if redaction else ""
        self._say(
            f"试运行，什么也没有送出。{document.name}：将向 {where}（模型 {self._settings.model or '没有设'}）送出 {len(questions)} 段，"
            f"其中 {known} 段已有答复不再送，共约 {tokens} token，答复另计{hidden}"
        )
        shown: set[str] = set()
        for number, question in enumerate(questions, 1):
            request = question.request
            if request.prompt.version not in shown:
                shown.add(request.prompt.version)
                self._say(f"每段前都附的说明 {request.prompt.version}：\n{request.prompt.instruction}")
            self._say(f"第 {number} 段，{request.title}，约 {request.tokens} token：\n{request.text}")


def _run(work: Coroutine[None, None, None]) -> None:
    """Run to the end, in a thread of its own where a loop is running already (a notebook)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(work)
        return
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def _connected() -> Connect:
    from auditor.extract.llm.client import connected  # half of a second, and only where something is sent

    return connected


def _kept_answer(request: Request, text: str) -> Answer | None:
    """An answer from the cache; None if it is not of the form any more."""
    try:
        content, malformed = json.loads(text)
        return request.form.model_validate(content).with_malformed(int(malformed))
    except (ValueError, TypeError):
        return None


# ------------------------------------------------------------------------------------------------------------------- questions


def _questions(source: Scanned, redaction: Redaction | None) -> list[_Question]:
    hide = redaction.hide if redaction else str
    text = source.document.text
    reading, judging = prompts.load(RELATIONS), prompts.load(CONTRADICTIONS)
    questions = []
    for excerpt in excerpts(source):
        sent = framed(hide(text[excerpt.span.start : excerpt.span.end]))
        questions.append(_Question(Request(reading, sent, Reading, excerpt.title or "开头"), excerpt))
    chosen = pairs(source)
    for start in range(0, len(chosen), PAIRS_AT_ONCE):
        asked = tuple(chosen[start : start + PAIRS_AT_ONCE])
        listed = "\n".join(f"第{number}对\n甲：{pair.a.text}\n乙：{pair.b.text}" for number, pair in enumerate(asked, 1))
        questions.append(_Question(Request(judging, framed(hide(listed)), Opinions, f"{len(asked)} 对说法"), None, asked))
    return questions


def framed(text: str) -> str:
    """A text between two lines that it cannot contain: their mark is made of the text."""
    mark = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"<<<正文 {mark}\n{text}\n正文 {mark}>>>"


# ----------------------------------------------------------------------------------------------------------------- what came back


def _proposals(
    source: Scanned, questions: Sequence[_Question], replies: dict[int, Reply], redaction: Redaction | None, use: ModelUse
) -> Proposals:
    ground = Ground(source)
    read: list[Grounded] = []
    statements: list[Statement] = []
    proposed = ungrounded = malformed = 0
    for index, question in enumerate(questions):
        answer = replies[index].answer
        if answer is None:
            continue
        malformed += answer.malformed
        answer = restored(answer, redaction)
        if isinstance(answer, Reading) and question.excerpt is not None:
            found = grounded(answer, ground, question.excerpt.span)
            read.append(found)
            proposed, ungrounded = proposed + found.proposed, ungrounded + found.dropped
        elif isinstance(answer, Opinions):
            said, dropped = opinions(answer, question.asked, ground)
            statements += said
            proposed, ungrounded = proposed + len(said) + dropped, ungrounded + dropped
    facts = [fact for found in read for fact in found.facts]
    claims = (*(claim for found in read for claim in found.claims), *value_claims(facts))
    return Proposals(
        use._replace(proposed=proposed, ungrounded=ungrounded, malformed=malformed, missing=tuple(_missing(questions, replies))),
        tuple(fact for _, fact in facts),
        tuple(record for found in read for record in found.indicators),
        claims,
        tuple(statements),
    )


def restored(answer: Answer, redaction: Redaction | None) -> Answer:
    """An answer with names and numbers put back."""
    if redaction is None:
        return answer
    content = json.loads(answer.model_dump_json(), object_hook=lambda item: _restored(item, redaction))
    return type(answer).model_validate(content).with_malformed(answer.malformed)


def _restored(item: dict[str, object], redaction: Redaction) -> dict[str, object]:
    return {
        name: redaction.restore(value)
        if isinstance(value, str)
        else [redaction.restore(each) if isinstance(each, str) else each for each in value]
        if isinstance(value, list)
        else value
        for name, value in item.items()
    }


def _missing(questions: Sequence[_Question], replies: dict[int, Reply]) -> Iterable[str]:
    """One line for each of the two passes of which a part is missing."""
    for name, form, unit in (("抽取", Reading, "段"), ("矛盾判断", Opinions, "组")):
        own = [index for index, question in enumerate(questions) if question.request.form is form]
        failed = Counter((reply.failure, reply.detail) for index in own if (reply := replies[index]).failure is not None)
        if failed:
            reasons = "、".join(
                f"{failure}{f' {detail}' if detail else ''} {count} {unit}" for (failure, detail), count in failed.most_common()
            )
            yield f"模型辅助的{name}缺 {sum(failed.values())}/{len(own)} {unit}：{reasons}"
