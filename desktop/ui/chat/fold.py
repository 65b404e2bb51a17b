"""How much of a very long entry is shown at first, and the button that shows the rest.

A pasted document must not push its reply thousands of lines down. Knows texts, not turns.
"""

from PySide6.QtWidgets import QPushButton

FOLD_AT, FOLD_AT_LINES = 4_000, 120
SHOWN, SHOWN_LINES = 1_600, 40


def beginning(text: str) -> str:
    """The whole text, or about the first forty lines where it is very long."""
    if len(text) <= FOLD_AT and text.count("\n") < FOLD_AT_LINES:
        return text
    lines = text[:SHOWN].split("\n")[:SHOWN_LINES]
    return "\n".join(lines).rstrip() + "…"


class UnfoldButton(QPushButton):
    """Shows the rest. letters: how many the whole has."""

    def __init__(self, letters: int) -> None:
        super().__init__(self.tr("展开全文 · {n} 字").format(n=f"{letters:,}"))
        self.setProperty("kind", "quiet")
