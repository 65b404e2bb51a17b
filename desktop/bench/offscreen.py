"""Qt without a screen, for what draws while it is measured."""

import os
import sys
from collections.abc import Callable
from typing import Any

# The offscreen platform says this of every window with a minimum size; it means nothing.
_NOISE = "This plugin does not support propagateSizeHints"

Handler = Callable[[Any, Any, str], object]


def draw_offscreen() -> None:
    """Before there is an application. What Qt has to say is heard, but for that one line."""
    from PySide6.QtCore import qFormatLogMessage, qInstallMessageHandler

    os.environ["QT_QPA_PLATFORM"] = "offscreen"

    def to_stderr(kind: Any, context: Any, message: str) -> None:
        print(qFormatLogMessage(kind, context, message), file=sys.stderr)

    before: Handler = to_stderr

    def all_but_noise(kind: Any, context: Any, message: str) -> None:
        if not message.startswith(_NOISE):
            before(kind, context, message)

    if (found := qInstallMessageHandler(all_but_noise)) is not None:
        before = found
