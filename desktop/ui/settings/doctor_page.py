"""The doctor's page: what it does, the button, how far it is, what it found. A page, no dialog."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel

from desktop.services import doctor_words
from desktop.services.doctor_service import DoctorPhase, DoctorService, DoctorState
from desktop.ui.icons import Glyph, IconPainter
from desktop.ui.settings.button import button
from desktop.ui.settings.page_behind import PageBehind
from desktop.ui.settings.report_card import ReportCard
from desktop.ui.settings.scrolled import page_layout, scroll
from desktop.ui.theme import SPACE, Theme

# Lets a long path wrap; it takes no room itself.
BREAK = "\N{ZERO WIDTH SPACE}"


class DoctorPage(PageBehind):
    """Signals: left(): back to the settings. model_wanted(): other weights are to be chosen."""

    model_wanted = Signal()

    def __init__(self, doctor: DoctorService, theme: Theme) -> None:
        super().__init__()
        self._doctor, self._announced = doctor, ""
        self.back = button(self.tr("设置"), "back")
        IconPainter(self.back, Glyph.PREVIOUS, theme, 16)
        self.back.setAccessibleName(self.tr("回到设置"))
        self.start = button(self.tr("开始体检"), "primary")
        self.stop = button(self.tr("停止"), "outlined")
        self.other_model = button(self.tr("换一个模型…"), "outlined")
        self.status, self.standing = QLabel(), QLabel()
        self.card = ReportCard(theme)
        self._arrange()
        self._connect()
        self._show(doctor.state)

    def _arrange(self) -> None:
        page, layout = page_layout()
        title, introduction = QLabel(self.tr("体检")), QLabel(doctor_words.introduction())
        title.setProperty("kind", "title")
        self.standing.setProperty("kind", "small")
        for label in (introduction, self.status, self.standing):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(title)
        layout.addWidget(introduction)
        layout.addWidget(self.standing)
        layout.addSpacing(SPACE[2])
        layout.addLayout(self._buttons())
        layout.addWidget(self.status)
        layout.addSpacing(SPACE[2])
        layout.addWidget(self.card)
        layout.addStretch(1)
        scroll(page, self)

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SPACE[2])
        for each in (self.start, self.stop, self.other_model):
            line.addWidget(each)
        line.addStretch(1)
        return line

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.other_model.clicked.connect(self.model_wanted)
        self.start.clicked.connect(self._on_start)
        self.stop.clicked.connect(self._on_stop)
        self._doctor.state_changed.connect(self._show)

    def take_focus(self) -> None:
        """To the button that is the next thing to do."""
        (self.stop if self._doctor.state.running else self.start).setFocus()

    @Slot()
    def _on_start(self) -> None:
        self._doctor.begin()

    @Slot()
    def _on_stop(self) -> None:
        self._doctor.stop()

    @Slot(object)
    def _show(self, state: DoctorState) -> None:
        focused = self.start.hasFocus() or self.stop.hasFocus()
        self.start.setVisible(not state.running)
        self.stop.setVisible(state.running)
        if focused:
            self.take_focus()
        self.start.setText(self._start_words(state))
        self.other_model.setVisible(state.phase is DoctorPhase.FAILED)
        self._say(state)
        _tell(self.standing, "" if state.running else doctor_words.standing(state))
        self.card.show_report(None if state.running else state.report)

    def _start_words(self, state: DoctorState) -> str:
        return self.tr("再体检一次") if state.report is not None else self.tr("开始体检")

    def _say(self, state: DoctorState) -> None:
        self.status.setProperty("kind", "warning" if state.phase is DoctorPhase.FAILED else "")
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)
        _tell(self.status, doctor_words.status(state))
        self._announce(state)

    def _announce(self, state: DoctorState) -> None:
        """Read aloud what is new, but not every sentence that is measured."""
        text = doctor_words.announcement(state)
        if text and text != self._announced and self.isVisible():
            _read_aloud(self, text)
        self._announced = text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Back):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _tell(label: QLabel, text: str) -> None:
    label.setText(text.replace("/", f"/{BREAK}"))
    label.setVisible(bool(text))


def _read_aloud(where: QObject, text: str) -> None:
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(where, text))
