"""Which rules a run uses: ids and globs from the settings, and a suggestion for a name that fits none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.audit.rule import Rule
from auditor.model import AuditError, Settings


def chosen(rules: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    """The rules that `select` names (all, if it names none) without those that `ignore` names.

    Raises `AuditError` for a pattern that fits no rule.
    """
    rules = tuple(rules)
    if not settings.select and not settings.ignore:
        return rules
    ids = [rule.id for rule in rules]
    selected = _matching(settings.select, ids) if settings.select else set(ids)
    selected -= _matching(settings.ignore, ids)
    return tuple(rule for rule in rules if rule.id in selected)


def _matching(patterns: Sequence[str], ids: list[str]) -> set[str]:
    matched: set[str] = set()
    if not patterns:
        return matched
    from fnmatch import fnmatchcase

    for pattern in patterns:
        hits = {item for item in ids if fnmatchcase(item, pattern)}
        if not hits:
            raise AuditError(f"没有规则 {pattern}{_suggest(pattern, ids)}；audit rules 列出全部规则")
        matched |= hits
    return matched


def _suggest(pattern: str, ids: list[str]) -> str:
    from difflib import get_close_matches  # only when something is misspelt

    near = get_close_matches(pattern, ids, n=1)
    return f"（是不是 {near[0]}？）" if near else ""
