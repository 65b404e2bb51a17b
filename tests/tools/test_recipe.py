"""The recipe of the bundled model, on a tiny network and a few made-up rows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from desktop.domain.messages import Message, Role
from desktop.inference.loading import load_engine
from desktop.inference.tokenizer import Tokenizer
from tools.train_starter.command import Place
from tools.train_starter.evaluate import judge, report
from tools.train_starter.examples import (
    CLASSIFY_TASKS,
)
from tools.train_starter.export import CHECKSUMS, export
from tools.train_starter.learner import Learner, rate
from tools.train_starter.settings import SETTINGS, Settings, Stage, load_settings
from tools.train_starter.train import train

TEXT = "今天路上见到三只猫"


def _trained(place: Place, until: int | None = None) -> Learner:
    return train(place, until, compiled=False)


def test_a_stop_changes_nothing(place: Place, tmp_path: Path) -> None:
    """Three steps, a new process, and the rest give the weights of an uninterrupted run."""
    whole = _trained(place)
    again = replace(place, work=tmp_path / "again")
    again.work.mkdir()
    (again.work / "encoded").symlink_to(place.work / "encoded")
    _trained(again, 3)
    resumed = _trained(again)
    assert whole.step == resumed.step == place.settings.steps == 4
    for name, weight in whole.network.state_dict().items():
        assert torch.equal(weight, resumed.network.state_dict()[name]), name
    for name, weight in whole.average.items():
        assert torch.equal(weight, resumed.average[name]), name
    log = (again.work / "train.log").read_text("utf-8")
    assert "labels label" in log and "talk reply" in log and "tokens/s" in log and "left" in log


def test_engine_and_transformers_agree_on_what_was_exported(place: Place, tmp_path: Path) -> None:
    learner = _trained(place)
    folder = tmp_path / "model"
    export(place, folder)
    engine = load_engine(folder, plan=None)
    messages = [Message(Role.SYSTEM, "短"), Message(Role.USER, TEXT)]
    ids = engine.encode(messages).ids
    with torch.no_grad():
        theirs = _transformers_logits(folder, ids)
        row = torch.tensor([ids])
        ours = learner.network(row, torch.arange(len(ids))[None], torch.zeros_like(row))[0]
    words = ["正面", "负面"]
    scores = engine.score(messages, words).scores
    tokenizer = Tokenizer.from_folder(folder)
    first = [tokenizer.encode(word)[0] for word in words]
    assert all(len(tokenizer.encode(word)) == 1 for word in words)
    expected = theirs[-1].log_softmax(-1)[first]
    assert scores == pytest.approx(expected.tolist(), abs=0.1)
    assert engine.info.tasks == frozenset({*CLASSIFY_TASKS, "chat"})
    assert ours.shape == theirs.shape


def _transformers_logits(folder: Path, ids: tuple[int, ...]) -> torch.Tensor:
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    assert model.config.eos_token_id == Tokenizer.from_folder(folder).im_end
    logits: torch.Tensor = model(torch.tensor([ids])).logits[0]
    return logits


def test_the_network_is_transformers_own(place: Place, tmp_path: Path) -> None:
    """The same weights, one example: the same logits."""
    from transformers import AutoModelForCausalLM

    learner = _trained(place, 2)
    export(place, tmp_path / "model")
    theirs = AutoModelForCausalLM.from_pretrained(tmp_path / "model", dtype=torch.float32)
    learner.network.load_state_dict(
        {n: t for n, t in theirs.state_dict().items() if n != "lm_head.weight"}
    )
    ids = torch.tensor([[5, 9, 300, 7, 42, 8]])
    with torch.no_grad():
        ours = learner.network(ids, torch.arange(6)[None], torch.zeros_like(ids))
        assert torch.allclose(ours, theirs(ids).logits, atol=1e-4)


def test_examples_in_one_row_dont_see_each_other(place: Place) -> None:
    network = _trained(place, 1).network
    ids = torch.tensor([[5, 9, 300, 7, 42, 8]])
    positions = torch.tensor([[0, 1, 2, 0, 1, 2]])
    examples = torch.tensor([[0, 0, 0, 1, 1, 1]])
    with torch.no_grad():
        together = network(ids, positions, examples)
        alone = network(ids[:, 3:], positions[:, 3:], examples[:, 3:])
    assert torch.allclose(together[:, 3:], alone, atol=1e-5)


def test_the_checksums_are_right(place: Place, tmp_path: Path) -> None:
    import hashlib

    _trained(place, 1)
    export(place, tmp_path)
    lines = (tmp_path / CHECKSUMS).read_text("utf-8").splitlines()
    assert any(line.endswith("  model.safetensors") for line in lines)
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest


def test_a_mean_of_two_points_is_exported(place: Place, tmp_path: Path) -> None:
    for step, value in ((1, 0.25), (3, 0.75)):
        learner = Learner(place.settings, "cpu", compiled=False)
        for weight in learner.average.values():
            weight.fill_(value)
        learner.save_average(place.weights(step))
    export(place, tmp_path / "mean", (1, 3))
    found = load_file(tmp_path / "mean" / "model.safetensors")
    assert found.keys() == learner.average.keys()
    assert all(torch.equal(w, torch.full_like(w, 0.5)) for w in found.values())


def test_the_evaluation_names_temperature_and_threshold(place: Place, tmp_path: Path) -> None:
    _trained(place)
    export(place, tmp_path)
    engine = load_engine(tmp_path)
    for name in CLASSIFY_TASKS:
        lines = report(name, judge(engine, name, place.work / "held_out.jsonl"))
        assert "accuracy" in lines[0] and "temperature" in lines[1] and "unsure" in lines[2]


@pytest.mark.parametrize("name", ["settings.toml", "settings_gpu.toml"])
def test_the_shipped_settings(name: str) -> None:
    settings = load_settings(SETTINGS.with_name(name))
    assert settings.shape.hidden % settings.shape.heads == 0
    rates = [rate(settings, step) for step in range(settings.steps)]
    assert max(rates) == 1.0 and rates[-1] < 0.01 and min(rates) > 0
    for stage in settings.stages:
        for batch in stage.batches.values():
            assert sum(batch.sources.values()) == pytest.approx(1.0)
    assert np.iinfo(np.uint16).max > settings.vocabulary


def test_a_stage_can_begin_with_the_mean_of_earlier_weights(tmp_path: Path) -> None:
    settings = load_settings(SETTINGS.with_name("settings_long.toml"))
    mixed = [(begin, stage.mix) for begin, stage in _begun(settings) if stage.mix]
    assert mixed and settings.mix_after(0) == ()
    assert settings.kept == {settings.steps, *(step for _, mix in mixed for step in mix)}
    for begin, mix in mixed:
        assert settings.mix_after(begin) == mix and max(mix) == begin
    learner = Learner(settings, "cpu", compiled=False)
    files = [tmp_path / "a", tmp_path / "b"]
    for file, value in zip(files, (1.0, 3.0), strict=True):
        for weights in learner.average.values():
            weights.fill_(value)
        learner.save_average(file)
    learner.begin_with(files)
    for found in (*learner.network.parameters(), *learner.average.values()):
        assert bool((found == 2.0).all())


def _begun(settings: Settings) -> Iterator[tuple[int, Stage]]:
    """Each stage and the step after which it begins."""
    begin = 0
    for stage in settings.stages:
        yield begin, stage
        begin += stage.steps
