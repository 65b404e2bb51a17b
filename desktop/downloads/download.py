"""All files of an offer, one after the other, into their place. Tells how far it is."""

from collections.abc import Callable
from concurrent.futures import Executor

from desktop.domain.offers import Offer, OfferedFile, Source
from desktop.downloads.connections import Connections
from desktop.downloads.fetch import PAUSES_S, Fetch, Fetched
from desktop.downloads.manifest import address
from desktop.downloads.shelf import Shelf

# Bytes so far, bytes in all; and None while what came is checked.
Tell = Callable[[int | None, int], None]


class Download:
    """connections, shelf, disk: as `Fetch` and `Shelf` have them."""

    def __init__(
        self,
        connections: Connections,
        shelf: Shelf,
        disk: Executor,
        pauses: tuple[float, ...] = PAUSES_S,
    ) -> None:
        self._connections, self._shelf, self._disk = connections, shelf, disk
        self._pauses = pauses

    async def run(self, offer: Offer, source: Source, tell: Tell) -> dict[str, Fetched]:
        """Into `Shelf.unfinished`, each checked; `Shelf.finish` is the caller's.

        Raises DownloadFailure. When it is cancelled, what came is kept.
        """
        where = self._shelf.begin(offer, source)
        files = self._shelf.expected(offer)
        fetched: dict[str, Fetched] = {}
        for file in files:
            before, total = sum(one.size for one in fetched.values()), _total(files, fetched)

            def told(done: int | None, before: int = before, total: int = total) -> None:
                tell(None if done is None else before + done, total)

            url, target = address(source, offer, file), where / file.name
            fetch = Fetch(self._connections, url, file, target, self._disk, told, self._pauses)
            fetched[file.name] = await fetch.run()
        return fetched


def _total(files: tuple[OfferedFile, ...], fetched: dict[str, Fetched]) -> int:
    """As far as it is known by now."""
    return sum(
        fetched[file.name].size if file.name in fetched else file.size or 0 for file in files
    )
