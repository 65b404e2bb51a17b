"""What every test of the window gets: whatever it does, nothing was connected to."""

from collections.abc import Iterator

import pytest

from desktop import connections

connections.watch()


@pytest.fixture(autouse=True)
def no_connection() -> Iterator[None]:
    """The program never opens one unless a download was pressed."""
    before = connections.opened()
    yield
    assert connections.opened() == before
