"""The forward in C: against the one in torch, and each way of cutting a text against the others."""

import math
import platform
import shutil
import sys
import threading
from pathlib import Path

import pytest
import torch
from torch import Tensor

from desktop import resources
from desktop.inference.assistant import Assistant
from desktop.inference.block_weights import BlockWeights, load_blocks
from desktop.inference.engine import GenerationConfig
from desktop.inference.folder import check_folder, parse_config
from desktop.inference.forward import Forward
from desktop.inference.loading import load_engine
from desktop.inference.native import can_run, instruction_sets
from desktop.inference.native_qwen2 import HalfCache, NativeQwen2
from desktop.inference.packed import PackedWords
from desktop.inference.precision import Plan, Precision
from desktop.inference.quantised_file import verified
from desktop.inference.qwen2 import Qwen2
from desktop.inference.stored import to_blocks
from desktop.inference.turn_tasks import Tasks
from desktop.inference.weights import load_weights
from tests.inference.conftest import SHAPES, make_model

INT8 = Plan(Precision.INT8)
IN_BLOCKS = {
    **{kind: SHAPES[kind] for kind in ("tied", "untied", "grouped", "one-key-head")},
    "qwen3": {**SHAPES["qwen3"], "head_dim": 32},
    "qwen3-biases": SHAPES["qwen3-biases"],
    # More columns than one group of a rounded activation, and a rest; heads wider than 64.
    "wide": {"model_type": "qwen2", "hidden_size": 320, "intermediate_size": 400,
             "num_attention_heads": 4, "num_key_value_heads": 2, "num_hidden_layers": 2},
}  # fmt: skip
built = pytest.mark.skipif(not instruction_sets(), reason="not built, or not for this processor")


def test_it_was_built_where_it_can_be() -> None:
    compiler = shutil.which("cc") or shutil.which("gcc")
    here = sys.platform == "linux" and platform.machine() == "x86_64" and compiler
    if not here:
        pytest.skip("no compiler, or another platform")
    from desktop.inference.native import _forward

    assert _forward.instruction_sets() == list(instruction_sets())


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = tmp_path_factory.mktemp("kinds")
    folders = {kind: make_model(made / kind, **shape) for kind, shape in IN_BLOCKS.items()}
    return {**folders, "bundled": resources.BUNDLED_MODEL}


def _model(folder: Path, instructions: str = "") -> NativeQwen2:
    checked = check_folder(folder)
    return NativeQwen2(checked.config, load_blocks(checked, INT8, None), 256, instructions)


def _ids(count: int) -> Tensor:
    return torch.randint(0, 7000, (count,), generator=torch.Generator().manual_seed(3))


def _error(logits: Tensor, expected: Tensor) -> float:
    return float(((logits - expected).norm(dim=-1) / expected.norm(dim=-1)).median())


@built
@pytest.mark.parametrize("instructions", instruction_sets())
@pytest.mark.parametrize("kind", [*IN_BLOCKS, "bundled"])
def test_it_is_as_close_to_float32_as_torch_is_in_int8(
    kind: str, instructions: str, folders: dict[str, Path]
) -> None:
    checked, ids, rows = check_folder(folders[kind]), _ids(90), torch.arange(90)
    exact = Qwen2(checked.config, load_weights(checked, Plan(Precision.FLOAT32)), 256)
    by_torch = Qwen2(checked.config, load_weights(checked, INT8), 256)
    model = _model(folders[kind], instructions)
    expected = exact.forward(ids, exact.new_cache(), rows=rows)
    theirs = _error(by_torch.forward(ids, by_torch.new_cache(), rows=rows), expected)
    ours = _error(model.forward(ids, model.new_cache(), rows=rows), expected)
    assert ours < max(1.15 * theirs, 0.01)


