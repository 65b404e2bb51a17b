"""How fast it comes, over the last seconds, and how long the rest takes at that speed."""

from collections import deque

_WINDOW_S = 6.0
# Less says nothing yet.
_LEAST_S = 1.0


class Rate:
    """Fed with a clock's seconds and bytes so far."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def see(self, now: float, done: int) -> None:
        """Less than before means that it began anew."""
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()
        self._seen.append((now, done))
        while now - self._seen[0][0] > _WINDOW_S:
            self._seen.popleft()

    @property
    def bytes_a_second(self) -> float:
        """0 while nobody can know."""
        if not self._seen:
            return 0.0
        (began, first), (now, last) = self._seen[0], self._seen[-1]
        return (last - first) / (now - began) if now - began >= _LEAST_S else 0.0

    def seconds_for(self, rest: int) -> float | None:
        speed = self.bytes_a_second
        return rest / speed if speed > 0 else None
