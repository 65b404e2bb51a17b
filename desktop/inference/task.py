"""A task is a prompt file: strict TOML with system text, template and limits. Runs nothing."""

import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

from desktop.domain.labels import LabelChoice, LabelSet
from desktop.errors import TaskFileError
from desktop.inference.engine import GenerationConfig
from desktop.inference.task_table import Table, Template, parse, read_text
from desktop.inference.task_values import (
    SCOPES,
    About,
    Calibration,
    ClassifyTask,
    GenerateTask,
    Task,
    Variant,
    can_do,
    fingerprint,
)


def load_task(path: Path) -> Task:
    """Raises TaskFileError naming the file, the key and the line."""
    return read_task(path.name, read_text(path))


def read_task(name: str, text: str) -> Task:
    """The same for a text. name: what the file is called in messages."""
    table = parse(name, text)
    kind = table.string("kind")
    if kind not in _READERS:
        raise table.error("kind", "not_one_of", ", ".join(sorted(_READERS)))
    task = _READERS[kind](table)
    table.refuse_unknown()
    return task


def _id(table: Table) -> str:
    name = table.string("id")
    if not re.fullmatch(r"[\w-]{1,40}", name):
        raise table.error("id", "bad_id")
    return name


def _about(table: Table) -> About:
    title = table.string("title", table.string("id"))
    reads = table.strings("reads") or ("text",)
    if not set(reads) <= set(SCOPES):
        raise table.error("reads", "not_one_of", ", ".join(SCOPES))
    commands = table.strings("commands")
    if any(re.search(r"[\s/]", normalize("NFKC", command)) for command in commands):
        raise table.error("commands", "bad_command")
    return About(title, table.string("english", title), _needs(table), commands, reads)


def _needs(table: Table) -> int:
    """``0.5B`` or ``7M`` parameters; ``any``, or nothing, for every model."""
    needs = table.string("needs", "any")
    found = re.fullmatch(r"(\d{1,4}(?:\.\d{1,3})?)([MB])", needs)
    if needs == "any":
        return 0
    if found is None:
        raise table.error("needs", "bad_needs")
    return round(float(found[1]) * {"M": 1e6, "B": 1e9}[found[2]])


def _classify(table: Table) -> ClassifyTask:
    labels, priors = _labels(table)
    calibrate = table.flag("calibrate", False)
    if calibrate and priors:
        raise table.error("calibrate", "prior_twice")
    without_mood = table.strings("without_mood")
    if not all(labels.find(word) for word in without_mood):
        raise table.error("without_mood", "not_a_label")
    return ClassifyTask(
        id=_id(table),
        version=table.integer("version", 1, 1_000_000),
        system=table.string("system"),
        template=table.template("template", {"text"}),
        labels=labels,
        unsure_below=table.number("unsure_below", 0.0, 1.0),
        calibrate=calibrate,
        temperature=table.number("temperature", 0.1, 10.0, 1.0),
        priors=priors,
        trained=_trained(table, labels),
        samples=table.integer("samples", 1, 9, 1),
        without_mood=without_mood,
        about=_about(table),
    )


def _trained(table: Table, labels: LabelSet) -> Calibration | None:
    if not table.has("trained"):
        return None
    trained = table.table("trained")
    priors = trained.table("priors") if trained.has("priors") else None
    measured = Calibration(
        unsure_below=trained.number("unsure_below", 0.0, 1.0),
        temperature=trained.number("temperature", 0.1, 10.0),
        priors=() if priors is None else tuple(_prior(priors, c.word) for c in labels.choices),
    )
    for found in (trained, priors):
        if found is not None:
            found.refuse_unknown()
    return measured


def _prior(table: Table, key: str) -> float:
    return table.number(key, -100.0, 0.0)


def _labels(table: Table) -> tuple[LabelSet, tuple[float, ...]]:
    entries = table.tables("labels")
    read = [_label(entry) for entry in entries]
    choices = tuple(choice for choice, _ in read)
    if len({c.word for c in choices}) < max(2, len(choices)):
        raise table.error("labels", "too_few_labels")
    priors = tuple(prior for _, prior in read if prior is not None)
    if priors and len(priors) < len(choices):
        raise table.error("labels", "prior_missing")
    return LabelSet(choices, _label(table.table("unsure"))[0]), priors


def _label(table: Table) -> tuple[LabelChoice, float | None]:
    word = table.string("word")
    choice = LabelChoice(
        word=word,
        english=table.string("english", word),
        emoji=table.string("emoji", " ").strip(),
        valence=table.number("valence", -2.0, 2.0) if table.has("valence") else None,
    )
    prior = _prior(table, "prior") if table.has("prior") else None
    table.refuse_unknown()
    return choice, prior


def _generate(table: Table) -> GenerateTask:
    variants = tuple(map(_variant, table.tables("options"))) if table.has("options") else ()
    variables = {"text", "option"} if variants else {"text"}
    mood = "labelled_template"
    return GenerateTask(
        id=_id(table),
        version=table.integer("version", 1, 1_000_000),
        system=table.string("system"),
        template=table.template("template", variables),
        labelled=table.template(mood, {"text", "label"}) if table.has(mood) else None,
        generation=_generation(table),
        variants=variants,
        tones=_tones(table),
        unreadable=table.string("unreadable", ""),
        about=_about(table),
    )


def _variant(table: Table) -> Variant:
    word = table.string("word")
    for_chinese = table.flag("for_chinese") if table.has("for_chinese") else None
    variant = Variant(word, table.string("english", word), for_chinese)
    table.refuse_unknown()
    return variant


def _tones(table: Table) -> tuple[tuple[str, str], ...]:
    if not table.has("tones"):
        return ()
    tones = table.table("tones")
    read = tuple((name, tones.string(name)) for name in ("listen", "advise") if tones.has(name))
    tones.refuse_unknown()
    return read


def _generation(parent: Table) -> GenerationConfig:
    """What is not said is as a careful reply has it."""
    table = parent.table("generation") if parent.has("generation") else Table(parent.file, {})
    config = GenerationConfig(
        max_tokens=table.integer("max_tokens", 1, 4096, 256),
        temperature=table.number("temperature", 0.0, 2.0, 0.7),
        top_p=table.number("top_p", 0.01, 1.0, 0.9),
        top_k=table.integer("top_k", 0, 1000, 40),
        repetition_penalty=table.number("repetition_penalty", 1.0, 2.0, 1.1),
        seed=table.integer("seed", 0, 2**31) if table.has("seed") else None,
    )
    table.refuse_unknown()
    return config


_READERS: dict[str, Callable[[Table], Task]] = {"classify": _classify, "generate": _generate}

__all__ = [
    "About",
    "Calibration",
    "ClassifyTask",
    "GenerateTask",
    "Task",
    "TaskFileError",
    "Template",
    "Variant",
    "can_do",
    "fingerprint",
    "load_task",
    "read_task",
]
