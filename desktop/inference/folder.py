"""A folder with weights, checked before anything in it is used. Reads JSON, no tensors."""

import hashlib
import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from desktop.domain.scripts import HAN
from desktop.errors import (
    ModelDamaged,
    ModelMissing,
    ModelOfOtherKind,
    ModelRefused,
    ModelUnsafe,
    ModelWithoutWeights,
)
from desktop.inference.engine import raise_if_set

if TYPE_CHECKING:
    from torch import Tensor

MODEL_TYPES = ("qwen2", "qwen3")
# A small model's configuration may name the tasks it has learned, by their ids; a model without
# it is asked anything.
TASKS_KEY = "qwen_desktop_tasks"
# And the only script that it can read, and how many earlier turns it can follow.
SCRIPT_KEY, TURNS_KEY = "qwen_desktop_script", "qwen_desktop_turns"
_MOST_TURNS = 1000
# Pickles run code when they are opened, and so would a model's own Python.
_REFUSED = {".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".py"}
_HASH_BLOCK = 1 << 22


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """The shape of a Qwen2 or Qwen3 model, in the words of transformers' configuration.

    qkv_bias: Qwen1.5 to 2.5 have biases on q, k and v. out_bias: on what leaves the attention,
    too, as a Qwen3 configuration may ask. qk_norm: Qwen3 normalises q and k.
    context: most positions that the weights are good for. tasks: what they have learned; None
    for a model that was made for no tasks in particular. script: the only one they can read, or
    None; see `desktop.domain.scripts`. turns: how many earlier ones they can follow, or None.
    """

    model_type: str
    vocab_size: int
    hidden_size: int
    intermediate_size: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    rms_norm_eps: float
    rope_theta: float
    tied: bool
    qkv_bias: bool
    out_bias: bool
    qk_norm: bool
    context: int
    tasks: frozenset[str] | None = None
    script: str | None = None
    turns: int | None = None


class Merges(Protocol):
    """What is added to weights when they are read: an adapter."""

    def identify(self, weights: str) -> str:
        """Who the merged weights are, by who they are without it."""
        ...

    def merged(self, name: str, weight: "Tensor") -> "Tensor":
        """A matrix by transformers' name, as it is where nothing is added to it."""
        ...


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder that may be loaded. files: its safetensors, in order of name.

    adapter: what is merged into them when they are read.
    """

    path: Path
    config: ModelConfig
    files: tuple[Path, ...]
    adapter: Merges | None = None

    def weights_id(self, stop: threading.Event | None = None) -> str:
        """SHA-256 over all weight files, in hexadecimal. Raises Cancelled."""
        digest = hashlib.sha256()
        for file in self.files:
            with file.open("rb") as stream:
                while block := stream.read(_HASH_BLOCK):
                    raise_if_set(stop)
                    digest.update(block)
        return digest.hexdigest()


def check_folder(path: Path) -> ModelFolder:
    """The folder, if it is safe and of a kind we run.

    Raises ModelMissing, ModelRefused or ModelDamaged, or what derives from them; the message
    names file and reason.
    """
    if not path.is_dir():
        raise ModelMissing(str(path))
    try:
        names = sorted(p.name for p in path.iterdir())
    except OSError as error:
        raise ModelMissing(str(path)) from error
    for name in names:
        if Path(name).suffix.lower() in _REFUSED:
            raise ModelUnsafe(name)
    files = tuple(path / n for n in names if n.endswith(".safetensors"))
    if not files:
        raise ModelWithoutWeights(str(path))
    return ModelFolder(path, _config(path / "config.json"), files)


def _config(path: Path) -> ModelConfig:
    try:
        raw = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ModelMissing(str(path)) from error
    except (OSError, ValueError) as error:
        raise ModelDamaged(f"{path.name}: {error}") from error
    if not isinstance(raw, dict):
        raise ModelDamaged(f"{path.name}: not an object")
    return parse_config(raw)


def parse_config(raw: dict[str, Any]) -> ModelConfig:
    """A transformers configuration (its version 4 or 5 form) as ours, with ranges checked."""
    kind = raw.get("model_type")
    if kind not in MODEL_TYPES:
        raise ModelOfOtherKind(str(kind))
    if raw.get("hidden_act", "silu") != "silu":
        raise ModelRefused(f"config.json: hidden_act {raw['hidden_act']!r}")
    heads = _count(raw, "num_attention_heads", 256)
    hidden = _count(raw, "hidden_size", 1 << 15)
    rope_theta = _rope_theta(raw)
    config = ModelConfig(
        model_type=kind,
        vocab_size=_count(raw, "vocab_size", 1 << 20),
        hidden_size=hidden,
        intermediate_size=_count(raw, "intermediate_size", 1 << 17),
        layers=_count(raw, "num_hidden_layers", 200),
        heads=heads,
        kv_heads=_count(raw, "num_key_value_heads", heads, heads),
        head_dim=_count(raw, "head_dim", 512, hidden // heads),
        rms_norm_eps=_number(raw, "rms_norm_eps", 1e-6, 0.0, 1e-2),
        rope_theta=rope_theta,
        tied=bool(raw.get("tie_word_embeddings", False)),
        qkv_bias=kind == "qwen2" or bool(raw.get("attention_bias", False)),
        out_bias=kind == "qwen3" and bool(raw.get("attention_bias", False)),
        qk_norm=kind == "qwen3",
        context=_context(raw),
        tasks=_tasks(raw),
        script=_script(raw),
        turns=_count(raw, TURNS_KEY, _MOST_TURNS) if TURNS_KEY in raw else None,
    )
    if config.heads % config.kv_heads or config.head_dim % 2:
        raise ModelRefused("config.json: heads don't divide")
    return config


def _count(raw: dict[str, Any], key: str, most: int, default: int | None = None) -> int:
    value = raw.get(key)
    value = default if value is None else value
    if type(value) is not int or not 0 < value <= most:
        raise ModelDamaged(f"config.json: {key} is {value!r}")
    return value


def _number(raw: dict[str, Any], key: str, default: float, low: float, high: float) -> float:
    value = raw.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low < value <= high:
        raise ModelDamaged(f"config.json: {key} is {value!r}")
    return float(value)


def _rope_theta(raw: dict[str, Any]) -> float:
    """transformers 5 keeps it in rope_parameters, 4 beside rope_scaling."""
    given = (raw.get(key) for key in ("rope_parameters", "rope_scaling"))
    rope: Any = next((value for value in given if value is not None), {})
    if not isinstance(rope, dict):
        raise ModelDamaged("config.json: rope_parameters is no object")
    kind = rope.get("rope_type", rope.get("type", "default"))
    if kind != "default":
        raise ModelRefused(f"config.json: rope_type {kind!r} is not supported")
    return _number({**raw, **rope}, "rope_theta", 10000.0, 0.0, 1e9)


def _context(raw: dict[str, Any]) -> int:
    """Positions; a sliding window is honoured by never going beyond it."""
    context = _count(raw, "max_position_embeddings", 1 << 22)
    if raw.get("use_sliding_window"):
        window = _count(raw, "sliding_window", 1 << 22, context)
        return min(context, window)
    return context


def _script(raw: dict[str, Any]) -> str | None:
    script = raw.get(SCRIPT_KEY)
    if script is not None and script != HAN:
        raise ModelDamaged(f"config.json: {SCRIPT_KEY} is not {HAN}")
    return script


def _tasks(raw: dict[str, Any]) -> frozenset[str] | None:
    names = raw.get(TASKS_KEY)
    if names is None:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ModelDamaged(f"config.json: {TASKS_KEY} is no list of task ids")
    return frozenset(names)
