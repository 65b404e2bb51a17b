"""Backups as the window sees them: made when due, listed, restored, undone, purged."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.domain.backups import Backup, Reason
from desktop.errors import BackupMissing, DiaryDamaged, EnvironmentFailure, StorageFailure
from desktop.services.background import Background
from desktop.services.clock import Clock
from desktop.storage import restoring
from desktop.storage.backups import BackupFolder
from desktop.storage.checks import Health, check, rebuild_index
from desktop.storage.database import Database, open_database, open_unchanged

__all__ = ["BackupService", "Health"]

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FIRST_LOOK_MS, LOOK_MS = 20_000, 3_600_000
_Then = Callable[[object], None]
_Otherwise = Callable[[EnvironmentFailure], None]


class BackupService(QObject):
    """Everything that takes a while runs on a thread of its own and connection of its own.

    Signals:
        backup_made(Backup): there is a new one, or the newest was still the same as the diary.
        failed(EnvironmentFailure): of a backup, a check or a purge.
        checked(Health): the file was looked through.
        damaged(DiaryDamaged): it is not sound. Nothing more is written to it, and a copy was put
            aside: offer `newest_sound`.
        about_to_replace(): end what is under way; the diary's file is exchanged next.
        replaced(Backup): the diary is another one now: read everything again.
        not_replaced(EnvironmentFailure): BackupMissing, DiaryDamaged (of the copy), DiaryInUse
            (another program has the diary open), DiskFull, StorageFailure: it is as it was.
        purged(int): so many old copies were deleted.
        busy_changed(bool)
    """

    backup_made = Signal(object)
    failed = Signal(object)
    checked = Signal(object)
    damaged = Signal(object)
    about_to_replace = Signal()
    replaced = Signal(object)
    not_replaced = Signal(object)
    purged = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self,
        database: Database,
        diary: Path,
        folder: BackupFolder,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._database, self._diary, self._folder, self._clock = database, diary, folder, clock
        self._background = Background(self)
        self._jobs: dict[int, tuple[_Then, _Otherwise]] = {}
        self._looked: datetime | None = None
        self._closed = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer)
        self._background.done.connect(self._on_done)
        self._background.failed.connect(self._on_failed)
        self._background.busy_changed.connect(self.busy_changed)

    # When it is time

    def start(self) -> None:
        """Look every hour whether a backup or a check is due; first when the start is over."""
        with suppress(StorageFailure):  # left by a restore that was killed: no copy stays unseen
            restoring.forget(self._diary)
            restoring.settle(self._diary, self._folder)
        self._timer.start(FIRST_LOOK_MS)

    @Slot()
    def _on_timer(self) -> None:
        self._timer.setInterval(LOOK_MS)
        self.look()

    def look(self) -> None:
        """Back up if the newest is a day old, check all if that was a week ago."""
        now = self._clock().utc
        if self._looked is not None and _near(self._looked, now, DAY):
            return
        self._looked = now
        try:
            newest = self._newest()
            if self._folder.checked_at() is None or not self._near_check(now):
                self.check()
        except StorageFailure as failure:
            self.failed.emit(failure)
            return
        if newest is None or not _near(newest.made, now, DAY):
            self._make(Reason.DAILY)

    def _near_check(self, now: datetime) -> bool:
        checked = self._folder.checked_at()
        return checked is not None and _near(checked, now, WEEK)

    # What the person asks for

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._background.busy

    @property
    def folder(self) -> Path:
        return self._folder.folder

    def backups(self) -> list[Backup]:
        """All copies, newest first; see `Backup.reason`. Raises StorageFailure."""
        return self._folder.backups()

    def back_up(self) -> None:
        """Make one now: `backup_made` or `failed`."""
        self._make(Reason.MANUAL)

    def check(self) -> None:
        """Look the whole file through: `checked`, and `damaged` if it isn't sound."""
        diary, folder, now = self._diary, self._folder, self._clock().utc
        self._submit(lambda: _checked(diary, folder, now), self._on_checked)

    def purge(self) -> None:
        """Delete all older copies, which hold what was deleted since, after making a new one."""
        diary, folder, now = self._diary, self._folder, self._clock().utc

        def work() -> int:
            _backed_up(diary, folder, Reason.MANUAL, now)
            return folder.purge()

        self._submit(work, self.purged.emit)

    def newest_sound(self) -> Backup | None:
        """For a damaged diary; reads the backup through. Raises StorageFailure."""
        return self._folder.newest_sound()

    def restore(self, name: str) -> None:
        """Put a copy in the diary's place: `replaced` or `not_replaced`.

        The copy is read and laid ready on the thread; what is written meanwhile belongs to what
        is replaced, and can be had back with it by `undo`.
        """
        self._prepare(lambda: next(b for b in self._folder.backups() if b.name == name))

    def undo(self) -> None:
        """Bring back what the last restore replaced: `replaced` or `not_replaced`."""
        self._prepare(lambda: restoring.last_replaced(self._folder))

    def close(self) -> None:
        """Wait for what runs. Before the diary is closed."""
        self._timer.stop()
        self._closed = True
        self._background.close()
        with suppress(StorageFailure):
            restoring.forget(self._diary)

    # How it is done

    def _now(self) -> datetime:
        return self._clock().utc

    def _newest(self) -> Backup | None:
        return next((b for b in self.backups() if b.reason.is_backup), None)

    def _prepare(self, chosen: Callable[[], Backup]) -> None:
        def work() -> Backup:
            try:
                copy = chosen()
                restoring.prepare(self._diary, self._folder, copy.name)
            except (KeyError, StopIteration) as error:
                raise BackupMissing(str(error)) from error
            return copy

        self._submit(work, self._exchange, self.not_replaced.emit)

    def _exchange(self, copy: object) -> None:
        """The rest is short, and nobody may read or write meanwhile: here, not on the thread."""
        if self._closed:
            return
        self.about_to_replace.emit()
        self._background.wait()
        try:
            self._database.while_closed(
                lambda: restoring.exchange(self._diary, self._folder, self._now())
            )
        except EnvironmentFailure as failure:
            self.not_replaced.emit(failure)
        else:
            self.replaced.emit(copy)

    def _make(self, reason: Reason) -> None:
        diary, folder, now = self._diary, self._folder, self._clock().utc
        self._submit(lambda: _backed_up(diary, folder, reason, now), self.backup_made.emit)

    def _submit(
        self, work: Callable[[], object], then: _Then, otherwise: _Otherwise | None = None
    ) -> None:
        self._jobs[self._background.submit(work)] = then, otherwise or self._on_trouble

    @Slot(object, object)
    def _on_done(self, job: int, result: object) -> None:
        self._jobs.pop(job)[0](result)

    @Slot(object, object)
    def _on_failed(self, job: int, failure: EnvironmentFailure) -> None:
        self._jobs.pop(job)[1](failure)

    def _on_trouble(self, failure: EnvironmentFailure) -> None:
        if isinstance(failure, DiaryDamaged):
            self._on_damage(failure)
        self.failed.emit(failure)

    def _on_checked(self, health: object) -> None:
        assert isinstance(health, Health)
        self.checked.emit(health)
        if health.problems:
            self._on_damage(DiaryDamaged(health.problems[0]))

    def _on_damage(self, damage: DiaryDamaged) -> None:
        self._database.refuse_writes()
        self._timer.stop()
        try:
            restoring.put_aside(self._diary, self._folder, self._clock().utc)
        except StorageFailure as failure:
            self.failed.emit(failure)
        self.damaged.emit(damage)


def _near(one: datetime, other: datetime, span: timedelta) -> bool:
    """Either way: a clock that was set back must not stop backups until it has caught up."""
    return abs(one - other) < span


def _backed_up(diary: Path, folder: BackupFolder, reason: Reason, now: datetime) -> Backup:
    database = open_unchanged(diary)
    try:
        return folder.make(database, reason, now)
    finally:
        database.close()


def _checked(diary: Path, folder: BackupFolder, now: datetime) -> Health:
    """A search index that is out of step is made again: it holds nothing of its own."""
    database = open_database(diary)
    try:
        health = check(database, whole=True)
        if not health.problems and not health.index_sound:
            rebuild_index(database)
            health = check(database, whole=True)
    finally:
        database.close()
    if health.sound:
        folder.note_check(now)
    return health
