"""The line above a day: its name and figures, the way to the days around it and to today."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.domain.entries import DiaryEntry
from desktop.ui import shortcuts, texts
from desktop.ui.icons import Glyph, IconButton
from desktop.ui.theme import SPACE, Theme


class DayBar(QWidget):
    """jobs: hidden until there are any. Signals: before_wanted(), after_wanted(), today_wanted(),
    jobs_wanted()."""

    jobs_wanted = Signal()
    before_wanted = Signal()
    after_wanted = Signal()
    today_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.before = IconButton(Glyph.PREVIOUS, self.tr("前一天（Alt+←）"), theme)
        self.after = IconButton(Glyph.NEXT, self.tr("后一天（Alt+→）"), theme)
        self.today = QPushButton(self.tr("今天"))
        self.today.setToolTip(shortcuts.shown("this_day"))
        self.jobs = QPushButton(self.tr("任务"))
        self.jobs.setProperty("kind", "quiet")
        self.jobs.setToolTip(self.tr("总结这一天……（Ctrl+J）"))
        self.jobs.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[3], 0, SPACE[4], SPACE[1])
        row.setSpacing(SPACE[1])
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addSpacing(SPACE[2])
        row.addWidget(self.name, 1)
        row.addWidget(self.jobs)
        row.addWidget(self.today)
        self.before.clicked.connect(self.before_wanted)
        self.after.clicked.connect(self.after_wanted)
        self.jobs.clicked.connect(self.jobs_wanted)
        self.today.clicked.connect(self.today_wanted)

    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in order."""
        return [self.before, self.after, self.jobs, self.today]

    def show_day(self, day: date, entries: Sequence[DiaryEntry], today: date) -> None:
        self.name.setText(texts.day_sentence(day, entries, today))
        self.after.setEnabled(day < today)
        self.today.setEnabled(day != today)
