"""Prompt files: strict, and every error names the file and the key."""

from pathlib import Path

import pytest

from desktop import resources
from desktop.errors import TaskFileError
from desktop.inference.task import ClassifyTask, GenerateTask, load_task
from desktop.inference.turn_tasks import Tasks

SENTIMENT = (resources.PROMPTS / "sentiment.toml").read_text("utf-8")
# The lines as they stand there: the numbers change with the bundled model.
UNSURE_BELOW, TEMPERATURE = (
    next(line for line in SENTIMENT.splitlines() if line.startswith(f"{key} = "))
    for key in ("unsure_below", "temperature")
)
CHAT = (resources.PROMPTS / "chat.toml").read_text("utf-8")


def _load(tmp_path: Path, text: str) -> ClassifyTask | GenerateTask:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    return load_task(path)


def test_the_shipped_files() -> None:
    tasks = Tasks.from_folder(resources.PROMPTS)
    labels = tasks.sentiment.labels
    assert [c.word for c in labels.choices] == ["正面", "负面"]
    assert [c.valence for c in labels.choices] == [1.0, -1.0]
    assert labels.unsure.valence is None
    assert 0.5 < tasks.sentiment.unsure_below < 1.0
    assert "心情" not in tasks.chat.system


@pytest.mark.parametrize("path", sorted(resources.PROMPTS.glob("*.toml")), ids=lambda p: p.stem)
def test_every_file_is_named_after_its_task(path: Path) -> None:
    assert load_task(path).id == path.stem


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('id = "sentiment"', 'id = "sentiment"\ncolour = "red"', "colour"),
        ('emoji = "😄"', 'emoji = "😄"\nsound = "ding"', r"labels\[0\]\.sound"),
        (UNSURE_BELOW, "", "unsure_below"),
        (UNSURE_BELOW, "unsure_below = 2", "unsure_below"),
        (UNSURE_BELOW, 'unsure_below = "high"', "unsure_below"),
        (UNSURE_BELOW, f"{UNSURE_BELOW}\ntemperature = 0", "temperature"),
        (TEMPERATURE, "", r"trained\.temperature"),
        (TEMPERATURE, f"{TEMPERATURE}\nsamples = 2", r"trained\.samples"),
        (TEMPERATURE, f'{TEMPERATURE}\npriors = {{ "正面" = -1 }}', r"trained\.priors\.负面"),
        (TEMPERATURE, f'{TEMPERATURE}\npriors = {{ "正面" = 1 }}', r"trained\.priors\.正面"),
        ("version = 2", "version = true", "version"),
        ('"{text}"', '"{text} {name}"', "template"),
        ('"{text}"', '"text"', "template"),
        ('"{text}"', '"{text!r}"', "template"),
        ('"{text}"', '"{text"', "template"),
        ('kind = "classify"', 'kind = "guess"', "kind"),
        ("valence = -1", "valence = -3", r"labels\[1\]\.valence"),
        ('word = "负面"', 'word = "正面"', "labels"),
        ('word = "负面"', 'word = ""', r"labels\[1\]\.word"),
        ("[unsure]", "[unsur]", "unsure"),
    ],
)
def test_an_error_names_file_and_key(tmp_path: Path, old: str, new: str, named: str) -> None:
    assert old in SENTIMENT
    with pytest.raises(TaskFileError, match=rf"mine\.toml: {named}"):
        _load(tmp_path, SENTIMENT.replace(old, new, 1))


def test_a_generating_file_is_as_strict(tmp_path: Path) -> None:
    for old, new, named in (
        ("top_p = 0.9", "top_p = 0.9\nbeams = 4", r"generation\.beams"),
        ("{label}", "{mood}", "labelled_template"),
        ("top_k = 40", "top_k = 1.5", r"generation\.top_k"),
    ):
        with pytest.raises(TaskFileError, match=rf"mine\.toml: {named}"):
            _load(tmp_path, CHAT.replace(old, new))


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(TaskFileError, match=r"mine\.toml: .*line 2"):
        _load(tmp_path, 'id = "a"\nversion = \n')


def test_braces_in_a_text_mean_nothing() -> None:
    task = load_task(resources.PROMPTS / "sentiment.toml")
    assert isinstance(task, ClassifyTask)
    assert task.messages("{text} {0} {label}")[1].text == "{text} {0} {label}"
