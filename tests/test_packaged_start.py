"""What only a packaged program meets before anything else: no locale, its loader's variables."""

import os
import sys
from pathlib import Path

import pytest

from desktop import __main__ as entry
from desktop import resources

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


NAMES = ("LC_ALL", "LC_CTYPE", "LANG", "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG")


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "")  # so that it is put back, whoever sets it
        monkeypatch.delenv(name)


def _set() -> dict[str, str]:
    return {name: os.environ[name] for name in NAMES if name in os.environ}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, {"LC_CTYPE": "C.UTF-8"}),
        ({"LANG": "C"}, {"LANG": "C", "LC_CTYPE": "C.UTF-8"}),
        ({"LC_ALL": "POSIX", "LANG": "zh_CN.UTF-8"}, {"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}),
        ({"LANG": "zh_CN.UTF-8"}, {"LANG": "zh_CN.UTF-8"}),
        ({"LC_CTYPE": "de_DE.UTF-8"}, {"LC_CTYPE": "de_DE.UTF-8"}),
    ],
)
def test_without_a_locale_texts_are_utf_8(given: dict[str, str], found: dict[str, str]) -> None:
    os.environ.update(given)
    entry._prepare_locale()
    assert _set() == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"LD_LIBRARY_PATH": "/ours"}, {}),
        ({"LD_LIBRARY_PATH": "/ours", "LD_LIBRARY_PATH_ORIG": "/a"}, {"LD_LIBRARY_PATH": "/a"}),
    ],
)
def test_other_programs_do_not_find_our_libraries(
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, str],
    found: dict[str, str],
) -> None:
    os.environ.update(given)
    entry._prepare_children()
    assert _set() == given  # a checkout's is the person's own
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    entry._prepare_children()
    assert _set() == found


def test_whoever_has_no_account_has_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    def nobody(_uid: int) -> None:
        raise KeyError

    monkeypatch.setenv("HOME", "/home/somebody")
    entry._prepare_home()
    assert os.environ["HOME"] == "/home/somebody"
    monkeypatch.delenv("HOME")
    entry._prepare_home()
    assert "HOME" not in os.environ  # the account's counts
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    entry._prepare_home()
    assert Path.home() == Path("/")


@pytest.mark.parametrize("place", ["licences", "qwen-desktop/licences"])
def test_the_licences_are_found_unpacked_and_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / place).mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "qwen-desktop" / "qwen-desktop"))
    assert resources._licences() == tmp_path / place
