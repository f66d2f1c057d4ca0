"""How many fields of the indicator records are read right: 名称、目标值、完成值、完成率, against an annotated report.

    python scripts/compare_indicators.py [annotation.yaml] [report.txt] [--show]

Without arguments the first annotation beside the checkout that has indicators is taken (`../shared/gold`), with the report of the same
name (`../shared/reports`). An annotation is a YAML file with a list `indicators`, each with line (from 1, that of the heading), name,
target, actual and stated_rate; text without a number (提升, 较好) has no value that could be read, so nothing is expected there. The
last line of the output is the share of right fields.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from auditor import audit_file
from auditor.model import Fact, Indicator

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
NUMBER = re.compile(r"\d+(?:\.\d+)?")
UNREPORTED = re.compile(r"[^\W\d]{0,4}未报(?:；|$)")
FIELDS = ("name", "target", "actual", "stated_rate")


def number_of(value: object) -> Decimal | None:
    """The first number of an annotated value (4万亩 → 4); None when it has none, or says that it is not reported (面积未报；…)."""
    found = NUMBER.search(str(value).replace(",", "")) if value is not None and not UNREPORTED.match(str(value)) else None
    return Decimal(found.group()) if found else None


def same_name(expected: str, actual: str) -> bool:
    """Whether two names agree, apart from punctuation and words that only introduce the number."""
    plain = [re.sub(r"[^\w]|达到?$|为$", "", name) for name in (expected, actual)]
    return plain[0] == plain[1]


def fields_of(gold: dict[str, Any], record: Indicator | None) -> Iterator[tuple[str, object, object, bool]]:
    """Field, expected value, value read, and whether they agree."""
    if record is None:
        yield from ((field, gold.get(field), None, False) for field in FIELDS)
        return
    yield "name", gold["name"], record.name, same_name(gold["name"], record.name)
    read: dict[str, Fact | None] = {"target": record.target, "actual": record.actual, "stated_rate": record.stated_rate}
    for field, fact in read.items():
        expected = number_of(gold.get(field))
        actual = fact.quantity.number if fact is not None else None
        yield field, gold.get(field), actual, expected == actual


def annotated() -> Path:
    """The first annotation beside the checkout that has indicators; a path that does not exist when there is none."""
    folder = SHARED / "gold"
    found = (path for path in sorted(folder.glob("*.yaml")) if "\nindicators:" in path.read_text(encoding="utf-8"))
    return next(found, folder / "annotation.yaml")


def main() -> int:
    """Compare and print; the exit status is 2 when the annotated report is not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("annotation", nargs="?", type=Path)
    parser.add_argument("report", nargs="?", type=Path)
    parser.add_argument("--show", action="store_true", help="print every field that differs")
    options = parser.parse_args()
    annotation = options.annotation or annotated()
    report_path = options.report or annotation.parent.parent / "reports" / f"{annotation.stem}.txt"
    if not annotation.is_file() or not report_path.is_file():
        print(f"not found: {annotation} with {report_path}", file=sys.stderr)
        return 2
    gold = yaml.safe_load(annotation.read_text(encoding="utf-8"))["indicators"]
    report = audit_file(report_path)
    by_line = {report.document.text.count("\n", 0, record.heading.start) + 1: record for record in report.extraction.indicators}
    right = dict.fromkeys(FIELDS, 0)
    for item in gold:
        for field, expected, actual, agrees in fields_of(item, by_line.get(item["line"])):
            right[field] += agrees
            if options.show and not agrees:
                print(f"line {item['line']} {item['name']} · {field}: expected {expected}, read {actual}")
    for field in FIELDS:
        print(f"{field:12} {right[field]:3} of {len(gold)}")
    share = sum(right.values()) / (len(gold) * len(FIELDS))
    print(
        f"records {len(by_line)} read, {len(gold)} annotated; fields right {sum(right.values())} of {len(gold) * len(FIELDS)} = {share:.3f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
