"""What was only kept on the day of the chat: no row of it, but counted, and one click away."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from desktop.domain.entries import DiaryEntry

Read = Callable[[date], Sequence[DiaryEntry]]


def nothing(_day: date) -> Sequence[DiaryEntry]:
    return ()


class KeptEntries(QPushButton):
    """Beside the day's heading; hidden where there is none.

    read: all entries of a day; may raise StorageFailure.
    Signal chosen(date): the day is wanted where all of it can be read.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.read: Read = nothing
        self.entries: Sequence[DiaryEntry] = ()
        self._day = date.min
        self.setProperty("kind", "quiet")
        self.setToolTip(self.tr("在日记页看这一天"))
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_day(self, day: date) -> None:
        """May raise StorageFailure; then what was shown stays."""
        entries = [entry for entry in self.read(day) if entry.turn_id is None]
        self._day, self.entries = day, entries
        words = self.tr("其中 {n} 则没有对话").format(n=len(entries))
        self.setText(words)
        self.setVisible(bool(entries))

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._day)
