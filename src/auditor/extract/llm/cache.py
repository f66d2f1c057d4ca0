"""Answers of earlier runs on disk: asking the same of the same model again costs nothing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress

from auditor.digest import sha256

_TABLE = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)"
_WAIT = 2.0  # seconds for another process that writes


def usual_path() -> str:
    """Where answers are kept unless the configuration says otherwise: the user's folder for what can be made again."""
    variable, folder = ("LOCALAPPDATA", "") if os.name == "nt" else ("XDG_CACHE_HOME", ".cache")
    base = os.environ.get(variable) or os.path.join(os.path.expanduser("~"), folder)
    return os.path.join(base, "auditor", "answers.sqlite3")


def key(model: str, prompt: str, text: str) -> str:
    """What an answer depends on: the model, the instruction, and the text it was given."""
    return sha256(f"{model}\x1f{prompt}\x1f{text}".encode("utf-8", "surrogatepass")).hexdigest()


class Cache:
    """A file of answers by key. It is a convenience: where it cannot be read or written, everything is asked anew."""

    def __init__(self, path: str | None) -> None:
        self._path = path

    def find(self, wanted: str) -> str | None:
        """The answer kept under a key."""
        if self._path is None or not os.path.isfile(self._path):
            return None
        with suppress(sqlite3.Error, OSError), closing(sqlite3.connect(self._path, timeout=_WAIT)) as connection:
            row = connection.execute("SELECT answer FROM answers WHERE key = ?", (wanted,)).fetchone()
            return str(row[0]) if row else None
        return None

    def keep(self, under: str, answer: str) -> None:
        """Keep an answer. The file is for its owner only: answers quote reports."""
        if self._path is None:
            return
        with suppress(sqlite3.Error, OSError):
            os.makedirs(os.path.dirname(os.path.abspath(self._path)), mode=0o700, exist_ok=True)
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
            with closing(sqlite3.connect(self._path, timeout=_WAIT)) as connection, connection:
                connection.execute(_TABLE)
                connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (under, answer))
