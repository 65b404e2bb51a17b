"""Where a download may lead: redirections, and only to hosts that prove who they are."""

import ssl
import subprocess
import threading
from pathlib import Path

import pytest

from desktop.errors import HostNotTrusted, HostRefused
from tests.downloads.attempt import Try
from tests.downloads.hostile import Hostile


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
