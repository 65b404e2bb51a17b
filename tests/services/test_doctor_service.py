"""The doctor beside everything else: what waits, what is let go and loaded again, how it ends."""

import threading
import weakref
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import resources
from desktop.domain.turns import TurnState
from desktop.errors import ModelDamaged, OutOfMemory
from desktop.inference.assistant import Assistant
from desktop.inference.turn_tasks import Tasks
from desktop.services import doctor_words
from desktop.services.doctor_service import DoctorPhase, DoctorService, DoctorState
from desktop.services.inference_service import InferenceService
from desktop.services.requests import EnginePhase, LoadRequest
from tests.fakes import INFO, REPORT, ScriptedDoctor, ScriptedEngine
from tests.services.conftest import Bench


@pytest.fixture
def ready(bench: Bench) -> Bench:
    bench.load()
    bench.wait_for(EnginePhase.READY)
    return bench


@pytest.fixture
def held(ready: Bench) -> Bench:
    """An examination that has begun and waits for permits."""
    ready.examiner.permits = threading.Semaphore(0)
    ready.doctor.begin()
    ready.qtbot.waitUntil(lambda: ready.doctor.state.progress is not None)
    return ready


def wait_for(bench: Bench, phase: DoctorPhase) -> DoctorState:
    bench.qtbot.waitUntil(lambda: bench.doctor.state.phase is phase)
    return bench.doctor.state


def release(bench: Bench) -> None:
    assert bench.examiner.permits is not None
    bench.examiner.permits.release(99)


def test_the_phases_and_the_report(ready: Bench) -> None:
    phases: list[EnginePhase] = []
    steps: list[str] = []
    ready.inference.state_changed.connect(lambda state: phases.append(state.phase))
    ready.inference.examination_advanced.connect(lambda progress: steps.append(progress.plan))
    ready.doctor.begin()
    state = wait_for(ready, DoctorPhase.DONE)
    ready.wait_for(EnginePhase.READY)
    assert phases == [EnginePhase.EXAMINING, EnginePhase.LOADING, EnginePhase.READY]
    assert steps == [examined.plan for examined in REPORT.examined]
    assert state.report == REPORT and state.progress is None


def test_the_weights_are_loaded_again_with_the_choice(ready: Bench) -> None:
    ready.doctor.begin()
    wait_for(ready, DoctorPhase.DONE)
    ready.wait_for(EnginePhase.READY)
    assert [(load.model_dir, load.plan) for load in ready.loads] == [
        (Path("scripted"), None),
        (Path("scripted"), "int8-keep-down"),
    ]
    assert ready.examiner.seen[0].model_dir == Path("scripted")


def test_the_assistant_is_let_go_before_the_doctor_comes(qtbot: QtBot) -> None:
    tasks = Tasks.from_folder(resources.PROMPTS)
    engines: list[weakref.ref[ScriptedEngine]] = []
    alive: list[object] = []
    doctor = ScriptedDoctor()

    def load(_request: LoadRequest) -> Assistant:
        engine = ScriptedEngine()
        engines.append(weakref.ref(engine))
        return Assistant(engine, tasks)

    def examine(*arguments: object) -> object:
        alive.extend(engine() for engine in engines)
        return doctor.examine(*arguments)  # type: ignore[arg-type]

    service = InferenceService(load, examine)  # type: ignore[arg-type]
    try:
        service.load(LoadRequest(Path("scripted")))
        qtbot.waitUntil(lambda: service.state.phase is EnginePhase.READY)
        with qtbot.waitSignal(service.examined):
            assert service.examine()
        qtbot.waitUntil(lambda: service.state.phase is EnginePhase.READY)
        assert alive == [None] and len(engines) == 2
    finally:
        assert service.shutdown()


def test_what_is_sent_meanwhile_is_saved_and_answered_afterwards(held: Bench) -> None:
    first, second = held.chat.send("一"), held.chat.send("二")
    assert held.store.turn(first.id).state is TurnState.PENDING
    assert held.inference.state.phase is EnginePhase.EXAMINING
    release(held)
    held.qtbot.waitUntil(lambda: held.chat.open_turns() == 0)
    for turn in (first, second):
        assert held.store.turn(turn.id).state is TurnState.DONE
        assert held.store.turn(turn.id).reply == "好的。"
    held.wait_for(EnginePhase.READY)


def test_a_waiting_turn_can_be_stopped_at_once(held: Bench) -> None:
    turn = held.chat.send("算了")
    stopped = held.answered(held.chat.stop)
    assert (stopped.id, stopped.state) == (turn.id, TurnState.STOPPED)
    assert held.doctor.state.running
    release(held)
    held.wait_for(EnginePhase.READY)
    assert held.engine.seen == []


