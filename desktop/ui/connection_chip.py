"""The chip in the status bar that says how many connections the program has opened: none."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot

from desktop import connections
from desktop.ui import texts
from desktop.ui.chat.turn_parts import SmallLabel

LOOK_MS = 1000


class ConnectionChip(SmallLabel):
    """opened: how many so far; asked once a second, for connections tell nobody."""

    def __init__(self, opened: Callable[[], int] = connections.opened) -> None:
        super().__init__(wrap=False)
        self._opened, self._shown = opened, -1
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)
        self.look()

    @Slot()
    def look(self) -> None:
        """Show the number if it is another."""
        count = self._opened()
        if count == self._shown:
            return
        self._shown = count
        self.setText(self.tr("{n} 个连接").format(n=count))
        none = self.tr("打开程序到现在，没有连接过网络。只有按下下载时才会连接。")
        some = self.tr("打开程序到现在，连接过网络 {n} 次。").format(n=count)
        self.setToolTip(texts.plain_tooltip([some if count else none]))
        self.setAccessibleDescription(some if count else none)
