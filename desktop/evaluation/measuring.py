"""Asks for one row after the other, tells how far it is, and keeps what is done when stopped."""

import random
import sys
import time
from collections.abc import Callable, Sequence
from typing import TextIO

from desktop.evaluation.classifiers import Guess
from desktop.evaluation.labelled import Row
from desktop.inference.metrics import Answer

_SEED = 0
_REDRAW_S = 0.2


def shuffled(rows: Sequence[Row], limit: int | None) -> list[Row]:
    """At most *limit* rows at random, the same ones every time.

    Collections are often sorted by label: the first rows would say nothing about the rest, nor
    would what was done before Ctrl-C.
    """
    order = random.Random(_SEED).sample(list(rows), len(rows))
    return order[:limit]


def measure(
    rows: Sequence[Row], classify: Callable[[str], Guess], bar: "ProgressBar"
) -> tuple[list[Answer], bool]:
    """The answers, and whether Ctrl-C ended it early. Raises what *classify* raises."""
    answers: list[Answer] = []
    try:
        classify("")  # reads the task's instructions, which no later text has to wait for
        for row in rows:
            answers.append(_ask(row, classify))
            bar.show(len(answers))
    except KeyboardInterrupt:
        return answers, True
    finally:
        bar.clear()
    return answers, False


def _ask(row: Row, classify: Callable[[str], Guess]) -> Answer:
    began = time.perf_counter()
    guess = classify(row.text)
    seconds = time.perf_counter() - began
    return Answer(row.label, guess.word, guess.confidence, guess.sure, seconds)


class ProgressBar:
    """One line on a terminal, drawn over and over; nothing anywhere else."""

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._total, self._on = total, self._stream.isatty()
        self._began, self._drawn, self._width = time.monotonic(), 0.0, 0

    def show(self, done: int) -> None:
        now = time.monotonic()
        if self._on and (done == self._total or now - self._drawn >= _REDRAW_S):
            self._drawn = now
            self._draw(_line(done, self._total, now - self._began))

    def clear(self) -> None:
        if self._on and self._width:
            self._draw("")
            self._stream.write("\r")
            self._stream.flush()

    def _draw(self, line: str) -> None:
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)


def _line(done: int, total: int, seconds: float) -> str:
    filled = 24 * done // total
    left = round(seconds / done * (total - done))
    bar = "#" * filled + "." * (24 - filled)
    return f"[{bar}] {done}/{total}  {left // 60}:{left % 60:02} left"
