"""The packaged program in seconds: does all work without what `build.spec` leaves out?"""

import importlib
import json
import os
import pkgutil
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from tools.package import PackageError, check_copied, check_native, check_resources, fatal_lines
from tools.package_contents import HIDDEN_IMPORTS, excluded_modules

ROOT = Path(__file__).resolve().parent.parent


class Without:
    """A finder that doesn't find the modules that stay out, nor what is below them."""

    def __init__(self, finder: Any, names: Sequence[str]) -> None:
        self._finder, self._names = finder, frozenset(names)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._finder, name)

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        parts = name.split(".")
        if any(".".join(parts[:n]) in self._names for n in range(1, len(parts) + 1)):
            return None
        spec: ModuleSpec | None = self._finder.find_spec(name, path, target)
        return spec


def run_without() -> int:
    """What the subprocess does: all the ways that lead into libraries."""
    names = excluded_modules()
    sys.meta_path[:] = [Without(finder, names) for finder in sys.meta_path]
    sys.argv = ["desktop", "ask", "你好", "--no-save", "--json"]
    from desktop.__main__ import main

    code = main()
    import_all_of_ours()
    for name in HIDDEN_IMPORTS:
        importlib.import_module(name)
    ask_nobody()
    from desktop.inference.tokenizer import Tokenizer

    for folder in Path(os.environ["FOLDERS"]).iterdir():
        Tokenizer.from_folder(folder)
    return code


def import_all_of_ours() -> None:
    """Also what is only imported when a page is first shown, or a file first read."""
    import desktop

    for module in pkgutil.walk_packages(desktop.__path__, "desktop."):
        importlib.import_module(module.name)


def ask_nobody() -> None:
    """A download from where nothing listens goes through all of the network's libraries."""
    import asyncio

    from desktop.downloads.connections import Connections

    async def ask() -> None:
        import httpx2

        async with Connections().client("https://localhost:9") as client:
            try:
                await client.get("https://localhost:9")
            except httpx2.ConnectError:
                return
        raise AssertionError("something listens there")

    asyncio.run(ask())


def model_folders(place: Path) -> None:
    """Folders as people have them: the tokenizer's class is named, and the family differs."""
    model = ROOT / "resources" / "model"
    for family in ("qwen2", "qwen3"):
        folder = place / family
        folder.mkdir(parents=True)
        shutil.copy(model / "tokenizer.json", folder)
        (folder / "config.json").write_text(json.dumps({"model_type": family}), "utf-8")
        named = {"tokenizer_class": "Qwen2Tokenizer"}
        (folder / "tokenizer_config.json").write_text(json.dumps(named), "utf-8")


def test_everything_works_without_what_stays_out(tmp_path: Path) -> None:
    model_folders(tmp_path / "models")
    child = subprocess.run(
        [sys.executable, "-c", f"import {__name__} as t, sys; sys.exit(t.run_without())"],
        cwd=ROOT,
        env={**os.environ, "FOLDERS": str(tmp_path / "models")},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert child.returncode == 0, child.stderr
    events = [json.loads(line)["event"] for line in child.stdout.splitlines()]
    assert events[-1] == "finished"


def test_what_stays_out_really_is_absent_in_the_subprocess() -> None:
    finders = [Without(finder, ["json.tool", "wave"]) for finder in sys.meta_path]
    assert not any(finder.find_spec("wave") for finder in finders)
    assert not any(finder.find_spec("json.tool", json.__path__) for finder in finders)
    assert any(finder.find_spec("json.decoder", json.__path__) for finder in finders)


def test_a_hidden_import_does_not_stay_out() -> None:
    excluded = set(excluded_modules())
    for name in HIDDEN_IMPORTS:
        parts = name.split(".")
        assert not excluded & {".".join(parts[:n]) for n in range(1, len(parts) + 1)}


def test_a_missing_plugin_library_ends_the_build() -> None:
    harmless = "100 WARNING: Library not found: could not resolve 'libtbb.so.12'"
    fatal = "101 WARNING: Library not found: could not resolve 'libxcb-cursor.so.0'"
    assert fatal_lines([harmless, fatal]) == [fatal]


def test_a_missing_resource_ends_the_build(tmp_path: Path) -> None:
    import pytest  # not above: the subprocess imports this file and must do without pytest

    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "chat.toml").touch()
    with pytest.raises(PackageError, match=r"lacks prompts/sentiment\.toml, model/config\.json"):
        check_resources(tmp_path)


def test_a_resource_that_was_not_copied_ends_the_build(tmp_path: Path) -> None:
    import pytest

    source, inside = tmp_path / "source", tmp_path / "inside"
    for name in ("care/new.toml", "translations/en.ts", "models.toml"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).touch()
    inside.mkdir()
    (inside / "models.toml").touch()
    with pytest.raises(PackageError, match=r"lacks care/new\.toml$"):
        check_copied(source, inside)


def test_a_build_without_the_forward_pass_in_c_ends(tmp_path: Path) -> None:
    import platform

    import pytest

    if sys.platform != "linux" or platform.machine() != "x86_64":
        pytest.skip("it is only built there")
    with pytest.raises(PackageError, match="compiler"):
        check_native(tmp_path)
    place = tmp_path / "desktop" / "inference" / "native"
    place.mkdir(parents=True)
    (place / "_forward.cpython-311-x86_64-linux-gnu.so").touch()
    check_native(tmp_path)
