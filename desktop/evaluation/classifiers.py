"""The two ways to a label: comparing the labels' probabilities (ours), and generating (theirs)."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop import resources
from desktop.inference.assistant import Assistant
from desktop.inference.engine import EngineInfo
from desktop.inference.precision import Plan
from desktop.inference.task import ClassifyTask
from desktop.inference.turn_tasks import Tasks


@dataclass(frozen=True, slots=True)
class Guess:
    """One text's label, as `metrics.Answer` has it, before the truth is known."""

    word: str | None
    confidence: float | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Classifier:
    """info: what runs. classify: one text to a guess; raises TextTooLong."""

    info: EngineInfo
    classify: Callable[[str], Guess]


def scoring(
    folder: Path,
    task: ClassifyTask,
    plan: Plan | None,
    cache: Path,
    folded: Mapping[str, str] | None = None,
    adapter: Path | None = None,
) -> Classifier:
    """Our engine and the program's own way to a label. Raises what loading weights raises.

    folded: answers that count as another one, with their probability. adapter: the folder of one
    to merge.
    """
    from desktop.inference.loading import load_engine

    engine = load_engine(folder, name=_name(folder), plan=plan, cache=cache, adapter=adapter)
    tasks = replace(Tasks.from_folder(resources.PROMPTS), sentiment=task)
    return by_score(Assistant(engine, tasks), folded)


def by_score(assistant: Assistant, folded: Mapping[str, str] | None = None) -> Classifier:
    """The likeliest label counts, and it is remembered when the program wouldn't show it."""
    counts_as = folded or {}

    def classify(text: str) -> Guess:
        prediction = assistant.classify(text)
        shares: dict[str, float] = defaultdict(float)
        for word, probability in prediction.probabilities:
            shares[counts_as.get(word, word)] += probability
        word = max(shares, key=lambda w: shares[w])
        shown = prediction.choice.word
        return Guess(word, min(1.0, shares[word]), sure=counts_as.get(shown, shown) == word)

    return Classifier(assistant.info, classify)


def generating(
    folder: Path, task: ClassifyTask, folded: Mapping[str, str] | None = None
) -> Classifier:
    """The published method; no label in its text is no answer. Raises as `scoring` does."""
    from desktop.inference.reference import ReferenceEngine

    engine = ReferenceEngine.load(folder, name=_name(folder))
    words = [choice.word for choice in task.labels.choices]

    def classify(text: str) -> Guess:
        word, _ = engine.classify_by_generation(task.messages(text), words)
        word = (folded or {}).get(word, word) if word is not None else None
        return Guess(word, None, sure=word is not None)

    return Classifier(engine.info, classify)


def _name(folder: Path) -> str | None:
    return resources.BUNDLED_MODEL_NAME if folder == resources.BUNDLED_MODEL else None
