"""What is shown under a text that needs care: a fixed card, or one soft line. Never modal.

Knows the level, the entry and whether it is today's; the words are `care_words`'.
"""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.domain.care import CareLevel
from desktop.domain.entries import Entry
from desktop.services import care_words
from desktop.ui.care.folds import FOLDS
from desktop.ui.care.number_rows import NumberRows
from desktop.ui.chat.turn_parts import INDENT_PX, SmallLabel
from desktop.ui.icons import Glyph, IconButton
from desktop.ui.theme import SPACE, Theme


class CarePanel(QFrame):
    """Signals: help_wanted(): the page with more help is to be shown; controls_changed(): other
    controls are there for the keyboard now.

    fresh: written just now, and read aloud. today: one of today's entries: its card stays open
    until the person folds it; of older days it is a quiet line that can be unfolded.
    """

    help_wanted = Signal()
    controls_changed = Signal()

    def __init__(
        self, level: CareLevel, entry: Entry, theme: Theme, *, fresh: bool, today: bool
    ) -> None:
        super().__init__()
        assert level >= CareLevel.WORRY
        self.level, self._entry, self._theme = level, entry, theme
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("需要帮助"))
        self.card = QWidget()
        self.line = SmallLabel()
        self.close_button = IconButton(Glyph.CLOSE, self.tr("收起"), theme, 15)
        more = self.tr("更多帮助与安全计划")
        self.help_button = _button(more if level is CareLevel.EXPLICIT else self.tr("需要帮助"))
        self.unfold_button = _button(self.tr("展开"))
        self._lay_out()
        self._connect()
        put_away, self._of_now = FOLDS.has(entry), fresh or today
        self._fold(put_away or not self._of_now)
        if put_away and level is not CareLevel.EXPLICIT:
            self.hide()
        elif fresh:
            QTimer.singleShot(0, self, self._announce)

    def _lay_out(self) -> None:
        explicit = self.level is CareLevel.EXPLICIT
        row = QHBoxLayout()
        row.setSpacing(SPACE[2])
        row.addWidget(self.line, 1)
        for button in (self.unfold_button, self.help_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        if explicit:
            self._fill_card()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(INDENT_PX, SPACE[2], SPACE[2], SPACE[3])
        layout.setSpacing(SPACE[2])
        layout.addWidget(self.card)
        layout.addLayout(row)

    def _fill_card(self) -> None:
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(0, SPACE[1], SPACE[3], 0)
        inside.setSpacing(SPACE[2])
        inside.addWidget(plain(care_words.heard(), "strong"))
        for step in care_words.steps():
            inside.addWidget(plain(step))
        inside.addWidget(NumberRows(care_words.lines_here()))
        inside.addWidget(plain(care_words.limits(), "small"))

    def _connect(self) -> None:
        self.help_button.clicked.connect(self.help_wanted)
        self.unfold_button.clicked.connect(self._on_unfold)
        self.close_button.clicked.connect(self._on_close)

    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in order."""
        return [self.unfold_button, self.help_button, self.close_button]

    def _fold(self, folded: bool) -> None:
        explicit = self.level is CareLevel.EXPLICIT
        self.card.setVisible(explicit and not folded)
        self.line.setText("" if not self.card.isHidden() else self._quiet_line())
        self.unfold_button.setVisible(explicit and folded)
        self.close_button.setVisible(not (explicit and folded))
        self.controls_changed.emit()

    def _quiet_line(self) -> str:
        explicit = self.level is CareLevel.EXPLICIT
        return care_words.folded_line() if explicit else care_words.soft_line(self.level)

    def showEvent(self, event: QShowEvent) -> None:
        """Its page is back: the card may have been folded under the same entry elsewhere."""
        super().showEvent(event)
        folded = FOLDS.has(self._entry)
        if self.level is CareLevel.EXPLICIT and self._of_now and folded != self.card.isHidden():
            self._fold(folded)

    @Slot()
    def _on_unfold(self) -> None:
        FOLDS.remember(self._entry, folded=False)
        self._fold(False)
        self.help_button.setFocus()

    @Slot()
    def _on_close(self) -> None:
        """The card becomes a line; the soft line goes. What was written stays as it is."""
        FOLDS.remember(self._entry, folded=True)
        if self.level is CareLevel.EXPLICIT:
            self._fold(True)
            self.unfold_button.setFocus()
        else:
            self.focusNextChild()
            self.hide()
            self.controls_changed.emit()

    @Slot()
    def _announce(self) -> None:
        explicit = self.level is CareLevel.EXPLICIT
        text = care_words.card_text() if explicit else care_words.soft_line(self.level)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


def plain(text: str, kind: str = "") -> QLabel:
    """Words that wrap and can be copied."""
    label = QLabel(text)
    if kind:
        label.setProperty("kind", kind)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _button(name: str) -> QPushButton:
    button = QPushButton(name)
    button.setProperty("kind", "outlined")
    return button
