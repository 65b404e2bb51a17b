"""What SQLite's errors mean to the person. What has no meaning to them is a bug and passes."""

from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from desktop.errors import DiaryDamaged, DiaryInUse, DiskFull, StorageFailure

_MEANING: dict[type[apsw.Error], type[StorageFailure]] = {
    apsw.FullError: DiskFull,
    apsw.NotADBError: DiaryDamaged,
    apsw.CorruptError: DiaryDamaged,
    apsw.BusyError: DiaryInUse,
    apsw.LockedError: DiaryInUse,
    apsw.ProtocolError: DiaryInUse,  # gave up on the lock of the write-ahead log
    apsw.ReadOnlyError: StorageFailure,
    apsw.CantOpenError: StorageFailure,
    apsw.IOError: StorageFailure,
    apsw.PermissionsError: StorageFailure,
}


@contextmanager
def translated() -> Iterator[None]:
    """Raise the environment's errors as a StorageFailure or one of its kinds.

    SQL errors and broken constraints are the program's own fault and pass through unchanged.
    """
    try:
        yield
    except apsw.Error as error:
        failure = _MEANING.get(type(error))
        if failure is None:
            raise
        # Not the error's own text: the code says it all and can't hold a word of the diary.
        code = getattr(error, "extendedresult", None)
        raise failure(f"SQLite: {type(error).__name__}, code {code}") from error
    except UnicodeDecodeError as error:
        # Only damage does this to a text. The error holds the text: it goes no further.
        raise DiaryDamaged(f"a text isn't UTF-8 ({error.reason})") from None


@contextmanager
def sound_rows() -> Iterator[None]:
    """Around the making of domain objects: what no row of ours can hold is damage to the file."""
    try:
        yield
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        # Again without the error's text, which quotes the value.
        raise DiaryDamaged(f"a row holds an impossible value ({type(error).__name__})") from None
