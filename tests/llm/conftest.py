"""A server on loopback that speaks the protocol of OpenAI, and misbehaves on demand: the name of the model is the scenario.

The standard library is enough for it, and nothing stands between the test and the real clients: mocks of HTTP libraries do not see openai 3,
which brought its own, and a mock server of somebody else's could not cut a connection in the middle of an answer.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from auditor.extract.llm.proposals import Proposer
from auditor.model import ModelSettings, Report
from auditor.pipeline import audit_text

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"
NOTHING: dict[str, list[object]] = {"relations": [], "facts": [], "indicators": [], "opinions": []}
SECRET = "sk-secret-0123456789"  # noqa: S105 - no secret of anything


class Handler(BaseHTTPRequestHandler):
    """One request. What a model would say comes from `server.respond`, how it is said from the scenario."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        scenario = request["model"]
        with self.server.lock:
            self.server.requests.append(request)
            self.server.keys.append(self.headers["Authorization"])
            count = len(self.server.requests)
        text = request["messages"][-1]["content"]
        answer = json.dumps(self.server.respond(text if isinstance(text, str) else json.dumps(text)), ensure_ascii=False)
        special = SCENARIOS.get(scenario)
        if special is None:
            self.reply(200, completion(answer))
        else:
            special(self, answer, count)

    def reply(self, status: int, content: Any, **headers: str) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def error(self, status: int, **headers: str) -> None:
        """An error whose words repeat what must not be shown."""
        self.reply(status, {"error": {"message": f"bad key {SECRET}", "type": "x", "code": str(status)}}, **headers)


class Server(ThreadingHTTPServer):
    """The server, what it was asked, and what it answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.lock = threading.Lock()
        self.respond: Callable[[str], object] = lambda _: NOTHING

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, *_: object) -> None:
        """A client that went away is what some tests want."""


def completion(content: str | None, finish: str = "stop", **message: object) -> dict[str, object]:
    """A chat completion."""
    said = {"role": "assistant", "content": content, **message}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "fake",
        "choices": [{"index": 0, "finish_reason": finish, "message": said}],
        "usage": {"prompt_tokens": 50, "completion_tokens": 20, "total_tokens": 70},
    }


def _slow(handler: Handler, answer: str, _: int) -> None:
    time.sleep(3)
    handler.reply(200, completion(answer))


def _dripping(handler: Handler, answer: str, _: int) -> None:
    """A byte now and then: no single wait is too long, the whole is."""
    body = json.dumps(completion(answer)).encode()
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    for at in range(40):
        handler.wfile.write(body[at : at + 1])
        handler.wfile.flush()
        time.sleep(0.25)


def _cut(handler: Handler, answer: str, _: int) -> None:
    """Half of an answer."""
    body = json.dumps(completion(answer)).encode()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[:40])
    handler.wfile.flush()
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


SCENARIOS: dict[str, Callable[[Handler, str, int], None]] = {
    "fenced": lambda handler, answer, _: handler.reply(200, completion(f"好的，结果如下：\n```json\n{answer}\n```\n希望有帮助。")),
    "thinking": lambda handler, answer, _: handler.reply(200, completion(f"<think>先看{{总数}}…</think>\n{answer}")),
    "malformed-once": lambda handler, answer, count: handler.reply(200, completion(answer if count > 1 else '{"relations": [')),
    "malformed": lambda handler, answer, _: handler.reply(200, completion('{"relations": oops {{ 7*7 }} {% if %}')),
    "schema": lambda handler, answer, _: handler.reply(200, completion('{"findings": ["总分错了"]}')),
    "list": lambda handler, answer, _: handler.reply(200, completion("[1, 2]")),
    "english": lambda handler, answer, _: handler.reply(200, completion("I am sorry, I only speak English.")),
    "refusal": lambda handler, answer, _: handler.reply(200, completion(None, refusal="我不能协助。")),
    "filtered": lambda handler, answer, _: handler.reply(200, completion("", "content_filter")),
    "empty": lambda handler, answer, _: handler.reply(200, completion("")),
    "no-choices": lambda handler, answer, _: handler.reply(200, {**completion(""), "choices": []}),
    "truncated": lambda handler, answer, _: handler.reply(200, completion(answer[:20], "length")),
    "no-usage": lambda handler, answer, _: handler.reply(200, {**completion(answer), "usage": None}),
    "401": lambda handler, answer, _: handler.error(401),
    "403": lambda handler, answer, _: handler.error(403),
    "404": lambda handler, answer, _: handler.error(404),
    "400": lambda handler, answer, _: handler.error(400),
    "429": lambda handler, answer, _: handler.error(429),
    "429-twice": lambda handler, answer, count: (
        handler.error(429, Retry_After="1") if count < 3 else handler.reply(200, completion(answer))
    ),
    "500": lambda handler, answer, _: handler.error(500),
    "500-once": lambda handler, answer, count: handler.error(500) if count < 2 else handler.reply(200, completion(answer)),
    "html": lambda handler, answer, _: handler.reply(200, "<html>登录</html>".encode()),
    "redirect": lambda handler, answer, _: handler.reply(307, b"", Location="http://127.0.0.1:9/v1/chat/completions"),
    "slow": _slow,
    "dripping": _dripping,
    "cut": _cut,
}


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of its own for each test."""
    started = Server()
    thread = threading.Thread(target=started.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield started
    started.shutdown()
    started.server_close()
    thread.join()


Audit = Callable[..., Report]


@pytest.fixture
def said() -> list[str]:
    """What the program told the user."""
    return []


@pytest.fixture
def audit(server: Server, said: list[str], tmp_path: Path) -> Audit:
    """Audit a text with the server as model; settings by name."""

    def audited(text: str, scenario: str = "good", **settings: Any) -> Report:
        chosen = ModelSettings(
            enabled=True, base_url=server.url, model=scenario, retries=0, timeout=10, cache=str(tmp_path / "answers.sqlite3")
        )
        return audit_text(text, "报告.txt", propose=Proposer(chosen._replace(**settings), say=said.append))

    return audited


@pytest.fixture
def recorded() -> Callable[[str], Callable[[str], object]]:
    """The answers recorded for a fixture report, as what a server says to a text."""

    def load(name: str) -> Callable[[str], object]:
        entries = json.loads((FIXTURES / "llm" / f"{name}.answers.json").read_text(encoding="utf-8"))
        return lambda text: next((entry["answer"] for entry in entries if all(part in text for part in entry["contains"])), NOTHING)

    return load
