"""Saves what is being typed while it is typed, so that a crash takes at most half a second of it.

Knows the diary's drafts and texts, no widgets.
"""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.errors import StorageFailure
from desktop.services.diary_service import DiaryService

SAVE_MS = 500


class DraftKeeper(QObject):
    """The drafts of all places (see `desktop.domain.entries`). What can't be saved is kept here.

    Signals: failed(StorageFailure): said once, until recovered(): all is saved again.
    """

    failed = Signal(object)
    recovered = Signal()

    def __init__(self, diary: DiaryService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._diary = diary
        self._unsaved: dict[str, str] = {}
        self._failing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.flush)

    def drafts(self) -> dict[str, str]:
        """All texts by their places. Raises StorageFailure."""
        saved = {draft.place: draft.text for draft in self._diary.drafts()}
        return {**saved, **self._unsaved}

    def draft(self, place: str) -> str:
        """What was left there the last time."""
        if place in self._unsaved:
            return self._unsaved[place]
        try:
            found = self._diary.draft(place)
        except StorageFailure as failure:
            self._fail(failure)
            return ""
        return found.text if found is not None else ""

    def keep(self, place: str, text: str) -> None:
        """The text there is another now. Saved soon, however fast one types on."""
        self._unsaved[place] = text
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

    def forget(self, place: str) -> None:
        """What stands there was committed, and the saved draft dropped with it."""
        self._unsaved.pop(place, None)

    def drop(self, place: str) -> None:
        """The person wants none of it."""
        self.keep(place, "")
        self.flush()

    def _fail(self, failure: StorageFailure) -> None:
        if not self._failing:
            self._failing = True
            self.failed.emit(failure)
