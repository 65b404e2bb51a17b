"""A diary in memory, and the store on it."""

from collections.abc import Iterator

import pytest

from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore


@pytest.fixture
def database() -> Iterator[Database]:
    database = open_database(None)
    yield database
    database.close()


@pytest.fixture
def store(database: Database) -> DiaryStore:
    return DiaryStore(database)