@built
@pytest.mark.parametrize("instructions", instruction_sets())
@pytest.mark.parametrize("kind", ["untied", "wide", "qwen3", "bundled"])
def test_the_states_behind_the_logits_are_as_close(
    kind: str, instructions: str, folders: dict[str, Path]
) -> None:
    """What labels are learned from is the same in C, by torch and, within int8, in float32."""
    checked, ids, rows = check_folder(folders[kind]), _ids(90), torch.tensor([0, 40, 89])
    exact = Qwen2(checked.config, load_weights(checked, Plan(Precision.FLOAT32)), 256)
    by_torch = Qwen2(checked.config, load_weights(checked, INT8), 256)
    ours = _model(folders[kind], instructions)
    states: list[Tensor] = []
    models: tuple[Forward, ...] = (exact, by_torch, ours)
    for model in models:
        plain = model.forward(ids, model.new_cache(), rows=rows)
        states.append(torch.full((3, checked.config.hidden_size), torch.nan))
        logits = model.forward(ids, model.new_cache(), rows=rows, states=states[-1])
        assert torch.equal(logits, plain)
    head = exact.weights.head
    assert torch.equal(head(states[0]), exact.forward(ids, exact.new_cache(), rows=rows))
    assert _error(states[2], states[0]) < max(1.15 * _error(states[1], states[0]), 0.01)


@built
@pytest.mark.parametrize("instructions", instruction_sets())
@pytest.mark.parametrize("kind", ["tied", "grouped", "wide", "qwen3"])
def test_pieces_and_threads_change_nothing(
    kind: str, instructions: str, folders: dict[str, Path]
) -> None:
    """Bit for bit: a reply is the same however its prompt came to be read."""
    model, ids = _model(folders[kind], instructions), _ids(77)
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(1)
        whole = model.forward(ids, model.new_cache(), rows=torch.arange(77))
        for threads in (1, 2, 5):
            torch.set_num_threads(threads)
            cache, pieces = model.new_cache(), []
            for piece in ids.split([1, 2, 3, 4, 5, 6, 7, 13, 1, 1, 34]):
                pieces.append(model.forward(piece, cache, rows=torch.arange(len(piece))))
            assert torch.equal(torch.cat(pieces), whole)
            assert cache.length == 77
    finally:
        torch.set_num_threads(before)


@built
@pytest.mark.parametrize("instructions", instruction_sets())
def test_words_behind_one_prompt_are_blind_to_each_other(
    instructions: str, folders: dict[str, Path]
) -> None:
    model, ids = _model(folders["grouped"], instructions), _ids(40)
    words = [[5, 6, 7], [8], [9, 10, 11, 12]]
    cache = model.new_cache()
    model.read(ids[:30], cache)
    packed = PackedWords(ids[30:].tolist(), words, cache.length)
    logits = model.forward(
        packed.ids, cache, positions=packed.positions, mask=packed.mask, rows=packed.rows
    )
    alone = []
    for word in words:
        whole = torch.cat((ids, torch.tensor(word)))
        rows = torch.arange(39, 39 + len(word))
        logp = model.forward(whole, model.new_cache(), rows=rows).log_softmax(-1)
        alone.append(float(logp.gather(1, torch.tensor(word)[:, None]).sum()))
    assert packed.scores(logits) == pytest.approx(alone, abs=1e-4)


@built
def test_forgetting_what_was_read_leaves_no_trace(folders: dict[str, Path]) -> None:
    model, ids, cache = _model(folders["tied"]), _ids(50), None
    cache = model.new_cache()
    model.read(_ids(120), cache)
    cache.length = 0
    model.read(ids[:21], cache)
    model.read(torch.tensor([1, 2, 3]), cache)
    cache.length = 21
    again = model.forward(ids[21:], cache)
    assert torch.equal(again, model.forward(ids, model.new_cache()))


@built
def test_what_is_out_of_range_is_refused(folders: dict[str, Path]) -> None:
    model = _model(folders["tied"])
    for ids in ([8000], [-1]):
        with pytest.raises(IndexError):
            model.forward(torch.tensor(ids), model.new_cache())
    full = HalfCache(model.config, 16)
    with pytest.raises(IndexError):
        model.forward(_ids(17), full)
    with pytest.raises(IndexError):
        model.forward(_ids(3), model.new_cache(), rows=torch.tensor([3]))
    with pytest.raises(IndexError):
        model.forward(_ids(1), model.new_cache(), positions=torch.tensor([-1]))


