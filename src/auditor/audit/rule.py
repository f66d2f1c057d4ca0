"""What a rule is: a pure generator of findings over an extraction, with metadata that is checked when it is declared.

A rule lies in `rules/<id with underscores>.py`, declares itself with `@rule(...)` and is found by lying there. Its docstring has
the four headings of a rule page; the page is generated from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from auditor.audit.facts import Facts
from auditor.model import CATEGORIES, ClaimKind, Finding, RuleInfo
from auditor.patterns import compiled
from auditor.records import Record

HEADINGS = ("为什么要查", "怎么查", "什么时候不报", "依据")
Check = Callable[[Facts], Iterator[Finding]]


class RuleError(Exception):
    """A rule is declared wrongly. The message names the rule's file."""


class Rule(Record):
    """A check with its metadata.

    `needs` are the kinds of claim the rule looks at: with none of them in the document the rule does not apply. `codes` maps every
    way of firing to a short Chinese description; the runner refuses a finding with another code.
    """

    id: str
    title: str
    category: str
    check: Check
    codes: dict[str, str]
    needs: tuple[ClaimKind, ...] = ()
    file: str = ""
    doc: str = ""

    def checked(self) -> Rule:
        """The rule itself. Raises `RuleError` when its declaration is incomplete."""
        if not compiled("[a-z]+(?:-[a-z]+)*").fullmatch(self.id):
            raise RuleError(f"{self.file}: rule id {self.id!r} is not kebab-case")
        if self.category not in CATEGORIES:
            raise RuleError(f"{self.file}: unknown category {self.category!r}")
        if not self.codes:
            raise RuleError(f"{self.file}: a rule declares at least one code")
        missing = [heading for heading in HEADINGS if f"## {heading}\n" not in self.doc + "\n"]
        if missing:
            raise RuleError(f"{self.file}: the docstring lacks the headings {'、'.join(missing)}")
        return self

    @property
    def info(self) -> RuleInfo:
        """The part of a rule that a report shows."""
        return RuleInfo(id=self.id, title=self.title, category=self.category, codes=tuple(self.codes), page=f"docs/rules/{self.id}.md")

    @property
    def page(self) -> str:
        """The rule's page in Markdown, without examples: what `audit explain` prints."""
        codes = "\n".join(["| 代码 | 什么情况 |", "| --- | --- |", *(f"| `{code}` | {meaning} |" for code, meaning in self.codes.items())])
        return f"# {self.title}\n\n规则 `{self.id}` · 类别 `{self.category}`\n\n{codes}\n\n{self.doc.strip()}\n"


def rule(
    id: str,  # noqa: A002 - the field's word for it
    *,
    title: str,
    category: str,
    codes: dict[str, str],
    needs: tuple[ClaimKind, ...] = (),
) -> Callable[[Check], Rule]:
    """Declare the decorated generator as a rule. Raises `RuleError` when the declaration is incomplete."""

    def declare(check: Check) -> Rule:
        file = check.__code__.co_filename
        return Rule(id, title, category, check, codes, needs, file, dedent(check.__doc__ or "")).checked()

    return declare


def dedent(text: str) -> str:
    """A docstring without the indentation of its function."""
    lines = text.strip().split("\n")
    return "\n".join(line.removeprefix("    ") for line in lines)
