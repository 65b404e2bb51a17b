"""Texts that the model has still to read before something can be learned of them."""

from collections.abc import Iterable

from desktop.domain.care import kept_apart
from desktop.domain.learning import Candidate
from desktop.inference.task import ClassifyTask
from desktop.services.label_jobs import LabelJobs
from desktop.services.requests import JudgeRequest


class ToRead:
    """Each is asked for once, in order; what can't be read is left out until the next start."""

    def __init__(self, jobs: LabelJobs) -> None:
        self._jobs = jobs
        self._missing: list[Candidate] = []
        self._unreadable: set[tuple[int, str]] = set()

    @property
    def left(self) -> int:
        return len(self._missing)

    def readable(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Without what is kept apart from everything that isn't care."""
        return [
            candidate
            for candidate in candidates
            if (candidate.entry_id, candidate.text) not in self._unreadable
            and not kept_apart(candidate.text)
        ]

    def want(self, candidates: Iterable[Candidate]) -> int:
        """Those of them that weren't read yet, and nothing else; how many."""
        self._missing = [candidate for candidate in candidates if not candidate.known]
        return len(self._missing)

    def ask_for_next(self, task: ClassifyTask) -> None:
        if self._missing:
            candidate = self._missing.pop(0)
            self._jobs.add(
                JudgeRequest(candidate.entry_id, candidate.text, reading=True, task=task)
            )

    def drop(self) -> None:
        """Another task's readings are of no use: not even what was asked for already."""
        for candidate in self._missing:
            self._jobs.drop(candidate.entry_id, reading=True)
        self.try_again()

    def leave_out(self, request: JudgeRequest) -> None:
        """Too long to be read, perhaps."""
        self._unreadable.add((request.entry_id, request.text))

    def try_again(self) -> None:
        """Another model, or another task, may read what could not be read."""
        self._unreadable.clear()
