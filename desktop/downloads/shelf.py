"""The folder for downloaded weights: what is whole, what is begun, what was learned of it.

A model has its name only when all of its files were checked. Until then they lie in a folder with
a name that says so, and are gone on with there, in this run of the program or another. Blocks.
"""

import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from desktop.domain.offers import ModelPhase, ModelState, Offer, OfferedFile, Source
from desktop.downloads.fetch import Fetched
from desktop.downloads.part_file import sync_folder
from desktop.errors import FolderNotWritable, NoRoom

_BEGUN, _SOURCE = ".unfinished", "source.json"
_GOING = ".removed"
# What the rest of the machine, and int8 copies of the weights, shall still have.
_ROOM_LEFT = 300_000_000


class Shelf:
    """folder: made when the first model is downloaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pins = folder / "learned.json"

    def place(self, offer: Offer) -> Path:
        """Where the model lies once it is whole."""
        return self.folder / offer.id

    def unfinished(self, offer: Offer) -> Path:
        """Where its files lie until then."""
        return self.folder / f"{offer.id}{_BEGUN}"

    # What is known

    def expected(self, offer: Offer) -> tuple[OfferedFile, ...]:
        """Its files with what an earlier download taught us about them."""
        learned = self._learned().get(self._key(offer), {})
        return tuple(_with(file, learned.get(file.name)) for file in offer.files)

    def is_learned(self, offer: Offer) -> bool:
        """Whether some hash is ours only since a download."""
        taught = self._learned().get(self._key(offer), {})
        return any(file.sha256 is None and file.name in taught for file in offer.files)

    def state(self, offer: Offer) -> ModelState:
        """As it lies there."""
        files = self.expected(offer)
        total = sum(file.size or 0 for file in files)
        if self._is_whole(self.place(offer), files):
            return ModelState(ModelPhase.PRESENT, total, total, learned=self.is_learned(offer))
        done = _bytes(self.unfinished(offer))
        phase = ModelPhase.PAUSED if done else ModelPhase.ABSENT
        return ModelState(phase, min(done, total), total)

    @staticmethod
    def _is_whole(place: Path, files: tuple[OfferedFile, ...]) -> bool:
        try:
            sizes = {file.name: (place / file.name).stat().st_size for file in files}
        except OSError:
            return False
        return all(file.size in (None, sizes[file.name]) for file in files)

    def source(self, offer: Offer) -> Source | None:
        """Where what is begun came from."""
        try:
            return Source(**json.loads((self.unfinished(offer) / _SOURCE).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def used(self) -> int:
        """Bytes of everything in the folder."""
        return _bytes(self.folder)

    # What is done

    def begin(self, offer: Offer, source: Source) -> Path:
        """Where to put its files. Raises NoRoom and FolderNotWritable. source: to be remembered.

        What of a damaged model is sound needn't come again.
        """
        where = self.unfinished(offer)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not where.exists() and self.place(offer).exists():
                self.place(offer).rename(where)
            where.mkdir(exist_ok=True)
            (where / _SOURCE).write_text(json.dumps(asdict(source)), "utf-8")
            needed = self.state(offer).total - _bytes(where) + _ROOM_LEFT
            free = shutil.disk_usage(where).free
        except OSError as error:
            raise FolderNotWritable(str(self.folder)) from error
        if free < needed:
            raise NoRoom(needed, free)
        return where

    def finish(self, offer: Offer, fetched: Mapping[str, Fetched]) -> None:
        """All files are there and checked. Raises FolderNotWritable."""
        try:
            self._learn(offer, fetched)
            (self.unfinished(offer) / _SOURCE).unlink(missing_ok=True)
            sync_folder(self.unfinished(offer))
            self._clear(self.place(offer))
            self.unfinished(offer).rename(self.place(offer))
            sync_folder(self.folder)
        except OSError as error:
            raise FolderNotWritable(str(self.folder)) from error

    def discard(self, offer: Offer) -> None:
        """What was begun. Raises FolderNotWritable."""
        self._remove(self.unfinished(offer))

    def remove(self, offer: Offer) -> None:
        """The whole model; what was learned of it stays known. Raises FolderNotWritable."""
        self._remove(self.place(offer))

    def tidy(self) -> None:
        """What a crash left of a removal."""
        for left in self.folder.glob(f"*{_GOING}"):
            shutil.rmtree(left, ignore_errors=True)

    def _remove(self, place: Path) -> None:
        try:
            self._clear(place)
        except OSError as error:
            raise FolderNotWritable(str(place)) from error

    @staticmethod
    def _clear(place: Path) -> None:
        """First it loses its name: half a model must not be taken for one."""
        if not place.exists():
            return
        going = place.with_name(f"{place.name}{_GOING}")
        shutil.rmtree(going, ignore_errors=True)
        place.rename(going)
        shutil.rmtree(going)

    # What was learned

    @staticmethod
    def _key(offer: Offer) -> str:
        return f"{offer.repo}@{offer.revision}"

    def _learned(self) -> dict[str, dict[str, dict[str, Any]]]:
        try:
            raw = json.loads(self._pins.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return raw if isinstance(raw, dict) else {}

    def _learn(self, offer: Offer, fetched: Mapping[str, Fetched]) -> None:
        known = self._learned()
        taught = {
            file.name: {"size": fetched[file.name].size, "sha256": fetched[file.name].sha256}
            for file in offer.files
            if file.sha256 is None or file.size is None
        }
        if not taught:
            return
        known[self._key(offer)] = taught
        part = self._pins.with_suffix(".part")
        part.write_text(json.dumps(known, indent=1), "utf-8")
        part.replace(self._pins)


def _with(file: OfferedFile, learned: object) -> OfferedFile:
    if not isinstance(learned, dict):
        return file
    size = file.size if file.size is not None else learned.get("size")
    return replace(file, size=size, sha256=file.sha256 or learned.get("sha256"))


def _bytes(folder: Path) -> int:
    """0 for what can't be looked at. What is known of a part is no part of it."""
    total = 0
    with suppress(OSError):
        for path in folder.rglob("*"):
            with suppress(OSError):
                if path.is_file() and not path.name.endswith((".part.json", _SOURCE)):
                    total += path.stat().st_size
    return total
