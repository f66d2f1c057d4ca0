"""How many fields of the target tables are read right, against an annotated report.

    python scripts/compare_target_tables.py [annotation.yaml] [report.txt] [--show]

Without arguments the annotated report beside the checkout is compared (`../shared/gold/degui-2022.yaml` with the report of the same name
under `../shared/reports`). An annotation is a YAML file with a list `tables`, each with project_code, project_name, budget, fiscal_funds,
other_funds, plan (period: share), goals and rows; a row has line (from 1, that of the class), level1, level2, level3, description,
comparator, number, unit, value_text and basis. White space, full-width signs and goal numbers do not count. The last line of the output is
the share of right fields of the rows.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from auditor import audit_file
from auditor.model import Bound, Fact, Field, Indicator, TargetTable

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SIGNS = {Bound.AT_LEAST: "≥", Bound.AT_MOST: "≤", Bound.MORE: ">", Bound.LESS: "<"}
GOAL_NUMBER = re.compile(r"^\d+[.、]")
Compared = tuple[str, object, object]  # field, expected value, value read


def plain(text: object) -> str:
    """A text without white space, with narrow signs; per cent is one unit however it is written."""
    folded = unicodedata.normalize("NFKC", re.sub(r"\s+", "", str(text)))
    return "%" if folded == "百分比" else folded


def written(pair: tuple[str, object] | None) -> str:
    """The words of a cell, "" for none."""
    return pair[0] if pair is not None else ""


def amount(fact: Fact | None) -> Decimal | None:
    """A number as read, in its written unit."""
    return fact.quantity.number if fact is not None else None


def decimal(value: object) -> Decimal | None:
    """An annotated number."""
    return Decimal(str(value)) if value is not None else None


def sign_of(row: Indicator) -> str | None:
    """The comparator of a target: from the number's limit, or a printed =; None when the table prints none."""
    if row.target is None:
        return None
    sign = SIGNS.get(row.target.quantity.bound)
    return sign or ("=" if written(row.value).startswith(("=", "＝")) else None)


def row_fields(gold: dict[str, Any], row: Indicator | None) -> Iterator[Compared]:
    """The fields of one indicator row."""
    read: dict[str, object] = {}
    if row is not None:
        read = {
            "level1": plain(row.level1),
            "level2": plain(row.level2),
            "level3": plain(row.name),
            "description": plain(written(row.description)),
            "comparator": sign_of(row),
            "number": amount(row.target),
            "unit": plain(row.target.quantity.unit) if row.target is not None else None,
            "value_text": plain(written(row.value)),
            "basis": plain(written(row.basis)),
        }
    for name in ("level1", "level2", "level3", "description", "value_text", "basis", "unit"):
        yield name, plain(gold[name]), read.get(name)
    yield "comparator", gold["comparator"], read.get("comparator") if row is not None else "no row"
    yield "number", decimal(gold["number"]), read.get("number")


def form_fields(gold: dict[str, Any], table: TargetTable | None) -> Iterator[Compared]:
    """The fields of one form."""
    yield "project_code", plain(gold["project_code"]), field_text(table.project_code) if table else None
    yield "project_name", plain(gold["project_name"]), field_text(table.project_name) if table else None
    yield "budget", decimal(gold["budget"]), amount(table.budget) if table else None
    yield "fiscal_funds", decimal(gold["fiscal_funds"]), amount(table.fiscal_funds) if table else None
    yield "other_funds", decimal(gold["other_funds"]), amount(table.other_funds) if table else "no table"
    plan = [(plain(period), fact.quantity.number) for period, fact in table.plan] if table else None
    yield "plan", [(plain(period), decimal(share)) for period, share in gold["plan"].items()], plan
    goals = [plain(goal.value) for goal in table.goals] if table else None
    yield "goals", [plain(GOAL_NUMBER.sub("", goal)) for goal in gold["goals"]], goals


def field_text(field: Field | None) -> str:
    """The value of a form field, "" for none."""
    return plain(field.value) if field is not None else ""


def main() -> int:
    """Compare and print; the exit status is 2 when the annotated report is not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("annotation", nargs="?", type=Path, default=SHARED / "gold" / "degui-2022.yaml")
    parser.add_argument("report", nargs="?", type=Path)
    parser.add_argument("--show", action="store_true", help="print every field that differs")
    options = parser.parse_args()
    report_path = options.report or options.annotation.parent.parent / "reports" / f"{options.annotation.stem}.txt"
    if not options.annotation.is_file() or not report_path.is_file():
        print(f"not found: {options.annotation} with {report_path}", file=sys.stderr)
        return 2
    gold = yaml.safe_load(options.annotation.read_text(encoding="utf-8"))["tables"]
    tables = audit_file(report_path).extraction.target_tables
    right: dict[str, Counter[str]] = {"form": Counter(), "row": Counter()}
    total: dict[str, Counter[str]] = {"form": Counter(), "row": Counter()}
    for index, annotated in enumerate(gold):
        table = tables[index] if index < len(tables) else None
        rows = table.rows if table is not None else ()
        compared = [("form", annotated["project_name"], item) for item in form_fields(annotated, table)]
        for position, row in enumerate(annotated["rows"]):
            found = rows[position] if position < len(rows) else None
            compared += [("row", f"line {row['line']} {row['level3']}", item) for item in row_fields(row, found)]
        for part, where, (field, expected, actual) in compared:
            total[part][field] += 1
            right[part][field] += expected == actual
            if options.show and expected != actual:
                print(f"{where} · {field}: expected {expected}, read {actual}")
    for part, counts in total.items():
        for field, count in counts.items():
            print(f"{part:4} {field:12} {right[part][field]:3} of {count}")
        share = right[part].total() / counts.total()
        print(f"{part} fields right {right[part].total()} of {counts.total()} = {share:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
