"""What a person who waits for the training wants to know: errors, speed, when it will be done."""

import statistics
import time
from collections import deque
from pathlib import Path

from tools.train_starter.learner import Losses
from tools.train_starter.packing import Rows

_EVERY = 10


class Progress:
    """A line every ten steps, on the terminal and in the log."""

    def __init__(self, log: Path, done: int, last: int) -> None:
        self._log, self._step, self._last = log, done, last
        self._sums: dict[str, float] = {}
        self._counts: dict[str, int] = {}
        # The median step of a while: one that was paused from outside says nothing about others.
        self._seconds: deque[float] = deque(maxlen=31)
        self._tokens, self._since = 0, time.monotonic()

    def say(self, line: str) -> None:
        stamped = f"{time.strftime('%H:%M:%S')} {line}"
        print(stamped, flush=True)
        with self._log.open("a", encoding="utf-8") as file:
            file.write(stamped + "\n")

    def add(self, step: int, losses: Losses, batches: dict[str, Rows]) -> None:
        """After each step."""
        now = time.monotonic()
        self._seconds.append(now - self._since)
        self._since, self._step = now, step
        self._tokens = sum(int((rows.examples >= 0).sum()) for rows in batches.values())
        for name, (total, count) in losses.items():
            self._sums[name] = self._sums.get(name, 0.0) + total
            self._counts[name] = self._counts.get(name, 0) + count
        if step % _EVERY == 0 or step == self._last:
            self.say(self._line())

    def _line(self) -> str:
        errors = ", ".join(f"{n} {self._sums[n] / self._counts[n]:.3f}" for n in self._sums)
        self._sums.clear()
        self._counts.clear()
        seconds = statistics.median(self._seconds)
        left = round(seconds * (self._last - self._step))
        hours, minutes = left // 3600, left // 60 % 60
        return (
            f"step {self._step}/{self._last}  {errors}  "
            f"{self._tokens / seconds:.0f} tokens/s  {hours}:{minutes:02} left"
        )
