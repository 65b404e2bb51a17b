"""Files of other programs, imported into a diary."""

from datetime import date, time
from pathlib import Path

from desktop.domain.transfer import ImportFormat, ImportReport
from desktop.storage.database import Database
from desktop.storage.entry_store import EntryStore
from desktop.storage.import_store import ImportStore
from desktop.storage.importers.reading import read
from desktop.storage.importers.records import Setting

SETTING = Setting("Asia/Shanghai", time(4), 8 * 3600)


def take(
    database: Database,
    path: Path,
    moods: dict[str, float] | None = None,
    format: ImportFormat | None = None,
) -> ImportReport:
    return ImportStore(database).take(*read(path, format, SETTING), 7, moods)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def entries_on(database: Database, *day: int) -> list[tuple[str, str, tuple[str, ...]]]:
    """Text, local time, tags."""
    return [
        (e.entry.text, f"{e.entry.created.local:%Y-%m-%d %H:%M}", e.entry.tags)
        for e in EntryStore(database).entries_on(date(*day))
    ]
