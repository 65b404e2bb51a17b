"""How foreign files are read: bounded, as text whatever the encoding, never unpacked to disk."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from desktop.errors import ImportRefused

# Of one file, or of one member of an archive when unpacked.
MAX_BYTES = 256 << 20
MAX_MEMBERS = 50_000
MAX_FILES = 100_000
# Of one entry.
MAX_CHARACTERS = 1_000_000


class Unreadable(Exception):  # noqa: N818 - caught by the reader, which names the file
    """This file is not what it should be. It never leaves the importers."""


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises Unreadable where it is too big or can't be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable
        return path.read_bytes()
    except OSError as error:
        raise Unreadable from error


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
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Unreadable


def as_json(content: bytes) -> object:
    """Raises Unreadable for what is no JSON, or nested beyond reason."""
    try:
        parsed: object = json.loads(content.decode("utf-8-sig"))
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
                raise Unreadable
            left = MAX_BYTES
            for info in infos:
                if info.filename.lower().endswith(suffix) and not info.is_dir():
                    unpacked = _unpacked(archive, info, left)
                    left -= len(unpacked)
                    yield info.filename, unpacked
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise Unreadable from error  # RuntimeError: it is encrypted


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    # The size that the archive claims may be a lie; what is read is what counts.
    with archive.open(info) as member:
        unpacked = member.read(limit + 1)
    if len(unpacked) > limit:
        raise Unreadable
    return unpacked


def files_below(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """Plain files in order of name. Links are not followed: they may lead anywhere."""
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in suffixes and path.is_file() and not path.is_symlink()
    )
    if len(found) > MAX_FILES:
        raise ImportRefused(f"{folder}: more than {MAX_FILES} files")
    return found
