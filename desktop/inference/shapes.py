"""Which of transformers' tensors make up ours, and how large they are. Imports no torch."""

from desktop.inference.folder import ModelConfig

Shape = tuple[int, ...]
Part = tuple[str, Shape]


def parts_of(config: ModelConfig, name: str) -> list[Part]:
    """Which of transformers' tensors, with which shapes, make up one of ours."""
    hidden, inner = config.hidden_size, config.intermediate_size
    heads, keys = config.heads * config.head_dim, config.kv_heads * config.head_dim
    whole = {
        "embedding.weight": ("model.embed_tokens.weight", (config.vocab_size, hidden)),
        "head.weight": ("lm_head.weight", (config.vocab_size, hidden)),
        "norm": ("model.norm.weight", (hidden,)),
    }
    if name in whole:
        return [whole[name]]
    _, index, ours = name.split(".", 2)
    rows = {"q": heads, "k": keys, "v": keys}
    parts: dict[str, list[Part]] = {
        "input_norm": [("input_layernorm.weight", (hidden,))],
        "post_norm": [("post_attention_layernorm.weight", (hidden,))],
        "q_norm": [("self_attn.q_norm.weight", (config.head_dim,))],
        "k_norm": [("self_attn.k_norm.weight", (config.head_dim,))],
        "qkv.weight": [(f"self_attn.{x}_proj.weight", (n, hidden)) for x, n in rows.items()],
        "qkv.bias": [(f"self_attn.{x}_proj.bias", (n,)) for x, n in rows.items()],
        "out.weight": [("self_attn.o_proj.weight", (hidden, heads))],
        "out.bias": [("self_attn.o_proj.bias", (hidden,))],
        "gate_up.weight": [(f"mlp.{x}_proj.weight", (inner, hidden)) for x in ("gate", "up")],
        "down.weight": [("mlp.down_proj.weight", (hidden, inner))],
    }
    return [(f"model.layers.{index}.{theirs}", shape) for theirs, shape in parts[ours]]
