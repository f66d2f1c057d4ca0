"""Where a result goes: standard output, or a file that appears only when it is complete."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from auditor.model import AuditError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_ERRORS = "auditor.lookalike"
_LOOKALIKES = {"−": "-", "›": ">", "—": "-", "“": '"', "”": '"', "\u00a0": " ", "…": "...", "─": "-"}


def prepare(*streams: TextIO) -> None:
    """Let streams show what they cannot encode as something alike, or as “?”: a GBK console has no −, and must not end the run."""
    codecs.register_error(_ERRORS, _replace)
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)  # absent where a test or a host program has put its own stream
        if reconfigure:
            reconfigure(errors=_ERRORS)


def encodes_everything(stream: TextIO) -> bool:
    """Whether a stream can carry all characters, as a program that reads JSON expects."""
    return (getattr(stream, "encoding", None) or "utf-8").lower().replace("_", "-").startswith("utf")


@contextmanager
def result(path: str | None) -> Iterator[TextIO]:
    """The stream for a result: standard output without `path` or for “-”.

    A file is written beside its place and moved there at the end; after an error the old one is still there. A reader of standard output
    that goes away (`| head`) ends the writing, not the program. Raises `AuditError` for a place that cannot be written.
    """
    if path in (None, "-"):
        with _standard_output() as stream:
            yield stream
    else:
        with _file(str(path)) as stream:
            yield stream


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
    except OSError as error:
        silence(sys.stdout)
        raise AuditError(f"标准输出：写不出去（{error.strerror}）；请检查磁盘空间，或用 -o 写到别处") from None


@contextmanager
def _file(path: str) -> Iterator[TextIO]:
    target = os.path.realpath(path)  # a link stays a link
    folder, name = os.path.split(target)
    special = os.path.exists(target) and not os.path.isfile(target)  # /dev/null, a named pipe
    # Beside the target, so that moving it is one step; the process number keeps two runs apart.
    written = target if special else os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    try:
        if os.path.isdir(target):
            raise AuditError(f"{path}：是文件夹；-o 后面请写文件名")
        with open(written, "w", encoding="utf-8", errors="replace") as stream:
            yield stream
        if not special:
            os.replace(written, target)
    except FileNotFoundError:
        raise AuditError(f"{path}：没有文件夹 {folder}；请先建好") from None
    except OSError as error:
        raise AuditError(f"{path}：写不了（{error.strerror}）；请检查权限和磁盘空间，或换个地方") from None
    finally:
        if not special:
            with suppress(OSError):
                os.unlink(written)


def silence(stream: TextIO) -> None:
    """Send what a stream still holds nowhere, so that closing it at the end of the program raises nothing."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _replace(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_LOOKALIKES.get(char, "?") for char in missing), error.end
