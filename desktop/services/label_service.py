"""Labels as pages see them: who said what of an entry, and how to change it.

Knows no widgets. What the model says of entries is asked of `LabelJobs` and kept here.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.care import is_explicit
from desktop.domain.entries import DiaryEntry
from desktop.domain.labels import (
    Agreement,
    GivenLabel,
    Judgement,
    Label,
    LabelChoice,
    LabelSet,
    LabelSource,
    Opinions,
)
from desktop.domain.turns import Turn, TurnState
from desktop.errors import StorageFailure
from desktop.inference.task import ClassifyTask
from desktop.services.chat_service import ChatService
from desktop.services.clock import Clock
from desktop.services.diary_service import DiaryService
from desktop.services.inference_service import InferenceService
from desktop.services.label_jobs import LabelJobs
from desktop.services.reasons import Reasons, why
from desktop.services.requests import EnginePhase, EngineState, JudgeRequest
from desktop.services.undo import Deed
from desktop.storage.database import Database
from desktop.storage.label_store import LabelStore


class LabelService(QObject):
    """Never raises StorageFailure: it is told by a signal, and then nothing was changed.

    choices: what an entry can be labelled as.

    Signals:
        entry_changed(DiaryEntry): its label, or what is known of it, may be another.
        corrected(Deed): the person said something of a mood, which can be taken back.
        storage_failed(StorageFailure): a label could not be read or saved.
    """

    entry_changed = Signal(object)
    corrected = Signal(object)
    storage_failed = Signal(object)

    def __init__(
        self,
        database: Database,
        diary: DiaryService,
        inference: InferenceService,
        jobs: LabelJobs,
        task: ClassifyTask,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._diary = LabelStore(database), diary
        self._jobs, self._task, self._clock = jobs, task, clock
        self._reasons = Reasons(inference, lambda: self._task)
        self._caught_up = self._closed = False
        self.choices: LabelSet = task.labels
        diary.entry_added.connect(self._on_entry)
        diary.entry_changed.connect(self._on_entry)
        diary.entry_changed.connect(self.entry_changed)
        jobs.judged.connect(self._on_judged)
        inference.state_changed.connect(self._on_engine)

    def follow(self, chat: ChatService) -> None:
        """Look for reasons as turns end, and name the moods that could not be named with them."""
        chat.turn_changed.connect(self._on_turn)

    def use_task(self, task: ClassifyTask, others: tuple[LabelChoice, ...] = ()) -> None:
        """Other labels from now on. others: words that entries may have from elsewhere."""
        self._task = task
        self.choices = replace(task.labels, others=others)

    def close(self) -> None:
        """Before the diary is closed: what the model still says is not listened to."""
        self._closed = True

    # What the person says

    def correct(self, entry_id: int, choice: LabelChoice | None) -> None:
        """One of the choices; None says that no label fits. What the model said is kept."""
        act = partial(self._diary.correct, entry_id, choice)
        self._change(entry_id, lambda: self.tr("已改心情"), act)

    def withdraw(self, entry_id: int) -> None:
        """Take back what was said; what was brought along or the model's word counts again."""
        act = partial(self._diary.withdraw_label, entry_id)
        self._change(entry_id, lambda: self.tr("已收回改过的心情"), act)

    def _change(self, entry_id: int, say: Callable[[], str], act: Callable[[], object]) -> None:
        """say: what was done, for people."""
        try:
            before = self._said(entry_id)
            act()
            after = self._said(entry_id)
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
            return
        if not _says_the_same(before, after):
            self.corrected.emit(Deed(say, lambda: self._say_again(entry_id, before)))

    def _said(self, entry_id: int) -> GivenLabel | None:
        return Opinions.of(self._diary.labels(entry_id)).person

    def _say_again(self, entry_id: int, said: GivenLabel | None) -> None:
        """As the person had it before; None: they had said nothing. Raises StorageFailure."""
        with suppress(KeyError):  # deleted for good meanwhile
            if said is None:
                self._diary.withdraw_label(entry_id)
            else:
                label = said.label
                self._diary.correct(entry_id, None if label is None else _as_choice(label))

    def opinions(self, entry_id: int) -> Opinions:
        """What each said last; nothing where that can't be read."""
        try:
            return Opinions.of(self._diary.labels(entry_id))
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
            return Opinions()

    def agreement(self) -> Agreement | None:
        """Of the last 30 days; None where it can't be read."""
        try:
            return self._diary.agreement()
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
            return None

    def is_left_out(self, entry_id: int) -> bool:
        """Whether the model was told, or found, that it wants no label, and could name one."""
        if self.opinions(entry_id).model is not None or not self._unwanted(entry_id):
            return False
        entry = self._entry(entry_id)
        return entry is not None and not is_explicit(entry.entry.text)

    def ask_model(self, entry_id: int) -> None:
        """Let the model name the mood of an entry that was left without; `entry_changed` tells."""
        try:
            self._store.want_label(entry_id)
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
            return
        entry = self._entry(entry_id)
        if entry is not None and not is_explicit(entry.entry.text):
            self._jobs.add(JudgeRequest(entry_id, entry.entry.text, reason=True), first=True)

    # Why the model said it

    def can_explain(self, entry_id: int) -> bool:
        """Whether a deciding sentence can be looked for: it wasn't, there is more than one, and
        the model that gave the label is here and sure of it."""
        label = self.opinions(entry_id).model_label
        ready = self._reasons.model_is_here
        return ready and label is not None and self._wants_reason(entry_id, label)

    def is_one_sentence(self, entry_id: int) -> bool:
        """Whether the model named the mood of a single sentence: there is nothing to look for."""
        label, entry = self.opinions(entry_id).model_label, self._entry(entry_id)
        if label is None or entry is None:
            return False
        return self._reasons.is_one_sentence(label, entry.entry.text)

    def explain(self, entry_id: int) -> None:
        """Look for it before anything else that nobody waits for; `entry_changed` tells."""
        if (entry := self._entry(entry_id)) is not None:
            label = self.opinions(entry_id).model_label
            self._jobs.add(why(entry_id, entry.entry.text, label), first=True)

    def _wants_reason(self, entry_id: int, label: Label) -> bool:
        if not self._reasons.may_have(label):
            return False
        entry = self._entry(entry_id)
        return entry is not None and self._reasons.are_in(entry.entry.text)

    def is_current(self, label: Label) -> bool:
        """Whether the model would say it with the same weights and words now."""
        return self._reasons.is_current(label)

    # What the model says

    @Slot(object)
    def _on_turn(self, turn: Turn) -> None:
        """Only now, so that neither the label nor the reply waits for it."""
        if turn.state is TurnState.PENDING:
            return
        label, entry = turn.label, turn.entry
        by_model = label is not None and label.source is LabelSource.MODEL
        if label is not None and by_model and self._wants_reason(entry.id, label):
            self._jobs.add(why(entry.id, entry.text, label))
        else:
            self._look(entry.id, entry.text)

    @Slot(object)
    def _on_entry(self, entry: DiaryEntry) -> None:
        """An entry without a turn, or of which something is another now: its text, perhaps."""
        if entry.entry.trashed_utc_ms is None:
            self._look(entry.id, entry.entry.text)

    def _look(self, entry_id: int, text: str) -> None:
        """Ask for the model's label where there is none, or only one of an earlier text."""
        given = self.opinions(entry_id).model
        if text.strip() and (given is None or given.outdated) and not self._unwanted(entry_id):
            self._ask(entry_id, text)

    def _unwanted(self, entry_id: int) -> bool:
        """Whether it is to get no label by itself."""
        try:
            return self._store.is_unlabelled(entry_id)
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
            return True

    def _ask(self, entry_id: int, text: str) -> None:
        """A mood is not guessed of one who is in danger: a wrong one would mock them. The person
        can still say it."""
        if is_explicit(text):
            return
        self._jobs.add(JudgeRequest(entry_id, text, reason=True))

    @Slot(object)
    def _on_engine(self, state: EngineState) -> None:
        """What was kept while there was no model, perhaps by an earlier start, is labelled now."""
        if self._closed or self._caught_up or state.phase is not EnginePhase.READY:
            return
        self._caught_up = True
        try:
            for entry in self._store.waiting():
                self._ask(entry.id, entry.entry.text)
        except StorageFailure as failure:
            self.storage_failed.emit(failure)

    @Slot(object, object)
    def _on_judged(self, request: JudgeRequest, judgement: object) -> None:
        """Keep it, unless the entry says something else by now or is gone."""
        if not isinstance(judgement, Judgement):
            return
        entry = None if self._closed else self._entry(request.entry_id)
        if entry is None or entry.entry.text != request.text:
            return
        try:
            self._diary.tell(self._keep(entry.id, judgement), lists=not request.one_of_many)
        except StorageFailure as failure:
            self.storage_failed.emit(failure)

    def _keep(self, entry_id: int, judgement: Judgement) -> DiaryEntry:
        label = Label.from_prediction(judgement.prediction, judgement.evidence)
        given = self.opinions(entry_id).model
        known = given.label if given is not None and not given.outdated else None
        if known is None or not _same(known, label):
            return self._store.add(entry_id, label, self._clock().utc_ms)
        if label.evidence is not None:
            self._store.set_evidence(entry_id, label.evidence)
        return self._diary.entry(entry_id)

    def _entry(self, entry_id: int) -> DiaryEntry | None:
        try:
            return self._diary.entry(entry_id)
        except KeyError:
            return None  # deleted for good
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
            return None


def _says_the_same(before: GivenLabel | None, after: GivenLabel | None) -> bool:
    """Whenever it was said."""
    if before is None or after is None:
        return before is after
    return replace(before, created_utc_ms=after.created_utc_ms) == after


def _as_choice(label: Label) -> LabelChoice:
    """Its word may be one that the task in use doesn't know."""
    return LabelChoice(label.word, label.word, "", label.valence)


def _same(a: Label, b: Label) -> bool:
    """Given by the same weights for the same words, and the same."""
    version = (a.word, a.task, a.task_version, a.weights)
    return version == (b.word, b.task, b.task_version, b.weights)
