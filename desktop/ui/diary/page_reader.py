"""What the diary's page has on show, read from the diary, and again when that has changed."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.errors import StorageFailure
from desktop.services.diary_service import DiaryService
from desktop.ui.diary.diary_frame import DiaryFrame, Mode

COALESCE_MS = 120
Read = TypeVar("Read")


class PageReader(QObject):
    """day: the one on show. on_this_day: see `DiaryPage`.

    Signals: failed(StorageFailure): what stood there stands there still.
    """

    failed = Signal(object)

    def __init__(
        self, frame: DiaryFrame, diary: DiaryService, on_this_day: Callable[[], str]
    ) -> None:
        super().__init__(frame)
        self._diary, self._on_this_day = diary, on_this_day
        self.day = diary.today()
        self._timer = QTimer(self, singleShot=True, interval=COALESCE_MS)
        self._timer.timeout.connect(self.refresh)

    @property
    def _frame(self) -> DiaryFrame:
        """Asked of Qt: kept here, the page and this would be a cycle, and outlive their window."""
        frame = self.parent()
        assert isinstance(frame, DiaryFrame)
        return frame

    @Slot()
    def refresh_soon(self) -> None:
        """Once for what changes in one go."""
        if self._frame.isVisible():  # otherwise it is read when it is shown
            self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """Read again what is on show; what can't be read leaves it as it was."""
        self._timer.stop()
        if self._frame.mode is Mode.DAY:
            self.read(self._read_day)
        elif self._frame.mode is Mode.TRASH:
            self.read(lambda: self._frame.trash.show_entries(self._diary.trashed()))
        else:
            self._frame.search.look()

    def _read_day(self) -> None:
        entries = self._frame.day_view.show_day(self.day, self._on_this_day())
        self._frame.bar.show_day(self.day, entries, self._diary.today())

    def read(self, read: Callable[[], Read]) -> Read | None:
        """None if it can't be."""
        try:
            return read()
        except StorageFailure as failure:
            self.failed.emit(failure)
            return None
