"""What `import`, `export`, `search`, `backup`, `restore` and `check` do."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.exits import DONE, NO_STORAGE, USAGE


@contextmanager
def _place(options: argparse.Namespace) -> Iterator["Place"]:
    from PySide6.QtCore import QCoreApplication

    from desktop.language import install_language
    from desktop.paths import data_paths
    from desktop.settings import Settings

    paths = data_paths(getattr(options, "data_dir", None))
    settings = Settings(paths.settings)
    # It lives as long as the options do: a failure is still told in its language afterwards.
    options.qt = QCoreApplication.instance() or QCoreApplication([])
    install_language(options.qt, settings.text("language"))
    place = Place(paths, settings)
    try:
        yield place
    finally:
        place.close()


class Place:
    """A data folder in the terminal: its diary is opened when it is asked for."""

    def __init__(self, paths: Any, settings: Any) -> None:
        self.paths, self.settings = paths, settings
        self._database: Any = None

    @property
    def database(self) -> Any:
        """The diary that is there. Raises DiaryMissing."""
        from desktop.opening import open_to_read

        return self._opened(open_to_read)

    @property
    def begun(self) -> Any:
        """The same, made if need be."""
        from desktop.opening import open_diary

        return self._opened(open_diary)

    def _opened(self, opened: Callable[[Any], Any]) -> Any:
        if self._database is None:
            self._database = opened(self.paths)
        return self._database

    @property
    def backups(self) -> Any:
        from desktop.storage.backups import BackupFolder

        return BackupFolder(self.paths.backups)

    def close(self) -> None:
        if self._database is not None:
            self._database.close()


def import_(options: argparse.Namespace) -> int:
    from desktop.diary_printers import print_import
    from desktop.domain.transfer import ImportFormat
    from desktop.services.clock import now
    from desktop.storage.import_store import ImportStore
    from desktop.storage.importers.reading import read
    from desktop.storage.importers.records import Setting
    from desktop.storage.importing import take
    from desktop.storage.looking import looking_into

    with _place(options) as place:
        moment = now()
        setting = Setting(moment.zone, place.settings.day_begins_at, moment.offset_s)
        wanted = ImportFormat(options.format) if options.format else None
        format, reading = read(options.file, wanted, setting)
        moods = dict(options.map)
        if options.dry_run:
            with looking_into(place.paths.diary) as diary:
                report = ImportStore(diary).preview(format, reading, moods)
        else:
            report = take(place.begun, place.backups, format, reading, moment.utc_ms, moods)
        print_import(report, dry_run=options.dry_run, as_json=options.json)
    return DONE


def _days(options: argparse.Namespace) -> bool:
    """Whether its days are the right way round; if not, that is said."""
    since, until = options.since, options.until
    if since is None or until is None or since <= until:
        return True
    from desktop.diary_printers import print_days_reversed

    print_days_reversed(since, until)
    return False


def export_(options: argparse.Namespace) -> int:
    from desktop.diary_printers import print_export
    from desktop.domain.transfer import ExportFormat
    from desktop.services.clock import now
    from desktop.storage.exporters.writing import export

    with _place(options) as place:
        if not _days(options):
            return USAGE
        days = (options.since, options.until)
        target = options.to.absolute()
        format = ExportFormat(options.format)
        exported = export(place.database, format, target, now().utc_ms, *days)
        print_export(exported, target, as_json=options.json)
    return DONE


def search_(options: argparse.Namespace) -> int:
    from desktop.diary_printers import print_found
    from desktop.domain.search import Query
    from desktop.storage.search_store import SearchStore

    query = replace(
        Query.of(options.query).within(options.since, options.until),
        label=options.label,
        valence_from=options.valence_from,
        valence_to=options.valence_to,
        tags=tuple(options.tag),
    )
    with _place(options) as place:
        if not _days(options):
            return USAGE
        pages = (max(options.limit, 0), max(options.offset, 0))
        print_found(SearchStore(place.database).search(query, *pages), as_json=options.json)
    return DONE


def backup_(options: argparse.Namespace) -> int:
    from desktop.diary_printers import print_backups
    from desktop.domain.backups import Reason
    from desktop.services.clock import now

    with _place(options) as place:
        if options.list:
            backups = place.backups.backups()
            if not backups:  # without a diary they are all the more to be seen
                _ = place.database
        else:
            backups = [place.backups.make(place.database, Reason.MANUAL, now().utc)]
        print_backups(backups, place.backups.folder, as_json=options.json)
    return DONE


def restore_(options: argparse.Namespace) -> int:
    from desktop.diary_printers import print_restored
    from desktop.errors import DiaryInUse
    from desktop.services.instance import SingleInstance

    with _place(options) as place:
        _create_for(options, place)
        instance = SingleInstance(place.paths.lock)
        if not instance.acquire():
            raise DiaryInUse(str(place.paths.diary))
        try:
            print_restored(_restored(options, place), as_json=options.json)
        finally:
            instance.release()
    return DONE


def _create_for(options: argparse.Namespace, place: Place) -> None:
    """The folder, if it isn't there and a file is to become its diary. Raises BackupMissing."""
    from desktop.errors import BackupMissing

    if not place.paths.folder.exists() and not (options.backup and Path(options.backup).is_file()):
        raise BackupMissing(str(options.backup))
    place.paths.create()


def _restored(options: argparse.Namespace, place: Place) -> Any:
    from desktop.errors import BackupMissing
    from desktop.services.clock import now
    from desktop.storage import restoring

    at, folder = now().utc, place.backups
    try:
        if options.undo:
            return restoring.undo(place.paths.diary, folder, at)
        backup = _chosen(options.backup, folder, at)
        restoring.restore(place.paths.diary, folder, backup.name, at)
        return backup
    except KeyError as error:
        raise BackupMissing(str(options.backup)) from error


def _chosen(name: str | None, folder: Any, at: Any) -> Any:
    """Raises KeyError if there is no such backup."""
    if name is None:
        backup = folder.newest_sound()
        if backup is None:
            raise KeyError(name)
        return backup
    if Path(name).is_file():
        return folder.adopt(Path(name), at)
    folder.path(name)
    return next(backup for backup in folder.backups() if backup.name == name)


def check_(options: argparse.Namespace) -> int:
    from desktop.diary_printers import print_health
    from desktop.storage.checks import check, rebuild_index

    with _place(options) as place:
        health = check(place.database, whole=True)
        repaired = bool(options.repair and not health.problems and not health.index_sound)
        if repaired:
            rebuild_index(place.database)
            health = check(place.database, whole=True)
        newest = next((b for b in place.backups.backups() if b.reason.is_backup), None)
        print_health(health, newest, repaired=repaired, as_json=options.json)
    return DONE if health.sound else NO_STORAGE
