"""What goes on while the window is built anew with other words: downloads, imports, jobs, and
what can be taken back.

Knows who does them, not who shows them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.composition import Core, build_choice, build_models, build_transfer
from desktop.paths import DataPaths
from desktop.services.backup_service import BackupService
from desktop.services.deletion import Deletion
from desktop.services.import_ahead import ImportAhead
from desktop.services.job_service import JobService
from desktop.services.undo import UndoHistory

if TYPE_CHECKING:
    from desktop.services.model_choice import ModelChoice
    from desktop.services.model_service import ModelService
    from desktop.services.transfer_service import TransferService


class Lasting(QObject):
    """chat_jobs, day_jobs, trial_jobs: beside the conversation, on a day, with an edited task.
    mood_days: that the charts were asked to show, 0 is all; None if nobody asked.
    undo: what was done in this window and those before it.

    Signal put_back(dict): the values of settings that were reset are wanted again.
    """

    put_back = Signal(object)

    def __init__(self, core: Core, backups: BackupService, paths: DataPaths) -> None:
        super().__init__()
        self._core, self._paths = core, paths
        self.deletion = Deletion(paths.diary, core.diary, backups, self)
        self.chat_jobs, self.day_jobs, self.trial_jobs = (self._make_jobs() for _ in range(3))
        self.mood_days: int | None = None
        self.undo = UndoHistory(self)
        core.label_service.corrected.connect(self.undo.add)
        backups.replaced.connect(self.undo.forget)
        self._transfer: TransferService | None = None
        self._models: ModelService | None = None
        self._choice: ModelChoice | None = None
        self._ahead: ImportAhead | None = None

    def _make_jobs(self) -> JobService:
        core = self._core
        between = core.diary.entries_between
        return JobService(core.inference, core.settings, between, core.chat.today, self)

    # Built when they are first wanted: what they import takes longer than the window to paint

    @property
    def transfer(self) -> "TransferService":
        if self._transfer is None:
            self._transfer = build_transfer(self._core, self._paths)
        return self._transfer

    @property
    def is_transferring(self) -> bool:
        """Whether an import or export is under way."""
        return self._transfer is not None and self._transfer.busy

    @property
    def models(self) -> "ModelService":
        if self._models is None:
            self._models = build_models(self._paths)
        return self._models

    @property
    def choice(self) -> "ModelChoice":
        """Which weights are in use; there before they are loaded."""
        if self._choice is None:
            self._choice = build_choice(self._core, self._paths)
        return self._choice

    def import_ahead(self, modules: Sequence[str]) -> None:
        self._ahead = ImportAhead(self._core.inference, modules, self)

    # The end

    async def stop_downloads(self) -> None:
        """While the loop still runs. What came is kept for another time."""
        if self._models is not None:
            await self._models.stop()

    def close(self) -> None:
        """Wait for what can't be broken off. Before the diary is closed."""
        for jobs in (self.chat_jobs, self.day_jobs, self.trial_jobs):
            jobs.stop()
        self.deletion.close()
        for service in (self._transfer, self._models, self._ahead):
            if service is not None:
                service.close()
