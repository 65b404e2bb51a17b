"""The person's own prompt files: they override, and a hostile one does no harm but is told of."""

import os
import threading
from pathlib import Path

import pytest

from desktop import resources
from desktop.errors import TaskFileError
from desktop.inference.task import GenerateTask, load_task
from desktop.inference.task_library import TaskLibrary, read_library
from desktop.inference.task_table import MOST_BYTES, line_of

MINE = """id = "poem"
version = 1
kind = "generate"
system = "写诗。"
template = "{text}"
"""
LABEL = '[[labels]]\nword = "{n}"\n'
CLASSES = """id = "many"
version = 1
kind = "classify"
system = "x"
template = "{text}"
unsure_below = 0.5
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "prompts"
    folder.mkdir()
    return folder


def read(own: Path, before: TaskLibrary | None = None) -> TaskLibrary:
    return read_library(resources.PROMPTS, own, before)


def test_a_task_of_five_lines_is_there(own: Path) -> None:
    (own / "poem.toml").write_text(MINE, "utf-8")
    library = read(own)
    task = library.task("poem")
    assert isinstance(task, GenerateTask) and task.about.title == "poem"
    assert library.sources["poem"].own and not library.problems
    assert task in library.jobs


def test_the_shipped_ones_without_a_folder(own: Path) -> None:
    own.rmdir()
    library = read(own)
    assert {"sentiment", "sentiment3", "emotion", "intent", "keywords", "summary", "translate",
            "rewrite", "grammar", "title", "chat"} == set(library.sources)  # fmt: skip
    assert [task.id for task in library.moods] == ["sentiment", "sentiment3", "emotion"]
    assert all(task.about.title != task.id for task in library.all)


def test_an_own_file_takes_the_place_by_its_id(own: Path) -> None:
    text = (resources.PROMPTS / "chat.toml").read_text("utf-8")
    (own / "whatever.toml").write_text(text.replace("乐于助人", "安静"), "utf-8")
    assert "安静" in read(own).turn_tasks("sentiment").chat.system
    (own / "whatever.toml").unlink()
    assert "乐于助人" in read(own).turn_tasks("sentiment").chat.system


def test_the_last_good_version_stays(own: Path) -> None:
    path = own / "poem.toml"
    path.write_text(MINE, "utf-8")
    first = read(own)
    path.write_text(MINE.replace('"写诗。"', "写诗"), "utf-8")
    second = read(own, first)
    assert second.task("poem") == first.task("poem")
    (problem,) = second.problems
    assert (problem.file, problem.line, problem.code) == ("poem.toml", 4, "syntax")
    assert read(own, second).task("poem") == first.task("poem")  # and at the next look
    path.unlink()
    assert read(own, second).task("poem") is None


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"x" * (MOST_BYTES + 1), "too_large", 0),
        (b'id = "a"\n\xff\xfe\x00', "not_utf8", 2),
        (b"\x00\x01", "syntax", 1),
        (b"a = " + b"[" * 20_000, "syntax", 1),
        (b"n = " + b"9" * 5000, "syntax", 1),
        (b"", "missing", 1),
        (MINE.replace('"{text}"', '"text"').encode(), "variables", 5),
        (MINE.replace("version = 1", 'version = "1"').encode(), "not_whole", 2),
        (MINE.replace('"poem"', '"../poem"').encode(), "bad_id", 1),
        ((MINE + 'colour = "red"\n').encode(), "unknown", 6),
        ((MINE + 'needs = "big"\n').encode(), "bad_needs", 6),
        ((MINE + 'commands = ["a b"]\n').encode(), "bad_command", 6),
        ((MINE + "generation = 3\n").encode(), "not_table", 6),
        ((MINE + "[generation]\nmax_tokens = 1e9\n").encode(), "not_whole", 7),
        ((MINE + "[generation]\ntemperature = nan\n").encode(), "out_of_range", 7),
        ((CLASSES + "".join(LABEL.format(n=n) for n in range(70))).encode(), "too_many", 7),
        ((CLASSES + LABEL.format(n=1)).encode(), "too_few_labels", 7),
        (MINE.replace('"poem"', '"sentiment"').encode(), "other_kind", 0),
    ],
)
def test_a_hostile_file_gets_a_reason(own: Path, content: bytes, code: str, line: int) -> None:
    (own / "bad.toml").write_bytes(content)
    library = read(own)
    (problem,) = library.problems
    assert (problem.file, problem.code, problem.line) == ("bad.toml", code, line)
    assert set(library.sources) == set(read(own / "none").sources)


def test_a_million_labels(own: Path) -> None:
    lines = "".join(LABEL.format(n=n) for n in range(1_000_000))
    (own / "bad.toml").write_text(CLASSES + lines, "utf-8")
    assert [p.code for p in read(own).problems] == ["too_large"]


def test_what_is_no_file(own: Path) -> None:
    (own / "folder.toml").mkdir()
    (own / "loop.toml").symlink_to(own / "loop.toml")
    (own / "gone.toml").symlink_to(own / "nowhere")
    os.mkfifo(own / "pipe.toml")
    codes = {p.file: p.code for p in read(own).problems}
    assert codes == {
        "folder.toml": "no_file",
        "loop.toml": "unreadable",
        "gone.toml": "unreadable",
        "pipe.toml": "no_file",
    }


def test_two_files_of_one_id(own: Path) -> None:
    (own / "a.toml").write_text(MINE, "utf-8")
    (own / "b.toml").write_text(MINE.replace("写诗", "唱歌"), "utf-8")
    library = read(own)
    (problem,) = library.problems
    assert (problem.file, problem.code, problem.detail) == ("b.toml", "same_id", "a.toml")
    assert library.sources["poem"].name == "a.toml"


def test_files_that_come_and_go_while_they_are_read(own: Path) -> None:
    path, ended = own / "poem.toml", threading.Event()

    def write_and_delete() -> None:
        while not ended.is_set():
            path.write_text(MINE, "utf-8")
            path.unlink()

    thread = threading.Thread(target=write_and_delete)
    thread.start()
    try:
        for _ in range(30):
            codes = {p.code for p in read(own).problems}
            assert codes <= {"unreadable", "missing"}  # gone, or empty as yet
    finally:
        ended.set()
        thread.join()


def test_where_a_key_stands() -> None:
    text = 'a = 1\n[[labels]]\nword = "x"\n[[labels]]\nword = "y"\nvalence = 9\n[unsure]\nw = 1\n'
    assert line_of(text, "labels[1].valence") == 6
    assert line_of(text, "labels[0].english") == 2  # missing: where it belongs
    assert line_of(text, "labels") == 2
    assert line_of(text, "unsure.w") == 8
    assert line_of(text, "b") == 1


def test_an_editors_mark_and_line_ends_of_windows(own: Path) -> None:
    (own / "poem.toml").write_bytes(b"\xef\xbb\xbf" + MINE.replace("\n", "\r\n").encode())
    assert load_task(own / "poem.toml").id == "poem"


def test_a_file_of_the_program_that_is_wrong_is_raised(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("id = 1", "utf-8")
    with pytest.raises(TaskFileError, match=r"x\.toml"):
        read_library(tmp_path)
