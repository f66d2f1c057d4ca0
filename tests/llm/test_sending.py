"""What goes out: the instruction, the text between its marks, no names where they are to be hidden; and nothing twice."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from auditor.extract.llm import prompts
from auditor.extract.llm.answers import Opinions, Reading
from auditor.extract.llm.budget import Budget, estimate
from auditor.extract.llm.proposals import CONTRADICTIONS, RELATIONS
from auditor.extract.llm.redaction import Redaction

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = """一、人员
本项目由张建国同志负责，联系人：欧阳明华，电话13812345678，邮箱 a.b@example.gov.cn。
张建国领到补助41万元，李梅领到补助52万元，两人合计领到95万元。
二、管理
仓库的台账由张建国登记，从未登记过。
三、效果
仓库的台账由张建国每天登记。
"""


# -------------------------------------------------------------------------------------------------------------------- prompts


@pytest.mark.parametrize(("name", "form"), [(RELATIONS, Reading), (CONTRADICTIONS, Opinions)])
def test_examples_quote_their_own_text(name: str, form: type[Reading | Opinions]) -> None:
    """An example that quotes what does not stand in its text would teach a model to invent. Every answer is of the form asked for."""
    prompt = prompts.load(name)
    assert len(prompt.examples) > 0
    for text, answer in prompt.examples:
        given = json.loads(answer)
        assert 0 == form.model_validate(given).malformed
        assert [] == [quote for quote in quotes(given) if quote not in text.replace("\n", "")]


def quotes(answer: object) -> list[str]:
    """Everything in an answer that claims to be verbatim."""
    if isinstance(answer, list):
        return [quote for item in answer for quote in quotes(item)]
    if not isinstance(answer, dict):
        return []
    own = [value for key, value in answer.items() if key in {"quote", "quote_a", "quote_b", "judgement", "label"} and value]
    if "value" in answer:
        assert answer["value"] in answer["quote"]
    return own + [quote for value in answer.values() for quote in quotes(value)]


def test_an_edited_prompt_has_another_identity() -> None:
    """Answers kept for the old words are not those for the new ones, even if the version was forgotten."""
    prompt = prompts.load(RELATIONS)
    assert prompt.identity != prompt._replace(instruction=prompt.instruction + " ").identity


def test_prompts_ship_in_the_wheel(tmp_path: Path) -> None:
    """And are found there: the installed package has the folder inside."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-build-isolation",
        "--no-deps",
        "--wheel-dir",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run([*command, "--disable-pip-version-check"], check=True, capture_output=True, timeout=300)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    code = "from auditor.extract.llm import prompts; print(prompts.__file__, prompts.load('relations').version)"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, cwd=tmp_path / "installed", check=True)
    file, version = done.stdout.split()
    assert (True, prompts.load(RELATIONS).version) == (file.startswith(str(tmp_path)), version)


# ------------------------------------------------------------------------------------------------------------ what goes out


def test_the_user_is_told_once_what_goes_where(server, audit, said) -> None:
    """Before anything is sent: the host, the model, how much, and whether names are hidden."""
    audit(TEXT)
    assert (1, True) == (len(said), f"将送往 127.0.0.1:{server.server_port}（模型 good）" in said[0] and "原文照送" in said[0])


def test_a_dry_run_sends_nothing_and_shows_everything(server, audit, said) -> None:
    """Word for word what would go out, and how many tokens; the report is that without a model."""
    report = audit(TEXT, dry_run=True)
    shown = "\n".join(said)
    assert ([], None, True, True) == (server.requests, report.model_use, "张建国领到补助41万元" in shown, "token" in said[0])
    sent_after = audit(TEXT) and [request["messages"][-1]["content"] for request in server.requests]
    assert all(text.split("\n正文 ")[0] in shown for text in sent_after)


