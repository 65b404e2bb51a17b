"""A span of days on paper, and files that take the place of others; both whole or not at all.

How a page looks is not known here: whoever asks brings the function that draws.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from desktop.domain.entries import DiaryEntry
from desktop.errors import TargetExists, TargetNotWritable
from desktop.services.whole_file import write_whole
from desktop.storage.database import Database
from desktop.storage.entry_store import EntryStore
from desktop.storage.exporters.writing import Exported

# Entries in order of day to the bytes of a file; called on another thread.
Draw = Callable[[Sequence[DiaryEntry]], bytes]


def printed(
    database: Database, target: Path, draw: Draw, since: date | None, until: date | None
) -> Exported:
    """Draw the entries of a span; without any, no file is written.

    Raises TargetExists or TargetNotWritable (then there is no file), or StorageFailure.
    """
    if target.exists():
        raise TargetExists(str(target))
    entries = EntryStore(database).entries_between(since or date.min, until or date.max)
    if not entries:
        return Exported(0, 0, 0)
    write_whole(target, draw(entries))
    return Exported(len(entries), 0, 1)


def written(target: Path, write: Callable[[Path], Exported], *, replace: bool) -> Exported:
    """Have *write* write to *target*. replace: the person said that the file there may go.

    It goes only when its successor lies complete beside it. Folders are never replaced.
    """
    if not (replace and target.is_file()):
        return write(target)
    fresh = target.with_name(f"{target.stem}.new{target.suffix}")
    done = write(fresh)
    try:
        if done.files:
            fresh.replace(target)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise TargetNotWritable(f"{target}: {error.strerror}") from error
    return done
