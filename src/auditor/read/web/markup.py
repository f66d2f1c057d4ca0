"""The bytes of a web page become a tree: decoded by what they really are, parsed within bounds, entities of its own left alone."""

from __future__ import annotations

import codecs
import re

from lxml import etree
from lxml.etree import _Element as Element

from auditor.model import AuditError
from auditor.read.encoding import Decoded, decode
from auditor.records import NamedTuple

_MOST_TAGS = 400_000  # a long report pasted out of a word processor has 50,000, a book 200,000
_MOST_ATTRIBUTES = 500_000
_HEAD = 4096  # bytes in which a page declares its encoding; browsers look at 1024
_DECLARED = re.compile(rb"""charset\s{0,8}=\s{0,8}["']?\s{0,8}([\w-]{2,20})|encoding\s{0,8}=\s{0,8}["']([\w-]{2,20})""", re.IGNORECASE)
# What Chinese pages are written in besides UTF-8. GB18030 holds all that GB2312 and GBK hold, and pages use more than they declare.
_CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "big5-hkscs": "big5hkscs"}
_DATA = re.compile("[\"'][^\"']{200,}[\"']")
_TOO_DEEP = "Excessive depth"


class Page(NamedTuple):
    """The root of a page, None if there is nothing in it. `cut` says that the parser gave up before its end."""

    root: Element | None
    decoded: Decoded
    cut: bool


def parse(data: bytes) -> Page:
    """The tree of a page. Raises AuditError for what is no text, or too much."""
    decoded = _decoded(data)
    text = decoded.text.replace("\0", "")
    if text.count("<") > _MOST_TAGS or text.count("=") > _MOST_ATTRIBUTES or _longest_tag(text) > _MOST_ATTRIBUTES:
        raise AuditError("网页的标签太多，不像一份报告；请在浏览器里打开，把正文另存为文本文件（.txt）后再审")
    # The declaration in the page is about its bytes, not about these; a parser told the encoding does not look at it.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:  # nothing but comments
        root = None
    return Page(root, decoded, any(_TOO_DEEP in error.message for error in parser.error_log))


def _decoded(data: bytes) -> Decoded:
    """The text of a page. Pages lie about their encoding, so what is valid UTF-8 is that; then comes what the page says, then the ladder."""
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = None if marked else _DECLARED.search(data[:_HEAD])
    codec = _CODECS.get((declared[1] or declared[2]).decode("ascii", "replace").lower()) if declared else None
    if codec is not None:
        for encoding in ("utf-8", codec):
            try:
                return Decoded(data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n"), encoding)
            except UnicodeDecodeError:
                continue
    return decode(data)


def _longest_tag(text: str) -> int:
    """The length of the longest tag, data in attributes aside: what may hold attributes without end."""
    if len(text) <= _MOST_ATTRIBUTES:
        return 0
    tags = (piece.partition(">")[0] for piece in text.split("<")[1:])
    return max((len(_DATA.sub("", tag)) for tag in tags if len(tag) > _MOST_ATTRIBUTES), default=0)
