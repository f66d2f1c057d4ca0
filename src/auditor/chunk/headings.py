"""Which blocks of a document look like headings, before anyone asks how they nest.

A heading is a paragraph that begins with a number (see `markers`), that the reader marked as a heading, or that reads like the
title of a part (附件2, …自评表). Tables, rows of data, tables of contents and the document's own title are none.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.chunk.markers import Marker, Style, recognise
from auditor.model import Block, Document, Paragraph, Passage, Span
from auditor.patterns import compiled
from auditor.records import NamedTuple, Record

TITLE_LENGTH = 40  # characters of a title that is cut out of a paragraph
_NUMBER_CELL = compiled(r"[-−]?\d[\d,，]{0,18}(?:\.\d{1,8})?")


class Heading(Record):
    """A possible heading.

    `first` is the block where it begins and `body` the one after its own last line. `run_in` says that the paragraph goes on
    after the title, `led` that the block before the first of a series ends in a colon, `marked` that the reader knows it to be a heading.
    """

    first: int
    body: int
    style: Style
    ordinal: int
    prefix: tuple[int, ...]
    marker: str
    title: str
    span: Span
    run_in: bool
    led: bool
    marked: bool


class Front(NamedTuple):
    """The title of the document, where it stands, and the number of blocks down to its last line."""

    title: str
    span: Span
    last: int


def find(document: Document) -> tuple[Front, list[Heading]]:
    """The front matter and, in document order, everything after it that may be a heading."""
    blocks = document.blocks
    front = _front(blocks)
    contents = _contents(blocks)
    found: list[Heading] = []
    index = front.last
    while index < len(blocks):
        if index in contents:
            index = contents.stop
            continue
        block = blocks[index]
        floor = found[-1].body if found else front.last
        heading = _read(blocks, index, block, floor) if isinstance(block, Paragraph) else None
        if heading is None:
            index += 1
            continue
        if heading.style is not Style.TITLE or not _is_repeated(heading.title, front.title, found):
            found.append(heading)
        index = heading.body
    return front, found


def _is_repeated(title: str, front: str, found: Sequence[Heading]) -> bool:
    """Whether a title is that of the document or of the part it stands in, repeated on each page: it begins nothing."""
    return title != "" and (front.endswith(title) or (bool(found) and found[-1].title == title))


def _read(blocks: Sequence[Block], index: int, paragraph: Paragraph, floor: int) -> Heading | None:
    """The heading in `blocks[index]`, or None. The blocks before `floor` belong to other headings."""
    passage, reader_style = paragraph.passage, paragraph.style
    text = passage.text
    marked = reader_style == "heading"
    marker = recognise(text, marked)
    if marker is None:
        return _unnumbered(blocks, index, passage, floor, marked=marked)
    if "\t" in text or _is_leader(text) or (not marked and (_is_row(text) or _is_cell(blocks, index))):
        return None
    return _numbered(blocks, index, passage, marker, marked)


def _numbered(blocks: Sequence[Block], index: int, passage: Passage, marker: Marker, marked: bool) -> Heading | None:
    text = passage.text
    style, ordinal, begin, behind = marker.style, marker.ordinal, marker.start, marker.end
    start = _past_space(text, behind)
    if start == len(text):
        following = _line_below(blocks, index) if style in _SPLIT else None
        if following is None:
            # Of a number alone on its line nothing is known; as a rule it is left over from a table.
            return None
        span = Span(passage.locate(begin, behind).start, following.span.end)
        title = following.text.strip()
        body, run_in = index + 2, False
    else:
        end = _title_end(text, start)
        span = passage.locate(begin, end)
        title, body, run_in = text[start:end], index + 1, end < len(text) and _goes_on(text, end)
    led = ordinal == 1 and _is_led(blocks, index)
    return Heading(index, body, style, ordinal, marker.prefix, text[begin:behind], title, span, run_in, led, marked)


def _is_cell(blocks: Sequence[Block], index: int) -> bool:
    """Whether nothing but a number stands on the line below, or an amount on the one above: a table with one cell a line was not recognised.

    A short number above may be that of a page.
    """
    return bool(_number(blocks, index + 1)) or "." in _number(blocks, index - 1)


def _number(blocks: Sequence[Block], index: int) -> str:
    """A block that is nothing but a number, "" for any other."""
    block = blocks[index] if 0 <= index < len(blocks) else None
    if not isinstance(block, Paragraph) or not block.text[-1:].isdigit() or _NUMBER_CELL.fullmatch(block.text) is None:
        return ""
    return block.text


# Their title may stand on the line below.
_SPLIT = frozenset((Style.PART, Style.CHAPTER, Style.SECTION, Style.CHINESE, Style.CHINESE_BRACKET))


def _is_led(blocks: Sequence[Block], index: int) -> bool:
    """Whether the paragraph before `index` announces what follows (主要做法如下：)."""
    previous = blocks[index - 1] if index else None
    return isinstance(previous, Paragraph) and previous.text.rstrip().endswith((":", "："))


def _line_below(blocks: Sequence[Block], index: int) -> Paragraph | None:
    """The short unnumbered line after `index`, or None."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(following, Paragraph) or not _is_line(following.text):
        return None
    return None if recognise(following.text) is not None or _attachment(following.text.strip()) else following


