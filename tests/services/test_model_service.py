"""Downloads as the window sees them, on the window's own loop: every way they can go and end."""

import asyncio
import gc
import hashlib
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from desktop import resources
from desktop.domain.offers import ModelPhase, Offer, OfferedFile, Source
from desktop.downloads.connections import Connections
from desktop.errors import DownloadFailure, HostRefused, ModelRefused, NoRoom, WrongFile
from desktop.services.model_service import ModelService
from desktop.services.window_loop import window_loop
from tests.downloads.hostile import Hostile, serve

WEIGHTS = bytes(range(256)) * 8000
FILES = {
    "config.json": (resources.BUNDLED_MODEL / "config.json").read_bytes(),
    "tokenizer.json": b"{}",
    "model.safetensors": WEIGHTS,
}
OFFER = Offer(
    "tiny", "Tiny", "Some/Tiny", "ab" * 20, 10, "MIT",
    (OfferedFile("config.json"), OfferedFile("tokenizer.json", 2),
     OfferedFile("model.safetensors", len(WEIGHTS), hashlib.sha256(WEIGHTS).hexdigest())),
)  # fmt: skip


class Bench:
    """A service over a server of our own. phases: of the offer, as they were told."""

    def __init__(self, server: Hostile, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.phases: list[ModelPhase] = []
        self.removed: list[str] = []
        self.service = self.start()

    def start(self) -> ModelService:
        """As the program's start does."""
        sources = (Source("here", self.server.url + "/{repo}/{revision}/{file}"),)
        service = ModelService((OFFER,), sources, self.folder, Connections(0.5), (0.0,))
        service.state_changed.connect(self._on_state)
        service.removed.connect(self.removed.append)
        return service

    def _on_state(self, offer_id: str) -> None:
        phase = self.service.state(offer_id).phase
        if self.phases[-1:] != [phase]:
            self.phases.append(phase)

    async def until(self, *phases: ModelPhase) -> None:
        await until(lambda: self.phase in phases)

    @property
    def phase(self) -> ModelPhase:
        return self.service.state("tiny").phase

    @property
    def error(self) -> BaseException | None:
        return self.service.state("tiny").error


async def until(holds: object) -> None:
    assert callable(holds)
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.002)


class Loop:
    """Runs coroutines of tests as the program runs its own."""

    def __init__(self, bench: Bench, loop: QEventLoop) -> None:
        self.bench, self._loop = bench, loop

    def run(self, work: object) -> None:
        self._loop.run_until_complete(work)


@pytest.fixture
def loop(qapp: QApplication, tmp_path: Path) -> Iterator[Loop]:
    with serve(dict(FILES)) as server, window_loop(qapp) as loop:
        asyncio.set_event_loop(loop)
        bench = Bench(server, tmp_path / "我的 模型")
        yield Loop(bench, loop)
        loop.run_until_complete(bench.service.stop())
        bench.service.close()
        asyncio.set_event_loop(None)
    # The loop holds Qt's timers and is a part of circles: it must not be freed by another thread.
    del bench, loop
    gc.collect()


@pytest.fixture
def bench(loop: Loop) -> Bench:
    return loop.bench


def stall(bench: Bench) -> None:
    """The weights, not the small files before them, fall silent."""
    bench.server.stall_after = 1_500_000


async def fetched_so_far(bench: Bench) -> None:
    """Begin, and wait until the server has fallen silent in the weights."""
    bench.service.connections._stall_s = 30
    stall(bench)
    bench.service.begin("tiny")
    part = bench.folder / "tiny.unfinished" / "model.safetensors.part"
    await until(lambda: part.exists() and part.stat().st_size > 1_000_000)


def test_from_nothing_to_a_model_in_its_place(loop: Loop, bench: Bench) -> None:
    assert bench.phase is ModelPhase.ABSENT
    assert bench.service.connections.opened == 0

    async def work() -> None:
        bench.service.begin("tiny")
        bench.service.begin("tiny")  # twice is once
        await bench.until(ModelPhase.PRESENT)

    loop.run(work())
    place = bench.service.place("tiny")
    assert {path.name: path.read_bytes() for path in place.iterdir()} == FILES
    assert bench.phases[0] is ModelPhase.DOWNLOADING and bench.phases[-1] is ModelPhase.PRESENT
    assert ModelPhase.CHECKING in bench.phases
    assert bench.service.connections.opened == len(FILES)
    assert bench.service.state("tiny").learned  # of config.json and tokenizer.json
    assert bench.service.used_bytes() > len(WEIGHTS)


def test_a_pause_and_going_on(loop: Loop, bench: Bench) -> None:
    async def work() -> None:
        await fetched_so_far(bench)
        bench.service.pause("tiny")
        await bench.until(ModelPhase.PAUSED)
        assert bench.service.state("tiny").done > 1_000_000
        assert not bench.service.place("tiny").exists()
        bench.server.let_go.set()
        bench.server.stall_after = None
        bench.service.begin("tiny")
        await bench.until(ModelPhase.PRESENT)

    loop.run(work())
    assert bench.server.asked[-1][1].startswith("bytes=1")


