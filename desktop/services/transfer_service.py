"""Moving in and out, as the window sees it: a preview, an import, an export, on a thread."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.transfer import ExportFormat, ImportFormat, ImportReport, TakenBack
from desktop.errors import EnvironmentFailure
from desktop.services.background import Background
from desktop.services.clock import Clock
from desktop.services.printing import Draw, printed, written
from desktop.settings import Settings
from desktop.storage import taking_back
from desktop.storage.backups import BackupFolder
from desktop.storage.database import Database, open_database
from desktop.storage.exporters.writing import Exported, export
from desktop.storage.import_store import ImportStore
from desktop.storage.importers.reading import read
from desktop.storage.importers.records import Setting
from desktop.storage.importing import take

__all__ = ["Exported", "TransferService"]

T = TypeVar("T")


class TransferService(QObject):
    """Each job has its own connection to the diary.

    Signals:
        previewed(ImportReport): what an import would do; nothing was changed.
        imported(ImportReport): it is done; the diary is to be read again.
        taking_back(ImportReport): an import is being undone.
        taken_back(TakenBack): an import was undone; the diary is to be read again.
        exported(Exported)
        failed(EnvironmentFailure): ImportRefused, TargetExists, TargetNotWritable, or of storage.
        busy_changed(bool)
    """

    previewed = Signal(object)
    imported = Signal(object)
    taking_back = Signal(object)
    taken_back = Signal(object)
    exported = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self,
        diary: Path,
        backups: Path,
        settings: Settings,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        """diary: the file; backups: the folder of its copies."""
        super().__init__(parent)
        self._diary, self._backups = diary, backups
        self._settings, self._clock = settings, clock
        self._background = Background(self)
        self._jobs: dict[int, Callable[[object], None]] = {}
        self._background.done.connect(self._on_done)
        self._background.failed.connect(self._on_failed)
        self._background.busy_changed.connect(self.busy_changed)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._background.busy

    def preview(
        self,
        path: Path,
        format: ImportFormat | None = None,
        moods: Mapping[str, float] | None = None,
    ) -> None:
        """Count what a file or folder holds. format: None finds it out.

        moods: what the person says that names of moods mean.
        """
        diary, setting, given = self._diary, self._setting(), dict(moods or {})

        def work() -> ImportReport:
            found, reading = read(path, format, setting)
            return _with(diary, lambda d: ImportStore(d).preview(found, reading, given))

        self._submit(work, self.previewed.emit)

    def take(
        self,
        path: Path,
        format: ImportFormat | None = None,
        moods: Mapping[str, float] | None = None,
    ) -> None:
        """Import what the diary hasn't, in one transaction, after a backup; the moods are
        remembered."""
        diary, setting, given = self._diary, self._setting(), dict(moods or {})
        backups = BackupFolder(self._backups)
        at_utc_ms = self._clock().utc_ms

        def work() -> ImportReport:
            found, reading = read(path, format, setting)
            return _with(diary, lambda d: take(d, backups, found, reading, at_utc_ms, given))

        self._submit(work, self.imported.emit)

    def take_back(self, report: ImportReport) -> None:
        """Undo an import; what the person changed of it since goes into the trash."""
        diary, at_utc_ms = self._diary, self._clock().utc_ms
        self.taking_back.emit(report)

        def work() -> TakenBack:
            return _with(diary, lambda d: taking_back.take_back(d, report.added, at_utc_ms))

        self._submit(work, self.taken_back.emit)

    def export(
        self,
        target: Path,
        format: ExportFormat,
        since: date | None = None,
        until: date | None = None,
        *,
        replace: bool = False,
    ) -> None:
        """Write the entries of a span of days; see `exporters.writing.export`.

        replace: a file that is there already may go, once the new one is whole.
        """
        diary, at_utc_ms = self._diary, self._clock().utc_ms

        def write(path: Path) -> Exported:
            return _with(diary, lambda d: export(d, format, path, at_utc_ms, since, until))

        self._submit(lambda: written(target, write, replace=replace), self.exported.emit)

    def print(
        self,
        target: Path,
        draw: Draw,
        since: date | None = None,
        until: date | None = None,
        *,
        replace: bool = False,
    ) -> None:
        """The same for paper: *draw* makes the file's bytes, on the thread."""
        diary = self._diary

        def write(path: Path) -> Exported:
            return _with(diary, lambda d: printed(d, path, draw, since, until))

        self._submit(lambda: written(target, write, replace=replace), self.exported.emit)

    def close(self) -> None:
        """Wait for what runs. Before the diary is closed."""
        self._background.close()

    def _setting(self) -> Setting:
        moment = self._clock()
        return Setting(moment.zone, self._settings.day_begins_at, moment.offset_s)

    def _submit(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        self._jobs[self._background.submit(work)] = then

    @Slot(object, object)
    def _on_done(self, job: int, result: object) -> None:
        self._jobs.pop(job)(result)

    @Slot(object, object)
    def _on_failed(self, job: int, failure: EnvironmentFailure) -> None:
        self._jobs.pop(job)
        self.failed.emit(failure)


def _with(diary: Path, work: Callable[[Database], T]) -> T:
    database = open_database(diary)
    try:
        return work(database)
    finally:
        database.close()
