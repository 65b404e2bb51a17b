"""A server on this machine that behaves as it is told: well, or as badly as servers do."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Hostile:
    """files: by the last part of the path. Each fault is a number of times it happens, or always.

    drop_after: bytes, then the connection breaks. stall_after: bytes, then silence until `let_go`.
    length_off: what the stated length is wrong by. ranges: whether it honours them. etag: whether
    it sends one. version: part of the etag. status: instead of an answer. redirect: where to.
    chunked: no length. asked: path and Range of each request.
    """

    files: dict[str, bytes]
    port: int = 0
    drop_after: int | None = None
    drops: int = 1_000_000
    stall_after: int | None = None
    stalls: int = 1_000_000
    length_off: int = 0
    ranges: bool = True
    etag: bool = True
    version: int = 1
    status: int = 0
    redirect: str = ""
    chunked: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)
    if_range: list[str] = field(default_factory=list)
    stalled: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hostile: Hostile

    def log_message(self, format: str, *args: Any) -> None:
        """Quietly."""

    def do_GET(self) -> None:
        told = self.hostile
        asked = self.headers.get("Range", "")
        told.asked.append((self.path, asked))
        told.if_range.append(self.headers.get("If-Range", ""))
        if told.redirect and not self.path.startswith("/elsewhere"):
            self._answer(302, b"", {"Location": told.redirect + self.path})
            return
        if told.status:
            self._answer(told.status, b"no")
            return
        self._send(told, told.files[self.path.rsplit("/", 1)[-1]], asked)

    def _send(self, told: Hostile, content: bytes, asked: str) -> None:
        etag = f'"v{told.version}"'
        headers = {"ETag": etag} if told.etag else {}
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and told.ranges else 0
        if start and self.headers.get("If-Range", etag) != etag:
            start = 0
        if start and start >= len(content):
            headers["Content-Range"] = f"bytes */{len(content)}"
            self._answer(416, b"", headers)
            return
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        self._answer(206 if start else 200, content[start:], headers)

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        told = self.hostile
        good = status in (200, 206)
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if told.chunked and good:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(body) + (told.length_off if good else 0)))
        self.end_headers()
        self._body(body, good)

    def _body(self, body: bytes, good: bool) -> None:
        told = self.hostile
        if good and told.stall_after is not None and told.stalls:
            told.stalls -= 1
            self._write(body[: told.stall_after])
            told.stalled.set()
            told.let_go.wait(10)
            self._break()
        elif good and told.drop_after is not None and told.drops:
            told.drops -= 1
            self._write(body[: told.drop_after])
            self._break()
        elif told.chunked and good:
            self._write(f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n")
        else:
            self._write(body)
            if good and told.length_off:
                self._break()

    def _write(self, data: bytes) -> None:
        try:
            self.wfile.write(data)
            self.wfile.flush()
        except OSError:
            self.close_connection = True

    def _break(self) -> None:
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


@contextmanager
def serve(files: dict[str, bytes]) -> Iterator[Hostile]:
    told = Hostile(files)
    handler = type("Told", (Handler,), {"hostile": told})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False
    told.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield told
    finally:
        told.let_go.set()
        server.shutdown()
        server.server_close()  # waits for the connections' threads
        thread.join()
