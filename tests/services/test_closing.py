"""The window's end, waited for in a loop that is only there once the window is."""

import asyncio
import subprocess
import sys
from pathlib import Path

from desktop.services.closing import Closing, LaterLoop

ROOT = Path(__file__).resolve().parent.parent.parent


def test_what_was_set_before_anybody_waits_counts() -> None:
    closing = Closing()
    assert not closing.is_set()
    closing.set()
    asyncio.run(asyncio.wait_for(closing.wait(), 5))
    assert closing.is_set()


def test_whoever_waits_is_woken() -> None:
    async def wait() -> None:
        closing = Closing()
        asyncio.get_running_loop().call_soon(closing.set)
        await closing.wait()

    asyncio.run(asyncio.wait_for(wait(), 5))


def test_a_coroutine_goes_from_hand_to_the_loop() -> None:
    seen: list[object] = []

    async def work() -> int:
        seen.append("by hand")
        await LaterLoop()
        seen.append(asyncio.get_running_loop())
        await LaterLoop()  # in the loop it costs a turn
        return 7

    working = work()
    working.send(None)
    assert seen == ["by hand"]

    async def go_on() -> int:
        return await asyncio.ensure_future(working)

    assert asyncio.run(go_on()) == 7 and len(seen) == 2


def test_the_window_is_on_screen_before_the_loop_is_imported(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import start
from desktop.paths import DataPaths

seen = []

def paint(window):
    before(window)
    seen.append((window.windowHandle().isExposed(), "asyncio" in sys.modules))
    QTimer.singleShot(0, window.close)

before, start._paint = start._paint, paint
code = start.run_window(DataPaths(Path({str(tmp_path)!r})), None)
assert (code, seen) == (0, [(True, False)]), (code, seen)
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, timeout=60)
