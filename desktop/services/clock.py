"""The one place that reads the clock and the system's zone."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimeZone

from desktop.domain.time import Moment

Clock = Callable[[], Moment]


def now() -> Moment:
    """This instant, with the IANA zone and offset that are in force here."""
    local = datetime.now().astimezone()
    offset = local.utcoffset()
    assert offset is not None
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return Moment(int(local.timestamp() * 1000), zone or "UTC", int(offset.total_seconds()))
