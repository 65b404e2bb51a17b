"""The diary's page beside its days: built, and its modules imported, when it is first wanted.

Knows what the page needs, not what is on it.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.chat_service import ChatService
from desktop.services.deletion import Deletion
from desktop.services.diary_service import DiaryService
from desktop.services.label_service import LabelService
from desktop.ui.beside_days import BesideDays
from desktop.ui.diary.day_list import DayColumn
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.late_page import LatePage
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.diary.diary_page import DiaryPage


class LateDiary(LatePage):
    """on_this_day, help_wanted: see `DiaryPage`. drafts: what is being typed anywhere.

    Signals: done(Deed): something was done on it that can be taken back. built(BesideDays): the
    page is there now, beside its days.
    """

    help_wanted = Signal()
    done = Signal(object)
    built = Signal(object)

    def __init__(
        self,
        diary: DiaryService,
        chat: ChatService,
        labels: LabelService,
        drafts: DraftKeeper,
        deletion: Deletion,
        theme: Theme,
        on_this_day: Callable[[], str],
        offer_jobs: Callable[["DiaryPage"], None],
    ) -> None:
        """offer_jobs: called with the page once it is built."""
        super().__init__(self._build)
        self._service, self._chat, self._labels = diary, chat, labels
        self._drafts, self._deletion = drafts, deletion
        self._theme, self._on_this_day = theme, on_this_day
        self._offer_jobs = offer_jobs
        self._day: date | None = None

    @property
    def diary(self) -> "DiaryPage":
        """The page itself."""
        _ = self.page
        return self._diary

    def go_on_from(self, old: "LateDiary") -> None:
        """At the day that another window's diary showed; built no sooner than it is shown."""
        self._day = old._diary.day if old.is_built else old._day

    def toggle_days(self) -> None:
        """Show the list of days, or put it away."""
        _ = self.page
        self._beside.toggle()

    def _build(self) -> QWidget:
        from desktop.ui.diary.diary_page import DiaryPage

        diary, theme = self._service, self._theme
        self._diary = DiaryPage(
            diary, self._labels, self._drafts, self._deletion, theme, self._on_this_day
        )
        self._diary.help_wanted.connect(self.help_wanted)
        self._diary.acts.done.connect(self.done)
        self._offer_jobs(self._diary)
        days = DayColumn(diary, self._chat, theme)
        days.calendar.grid.any_day = True
        days.day_chosen.connect(self._diary.show_day)
        self._diary.day_shown.connect(days.select)
        self._beside = BesideDays(days, self._diary, theme)
        if self._day is not None:
            self._diary.show_day(self._day)
        self.built.emit(self._beside)
        return self._beside
