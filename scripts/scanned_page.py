"""Draws fixtures/files/scan.pdf: a page of an invented report as a scanner makes it, grey, coarse, and slightly askew.

    python scripts/scanned_page.py FONT.ttc

FONT is any font with Chinese characters; the fixture was drawn with WenQuanYi Zen Hei. No font is needed to use the fixture.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pdf_files import HEIGHT, WIDTH, Page, pdf

_SCALE = 2  # dots for a point
_ROWS = [
    ["一级指标", "分值", "得分"],
    ["投入指标", "20", "18.5"],
    ["产出指标", "50", "47"],
    ["效益指标", "30", "28.5"],
    ["合计", "100", "94"],
]


def drawn(font_file: str) -> Image.Image:
    """The page before it is scanned."""
    page = Image.new("L", (WIDTH * _SCALE, HEIGHT * _SCALE), 255)
    draw = ImageDraw.Draw(page)

    def write(x: float, y: float, text: str, size: float) -> None:
        draw.text((x * _SCALE, y * _SCALE), text, fill=20, font=ImageFont.truetype(font_file, round(size * _SCALE)))

    write(160, 90, "青禾镇2023年度项目支出绩效自评表", 16)
    write(114, 140, "全年预算安排286.50万元，实际支出279.25万元，预算", 13)
    write(90, 164, "执行率97.47%。", 13)
    xs, ys = [90, 270, 390, 500], [200 + 30 * number for number in range(len(_ROWS) + 1)]
    for y in ys:
        draw.line([(xs[0] * _SCALE, y * _SCALE), (xs[-1] * _SCALE, y * _SCALE)], fill=30, width=2)
    for x in xs:
        draw.line([(x * _SCALE, ys[0] * _SCALE), (x * _SCALE, ys[-1] * _SCALE)], fill=30, width=2)
    for y, row in zip(ys, _ROWS, strict=False):
        for x, cell in zip(xs, row, strict=False):
            write(x + 10, y + 7, cell, 13)
    return page


def main() -> None:
    """Write the fixture."""
    page = drawn(sys.argv[1]).rotate(0.4, fillcolor=250, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.5))
    grey = page.point([value // 64 * 85 for value in range(256)])  # four greys: the file stays small
    sheet = Page()
    sheet.image(*grey.size, grey.tobytes())
    target = Path(__file__).parent.parent / "fixtures" / "files" / "scan.pdf"
    target.write_bytes(pdf([sheet]))


if __name__ == "__main__":
    main()
