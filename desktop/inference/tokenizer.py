"""Text to ids and back, so that nothing a person writes can become a control token."""

import codecs
import json
from pathlib import Path
from typing import Any

from desktop.errors import ModelDamaged, ModelMissing

IM_START, IM_END, END_OF_TEXT = "<|im_start|>", "<|im_end|>", "<|endoftext|>"


class Tokenizer:
    """Byte-level BPE of the Qwen family.

    im_start, im_end: ids that ChatML is built with. ends: ids that end a reply.
    size: ids at and above it have no text.

    Text is encoded by a clone of the backend that has no added tokens, because
    `split_special_tokens` leaves some of them (``<think>``) whole; control ids are put in by
    number only.
    """

    def __init__(self, backend: Any) -> None:
        from tokenizers import Tokenizer as Backend

        self._backend = backend
        plain = json.loads(backend.to_str())
        plain["added_tokens"] = []
        plain["truncation"] = plain["padding"] = plain["post_processor"] = None
        self._plain = Backend.from_str(json.dumps(plain))
        self._added = backend.get_added_tokens_decoder()
        self.im_start = self._control(IM_START)
        self.im_end = self._control(IM_END)
        end_of_text = backend.token_to_id(END_OF_TEXT)
        self.ends = frozenset(i for i in (self.im_start, self.im_end, end_of_text) if i is not None)
        # Not the count: ids may have gaps.
        self.size: int = 1 + max(backend.get_vocab(with_added_tokens=True).values())

    @classmethod
    def from_folder(cls, folder: Path) -> "Tokenizer":
        """Raises ModelMissing or ModelDamaged if there is no usable tokenizer."""
        from transformers import AutoTokenizer

        # Without these, transformers makes an empty one up.
        if not (folder / "tokenizer.json").exists() and not (folder / "vocab.json").exists():
            raise ModelMissing(f"{folder.name}: no tokenizer.json")
        try:
            fast = AutoTokenizer.from_pretrained(
                folder, local_files_only=True, trust_remote_code=False, use_fast=True
            )
            return cls(fast.backend_tokenizer)
        except ModelDamaged:
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
