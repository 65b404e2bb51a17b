"""What an entry said before it was edited: all of it, newest first, each one restorable."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.entries import EarlierText
from desktop.ui.chat.text_body import TextBody
from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.theme import SPACE, Theme


class _Version(QWidget):
    """One earlier text. Signal restored()."""

    restored = Signal()

    def __init__(self, text: str, when: str, theme: Theme) -> None:
        super().__init__()
        self.body = TextBody(theme, self.tr("较早的版本，{when}").format(when=when))
        self.body.show_plain(text)
        self.restore = QPushButton(self.tr("恢复这一版"))
        self.restore.setProperty("kind", "quiet")
        self.restore.clicked.connect(self.restored)
        above = QHBoxLayout()
        above.addWidget(SmallLabel(when), 1)
        above.addWidget(self.restore)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE[2])
        layout.setSpacing(SPACE[1])
        layout.addLayout(above)
        layout.addWidget(self.body)


class VersionsPanel(QWidget):
    """Signals: chosen(str): the text that is to stand there again; left()."""

    chosen = Signal(object)
    left = Signal()

    def __init__(
        self, earlier: Sequence[EarlierText], when: Callable[[int], str], theme: Theme
    ) -> None:
        """when: what an instant (UTC, milliseconds) is called."""
        super().__init__()
        self.close_button = QPushButton(self.tr("收起"))
        self.close_button.setProperty("kind", "quiet")
        self.close_button.clicked.connect(self.left)
        self._versions: list[_Version] = []
        above = QHBoxLayout()
        above.addWidget(SmallLabel(self.tr("较早的版本，新的在前。恢复时，现在的也会留着。")), 1)
        above.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE[2], 0, SPACE[2])
        layout.setSpacing(SPACE[2])
        layout.addLayout(above)
        for version in reversed(earlier):
            layout.addWidget(self._add(version, when(version.replaced_utc_ms), theme))

    def _add(self, earlier: EarlierText, when: str, theme: Theme) -> _Version:
        name = self.tr("到 {when} 为止").format(when=when)
        version = _Version(earlier.text, name, theme)
        version.restored.connect(lambda: self.chosen.emit(earlier.text))
        self._versions.append(version)
        return version

    def take_focus(self) -> None:
        (self._versions[0].body if self._versions else self.close_button).setFocus()

    def controls(self) -> list[QWidget]:
        shown = [part for v in self._versions for part in (v.restore, v.body)]
        return [self.close_button, *shown]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
