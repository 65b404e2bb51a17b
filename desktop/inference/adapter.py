"""LoRA adapters in PEFT's format: what is in the folder, whether it fits, merging it.

W becomes W + scale · B A (Hu et al. 2021, LoRA, eq. 3), computed in float32 when a matrix is read,
so that what is quantised afterwards is the merged matrix. The format: adapter_config.json and
adapter_model.safetensors, as peft's `save_pretrained` writes them. Whether it fits is found out
without torch, from JSON and the header alone.
"""

import hashlib
import json
import math
import re
import struct
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.errors import AdapterRefused
from desktop.inference.folder import ModelConfig, ModelFolder
from desktop.inference.shapes import parts_of

if TYPE_CHECKING:
    from torch import Tensor

CONFIG, WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
_KEY = re.compile(r"base_model\.model\.(.+)\.lora_([AB])\.weight")
_MOST_HEADER = 1 << 24
# Of these the weights are only half of the truth: the base was changed along with them.
_CHANGES_BASE = ("pissa", "olora", "corda", "loftq", "eva")
_OURS = ("qkv.weight", "out.weight", "gate_up.weight", "down.weight")


@dataclass(frozen=True, slots=True)
class Adapter:
    """An adapter that fits. scales: by the name of the matrix that it is added to."""

    path: Path
    scales: dict[str, float]

    def identify(self, weights: str) -> str:
        """Who the merged weights are: SHA-256 over the base's and the adapter's files."""
        digest = hashlib.sha256(weights.encode())
        for name in (CONFIG, WEIGHTS):
            digest.update((self.path / name).read_bytes())
        return digest.hexdigest()

    def merged(self, name: str, weight: "Tensor") -> "Tensor":
        """A matrix by transformers' name, in float32 if it is one that is added to.

        Raises AdapterRefused for numbers that are none.
        """
        if name not in self.scales:
            return weight
        from safetensors import safe_open

        with safe_open(self.path / WEIGHTS, "pt") as file:
            down, up = (file.get_tensor(_theirs(name, half)).float() for half in "AB")
        merged: Tensor = weight.float().addmm_(up, down, alpha=self.scales[name])
        if not bool(merged.isfinite().all()):
            raise AdapterRefused("numbers", name)
        return merged


def with_adapter(folder: ModelFolder, path: Path) -> ModelFolder:
    """The same weights with the adapter added when they are read. Raises AdapterRefused."""
    return replace(folder, adapter=check_adapter(path, folder.config))


def check_adapter(path: Path, config: ModelConfig) -> Adapter:
    """The adapter, if it can be merged into such weights. Raises AdapterRefused."""
    raw = _settings(path)
    shapes = _header(path / WEIGHTS)
    matrices = _matrices(config)
    pairs: dict[str, dict[str, tuple[int, ...]]] = {}
    for key, shape in shapes.items():
        match = _KEY.fullmatch(key)
        if match is None:
            raise AdapterRefused("targets", key)
        pairs.setdefault(f"{match[1]}.weight", {})[match[2]] = shape
    base = str(raw.get("base_model_name_or_path") or path.name)
    for name, halves in pairs.items():
        _check_pair(name, halves, matrices, raw, base)
    if not pairs:
        raise AdapterRefused("files", WEIGHTS)
    return Adapter(path, {name: _scale(raw, name) for name in pairs})


def _settings(path: Path) -> dict[str, Any]:
    try:
        raw = json.loads((path / CONFIG).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise AdapterRefused("files", CONFIG) from error
    if not isinstance(raw, dict):
        raise AdapterRefused("files", CONFIG)
    if raw.get("peft_type") != "LORA":
        raise AdapterRefused("kind", str(raw.get("peft_type")))
    for key in ("use_dora", "fan_in_fan_out", "lora_bias", "modules_to_save"):
        if raw.get(key):
            raise AdapterRefused("kind", key)
    if raw.get("bias", "none") != "none":
        raise AdapterRefused("kind", f"bias {raw['bias']}")
    begun = str(raw.get("init_lora_weights", True)).lower()
    if begun.startswith(_CHANGES_BASE):
        raise AdapterRefused("kind", f"init_lora_weights {begun}")
    return raw


def _header(path: Path) -> dict[str, tuple[int, ...]]:
    """Shapes by name (https://huggingface.co/docs/safetensors, "Format")."""
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if length > _MOST_HEADER:
                raise ValueError(length)
            raw = json.loads(file.read(length))
        raw.pop("__metadata__", None)
        if max(entry["data_offsets"][1] for entry in raw.values()) > (
            path.stat().st_size - 8 - length
        ):
            raise ValueError("cut off")
        return {name: tuple(map(int, entry["shape"])) for name, entry in raw.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, struct.error) as error:
        raise AdapterRefused("files", WEIGHTS) from error


def _matrices(config: ModelConfig) -> dict[str, tuple[int, ...]]:
    """What can be added to, with shapes."""
    return {
        name: shape
        for index in range(config.layers)
        for ours in _OURS
        for name, shape in parts_of(config, f"layers.{index}.{ours}")
    }


def _check_pair(
    name: str,
    halves: dict[str, tuple[int, ...]],
    matrices: dict[str, tuple[int, ...]],
    raw: dict[str, Any],
    base: str,
) -> None:
    module = name.removesuffix(".weight")
    if name not in matrices:
        if re.fullmatch(r"model\.layers\.\d+\.(self_attn|mlp)\.[a-z]+_proj\.weight", name):
            raise AdapterRefused("base", f"{base} ({module})")
        raise AdapterRefused("targets", module)
    rank, (out, into) = _rank(raw, name), matrices[name]
    if set(halves) != {"A", "B"} or any(len(shape) != 2 for shape in halves.values()):
        raise AdapterRefused("files", module)
    if halves["A"][1] != into or halves["B"][0] != out:
        raise AdapterRefused("base", f"{base} ({module})")
    if halves["A"][0] != rank or halves["B"][1] != rank:
        raise AdapterRefused("rank", f"r = {rank}, {module}: {halves['A'][0]}, {halves['B'][1]}")


def _rank(raw: dict[str, Any], name: str) -> int:
    rank = _by_pattern(raw.get("rank_pattern"), name, raw.get("r"))
    if type(rank) is not int or rank < 1:
        raise AdapterRefused("rank", f"r = {rank!r}")
    return rank


def _scale(raw: dict[str, Any], name: str) -> float:
    alpha, rank = (
        _by_pattern(raw.get("alpha_pattern"), name, raw.get("lora_alpha")),
        _rank(raw, name),
    )
    if isinstance(alpha, bool) or not isinstance(alpha, int | float) or not math.isfinite(alpha):
        raise AdapterRefused("numbers", f"lora_alpha = {alpha!r}")
    return float(alpha) / (math.sqrt(rank) if raw.get("use_rslora") else rank)


def _by_pattern(patterns: object, name: str, default: object) -> object:
    """peft's `get_pattern_key`: a pattern names the end of a module's name, by whole words."""
    module = name.removesuffix(".weight")
    if isinstance(patterns, dict):
        for pattern, value in patterns.items():
            if re.fullmatch(rf"(.*\.)?({pattern})", module):
                return value
    return default


def _theirs(name: str, half: str) -> str:
    return f"base_model.model.{name.removesuffix('.weight')}.lora_{half}.weight"
