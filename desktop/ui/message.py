"""A sentence in a box of its own, where there is no page to say it on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox


def message_box(text: str) -> QMessageBox:
    """Not shown yet; the text is plain."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Qwen All-in-One Desktop", text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


async def answered(dialog: QDialog) -> None:
    """Show it, and wait until it was read. In the loop."""
    import asyncio

    read = asyncio.Event()
    dialog.finished.connect(read.set)
    dialog.open()
    await read.wait()
