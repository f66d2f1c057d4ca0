"""The Chinese catalogue of click's messages."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

from auditor import locale

FOLDER = Path(locale.__file__).parent / locale.LANGUAGE / "LC_MESSAGES"
ENTRY = re.compile(r'msgid ((?:".*"\n)+)(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? ((?:".*"\n?)+)')


def sources() -> dict[str, str]:
    """The entries of the .po file: message in the singular, translation."""
    found = ENTRY.findall((FOLDER / "messages.po").read_text(encoding="utf-8"))
    return {text(source): text(translation) for source, translation in found if text(source)}


def text(quoted: str) -> str:
    """The string behind lines of quoted text."""
    return "".join(ast.literal_eval(line) for line in quoted.splitlines())


def test_the_compiled_catalogue_is_current() -> None:
    """Every entry of messages.po is in messages.mo, and nothing else."""
    catalogue = gettext.translation("messages", str(locale.FOLDER), [locale.LANGUAGE])
    assert isinstance(catalogue, gettext.GNUTranslations)
    compiled = {key[0] if isinstance(key, tuple) else key: value for key, value in catalogue._catalog.items() if key}  # type: ignore[attr-defined]  # the only way to see all entries
    assert sources() == compiled


def test_placeholders_are_those_of_the_source() -> None:
    """A translation names no value that click does not give."""
    braces = re.compile(r"\{(\w+)")
    strange = {
        source: translation
        for source, translation in sources().items()
        if not set(braces.findall(translation)) <= {*braces.findall(source), *ALSO_GIVEN.get(source, ())}
    }
    assert {} == strange


# In these, click gives the values of the plural to the singular, too.
ALSO_GIVEN = {
    "Did you mean {possibility}?": {"possibilities"},
    "Takes {nargs} values but 1 was given.": {"len"},
    "{value!r} is not {choice}.": {"choices"},
}
