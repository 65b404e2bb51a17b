"""The doctor: which precision suits these weights on this machine, by measuring and not by faith.

int8 can hurt a model with outlier channels, above all before `down`. So every precision is compared
with float32 on fixed sentences: does it give the same labels, and how far are its next-token
distributions from float32's?
"""

import gc
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from desktop.inference.assistant import Assistant, Tasks
from desktop.inference.engine import raise_if_set
from desktop.inference.folder import check_folder
from desktop.inference.precision import GROUPS, Plan, Precision, parameters
from desktop.inference.torch_engine import TorchEngine
from desktop.inference.weights_cache import WeightsCache

# What a precision must keep: the labels of 98 of 100 sentences, and distributions so close that
# no one would notice (a KL divergence of 0.05 nats moves a likely word by a few percent).
LEAST_AGREEMENT = 0.98
MOST_KL = 0.05
_STEPS = 12


@dataclass(frozen=True, slots=True)
class Examined:
    """One precision, measured.

    agreement: share of the sentences that float32 is sure of with float32's label; where two
    labels are close, either is as good. kl: mean divergence from float32's
    next-token distribution, in nats. label_ms, step_ms: medians. load_s: seconds to load, from
    the cache where there is one. step_bytes: weights read a step, which is also about the memory.
    """

    plan: Plan
    agreement: float
    kl: float
    label_ms: float
    step_ms: float
    load_s: float
    step_bytes: int

    @property
    def good(self) -> bool:
        return self.agreement >= LEAST_AGREEMENT and self.kl <= MOST_KL


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. choice: stored for the next start. because: one English sentence."""

    weights: str
    parameters: int
    reference: Plan
    examined: tuple[Examined, ...]
    choice: Plan
    because: str


@dataclass(frozen=True, slots=True)
class _Answers:
    labels: tuple[str, ...]
    sure: tuple[bool, ...]
    logp: Tensor  # [sentences, vocabulary]


class Doctor:
    """Examines one folder. tell: is given a line before each step, which may take a minute."""

    def __init__(
        self,
        folder: Path,
        tasks: Tasks,
        sentences: Sequence[str],
        cache: Path | None,
        tell: Callable[[str], None],
        stop: threading.Event | None = None,
    ) -> None:
        self._folder, self._tasks, self._sentences = folder, tasks, sentences
        self._cache, self._tell, self._stop = cache, tell, stop

    def examine(self) -> Report:
        """Measure, choose, remember.

        Raises ModelMissing, ModelRefused, ModelDamaged, OutOfMemory, Cancelled.
        """
        checked = check_folder(self._folder)
        identity = WeightsCache(self._cache).identity(checked, self._stop)
        exact = Plan(Precision.FLOAT32)
        expected, first = self._measure(exact, None)
        found = [first]
        for precision in (Precision.BFLOAT16, Precision.INT8):
            found.append(self._measure(Plan(precision), expected)[1])
        if not found[-1].good:
            found.extend(self._gentler(expected, found[-1]))
        best, because = choose(found)
        WeightsCache(self._cache).choose(identity, best, because)
        count = parameters(checked.config)
        return Report(identity, count, exact, tuple(found), best, because)

    def _gentler(self, expected: _Answers, worst: Examined) -> list[Examined]:
        """int8 with those groups kept in bfloat16 that win most, until it is good."""
        kept: frozenset[str] = frozenset()
        found: list[Examined] = []
        while len(kept) < 2 and not (found and found[-1].good):
            options = [Plan(Precision.INT8, kept | {g}) for g in GROUPS if g not in kept]
            tried = [self._measure(plan, expected, keep_file=False)[1] for plan in options]
            best = min(tried, key=lambda e: (-e.agreement, e.kl))
            if found and best.kl >= found[-1].kl:
                break
            found.append(best)
            kept = best.plan.keep
        return found

    def _measure(
        self, plan: Plan, expected: _Answers | None, *, keep_file: bool = True
    ) -> tuple[_Answers, Examined]:
        raise_if_set(self._stop)
        self._tell(str(plan))
        gc.collect()  # the engine before this one must be gone: two may not fit
        began = time.perf_counter()
        cache = self._cache if keep_file else None
        engine = TorchEngine.load(self._folder, self._stop, plan=plan, cache=cache)
        loaded = time.perf_counter() - began
        answers, label_ms = self._answers(engine)
        reference = expected or answers
        return answers, Examined(
            plan=plan,
            agreement=_agreement(answers, reference),
            kl=_divergence(reference.logp, answers.logp),
            label_ms=label_ms,
            step_ms=_step_ms(engine),
            load_s=loaded,
            step_bytes=engine.model.weights.step_bytes,
        )

    def _answers(self, engine: TorchEngine) -> tuple[_Answers, float]:
        assistant = Assistant(engine, self._tasks)
        assistant.classify("", self._stop)  # reads the system text, which is not measured
        labels, sure, times, rows = [], [], [], []
        for sentence in self._sentences:
            began = time.perf_counter()
            prediction = assistant.classify(sentence, self._stop)
            times.append(time.perf_counter() - began)
            labels.append(prediction.probabilities[0][0])
            sure.append(prediction.choice.word == labels[-1])
            message = assistant.prompt([], sentence, None)
            ids = torch.tensor(engine.encode(message).ids)
            model = engine.model
            rows.append(model.forward(ids, model.new_cache())[0].log_softmax(-1))
        answers = _Answers(tuple(labels), tuple(sure), torch.stack(rows))
        return answers, 1000 * statistics.median(times)


def choose(found: Sequence[Examined]) -> tuple[Plan, str]:
    """The fastest that keeps float32's answers; and why, in a sentence."""
    exact = found[0]
    good = [e for e in found if e.good]
    best = min(good, key=lambda e: e.step_ms)
    faster = exact.step_ms / best.step_ms
    if best is exact:
        return best.plan, "float32 is the fastest here that gives float32's answers."
    return best.plan, (
        f"{best.plan} gives float32's label on {best.agreement:.0%} of the sentences and is "
        f"{faster:.1f} times as fast, in {best.step_bytes / exact.step_bytes:.0%} of the memory."
    )


def _agreement(answers: _Answers, expected: _Answers) -> float:
    pairs = zip(answers.labels, expected.labels, expected.sure, strict=True)
    same = [label == other for label, other, sure in pairs if sure]
    return sum(same) / len(same) if same else 1.0


def _divergence(expected: Tensor, logp: Tensor) -> float:
    """Mean KL(expected || logp) over rows of log-probabilities, in nats."""
    return float((expected.exp() * (expected - logp)).sum(-1).mean().clamp_min(0))


def _step_ms(engine: TorchEngine) -> float:
    model, cache = engine.model, engine.model.new_cache()
    model.read(torch.arange(32), cache)
    times = []
    for _ in range(_STEPS):
        cache.length = 32
        began = time.perf_counter()
        model.forward(torch.tensor([7]), cache)
        times.append(time.perf_counter() - began)
    return 1000 * statistics.median(times)
