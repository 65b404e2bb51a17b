"""Processes that are asked over a pipe, one at a time, so that no one's memory counts for another.

The parent's side; what runs in them is in `serve` and `children`.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

# Nothing that is asked for takes longer than this on a machine that is worth measuring.
_PATIENCE_S = 900.0
# How our program makes OpenMP wait; others run with what they would find without us.
_OUR_SETTINGS = ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT")

_SPAWN = multiprocessing.get_context("spawn")


class Failed(Exception):  # noqa: N818 - not every failure is an error of ours
    """What was asked for could not be done; the message says why."""


class Worker:
    """A process that holds one subject. Raises Failed."""

    def __init__(self, target: Callable[..., None], *args: Any, ours: bool = True) -> None:
        """target(connection, *args) runs in it. ours: with our program's OpenMP settings."""
        self._connection, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=target, args=(theirs, *args), daemon=True)
        with _environment(ours):
            self._process.start()
        theirs.close()

    def ask(self, operation: str, *args: Any) -> Any:
        """The operation's result."""
        try:
            self._connection.send((operation, args))
        except OSError as error:
            raise self._gone() from error
        return self.hear()

    def hear(self) -> Any:
        """What it sends next."""
        try:
            if not self._connection.poll(_PATIENCE_S):
                raise Failed(f"no answer in {_PATIENCE_S:.0f} s")
            good, result = self._connection.recv()
        except (EOFError, OSError) as error:
            raise self._gone() from error
        if not good:
            raise Failed(result)
        return result

    def _gone(self) -> Failed:
        self._process.join(1.0)
        return Failed(f"its process ended with exit code {self._process.exitcode}")

    def close(self) -> None:
        self._connection.close()
        self._process.join(10.0)
        if self._process.is_alive():
            self._process.kill()


def apart(function: Callable[..., Any], *args: Any) -> Any:
    """What function(*args) returns, done in a process that then ends. Raises Failed."""
    worker = Worker(_once, function, args)
    try:
        return worker.hear()
    finally:
        worker.close()


def _once(connection: Connection, function: Callable[..., Any], args: tuple[Any, ...]) -> None:
    leave_ending_to_the_parent()
    answer(connection, lambda: function(*args))


def leave_ending_to_the_parent() -> None:
    """Ctrl-C reaches every process of the terminal; ours end when the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def answer(connection: Connection, work: Callable[[], Any]) -> None:
    """Send what work() returns, or the reason why it doesn't."""
    try:
        result: tuple[bool, Any] = True, work()
    except Exception as error:
        result = False, f"{type(error).__name__}: {error}"
    with suppress(OSError):
        connection.send(result)


@contextmanager
def _environment(ours: bool) -> Iterator[None]:
    """A child inherits the environment of the moment in which it is started."""
    put_away = {} if ours else {n: os.environ.pop(n) for n in _OUR_SETTINGS if n in os.environ}
    try:
        yield
    finally:
        os.environ.update(put_away)
