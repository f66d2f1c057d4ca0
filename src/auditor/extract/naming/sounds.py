"""Whether two characters sound or look alike: what a typist or a scanner takes one for the other by."""

from __future__ import annotations

import os
from bisect import bisect_right
from functools import cache

_FILE = os.path.join(os.path.dirname(__file__), "sounds.txt")  # a syllable without its tone, a blank, the characters that are read so

# Characters that differ by a stroke or two, in groups.
_SHAPES = (
    "己已巳 未末 日曰 人入 土士 千干于 治冶 侯候 拔拨 析折拆 晴睛 徒徙 没设投 戊戌戍 券卷 薄簿 辨辩辫 既即 竞竟 爪瓜 茶荼 免兔 崇祟 刺剌"
    " 享亨 侍待 洒酒 鸟乌 住往 板扳 村材 压庄 王玉主 李季 杨扬 陈阵 东乐车 钧钓 晖辉浑 兰三 天夫无 田由甲申 今令 仑仓 勾句 氏民 历厉 元无 小少"
    " 准淮 凉谅 沽沾 冷泠 炙灸 柱桂 茵菌 苑菀 莱菜 莹萤 蓝篮 贷货 贫贪 赢羸 迁近 遂逐 那哪 采釆 锡赐 问间 闪闲 阳阴 随隋 雇顾 帅师 帖贴"
).split()
# Where the radicals begin in Unicode's block of characters, which is sorted by them; one-stroke radicals are left out, they say nothing.
_RADICALS = tuple(
    "亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立"
    "竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠"
)
# Ways of writing that are both in use: no reader would call them a slip.
_INTERCHANGED = "的地得 做作 帐账 订定 及即 需须 像象 他她它 座坐 交缴 份分 哪那 以已 连联 画划 其期 合和 查察 记纪 止至 型形 支资 制治 长常 化划 做作 布部 度渡".split()
# What tells one thing from its neighbour: numbers, directions, sizes, levels, yes and no.
_DISTINCT = frozenset(
    "一二三四五六七八九十百千万两零东西南北中前后左右上下内外大小新老旧正副甲乙丙丁男女省市县区乡镇期批季初高总分首末公私有无未非不减增进出"
)


def _partners(groups: list[str]) -> dict[str, str]:
    """For every character those of its groups."""
    partners: dict[str, str] = {}
    for group in groups:
        for character in group:
            partners[character] = partners.get(character, "") + group
    return partners


_LOOKALIKES, _VARIANTS = _partners(_SHAPES), _partners(_INTERCHANGED)


@cache
def _table() -> str:
    with open(_FILE, encoding="utf-8") as file:
        return file.read()


@cache
def syllable(character: str) -> str:
    """How a character is read, without tone; "" for what is not in the table."""
    table = _table()
    place = table.find(character) if "一" <= character <= "龥" else -1
    if place < 0:
        return ""
    start = table.rfind("\n", 0, place) + 1
    return table[start : table.index(" ", start)]


def sounds_like(one: str, other: str) -> bool:
    """Whether two characters are read alike, tones aside; q and j before one rhyme count as alike (清, 精), as do z and zh, in and ing."""
    return one == other or ((sound := _blurred(one)) != "" and sound == _blurred(other))


@cache
def _blurred(character: str) -> str:
    """How a character is read, where sounds that are taken for one another are written as one."""
    sound = syllable(character)
    if sound[:2] in ("zh", "ch", "sh"):
        sound = sound[0] + sound[2:]
    elif sound[:1] == "q":
        sound = "j" + sound[1:]
    return sound[:-1] if sound.endswith(("ang", "eng", "ing")) else sound


def looks_like(one: str, other: str) -> bool:
    """Whether two characters differ by a stroke or two."""
    return other in _LOOKALIKES.get(one, "")


def same_radical(one: str, other: str) -> bool:
    """Whether two characters stand under one radical (扩, 护): weak evidence, to be used with more."""
    return 0 < _radical(one) == _radical(other)


@cache
def _radical(character: str) -> int:
    """The place of a character's radical; 0 for what stands before all of them."""
    return bisect_right(_RADICALS, character)


def is_apart(character: str) -> bool:
    """Whether a character tells one thing from its neighbour: 一期 and 二期 are two."""
    return character in _DISTINCT


def same_word(one: str, other: str) -> bool:
    """Whether two characters are in use for one another, so that the difference says nothing (账, 帐)."""
    return other in _VARIANTS.get(one, "")


def alike(one: str, other: str) -> bool:
    """Whether two characters are easily taken for one another."""
    return one == other or looks_like(one, other) or sounds_like(one, other)


def taken(one: str, other: str) -> bool:
    """Whether one character may stand for another by mistake, and does not tell two things apart."""
    if one in _DISTINCT or other in _DISTINCT or other in _VARIANTS.get(one, ""):
        return False
    return other in _LOOKALIKES.get(one, "") or "" != syllable(one) == syllable(other)


def resembles(own: str, other: str, *, weak: bool) -> bool:
    """Whether another character may be meant for a name's own; with `weak` also for nothing but the same radical."""
    if own == other or other in _DISTINCT or other in _VARIANTS.get(own, "") or not "一" <= other <= "龥":
        return False
    return other in _LOOKALIKES.get(own, "") or "" != _blurred(own) == _blurred(other) or (weak and same_radical(own, other))
