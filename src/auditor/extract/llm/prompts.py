"""The instructions in `prompts/*.md`: with a version line, and with examples whose quotes can be checked."""

from __future__ import annotations

import os
import re
from functools import cache

from auditor.digest import sha256
from auditor.records import NamedTuple

_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
# In an installation the folder lies in the package, in a checkout beside `src`.
FOLDERS = (os.path.join(_PACKAGE, "prompts"), os.path.join(_PACKAGE, os.pardir, os.pardir, "prompts"))
_VERSION = re.compile(r"<!-- 版本：([a-z]+-[0-9]+) -->\n")
_EXAMPLE = re.compile(r"```text\n(.*?)\n```\s+答复：\s+```json\n(.*?)\n```", re.DOTALL)


class Prompt(NamedTuple):
    """An instruction as it is sent. `examples` are pairs of a text and the answer (JSON) that it should get."""

    version: str
    instruction: str
    examples: tuple[tuple[str, str], ...]

    @property
    def identity(self) -> str:
        """What a kept answer depends on: an edit without a new version must not be served with old answers."""
        return f"{self.version}-{sha256(self.instruction.encode()).hexdigest()[:12]}"


@cache
def load(name: str) -> Prompt:
    """The prompt in `<name>.md`. Raises `OSError` where it is missing and `ValueError` where it has no version line."""
    with open(os.path.join(_folder(), f"{name}.md"), encoding="utf-8") as file:
        text = file.read()
    version = _VERSION.match(text)
    if version is None:
        raise ValueError(f"prompts/{name}.md has no version line")
    instruction = text[version.end() :].strip()
    return Prompt(version[1], instruction, tuple((example[1], example[2]) for example in _EXAMPLE.finditer(instruction)))


def _folder() -> str:
    return next((folder for folder in FOLDERS if os.path.isdir(folder)), FOLDERS[0])
