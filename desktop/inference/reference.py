"""The published method, to compare with: transformers' own forward and generate, in float32."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from torch import Tensor

from desktop.domain.messages import Message
from desktop.errors import ModelDamaged
from desktop.inference.chatml import ChatTemplate
from desktop.inference.engine import EngineInfo
from desktop.inference.folder import ModelFolder, check_folder
from desktop.inference.precision import Plan, Precision, parameters
from desktop.inference.tokenizer import Tokenizer

# The published system looks for the label in this many tokens.
LABEL_TOKENS = 5
# As our own engine's, so that both read the same prompts.
_MOST_CONTEXT = 2048


class ReferenceEngine:
    """AutoModelForCausalLM with `generate`, on the prompts that our own engine reads.

    Greedy; of the folder's generation_config only what is no sampling stays in force, as it
    does when the published program asks for ``do_sample=False``. Every call starts anew:
    nothing is kept between two prompts.
    """

    def __init__(self, model: Any, tokenizer: Tokenizer, info: EngineInfo) -> None:
        self._model, self._tokenizer, self._info = model, tokenizer, info
        self._template = ChatTemplate(tokenizer)

    @classmethod
    def load(cls, path: Path, *, name: str | None = None) -> "ReferenceEngine":
        """The folder's weights, called *name* or as the folder is called.

        Raises ModelMissing, ModelRefused, ModelDamaged.
        """
        folder = check_folder(path)
        tokenizer = Tokenizer.from_folder(folder.path)
        info = EngineInfo(
            name=name or folder.path.name,
            weights=folder.weights_id(),
            parameters=parameters(folder.config),
            precision=str(Plan(Precision.FLOAT32)),
            context=min(folder.config.context, _MOST_CONTEXT),
        )
        return cls(_transformers_model(folder), tokenizer, info)

    @property
    def info(self) -> EngineInfo:
        return self._info

    def classify_by_generation(
        self, messages: Sequence[Message], words: Sequence[str]
    ) -> tuple[str | None, str]:
        """The word that comes first in what is generated, None for none; and that text.

        It stops as soon as one of *words* is there. Raises TextTooLong.
        """
        text = self.label(messages, words=words)
        return first_word(text, words), text

    def label(
        self,
        messages: Sequence[Message],
        max_tokens: int = LABEL_TOKENS,
        words: Sequence[str] = (),
    ) -> str:
        """What is generated: at most *max_tokens* tokens, decoded; no more once it holds one of
        *words*. Raises TextTooLong."""
        ids = self._ids(messages, max_tokens)
        start = ids.shape[1]

        def found(sequence: Tensor, _scores: object, **_: object) -> Tensor:
            there = first_word(self._text(sequence[0, start:]), words) is not None
            return torch.tensor([there])

        out = self._generate(ids, max_new_tokens=max_tokens, stopping_criteria=[found])
        return self._text(out[0, start:])

    def reply(self, messages: Sequence[Message], tokens: int) -> tuple[int, float, float]:
        """Generate exactly *tokens* tokens, whatever they say.

        Tokens generated, seconds to the first one, seconds in all; the prompt's tokenising is
        part of both. Raises TextTooLong.
        """
        clock = _FirstToken()
        ids = self._ids(messages, tokens)
        out = self._generate(ids, max_new_tokens=tokens, min_new_tokens=tokens, streamer=clock)
        total = time.perf_counter() - clock.began
        return out.shape[1] - ids.shape[1], clock.first - clock.began, total

    def _ids(self, messages: Sequence[Message], tokens: int) -> Tensor:
        prompt = self._template.prompt(messages, self._info.context - tokens)
        return torch.tensor([prompt.ids])

    @torch.inference_mode()
    def _generate(self, ids: Tensor, **how: Any) -> Tensor:
        out: Tensor = self._model.generate(
            ids,
            attention_mask=torch.ones_like(ids),
            do_sample=False,
            eos_token_id=sorted(self._tokenizer.ends),
            pad_token_id=self._tokenizer.im_end,
            **how,
        )
        return out

    def _text(self, ids: Tensor) -> str:
        decoder = self._tokenizer.decoder()
        return "".join(decoder.feed(token) for token in ids.tolist())


class _FirstToken:
    """A streamer of transformers' kind that only looks at the clock, in seconds."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.first = 0.0
        self._calls = 0

    def put(self, _ids: Tensor) -> None:
        """Called with the prompt, then with each token."""
        self._calls += 1
        if self._calls == 2:
            self.first = time.perf_counter()

    def end(self) -> None:
        """Nothing: the caller takes the time of the end."""


def first_word(text: str, words: Sequence[str]) -> str | None:
    """The one of *words* that begins earliest in *text*; of two that begin there, the longer."""
    found = [(text.index(word), -len(word), word) for word in words if word in text]
    return min(found)[2] if found else None


def _transformers_model(folder: ModelFolder) -> Any:
    """Raises ModelDamaged."""
    from transformers import AutoModelForCausalLM
    from transformers.utils import logging

    logging.disable_progress_bar()
    try:
        model, loaded = AutoModelForCausalLM.from_pretrained(
            folder.path,
            dtype=torch.float32,
            local_files_only=True,
            use_safetensors=True,
            output_loading_info=True,
        )
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise ModelDamaged(f"{folder.path.name}: {error}") from error
    if loaded["missing_keys"]:  # it would make them up
        raise ModelDamaged(f"{folder.path.name}: without {min(loaded['missing_keys'])}")
    # Sampling's settings mean nothing to greedy search, and it says so at every call.
    model.generation_config.update(do_sample=False, temperature=None, top_p=None, top_k=None)
    return model.eval()
