"""ChatML on ids, and fitting a conversation into a model's context by real token counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.messages import Message, Role
from desktop.errors import TextTooLong
from desktop.inference.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class Prompt:
    """ids: what the model reads. left_out: messages of the conversation that didn't fit.

    shortened: whether the middle of the last text was cut out, for the same reason.
    """

    ids: tuple[int, ...]
    left_out: int = 0
    shortened: bool = False


# Below this many tokens of the last text, reading its ends is no longer reading it.
_LEAST_TEXT = 32


class ChatTemplate:
    """``<|im_start|>role\\ntext<|im_end|>\\n`` a message, ended by an open assistant message.

    Built here and not by a model's Jinja template: text can't forge a turn, and nothing that
    came with the weights is run. A missing system text stays missing.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._newline = tokenizer.encode("\n")
        self._role = {role: tokenizer.encode(f"{role}\n") for role in Role}
        # Qwen3 thinks aloud before it answers, unless its thoughts stand there already, empty.
        self._thought = [i for t in tokenizer.think for i in (t, *tokenizer.encode("\n\n"))]

    def prompt(self, messages: Sequence[Message], room: int) -> Prompt:
        """Ids of at most *room* tokens, ending where the assistant is to go on.

        System messages are never trimmed. The oldest others go first, as whole messages and
        never leaving a reply without what it replies to; then the middle of the last text.
        Raises TextTooLong if even its ends don't fit.
        """
        system = [self._closed(m) for m in messages if m.role is Role.SYSTEM]
        spoken = [m for m in messages if m.role is not Role.SYSTEM]
        tail = self._opened(spoken)
        rest = spoken[: -len(tail.messages)] if tail.messages else spoken
        used = sum(map(len, system)) + len(tail.ids)
        shortened = False
        if used > room:
            if not self._shorten(tail, used - room):
                raise TextTooLong(used, room)
            used, shortened = room, True
        kept = self._newest_that_fit(rest, room - used)
        ids = [i for part in (*system, *kept, tail.ids) for i in part]
        return Prompt(tuple(ids), len(rest) - len(kept), shortened)

    def beginning(self, messages: Sequence[Message], room: int) -> tuple[int, ...]:
        """What `prompt` begins with whatever is added to the last text. Raises TextTooLong."""
        prompt = self.prompt(messages, room)
        last = self._opened([m for m in messages if m.role is not Role.SYSTEM])
        return prompt.ids[: len(prompt.ids) - len(last.closing) - len(last.answer)]

    def _closed(self, message: Message) -> list[int]:
        text = self._tokenizer.encode(message.text)
        return [*self._head(message.role), *text, self._tokenizer.im_end, *self._newline]

    def _head(self, role: Role) -> list[int]:
        return [self._tokenizer.im_start, *self._role[role]]

    def _opened(self, spoken: Sequence[Message]) -> "_Tail":
        """The last message of the person's, and the assistant's open one after it."""
        partial = [spoken[-1]] if spoken and spoken[-1].role is Role.ASSISTANT else []
        before = spoken[: len(spoken) - len(partial)]
        last = [before[-1]] if before else []
        return _Tail(
            messages=[*last, *partial],
            head=self._head(last[0].role) if last else [],
            text=self._tokenizer.encode(last[0].text) if last else [],
            closing=[self._tokenizer.im_end, *self._newline] if last else [],
            answer=[
                *self._head(Role.ASSISTANT),
                *self._thought,
                *(i for m in partial for i in self._tokenizer.encode(m.text)),
            ],
        )

    @staticmethod
    def _shorten(tail: "_Tail", by: int) -> bool:
        """Cut *by* tokens out of the middle of the text; False if too little would be left."""
        keep = len(tail.text) - by
        if keep < _LEAST_TEXT:
            return False
        head = keep // 2
        tail.text = [*tail.text[:head], *tail.text[head + by :]]
        return True

    def _newest_that_fit(self, messages: Sequence[Message], room: int) -> list[list[int]]:
        kept: list[list[int]] = []
        starts = 0  # how many of the kept, counted from the newest, begin with the person
        for message in reversed(messages):
            ids = self._closed(message)
            if len(ids) > room:
                break
            room -= len(ids)
            kept.append(ids)
            if message.role is Role.USER:
                starts = len(kept)
        return kept[:starts][::-1]


@dataclass(slots=True)
class _Tail:
    messages: list[Message]
    head: list[int]
    text: list[int]
    closing: list[int]
    answer: list[int]

    @property
    def ids(self) -> list[int]:
        return [*self.head, *self.text, *self.closing, *self.answer]
