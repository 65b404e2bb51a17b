"""Where work ends by itself: a time limit, and text that goes round in circles."""

import threading
import time
from collections.abc import Generator
from dataclasses import replace

from desktop.domain.turns import ReplyStats


class Bound(threading.Event):
    """A stop event that is also set by its time, and by another event that it stands on.

    cause: "" while it isn't set; then ``stopped`` (the other event), ``time``, or what `end` said.
    """

    def __init__(self, stop: threading.Event | None = None, seconds: float | None = None) -> None:
        super().__init__()
        self._stop = stop
        self._ends = None if seconds is None else time.monotonic() + seconds
        self.cause = ""

    def end(self, cause: str) -> None:
        self.cause = self.cause or cause

    def is_set(self) -> bool:
        if self._stop is not None and self._stop.is_set():
            self.end("stopped")
        elif self._ends is not None and time.monotonic() >= self._ends:
            self.end("time")
        return bool(self.cause)


# What is looked at, and how often something of at most a length must come before it is a loop: a
# laugh, a row of dashes and a chorus are none.
_WINDOW = 400
_LOOPS = ((2, 24), (11, 6), (100, 3))


def looped(text: str) -> int:
    """How many characters at the end only repeat what stands before them; 0 for no loop."""
    tail = text[-_WINDOW:]
    for length in range(1, _LOOPS[-1][0] + 1):
        unit = tail[-length:]
        if tail[-2 * length : -length] != unit or not any(map(str.isalnum, unit)):
            continue
        times = next(times for most, times in _LOOPS if length <= most)
        if tail.endswith(unit * times):
            return _repeats(tail, unit) * length
    return 0


def _repeats(tail: str, unit: str) -> int:
    """How often it comes at the end, but for the first time."""
    times = 1
    while tail.endswith(unit * (times + 1)):
        times += 1
    return times - 1


def without_loops(
    pieces: Generator[str, None, ReplyStats], bound: Bound, text: str = ""
) -> Generator[str, None, ReplyStats]:
    """Hand a reply on; end it where it begins to repeat itself, or where the bound's time is over.

    bound: what *pieces* looks at to know that it is to end. text: what stands before it.
    The stats' reason is ``loop`` then, and `dropped` says how much of the end is to be taken off.
    """
    dropped = 0
    while True:
        try:
            piece = next(pieces)
        except StopIteration as end:
            stats: ReplyStats = end.value
            if stats.reason == "stopped" and bound.cause:
                return replace(stats, reason=bound.cause, dropped=dropped)
            return stats
        if bound.cause == "loop":
            continue
        yield piece
        text = (text + piece)[-_WINDOW:]
        if dropped := looped(text):
            bound.end("loop")
