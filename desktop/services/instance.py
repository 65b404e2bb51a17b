"""One window a diary: a lock in its folder, and a word to the window that holds it."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal, Slot

from desktop.errors import DiaryInUse, StorageFailure

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE_MS = 1000


class SingleInstance(QObject):
    """Signal raise_requested(): another start found us here; show the window."""

    raise_requested = Signal()

    def __init__(self, lock_path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The name must be short (macOS allows about 100 bytes) and the same for one folder.
        digest = hashlib.sha256(str(lock_path.resolve()).encode()).hexdigest()
        self._name = f"qwen-desktop-{digest[:16]}"
        self._path = lock_path
        self._lock = QLockFile(str(lock_path))
        # Never stale by age: a laptop may sleep for a month. A dead owner is noticed anyway.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def acquire(self) -> bool:
        """True if the diary is ours now; False if someone else holds it.

        Raises StorageFailure where no lock can be written.
        """
        if self._lock.tryLock(_PATIENCE_MS):
            return True
        if self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        raise StorageFailure(str(self._path.parent))

    def listen(self) -> None:
        """Answer later starts. A server left behind by a crash is removed first."""
        from PySide6.QtNetwork import QLocalServer  # the window needn't wait for it

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)

    def raise_other(self) -> None:
        """Ask the window that holds the diary to show itself. Raises DiaryInUse if none does."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            raise DiaryInUse(str(self._path))
        socket.disconnectFromServer()

    def release(self) -> None:
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    @Slot()
    def _on_connection(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
        self.raise_requested.emit()
