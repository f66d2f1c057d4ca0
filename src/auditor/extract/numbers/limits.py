"""The words around a number that limit it: ≥ 95%, 不低于 3 个, 约 20 亩, 近百人, 90% 以上, 30 天内."""

from __future__ import annotations

from auditor.model import Bound, Kind

_BLANKS = " \u00a0\u3000"

_SIGNS = {
    Bound.AT_LEAST: "≥ ⩾ ≧ >= ＞＝ >＝",
    Bound.AT_MOST: "≤ ⩽ ≦ <= ＜＝ <＝",
    Bound.MORE: "> ＞",
    Bound.LESS: "< ＜",
}
_WORDS = {
    Bound.AT_LEAST: """
        大于等于 大于或等于 高于等于 高于或等于 多于或等于 不低于 不得低于 不应低于 不少于 不得少于 不应少于
        不小于 不得小于 至少 最少""",
    Bound.AT_MOST: """
        小于等于 小于或等于 低于等于 低于或等于 少于或等于 不高于 不得高于 不应高于 不大于 不得大于 不多于 不得多于
        不超过 不得超过 不能超过 不应超过 未超过 不超 至多 最多""",
    Bound.MORE: "大于 高于 多于 超过 突破",
    Bound.LESS: "小于 低于 少于 不足 不到 未达到 不满 未满",
    Bound.OVER: "超 逾",
    Bound.NEARLY: "近",
    Bound.ABOUT: "约",
}
# 节约, 签约, 最近, 附近, 赶超 … end in the same characters.
_OTHER_WORDS = {"约": "节签预条合违制公契履续特俭集邀", "近": "最附邻靠临就远", "超": "赶反"}
_BEHIND = {
    Bound.AT_LEAST: "及以上 （含）以上 (含)以上 以上",
    Bound.AT_MOST: "及以下 （含）以下 (含)以下 以下 以内 之内",
    Bound.ABOUT: "左右 上下",
    Bound.OVER: "多 余",
}
_GOES_ON = frozenset("个元种样项次年额款下名媒边功方")  # 多个, 余额: the word goes on


def _by_end(*tables: dict[Bound, str]) -> dict[str, list[tuple[str, Bound]]]:
    """Words by last character, longest first."""
    ending: dict[str, list[tuple[str, Bound]]] = {}
    for table in tables:
        for bound, words in table.items():
            for word in words.split():
                ending.setdefault(word[-1], []).append((word, bound))
    for entries in ending.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return ending


_BEFORE = _by_end(_SIGNS, _WORDS)
_AFTER = [(word, bound) for bound, words in _BEHIND.items() for word in words.split()]
_AFTER_FIRST = frozenset(word[0] for word, _ in _AFTER) | {"内"}
# Characters right before and right behind a quantity; where neither is one of these, nothing limits it.
LIMITING = frozenset(_BEFORE).union(_BLANKS)
LIMITED = _AFTER_FIRST.union(_BLANKS)


def limit(text: str, start: int, end: int, kind: Kind) -> Bound:
    """What the words right before and right behind the quantity `text[start:end]` say of it; those before it count more."""
    before = start
    while before and text[before - 1] in _BLANKS:
        before -= 1
    if before and (words := _BEFORE.get(text[before - 1])):
        for word, bound in words:
            if text.endswith(word, 0, before):
                earlier = before - len(word) - 1
                if earlier >= 0 and text[earlier] in _OTHER_WORDS.get(word, ""):
                    break
                if bound is Bound.NEARLY and kind is Kind.DURATION:
                    break  # 近三年: the last three years
                return bound
    size = len(text)
    while end < size and text[end] in _BLANKS:
        end += 1
    if end < size and text[end] in _AFTER_FIRST:
        for word, bound in _AFTER:
            if text.startswith(word, end) and (len(word) > 1 or text[end + 1 : end + 2] not in _GOES_ON):
                return bound
        if kind is Kind.DURATION and text[end] == "内":
            return Bound.AT_MOST
    return Bound.EXACT