@built
def test_two_threads_may_ask_at_once(folders: dict[str, Path]) -> None:
    models = [_model(folders["tied"]), _model(folders["wide"])]
    expected = [model.forward(_ids(60), model.new_cache()) for model in models]
    wrong: list[int] = []

    def ask(number: int) -> None:
        for _ in range(20):
            model = models[number]
            if not torch.equal(model.forward(_ids(60), model.new_cache()), expected[number]):
                wrong.append(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in (0, 1, 0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_blocks_hold_sixteen_rows_side_by_side() -> None:
    levels = torch.randint(-127, 128, (48, 24), dtype=torch.int8)
    blocks = to_blocks(levels)
    assert blocks.shape == (3, 6, 16, 4)
    for row, column in ((0, 0), (17, 5), (47, 23), (31, 12)):
        found = blocks[row // 16, column // 4, row % 16, column % 4]
        assert int(found) - 128 == int(levels[row, column])


@built
def test_what_can_be_run() -> None:
    shape = {"model_type": "qwen2", "vocab_size": 8000, "hidden_size": 64, "head_dim": 16,
             "intermediate_size": 96, "num_hidden_layers": 1, "num_attention_heads": 4,
             "num_key_value_heads": 4, "max_position_embeddings": 64}  # fmt: skip
    assert can_run(parse_config(shape), INT8)
    assert not can_run(parse_config(shape), Plan(Precision.BFLOAT16))
    assert not can_run(parse_config(shape), Plan(Precision.INT8, frozenset({"down"})))
    for key, value in (("vocab_size", 8001), ("head_dim", 24), ("intermediate_size", 100)):
        assert not can_run(parse_config({**shape, key: value}), INT8)


@built
@pytest.mark.parametrize("kind", ["tied", "untied", "qwen3-biases"])
def test_from_memory_and_from_the_cache_it_is_the_same(
    kind: str, folders: dict[str, Path], tmp_path: Path
) -> None:
    checked, file = check_folder(folders[kind]), tmp_path / "cache" / "int8.safetensors"

    def logits(weights: BlockWeights) -> Tensor:
        model = NativeQwen2(checked.config, weights, 64)
        return model.forward(_ids(40), model.new_cache())

    fresh = logits(load_blocks(checked, INT8, None))
    assert torch.equal(logits(load_blocks(checked, INT8, file)), fresh)
    assert torch.equal(logits(load_blocks(checked, INT8, file)), fresh)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x40
    file.write_bytes(content)
    assert torch.equal(logits(load_blocks(checked, INT8, file)), fresh)
    assert verified(file)


@built
def test_the_engine_says_what_it_would_say_without(tmp_path: Path) -> None:
    """The bundled model in C and by torch: the same mood, the same words of a greedy reply."""
    in_c = load_engine(resources.BUNDLED_MODEL, plan=INT8, cache=tmp_path)
    by_torch = load_engine(resources.BUNDLED_MODEL, plan=INT8, native=False)
    assert in_c.info.kernels == instruction_sets()[0]
    assert by_torch.info.kernels == "torch"
    tasks = Tasks.from_folder(resources.PROMPTS)
    hard, calm, glad = "考试没考好，很难过。", "今天周三", "今天的实验终于成功了，太棒了！"
    said = {
        text: [e.score(tasks.sentiment.messages(text), ["正面", "负面"]) for e in (in_c, by_torch)]
        for text in (hard, calm, glad)
    }
    for ours, theirs in said.values():
        likely = [math.exp(score) for score in theirs.scores]
        assert [math.exp(score) for score in ours.scores] == pytest.approx(likely, abs=0.01)
        assert _error(torch.tensor([ours.state]), torch.tensor([theirs.state])) < 0.1
    for text in (hard, calm):  # what nobody would say, too
        ours, theirs = said[text]
        assert ours.scores == pytest.approx(theirs.scores, abs=0.15)
    messages = Assistant(in_c, tasks).prompt([], hard, "负面")
    messages = Assistant(in_c, tasks).prompt([], "考试没考好，很难过。", "负面")
    config = GenerationConfig(max_tokens=4, temperature=0.0)
    assert "".join(in_c.generate(messages, config)) == "".join(by_torch.generate(messages, config))
