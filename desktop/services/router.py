"""Which job a text asks for: ``/总结 本周``, ``/翻译 你好``. Knows no widgets and runs nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from unicodedata import normalize

from desktop.inference.task import ClassifyTask, GenerateTask, Variant
from desktop.inference.task import Task as Task  # also for whoever shows one


class Scope(StrEnum):
    """What a job is about: a text, what was written on a day, or on seven days."""

    TEXT = "text"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Route:
    """A job that is asked for. text: of its own; empty for a day or a week.

    until: the day, or the last of the seven; None for today.
    typed: what was written in the composer, so that it can be sent as an entry after all.
    """

    task: Task
    scope: Scope
    text: str = ""
    variant: Variant | None = None
    typed: str = ""
    until: date | None = None

    @property
    def is_complete(self) -> bool:
        return self.scope is not Scope.TEXT or bool(self.text)

    @property
    def makes_label(self) -> bool:
        return isinstance(self.task, ClassifyTask)


def is_command(text: str) -> bool:
    """Whether it is written like one, known or not; the slash may be a full-width one."""
    slash, rest = text.strip()[:1], text.strip()[1:2]
    return normalize("NFKC", slash) == "/" and bool(rest) and not rest.isspace()


def is_slash_alone(text: str) -> bool:
    """A command whose name is still to come; nobody means it as an entry."""
    return normalize("NFKC", text.strip()) == "/"


def is_command_begun(text: str) -> bool:
    """Whether somebody may be writing one: a slash, perhaps the beginning of a name."""
    begun = text.strip()
    return normalize("NFKC", begun[:1]) == "/" and not any(map(str.isspace, begun))


def command_route(text: str, tasks: Iterable[Task], scopes: dict[str, Scope]) -> Route | None:
    """The job that a text begins with the command of; None where it is no command of any.

    scopes: words for a day and a week, such as ``本周``.
    """
    if not is_command(text):
        return None
    name, _, rest = text.strip()[1:].partition(" ")
    first, _, more = name.partition("\n")
    name, rest = first, f"{more}{' ' if more and rest else ''}{rest}".strip()
    task = next((t for t in tasks if name.lower() in map(str.lower, t.about.commands)), None)
    if task is None:
        return None
    return replace(route_of(task, rest, scopes), typed=text)


def find_task(name: str, tasks: Iterable[Task]) -> Task | None:
    """By its id, a command of it, or what it is called in either language."""

    def names(task: Task) -> Iterable[str]:
        return (task.id, *task.about.commands, task.about.title, task.about.english)

    return next((t for t in tasks if name.lower() in map(str.lower, names(t))), None)


def route_of(task: Task, rest: str, scopes: dict[str, Scope]) -> Route:
    """What stands behind a command: a day, or a variant's name and a text, or a text."""
    scope = scopes.get(rest.lower())
    if scope is not None and scope in task.about.reads:
        return Route(task, scope)
    if not rest and Scope.DAY in task.about.reads:
        return Route(task, Scope.DAY)
    word, _, after = rest.partition(" ")
    named = find_variant(task, word)
    return job_route(task, after.strip() if named else rest, named)


def job_route(task: Task, text: str, variant: Variant | None = None) -> Route:
    """A job on a text; without a variant the one that suits the text's language, or the first."""
    return Route(task, Scope.TEXT, text, variant or _suitable(task, text))


def variants_of(task: Task) -> tuple[Variant, ...]:
    return task.variants if isinstance(task, GenerateTask) else ()


def find_variant(task: Task, word: str) -> Variant | None:
    """By its name in either language."""
    return next(
        (v for v in variants_of(task) if word and word.lower() in (v.word, v.english.lower())), None
    )


def _suitable(task: Task, text: str) -> Variant | None:
    ways = variants_of(task)
    chinese = _is_chinese(text)
    return next((v for v in ways if v.for_chinese is chinese), ways[0] if ways else None)


def _is_chinese(text: str) -> bool:
    """More characters of Chinese than words of anything else."""
    han = sum(map(_is_han, text))
    words = "".join(" " if _is_han(c) else c for c in text).split()
    return han > sum(any(map(str.isalpha, word)) for word in words)


def _is_han(character: str) -> bool:
    return 0x3400 <= ord(character) <= 0x9FFF
