"""Which weights are wanted, and which loads the worker was asked for and has not told of yet."""

from collections import deque

from desktop.services.requests import LoadRequest


class Loads:
    """wanted: what was asked for last, loaded or not; None before the first."""

    def __init__(self) -> None:
        self.wanted: LoadRequest | None = None
        self._coming: deque[LoadRequest] = deque()

    def expect(self, load: LoadRequest) -> None:
        """What an earlier load finds is no news any more."""
        self.wanted = load
        self._coming.append(load)

    def again(self) -> LoadRequest | None:
        """The wanted ones, to be asked for once more."""
        if self.wanted is None:
            return None
        return LoadRequest(self.wanted.model_dir, adapter=self.wanted.adapter)

    def is_last(self) -> bool:
        """One has been told of: whether no other is to come."""
        if self._coming:
            self._coming.popleft()
        return not self._coming

    def exchange(self, expected: LoadRequest, comes: LoadRequest) -> None:
        """The worker loads another than we thought, unless more was asked of it meanwhile."""
        self._coming = deque(comes if load is expected else load for load in self._coming)
        if self.wanted is expected:
            self.wanted = comes

    def stop(self) -> None:
        """None is waited for any more."""
        for load in self._coming:
            load.stop.set()
        self._coming.clear()
