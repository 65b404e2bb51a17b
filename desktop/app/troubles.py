"""What goes wrong in the whole window: a bug, a damaged diary, a backup that isn't made."""

import logging
import sys
import traceback
from types import TracebackType

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from desktop.app.late_pages import LatePages
from desktop.domain.entries import COMPOSER
from desktop.errors import DiaryDamaged, EnvironmentFailure
from desktop.services.backup_service import BackupService
from desktop.services.wording import explain_kind
from desktop.ui.crash_box import CrashBox, details
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.main_window import MainWindow
from desktop.ui.message import message_box

logger = logging.getLogger(__name__)


class Troubles(QObject):
    """Signals: close_wanted(): the person had enough. interrupted(): from outside, while the window
    was there no more."""

    close_wanted = Signal()
    interrupted = Signal()

    def __init__(
        self,
        window: MainWindow,
        pages: LatePages,
        drafts: DraftKeeper,
        backups: BackupService,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._pages, self._drafts = window, pages, drafts
        backups.damaged.connect(self._on_damaged)
        backups.failed.connect(self._on_backup_failed)
        backups.backup_made.connect(self._on_backed_up)

    # The diary

    @Slot(object)
    def _on_damaged(self, _damage: object) -> None:
        """Found while it is open: nothing more is written, and the next start offers a backup."""
        box = message_box(explain_kind("diary_damaged_open"))
        box.setParent(self._window, box.windowFlags())
        box.setModal(False)
        box.show()

    @Slot(object)
    def _on_backup_failed(self, failure: EnvironmentFailure) -> None:
        """Also of the daily one, whatever page is open: nobody looks for a backup that isn't."""
        data = self._pages.data_page()
        seen = data is not None and data.isVisible()
        if not seen and not isinstance(failure, DiaryDamaged):
            from desktop.services import data_words

            self._window.notices.tell("backup", data_words.backup_trouble(failure))

    @Slot()
    def _on_backed_up(self) -> None:
        self._window.notices.clear("backup")

    # Bugs

    def catch_bugs(self) -> None:
        """From now on, in place of whoever did before."""
        sys.excepthook = self.report_bug

    def report_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Keep what was typed, tell, let the person decide. Its message may quote the diary: it is
        neither logged nor shown."""
        logger.critical("%s\n%s", kind.__name__, "".join(traceback.format_tb(trace)))
        interrupted = issubclass(kind, KeyboardInterrupt)
        if not shiboken6.isValid(self._window):  # it is being closed: what was typed is saved
            if interrupted:
                self.interrupted.emit()
            return
        self._drafts.keep(COMPOSER, self._window.chat_page.composer.text())
        self._drafts.flush()
        if interrupted:
            self.close_wanted.emit()
        elif self._window.findChild(CrashBox) is None:  # one is enough, however many bugs follow
            box = CrashBox(details(kind, trace), self._window)
            box.close_wanted.connect(self.close_wanted)
            box.show()
