"""Where one writes: a calm card that grows. Knows keys and text, not what happens to it."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import shortcuts
from desktop.ui.chat.editor import Editor
from desktop.ui.chat.turn_parts import INDENT_PX, SmallLabel
from desktop.ui.icons import Glyph, IconPainter
from desktop.ui.tasks.way_button import WayButton
from desktop.ui.theme import SPACE, Theme

LONG_TEXT = 20_000
# Shorter than a thought, longer than between two keys.
PAUSE_MS = 350
ROOM_FOR_HINT = 560


class Composer(QFrame):
    """Signals: submitted(str), stop_requested(), topic_requested(); typed(str) at every change and
    paused(str) when it has stood for a moment. jobs_requested(): the menu of jobs is to be opened;
    entry_requested(): what looks like a command is to be sent as an entry.

    The text stays until `clear` is called: only what is committed may vanish.
    """

    submitted = Signal(str)
    stop_requested = Signal()
    topic_requested = Signal()
    typed = Signal(str)
    paused = Signal(str)
    jobs_requested = Signal()
    entry_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("composer")
        self._open_turns = self._open_jobs = 0
        self.editor = Editor(theme)
        self.editor.setPlaceholderText(self.tr("今天怎么样"))
        self.editor.setAccessibleName(self.tr("写给今天"))
        self.long_line = SmallLabel()
        self.long_line.hide()
        self.topic = QPushButton(self.tr("新话题"))
        self.topic.setProperty("kind", "quiet")
        self.topic.setToolTip(self.tr("画一条线，之前的话不再带给模型（Ctrl+N）"))
        self.way = WayButton()
        self.jobs = QPushButton(self.tr("任务"))
        self.jobs.setProperty("kind", "quiet")
        self.jobs.setToolTip(self.tr("总结、翻译、改写……，也可以写 /总结 这样的命令（Ctrl+J）"))
        self.jobs.hide()
        self.route_line = SmallLabel()
        self.as_entry = QPushButton(self.tr("当作日记发送"))
        self.as_entry.setProperty("kind", "quiet")
        self.queue_line = SmallLabel(wrap=False)
        self.queue_line.hide()
        self.hint = SmallLabel(self.tr("Enter 发送，Shift+Enter 换行"), wrap=False)
        self.stop = QPushButton(self.tr("停止"))
        self.stop.setProperty("kind", "outlined")
        self.stop.setToolTip(self.tr("停止回答（Esc）"))
        self.send = QPushButton(self.tr("发送"))
        self.send.setProperty("kind", "primary")
        IconPainter(self.topic, Glyph.TOPIC, theme, 15)
        IconPainter(self.stop, Glyph.STOP, theme, 15)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._lay_out()
        self._connect()
        self.set_open_turns(0)
        self._on_text()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(SPACE[3], 0, SPACE[3], SPACE[3])
        below.setSpacing(SPACE[2])
        for button in (self.topic, self.way, self.jobs):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click one writes on
            below.addWidget(button)
        below.addStretch(1)
        for part in (self.queue_line, self.hint, self.stop, self.send):
            below.addWidget(part)
        text = QVBoxLayout()
        text.setContentsMargins(INDENT_PX, SPACE[4], SPACE[4], SPACE[2])
        text.addWidget(self.editor)
        text.addWidget(self.long_line)
        routed = QHBoxLayout()
        routed.addWidget(self.route_line, 1)
        routed.addWidget(self.as_entry)
        text.addLayout(routed)
        self.show_route("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(text)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.editor.entered.connect(self._on_entered)
        self.editor.textChanged.connect(self._on_text)
        self.editor.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._on_pause)
        self.editor.focus_moved.connect(self._on_focus)
        self.send.clicked.connect(self._on_entered)
        self.stop.clicked.connect(self.stop_requested)
        self.topic.clicked.connect(self.topic_requested)
        self.jobs.clicked.connect(self.jobs_requested)
        self.as_entry.clicked.connect(self.entry_requested)
        self._escape = QShortcut(shortcuts.sequences("stop")[0], self)
        self._escape.activated.connect(self.stop_requested)
        jobs = QShortcut(shortcuts.sequences("jobs")[0], self)
        new = QShortcut(shortcuts.sequences("topic")[0], self)
        for keys, wanted in ((jobs, self.jobs_requested), (new, self.topic_requested)):
            keys.activated.connect(self.take_focus)  # first: what is typed next is text
            keys.activated.connect(wanted)

    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in order."""
        routed = [self.as_entry, self.send, self.stop]
        return [self.editor, *routed, self.topic, self.way, self.jobs]

    def text(self) -> str:
        return self.editor.toPlainText()

    def fill(self, text: str) -> None:
        """Put an example in, ready to be changed or sent."""
        self.editor.setPlainText(text)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.editor.setFocus()

    def take_focus(self) -> None:
        """Into the text. Not by a focus proxy: Tab would come back to it for ever."""
        self.editor.setFocus()

    def clear(self) -> None:
        """The text is committed."""
        if self.send.hasFocus():
            self.take_focus()  # there is nothing to send now, and one writes on
        self.editor.clear()

    def set_open_turns(self, count: int) -> None:
        """Whether there is something to stop. Sending more stays possible: it queues."""
        self._open_turns = count
        self._show_queue()

    def set_open_jobs(self, count: int) -> None:
        """The same for jobs, which stand in the same queue."""
        self._open_jobs = count
        self._show_queue()

    def _show_queue(self) -> None:
        count = self._open_turns + self._open_jobs
        if count == 0 and self.stop.hasFocus():
            self.take_focus()
        self.stop.setVisible(count > 0)
        self._escape.setEnabled(count > 0)
        self.queue_line.setText(self.tr("还有 {n} 则在等").format(n=count - 1))
        self.queue_line.setVisible(count > 1)
        self._fit()

    def show_route(self, text: str, *, correctable: bool = False) -> None:
        """What a command will do; correctable: it may be sent as an entry instead."""
        if not (text and correctable) and self.as_entry.hasFocus():
            self.take_focus()
        self.route_line.setText(text)
        self.route_line.setVisible(bool(text))
        self.as_entry.setVisible(bool(text) and correctable)

    def _fit(self) -> None:
        """The hint only where there is room for it beside the buttons."""
        room = self.width() >= self._theme.px(ROOM_FOR_HINT)
        self.hint.setVisible(room and self.stop.isHidden())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """All of the card that is no button is where one writes."""
        self.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _on_entered(self) -> None:
        if text := self.text().strip():
            self.submitted.emit(text)

    @Slot()
    def _on_pause(self) -> None:
        if not self.editor.composing():
            self.paused.emit(self.text())

    @Slot()
    def _on_text(self) -> None:
        text = self.text()
        self.typed.emit(text)
        self.send.setEnabled(bool(text.strip()))
        long = self.tr("这一则有 {n} 字，模型可能读不完；日记会照常保存。")
        self.long_line.setText(long.format(n=len(text)))
        self.long_line.setVisible(len(text) > LONG_TEXT)

    @Slot(bool)
    def _on_focus(self, here: bool) -> None:
        self.setProperty("lit", here)
        self.style().unpolish(self)
        self.style().polish(self)
