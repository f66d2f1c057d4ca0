"""Results below their targets for which the same passage gives a reason: 97.6%，主要原因是……; 99.9%，系质保金未到期; 89.6%，四舍五入为90%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.model import Claim, ClaimKind
from auditor.patterns import compiled

_JUDGED = frozenset({"met", "exceeded", "admitted", "partly"})
_BEFORE = compiled("(?<![基起])因(?![此素子地而])|由于|鉴于|受[^，。；\\d]{1,20}影响|[前三]季度|半年")
_BEHIND = compiled(
    "(?<![基起])因(?![此素子地而])|由于|鉴于|受[^，。；\\d]{1,20}影响|四舍五入|取整|约等于|质保金|质量保证金|尚未|尚在|未到期?|结转|跨年|次年|下年|明年|推迟|延[期至迟后缓]"
    "|(?:剩余|其余|尚有|还有)[^，。；]{1,24}(?:计划|正在|将|拟|待)|核减|剔除|扣除|预计|力争"
)
_REACH, _REACH_BACK = 70, 50
_ENDS = "。；\n"


def with_reasons(text: str, claims: Sequence[Claim]) -> Iterator[Claim]:
    """All claims; those on targets of which the text says nothing but gives a reason beside the result are marked `reasoned`."""
    for claim in claims:
        if claim.kind is ClaimKind.TARGET and claim.traits.isdisjoint(_JUDGED) and _is_reasoned(text, claim):
            yield claim._replace(traits=claim.traits | {"reasoned"})
        else:
            yield claim


def _is_reasoned(text: str, claim: Claim) -> bool:
    """Whether the sentence of a result before it, or the paragraph right behind it, tells why it is as it is."""
    span = claim.stated.span
    low = max(0, span.start - _REACH_BACK, *(text.rfind(mark, max(0, span.start - _REACH_BACK), span.start) + 1 for mark in _ENDS))
    high = text.find("\n", span.end, span.end + _REACH)
    return (
        _BEFORE.search(text, low, span.start) is not None
        or _BEHIND.search(text, span.end, high if high >= 0 else span.end + _REACH) is not None
    )
