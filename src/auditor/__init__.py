"""The consistency auditor for Chinese budget-performance reports.

    import auditor

    report = auditor.audit_file("自评报告.txt")
    for finding in report.findings:
        print(finding.severity, finding.message)

`audit_file` and `audit_text` return a `Report`; `report_json` serialises it as the command line does. Bad input raises
`AuditError` with one line for the user.
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["AuditError", "Finding", "Report", "Settings", "audit_bytes", "audit_file", "audit_text", "report_json"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from auditor.model import AuditError, Finding, Report, Settings
    from auditor.pipeline import audit_bytes, audit_file, audit_text
    from auditor.report import report_json

_HOME = {
    "AuditError": "auditor.model",
    "Finding": "auditor.model",
    "Report": "auditor.model",
    "Settings": "auditor.model",
    "audit_bytes": "auditor.pipeline",
    "audit_file": "auditor.pipeline",
    "audit_text": "auditor.pipeline",
    "report_json": "auditor.report",
}


def __getattr__(name: str) -> object:
    """Load the public names on first use: `audit --help` needs none of them."""
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
