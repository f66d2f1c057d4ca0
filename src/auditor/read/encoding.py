"""Bytes become text: which encoding a Chinese text file is in, decided by a ladder and not by a detector.

Detectors are wrong on short texts and give up at one damaged byte, so each rung is a test that can be named; a detector is asked only
where two encodings are both possible.
"""

from __future__ import annotations

import codecs

from auditor.model import AuditError
from auditor.records import NamedTuple


class Decoded(NamedTuple):
    """A decoded file: `text` has line feeds only, `undecodable` counts the characters shown as U+FFFD."""

    text: str
    encoding: str
    undecodable: int = 0


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_REPLACEMENT = "\ufffd"
_SAMPLE = 20_000  # characters or bytes looked at where a sample decides
_COMMON_ENOUGH = 0.25  # share of common characters; real reports have 0.5 and more, mojibake below 0.1
_CLEAR_GAIN = 0.2  # difference of such shares that decides by itself
_READABLE_ENOUGH = 0.4  # the same with blanks, digits and punctuation, of all characters
_MOSTLY_BROKEN = 0.2  # share of undecodable characters above which nobody can read the text

# The commonest characters of reports, simplified and traditional: in text decoded wrongly they are rare.
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经"
    "么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力它与长把机十民第公此已工使情明性知全三又"
    "关点正业外将两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加月话合回特代内信表化给世位次度门任常先通教原东"
    "提立及比员解水名真论处走义各入几口认条平系气题活更别变四总何电数安少报才结反受目太量再建务做接必场件计管期市直资金指统区保至"
    "形社决治展科五基书非则达光放强即难且权完设式路记南品住告类求据程北交规万取术领共确传观清今切院让带导争运六七八九亿元县镇乡村"
    "绩效预算支出项收入率评价标准财单整府亩户居服投贫农城府"
    "個國來時們會這說發經過還與對後學當開動關點兩間問頭實體現機種應電無場資數區總務報結條業產處門員東讓萬億預執評價標達單縣鎮鄉財"
)
_READABLE = _COMMON | frozenset(map(chr, range(32, 127))) | frozenset("\t\n\r\u3000，。、；：（）《》“”")
_CONTROLS = "".join(map(chr, (*range(9), *range(14, 32), 127)))
_BINARY = 0.02  # share of control characters in no text
_NO_TEXT = "不认得这种文件（含有二进制数据，不是文本，也可能已经损坏）；请在原来的软件里打开，另存为 Word 文档（.docx）或文本文件（.txt）"


def decode(data: bytes) -> Decoded:
    """The text of a file.

    Raises AuditError for what is no text: nothing at all, binary data, or bytes of which most cannot be decoded.
    """
    if not data:
        raise AuditError("文件是空的，没有可审查的内容；请换成有内容的报告")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _finish(data, encoding)
    if b"\0" in data:
        utf16 = _utf16_without_mark(data)
        if utf16 is None:
            raise AuditError(_NO_TEXT)
        return _finish(data, utf16)
    try:
        return Decoded(_normal(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        pass
    broken_utf8 = data.decode("utf-8", "replace")
    if _is_damaged_utf8(broken_utf8):
        return _replaced(broken_utf8, "utf-8")
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return _least_broken(data, broken_utf8)
    return _settle_gb18030(data, text)


def _finish(data: bytes, encoding: str) -> Decoded:
    """Decode with a known encoding, keeping damaged places visible."""
    return _replaced(data.decode(encoding, "replace"), encoding)


def _replaced(text: str, encoding: str) -> Decoded:
    undecodable = text.count(_REPLACEMENT)
    if undecodable > _MOSTLY_BROKEN * len(text):
        raise AuditError("认不出文字编码，大部分字符无法识别；请用记事本或 WPS 打开后另存为 UTF-8 编码的文本文件")
    return Decoded(_normal(text), encoding, undecodable)


def _normal(text: str) -> str:
    """The text with line feeds only. Raises AuditError where control characters show that it is none."""
    sample = text[:_SAMPLE]
    if sum(map(sample.count, _CONTROLS)) > _BINARY * len(sample):
        raise AuditError(_NO_TEXT)
    if "\r" in text:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    """Which UTF-16 the bytes are if they are it: the one that gives common characters, blanks and digits.

    Which half of the characters is zero does not tell: the low half of 一 is, too.
    """
    if len(data) % 2:
        return None
    readable: dict[str, float] = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = data[:_SAMPLE].decode(encoding, "replace")
        readable[encoding] = sum(1 for character in sample if character in _READABLE) / len(sample)
    best = max(readable, key=lambda encoding: readable[encoding])
    return best if readable[best] >= _READABLE_ENOUGH else None


def _is_damaged_utf8(text: str) -> bool:
    """Whether UTF-8 with a few bad bytes (a download cut off, two files glued): nearly all that is not ASCII is well-formed.

    Short GB18030 text would pass strict GB18030 even when it is really damaged UTF-8, so this rung comes first.
    """
    bad = text.count(_REPLACEMENT)
    # Well-formed three-byte sequences do not arise by chance in GB18030, so they outnumber the damage by far or are hardly there.
    good = sum(1 for character in text if "\u2e80" <= character < _REPLACEMENT)
    return good >= 3 * bad


def _least_broken(data: bytes, broken_utf8: str) -> Decoded:
    utf16 = _utf16_without_mark(data)  # a short one may have no zero byte at all
    if utf16 is not None:
        return _finish(data, utf16)
    broken_gb = data.decode("gb18030", "replace")
    if broken_gb.count(_REPLACEMENT) < broken_utf8.count(_REPLACEMENT):
        return _replaced(broken_gb, "gb18030")
    return _replaced(broken_utf8, "utf-8")


def _settle_gb18030(data: bytes, text: str) -> Decoded:
    """GB18030 accepts nearly every pair of bytes, Big5 text among them; rare characters throughout mean that it was not meant."""
    share = _common_share(text)
    if share is None or share >= _COMMON_ENOUGH:
        return Decoded(_normal(text), "gb18030")
    utf16 = _utf16_without_mark(data)
    if utf16 is not None:
        return _finish(data, utf16)
    try:
        rival = data.decode("big5")
    except UnicodeDecodeError:
        return Decoded(_normal(text), "gb18030")
    gain = (_common_share(rival) or 0.0) - share
    if gain >= _CLEAR_GAIN or (gain > -_CLEAR_GAIN and _detected(data) == "big5"):
        return Decoded(_normal(rival), "big5")
    return Decoded(_normal(text), "gb18030")


def _common_share(text: str) -> float | None:
    """The share of common characters among the Chinese ones; None where there are too few to tell."""
    chinese = [character for character in text[:_SAMPLE] if "\u3400" <= character <= "\u9fff" or character >= "\ue000"]
    if len(chinese) < 4:
        return None
    return sum(1 for character in chinese if character in _COMMON) / len(chinese)


def _detected(data: bytes) -> str | None:
    """What the detector takes the text for; imported here because it costs 50 ms and is needed about never."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:  # pragma: no cover - a declared dependency, but nothing depends on its answer alone
        return None
    best = from_bytes(data[:_SAMPLE], cp_isolation=["big5", "gb18030"]).best()
    return best.encoding if best else None
