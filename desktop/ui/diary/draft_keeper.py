"""Saves what is being typed while it is typed, so that a crash takes at most half a second of it.

Knows the diary's drafts and texts, no widgets.
"""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.errors import StorageFailure
from desktop.services.diary_service import DiaryService

SAVE_MS = 500


class DraftKeeper(QObject):
    """The draft of one place at a time (see `desktop.domain.entries`).

    Signals: failed(StorageFailure): it could not be saved; the text is on screen. Said once, until
    recovered(): it can be saved again.
    """

    failed = Signal(object)
    recovered = Signal()

    def __init__(self, diary: DiaryService, place: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._diary, self._place = diary, place
        self._text: str | None = None
        self._failing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def place(self) -> str:
        return self._place

    def draft(self) -> str:
        """What was left there the last time."""
        try:
            found = self._diary.draft(self._place)
        except StorageFailure as failure:
            self.failed.emit(failure)
            return ""
        return found.text if found is not None else ""

    def move_to(self, place: str) -> str:
        """Go on with another place; what was left there."""
        self.flush()
        self._place = place
        return self.draft()

    @Slot(str)
    def keep(self, text: str) -> None:
        """The text is another now. Saved soon, however fast one types on."""
        self._text = text
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def flush(self) -> None:
        """Save what isn't saved yet."""
        self._timer.stop()
        if self._text is None:
            return
        try:
            self._diary.save_draft(self._place, self._text)
        except StorageFailure as failure:
            if not self._failing:
                self.failed.emit(failure)
            self._failing = True
            return
        self._text = None
        if self._failing:
            self._failing = False
            self.recovered.emit()

    def forget(self) -> None:
        """What stands there was committed as an entry, and the draft dropped with it."""
        self._timer.stop()
        self._text = None

    def drop(self) -> None:
        """The person wants none of it."""
        self.forget()
        try:
            self._diary.drop_draft(self._place)
        except StorageFailure as failure:
            self.failed.emit(failure)
