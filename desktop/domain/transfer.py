"""What moves in and out of the diary, whatever the file: entries with all that belongs to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.domain.entries import EarlierText, EntryKind
from desktop.domain.labels import GivenLabel
from desktop.domain.time import Moment
from desktop.domain.ways import Unlabelled


class ImportFormat(StrEnum):
    """What an import can read; the value is also the origin that is kept with the entries."""

    OWN = "json"
    DAYLIO_CSV = "daylio-csv"
    DAYLIO = "daylio"
    DAY_ONE = "dayone"
    JRNL = "jrnl"
    RED_NOTEBOOK = "rednotebook"
    MARKDOWN = "markdown"
    TEXT = "text"


class ExportFormat(StrEnum):
    """What an export can write."""

    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Mood:
    """A mood by the name that the person gave it elsewhere. valence: None where only a mapping
    can tell."""

    name: str
    valence: float | None = None


@dataclass(frozen=True, slots=True)
class PortableEntry:
    """An entry on its way.

    uuid: only our own files have it; it stays the same everywhere.
    origin, foreign_id: what it is in the program that it comes from. former_id: what earlier
    versions of ours made of the same record, where that was something else.
    mood: becomes an imported label. labels, earlier_texts, turn: only in our own files; turn has
    the columns of the table, its topic among them, and `earlier_replies`.
    unlabelled: why it is to get no label by itself; None where it is.
    """

    text: str
    created: Moment
    date: date
    tags: tuple[str, ...] = ()
    mood: Mood | None = None
    kind: EntryKind = EntryKind.IMPORT
    uuid: str | None = None
    origin: str | None = None
    foreign_id: str | None = None
    former_id: str | None = None
    edited_utc_ms: int | None = None
    trashed_utc_ms: int | None = None
    labels: tuple[GivenLabel, ...] = ()
    earlier_texts: tuple[EarlierText, ...] = ()
    turn: Mapping[str, object] | None = None
    unlabelled: Unlabelled | None = None


class SkipReason(StrEnum):
    """Why something was not taken.

    NOTHING: nothing in a folder is a diary. COLUMNS: a table that lacks those of its kind.
    NO_MEMBER: an archive that holds none of what we read. BROKEN: of a kind that we know, and not
    whole. NEWER: our own, of a later program. UNREADABLE: the disk didn't give it.
    """

    MISSING = "missing"
    EMPTY = "empty"
    NOTHING = "nothing"
    DENIED = "denied"
    UNREADABLE = "unreadable"
    NOT_TEXT = "not_text"
    ENCRYPTED = "encrypted"
    NO_MEMBER = "no_member"
    COLUMNS = "columns"
    BROKEN = "broken"
    NEWER = "newer"
    UNKNOWN = "unknown"
    NO_DATE = "no_date"
    BAD_RECORD = "bad_record"
    TOO_BIG = "too_big"
    TOO_MANY = "too_many"
    TOO_DEEP = "too_deep"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or one record of it, that was passed over.

    where: line, number or date, if any. format: what it was recognised as, if it was.
    """

    file: str
    reason: SkipReason
    where: str = ""
    format: ImportFormat | None = None


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was recognised, and how many entries it holds."""

    file: str
    format: ImportFormat
    entries: int


@dataclass(frozen=True, slots=True)
class MoodUse:
    """A name of a mood in a file: how often, and what it would count (None: it has no valence)."""

    name: str
    entries: int
    valence: float | None


@dataclass(frozen=True, slots=True)
class Added:
    """An entry that came by an import. state: tells whether the person changed it since."""

    id: int
    uuid: str
    state: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of an import's entries. kept: those that were changed since, in the trash now."""

    deleted: int
    kept: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    format: None where files of several were read. new: entries added. existing: those that the
    diary has already, trash included. twice: those that stand in what was read once more.
    differing: of both, those whose text is another than the one that is kept.
    added: by which to take it back, see `taking_back`.
    """

    format: ImportFormat | None
    new: int
    existing: int
    skipped: tuple[Skipped, ...] = ()
    moods: tuple[MoodUse, ...] = ()
    first: date | None = None
    last: date | None = None
    files: tuple[FileRead, ...] = ()
    twice: int = 0
    differing: int = 0
    added: tuple[Added, ...] = field(default=(), compare=False)


@dataclass
class Reading:
    """What a reader has found so far. files: those that were recognised."""

    entries: list[PortableEntry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)

    def skip(
        self,
        file: str,
        reason: SkipReason,
        where: str = "",
        format: ImportFormat | None = None,
    ) -> None:
        self.skipped.append(Skipped(file, reason, where, format))
