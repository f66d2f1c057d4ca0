"""The rules themselves: complete cases, fresh pages, ids for ever, and no arithmetic of their own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import rule_pages
from auditor.audit.rule import HEADINGS, Rule
from auditor.audit.runner import RULES as RULE_FOLDER
from auditor.audit.runner import load
from auditor.cases import load_rule_cases

ROOT = Path(__file__).resolve().parent.parent
RULES = load()
LONGEST_MODULE = 400  # lines
LONGEST_RULE = 150

# Attributes of `model` that hold a Decimal: whether two of them agree is decided in audit.tolerance, with intervals.
VALUES = frozenset({"number", "value", "step", "factor", "high", "stated", "computed", "difference"})

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def own_arithmetic(source: str) -> Iterator[str]:
    """What a rule's source does that belongs elsewhere: rounding, floats, comparing values, looking at another rule."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="round" | "float" as name)):
                yield f"line {node.lineno}: {name}()"
            case ast.Constant(value=float()):
                yield f"line {node.lineno}: a float"
            case ast.Compare(ops=operators) if any(isinstance(item, ast.Eq | ast.NotEq) for item in operators):
                if any(_is_value(side) for side in [node.left, *node.comparators]):
                    yield f"line {node.lineno}: values compared with == or !="
            case ast.ImportFrom(module=str(module)) if module.startswith("auditor.audit.rules"):
                yield f"line {node.lineno}: imports {module}"
            case ast.Import(names=names) if any(item.name.startswith("auditor.audit.rules") for item in names):
                yield f"line {node.lineno}: imports a rule"


def _is_value(node: ast.expr) -> bool:
    """A Decimal of the model, or one made on the spot. A comparison with a text is none of numbers."""
    return (isinstance(node, ast.Attribute) and node.attr in VALUES) or (isinstance(node, ast.Call) and ast.unparse(node.func) == "Decimal")


class TestOwnArithmetic:
    @pytest.mark.parametrize(
        ("source", "told"),
        [
            ("x = round(a)", ["line 1: round()"]),
            ("x = float(a)", ["line 1: float()"]),
            ("x = 0.5", ["line 1: a float"]),
            ("if verdict.stated == total: pass", ["line 1: values compared with == or !="]),
            ("if 0 != fact.quantity.value: pass", ["line 1: values compared with == or !="]),
            ("if x == Decimal(1): pass", ["line 1: values compared with == or !="]),
            ("from auditor.audit.rules.score_sum import check", ["line 1: imports auditor.audit.rules.score_sum"]),
            ("import auditor.audit.rules.score_sum", ["line 1: imports a rule"]),
        ],
    )
    def test_what_belongs_elsewhere_is_seen(self, source: str, told: list[str]) -> None:
        """Each forbidden form is found, with its line."""
        assert list(own_arithmetic(source)) == told

    @pytest.mark.parametrize(
        "source",
        [
            "if claim.kind == ClaimKind.SUM: pass",
            "if len(found) == 1: pass",
            "if a.value > b.value: pass",
            "from auditor.audit.rule import rule",
        ],
    )
    def test_ordinary_code_is_left_alone(self, source: str) -> None:
        """Kinds, numbers of things, and order may be compared."""
        assert list(own_arithmetic(source)) == []


@each_rule
def test_every_code_has_a_hit_and_a_near_miss(rule: Rule) -> None:
    """A way of firing that no case shows may be wrong without anybody seeing it (multi-code rules: name the code with 代码)."""
    cases = load_rule_cases(ROOT / "fixtures" / "rules" / rule.id)
    shown = {(code, "hit" if case.expected else "ok") for case in cases for code in case.shows(rule.info)}
    assert sorted({(code, kind) for code in rule.codes for kind in ("hit", "ok")} - shown) == []


@each_rule
def test_cases_name_only_codes_of_their_rule(rule: Rule) -> None:
    """A mistyped 代码 would count for nothing."""
    named = {code for case in load_rule_cases(ROOT / "fixtures" / "rules" / rule.id) for code in case.codes}
    assert sorted(named - set(rule.codes)) == []


