"""How a model is chosen: options before the configuration, keys from the environment alone, and nothing sent by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import cli, config
from auditor.extract.llm.endpoint import complaint, host
from auditor.model import AuditError, ModelSettings


@pytest.fixture
def run(tmp_path: Path, monkeypatch, capsys):
    """Run the command line on a report in an empty folder; gives exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("报告.txt").write_text("修路支出41万元，修渠支出52万元，两项合计93万元。", encoding="utf-8")

    def started(*arguments: str) -> tuple[int, str, str]:
        status = cli.run(["报告.txt", *arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return started


def test_options_choose_the_model(run, server) -> None:
    """The report names the model, the host, the prompts and what was used."""
    status, out, _ = run("--llm", "--llm-base-url", server.url, "--llm-model", "good")
    assert (0, True) == (status, f"good（127.0.0.1:{server.server_port}），说明 relations-1、contradictions-1" in out and "70 token" in out)


def test_the_configuration_chooses_the_model(run, server) -> None:
    """With `enabled`, no option is needed; options go before it."""
    Path("audit.toml").write_text(f'[llm]\nenabled = true\nbase_url = "{server.url}"\nmodel = "good"\ncache = false\n', encoding="utf-8")
    assert (0, 0, ["good", "fenced"]) == (run()[0], run("--llm-model", "fenced")[0], [request["model"] for request in server.requests])


def test_a_dry_run_needs_no_address(run) -> None:
    """Nor a model, nor --llm."""
    status, out, err = run("--llm-dry-run")
    assert (0, True, False) == (status, "试运行，什么也没有送出" in err and "修路支出41万元" in err, "模型辅助" in out)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--llm"], "模型辅助要写明地址和模型"),
        (["--llm", "--llm-base-url", "http://127.0.0.1:9/v1"], "模型辅助要写明地址和模型"),
        (["--llm", "--llm-base-url", "127.0.0.1:9", "--llm-model", "x"], "模型服务的地址写法不对"),
        (["--llm", "--llm-base-url", "http://me:secret@host/v1", "--llm-model", "x"], "模型服务的地址里不能写用户名、密码"),
        (["--llm-model", "x"], "没有加 --llm"),
        (["--llm", "--llm-budget", "many"], "--llm-budget 应是 token 数，现在是 many"),
        (["--llm", "--llm-budget", "0"], "--llm-budget 应是 token 数，现在是 0"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(run, arguments: list[str], complaint: str) -> None:
    """Status 2, one line, no secret in it."""
    status, out, err = run(*arguments)
    assert (2, "", True, False) == (status, out, complaint in err.splitlines()[-1], "secret" in err)


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("llm = 1", "llm 应是一个表"),
        ("[llm]\nbudgte = 'x'", "里没有设置项 budgte（是不是 budget？）"),
        ("[llm]\napi_key = 'sk-x'", "密钥只从环境变量读"),
        ("[llm]\nbudget = 'x'", "中 budget 应是不小于 1 的整数，现在是 x"),
        ("[llm]\nenabled = 1", "中 enabled 应是true 或 false，现在是 1"),
        ("[llm]\nmode = 'json'", "中 mode 应是md_json json_schema tools，现在是 json"),
        ("[llm]\nconcurrency = 0", "中 concurrency 应是不小于 1 的整数"),
        ("[llm]\nbudget = true", "中 budget 应是不小于 1 的整数"),
    ],
)
def test_a_mistake_in_the_configuration_is_told(tmp_path: Path, written: str, complaint: str) -> None:
    """With the key that has to be changed."""
    (tmp_path / "audit.toml").write_text(written, encoding="utf-8")
    with pytest.raises(AuditError, match=r"audit\.toml") as caught:
        config.load(str(tmp_path / "audit.toml"))
    assert complaint in str(caught.value)


def test_every_setting_can_be_configured(tmp_path: Path) -> None:
    """Each key sets what it names."""
    (tmp_path / "audit.toml").write_text(
        "[llm]\nenabled = true\nbase_url = 'https://h/v1'\nmodel = 'm'\napi_key_env = 'K'\nmode = 'tools'\nbudget = 1\nanswer_tokens = 2\n"
        "concurrency = 3\ntimeout = 4\nretries = 0\nredact = true\ncache = 'c'\n",
        encoding="utf-8",
    )
    assert ModelSettings(True, "https://h/v1", "m", "K", "tools", 1, 2, 3, 4, 0, redact=True, cache="c") == (
        config.load(str(tmp_path / "audit.toml")).llm
    )


@pytest.mark.parametrize("address", ["https://api.example.com/v1", "http://127.0.0.1:11434/v1", "http://[::1]:8000/v1"])
def test_sound_addresses(address: str) -> None:
    """Nothing to complain of."""
    assert None is complaint(ModelSettings(base_url=address, model="m"))


def test_of_an_address_the_host_is_shown() -> None:
    """Not the path, and nothing before the host."""
    assert "h.example:8000" == host("https://user:secret@h.example:8000/v1?key=x")
