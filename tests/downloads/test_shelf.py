"""The folder for models: named when whole, gone on with when begun, learned from once."""

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop import resources
from desktop.domain.offers import ModelPhase, Offer, OfferedFile, Source
from desktop.downloads.fetch import Fetched
from desktop.downloads.manifest import address, mirror, read_manifest
from desktop.downloads.shelf import Shelf
from desktop.errors import FolderNotWritable, NoRoom

OFFER = Offer(
    "tiny", "Tiny", "Some/Tiny", "ab" * 20, 10, "MIT",
    (OfferedFile("config.json"), OfferedFile("model.safetensors", 1000, "cd" * 32)),
)  # fmt: skip
HERE = Source("here", "https://localhost/{repo}/{file}")
FETCHED = {"config.json": Fetched(7, "ef" * 32), "model.safetensors": Fetched(1000, "cd" * 32)}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "我的 模型")


def fill(shelf: Shelf) -> None:
    where = shelf.begin(OFFER, HERE)
    (where / "config.json").write_bytes(b"x" * 7)
    (where / "model.safetensors").write_bytes(b"x" * 1000)


def test_our_own_manifest_can_be_read() -> None:
    offers, sources = read_manifest(resources.MODELS)
    assert [offer.id for offer in offers] == [
        "qwen2.5-0.5b-instruct",
        "qwen3-0.6b",
        "qwen2.5-1.5b-instruct",
        "qwen1.5-0.5b-chat",
    ]
    for offer in offers:
        names = {file.name for file in offer.files}
        assert {"config.json", "tokenizer.json", "model.safetensors"} <= names
        weights = next(file for file in offer.files if file.name == "model.safetensors")
        assert weights.sha256 and weights.size and weights.size > offer.parameters
    first = address(sources[0], offers[0], offers[0].files[0])
    assert first == (
        "https://huggingface.co/Qwen/Qwen2.5-0.5B-Instruct/resolve/"
        "7ae557604adf67be50417f59c2c2f167def9a775/config.json"
    )
    assert all(source.url.startswith("https://") for source in sources)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hf-mirror.com", "https://hf-mirror.com/Some/Tiny/resolve/{r}/config.json"),
        (" https://m.cn/hub/ ", "https://m.cn/hub/Some/Tiny/resolve/{r}/config.json"),
        ("https://m.cn/{repo}/raw/{file}", "https://m.cn/Some/Tiny/raw/config.json"),
        ("http://localhost:8000", "http://localhost:8000/Some/Tiny/resolve/{r}/config.json"),
    ],
)
def test_a_mirror_as_one_types_it(typed: str, expected: str) -> None:
    found = address(mirror(typed), OFFER, OFFER.files[0])
    assert found == expected.replace("{r}", OFFER.revision)


@pytest.mark.parametrize(
    "typed",
    ["", "http://m.cn", "ftp://m.cn", "https://", "https://m.cn/{x}", "a b", "file:///etc",
     "http://localhost.evil.cn", "https://m.cn/{file}"],
)  # fmt: skip
def test_what_is_no_mirror(typed: str) -> None:
    with pytest.raises(ValueError):
        mirror(typed)


def test_nothing_is_there(shelf: Shelf) -> None:
    state = shelf.state(OFFER)
    assert (state.phase, state.done, state.total) == (ModelPhase.ABSENT, 0, 1000)
    assert shelf.used() == 0
    assert not shelf.folder.exists()  # looking changes nothing


def test_a_model_has_its_name_only_when_it_is_whole(shelf: Shelf) -> None:
    fill(shelf)
    assert not shelf.place(OFFER).exists()
    assert shelf.state(OFFER).phase is ModelPhase.PAUSED
    assert shelf.source(OFFER) == HERE
    shelf.finish(OFFER, FETCHED)
    assert shelf.state(OFFER).phase is ModelPhase.PRESENT
    assert sorted(p.name for p in shelf.place(OFFER).iterdir()) == sorted(FETCHED)
    assert not shelf.unfinished(OFFER).exists()


def test_what_was_not_known_is_learned_for_good(shelf: Shelf) -> None:
    fill(shelf)
    shelf.finish(OFFER, FETCHED)
    assert shelf.is_learned(OFFER) and shelf.state(OFFER).learned
    shelf.remove(OFFER)
    assert shelf.state(OFFER).phase is ModelPhase.ABSENT
    assert shelf.expected(OFFER)[0] == OfferedFile("config.json", 7, "ef" * 32)
    other = replace(OFFER, revision="00" * 20)
    assert shelf.expected(other) == other.files


def test_what_lost_a_file_is_not_there_but_the_rest_of_it_counts(shelf: Shelf) -> None:
    fill(shelf)
    shelf.finish(OFFER, FETCHED)
    (shelf.place(OFFER) / "config.json").unlink()
    assert shelf.state(OFFER).phase is not ModelPhase.PRESENT
    where = shelf.begin(OFFER, HERE)
    assert (where / "model.safetensors").exists()
    assert not shelf.place(OFFER).exists()


def test_the_disk_must_have_room(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    free = SimpleNamespace(free=300_000_500)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: free)
    with pytest.raises(NoRoom) as caught:
        shelf.begin(OFFER, HERE)
    assert (caught.value.needed, caught.value.free) == (300_001_000, 300_000_500)
    (shelf.unfinished(OFFER) / "model.safetensors.part").write_bytes(b"x" * 600)
    shelf.begin(OFFER, HERE)  # what is there already needs no room


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file is in the way")
    with pytest.raises(FolderNotWritable):
        Shelf(tmp_path / "models").begin(OFFER, HERE)


def test_what_a_crash_left_of_a_removal_goes(shelf: Shelf) -> None:
    left = shelf.folder / "tiny.removed"
    left.mkdir(parents=True)
    (left / "model.safetensors").touch()
    shelf.tidy()
    assert not left.exists()
