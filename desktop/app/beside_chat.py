"""What stands beside the conversation: jobs on a text, a card of welcome, what is typed unsent."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop.composition import Core
from desktop.domain.entries import COMPOSER
from desktop.lasting import Lasting
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.main_window import MainWindow
from desktop.ui.remembered import Remembered
from desktop.ui.tasks.chat_jobs import ChatJobs
from desktop.ui.tasks.task_notice import TaskNotice
from desktop.ui.theme import Theme

WELCOME = "welcome"


class BesideChat(QObject):
    """Signal model_wanted(): from the card of welcome."""

    model_wanted = Signal()

    def __init__(
        self,
        core: Core,
        lasting: Lasting,
        window: MainWindow,
        drafts: DraftKeeper,
        remembered: Remembered,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page, self._drafts, self._remembered = window.chat_page, drafts, remembered
        self._offer_jobs(core, lasting, theme)
        self._task_notice = TaskNotice(core.tasks, window.notices)
        self._keep_what_is_typed()
        self._page.count_all(core.diary.entries_on)
        core.diary.changed.connect(self._page.read_kept)
        drafts.failed.connect(core.label_service.storage_failed)

    def _offer_jobs(self, core: Core, lasting: Lasting, theme: Theme) -> None:
        """Summaries and translations beside the conversation."""
        page = self._page
        page.composer.way.use(lambda: core.chat.way)
        parts = page.composer, page.timeline, page.notices, theme
        jobs = ChatJobs(lasting.chat_jobs, core.tasks, *parts)
        jobs.begun.connect(self._on_job_begun)
        page.offer(jobs)

    # What is typed

    def _keep_what_is_typed(self) -> None:
        """In the chat too: what stood there unsent stands there again after a crash."""
        composer = self._page.composer
        if begun := self._drafts.draft(COMPOSER):
            composer.fill(begun)
        composer.typed.connect(self._on_typed)
        self._page.committed.connect(self._on_committed)

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

    # Welcome

    def welcome(self, folder: str) -> None:
        """One card for who is here for the first time, until it is put away.

        folder: where the diary lies.
        """
        if self._remembered.dismissed(WELCOME):
            return
        from desktop.ui.chat.welcome_card import WelcomeCard

        card = WelcomeCard(folder)
        card.dismissed.connect(self._on_welcomed)
        card.model_wanted.connect(self.model_wanted)
        self._page.offer_card(card)

    @Slot()
    def _on_welcomed(self) -> None:
        self._remembered.dismiss(WELCOME)
        self._page.empty.drop_card()
