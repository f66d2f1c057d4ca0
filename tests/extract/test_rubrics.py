from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract.scores.rubrics import listed_points, parse
from auditor.model import Band, Rubric, RubricKind, Step


def read(text: str) -> Rubric:
    """The rubric of a text that must have one."""
    rubric = parse(text)
    assert rubric is not None
    return rubric


def amounts(rubric: Rubric, full_marks: str = "10") -> list[str]:
    """The points of the bands, of an item of ten points."""
    return [f"{band.points.of(Decimal(full_marks)).normalize():f}" if band.points else "between" for band in rubric.bands]


def limits(band: Band) -> tuple[str | None, str | None]:
    """The limits of a band as written."""
    low, high = (None if limit is None else f"{limit:f}" for limit in (band.low, band.high))
    return low, high


class TestKinds:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("符合（2）；不符合（0）。", RubricKind.ALL_OR_NOTHING),
            ("全部符合(3); 其中一项不符合(0)。", RubricKind.ALL_OR_NOTHING),
            ("按规定时间报送得满分，否则不得分", RubricKind.ALL_OR_NOTHING),
            ("按时开工得 4 分，未按时开工不得分。", RubricKind.ALL_OR_NOTHING),
            ("专款专用、无挪用得满分，发现挪用的，本项不得分。", RubricKind.ALL_OR_NOTHING),
            ("当年新增债务的不得分，未新增的得满分", RubricKind.ALL_OR_NOTHING),
            ("健全：2分；基本健全：1分；不健全：0分", RubricKind.GRADES),
            ("依据充分得2分，基本充分得1分，不充分不得分", RubricKind.GRADES),
            ("制度健全得1分，执行到位得1分。", RubricKind.LISTED),
            ("目标合理得2分，指标合理得2分", RubricKind.LISTED),
            ("信息真实、准确、完整各得1分", RubricKind.LISTED),
            ("①按程序申请设立（1分）②材料齐全（1分）", RubricKind.LISTED),
            ("问卷满意度×分值计分", RubricKind.RATE),
            ("按平均完成数量与计划数量的比例计算得分，即得分=完成比例*10分", RubricKind.RATE),
            ("实施前有论证（2分）；实施中有监督（2分）；实施后有验收（1分）", RubricKind.LISTED),
            ("①公开预算1分；②公开决算1分；③公开绩效1分，缺一项扣相应分值", RubricKind.LISTED),
            ("重大采购经集体研究的得2分，未经集体研究的不得分", RubricKind.ALL_OR_NOTHING),
            ("A级得满分，B级得80%，C级得60%，D级得0分", RubricKind.GRADES),
            ("考核优秀等次10分，良好等次8分，合格等次6分，不合格0分", RubricKind.GRADES),
            ("达标率=100%得满分；≥90%且＜100%得80%；＜90%不得分", RubricKind.THRESHOLDS),
            ("知晓率80%以上的得满分，70%-80%的得一半分，70%以下不得分。", RubricKind.THRESHOLDS),
            ("完成12期得满分，每少1期扣1分，扣完为止。", RubricKind.DEDUCTION),
            ("实际完成值/目标值×分值，最高不超过分值。", RubricKind.RATE),
            ("全部符合得满分；一项不符合扣0.8分。", RubricKind.DEDUCTION),
            ("每发现一处差错扣2分，扣完为止", RubricKind.DEDUCTION),
            ("一项不符合，扣分值的三分之一", RubricKind.DEDUCTION),
            ("全部符合(6)；符合其中三项(4)；符合其中两项及以下(0)", RubricKind.COUNT),
            ("优秀（6）；良好（4）；一般（2）；较差（0）", RubricKind.GRADES),
            ("满意度≥92%得6分；85%（含）-92%得3分；低于85%不得分", RubricKind.THRESHOLDS),
            ("每超过一个百分点扣0.4分，扣完为止", RubricKind.THRESHOLDS),
            ("采用完成比率法计分；得分=完成比例*分值", RubricKind.RATE),
            ("得分=实际支出/预算数×该指标分值。", RubricKind.RATE),
            ("达到目标得满分，未达到目标的按完成比例计分", RubricKind.RATE),
            ("得分=督办事项办结率×6分", RubricKind.RATE),
            ("得分=6×办结率", RubricKind.RATE),
            ("符合要求计4分，有一项不符合的扣1分，扣完为止。", RubricKind.DEDUCTION),
            ("及时报送计3分，每有一次不及时扣1分。", RubricKind.DEDUCTION),
            ("没有问题的不扣分，每发现一处问题扣1分", RubricKind.DEDUCTION),
            ("不超概算计3分，超出不得分。", RubricKind.ALL_OR_NOTHING),
            ("未超标准得满分，超标不得分", RubricKind.ALL_OR_NOTHING),
            ("①出入库登记齐全，3分；②定期盘点，2分。", RubricKind.LISTED),
            ("1.有管理办法，得2分；2.有操作规程，得2分；3.汇编成册，得1分。", RubricKind.LISTED),
            ("每符合一项得1分，最高4分", RubricKind.LISTED),
            ("全部符合(6)；其中一项不符合(4)。", RubricKind.DEDUCTION),
            ("≥90%，5分；80%-90%，3分；＜80%，0分", RubricKind.THRESHOLDS),
            ("合格率≥98%得满分；未达到的，按合格率乘以分值计分", RubricKind.THRESHOLDS),
        ],
    )
    def test_form(self, text: str, kind: RubricKind) -> None:
        """Each printed form is recognised."""
        assert kind is read(text).kind

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "根据部门实际情况设置。",
            "一项不符合扣0.5分，情节轻微的酌情扣分。",
            "每发现一处扣0.5-1分。",
            "国家级奖励得3分，省级得2分，市级得1分",
            "有专人得1分；有专账得1分；部分符合得一半",
            "无违规得满分，存在严重违规的不得分",
            "发现账实不符的，不得分。",
            "全部符合得满分，部分符合得一半分，不符合不得分。",
            "按规定公开得满分，未公开的不得分。",
            "执行率≥90%得满分，否则按（执行率/90%）×分值计分。",
            "执行率≥95%且到位率≥98%得满分，否则不得分。",
            "每超过3天扣1分。",
            "每完成10%得1分",
            "得分=（1-偏差率）×5分",
            "未公开的计3分，超出不得分。",
            "部门整体收入与支出情况（10分）",
            "按时完成得满分，完成质量好的另行加分，否则不得分",
            "满意度≥90%得5分；3次以上得3分；否则不得分",
        ],
    )
    def test_what_is_not_understood_is_no_rubric(self, text: str) -> None:
        """Discretion, ranges, units of its own, parts that add up: nothing is claimed."""
        assert parse(text) is None


