"""A child's life: one subject, which answers one operation at a time."""

from collections.abc import Callable
from multiprocessing.connection import Connection
from time import perf_counter
from typing import Any

from desktop.bench.memory import resident
from desktop.bench.others import Limit, LlamaCpp, Reference
from desktop.bench.ours import Ours
from desktop.bench.spec import Spec, Subject
from desktop.bench.workers import answer, leave_ending_to_the_parent

SUBJECTS: dict[str, Callable[[Spec], Subject]] = {
    "ours": Ours,
    "reference": Reference,
    "llama.cpp": LlamaCpp,
    "limit": Limit,
}


def serve(connection: Connection, spec: Spec) -> None:
    """A child's life: load, tell the facts, then answer until the parent hangs up."""
    leave_ending_to_the_parent()
    subject: Subject | None = None

    def load() -> dict[str, Any]:
        nonlocal subject
        began = perf_counter()
        subject = SUBJECTS[spec.kind](spec)
        operations = [name for name in dir(subject) if not name.startswith("_")]
        return {**subject.facts, "load_s": perf_counter() - began, "operations": operations}

    answer(connection, load)
    while subject is not None:
        try:
            operation, args = connection.recv()
        except EOFError:
            return
        answer(connection, lambda: _do(subject, operation, args))  # noqa: B023 - called at once


def _do(subject: Subject | None, operation: str, args: tuple[Any, ...]) -> Any:
    if operation == "memory":
        return resident()
    return getattr(subject, operation)(*args)
