"""Nothing goes out: what counts connections counts them all, and the running program has none."""

import ast
import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import connections
from desktop.ui.connection_chip import ConnectionChip

ROOT = Path(__file__).resolve().parent.parent
LOCAL_ONLY = {"QLocalServer", "QLocalSocket"}


def call(family: socket.AddressFamily, kind: socket.SocketKind, address: tuple[str, int]) -> None:
    """To addresses that are reserved for documentation: nobody has them."""
    with socket.socket(family, kind) as sock:
        sock.setblocking(False)
        sock.connect_ex(address)


@pytest.mark.parametrize(
    ("family", "address"),
    [(socket.AF_INET, ("192.0.2.1", 9)), (socket.AF_INET6, ("2001:db8::1", 9))],
)
@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_every_connection_is_counted(
    family: socket.AddressFamily, kind: socket.SocketKind, address: tuple[str, int]
) -> None:
    connections.watch()
    before = connections.opened()
    call(family, kind, address)
    assert connections.opened() == before + 1


def test_a_datagram_without_a_connection_is_counted() -> None:
    connections.watch()
    before = connections.opened()
    # There may be no way out of this machine; it was tried.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock, suppress(OSError):
        sock.sendto(b"", ("192.0.2.1", 9))
    assert connections.opened() == before + 1


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="sockets are no files here")
def test_talk_between_programs_of_this_machine_is_none(tmp_path: Path) -> None:
    connections.watch()
    before = connections.opened()
    with socket.socket(socket.AF_UNIX) as sock:
        assert sock.connect_ex(str(tmp_path / "nobody")) != 0
    assert connections.opened() == before


def test_the_chip_shows_how_many(qtbot: QtBot) -> None:
    count = [0]
    chip = ConnectionChip(lambda: count[0])
    qtbot.addWidget(chip)
    assert chip.text() == "0 个连接" and "没有连接过" in chip.toolTip()
    count[0] = 2
    chip.look()
    assert chip.text() == "2 个连接" and "2 次" in chip.toolTip()


def test_qt_is_used_for_local_sockets_only() -> None:
    """Its network classes would go past what counts."""
    used: set[str] = set()
    for path in (ROOT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "PySide6.QtNetwork":
                used |= {alias.name for alias in node.names}
            if isinstance(node, ast.Import):
                assert all("QtNetwork" not in alias.name for alias in node.names), path
    assert used <= LOCAL_ONLY


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_kernel_is_asked_for_no_connection(tmp_path: Path) -> None:
    """The whole program: window, weights, a labelled and answered turn, all threads."""
    trace = tmp_path / "trace"
    command = ["strace", "-f", "--seccomp-bpf", "-e", "trace=network", "-o", str(trace)]
    program = [sys.executable, "-m", "desktop", "--selftest"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command + program, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )
    if "ptrace" in done.stderr.lower() or "PTRACE" in done.stderr:
        pytest.skip("tracing is not allowed here")
    assert done.returncode == 0, done.stdout + done.stderr
    calls = trace.read_text("utf-8", "replace").splitlines()
    out = [line for line in calls if re.search(r"\b(connect|sendto|sendmsg)\(.*AF_INET", line)]
    assert out == []
