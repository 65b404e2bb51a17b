"""The benchmark: every figure is there, and what is computed from them is right. Nothing timed."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop import resources
from desktop.bench.command import MODELS
from desktop.bench.figures import limit_step_s, percentile, ratios, summary
from desktop.bench.material import LABEL_TOKENS, PREFILL_TOKENS, Material
from desktop.bench.workers import Failed, apart
from desktop.inference.tokenizer import Tokenizer
from desktop.inference.turn_tasks import Tasks

ROOT = Path(__file__).resolve().parent.parent
RATIOS = {
    "label_vs_reference", "decode_vs_reference", "reply_vs_reference", "label_vs_llama_cpp",
    "decode_vs_llama_cpp", "prefill256_vs_llama_cpp", "decode_vs_limit", "decode_vs_copy",
}  # fmt: skip
BOTH = {
    "label_10", "label_30", "label_50", "first_token", "token", "reply", "prefill_256", "total",
}  # fmt: skip
OURS = {*BOTH, "preprocess", "history", "first_token_running", "first_token_ahead"}

# Starts the command as the command line does; llama_cpp is absent whatever is installed.
_RUN = """
import argparse, importlib.util, sys
from desktop.__main__ import _prepare_environment
from desktop.bench import command

find = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name == "llama_cpp" else find(name)
if __name__ == "__main__":
    _prepare_environment()
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data-dir")
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers(), common)
    options = parser.parse_args(sys.argv[1:])
    sys.exit(options.action(options))
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str, Path]:
    """One quick run on a tiny model: its JSON, what it printed, its data folder."""
    folder = tmp_path_factory.mktemp("bench 测量")
    (folder / "run.py").write_text(_RUN, "utf-8")
    out = folder / "out.json"
    options = ["--random-weights", "tiny", "--quick", "--n", "2", "--json", str(out)]
    done = subprocess.run(
        [sys.executable, str(folder / "run.py"), "bench", "--data-dir", str(folder), *options],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8", timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(out.read_text("utf-8")), done.stdout, folder


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _numbers(item)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def test_all_figures_are_there_and_positive(
    measured: tuple[dict[str, Any], str, Path],
) -> None:
    found, _, _ = measured
    ours, reference = found["engines"][:2]
    assert set(ours["rows"]) == OURS and set(reference["rows"]) == BOTH
    for engine in (ours, reference):
        assert engine["absent"] is None and engine["threads"] > 0
        assert min(_numbers(engine["rows"])) > 0
        assert engine["memory"]["peak_bytes"] >= engine["memory"]["loaded_bytes"] > 0
    assert min(_numbers(found["limit"])) > 0 and found["limit"]["absent"] is None
    assert set(found["start"]) >= {"fresh", "cached", "import_s"}
    assert min(_numbers([found["start"]["fresh"], found["start"]["cached"]])) > 0
    assert ours["rows"]["label_30"]["n"] == 2 and ours["rows"]["token"]["n"] == 2 * 44


def test_it_says_what_was_measured_on_what(measured: tuple[dict[str, Any], str, Path]) -> None:
    found, table, _ = measured
    assert found["precision"] and found["threads"] > 0 and found["date"]
    assert len(found["weights"]["sha256"]) == 64
    assert {"cpu", "cores", "flags", "memory_bytes"} <= set(found["machine"])
    assert found["versions"]["torch"] and found["versions"]["python"]
    assert f"ours {found['precision']}" in table and found["weights"]["sha256"][:16] in table


def test_without_llama_cpp_its_ratios_are_null_and_the_reason_is_told(
    measured: tuple[dict[str, Any], str, Path],
) -> None:
    found, table, _ = measured
    absent = next(e for e in found["engines"] if e["kind"] == "llama.cpp")
    assert "not installed" in absent["absent"] and absent["absent"] in table
    assert set(found["ratios"]) == RATIOS
    for name, ratio in found["ratios"].items():
        assert ratio is None if name.endswith("llama_cpp") else ratio > 0, name


def test_nothing_is_left_behind(measured: tuple[dict[str, Any], str, Path]) -> None:
    assert not list((measured[2] / "cache").iterdir())


def test_ratios_are_the_others_time_by_ours() -> None:
    ours = {"label_30": 0.1, "token": 0.025, "reply": 1.0, "prefill_256": 0.5}
    reference = {"label_30": 0.8, "token": 0.1, "reply": 5.0}
    llama_cpp = {"label_30": 0.4, "token": 0.05, "prefill_256": 2.0}
    found = ratios(ours, reference, llama_cpp, limit_step_s(500, 25_000))
    assert found == pytest.approx({
        "label_vs_reference": 8.0, "decode_vs_reference": 4.0, "reply_vs_reference": 5.0,
        "label_vs_llama_cpp": 4.0, "decode_vs_llama_cpp": 2.0, "prefill256_vs_llama_cpp": 4.0,
        "decode_vs_limit": 0.8,
    })  # fmt: skip


def test_what_is_absent_has_no_ratio() -> None:
    assert set(ratios({"token": 1.0}, {"label_30": 1.0}, None, None).values()) == {None}


def test_a_percentile_is_one_of_the_values() -> None:
    values = [float(n) for n in range(1, 101)]
    assert percentile(values, 0.95) == 95.0 and percentile([3.0], 0.95) == 3.0
    assert summary([2.0, 1.0, 4.0]) == {"n": 3, "median": 2.0, "p95": 4.0, "min": 1.0}


def test_texts_have_the_lengths_they_are_to_have_and_never_come_again() -> None:
    tokenizer = Tokenizer.from_folder(resources.BUNDLED_MODEL)
    material = Material(tokenizer, Tasks.from_folder(resources.PROMPTS))
    rounds = list(material.rounds(5))
    for tokens in LABEL_TOKENS:
        texts = [r.labels[tokens].text for r in rounds]
        assert {len(tokenizer.encode(t)) for t in texts} == {tokens} and len(set(texts)) == 5
    assert {len(r.prefill.ids) for r in rounds} == {PREFILL_TOKENS}
    assert len({r.reply.text for r in rounds}) == 5


def test_the_choices_are_the_shapes() -> None:
    from desktop.inference.random_weights import SHAPES

    assert tuple(SHAPES) == MODELS


def test_the_parent_imports_no_torch() -> None:
    code = "import sys, desktop.bench.contest\nassert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_a_child_that_fails_tells_why() -> None:
    with pytest.raises(Failed, match="ValueError"):
        apart(int, "x")
    with pytest.raises(Failed, match="exit code 3"):
        apart(os._exit, 3)


def test_rounds_are_at_least_one(capsys: pytest.CaptureFixture[str]) -> None:
    from desktop.bench.command import add_parser

    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers(), argparse.ArgumentParser(add_help=False))
    with pytest.raises(SystemExit):
        parser.parse_args(["bench", "--n", "0"])
    assert "--n" in capsys.readouterr().err
