"""Rules and their cases become the pages in `docs/rules/`, their index, and the list of released rule ids.

    python scripts/rule_pages.py            write what is stale
    python scripts/rule_pages.py --check    write nothing; exit status 1 when something is stale

A page is the rule's docstring and two hits and near misses with what the audit says of them, those of the codes that the rule lists
first, so it cannot promise what the rule does not do. An id that stands in `released-ids.txt` stays there for ever: users name it in their settings.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from auditor.audit.rule import Rule
from auditor.audit.runner import load
from auditor.cases import Case, CaseError, audit_case, load_rule_cases
from auditor.model import Finding
from auditor.report.wording import SEVERITY

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "fixtures" / "rules"
PAGES = ROOT / "docs" / "rules"
RELEASED = PAGES / "released-ids.txt"
SHOWN = 2  # hits and near misses on a page
_GENERATED = "<!-- 由 scripts/rule_pages.py 根据规则文件和用例生成（make pages），请勿手改。 -->"


def page(rule: Rule, cases: Iterable[Case]) -> str:
    """The Markdown page of a rule."""
    cases = tuple(cases)
    parts = [
        rule.page.strip(),
        _GENERATED,
        "## 例子",
        f"`[[ ]]` 标出问题所在，原文中没有。全部用例见 `fixtures/rules/{rule.id}/`。",
    ]
    for case in _shown(cases, rule, expected=True):
        parts += [f"### 会报：{case.title}", _fenced(case.marked), *(_told(finding) for finding in _findings(case, rule))]
    for case in _shown(cases, rule, expected=False):
        parts += [f"### 不报：{case.title}", _fenced(case.marked), *([case.note] if case.note else [])]
    return "\n\n".join(parts) + "\n"


def index(rules: Iterable[Rule]) -> str:
    """The Markdown list of all rules."""
    rows = [f"| [`{rule.id}`]({rule.id}.md) | {rule.title} | `{rule.category}` |" for rule in rules]
    return "\n".join(["# 规则", "", _GENERATED, "", "| 规则 | 查什么 | 类别 |", "| --- | --- | --- |", *rows]) + "\n"


def released(rules: Iterable[Rule], before: str) -> str:
    """The list of released ids: what stood in it `before`, and every rule there is now, one a line, sorted."""
    return "\n".join(sorted({*before.split(), *(rule.id for rule in rules)})) + "\n"


def wanted(rules: Iterable[Rule]) -> dict[Path, str]:
    """Every file of `docs/rules/` and what must stand in it. Raises `CaseError` for a case file that cannot be understood."""
    rules = tuple(rules)
    files = {PAGES / f"{rule.id}.md": page(rule, load_rule_cases(CASES / rule.id)) for rule in rules}
    files[PAGES / "README.md"] = index(rules)
    files[RELEASED] = released(rules, _text(RELEASED))
    return files


def stale(files: dict[Path, str]) -> list[Path]:
    """The files whose text differs from what it must be, and pages of rules that do not exist."""
    return sorted(
        [path for path, text in files.items() if _text(path) != text] + [path for path in PAGES.glob("*.md") if path not in files]
    )


def main(arguments: list[str] | None = None) -> int:
    """Write or check the pages; the exit status is 1 for stale pages under `--check` and for a broken case file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, fail when a page is stale")
    check = parser.parse_args(arguments).check
    try:
        files = wanted(load())
    except CaseError as error:
        print(error, file=sys.stderr)
        return 1
    PAGES.mkdir(parents=True, exist_ok=True)
    old = stale(files)
    for path in old:
        print(f"{path.relative_to(ROOT)} 已过时，请运行 make pages" if check else f"{path.relative_to(ROOT)} 已更新")
        if check:
            continue
        if path in files:
            path.write_text(files[path], encoding="utf-8", newline="\n")
        else:
            path.unlink()
    return 1 if check and old else 0


def _shown(cases: Sequence[Case], rule: Rule, *, expected: bool) -> list[Case]:
    """The first case of each code in the order of the rule, which lists the most telling code first; then any others."""
    fitting = [case for case in cases if case.expected is expected]
    of_codes = [case for code in rule.codes for case in [case for case in fitting if code in case.shows(rule.info)][:1]]
    return list(dict.fromkeys([*of_codes, *fitting]))[:SHOWN]


def _findings(case: Case, rule: Rule) -> list[Finding]:
    return [finding for finding in audit_case(case).findings if finding.rule == rule.id]


def _told(finding: Finding) -> str:
    lines = [f"> **{SEVERITY[finding.severity]}** `{finding.code}`：{finding.message}"]
    if finding.arithmetic:
        lines += [">", f"> `{finding.arithmetic}`"]
    return "\n".join(lines)


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
