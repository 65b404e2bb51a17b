"""What the person wrote, and what became of it: edited, tagged, thrown away, half written."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.labels import Label
from desktop.domain.time import Moment


class EntryKind(StrEnum):
    """Where an entry came from: sent in the chat, written in the diary, or brought along."""

    CHAT = "chat"
    DIARY = "diary"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the person wrote, when, and the day it belongs to.

    tags: in alphabetical order, each once.
    edited_utc_ms: when its text was last changed, None if it stands as it was first written.
    trashed_utc_ms: when it was thrown away, None if it wasn't. An entry in the trash is left out
        of every list, chart, search and average.
    """

    id: int
    text: str
    created: Moment
    date: date
    kind: EntryKind = EntryKind.CHAT
    tags: tuple[str, ...] = ()
    edited_utc_ms: int | None = None
    trashed_utc_ms: int | None = None


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """An entry as the diary shows it.

    label: the one that counts; None is a legal state and never means neutral.
    turn_id: of the turn that answered it; None for an entry that wanted no answer.
    reply: what was answered, empty without a turn.
    """

    entry: Entry
    label: Label | None = None
    turn_id: int | None = None
    reply: str = ""

    @property
    def id(self) -> int:
        return self.entry.id


@dataclass(frozen=True, slots=True)
class EarlierText:
    """What an entry said before it was edited, and when it was replaced."""

    text: str
    replaced_utc_ms: int


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag and how many entries carry it; those in the trash are not counted."""

    name: str
    entries: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands unsent in an editor. place: which editor, see the functions below."""

    place: str
    text: str
    saved_utc_ms: int


# The places where a text may stand half written.
COMPOSER = "composer"


def new_entry_on(day: date) -> str:
    """The place of an entry that is being written for *day*."""
    return f"new:{day.isoformat()}"


def edit_of(entry_id: int) -> str:
    """The place of the changes to an entry that is there already."""
    return f"entry:{entry_id}"


def tidy_tags(names: tuple[str, ...]) -> tuple[str, ...]:
    """Trimmed, on one line each, without empty ones, each once, in alphabetical order."""
    return tuple(sorted({tidy for name in names if (tidy := " ".join(name.split()))}))
