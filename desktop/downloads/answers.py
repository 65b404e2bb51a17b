"""What a server's answer to a request for (the rest of) a file means. Trusts none of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.errors import HostRefused, WrongFile

_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_UNSATISFIED = re.compile(r"bytes \*/(\d+)")
# A server that is busy or ill may be well in a moment.
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


class Unwell(Exception):  # noqa: N818 - an outcome, dealt with by asking again
    """Nothing usable came this time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """start: at which byte of the file it begins. total: of the whole file; None if unsaid.

    etag: names this very content; empty if there is none that can be relied on.
    whole: nothing is missing any more.
    """

    start: int
    total: int | None
    etag: str = ""
    whole: bool = False


def understand(status: int, headers: Mapping[str, str], asked: int, host: str) -> Answer:
    """asked: the byte it was to begin with; 0 for the whole file.

    Raises HostRefused, WrongFile (packed, which nobody asked for) and Unwell.
    """
    if status == 416 and asked:
        match = _UNSATISFIED.fullmatch(headers.get("content-range", ""))
        if match and int(match[1]) == asked:
            return Answer(asked, asked, _etag(headers), whole=True)
        return Answer(0, None)
    if status in _BUSY:
        raise Unwell(status)
    if status not in (200, 206):
        raise HostRefused(f"{host} ({status})")
    if headers.get("content-encoding", "identity") != "identity":
        raise WrongFile(host)
    return _partial(headers, asked) if status == 206 else _complete(headers)


def _complete(headers: Mapping[str, str]) -> Answer:
    length = headers.get("content-length", "")
    return Answer(0, int(length) if length.isdecimal() else None, _etag(headers))


def _partial(headers: Mapping[str, str], asked: int) -> Answer:
    match = _CONTENT_RANGE.fullmatch(headers.get("content-range", ""))
    if match is None or int(match[1]) != asked:
        raise Unwell("another part than the one asked for")
    return Answer(asked, None if match[2] == "*" else int(match[2]), _etag(headers))


def _etag(headers: Mapping[str, str]) -> str:
    """Weak ones allow for other bytes (RFC 9110, 8.8.1)."""
    etag = headers.get("etag", "")
    return "" if etag.startswith("W/") else etag
