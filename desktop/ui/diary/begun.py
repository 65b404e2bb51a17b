"""Entries that were begun for other days: said once, for they would stay unseen there."""

from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.entries import day_of_new
from desktop.services.diary_service import DiaryService
from desktop.ui.chat.notices import NoticeBar
from desktop.ui.diary.day_words import day_name

_KEY = "draft"


class BegunNotice(QObject):
    """Signal wanted(date): the person wants to go on with that one."""

    wanted = Signal(object)

    def __init__(self, diary: DiaryService, notices: NoticeBar) -> None:
        super().__init__(notices)
        self._diary, self._notices = diary, notices
        self._day: date | None = None
        notices.acted.connect(self._on_acted)

    def look(self, here: date) -> None:
        """here: the day on show, whose draft is seen. Raises StorageFailure."""
        days = [day for d in self._diary.drafts() if (day := day_of_new(d.place)) is not None]
        self._day = next((day for day in days if day != here), None)
        if self._day is None:
            self._notices.clear(_KEY)
            return
        name = day_name(self._day, self._diary.today())
        text = self.tr("给{day}的一则还没写完。").format(day=name)
        self._notices.tell(_KEY, text, self.tr("接着写"))

    @Slot(str)
    def _on_acted(self, key: str) -> None:
        if key == _KEY and self._day is not None:
            self._notices.clear(_KEY)
            self.wanted.emit(self._day)
