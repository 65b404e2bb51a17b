"""What the diary's page is made of and where each part stands. Knows nothing that happens."""

from enum import IntEnum
from itertools import pairwise

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.services.deletion import Deletion
from desktop.services.diary_service import DiaryService
from desktop.services.label_service import LabelService
from desktop.ui.chat.notices import NoticeBar
from desktop.ui.column import COLUMN_PX, centred
from desktop.ui.diary.begun import BegunNotice
from desktop.ui.diary.day_bar import DayBar
from desktop.ui.diary.day_jobs import DayJobs
from desktop.ui.diary.day_view import DayView
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.diary.entry_acts import EntryActs
from desktop.ui.diary.entry_composer import EntryComposer
from desktop.ui.diary.search_view import SearchView
from desktop.ui.diary.trash_view import TrashView
from desktop.ui.diary.undo_bar import UndoBar
from desktop.ui.icons import Glyph, IconButton
from desktop.ui.theme import SPACE, Theme


class Mode(IntEnum):
    """What the page shows, in the order of its stack."""

    DAY = 0
    SEARCH = 1
    TRASH = 2


class DiaryFrame(QWidget):
    """jobs: summaries of days, once they are offered."""

    def __init__(
        self,
        diary: DiaryService,
        labels: LabelService,
        drafts: DraftKeeper,
        deletion: Deletion,
        theme: Theme,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.acts, self.drafts = EntryActs(diary, self), drafts
        self.search = SearchView(labels.choices, diary, theme)
        self.bar = DayBar(theme)
        self.day_view = DayView(labels, diary, self.drafts, self.acts, theme)
        self.trash = TrashView(self.acts, deletion, theme)
        self.notices = NoticeBar(theme)
        self.begun = BegunNotice(diary, self.notices)
        self.undo_bar = UndoBar(theme)
        self.composer = EntryComposer(diary, self.drafts, self.acts, theme)
        self.days_button = IconButton(Glyph.DAYS, self.tr("日子（Ctrl+B）"), theme)
        self.trash_button = IconButton(Glyph.TRASH, self.tr("回收站"), theme)
        self.jobs: DayJobs | None = None
        self._lay_out()
        self.day_view.controls_changed.connect(self._order_keyboard)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for view in (self.day_view, self.search, self.trash):  # in the order of Mode
            self._stack.addWidget(view)
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = QWidget()
        column.setMaximumWidth(COLUMN_PX)
        self._below = below = QVBoxLayout(column)
        below.setContentsMargins(SPACE[5], SPACE[2], SPACE[5], SPACE[4])
        below.setSpacing(SPACE[2])
        for part in (self.notices, self.undo_bar, self.composer):
            below.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top_row())
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        layout.addLayout(centred(column))

    def _top_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(SPACE[3], SPACE[2], SPACE[4], SPACE[1])
        row.setSpacing(SPACE[2])
        row.addWidget(self.days_button)
        row.addWidget(self.search.field, 1)
        row.addWidget(self.trash_button)
        return row

    def put_jobs(self, jobs: DayJobs) -> None:
        """Their card above the composer, their button in the bar of the day."""
        self.jobs = jobs
        self._below.insertWidget(2, jobs.card)
        self.bar.jobs.show()
        self._order_keyboard()

    @Slot()
    def _order_keyboard(self) -> None:
        """From the top down to the composer: Qt would put what was added last, last."""
        top = [self.days_button, self.search.field, self.trash_button]
        day = [*self.bar.controls(), *self.day_view.controls()]
        jobs = self.jobs.card.controls() if self.jobs is not None else []
        end = [self.undo_bar.back, self.undo_bar.shut, *jobs, *self.composer.controls()]
        for first, second in pairwise([*top, *self.search.controls(), *day, *end]):
            QWidget.setTabOrder(first, second)

    @property
    def mode(self) -> Mode:
        return Mode(self._stack.currentIndex())

    def header_height(self) -> int:
        """Where what is below the header begins."""
        return self._stack.y()

    def show_mode(self, mode: Mode) -> None:
        self._stack.setCurrentIndex(mode)
        self.bar.setVisible(mode is Mode.DAY)
        self.composer.setVisible(mode is Mode.DAY)
