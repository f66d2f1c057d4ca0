"""SHA-256 from the interpreter itself: `hashlib` loads OpenSSL first, which takes longer than hashing a report."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        if sys.version_info >= (3, 12):
            from _sha2 import sha256
        else:
            from _sha256 import sha256
    except ImportError:  # an interpreter built without it
        from hashlib import sha256

__all__ = ["sha256"]
