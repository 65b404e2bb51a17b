"""llama.cpp beside us, where it is installed: the same weights as GGUF, and its bare evaluation.

Both packages are optional: `llama-cpp-python` evaluates, `gguf` writes the file.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from desktop.errors import ModelRefused
from desktop.inference.folder import ModelConfig, ModelFolder, check_folder
from desktop.inference.source import Source
from desktop.inference.tokenizer import _BYTE_OF

# llama.h, enum llama_ftype.
_Q8_0 = 7
# As large as the longest prompt here with its reply.
_CONTEXT = 512
# llama.h, enum llama_token_type.
_NORMAL = 1


class LlamaCppModel:
    """A GGUF file's weights. Ids in; what comes out isn't looked at."""

    def __init__(self, file: Path, threads: int) -> None:
        self._llama: Any = import_module("llama_cpp").Llama(
            str(file), n_ctx=_CONTEXT, n_threads=threads, n_threads_batch=threads, verbose=False
        )

    def read(self, ids: Sequence[int]) -> None:
        """Forget everything and evaluate a prompt."""
        self._llama.reset()
        self._llama.eval(list(ids))

    def step(self, token: int) -> None:
        """Evaluate one more token."""
        self._llama.eval([token])


def write_q8_0(model: Path, folder: Path) -> Path:
    """The folder's weights as a Q8_0 file; its path. Raises ModelRefused for other families."""
    llama_cpp = import_module("llama_cpp")
    whole, small = folder / "f16.gguf", folder / "q8_0.gguf"
    try:
        _write_f16(check_folder(model), whole)
        parameters = llama_cpp.llama_model_quantize_default_params()
        parameters.ftype = _Q8_0
        if llama_cpp.llama_model_quantize(str(whole).encode(), str(small).encode(), parameters):
            raise ModelRefused(f"{model.name}: llama.cpp doesn't quantise it")
    finally:
        whole.unlink(missing_ok=True)
    return small


def _write_f16(folder: ModelFolder, file: Path) -> None:
    """Matrices in float16, vectors in float32; the words of the vocabulary mean nothing."""
    if folder.config.model_type != "qwen2":
        raise ModelRefused(f"{folder.path.name}: only qwen2 is written as GGUF")
    writer = import_module("gguf").GGUFWriter(str(file), "qwen2")
    _describe(writer, folder.config)
    _add_vocabulary(writer, folder.config.vocab_size)
    for name, tensor in _tensors(Source(folder, None), folder.config):
        writer.add_tensor(
            name, tensor.to(torch.float16 if tensor.ndim > 1 else torch.float32).numpy()
        )
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _describe(writer: Any, config: ModelConfig) -> None:
    writer.add_context_length(config.context)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.heads)
    writer.add_head_count_kv(config.kv_heads)
    writer.add_rope_freq_base(config.rope_theta)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_file_type(1)


def _add_vocabulary(writer: Any, size: int) -> None:
    """llama.cpp wants a byte-level vocabulary to be there, with at least one merge."""
    letters = list(_BYTE_OF)
    words = [*letters, letters[0] + letters[1]]
    words += [f"<{n}>" for n in range(len(words), size)]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(words)
    writer.add_token_types([_NORMAL] * size)
    writer.add_token_merges([f"{letters[0]} {letters[1]}"])
    writer.add_eos_token_id(size - 1)
    writer.add_bos_token_id(size - 1)


def _tensors(source: Source, config: ModelConfig) -> Iterator[tuple[str, Tensor]]:
    """llama.cpp's names, ours behind them; stacked ones taken apart again."""
    yield "token_embd.weight", source.tensor("embedding.weight")
    if not source.tied:
        yield "output.weight", source.tensor("head.weight")
    yield "output_norm.weight", source.tensor("norm")
    keys = config.kv_heads * config.head_dim
    heads = [config.heads * config.head_dim, keys, keys]
    for index in range(config.layers):
        ours, theirs = f"layers.{index}.", f"blk.{index}."
        yield theirs + "attn_norm.weight", source.tensor(ours + "input_norm")
        yield theirs + "ffn_norm.weight", source.tensor(ours + "post_norm")
        for kind in ("weight", "bias"):
            parts = torch.split(source.tensor(f"{ours}qkv.{kind}"), heads)
            for letter, part in zip("qkv", parts, strict=True):
                yield f"{theirs}attn_{letter}.{kind}", part
        yield theirs + "attn_output.weight", source.tensor(ours + "out.weight")
        gate, up = source.tensor(ours + "gate_up.weight").chunk(2)
        yield theirs + "ffn_gate.weight", gate
        yield theirs + "ffn_up.weight", up
        yield theirs + "ffn_down.weight", source.tensor(ours + "down.weight")
