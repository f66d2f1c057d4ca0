"""Old Word files, RTF and OpenDocument become a Document by way of LibreOffice, which converts them to .docx."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.digest import sha256
from auditor.model import AuditError, Document, Settings
from auditor.read import docx

_SECONDS = 120  # for one conversion; a document of some hundred pages takes five
_COMMANDS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_MISSING = "要用 LibreOffice 才能读 .doc、.wps、.rtf、.odt，这台机器上没有找到；请安装 LibreOffice，或在 Word、WPS 里另存为 .docx 后再审"
_FAILED = "LibreOffice 没能转换，文件可能已损坏或有密码；请在 Word 或 WPS 里打开并另存为 .docx 后再审"
_SLOW = f"LibreOffice 转换超过 {_SECONDS} 秒，已停止；请在 Word 或 WPS 里另存为 .docx 后再审"
_KINDS = {b"{\\rtf": (".rtf", "application/rtf"), b"PK": (".odt", "application/vnd.oasis.opendocument.text")}
_OLD_WORD = (".doc", "application/msword")
# A profile of its own, because two runs cannot share one; in it macros are off and nothing outside the file is loaded.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def read(data: bytes, name: str, settings: Settings, *, path: str | None = None) -> Document:
    """The Document of a file that LibreOffice can convert. Raises AuditError, without the name of the file, when it cannot, or is missing.

    Places are told as in the converted document: paragraphs and tables are the same.
    """
    suffix, media_type = next((kind for magic, kind in _KINDS.items() if data.startswith(magic)), _OLD_WORD)
    document = docx.read(_converted(data, suffix), name, settings, path=path)
    return document._replace(file_sha256=sha256(data).hexdigest(), media_type=media_type)


def _program() -> str:
    """The path of LibreOffice. Raises AuditError when it is not installed."""
    for command in (*_COMMANDS, *_USUAL_PLACES):
        found = shutil.which(command)
        if found:
            return found
    raise AuditError(_MISSING)


def _converted(data: bytes, suffix: str) -> bytes:
    """The .docx that LibreOffice makes of a file. It ends well with rubbish, too, so its output is what counts."""
    program = _program()
    # Something of LibreOffice may still write into the folder while it is removed.
    with TemporaryDirectory(prefix="audit-", ignore_cleanup_errors=True) as named:
        folder = Path(named)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = folder / f"report{suffix}"
        source.write_bytes(data)
        target = folder / "converted"
        command = [program, "--headless", "--norestore", "--nologo", "--nodefault", f"-env:UserInstallation={profile.as_uri()}"]
        _run([*command, "--convert-to", "docx", "--outdir", str(target), str(source)])
        try:
            return (target / "report.docx").read_bytes()
        except OSError:
            raise AuditError(_FAILED) from None


def _run(command: list[str]) -> None:
    """Run a command to its end, or end it and what it has started. Raises AuditError when it takes too long or does not start."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the program found above, with file names of our own
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        raise AuditError(f"LibreOffice 启动不了（{error.strerror or error}）；请检查它的安装") from None
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise AuditError(_SLOW) from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)  # the program is a script that starts the real one
    process.wait()
