"""A file from servers that drop, stall, lie, refuse: whole and right, or not at all."""

from pathlib import Path

import pytest

from desktop.domain.offers import OfferedFile
from desktop.downloads.fetch import Fetched
from desktop.errors import FolderNotWritable, HostRefused, HostUnreachable, WrongFile
from tests.downloads.attempt import CONTENT, KNOWN, SHA256, UNKNOWN, Try
from tests.downloads.hostile import Hostile


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


def test_a_folder_that_can_not_be_written_to(server: Hostile, tmp_path: Path) -> None:
    Try(server, tmp_path / "not there").fails(FolderNotWritable)