def test_a_restart_finds_it_paused_and_asks_nobody(loop: Loop, bench: Bench) -> None:
    async def work() -> None:
        await fetched_so_far(bench)
        await bench.service.stop()
        bench.service.close()
        bench.server.let_go.set()
        bench.server.stall_after = None
        asked = len(bench.server.asked)
        bench.service = bench.start()
        state = bench.service.state("tiny")
        assert state.phase is ModelPhase.PAUSED and state.done > 1_000_000
        await asyncio.sleep(0)
        assert len(bench.server.asked) == asked and bench.service.connections.opened == 0
        bench.service.begin("tiny")
        await bench.until(ModelPhase.PRESENT)
        assert [name for name, _ in bench.server.asked[asked:]] == [
            f"/Some/Tiny/{OFFER.revision}/model.safetensors"
        ]

    loop.run(work())


def test_cancelling_deletes_what_came(loop: Loop, bench: Bench) -> None:
    async def work() -> None:
        await fetched_so_far(bench)
        bench.service.cancel("tiny")
        await bench.until(ModelPhase.ABSENT)

    loop.run(work())
    assert list(bench.folder.iterdir()) == []


def test_a_host_that_refuses_and_a_mirror_that_doesn_t(loop: Loop, bench: Bench) -> None:
    async def work() -> None:
        bench.server.status = 404
        bench.service.begin("tiny")
        await bench.until(ModelPhase.FAILED)
        assert isinstance(bench.error, HostRefused)
        with pytest.raises(ValueError):
            bench.service.begin_at("tiny", "http://example.invalid")
        bench.server.status = 0
        bench.service.begin_at("tiny", f"{bench.server.url}/mirror/")
        await bench.until(ModelPhase.PRESENT)

    loop.run(work())
    assert bench.server.asked[-1][0].startswith("/mirror/Some/Tiny/resolve/")


def test_what_a_mirror_began_it_goes_on_with(loop: Loop, bench: Bench) -> None:
    async def work() -> None:
        stall(bench)
        bench.service.begin_at("tiny", f"{bench.server.url}/mirror/")
        await until(bench.server.stalled.is_set)
        await bench.service.stop()
        bench.service.close()
        bench.server.let_go.set()
        bench.server.stall_after = None
        bench.service = bench.start()
        bench.service.begin("tiny")
        await bench.until(ModelPhase.PRESENT)

    loop.run(work())
    assert all(path.startswith("/mirror/") for path, _ in bench.server.asked)


def test_wrong_bytes_never_become_a_model(loop: Loop, bench: Bench) -> None:
    bench.server.files["model.safetensors"] = WEIGHTS[::-1]

    async def work() -> None:
        bench.service.begin("tiny")
        await bench.until(ModelPhase.FAILED)

    loop.run(work())
    assert isinstance(bench.error, WrongFile)
    assert not bench.service.place("tiny").exists()


def test_what_was_learned_once_must_be_the_same_again(loop: Loop, bench: Bench) -> None:
    async def work() -> None:
        bench.service.begin("tiny")
        await bench.until(ModelPhase.PRESENT)
        bench.service.remove("tiny")
        await bench.until(ModelPhase.ABSENT)
        assert bench.removed == ["tiny"] and not bench.service.place("tiny").exists()
        config = json.loads(FILES["config.json"])
        bench.server.files["config.json"] = json.dumps(config | {"x": 1}).encode()
        bench.service.begin("tiny")
        await bench.until(ModelPhase.FAILED)

    loop.run(work())
    assert isinstance(bench.error, WrongFile)


def test_what_we_would_not_run_gets_no_name(loop: Loop, bench: Bench) -> None:
    bench.server.files["config.json"] = json.dumps({"model_type": "llama"}).encode()

    async def work() -> None:
        bench.service.begin("tiny")
        await bench.until(ModelPhase.FAILED)

    loop.run(work())
    assert isinstance(bench.error, ModelRefused)
    assert not bench.service.place("tiny").exists()


def test_no_room_asks_nobody(loop: Loop, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.downloads import shelf

    monkeypatch.setattr(shelf, "_ROOM_LEFT", 1 << 60)

    async def work() -> None:
        bench.service.begin("tiny")
        await bench.until(ModelPhase.FAILED)

    loop.run(work())
    assert isinstance(bench.error, NoRoom)
    assert bench.server.asked == []


def test_a_stop_in_the_middle_of_the_check(
    loop: Loop, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.downloads import fetch

    entered = threading.Event()

    def slow(path: Path, stop: threading.Event) -> str:
        if path.name == "model.safetensors.part":
            entered.set()
            stop.wait(5)
        return fetch_sha256(path, stop)

    fetch_sha256 = fetch.sha256_of
    monkeypatch.setattr(fetch, "sha256_of", slow)

    async def work() -> None:
        bench.service.begin("tiny")
        await until(entered.is_set)
        bench.service.pause("tiny")
        await bench.until(ModelPhase.PAUSED)

    loop.run(work())
    assert not bench.service.place("tiny").exists()


def test_a_bug_ends_a_download_as_every_failure_does(
    loop: Loop, bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from desktop.downloads import fetch

    secret = "what was typed"

    def broken(*_: object) -> None:
        raise KeyError(secret)

    monkeypatch.setattr(fetch, "understand", broken)

    async def work() -> None:
        bench.service.begin("tiny")
        await bench.until(ModelPhase.FAILED)

    loop.run(work())
    assert "bug in a download" in caplog.text and secret not in caplog.text
    caplog.clear()


@pytest.mark.parametrize("typed", ["https://a..b", "https://-", "https://x:99999/{repo}/{file}"])
def test_an_address_that_is_none(loop: Loop, bench: Bench, typed: str) -> None:
    async def work() -> None:
        bench.service.begin_at("tiny", typed)
        await bench.until(ModelPhase.FAILED)

    loop.run(work())
    assert isinstance(bench.error, DownloadFailure)
