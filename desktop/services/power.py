"""Whether the machine runs on its battery: work done ahead of time should not empty it."""

import time

_ASK_AGAIN_S = 30.0


class Power:
    """Remembers the answer for half a minute: asking reads files or calls the system."""

    def __init__(self) -> None:
        self._asked = -_ASK_AGAIN_S
        self._on_battery = False

    def on_battery(self) -> bool:
        """False where there is no battery or nobody knows."""
        if time.monotonic() - self._asked >= _ASK_AGAIN_S:
            self._asked = time.monotonic()
            self._on_battery = _on_battery()
        return self._on_battery


def _on_battery() -> bool:
    import psutil  # not at the start: nobody asks before there is a model

    sensors = getattr(psutil, "sensors_battery", None)
    try:
        battery = sensors() if sensors is not None else None
    except (OSError, RuntimeError, ValueError):  # odd drivers report odd things
        return False
    return battery is not None and battery.power_plugged is False
