"""Our own JSON: an entry and all that belongs to it, as an object and back without loss.

docs/diary-json.md describes it for other programs. VERSION grows when a reader of an earlier one
would misunderstand a file; a field that it may pass over needs no other version.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from desktop.domain.entries import EarlierText, EntryKind
from desktop.domain.labels import GivenLabel, Label, LabelSource
from desktop.domain.time import Moment
from desktop.domain.transfer import PortableEntry
from desktop.domain.turns import TurnState
from desktop.domain.ways import Unlabelled

T = TypeVar("T")

FORMAT, VERSION = "qwen-all-in-one-diary", 1

_INT64 = 1 << 63
_TURN_NUMBERS = ("tokens", "prompt_tokens", "left_out", "shortened")
_TURN_TIMES = ("first_token_s", "total_s")
_TURN_TEXTS = ("error", "weights", "stop_reason")


def as_object(entry: PortableEntry) -> dict[str, Any]:
    """What JSON can hold, nothing left out."""
    return {
        "uuid": entry.uuid,
        "date": entry.date.isoformat(),
        "created_utc_ms": entry.created.utc_ms,
        "zone": entry.created.zone,
        "offset_s": entry.created.offset_s,
        "kind": entry.kind,
        "text": entry.text,
        "tags": list(entry.tags),
        "edited_utc_ms": entry.edited_utc_ms,
        "trashed_utc_ms": entry.trashed_utc_ms,
        "origin": entry.origin,
        "foreign_id": entry.foreign_id,
        "unlabelled": entry.unlabelled,
        "labels": [_label_object(given) for given in entry.labels],
        "earlier_texts": [
            {"text": earlier.text, "replaced_utc_ms": earlier.replaced_utc_ms}
            for earlier in entry.earlier_texts
        ],
        "turn": None if entry.turn is None else dict(entry.turn),
    }


def _label_object(given: GivenLabel) -> dict[str, Any]:
    label = given.label
    return {
        "source": given.source,
        "label": None if label is None else label.word,
        "valence": None if label is None else label.valence,
        "confidence": None if label is None else label.confidence,
        "task": None if label is None else label.task,
        "task_version": None if label is None else label.task_version,
        "weights": None if label is None else label.weights,
        "evidence": None if label is None else label.evidence,
        "own_label": None if label is None else label.own_word,
        "own_confidence": None if label is None else label.own_confidence,
        "created_utc_ms": given.created_utc_ms,
        "outdated": given.outdated,
    }


def as_entry(record: Any) -> PortableEntry:
    """The entry of such an object. Raises ValueError for whatever the diary couldn't hold."""
    fields = _Fields(record)
    return PortableEntry(
        text=fields.text("text"),
        created=Moment(
            fields.integer("created_utc_ms"), fields.text("zone"), fields.integer("offset_s")
        ),
        date=date.fromisoformat(fields.text("date")),
        tags=tuple(_text(tag) for tag in fields.items("tags")),
        kind=EntryKind(fields.text("kind")),
        uuid=fields.text("uuid"),
        origin=fields.optional("origin", fields.text),
        foreign_id=fields.optional("foreign_id", fields.text),
        edited_utc_ms=fields.optional("edited_utc_ms", fields.integer),
        trashed_utc_ms=fields.optional("trashed_utc_ms", fields.integer),
        labels=tuple(_label(label) for label in fields.items("labels")),
        earlier_texts=tuple(_earlier(text) for text in fields.items("earlier_texts")),
        turn=fields.optional("turn", lambda name: as_turn(fields.value(name))),
        unlabelled=fields.optional("unlabelled", lambda name: Unlabelled(fields.text(name))),
    )


def _label(record: Any) -> GivenLabel:
    fields = _Fields(record)
    source = LabelSource(fields.text("source"))
    word = fields.optional("label", fields.text)
    label = None
    if word is not None:
        label = Label(
            source,
            word,
            fields.optional("valence", fields.valence),
            fields.optional("confidence", fields.number),
            fields.optional("task", fields.text),
            fields.optional("task_version", fields.integer),
            fields.optional("weights", fields.text),
            fields.optional("evidence", fields.text),
            fields.optional("own_label", fields.text),
            fields.optional("own_confidence", fields.number),
        )
    elif source is not LabelSource.PERSON:
        raise ValueError("only a person can say that no label fits")
    outdated = fields.value("outdated")
    if not isinstance(outdated, bool):
        raise ValueError("outdated")
    return GivenLabel(source, label, fields.integer("created_utc_ms"), outdated)


def _earlier(record: Any) -> EarlierText:
    fields = _Fields(record)
    return EarlierText(fields.text("text"), fields.integer("replaced_utc_ms"))


def as_turn(record: Any) -> Mapping[str, object]:
    """A turn of such an object. Raises ValueError."""
    fields = _Fields(record)
    # Nobody works on it here: what was being answered there was broken off.
    state = TurnState(fields.text("state"))
    state = TurnState.INTERRUPTED if state is TurnState.PENDING else state
    return {
        "topic": fields.integer("topic"),
        "topic_created_utc_ms": fields.optional("topic_created_utc_ms", fields.integer),
        "state": state.value,
        "reply": fields.text("reply"),
        **{name: fields.optional(name, fields.text) for name in _TURN_TEXTS},
        **{name: fields.optional(name, fields.integer) for name in _TURN_NUMBERS},
        **{name: fields.optional(name, fields.number) for name in _TURN_TIMES},
        "earlier_replies": [_earlier_reply(reply) for reply in fields.items("earlier_replies")],
    }


def _earlier_reply(record: Any) -> dict[str, object]:
    fields = _Fields(record)
    return {
        "text": fields.text("text"),
        "weights": fields.optional("weights", fields.text),
        "replaced_utc_ms": fields.optional("replaced_utc_ms", fields.integer),
    }


class _Fields:
    """The fields of an object, each of its kind. Everything raises ValueError."""

    def __init__(self, record: Any) -> None:
        if not isinstance(record, dict):
            raise ValueError("not an object")
        self._record = record

    def value(self, name: str) -> Any:
        """None where it is missing, as it is in files of people and other programs."""
        return self._record.get(name)

    def optional(self, name: str, read: Callable[[str], T]) -> T | None:
        return None if self.value(name) is None else read(name)

    def text(self, name: str) -> str:
        return _text(self.value(name))

    def integer(self, name: str) -> int:
        value = self.value(name)
        if type(value) is not int or not -_INT64 <= value < _INT64:
            raise ValueError(name)
        return value

    def number(self, name: str) -> float:
        value = self.value(name)
        if type(value) not in (int, float) or value != value or abs(value) > 1e300:
            raise ValueError(name)
        return float(value)

    def valence(self, name: str) -> float:
        value = self.number(name)
        if not -2 <= value <= 2:
            raise ValueError(name)
        return value

    def items(self, name: str) -> list[Any]:
        value = self.value(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise ValueError(name)
        return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value
