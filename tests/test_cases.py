"""Case files: what is understood, what an expert is told, and how an audit is compared with a case."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.cases import (
    Case,
    CaseError,
    audit_case,
    compare_with_category,
    compare_with_rule,
    load_case,
    load_collection,
    load_rule_cases,
    parse_case,
)
from auditor.model import (
    SEVERITY_OF,
    Certainty,
    Document,
    Evidence,
    Extraction,
    Finding,
    Ledger,
    Report,
    RuleInfo,
    RuleRun,
    Severity,
    Span,
    Stored,
    Table,
)
from auditor.report.places import Places

HIT = """题目: 分项之和比总分少 0.5 分
应报: 是
写明: 88.60
算出: 88.10
来源: 合成
----
一、评价结论
综合得分 [[88.60]] 分，其中投入 [[20]] 分、产出 68.1 分。
"""
RULE = RuleInfo("score-sum", "分项得分之和与总分不符", "score-sum", ("sum-differs",))
TWO_CODES = RuleInfo("score-sum", "分项得分之和与总分不符", "score-sum", ("sum-differs", "subtotal-differs"))


def finding(text: str, *quotes: str, **changes: object) -> Finding:
    """A finding of RULE that points at the quotes, with the values that HIT expects."""
    values: dict[str, object] = {
        "code": "sum-differs",
        "certainty": Certainty.CERTAIN,
        "message": "总分与分项之和不符",
        "rule": "score-sum",
        "category": "score-sum",
        "stated": "88.60",
        "computed": "88.10",
        **changes,
    }
    places = tuple(Evidence("stated", Span(text.index(quote), text.index(quote) + len(quote))) for quote in quotes)
    values.setdefault("severity", SEVERITY_OF[Certainty(str(values["certainty"]))])
    return Finding(evidence=places, **values)  # type: ignore[arg-type] # the changes are as free as a test needs


def report(text: str, *findings: Finding, runs: tuple[RuleRun, ...] = ()) -> Report:
    """A report of an audit of `text` that came to these findings."""
    document = Document("x", None, "", "text/plain", None, 0, text, ())
    return Report(document, (), Extraction({}, (), None, ()), findings, Ledger(0, 0, (), runs))


@pytest.fixture
def hit() -> Case:
    """The case HIT."""
    return parse_case(HIT, "score-sum/hit-x.txt")


@pytest.fixture
def near_miss() -> Case:
    """A case in which nothing may be reported."""
    return parse_case("题目: 正好相等\n应报: 否\n----\n得分 96 分。", "score-sum/ok-x.txt")


class TestParse:
    def test_a_case_has_its_keys_and_the_passage_without_marks(self, hit: Case) -> None:
        """Keys become attributes; marks leave the passage and become spans of it."""
        assert (hit.title, hit.expected, hit.stated, hit.computed, hit.source) == (
            "分项之和比总分少 0.5 分",
            True,
            "88.60",
            "88.10",
            "合成",
        )
        assert hit.passage == "一、评价结论\n综合得分 88.60 分，其中投入 20 分、产出 68.1 分。\n"
        assert [hit.passage[mark.start : mark.end] for mark in hit.marks] == ["88.60", "20"]

    def test_the_marked_passage_is_kept_for_pages(self, hit: Case) -> None:
        """Rule pages show the passage as the expert wrote it."""
        assert hit.marked == "一、评价结论\n综合得分 [[88.60]] 分，其中投入 [[20]] 分、产出 68.1 分。"

    def test_full_width_colons_and_word_dashes_are_understood(self) -> None:
        """What Word makes of a colon and of ---- means the same."""
        case = parse_case("题目：甲\n应报：否\n说明: 乙：丙\n————\n正文", "x")
        assert (case.title, case.note, case.passage) == ("甲", "乙：丙", "正文")

    def test_codes_may_be_several(self) -> None:
        """A near miss may come near to more than one code."""
        assert parse_case("题目: 甲\n应报: 否\n代码: a-b、c-d\n----\n正文", "x").codes == ("a-b", "c-d")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("题目: 甲\n应报: 是\n", "x 第 1 行：没有找到单独成行的 ----；它把说明和正文分开"),
            ("题目: 甲\n----\n正文", "x 第 1 行：缺少“应报: ……”"),
            ("题目: 甲\n应报: 对\n----\n正文", "x 第 2 行：“应报”只能写 是 或 否，现在写的是“对”"),
            (
                "题目: 甲\n应报: 是\n写明 31\n----\n[[正]]文",
                "x 第 3 行：看不懂“写明 31”，这里只能写：题目、应报、代码、写明、算出、说明、来源、模型",
            ),
            ("题目: 甲\n题目: 乙\n应报: 是\n----\n[[正]]文", "x 第 2 行：“题目”写了两次"),
            ("题目:\n应报: 是\n----\n[[正]]文", "x 第 1 行：“题目”后面没有内容"),
            ("题目: 甲\n应报: 是\n----\n正文", "x 第 2 行：应报的例子要用 [[ ]] 标出有问题的地方"),
            ("题目: 甲\n应报: 否\n----\n[[正]]文", "x 第 2 行：不应报的例子里不用 [[ ]]；如果应报，请写“应报: 是”"),
            ("题目: 甲\n应报: 否\n----\n\n", "x 第 3 行：---- 下面没有正文"),
            ("题目: 甲\n应报: 是\n----\n一\n二 [[三", "x 第 5 行：[[ 没有对应的 ]]"),
            ("题目: 甲\n应报: 是\n----\n一]]", "x 第 4 行：]] 没有对应的 [["),
            ("题目: 甲\n应报: 是\n----\n[[一[[二]]", "x 第 4 行：[[ 里面又有 [["),
            ("题目: 甲\n应报: 是\n----\n[[]]一", "x 第 4 行：[[ ]] 里面是空的"),
        ],
    )
    def test_a_mistake_is_told_with_its_line(self, text: str, message: str) -> None:
        """The expert learns where the mistake is and what belongs there."""
        with pytest.raises(CaseError) as told:
            parse_case(text, "x")
        assert str(told.value) == message


class TestLoad:
    @pytest.fixture
    def write(self, tmp_path: Path) -> Callable[[str, bytes], Path]:
        """Write a file into the folder `score-sum`."""

        def write(name: str, data: bytes) -> Path:
            path = tmp_path / "score-sum" / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            return path

        return write

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    def test_notepad_encodings_and_line_ends_are_accepted(self, write: Callable[[str, bytes], Path], encoding: str) -> None:
        """A case saved by any Notepad is the same case."""
        path = write("hit-x.txt", HIT.replace("\n", "\r\n").encode(encoding))
        assert load_case(path) == parse_case(HIT, "score-sum/hit-x.txt")

    @pytest.mark.parametrize(
        ("name", "text", "message"),
        [
            ("分项.txt", HIT, "score-sum/分项.txt：文件名应为 hit-词.txt（应报）或 ok-词.txt（不应报），只用小写字母、数字和连字符"),
            (
                "ok-x.txt",
                HIT,
                "score-sum/ok-x.txt：文件名以 hit- 开头的写“应报: 是”，以 ok- 开头的写“应报: 否”，两处现在不一致",
            ),
            ("hit-x.txt", HIT.replace("来源: 合成\n", ""), "score-sum/hit-x.txt 第 1 行：缺少“来源: ……”"),
            ("hit-x.txt", "", "score-sum/hit-x.txt：文件是空的，没有可审查的内容；请换成有内容的报告"),
        ],
    )
    def test_a_file_that_is_no_case_is_told(self, write: Callable[[str, bytes], Path], name: str, text: str, message: str) -> None:
        """File name and content must agree, and every rule case says where its passage comes from."""
        path = write(name, text.encode())
        with pytest.raises(CaseError) as told:
            load_case(path)
        assert str(told.value) == message

    def test_a_folder_gives_hits_before_near_misses(self, write: Callable[[str, bytes], Path]) -> None:
        """All cases of a rule, sorted by file name."""
        write("ok-a.txt", "题目: 乙\n应报: 否\n来源: 合成\n----\n正文".encode())
        path = write("hit-b.txt", HIT.encode())
        assert [case.name for case in load_rule_cases(path.parent)] == ["score-sum/hit-b.txt", "score-sum/ok-a.txt"]

    def test_a_collection_holds_many_cases_and_counts_lines_through(self, tmp_path: Path) -> None:
        """Cases are separated by ====; a mistake in the second is told with its line in the file."""
        path = tmp_path / "sum-mismatch.txt"
        path.write_text("题目: 甲\n应报: 否\n----\n一\n====\n题目: 乙\n应报: 是\n----\n[[二]]\n", encoding="utf-8")
        assert [(case.title, case.passage.strip()) for case in load_collection(path)] == [("甲", "一"), ("乙", "二")]
        path.write_text("题目: 甲\n应报: 否\n----\n一\n====\n题目: 乙\n应报: 也许\n----\n二\n", encoding="utf-8")
        with pytest.raises(CaseError, match="第 7 行"):
            load_collection(path)

    def test_a_title_is_used_once_in_a_collection(self, tmp_path: Path) -> None:
        """The title names the case in failures and in the ledger of gaps."""
        path = tmp_path / "sum-mismatch.txt"
        path.write_text("题目: 甲\n应报: 否\n----\n一\n====\n题目: 甲\n应报: 否\n----\n二\n", encoding="utf-8")
        with pytest.raises(CaseError) as told:
            load_collection(path)
        assert str(told.value) == "sum-mismatch.txt 第 6 行：题目“甲”已经用过，请换一个"


class TestCompareWithRule:
    def test_a_hit_is_one_finding_at_the_marks_with_the_values(self, hit: Case) -> None:
        """Exactly as expected: no problem."""
        assert compare_with_rule(hit, RULE, report(hit.passage, finding(hit.passage, "88.60", "20 分"))) == []

    def test_related_places_need_no_mark(self, hit: Case) -> None:
        """A finding may point at more than what is marked, after the first place."""
        assert compare_with_rule(hit, RULE, report(hit.passage, finding(hit.passage, "88.60", "20", "68.1"))) == []

    def test_blanks_and_thousands_separators_do_not_count(self, hit: Case) -> None:
        """写明 is compared as a number is written, not as it is grouped."""
        case = parse_case(HIT.replace("写明: 88.60", "写明: 1,088.60"), "x")
        assert compare_with_rule(case, RULE, report(hit.passage, finding(hit.passage, "88.60", "20", stated="1088.60"))) == []

    @pytest.mark.parametrize(
        ("changes", "quotes", "problems"),
        [
            ({}, ("68.1", "20", "88.60"), ["问题应指到 [[88.60]] 或 [[20]]，却指到 “68.1”"]),
            ({}, ("88.60",), ["[[20]] 没有被指到"]),
            ({"stated": "88.6"}, ("88.60", "20"), ["“写明”应为 88.60，却是 88.6"]),
            ({"computed": None}, ("88.60", "20"), ["“算出”应为 88.10，却是 空"]),
        ],
    )
    def test_a_difference_is_told(self, hit: Case, changes: dict[str, object], quotes: tuple[str, ...], problems: list[str]) -> None:
        """Place and values must be exactly those of the case."""
        assert compare_with_rule(hit, RULE, report(hit.passage, finding(hit.passage, *quotes, **changes))) == problems

    def test_the_code_must_be_the_one_of_the_case(self) -> None:
        """A rule that fires for another reason is wrong."""
        case = parse_case(HIT.replace("来源", "代码: subtotal-differs\n来源"), "x")
        assert compare_with_rule(case, TWO_CODES, report(case.passage, finding(case.passage, "88.60", "20"))) == [
            "“代码”应为 subtotal-differs，却是 sum-differs"
        ]

    def test_a_hit_of_a_rule_with_several_codes_names_one(self, hit: Case) -> None:
        """Without 代码 it would not be known which branch the case shows."""
        assert compare_with_rule(hit, TWO_CODES, report(hit.passage, finding(hit.passage, "88.60", "20"))) == [
            "这条规则有多个代码，应报的例子要写明是哪一个：sum-differs、subtotal-differs"
        ]

    def test_silence_is_told_with_its_reason(self, hit: Case) -> None:
        """No finding where one is expected; a rule that did not apply says why."""
        assert compare_with_rule(hit, RULE, report(hit.passage)) == ["应报 1 处，一处也没有报"]
        runs = (RuleRun("score-sum", "not-applicable", "本文没有这类陈述"),)
        assert compare_with_rule(hit, RULE, report(hit.passage, runs=runs)) == ["应报 1 处，一处也没有报（规则不适用：本文没有这类陈述）"]

    def test_two_findings_are_one_too_many(self, hit: Case) -> None:
        """A hit is exactly one finding of the rule."""
        twice = finding(hit.passage, "88.60", "20")
        told = "错误 score-sum “88.60”：总分与分项之和不符"
        assert compare_with_rule(hit, RULE, report(hit.passage, twice, twice)) == [f"应报 1 处，却报了 2 处：{told}；{told}"]

    def test_a_finding_of_another_rule_does_not_make_a_hit(self, hit: Case) -> None:
        """Only the rule whose folder it is counts."""
        other = finding(hit.passage, "88.60", "20", rule="sum-mismatch")
        assert compare_with_rule(hit, RULE, report(hit.passage, other)) == ["应报 1 处，一处也没有报"]

    def test_a_crash_is_told(self, hit: Case) -> None:
        """A rule that crashed must not be taken for silence."""
        crashed = report(
            hit.passage, finding(hit.passage, "88.60", "20"), runs=(RuleRun("sum-mismatch", "crashed", "ZeroDivisionError: x"),)
        )
        assert compare_with_rule(hit, RULE, crashed) == ["规则 sum-mismatch 运行出错：ZeroDivisionError: x"]

    def test_a_near_miss_is_silence(self, near_miss: Case) -> None:
        """Notes of other rules are allowed, nothing else."""
        note = finding(near_miss.passage, "96", rule="other", certainty=Certainty.QUERY)
        assert compare_with_rule(near_miss, RULE, report(near_miss.passage, note)) == []

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"certainty": Certainty.QUERY}, "提示 score-sum “96”：总分与分项之和不符"),
            ({"rule": "sum-mismatch", "certainty": Certainty.LIKELY}, "警告 sum-mismatch “96”：总分与分项之和不符"),
        ],
    )
    def test_a_near_miss_that_is_reported_fails(self, near_miss: Case, changes: dict[str, object], told: str) -> None:
        """Any finding of the rule itself, and any error or warning of another."""
        assert compare_with_rule(near_miss, RULE, report(near_miss.passage, finding(near_miss.passage, "96", **changes))) == [
            f"不应报，却报了{told}"
        ]


class TestCompareWithCategory:
    def test_a_hit_is_an_error_or_warning_of_the_category_at_a_mark(self, hit: Case) -> None:
        """Which rule says it does not matter."""
        likely = finding(hit.passage, "68.1", "20", rule="any", certainty=Certainty.LIKELY)
        assert compare_with_category(hit, "score-sum", report(hit.passage, likely)) == []

    def test_a_note_is_not_enough(self, hit: Case) -> None:
        """A contradiction told as a note is a contradiction missed."""
        note = finding(hit.passage, "88.60", certainty=Certainty.QUERY)
        assert compare_with_category(hit, "score-sum", report(hit.passage, note)) == ["[[88.60]] 或 [[20]] 没有报 score-sum"]

    def test_an_admitted_shortfall_is_a_note(self, hit: Case) -> None:
        """What the report itself admits is never louder."""
        note = finding(hit.passage, "88.60", category="admitted-shortfall", severity=Severity.NOTE)
        assert compare_with_category(hit, "admitted-shortfall", report(hit.passage, note)) == []

    def test_another_category_is_a_miss(self, hit: Case) -> None:
        """A finding at the right place for the wrong reason is no hit."""
        other = finding(hit.passage, "88.60", category="sum-mismatch")
        assert compare_with_category(hit, "score-sum", report(hit.passage, other)) == ["[[88.60]] 或 [[20]] 没有报 score-sum"]

    def test_an_alarm_elsewhere_fails(self, hit: Case) -> None:
        """Beside the marks nothing loud may be said."""
        found, elsewhere = finding(hit.passage, "88.60"), finding(hit.passage, "68.1", rule="any")
        assert compare_with_category(hit, "score-sum", report(hit.passage, found, elsewhere)) == [
            "别处不应报，却报了错误 any “68.1”：总分与分项之和不符"
        ]

    def test_a_near_miss_allows_notes_only(self, near_miss: Case) -> None:
        """No error and no warning of any category."""
        note, error = finding(near_miss.passage, "96", certainty=Certainty.QUERY), finding(near_miss.passage, "96")
        assert compare_with_category(near_miss, "score-sum", report(near_miss.passage, note)) == []
        assert compare_with_category(near_miss, "score-sum", report(near_miss.passage, note, error)) == [
            "不应报，却报了错误 score-sum “96”：总分与分项之和不符"
        ]


def test_a_case_shows_the_codes_it_names_or_the_only_one(hit: Case) -> None:
    """With several codes a case that names none shows none."""
    assert (hit.shows(RULE), hit.shows(TWO_CODES)) == (("sum-differs",), ())


def test_notes_in_braces_make_a_sheet() -> None:
    """They are no part of the passage; what is in them stands behind the cells, and line 1 is row 1."""
    text = "题目: 甲\n应报: 是\n----\n项目\t金额\n乙\t1\n丙\t[[2]]{文本}\n合计\t1{=SUM(B2:B3)}\n"
    case = parse_case(text, "x")
    assert (case.passage, case.marks) == ("项目\t金额\n乙\t1\n丙\t2\n合计\t1\n", (Span(12, 13),))
    report = audit_case(case)
    table = next(block for block in report.document.blocks if isinstance(block, Table))
    stored = [cell.stored for row in table.rows for cell in row]
    assert stored == [None, None, None, Stored(Decimal(1)), None, None, None, Stored(Decimal(1), "=SUM(B2:B3)")]
    places = Places(report.document, report.sections)
    found = [
        (item.code, [places.place(piece.span).where for piece in item.evidence]) for item in report.findings if item.rule == "formula-range"
    ]
    assert found == [("text-number", ["表!B4", "表!B2", "表!B3", "表!B1"])]
