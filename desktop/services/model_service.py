"""Downloads of weights: begun, paused, gone on with after a restart, cancelled, removed."""

import asyncio
import logging
import shutil
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.domain.offers import ModelPhase, ModelState, Offer, Source
from desktop.downloads.connections import Connections
from desktop.downloads.download import Download
from desktop.downloads.fetch import PAUSES_S
from desktop.downloads.manifest import mirror
from desktop.downloads.rate import Rate
from desktop.downloads.shelf import Shelf
from desktop.errors import DownloadFailure, EnvironmentFailure
from desktop.inference.folder import check_folder

logger = logging.getLogger(__name__)

# Figures that change faster can't be read.
_TELL_S = 0.25
# One that writes while another checks what came.
_THREADS = 2


class ModelService(QObject):
    """Nothing is asked of any host but by `begin`; what an earlier run left waits, paused.

    Signals: state_changed(id): look at `state`. removed(id): its folder is gone.
    connections: for whoever watches that there are none.
    """

    state_changed = Signal(object)
    removed = Signal(object)

    def __init__(
        self,
        offers: tuple[Offer, ...],
        sources: tuple[Source, ...],
        folder: Path,
        connections: Connections,
        pauses: tuple[float, ...] = PAUSES_S,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.offers, self.sources, self.connections = offers, sources, connections
        self._shelf = Shelf(folder)
        self._disk = ThreadPoolExecutor(_THREADS, "downloads")
        self._download = Download(connections, self._shelf, self._disk, pauses)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._states: dict[str, ModelState] = {}
        self._disk.submit(self._shelf.tidy)

    @property
    def folder(self) -> Path:
        return self._shelf.folder

    def offer(self, offer_id: str) -> Offer:
        return next(offer for offer in self.offers if offer.id == offer_id)

    def place(self, offer_id: str) -> Path:
        """Where it lies once it is whole."""
        return self._shelf.place(self.offer(offer_id))

    def state(self, offer_id: str) -> ModelState:
        if offer_id not in self._states:
            self._states[offer_id] = self._shelf.state(self.offer(offer_id))
        return self._states[offer_id]

    def used_bytes(self) -> int:
        """Of the disk, by whole models and begun ones."""
        return self._shelf.used()

    def free_bytes(self) -> int:
        """0 where the system doesn't say."""
        place = next(path for path in (self.folder, *self.folder.parents) if path.exists())
        try:
            return shutil.disk_usage(place).free
        except OSError:
            return 0

    # What the person asks for

    def begin(self, offer_id: str, source: Source | None = None) -> None:
        """Download it, or go on where it stopped; from where it began, or from the first source,
        unless told another."""
        if offer_id in self._tasks:
            return
        now, offer = self.state(offer_id), self.offer(offer_id)
        self._become(offer_id, replace(now, phase=ModelPhase.DOWNLOADING, error=None))
        work = self._run(offer, source or self._last_source(offer))
        self._tasks[offer_id] = asyncio.get_event_loop().create_task(work)

    def _last_source(self, offer: Offer) -> Source:
        """Where it began; one of ours as it is now, and not as it was then."""
        last = self._shelf.source(offer) or self.sources[0]
        return next((ours for ours in self.sources if ours.name == last.name), last)

    def begin_at(self, offer_id: str, typed: str) -> None:
        """The same from a place that the person typed. Raises ValueError for what is none."""
        self.begin(offer_id, mirror(typed))

    def pause(self, offer_id: str) -> None:
        """Stop; what came is kept."""
        if task := self._tasks.get(offer_id):
            task.cancel()

    def cancel(self, offer_id: str) -> None:
        """Stop, and delete what came."""
        self._then_do(offer_id, self._shelf.discard)

    def remove(self, offer_id: str) -> None:
        """Delete a model that is whole. It must not be in use: `removed`."""
        self._then_do(offer_id, self._shelf.remove)

    async def stop(self) -> None:
        """End all downloads and keep what came. While the loop still runs."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def close(self) -> None:
        """After `stop`. Idempotent."""
        self._disk.shutdown(wait=True)

    # How it is done

    def _then_do(self, offer_id: str, work: Callable[[Offer], None]) -> None:
        before, offer = self._tasks.get(offer_id), self.offer(offer_id)
        if before is not None:
            before.cancel()

        async def run() -> None:
            if before is not None:
                await asyncio.wait([before])
            await self._do(offer, work)

        self._tasks[offer_id] = asyncio.get_event_loop().create_task(run())

    async def _do(self, offer: Offer, work: Callable[[Offer], None]) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self._disk, work, offer)
            self._end(offer, self._shelf.state(offer))
            self.removed.emit(offer.id)
        except DownloadFailure as failure:
            self._end(offer, replace(self._shelf.state(offer), error=failure))

    async def _run(self, offer: Offer, source: Source) -> None:
        loop, told = asyncio.get_running_loop(), _Told(self, offer.id)
        try:
            fetched = await self._download.run(offer, source, told)
            await loop.run_in_executor(self._disk, self._accept, offer)
            await loop.run_in_executor(self._disk, self._shelf.finish, offer, fetched)
        except EnvironmentFailure as failure:
            known = self._shelf.state(offer)
            self._end(offer, replace(known, phase=ModelPhase.FAILED, error=failure))
        except asyncio.CancelledError:
            self._end(offer, self._shelf.state(offer))
        except Exception as bug:
            # Its message may hold anything; where it happened is enough.
            logger.error("bug in a download\n%s", "".join(traceback.format_tb(bug.__traceback__)))
            known = self._shelf.state(offer)
            self._end(offer, replace(known, phase=ModelPhase.FAILED, error=bug))
        else:
            self._end(offer, self._shelf.state(offer))

    def _accept(self, offer: Offer) -> None:
        """Of a kind that we run, or else it doesn't get its name. Raises ModelUnavailable."""
        check_folder(self._shelf.unfinished(offer))

    def _end(self, offer: Offer, state: ModelState) -> None:
        """Unless something else was asked of it meanwhile."""
        if self._tasks.get(offer.id) is asyncio.current_task():
            del self._tasks[offer.id]
            self._become(offer.id, state)

    def _become(self, offer_id: str, state: ModelState) -> None:
        self._states[offer_id] = state
        self.state_changed.emit(offer_id)

    def advance(self, offer_id: str, state: ModelState) -> None:
        """How far a download is, as long as it is one."""
        if self.state(offer_id).busy:
            self._become(offer_id, state)


class _Told:
    """What a download tells, as states, no faster than one can read."""

    def __init__(self, service: ModelService, offer_id: str) -> None:
        self._service, self._id = service, offer_id
        self._rate, self._last = Rate(), 0.0

    def __call__(self, done: int | None, total: int) -> None:
        now, before = time.monotonic(), self._service.state(self._id)
        if done is None:
            checking = replace(before, phase=ModelPhase.CHECKING, speed=0.0, seconds_left=None)
            self._service.advance(self._id, checking)
            return
        self._rate.see(now, done)
        if now - self._last < _TELL_S:
            return
        self._last = now
        state = ModelState(
            ModelPhase.DOWNLOADING,
            done,
            max(total, done),
            self._rate.bytes_a_second,
            self._rate.seconds_for(total - done),
        )
        self._service.advance(self._id, state)
