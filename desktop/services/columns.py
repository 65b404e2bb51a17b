"""Tables and lines in a terminal: names to the left, figures to the right. Knows how wide a
character is."""

import unicodedata
from collections.abc import Iterator, Sequence

_GAP = "  "
_OPENING, _CLOSING = {"Ps", "Pi"}, {"Pe", "Pf", "Po"}


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


def wrapped(text: str, room: int) -> list[str]:
    """Lines no wider than that, broken between words; Chinese may break after any character."""
    lines, line = [], ""
    for piece in _pieces(" ".join(text.split())):
        if line and width(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterator[str]:
    """What stays on one line."""
    piece = ""
    for sign in text:
        if piece and _may_break(piece[-1], sign):
            yield piece
            piece = ""
        piece += sign
    yield piece


def _may_break(before: str, after: str) -> bool:
    """Behind a space, or beside a Chinese character, but for marks that belong to their word."""
    if before.isspace() or after.isspace():
        return before.isspace()
    kinds = unicodedata.category(before), unicodedata.category(after)
    return width(before + after) > 2 and kinds[0] not in _OPENING and kinds[1] not in _CLOSING


def width(text: str) -> int:
    """Cells of a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
