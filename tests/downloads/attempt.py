"""One download as the program does it, from a hostile server into a folder, for tests."""

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.domain.offers import OfferedFile
from desktop.downloads.connections import Connections
from desktop.downloads.fetch import Fetch, Fetched
from desktop.errors import DownloadFailure
from tests.downloads.hostile import Hostile

CONTENT = bytes(range(256)) * 12_000  # 3 MB
SHA256 = hashlib.sha256(CONTENT).hexdigest()
KNOWN = OfferedFile("model.safetensors", len(CONTENT), SHA256)
UNKNOWN = OfferedFile("model.safetensors")


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
