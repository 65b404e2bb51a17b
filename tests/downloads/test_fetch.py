"""A file from servers that drop, stall, lie, redirect, refuse: whole and right, or not at all."""

import asyncio
import hashlib
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.domain.offers import OfferedFile
from desktop.downloads.connections import Connections
from desktop.downloads.fetch import Fetch, Fetched
from desktop.downloads.part_file import PartFile
from desktop.errors import (
    DownloadFailure,
    FolderNotWritable,
    HostNotTrusted,
    HostRefused,
    HostUnreachable,
    WrongFile,
)
from tests.downloads.hostile import Hostile, serve

CONTENT = bytes(range(256)) * 12_000  # 3 MB
SHA256 = hashlib.sha256(CONTENT).hexdigest()
KNOWN = OfferedFile("model.safetensors", len(CONTENT), SHA256)
UNKNOWN = OfferedFile("model.safetensors")


@pytest.fixture
def server() -> Iterator[Hostile]:
    with serve({KNOWN.name: CONTENT}) as told:
        yield told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "模型 one"
    made.mkdir()
    return made


class Try:
    """One download as the program does it. told: what it told."""

    def __init__(self, server: Hostile, folder: Path, file: OfferedFile = KNOWN) -> None:
        self.server, self.file, self.target = server, file, folder / file.name
        self.connections = Connections(stall_s=0.3)
        self.told: list[int | None] = []
        self.url = f"{server.url}/some/{file.name}"

    def fetch(self, disk: ThreadPoolExecutor) -> Fetch:
        return Fetch(
            self.connections, self.url, self.file, self.target, disk, self.told.append, (0.0, 0.0)
        )

    def run(self) -> Fetched:
        with ThreadPoolExecutor(1) as disk:
            return asyncio.run(self.fetch(disk).run())

    def fails(self, kind: type[DownloadFailure]) -> DownloadFailure:
        with pytest.raises(kind) as caught:
            self.run()
        assert not self.target.exists()
        return caught.value

    def stop_in_the_middle(self) -> None:
        """Cancel once the server has fallen silent."""

        async def cancelled(disk: ThreadPoolExecutor) -> None:
            task = asyncio.ensure_future(self.fetch(disk).run())
            while (self.told or [None])[-1] != self.server.stall_after:
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        self.connections = Connections(stall_s=10)
        with ThreadPoolExecutor(1) as disk:
            asyncio.run(cancelled(disk))
        self.server.let_go.set()
        self.server.stall_after = None

    @property
    def is_whole(self) -> bool:
        names = [path.name for path in self.target.parent.iterdir()]
        return names == [self.target.name] and self.target.read_bytes() == CONTENT


def test_a_good_server(server: Hostile, folder: Path) -> None:
    attempt = Try(server, folder)
    assert attempt.run() == Fetched(len(CONTENT), SHA256)
    assert attempt.is_whole
    assert attempt.told[-2:] == [len(CONTENT), None]
    assert (attempt.connections.opened, attempt.connections.hosts) == (1, {"127.0.0.1"})


def test_what_is_there_is_checked_and_not_asked_for(server: Hostile, folder: Path) -> None:
    Try(server, folder).run()
    again = Try(server, folder)
    assert again.run().sha256 == SHA256
    assert again.connections.opened == 0


def test_what_is_there_and_wrong_comes_anew(server: Hostile, folder: Path) -> None:
    attempt = Try(server, folder)
    attempt.target.write_bytes(b"x" * len(CONTENT))
    attempt.run()
    assert attempt.is_whole


@pytest.mark.parametrize("file", [KNOWN, UNKNOWN], ids=["known", "unknown"])
def test_dropped_connections_are_gone_on_with(
    server: Hostile, folder: Path, file: OfferedFile
) -> None:
    server.drop_after = 700_000
    attempt = Try(server, folder, file)
    assert attempt.run().sha256 == SHA256
    assert attempt.is_whole
    starts = [int(asked.removeprefix("bytes=").rstrip("-") or 0) for _, asked in server.asked]
    assert starts == sorted(starts) and len(starts) > 3
    assert set(server.if_range[1:]) == {'"v1"'}


def test_a_stall_is_a_broken_connection(server: Hostile, folder: Path) -> None:
    server.stall_after, server.stalls = 500_000, 1
    attempt = Try(server, folder)
    attempt.run()
    assert attempt.is_whole
    assert server.asked[1][1].startswith("bytes=")


def test_a_server_that_never_gets_on_is_given_up(server: Hostile, folder: Path) -> None:
    server.drop_after = 0
    attempt = Try(server, folder)
    assert str(attempt.fails(HostUnreachable)).startswith("127.0.0.1")
    assert attempt.connections.opened == 4  # one, one that brought nothing new, and two pauses


