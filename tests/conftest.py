"""What every test gets: no display, no network, a diary of its own, and no tolerance for noise."""

import gc
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"


@pytest.fixture(autouse=True)
def own_diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test ever sees the diary or the settings of whoever runs it."""
    monkeypatch.setenv("QWEN_DESKTOP_DATA_DIR", str(tmp_path / "diary"))
    monkeypatch.delenv("QWEN_DESKTOP_MODEL", raising=False)


@pytest.fixture(autouse=True)
def garbage_collected_here() -> Iterator[None]:
    """As in the program, never on a worker: see desktop/services/garbage.py."""
    gc.disable()
    yield
    if gc.get_count()[0] > 20_000:
        gc.collect()


@pytest.fixture(autouse=True)
def no_leaked_threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """A thread that outlives its test is a worker that nobody ended."""
    before = set(threading.enumerate())
    yield
    # Python keeps a dummy for every foreign thread for ever; Qt's own are asked below.
    after = [t for t in threading.enumerate() if not isinstance(t, threading._DummyThread)]
    # transformers' progress bars start one daemon for all of them, whichever test is first.
    after = [t for t in after if t.name != "tqdm_monitor"]
    assert not [t for t in after if t not in before]
    if "qapp" in request.fixturenames:
        from PySide6.QtCore import QThread

        threads = [o for o in gc.get_objects() if type(o) is QThread]
        assert not [t for t in threads if t.isRunning() and t is not QThread.currentThread()]


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Warnings in the log fail a test, unless it reads and clears them itself."""
    yield
    for phase in ("setup", "call"):
        noise = [r for r in caplog.get_records(phase) if r.levelno >= logging.WARNING]
        noise = [r for r in noise if r.name.startswith("desktop")]
        assert not noise, [r.getMessage() for r in noise]
