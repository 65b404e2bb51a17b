"""Whether a window can be opened, asked of a real X server that nobody else uses."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.display import missing_library

ROOT = Path(__file__).resolve().parent.parent
# Without the libraries every answer is the sentence that names the missing one.
pytestmark = pytest.mark.skipif(
    not shutil.which("Xvfb") or missing_library() is not None,
    reason="needs Xvfb and what Qt's window needs",
)


@pytest.fixture
def display() -> Iterator[str]:
    """A server that begins anew whenever its last program leaves, as Xvfb does by itself."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "320x240x24"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def ask(display: str, then: str) -> str:
    """What a program without an offscreen platform finds on it, and does then."""
    environment = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY")}
    environment.pop("WAYLAND_DISPLAY", None)
    code = f"from desktop.display import why_no_window\nreason = why_no_window()\n{then}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**environment, "DISPLAY": display},
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_server_still_has_somebody_when_qt_comes(display: str) -> None:
    sockets = "len([p for p in Path('/proc/self/fd').iterdir() if 'socket' in os.path.realpath(p)])"
    count = f"from pathlib import Path\nimport os\nprint(reason, {sockets})"
    assert ask(display, count).split() == ["None", "1"]
    window = "from PySide6.QtWidgets import QApplication\nQApplication([])\nprint('there')"
    for _ in range(3):
        assert ask(display, window) == "there\n"


def test_a_display_that_does_not_answer_is_a_sentence() -> None:
    assert "does not answer" in ask(":9999", "print(reason)")