def test_no_server_at_all(server: Hostile, folder: Path) -> None:
    attempt = Try(server, folder)
    attempt.url = "http://127.0.0.1:9/nothing"
    attempt.fails(HostUnreachable)


@pytest.mark.parametrize("off", [-1000, 1000])
def test_a_length_that_is_not_the_manifest_s_is_refused(
    server: Hostile, folder: Path, off: int
) -> None:
    server.length_off = off
    attempt = Try(server, folder)
    attempt.fails(WrongFile)
    assert list(folder.iterdir()) == []


def test_a_length_that_promises_too_much_never_ends_well(server: Hostile, folder: Path) -> None:
    server.length_off, server.ranges = 1000, False
    Try(server, folder, UNKNOWN).fails(HostUnreachable)


def test_a_length_that_hides_the_end_is_found_by_the_hash(server: Hostile, folder: Path) -> None:
    server.length_off = -1000
    Try(server, folder, OfferedFile(KNOWN.name, None, SHA256)).fails(WrongFile)
    assert list(folder.iterdir()) == []


def test_wrong_bytes_are_refused_and_deleted(server: Hostile, folder: Path) -> None:
    server.files[KNOWN.name] = CONTENT[:-1] + b"\0"
    Try(server, folder).fails(WrongFile)
    assert list(folder.iterdir()) == []


def test_no_length_at_all(server: Hostile, folder: Path) -> None:
    server.chunked = True
    attempt = Try(server, folder)
    attempt.run()
    assert attempt.is_whole


def test_nothing_endless(server: Hostile, folder: Path) -> None:
    server.chunked = True
    server.files[KNOWN.name] = bytes((1 << 24) + 1)
    Try(server, folder, UNKNOWN).fails(WrongFile)
    assert list(folder.iterdir()) == []


def test_redirections_are_followed_and_counted(server: Hostile, folder: Path) -> None:
    server.redirect = f"http://localhost:{server.port}/elsewhere"
    attempt = Try(server, folder)
    attempt.run()
    assert attempt.is_whole
    assert attempt.connections.opened == 2
    assert attempt.connections.hosts == {"127.0.0.1", "localhost"}


def test_a_circle_of_redirections_ends(server: Hostile, folder: Path) -> None:
    server.redirect = server.url
    Try(server, folder).fails(HostRefused)


def test_nothing_leads_out_of_encryption(server: Hostile, folder: Path) -> None:
    server.redirect = "http://example.invalid/elsewhere"
    attempt = Try(server, folder)
    attempt.fails(HostNotTrusted)
    assert attempt.connections.hosts == {"127.0.0.1"}


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_refusal_is_told_at_once(server: Hostile, folder: Path, status: int) -> None:
    server.status = status
    attempt = Try(server, folder)
    assert str(status) in str(attempt.fails(HostRefused))
    assert attempt.connections.opened == 1


def test_a_server_that_is_ill_is_asked_again(server: Hostile, folder: Path) -> None:
    server.status = 503
    attempt = Try(server, folder)
    attempt.fails(HostUnreachable)
    assert attempt.connections.opened > 2


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


def test_a_folder_that_can_not_be_written_to(server: Hostile, tmp_path: Path) -> None:
    Try(server, tmp_path / "not there").fails(FolderNotWritable)


def test_a_certificate_is_checked(server: Hostile, folder: Path, tmp_path: Path) -> None:
    """What a host without a certificate that the system trusts gets: nothing."""
    with encrypted(tmp_path) as port:
        attempt = Try(server, folder)
        attempt.url = f"https://localhost:{port}/x"
        attempt.fails(HostNotTrusted)


class encrypted:  # noqa: N801 - used as a function
    """A host that anyone could have made up."""

    def __init__(self, folder: Path) -> None:
        self._key, self._cert = folder / "key.pem", folder / "cert.pem"
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        files = ["-keyout", str(self._key), "-out", str(self._cert)]
        try:
            subprocess.run([*command, *names, *files], check=True, capture_output=True)
        except FileNotFoundError:
            pytest.skip("no openssl to make a certificate with")

    def __enter__(self) -> int:
        import socket

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._cert, self._key)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, args=(context,))
        self._thread.start()
        return int(self._listener.getsockname()[1])

    def _accept(self, context: ssl.SSLContext) -> None:
        try:
            connection, _ = self._listener.accept()
            with connection:
                context.wrap_socket(connection, server_side=True).close()
        except (ssl.SSLError, OSError):
            return

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self._thread.join(5)


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
