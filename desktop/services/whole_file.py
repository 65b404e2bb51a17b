"""A file that is written whole or not at all, where a person wants it."""

import os
from contextlib import suppress
from pathlib import Path

from desktop.errors import TargetNotWritable


def write_whole(target: Path, content: bytes) -> None:
    """Replaces what is there only when all is on the disk. Raises TargetNotWritable."""
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise TargetNotWritable(f"{target.name}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
