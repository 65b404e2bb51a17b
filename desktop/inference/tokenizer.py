"""Text to ids and back, so that nothing a person writes can become a control token."""

import codecs
import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop.errors import ModelDamaged, ModelMissing, ModelUnavailable

IM_START, IM_END, END_OF_TEXT = "<|im_start|>", "<|im_end|>", "<|endoftext|>"
THINK = "<think>", "</think>"


class Tokenizer:
    """Byte-level BPE of the Qwen family.

    im_start, im_end: ids that ChatML is built with. ends: ids that end a reply.
    think: ids around what a model thinks aloud, for those that do; otherwise none.
    size: ids at and above it have no text.

    Text is encoded by a clone of the backend that has no added tokens, because
    `split_special_tokens` leaves some of them (``<think>``) whole; control ids are put in by
    number only.
    """

    def __init__(self, backend: Any) -> None:
        from tokenizers import Tokenizer as Backend

        self._backend = backend
        self._plain = Backend(backend.model)  # shares the vocabulary, has no added tokens
        self._plain.normalizer = backend.normalizer
        self._plain.pre_tokenizer = backend.pre_tokenizer
        self._added = backend.get_added_tokens_decoder()
        self.im_start = self._control(IM_START)
        self.im_end = self._control(IM_END)
        around = (backend.token_to_id(token) for token in THINK)
        self.think = tuple(i for i in around if i in self._added)
        end_of_text = backend.token_to_id(END_OF_TEXT)
        self.ends = frozenset(i for i in (self.im_start, self.im_end, end_of_text) if i is not None)
        words: int = backend.get_vocab_size(with_added_tokens=False)
        self.size = max(words, 1 + max(self._added, default=0))

    @classmethod
    def from_folder(cls, folder: Path, cache: Path | None = None) -> "Tokenizer":
        """The folder's tokenizer.json; or what transformers makes of its vocab.json, merges.txt
        and tokenizer_config.json, which is kept in *cache* because it takes seconds.

        Raises ModelMissing or ModelDamaged if there is no usable tokenizer.
        """
        try:
            return cls(_backend(folder, cache))
        except ModelUnavailable:
            raise
        except BaseException as error:  # tokenizers panics in Rust on some damaged files
            if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
                raise
            raise ModelDamaged(f"{folder.name}: no usable tokenizer") from error

    def _control(self, token: str) -> int:
        number = self._backend.token_to_id(token)
        if number is None:
            raise ModelDamaged(f"the tokenizer has no {token}")
        return int(number)

    def encode(self, text: str) -> list[int]:
        """Ids of plain text; never a control id, whatever the text says."""
        ids: list[int] = self._plain.encode(text, add_special_tokens=False).ids
        return ids

    def token_bytes(self, token: int) -> bytes:
        """UTF-8 bytes of one id; nothing for control ids and ids without text."""
        added = self._added.get(token)
        if added is not None:
            return b"" if added.special else str(added.content).encode()
        word = self._backend.id_to_token(token)
        return bytes(_BYTE_OF[c] for c in word) if word is not None else b""

    def decoder(self) -> "StreamDecoder":
        return StreamDecoder(self)


def _backend(folder: Path, cache: Path | None) -> Any:
    """Not by transformers where it isn't needed: importing it costs 2 s and 100 MB."""
    from tokenizers import Tokenizer as Backend

    if (folder / "tokenizer.json").exists():
        return Backend.from_file(str(folder / "tokenizer.json"))
    parts = [folder / name for name in ("vocab.json", "merges.txt", "tokenizer_config.json")]
    # Without these, transformers makes an empty one up.
    if not parts[0].exists() or not parts[1].exists():
        raise ModelMissing(f"{folder.name}: no tokenizer.json")
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in parts if p.exists())).hexdigest()
    kept = cache / f"tokenizer-{digest[:16]}.json" if cache is not None else None
    if kept is not None and kept.exists():
        return Backend.from_file(str(kept))
    backend = _converted(folder)
    if kept is not None:
        with suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(".part")
            part.write_text(backend.to_str(), "utf-8")
            part.replace(kept)
    return backend


def _converted(folder: Path) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(
        folder, local_files_only=True, trust_remote_code=False, use_fast=True
    ).backend_tokenizer


class StreamDecoder:
    """Turns ids into text as they come; holds back only an incomplete character."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._utf8 = codecs.getincrementaldecoder("utf-8")("replace")

    def feed(self, token: int) -> str:
        return self._utf8.decode(self._tokenizer.token_bytes(token))


def _byte_alphabet() -> dict[str, int]:
    """The byte-level BPE alphabet of GPT-2 (encoder.py, bytes_to_unicode), reversed."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    alphabet = {chr(b): b for b in printable}
    rest = (b for b in range(256) if b not in set(printable))
    alphabet |= {chr(256 + n): b for n, b in enumerate(rest)}
    return alphabet


_BYTE_OF = _byte_alphabet()
