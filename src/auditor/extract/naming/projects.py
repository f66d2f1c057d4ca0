"""Projects whose code and name do not belong together one to one in the target tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.model import Field, Statement, TargetTable
from auditor.patterns import compiled

_IDLE = compiled('[\\s“”"（）()、，,。]|项目$|经费$|资金$')


def project_names(plans: Sequence[TargetTable]) -> Iterator[Statement]:
    """A code with two names, then a name with two codes."""
    named = [(plan.project_code, plan.project_name, plan.section) for plan in plans if plan.project_code and plan.project_name]
    codes: dict[str, tuple[Field, Field]] = {}
    names: dict[str, tuple[Field, Field]] = {}
    for code, name, section in named:
        key, words = "".join(code.value.split()), _IDLE.sub("", name.value)
        if not key or not words:
            continue
        known_code, known_name = codes.setdefault(key, (code, name))
        if known_name is not name and _differ(_IDLE.sub("", known_name.value), words):
            related = (("other", known_name.span), ("other", code.span), ("other", known_code.span))
            yield Statement("name", name.value, name.span, section, known_name.value, related, frozenset({"code"}))
        same_code, same_name = names.setdefault(words, (code, name))
        if same_code is not code and "".join(same_code.value.split()) != key:
            related = (("other", same_code.span), ("other", name.span), ("other", same_name.span))
            yield Statement("name", code.value, code.span, section, same_code.value, related, frozenset({"code", "weak"}))


def _differ(one: str, other: str) -> bool:
    """Whether two names are not one with words left out."""
    return one not in other and other not in one
