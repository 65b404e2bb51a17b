"""The whole program tried once, inside whatever it was packaged into. Leaves nothing behind."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from desktop.paths import DataPaths

_TEXT = "今天的实验终于成功了，太棒了！"
_PATIENCE_MS = 120_000


def selftest(model: str | None) -> int:
    """Window, diary, label, streamed reply, diary again; 0 if all of it worked."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Chinese and a space: what breaks programs that don't expect them.
    with tempfile.TemporaryDirectory(prefix="自检 ", ignore_cleanup_errors=True) as folder:
        try:
            return _run(DataPaths(Path(folder) / "数据"), model)
        except Exception as error:
            print(f"selftest failed: {type(error).__name__}: {error}", file=sys.stderr)
            return 1


def _run(paths: DataPaths, model: str | None) -> int:
    from PySide6.QtWidgets import QApplication

    from desktop.app import Application
    from desktop.composition import build_backups, build_core
    from desktop.opening import open_diary
    from desktop.services.instance import SingleInstance
    from desktop.settings import Settings
    from desktop.start import prepare
    from desktop.storage.diary_store import DiaryStore
    from desktop.ui.rail import Place

    began = time.perf_counter()
    QApplication.instance() or QApplication(sys.argv[:1])
    settings = Settings(paths.settings)
    theme = prepare(settings)
    paths.create()
    instance = SingleInstance(paths.lock)
    _check("lock on the diary", instance.acquire())
    core = build_core(open_diary(paths), settings, cache=paths.cache)
    backups = build_backups(core, paths)
    try:
        application = Application(core, backups, theme, paths, instance)
        application.start(model)
        _check("window", application.window.isVisible())
        _say("window", began)
        application.window.rail.choose(Place.MOOD)  # the charts' library is only imported here
        import desktop.ui.mood.mood_chart  # noqa: F401

        turn = core.chat.send(_TEXT)
        _wait_until(lambda: not core.chat.is_open(turn.id))
        application.window.close()
        application.end()
    finally:
        backups.close()
        core.close()
        instance.release()

    database = open_diary(paths)
    kept = DiaryStore(database).turn(turn.id)
    database.close()
    _check("label", kept.label is not None)
    _check(f"reply ({kept.error})", bool(kept.reply))
    assert kept.label is not None
    print(f"  {kept.entry.text} → {kept.label.word} → {kept.reply}")
    _say("selftest passed", began)
    return 0


def _check(what: str, there: bool) -> None:
    if not there:
        raise RuntimeError(f"no {what}")


def _say(what: str, began: float) -> None:
    print(f"{what}: {time.perf_counter() - began:.1f} s", flush=True)


def _wait_until(done: Callable[[], bool]) -> None:
    loop, poll, limit = QEventLoop(), QTimer(), QTimer()

    def look() -> None:
        if done():
            loop.quit()

    poll.timeout.connect(look)
    limit.timeout.connect(loop.quit)
    poll.start(20)
    limit.start(_PATIENCE_MS)
    loop.exec()
    _check(f"answer within {_PATIENCE_MS // 1000} s", done())