class TestDeductions:
    @pytest.mark.parametrize(
        ("text", "left"),
        [
            ("一项不符合扣1.5分", "8.5"),
            ("一项不符合，扣分值2分之一", "5"),
            ("一项不符合，扣分值的二分之一", "5"),
            ("每缺一项扣分值的十分之一", "9"),
            ("一项不符合，扣该项分值的20%", "8"),
            ("一处不实，扣分值0.5分", "9.5"),
            ("每发现一次扣 2 分", "8"),
            ("一项不符合扣一分", "9"),
        ],
    )
    def test_what_one_deduction_leaves_of_ten(self, text: str, left: str) -> None:
        """Amounts, shares in words and digits, per cent; 分值0.5分 is half a point, not half of the points."""
        (step,) = read(text).steps
        assert Decimal(left) == step.points.of(Decimal(10))

    def test_steps_of_percentage_points(self) -> None:
        """The size of a step and the value it counts from."""
        (step,) = read("满意度在95%以上，得满分，以85%为标准，每下降5%，扣2分，低于60%，不得分").steps
        assert (Decimal(5), Decimal(85)) == (step.size, step.base)

    @pytest.mark.parametrize(
        ("text", "part", "above"),
        [
            ("100%计满分，每降低5%扣2分，不足5%的按5%计，扣完为止。", "step", False),
            ("100%以内计满分，每超出1个百分点扣1分，不足1个百分点的不扣分。", "nothing", True),
            ("100%以内计满分，每超出1个百分点扣1分。", "", True),
        ],
    )
    def test_a_part_of_a_step(self, text: str, part: str, above: bool) -> None:
        """What a part of a step counts as, and on which side of the base it lies."""
        rubric = read(text)
        assert (part, above) == (rubric.part, rubric.steps[0].above)

    @pytest.mark.parametrize(("text", "capped"), [("每缺一项扣1分，扣完为止", True), ("每缺一项扣1分", False)])
    def test_cap(self, text: str, capped: bool) -> None:
        """扣完为止 is kept."""
        assert capped is read(text).is_capped


