"""Lines and tables of any format become one text with blocks and locators."""

from __future__ import annotations

import pytest

from auditor.model import AuditError, Document, Locator, Paragraph, Table
from auditor.read import assembly as module
from auditor.read.assembly import Assembly, GridCell


def made(assembly: Assembly) -> Document:
    """The document of what was added."""
    return assembly.document("报告.x", b"bytes", "application/x-test")


def mixed() -> Document:
    """Paragraphs around a table with a merged and a broken cell."""
    assembly = Assembly()
    assembly.line("一、收支情况", Locator(paragraph=1), heading=True)
    assembly.line("全年支出见下表。", Locator(paragraph=2))
    assembly.line("单位：万元", Locator(paragraph=3))
    assembly.table(
        [
            GridCell("项目", 0, 0, locator=Locator(table=1, row=1, column=1)),
            GridCell("金额\t合计", 0, 1, column_span=2, locator=Locator(table=1, row=1, column=2)),
            GridCell("日常\n公用", 1, 0, locator=Locator(table=1, row=2, column=1)),
            GridCell("12.50", 1, 2, locator=Locator(table=1, row=2, column=3)),
        ]
    )
    assembly.line("以上合计12.50万元。", Locator(paragraph=4))
    return made(assembly)


def test_the_export_is_a_paragraph_or_a_row_a_line() -> None:
    """Cells are divided by tabs; a merged cell is empty behind its first place; breaks and tabs inside a cell are blanks."""
    assert mixed().text == "一、收支情况\n全年支出见下表。\n单位：万元\n项目\t金额 合计\t\n日常 公用\t\t12.50\n以上合计12.50万元。\n"


def test_blocks_map_back_to_the_text() -> None:
    """Every paragraph and cell stands where its span says; the unit over the table is the table's."""
    document = mixed()
    kinds = [type(block) for block in document.blocks]
    table = document.blocks[3]
    assert isinstance(table, Table)
    assert (kinds, table.unit) == ([Paragraph, Paragraph, Paragraph, Table, Paragraph], "万元")
    for block in document.blocks:
        passages = [cell.passage for row in block.rows for cell in row] if isinstance(block, Table) else [block.passage]
        for passage in passages:
            span = passage.span
            assert passage.text.split() == document.text[span.start : span.end].split() or not passage.text


def test_a_locator_holds_from_its_offset_on() -> None:
    """The last locator at or before an offset is where it stands."""
    document = mixed()
    at = document.text.index("12.50")
    assert [locator for start, locator in document.locators if start <= at][-1] == Locator(table=1, row=2, column=3)
    assert document.locators[-1] == (document.text.index("以上合计"), Locator(paragraph=4))


def test_a_line_cut_by_the_page_is_joined_as_in_text() -> None:
    """What stands between tables is read as plain text is."""
    assembly = Assembly()
    assembly.line("全年共投入资金1320.45万")
    assembly.line("元，完成道路硬化。")
    assert [block.text for block in made(assembly).blocks if isinstance(block, Paragraph)] == ["全年共投入资金1320.45万元，完成道路硬化。"]


def test_a_heading_of_the_file_is_joined_with_nothing() -> None:
    """A style of the file says more than the look of the line."""
    assembly = Assembly()
    assembly.line("总体情况和", heading=True)
    assembly.line("其他情况")
    assert [(block.text, block.style) for block in made(assembly).blocks if isinstance(block, Paragraph)] == [
        ("总体情况和", "heading"),
        ("其他情况", ""),
    ]


def test_nothing_to_read_is_said() -> None:
    """No text, no document."""
    assembly = Assembly()
    assembly.line("  ")
    assembly.table([GridCell(" ", 0, 0)])
    with pytest.raises(AuditError, match="没有文字"):
        made(assembly)


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of a million cells ends in one line, not in a full memory."""
    monkeypatch.setattr(module, "_MOST_CELLS", 5)
    with pytest.raises(AuditError, match="格子超过 5 个"):
        Assembly().table([GridCell("甲", 2, 2)])
