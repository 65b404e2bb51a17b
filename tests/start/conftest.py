"""A diary at home, where it is to lie, and the loop that a start runs in."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tests.storage.moving_samples import lived_in, move, wished


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return lived_in(tmp_path / "home").folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "disk" / "diary"


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[QEventLoop]:
    loop = QEventLoop(qapp)
    with loop:
        yield loop
    asyncio.set_event_loop(None)
    qapp.setStyleSheet("")


@pytest.fixture
def gone(home: Path, target: Path, tmp_path: Path) -> Path:
    wished(home, target)
    move(home)
    target.parent.rename(tmp_path / "drawer")
    return home
