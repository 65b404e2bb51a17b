"""Counts the connections that this process opens to a network, from its start to its end.

The program opens none unless a download is pressed. Python tells of every connection before it
is made (PEP 578), whoever asks for it: our code or a library. Qt's network classes go past
Python: the house rules forbid them (tests/test_connections.py), and strace is asked there, too.
Kept is how many, never where to.
"""

import sys
from typing import Any

# Sockets between programs of this machine (display, clipboard, one instance) have other families.
_INTERNET = frozenset({"AF_INET", "AF_INET6"})
_EVENTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})

_opened: list[None] = []  # appending is atomic, counting up is not
_installed = False


def watch() -> None:
    """Begin to count. Once begun it can't be ended; calling it again does nothing."""
    global _installed
    if not _installed:
        _installed = True
        sys.addaudithook(_hook)


def opened() -> int:
    """How many there were since `watch`."""
    return len(_opened)


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if event not in _EVENTS or len(args) < 2:
        return
    family = getattr(getattr(args[0], "family", None), "name", "")
    if family in _INTERNET and not _is_own_pair(args[1]):
        _opened.append(None)


def _is_own_pair(address: object) -> bool:
    """Windows has no socketpair: Python's event loop connects to itself in its place."""
    own = isinstance(address, tuple) and bool(address) and address[0] in ("127.0.0.1", "::1")
    return own and sys.platform == "win32"
