"""Settings: one schema, and a file that can't spoil a start."""

import json
from pathlib import Path

import pytest

from desktop.errors import SettingsError, StorageFailure
from desktop.settings import SCHEMA, Settings


def test_the_defaults_are_valid() -> None:
    for option in SCHEMA:
        assert option.check(option.default) == option.default


def test_a_change_is_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    Settings(path).set("font_scale", 1.5)
    assert Settings(path).number("font_scale") == 1.5
    assert json.loads(path.read_text("utf-8")) == {"font_scale": 1.5}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "pink"),
        ("font_scale", 9),
        ("font_scale", "big"),
        ("font_scale", True),
        ("day_begins_at", "4"),
        ("day_begins_at", "25:00"),
        ("max_reply_tokens", 3.5),
    ],
)
def test_a_bad_value_is_refused_by_name(key: str, value: object) -> None:
    settings = Settings(None)
    before = settings.get(key)
    with pytest.raises(SettingsError, match=key):
        settings.set(key, value)
    assert settings.get(key) == before


def test_a_damaged_file_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{ half", "utf-8")
    settings = Settings(path)
    assert settings.problems and settings.text("theme") == "auto"
    assert path.with_suffix(".json.damaged").read_text("utf-8") == "{ half"
    settings.set("theme", "dark")
    assert Settings(path).problems == []


def test_one_bad_key_spoils_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "font_scale": 99, "future": 1}', "utf-8")
    settings = Settings(path)
    assert settings.text("theme") == "dark" and settings.number("font_scale") == 1.0
    assert len(settings.problems) == 2


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailure):
        Settings(tmp_path / "file" / "settings.json").set("theme", "dark")
