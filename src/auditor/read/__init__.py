"""A file becomes a Document."""

from auditor.read.encoding import Decoded, decode
from auditor.read.files import read_bytes, read_file, read_member
from auditor.read.sources import Input, find
from auditor.read.text import export, read_text

__all__ = ["Decoded", "Input", "decode", "export", "find", "read_bytes", "read_file", "read_member", "read_text"]
