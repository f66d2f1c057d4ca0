"""Quantities are found where they stand, with unit, precision and limit; what only looks like one is left alone."""

from __future__ import annotations

import importlib.util
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quantbench_adapter
from auditor.extract.numbers import dates, quantities, units
from auditor.model import Bound, Date, Kind, Quantity

NUMBERS = Path(__file__).parents[2] / "fixtures" / "numbers"
ROWS = [
    pytest.param(*row.split("\t")[:3], id=f"{path.stem}-{row.split(chr(9))[0]}")
    for path in sorted(NUMBERS.glob("*.tsv"))
    if path.stem != "dates"
    for row in path.read_text(encoding="utf-8").splitlines()[1:]
]
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
ALPHABET = "0123456789，,.．+-－—至到约近不超过低于以上下余多几十百千万亿元%个人分年月日号第一二三两半点之（）()“”≥≤ \tAPM"


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    (quantity,) = quantities.scan(text)
    return quantity


def value_of(quantity: Quantity) -> str:
    """The number as written, a range with ~."""
    return quantity.digits if quantity.high is None else f"{quantity.digits}~{quantity.high:f}"


@pytest.mark.parametrize(("text", "value", "unit"), ROWS)
def test_examples(text: str, value: str, unit: str) -> None:
    """The first quantity of every row of fixtures/numbers is the one it names; 无 means there is none."""
    assert ([] if value == "无" else [(value, unit)]) == [(value_of(item), item.unit) for item in quantities.scan(text)[:1]]


@given(
    st.integers(min_value=0, max_value=10**12),
    st.integers(min_value=0, max_value=6),
    st.sampled_from(["万元", "元", "亿元", "亩", "%", "吨"]),
)
def test_written_values_read_back(digits: int, places: int, unit: str) -> None:
    """Plain, grouped, full-width and OCR-spaced numbers read back with unit, zeros, value and step."""
    number = Decimal(digits).scaleb(-places)
    known = units.unit_named(unit)
    assert known is not None
    for written in (f"{number:f}", f"{number:,f}", f"{number:f}".translate(FULL_WIDTH), f"{number:,f} ", f"{number:f}  "):
        quantity = only(f"合计为{written}{unit}，")
        assert (f"{number:f}", unit, number * known.factor, known.factor.scaleb(-places)) == (
            quantity.digits,
            quantity.unit,
            quantity.value,
            quantity.step,
        )
        assert written.rstrip() == f"合计为{written}{unit}，"[quantity.number_start : quantity.number_end]


@given(st.text(alphabet=ALPHABET, max_size=50))
def test_spans_are_sound(text: str) -> None:
    """Quantities lie in order, touch neither one another nor a date, and quote the text."""
    found = dates.scan(text)
    end = 0
    items: list[Date | Quantity] = [*found, *quantities.scan(text, found)]
    for item in sorted(items, key=lambda item: item.start):
        assert (item.start >= end, text[item.start : item.end]) == (True, item.text)
        end = item.end


@given(st.text(alphabet=ALPHABET, max_size=30))
def test_dates_may_be_passed_in(text: str) -> None:
    """The result is the same whether the dates are given or found again."""
    assert quantities.scan(text) == quantities.scan(text, dates.scan(text))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("≥95%", Bound.AT_LEAST),
        (">= 95%", Bound.AT_LEAST),
        ("大于或等于95%", Bound.AT_LEAST),
        ("不低于 3 个", Bound.AT_LEAST),
        ("至少5名", Bound.AT_LEAST),
        ("60分以上", Bound.AT_LEAST),
        ("90% 以上", Bound.AT_LEAST),
        ("60分（含）以上", Bound.AT_LEAST),
        ("≤30天", Bound.AT_MOST),
        ("不超过50万元", Bound.AT_MOST),
        ("控制在5%以内", Bound.AT_MOST),
        ("15日内", Bound.AT_MOST),
        ("＞80%", Bound.MORE),
        ("高于85%", Bound.MORE),
        ("超过1000户", Bound.MORE),
        ("＜3%", Bound.LESS),
        ("不足20人", Bound.LESS),
        ("约8亿元", Bound.ABOUT),
        ("增长7%左右", Bound.ABOUT),
        ("近3.3万名", Bound.NEARLY),
        ("超90%", Bound.OVER),
        ("逾千余人，共2000人", Bound.EXACT),
        ("300余次", Bound.OVER),
        ("一百多户", Bound.OVER),
        ("＝42米", Bound.EXACT),
        ("节约5万元", Bound.EXACT),
        ("签约5个", Bound.EXACT),
        ("近3年", Bound.EXACT),
        ("最近5户", Bound.EXACT),
        ("新增5个多功能厅", Bound.EXACT),
    ],
)
def test_limits(text: str, bound: Bound) -> None:
    """The words around a number limit it; 节约 and 签约 do not, and 近3年 are the last three years."""
    assert bound is only(text).bound


