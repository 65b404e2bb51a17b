"""The doctor: which precision suits these weights on this machine, by measuring and not by faith.

int8 can hurt a model with outlier channels, above all before `down`. So every precision is compared
with float32 on fixed sentences: does it give the same labels, and how far are its next-token
distributions from float32's?
"""

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from desktop.domain.examination import Examined, Progress, Report, choose
from desktop.errors import ModelDamaged
from desktop.inference.adapter import with_adapter
from desktop.inference.assistant import Assistant
from desktop.inference.choices import Choices
from desktop.inference.engine import raise_if_set
from desktop.inference.folder import check_folder
from desktop.inference.loading import load_engine
from desktop.inference.precision import GROUPS, Plan, Precision, parameters
from desktop.inference.prefixes import Slot
from desktop.inference.torch_engine import TorchEngine
from desktop.inference.turn_tasks import Tasks
from desktop.inference.weights_cache import WeightsCache

_ALWAYS = tuple(Plan(precision) for precision in Precision)
# Decode steps to time: at least so many, and for so long that a short disturbance is outvoted.
_STEPS, _STEPS_S = 12, 0.3
# Stands for distributions that aren't even numbers.
_WORST_KL = 1000.0


@dataclass(frozen=True, slots=True)
class _Answers:
    labels: tuple[str, ...]
    sure: tuple[bool, ...]
    logp: Tensor  # [sentences, vocabulary]


class Doctor:
    """Examines one folder, with the adapter in another.

    tell: is given every step before it is done; loading may take a minute. stop: is looked at
    between two forwards.
    """

    def __init__(
        self,
        folder: Path,
        tasks: Tasks,
        sentences: Sequence[str],
        cache: Path | None,
        tell: Callable[[Progress], None],
        stop: threading.Event | None = None,
        adapter: Path | None = None,
    ) -> None:
        self._adapter = adapter
        self._folder, self._tasks, self._sentences = folder, tasks, sentences
        self._cache, self._tell, self._stop = cache, tell, stop
        self._progress = Progress("", 0, len(_ALWAYS), 0, len(sentences))

    def examine(self) -> Report:
        """Measure, choose, remember.

        Raises ModelMissing, ModelRefused, ModelDamaged, AdapterRefused, OutOfMemory, Cancelled.
        """
        checked = check_folder(self._folder)
        if self._adapter is not None:
            checked = with_adapter(checked, self._adapter)
        identity = WeightsCache(self._cache).identity(checked, self._stop)
        expected, first = self._measure(_ALWAYS[0], None)
        if not bool(expected.logp.isfinite().all()):
            raise ModelDamaged(f"{self._folder.name}: the weights give no numbers")
        found = [first, *(self._measure(plan, expected)[1] for plan in _ALWAYS[1:])]
        if not found[-1].good:
            found.extend(self._gentler(expected))
        count = parameters(checked.config)
        report = Report(identity, count, tuple(found), choose(found).plan)
        Choices(self._cache).keep(report)
        return report

    def _gentler(self, expected: _Answers) -> list[Examined]:
        """int8 with those groups kept in bfloat16 that win most, until it is good."""
        kept: frozenset[str] = frozenset()
        found: list[Examined] = []
        while len(kept) < 2 and not (found and found[-1].good):
            options = [Plan(Precision.INT8, kept | {g}) for g in GROUPS if g not in kept]
            self._progress = replace(self._progress, of=self._progress.of + len(options))
            tried = [self._measure(plan, expected, keep_file=False)[1] for plan in options]
            best = min(tried, key=lambda e: (-e.agreement, e.kl))
            if found and best.kl >= found[-1].kl:
                break
            found.append(best)
            kept = Plan.parse(best.plan).keep
        return found

    def _measure(
        self, plan: Plan, expected: _Answers | None, *, keep_file: bool = True
    ) -> tuple[_Answers, Examined]:
        raise_if_set(self._stop)
        number = self._progress.number + 1
        self._at(plan=str(plan), number=number, sentence=0)
        began = time.perf_counter()
        cache = self._cache if keep_file else None
        engine = load_engine(
            self._folder, self._stop, plan=plan, cache=cache, adapter=self._adapter
        )
        loaded = time.perf_counter() - began
        answers, label_ms = self._answers(engine)
        reference = expected or answers
        return answers, Examined(
            plan=str(plan),
            agreement=_agreement(answers, reference),
            kl=_divergence(reference.logp, answers.logp),
            label_ms=label_ms,
            step_ms=self._step_ms(engine),
            load_s=loaded,
            step_bytes=engine.model.weights.step_bytes,
        )

    def _at(self, **changes: Any) -> None:
        self._progress = replace(self._progress, **changes)
        self._tell(self._progress)

    def _answers(self, engine: TorchEngine) -> tuple[_Answers, float]:
        assistant = Assistant(engine, self._tasks)
        assistant.classify("", self._stop)  # reads the system text, which is not measured
        labels, sure, times, rows = [], [], [], []
        slot = Slot(engine.model.new_cache())
        for number, sentence in enumerate(self._sentences, 1):
            self._at(sentence=number)
            began = time.perf_counter()
            prediction = assistant.classify(sentence, self._stop)
            times.append(time.perf_counter() - began)
            labels.append(prediction.probabilities[0][0])
            sure.append(prediction.choice.word == labels[-1])
            raise_if_set(self._stop)
            ids = engine.encode(assistant.prompt([], sentence, None)).ids
            rest = ids[slot.rewind_to(ids) :]  # all sentences begin with the system text
            rows.append(engine.model.forward(torch.tensor(rest), slot.cache)[0].log_softmax(-1))
            slot.keep(rest)
        answers = _Answers(tuple(labels), tuple(sure), torch.stack(rows))
        return answers, 1000 * statistics.median(times)

    def _step_ms(self, engine: TorchEngine) -> float:
        model, cache = engine.model, engine.model.new_cache()
        model.read(torch.arange(32), cache)
        times: list[float] = []
        while len(times) < _STEPS or sum(times) < _STEPS_S:
            raise_if_set(self._stop)
            cache.length = 32
            began = time.perf_counter()
            engine.governor.run(lambda: model.forward(torch.tensor([7]), cache))
            times.append(time.perf_counter() - began)
        # The least: precisions are timed minutes apart, and what other programs do meanwhile only
        # ever makes a step slower.
        return 1000 * min(times)


def _agreement(answers: _Answers, expected: _Answers) -> float:
    pairs = zip(answers.labels, expected.labels, expected.sure, strict=True)
    same = [label == other for label, other, sure in pairs if sure]
    return sum(same) / len(same) if same else 1.0


def _divergence(expected: Tensor, logp: Tensor) -> float:
    """Mean KL(expected || logp) over rows of log-probabilities, in nats."""
    mean = (expected.exp() * (expected - logp)).sum(-1).mean()
    return float(mean.nan_to_num(nan=_WORST_KL).clamp(0, _WORST_KL))
