"""A row of the settings page: title, help and trouble on the left, the control on the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme import SPACE, Theme

# Narrower than this (at normal text size), the control goes below its words.
SIDE_BY_SIDE = 520
CONTROL_PX = 180


def keep_room(button: QPushButton) -> None:
    """Also while it is hidden: rows don't move when it comes or goes."""
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)


class SettingRow(QWidget):
    """wide: the control needs the whole width and is always below.

    Signal reset_wanted(): back to the default; only where it was offered.
    """

    reset_wanted = Signal()

    def __init__(
        self, theme: Theme, title: str, help_text: str, control: QWidget, *, wide: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._wide, self.control = theme, wide, control
        self._title, self._help, self.note = QLabel(title), QLabel(help_text), QLabel()
        self._help.setProperty("kind", "small")
        for label in (self._title, self._help, self.note):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        if not help_text:  # to show it before it stands in the row would open a window of its own
            self._help.hide()
        self.note.hide()
        self.reset: QPushButton | None = None
        self._words, self._first_line = QVBoxLayout(), QHBoxLayout()
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._arrange()

    def _arrange(self) -> None:
        self._words.setSpacing(SPACE[1])
        self._first_line.addWidget(self._title, 1)
        self._words.addLayout(self._first_line)
        for label in (self._help, self.note):
            self._words.addWidget(label)
        self._layout.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        self._layout.addLayout(self._words, 1)
        self._layout.addWidget(self.control)
        if not self._wide:
            self.control.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            # A line that comes under the words must not take it away from under the pointer.
            self._layout.setAlignment(self.control, Qt.AlignmentFlag.AlignTop)
        self._turn()

    @property
    def words(self) -> str:
        """What it can be found by."""
        return f"{self._title.text()} {self._help.text()}"

    def offer_reset(self) -> None:
        """A small button beside the title, hidden until `show_changed`."""
        self.reset = QPushButton(self.tr("恢复默认"))
        self.reset.setProperty("kind", "tag")
        self.reset.setAccessibleName(self.tr("恢复默认：{title}").format(title=self._title.text()))
        self.reset.clicked.connect(self.reset_wanted)
        keep_room(self.reset)
        self.reset.hide()
        self._first_line.addWidget(self.reset)

    def show_changed(self, changed: bool) -> None:
        """Whether it isn't the default. The keyboard doesn't fall off a button that goes."""
        if self.reset is None:
            return
        if not changed and self.reset.hasFocus():
            self.control.setFocus()
        self.reset.setVisible(changed)

    def say(self, text: str, *, trouble: bool = False) -> None:
        """One line under the help; empty takes it away."""
        self.note.setProperty("kind", "warning" if trouble else "small")
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def refit(self) -> None:
        """After the size of the text changed."""
        self._turn()

    def _turn(self) -> None:
        beside = not self._wide and self.width() >= self._theme.px(SIDE_BY_SIDE)
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._layout.setSpacing(SPACE[5] if beside else SPACE[2])
        if not self._wide:
            self.control.setFixedWidth(self._theme.px(CONTROL_PX))
