"""Labels by the person and by the model: what is kept, what is told, and who goes first."""

import threading
from dataclasses import replace

import pytest

from desktop.domain.labels import Agreement, LabelSource
from desktop.domain.turns import TurnState
from desktop.errors import DiskFull, TextTooLong
from desktop.services.requests import EnginePhase
from desktop.services.undo import Deed

from .label_bench import OLD, LabelBench

TWO = "被批评了。晚上吃了面。"


def test_what_an_earlier_start_kept_without_a_model_is_labelled(label_bench: LabelBench) -> None:
    waiting = label_bench.written("今天很累")  # nobody was told: as after a restart
    blank, gone, known = (label_bench.written(text) for text in (" ", "扔了", "早有了"))
    label_bench.diary.trash([gone.id])
    label_bench.store.add(known.id, OLD, 1)
    label_bench.ready()
    label_bench.bench.qtbot.waitUntil(lambda: label_bench.label(waiting.id) is not None)
    assert label_bench.scored() == ["今天很累"] and label_bench.label(known.id) == OLD
    assert label_bench.label(blank.id) is None


def test_a_model_that_wakes_while_the_program_ends_is_not_asked(label_bench: LabelBench) -> None:
    label_bench.written("今天很累")
    label_bench.labels.close()
    label_bench.bench.database.close()
    label_bench.ready()
    assert label_bench.scored() == []


def test_a_correction_counts_and_can_be_taken_back(label_bench: LabelBench) -> None:
    bench, labels = label_bench, label_bench.labels
    entry = bench.written()
    bench.store.add(entry.id, OLD, 1)
    told: list[object] = []
    labels.entry_changed.connect(told.append)
    with bench.bench.qtbot.waitSignal(bench.diary.changed):
        labels.correct(entry.id, labels.choices.find("负面"))
    opinions = labels.opinions(entry.id)
    assert opinions.model_label == OLD
    assert opinions.person is not None and opinions.person.label == bench.label(entry.id)
    assert [point.valence for point in bench.diary.mood_points()] == [-1.0]
    labels.correct(entry.id, None)
    assert bench.label(entry.id) is None and labels.opinions(entry.id).person is not None
    with bench.bench.qtbot.waitSignal(bench.diary.changed):
        labels.withdraw(entry.id)
    assert bench.label(entry.id) == OLD and labels.opinions(entry.id).person is None
    assert [point.valence for point in bench.diary.mood_points()] == [1.0]
    assert len(told) == 3


def test_undoing_a_correction_says_again_what_was_said_before(label_bench: LabelBench) -> None:
    bench, labels = label_bench, label_bench.labels
    entry = bench.written()
    bench.store.add(entry.id, OLD, 1)
    deeds: list[Deed] = []
    labels.corrected.connect(deeds.append)
    for choice in (labels.choices.find("负面"), None):
        labels.correct(entry.id, choice)
    labels.withdraw(entry.id)
    said = list[tuple[str | None, bool]]()
    for deed in reversed(deeds):
        deed.undo()
        label = bench.label(entry.id)
        said.append((label.word if label else None, labels.opinions(entry.id).person is not None))
    assert said == [(None, True), ("负面", True), ("正面", False)]
    assert bench.label(entry.id) == OLD
    assert len(deeds) == 3  # taking back is no deed of its own


def test_withdrawing_nothing_is_no_deed(label_bench: LabelBench) -> None:
    entry = label_bench.written()
    label_bench.labels.corrected.connect(lambda _: pytest.fail("nothing was done"))
    label_bench.labels.withdraw(entry.id)


