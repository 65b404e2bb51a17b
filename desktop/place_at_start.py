"""Before the diary is opened: the move that was wished for, and what to do if it can't be found.

The usual start comes past here only to learn that there is nothing to do; see start.py.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.domain.moving import Refusal, Verdict
from desktop.errors import EnvironmentFailure, MoveRefused, PlaceMissing, StorageFailure
from desktop.paths import APP_FOLDER, DataPaths, Place, holds_diary, read_place, there
from desktop.services import place_words
from desktop.services.instance import SingleInstance
from desktop.services.mover import Mover
from desktop.services.place_service import look_at
from desktop.settings import Settings
from desktop.storage import places
from desktop.storage.leaving import leave
from desktop.storage.moving import give_up
from desktop.ui.file_dialogs import folder_dialog
from desktop.ui.message import answered, message_box
from desktop.ui.missing_box import AskBox, MissingBox, Way
from desktop.ui.moving_window import MovingWindow

# By this name lupdate finds the strings.
translate = QCoreApplication.translate

Prepare = Callable[[Settings], object]


async def found(home: Path, prepare: Prepare) -> DataPaths | None:
    """The diary's folder, after what was wished for has been done; None: the person wants to quit.

    prepare: looks and language, before anything is shown. In the loop.
    """
    while True:
        try:
            place = _left(read_place(home))
            folder = there(place)
            if place.wish is None:
                return DataPaths(folder)
            prepare(Settings(DataPaths(folder).settings))
            if not await _granted(place):
                return DataPaths(folder)
        except PlaceMissing as failure:
            prepare(_settings_left(home))
            if not await _looked_for(home, failure):
                return None


def _settings_left(home: Path) -> Settings:
    """In the person's language and colours, as far as a move left them; the others are away."""
    copies = places.found_copies(home)
    return Settings(DataPaths(copies[-1]).settings if copies else None)


def _left(place: Place) -> Place:
    """The old files of a move that was killed go aside; if that can't be done, at another start."""
    if place.leaving is None:
        return place
    with suppress(StorageFailure), _alone(place.leaving[0]) as alone:
        if alone:
            leave(place)
    return read_place(place.home)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether no window has the diary in this folder open; as long as this lasts, none will."""
    instance = SingleInstance(DataPaths(folder).lock)
    if not instance.acquire():
        yield False
        return
    try:
        yield True
    finally:
        instance.release()


# What was wished for


async def _granted(place: Place) -> bool:
    """Whatever comes of it, the wish is over; only a kill leaves it for the next start. False if a
    window has the diary open: it will be raised, and the wish waits."""
    assert place.wish is not None
    with _alone(place.folder) as alone:
        if not alone:
            return False
        try:
            await (_open_other(place) if place.wish_opens else _move(place))
        except EnvironmentFailure as failure:
            if read_place(place.home).folder == place.folder:
                await answered(message_box(place_words.not_moved(failure, place.wish)))
        finally:
            if read_place(place.home).wish is not None:
                places.wish(place.home, None)
    return True


async def _open_other(place: Place) -> None:
    assert place.wish is not None
    if holds_diary(place.wish):
        places.lies_at(place.home, place.wish)
    else:
        await answered(message_box(place_words.other_missing(place.wish)))


async def _move(place: Place) -> None:
    """Raises the storage's failures; then all is as it was."""
    assert place.wish is not None
    await _check(place)
    mover = Mover(place, places.aside_folder(place.folder, date.today()))
    window, ended = MovingWindow(place_words.moving(place.wish)), asyncio.Event()
    outcome: list[BaseException | None] = []
    mover.progressed.connect(window.show_progress)
    mover.ended.connect(outcome.append)
    mover.ended.connect(ended.set)
    window.cancelled.connect(mover.cancel)
    window.show()
    try:
        mover.start()
        await ended.wait()
    finally:
        mover.close()
        window.hide()
        window.deleteLater()
    if outcome[0] is not None:
        raise outcome[0]


async def _check(place: Place) -> None:
    """Much may have changed since it was chosen. On a thread: a disk that sleeps takes seconds."""
    assert place.wish is not None
    loop = asyncio.get_running_loop()
    seen = await loop.run_in_executor(None, _looked_at, place, place.wish)
    if seen.target != place.wish:
        raise MoveRefused(seen.refusal or Refusal.OCCUPIED, str(place.wish))


def _looked_at(place: Place, wish: Path) -> Verdict:
    """What a killed move left there takes no room from the next."""
    give_up(place)
    return look_at(wish, place)


# When it can't be found


def _why_missing(home: Path) -> str:
    """For people; nothing where it can be found."""
    try:
        there(read_place(home))
    except PlaceMissing as failure:
        return place_words.missing(failure)
    return ""


async def _looked_for(home: Path, failure: PlaceMissing) -> bool:
    """Asked what to do, and done; False: to quit."""
    copies = places.found_copies(home)
    text, look = place_words.missing(failure), partial(_why_missing, home)
    box = MissingBox(text, look, old_copy=bool(copies), at_home=holds_diary(home))
    await answered(box)
    try:
        match box.way:
            case Way.CHOOSE:
                await _choose(home)
            case Way.OLD_COPY:
                word = translate("place", "用旧的一份")
                if await _agreed(place_words.ask_old_copy(copies[-1]), word):
                    places.use_old_copy(home, copies[-1])
            case Way.HOME:
                if await _agreed(place_words.ask_home(home), translate("place", "打开这一本")):
                    places.begin_anew(home)
            case Way.ANEW:
                if await _agreed(place_words.ask_anew(home), translate("place", "另开一本")):
                    places.begin_anew(home)
    except StorageFailure as trouble:
        await answered(message_box(f"{place_words.not_noted()}\n{trouble}"))
    return box.way is not Way.QUIT


async def _agreed(text: str, yes: str) -> bool:
    box = AskBox(text, yes)
    await answered(box)
    return box.agreed


async def _choose(home: Path) -> None:
    """Where it lies now; only a folder with a diary in it."""
    dialog = folder_dialog(None, translate("place", "日记现在在哪个文件夹"), str(home.parent))
    await answered(dialog)
    if not dialog.result():
        return
    chosen = Path(dialog.selectedFiles()[0])
    folder = next((f for f in (chosen, chosen / APP_FOLDER) if holds_diary(f)), None)
    if folder is None:
        await answered(message_box(place_words.no_diary_there(str(chosen))))
    else:
        places.lies_at(home, folder)
