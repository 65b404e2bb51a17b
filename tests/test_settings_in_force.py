"""What the settings do in the whole program: the first page, how weights are loaded, sleep."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import renewed
from desktop.composition import _plan
from desktop.inference.precision import Plan, Precision
from desktop.paths import DataPaths
from desktop.services.requests import EnginePhase, LoadRequest
from desktop.settings import Settings
from desktop.ui.rail import Place
from tests.fakes import ScriptedEngine
from tests.program.running import paths, plain_application_afterwards, running

__all__ = ["paths", "plain_application_afterwards"]  # fixtures


@pytest.mark.parametrize(
    ("wish", "place"),
    [("last", Place.MOOD), ("today", Place.TODAY), ("diary", Place.DIARY), ("mood", Place.MOOD)],
)
def test_the_page_it_opens_with(qtbot: QtBot, paths: DataPaths, wish: str, place: Place) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        program.application.window.rail.choose(Place.MOOD)
        program.core.settings.set("start_page", wish)
        program.application.window.close()
    with running(qtbot, paths, ScriptedEngine()) as program:
        assert program.application.window.stack.currentIndex() == place


def test_the_persons_precision_counts_more_than_the_doctors(paths: DataPaths) -> None:
    settings, load = Settings(None), LoadRequest(paths.folder, plan="int8-keep-down")
    assert _plan(load, settings) == Plan(Precision.INT8, frozenset({"down"}))
    settings.set("precision", "float32")
    assert _plan(load, settings) == Plan(Precision.FLOAT32)
    settings.set("precision", "auto")
    assert _plan(LoadRequest(paths.folder), settings) is None


def test_precision_and_threads_are_in_force_after_one_more_load(
    qtbot: QtBot, paths: DataPaths
) -> None:
    """With the bundled model: two changes in one go load it once."""
    paths.create()
    Settings(paths.settings).set("precision", "float32")
    with running(qtbot, paths) as program:
        inference, settings = program.core.inference, program.core.settings
        qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY, timeout=60_000)
        assert inference.info is not None and inference.info.precision == "float32"
        phases: list[EnginePhase] = []
        inference.state_changed.connect(lambda state: phases.append(state.phase))
        page = program.application.settings_area.settings
        page._on_edited("precision", "bfloat16")
        page._on_edited("threads", 1)
        qtbot.waitUntil(lambda: EnginePhase.READY in phases, timeout=60_000)
        assert inference.info.precision == "bfloat16" and settings.whole("threads") == 1
        assert phases.count(EnginePhase.LOADING) == 1
        program.write("换了精度，也能写")
        program.wait_for_the_end()


def test_a_reload_is_not_lost_with_the_window(qtbot: QtBot, paths: DataPaths) -> None:
    """Other words build the window anew while the weights wait to be loaded again."""
    with running(qtbot, paths, ScriptedEngine()) as program:
        inference = program.core.inference
        qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY)
        program.application.settings_area.settings._on_edited("precision", "int8")
        program.application = renewed(program.application)
        with qtbot.waitSignal(inference.state_changed) as changed:
            pass
        assert changed.args[0].phase is EnginePhase.LOADING


def test_a_model_that_sleeps_wakes_for_what_is_typed_and_sent(
    qtbot: QtBot, paths: DataPaths
) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        window, inference = program.application.window, program.core.inference
        qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY)
        assert inference.let_go()
        assert window.rail.word.text() == "睡着了" and window.notices.keys() == []
        program.write("睡着时写的")
        turn_id = program.last_turn()
        assert program.core.store.turn(turn_id).entry.text == "睡着时写的"
        program.wait_for_the_end()
        assert program.core.store.turn(turn_id).label is not None
        assert inference.let_go()
        program.core.diary.write("日记里写的", program.core.chat.today())
        qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY)
