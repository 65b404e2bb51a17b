"""The window's composition root: builds the objects, connects them, ends them in order.

What happens before and after it stands in start.py.
"""

import logging
import sys
import traceback
from datetime import date, time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop import resources
from desktop.composition import Core
from desktop.domain.entries import COMPOSER
from desktop.domain.search import Query
from desktop.errors import DiaryDamaged, EnvironmentFailure
from desktop.language import install_language
from desktop.lasting import Lasting
from desktop.paths import DataPaths
from desktop.services.backup_service import BackupService
from desktop.services.closing import Closing
from desktop.services.instance import SingleInstance
from desktop.services.long_jobs import LongJobs
from desktop.services.memory import peak_bytes
from desktop.services.rest import Rest
from desktop.services.wording import (
    choice_word,
    explain_kind,
)
from desktop.settings import Section, Value
from desktop.ui import shortcuts
from desktop.ui.beside_days import BesideDays
from desktop.ui.crash_box import CrashBox, details
from desktop.ui.diary.day_list import DayColumn
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.late_diary import LateDiary
from desktop.ui.late_page import LatePage
from desktop.ui.main_window import MainWindow, Pages
from desktop.ui.message import message_box
from desktop.ui.rail import Place
from desktop.ui.remembered import Remembered
from desktop.ui.tasks.chat_jobs import ChatJobs
from desktop.ui.tasks.task_notice import TASKS_NOTICE, TaskNotice
from desktop.ui.theme import Theme
from desktop.ui.tray import Tray

if TYPE_CHECKING:
    from desktop.services.model_choice import ModelChoice
    from desktop.ui.care.help_page import HelpPage
    from desktop.ui.data.data_page import DataPage
    from desktop.ui.data.paper import Paper
    from desktop.ui.diary.diary_page import DiaryPage
    from desktop.ui.settings.settings_area import SettingsArea
    from desktop.ui.settings.settings_page import SettingsPage

logger = logging.getLogger(__name__)

# The window must have been painted before the worker begins to import torch.
_LOAD_AFTER_MS = 100
# Of the mood page, half a second that whoever opens it needn't wait for.
_CHART_MODULES = ("numpy", "pyqtgraph")
_RELOAD_AFTER_MS = 800
WELCOME = "welcome"


def renewed(old: "Application") -> "Application":
    """The window built anew on the same diary, with other words or another way of moving.

    What the person was doing goes on there: the page, its day, what is typed, a running reply;
    and what the program is doing, which is not waited for.
    """
    old.flush()
    new = Application(*old.built_from)
    new.go_on_from(old)
    old.leave()
    shiboken6.delete(old)
    return new


