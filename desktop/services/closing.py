"""Waiting for the window's end, and for the loop that one waits in: both without asyncio at first.

asyncio, with sockets and encryption behind it, takes longer to import than the window to paint, so
it is imported afterwards.
"""

from collections.abc import Generator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio


class LaterLoop:
    """Awaited before anything that needs the loop. Whoever drives the coroutine by hand so far gets
    it back here, and gives it to the loop."""

    def __await__(self) -> Generator[None, None, None]:
        yield


class Closing:
    """An `asyncio.Event` that needs no asyncio until it is waited for."""

    def __init__(self) -> None:
        self._set = False
        self._event: asyncio.Event | None = None

    def is_set(self) -> bool:
        return self._set

    def set(self) -> None:
        self._set = True
        if self._event is not None:
            self._event.set()

    async def wait(self) -> None:
        """In the loop."""
        import asyncio

        self._event = self._event or asyncio.Event()
        if not self._set:
            await self._event.wait()
