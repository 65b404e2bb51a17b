"""The only door to the network, and it counts who goes through.

httpx2, because it waits on the window's own event loop (so that a pause takes effect at once),
checks certificates against the system's store, speaks through the system's proxy, and is in the
program already: huggingface_hub, which transformers needs, stands on it. It is imported when the
first download begins.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

from desktop.errors import HostNotTrusted, HostUnreachable

if TYPE_CHECKING:
    from httpx2 import AsyncClient, Request

STALL_S = 30.0
_MOST_REDIRECTS = 5
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1"})


class Connections:
    """Nothing goes through but what the person asked for.

    opened: requests since the start, redirections too. hosts: to whom they went. stall_s: silence
    after which a connection counts as broken. on_opened: told the host before each request.
    """

    def __init__(
        self, stall_s: float = STALL_S, on_opened: Callable[[str], None] | None = None
    ) -> None:
        self.opened, self.hosts = 0, set[str]()
        self._stall_s, self._on_opened = stall_s, on_opened

    def client(self, address: str) -> AbstractAsyncContextManager["AsyncClient"]:
        """For one address and where it leads on to: encrypted, unless it is on this machine.

        It sends no token, no cookie of an earlier time, and asks for bytes as they are.
        Raises HostUnreachable for an address that is none.
        """
        import httpx2

        try:
            local = httpx2.URL(address).host in _THIS_MACHINE
        except httpx2.InvalidURL as error:
            raise HostUnreachable(address) from error

        async def count(request: "Request") -> None:
            host = request.url.host
            if request.url.scheme != "https" and not (local and host in _THIS_MACHINE):
                raise HostNotTrusted(host)
            self._count(host)

        return httpx2.AsyncClient(
            headers={"Accept-Encoding": "identity", "User-Agent": "qwen-desktop"},
            timeout=self._stall_s,
            follow_redirects=True,
            max_redirects=_MOST_REDIRECTS,
            event_hooks={"request": [count]},
            trust_env=not local,
        )

    def _count(self, host: str) -> None:
        self.opened += 1
        self.hosts.add(host)
        if self._on_opened is not None:
            self._on_opened(host)