class Application(QObject):
    """The window on what lies below it.

    closed: set when the person has closed it. again: it was closed to be built anew. move_now: it
    was closed to move the diary, and to be opened again then.
    """

    def __init__(
        self,
        core: Core,
        backups: BackupService,
        theme: Theme,
        paths: DataPaths,
        instance: SingleInstance,
        home: Path | None = None,
        lasting: Lasting | None = None,
    ) -> None:
        """home: the folder with the note on where the diary lies; None where its folder was given
        and can't be moved. lasting: of a window that this one takes the place of."""
        super().__init__()
        self._core, self._backups, self._instance = core, backups, instance
        self._theme, self._drafts = theme, DraftKeeper(core.diary, self)
        self._lasting = lasting or Lasting(core, backups, paths)
        self.built_from = core, backups, theme, paths, instance, home, self._lasting
        self.closed, self.again, self.move_now = Closing(), False, False
        self._paths, self._home = paths, home
        self._settings = LatePage(self._make_settings)
        self._rest = Rest(core.inference, core.settings, self)
        # Once for what is changed in one go: weights take seconds to load.
        self._reload = QTimer(self, singleShot=True, interval=_RELOAD_AFTER_MS)
        self._reload.timeout.connect(core.inference.reload)
        self._help: HelpPage | None = None
        days = DayColumn(core.diary, core.chat, theme)
        self._diary = LateDiary(
            core.diary,
            core.chat,
            core.label_service,
            self._drafts,
            self._lasting.deletion,
            theme,
            self._on_this_day,
            self._offer_day_jobs,
        )
        mood, help_page = LatePage(self._make_mood), LatePage(self._make_help)
        pages = Pages(days, self._diary, mood, self._settings, help_page)
        self.window = MainWindow(
            core.chat,
            core.inference,
            core.label_service,
            theme,
            core.settings,
            pages,
            peak_bytes,
            reduced_motion=core.settings.text("motion") == "none",
        )
        self._chat_outdated = False
        self._remembered = Remembered(paths.window)
        self._undo = self._lasting.undo
        self.tray, self._long_jobs = Tray(self), LongJobs(core.relabelling, self)
        self._connect()
        self._offer_jobs()
        self._be_at_hand()
        self._keep_what_is_typed()
        self._welcome()

    # Pages that are built, and whose modules are imported, when they are first shown

    def _make_mood(self) -> QWidget:
        from desktop.ui.mood.mood_page import MoodPage

        core = self._core
        page = MoodPage(core.moods, self._theme, self._day_begins_at, core.labels)
        page.day_chosen.connect(self._show_day)
        page.entries_chosen.connect(self._show_found)
        page.follow(core.relabelling)
        page.write_wanted.connect(self._show_today)
        return page

    def _make_help(self) -> QWidget:
        from desktop.ui.care.help_page import HelpPage

        self._help = HelpPage(self._core.care, self._theme)
        return self._help

    def _make_settings(self) -> QWidget:
        from desktop.pages_behind import PagesBehind
        from desktop.services.place_service import PlaceService
        from desktop.ui.labels.label_rows import AgreementRow, RelabelRow
        from desktop.ui.labels.learning_page import LearningRow
        from desktop.ui.settings.settings_area import SettingsArea
        from desktop.ui.settings.settings_page import SettingsPage

        core, theme = self._core, self._theme
        folder, put_back = str(self._paths.folder), self._lasting.put_back.emit
        page = SettingsPage(core.settings, theme, folder, put_back=put_back)
        learning = LearningRow(core.learning, theme)
        agreement, again = (
            AgreementRow(core.label_service, theme),
            RelabelRow(core.relabelling, theme),
        )
        page.add_rows(Section.LABELS, (agreement, learning, again))
        page.place.follow(PlaceService(self._paths.folder, self._home, page))
        page.place.move_now.connect(self._move_now)
        page.model_dir_chosen.connect(self._load_chosen)
        page.done.connect(self._undo.add)
        page.setting_changed.connect(self._on_setting)
        self.choice.changed.connect(page.show_model)
        area = SettingsArea(page, core.doctor, theme)
        lasting, paths, remember = self._lasting, self._paths, self._undo.add
        behind = PagesBehind(core, lasting, self._backups, paths, theme, self._paper, remember)
        behind.add_to(area, learning)
        self._long_jobs.follow(lasting.transfer)
        return area

    @Slot()
    def _show_figures(self) -> None:
        from desktop.ui.settings.settings_area import FIGURES

        self.window.rail.choose(Place.SETTINGS)
        self.settings_area.open(FIGURES)

    @property
    def choice(self) -> "ModelChoice":
        """Which weights are in use; there before they are loaded."""
        return self._lasting.choice

    @property
    def settings_area(self) -> "SettingsArea":
        """The settings, built if they weren't yet."""
        from desktop.ui.settings.settings_area import SettingsArea

        area = self._settings.page
        assert isinstance(area, SettingsArea)
        return area

    @Slot(str)
    def _on_notice_acted(self, key: str) -> None:
        if key == "model":
            self.settings_area.choose_model()
        elif key == TASKS_NOTICE:
            from desktop.ui.settings.settings_area import TASKS

            self.window.rail.choose(Place.SETTINGS)
            self.settings_area.open(TASKS)

    def _offer_jobs(self) -> None:
        """Summaries and translations beside the conversation, and what is wrong with a prompt."""
        core, page = self._core, self.window.chat_page
        page.composer.way.use(lambda: core.chat.way)
        parts = page.composer, page.timeline, page.notices, self._theme
        jobs = ChatJobs(self._lasting.chat_jobs, core.tasks, *parts)
        jobs.begun.connect(self._on_job_begun)
        page.offer(jobs)
        self._task_notice = TaskNotice(core.tasks, self.window.notices)

    def _offer_day_jobs(self, page: "DiaryPage") -> None:
        """The same on a day of the diary, with a card of its own."""
        from desktop.ui.diary.day_jobs import DayJobs

        jobs = self._lasting.day_jobs
        page.offer_jobs(DayJobs(jobs, self._core.tasks, page.bar.jobs, self._theme))

    def _connect(self) -> None:
        self.window.closing.connect(self._close)
        figures = QShortcut(shortcuts.sequences("figures")[0], self.window)
        figures.activated.connect(self._show_figures)
        self._diary.help_wanted.connect(self.window.show_help)
        self._diary.done.connect(self._undo.add)
        self.window.undo_wanted.connect(self._undo.undo)
        self._undo.undone.connect(self.window.tell_undone)
        self._undo.added.connect(self.window.forget_undone)
        self._undo.failed.connect(self.window.tell_not_undone)
        self._lasting.put_back.connect(self._put_back)
        self._remembered.follow_days(self.window.today, "today")
        self._diary.built.connect(self._on_diary_built)
        self.window.notices.acted.connect(self._on_notice_acted)
        self._instance.raise_requested.connect(self._raise)
        for job in (self._core.relabelling, self._core.learning):
            job.storage_failed.connect(self._core.label_service.storage_failed)
        diary = self._core.diary
        for changed in (diary.entry_changed, diary.entries_removed, diary.entries_restored):
            changed.connect(self._on_entries)
        self.window.rail.chosen.connect(self._on_place)
        self._backups.replaced.connect(self._on_replaced)
        self._backups.damaged.connect(self._on_damaged)
        self._backups.failed.connect(self._on_backup_failed)
        self._backups.backup_made.connect(self._on_backed_up)

    def _be_at_hand(self) -> None:
        """In the tray, if the person wants that."""
        self.tray.open_wanted.connect(self._raise)
        self.tray.write_wanted.connect(self._write)
        self.tray.quit_wanted.connect(self._quit)
        self._long_jobs.ended.connect(self._on_job_ended)
        self.tray.show(self._core.settings.text("tray") == "on")

    def _keep_what_is_typed(self) -> None:
        """In the chat too: what stood there unsent stands there again after a crash."""
        composer = self.window.chat_page.composer
        if begun := self._drafts.draft(COMPOSER):
            composer.fill(begun)
        composer.typed.connect(self._on_typed)
        self.window.chat_page.committed.connect(self._on_committed)
        self._drafts.failed.connect(self._core.label_service.storage_failed)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._drafts.keep(COMPOSER, text)

    @Slot()
    def _on_committed(self) -> None:
        self._drafts.forget(COMPOSER)

    @Slot()
    def _on_job_begun(self) -> None:
        """A job's text is kept nowhere: its draft goes at once, or a kill would bring it back."""
        self._drafts.drop(COMPOSER)

    def _welcome(self) -> None:
        """One card for who is here for the first time, until it is put away."""
        if self._remembered.dismissed(WELCOME):
            return
        from desktop.ui.chat.welcome_card import WelcomeCard

        card = WelcomeCard(str(self._paths.folder))
        card.dismissed.connect(self._on_welcomed)
        card.model_wanted.connect(self._on_model_wanted)
        self.window.chat_page.offer_card(card)

    @Slot()
    def _on_welcomed(self) -> None:
        self._remembered.dismiss(WELCOME)
        self.window.chat_page.empty.drop_card()

    @Slot()
    def _on_model_wanted(self) -> None:
        self.window.rail.choose(Place.SETTINGS)
        self.settings_area.choose_model()

    def start(self, model: str | None) -> None:
        """Show the window; the weights follow once it is on screen."""
        self._catch_bugs()
        self._remembered.restore_window(self.window)
        self.window.rail.choose(self._first_place())
        self.window.show()
        self._core.diary.watch()
        self._core.tasks.watch()
        self._backups.start()
        QTimer.singleShot(_LOAD_AFTER_MS, self, lambda: self._after_start(model))

    def _first_place(self) -> Place:
        """What the setting names, or where one was last."""
        wish = self._core.settings.text("start_page")
        return self._remembered.place() if wish == "last" else Place[wish.upper()]

    def _after_start(self, model: str | None) -> None:
        self._instance.listen()
        _ = self.choice  # takes off an adapter that doesn't fit
        self._core.load(model)
        self._core.relabelling.go_on()
        self._lasting.import_ahead(_CHART_MODULES)

    async def stop_downloads(self) -> None:
        """While the loop still runs. What came is kept for another time."""
        await self._lasting.stop_downloads()

    def _catch_bugs(self) -> None:
        sys.excepthook = self._report_bug

    def go_on_from(self, old: "Application") -> None:
        """Show the window where the old one stands, with what was open there."""
        self._catch_bugs()
        if old._reload.isActive():
            self._reload.start()
        self.window.restoreGeometry(old.window.saveGeometry())
        if not old.window.isMaximized():
            self.window.setGeometry(old.window.geometry())
        self.window.chat_page.show_day(old.window.chat_page.day)
        self._diary.go_on_from(old._diary)
        if self._lasting.is_transferring:
            self._long_jobs.follow(self._lasting.transfer)
        self.window.rail.choose(old.window.stack.currentIndex())
        self.window.show()
        self.window.activateWindow()
        if old._settings.is_built:
            self.settings_area.go_on_from(old.settings_area)
        if self.window.stack.currentIndex() == Place.SETTINGS:
            self._stand_in_settings(old.settings_area.settings)

    def _stand_in_settings(self, old: "SettingsPage") -> None:
        page, scrolled = self.settings_area.settings, old.area.verticalScrollBar().value()
        page.controls["language"].setFocus()
        page.go_on_from(old)
        bar = page.area.verticalScrollBar()
        QTimer.singleShot(0, page, lambda: bar.setValue(scrolled))  # once it is laid out

    def flush(self) -> None:
        """What is typed is saved."""
        self._drafts.flush()
        if self._help is not None:
            self._help.flush()

    def end(self) -> None:
        """Commit, take the window away, wait for what can't be broken off."""
        self._core.chat.close()
        self.leave()
        self._lasting.close()

    def leave(self) -> None:
        """Take the window away: no timer of its pages may read a closed diary."""
        self.flush()
        self.tray.show(False)
        shiboken6.delete(self.window)

    @Slot(str)
    def _load_chosen(self, folder: str) -> None:
        """What was just chosen counts more than the command line and the environment."""
        self.choice.use(Path(folder).expanduser() if folder else resources.BUNDLED_MODEL)

    @Slot()
    def _close(self) -> None:
        """Into the tray where there is one; otherwise that was all."""
        self._remembered.keep_window(self.window, self.window.stack.currentIndex())
        self.flush()
        if not self.tray.shown:
            self.closed.set()

    @Slot()
    def _quit(self) -> None:
        self._close()
        self.closed.set()

    @Slot()
    def _move_now(self) -> None:
        self.move_now = True
        self._quit()

    @Slot(object)
    def _put_back(self, values: dict[str, Value]) -> None:
        """Settings that were reset, perhaps in a window before this one."""
        self.settings_area.settings.put_back(values)

    @Slot(str)
    def _on_setting(self, key: str) -> None:
        settings = self._core.settings
        if key == "tray":
            self.tray.show(settings.text(key) == "on")
        elif key in ("precision", "threads"):
            self._reload.start()
        elif key == "unload_after_min":
            self._rest.setting_changed()
        elif key in ("language", "motion"):
            application = QApplication.instance()
            assert application is not None
            install_language(application, settings.text("language"))
            self.again = True
            self.closed.set()

    @Slot(str)
    def _on_job_ended(self, sentence: str) -> None:
        if not (self.window.isVisible() and self.window.isActiveWindow()):
            QApplication.alert(self.window)
            self.tray.tell(sentence)

    @Slot()
    def _write(self) -> None:
        self._raise()
        self._show_today()

    @Slot(object)
    def _on_diary_built(self, beside: BesideDays) -> None:
        self._remembered.follow_days(beside, "diary")

    @Slot(object)
    def _on_damaged(self, _damage: object) -> None:
        """Found while it is open: nothing more is written, and the next start offers a backup."""
        box = message_box(explain_kind("diary_damaged_open"))
        box.setParent(self.window, box.windowFlags())
        box.setModal(False)
        box.show()

    @Slot(object)
    def _on_backup_failed(self, failure: EnvironmentFailure) -> None:
        """Also of the daily one, whatever page is open: nobody looks for a backup that isn't."""
        data = self._data_page()
        seen = data is not None and data.isVisible()
        if not seen and not isinstance(failure, DiaryDamaged):
            from desktop.services import data_words

            self.window.notices.tell("backup", data_words.backup_trouble(failure))

    def _data_page(self) -> "DataPage | None":
        """If somebody went there."""
        if not self._settings.is_built:
            return None
        from desktop.ui.data.data_page import DataPage
        from desktop.ui.settings.settings_area import DATA

        page = self.settings_area.built(DATA)
        return page if isinstance(page, DataPage) else None

    @Slot()
    def _on_backed_up(self) -> None:
        self.window.notices.clear("backup")

    @Slot()
    def _on_replaced(self) -> None:
        """The page stays where the restore was asked for; the chat behind it is read anew."""
        self.window.chat_page.show_day(self._core.chat.today())

    def _paper(self) -> "Paper":
        from desktop.ui.data.paper import paper

        choices = (*self._core.labels.choices, self._core.labels.unsure)
        words = {choice.word: choice_word(choice) for choice in choices}
        return paper(self._theme, words, self.window.windowTitle())

    @Slot(object)
    def _show_day(self, day: date) -> None:
        """All of that day, what wanted no reply among it."""
        self.window.rail.choose(Place.DIARY)
        self._diary.diary.show_day(day)

    @Slot(object, str)
    def _show_found(self, query: Query, name: str) -> None:
        self.window.rail.choose(Place.DIARY)
        self._diary.diary.show_found(query, name)

    @Slot()
    def _show_today(self) -> None:
        self.window.rail.choose(Place.TODAY)
        self.window.chat_page.show_today()

    @Slot(object)
    def _on_entries(self, _about: object) -> None:
        """The chat's day may show one of them; it is read again when one comes back to it."""
        self._chat_outdated = not self.window.chat_page.isVisible()

    @Slot(int)
    def _on_place(self, place: int) -> None:
        if place == Place.HELP and self._help is not None:
            self._help.take_focus()
        if place == Place.TODAY and self._chat_outdated:
            self._chat_outdated = False
            self.window.chat_page.show_day(self.window.chat_page.day)

    @Slot()
    def _raise(self) -> None:
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _on_this_day(self) -> str:
        return self._core.settings.text("on_this_day")

    def _day_begins_at(self) -> time:
        return self._core.settings.day_begins_at

    def _report_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Keep what was typed, tell, let the person decide. Its message may quote the diary: it is
        neither logged nor shown."""
        logger.critical("%s\n%s", kind.__name__, "".join(traceback.format_tb(trace)))
        interrupted = issubclass(kind, KeyboardInterrupt)
        if not shiboken6.isValid(self.window):  # it is being closed: what was typed is saved
            if interrupted:
                self.closed.set()
            return
        self._drafts.keep(COMPOSER, self.window.chat_page.composer.text())
        self._drafts.flush()
        if interrupted:
            self._quit()
        elif self.window.findChild(CrashBox) is None:  # one is enough, however many bugs follow
            box = CrashBox(details(kind, trace), self.window)
            box.close_wanted.connect(self._quit)
            box.show()