class TestBands:
    def test_points_met(self) -> None:
        """Bands by count, with 及以下 open below."""
        rubric = read("全部符合(6)；符合其中三项(4)；符合其中两项(2)；符合其中一项及以下(0)。")
        assert ["6", "4", "2", "0"] == amounts(rubric)
        assert [(None, None), ("3", "3"), ("2", "2"), (None, "1")] == [limits(band) for band in rubric.bands]

    @pytest.mark.parametrize(
        ("text", "low", "high", "opened"),
        [
            ("到位率大于或等于95%得满分，否则不得分", "95", None, (False, False)),
            ("到位率高于95%得满分，否则不得分", "95", None, (True, False)),
            ("损耗率不超过5%的得满分，否则不得分", None, "5", (False, False)),
            ("到位率95%以上得满分，否则不得分", "95", None, (False, False)),
            ("损耗率5%以内得满分，否则不得分", None, "5", (False, False)),
            ("变动率小于或等于-5%得满分，否则不得分", None, "-5", (False, False)),
            ("变动率在-5%-10%之间得满分，否则不得分", "-5", "10", (False, False)),
            ("80%（含）—90%得满分，否则不得分", "80", "90", (False, True)),
            ("80%≤到位率＜90%得满分，否则不得分", "80", "90", (False, True)),
            ("90%≤到位率得满分，否则不得分", "90", None, (False, False)),
            ("调整率等于0的得满分，否则不得分", "0", "0", (False, False)),
            ("完成率100%得满分，否则不得分", "100", "100", (False, False)),
        ],
    )
    def test_limits(self, text: str, low: str | None, high: str | None, opened: tuple[bool, bool]) -> None:
        """Comparisons in words and signs, ranges, negative limits; （含） leaves the other end out."""
        band = read(text).bands[0]
        assert ((low, high), opened) == (limits(band), (band.low_open, band.high_open))

    def test_interpolation_between_two_thresholds(self) -> None:
        """The clause 在0分和满分之间 has no points of its own; the subject of every clause is kept."""
        rubric = read(
            "1.节水率大于或等于90%的，得满分；2.节水率小于或等于70%的，得0分；3.损耗率在70%-90%之间的，在0分和满分之间计算确定："
            "得分=[某部门节水率-min（节水率）]/[max（节水率）-min（节水率）]×该指标分值。"
        )
        assert (True, ["10", "0", "between"]) == (rubric.is_linear, amounts(rubric))
        assert ["节水率", "节水率", "损耗率"] == [band.subject for band in rubric.bands]

    def test_shares_of_the_points(self) -> None:
        """得分值的80% is a share."""
        assert ["10", "8", "6", "0"] == amounts(read("≥90%得满分，80%-90%得分值的80%，60%-80%得分值的60%，＜60%不得分"))


def test_clauses_are_placed_in_the_text_as_written() -> None:
    """Blanks, full-width characters and list numbers shift nothing."""
    text = "１. 符合全部 三项（ 5 ）； ２. 符合其中两项（3）；"
    assert ["符合全部 三项（ 5 ）", "符合其中两项（3）"] == [text[band.start : band.end] for band in read(text).bands]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.台账完整；2.处置合规；3.收益上缴。", 3),
        ("1、信息真实；2、信息完整；3、一项不符合扣1分。", 2),
        ("台账完整，处置合规。", 0),
        ("95.5%以上为优。", 0),
        ("2.处置合规；3.收益上缴。", 0),
    ],
)
def test_listed_points(text: str, number: int) -> None:
    """A list counts up from 1; the item that sets the deduction is none of its points."""
    assert number == listed_points(text)


@given(st.text(alphabet="得扣满分不每一二1 2.5%、；，（）()在0之间符合项=×≥-按比例", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text crashes the parser, and every clause lies inside the text."""
    rubric = parse(text)
    parts: list[Band | Step] = [] if rubric is None else [*rubric.bands, *rubric.steps]
    assert [part for part in parts if not 0 <= part.start < part.end <= len(text)] == []
