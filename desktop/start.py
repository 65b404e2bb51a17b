"""The window's program from its start to its end: its look, its diary, what is said where there is
no window yet.
"""

import sys
from collections.abc import Coroutine
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import __version__, resources
from desktop.app import Application, renewed
from desktop.composition import build_backups, build_core
from desktop.errors import DiaryDamaged, EnvironmentFailure, PlaceMissing, StorageFailure
from desktop.language import install_language
from desktop.log import end_log, log_to
from desktop.opening import Damaged, open_repaired
from desktop.paths import DataPaths, home_folder, read_place, there
from desktop.services.closing import LaterLoop
from desktop.services.garbage import garbage_collected_here
from desktop.services.instance import SingleInstance
from desktop.services.wording import (
    explain_damage,
    restore_word,
)
from desktop.settings import Settings
from desktop.storage.database import Database
from desktop.ui.main_window import MainWindow
from desktop.ui.message import answered, message_box
from desktop.ui.theme import Theme

# By then even a busy screen has answered; one that doesn't show windows never does.
_PAINT_WITHIN_MS = 50


class Arrived(Enum):
    """Whether a wish brought the diary to its folder at this start, or opened the one there."""

    NOT = auto()
    MOVED = auto()
    OPENED = auto()


def run_window(paths: DataPaths | None, model: str | None) -> int:
    """Open the window and stay until it is closed; the exit code.

    paths: the folder that was given; None for where the diary lies otherwise.
    """
    qt = QApplication(sys.argv[:1])
    with garbage_collected_here():
        running = _run(paths, model)
        try:
            running.send(None)  # as far as the window, or to a sentence that needs the loop
        except StopIteration as ended:
            return int(ended.value)
        return _go_on(qt, running)


def _go_on(qt: QApplication, running: Coroutine[None, None, int]) -> int:
    import asyncio

    from desktop.services.window_loop import window_loop

    with window_loop(qt) as loop:
        asyncio.set_event_loop(loop)
        return int(loop.run_until_complete(running))


def prepare(settings: Settings) -> Theme:
    """Name, icon, language and looks of the application; before any widget is made."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    qt.setApplicationName("Qwen All-in-One Desktop")
    qt.setApplicationVersion(__version__)
    # The name of the .desktop file, by which Wayland finds the icon.
    qt.setDesktopFileName("qwen-desktop")
    qt.setWindowIcon(QIcon(str(resources.ICONS / "app.png")))
    qt.setQuitOnLastWindowClosed(False)
    # One look everywhere: the style sheet is drawn and measured on it.
    qt.setStyle("Fusion")
    install_language(qt, settings.text("language"))
    theme = Theme(settings.text("theme"), settings.number("font_scale"))
    theme.apply()
    return theme


async def _run(given: DataPaths | None, model: str | None) -> int:
    while True:
        try:
            paths, arrived = (given, Arrived.NOT) if given is not None else await _found()
        except EnvironmentFailure as failure:
            prepare(Settings(None))
            return await _not_opened(failure, str(home_folder()))
        if paths is None:
            return 0
        home = home_folder() if given is None else None
        code = await _opened(paths, home, model, arrived)
        if code is not None:
            return code


async def _found() -> tuple[DataPaths | None, Arrived]:
    """Where the diary lies, and how it came there; None if the person wants to quit. Usually known
    by one small file."""
    home, place = home_folder(), None
    with suppress(PlaceMissing):
        place = read_place(home)
        if place.wish is None and place.leaving is None:
            return DataPaths(there(place)), Arrived.NOT
    await LaterLoop()
    from desktop.place_at_start import found

    paths = await found(home, prepare)
    if paths is None or place is None or place.wish is None or not _same(paths.folder, place.wish):
        return paths, Arrived.NOT
    return paths, Arrived.OPENED if place.wish_opens else Arrived.MOVED


def _same(folder: Path, other: Path) -> bool:
    """A wish is named without links."""
    return folder.resolve() == other.resolve()


async def _opened(
    paths: DataPaths, home: Path | None, model: str | None, arrived: Arrived
) -> int | None:
    """The window from its start to its end; the exit code, None if the diary is to be moved now.

    home: the folder with the note on where the diary lies; None where *paths* were given.
    arrived: whether it was wished there just now, which is said.
    """
    settings = Settings(paths.settings)
    theme = prepare(settings)
    try:
        paths.create()
        instance = SingleInstance(paths.lock)
        if not instance.acquire():
            instance.raise_other()
            return 0
        log_to(paths.log)
        core = build_core(await _open(paths), settings, cache=paths.cache, prompts=paths.prompts)
    except EnvironmentFailure as failure:
        return await _not_opened(failure, str(paths.diary))
    application, backups = None, build_backups(core, paths)
    try:
        application = Application(core, backups, theme, paths, instance, home)
        application.start(model)
        _say(arrived, paths.folder, application.window)
        _paint(application.window)
        await LaterLoop()
        await application.closed.wait()
        while application.again:
            application = renewed(application)
            await application.closed.wait()
        await application.stop_downloads()
    finally:
        if application is not None:
            application.end()
        backups.close()
        core.close()
        end_log()
        instance.release()
    if not application.move_now:
        return 0
    sys.excepthook = sys.__excepthook__  # the window's own is gone with it
    return None


def _say(arrived: Arrived, folder: Path, window: MainWindow) -> None:
    if arrived is Arrived.NOT:
        return
    from desktop.services import place_words

    said = place_words.moved_here if arrived is Arrived.MOVED else place_words.now_here
    window.notices.tell("place", said(folder), calm=True)


async def _not_opened(failure: EnvironmentFailure, place: str) -> int:
    from desktop.services import data_words

    await _tell(data_words.start_trouble(failure, place))
    return 4 if isinstance(failure, StorageFailure) else 1


def _paint(window: MainWindow) -> None:
    """Now, and not only once the loop is imported."""
    handle, limit = window.windowHandle(), QDeadlineTimer(_PAINT_WITHIN_MS)
    while not handle.isExposed() and not limit.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
    QApplication.processEvents()


async def _open(paths: DataPaths) -> Database:
    """The diary, or what a backup makes of a damaged one if the person wants that."""
    try:
        return open_repaired(paths)
    except DiaryDamaged:
        if not await _recovered(paths):
            raise
        return open_repaired(paths)


async def _recovered(paths: DataPaths) -> bool:
    """Put the damaged file aside, offer the newest backup that can be read; delete nothing."""
    await LaterLoop()
    import asyncio

    damaged = Damaged(paths)
    backup = await asyncio.get_running_loop().run_in_executor(None, damaged.newest_backup)
    if backup is None:
        return False
    box = message_box(explain_damage(backup, str(paths.diary)))
    yes = box.addButton(restore_word(), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Close)
    await answered(box)
    if box.clickedButton() is not yes:
        return False
    damaged.restore(backup)
    return True


async def _tell(text: str) -> None:
    """Say it before there is a window, and wait until it was read."""
    await LaterLoop()
    await answered(message_box(text))
