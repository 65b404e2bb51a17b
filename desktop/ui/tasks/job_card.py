"""What a job came to: a card above the composer. It says that it is no entry of the diary."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout

from desktop.services import care_words, wording
from desktop.services.job_service import Job, JobService, JobState
from desktop.services.task_words import ending_note, route_title
from desktop.ui import texts
from desktop.ui.chat.turn_parts import INDENT_PX, SmallLabel
from desktop.ui.icons import Glyph, IconButton
from desktop.ui.theme import SPACE, Theme

TALLEST = 220


class JobCard(QFrame):
    """Signals: entry_wanted(str): what was typed was meant for the diary; closed()."""

    entry_wanted = Signal(str)
    closed = Signal()

    def __init__(self, jobs: JobService, theme: Theme) -> None:
        super().__init__()
        self._jobs, self._theme = jobs, theme
        self.setProperty("kind", "card")
        self.title = QLabel()
        self.title.setProperty("kind", "strong")
        self.result = QLabel()
        self.result.setWordWrap(True)
        self.result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.note = SmallLabel()
        for label in (self.title, self.result):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.copy = self._button(self.tr("复制"))
        self.stop = self._button(self.tr("停止"))
        self.as_entry = self._button(self.tr("当作日记发送"))
        self.close_button = IconButton(Glyph.CLOSE, self.tr("收起"), theme, 15)
        self._lay_out()
        self._connect()
        self.hide()

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "quiet")
        return button

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.title, 1)
        above.addWidget(self.close_button)
        for button in (self.copy, self.stop, self.as_entry):
            below.addWidget(button)
        below.addStretch(1)
        self._area = QScrollArea()
        self._area.setObjectName("inside")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.result)
        self._area.viewport().setAutoFillBackground(False)
        self.result.setAutoFillBackground(False)
        self.result.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(INDENT_PX, SPACE[3], SPACE[3], SPACE[2])
        layout.setSpacing(SPACE[1])
        layout.addLayout(above)
        layout.addWidget(self._area)
        layout.addWidget(self.note)
        layout.addLayout(below)

    def _connect(self) -> None:
        self._jobs.changed.connect(self._show)
        self._jobs.grew.connect(self._on_grew)
        self.copy.clicked.connect(self._on_copy)
        self.stop.clicked.connect(self._jobs.stop)
        self.as_entry.clicked.connect(self._on_as_entry)
        self.close_button.clicked.connect(self._on_close)
        self._theme.changed.connect(self._fit)

    def controls(self) -> list[QPushButton | IconButton]:
        """What the keyboard reaches, in order."""
        return [self.close_button, self.copy, self.stop, self.as_entry]

    def go_on(self) -> None:
        """Show what another window began, once the card has its place in this one."""
        if self._jobs.job is not None:
            self._show(self._jobs.job)

    @Slot(object)
    def _show(self, job: Job | None) -> None:
        focused = any(control.hasFocus() for control in self.controls())
        self.setVisible(job is not None)
        if job is None:
            self.closed.emit()
            return
        running = job.state is JobState.RUNNING
        self.title.setText(route_title(job.route))
        self.setAccessibleName(self.title.text())
        self.result.setText(job_text(job))
        self.note.setText(job_note(job))
        self.copy.setVisible(bool(job_text(job)) and not running)
        self.stop.setVisible(running)
        self.as_entry.setVisible(bool(job.route.typed) and not running)
        if focused:
            (self.stop if running else self.close_button).setFocus()
        if not running:
            spoken = job_text(job) or job_note(job)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))
        self._fit()

    @Slot(str)
    def _on_grew(self, _text: str) -> None:
        if self._jobs.job is not None:
            self.result.setText(job_text(self._jobs.job))
            self._fit()
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.maximum())

    @Slot()
    def _fit(self) -> None:
        """As tall as its text, up to a bound; then it scrolls."""
        text = self.result.text()
        width = max(self.width() - INDENT_PX - SPACE[3] - SPACE[4], 1)
        height = self.result.heightForWidth(width) if text else 0
        self._area.setVisible(bool(text))
        self._area.setFixedHeight(min(height, self._theme.px(TALLEST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _on_copy(self) -> None:
        if self._jobs.job is not None:
            QGuiApplication.clipboard().setText(job_text(self._jobs.job))

    @Slot()
    def _on_as_entry(self) -> None:
        if self._jobs.job is not None:
            self.entry_wanted.emit(self._jobs.job.route.typed)

    @Slot()
    def _on_close(self) -> None:
        self._jobs.put_away()


def job_text(job: Job) -> str:
    """What it came to; a label with its share; what helps where no model was to be asked."""
    if job.state is JobState.CARE:
        return care_words.help_text()
    if job.prediction is None:
        return job.text
    choice = job.prediction.choice
    share = texts.percent(job.prediction.confidence)
    return f"{choice.emoji} {wording.choice_word(choice)} · {share}".strip()


def job_note(job: Job) -> str:
    """How it ended, and that none of it is in the diary."""
    if job.state is JobState.RUNNING:
        return QCoreApplication.translate("jobs", "在写，不会存进日记")
    if job.state is JobState.NOTHING:
        return QCoreApplication.translate("jobs", "那几天还没有写下什么，没有可做的")
    if job.state is JobState.CARE:
        return QCoreApplication.translate("jobs", "这段文字没有交给模型。更多帮助与安全计划：F1")
    if job.state is JobState.FAILED:
        return wording.explain(job.error) if job.error else wording.explain_kind("bug")
    notes = [ending_note(job.ending)] if ending_note(job.ending) else []
    if job.state is JobState.STOPPED and not notes:
        notes.append(QCoreApplication.translate("jobs", "已停止"))
    if job.shortened:
        notes.append(QCoreApplication.translate("jobs", "文字太长，模型只读了开头和结尾"))
    kept = QCoreApplication.translate("jobs", "由本机 AI 生成，没有存进日记")
    return " · ".join((*notes, kept))
