"""The window on what lies below it: what it is made of, how it begins, goes on and ends."""

from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desktop import resources
from desktop.app.beside_chat import BesideChat
from desktop.app.late_pages import LatePages
from desktop.app.troubles import Troubles
from desktop.app.ways import Ways
from desktop.composition import Core
from desktop.language import install_language
from desktop.lasting import Lasting
from desktop.paths import DataPaths
from desktop.services.backup_service import BackupService
from desktop.services.closing import Closing
from desktop.services.instance import SingleInstance
from desktop.services.long_jobs import LongJobs
from desktop.services.memory import peak_bytes
from desktop.services.rest import Rest
from desktop.settings import Value
from desktop.ui.beside_days import BesideDays
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.main_window import MainWindow
from desktop.ui.rail import Place
from desktop.ui.remembered import Remembered
from desktop.ui.theme import Theme
from desktop.ui.tray import Tray

if TYPE_CHECKING:
    from desktop.services.model_choice import ModelChoice
    from desktop.ui.settings.settings_area import SettingsArea
    from desktop.ui.settings.settings_page import SettingsPage

# The window must have been painted before the worker begins to import torch.
_LOAD_AFTER_MS = 100
# Of the mood page, half a second that whoever opens it needn't wait for.
_CHART_MODULES = ("numpy", "pyqtgraph")
_RELOAD_AFTER_MS = 800


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
        self._paths = paths
        self._rest = Rest(core.inference, core.settings, self)
        # Once for what is changed in one go: weights take seconds to load.
        self._reload = QTimer(self, singleShot=True, interval=_RELOAD_AFTER_MS)
        self._reload.timeout.connect(core.inference.reload)
        self._remembered, self._undo = Remembered(paths.window), self._lasting.undo
        self.tray, self._long_jobs = Tray(self), LongJobs(core.relabelling, self)
        below = core, self._lasting, backups, self._drafts, self._long_jobs
        files = FileDialogs(self._remembered)
        self._pages = LatePages(*below, theme, paths, home, files, self)
        self._diary = self._pages.diary
        self.window = self._make_window()
        self._ways = Ways(core, self.window, self._pages, self)
        self._troubles = Troubles(self.window, self._pages, self._drafts, backups, self)
        self._connect()
        self._be_at_hand()
        self._begin_chat()

    def _make_window(self) -> MainWindow:
        core = self._core
        return MainWindow(
            core.chat,
            core.inference,
            core.label_service,
            self._theme,
            core.settings,
            self._pages.for_window(),
            peak_bytes,
            reduced_motion=core.settings.text("motion") == "none",
        )

    @property
    def choice(self) -> "ModelChoice":
        """Which weights are in use; there before they are loaded."""
        return self._lasting.choice

    @property
    def settings_area(self) -> "SettingsArea":
        """The settings, built if they weren't yet."""
        return self._pages.settings_area

    def _connect(self) -> None:
        self.window.closing.connect(self._close)
        self._diary.done.connect(self._undo.add)
        self.window.undo_wanted.connect(self._undo.undo)
        self._undo.undone.connect(self.window.tell_undone)
        self._undo.added.connect(self.window.forget_undone)
        self._undo.failed.connect(self.window.tell_not_undone)
        self._lasting.put_back.connect(self._put_back)
        self._remembered.follow_days(self.window.today, "today")
        self._diary.built.connect(self._on_diary_built)
        self._instance.raise_requested.connect(self._ways.bring_up)
        for job in (self._core.relabelling, self._core.learning):
            job.storage_failed.connect(self._core.label_service.storage_failed)
        self._backups.replaced.connect(self._on_replaced)
        self._pages.model_chosen.connect(self._load_chosen)
        self._pages.setting_changed.connect(self._on_setting)
        self._pages.move_now.connect(self._move_now)
        self._troubles.close_wanted.connect(self._quit)
        self._troubles.interrupted.connect(self.closed.set)

    def _be_at_hand(self) -> None:
        """In the tray, if the person wants that."""
        self.tray.open_wanted.connect(self._ways.bring_up)
        self.tray.write_wanted.connect(self._ways.write)
        self.tray.quit_wanted.connect(self._quit)
        self._long_jobs.ended.connect(self._on_job_ended)
        self.tray.show(self._core.settings.text("tray") == "on")

    def _begin_chat(self) -> None:
        parts = self.window, self._drafts, self._remembered, self._theme
        self._beside_chat = BesideChat(self._core, self._lasting, *parts, self)
        self._beside_chat.model_wanted.connect(self._ways.choose_model)
        self._beside_chat.welcome(str(self._paths.folder))

    # The beginning

    def start(self, model: str | None) -> None:
        """Show the window; the weights follow once it is on screen."""
        self._troubles.catch_bugs()
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

    def go_on_from(self, old: "Application") -> None:
        """Show the window where the old one stands, with what was open there."""
        self._troubles.catch_bugs()
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
        if old._pages.settings_are_built:
            self.settings_area.go_on_from(old.settings_area)
        if self.window.stack.currentIndex() == Place.SETTINGS:
            self._stand_in_settings(old.settings_area.settings)

    def _stand_in_settings(self, old: "SettingsPage") -> None:
        page, scrolled = self.settings_area.settings, old.area.verticalScrollBar().value()
        page.controls["language"].setFocus()
        page.go_on_from(old)
        bar = page.area.verticalScrollBar()
        QTimer.singleShot(0, page, lambda: bar.setValue(scrolled))  # once it is laid out

    # The end

    def flush(self) -> None:
        """What is typed is saved."""
        self._drafts.flush()
        if (help_page := self._pages.help_page) is not None:
            help_page.flush()

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

    # What the person does with the window

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

    @Slot(str)
    def _on_job_ended(self, sentence: str) -> None:
        if not (self.window.isVisible() and self.window.isActiveWindow()):
            QApplication.alert(self.window)
            self.tray.tell(sentence)

    @Slot(object)
    def _on_diary_built(self, beside: BesideDays) -> None:
        self._remembered.follow_days(beside, "diary")

    @Slot()
    def _on_replaced(self) -> None:
        """The page stays where the restore was asked for; the chat behind it is read anew."""
        self.window.chat_page.show_day(self._core.chat.today())

    # Settings in force

    @Slot(str)
    def _load_chosen(self, folder: str) -> None:
        """What was just chosen counts more than the command line and the environment."""
        self.choice.use(Path(folder).expanduser() if folder else resources.BUNDLED_MODEL)

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
