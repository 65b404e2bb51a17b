"""A hostile server that has one file, and a folder for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.downloads.attempt import CONTENT, KNOWN
from tests.downloads.hostile import Hostile, serve


@pytest.fixture
def server() -> Iterator[Hostile]:
    with serve({KNOWN.name: CONTENT}) as told:
        yield told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "模型 one"
    made.mkdir()
    return made
