"""The house's floors: imports only go down, and heavy ones only where they belong."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

DESKTOP = Path(__file__).resolve().parent.parent / "desktop"

# Each floor may import itself and what is listed; the roots (app, cli, ...) may import all.
LEAVES = {"connections", "errors", "paths", "resources", "settings", "log"}
MAY_IMPORT = {
    # Where the care rules' words lie; nothing else of the domain reads a file.
    "domain": {"resources"},
    "storage": {"domain", "errors", "paths"},
    "inference": {"domain", "errors"},
    "downloads": {"domain", "errors"},
    "services": {"domain", "storage", "inference", "downloads", *LEAVES},
    "ui": {"domain", "services", *LEAVES},
    **{leaf: {"errors"} for leaf in LEAVES},
}
FORBIDDEN_OUTSIDE = {
    "PySide6.QtWidgets": {"ui", "app", "start", "selftest", "display", "bench"},
    "PySide6.QtGui": {"ui", "app", "start"},
    "pyqtgraph": {"ui"},
    "torch": {"inference"},
    "transformers": {"inference"},
    "tokenizers": {"inference"},
    "safetensors": {"inference"},
    "apsw": {"storage"},
    "sqlite3": set(),  # two SQLites on one file lose data
    # One door to the network, so that it can be watched.
    "httpx2": {"downloads"},
    "urllib.request": {"downloads"},
    "http.client": {"downloads"},
    "tools": set(),  # what makes the program is no part of it
}
# Windows must load torch before Qt (see there); nothing else above may.
ALLOWED = {("__main__", "torch")}
WITHOUT_QT = {"domain", "storage", "inference", "downloads", *LEAVES}


def _modules() -> list[Path]:
    return sorted(DESKTOP.rglob("*.py"))


def _floor(path: Path) -> str:
    first = path.relative_to(DESKTOP).parts[0]
    return first.removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(DESKTOP)))
def test_imports_only_go_down(path: Path) -> None:
    floor = _floor(path)
    if floor not in MAY_IMPORT:
        return
    for name in _imports(path):
        if name.startswith("desktop."):
            target = name.split(".")[1]
            if target in MAY_IMPORT:
                assert target == floor or target in MAY_IMPORT[floor], f"{floor} imports {name}"
            else:
                assert target == "__version__", f"{floor} imports the root {name}"


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(DESKTOP)))
def test_libraries_stay_on_their_floor(path: Path) -> None:
    floor = _floor(path)
    for name in _imports(path):
        for library, floors in FORBIDDEN_OUTSIDE.items():
            if name == library or name.startswith(f"{library}."):
                assert floor in floors or (floor, library) in ALLOWED, f"{floor} imports {name}"
        if floor in WITHOUT_QT:
            assert not name.startswith("PySide6"), f"{floor} imports {name}"


def test_the_lower_floors_load_without_qt() -> None:
    modules = [
        ".".join(("desktop", *p.relative_to(DESKTOP).with_suffix("").parts)).removesuffix(
            ".__init__"
        )
        for p in _modules()
        if _floor(p) in WITHOUT_QT
    ]
    code = "import sys, importlib\nsys.modules['PySide6'] = None\n" + "".join(
        f"importlib.import_module({name!r})\n" for name in modules
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=DESKTOP.parent)


def test_the_window_is_built_before_torch_is_imported() -> None:
    heavy = {"torch", "transformers", "pyqtgraph", "httpx2", "asyncio", "yaml"}
    code = f"import sys, desktop.start\nassert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=DESKTOP.parent)
