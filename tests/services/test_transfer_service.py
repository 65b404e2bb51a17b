"""Imports and exports on a thread: told by one signal each, a failure too."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.transfer import ExportFormat
from desktop.errors import ImportRefused, TargetExists
from desktop.services.transfer_service import TransferService
from desktop.settings import Settings
from desktop.storage.database import Database, open_database
from desktop.storage.entry_store import EntryStore

from .conftest import NOON

JRNL = {"entries": [{"title": "早", "body": "", "date": "2026-03-01", "time": "08:00"}]}


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "diary.sqlite3")
    yield database
    database.close()


@pytest.fixture
def transfer(diary: Database, tmp_path: Path, qapp: object) -> Iterator[TransferService]:
    service = TransferService(
        tmp_path / "diary.sqlite3", tmp_path / "backups", Settings(None), lambda: NOON
    )
    yield service
    service.close()


def test_preview_import_export(
    transfer: TransferService, diary: Database, tmp_path: Path, qtbot: QtBot
) -> None:
    path, target = tmp_path / "jrnl.json", tmp_path / "out.json"
    path.write_text(json.dumps(JRNL), "utf-8")
    entries = EntryStore(diary)

    def told(signal: Any, act: Any, *arguments: Any) -> Any:
        with qtbot.waitSignal(signal, timeout=5000) as seen:
            act(*arguments)
        return seen.args[0]

    from datetime import date

    day = date(2026, 3, 1)
    assert told(transfer.previewed, transfer.preview, path).new == 1
    assert entries.entries_on(day) == []
    assert told(transfer.imported, transfer.take, path).new == 1
    (entry,) = entries.entries_on(day)
    assert f"{entry.entry.created.local:%H:%M}" == "08:00" and entry.entry.text == "早"
    assert told(transfer.exported, transfer.export, target, ExportFormat.JSON).entries == 1
    failure = told(transfer.failed, transfer.export, target, ExportFormat.JSON)
    assert isinstance(failure, TargetExists)
    assert isinstance(told(transfer.failed, transfer.preview, tmp_path / "no"), ImportRefused)
