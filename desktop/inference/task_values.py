"""What a task is: system text, template, labels or limits, and what it needs. Reads no files."""

import hashlib
from dataclasses import dataclass, field, replace

from desktop.domain.labels import LabelSet
from desktop.domain.messages import Message, Role
from desktop.inference.engine import EngineInfo, GenerationConfig
from desktop.inference.task_table import Template

# What a summary may be made of: a text, or what was written on a day or in a week.
SCOPES = ("text", "day", "week")
# A model is called by a round number of parameters; Qwen1.5-0.5B has 464 million.
_ROUNDING = 0.9


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a task, and when it is done.

    title, english: its name in the two languages. needs: parameters that a model should have,
    0 for any. commands: what stands behind the slash. reads: some of SCOPES.
    """

    title: str = ""
    english: str = ""
    needs: int = 0
    commands: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("text",)


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several ways to do a task (into English, more formally); the template's {option}.

    for_chinese: whether it is taken by itself for Chinese text, or for other; None for neither.
    """

    word: str
    english: str
    for_chinese: bool | None = None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How scores become probabilities and an answer. The fields are as in `ClassifyTask`."""

    unsure_below: float
    temperature: float = 1.0
    priors: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassifyTask:
    """Names one of a set of labels for a text.

    unsure_below: when the likeliest label's probability is smaller, the answer is `unsure`.
    calibrate: take off what the labels score on an empty text (Zhao et al. 2021, Calibrate
    Before Use). temperature: the scores are divided by it, so that probabilities say how often
    an answer is right; over 1 makes them smaller, and none changes which label is likeliest.
    priors: log-probabilities to take off instead of measured ones, one a label; or none.
    trained: what was measured with a model that had learned the task, for such models only.
    samples: over 1, the label is drawn as often and the most frequent one counts.
    without_mood: labels of a text that wants no mood (a question), where this names intents.
    """

    id: str
    version: int
    system: str
    template: Template
    labels: LabelSet
    unsure_below: float
    calibrate: bool
    temperature: float = 1.0
    priors: tuple[float, ...] = ()
    trained: Calibration | None = None
    samples: int = 1
    without_mood: tuple[str, ...] = ()
    about: About = field(default_factory=About)

    @property
    def is_mood(self) -> bool:
        """Whether its labels say something about good and bad: only those go into the diary."""
        return any(choice.valence is not None for choice in self.labels.choices)

    def for_model(self, info: EngineInfo) -> "ClassifyTask":
        """With what was measured for models like this one."""
        measured = self.trained
        if measured is None or info.tasks is None or self.id not in info.tasks:
            return self
        return replace(
            self,
            unsure_below=measured.unsure_below,
            temperature=measured.temperature,
            priors=measured.priors,
            calibrate=False,
            trained=None,
        )

    def messages(self, text: str) -> tuple[Message, ...]:
        asked = self.template.fill(text=text)
        return Message(Role.SYSTEM, self.system), Message(Role.USER, asked)


@dataclass(frozen=True, slots=True)
class GenerateTask:
    """Writes a text.

    template: what the person's turn looks like. labelled: the same when its mood is known.
    variants: the ways to do it; then the template has {option}, too.
    tones: what is added to the system text for a tone of the reply, by its name.
    unreadable: said instead of a reply to a text in letters that the model never learned.
    """

    id: str
    version: int
    system: str
    template: Template
    labelled: Template | None
    generation: GenerationConfig
    variants: tuple[Variant, ...] = ()
    tones: tuple[tuple[str, str], ...] = ()
    unreadable: str = ""
    about: About = field(default_factory=About)

    def user_message(self, text: str, label: str | None) -> Message:
        if label is None or self.labelled is None:
            return Message(Role.USER, self.template.fill(text=text))
        return Message(Role.USER, self.labelled.fill(text=text, label=label))

    def messages(self, text: str, variant: Variant | None) -> tuple[Message, ...]:
        """What the model is shown for a text on its own. variant: None takes the first one."""
        values = {"text": text}
        if self.variants:
            values["option"] = (variant or self.variants[0]).word
        asked = Message(Role.USER, self.template.fill(**values))
        return Message(Role.SYSTEM, self.system), asked

    def system_in(self, tone: str) -> str:
        """The system text for a tone; its own for one that it doesn't know."""
        return self.system + dict(self.tones).get(tone, "")


Task = ClassifyTask | GenerateTask


def fingerprint(task: Task) -> str:
    """Another one for every other content, also where the version was left as it was."""
    return hashlib.sha256(repr(task).encode("utf-8", "replace")).hexdigest()


def can_do(info: EngineInfo, task: Task) -> bool:
    """Whether these weights learned the task; those that tell of none, by their size."""
    if info.tasks is not None:
        return task.id in info.tasks
    return info.parameters >= _ROUNDING * task.about.needs
