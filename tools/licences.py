"""The licences of everything in the packaged program, as texts beside it; none is left out."""

import ast
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

PROJECT = "qwen-all-in-one-desktop"
ROOT = Path(__file__).resolve().parent.parent
# Texts for packages that come without theirs.
OWN_TEXTS = Path(__file__).with_name("packaging") / "licences"
OF_PACKAGE = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "tokenizers": ("Apache-2.0.txt",),
}
_WORDS = ("LICEN", "COPYING", "NOTICE", "AUTHORS")


class LicenceMissingError(Exception):
    """Of what there is no licence text."""


def shipped(toc: Path) -> list[Distribution]:
    """The packages of which PyInstaller has collected anything.

    toc: the folder of its lists, build/build.
    """
    modules = ast.literal_eval((toc / "PYZ-00.toc").read_text("utf-8"))[1]
    names = {name.split(".")[0] for name, *_ in modules}
    names |= {Path(place).parts[0] for place, *_ in _collected(toc)}
    owners = packages_distributions()
    found = {owner for name in names for owner in owners.get(name, ())} - {PROJECT}
    return [distribution(owner) for owner in sorted(found, key=str.lower)]


def _collected(toc: Path) -> list[tuple[str, str, str]]:
    """Place in the program, source, kind."""
    found: list[tuple[str, str, str]] = ast.literal_eval(
        (toc / "COLLECT-00.toc").read_text("utf-8")
    )[0]
    return found


def texts(package: Distribution) -> list[Path]:
    """Its licence files, or ours for it. Raises LicenceMissingError."""
    name = package.metadata["Name"].lower().replace("_", "-")
    own = [
        Path(str(file.locate()))
        for file in package.files or ()
        if ".dist-info" in str(file) and any(word in file.name.upper() for word in _WORDS)
    ]
    found = own or [OWN_TEXTS / text for text in OF_PACKAGE.get(name, ())]
    if not found:
        raise LicenceMissingError(f"no licence text for {name}: add one to {OWN_TEXTS}")
    return found


def write(folder: Path, toc: Path) -> None:
    """One folder a package, and `README.md` with all of them in a table."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE")
    rows = [_write_package(folder, package) for package in shipped(toc)]
    rows.append(_write_python(folder))
    rows += _write_system(folder, toc)
    table = ["| part | version | licence |", "|---|---|---|", *rows]
    (folder / "README.md").write_text("\n".join([_ABOUT, *table]) + "\n", "utf-8")


_ABOUT = """# What is inside, and its licences

The program itself is under the MIT licence (`LICENSE`); the bundled model's card lies in
`qwen-desktop/_internal/resources/model/MODEL_CARD.md`. Qt and PySide6 are used under the LGPL 3:
their libraries are files of their own in `_internal/PySide6` and may be exchanged.
"""


def _write_package(folder: Path, package: Distribution) -> str:
    name, version = package.metadata["Name"], package.version
    for text in texts(package):
        # Several files of a package are called LICENSE; the folders say whose they are.
        parts = text.parts
        at = next(
            (n for n, part in enumerate(parts) if part.endswith(".dist-info")), len(parts) - 2
        )
        place = folder / name / Path(*parts[at + 1 :])
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(text, place)
    fields = (
        package.metadata[f] for f in ("License-Expression", "License") if f in package.metadata
    )
    named = next(fields, "see its folder").splitlines()[0]
    return f"| {name} | {version} | {named} |"


def _write_python(folder: Path) -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE")
    text = next((place for place in places if place.exists()), None)
    if text is None:
        raise LicenceMissingError(f"no licence text for Python: looked for {places[0]}")
    (folder / "Python").mkdir()
    shutil.copy(text, folder / "Python" / "LICENSE.txt")
    return f"| Python | {version} | PSF-2.0 |"


def _write_system(folder: Path, toc: Path) -> Iterator[str]:
    """Libraries of the distribution that the program was built on, by Debian's own records."""
    for name, version in sorted(_system_packages(toc)):
        text = Path("/usr/share/doc") / name / "copyright"
        if not text.exists():
            raise LicenceMissingError(f"no licence text for the system's {name}: looked for {text}")
        (folder / "system").mkdir(exist_ok=True)
        shutil.copy(text, folder / "system" / f"{name}.txt")
        yield f"| {name} (library of the system) | {version} | see `system/{name}.txt` |"


def _system_packages(toc: Path) -> set[tuple[str, str]]:
    if not shutil.which("dpkg-query"):
        return set()
    own = (str(ROOT), sys.prefix, sys.base_prefix)
    files = {
        str(Path(source).resolve())
        for _, source, kind in _collected(toc)
        if kind == "BINARY" and not source.startswith(own)
    }
    return {_owner(file) for file in files}


def _owner(file: str) -> tuple[str, str]:
    """Debian's package of a file, and its version."""
    # /lib is a link to /usr/lib; the records know either name.
    for place in (file, file.removeprefix("/usr")):
        found = subprocess.run(["dpkg-query", "-S", place], capture_output=True, encoding="utf-8")
        if found.returncode == 0:
            name = found.stdout.split(":")[0]
            asked = ["dpkg-query", "-W", "-f", "${Version}\n", name]
            answer = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True)
            return name, answer.stdout.splitlines()[0]
    raise LicenceMissingError(f"no licence text for {file}: it belongs to no package")
