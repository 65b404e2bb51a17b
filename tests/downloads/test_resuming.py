"""A download that was stopped, killed or cut goes on where it was, if it is still the same file."""

import asyncio
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.downloads.connections import Connections
from desktop.downloads.part_file import PartFile
from tests.downloads.attempt import CONTENT, KNOWN, SHA256, UNKNOWN, Try
from tests.downloads.hostile import Hostile


def test_a_stop_keeps_what_came_and_another_process_goes_on(server: Hostile, folder: Path) -> None:
    server.stall_after = 1_600_000
    Try(server, folder).stop_in_the_middle()
    assert not (folder / KNOWN.name).exists()
    kept = PartFile(folder / KNOWN.name).known()
    assert 1_000_000 < kept.durable <= 1_600_000
    attempt = Try(server, folder)
    attempt.run()
    assert attempt.is_whole
    assert server.asked[-1][1] == f"bytes={kept.durable}-"


def test_stopped_twice_it_still_closes_its_file(
    server: Hostile, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time while the first is closing it."""
    closing, go_on, close = threading.Event(), threading.Event(), PartFile.close
    closed: list[bool] = []

    def slowly(part: PartFile) -> None:
        closing.set()
        assert go_on.wait(10)
        close(part)
        closed.append(True)

    monkeypatch.setattr(PartFile, "close", slowly)
    attempt = Try(server, folder)
    attempt.connections = Connections(stall_s=10)
    server.stall_after = 1_600_000

    async def work(disk: ThreadPoolExecutor) -> None:
        task = asyncio.ensure_future(attempt.fetch(disk).run())
        while (attempt.told or [None])[-1] != server.stall_after:
            await asyncio.sleep(0)
        task.cancel()
        while not closing.is_set():
            await asyncio.sleep(0)
        task.cancel()
        for _ in range(3):
            await asyncio.sleep(0)
        assert not task.done()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert closed == [True]

    with ThreadPoolExecutor(1) as disk:
        asyncio.run(work(disk))
    server.let_go.set()


def test_ranges_refused_means_from_the_beginning(server: Hostile, folder: Path) -> None:
    server.stall_after = 1_600_000
    Try(server, folder).stop_in_the_middle()
    server.ranges = False
    attempt = Try(server, folder)
    attempt.run()
    assert attempt.is_whole


def test_a_file_that_changed_meanwhile_comes_whole(server: Hostile, folder: Path) -> None:
    server.files[KNOWN.name] = bytes(len(CONTENT))
    server.stall_after = 1_600_000
    Try(server, folder, UNKNOWN).stop_in_the_middle()
    server.files[KNOWN.name], server.version = CONTENT, 2
    attempt = Try(server, folder, UNKNOWN)
    assert attempt.run().sha256 == SHA256
    assert attempt.is_whole


def test_without_an_etag_only_a_hash_lets_it_go_on(server: Hostile, folder: Path) -> None:
    server.etag, server.stall_after = False, 1_600_000
    Try(server, folder, UNKNOWN).stop_in_the_middle()
    Try(server, folder, UNKNOWN).run()
    assert server.asked[-1][1] == ""


def test_a_mirror_goes_on_where_another_stopped(server: Hostile, folder: Path) -> None:
    server.stall_after = 1_600_000
    Try(server, folder).stop_in_the_middle()
    server.version = 2  # its etags are its own
    attempt = Try(server, folder)
    attempt.url = f"{server.url}/mirror/{KNOWN.name}"
    attempt.run()
    assert attempt.is_whole
    assert server.asked[-1][1].startswith("bytes=") and server.if_range[-1] == ""


def test_a_part_that_went_bad_on_the_disk_is_not_the_end(server: Hostile, folder: Path) -> None:
    server.stall_after = 1_600_000
    Try(server, folder).stop_in_the_middle()
    with (folder / f"{KNOWN.name}.part").open("r+b") as part:
        part.write(b"damage")
    attempt = Try(server, folder)
    attempt.run()
    assert attempt.is_whole
    assert server.asked[-1][1] == ""


def test_a_part_shorter_than_it_should_be_is_no_part(server: Hostile, folder: Path) -> None:
    server.stall_after = 1_600_000
    Try(server, folder).stop_in_the_middle()
    with (folder / f"{KNOWN.name}.part").open("r+b") as part:
        part.truncate(10)
    attempt = Try(server, folder)
    attempt.run()
    assert attempt.is_whole


CHILD = """
import asyncio, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from desktop.domain.offers import OfferedFile
from desktop.downloads.connections import Connections
from desktop.downloads.fetch import Fetch
url, target, sha256 = sys.argv[1:]
file = OfferedFile("model.safetensors", None, sha256)
with ThreadPoolExecutor(1) as disk:
    asyncio.run(Fetch(Connections(), url, file, Path(target), disk, lambda _: None).run())
"""


def test_killed_in_the_middle(server: Hostile, folder: Path) -> None:
    server.stall_after = 1_600_000
    attempt = Try(server, folder)
    command = [sys.executable, "-c", CHILD, attempt.url, str(attempt.target), SHA256]
    child = subprocess.Popen(command, cwd=Path(__file__).parents[2])
    try:
        assert server.stalled.wait(20)
        part = folder / f"{KNOWN.name}.part"
        while not part.exists() or part.stat().st_size < 1_000_000:
            assert child.poll() is None
    finally:
        child.kill()
        child.wait()
    server.let_go.set()
    server.stall_after = None
    assert not attempt.target.exists()
    attempt.run()
    assert attempt.is_whole
