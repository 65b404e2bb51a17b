"""What the model is shown of a conversation. Knows no engine."""

from collections.abc import Iterator, Sequence

from desktop.domain.messages import Message, Role
from desktop.domain.turns import Exchange
from desktop.inference.engine import EngineInfo
from desktop.inference.task import GenerateTask

# What a model that lists its tasks calls the tones of a reply.
TONES = "chat.tones"


class Conversation:
    """For one model. unsure: the label that says of a mood that it isn't known."""

    def __init__(self, task: GenerateTask, info: EngineInfo, unsure: str) -> None:
        self._task, self._info, self._unsure = task, info, unsure

    def prompt(
        self, history: Sequence[Exchange], text: str, label: str | None, tone: str = ""
    ) -> list[Message]:
        """For a reply to *text*. label: its mood, if that is to be told."""
        return [*self._before(history, tone), self._user(text, label)]

    def passed_over(self, history: Sequence[Exchange]) -> int:
        """Messages of turns that the model isn't shown."""
        passed = history[: len(history) - len(self._followed(history))]
        return sum(2 if exchange.reply else 1 for exchange in passed)

    def _before(self, history: Sequence[Exchange], tone: str) -> Iterator[Message]:
        """Each earlier turn as it was sent, so that work done on it can be reused."""
        yield Message(Role.SYSTEM, self._system(tone))
        for exchange in self._followed(history):
            yield self._user(exchange.text, exchange.label)
            if exchange.reply:
                yield Message(Role.ASSISTANT, exchange.reply)

    def _followed(self, history: Sequence[Exchange]) -> Sequence[Exchange]:
        """The last ones: a small model loses its thread in more than it has learned to follow."""
        turns = self._info.turns
        return history if turns is None else history[-turns:]

    def _system(self, tone: str) -> str:
        """The tone stands in it as long as it is not changed: a model that learned one system
        text and no tones is not told of any."""
        learned = self._info.tasks
        told = learned is None or TONES in learned
        return self._task.system_in(tone) if told else self._task.system

    def _user(self, text: str, label: str | None) -> Message:
        """A mood that isn't known for sure is not told."""
        known = label != self._unsure
        return self._task.user_message(text, label if known else None)
