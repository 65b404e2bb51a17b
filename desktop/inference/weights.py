"""Tensors from safetensors files into the forward's layout. Reads by memory map, no pickles."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from desktop.errors import ModelDamaged
from desktop.inference.engine import raise_if_set
from desktop.inference.folder import ModelConfig, ModelFolder
from desktop.inference.qwen2 import LayerWeights, Weights

Take = Callable[..., Tensor]


def load_weights(
    folder: ModelFolder, dtype: torch.dtype, stop: threading.Event | None = None
) -> Weights:
    """All weights in *dtype*, tensor by tensor, so that no second copy of the model exists.

    Raises ModelDamaged (missing tensor, wrong shape, unreadable file) and Cancelled.
    """
    try:
        with ExitStack() as stack:
            files = [stack.enter_context(safe_open(f, "pt")) for f in folder.files]
            where = {name: file for file in files for name in file.keys()}  # noqa: SIM118

            def take(name: str, *shape: int) -> Tensor:
                raise_if_set(stop)
                return _tensor(where, name, shape).to(dtype)

            return _assemble(folder.config, take, "lm_head.weight" in where)
    except (SafetensorError, OSError) as error:
        raise ModelDamaged(f"{folder.path.name}: {error}") from error


def _tensor(where: dict[str, Any], name: str, shape: tuple[int, ...]) -> Tensor:
    if name not in where:
        raise ModelDamaged(f"{name} is missing")
    tensor: Tensor = where[name].get_tensor(name)
    if tuple(tensor.shape) != shape:
        raise ModelDamaged(f"{name} is {tuple(tensor.shape)}, not {shape}")
    if not tensor.is_floating_point():
        raise ModelDamaged(f"{name} is {tensor.dtype}")
    return tensor


def _assemble(config: ModelConfig, take: Take, has_head: bool) -> Weights:
    embedding = take("model.embed_tokens.weight", config.vocab_size, config.hidden_size)
    layers = [_layer(config, take, f"model.layers.{i}.") for i in range(config.layers)]
    norm = take("model.norm.weight", config.hidden_size)
    if config.tied or not has_head:
        return Weights(embedding, layers, norm, embedding)
    head = take("lm_head.weight", config.vocab_size, config.hidden_size)
    return Weights(embedding, layers, norm, head)


def _layer(config: ModelConfig, take: Take, at: str) -> LayerWeights:
    hidden, inner = config.hidden_size, config.intermediate_size
    rows = {
        "q": config.heads * config.head_dim,
        "k": config.kv_heads * config.head_dim,
        "v": config.kv_heads * config.head_dim,
    }
    attention = at + "self_attn."
    qkv = [take(f"{attention}{x}_proj.weight", n, hidden) for x, n in rows.items()]
    biases = [take(f"{attention}{x}_proj.bias", n) for x, n in rows.items() if config.qkv_bias]
    norms = config.qk_norm
    return LayerWeights(
        input_norm=take(at + "input_layernorm.weight", hidden),
        qkv=torch.cat(qkv),
        qkv_bias=torch.cat(biases) if biases else None,
        q_norm=take(attention + "q_norm.weight", config.head_dim) if norms else None,
        k_norm=take(attention + "k_norm.weight", config.head_dim) if norms else None,
        out=take(attention + "o_proj.weight", hidden, rows["q"]),
        out_bias=take(attention + "o_proj.bias", hidden) if config.out_bias else None,
        post_norm=take(at + "post_attention_layernorm.weight", hidden),
        gate_up=torch.cat(
            [take(f"{at}mlp.{x}_proj.weight", inner, hidden) for x in ("gate", "up")]
        ),
        down=take(at + "mlp.down_proj.weight", hidden, inner),
    )
