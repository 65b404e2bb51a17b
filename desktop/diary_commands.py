"""`import`, `export`, `search`, `backup`, `restore`, `check`: the diary from the terminal."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from desktop.domain.transfer import ExportFormat, ImportFormat

DONE, NO_STORAGE = 0, 4


def add_parsers(commands: Any, common: argparse.ArgumentParser) -> None:
    """All take --data-dir before or after the command, and --json for one object."""
    _add_import(commands, common)
    _add_export(commands, common)
    _add_search(commands, common)
    backup = _command(commands, common, "backup", "copy the diary and read the copy again", _backup)
    backup.add_argument("--list", action="store_true", help="what there is, making none")
    restore = _command(commands, common, "restore", "put a backup in the diary's place", _restore)
    restore.add_argument(
        "backup", nargs="?", metavar="NAME", help="of `backup --list`, or a file; else the newest"
    )
    restore.add_argument(
        "--undo", action="store_true", help="bring back what the last restore replaced"
    )
    check = _command(commands, common, "check", "is the diary's file sound?", _check)
    check.add_argument("--repair", action="store_true", help="make a faulty search index again")


def _command(
    commands: Any,
    common: argparse.ArgumentParser,
    name: str,
    what: str,
    action: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, parents=[common], help=what)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(action=action)
    return parser


def _add_import(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = _command(commands, common, "import", "take in another diary", _import)
    parser.add_argument("file", metavar="FILE", type=Path, help="a file or a folder")
    parser.add_argument("--format", choices=[*ImportFormat], type=ImportFormat, metavar="F",
                        help=f"{', '.join(ImportFormat)}; else found out")  # fmt: skip
    parser.add_argument("--map", action="append", default=[], type=_mapping, metavar="NAME=VALENCE",
                        help="what a mood's name counts, -2 (worst) to 2; remembered")  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="say what would be taken, only")


def _add_export(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = _command(commands, common, "export", "write the diary to a file", _export)
    parser.add_argument("--format", choices=[*ExportFormat], type=ExportFormat, metavar="F",
                        default=ExportFormat.JSON, help=f"{', '.join(ExportFormat)}")  # fmt: skip
    parser.add_argument("--to", type=Path, required=True, metavar="PATH",
                        help="a new file; for Markdown a folder unless it ends in .md")  # fmt: skip
    _add_days(parser)


def _add_search(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = _command(commands, common, "search", "find entries by their words", _search)
    parser.add_argument("query", metavar="QUERY", help="words, all of which must be there")
    _add_days(parser)
    parser.add_argument("--label", metavar="WORD", help="the label that counts")
    parser.add_argument("--valence-from", type=_valence, metavar="V", help="-2 (worst) to 2")
    parser.add_argument("--valence-to", type=_valence, metavar="V")
    parser.add_argument("--tag", action="append", default=[], metavar="TAG", help="may be repeated")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="hits a page")
    parser.add_argument("--offset", type=int, default=0, metavar="N", help="hits to pass over")


def _add_days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", type=_day, metavar="D", help="first day, YYYY-MM-DD")
    parser.add_argument("--until", type=_day, metavar="D", help="last day, inclusive")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2026-11-21") from error


def _valence(text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from error
    if not -2 <= value <= 2:
        raise argparse.ArgumentTypeError(f"{text!r} is not between -2 and 2")
    return value


def _mapping(text: str) -> tuple[str, float]:
    name, separator, valence = text.rpartition("=")
    if not separator or not name.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALENCE")
    return name.strip(), _valence(valence)


# What they do


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
        from desktop.composition import open_diary

        if self._database is None:
            self._database = open_diary(self.paths)
        return self._database

    @property
    def backups(self) -> Any:
        from desktop.storage.backups import BackupFolder

        return BackupFolder(self.paths.backups)

    def close(self) -> None:
        if self._database is not None:
            self._database.close()


def _import(options: argparse.Namespace) -> int:
    from desktop.diary_printers import print_import
    from desktop.services.clock import now
    from desktop.storage.import_store import ImportStore
    from desktop.storage.importers.reading import read
    from desktop.storage.importers.records import Setting

    with _place(options) as place:
        moment = now()
        setting = Setting(moment.zone, place.settings.day_begins_at, moment.offset_s)
        format, reading = read(options.file, options.format, setting)
        store, moods = ImportStore(place.database), dict(options.map)
        if options.dry_run:
            report = store.preview(format, reading, moods)
        else:
            report = store.take(format, reading, moment.utc_ms, moods)
        print_import(report, dry_run=options.dry_run, as_json=options.json)
    return DONE


def _export(options: argparse.Namespace) -> int:
    from desktop.diary_printers import print_export
    from desktop.services.clock import now
    from desktop.storage.exporters.writing import export

    with _place(options) as place:
        days = (options.since, options.until)
        target = options.to.absolute()
        exported = export(place.database, options.format, target, now().utc_ms, *days)
        print_export(exported, target, as_json=options.json)
    return DONE


def _search(options: argparse.Namespace) -> int:
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
        pages = (max(options.limit, 0), max(options.offset, 0))
        print_found(SearchStore(place.database).search(query, *pages), as_json=options.json)
    return DONE


def _backup(options: argparse.Namespace) -> int:
    from desktop.diary_printers import print_backups
    from desktop.domain.backups import Reason
    from desktop.services.clock import now

    with _place(options) as place:
        if options.list:
            backups = place.backups.backups()
        else:
            backups = [place.backups.make(place.database, Reason.MANUAL, now().utc)]
        print_backups(backups, place.backups.folder, as_json=options.json)
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from desktop.diary_printers import print_restored
    from desktop.errors import DiaryInUse
    from desktop.services.instance import SingleInstance

    with _place(options) as place:
        place.paths.create()
        instance = SingleInstance(place.paths.lock)
        if not instance.acquire():
            raise DiaryInUse(str(place.paths.diary))
        try:
            print_restored(_restored(options, place), as_json=options.json)
        finally:
            instance.release()
    return DONE


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


def _check(options: argparse.Namespace) -> int:
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
