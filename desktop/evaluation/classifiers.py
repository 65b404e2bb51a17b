"""The two ways to a label: comparing the labels' probabilities (ours), and generating (theirs)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop import resources
from desktop.inference.assistant import Assistant, Tasks
from desktop.inference.engine import EngineInfo
from desktop.inference.precision import Plan
from desktop.inference.task import ClassifyTask


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


def scoring(folder: Path, task: ClassifyTask, plan: Plan | None, cache: Path) -> Classifier:
    """Our engine and the program's own way to a label. Raises what loading weights raises."""
    from desktop.inference.torch_engine import TorchEngine

    engine = TorchEngine.load(folder, name=_name(folder), plan=plan, cache=cache)
    tasks = replace(Tasks.from_folder(resources.PROMPTS), sentiment=task)
    return by_score(Assistant(engine, tasks))


def by_score(assistant: Assistant) -> Classifier:
    """The likeliest label counts, and it is remembered when the program wouldn't show it."""

    def classify(text: str) -> Guess:
        prediction = assistant.classify(text)
        word, confidence = prediction.probabilities[0]
        return Guess(word, confidence, sure=prediction.choice.word == word)

    return Classifier(assistant.info, classify)


def generating(folder: Path, task: ClassifyTask) -> Classifier:
    """The published method; no label in its text is no answer. Raises as `scoring` does."""
    from desktop.inference.reference import ReferenceEngine

    engine = ReferenceEngine.load(folder, name=_name(folder))
    words = [choice.word for choice in task.labels.choices]

    def classify(text: str) -> Guess:
        word, _ = engine.classify_by_generation(task.messages(text), words)
        return Guess(word, None, sure=word is not None)

    return Classifier(engine.info, classify)


def _name(folder: Path) -> str | None:
    return resources.BUNDLED_MODEL_NAME if folder == resources.BUNDLED_MODEL else None
