"""Everyone in turn, round after round, so that a machine that drifts does so for all alike."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.bench.figures import EngineFigures, Samples
from desktop.bench.material import Case, Round
from desktop.bench.serve import serve
from desktop.bench.spec import Spec
from desktop.bench.workers import Failed, Worker

# After a forward, threads spin for some milliseconds before they sleep.
_SETTLE_S = 0.01


@dataclass(frozen=True, slots=True)
class Step:
    """One operation and, for each thing that it measures, the row it belongs to."""

    operation: str
    case: Case
    rows: dict[str, str]


def steps(material: Round) -> Iterator[Step]:
    """What is done in a round, in this order."""
    yield Step("encode", material.labels[30], {"seconds": "preprocess"})
    for tokens, case in material.labels.items():
        yield Step("label", case, {"seconds": f"label_{tokens}"})
    yield Step("encode", material.running, {"seconds": "history"})
    rows = {"first": "first_token", "token": "token", "seconds": "reply"}
    yield Step("reply", material.reply, rows)
    yield Step("prefill", material.prefill, {"seconds": "prefill_256"})
    rows = {"cold": "first_token_running", "ahead": "first_token_ahead"}
    yield Step("running", material.running, rows)
    yield Step("bandwidth", material.reply, {"read": "read", "copy": "copy"})


class Contestant:
    """One engine in its process. every: it takes part in each *every*-th round."""

    def __init__(self, figures: EngineFigures, spec: Spec, every: int = 1) -> None:
        self.figures, self._every = figures, every
        self._worker: Worker | None = None
        try:
            self._worker = Worker(serve, spec, ours=spec.kind == "ours")
            figures.facts = self._worker.hear()
            figures.memory["loaded"] = self._worker.ask("memory")["now"]
        except Failed as failure:
            self._give_up(failure)

    def take_part(self, number: int, step: Step) -> Samples:
        """Samples by row; none where it can't do this or has this round off."""
        able = step.operation in self.figures.facts.get("operations", ())
        if self._worker is None or not able or number % self._every:
            return {}
        time.sleep(_SETTLE_S)
        try:
            result: Samples = self._worker.ask(step.operation, step.case)
        except Failed as failure:
            self._give_up(failure)
            return {}
        return {row: result[name] for name, row in step.rows.items()}

    def end(self) -> None:
        """Take the peak of memory and let the process go."""
        if self._worker is None:
            return
        try:
            self.figures.memory["peak"] = self._worker.ask("memory")["peak"]
        except Failed as failure:
            self._give_up(failure)
        self.close()

    def _give_up(self, failure: Failed) -> None:
        self.figures.absent = str(failure)
        self.figures.samples.clear()
        self.close()

    def close(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None


def play(contestants: Sequence[Contestant], rounds: Iterable[Round]) -> Iterator[int]:
    """Do all rounds; the first one only warms up. Yields how many rounds counted so far."""
    for number, material in enumerate(rounds):
        first = number % len(contestants)
        order = [*contestants[first:], *contestants[:first]]
        counted = max(number - 1, 0)
        for step in steps(material):
            for contestant in order:
                samples = contestant.take_part(counted, step)
                if number:
                    contestant.figures.add(samples)
        yield number
    for contestant in contestants:
        _add_totals(contestant.figures)


def _add_totals(figures: EngineFigures) -> None:
    """A turn is a label and a reply, of the same round."""
    samples = figures.samples
    if "label_30" in samples and "reply" in samples:
        pairs = zip(samples["label_30"], samples["reply"], strict=True)
        samples["total"] = [label + reply for label, reply in pairs]
