"""The card at the foot of the diary page: an entry that is only kept, for the day on show."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.entries import new_entry_on
from desktop.services.diary_service import DiaryService
from desktop.ui.chat.turn_parts import INDENT_PX, SmallLabel
from desktop.ui.diary.day_words import day_name
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.diary.entry_acts import EntryActs
from desktop.ui.diary.writing import DiaryEditor
from desktop.ui.theme import SPACE, Theme


class EntryComposer(QFrame):
    """What stands here is saved while it is typed, for each day apart; only what is committed
    vanishes.

    Signal written(): an entry was committed.
    """

    written = Signal()

    def __init__(
        self, diary: DiaryService, drafts: DraftKeeper, acts: EntryActs, theme: Theme
    ) -> None:
        super().__init__()
        self._diary, self._drafts, self._acts = diary, drafts, acts
        self._day = diary.today()
        self.setObjectName("composer")
        self.editor = DiaryEditor(theme)
        self.hint = SmallLabel()
        self.send = QPushButton(self.tr("只记录"))
        self.send.setProperty("kind", "primary")
        self.send.setEnabled(False)
        self.send.setToolTip(self.tr("记下来，不要回复（Ctrl+Enter）"))
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.editor.entered.connect(self._on_entered)
        self.editor.textChanged.connect(self._on_text)
        self.editor.focus_moved.connect(self._on_focus)
        self.send.clicked.connect(self._on_entered)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(INDENT_PX, 0, SPACE[3], SPACE[3])
        below.setSpacing(SPACE[3])
        below.addWidget(self.hint, 1)
        below.addWidget(self.send)
        text = QVBoxLayout()
        text.setContentsMargins(INDENT_PX, SPACE[4], SPACE[4], SPACE[2])
        text.addWidget(self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(text)
        layout.addLayout(below)

    def show_day(self, day: date) -> None:
        """Write for that day, and go on with what was begun for it."""
        self._day = day
        name = day_name(day, self._diary.today())
        draft = self._drafts.draft(new_entry_on(day))
        sentence = self.tr("写给{day}").format(day=name)
        self.editor.setPlaceholderText(sentence)
        self.editor.setAccessibleName(sentence)
        self.hint.setText(self.tr("记在{day}，没有回复，心情照标").format(day=name))
        self.editor.blockSignals(True)  # nothing was typed
        self.editor.setPlainText(draft)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.editor.blockSignals(False)
        self.send.setEnabled(bool(draft.strip()))

    def controls(self) -> list[QWidget]:
        return [self.editor, self.send]

    def text(self) -> str:
        return self.editor.toPlainText()

    def take_focus(self) -> None:
        self.editor.setFocus()

    @Slot()
    def _on_entered(self) -> None:
        text = self.text().strip()
        place = new_entry_on(self._day)
        if text and self._acts.write(text, self._day, place):
            if self.send.hasFocus():
                self.take_focus()  # it is about to be disabled
            self.editor.clear()
            self._drafts.forget(place)
            self.written.emit()

    @Slot()
    def _on_text(self) -> None:
        self.send.setEnabled(bool(self.text().strip()))
        self._drafts.keep(new_entry_on(self._day), self.text())

    @Slot(bool)
    def _on_focus(self, here: bool) -> None:
        self.setProperty("lit", here)
        self.style().unpolish(self)
        self.style().polish(self)
