"""A diary in memory, the store on it; a folder in which a diary is lived in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore

from .moving_samples import lived_in


@pytest.fixture
def database() -> Iterator[Database]:
    database = open_database(None)
    yield database
    database.close()


@pytest.fixture
def store(database: Database) -> DiaryStore:
    return DiaryStore(database)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return lived_in(tmp_path / "share" / "QwenAllInOneDesktop").folder
