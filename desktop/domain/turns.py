"""Turns: what was answered to what was written."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.entries import Entry
from desktop.domain.labels import Label
from desktop.domain.ways import Unlabelled


class TurnState(StrEnum):
    """Where the reply of a turn stands.

    PENDING is only ever true while a process works on it; a start finds none or repairs them
    to INTERRUPTED.
    """

    PENDING = "pending"
    DONE = "done"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReplyStats:
    """What a reply cost and how it ended.

    tokens: tokens generated. prompt_tokens: tokens the model was shown.
    first_token_s: seconds from the request to the first token; total_s: to the last.
    left_out: messages of the conversation that no longer fitted into the model's context.
    shortened: whether the middle of the last text had to be cut out for the same reason.
    reason: ``end`` (the model was done), ``length`` (the limit), ``stopped`` (the person),
        ``time`` (it took longer than it may), ``loop`` (it began to repeat itself), ``care`` (a
        fixed card stands in its place).
    dropped: characters at the end that only repeat what stands before them.
    """

    tokens: int = 0
    prompt_tokens: int = 0
    first_token_s: float = 0.0
    total_s: float = 0.0
    left_out: int = 0
    shortened: bool = False
    reason: str = "end"
    dropped: int = 0

    @property
    def tokens_per_second(self) -> float:
        """Speed of decoding: the first token belongs to the prefill and is not counted."""
        seconds = self.total_s - self.first_token_s
        return (self.tokens - 1) / seconds if self.tokens > 1 and seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Turn:
    """An entry and its reply: one id, one row on screen, one row in the database.

    topic: turns of other topics are unknown to the model.
    label: the effective one (the person's newest, otherwise an imported one, otherwise the
        model's newest); None is a legal state and never means neutral.
    earlier_replies: what was answered before it was asked to answer again, oldest first.
    error: name of the failure's kind when state is FAILED.
    left_out: messages that the model could not be shown any more. shortened: nor the middle of
        the entry itself.
    ending: the reason of its `ReplyStats`, empty where it has none.
    unlabelled: why it is to get no label by itself; None where it is.
    """

    id: int
    topic: int
    entry: Entry
    state: TurnState
    reply: str
    label: Label | None = None
    earlier_replies: tuple[str, ...] = ()
    error: str | None = None
    left_out: int = 0
    shortened: bool = False
    ending: str = ""
    unlabelled: Unlabelled | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the model is told of an earlier turn: the text, its mood if known, the reply."""

    text: str
    label: str | None
    reply: str


def conversation(turns: Iterable[Turn]) -> tuple[Exchange, ...]:
    """What was said, in order, for a model that is to go on with it."""
    return tuple(
        Exchange(turn.entry.text, turn.label.word if turn.label else None, turn.reply)
        for turn in turns
    )
