"""How many contradictions are found in texts nobody tuned for: break relations that hold, one number at a time, and count what is reported.

    python scripts/mutation_recall.py ANNOTATIONS --texts FOLDER [--held-out NAME …] [--show]

ANNOTATIONS is a folder of YAML files, each with `document` (a file in FOLDER) and one of two lists:

- `relations`: what a careful reader finds to hold in the document. Each has class, quotes (the other places of the relation, verbatim, not
  necessarily unique: the one next to the number is meant), number (verbatim, unique in the document), altered (what is put in its
  place, so that the relation cannot hold) and why.
- `consistent`: relations of an annotated report (see ../shared/gold/README.md). The number to alter is taken from `computed`: the result of its
  last equation when a quote holds it, else an operand. Relations without such a number are left out.

A mutant counts as found when an error or a warning appears that the unbroken document does not have, and points at the number or at one
of the quotes. `noted` are those for which only a note appears. Misses of documents named by --held-out are never shown.
The annotations stay outside the repository: they quote real documents.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from auditor import audit_text
from auditor.model import Finding, Report, Severity

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
RESULT = re.compile(r"[=→∈]\s*(\d[\d,]*(?:\.\d+)?)")
DIGITS = "0123456789.,"
CHECKABLE = frozenset(
    "sum-mismatch count-mismatch ratio-mismatch growth-mismatch balance-mismatch completion-rate score-sum weight-sum score-rubric over-limit".split()
)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A relation with one number altered: where it stands, what is put there, and the places a finding may point at."""

    kind: str
    place: Span
    altered: str
    quotes: tuple[Span, ...]
    why: str

    def text(self, original: str) -> str:
        """The document with the number altered."""
        return original[: self.place[0]] + self.altered + original[self.place[1] :]

    def places(self) -> Iterator[Span]:
        """The places of the relation in the altered document."""
        start, end = self.place
        shift = len(self.altered) - (end - start)
        yield start, start + len(self.altered)
        for low, high in self.quotes:
            moved = shift if low >= end else 0
            yield low + moved, max(low + moved + 1, high + (shift if high >= end else 0))


def nearest(text: str, quote: str, position: int) -> Span | None:
    """The occurrence of `quote` next to `position`."""
    found = [match.start() for match in re.finditer(re.escape(quote), text)]
    if not found:
        return None
    start = min(found, key=lambda at: abs(at - position))
    return start, start + len(quote)


def listed(text: str, relations: list[dict[str, Any]]) -> Iterator[Mutant]:
    """The mutants of a `relations` list; a number that is not unique is an error of the annotation."""
    for entry in relations:
        number, altered = str(entry["number"]), str(entry["altered"])
        if text.count(number) != 1:
            sys.exit(f"not unique ({text.count(number)} times): {number!r}")
        start = text.index(number)
        while number and altered and number[0] == altered[0]:  # the context before and behind is not altered
            number, altered, start = number[1:], altered[1:], start + 1
        while number and altered and number[-1] == altered[-1]:
            number, altered = number[:-1], altered[:-1]
        place = whole_number(text, start, start + len(number))
        altered = text[place[0] : start] + altered + text[start + len(number) : place[1]]
        quotes = (nearest(text, str(quote), start) for quote in entry["quotes"])
        yield Mutant(entry["class"], place, altered, tuple(filter(None, quotes)), str(entry.get("why", "")))


def whole_number(text: str, start: int, end: int) -> Span:
    """The number that the altered digits belong to."""
    while start and text[start - 1] in DIGITS and text[start:end].strip(DIGITS) == "":
        start -= 1
    while end < len(text) and text[end] in DIGITS and text[start:end].strip(DIGITS) == "":
        end += 1
    return start, end


def other_digits(number: str) -> str:
    """The number with its second digit two apart, of a single digit one: no rounding explains it, and its size stays plausible."""
    places = [position for position, char in enumerate(number) if char.isdigit()]
    place, step = (places[1], 2) if len(places) > 1 else (places[0], 1)
    digit = int(number[place])
    return f"{number[:place]}{digit + step if digit + step < 10 else digit - step}{number[place + 1 :]}"


