"""Step 4: how good the labels are on the posts held back, and which thresholds follow from it.

python -m tools.train_starter.evaluate --work DIR [--model FOLDER]
Temperature, threshold and priors belong into the task files, under `[trained]`. The figures to
quote come from `python -m desktop evaluate` on data of another origin.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop import resources
from desktop.evaluation.fitting import fit
from desktop.evaluation.labelled import read_rows
from desktop.inference import metrics
from desktop.inference.assistant import Assistant
from desktop.inference.engine import Engine
from desktop.inference.loading import load_engine
from desktop.inference.metrics import Answer
from desktop.inference.turn_tasks import Tasks
from tools.train_starter.command import parser, place_of
from tools.train_starter.examples import CLASSIFY_TASKS, LabelExample, classify_task
from tools.train_starter.tokenizer import examples_of

# Without its temperature and threshold, each answer's log-probabilities are the model's own.
_TEMPERATURES = [n / 20 for n in range(10, 61)]
_UNSURE = 0.1  # the share of texts that may be called unsure
# What a network learned is rare, it names rarely, although a diary may be full of it. So much of
# an answer's log-frequency is taken off its score (Menon et al. 2021, logit adjustment).
_STRENGTHS = [n / 10 for n in range(11)]
_RARE = 0.05  # tasks without an answer this rare are left as they are


@dataclass(frozen=True, slots=True)
class Judged:
    """One text's true label and the log-probability of each answer.

    folded: answers that the file has no rows for, and which one they count as.
    """

    truth: str
    scores: dict[str, float]
    folded: Mapping[str, str]

    def without(self, priors: Mapping[str, float]) -> "Judged":
        return replace(self, scores={w: s - priors[w] for w, s in self.scores.items()})

    def answer(self, temperature: float) -> Answer:
        top = max(self.scores.values())
        shares = {w: math.exp((s - top) / temperature) for w, s in self.scores.items()}
        word = max(shares, key=lambda w: shares[w])
        answered = self.folded.get(word, word)
        return Answer(self.truth, answered, shares[word] / sum(shares.values()))


def main(arguments: Sequence[str] | None = None) -> None:
    made = parser(__doc__)
    made.add_argument("--model", type=Path, metavar="FOLDER", help="default: DIR/model")
    options = made.parse_args(arguments)
    work = place_of(options).work
    engine = load_engine(options.model or work / "model")
    for name in CLASSIFY_TASKS:
        judged = judge(engine, name, work / "held_out.jsonl")
        taken = priors(judged, shares_of(work, name, judged[0].scores))
        lines = report(name, [j.without(taken) for j in judged])
        print("\n".join([*lines, f"  priors {taken}"]), flush=True)


def shares_of(work: Path, name: str, words: Iterable[str]) -> dict[str, float]:
    """How frequent each answer is among the posts trained on; one that they don't have counts as
    the most frequent: it is learned from our own sentences."""
    counts = Counter(
        example.label
        for example in examples_of(work, f"weibo_{name}")
        if isinstance(example, LabelExample)
    )
    most = max(counts.values())
    return {word: counts.get(word, most) / counts.total() for word in words}


def priors(judged: Sequence[Judged], shares: Mapping[str, float]) -> dict[str, float]:
    """The log-frequencies at the strength that names all answers best: by macro-F1."""
    logs = {word: math.log(share) for word, share in shares.items()}
    if min(shares.values()) >= _RARE:
        return dict.fromkeys(shares, 0.0)
    words = sorted({j.truth for j in judged})

    def balanced(strength: float) -> float:
        taken = {word: strength * value for word, value in logs.items()}
        return metrics.macro_f1([j.without(taken).answer(1.0) for j in judged], words)

    best = max(_STRENGTHS, key=balanced)
    return {word: round(best * value, 2) for word, value in logs.items()}


def judge(engine: Engine, name: str, file: Path) -> list[Judged]:
    """Ask for every row of the file that has an answer in the task."""
    fitted = fit(read_rows(file), classify_task(name).labels)
    found = answers(engine, name, (row.text for row in fitted.rows))
    pairs = zip(fitted.rows, found, strict=True)
    return [Judged(row.label, _logs(shares), fitted.folded) for row, shares in pairs]


def answers(engine: Engine, name: str, texts: Iterable[str]) -> Iterator[dict[str, float]]:
    """For each text the probability of each of the task's answers, the model's own."""
    task = replace(classify_task(name), temperature=1.0, trained=None)
    assistant = Assistant(engine, replace(Tasks.from_folder(resources.PROMPTS), sentiment=task))
    return (dict(assistant.classify(text).probabilities) for text in texts)


def _logs(shares: dict[str, float]) -> dict[str, float]:
    return {word: math.log(max(share, 1e-12)) for word, share in shares.items()}


def report(name: str, judged: Sequence[Judged]) -> list[str]:
    """Figures before and after the temperature, and the threshold that goes with it."""
    best = temperature(judged)
    answers = [j.answer(best) for j in judged]
    raw = metrics.calibration_error([j.answer(1.0) for j in judged]) or 0.0
    limit = threshold(answers)
    sure = [a for a in answers if (a.confidence or 0.0) >= limit]
    words = sorted({j.truth for j in judged})
    return [
        f"{name}: {len(judged)} posts, accuracy {metrics.accuracy(answers):.3f}, "
        f"macro-F1 {metrics.macro_f1(answers, words):.3f}",
        f"  temperature {best:.2f}: calibration error {raw:.3f} becomes "
        f"{metrics.calibration_error(answers) or 0.0:.3f}",
        f"  unsure_below {limit:.2f}: {1 - len(sure) / len(answers):.3f} unsure, "
        f"accuracy {metrics.accuracy(sure):.3f} on the rest",
    ]


def temperature(judged: Sequence[Judged]) -> float:
    """The one under which the true labels are likeliest."""
    return min(_TEMPERATURES, key=lambda t: sum(_surprise(j, t) for j in judged))


def _surprise(judged: Judged, at: float) -> float:
    total = math.log(sum(math.exp(s / at) for s in judged.scores.values()))
    return total - judged.scores[judged.truth] / at


def threshold(answers: Sequence[Answer]) -> float:
    """Under it lies at most the share of answers that may be unsure."""
    ranked = sorted(a.confidence or 0.0 for a in answers)
    return math.floor(ranked[int(_UNSURE * len(ranked))] * 100) / 100


if __name__ == "__main__":
    main()
