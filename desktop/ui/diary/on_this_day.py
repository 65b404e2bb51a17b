"""What was written on this day in earlier years: a quiet card below today. Knows entries."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.entries import DiaryEntry
from desktop.ui.chat.turn_parts import INDENT_PX, SmallLabel
from desktop.ui.diary.day_words import full_date
from desktop.ui.icons import Glyph, IconButton
from desktop.ui.theme import SPACE, Theme

MOST, LETTERS = 5, 200
PADDING_PX = 34


class _Row(QPushButton):
    """As much of a line as there is room for."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self._line = line
        self.setProperty("kind", "line")
        self.setAccessibleName(line)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        mode, room = Qt.TextElideMode.ElideRight, self.width() - PADDING_PX
        shown = self.fontMetrics().elidedText(self._line, mode, room)
        self.setText(shown.replace("&", "&&"))  # what is written is no mnemonic


class OnThisDay(QFrame):
    """Signal opened(DiaryEntry). Put away by hand it stays away until the program starts again."""

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._put_away = False
        self._entries: list[DiaryEntry] = []
        self.rows: list[QPushButton] = []
        self.shut = IconButton(Glyph.CLOSE, self.tr("收起那年今天"), theme, 15)
        self.shut.clicked.connect(self._on_shut)
        above = QHBoxLayout()
        above.setContentsMargins(INDENT_PX, 0, 0, 0)
        above.addWidget(SmallLabel(self.tr("那年今天")), 1)
        above.addWidget(self.shut)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, SPACE[2], SPACE[2], SPACE[2])
        self._layout.setSpacing(0)
        self._layout.addLayout(above)
        self.hide()

    def controls(self) -> list[QWidget]:
        return [self.shut, *self.rows]

    def show_entries(self, entries: list[DiaryEntry]) -> None:
        """Newest year first; the card is only there if there is one."""
        entries = entries[:MOST]
        self.setVisible(bool(entries) and not self._put_away)
        if entries == self._entries:
            return
        for row in self.rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._entries = entries
        self.rows = [self._row(entry) for entry in entries]
        for row in self.rows:
            self._layout.addWidget(row)

    def _row(self, entry: DiaryEntry) -> QPushButton:
        beginning = " ".join(entry.entry.text[:LETTERS].split())
        row = _Row(f"{full_date(entry.entry.date)} · {beginning}")
        row.clicked.connect(lambda: self.opened.emit(entry))
        return row

    @Slot()
    def _on_shut(self) -> None:
        self._put_away = True
        self.hide()
