"""A diary's folder with a bit of everything, and what must be the same after a move."""

import json
import os
from datetime import date
from pathlib import Path

from desktop.paths import DataPaths, Place, read_place, there
from desktop.storage import places
from desktop.storage.backups import BackupFolder
from desktop.storage.checks import contents
from desktop.storage.database import open_unchanged
from desktop.storage.leaving import leave
from desktop.storage.moving import moving

from .backup_samples import backed_up, written

AT_DAY = date(2026, 11, 30)
TEXTS = ["今天很好", "下雨了 " * 300, "第三则"]


def lived_in(home: Path) -> DataPaths:
    """Settings that name a model in the folder, a backup, prompts, weights, logs, a cache."""
    paths = DataPaths(home)
    home.mkdir(parents=True)
    written(paths.diary, *TEXTS)
    backed_up(paths.diary, BackupFolder(paths.backups))
    model = paths.models / "qwen"
    paths.settings.write_text(f'{{"model_dir": "{model}", "theme": "dark"}}', "utf-8")
    for name in ("models/qwen/model.safetensors", "cache/abc-int8-1.safetensors"):
        put(home / name, os.urandom(100_000))
    put(home / "prompts" / "我的 任务.toml", "诗".encode())
    put(home / "logs" / "desktop.log", b"started\n")
    put(home / "cache" / "choices.json", b"{}")
    put(home / "window.ini", b"")
    return paths


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def wished(home: Path, target: Path) -> Place:
    return places.wish(home, target)


def move(home: Path) -> None:
    """As a start does it, also after one that was killed."""
    place = read_place(home)
    if place.leaving is not None:
        place = leave(place)
    if place.wish is not None:
        for _ in moving(place, places.aside_folder(place.folder, AT_DAY)):
            pass


def state(folder: Path) -> dict[str, object]:
    """What a folder holds, by name: the diary's rows, the files' bytes."""
    found: dict[str, object] = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if path.is_file() and not name.startswith(("place.json", "moved-", "diary.lock")):
            found[name] = path.read_bytes()
    for name in ("diary.sqlite3-wal", "diary.sqlite3-shm"):
        found.pop(name, None)
    database = open_unchanged(DataPaths(folder).diary)
    found["diary.sqlite3"] = contents(database)
    database.close()
    return found


def expected_there(before: dict[str, object], home: Path, target: Path) -> dict[str, object]:
    """The same in the new folder: without what is made again, with weights named there."""
    kept = {name: what for name, what in before.items() if "int8" not in name}
    settings = kept["settings.json"]
    assert isinstance(settings, bytes)
    changed = settings.decode().replace(str(home), str(target))
    kept["settings.json"] = json.dumps(json.loads(changed), ensure_ascii=False, indent=2).encode()
    return kept


def diary_folder(home: Path) -> Path:
    """Where the next start would look."""
    return there(read_place(home))


def aside_of(folder: Path) -> Path:
    """Where what lies in it is put when it is left."""
    return folder / f"moved-{AT_DAY}"
