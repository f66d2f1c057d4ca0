"""Personal names and numbers of telephones, identity cards and e-mail, replaced before a text is sent, and put back into what comes back.

Names are found by the words beside them (联系人：, 同志) and by jieba. A name too many costs nothing, since every replacement is undone;
a name that is missed is sent, which is why this is an aid and no promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = "[\u4e00-\u9fff]"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦"
    "邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_NAME = f"(?:(?:欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|慕容|令狐){_HAN}{{1,2}}|[{_SURNAMES}]{_HAN}{{1,2}})"
_LABELLED = re.compile(
    f"(?:联系人|负责人|填报人|填表人|经办人|审核人|制表人|复核人|法定代表人|法人代表|姓名|组长|组员|成员|签字|签名)(?:姓名)?[（(]?(?:签字|签章|签名)?[）)]?[：:\t 　]{{1,4}}"
    f"({_NAME}(?:[、，, 　]{_NAME}){{0,9}})(?!{_HAN})"
)
_TITLED = re.compile(f"({_NAME})(?:同志|先生|女士|同学)")
_SINGLE = re.compile(_NAME)
_NUMBERS = re.compile(
    r"(?<![0-9.])(?:1[3-9][0-9]{9}|1[3-9][0-9][- ][0-9]{4}[- ][0-9]{4}|0[0-9]{2,3}[-－— ][0-9]{7,8}|[1-9][0-9]{16}[0-9Xx])(?![0-9.])"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}"
    r"|(?<=电话[：:])[ ]{0,2}[0-9]{7,8}(?![0-9])"
)
_PLACEHOLDER = re.compile("〔(?:人|号)[0-9]+〕")


class Redaction:
    """The replacements of one document."""

    def __init__(self, text: str) -> None:
        names = sorted({*_labelled(text), *_segmented(text)}, key=lambda name: (-len(name), name))
        numbers = sorted({found[0].strip() for found in _NUMBERS.finditer(text)}, key=lambda number: (-len(number), number))
        # A report that prints placeholders of its own cannot be told from one that was given them: its are taken first.
        taken = set(_PLACEHOLDER.findall(text))
        self._of: dict[str, str] = {}
        for kind, words in (("人", names), ("号", numbers)):
            counter = 0
            for word in words:
                counter += 1
                while f"〔{kind}{counter}〕" in taken:
                    counter += 1
                self._of[word] = f"〔{kind}{counter}〕"
        self._back = {placeholder: word for word, placeholder in self._of.items()}
        self._pattern = re.compile("|".join(map(re.escape, [*numbers, *names]))) if self._of else None

    def hide(self, text: str) -> str:
        """The text with everything replaced."""
        return self._pattern.sub(lambda found: self._of[found[0]], text) if self._pattern else text

    def restore(self, text: str) -> str:
        """The text with everything put back."""
        return _PLACEHOLDER.sub(lambda found: self._back.get(found[0], found[0]), text)

    @property
    def count(self) -> int:
        """How many names and numbers are replaced."""
        return len(self._of)


def _labelled(text: str) -> Iterator[str]:
    for found in _LABELLED.finditer(text):
        yield from (name[0] for name in _SINGLE.finditer(found[1]))
    for found in _TITLED.finditer(text):
        yield found[1]


def _segmented(text: str) -> Iterator[str]:
    """What jieba takes for a person's name, and begins with a surname."""
    import logging

    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.CRITICAL)  # it tells of its dictionary on standard error
    for line in text.split("\n"):
        for word in posseg.cut(line):
            if word.flag == "nr" and len(word.word) >= 2 and _SINGLE.fullmatch(word.word):
                yield word.word
