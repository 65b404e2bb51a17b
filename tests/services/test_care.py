"""What is written in danger: kept first, answered by no model, never brought back by itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop import resources
from desktop.domain.care import CareLevel
from desktop.domain.safety_plan import PlanStep
from desktop.domain.turns import TurnState
from desktop.domain.ways import Order, Tone, Way
from desktop.errors import StorageFailure
from desktop.inference.task_library import read_library
from desktop.services import care_words
from desktop.services.care_service import CareService
from desktop.services.job_service import JobService, JobState
from desktop.services.router import Route, Scope, job_route
from desktop.settings import Settings
from desktop.storage.database import open_database
from desktop.storage.plan_store import PlanStore

from .conftest import NOON, Bench
from .label_bench import OLD, LabelBench

DANGER = "我不想活了，今晚就想结束这一切"
YEAR = timedelta(days=366)


def test_it_is_kept_and_no_model_answers_though_none_is_loaded(bench: Bench) -> None:
    ended: list[str] = []
    bench.chat.turn_finished.connect(lambda _id, stats: ended.append(stats.reason))
    turn = bench.chat.send(DANGER)
    kept = bench.store.turn(turn.id)
    assert (kept.entry.text, kept.state, kept.reply) == (DANGER, TurnState.DONE, "")
    assert ended == ["care"] and bench.chat.open_turns() == 0


def test_the_model_is_neither_asked_nor_told_of_it_later(bench: Bench) -> None:
    bench.load()
    bench.answered(lambda: bench.chat.send("今天还行"))
    danger = bench.chat.send(DANGER)
    bench.chat.regenerate(danger.id)
    bench.chat.resume(danger.id)
    bench.answered(lambda: bench.chat.send("在吗"))
    assert len(bench.engine.seen) == 2
    assert all(DANGER not in message.text for seen in bench.engine.seen for message in seen)
    assert bench.store.turn(danger.id).reply == ""


def test_it_does_not_wait_for_the_turn_before(bench: Bench) -> None:
    bench.chat.send("还没有模型")
    danger = bench.chat.send(DANGER)
    assert bench.chat.open_turns() == 1
    assert bench.store.turn(danger.id).state is TurnState.DONE


@pytest.mark.parametrize(
    "text", ["笑死我了", "朋友说她想死，我很担心", "活着好累", "以前想过自杀，现在好多了"]
)
def test_all_else_is_answered(bench: Bench, text: str) -> None:
    bench.load()
    assert bench.answered(lambda: bench.chat.send(text)).reply == "好的。"


@pytest.mark.parametrize("text", ["活着好累", "朋友说她想死，我很担心", "他又打我了"])
def test_a_model_that_learned_few_tasks_says_reviewed_words(bench: Bench, text: str) -> None:
    bench.engine.info = replace(bench.engine.info, tasks=frozenset({"sentiment", "chat"}))
    bench.load()
    first = bench.answered(lambda: bench.chat.send(text))
    again = bench.answered(lambda: bench.chat.regenerate(first.id))
    other = bench.answered(lambda: bench.chat.send(text))
    assert len({first.reply, again.reply, other.reply}) == 3
    assert "好的。" not in (first.reply, again.reply, other.reply)
    assert first.label is not None and first.state is TurnState.DONE
    assert bench.answered(lambda: bench.chat.send("吃了面")).reply == "好的。"


def test_violence_has_a_line_of_its_own() -> None:
    line = care_words.soft_line(CareLevel.HARMED)
    assert all(number in line for number in ("110", "12338", "12355"))


def test_a_full_disk_is_said_of_it_too(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise StorageFailure("full")

    monkeypatch.setattr(bench.store, "add_turn", full)
    with pytest.raises(StorageFailure):
        bench.chat.send(DANGER)


def test_its_mood_is_not_guessed_but_can_be_said(label_bench: LabelBench) -> None:
    bench = label_bench
    bench.ready()
    turn, entry = bench.bench.chat.send(DANGER), bench.diary.write(DANGER)
    other = bench.diary.write("今天很累")
    bench.bench.qtbot.waitUntil(lambda: bench.label(other.id) is not None)
    assert bench.label(turn.entry.id) is None and bench.label(entry.id) is None
    assert DANGER not in bench.scored()
    bench.labels.correct(entry.id, bench.labels.choices.find("负面"))
    assert bench.label(entry.id) is not None


def test_nothing_else_sends_it_to_a_model(label_bench: LabelBench) -> None:
    """Neither as a summary, nor merely noted, nor by asking for its mood."""
    bench, chat = label_bench, label_bench.bench.chat
    bench.bench.engine.info = replace(bench.bench.engine.info, parameters=464_000_000)
    bench.ready()
    jobs = JobService(
        bench.bench.inference, Settings(None), bench.diary.entries_between, bench.diary.today
    )
    library = read_library(resources.PROMPTS)
    summary, noted = library.task("summary"), Way(Order.LABEL_ONLY, Tone.FREE)
    assert summary is not None
    turn = chat.send(DANGER, way=Way(Order.REPLY_ONLY, Tone.FREE))
    chat.send(DANGER, way=noted)
    assert chat.open_turns() == 0
    assert not bench.labels.is_left_out(turn.entry.id)
    bench.labels.ask_model(turn.entry.id)
    jobs.start(job_route(summary, DANGER))
    assert jobs.job is not None and jobs.job.state is JobState.CARE
    bench.diary.write("今天吃了面")
    jobs.start(Route(summary, Scope.DAY))
    bench.bench.qtbot.waitUntil(lambda: jobs.job is not None and jobs.job.state is JobState.DONE)
    told = [message.text for seen in bench.bench.engine.seen for message in seen]
    assert any("今天吃了面" in text for text in told)
    assert not any(DANGER in text for text in (*told, *bench.scored()))


def test_it_is_no_memory_whatever_was_chosen(label_bench: LabelBench) -> None:
    bench = label_bench
    today = bench.diary.today()
    ago = date(today.year - 1, today.month, today.day)
    for text in ("去年今天去了海边", DANGER, "活着好累", "笑死我了"):
        bench.diary.write(text, ago)
    shown = bench.diary.on_this_day(today, bad_days=True)
    assert [entry.entry.text for entry in shown] == ["去年今天去了海边", "笑死我了"]


def test_nothing_is_learned_by_it(label_bench: LabelBench) -> None:
    bench, job = label_bench, label_bench.relabelling
    texts = [DANGER] * 21 + ["今天很累。"] + ["活着好累"]
    ids = [bench.written(text).id for text in texts]
    for entry_id in ids:
        bench.store.add(entry_id, OLD, 1)
    bench.ready()
    job.count()
    assert job.state.left == 1
    job.start()
    bench.bench.qtbot.waitUntil(lambda: not job.state.running)
    assert (job.state.done, job.state.left) == (1, 0)
    assert all(DANGER not in str(messages) for messages in bench.scored())


# The numbers, the plan


def test_every_number_was_looked_up_within_a_year() -> None:
    """It fails when that is over: look the numbers of resources/care/lines.toml up again."""
    lines = care_words.help_lines()
    assert [line.number for line in lines] == [
        "12356", "010-82951332", "12355", "12338", "120 / 110", "1925", "988", "116 123",
        "13 11 14", "findahelpline.com",
    ]  # fmt: skip
    today = date.today()
    assert [line.number for line in lines if today - line.checked > YEAR or not line.source] == []
    assert all(line.zh and line.en and line.checked <= today for line in lines)


def test_the_card_says_who_to_call_and_what_it_cannot_do(qtbot: object) -> None:
    card = care_words.card_text()
    assert (
        card.index("一个人吗")
        < card.index("离你近的人")
        < card.index("12356")
        < card.index("不联网")
    )
    assert "010-82951332" in card and "120 / 110" in card


def test_what_was_not_kept_is_not_called_kept() -> None:
    assert "存好了" in care_words.card_text()
    assert "存好了" not in care_words.card_text(saved=False)
    assert "12356" in care_words.card_text(saved=False)


@pytest.mark.parametrize("level", [CareLevel.WORRY, CareLevel.PASSIVE])
def test_a_soft_line_says_who_can_be_called(level: CareLevel) -> None:
    assert "12356" in care_words.soft_line(level) and "F1" in care_words.soft_line(level)
    assert "F1" not in care_words.soft_words(level)


def test_in_worry_an_ambulance_can_be_called() -> None:
    assert "120 / 110" in care_words.soft_words(CareLevel.WORRY)


def test_the_plan_is_kept_in_the_diary_and_replaced_with_it(tmp_path: object) -> None:
    database = open_database(None)
    service = CareService(database, lambda: NOON)
    assert service.plan() == {}
    assert service.save(PlanStep.PEOPLE, "姐姐") and service.save(PlanStep.SIGNS, "睡不着")
    assert service.save(PlanStep.SIGNS, " \n")
    assert PlanStore(database).plan() == {PlanStep.PEOPLE: "姐姐"}
    database.close()


def test_a_plan_that_cannot_be_saved_is_said_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    database = open_database(None)
    service, told = CareService(database, lambda: NOON), list[object]()
    service.storage_failed.connect(told.append)

    def full(*_args: object) -> None:
        raise StorageFailure("full")

    monkeypatch.setattr(service._store, "save", full)
    assert not service.save(PlanStep.PEOPLE, "姐姐")
    assert len(told) == 1
    database.close()
