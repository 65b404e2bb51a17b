"""Learning from corrections: the row of the settings, and the page behind it with its switch."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from desktop.services.learning import Learning
from desktop.services.learning_state import LearningPhase, LearningState
from desktop.services.undo import Deed
from desktop.settings import Option
from desktop.ui.diary.undo_bar import UndoBar
from desktop.ui.icons import Glyph, IconPainter
from desktop.ui.labels import learning_words as words
from desktop.ui.settings.controls import ChoiceControl
from desktop.ui.settings.page_behind import PageBehind
from desktop.ui.settings.scrolled import page_layout, scroll
from desktop.ui.settings.setting_row import SettingRow
from desktop.ui.theme import SPACE, Theme

# No key of the settings' file: it is kept in the diary, with what was learned.
_SWITCH = Option("learning", "on", "Whether labels are moved.", choices=("on", "off"))


class LearningRow(SettingRow):
    """Opens the page; the note says how it stands."""

    def __init__(self, learning: Learning, theme: Theme) -> None:
        button = QPushButton()
        button.setProperty("kind", "outlined")
        button.setAccessibleDescription(words.help_line())
        super().__init__(theme, words.name(), words.help_line(), button)
        self.button = button
        button.setText(self.tr("打开…"))
        button.setAccessibleName(words.name())
        learning.state_changed.connect(self._show)
        self._show(learning.state)

    @Slot(object)
    def _show(self, state: LearningState) -> None:
        self.say(words.status(state))


class LearningPage(PageBehind):
    """Signals: left(): back to the settings. done(Deed): what can be taken back."""

    done = Signal(object)

    def __init__(self, learning: Learning, theme: Theme) -> None:
        super().__init__()
        self._learning, self._said = learning, ""
        self.back = QPushButton(self.tr("设置"))
        self.back.setProperty("kind", "back")
        self.back.setAccessibleName(self.tr("回到设置"))
        IconPainter(self.back, Glyph.PREVIOUS, theme, 16)
        self.switch = ChoiceControl(_SWITCH)
        self.switch_row = SettingRow(theme, words.switch_name(), "", self.switch)
        self.switch.set_name(words.switch_name(), words.help_line())
        self.status, self.definition = QLabel(), QLabel()
        self.figures = [(QLabel(), QLabel()) for _ in words.figures(learning.state)]
        self.forget = QPushButton(self.tr("忘掉学到的"))
        self.forget.setProperty("kind", "outlined")
        self.undo = UndoBar(theme)
        self._arrange()
        self.back.clicked.connect(self.left)
        self.switch.edited.connect(self._on_switched)
        theme.changed.connect(self.switch_row.refit)
        self.forget.clicked.connect(self._forget)
        learning.state_changed.connect(self._show)
        self._show(learning.state)

    def _arrange(self) -> None:
        page, layout = page_layout()
        title, introduction = QLabel(words.name()), QLabel(words.introduction())
        title.setProperty("kind", "title")
        for label in (introduction, self.status, self.definition):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.definition.setProperty("kind", "small")
        left = Qt.AlignmentFlag.AlignLeft
        layout.addWidget(self.back, 0, left)
        layout.addWidget(title)
        layout.addWidget(introduction)
        layout.addSpacing(SPACE[2])
        layout.addWidget(self._card())
        layout.addWidget(self.forget, 0, left)
        # Here is room for all its lines, which on a narrow page are several.
        self.undo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        layout.addWidget(self.undo)
        layout.addStretch(1)
        scroll(page, self)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        outside, inside, grid = QVBoxLayout(card), QVBoxLayout(), QGridLayout()
        outside.setContentsMargins(0, SPACE[1], 0, SPACE[1])
        inside.setContentsMargins(SPACE[4], SPACE[1], SPACE[4], SPACE[3])
        inside.setSpacing(SPACE[3])
        outside.addWidget(self.switch_row)
        outside.addLayout(inside)
        grid.setVerticalSpacing(SPACE[1])
        grid.setColumnStretch(0, 1)
        for row, (name, figure) in enumerate(self.figures):
            name.setWordWrap(True)
            grid.addWidget(name, row, 0)
            grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)
        inside.addWidget(self.status)
        inside.addLayout(grid)
        inside.addWidget(self.definition)
        return card

    def take_focus(self) -> None:
        """To the switch: all else on the page is to be read."""
        self.switch.setFocus()

    @Slot(object)
    def _show(self, state: LearningState) -> None:
        self.switch.show_value("off" if state.phase is LearningPhase.OFF else "on")
        self.status.setText(words.status(state))
        for labels, (name, figure) in zip(self.figures, words.figures(state), strict=True):
            labels[0].setText(name)
            labels[1].setText(figure)
            labels[1].setAccessibleName(f"{name} {figure}")
        self.definition.setText(words.definition(state.trial))
        self.forget.setEnabled(state.judged != 0 or state.trial is not None)
        self._announce(state)

    def _announce(self, state: LearningState) -> None:
        """Read aloud what it came to, but not every entry that is read."""
        text = "" if state.phase is LearningPhase.READING else self.status.text()
        if text and text != self._said and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._said = text or self._said

    @Slot(object)
    def _on_switched(self, value: object) -> None:
        self._learning.switch(value == "on")

    @Slot()
    def _forget(self) -> None:
        token = self._learning.forget()
        if token is not None:
            deed = Deed(words.forgotten, partial(self._learning.remember, token))
            self.done.emit(deed)
            self.undo.offer(deed)
            self.undo.back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo.undo()
        elif event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Back):
            self.left.emit()
        else:
            super().keyPressEvent(event)