def computed(text: str, relations: list[dict[str, Any]]) -> Iterator[Mutant]:
    """The mutants of a `consistent` list: the result of the computation altered, or the first operand that a quote holds."""
    for entry in relations:
        formula = str(entry.get("computed") or "")
        if entry["class"] not in CHECKABLE or "=" not in formula:
            continue
        quotes = [span for span in (nearest(text, str(quote), 0) for quote in entry["quotes"]) if span]
        wanted = [*reversed(RESULT.findall(formula)), *NUMBER.findall(formula)]
        place = next(filter(None, (standing(text, quotes, number) for number in wanted)), None)
        if place:
            yield Mutant(entry["class"], place, other_digits(text[slice(*place)]), tuple(quotes), formula)


def standing(text: str, quotes: list[Span], number: str) -> Span | None:
    """Where one of the quotes holds `number`, whatever its thousands separators."""
    for start, end in quotes:
        for match in NUMBER.finditer(text, start, end):
            if match.group().replace(",", "") == number.replace(",", ""):
                return match.span()
    return None


def keys(report: Report) -> dict[tuple[str, ...], Finding]:
    """The findings by rule, code and quotes: what makes one the same in two versions of a document."""
    return {
        (item.rule, item.code, *(report.document.text[place.span.start : place.span.end] for place in item.evidence)): item
        for item in report.findings
    }


def outcome(original: str, known: set[tuple[str, ...]], mutant: Mutant) -> str:
    """What becomes of a mutant: "found", "noted" or "missed"."""
    places = list(mutant.places())
    result = "missed"
    for key, item in keys(audit_text(mutant.text(original))).items():
        on_it = any(place.span.start < high and low < place.span.end for place in item.evidence for low, high in places)
        if key in known or not on_it:
            continue
        if item.severity is not Severity.NOTE:
            return "found"
        result = "noted"
    return result


def line_of(text: str, place: Span) -> str:
    """The words around a place, with the place in double brackets."""
    start, end = place
    return f"{text[max(0, start - 60) : start]}[[{text[start:end]}]]{text[end : end + 30]}".replace("\n", "⏎")


def main() -> int:
    """Read the annotations, try every mutant, print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--held-out", nargs="*", default=[])
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true", help="list what is missed")
    args = parser.parse_args()
    by_kind: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    by_group: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for path in sorted(args.annotations.glob("*.yaml")):
        if args.only not in path.stem:
            continue
        annotation = yaml.safe_load(path.read_text(encoding="utf-8"))
        text = (args.texts / annotation["document"]).read_text(encoding="utf-8")
        known = set(keys(audit_text(text)))
        mutants = listed(text, annotation["relations"]) if "relations" in annotation else computed(text, annotation["consistent"])
        group = "held out" if path.stem in args.held_out else "seen"
        tally: dict[str, int] = defaultdict(int)
        for mutant in mutants:
            result = outcome(text, known, mutant)
            for counts in (tally, by_kind[mutant.kind], by_group[group]):
                counts[result] += 1
            if args.show and result != "found" and group == "seen":
                print(f"  {result} {mutant.kind:<14} {line_of(text, mutant.place)} → {mutant.altered}  ({mutant.why})")
        print(f"{path.stem:<36} {summary(tally)}{'  (held out)' if group == 'held out' else ''}", flush=True)
    for title, counts in (*sorted(by_kind.items()), *sorted(by_group.items())):
        print(f"{title:<36} {summary(counts)}")
    return 0


def summary(counts: dict[str, int]) -> str:
    """The share found, and how many were only noted."""
    total = sum(counts.values())
    return f"{counts['found']:>4}/{total:<4} {counts['found'] / max(total, 1):.2f}  noted {counts['noted']}"


if __name__ == "__main__":
    sys.exit(main())
