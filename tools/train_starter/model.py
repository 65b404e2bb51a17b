"""Qwen2 in plain torch, to be trained. Its parameters are named as in transformers."""

import math
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

ROPE_THETA = 10000.0
EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network. Every head has hidden / heads dimensions; no grouped heads."""

    vocabulary: int
    hidden: int
    layers: int
    heads: int
    intermediate: int

    @property
    def head(self) -> int:
        return self.hidden // self.heads

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class RMSNorm(nn.Module):
    def __init__(self, size: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))

    def forward(self, x: Tensor) -> Tensor:
        wide = x.float()
        scale = torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + EPSILON)
        return (wide * scale * self.weight).to(x.dtype)


class Attention(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, self.size = shape.heads, shape.head
        self.q_proj = nn.Linear(shape.hidden, shape.hidden)
        self.k_proj = nn.Linear(shape.hidden, shape.hidden)
        self.v_proj = nn.Linear(shape.hidden, shape.hidden)
        self.o_proj = nn.Linear(shape.hidden, shape.hidden, bias=False)

    def forward(self, x: Tensor, rope: tuple[Tensor, Tensor], mask: Tensor) -> Tensor:
        rows, length, hidden = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(rows, length, self.heads, self.size).transpose(1, 2)

        q, k, v = split(self.q_proj(x)), split(self.k_proj(x)), split(self.v_proj(x))
        q, k = _rotate(q, rope), _rotate(k, rope)
        # Written out: on a CPU this compiles to faster code than the fused operator with a mask.
        scores = (q @ k.transpose(2, 3)) / math.sqrt(self.size) + mask
        mixed = scores.float().softmax(-1).to(v.dtype) @ v
        out: Tensor = self.o_proj(mixed.transpose(1, 2).reshape(rows, length, hidden))
        return out


class MLP(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(shape.hidden, shape.intermediate, bias=False)
        self.up_proj = nn.Linear(shape.hidden, shape.intermediate, bias=False)
        self.down_proj = nn.Linear(shape.intermediate, shape.hidden, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.down_proj(functional.silu(self.gate_proj(x)) * self.up_proj(x))
        return out


class Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.self_attn = Attention(shape)
        self.mlp = MLP(shape)
        self.input_layernorm = RMSNorm(shape.hidden)
        self.post_attention_layernorm = RMSNorm(shape.hidden)

    def forward(self, x: Tensor, rope: tuple[Tensor, Tensor], mask: Tensor) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), rope, mask)
        out: Tensor = x + self.mlp(self.post_attention_layernorm(x))
        return out


class Decoder(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(shape.vocabulary, shape.hidden)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.norm = RMSNorm(shape.hidden)


class Qwen2(nn.Module):
    """The network; its output matrix is the embedding matrix."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.model = Decoder(shape)
        self.apply(_initialise)

    def forward(self, ids: Tensor, positions: Tensor, examples: Tensor) -> Tensor:
        """Logits [rows, length, vocabulary] for ids [rows, length].

        positions: where each token stands in its example. examples: a number for each token;
        tokens see only earlier ones of the same number, so that rows can hold many examples.
        """
        x = self.model.embed_tokens(ids)
        rope = _rope(positions, self.shape.head)
        mask = _mask(examples)
        for layer in self.model.layers:
            x = layer(x, rope, mask)
        return functional.linear(self.model.norm(x), self.model.embed_tokens.weight)


def _initialise(module: nn.Module) -> None:
    if isinstance(module, nn.Linear | nn.Embedding):
        nn.init.normal_(module.weight, std=0.02)
    if isinstance(module, nn.Linear) and module.bias is not None:
        nn.init.zeros_(module.bias)


def _rope(positions: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """Cosines and sines [rows, 1, length, size] of rotary positions."""
    steps = torch.arange(0, size, 2, device=positions.device).float() / size
    angles = positions.unsqueeze(-1).float() * ROPE_THETA**-steps
    angles = torch.cat((angles, angles), -1).unsqueeze(1)
    return angles.cos(), angles.sin()


def _rotate(x: Tensor, rope: tuple[Tensor, Tensor]) -> Tensor:
    cosine, sine = rope
    half = x.shape[-1] // 2
    turned = torch.cat((-x[..., half:], x[..., :half]), -1)
    return (x * cosine + turned * sine).to(x.dtype)


def _mask(examples: Tensor) -> Tensor:
    """[rows, 1, length, length]: 0 where a token may look, a very small number elsewhere."""
    length = examples.shape[1]
    causal = torch.ones(length, length, dtype=torch.bool, device=examples.device).tril()
    allowed = causal & (examples.unsqueeze(1) == examples.unsqueeze(2))
    return torch.where(allowed, 0.0, -1e9).unsqueeze(1)
