"""A file is whole or it is not there, and what was there before stays until then."""

from pathlib import Path

import pytest

from desktop.errors import TargetNotWritable
from desktop.services.whole_file import write_whole


def test_it_is_written_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "心情.csv"
    target.write_bytes(b"before")
    write_whole(target, b"after")
    assert target.read_bytes() == b"after" and list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_a_failure_in_words(tmp_path: Path) -> None:
    with pytest.raises(TargetNotWritable):
        write_whole(tmp_path / "gone" / "a.png", b"")


def test_what_cannot_be_replaced_leaves_no_half(tmp_path: Path) -> None:
    (tmp_path / "a.png").mkdir()
    with pytest.raises(TargetNotWritable):
        write_whole(tmp_path / "a.png", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]