# ------------------------------------------------------------------------------------------------------------------ titles


def _title_end(text: str, start: int) -> int:
    """The end of the title that begins at `start`: the first stop, or a comma within `TITLE_LENGTH`, or that length."""
    limit = min(len(text), start + TITLE_LENGTH)
    stop = _STOP.search(text, start, limit)
    end = limit if stop is None else stop.start()
    if end == start:  # a stop right after the number
        end = limit
    elif end == limit < len(text) and not _STOP.match(text, limit):
        comma = max(text.rfind("，", start, limit), text.rfind(",", start, limit))
        apart = comma - start >= 8 and not text[comma + 1].isdecimal()  # the comma in 3,226 divides nothing
        end = comma if apart else limit
    return start + len(text[start:end].rstrip())


_STOP = compiled("[。：；:;！？!?]")


def _goes_on(text: str, end: int) -> bool:
    """Whether the paragraph says more after its title."""
    return len(text) - end > 8 or text[end:].strip(" \u3000。：；:;！？!?") != ""


def _unnumbered(blocks: Sequence[Block], index: int, passage: Passage, floor: int, *, marked: bool) -> Heading | None:
    """A heading without a number: one the reader marked, 附件2, or the title of a part."""
    text = passage.text
    if len(text) > _LONGEST_LINE or "\t" in text:
        return None
    stripped = text.strip()
    if not (marked or stripped[-1:] in _LAST_OF_TITLE or stripped[:1] == "附"):
        return None  # as nearly all lines
    start = text.find(stripped)
    attachment = _attachment(stripped)
    if not stripped or not (marked or attachment or is_title(stripped)) or _is_leader(stripped) or _is_contents(stripped):
        return None
    span = passage.locate(start, start + len(stripped))
    title, marker, first, body = stripped, "", index, index + 1
    if attachment:
        marker, title = stripped[:attachment], stripped[attachment:].strip(" \u3000:：")
        following = _line_below(blocks, index)
        if not title and following is not None:
            title, body, span = following.text.strip(), index + 2, Span(span.start, following.span.end)
    elif index > floor:
        above = blocks[index - 1]
        if isinstance(above, Paragraph) and _is_body(above.text):
            title, first, span = above.text.strip() + title, index - 1, Span(above.span.start, span.end)
    if marker == "" and not marked:
        title = title.rstrip("：:")
    return Heading(first, body, Style.TITLE, 1, (), marker, title.rstrip("。：: "), span, False, _is_led(blocks, first), marked)


_LONGEST_LINE = 60
_SENTENCE = frozenset("。；！？，：;!?,:|>")
# What the titles of reports, forms and chapters of public budgets end in.
_TITLE_ENDINGS = (
    "报告",
    "报告书",
    "表",
    "清单",
    "说明",
    "方案",
    "名单",
    "指标体系",
    "公报",
    "总结",
    "主要职能",
    "机构设置",
    "名词解释",
)
_TITLE_LAST = frozenset(ending[-1] for ending in _TITLE_ENDINGS)
_LAST_OF_TITLE = _TITLE_LAST.union(")）")  # or of what is said about it
_BODY_ENDINGS = ("人民政府", "办事处", "委员会", "办公室", "局", "厅", "院", "中心", "学校")


def _is_line(text: str) -> bool:
    """Whether `text` is a short line rather than a sentence."""
    stripped = text.strip()
    return 0 < len(stripped) <= TITLE_LENGTH and _SENTENCE.isdisjoint(stripped) and "\t" not in stripped


def is_title(text: str) -> bool:
    """Whether a line without a number reads like the title of a report, a form or a list."""
    if text[-1:] in ")）":
        text = text[: max(text.rfind("（"), text.rfind("("), 0)].rstrip()
    if text[-1:] not in _TITLE_LAST or not 5 <= len(text) <= _LONGEST_LINE or not _SENTENCE.isdisjoint(text):
        return False
    if text[0] in "表图注第详见" or (text[0].isdecimal() and "年" not in text[4:6]):
        return False
    # …月…日在…会议上作报告 tells when a report was given.
    return text.endswith(_TITLE_ENDINGS) and not text.endswith("代表") and "日在" not in text


def _is_body(text: str) -> bool:
    """Whether `text` is the name of a public body alone on its line, as over the title of its report."""
    return _is_line(text) and text.strip().endswith(_BODY_ENDINGS) and recognise(text) is None


