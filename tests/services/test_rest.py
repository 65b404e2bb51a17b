"""The model that sleeps while nobody wants it, and what is written meanwhile."""

import pytest

from desktop.domain.turns import TurnState
from desktop.inference import allocator
from desktop.services.requests import EnginePhase
from desktop.services.rest import Rest
from desktop.settings import Settings
from tests.services.conftest import Bench


@pytest.fixture
def asleep(bench: Bench) -> tuple[Bench, Settings, Rest]:
    """A model that was let go because nobody asked for anything."""
    settings = Settings(None)
    settings.set("unload_after_min", 1)
    rest = Rest(bench.inference, settings, minute_ms=5)
    bench.load()
    bench.wait_for(EnginePhase.ASLEEP)
    return bench, settings, rest


def test_it_stays_awake_by_default(bench: Bench) -> None:
    rest = Rest(bench.inference, Settings(None), minute_ms=1)
    bench.load()
    bench.wait_for(EnginePhase.READY)
    assert not rest._timer.isActive()


def test_what_is_sent_wakes_it_and_is_saved_at_once(asleep: tuple[Bench, Settings, Rest]) -> None:
    bench, settings, rest = asleep
    settings.set("unload_after_min", 0)
    rest.setting_changed()
    bench.wait_for(EnginePhase.READY)
    assert bench.inference.let_go()
    sent = []

    def send() -> None:
        sent.append(bench.chat.send("睡着时写的"))
        assert bench.store.turn(sent[0].id).entry.text == "睡着时写的"
        assert bench.inference.state.phase is EnginePhase.LOADING

    turn = bench.answered(send)
    assert turn.state is TurnState.DONE and turn.label is not None
    assert [load.model_dir.name for load in bench.loads] == ["scripted"] * 3


def test_typing_wakes_it(asleep: tuple[Bench, Settings, Rest]) -> None:
    bench, _, _ = asleep
    phases: list[EnginePhase] = []
    bench.inference.state_changed.connect(lambda state: phases.append(state.phase))
    bench.chat.typing_changed("今")
    bench.qtbot.waitUntil(lambda: len(phases) == 3)
    # and sleeps again, once it is left alone
    assert phases == [EnginePhase.LOADING, EnginePhase.READY, EnginePhase.ASLEEP]


def test_a_reply_is_not_cut_off(bench: Bench) -> None:
    bench.load()
    bench.wait_for(EnginePhase.READY)
    bench.chat.send("说")
    assert not bench.inference.let_go()
    bench.qtbot.waitUntil(lambda: bench.chat.open_turns() == 0)
    assert bench.inference.let_go() and not bench.inference.let_go()


def test_other_weights_and_the_doctor_find_it_asleep(
    asleep: tuple[Bench, Settings, Rest],
) -> None:
    bench, settings, rest = asleep
    settings.set("unload_after_min", 0)
    rest.begin()
    bench.inference.reload()  # nothing: they come with the new way at the next request anyway
    assert bench.inference.state.phase is EnginePhase.ASLEEP and len(bench.loads) == 1
    assert bench.doctor.begin()
    bench.wait_for(EnginePhase.READY)
    assert bench.inference.let_go()
    bench.load("other")
    bench.wait_for(EnginePhase.READY)
    assert bench.inference.model_dir is not None and bench.inference.model_dir.name == "other"


def test_giving_memory_back_works_on_any_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    allocator.give_memory_back()
    monkeypatch.setattr("sys.platform", "win32")
    allocator.give_memory_back()
