"""Findings as stories: those with one root are told together, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model import SEVERITY_RANK, Finding
from auditor.records import NamedTuple


class Story(NamedTuple):
    """A finding, and the others that have the same cause. `alike` are of the same rule and code: the same slip again and again."""

    lead: Finding
    alike: tuple[Finding, ...] = ()
    others: tuple[Finding, ...] = ()


def stories(findings: Sequence[Finding]) -> list[Story]:
    """The stories in the order of their leads; `findings` are in the order of the document."""
    groups: dict[str, list[Finding]] = {}
    for index, finding in enumerate(findings):
        groups.setdefault(finding.root or f"#{index}", []).append(finding)
    leads = [max(group, key=lambda finding: SEVERITY_RANK[finding.severity]) for group in groups.values()]  # the first of the gravest
    told = []
    for lead, group in zip(leads, groups.values(), strict=True):
        rest = [finding for finding in group if finding is not lead]
        alike = tuple(finding for finding in rest if (finding.rule, finding.code) == (lead.rule, lead.code))
        told.append(Story(lead, alike, tuple(finding for finding in rest if finding not in alike)))
    return sorted(told, key=lambda story: story.lead.evidence[0].span.start)
