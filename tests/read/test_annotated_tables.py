"""The tables of a real report against what careful readers found in them."""

from __future__ import annotations

from pathlib import Path

import yaml

from auditor.model import Settings, Table
from auditor.read import read_file


def test_tables_with_one_cell_a_line(shared: Path) -> None:
    """Every annotated table is one table with its title, its unit and all its indicator rows, cell for cell."""
    gold = yaml.safe_load((shared / "gold" / "degui-2022.yaml").read_text(encoding="utf-8"))["tables"]
    document = read_file(shared / "reports" / "degui-2022.txt", Settings())
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [(table.caption.text.partition(".")[2] if table.caption else None, table.unit, table.damage) for table in tables] == [
        (annotated["heading"], annotated["currency_unit"], ()) for annotated in gold
    ]
    for table, annotated in zip(tables, gold, strict=True):
        rows = [[cell.text for cell in row] for row in table.rows]
        header = next(index for index, row in enumerate(rows) if row[0] == "一级指标")
        assert rows[header + 1 :] == [
            [
                row["level1"] if row["level1_printed"] else "",
                *(row[key] for key in ("level2", "level3", "description", "value_text", "basis")),
            ]
            for row in annotated["rows"]
        ]
        assert rows[header - 1] == ["绩效目标", "\n".join(annotated["goals"])]
