"""Turns and jobs on their way to the worker: held back until the weights are known."""

from collections.abc import Callable

from desktop.services.examining import Examining
from desktop.services.loads import Loads
from desktop.services.model_standing import ModelStanding
from desktop.services.open_requests import OpenRequests
from desktop.services.requests import EnginePhase, JobRequest, TurnRequest


class Sending:
    """complete: what every turn goes through as it is sent to weights that are known, or None."""

    def __init__(
        self,
        requests: OpenRequests,
        standing: ModelStanding,
        loads: Loads,
        examining: Examining,
        run: Callable[[TurnRequest | JobRequest], None],
    ) -> None:
        """run: hand one to the worker."""
        self._open, self._standing, self._loads = requests, standing, loads
        self._examining, self._run = examining, run
        self.complete: Callable[[TurnRequest], TurnRequest] | None = None

    def send(self, request: TurnRequest | JobRequest) -> None:
        """Now, or when there is something to send it to."""
        if self._must_wait():
            self._open.hold(request)
        else:
            self._send(request)

    def release(self) -> None:
        """Send what was held back, unless there is more to wait for by now."""
        if self._must_wait():
            return
        for request in self._open.take_held():
            self._send(request)

    def _must_wait(self) -> bool:
        """Before the weights are known nobody can tell what they said of a text before."""
        loading = self._standing.state.phase is EnginePhase.LOADING
        examining = self._examining.request is not None
        return loading or examining or self._loads.wanted is None

    def _send(self, request: TurnRequest | JobRequest) -> None:
        if isinstance(request, TurnRequest) and self.complete is not None:
            request = self.complete(request)
        self._run(request)