def test_saying_the_same_again_is_no_deed(label_bench: LabelBench) -> None:
    """Taking that back would show nothing, and look as if Ctrl+Z did not work."""
    entry, labels = label_bench.written(), label_bench.labels
    deeds: list[Deed] = []
    labels.corrected.connect(deeds.append)
    moment = label_bench.bench.moment
    for choice in (labels.choices.find("负面"), None):
        for _ in range(2):
            moment[0] = replace(moment[0], utc_ms=moment[0].utc_ms + 1000)
            labels.correct(entry.id, choice)
    assert len(deeds) == 2
    deeds[1].undo()
    label = label_bench.label(entry.id)
    assert label is not None and label.word == "负面"


def test_the_reason_comes_after_the_reply(label_bench: LabelBench) -> None:
    bench, permits = label_bench, threading.Semaphore(1)  # enough for the label alone
    bench.bench.engine.scores, bench.bench.engine.score_permits = (-3.0, -0.1), permits
    bench.ready()
    turn = bench.bench.answered(lambda: bench.bench.chat.send(TWO))
    assert turn.state is TurnState.DONE and turn.label is not None
    with bench.bench.qtbot.waitSignal(bench.labels.entry_changed) as told:
        permits.release(9)
    # The scripted engine says the same of any text, so that no sentence decided it.
    assert told.args[0].label.evidence == ""
    assert bench.scored()[1:] == [TWO, "晚上吃了面。", "被批评了。"]
    assert bench.diary.entry(turn.entry.id).label == told.args[0].label


def test_one_sentence_needs_no_reason(label_bench: LabelBench) -> None:
    label_bench.ready()
    label_bench.bench.answered(lambda: label_bench.bench.chat.send("累"))
    label_bench.bench.answered(lambda: label_bench.bench.chat.send("困"))
    assert label_bench.scored() == ["累", "困"]


def test_a_turn_goes_first_and_what_gave_way_is_asked_again(label_bench: LabelBench) -> None:
    bench, permits = label_bench, threading.Semaphore(0)
    bench.ready()
    bench.bench.engine.score_permits = permits
    entry = bench.diary.write(TWO)  # wants no reply; it is labelled all the same
    bench.bench.qtbot.waitUntil(lambda: bench.scored() == [TWO])
    sent = bench.bench.chat.send("累")
    bench.bench.qtbot.waitUntil(lambda: bench.scored() == [TWO, "累"])
    permits.release(100)
    bench.bench.qtbot.waitUntil(lambda: bench.label(entry.id) is not None)
    assert bench.bench.store.turn(sent.id).state is TurnState.DONE
    assert bench.scored()[:3] == [TWO, "累", TWO]


def test_what_has_no_label_yet_gets_one_once_there_is_a_model(label_bench: LabelBench) -> None:
    entry = label_bench.diary.write("累")
    assert label_bench.label(entry.id) is None
    label_bench.ready()
    label_bench.bench.qtbot.waitUntil(lambda: label_bench.label(entry.id) is not None)
    label = label_bench.label(entry.id)
    assert label is not None and label_bench.labels.is_current(label)


def test_an_edited_entry_is_labelled_anew(label_bench: LabelBench) -> None:
    bench = label_bench
    bench.ready()
    entry = bench.diary.write("累")
    bench.bench.qtbot.waitUntil(lambda: bench.label(entry.id) is not None)
    bench.bench.engine.scores = (-3.0, -0.1)
    bench.diary.edit(entry.id, "不累了")
    model = bench.labels.opinions(entry.id).model
    assert model is not None and model.outdated
    bench.bench.qtbot.waitUntil(lambda: len(bench.store.labels(entry.id)) == 2)
    assert bench.scored() == ["累", "不累了"]


def test_a_text_that_changed_meanwhile_keeps_nothing(label_bench: LabelBench) -> None:
    bench, permits = label_bench, threading.Semaphore(0)
    bench.ready()
    bench.bench.engine.score_permits = permits
    entry = bench.diary.write("累")
    bench.bench.qtbot.waitUntil(lambda: bench.scored() == ["累"])
    bench.diary.edit(entry.id, "不累了")
    permits.release(100)
    bench.bench.qtbot.waitUntil(lambda: bench.label(entry.id) is not None)
    assert bench.scored() == ["累", "不累了"] and len(bench.store.labels(entry.id)) == 1


