"""How many fields of the indicator records are right: 名称、目标值、完成值、完成率 and the recomputed rate, against an annotated report.

    python scripts/compare_indicators.py [annotation.yaml] [report.txt] [--show]

Without arguments the first annotation beside the checkout that has indicators is taken (`../shared/gold`), with the report of the same
name (`../shared/reports`). An annotation is a YAML file with a list `indicators`, each with line (from 1, that of the heading), name,
target, actual, stated_rate and computed_rate; text without a number (提升, 较好) has no value that could be read, so nothing is expected
there. A recomputed rate is right within half a unit of the last annotated place. Where the annotation has a verdict, the verdicts that
agree are counted, too, apart from the fields. The last line of the output is the share of right fields.
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
from auditor.audit.records import assess
from auditor.model import Assessment, Fact, Indicator

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
NUMBER = re.compile(r"\d+(?:\.\d+)?")
UNREPORTED = re.compile(r"[^\W\d]{0,4}未报(?:；|$)")
FIELDS = ("name", "target", "actual", "stated_rate", "computed_rate")


def number_of(value: object) -> Decimal | None:
    """The first number of an annotated value (4万亩 → 4); None when it has none, or says that it is not reported (面积未报；…)."""
    found = NUMBER.search(str(value).replace(",", "")) if value is not None and not UNREPORTED.match(str(value)) else None
    return Decimal(found.group()) if found else None


def same_name(expected: str, actual: str) -> bool:
    """Whether two names agree, apart from punctuation and words that only introduce the number."""
    plain = [re.sub(r"[^\w]|达到?$|为$", "", name) for name in (expected, actual)]
    return plain[0] == plain[1]


def same_rate(expected: Decimal | None, actual: Decimal | None) -> bool:
    """Whether a recomputed rate is the annotated one, rounded to its places."""
    if expected is None or actual is None:
        return expected is actual
    exponent = expected.as_tuple().exponent
    assert isinstance(exponent, int)  # annotated numbers are finite
    return abs(expected - actual) * 2 <= Decimal(1).scaleb(exponent)


def fields_of(gold: dict[str, Any], record: Indicator | None, assessment: Assessment | None) -> Iterator[tuple[str, object, object, bool]]:
    """Field, expected value, value read, and whether they agree."""
    if record is None or assessment is None:
        yield from ((field, gold.get(field), None, False) for field in FIELDS)
        return
    yield "name", gold["name"], record.name, same_name(gold["name"], record.name)
    read: dict[str, Fact | None] = {"target": record.target, "actual": record.actual, "stated_rate": record.stated_rate}
    for field, fact in read.items():
        expected = number_of(gold.get(field))
        actual = fact.quantity.number if fact is not None else None
        yield field, gold.get(field), actual, expected == actual
    rate = number_of(gold.get("computed_rate"))
    yield "computed_rate", gold.get("computed_rate"), assessment.recomputed_rate, same_rate(rate, assessment.recomputed_rate)


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
    assessed = zip(report.extraction.indicators, assess(report), strict=True)
    by_line = {report.document.text.count("\n", 0, record.heading.start) + 1: (record, found) for record, found in assessed}
    right = dict.fromkeys(FIELDS, 0)
    verdicts = 0
    for item in gold:
        record, assessment = by_line.get(item["line"], (None, None))
        verdicts += assessment is not None and assessment.verdict == item.get("verdict")
        for field, expected, actual, agrees in fields_of(item, record, assessment):
            right[field] += agrees
            if options.show and not agrees:
                print(f"line {item['line']} {item['name']} · {field}: expected {expected}, read {actual}")
    for field in FIELDS:
        print(f"{field:13} {right[field]:3} of {len(gold)}")
    print(f"verdict       {verdicts:3} of {len(gold)} (not counted)")
    share = sum(right.values()) / (len(gold) * len(FIELDS))
    print(
        f"records {len(by_line)} read, {len(gold)} annotated; fields right {sum(right.values())} of {len(gold) * len(FIELDS)} = {share:.3f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
