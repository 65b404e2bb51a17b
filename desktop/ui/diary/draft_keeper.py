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
        self._unsaved: dict[str, str] = {}
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
        if self._place in self._unsaved:
            return self._unsaved[self._place]
        try:
            found = self._diary.draft(self._place)
        except StorageFailure as failure:
            self.failed.emit(failure)
            return ""
        return found.text if found is not None else ""

    def move_to(self, place: str) -> str:
        """Go on with another place; what was left there. What can't be saved now is kept here."""
        self.flush()
        self._place = place
        return self.draft()

    @Slot(str)
    def keep(self, text: str) -> None:
        """The text is another now. Saved soon, however fast one types on."""
        self._unsaved[self._place] = text
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def flush(self) -> None:
        """Save what isn't saved yet."""
        self._timer.stop()
        for place, text in list(self._unsaved.items()):
            try:
                self._diary.save_draft(place, text)
            except StorageFailure as failure:
                self._fail(failure)
                return
            del self._unsaved[place]
        if self._failing:
            self._failing = False
            self.recovered.emit()

    def _fail(self, failure: StorageFailure) -> None:
        if not self._failing:
            self._failing = True
            self.failed.emit(failure)

    def forget(self) -> None:
        """What stands there was committed as an entry, and the draft dropped with it."""
        self._unsaved.pop(self._place, None)

    def drop(self) -> None:
        """The person wants none of it."""
        self.forget()
        try:
            self._diary.drop_draft(self._place)
        except StorageFailure as failure:
            self.failed.emit(failure)
