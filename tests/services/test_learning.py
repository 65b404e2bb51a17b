"""Learning from corrections, from the diary over the worker to the next label and back."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from desktop import resources
from desktop.domain.labels import Label, LabelSource
from desktop.domain.learning import LEAST_JUDGED
from desktop.inference.turn_tasks import Tasks
from desktop.services.label_cache import LabelCache
from desktop.services.learning import Learning
from desktop.services.learning_state import LearningPhase
from desktop.services.requests import EnginePhase
from desktop.storage.entry_store import EntryStore

from .label_bench import LabelBench

JUDGED, LET_STAND = 30, 30


@dataclass
class School:
    """label_bench with somebody who learns. The engine says 正面 of everything."""

    labels: LabelBench
    learning: Learning

    def add(self, text: str, *, bad: bool) -> int:
        """An entry with the model's label; its state tells whether it is a bad one."""
        self.labels.bench.engine.states[text] = (4.0 if bad else -1.0, len(text) % 7 / 7)
        entry = self.labels.written(text)
        info = self.labels.bench.engine.info
        label = Label(LabelSource.MODEL, "正面", 1.0, 0.7, "sentiment", 2, info.weights)
        self.labels.store.add(entry.id, label, 1)
        return entry.id

    def correct(self, count: int) -> list[int]:
        """Half of them wrong, half confirmed."""
        good, bad = self.labels.labels.choices.choices[:2]
        ids = []
        for number in range(count):
            is_bad = number % 2 == 0
            ids.append(self.add(f"第{number}则" + "好" * number, bad=is_bad))
            self.labels.store.correct(ids[-1], bad if is_bad else good, 2)
        return ids

    def let_stand(self) -> None:
        for number in range(LET_STAND):
            self.add(f"别的{number}" + "啊" * number, bad=False)

    def taught(self, count: int = JUDGED) -> list[int]:
        """What was learned of so many is used; theirs."""
        self.let_stand()
        ids = self.correct(count)
        self.labels.ready()
        self.reached(LearningPhase.USED)
        return ids

    def reached(self, phase: LearningPhase) -> None:
        self.labels.bench.qtbot.waitUntil(lambda: self.learning.state.phase is phase)

    def said_of(self, text: str, *, bad: bool) -> Label:
        """What the next entry is labelled as, sent in the chat."""
        bench = self.labels.bench
        bench.engine.states[text] = (4.0 if bad else -1.0, 0.4)
        label = bench.answered(lambda: bench.chat.send(text)).label
        assert label is not None
        return label


@pytest.fixture
def school(label_bench: LabelBench) -> Iterator[School]:
    bench = label_bench.bench
    bench.engine.scores = (-0.3, -1.5)
    task = Tasks.from_folder(resources.PROMPTS).sentiment
    learning = Learning(bench.database, label_bench.diary, bench.inference, label_bench.jobs, task)
    learning._timer.setInterval(0)
    yield School(label_bench, learning)
    learning.close()


def test_it_learns_what_the_person_means_and_says_so(school: School) -> None:
    school.taught()
    state = school.learning.state
    assert state.in_use and state.judged == JUDGED and state.trial is not None
    assert state.trial.own_right == JUDGED // 2 and state.trial.learned_right > JUDGED // 2
    label = school.said_of("又是一个", bad=True)
    assert (label.source, label.word, label.own_word) == (LabelSource.MODEL, "负面", "正面")
    assert label.own is not None and label.own.confidence == label.own_confidence
    assert school.said_of("还有一个", bad=False).word == "正面"


def test_below_the_minimum_nothing_is_read(school: School) -> None:
    school.let_stand()
    school.correct(LEAST_JUDGED - 1)
    school.labels.ready()
    school.reached(LearningPhase.TOO_FEW)
    assert school.learning.state.judged == LEAST_JUDGED - 1
    assert school.labels.scored() == []
    assert school.said_of("又是一个", bad=True).own is None


