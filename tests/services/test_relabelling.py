"""Old entries labelled anew: in order, unhurried, to be paused and gone on with."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.labels import LabelSource
from desktop.domain.turns import TurnState
from desktop.errors import DiskFull, TextTooLong
from desktop.services.power import Power
from desktop.services.relabelling import Relabelling, RelabellingState
from desktop.services.requests import EnginePhase
from desktop.services.standing import Standing

from .label_bench import OLD, LabelBench


def old_entries(bench: LabelBench, count: int) -> list[int]:
    ids = [bench.written(f"第 {number} 天。很累。").id for number in range(count)]
    for entry_id in ids:
        bench.store.add(entry_id, OLD, 1)
    return ids


def weights(bench: LabelBench, ids: list[int]) -> list[str | None]:
    """Of the label that counts."""
    return [label.weights if (label := bench.label(entry_id)) else None for entry_id in ids]


def test_all_of_them_and_only_they(label_bench: LabelBench) -> None:
    bench, job = label_bench, label_bench.relabelling
    ids = old_entries(bench, 25)
    bench.labels.correct(ids[3], bench.labels.choices.find("负面"))
    job.start()
    assert job.state == RelabellingState()  # there is no model yet
    bench.ready()
    job.count()
    assert job.state == RelabellingState(left=25)
    told: list[RelabellingState] = []
    lists: list[int] = []
    job.state_changed.connect(told.append)
    bench.diary.changed.connect(lambda: lists.append(job.state.done))
    job.start()
    bench.bench.qtbot.waitUntil(lambda: not job.state.running)
    assert job.state == RelabellingState(left=0, done=25)
    assert [state.done for state in told if state.running] == list(range(26))
    assert lists == [20, 25]  # lists and charts aren't read again for each
    new = bench.bench.engine.info.weights
    assert weights(bench, ids) == [new] * 3 + [None] + [new] * 21
    kept = bench.label(ids[3])
    assert kept is not None and (kept.source, kept.word) == (LabelSource.PERSON, "负面")
    assert len(bench.scored()) == 25  # no reasons: they are looked for on request
    job.start()
    assert not job.state.running


def test_pausing_and_going_on_also_after_a_restart(label_bench: LabelBench) -> None:
    bench, permits = label_bench, threading.Semaphore(2)
    ids = old_entries(bench, 5)
    bench.ready()
    bench.bench.engine.score_permits = permits
    bench.relabelling.start()
    bench.bench.qtbot.waitUntil(lambda: bench.relabelling.state.done == 2)
    bench.relabelling.pause()
    assert not bench.relabelling.state.running
    permits.release(1)  # what was being read may end
    bench.bench.qtbot.waitUntil(lambda: bench.bench.inference.at_rest)
    assert weights(bench, ids)[3:] == ["old weights"] * 2
    again = Relabelling(
        bench.bench.database, bench.diary, bench.bench.inference, bench.jobs, bench.labels._task
    )
    bench.bench.load()
    bench.bench.qtbot.waitUntil(lambda: bench.bench.inference.at_rest)
    again.count()
    assert again.state.left == 2
    permits.release(9)
    again.start()
    bench.bench.qtbot.waitUntil(lambda: not again.state.running)
    assert again.state == RelabellingState(left=0, done=2)


class Mains(Power):
    """battery: whether it runs on it."""

    battery = False

    def on_battery(self) -> bool:
        return self.battery


def after_a_restart(bench: LabelBench, file: Path, mains: Mains) -> Relabelling:
    """Another run of the program on the same diary, which loads the weights."""
    services = bench.bench
    job = Relabelling(
        *(services.database, bench.diary, services.inference, bench.jobs, bench.labels._task),
        standing=Standing(file),
        power=mains,
    )
    job.go_on()
    services.load()
    services.wait_for(EnginePhase.READY)
    return job


def begun(bench: LabelBench, file: Path, done: int = 2) -> Relabelling:
    """Some are done, one is being read."""
    old_entries(bench, 5)
    job = after_a_restart(bench, file, Mains())
    assert not job.state.running  # nobody began it yet
    bench.bench.engine.score_permits = threading.Semaphore(done)
    job.start()
    bench.bench.qtbot.waitUntil(lambda: job.state.done == done)
    return job


def ended(bench: LabelBench, job: Relabelling) -> None:
    """As if the program were gone: what it remembers is in the file alone."""
    bench.jobs.drop(job._current)
    bench.jobs.disconnect(job)
    bench.bench.inference.disconnect(job)
    permits = bench.bench.engine.score_permits
    assert permits is not None
    permits.release(99)
    bench.bench.qtbot.waitUntil(lambda: bench.bench.inference.at_rest)


def test_it_goes_on_by_itself_after_a_restart(label_bench: LabelBench, tmp_path: Path) -> None:
    bench, file = label_bench, tmp_path / "cache" / "relabelling.json"
    ended(bench, begun(bench, file))
    again = after_a_restart(bench, file, Mains())
    bench.bench.qtbot.waitUntil(lambda: not again.state.running and again.state.left == 0)
    assert again.state.done in (2, 3) and not file.exists()
    last = after_a_restart(bench, file, Mains())
    assert last.state == RelabellingState()


def test_what_the_person_paused_is_shown_and_waits(label_bench: LabelBench, tmp_path: Path) -> None:
    bench, file = label_bench, tmp_path / "relabelling.json"
    job = begun(bench, file)
    job.pause()
    assert job.state.paused
    ended(bench, job)
    again = after_a_restart(bench, file, Mains())
    assert again.state.paused and again.state.begun and not again.state.running
    again.start()
    bench.bench.qtbot.waitUntil(lambda: not again.state.running)
    assert again.state.left == 0 and not again.state.paused


def test_on_battery_it_waits_for_mains_power_unless_it_is_wanted_now(
    label_bench: LabelBench, tmp_path: Path
) -> None:
    bench, file, mains = label_bench, tmp_path / "relabelling.json", Mains()
    ended(bench, begun(bench, file))
    mains.battery = True
    scored = len(bench.scored())
    again = after_a_restart(bench, file, mains)
    assert again.state.running and again.state.resting and len(bench.scored()) == scored
    mains.battery = False
    again._rest.timeout.emit()
    bench.bench.qtbot.waitUntil(lambda: not again.state.running)
    assert again.state.left == 0 and not again.state.resting and not again._rest.isActive()


def test_a_person_who_begins_it_on_battery_wants_it_now(
    label_bench: LabelBench, tmp_path: Path
) -> None:
    bench, mains = label_bench, Mains()
    mains.battery = True
    old_entries(bench, 2)
    job = after_a_restart(bench, tmp_path / "relabelling.json", mains)
    job.start()
    bench.bench.qtbot.waitUntil(lambda: not job.state.running)
    assert job.state.done == 2


def test_other_weights_are_not_set_to_work_by_themselves(
    label_bench: LabelBench, tmp_path: Path
) -> None:
    bench, file = label_bench, tmp_path / "relabelling.json"
    ended(bench, begun(bench, file))
    bench.bench.engine.info = replace(bench.bench.engine.info, weights="0a" * 32)
    assert after_a_restart(bench, file, Mains()).state == RelabellingState()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"work": 1, "stand": "x"}'])
def test_a_damaged_file_is_as_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "relabelling.json"
    file.write_text(content, "utf-8")
    assert Standing(file).of(("sentiment", 1, "w")) is None


def test_a_turn_that_is_sent_goes_first(label_bench: LabelBench) -> None:
    bench, permits = label_bench, threading.Semaphore(0)
    old_entries(bench, 3)
    bench.ready()
    bench.bench.engine.score_permits = permits
    bench.relabelling.start()
    bench.bench.qtbot.waitUntil(lambda: len(bench.scored()) == 1)
    turn = bench.bench.chat.send("我先")
    permits.release(99)
    bench.bench.qtbot.waitUntil(lambda: not bench.relabelling.state.running)
    assert [text == "我先" for text in bench.scored()] == [False, True, False, False, False]
    assert bench.bench.store.turn(turn.id).state is TurnState.DONE


def test_what_cannot_be_read_is_passed_over(
    label_bench: LabelBench, caplog: pytest.LogCaptureFixture
) -> None:
    bench = label_bench
    old_entries(bench, 2)
    bench.bench.engine.scores = TextTooLong(9, 5)
    bench.ready()
    bench.relabelling.start()
    bench.bench.qtbot.waitUntil(lambda: not bench.relabelling.state.running)
    assert bench.relabelling.state == RelabellingState(left=2, failed=2)
    caplog.clear()


def test_a_full_disk_pauses_it(label_bench: LabelBench, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise DiskFull("/diary")

    bench = label_bench
    old_entries(bench, 2)
    bench.ready()
    monkeypatch.setattr(bench.relabelling._store, "to_label", full)
    with bench.bench.qtbot.waitSignal(bench.relabelling.storage_failed):
        bench.relabelling.start()
    assert not bench.relabelling.state.running


def test_a_label_that_cannot_be_kept_pauses_it(
    label_bench: LabelBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DiskFull("/diary")

    bench = label_bench
    ids = old_entries(bench, 3)
    bench.ready()
    monkeypatch.setattr(bench.labels._store, "add", full)
    with bench.bench.qtbot.waitSignal(bench.labels.storage_failed):
        bench.relabelling.start()
    bench.bench.qtbot.waitUntil(lambda: bench.bench.inference.at_rest)
    assert not bench.relabelling.state.running
    assert len(bench.scored()) == 1 and weights(bench, ids) == ["old weights"] * 3
