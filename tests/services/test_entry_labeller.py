"""Entries that want no reply are labelled behind the person's back, and only then."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.entries import DiaryEntry, EntryKind, new_entry_on
from desktop.errors import ModelMissing
from desktop.inference.assistant import Assistant
from desktop.services.diary_service import DiaryService
from desktop.services.entry_labeller import EntryLabeller
from desktop.services.inference_service import InferenceService
from desktop.services.requests import EnginePhase, LabelRequest, LoadRequest
from desktop.settings import Settings
from tests.services.conftest import Bench


@pytest.fixture
def diary(bench: Bench) -> Iterator[DiaryService]:
    service = DiaryService(
        bench.database, bench.store, bench.chat, Settings(None), lambda: bench.moment[0]
    )
    service.setProperty("labeller", EntryLabeller(service, bench.inference, service))
    yield service
    service.close()


def word(diary: DiaryService, entry: DiaryEntry) -> str | None:
    label = diary.entry(entry.id).label
    return label.word if label else None


def test_it_is_kept_first_and_labelled_without_a_reply(bench: Bench, diary: DiaryService) -> None:
    place = new_entry_on(diary.today())
    diary.save_draft(place, "今天很开心")
    entry = diary.write("今天很开心", draft=place)
    assert diary.entry(entry.id).label is None and diary.draft(place) is None
    assert entry.entry.kind is EntryKind.DIARY
    bench.load()
    bench.qtbot.waitUntil(lambda: word(diary, entry) == "正面")
    assert bench.engine.seen == [] and diary.entry(entry.id).turn_id is None


def test_another_text_is_labelled_again(bench: Bench, diary: DiaryService) -> None:
    bench.load()
    entry = diary.write("今天很开心")
    bench.qtbot.waitUntil(lambda: word(diary, entry) == "正面")
    bench.engine.scores = (-3.0, -0.1)
    diary.edit(entry.id, "今天糟透了")
    bench.qtbot.waitUntil(lambda: word(diary, entry) == "负面")
    asked = len(bench.engine.scored)
    diary.set_tags(entry.id, ["家"])
    diary.edit(entry.id, "今天糟透了")  # the same: nothing to say about it
    last = diary.write("再来一则")
    bench.qtbot.waitUntil(lambda: word(diary, last) is not None)
    assert len(bench.engine.scored) - asked <= 2  # the calibration may ask as well


def test_a_label_of_an_earlier_text_is_dropped(bench: Bench, diary: DiaryService) -> None:
    """Another program edited it, or it was deleted, while the model was reading."""
    bench.load()
    bench.wait_for(EnginePhase.READY)
    entry, gone = diary.write("一"), diary.write("二")
    with bench.database.transaction():
        bench.database.execute("UPDATE entries SET text='三' WHERE id=?", (entry.id,))
        bench.database.execute("DELETE FROM entries WHERE id=?", (gone.id,))
    last = diary.write("四")
    bench.qtbot.waitUntil(lambda: word(diary, last) is not None)
    assert word(diary, entry) is None


def test_only_the_newest_request_of_an_entry_is_told(bench: Bench, qtbot: QtBot) -> None:
    told: list[str] = []
    bench.inference.entry_labelled.connect(lambda request, _p: told.append(request.text))
    bench.load()
    for text in ("一", "二", "三"):
        bench.inference.label(LabelRequest(7, text))
    bench.inference.label(LabelRequest(8, "完"))
    qtbot.waitUntil(lambda: told[-1:] == ["完"])
    assert told == ["三", "完"]


def test_without_a_model_it_waits_for_one(
    bench: Bench, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    there: list[Assistant] = []

    def load(_request: LoadRequest) -> Assistant:
        if not there:
            raise ModelMissing("nowhere")
        return there[0]

    inference = InferenceService(load, bench.examiner.examine)
    diary = DiaryService(
        bench.database, bench.store, bench.chat, Settings(None), lambda: bench.moment[0]
    )
    labeller = EntryLabeller(diary, inference)
    inference.load(LoadRequest(Path("nowhere")))
    qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.UNAVAILABLE)
    with qtbot.waitSignal(inference.label_failed):
        entry = diary.write("没有模型，也写")
    assert word(diary, entry) is None
    there.append(bench.assistant())
    inference.load(LoadRequest(Path("somewhere")))
    qtbot.waitUntil(lambda: word(diary, entry) == "正面")
    assert inference.shutdown() and labeller is not None
    caplog.clear()
