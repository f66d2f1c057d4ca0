"""The Chinese catalogue for the messages of click; everything else the program says is written in Chinese in its source."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGE = "zh_CN"


def install() -> None:
    """Make click speak Chinese, whatever the language of the machine: a help page in two languages serves nobody."""
    os.environ["LANGUAGE"] = LANGUAGE
    gettext.bindtextdomain("messages", str(FOLDER))
