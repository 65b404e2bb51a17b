"""The window's pages, each built, and its modules imported, when it is first shown.

Knows what each is made of; where one goes from it is told by signals.
"""

from datetime import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.composition import Core
from desktop.lasting import Lasting
from desktop.paths import DataPaths
from desktop.services.backup_service import BackupService
from desktop.services.long_jobs import LongJobs
from desktop.services.wording import choice_word, explain_choice
from desktop.settings import Section
from desktop.ui.diary.day_list import DayColumn
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.late_diary import LateDiary
from desktop.ui.late_page import LatePage
from desktop.ui.main_window import Pages
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.care.help_page import HelpPage
    from desktop.ui.data.data_page import DataPage
    from desktop.ui.data.paper import Paper
    from desktop.ui.diary.diary_page import DiaryPage
    from desktop.ui.labels.learning_page import LearningRow
    from desktop.ui.settings.settings_area import SettingsArea
    from desktop.ui.settings.settings_page import SettingsPage


class LatePages(QObject):
    """diary: that page. help_page: None until it was shown.

    Signals:
        day_chosen(date): all of that day is wanted. entries_chosen(Query, str): what is found by
            it, under that name. write_wanted()
        model_chosen(str), setting_changed(str), move_now(): see `SettingsPage`, `PlaceControl`.
    """

    day_chosen = Signal(object)
    entries_chosen = Signal(object, str)
    write_wanted = Signal()
    model_chosen = Signal(str)
    setting_changed = Signal(str)
    move_now = Signal()

    def __init__(
        self,
        core: Core,
        lasting: Lasting,
        backups: BackupService,
        drafts: DraftKeeper,
        long_jobs: LongJobs,
        theme: Theme,
        paths: DataPaths,
        home: Path | None,
        files: FileDialogs,
        parent: QObject,
    ) -> None:
        """home: the folder with the note on where the diary lies, if it can be moved."""
        super().__init__(parent)
        self._core, self._lasting, self._backups = core, lasting, backups
        self._long_jobs, self._theme = long_jobs, theme
        self._paths, self._home, self._files = paths, home, files
        self._settings = LatePage(self._make_settings)
        self.help_page: HelpPage | None = None
        self.diary = LateDiary(
            core.diary,
            core.chat,
            core.label_service,
            drafts,
            lasting.deletion,
            theme,
            self._on_this_day,
            self._offer_day_jobs,
        )

    def for_window(self) -> Pages:
        """Each in its place, for the window that will own them. Once."""
        days = DayColumn(self._core.diary, self._core.chat, self._theme)
        mood, help_page = LatePage(self._make_mood), LatePage(self._make_help)
        return Pages(days, self.diary, mood, self._settings, help_page)

    def _make_mood(self) -> QWidget:
        from desktop.services.known_models import known_models
        from desktop.services.source_names import SourceNames
        from desktop.ui.mood.mood_page import MoodPage

        core = self._core
        names = SourceNames(self._task_title, partial(known_models, self._paths.cache))
        shown = core.moods, self._theme, self._day_begins_at, core.labels, names
        page = MoodPage(*shown, self._files)
        page.day_chosen.connect(self.day_chosen)
        page.entries_chosen.connect(self.entries_chosen)
        page.follow(core.relabelling)
        if (days := self._lasting.mood_days) is not None:
            page.begin_with(days or None)
        page.bar.range_chosen.connect(self._on_mood_range)
        page.write_wanted.connect(self.write_wanted)
        return page

    @Slot(object)
    def _on_mood_range(self, days: int | None) -> None:
        """It stays through a change of language."""
        self._lasting.mood_days = days or 0

    def _task_title(self, task_id: str) -> str | None:
        from desktop.services.task_words import task_title

        task = self._core.tasks.library.task(task_id)
        return None if task is None else task_title(task)

    def _make_help(self) -> QWidget:
        from desktop.ui.care.help_page import HelpPage

        self.help_page = HelpPage(self._core.care, self._theme)
        return self.help_page

    # The settings

    def _make_settings(self) -> QWidget:
        from desktop.pages_behind import PagesBehind
        from desktop.ui.labels.learning_page import LearningRow
        from desktop.ui.settings.settings_area import SettingsArea

        core, lasting, theme = self._core, self._lasting, self._theme
        learning = LearningRow(core.learning, theme)
        page = self._make_settings_page(learning)
        area = SettingsArea(page, core.doctor, theme)
        paths, remember = self._paths, lasting.undo.add
        below = core, lasting, self._backups, paths, theme
        behind = PagesBehind(*below, self._paper, remember, self._files)
        behind.add_to(area, learning)
        self._long_jobs.follow(lasting.transfer)
        return area

    def _make_settings_page(self, learning: "LearningRow") -> "SettingsPage":
        from desktop.services.place_service import PlaceService
        from desktop.ui.labels.label_rows import AgreementRow, RelabelRow
        from desktop.ui.settings.settings_page import SettingsPage

        core, theme, lasting = self._core, self._theme, self._lasting
        folder = self._paths.folder
        back, files = lasting.put_back.emit, self._files
        page = SettingsPage(core.settings, theme, str(folder), put_back=back, files=files)
        agreement = AgreementRow(core.label_service, theme)
        page.add_rows(Section.LABELS, (agreement, learning, RelabelRow(core.relabelling, theme)))
        page.place.follow(PlaceService(folder, self._home, page))
        page.place.move_now.connect(self.move_now)
        page.model_dir_chosen.connect(self.model_chosen)
        page.done.connect(lasting.undo.add)
        page.setting_changed.connect(self.setting_changed)
        lasting.choice.changed.connect(self._show_model)
        return page

    @Slot()
    def _show_model(self) -> None:
        """In the settings, if they are built: they are where a folder is chosen."""
        choice, text = self._lasting.choice, ""
        if choice.trouble is not None:
            text = explain_choice(choice.trouble, others_run=choice.stays)
        if self.settings_are_built:
            self.settings_area.settings.show_model(text)

    @property
    def settings_are_built(self) -> bool:
        return self._settings.is_built

    @property
    def settings_area(self) -> "SettingsArea":
        """The settings, built if they weren't yet."""
        from desktop.ui.settings.settings_area import SettingsArea

        area = self._settings.page
        assert isinstance(area, SettingsArea)
        return area

    def data_page(self) -> "DataPage | None":
        """If somebody went there."""
        if not self._settings.is_built:
            return None
        from desktop.ui.data.data_page import DataPage
        from desktop.ui.settings.settings_area import DATA

        page = self.settings_area.built(DATA)
        return page if isinstance(page, DataPage) else None

    # What pages ask for

    def _offer_day_jobs(self, page: "DiaryPage") -> None:
        """Summaries and translations on a day of the diary, with a card of their own."""
        from desktop.ui.diary.day_jobs import DayJobs

        jobs = self._lasting.day_jobs
        page.offer_jobs(DayJobs(jobs, self._core.tasks, page.bar.jobs, self._theme))

    def _paper(self) -> "Paper":
        from desktop.ui.data.paper import paper

        choices = (*self._core.labels.choices, self._core.labels.unsure)
        words = {choice.word: choice_word(choice) for choice in choices}
        return paper(self._theme, words, self._settings.window().windowTitle())

    def _on_this_day(self) -> str:
        return self._core.settings.text("on_this_day")

    def _day_begins_at(self) -> time:
        return self._core.settings.day_begins_at
