"""Names the mood of what was written without wanting a reply, in the background.

Knows what waits for a label, not how one is found or shown. An entry is in the diary before
anything here begins, and stays there whatever becomes of its label.
"""

from contextlib import suppress

from PySide6.QtCore import QObject, Slot

from desktop.domain.entries import DiaryEntry
from desktop.domain.labels import Label, Prediction
from desktop.errors import ModelUnavailable, StorageFailure
from desktop.services.diary_service import DiaryService
from desktop.services.inference_service import InferenceService
from desktop.services.requests import EnginePhase, EngineState, LabelRequest


class EntryLabeller(QObject):
    """Labels entries when they are written and when their text becomes another one.

    What comes while there is no model waits for one, as long as the program runs.
    """

    def __init__(
        self, diary: DiaryService, inference: InferenceService, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._diary, self._inference = diary, inference
        self._waiting: set[int] = set()
        diary.entry_added.connect(self._on_written)
        diary.entry_edited.connect(self._on_written)
        inference.entry_labelled.connect(self._on_labelled)
        inference.label_failed.connect(self._on_failed)
        inference.state_changed.connect(self._on_engine)

    @Slot(object)
    def _on_written(self, entry: DiaryEntry) -> None:
        if entry.entry.text.strip():
            self._inference.label(LabelRequest(entry.id, entry.entry.text))

    @Slot(object, object)
    def _on_labelled(self, request: LabelRequest, prediction: Prediction) -> None:
        # Without a label an entry is as good; labelling anew finds it.
        with suppress(StorageFailure, KeyError):
            if self._diary.entry(request.entry_id).entry.text == request.text:
                self._diary.add_label(request.entry_id, Label.from_prediction(prediction))

    @Slot(object, object)
    def _on_failed(self, request: LabelRequest, error: BaseException) -> None:
        if isinstance(error, ModelUnavailable):
            self._waiting.add(request.entry_id)

    @Slot(object)
    def _on_engine(self, state: EngineState) -> None:
        if state.phase is not EnginePhase.READY:
            return
        waiting, self._waiting = self._waiting, set()
        for entry_id in sorted(waiting):
            with suppress(StorageFailure, KeyError):
                self._on_written(self._diary.entry(entry_id))
