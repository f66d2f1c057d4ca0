"""Words are found by their rarest character, or many in one go: always where a plain search finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract.corpus import Corpus
from auditor.extract.lines import scan_passage
from auditor.extract.words import Lookup, follows, places
from auditor.model import Passage

TEXTS = st.text(alphabet="村路资金公司有限1，\n", max_size=40)
WORDS = ("公司", "有限公司", "资金", "村路", "司有", "金1")


def plainly(text: str, word: str) -> Iterator[int]:
    """Where a plain search finds a word."""
    return (at for at in range(len(text)) if text.startswith(word, at))


@given(TEXTS, st.text(alphabet="村路资金公司1", min_size=1, max_size=3))
def test_places_are_those_of_a_plain_search(text: str, word: str) -> None:
    """Whichever character a word is found by, overlapping places count, too."""
    assert list(places(text, word)) == list(plainly(text, word))


@given(TEXTS)
def test_a_lookup_finds_each_word_everywhere(text: str) -> None:
    """Also where one word begins inside another, or ends it."""
    assert Lookup(WORDS).places(text) == {word: list(plainly(text, word)) for word in WORDS}


@given(TEXTS)
def test_a_lookup_finds_patterns_beside_words(text: str) -> None:
    """Also where a pattern begins with the character by which a word is found."""
    found = Lookup(WORDS, (("司路", "[有1]"),)).places(text)
    assert found == {word: list(plainly(text, word)) for word in WORDS} | {
        "[司路][有1]": [hit.start() for hit in re.finditer("[司路](?=[有1])", text)]
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [("随后", True), ("后随", False), ("随", False), ("随便，随后", True), ("", False)],
)
def test_follows(text: str, expected: object) -> None:
    """One character right behind another."""
    assert follows(text, "随", "后前") is expected


def test_a_corpus_knows_which_line_holds_a_place() -> None:
    """Lines come in order and once each; an empty line holds nothing."""
    texts = ["修建村路", "", "村路和村路", "资金"]
    lines = [scan_passage(Passage.whole(text, 100 * block), 0, block) for block, text in enumerate(texts)]
    corpus = Corpus(lines)
    assert corpus.holding(("资金", "村路")) == [lines[0], lines[2], lines[3]]
    assert corpus.holding(("村路",), most=1) == [lines[0]]
    assert corpus.found(re.compile("村(?=路)|资")) == [lines[0], lines[2], lines[3]]
    assert corpus.of([0, 3, 5, 6]) == [lines[0], lines[1], lines[2]]
    assert [corpus.at(place) for place in places(corpus.text, "村路")] == [(lines[0], 2), (lines[2], 0), (lines[2], 3)]
    assert (corpus.text[: corpus.end(2)], corpus.end(4)) == ("修建村路\n", len(corpus.text))
