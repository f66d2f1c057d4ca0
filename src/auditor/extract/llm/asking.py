"""A question to a model and what comes of it: an answer, or one line that says why there is none."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import cache

from auditor.enums import StrEnum
from auditor.extract.llm.answers import Answer
from auditor.extract.llm.budget import estimate
from auditor.extract.llm.prompts import Prompt
from auditor.records import NamedTuple


class Request(NamedTuple):
    """What is sent: an instruction, the text it is applied to, and the form of the answer. `title` names the passage for the user."""

    prompt: Prompt
    text: str
    form: type[Answer]
    title: str

    @property
    def tokens(self) -> int:
        """How many tokens the question will take: the instruction, the text, and the form of the answer, which goes with them."""
        return estimate(self.prompt.instruction) + estimate(self.text) + _of_form(self.form)


@cache
def _of_form(form: type[Answer]) -> int:
    return estimate(json.dumps(form.model_json_schema(), ensure_ascii=False))


class Failure(StrEnum):
    """Why there is no answer, as the user is told."""

    UNREACHABLE = "连不上服务"
    REFUSED_KEY = "密钥被拒绝"
    NOT_FOUND = "没有这个模型或地址"
    BUSY = "服务限流"
    SERVER = "服务出错"
    REJECTED = "服务不接受请求"
    SLOW = "超时"
    TRUNCATED = "答复不完整（超过长度上限）"
    REFUSAL = "模型拒绝回答"
    EMPTY = "答复是空的"
    MALFORMED = "答复不是要求的格式"
    BUDGET = "预算用完，没有送出"
    CANCELLED = "已中断"
    STOPPED = "此前已失败，没有再试"
    OTHER = "程序没有料到的错误"


# After these the next question fares no better.
FATAL = frozenset({Failure.UNREACHABLE, Failure.REFUSED_KEY, Failure.NOT_FOUND})


class Reply(NamedTuple):
    """What came of a request. `detail` is a status or the name of an error, never a server's own words: they may repeat a key."""

    answer: Answer | None
    tokens: int = 0
    failure: Failure | None = None
    detail: str = ""


Ask = Callable[[Request], Awaitable[Reply]]
