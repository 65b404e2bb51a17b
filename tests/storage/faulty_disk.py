"""A disk that fails on demand: an SQLite VFS under which the n-th write or sync goes wrong."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import apsw


class Plan:
    """countdown: writes and syncs until the failure, None for a sound disk.

    for_good: every later one fails too, until `heal`.
    """

    def __init__(self) -> None:
        self.heal()

    def heal(self) -> None:
        self.countdown: int | None = None
        self.error: type[apsw.Error] = apsw.FullError
        self.for_good = False

    def fail(self, after: int, error: type[apsw.Error], *, for_good: bool = True) -> None:
        self.countdown, self.error, self.for_good = after, error, for_good

    def step(self) -> None:
        if self.countdown is None:
            return
        if self.countdown == 0:
            if not self.for_good:
                self.countdown = None
            raise self.error("injected")
        self.countdown -= 1


class _File(apsw.VFSFile):
    def __init__(
        self, base: str, name: str | apsw.URIFilename | None, flags: list[int], plan: Plan
    ) -> None:
        super().__init__(base, name, flags)
        self._plan = plan

    def xWrite(self, data: bytes, offset: int) -> None:
        self._plan.step()
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:
        self._plan.step()  # and not really: the tests are quicker without


class _Disk(apsw.VFS):
    def __init__(self, base: str, plan: Plan) -> None:
        super().__init__("faulty", base)
        self._base, self._plan = base, plan

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> _File:
        return _File(self._base, name, flags, self._plan)


@contextmanager
def faulty_disk() -> Iterator[Plan]:
    """Every database opened inside the block lies on the faulty disk."""
    plan, usual = Plan(), apsw.vfs_names()[0]
    disk = _Disk(usual, plan)
    hook, sys.unraisablehook = sys.unraisablehook, lambda _args: None
    apsw.set_default_vfs("faulty")
    try:
        yield plan
    finally:
        apsw.set_default_vfs(usual)
        disk.unregister()
        sys.unraisablehook = hook
