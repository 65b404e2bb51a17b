"""One file: asked for, gone on with after a break, checked, given its name. Waits, never blocks."""

import asyncio
import errno
import ssl
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop.domain.offers import OfferedFile
from desktop.downloads.answers import Answer, Unwell, understand
from desktop.downloads.connections import Connections
from desktop.downloads.part_file import Known, PartFile, sha256_of
from desktop.errors import (
    FolderNotWritable,
    HostNotTrusted,
    HostRefused,
    HostUnreachable,
    NoRoom,
    WrongFile,
)

if TYPE_CHECKING:
    from httpx2 import AsyncClient, Response

T = TypeVar("T")

# Before asking again when nothing new came; then it is given up.
PAUSES_S = (1.0, 3.0, 8.0, 20.0)
_WRITE_BYTES = 1 << 20
# Nobody knows how long they are, but licences and configurations are not longer than this.
_MOST_UNKNOWN = 1 << 24


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lies there now."""

    size: int
    sha256: str


class Fetch:
    """tell: given how many bytes are there, whenever there are more, and then None while they are
    checked. disk: runs what blocks. pauses: seconds between attempts that bring nothing new.
    """

    def __init__(
        self,
        connections: Connections,
        url: str,
        file: OfferedFile,
        target: Path,
        disk: Executor,
        tell: Callable[[int | None], None],
        pauses: tuple[float, ...] = PAUSES_S,
    ) -> None:
        self._connections, self._url, self._file, self._target = connections, url, file, target
        self._disk, self._tell, self._pauses = disk, tell, pauses
        self._part = PartFile(target)
        self._resumed = False
        self._buffer = bytearray()
        self._stop = threading.Event()

    async def run(self) -> Fetched:
        """Raises DownloadFailure. When it is cancelled, what came is kept."""
        try:
            if fetched := await self._there_already():
                return fetched
            while True:
                await self._until_it_is_all_there()
                if fetched := await self._checked(self._part.path):
                    await self._do(self._part.finish)
                    return fetched
                await self._do(self._part.discard)
                # Perhaps the file had changed behind our back: once more, from its beginning.
                if not self._resumed:
                    raise WrongFile(self._file.name)
                self._resumed = False
        except WrongFile:
            await self._do(self._part.discard)
            raise
        except OSError as error:
            raise self._of_the_disk(error) from error
        finally:
            self._stop.set()

    async def _do(self, work: Callable[..., T], *given: object) -> T:
        """On the disk's thread. Even when cancelled, nothing else begins before it has ended."""
        future = asyncio.get_running_loop().run_in_executor(self._disk, work, *given)
        return await _to_its_end(future, self._stop.set)

    def _of_the_disk(self, error: OSError) -> NoRoom | FolderNotWritable:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return NoRoom(self._file.size or 0, 0)
        return FolderNotWritable(str(self._target.parent))

    # What there is

    async def _there_already(self) -> Fetched | None:
        if not self._target.exists():
            return None
        fetched = await self._checked(self._target)
        if fetched is None:
            await self._do(self._target.unlink)
        return fetched

    async def _checked(self, path: Path) -> Fetched | None:
        """None if it is not the file that was to come."""
        size = path.stat().st_size
        if self._file.size not in (None, size):
            return None
        self._tell(None)
        sha256 = await self._do(sha256_of, path, self._stop)
        return Fetched(size, sha256) if self._file.sha256 in (None, sha256) else None

    # What comes

    async def _until_it_is_all_there(self) -> None:
        most, tired = -1, 0
        async with self._connections.client(self._url) as client:
            while not await self._all_of_it(client):
                known = await self._do(self._part.known)
                tired = 0 if known.durable > most else tired + 1
                most = max(most, known.durable)
                if tired > len(self._pauses):
                    raise HostUnreachable(self._host)
                if tired:
                    await asyncio.sleep(self._pauses[tired - 1])

    async def _all_of_it(self, client: "AsyncClient") -> bool:
        """One attempt; False if it broke off."""
        import httpx2

        try:
            return await self._attempt(client)
        except Unwell:
            return False
        except (httpx2.TooManyRedirects, httpx2.UnsupportedProtocol, httpx2.InvalidURL) as error:
            raise HostRefused(self._host) from error
        except httpx2.TransportError as error:
            if _is_about_trust(error):
                raise HostNotTrusted(self._host) from error
            return False

    async def _attempt(self, client: "AsyncClient") -> bool:
        known = await self._do(self._part.known)
        asked = self._can_go_on(known)
        headers = {"Range": f"bytes={known.durable}-"} if asked else {}
        if asked and known.etag and known.url == self._url:
            headers["If-Range"] = known.etag
        async with client.stream("GET", self._url, headers=headers) as response:
            host = response.url.host
            answer = understand(response.status_code, response.headers, asked, host)
            if answer.total is not None and self._file.size not in (None, answer.total):
                raise WrongFile(self._file.name)
            if answer.whole:
                return True
            if response.status_code == 416:  # there is less than we have: begin anew
                await self._do(self._part.discard)
                return False
            return await self._take(response, answer)

    def _can_go_on(self, known: Known) -> int:
        """From which byte. Without its etag, only the hash can tell whether the halves fit."""
        same = known.url == self._url and bool(known.etag)
        return known.durable if same or self._file.sha256 is not None else 0

    async def _take(self, response: "Response", answer: Answer) -> bool:
        self._resumed = self._resumed or answer.start > 0
        expected = answer.total if answer.total is not None else self._file.size
        done, most = answer.start, _MOST_UNKNOWN if expected is None else expected
        try:
            await self._do(self._part.begin, answer.start, self._url, answer.etag)
            async with aclosing(response.aiter_raw()) as chunks:
                async for chunk in chunks:
                    done += len(chunk)
                    if done > most:
                        raise WrongFile(self._file.name)
                    await self._put(chunk)
                    self._tell(done)
            return expected in (None, done)
        finally:
            await _to_its_end(asyncio.ensure_future(self._keep()))

    async def _put(self, chunk: bytes) -> None:
        self._buffer += chunk
        if len(self._buffer) >= _WRITE_BYTES:
            await self._write()

    async def _write(self) -> None:
        data = bytes(self._buffer)
        self._buffer.clear()
        await self._do(self._part.write, data)

    async def _keep(self) -> None:
        if self._buffer:
            await self._write()
        await self._do(self._part.close)

    @property
    def _host(self) -> str:
        return self._url.split("/")[2]


async def _to_its_end(
    future: "asyncio.Future[T]", cancelled: Callable[[], None] = lambda: None
) -> T:
    """Its result. Cancelled, also more than once, it is waited for all the same: half a step would
    leave a file open."""
    error: asyncio.CancelledError | None = None
    while not future.done():
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError as again:
            error = again
            cancelled()
    if error is None:
        return future.result()
    if not future.cancelled():
        future.exception()  # nobody else asks for it
    raise error


def _is_about_trust(error: BaseException) -> bool:
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY" in str(link):
            return True
        link = link.__cause__ or link.__context__
    return False
