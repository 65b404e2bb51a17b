"""The part of a text around what was found in it, on one line. Knows texts, no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.search import Span

BEFORE, LENGTH = 14, 120
_LINES = {ord(character): " " for character in "\r\n\t\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Snippet:
    """spans: as Qt counts, in UTF-16 units: (start, length). quiet: it is no text of the person."""

    text: str
    spans: tuple[tuple[int, int], ...]
    quiet: bool = False


def snippet(text: str, spans: Sequence[Span]) -> Snippet:
    """From a little before the first span; the beginning where there is none."""
    first = spans[0].start if spans else 0
    start = max(first - BEFORE, 0)
    # What comes before it on its own line says enough.
    line = text.rfind("\n", start, first) + 1
    start = max(start, line)
    if start and text[start - 1 : start + 1].isalnum() and text[start].isascii():
        # Not from the middle of a word, in languages that have spaces.
        start = text.find(" ", start, first) + 1 or start
    end = min(start + LENGTH, len(text))
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    piece = head + text[start:end].translate(_LINES) + tail
    moved = (
        (span.start - start + len(head), min(span.end, end) - start + len(head))
        for span in spans
        if span.start < end
    )
    return Snippet(piece, tuple((_units(piece[:a]), _units(piece[a:b])) for a, b in moved))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
