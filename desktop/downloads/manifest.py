"""What is offered and from where, read from our own file (resources/models.toml)."""

import re
import tomllib
from pathlib import Path, PurePosixPath
from typing import Any

from desktop.domain.offers import Offer, OfferedFile, Source

_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")
_REVISION = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PLACES = ("{repo}", "{file}")


def read_manifest(path: Path) -> tuple[tuple[Offer, ...], tuple[Source, ...]]:
    """Offers and sources, in the file's order. Raises ValueError: the file is a part of us."""
    raw = tomllib.loads(path.read_text("utf-8"))
    return tuple(map(_offer, raw["models"])), tuple(map(_source, raw["sources"]))


def _offer(raw: dict[str, Any]) -> Offer:
    files = tuple(_file(file) for file in raw.pop("files"))
    offer = Offer(**raw, files=files)
    if not _ID.fullmatch(offer.id) or not _REVISION.fullmatch(offer.revision):
        raise ValueError(f"{offer.id}: bad id or revision {offer.revision!r}")
    return offer


def _file(raw: dict[str, Any]) -> OfferedFile:
    file = OfferedFile(**raw)
    if PurePosixPath(file.name).name != file.name:
        raise ValueError(f"{file.name!r} is not the name of a file")
    if file.sha256 is not None and not _SHA256.fullmatch(file.sha256):
        raise ValueError(f"{file.name}: bad sha256")
    return file


def _source(raw: dict[str, Any]) -> Source:
    return source(**raw)


def source(name: str, url: str) -> Source:
    """A source, if files can be asked for there. Raises ValueError."""
    if not all(place in url for place in _PLACES):
        raise ValueError(f"{url!r} lacks {' or '.join(_PLACES)}")
    return Source(name, url)


def address(source: Source, offer: Offer, file: OfferedFile) -> str:
    """Where that file is asked for."""
    return source.url.format(repo=offer.repo, revision=offer.revision, file=file.name)


def mirror(text: str) -> Source:
    """What a person typed: a host, an address to put before Hugging Face's paths, or all of it
    with ``{repo}`` and ``{file}``. Raises ValueError unless it is https (or this machine)."""
    url = text.strip()
    url = (url if "://" in url else f"https://{url}").rstrip("/")
    if not re.match(r"https://[\w.-]+(:\d+)?(/|$)|http://(localhost|127\.0\.0\.1)([:/]|$)", url):
        raise ValueError("not an https address")
    if "{file}" not in url:
        url += "/{repo}/resolve/{revision}/{file}"
    # Any other place would only be found out in the middle of a download.
    if re.search(r"[{}\s]", re.sub(r"\{(repo|revision|file)\}", "", url)):
        raise ValueError("unknown place in the address")
    return source(_host(url), url)


def _host(url: str) -> str:
    return url.split("/")[2]
