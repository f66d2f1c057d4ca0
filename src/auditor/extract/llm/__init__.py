"""The optional model pass: passages go out, proposals come back, and what does not stand in the report is dropped.

`proposer` is what the pipeline is handed; `client` alone imports openai and instructor, `answers` alone pydantic. Nothing here is loaded
by a run that asks no model. See docs/decisions/0015-model-pass.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from auditor.model import Document, ModelSettings, ModelUse, Proposals, Section


def proposer(
    settings: ModelSettings, *, say: Callable[[str], None], progress: Callable[[int, int], None] | None = None
) -> Callable[[Document, Sequence[Section]], Proposals | None]:
    """Who asks a model in one run. `say` gets what the user must know, `progress` how many answers are in and wanted.

    Where the libraries are missing, nobody is asked, and every report says so.
    """
    try:
        from auditor.extract.llm.proposals import Proposer
    except ImportError as error:
        missing = (f"模型辅助没有运行：没有装好 {error.name or error}",)
        return lambda _document, _sections: Proposals(ModelUse(settings.model, "", (), missing=missing))
    return Proposer(settings, say=say, progress=progress)
