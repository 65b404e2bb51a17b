"""How foreign files are read: bounded, as text whatever the encoding, never unpacked to disk."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.transfer import SkipReason
from desktop.storage.own_markdown import one_break

# Of one file, or of one member of an archive when unpacked.
MAX_BYTES = 256 << 20
MAX_MEMBERS = 50_000
# Of one entry.
MAX_CHARACTERS = 1_000_000


class Unreadable(Exception):  # noqa: N818 - caught by the reader, which names the file
    """This file is not what it should be. It never leaves the importers. where: see `Skipped`."""

    def __init__(self, reason: SkipReason = SkipReason.BROKEN, where: object = "") -> None:
        super().__init__(reason)
        self.reason, self.where = reason, str(where)


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises Unreadable where it is too big or can't be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(SkipReason.TOO_BIG)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(SkipReason.MISSING) from error
    except PermissionError as error:
        raise Unreadable(SkipReason.DENIED) from error
    except OSError as error:
        raise Unreadable(SkipReason.UNREADABLE) from error


def as_text(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, otherwise Chinese as Windows writes it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:  # what a crash leaves behind, or no text at all
            break
        return one_break(text)
    raise Unreadable(SkipReason.NOT_TEXT)


def as_json(content: bytes) -> object:
    """Raises Unreadable for what is no JSON, or nested beyond reason."""
    try:
        parsed: object = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(SkipReason.NOT_TEXT) from error
    except json.JSONDecodeError as error:
        raise Unreadable(SkipReason.BROKEN, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    return parsed


def is_archive(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def members(content: bytes, suffix: str) -> Iterator[tuple[str, bytes]]:
    """The members whose name ends so, unpacked in memory and never beyond MAX_BYTES in all.

    Their names are only shown: nothing is written where they say.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_MEMBERS:
                raise Unreadable(SkipReason.TOO_MANY, MAX_MEMBERS)
            left = MAX_BYTES
            for info in infos:
                if info.filename.lower().endswith(suffix) and not info.is_dir():
                    unpacked = _unpacked(archive, info, left)
                    left -= len(unpacked)
                    yield info.filename, unpacked
    except NotImplementedError as error:  # a RuntimeError, but none that means a password
        raise Unreadable from error
    except RuntimeError as error:
        raise Unreadable(SkipReason.ENCRYPTED) from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Unreadable from error


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    # The size that the archive claims may be a lie; what is read is what counts.
    with archive.open(info) as member:
        unpacked = member.read(limit + 1)
    if len(unpacked) > limit:
        raise Unreadable(SkipReason.TOO_BIG)
    return unpacked