def _leads_title(above: str, line: str) -> bool:
    """Whether the line above a title belongs to it: the name of the body, the year, or the first half of a long title."""
    if above.endswith(_BODY_ENDINGS) or above.startswith("关于") or ("年" in above and "年" not in line):
        return True
    return above.endswith(("和", "的", "及", "与", "暨", "年度"))


def _attachment(text: str) -> int:
    """The length of 附件3： or 附表 at the beginning of `text`, 0 where there is none or a sentence follows."""
    if text[:2] not in ("附件", "附表", "附录"):
        return 0
    end = 2
    while end < len(text) and end < 8 and text[end] in _ATTACHMENT_NUMBER:
        end += 1
    rest = text[end:].lstrip(":： \u3000")
    if end < len(text) and text[end] in ":：":
        end += 1
    return end if not rest or (_is_line(rest) and (end > 2 or is_title(rest))) else 0


_ATTACHMENT_NUMBER = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十- \u3000")


def _front(blocks: Sequence[Block]) -> Front:
    """The title over the document: the lines down to the first that reads like a title, without 附件 and the like."""
    lines: list[Paragraph] = []
    for index, block in enumerate(blocks[:12]):
        if not isinstance(block, Paragraph):
            break
        text = block.text.strip()
        if not text or text[0] in "—（(" or _attachment(text):
            continue
        if (
            recognise(text, block.style == "heading") is not None
            or len(text) > _LONGEST_LINE
            or not _SENTENCE.isdisjoint(text)
            or _is_contents(text)
        ):
            break
        lines.append(block)
        if is_title(text):
            above = len(lines) - 1
            while above and _leads_title(lines[above - 1].text.strip(), lines[above].text):
                above -= 1
            title = "".join(line.text.strip() for line in lines[above:])
            return Front(title, Span(lines[above].span.start, block.span.end), index + 1)
    # No line reads like a title: one the reader marked, or one that names a year, may still be it; a name or an office is not.
    likely = next((line for line in lines if line.style == "heading" or "年" in line.text), None)
    if likely is None:
        return Front("", Span(0, 0), 0)
    return Front(likely.text.strip(), likely.span, blocks.index(likely) + 1)


# -------------------------------------------------------------------------------------------- what only looks like headings


def _past_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _is_row(text: str) -> bool:
    """Whether a line ends in a column of figures, as rows of a table do: 一、房租收入 2400 96.5."""
    if not text[-1:].isdecimal():
        return False
    cell = text.rstrip("0123456789.,-%")
    return len(text) - len(cell) >= 3 and cell[-1:].isspace() and not text[-4:].startswith(("19", "20"))


_LEADERS = frozenset("….·．⋯‥")
_PAGE_CHARACTERS = "0123456789 \u3000-—"
_LAST_OF_ENTRY = _LEADERS.union(_PAGE_CHARACTERS)


def _is_leader(text: str) -> bool:
    """Whether a line is an entry of a table of contents: 一、概况……3."""
    if text[-1:] not in _LAST_OF_ENTRY:  # as nearly all lines
        return False
    entry = text.rstrip(_PAGE_CHARACTERS)
    if entry[-1:] not in _LEADERS:
        return False
    leader = entry.rstrip("….·．⋯‥ \u3000")
    dots = entry[len(leader) :].replace("…", "...").replace("⋯", "...").replace(" ", "").replace("\u3000", "")
    return len(dots) >= 4 and (len(entry) < len(text) or len(dots) >= 9)


def _is_contents(text: str) -> bool:
    return text[:1] == "目" and "".join(text.split()) in ("目录", "目次")


def _contents(blocks: Sequence[Block]) -> range:
    """The blocks of the table of contents under a line 目录; empty where there is none.

    It ends where its first entry comes again, or with the last of the short numbered lines under 目录.
    """
    starts = (index for index, block in enumerate(blocks[:60]) if isinstance(block, Paragraph) and _is_contents(block.passage.text.strip()))
    start = next(starts, None)
    if start is None:
        return range(0)
    lines = [block.text if isinstance(block, Paragraph) and len(block.text) <= 200 else "" for block in blocks[start + 1 : start + 400]]
    entries = [_entry(line) for line in lines]
    if entries and entries[0] and entries[0] in entries[1:]:
        return range(start, start + 1 + entries.index(entries[0], 1))
    count = 0
    for line in lines:
        if not (_is_leader(line) or recognise(line) is not None):
            break
        count += 1
    return range(start, start + 1 + count)


def _entry(line: str) -> str:
    """A line without blanks, leaders and page number."""
    return "".join(line.rstrip("0123456789 \u3000\t").rstrip("….·．⋯‥ \u3000").split()).rstrip("。")
