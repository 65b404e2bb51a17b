"""Real deletion: out of the trash, out of the file, and, if that is wanted, out of old backups.

It rewrites the search index and folds the log, which takes a while in a large diary: so it runs
on a thread of its own and a connection of its own. Once begun it is done, whole or not at all,
also if the window closes meanwhile.
"""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.errors import EnvironmentFailure, StorageFailure
from desktop.services.background import Background
from desktop.services.backup_service import BackupService
from desktop.services.diary_service import DiaryService
from desktop.storage.database import open_database
from desktop.storage.entry_store import EntryStore


class Deletion(QObject):
    """diary: the file, and the service whose pages are told.

    Signals:
        deleted(int): so many entries are gone for good. Backups may hold them still.
        failed(StorageFailure): nothing was deleted.
        purged(int): so many old copies are gone, too.
        busy_changed(bool)
    """

    deleted = Signal(object)
    failed = Signal(object)
    purged = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self,
        path: Path,
        diary: DiaryService,
        backups: BackupService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._path, self._diary, self._backups = path, diary, backups
        self._jobs: dict[int, tuple[int, ...]] = {}
        self._background = Background(self)
        self._background.done.connect(self._on_done)
        self._background.failed.connect(self._on_failed)
        self._background.busy_changed.connect(self.busy_changed)
        backups.purged.connect(self.purged)
        backups.about_to_replace.connect(self._background.wait)  # it needs the file for itself

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._background.busy

    def delete(self, entry_ids: Iterable[int]) -> None:
        """What is in the trash of these: `deleted` or `failed`."""
        ids, path = tuple(entry_ids), self._path

        def work() -> int:
            database = open_database(path)
            try:
                return EntryStore(database).delete_for_good(ids)
            finally:
                database.close()

        self._jobs[self._background.submit(work)] = ids

    def copies(self) -> int:
        """How many copies of the diary lie there and may hold what was deleted."""
        try:
            return len(self._backups.backups())
        except StorageFailure:
            return 0

    def purge(self) -> None:
        """Make a new backup and delete all older copies: `purged`, or the backups' `failed`."""
        self._backups.purge()

    def close(self) -> None:
        """Wait for what runs. Before the diary is closed."""
        self._background.close()

    @Slot(object, object)
    def _on_done(self, job: int, count: int) -> None:
        self._diary.deleted(self._jobs.pop(job))
        self.deleted.emit(count)

    @Slot(object, object)
    def _on_failed(self, job: int, failure: EnvironmentFailure) -> None:
        del self._jobs[job]
        self.failed.emit(failure)