def test_explaining_on_request(label_bench: LabelBench) -> None:
    bench = label_bench
    bench.bench.engine.scores = (-3.0, -0.1)
    entry, single, old = bench.written(TWO), bench.written("累"), bench.written(TWO)
    bench.store.add(old.id, OLD, 1)
    bench.ready()
    for other in (single, entry):
        with bench.bench.qtbot.waitSignal(bench.labels.entry_changed):
            bench.labels.explain(other.id)
    assert not bench.labels.can_explain(single.id)
    assert bench.labels.is_one_sentence(single.id) and not bench.labels.is_one_sentence(entry.id)
    assert not bench.labels.can_explain(entry.id)  # it was looked for already
    assert not bench.labels.can_explain(old.id)  # another model said it
    third = bench.written(TWO)
    label = bench.label(single.id)
    assert label is not None
    bench.store.add(third.id, label, 1)
    assert bench.labels.can_explain(third.id)
    bench.labels.explain(third.id)
    bench.bench.qtbot.waitUntil(lambda: not bench.labels.can_explain(third.id))
    assert len(bench.store.labels(third.id)) == 1
    explained = bench.label(third.id)
    assert explained is not None and explained.evidence == ""


def test_no_model_explains_nothing(label_bench: LabelBench) -> None:
    entry = label_bench.written(TWO)
    label_bench.store.add(entry.id, OLD, 1)
    assert label_bench.bench.inference.state.phase is EnginePhase.LOADING
    assert not label_bench.labels.can_explain(entry.id)


def test_a_failure_is_told_and_changes_nothing(
    label_bench: LabelBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DiskFull("/diary")

    entry = label_bench.written()
    monkeypatch.setattr(label_bench.diary, "correct", full)
    monkeypatch.setattr(label_bench.diary, "labels", full)
    told: list[object] = []
    label_bench.labels.storage_failed.connect(told.append)
    label_bench.labels.correct(entry.id, None)
    assert label_bench.labels.opinions(entry.id).model is None
    assert [type(failure) for failure in told] == [DiskFull, DiskFull]


def test_a_text_that_is_too_long_is_let_be(
    label_bench: LabelBench, caplog: pytest.LogCaptureFixture
) -> None:
    bench = label_bench
    bench.bench.engine.scores = TextTooLong(9, 5)
    bench.ready()
    entry = bench.diary.write("很长")
    with bench.bench.qtbot.waitSignal(bench.jobs.failed):
        pass
    bench.bench.engine.scores = (-0.1, -3.0)
    other = bench.diary.write("短")
    bench.bench.qtbot.waitUntil(lambda: bench.label(other.id) is not None)
    assert bench.label(entry.id) is None and bench.scored() == ["很长", "短"]
    caplog.clear()


def test_agreement(label_bench: LabelBench) -> None:
    bench = label_bench
    for word in ("正面", "负面"):
        entry = bench.written()
        bench.store.add(entry.id, OLD, 1)
        bench.labels.correct(entry.id, bench.labels.choices.find(word))
    assert bench.labels.agreement() == Agreement(labelled=2, judged=2, agreed=1)


def test_the_person_s_word_during_the_reply_is_shown(label_bench: LabelBench) -> None:
    bench, permits = label_bench, threading.Semaphore(1)
    bench.bench.engine.permits = permits
    bench.ready()
    chat = bench.bench.chat
    turn = chat.send("累")
    bench.bench.qtbot.waitUntil(lambda: bench.label(turn.entry.id) is not None)
    bench.labels.correct(turn.entry.id, bench.labels.choices.find("负面"))
    shown = chat.turns_on(chat.today())[0]
    assert shown.state is TurnState.PENDING and shown.label is not None
    assert shown.label.source is LabelSource.PERSON
    bench.bench.answered(lambda: permits.release(9))