def test_a_reply_that_is_being_written_is_finished_first(ready: Bench) -> None:
    ready.engine.permits = threading.Semaphore(0)
    turn = ready.chat.send("说")
    ready.doctor.begin()
    assert doctor_words.status(ready.doctor.state) == "马上开始…"
    assert ready.examiner.seen == []
    ready.engine.permits.release(99)
    wait_for(ready, DoctorPhase.DONE)
    assert ready.store.turn(turn.id).state is TurnState.DONE
    ready.wait_for(EnginePhase.READY)


def test_it_stops_and_everything_is_as_before(held: Bench) -> None:
    held.doctor.stop()
    assert held.doctor.state.phase is DoctorPhase.STOPPING
    state = wait_for(held, DoctorPhase.STOPPED)
    assert state.report is None and state.progress is None
    held.wait_for(EnginePhase.READY)
    assert [load.plan for load in held.loads] == [None, None]
    assert held.answered(lambda: held.chat.send("好")).state is TurnState.DONE


def test_it_can_be_begun_again_and_only_once_at_a_time(held: Bench) -> None:
    held.doctor.begin()
    held.doctor.stop()
    wait_for(held, DoctorPhase.STOPPED)
    release(held)
    held.doctor.begin()
    assert wait_for(held, DoctorPhase.DONE).report == REPORT
    assert len(held.examiner.seen) == 2
    held.wait_for(EnginePhase.READY)


def test_without_weights_there_is_nothing_to_examine(bench: Bench) -> None:
    bench.doctor.begin()
    assert not bench.doctor.state.running


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ModelDamaged("model.safetensors"), "model.safetensors"),
        (OutOfMemory("no"), "内存不够"),
        (ZeroDivisionError("bug"), "程序出了错"),
    ],
)
def test_a_failure_is_told_and_the_engine_is_back(
    ready: Bench, error: BaseException, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    ready.examiner.outcome = error
    ready.doctor.begin()
    state = wait_for(ready, DoctorPhase.FAILED)
    assert words in doctor_words.status(state)
    assert error.__traceback__ is None  # its frames would hold an engine's memory
    ready.wait_for(EnginePhase.READY)
    assert ready.answered(lambda: ready.chat.send("好")).state is TurnState.DONE
    caplog.clear()


def test_other_weights_end_it_and_are_loaded(held: Bench) -> None:
    turn = held.chat.send("等着")
    held.load("other")
    wait_for(held, DoctorPhase.IDLE)
    held.wait_for(EnginePhase.READY)
    assert held.loads[-1].model_dir == Path("other")
    assert held.store.turn(turn.id).state is TurnState.DONE


def test_an_earlier_report_is_shown_again(bench: Bench) -> None:
    bench.stored[INFO.weights] = REPORT
    bench.load()
    bench.wait_for(EnginePhase.READY)
    assert bench.doctor.state == DoctorState(report=REPORT, precision="none")


def test_a_failure_is_forgotten_with_the_weights(
    ready: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    ready.examiner.outcome = ModelDamaged("broken")
    ready.doctor.begin()
    wait_for(ready, DoctorPhase.FAILED)
    ready.load("other")
    assert wait_for(ready, DoctorPhase.IDLE).error is None
    ready.wait_for(EnginePhase.READY)
    caplog.clear()


def test_shutdown_ends_it_and_nothing_is_heard_afterwards(held: Bench) -> None:
    states: list[DoctorState] = []
    held.doctor.state_changed.connect(states.append)
    held.chat.close()
    assert held.inference.shutdown(2000)
    held.qtbot.wait(0)
    assert states == [] and len(held.loads) == 1


def test_the_real_doctor_on_the_one_thread(qtbot: QtBot, tmp_path: Path) -> None:
    from desktop.composition import make_doctor

    folder, cache = resources.BUNDLED_MODEL, tmp_path / "cache"

    def load(request: LoadRequest) -> Assistant:
        from desktop.inference.loading import load_engine
        from desktop.inference.precision import Plan

        plan = Plan.parse(request.plan) if request.plan else None
        engine = load_engine(request.model_dir, request.stop, plan=plan, cache=cache)
        return Assistant(engine, Tasks.from_folder(resources.PROMPTS))

    inference = InferenceService(
        load,
        lambda request, tell: make_doctor(request.model_dir, cache, tell, request.stop).examine(),
    )
    doctor = DoctorService(inference, lambda _weights: None)
    try:
        inference.load(LoadRequest(folder))
        qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY, timeout=20_000)
        doctor.begin()
        qtbot.waitUntil(lambda: doctor.state.progress is not None, timeout=20_000)
        doctor.stop()
        qtbot.waitUntil(lambda: doctor.state.phase is DoctorPhase.STOPPED, timeout=5000)
        qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY, timeout=20_000)
        doctor.begin()
        qtbot.waitUntil(lambda: doctor.state.phase is DoctorPhase.DONE, timeout=60_000)
        qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY, timeout=20_000)
        assert doctor.state.report is not None and inference.info is not None
        assert inference.info.precision == doctor.state.report.choice == doctor.state.precision
    finally:
        assert inference.shutdown()
