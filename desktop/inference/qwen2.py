"""The forward pass of the Qwen2 family over plain tensors. Knows shapes, not files or text.

Follows transformers' modeling_qwen2.py and modeling_qwen3.py, which are its oracle in the
tests; what differs is only that keys and values go into memory allocated once.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812 - the name that everybody knows
from torch import Tensor

from desktop.inference.folder import ModelConfig


@dataclass(slots=True)
class LayerWeights:
    """One layer. Matrices are [out, in]; q, k, v and gate, up are stacked along `out`."""

    input_norm: Tensor
    qkv: Tensor
    qkv_bias: Tensor | None
    q_norm: Tensor | None
    k_norm: Tensor | None
    out: Tensor
    out_bias: Tensor | None
    post_norm: Tensor
    gate_up: Tensor
    down: Tensor


@dataclass(slots=True)
class Weights:
    """All of a model. embedding and head are one tensor, [vocabulary, hidden], when tied."""

    embedding: Tensor
    layers: list[LayerWeights]
    norm: Tensor
    head: Tensor


class KVCache:
    """Keys and values of the tokens read so far, in place.

    keys, values: [layers, kv_heads, capacity, head_dim]. length: how many are filled.
    Pages that were never written cost no memory, so the capacity may be generous.
    """

    def __init__(self, config: ModelConfig, capacity: int, dtype: torch.dtype) -> None:
        shape = (config.layers, config.kv_heads, capacity, config.head_dim)
        self.keys = torch.empty(shape, dtype=dtype)
        self.values = torch.empty(shape, dtype=dtype)
        self.length = 0

    @property
    def capacity(self) -> int:
        return self.keys.shape[2]


class Qwen2:
    """`forward` appends tokens to a cache and returns logits."""

    def __init__(self, config: ModelConfig, weights: Weights, capacity: int) -> None:
        self.config, self.weights, self.capacity = config, weights, capacity
        self.dtype = weights.norm.dtype
        self._cos, self._sin = _rope_table(config, capacity, self.dtype)

    def new_cache(self) -> KVCache:
        return KVCache(self.config, self.capacity, self.dtype)

    def forward(
        self,
        ids: Tensor,
        cache: KVCache,
        *,
        positions: Tensor | None = None,
        mask: Tensor | None = None,
        rows: Tensor | None = None,
    ) -> Tensor:
        """Read ids [n] after what the cache holds; logits [rows, vocabulary] in float32.

        positions [n]: default is to count on. mask [n, cache.length + n], True where a token
        may look: default is causal. rows [r]: which tokens' logits are wanted; default the
        last one's.
        """
        with torch.inference_mode():
            count, start = ids.numel(), cache.length
            if positions is None:
                positions = torch.arange(start, start + count)
            if mask is None and count > 1:
                mask = causal_mask(start, count)
            x = F.embedding(ids, self.weights.embedding)
            rope = self._cos[positions], self._sin[positions]
            for index, layer in enumerate(self.weights.layers):
                x = x + self._attend(x, index, layer, cache, rope, mask)
                x = x + self._mlp(x, layer)
            cache.length = start + count
            x = x[-1:] if rows is None else x[rows]
            return F.linear(self._norm(x, self.weights.norm), self.weights.head).float()

    def _norm(self, x: Tensor, weight: Tensor) -> Tensor:
        return F.rms_norm(x, (weight.numel(),), weight, self.config.rms_norm_eps)

    def _mlp(self, x: Tensor, layer: LayerWeights) -> Tensor:
        gate, up = F.linear(self._norm(x, layer.post_norm), layer.gate_up).chunk(2, dim=-1)
        return F.linear(F.silu(gate) * up, layer.down)

    def _attend(
        self,
        x: Tensor,
        index: int,
        layer: LayerWeights,
        cache: KVCache,
        rope: tuple[Tensor, Tensor],
        mask: Tensor | None,
    ) -> Tensor:
        count, start = x.shape[0], cache.length
        query, key, value = self._project(self._norm(x, layer.input_norm), layer, rope)
        keys, values = cache.keys[index], cache.values[index]
        keys[:, start : start + count] = key
        values[:, start : start + count] = value
        seen = slice(0, start + count)
        heads = self._weighted(query, keys[:, seen], values[:, seen], mask)
        return F.linear(heads, layer.out, layer.out_bias)

    def _project(
        self, x: Tensor, layer: LayerWeights, rope: tuple[Tensor, Tensor]
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Query [heads, n, d]; key and value [kv_heads, n, d]; positions already turned in."""
        config, count = self.config, x.shape[0]
        qkv = F.linear(x, layer.qkv, layer.qkv_bias).view(count, -1, config.head_dim)
        query, key, value = torch.split(
            qkv, [config.heads, config.kv_heads, config.kv_heads], dim=1
        )
        if layer.q_norm is not None and layer.k_norm is not None:
            query, key = self._norm(query, layer.q_norm), self._norm(key, layer.k_norm)
        query, key = _rotate(query.transpose(0, 1), rope), _rotate(key.transpose(0, 1), rope)
        return query, key, value.transpose(0, 1)

    def _weighted(self, query: Tensor, keys: Tensor, values: Tensor, mask: Tensor | None) -> Tensor:
        """Attention; [n, heads * d].

        The queries that share a key head stand behind each other as rows of that head, so
        that grouped keys and values are read in place and never copied.
        """
        count, config = query.shape[1], self.config
        groups = config.heads // config.kv_heads
        query = query.reshape(1, config.kv_heads, groups * count, config.head_dim)
        if mask is not None and groups > 1:
            mask = mask.repeat(groups, 1)
        out = F.scaled_dot_product_attention(
            query, keys.unsqueeze(0), values.unsqueeze(0), attn_mask=mask
        )
        return out.view(config.heads, count, -1).transpose(0, 1).reshape(count, -1)


def causal_mask(start: int, count: int) -> Tensor:
    """[count, start + count]: each token sees all before it and itself."""
    return torch.ones(count, start + count, dtype=torch.bool).tril(start)


def _rope_table(config: ModelConfig, length: int, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
    """cos and sin [length, head_dim] (Su et al. 2021, RoFormer, eq. 34; half-split layout)."""
    steps = torch.arange(0, config.head_dim, 2, dtype=torch.int64).float() / config.head_dim
    angles = torch.outer(torch.arange(length).float(), 1.0 / config.rope_theta**steps)
    angles = torch.cat((angles, angles), dim=-1)
    return angles.cos().to(dtype), angles.sin().to(dtype)


def _rotate(x: Tensor, rope: tuple[Tensor, Tensor]) -> Tensor:
    cos, sin = rope
    first, second = x.chunk(2, dim=-1)
    return x * cos + torch.cat((-second, first), dim=-1) * sin
