"""Whatever goes wrong between the program and a model: the report is complete, and one line says what is missing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from auditor.model import Report
from auditor.pipeline import audit_text

TEXT = """一、资金
修路支出41万元，修渠支出52万元，两项合计95万元。
二、管理
仓库的台账从未登记过。村里的仓库有3处。
三、效果
仓库的台账每天登记。村里的仓库共2处。
"""
ALONE = audit_text(TEXT, "报告.txt")


def only_missing(report: Report) -> tuple[str, ...]:
    """What is missing, after the rest of the report was found to be what it is without a model."""
    assert (ALONE.findings, ALONE.ledger) == (report.findings, report.ledger)
    assert report.model_use is not None
    return report.model_use.missing


@pytest.mark.parametrize("scenario", ["good", "fenced", "thinking", "no-usage"])
def test_answers_in_many_shapes_are_read(server, audit, recorded, scenario: str) -> None:
    """Code fences, thinking blocks, servers that do not count: nothing is missing."""
    assert () == only_missing(audit(TEXT, scenario))


@pytest.mark.parametrize("scenario", ["malformed-once", "500-once", "429-twice"])
def test_what_passes_is_tried_again(server, audit, scenario: str) -> None:
    """An answer that cannot be read is asked for once more; errors that pass are waited for, as long as the server says."""
    started = time.monotonic()
    assert () == only_missing(audit(TEXT, scenario, retries=2, concurrency=1))
    assert (scenario != "429-twice") or time.monotonic() - started >= 2


@pytest.mark.parametrize(
    ("scenario", "reason"),
    [
        ("malformed", "答复不是要求的格式"),
        ("schema", "答复不是要求的格式"),
        ("list", "答复不是要求的格式"),
        ("english", "答复不是要求的格式"),
        ("refusal", "模型拒绝回答"),
        ("filtered", "模型拒绝回答"),
        ("empty", "答复是空的"),
        ("no-choices", "答复是空的"),
        ("truncated", "答复不完整（超过长度上限）"),
        ("400", "服务不接受请求 400"),
        ("429", "服务限流 429"),
        ("500", "服务出错 500"),
        ("cut", "连不上服务"),
    ],
)
def test_a_failure_is_one_line_for_each_pass(server, audit, scenario: str, reason: str) -> None:
    """With what the server did, and never with its words."""
    missing = only_missing(audit(TEXT, scenario, concurrency=1))
    stopped = reason == "连不上服务"
    assert (
        f"模型辅助的抽取缺 1/1 段：{reason} 1 段",
        f"模型辅助的矛盾判断缺 1/1 组：{'此前已失败，没有再试' if stopped else reason} 1 组",
    ) == missing


@pytest.mark.parametrize(("scenario", "reason"), [("401", "密钥被拒绝 401"), ("403", "密钥被拒绝 403"), ("404", "没有这个模型或地址 404")])
def test_what_cannot_pass_is_not_tried_again(server, audit, scenario: str, reason: str) -> None:
    """A wrong key is wrong for the next question, too."""
    missing = only_missing(audit(TEXT, scenario, concurrency=1, retries=2))
    assert (1, True, "此前已失败" in missing[1]) == (len(server.requests), reason in missing[0], True)


@pytest.mark.parametrize("scenario", ["html", "redirect"])
def test_what_is_no_model_is_told(server, audit, scenario: str) -> None:
    """A login page is no answer, and a redirect is not followed: the text goes where the user was told."""
    missing = only_missing(audit(TEXT, scenario, concurrency=1))
    assert (2, True) == (len(missing), "127.0.0.1:9" not in str(missing))


@pytest.mark.parametrize("scenario", ["slow", "dripping"])
def test_a_slow_server_is_not_waited_for(server, audit, scenario: str) -> None:
    """Neither one that says nothing, nor one that says it byte by byte."""
    assert "超时" in only_missing(audit(TEXT, scenario, timeout=1))[0]


def test_no_server_at_all(server, audit) -> None:
    """A refused connection."""
    missing = only_missing(audit(TEXT, base_url="http://127.0.0.1:9/v1"))
    assert "连不上服务" in missing[0]


def test_a_key_that_is_not_set_sends_nothing(server, audit, said, monkeypatch) -> None:
    """Another machine wants a key; without one nothing is sent. This machine wants none."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    missing = only_missing(audit(TEXT, base_url="https://models.example.invalid/v1"))
    assert (2, ["模型辅助没有运行：环境变量 OPENAI_API_KEY 没有设置"]) == (len(missing), said)


def test_the_key_comes_from_the_named_variable_and_is_shown_nowhere(server, audit, said, monkeypatch) -> None:
    """It goes to the server, and neither into a message nor into the report."""
    secret = "sk-secret-0123456789"  # noqa: S105 - no secret of anything
    monkeypatch.setenv("MY_KEY", secret)
    report = audit(TEXT, "401", key_variable="MY_KEY", concurrency=1)
    assert ([f"Bearer {secret}"], False) == (server.keys, secret in str((report, said)))