def test_what_doesn_t_help_is_not_used(school: School) -> None:
    """The person calls things bad by chance: nothing in the state tells which."""
    school.let_stand()
    good, bad = school.labels.labels.choices.choices[:2]
    for number in range(JUDGED):
        entry_id = school.add(f"第{number}则" + "好" * (number // 2), bad=False)
        school.labels.store.correct(entry_id, bad if number % 2 else good, 2)
    school.labels.ready()
    school.reached(LearningPhase.UNUSED)
    assert not school.learning.state.in_use
    assert school.said_of("又是一个", bad=True).own is None


def test_a_correction_more_is_learned_in_the_background(school: School) -> None:
    ids = school.taught()
    read = len(school.labels.scored())
    assert read == JUDGED + LET_STAND
    late = school.add("晚来的一则", bad=True)
    school.labels.labels.correct(late, school.labels.labels.choices.choices[1])
    school.labels.bench.qtbot.waitUntil(lambda: school.learning.state.judged == JUDGED + 1)
    school.reached(LearningPhase.USED)
    # Only what is new was read; what is read stays read.
    assert len(school.labels.scored()) == read + 1
    school.labels.labels.withdraw(ids[0])
    school.labels.bench.qtbot.waitUntil(lambda: school.learning.state.judged == JUDGED)
    school.reached(LearningPhase.USED)
    assert len(school.labels.scored()) == read + 1


def test_the_switch_turns_it_off_and_on(school: School) -> None:
    school.taught()
    school.learning.switch(False)
    school.reached(LearningPhase.OFF)
    assert not school.learning.is_on
    assert school.said_of("又是一个", bad=True).own is None
    school.learning.switch(True)
    school.reached(LearningPhase.USED)
    assert school.said_of("又是一个", bad=True).own_word == "正面"


def test_forgetting_and_taking_it_back(school: School) -> None:
    school.taught()
    token = school.learning.forget()
    assert token is not None and school.learning.state.phase is LearningPhase.TOO_FEW
    assert school.said_of("又是一个", bad=True).own is None
    school.learning.remember(token)
    school.reached(LearningPhase.USED)
    assert school.said_of("又是一个", bad=True).own_word == "正面"


def test_it_is_there_at_the_next_start(school: School) -> None:
    school.taught()
    read = len(school.labels.scored())
    bench = school.labels.bench
    again = Learning(
        bench.database, school.labels.diary, bench.inference, school.labels.jobs,
        Tasks.from_folder(resources.PROMPTS).sentiment,
    )  # fmt: skip
    school.labels.ready()
    bench.qtbot.waitUntil(lambda: again.state.phase is LearningPhase.USED)
    assert school.said_of("又是一个", bad=True).own_word == "正面"
    assert len(school.labels.scored()) == read + 1
    again.close()


def test_a_deleted_entry_is_unlearned(school: School) -> None:
    ids = school.taught(LEAST_JUDGED)
    school.labels.diary.trash(ids[:1])
    EntryStore(school.labels.bench.database).delete_for_good(ids[:1])
    school.labels.diary.deleted(tuple(ids[:1]))
    school.reached(LearningPhase.TOO_FEW)
    assert school.labels.bench.database.query("SELECT count(*) FROM learned_layer") == [(0,)]
    assert school.said_of("又是一个", bad=True).own is None


def test_what_was_written_in_despair_is_not_learned_from(school: School) -> None:
    school.let_stand()
    school.correct(LEAST_JUDGED - 1)
    good = school.labels.labels.choices.choices[0]
    school.labels.store.correct(school.add("我不想活了", bad=True), good, 2)
    school.labels.ready()
    school.reached(LearningPhase.TOO_FEW)
    assert school.learning.state.judged == LEAST_JUDGED - 1


def test_a_model_that_wakes_after_the_end_reads_no_closed_diary(school: School) -> None:
    school.labels.bench.chat.close()
    school.labels.labels.close()
    school.learning.close()
    school.labels.bench.database.close()
    school.labels.ready()


def test_why_is_asked_of_the_label_that_is_there(school: School) -> None:
    """Labels that are there stay: what was learned since does not slip in with the reason."""
    school.let_stand()
    old = school.add("第一句。第二句。", bad=True)
    school.correct(JUDGED)
    school.labels.ready()
    school.reached(LearningPhase.USED)
    service = school.labels.labels
    assert service.can_explain(old)
    service.explain(old)
    school.labels.bench.qtbot.waitUntil(lambda: not service.can_explain(old))
    label = school.labels.label(old)
    assert label is not None and (label.word, label.own_word) == ("正面", None)
    assert label.evidence == "" and len(school.labels.store.labels(old)) == 1


def test_reading_gives_way_to_the_person(school: School) -> None:
    permits = school.labels.bench.engine.score_permits = threading.Semaphore(5)
    school.let_stand()
    school.correct(JUDGED)
    school.labels.ready()
    school.labels.bench.qtbot.waitUntil(lambda: len(school.labels.scored()) >= 6)
    # The sixth waits for a permit, and gives way.
    turn = school.labels.bench.chat.send("先答我")
    permits.release(1000)
    school.labels.bench.qtbot.waitUntil(
        lambda: school.labels.bench.store.turn(turn.id).label is not None
    )
    school.reached(LearningPhase.USED)


def test_other_weights_have_other_things_to_learn(school: School) -> None:
    from dataclasses import replace

    school.taught()
    engine = school.labels.bench.engine
    engine.score_permits = threading.Semaphore(0)
    engine.info = replace(engine.info, precision="float32")
    school.labels.bench.load()
    school.labels.bench.wait_for(EnginePhase.READY)
    school.reached(LearningPhase.READING)
    state = school.learning.state
    assert state.trial is None and not state.in_use and state.left > 0
    engine.score_permits.release(1000)
    school.reached(LearningPhase.USED)


def test_a_label_of_before_hides_nothing_that_was_learned(school: School) -> None:
    """The cache holds what the model says by itself, and waits while something was learned."""
    bench, mood = school.labels.bench, Tasks.from_folder(resources.PROMPTS).sentiment
    cache = LabelCache(bench.database, bench.inference, lambda: mood)
    school.labels.jobs.complete = cache.complete
    school.labels.jobs.judged.connect(cache.on_judged)
    bench.chat._cached = cache
    school.labels.ready()
    school.reached(LearningPhase.TOO_FEW)
    assert school.said_of("又来了", bad=True).word == "正面" and cache.count() == 1
    school.let_stand()
    school.correct(JUDGED)
    school.learning.review()
    school.reached(LearningPhase.USED)
    assert school.said_of("又来了", bad=True).word == "负面"
    own = cache.find("又来了", alone=True)
    assert own is not None and own.prediction.choice.word == "正面"
    school.learning.switch(False)
    assert school.said_of("又来了", bad=True).word == "正面"


def test_moods_by_another_task_are_learned_anew(school: School) -> None:
    """The same words from another prompt are another thing to learn from; what was read for the
    first one is of no use, and comes back with it only by reading again."""
    school.taught()
    inference, tasks = school.labels.bench.inference, Tasks.from_folder(resources.PROMPTS)
    other = replace(tasks.sentiment, system="换一种问法")
    inference.use_tasks(replace(tasks, sentiment=other))
    school.learning.use_task(other)
    assert school.learning.state.left > 0 and not school.learning.state.in_use
    school.reached(LearningPhase.USED)
    assert school.said_of("又来了", bad=True).word == "负面"
    school.learning.use_task(replace(other, samples=3))
    school.reached(LearningPhase.WAITING)
