"""A button that looks as the style sheet has it."""

from PySide6.QtWidgets import QPushButton


def button(text: str, kind: str) -> QPushButton:
    """kind: a name in the style sheet, such as ``outlined``."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    return made
