"""One example of what the model is to do: as text, and as ids with what each of them is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from desktop import resources
from desktop.domain.messages import Role
from desktop.inference.task import ClassifyTask, GenerateTask, load_task
from desktop.inference.tokenizer import Tokenizer

CLASSIFY_TASKS = ("sentiment", "sentiment3", "emotion")


def classify_task(name: str) -> ClassifyTask:
    """A task of the program: its prompt is the one the model is trained with."""
    task = load_task(resources.PROMPTS / f"{name}.toml")
    assert isinstance(task, ClassifyTask)
    return task


def chat_task() -> GenerateTask:
    task = load_task(resources.PROMPTS / "chat.toml")
    assert isinstance(task, GenerateTask)
    return task


def answer_words() -> tuple[str, ...]:
    """Every answer of every task once, in an order that is always the same."""
    labels = (classify_task(name).labels for name in CLASSIFY_TASKS)
    return tuple(dict.fromkeys(choice.word for found in labels for choice in found.choices))


@dataclass(frozen=True, slots=True)
class LabelExample:
    """A text and the answer that a task's prompt is to get for it.

    shares: how likely readers find each answer; they sum to one. Where they are given they are
    learned instead of the label, which is the likeliest.
    """

    task: str
    text: str
    label: str
    shares: Mapping[str, float] = field(default_factory=dict[str, float])

    def as_row(self) -> dict[str, Any]:
        row: dict[str, Any] = {"task": self.task, "text": self.text, "label": self.label}
        return row | ({"shares": dict(self.shares)} if self.shares else {})


@dataclass(frozen=True, slots=True)
class Exchange:
    """A turn: the person's text, its mood where it is told, the reply, whether to learn it."""

    text: str
    reply: str
    mood: str | None = None
    learn: bool = True


@dataclass(frozen=True, slots=True)
class TalkExample:
    """A conversation under the chat task's prompt."""

    turns: tuple[Exchange, ...]

    def as_row(self) -> dict[str, Any]:
        return {"turns": [[t.text, t.reply, t.mood, t.learn] for t in self.turns]}


def from_row(row: Mapping[str, Any]) -> LabelExample | TalkExample:
    if "task" in row:
        return LabelExample(row["task"], row["text"], row["label"], row.get("shares", {}))
    return TalkExample(tuple(Exchange(*turn) for turn in row["turns"]))


class Kind(IntEnum):
    """What a token is, seen from the one before it that has to foretell it."""

    GIVEN = 0  # prompts, roles, line breaks: the program writes them
    TEXT = 1  # the person's
    REPLY = 2
    LABEL = 3


# How the end of a message of each kind counts: only the assistant learns to end one.
_ENDS = {
    Kind.GIVEN: Kind.GIVEN,
    Kind.TEXT: Kind.GIVEN,
    Kind.REPLY: Kind.REPLY,
    Kind.LABEL: Kind.REPLY,
}


@dataclass(slots=True)
class Encoded:
    """ids and what each of them is. shares: of `answer_words` at the label; empty: its own."""

    ids: list[int]
    kinds: list[Kind]
    shares: list[float] = field(default_factory=list[float])

    def add(self, ids: list[int], kind: Kind) -> None:
        self.ids += ids
        self.kinds += [kind] * len(ids)

    def __len__(self) -> int:
        return len(self.ids)


class Encoder:
    """ChatML as the program builds it (`desktop.inference.chatml`): text can't forge a turn."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._classify = {name: classify_task(name) for name in CLASSIFY_TASKS}
        self._chat = chat_task()
        self._words = answer_words()

    @property
    def answers(self) -> list[int]:
        """The token of each of `answer_words`: `train_tokenizer` sees to it that one is enough."""
        ids = [self._tokenizer.encode(word) for word in self._words]
        if long := [word for word, found in zip(self._words, ids, strict=True) if len(found) > 1]:
            raise ValueError(f"more than one token: {', '.join(long)}")
        return [found[0] for found in ids]

    def encode(self, example: LabelExample | TalkExample, most: int) -> Iterator[Encoded]:
        """Pieces of at most *most* ids. A label's text is cut, a conversation is divided."""
        if isinstance(example, LabelExample):
            yield self._label(example, most)
        else:
            yield from self._talk(example, most)

    def _label(self, example: LabelExample, most: int) -> Encoded:
        system, user = self._classify[example.task].messages(example.text)
        before = self._message(Role.SYSTEM, system.text, Kind.GIVEN)
        answer = self._message(Role.ASSISTANT, example.label, Kind.LABEL)
        room = most - len(before) - len(answer)
        text = self._message(Role.USER, user.text, Kind.TEXT, room)
        whole = _joined([before, text, answer])
        if example.shares:
            whole.shares = [example.shares.get(word, 0.0) for word in self._words]
        return whole

    def _talk(self, example: TalkExample, most: int) -> Iterator[Encoded]:
        """Each piece begins with the system text and a turn of the person's."""
        system = self._message(Role.SYSTEM, self._chat.system, Kind.GIVEN)
        parts, learned = [system], False
        for exchange in example.turns:
            turn = self._turn(exchange)
            if len(system) + len(turn) > most:
                continue
            if sum(map(len, parts)) + len(turn) > most:
                if learned:
                    yield _joined(parts)
                parts, learned = [system], False
            parts.append(turn)
            learned = learned or exchange.learn
        if learned:
            yield _joined(parts)

    def _turn(self, exchange: Exchange) -> Encoded:
        asked = self._chat.user_message(exchange.text, exchange.mood)
        kind = Kind.REPLY if exchange.learn else Kind.GIVEN
        return _joined(
            [
                self._message(Role.USER, asked.text, Kind.TEXT),
                self._message(Role.ASSISTANT, exchange.reply, kind),
            ]
        )

    def _message(self, role: Role, text: str, kind: Kind, most: int | None = None) -> Encoded:
        """A message of at most *most* ids."""
        encode = self._tokenizer.encode
        head = [self._tokenizer.im_start, *encode(f"{role}\n")]
        line_break = encode("\n")
        room = None if most is None else max(0, most - len(head) - 1 - len(line_break))
        message = Encoded([], [])
        message.add(head, Kind.GIVEN)
        message.add(encode(text)[:room], kind)
        message.add([self._tokenizer.im_end], _ENDS[kind])
        message.add(line_break, Kind.GIVEN)
        return message


def _joined(parts: list[Encoded]) -> Encoded:
    whole = Encoded([], [])
    for part in parts:
        whole.ids += part.ids
        whole.kinds += part.kinds
    return whole