def test_every_case_folder_belongs_to_a_rule() -> None:
    """Cases of a rule that does not exist would never run."""
    folders = {path.name for path in (ROOT / "fixtures" / "rules").iterdir() if path.is_dir()}
    assert sorted(folders - {rule.id for rule in RULES}) == []


@each_rule
def test_every_heading_of_the_page_has_text(rule: Rule) -> None:
    """The four headings are filled in."""
    parts = {title: text for title, _, text in (part.partition("\n") for part in f"\n{rule.doc}".split("\n## ")[1:])}
    assert [heading for heading in HEADINGS if not parts[heading].strip()] == []


@each_rule
def test_codes_are_kebab_case_and_described(rule: Rule) -> None:
    """Codes travel in JSON and case files; their description is on the page."""
    assert [code for code, meaning in rule.codes.items() if not (code.replace("-", "").islower() and code.isascii() and meaning)] == []


def test_released_ids_stay() -> None:
    """Users name rules in their settings: an id that was released exists for ever, and every rule is in the list (make pages)."""
    assert rule_pages.RELEASED.read_text(encoding="utf-8").split() == sorted(rule.id for rule in RULES)


def test_pages_are_fresh() -> None:
    """docs/rules/ is what scripts/rule_pages.py makes of rules and cases (make pages)."""
    assert rule_pages.stale(rule_pages.wanted(RULES)) == []


@each_rule
def test_rules_leave_arithmetic_to_the_verifier(rule: Rule) -> None:
    """Whether numbers agree is decided in one module, never in a rule; rules know nothing of one another."""
    assert list(own_arithmetic(Path(rule.file).read_text(encoding="utf-8"))) == []


def test_modules_are_short() -> None:
    """A module is read in one sitting."""
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in (ROOT / "src").rglob("*.py")}
    limits = {path: LONGEST_RULE if path.parent == Path(RULE_FOLDER) else LONGEST_MODULE for path in lines}
    assert [f"{path.relative_to(ROOT)}: {lines[path]}" for path in sorted(lines) if lines[path] > limits[path]] == []


class TestPages:
    """The generator itself, on an invented rule."""

    @pytest.fixture
    def rule(self) -> Rule:
        """A rule that never fires."""
        doc = "一句话。\n\n## 为什么要查\n因\n\n## 怎么查\n法\n\n## 什么时候不报\n否\n\n## 依据\n据"
        return Rule("made-up", "虚构的规则", "other", lambda _facts: iter(()), {"a-b": "甲"}, doc=doc)

    def test_a_page_has_the_docstring_and_the_first_two_cases_of_each_sort(self, rule: Rule, tmp_path: Path) -> None:
        """Title, codes, docstring, then hits and near misses with their notes."""
        for name in ("ok-a", "ok-b", "ok-c"):
            (tmp_path / f"{name}.txt").write_text(
                f"题目: 题{name}\n应报: 否\n说明: 因为{name}\n来源: 合成\n----\n正文{name}\n", encoding="utf-8"
            )
        page = rule_pages.page(rule, load_rule_cases(tmp_path))
        assert page.startswith("# 虚构的规则\n")
        assert "| `a-b` | 甲 |" in page
        assert "## 为什么要查\n因" in page
        assert page.count("### 不报：") == 2
        assert page.endswith("### 不报：题ok-b\n\n```text\n正文ok-b\n```\n\n因为ok-b\n")

    def test_released_ids_are_only_ever_added(self, rule: Rule) -> None:
        """An id that was listed stays listed, even when its rule is gone."""
        assert rule_pages.released([rule], "old-id\n") == "made-up\nold-id\n"

    def test_stale_missing_and_left_over_pages_are_found(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A page that differs, one that is not there, and one that nothing makes."""
        monkeypatch.setattr(rule_pages, "PAGES", tmp_path)
        for name in ("fresh.md", "stale.md", "left-over.md"):
            (tmp_path / name).write_text("旧", encoding="utf-8")
        files = {tmp_path / "fresh.md": "旧", tmp_path / "stale.md": "新", tmp_path / "missing.md": "新"}
        assert [path.name for path in rule_pages.stale(files)] == ["left-over.md", "missing.md", "stale.md"]