@pytest.mark.parametrize(
    ("text", "kind", "value", "step"),
    [
        ("4,469.80万元", Kind.MONEY, "44698000", "100"),
        ("1.2亿元", Kind.MONEY, "120000000", "10000000"),
        ("25万6千元", Kind.MONEY, "256000", "1000"),
        ("9000余株", Kind.COUNT, "9000", "1"),
        ("30余万元", Kind.MONEY, "300000", "10000"),
        ("7.0成", Kind.PERCENT, "70", "1"),
        ("2.4‰", Kind.PERCENT, "0.24", "0.01"),
        ("1.5个百分点", Kind.POINTS, "1.5", "0.1"),
        ("翻两番", Kind.TIMES, "4", "2"),
        ("3公顷", Kind.AREA, "30000", "10000"),
        ("1.5公里", Kind.LENGTH, "1500", "100"),
        ("2.5万吨", Kind.WEIGHT, "25000000", "1000000"),
        ("1.2亿立方米", Kind.VOLUME, "120000000", "10000000"),
        ("12个月", Kind.DURATION, "31536000", "2628000"),
        ("9时30分", Kind.DURATION, "1800", "60"),
        ("95.25分", Kind.SCORE, "95.25", "0.01"),
        ("5千瓦时", Kind.OTHER, "5", "1"),
        ("3.87亿", Kind.NUMBER, "387000000", "1000000"),
    ],
)
def test_base_units(text: str, kind: Kind, value: str, step: str) -> None:
    """Values and written precision are in base units."""
    quantity = quantities.scan(text)[-1]
    assert (kind, Decimal(value), Decimal(step)) == (quantity.kind, quantity.value, quantity.step)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在5%-10%之间", ["5%", "10%"]),
        ("小于或等于-5%的", ["-5%"]),
        ("2021-2022年新建5个", ["5个"]),
        ("产值2亿12家企业", ["2亿", "12家"]),
        ("1299户4389人", ["1299户", "4389人"]),
        ("5．2024年部门预算20万元", ["20万元"]),
        ("10万元至20万元", ["10万元", "20万元"]),
        ("全部符合（5）；良好（3）；", ["5", "3"]),
        ("得分为5、3、2分", ["5", "3", "2分"]),
        ("GDP5000亿元", ["5000亿元"]),
        ("100百分比\t35\t-2.5", ["100百分比", "35", "-2.5"]),
        ("共3项：1.修路2公里；2.建桥1座", ["3项", "2公里", "1座"]),
        ("满意度在90%以上，得满分；每下降10%，扣1.5分", ["90%", "10%", "1.5分"]),
        ("215.36+42.00=257.36", ["215.36", "42.00", "257.36"]),
    ],
)
def test_sequences(text: str, expected: list[str]) -> None:
    """Neighbours do not swallow one another, and item numbers are not counted."""
    assert expected == [quantity.text for quantity in quantities.scan(text)]


@pytest.mark.parametrize("piece", ["1", ",", "一", "其中", "（", "1,", "1-", "1万", "百分之", "十", "1 111", "2021-", "1+"])
def test_hostile_repetitions_end(piece: str) -> None:
    """Long repetitions are read through, and twice the text holds at most twice the quantities."""
    once, twice = (quantities.scan(piece * (count // len(piece))) for count in (10_000, 20_000))
    assert len(once) <= len(twice) <= 2 * len(once) + 1


def test_units_with_multipliers_are_known_by_name() -> None:
    """A unit can be asked for by the name in a table header."""
    expected = [("万元", Kind.MONEY, Decimal(10000), "元"), ("%", Kind.PERCENT, Decimal(1), "%"), ("千瓦", Kind.OTHER, Decimal(1), "千瓦")]
    assert expected == [
        (unit.name, unit.kind, unit.factor, unit.base) for name in ("万元", "％", "千瓦") if (unit := units.unit_named(name))
    ]
    assert [None, None, None] == [units.unit_named(name) for name in ("", "情况", "万万元")]


def test_a_text_may_end_within_the_name_of_a_longer_unit() -> None:
    """公 alone is no 公里, and 元 at the end no 元整."""
    assert [None, ("元", 2), ("个", 2)] == [
        found and (found[0].name, found[1]) for found in (units.unit_at(text, 1) for text in ("3公", "3元", "3个"))
    ]


def test_no_unit_begins_like_a_numeral_goes_on() -> None:
    """The characters behind which a numeral may still go on begin no unit: so what follows the whole numeral tells whether it counts."""
    assert set("余多几来万亿点") & set(units.UNIT_STARTS) == set()


@pytest.mark.parametrize(
    ("cases", "bars"),
    [("quant_cases.jsonl", {"ALL": 0.97}), ("quant_reports.jsonl", dict.fromkeys(("percentage", "money", "date", "quantity"), 0.98))],
)
def test_benchmark(shared: Path, cases: str, bars: dict[str, float]) -> None:
    """The neutral benchmark beside the checkout is passed: spans, values and units."""
    spec = importlib.util.spec_from_file_location("quantbench", shared / "bench" / "quantbench.py")
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    rows = [json.loads(line) for line in (shared / "bench" / cases).read_text(encoding="utf-8").splitlines()]
    totals = bench.run(quantbench_adapter.recognise, rows, 0, skip_unsupported=True, out=io.StringIO())
    missed = []
    for name, bar in bars.items():
        row = totals[name if name == "ALL" else f"ALL {name}"]
        if bench.prf(row["full"], row["pred"], row["exp"])[2] < bar:
            missed.append(name)
    assert [] == missed