def test_the_words_of_a_server_are_shown_nowhere(server, audit, said, capfd) -> None:
    """They may repeat a key, or what was sent; libraries would log them."""
    report = audit(TEXT, "500")
    out, err = capfd.readouterr()
    assert ("", "", False) == (out, err, "sk-secret" in str((report, said)))


def test_the_budget_ends_the_asking(server, audit) -> None:
    """What does not fit is not sent."""
    missing = only_missing(audit(TEXT, budget=100))
    assert ([], True) == (server.requests, "预算用完，没有送出 1 段" in missing[0])


def test_a_broken_cache_is_no_failure(server, audit, tmp_path: Path) -> None:
    """A file that is no database, and a folder that cannot be made: everything is asked anew."""
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"no database")
    assert ((), ()) == (only_missing(audit(TEXT, cache=str(broken))), only_missing(audit(TEXT, cache=str(broken / "x" / "y"))))


def test_a_mistake_in_the_pass_itself_is_no_failure_of_the_audit(server, audit, monkeypatch) -> None:
    """Whatever it is."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("auditor.extract.llm.proposals.scanned", broken)
    assert ("模型辅助没有运行：程序没有料到的错误（ZeroDivisionError）",) == only_missing(audit(TEXT))


def test_prompts_that_are_missing_are_no_failure_of_the_audit(server, audit, monkeypatch, tmp_path: Path) -> None:
    """An installation without the folder."""
    from auditor.extract.llm import prompts

    prompts.load.cache_clear()
    monkeypatch.setattr(prompts, "FOLDERS", (str(tmp_path),))
    assert ("模型辅助没有运行：程序没有料到的错误（FileNotFoundError）",) == only_missing(audit(TEXT))
    prompts.load.cache_clear()


def test_ctrl_c_ends_the_asking_and_not_the_audit(server, audit) -> None:
    """What came in until then is used; the rest is missing."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
    try:
        threading.Timer(1.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        missing = only_missing(audit(TEXT, "slow"))
    finally:
        signal.signal(signal.SIGINT, before)
    assert missing == ("模型辅助的抽取缺 1/1 段：已中断 1 段", "模型辅助的矛盾判断缺 1/1 组：已中断 1 组")


def test_a_loop_that_runs_already_is_no_failure(server, audit) -> None:
    """In a notebook."""
    import asyncio

    async def inside() -> Report:
        return audit(TEXT)

    assert () == only_missing(asyncio.run(inside()))


# ------------------------------------------------------------------------------------------------------------ as a process

ROOT = Path(__file__).resolve().parent.parent.parent
WITHOUT = """
import sys

class Nowhere:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"openai", "instructor", "pydantic", "httpx2", "jiter"}:
            raise ImportError(name)

if "without" in sys.argv:
    sys.argv.remove("without")
    sys.meta_path.insert(0, Nowhere())
from auditor.cli import main
main()
"""


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own, with or `without` the libraries."""
    command = [sys.executable, "-c", WITHOUT, *arguments]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment}, check=False, timeout=120, cwd=ROOT)


@pytest.mark.parametrize("given", [[], ["--format", "json", "--notes"]])
def test_the_default_run_is_the_same_without_the_libraries(given: list[str]) -> None:
    """Byte for byte, with openai, instructor and pydantic made unimportable."""
    report = "fixtures/reports/qinghe-2023.txt"
    one, other = process(report, *given), process(report, *given, "without")
    assert (one.stdout, one.stderr, one.returncode) == (other.stdout, other.stderr, other.returncode)
    assert len(one.stdout) > 100


def test_without_the_libraries_the_pass_is_missing(server, tmp_path: Path) -> None:
    """A broken installation does not cost the report."""
    arguments = ["fixtures/reports/qinghe-2023.txt", "-f", "json", "--llm", "--llm-base-url", server.url, "--llm-model", "good"]
    alone = json.loads(process(arguments[0], "-f", "json").stdout)
    done = process(*arguments, "without", XDG_CACHE_HOME=str(tmp_path))
    told = json.loads(done.stdout)
    assert (1, alone["findings"], True) == (done.returncode, told["findings"], "模型辅助没有运行" in told["llm"]["missing"][0])


@pytest.mark.parametrize("scenario", ["good", "401"])
def test_the_exit_status_is_that_of_the_report(server, tmp_path: Path, scenario: str) -> None:
    """With a model that answers, and with one that does not."""
    report = tmp_path / "报告.txt"
    report.write_text(TEXT, encoding="utf-8")
    given = ["--llm", "--llm-base-url", server.url, "--llm-model", scenario]
    done = process(str(report), *given, XDG_CACHE_HOME=str(tmp_path), COLUMNS="100")
    out, err = done.stdout.decode(), done.stderr.decode()
    assert (1, True, True) == (done.returncode, "模型辅助" in out, f"将送往 127.0.0.1:{server.server_port}（模型 {scenario}）" in err)
    assert ("注意：模型辅助的抽取缺" in out) is (scenario != "good")
