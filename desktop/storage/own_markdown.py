"""Our Markdown: what it says of an entry for programs, in a comment that no reader shows.

docs/diary-markdown.md describes it for other programs.
"""

import hashlib
import json
import re
from typing import Any

_DASHES, _ANGLE = r"-\u002d", r"\u003e"
# Before every entry, on a line of its own.
_MARK = re.compile(r"<!-- diary (\{.*\}) -->")


def as_mark(fields: dict[str, Any]) -> str:
    """The comment; whatever would end it early is written another way, as JSON allows."""
    written = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return f"<!-- diary {written.replace('--', _DASHES).replace('>', _ANGLE)} -->"


def from_mark(line: str) -> dict[str, Any] | None:
    """None where the line is no such comment."""
    match = _MARK.fullmatch(line.rstrip())
    if match is None:
        return None
    try:
        fields = json.loads(match[1])
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, dict) else None


def digest(text: str) -> str:
    """Tells whether a text is still the one that was written down."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def one_break(text: str) -> str:
    """With one kind of line break, as a file of text has it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
