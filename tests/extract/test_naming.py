"""Which characters and names are taken for one another."""

from __future__ import annotations

import pytest

from auditor.extract.naming.indicator_names import first_slip
from auditor.extract.naming.listed_names import differing
from auditor.extract.naming.persons import confusable, is_name
from auditor.extract.naming.sounds import alike, looks_like, same_radical, same_word, sounds_like, syllable


class TestSounds:
    @pytest.mark.parametrize(
        ("character", "sound"), [("宏", "hong"), ("蔷", "qiang"), ("绿", "lv"), ("喆", "zhe"), ("a", ""), ("\n", ""), ("，", "")]
    )
    def test_a_character_has_one_syllable(self, character: str, sound: str) -> None:
        """Also rare characters of names; what is no character has none."""
        assert sound == syllable(character)

    @pytest.mark.parametrize("pair", ["宏红", "清精", "张章", "林琳", "林灵", "知资"])
    def test_like_sounds(self, pair: str) -> None:
        """Tones do not count, nor q and j, z and zh, in and ing."""
        assert sounds_like(*pair)

    @pytest.mark.parametrize("pair", ["国军", "东西", "一，"])
    def test_other_sounds(self, pair: str) -> None:
        """What is read otherwise, or not at all."""
        assert not sounds_like(*pair)

    def test_shapes_radicals_and_interchanged_characters(self) -> None:
        """A stroke's difference, the same radical, two ways of writing one word."""
        assert looks_like("侯", "候")
        assert not looks_like("侯", "喉")
        assert same_radical("扩", "护")
        assert not same_radical("扩", "求")
        assert same_word("账", "帐")
        assert alike("己", "已")


class TestNames:
    @pytest.mark.parametrize(("one", "other"), [("罗海燕", "罗海雁"), ("章立诚", "张立诚"), ("雷侯平", "雷候平")])
    def test_confusable_persons(self, one: str, other: str) -> None:
        """Names that differ in nothing but characters of one sound or shape."""
        assert confusable(one, other)

    @pytest.mark.parametrize(("one", "other"), [("郝建国", "郝建军"), ("罗海燕", "罗海燕"), ("罗海", "罗海燕")])
    def test_other_persons(self, one: str, other: str) -> None:
        """Brothers, one name twice, names of different length."""
        assert not confusable(one, other)

    @pytest.mark.parametrize(("word", "is_one"), [("罗海燕", True), ("成员", False), ("业务部", False), ("罗", False), ("罗a燕", False)])
    def test_what_is_a_name(self, word: str, *, is_one: bool) -> None:
        """A surname and one or two characters."""
        assert is_one == is_name(word)

    @pytest.mark.parametrize(
        ("one", "other", "sizes"),
        [
            ("建成王", "完成王家", (2, 3)),
            ("成李集", "李家集", (2, 3)),
            ("李楼庄", "在李楼", (3, 2)),
            ("青枫", "青峰", (2, 2)),
            ("东李", "西李", None),
            ("一期", "二期", None),
            ("富鑫", "富欣", (2, 2)),
        ],
    )
    def test_names_that_are_nearly_one(self, one: str, other: str, sizes: tuple[int, int] | None) -> None:
        """A 庄 or 家 more, or one character of the same sound; never a direction or a number."""
        assert sizes == differing(one, other, settled=True)


class TestSlips:
    @pytest.mark.parametrize(
        ("name", "body", "told"),
        [
            ("家庭平困学生资助率", "按时发放，贫困学生资助率100%", ("平困学生资助率", "贫困学生资助率")),
            ("转移支付执行", "转移支付资金", None),
            ("第一季度支出", "第二季度支出", None),
            ("补贴及时发放", "补贴即时发放", None),
            ("补贴发放", "补贴发放", None),
        ],
    )
    def test_slips(self, name: str, body: str, told: tuple[str, str] | None) -> None:
        """The same neighbours on one side, and on the other side the same neighbour or the end of a word."""
        slip = first_slip(name, body)
        assert told == (None if slip is None else (slip.own, slip.other))
