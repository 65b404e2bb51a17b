"""Tables in a terminal: names to the left, figures to the right. Knows how wide a character is."""

import unicodedata
from collections.abc import Sequence

_GAP = "  "


def table(rows: Sequence[Sequence[str]], names: int = 1) -> list[str]:
    """Lines of equal columns. names: how many of the first columns are words."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        _GAP.join(
            _padded(cell, room, left=place < names)
            for place, (cell, room) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _padded(text: str, room: int, *, left: bool) -> str:
    space = " " * (room - width(text))
    return text + space if left else space + text


def width(text: str) -> int:
    """Cells of a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
