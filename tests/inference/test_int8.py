"""int8: how far it may stray, that outliers don't spread, and that the cache can be trusted."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from desktop import resources
from desktop.errors import Cancelled, ModelDamaged
from desktop.inference.choices import Choices
from desktop.inference.folder import check_folder
from desktop.inference.linears import Int8Linear, Int8Table, StackedLinear, quantise
from desktop.inference.loading import load_engine
from desktop.inference.precision import GROUPS, Plan, Precision, first_choice, parameters
from desktop.inference.quantised_file import verified
from desktop.inference.qwen2 import Qwen2
from desktop.inference.weights import load_weights
from desktop.inference.weights_cache import WeightsCache
from tests.fakes import REPORT
from tests.inference.conftest import SHAPES, make_model

INT8 = Plan(Precision.INT8)


def _error(y: torch.Tensor, expected: torch.Tensor) -> float:
    return float(((y - expected).norm(dim=-1) / expected.norm(dim=-1)).max())


@pytest.mark.parametrize("rows", [1, 2, 17])
@pytest.mark.parametrize("bias", [False, True])
def test_a_product_is_close_whatever_the_other_rows_are(rows: int, bias: bool) -> None:
    torch.manual_seed(2)
    weight, added = torch.randn(96, 64), torch.randn(96) if bias else None
    x = torch.randn(rows, 64)
    x[rows // 2] *= 1000  # an outlier token
    linear = Int8Linear(*quantise(weight), added)
    assert _error(linear(x), torch.nn.functional.linear(x, weight, added)) < 0.03


def test_a_row_of_zeros_stays_zero() -> None:
    weight = torch.zeros(3, 8)
    weight[1] = 1.0
    y = Int8Linear(*quantise(weight))(torch.zeros(2, 8))
    assert torch.equal(y, torch.zeros(2, 3))


def test_quantising_is_symmetric_and_reaches_the_ends() -> None:
    weight = torch.tensor([[0.5, -1.0, 0.25], [3.0, 0.0, -3.0]])
    before = weight.clone()
    levels, scale = quantise(weight)
    assert torch.equal(weight, before)  # it may be a file's own pages
    assert levels.tolist() == [[64, -127, 32], [127, 0, -127]]
    torch.testing.assert_close(scale, torch.tensor([1.0, 3.0]) / 127)


def test_a_table_gives_its_rows() -> None:
    weight = torch.randn(50, 16)
    rows = Int8Table(*quantise(weight))(torch.tensor([3, 49, 3]))
    torch.testing.assert_close(rows, weight[[3, 49, 3]], atol=0.02, rtol=0.02)


def test_pieces_are_the_whole() -> None:
    weight, x = torch.randn(40, 16), torch.randn(3, 16)
    levels, scale = quantise(weight)
    parts = [Int8Linear(levels[part], scale[part]) for part in (slice(13), slice(13, None))]
    pieces = StackedLinear(parts)
    torch.testing.assert_close(pieces(x), Int8Linear(levels, scale)(x))
    assert pieces.step_bytes == levels.numel()


def _logits(folder: Path, plan: Plan, cache: Path | None = None) -> torch.Tensor:
    checked = check_folder(folder)
    model = Qwen2(checked.config, load_weights(checked, plan, cache), 64)
    ids = torch.arange(5, 45)
    return model.forward(ids, model.new_cache(), rows=torch.arange(40))


@pytest.mark.parametrize("kind", ["tied", "untied", "grouped", "qwen3", "qwen3-biases"])
def test_every_kind_is_close_to_float32_from_memory_and_from_the_cache(
    kind: str, tmp_path: Path
) -> None:
    folder = make_model(tmp_path / "model", **SHAPES[kind])
    exact = _logits(folder, Plan(Precision.FLOAT32))
    fresh = _logits(folder, INT8)
    assert _error(fresh, exact) < 0.25  # random weights are the worst case
    cache = tmp_path / "cache" / "int8.safetensors"
    written, read = _logits(folder, INT8, cache), _logits(folder, INT8, cache)
    assert verified(cache)
    torch.testing.assert_close(written, fresh)
    torch.testing.assert_close(read, fresh)


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_can_be_kept(group: str, tmp_path: Path) -> None:
    folder = make_model(tmp_path / "model", **SHAPES["untied"])
    plan, cache = Plan(Precision.INT8, frozenset({group})), tmp_path / "kept.safetensors"
    torch.testing.assert_close(_logits(folder, plan, cache), _logits(folder, plan))


def test_the_bundled_model_says_the_same(tmp_path: Path) -> None:
    exact = _logits(resources.BUNDLED_MODEL, Plan(Precision.FLOAT32)).log_softmax(-1)
    rounded = _logits(resources.BUNDLED_MODEL, INT8).log_softmax(-1)
    assert float((exact.exp() * (exact - rounded)).sum(-1).mean()) < 0.01
    assert (exact.argmax(-1) == rounded.argmax(-1)).float().mean() > 0.9


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x40
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _without_sum(path: Path) -> None:
    path.with_suffix(".sha256").unlink()


@pytest.mark.parametrize("damage", [_flip, _cut, _without_sum])
def test_a_damaged_cache_is_made_again(tiny: Path, tmp_path: Path, damage: object) -> None:
    cache = tmp_path / "int8.safetensors"
    expected = _logits(tiny, INT8, cache)
    assert callable(damage)
    damage(cache)
    assert not verified(cache)
    torch.testing.assert_close(_logits(tiny, INT8, cache), expected)
    assert verified(cache)


def test_where_no_cache_can_be_written_it_runs_all_the_same(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = tmp_path / "file" / "int8.safetensors"
    torch.testing.assert_close(_logits(tiny, INT8, cache), _logits(tiny, INT8))


def test_a_cancelled_load_leaves_no_half_file(tiny: Path, tmp_path: Path) -> None:
    stop, cache = threading.Event(), tmp_path / "int8.safetensors"
    stop.set()
    with pytest.raises(Cancelled):
        load_weights(check_folder(tiny), INT8, cache, stop)
    assert list(tmp_path.glob("*")) == []


def test_a_missing_tensor_is_damage_in_int8_too(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = make_model(tmp_path / "model", **SHAPES["tied"])
    (file,) = folder.glob("*.safetensors")
    tensors = load_file(file)
    del tensors["model.layers.1.mlp.down_proj.weight"]
    save_file(tensors, file)
    with pytest.raises(ModelDamaged, match="down_proj"):
        load_weights(check_folder(folder), INT8, tmp_path / "int8.safetensors")
    assert not (tmp_path / "int8.safetensors").exists()


def test_plans_are_read_as_they_are_written() -> None:
    for plan in (INT8, Plan(Precision.INT8, frozenset({"down", "gate_up"}))):
        assert Plan.parse(str(plan)) == plan
    for text in ("int4", "int8-keep-nose", ""):
        with pytest.raises(ValueError):
            Plan.parse(text)


def test_what_is_kept_about_weights(tiny: Path, tmp_path: Path) -> None:
    cache, folder = WeightsCache(tmp_path), check_folder(tiny)
    identity = cache.identity(folder)
    assert identity == folder.weights_id() == cache.identity(folder)
    assert cache.choice(identity) is None
    Choices(tmp_path).keep(replace(REPORT, weights=identity, choice="int8"))
    assert cache.choice(identity) == INT8
    assert load_engine(tiny, cache=tmp_path).info.precision == "int8"
    (tmp_path / "choices.json").write_text("{ half")
    assert cache.choice(identity) is None


def test_changed_weights_are_other_weights(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "model", **SHAPES["tied"])
    cache = WeightsCache(tmp_path / "cache")
    before = cache.identity(check_folder(folder))
    (file,) = folder.glob("*.safetensors")
    file.write_bytes(file.read_bytes() + b" ")
    assert cache.identity(check_folder(folder)) != before


def test_the_first_choice_and_the_count(tiny: Path) -> None:
    config = check_folder(tiny).config
    weights = load_weights(check_folder(tiny), INT8)
    assert parameters(config) == weights.step_bytes  # tied: the head is the embedding
    assert first_choice(config, fast_int8=True) == INT8
    assert first_choice(config, fast_int8=False) == Plan(Precision.FLOAT32)
    large = replace(config, vocab_size=500_000, hidden_size=1024)
    assert first_choice(large, fast_int8=False) == INT8  # memory is the limit
