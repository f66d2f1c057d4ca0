"""What a report says of the model that was asked: which, where, how much, and what became of its proposals."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import ModelUse
from auditor.report.layout import Line, Piece, printable, wrap


def model_lines(use: ModelUse, columns: int) -> Iterator[Line]:
    """The lines of the section 模型辅助."""
    yield ()
    yield (Piece("模型辅助", "section"),)
    dropped = f"原文里找不到而丢弃 {use.ungrounded} 条，格式不对而丢弃 {use.malformed} 条"
    told = [
        ("模型", f"{use.model}（{use.host}），说明 {'、'.join(use.prompts)}"),
        ("用量", f"{use.requests} 段，其中 {use.cached} 段沿用以前的答复；{use.tokens} token"),
        ("结果", f"提出 {use.proposed} 条，{dropped}；核算 {use.weighed} 条，报出 {use.told} 条"),
    ]
    for name, text in told:
        yield from wrap([Piece(printable(text))], columns, first=[Piece("  "), Piece(f"{name}  ", "quiet")], indent=4)


def model_object(use: ModelUse) -> dict[str, object]:
    """The same for programs."""
    return {
        "model": use.model,
        "host": use.host,
        "prompts": list(use.prompts),
        "requests": use.requests,
        "cached": use.cached,
        "tokens": use.tokens,
        "proposed": use.proposed,
        "ungrounded": use.ungrounded,
        "malformed": use.malformed,
        "weighed": use.weighed,
        "findings": use.told,
        "missing": list(use.missing),
    }
