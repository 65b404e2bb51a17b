"""The trash: what was thrown away, the way back, and the way out for good with what it means."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.entries import DiaryEntry
from desktop.services.deletion import Deletion
from desktop.ui.chat.fold import beginning
from desktop.ui.chat.text_body import TextBody
from desktop.ui.chat.turn_parts import INDENT_PX, MoodCard, SmallLabel
from desktop.ui.column import ColumnArea
from desktop.ui.diary.day_words import short_date_and_time
from desktop.ui.diary.entry_acts import EntryActs
from desktop.ui.diary.focus import holds_focus
from desktop.ui.diary.purge_offer import PurgeOffer
from desktop.ui.theme import SPACE, Theme


class DeleteQuestion(QWidget):
    """Asked in the page, before anything is deleted for good. Signals: confirmed(), left()."""

    confirmed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = SmallLabel(self.tr("删掉就找不回来了。以前做的备份里还留着它。"))
        self.yes = QPushButton(self.tr("彻底删除"))
        self.yes.setProperty("kind", "danger")
        self.no = QPushButton(self.tr("算了"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[2])
        layout.addWidget(self.words, 1)
        layout.addWidget(self.no)
        layout.addWidget(self.yes)
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(self.left)


class Deletable(QWidget):
    """Buttons, or in their place the question that one of them asks.

    act: deletes, once the question was answered with yes.
    """

    def __init__(self, buttons: Sequence[QPushButton], act: Callable[[], object]) -> None:
        super().__init__()
        self._buttons, self._act = buttons, act
        self._question: DeleteQuestion | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(INDENT_PX - 8, SPACE[1], 0, 0)
        self._layout.setSpacing(SPACE[1])
        for button in buttons:
            button.setProperty("kind", "quiet")
            self._layout.addWidget(button)
        self._layout.addStretch(1)

    @property
    def question(self) -> DeleteQuestion | None:
        return self._question

    @Slot()
    def ask(self) -> None:
        self._question = DeleteQuestion()
        self._question.confirmed.connect(self._act)
        self._question.left.connect(self.take_back)
        for button in self._buttons:
            button.hide()
        self._layout.insertWidget(0, self._question, 1000)
        self._question.no.setFocus()  # what can't be taken back is not one Enter away

    @Slot()
    def take_back(self) -> None:
        if self._question is not None:
            question, self._question = self._question, None
            for button in self._buttons:
                button.show()
            self._buttons[-1].setFocus()
            self._layout.removeWidget(question)
            question.hide()
            question.deleteLater()


class TrashedEntry(QWidget):
    """One entry in the trash."""

    def __init__(
        self, entry: DiaryEntry, acts: EntryActs, deletion: Deletion, theme: Theme
    ) -> None:
        super().__init__()
        self._entry, self._acts, self._deletion = entry, acts, deletion
        text = entry.entry.text
        self.body = TextBody(theme, self.tr("回收站里的一则"))
        self.body.show_plain(text, beginning(text))
        card = MoodCard(self.body, theme)
        card.set_valence(entry.label.valence if entry.label else None)
        self.body.focus_moved.connect(card.set_lit)
        self.back = QPushButton(self.tr("放回日记"))
        self.delete = QPushButton(self.tr("彻底删除…"))
        self.foot = Deletable((self.back, self.delete), self._on_delete)
        self.back.clicked.connect(self._on_back)
        self.delete.clicked.connect(self.foot.ask)
        when = SmallLabel(short_date_and_time(entry.entry))
        when.setContentsMargins(INDENT_PX, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[1])
        for part in (when, card, self.foot):
            layout.addWidget(part)

    @Slot()
    def _on_back(self) -> None:
        self._acts.restore(self._entry.id)

    @Slot()
    def _on_delete(self) -> None:
        self._deletion.delete([self._entry.id])


class TrashView(ColumnArea):
    """Signal left(): Esc, or the button. offer: what is said after a deletion."""

    left = Signal()

    def __init__(self, acts: EntryActs, deletion: Deletion, theme: Theme) -> None:
        super().__init__()
        self._acts, self._deletion, self._theme = acts, deletion, theme
        self._entries: list[DiaryEntry] = []
        self._rows: list[TrashedEntry] = []
        self.leave = QPushButton(self.tr("回到日记"))
        self.empty = QPushButton(self.tr("清空回收站…"))
        self.foot = Deletable((self.leave, self.empty), self._on_empty)
        self.sentence, self.offer = SmallLabel(), PurgeOffer(deletion)
        self._fill()
        self.leave.clicked.connect(self.left)
        self.empty.clicked.connect(self.foot.ask)
        deletion.busy_changed.connect(self._on_busy)

    def _fill(self) -> None:
        self.sentence.setContentsMargins(INDENT_PX, 0, 0, 0)
        self._layout = self.new_column()
        self._layout.setContentsMargins(SPACE[5], SPACE[2], SPACE[5], SPACE[5])
        self._layout.setSpacing(SPACE[4])
        self._layout.addWidget(self.sentence)
        self._layout.addWidget(self.foot)
        self._layout.addWidget(self.offer)
        self._layout.addStretch(1)

    def rows(self) -> list[TrashedEntry]:
        return self._rows

    def show_entries(self, entries: list[DiaryEntry]) -> None:
        """What was thrown away last comes first."""
        if entries == self._entries and self._rows:
            return
        here = holds_focus(self)
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._entries = entries
        self._rows = [
            TrashedEntry(entry, self._acts, self._deletion, self._theme) for entry in entries
        ]
        for place, row in enumerate(self._rows):
            self._layout.insertWidget(3 + place, row)
        self.foot.take_back()
        self.empty.setEnabled(bool(entries))
        self.sentence.setText(self._words(len(entries)))
        if self._deletion.busy:
            self._on_busy(True)
        if here:
            self.take_focus()

    def _words(self, count: int) -> str:
        if not count:
            return self.tr("回收站是空的。")
        words = self.tr("{n} 则。它们不在日记、图表和搜索里，直到放回去。")
        return words.format(n=count)

    def take_focus(self) -> None:
        (self._rows[0].back if self._rows else self.leave).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_empty(self) -> None:
        self._deletion.delete([entry.id for entry in self._entries])

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:
        """What is being deleted can't be put back, nor deleted twice."""
        here = holds_focus(self)
        for foot in (self.foot, *(row.foot for row in self._rows)):
            foot.take_back()
        if busy and here:
            self.leave.setFocus()  # before what had it is disabled
        self.empty.setEnabled(not busy and bool(self._entries))
        for row in self._rows:
            row.foot.setEnabled(not busy)
