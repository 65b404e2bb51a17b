"""The icon in the tray, for who wants one: open, write, quit, and a word when a job ends."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon


class Tray(QObject):
    """Signals: open_wanted(), write_wanted(), quit_wanted()."""

    open_wanted = Signal()
    write_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self.menu = QMenu()
        self.menu.addAction(self.tr("打开")).triggered.connect(self.open_wanted)
        self.menu.addAction(self.tr("写今天的日记")).triggered.connect(self.write_wanted)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("退出")).triggered.connect(self.quit_wanted)

    @property
    def shown(self) -> bool:
        """Whether it is there to come back by: not every desktop has a tray."""
        return self._icon is not None and QSystemTrayIcon.isSystemTrayAvailable()

    def show(self, wanted: bool) -> None:
        """Put it there, or take it away."""
        if not wanted and self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None
        elif wanted and self._icon is None:
            self._icon = QSystemTrayIcon(QGuiApplication.windowIcon(), self)
            self._icon.setToolTip(QGuiApplication.applicationDisplayName())
            self._icon.setContextMenu(self.menu)
            self._icon.activated.connect(self._on_activated)
            self._icon.messageClicked.connect(self.open_wanted)
            self._icon.show()

    def tell(self, text: str) -> None:
        """As the system shows such things; nothing where there is no icon."""
        if self._icon is not None and self.shown:
            self._icon.showMessage(QGuiApplication.applicationDisplayName(), text)

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_wanted.emit()
