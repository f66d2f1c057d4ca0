"""Where the words before a place begin."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.extract.stops import Stops

CHARACTERS = "，。（)-]"
TEXTS = st.text(alphabet=CHARACTERS + "甲乙\n", max_size=12)


@given(TEXTS, st.integers(0, 12), st.integers(0, 12))
def test_the_last_stop_is_the_last_of_all(text: str, low: int, high: int) -> None:
    """The last stop of a window is what a search for each stop would give, brackets and dashes included."""
    last = max(text.rfind(stop, low, high) for stop in CHARACTERS)
    assert Stops(CHARACTERS).last(text, low, high) == last


@given(TEXTS)
def test_the_tail_is_free_of_stops(text: str) -> None:
    """What follows the last stop holds none, and with it gives back the text."""
    stops = Stops(CHARACTERS)
    tail = stops.tail(text)
    assert (text.endswith(tail), set(tail) & set(CHARACTERS)) == (True, set())
    assert len(text) - len(tail) == stops.behind_last(text, 0, len(text))


def test_without_a_stop_the_window_begins() -> None:
    """Where there is no stop, the words begin with the window."""
    stops = Stops("，。")
    assert (stops.last("，甲乙丙", 1, 4), stops.behind_last("，甲乙丙", 1, 4), stops.tail("甲乙")) == (-1, 1, "甲乙")
