"""Models of a known size with random weights: speed doesn't depend on the values."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from desktop.inference.folder import ModelConfig, parse_config
from desktop.inference.shapes import parts_of

_SEED = 20240204
_SPREAD = 0.02
_LAYERS_A_FILE = 8
_TOKENIZER = ("tokenizer.json", "tokenizer_config.json")

# From the config.json of Qwen/Qwen1.5-0.5B and Qwen/Qwen2.5-0.5B.
SHAPES: dict[str, dict[str, Any]] = {
    "qwen1.5-0.5b": {
        "vocab_size": 151936,
        "hidden_size": 1024,
        "intermediate_size": 2816,
        "num_hidden_layers": 24,
        "num_attention_heads": 16,
        "num_key_value_heads": 16,
    },
    "qwen2.5-0.5b": {
        "vocab_size": 151936,
        "hidden_size": 896,
        "intermediate_size": 4864,
        "num_hidden_layers": 24,
        "num_attention_heads": 14,
        "num_key_value_heads": 2,
    },
    "tiny": {
        "vocab_size": 8192,
        "hidden_size": 64,
        "intermediate_size": 128,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
    },
}
_COMMON: dict[str, Any] = {
    "architectures": ["Qwen2ForCausalLM"],
    "model_type": "qwen2",
    "hidden_act": "silu",
    "max_position_embeddings": 32768,
    "rms_norm_eps": 1e-6,
    "rope_theta": 1_000_000.0,
    "tie_word_embeddings": True,
    "use_sliding_window": False,
    "torch_dtype": "bfloat16",
}


def write_random_model(name: str, folder: Path, tokenizer: Path) -> None:
    """A model of a key of SHAPES, in bfloat16, the same one every time.

    tokenizer: a folder whose tokenizer is taken; it may know fewer words than there are rows.
    """
    folder.mkdir(parents=True, exist_ok=True)
    raw = {**_COMMON, **SHAPES[name]}
    (folder / "config.json").write_text(json.dumps(raw, indent=1), "utf-8")
    for file in _TOKENIZER:
        shutil.copyfile(tokenizer / file, folder / file)
    config, generator = parse_config(raw), torch.Generator().manual_seed(_SEED)
    files = list(_files(config))
    where: dict[str, str] = {}
    for number, names in enumerate(files, 1):
        file = f"model-{number:05}-of-{len(files):05}.safetensors"
        tensors = {n: t for ours in names for n, t in _random(config, ours, generator)}
        save_file(tensors, folder / file, {"format": "pt"})
        where |= dict.fromkeys(tensors, file)
    index = {"metadata": {}, "weight_map": where}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), "utf-8")


def _files(config: ModelConfig) -> Iterator[list[str]]:
    """Our names of what goes into each file, so that the whole never is in memory."""
    yield ["embedding.weight", "norm"]
    kinds = ("input_norm", "post_norm", "qkv.weight", "qkv.bias", "out.weight", "gate_up.weight",
             "down.weight")  # fmt: skip
    for start in range(0, config.layers, _LAYERS_A_FILE):
        layers = range(start, min(start + _LAYERS_A_FILE, config.layers))
        yield [f"layers.{index}.{kind}" for index in layers for kind in kinds]


def _random(
    config: ModelConfig, ours: str, generator: torch.Generator
) -> Iterator[tuple[str, Tensor]]:
    for name, shape in parts_of(config, ours):
        tensor = torch.empty(shape, dtype=torch.bfloat16)
        yield (
            name,
            tensor.fill_(1) if "norm" in ours else tensor.normal_(0, _SPREAD, generator=generator),
        )
