"""What the sources of labels are called: the model as people know it, the task by its title."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.domain.labels import LabelSource
from desktop.domain.moods import ADAPTED

# By this name lupdate finds the strings.
translate = QCoreApplication.translate

# Of weights: how their hash begins, and what they are called.
Models = Callable[[], Mapping[str, str]]
Titles = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class _Version:
    """As `LabelKind.version` writes it: ``sentiment 1 · 3fa2b1c9 +``."""

    task: str
    number: str
    weights: str
    adapted: bool

    @classmethod
    def parse(cls, version: str) -> "_Version":
        plain = version.removesuffix(ADAPTED)
        said, _, weights = plain.partition(" · ")
        task, _, number = said.rpartition(" ")
        return cls(task or said, number if task else "", weights, plain != version)


class SourceNames:
    """titles: of a task by its id, None where it is gone. models: see `Models`."""

    def __init__(self, titles: Titles, models: Models) -> None:
        self._titles, self._models = titles, models

    def of(self, versions: Sequence[str]) -> dict[str, str]:
        """Each with a name of its own: a version and a hash only where two would be one."""
        models = self._models()
        names = {version: self._name(version, models) for version in versions}
        for more in (_with_number, _with_hash):
            count = Counter(names.values())
            names = {
                version: more(name, version) if count[name] > 1 else name
                for version, name in names.items()
            }
        return names

    def _name(self, version: str, models: Mapping[str, str]) -> str:
        if version == LabelSource.PERSON:
            return translate("mood", "你改过的")
        if version == LabelSource.IMPORT:
            return translate("mood", "导入的")
        parts = _Version.parse(version)
        known = translate("mood", "模型 {name}").format(name=parts.weights).strip()
        model = models.get(parts.weights, known)
        task = self._titles(parts.task) or parts.task
        text = translate("mood", "{model}“{task}”")
        if parts.adapted:
            text = translate("mood", "{model}“{task}”，按更正调整过")
        return text.format(model=model, task=task)


def _with_number(name: str, version: str) -> str:
    number = _Version.parse(version).number
    if not number:
        return name
    return translate("mood", "{name}，第 {number} 版").format(name=name, number=number)


def _with_hash(name: str, version: str) -> str:
    weights = _Version.parse(version).weights
    return f"{name} · {weights}" if weights and weights not in name else name


def plain_names() -> SourceNames:
    """Where neither tasks nor models are known."""
    return SourceNames(lambda _task: None, dict)
