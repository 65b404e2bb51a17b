"""Small models of every kind, made by transformers, which is also the oracle."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
from tqdm import tqdm

from desktop import resources

VOCABULARY = 8000

# Its progress bars start a thread that never ends.
tqdm.monitor_interval = 0

SHAPES: dict[str, dict[str, Any]] = {
    "tied": {"model_type": "qwen2", "tie_word_embeddings": True},
    "untied": {"model_type": "qwen2", "tie_word_embeddings": False},
    "grouped": {"model_type": "qwen2", "num_key_value_heads": 2, "tie_word_embeddings": True},
    "one-key-head": {"model_type": "qwen2", "num_key_value_heads": 1, "rope_theta": 1e6},
    "qwen3": {"model_type": "qwen3", "num_key_value_heads": 2, "head_dim": 24},
    "qwen3-biases": {"model_type": "qwen3", "attention_bias": True, "num_key_value_heads": 4},
}


def make_model(folder: Path, **changes: Any) -> Path:
    """A random model with the bundled tokenizer, written as transformers writes it."""
    from transformers import AutoConfig, AutoModelForCausalLM

    shape: dict[str, Any] = {
        "vocab_size": VOCABULARY,
        "hidden_size": 64,
        "intermediate_size": 96,
        "num_hidden_layers": 3,
        "num_attention_heads": 4,
        "num_key_value_heads": 4,
        "max_position_embeddings": 512,
        "initializer_range": 0.3,
        **changes,
    }
    if "head_dim" not in shape and shape["model_type"] == "qwen3":
        shape["head_dim"] = 16
    theta = shape.pop("rope_theta", None)
    if theta:
        shape["rope_parameters"] = {"rope_type": "default", "rope_theta": theta}
    torch.manual_seed(7)
    model = AutoModelForCausalLM.from_config(AutoConfig.for_model(**shape), dtype=torch.float32)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "norm" in name or name.endswith("bias"):
                parameter.add_(torch.randn_like(parameter) * 0.2)
    model.save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(resources.BUNDLED_MODEL / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One small random model for tests that don't care which."""
    return make_model(tmp_path_factory.mktemp("tiny"), **SHAPES["grouped"])
