"""The characters with which a match of a pattern can begin, told to the engine: it skips to them instead of trying the pattern everywhere.

Python's compiler does so itself, but only for patterns whose alternatives all begin with a plain character or that begin with a class
(`_get_charset_prefix` in `re._compiler`); one that begins with a group, an optional word or an assertion is tried at each character of a
text, which takes ten times as long as a look. See docs/decisions/0008-patterns.md.
"""

from __future__ import annotations

from re import _compiler  # type: ignore[attr-defined]
from re import _constants as ops  # type: ignore[attr-defined]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    # What the parser of `re` makes of a pattern: operators with what they hold.
    Item = tuple[Any, Any]

_INFO, _SKIP, _MASK, _WIDTH, _HEAD = (
    0,
    1,
    2,
    3,
    5,
)  # of the block with which compiled code begins: its places, and how long it is without a set
_AHEAD = 1  # the direction of an assertion; behind is -1
_REPEATS = frozenset({ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT})
_WIDTHLESS = frozenset({ops.AT, ops.ASSERT, ops.ASSERT_NOT})


def with_first_characters(code: list[int], parsed: Iterable[Item], flags: int) -> list[int]:
    """`code` with the set of the characters that begin a match, or as it is where the engine has better, or where there is no such set.

    The set may hold more than those characters, never less.
    """
    if code[_INFO] != ops.INFO or code[_MASK] or not code[_WIDTH] or flags & ops.SRE_FLAG_IGNORECASE:
        return code
    found, empty = _first(parsed)
    if found is None or empty:
        return code
    charset, _ = _compiler._optimize_charset(found)  # noqa: SLF001 - the price, see docs/decisions/0008-patterns.md
    written: list[int] = []
    _compiler._compile_charset(charset, flags, written)  # noqa: SLF001
    head = [code[0], code[_SKIP] + len(written), ops.SRE_INFO_CHARSET, *code[_WIDTH:_HEAD]]
    return [*head, *written, *code[1 + code[_SKIP] :]]


def _first(parsed: Iterable[Item]) -> tuple[list[Item] | None, bool]:
    """The members of a class that holds every first character, None if any may be one; and whether the whole may match nothing."""
    members: list[Item] = []
    ahead: list[Item] | None = None  # what an assertion says of the first character
    for op, held in parsed:
        if op is ops.ASSERT and held[0] == _AHEAD and not members:
            said, empty = _first(held[1])
            ahead = ahead if said is None or empty else said
            continue
        found, empty = _first_of(op, held)
        if found is None:
            return ahead, False
        members += found
        if not empty:
            return members, False
    return members, True


def _first_of(op: Any, held: Any) -> tuple[list[Item] | None, bool]:  # noqa: ANN401 - the parser's own
    """The same of one operator."""
    if op is ops.LITERAL:
        return [(op, held)], False
    if op is ops.IN:
        return (None if held[0][0] is ops.NEGATE else list(held)), False
    if op is ops.SUBPATTERN:
        _, more, less, inner = held
        return (None, False) if more or less else _first(inner)
    if op is ops.ATOMIC_GROUP:
        return _first(held)
    if op is ops.BRANCH:
        branches = [_first(branch) for branch in held[1]]
        if any(found is None for found, _ in branches):
            return None, False
        return [member for found, _ in branches for member in found or ()], any(empty for _, empty in branches)
    if op in _REPEATS:
        least, _, inner = held
        found, empty = _first(inner)
        return found, empty or not least
    if op in _WIDTHLESS:
        return [], True
    return None, False
