"""An import into a diary that has something to lose: first a backup, then one transaction."""

from collections.abc import Mapping
from datetime import UTC, datetime

from desktop.domain.backups import Reason
from desktop.domain.transfer import ImportFormat, ImportReport, Reading
from desktop.storage.backups import BackupFolder
from desktop.storage.database import Database
from desktop.storage.import_store import ImportStore


def take(
    database: Database,
    backups: BackupFolder,
    format: ImportFormat | None,
    reading: Reading,
    at_utc_ms: int,
    moods: Mapping[str, float] | None = None,
) -> ImportReport:
    """See `ImportStore.take`. Thousands of entries that one didn't mean are gone by a restore.

    Where nothing new comes, or nothing was written yet, no backup is made. Raises DiaryDamaged and
    StorageFailure: then nothing was imported.
    """
    store = ImportStore(database)
    written = database.query("SELECT EXISTS (SELECT 1 FROM entries)")[0][0]
    if written and store.preview(format, reading, moods).new:
        backups.make(database, Reason.IMPORT, datetime.fromtimestamp(at_utc_ms / 1000, UTC))
    return store.take(format, reading, at_utc_ms, moods)