def test_redaction_hides_names_and_numbers_and_puts_them_back(server, audit) -> None:
    """Nothing of them goes out, in either pass; quotes with placeholders are found in the report all the same."""

    def respond(text: str) -> object:
        if "合计领到95万元" not in text:
            return {"opinions": []}
        line = next(line for line in text.splitlines() if "合计领到95万元" in line)
        first, second, total = line.rstrip("。").split("，")
        numbers = [{"value": "41万元", "quote": first}, {"value": "52万元", "quote": second}]
        return {"relations": [{"kind": "sum", "quote": line, "stated": {"value": "95万元", "quote": total}, "operands": numbers}]}

    server.respond = respond
    report = audit(TEXT, redact=True)
    sent = json.dumps([request["messages"] for request in server.requests], ensure_ascii=False)
    hidden = ("张建国", "欧阳明华", "李梅", "13812345678", "example.gov.cn")
    assert ([], True) == ([word for word in hidden if word in sent], "〔人" in sent)
    assert (0, 1) == (report.model_use.ungrounded, report.model_use.proposed)


@pytest.mark.parametrize("text", [TEXT, "〔人1〕是张建国同志，〔号1〕", "没有人名", "", "联系人：王小红、李梅  电话：8765432"])
def test_redaction_can_be_undone(text: str) -> None:
    """Also of a report that prints such placeholders itself."""
    redaction = Redaction(text)
    assert text == redaction.restore(redaction.hide(text))


# ------------------------------------------------------------------------------------------------------------ what is paid for


def test_a_second_run_costs_nothing(server, audit, recorded) -> None:
    """The same model, prompt and text: nothing is sent, nothing is announced, the findings are the same."""
    text = (ROOT / "fixtures" / "llm" / "bailu-2023.txt").read_text(encoding="utf-8")
    server.respond = recorded("bailu-2023")
    first, asked = audit(text), len(server.requests)
    second = audit(text)
    assert (first.findings, asked) == (second.findings, len(server.requests))
    assert ((0, 140), (2, 0)) == (
        (first.model_use.cached, first.model_use.tokens),
        (second.model_use.cached, second.model_use.tokens),
    )
    audit(text, "fenced")
    assert len(server.requests) == 2 * asked


def test_malformed_items_are_counted_and_the_rest_is_used(server, audit) -> None:
    """One item of another form costs the item, also when the answer comes from an earlier run."""
    good = {"kind": "sum", "quote": "两人合计领到95万元", "stated": {"value": "95万元", "quote": "合计领到95万元"}}
    operands = [{"value": "41万元", "quote": "张建国领到补助41万元"}, {"value": "52万元", "quote": "李梅领到补助52万元"}]
    server.respond = lambda text: (
        {"relations": [{**good, "operands": operands}, {"kind": "magic"}, 7, {**good, "quote": "x" * 4000}]}
        if "合计领到95万元" in text
        else {"opinions": []}
    )
    uses = [audit(TEXT).model_use for _ in range(2)]
    assert [(1, 3, 0), (1, 3, 0)] == [(use.proposed, use.malformed, use.ungrounded) for use in uses]


def test_nothing_is_kept_where_the_cache_is_off(server, audit, tmp_path: Path) -> None:
    """Neither answers nor a file."""
    for _ in range(2):
        audit(TEXT, keep_answers=False)
    assert (True, False) == (len(server.requests) >= 4, (tmp_path / "answers.sqlite3").exists())


def test_a_budget_is_for_a_whole_run() -> None:
    """What is set aside cannot be spent twice, and what was not used comes back."""
    budget = Budget(100)
    assert (True, False) == (budget.reserve(60), budget.reserve(60))
    budget.settle(60, 20)
    assert (True, 20) == (budget.reserve(80), budget.spent)


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("支出", 2), ("abc", 1), ("支出10万元", 5)])
def test_tokens_are_estimated_rather_too_high(text: str, tokens: int) -> None:
    """A character a token, three for Latin."""
    assert tokens <= estimate(text) <= len(text)
