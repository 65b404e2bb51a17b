"""The forward pass of the Qwen2 family over plain tensors. Knows shapes, not files or text.

Follows transformers' modeling_qwen2.py and modeling_qwen3.py, which are its oracle in the
tests; what differs is only that keys and values go into memory allocated once.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812 - the name that everybody knows
from torch import Tensor

from desktop.inference.folder import ModelConfig
from desktop.inference.linears import Linear, Table

_SAMPLE_LAYERS = 4


@dataclass(slots=True)
class LayerWeights:
    """One layer. Matrices are [out, in]; q, k, v and gate, up are stacked along `out`."""

    input_norm: Tensor
    qkv: Linear
    q_norm: Tensor | None
    k_norm: Tensor | None
    out: Linear
    post_norm: Tensor
    gate_up: Linear
    down: Linear


@dataclass(slots=True)
class Weights:
    """All of a model. The embedding's and the head's memory is shared when they are tied."""

    embedding: Table
    layers: list[LayerWeights]
    norm: Tensor
    head: Linear

    @property
    def step_bytes(self) -> int:
        """Bytes of weights that one decode step reads: what its speed is limited by."""
        matrices = (m for x in self.layers for m in (x.qkv, x.out, x.gate_up, x.down))
        return self.head.step_bytes + sum(m.step_bytes for m in matrices)


class KVCache:
    """Keys and values of the tokens read so far, in place.

    keys, values: [layers, kv_heads, capacity, head_dim]. length: how many are filled; setting
    it lower forgets the later ones. Pages that were never written cost no memory.
    """

    def __init__(self, config: ModelConfig, capacity: int, dtype: torch.dtype) -> None:
        shape = (config.layers, config.kv_heads, capacity, config.head_dim)
        self.keys = torch.empty(shape, dtype=dtype)
        self.values = torch.empty(shape, dtype=dtype)
        self.length = 0

    @property
    def capacity(self) -> int:
        return self.keys.shape[2]

    @property
    def filled_bytes(self) -> int:
        """Memory that the tokens take."""
        return (self.keys.nbytes + self.values.nbytes) // self.capacity * self.length


class Qwen2:
    """`forward` appends tokens to a cache and returns logits."""

    kernels = "torch"

    def __init__(self, config: ModelConfig, weights: Weights, capacity: int) -> None:
        self.config, self.weights, self.capacity = config, weights, capacity
        self.dtype = weights.norm.dtype
        self._cos, self._sin = rope_table(config, capacity, self.dtype)

    def new_cache(self) -> KVCache:
        return KVCache(self.config, self.capacity, self.dtype)

    @torch.inference_mode()
    def forward(
        self,
        ids: Tensor,
        cache: KVCache,
        *,
        positions: Tensor | None = None,
        mask: Tensor | None = None,
        rows: Tensor | None = None,
        states: Tensor | None = None,
    ) -> Tensor:
        """Read ids [n] after what the cache holds; logits [rows, vocabulary] in float32.

        positions [n]: default is to count on. mask [n, cache.length + n], True where a token
        may look: default is causal. rows [r]: which tokens' logits are wanted; default the
        last one's. states [r, hidden], float32: is filled with what the head makes them of.
        """
        x = self._read(ids, cache, positions, mask)
        x = self._norm(x[-1:] if rows is None else x[rows], self.weights.norm)
        if states is not None:
            states.copy_(x)
        return self.weights.head(x).float()

    @torch.inference_mode()
    def read(self, ids: Tensor, cache: KVCache) -> None:
        """The same without logits, which no one wants of a prefix."""
        self._read(ids, cache, None, None)

    @torch.inference_mode()
    def sample(self) -> None:
        """A few layers' matrices, read as a decode step reads them: as long as threads need to show
        what they are worth."""
        hidden = torch.ones(1, self.config.hidden_size, dtype=self.dtype)
        for layer in self.weights.layers[:_SAMPLE_LAYERS]:
            layer.qkv(hidden)
            layer.gate_up(hidden)

    def _read(
        self, ids: Tensor, cache: KVCache, positions: Tensor | None, mask: Tensor | None
    ) -> Tensor:
        count, start = ids.numel(), cache.length
        if mask is None and count > 1:
            mask = causal_mask(start, count)
        place: slice | Tensor = slice(start, start + count) if positions is None else positions
        rope = self._cos[place].unsqueeze(1), self._sin[place].unsqueeze(1)
        x = self.weights.embedding(ids)
        for index, layer in enumerate(self.weights.layers):
            x = x + self._attend(x, index, layer, cache, rope, mask)
            x = x + self._mlp(x, layer)
        cache.length = start + count
        return x

    def _norm(self, x: Tensor, weight: Tensor) -> Tensor:
        return F.rms_norm(x, (weight.numel(),), weight, self.config.rms_norm_eps)

    def _mlp(self, x: Tensor, layer: LayerWeights) -> Tensor:
        gate, up = layer.gate_up(self._norm(x, layer.post_norm)).chunk(2, dim=-1)
        return layer.down(F.silu(gate).mul_(up))

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
        return layer.out(self._weighted(query, keys[:, seen], values[:, seen], mask))

    def _project(
        self, x: Tensor, layer: LayerWeights, rope: tuple[Tensor, Tensor]
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Query [heads, n, d]; key and value [kv_heads, n, d]; positions already turned in."""
        config, count = self.config, x.shape[0]
        qkv = layer.qkv(x).view(count, -1, config.head_dim)
        turned = config.heads + config.kv_heads
        if layer.q_norm is not None and layer.k_norm is not None:
            query, key = qkv[:, : config.heads], qkv[:, config.heads : turned]
            both = torch.cat((self._norm(query, layer.q_norm), self._norm(key, layer.k_norm)), 1)
        else:
            both = qkv[:, :turned]
        both = _rotate(both, rope).transpose(0, 1)
        return both[: config.heads], both[config.heads :], qkv[:, turned:].transpose(0, 1)

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


def rope_table(config: ModelConfig, length: int, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
    """cos and sin [length, head_dim] (Su et al. 2021, RoFormer, eq. 34; half-split layout).

    The first half of sin is negated here, once, instead of the vector's second half every time.
    """
    steps = torch.arange(0, config.head_dim, 2, dtype=torch.int64).float() / config.head_dim
    angles = torch.outer(torch.arange(length).float(), 1.0 / config.rope_theta**steps)
    cos, sin = angles.cos(), angles.sin()
    return torch.cat((cos, cos), -1).to(dtype), torch.cat((-sin, sin), -1).to(dtype)


def _rotate(x: Tensor, rope: tuple[Tensor, Tensor]) -> Tensor:
    """x [n, heads, d] turned by its position; rope: [n, 1, d] each."""
    cos, sin = rope
    first, second = x.chunk(2, dim=-1)
    return torch.addcmul(x * cos, torch.cat((second, first), dim=-1), sin)
