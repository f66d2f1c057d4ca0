"""Words of another kind of county than the report's own: 我县 in a banner, 全县 in a district."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extract.naming.whole_text import WholeText
from auditor.model import Field, Span, Statement
from auditor.patterns import compiled

_KINDS = "县区旗市"
# Of what kind the own county is → kinds that nobody in it would say; a city may lie above, 我区 may be an autonomous region.
_FOREIGN = {"旗": "县", "区": "县", "市": "县", "县": "旗"}
_FEWEST = 3  # times that the own kind is told
_MOST = 2  # times that another may be told and still be left over
_TIMES = 4  # how many times as often the own kind must be told
_GOVERNMENT = compiled("(?:^|[，。；、：\\s在向经由报按据对和与受请])(县(?:委(?!员)|政府|人民政府|财政局?|人大))")
_NAME = compiled("[^\\W\\d]{2,24}?(?=关于|\\s?\\d|\\s|$)")  # of who reports, at the head of a title
_NEAR = 30  # characters before 县委 in which a county may be named whose it is
_MAY_BE_REGION = compiled("自治区|广西|宁夏|新疆|西藏|内蒙古|[园景库灌新矿厂林社]区(?:管|发展|建设)|撤县|改区|设区")  # 我区 is that one
_WHEN = compiled("撤县|改区|设区|改旗|改县|原县")


def county_words(whole: WholeText, county: str, told: Field | None) -> Iterator[Statement]:
    """The words of another kind of county, told seldom; `county` is the own one's name, as far as it is known, `told` who reports."""
    times = {kind: whole.times(f"我{kind}") + whole.times(f"全{kind}") for kind in _KINDS}
    own = county[-1:] or max(_KINDS, key=lambda kind: times[kind])
    if own == "县" and county and whole.places("我区") and not _MAY_BE_REGION.search(whole.text):
        yield from _district_in_county(whole, told)
    if own not in _FOREIGN or times[own] < _FEWEST or (not county and own == "市"):
        return
    other = _FOREIGN[own]
    found = [Span(place, place + 2) for word in "我全" for place in whole.places(word + other)]
    if other == "县" and own != "市" and "县" in whole.text:
        found += [
            Span(*hit.span(1))
            for hit in _GOVERNMENT.finditer(whole.text)
            if "县" not in whole.text[max(0, hit.start(1) - _NEAR) : hit.start(1)]
        ]
    if 0 < len(found) <= _MOST and len(found) * _TIMES <= times[own] + len(found) and not _WHEN.search(whole.text):
        found.sort()
        related = [("other", span) for span in found[1:]]
        if told is not None and whole.text[told.span.start : told.span.end] == told.value:
            related.append(("unit", told.span))
        name = _NAME.match(told.value) if told is not None else None
        yield whole.statement("stranger", found[0], name.group() if name is not None else county or f"全{own}", related, "self")


def _district_in_county(whole: WholeText, told: Field | None) -> Iterator[Statement]:
    """我区 in a report of a county's own office, told seldom."""
    found = [Span(place, place + 2) for place in whole.places("我区")]
    if 0 < len(found) <= _MOST and told is not None:
        related = [("other", span) for span in found[1:]]
        if whole.text[told.span.start : told.span.end] == told.value:
            related.append(("unit", told.span))
        yield whole.statement("stranger", found[0], told.value, related, "self")
