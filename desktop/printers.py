"""How the terminal shows turns: as text for people, as JSON lines for programs."""

import json
import sys
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.care import CareLevel, is_explicit
from desktop.domain.entries import DiaryEntry, Entry
from desktop.domain.labels import Label, LabelSet
from desktop.domain.turns import ReplyStats, Turn, TurnState
from desktop.errors import EnvironmentFailure
from desktop.services.care_words import card_in_brief, card_text, soft_words
from desktop.services.wording import choice_word, explain_kind, explain_model


class Printer:
    """Events of a session. The base class is the text form.

    saved: false where nothing that is written is kept.
    """

    def __init__(self, labels: LabelSet, *, saved: bool = True) -> None:
        self._labels, self._saved = labels, saved
        self._said: str | None = None
        self._forgetting: int | None = None  # the topic whose old turns were said to be left out

    def ready(self, name: str) -> None:
        """The weights are loaded; people see that by the first label."""

    def labelled(self, turn: Turn) -> None:
        assert turn.label is not None
        print(self._chip(turn.label), flush=True)

    def chunk(self, turn_id: int, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    def finished(self, turn: Turn, stats: ReplyStats, care: CareLevel) -> None:
        """care: what is to be shown with it (see `shown_level`)."""
        if words := self._care_words(stats, care):
            print(words if stats.reason == "care" else f"\n\n{words}", end="")
        if stats.left_out and turn.topic != self._forgetting:
            self._forgetting = turn.topic
            note = QCoreApplication.translate("terminal", "（较早的 {n} 句没有再带给模型）")
            print("\n" + note.format(n=stats.left_out), end="")
        print("\n", flush=True)

    def unavailable(self, error: BaseException) -> None:
        """There is no model: said once, with what is wrong where."""
        self._said = error.kind if isinstance(error, EnvironmentFailure) else "bug"
        print(explain_model(error), file=sys.stderr)

    def failed(self, turn: Turn) -> None:
        if turn.error != self._said:
            print(explain_kind(turn.error or "bug"), file=sys.stderr)

    def turn(self, turn: Turn) -> None:
        """A whole turn of the past."""
        chip = f"  {self._chip(turn.label)}" if turn.label else ""
        print(f"{turn.entry.created.local:%H:%M}{chip}\n{turn.entry.text}")
        for line in turn.reply.splitlines():
            print(f"  │ {line}")
        self._end_of_past(turn.entry)

    def entry(self, entry: DiaryEntry) -> None:
        """An entry of the past that wanted no reply."""
        chip = f"  {self._chip(entry.label)}" if entry.label else ""
        print(f"{entry.entry.created.local:%H:%M}{chip}\n{entry.entry.text}")
        self._end_of_past(entry.entry)

    def _end_of_past(self, entry: Entry) -> None:
        if is_explicit(entry.text):
            print(f"  │ {card_in_brief()}")
        print()

    def _care_words(self, stats: ReplyStats, care: CareLevel) -> str:
        """The card, a soft line or nothing."""
        if stats.reason == "care":
            return card_text(saved=self._saved)
        return soft_words(care) if care is not CareLevel.NONE else ""

    def _chip(self, label: Label) -> str:
        choice = self._labels.find(label.word)
        shown = f"{choice.emoji} {choice_word(choice)}" if choice else label.word
        sure = choice is None or choice is not self._labels.unsure
        share = f" · {label.confidence:.0%}" if sure and label.confidence is not None else ""
        return f"{shown}{share}"


class JsonPrinter(Printer):
    """One object a line; `event` is ready, labelled, chunk, finished or failed."""

    def ready(self, name: str) -> None:
        _print_json(event="ready", turn=None, model=name)

    def labelled(self, turn: Turn) -> None:
        _print_json(event="labelled", turn=turn.id, **_label(turn.label))

    def chunk(self, turn_id: int, text: str) -> None:
        _print_json(event="chunk", turn=turn_id, text=text)

    def finished(self, turn: Turn, stats: ReplyStats, care: CareLevel) -> None:
        words = self._care_words(stats, care)
        _print_json(
            event="finished",
            turn=turn.id,
            state=turn.state,
            reply=turn.reply,
            reason=stats.reason,
            tokens=stats.tokens,
            prompt_tokens=stats.prompt_tokens,
            first_token_s=round(stats.first_token_s, 4),
            total_s=round(stats.total_s, 4),
            tokens_per_second=round(stats.tokens_per_second, 1),
            left_out=stats.left_out,
            shortened=stats.shortened,
            **({"message": words} if words else {}),
        )

    def failed(self, turn: Turn) -> None:
        kind = turn.error or "bug"
        _print_json(event="failed", turn=turn.id, error=kind, message=explain_kind(kind))

    def entry(self, entry: DiaryEntry) -> None:
        _print_json(
            turn=None,
            **_written(entry.entry),
            **_label(entry.label),
            reply="",
            state=None,
            error=None,
        )

    def turn(self, turn: Turn) -> None:
        _print_json(
            turn=turn.id,
            **_written(turn.entry),
            **_label(turn.label),
            reply=turn.reply,
            state=turn.state,
            error=turn.error if turn.state is TurnState.FAILED else None,
        )


def _written(entry: Entry) -> dict[str, Any]:
    message = {"message": card_in_brief()} if is_explicit(entry.text) else {}
    return {
        **message,
        "date": entry.date.isoformat(),
        "time": entry.created.local.isoformat(timespec="milliseconds"),
        "zone": entry.created.zone,
        "text": entry.text,
    }


def _label(label: Label | None) -> dict[str, Any]:
    if label is None:
        return {"label": None, "valence": None, "confidence": None, "source": None}
    return {
        "label": label.word,
        "valence": label.valence,
        "confidence": None if label.confidence is None else round(label.confidence, 4),
        "source": label.source,
    }


def _print_json(**fields: Any) -> None:
    print(json.dumps(fields, ensure_ascii=False), flush=True)
