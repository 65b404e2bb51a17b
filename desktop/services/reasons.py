"""Why the model said it: whether a deciding sentence can be looked for, and what to ask for it."""

from collections.abc import Callable

from desktop.domain.care import is_explicit
from desktop.domain.labels import Label
from desktop.inference.evidence import pieces
from desktop.inference.task import ClassifyTask
from desktop.services.inference_service import InferenceService
from desktop.services.requests import EnginePhase, JudgeRequest


class Reasons:
    """task: whose labels count now. Of one who is in danger no reason is looked for."""

    def __init__(self, inference: InferenceService, task: Callable[[], ClassifyTask]) -> None:
        self._inference, self._task = inference, task

    @property
    def model_is_here(self) -> bool:
        """Or comes back when it is asked."""
        there = (EnginePhase.READY, EnginePhase.THINKING, EnginePhase.ASLEEP)
        return self._inference.state.phase in there

    def may_have(self, label: Label) -> bool:
        """Whether one is left to be found by the model that gave the label, and was sure of it."""
        return label.evidence is None and self._is_sure(label) and self.is_current(label)

    def are_in(self, text: str) -> bool:
        """Whether one sentence of several can have decided."""
        return not is_explicit(text) and len(pieces(text)) > 1

    def is_one_sentence(self, label: Label, text: str) -> bool:
        """Whether the model named the mood of a single sentence: there is nothing to look for."""
        return self._is_sure(label) and len(pieces(text)) == 1 and not is_explicit(text)

    def is_current(self, label: Label) -> bool:
        """Whether the model would say it with the same weights and words now."""
        info, task = self._inference.info, self._task()
        version = (label.task, label.task_version, label.weights)
        return info is not None and version == (task.id, task.version, info.weights)

    def _is_sure(self, label: Label) -> bool:
        return label.word != self._task().labels.unsure.word


def why(entry_id: int, text: str, label: Label | None) -> JudgeRequest:
    """What was learned since then changes nothing: why was it said, not what would be said now."""
    alone = label is not None and label.own_word is None
    return JudgeRequest(entry_id, text, reason=True, alone=alone)
